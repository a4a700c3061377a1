//! A folder that can't be written to.

use rustix::io::Errno;

use super::*;
use crate::files::tests::disk::{Call, FailingDisk};

#[test]
fn fault_33_an_unwritable_folder_is_told_once_and_tried_again() {
    let folder = tempfile::tempdir().unwrap();
    let is_broken = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(true));
    let broken = std::sync::Arc::clone(&is_broken);
    let disk = FailingDisk::new(move |_, call| {
        let is_broken = broken.load(std::sync::atomic::Ordering::Relaxed);
        (is_broken && call == Call::CreateTemporary).then_some(Errno::ACCESS)
    });
    let keeper = keeper_with(Box::new(disk), folder.path());
    keeper.keep(unsaved(1, "one"));
    keeper.writer().flush(LONG);
    assert_eq!(keeper.take_news(), Some(News::Failing("you don't have permission".to_owned())));
    keeper.keep(typed(&unsaved(1, "one"), 3, " two"));
    keeper.writer().flush(LONG);
    assert_eq!(keeper.take_news(), None, "it was told");
    is_broken.store(false, std::sync::atomic::Ordering::Relaxed);
    keeper.writer().flush(LONG);
    assert_eq!(keeper.take_news(), Some(News::Working));
    assert!(keeper.is_written(DocumentId(1), Revision(2)));
    drop(keeper);
    assert_eq!(texts(&find(&Disk, folder.path())), ["one two"]);
}

#[test]
fn fault_33_a_disk_that_fails_at_any_call_leaves_the_copy_of_before() {
    for from_then_on in [false, true] {
        for number in 0..40 {
            let folder = tempfile::tempdir().unwrap();
            let (begun, from) = (std::sync::Arc::new(std::sync::Mutex::new(None)), number);
            let first = std::sync::Arc::clone(&begun);
            // Counts from the second write on.
            let disk = FailingDisk::new(move |call, _| {
                let first: usize = (*first.lock().unwrap())?;
                let at = call - first;
                (if from_then_on { at >= from } else { at == from }).then_some(Errno::NOSPC)
            });
            let counted = disk.clone();
            let keeper = keeper_with(Box::new(disk), folder.path());
            let text = "a line of the text\n".repeat(50);
            let one = unsaved(1, &text);
            let two = typed(&one, 5, "really ");
            let three = unsaved(3, "anew\n");
            let all = [text, two.text.to_string(), three.text.to_string()];
            keeper.keep(one);
            keeper.writer().flush(LONG);
            *begun.lock().unwrap() = Some(counted.calls());
            for next in [two, three] {
                keeper.keep(next);
                keeper.writer().flush(LONG);
            }
            let is_written = keeper.is_written(DocumentId(1), Revision(3));
            assert!(find(&Disk, folder.path()).kept.is_empty(), "its window holds it all the time");
            // The last try, when it is closed, fails as well.
            drop(keeper);
            let found = texts(&find(&Disk, folder.path()));
            assert_eq!(found.len(), 1, "{from_then_on} {number}");
            assert!(all.contains(&found[0]), "{found:?}");
            assert!(!is_written || found[0] == all[2], "what is said to be written is");
            assert_eq!(
                copies(folder.path()).len(),
                1,
                "nothing unfinished stays: {:?}",
                copies(folder.path())
            );
        }
    }
}

#[test]
fn fault_33_a_full_disk_is_told_in_plain_words() {
    let folder = tempfile::tempdir().unwrap();
    for call in [Call::MakeFolder, Call::Write, Call::Sync, Call::Rename] {
        let keeper = keeper_with(Box::new(FailingDisk::refusing(call, Errno::NOSPC)), folder.path());
        keeper.keep(unsaved(1, "x"));
        keeper.writer().flush(LONG);
        assert_eq!(keeper.take_news(), Some(News::Failing("the disk is full".to_owned())), "{call:?}");
        drop(keeper);
        assert!(copies(folder.path()).is_empty(), "{call:?}");
    }
}

#[test]
fn without_locks_and_without_fsync_copies_are_written_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let disk = || {
        FailingDisk::new(|_, call| match call {
            Call::Lock => Some(Errno::NOLCK),
            Call::Sync | Call::SyncFolder => Some(Errno::INVAL),
            _ => None,
        })
    };
    let keeper = keeper_with(Box::new(disk()), folder.path());
    keeper.keep(unsaved(1, "x"));
    drop(keeper);
    let path = copies(folder.path()).pop().unwrap();
    assert!(find(&disk(), folder.path()).kept.is_empty(), "this process is alive");
    // A number that no process has.
    let name = path.file_name().unwrap().to_str().unwrap();
    let letters = name.split_once('-').unwrap().1;
    fs::rename(&path, folder.path().join(format!("2147483647-{letters}"))).unwrap();
    assert_eq!(texts(&find(&disk(), folder.path())), ["x"]);
}

#[test]
fn fault_03_the_copy_is_on_the_disk_before_a_file_is_written() {
    let (files, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = files.path().join("mean.py");
    fs::write(&path, "old\n").unwrap();
    let keeper = keeper(folder.path());
    let writer = keeper.writer();
    let kept = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let (seen, shelf) = (std::sync::Arc::clone(&kept), folder.path().to_owned());
    // The file's folder takes no other names, so that it is overwritten in place.
    let disk = FailingDisk::new(move |_, call| {
        if call == Call::Write {
            seen.lock().unwrap().push(copies(&shelf).len());
        }
        (call == Call::Rename).then_some(Errno::XDEV)
    });
    let mut worker = crate::files::Worker::start_with(Box::new(disk), || {}).unwrap();
    worker.before_saves(move |document, revision| writer.flush_for(document, revision, LONG));
    let state = unsaved_of(&path, 1, "new\n");
    let save = crate::files::Save {
        document: state.document,
        revision: state.revision,
        path: path.clone(),
        text: state.text.clone(),
        has_bom: false,
        encoding: crate::files::Encoding::Utf8,
        expected: crate::files::Expected::Anything,
    };
    keeper.keep(state);
    worker.post(crate::files::Job::Save(save));
    drop(worker);
    assert_eq!(fs::read_to_string(&path).unwrap(), "new\n");
    let kept = kept.lock().unwrap();
    assert!(kept.len() > 1 && kept.iter().all(|count| *count == 1), "{kept:?}");
}

#[test]
fn a_save_does_not_wait_for_a_folder_that_fails() {
    let folder = tempfile::tempdir().unwrap();
    let disk = FailingDisk::refusing(Call::CreateTemporary, Errno::ROFS);
    let keeper = keeper_with(Box::new(disk), folder.path());
    keeper.keep(unsaved(1, "x"));
    let began = Instant::now();
    keeper.writer().flush_for(DocumentId(1), Revision(1), LONG);
    keeper.writer().flush_for(DocumentId(1), Revision(2), LONG);
    assert!(began.elapsed() < LONG / 2);
}
