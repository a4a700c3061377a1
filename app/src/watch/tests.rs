#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, SystemTime};

use namelight_engine::text::DocumentId;
use tempfile::TempDir;

use super::*;
use crate::files::open;
use crate::files::storage::Disk;

/// Long enough for any disk; only a failing test waits for it.
const AT_MOST: Duration = Duration::from_secs(60);

/// Long enough for news that isn't to come.
const A_WHILE: Duration = Duration::from_millis(700);

struct Watched {
    watcher: Watcher,
    woken: Receiver<()>,
    path: PathBuf,
    folder: TempDir,
}

fn known(path: &Path) -> Known {
    let loaded = open(&Disk, path).unwrap();
    Known { document: DocumentId(1), path: loaded.path, identity: loaded.identity }
}

/// Watches a file that holds `text`.
fn watched(text: &str) -> Watched {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mean.py");
    fs::write(&path, text).unwrap();
    let (wake, woken) = mpsc::channel();
    let watcher = Watcher::start(Box::new(Disk), None, move || wake.send(()).unwrap_or_default()).unwrap();
    watcher.set_known(vec![known(&path)]);
    let mut watched = Watched { watcher, woken, path, folder };
    watched.has_no_news();
    watched
}

impl Watched {
    fn next(&mut self) -> Sight {
        self.woken.recv_timeout(AT_MOST).unwrap();
        match self.watcher.take_news().unwrap() {
            News::Seen { sight, .. } => sight,
            News::AlsoOpen(path) => panic!("{}", path.display()),
        }
    }

    /// The text that the file is said to have now.
    fn next_text(&mut self) -> String {
        match self.next() {
            Sight::Changed(loaded) => loaded.text.to_string(),
            other => panic!("{other:?}"),
        }
    }

    /// Why it can't be opened any more; that it was gone may be told before.
    fn next_unfit(&mut self) -> String {
        loop {
            match self.next() {
                Sight::Unfit(said) => return said,
                Sight::Gone => {}
                other => panic!("{other:?}"),
            }
        }
    }

    fn has_no_news(&mut self) {
        assert_eq!(self.woken.recv_timeout(A_WHILE), Err(RecvTimeoutError::Timeout));
    }
}

#[test]
fn fault_08_what_another_program_writes_is_told() {
    let mut watched = watched("x = 1\n");
    fs::write(&watched.path, "x = 2\n").unwrap();
    assert_eq!(watched.next_text(), "x = 2\n");
    fs::write(&watched.path, "x = 3\n").unwrap();
    assert_eq!(watched.next_text(), "x = 3\n");
}

#[test]
fn fault_08_a_file_that_is_replaced_by_another_one_is_told() {
    let mut watched = watched("x = 1\n");
    for text in ["x = 2\n", "x = 3\n"] {
        let new = watched.folder.path().join("new");
        fs::write(&new, text).unwrap();
        fs::rename(&new, &watched.path).unwrap();
        assert_eq!(watched.next_text(), text);
    }
}

#[test]
fn fault_08_the_same_time_and_length_with_other_content_is_told() {
    let mut watched = watched("x = 1\n");
    let modified = fs::metadata(&watched.path).unwrap().modified().unwrap();
    fs::write(&watched.path, "x = 2\n").unwrap();
    fs::File::options().write(true).open(&watched.path).unwrap().set_modified(modified).unwrap();
    assert_eq!(watched.next_text(), "x = 2\n");
}

#[test]
fn fault_08_another_time_alone_is_no_news() {
    let mut watched = watched("x = 1\n");
    let file = fs::File::options().write(true).open(&watched.path).unwrap();
    file.set_modified(SystemTime::now() + Duration::from_secs(60)).unwrap();
    watched.has_no_news();
    fs::write(&watched.path, "x = 1\n").unwrap();
    watched.has_no_news();
}

#[test]
fn fault_08_a_file_that_is_as_it_was_again_is_told() {
    let mut watched = watched("x = 1\n");
    fs::write(&watched.path, "x = 2\n").unwrap();
    assert_eq!(watched.next_text(), "x = 2\n");
    fs::write(&watched.path, "x = 1\n").unwrap();
    assert!(matches!(watched.next(), Sight::Same));
}

#[test]
fn fault_09_a_deleted_file_is_told_and_that_it_is_back() {
    let mut watched = watched("x = 1\n");
    fs::remove_file(&watched.path).unwrap();
    assert!(matches!(watched.next(), Sight::Gone));
    fs::write(&watched.path, "x = 1\n").unwrap();
    assert!(matches!(watched.next(), Sight::Same));
}

#[test]
fn fault_09_a_moved_file_is_told() {
    let mut watched = watched("x = 1\n");
    fs::rename(&watched.path, watched.folder.path().join("other.py")).unwrap();
    assert!(matches!(watched.next(), Sight::Gone));
}

#[test]
fn fault_09_a_file_that_is_taken_away_and_written_anew_was_never_gone() {
    let mut watched = watched("x = 1\n");
    fs::remove_file(&watched.path).unwrap();
    fs::write(&watched.path, "x = 2\n").unwrap();
    assert_eq!(watched.next_text(), "x = 2\n");
}

#[test]
fn fault_09_a_folder_or_a_pipe_in_its_place_is_told_without_blocking() {
    let mut watched = watched("x = 1\n");
    fs::remove_file(&watched.path).unwrap();
    fs::create_dir(&watched.path).unwrap();
    assert_eq!(watched.next_unfit(), "Couldn't open mean.py: it is a folder, not a file.");
    fs::remove_dir(&watched.path).unwrap();
    let mode = rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR;
    rustix::fs::mknodat(rustix::fs::CWD, &watched.path, rustix::fs::FileType::Fifo, mode, 0).unwrap();
    assert_eq!(watched.next_unfit(), "Couldn't open mean.py: it is a pipe, not a file.");
}

#[test]
fn fault_06_a_folder_that_goes_and_comes_back_is_watched_again() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("inner");
    fs::create_dir(&inner).unwrap();
    let mut watched = watched("x = 1\n");
    watched.path = inner.join("mean.py");
    fs::write(&watched.path, "x = 1\n").unwrap();
    watched.watcher.set_known(vec![known(&watched.path)]);
    watched.has_no_news();
    fs::remove_dir_all(&inner).unwrap();
    assert!(matches!(watched.next(), Sight::Gone));
    fs::create_dir(&inner).unwrap();
    fs::write(&watched.path, "x = 2\n").unwrap();
    // Nothing tells of a folder in a folder that isn't watched; it is looked for when the window is used again.
    watched.watcher.look();
    assert_eq!(watched.next_text(), "x = 2\n");
    fs::write(&watched.path, "x = 3\n").unwrap();
    assert_eq!(watched.next_text(), "x = 3\n");
}

#[test]
fn fault_11_the_second_window_on_a_file_is_told_and_the_first_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mean.py");
    fs::write(&path, "x = 1\n").unwrap();
    let start = || {
        let (wake, woken) = mpsc::channel();
        let windows = Some(folder.path().join("windows"));
        let watcher = Watcher::start(Box::new(Disk), windows, move || wake.send(()).unwrap_or_default());
        (watcher.unwrap(), woken)
    };
    let (mut first, first_woken) = start();
    first.set_known(vec![known(&path)]);
    assert_eq!(first_woken.recv_timeout(A_WHILE), Err(RecvTimeoutError::Timeout));
    let (mut second, woken) = start();
    second.set_known(vec![known(&path)]);
    woken.recv_timeout(AT_MOST).unwrap();
    let Some(News::AlsoOpen(told)) = second.take_news() else { panic!() };
    assert_eq!(told, known(&path).path);
    assert!(first.take_news().is_none());
}
