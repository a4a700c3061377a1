//! The list of recent files as text.

use std::path::PathBuf;

/// What is known here, then what another window has noted, without what is gone; at most `most` of them.
#[must_use]
pub fn merged(ours: &[PathBuf], theirs: Vec<PathBuf>, gone: &[PathBuf], most: usize) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = Vec::new();
    for path in ours.iter().cloned().chain(theirs) {
        if all.len() < most && !all.contains(&path) && !gone.contains(&path) {
            all.push(path);
        }
    }
    all
}

/// The list as it is kept. Names that aren't UTF-8 are left out.
pub(super) fn written(files: &[PathBuf]) -> String {
    let names: Vec<&str> = files.iter().filter_map(|path| path.to_str()).collect();
    serde_json::to_string_pretty(&names).unwrap_or_default()
}

/// What is kept; none if it is no such list. What is no whole path is left out.
pub(super) fn read(bytes: &[u8]) -> Option<Vec<PathBuf>> {
    let names: Vec<String> = serde_json::from_slice(bytes).ok()?;
    Some(names.into_iter().map(PathBuf::from).filter(|path| path.is_absolute()).collect())
}
