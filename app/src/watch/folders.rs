//! The folders in which the system tells what happens.
//!
//! Invariant: a folder counts as watched only while the system has taken it on; all others have to be looked at.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

/// Folders that are watched.
pub(super) struct Folders {
    /// None where the system has no such service, or no room for another user of it.
    watcher: Option<RecommendedWatcher>,
    watched: HashSet<PathBuf>,
}

impl Folders {
    /// Watches nothing yet. `tell` is called on a thread of the system's service with the paths to which something has
    /// happened; with none if it isn't known to which.
    pub(super) fn new(tell: impl Fn(Vec<PathBuf>) + Send + 'static) -> Self {
        let hear = move |event: notify::Result<Event>| match event {
            Ok(event) if event.need_rescan() => tell(Vec::new()),
            Ok(event) if stirs(&event.kind) => tell(event.paths),
            Ok(_) => {}
            Err(_) => tell(Vec::new()),
        };
        let watcher = notify::recommended_watcher(hear);
        if let Err(error) = &watcher {
            tracing::warn!(%error, "the system doesn't tell of changed files");
        }
        Self { watcher: watcher.ok(), watched: HashSet::new() }
    }

    /// Watches these folders and no others, as far as the system can.
    pub(super) fn watch(&mut self, wanted: &HashSet<PathBuf>) {
        let Some(watcher) = &mut self.watcher else { return };
        self.watched.retain(|folder| {
            let is_wanted = wanted.contains(folder);
            if !is_wanted {
                // If it can't be let go, it is gone.
                let _ = watcher.unwatch(folder);
            }
            is_wanted
        });
        for folder in wanted {
            if !self.watched.contains(folder) && watcher.watch(folder, RecursiveMode::NonRecursive).is_ok() {
                self.watched.insert(folder.clone());
            }
        }
    }

    /// Something happened to a folder itself: the system may be watching another one by now.
    pub(super) fn forget(&mut self, folder: &Path) {
        if self.watched.remove(folder)
            && let Some(watcher) = &mut self.watcher
        {
            let _ = watcher.unwatch(folder);
        }
    }

    /// Whether the system tells what happens in a folder.
    pub(super) fn is_watched(&self, folder: &Path) -> bool {
        self.watched.contains(folder)
    }
}

/// Whether a file may be another one after this. Reading it isn't, and this very thread reads.
fn stirs(kind: &EventKind) -> bool {
    match kind {
        EventKind::Access(access) => *access == AccessKind::Close(AccessMode::Write),
        _ => true,
    }
}
