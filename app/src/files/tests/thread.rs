use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use super::disk::{Call, FailingDisk};
use super::*;
use crate::document::{Command, Document};

/// Long enough for any disk; only a failing test waits for it.
const AT_MOST: Duration = Duration::from_secs(30);

fn woken(storage: impl storage::Storage + 'static) -> (Worker, Receiver<()>) {
    let (wake, woken) = channel();
    let worker = Worker::start_with(Box::new(storage), move || wake.send(()).unwrap_or_default()).unwrap();
    (worker, woken)
}

fn next_outcome(worker: &mut Worker, woken: &Receiver<()>) -> Outcome {
    woken.recv_timeout(AT_MOST).unwrap();
    worker.take_outcome().unwrap()
}

#[test]
fn every_job_has_an_outcome_and_a_wake() {
    let (_folder, path) = folder_with(b"x = 1\n");
    let (mut worker, woken) = woken(Disk);
    worker.post(Job::Open(path.clone()));
    worker.post(Job::Open(path.join("nowhere")));
    assert_eq!(worker.waiting(), 2);
    let Outcome::Opened { result: Ok(loaded), .. } = next_outcome(&mut worker, &woken) else { panic!() };
    let document = Document::from_loaded(DocumentId(7), loaded);
    assert_eq!((document.title().as_str(), document.is_modified()), ("mean.py", false));
    let Outcome::Opened { result: Err(_), .. } = next_outcome(&mut worker, &woken) else { panic!() };
    assert_eq!(worker.waiting(), 0);
    assert!(worker.take_outcome().is_none());
}

#[test]
fn fault_31_edits_while_a_save_runs_leave_the_document_modified() {
    let (_folder, path) = folder_with(b"x = 1\n");
    let mut document = Document::from_loaded(DocumentId(1), open(&Disk, &path).unwrap());
    document.apply(&Command::Type("a".into()), Duration::ZERO);
    // The save stands still in its rename until the edit is made.
    let (reached, has_reached) = channel();
    let (go_on, may_go_on) = channel::<()>();
    let disk = FailingDisk::new(move |_, call| {
        if call == Call::Rename {
            reached.send(()).unwrap();
            may_go_on.recv_timeout(AT_MOST).unwrap();
        }
        None
    });
    let (mut worker, woken) = woken(disk);
    worker.post(Job::Save(document.save().unwrap()));
    has_reached.recv_timeout(AT_MOST).unwrap();
    document.apply(&Command::Type("b".into()), Duration::ZERO);
    go_on.send(()).unwrap();
    let Outcome::Saved { result: Ok(saved), .. } = next_outcome(&mut worker, &woken) else { panic!() };
    document.mark_saved(&saved);
    assert_eq!(read(&path), "ax = 1\n");
    assert!(document.is_modified());
    worker.post(Job::Save(document.save().unwrap()));
    go_on.send(()).unwrap();
    let Outcome::Saved { result: Ok(saved), .. } = next_outcome(&mut worker, &woken) else { panic!() };
    document.mark_saved(&saved);
    assert_eq!(read(&path), "abx = 1\n");
    assert!(!document.is_modified());
}

#[test]
fn fault_08_saves_posted_one_after_the_other_are_no_change_from_outside() {
    let (_folder, path) = folder_with(b"x = 1\n");
    let mut document = Document::from_loaded(DocumentId(1), open(&Disk, &path).unwrap());
    let (mut worker, woken) = woken(Disk);
    for text in ["a", "b", "c"] {
        document.apply(&Command::Type(text.into()), Duration::ZERO);
        worker.post(Job::Save(document.save().unwrap()));
    }
    for _ in 0..3 {
        let Outcome::Saved { result: Ok(saved), .. } = next_outcome(&mut worker, &woken) else { panic!() };
        document.mark_saved(&saved);
    }
    assert_eq!((read(&path).as_str(), document.is_modified()), ("abcx = 1\n", false));
    fs::write(&path, "from outside").unwrap();
    worker.post(Job::Save(document.save().unwrap()));
    let outcome = next_outcome(&mut worker, &woken);
    assert!(matches!(outcome, Outcome::Saved { result: Err(SaveError::Changed { .. }), .. }));
}

#[test]
fn dropping_the_worker_finishes_the_saves() {
    let (folder, _) = folder_with(b"");
    let wakes = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&wakes);
    let mut worker = Worker::start(move || {
        counted.fetch_add(1, Ordering::SeqCst);
    })
    .unwrap();
    let paths: Vec<PathBuf> = (0..5).map(|n| folder.path().join(format!("{n}.py"))).collect();
    for path in &paths {
        worker.post(Job::Save(save_to(path, "text")));
    }
    drop(worker);
    assert!(paths.iter().all(|path| read(path) == "text"));
    // The thread is gone, and with it what it called.
    assert_eq!(Arc::strong_count(&wakes), 1);
}

#[test]
fn a_panic_in_a_job_is_told_and_the_thread_goes_on() {
    let (_folder, path) = folder_with(b"x");
    let disk = FailingDisk::new(|number, _| if number == 0 { panic!("as told") } else { None });
    let (mut worker, woken) = woken(disk);
    worker.post(Job::Save(save_to(&path, "y")));
    let outcome = next_outcome(&mut worker, &woken);
    assert!(matches!(outcome, Outcome::Saved { result: Err(SaveError::Internal { .. }), .. }));
    assert_eq!(read(&path), "x");
    worker.post(Job::Open(path));
    let outcome = next_outcome(&mut worker, &woken);
    assert!(matches!(outcome, Outcome::Opened { result: Ok(_), .. }));
}
