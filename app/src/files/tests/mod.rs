#![allow(clippy::unwrap_used, clippy::expect_used)]

pub(crate) mod disk;
mod encodings;
mod every_path;
mod failing;
mod hostile;
mod opening;
mod saving;
mod thread;

use std::fs;
use std::path::{Path, PathBuf};

use crop::Rope;
use namelight_engine::text::{DocumentId, Revision};
use tempfile::TempDir;

use super::storage::Disk;
use super::*;

/// A folder with a file in it.
fn folder_with(bytes: &[u8]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mean.py");
    fs::write(&path, bytes).unwrap();
    (folder, path)
}

/// What to save to make a file that was opened hold `text`.
fn save_of(loaded: &Loaded, text: &str) -> Save {
    Save {
        document: DocumentId(1),
        revision: Revision(1),
        path: loaded.path.clone(),
        text: Rope::from(text),
        has_bom: loaded.has_bom,
        encoding: loaded.encoding,
        expected: Expected::Same(loaded.identity),
    }
}

fn save_to(path: &Path, text: &str) -> Save {
    Save {
        document: DocumentId(1),
        revision: Revision(1),
        path: path.to_owned(),
        text: Rope::from(text),
        has_bom: false,
        encoding: Encoding::Utf8,
        expected: Expected::Anything,
    }
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

/// The names in a folder, hidden ones included.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}
