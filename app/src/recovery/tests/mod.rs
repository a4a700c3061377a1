#![allow(clippy::unwrap_used, clippy::expect_used)]

mod failing;
mod finding;
mod formats;
mod keeping;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crop::Rope;
use namelight_engine::text::{DocumentId, Edit, Revision};
use tempfile::TempDir;

use super::*;
use crate::files::storage::{Disk, Storage};

/// Longer than anything takes here.
const LONG: Duration = Duration::from_secs(10);

fn keeper(folder: &Path) -> Keeper {
    keeper_with(Box::new(Disk), folder)
}

fn keeper_with(storage: Box<dyn Storage>, folder: &Path) -> Keeper {
    Keeper::start(storage, folder.to_owned(), || {}).unwrap()
}

/// A text without a file.
fn unsaved(revision: u64, text: &str) -> Unsaved {
    Unsaved {
        document: DocumentId(1),
        revision: Revision(revision),
        text: Rope::from(text),
        edits: None,
        title: "Untitled".to_owned(),
        file: None,
        has_bom: false,
        instead_of: None,
    }
}

/// A text with a file that is read.
fn unsaved_of(path: &Path, revision: u64, text: &str) -> Unsaved {
    let loaded = crate::files::open(&Disk, path).unwrap();
    let title = path.file_name().unwrap().to_string_lossy().into_owned();
    Unsaved { title, file: Some((loaded.path, loaded.identity, loaded.text)), ..unsaved(revision, text) }
}

/// The same text with something typed into it.
fn typed(before: &Unsaved, at: usize, typed: &str) -> Unsaved {
    let mut text = before.text.clone();
    text.insert(at, typed);
    let revision = before.revision.next();
    let edits = Some(vec![Edit { revision, range: at..at, new_len: typed.len() }]);
    Unsaved {
        revision,
        text,
        edits,
        document: before.document,
        title: before.title.clone(),
        file: before.file.clone(),
        has_bom: before.has_bom,
        instead_of: None,
    }
}

fn copies(folder: &Path) -> Vec<PathBuf> {
    let mut paths = Disk.list(folder).unwrap_or_default();
    paths.sort();
    paths
}

fn texts(found: &Found) -> Vec<String> {
    found.kept.iter().map(|kept| kept.text.to_string()).collect()
}

/// A copy that a window has left by dying.
fn left(unsaved: Unsaved) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let keeper = keeper(folder.path());
    keeper.keep(unsaved);
    drop(keeper);
    let path = copies(folder.path()).pop().unwrap();
    (folder, path)
}

/// Waits until something is so.
#[track_caller]
fn await_that(what: &str, is_so: impl Fn() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < LONG, "{what}");
        std::thread::sleep(Duration::from_millis(2));
    }
}
