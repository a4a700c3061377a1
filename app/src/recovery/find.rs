//! What dead windows have left.
//!
//! Invariants: a copy whose window is alive, or that another window holds to ask about it, isn't found; nothing is removed
//! but what is safe elsewhere; what can't be read is kept.

use std::fmt;
use std::io::{BufReader, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crop::Rope;

use super::checksum;
use super::copy::{ENDING, process_of};
use super::format::{About, Base};
use super::read::{Copied, Unreadable, read};
use crate::files::storage::{Handle, Kind, Storage};
use crate::files::{Loaded, OpenError, open};

/// So many copies are read at once at most; the others are found when these are gone.
const MOST: usize = 50;

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    /// Texts that can be had back, the newest first.
    pub kept: Vec<Kept>,
    /// Copies that can't be read.
    pub skipped: Vec<Skipped>,
}

/// The unsaved text of a window that is dead.
#[derive(Debug)]
pub struct Kept {
    /// What it is.
    pub about: About,
    /// The text.
    pub text: Rope,
    /// When it was written last.
    pub at: Option<SystemTime>,
    /// What its file holds now.
    pub on_disk: OnDisk,
    /// Whether the last changes can't be read.
    pub is_cut: bool,
    /// The copy.
    pub held: Held,
}

/// What the file of a kept text holds now.
#[derive(Clone, Debug)]
pub enum OnDisk {
    /// What the text is based on.
    Same(Rope),
    /// Something else: another program, or another window, has written it since.
    Other(Rope),
    /// There is no file any more.
    Gone,
    /// It can't be read, and why, in a sentence.
    Unreadable(String),
    /// The text never had a file.
    Nowhere,
}

/// A copy that can't be read.
#[derive(Debug)]
pub struct Skipped {
    /// Where it is kept.
    pub path: PathBuf,
    /// Why.
    pub why: Why,
}

/// Why a copy was skipped.
pub type Why = Unreadable;

/// A copy that this window has for itself.
pub struct Held {
    path: PathBuf,
    _lock: Box<dyn Handle>,
}

impl Held {
    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl fmt::Debug for Held {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Held").field(&self.path).finish()
    }
}

/// Reads what dead windows have left in a folder. Takes as long as the texts and their files are long.
#[must_use]
pub fn find(storage: &dyn Storage, folder: &Path) -> Found {
    let mut found = Found::default();
    let mut paths = storage.list(folder).unwrap_or_default();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == ENDING));
    paths.sort();
    for path in paths.into_iter().take(MOST) {
        let Some(held) = hold(storage, path.clone()) else { continue };
        match read_held(storage, held) {
            Ok(Some(kept)) => found.kept.push(kept),
            Ok(None) => {}
            Err(why) => found.skipped.push(skip(storage, path, why)),
        }
    }
    found.kept.sort_by_key(|kept| std::cmp::Reverse(kept.at));
    found
}

/// Takes a copy for this window, unless it is another's.
fn hold(storage: &dyn Storage, path: PathBuf) -> Option<Held> {
    if storage.facts(&path).ok()?.kind != Kind::File {
        return None;
    }
    let handle = storage.open(&path).ok()?;
    let is_free = match handle.try_lock() {
        Ok(is_free) => is_free,
        Err(_) => !is_alive(&path),
    };
    // It may have been taken away, or written anew, before it was locked.
    let is_it = storage.facts(&path).ok()?.file == handle.facts().ok()?.file;
    (is_free && is_it).then_some(Held { path, _lock: handle })
}

/// Whether the process that wrote a copy may be alive, where there are no locks.
fn is_alive(path: &Path) -> bool {
    let process = process_of(path).and_then(rustix::process::Pid::from_raw);
    process.is_some_and(|process| {
        !matches!(rustix::process::test_kill_process(process), Err(rustix::io::Errno::SRCH))
    })
}

/// What a copy holds; none if it is safe elsewhere, so that it was removed.
fn read_held(storage: &dyn Storage, held: Held) -> Result<Option<Kept>, Unreadable> {
    let at = storage.facts(&held.path)?.modified;
    let Copied { about, text, is_cut } = read(&mut BufReader::new(storage.open(&held.path)?))?;
    let on_disk = on_disk(storage, &about);
    let is_safe = match &on_disk {
        OnDisk::Same(there) | OnDisk::Other(there) => *there == text,
        OnDisk::Nowhere => text.byte_len() == 0,
        OnDisk::Gone | OnDisk::Unreadable(_) => false,
    };
    if is_safe && is_cut {
        // What is missing may have been more than what is safe.
        return Err(Unreadable::Damaged);
    }
    if is_safe {
        // If that fails it is found again.
        let _ = storage.remove(held.path());
        return Ok(None);
    }
    Ok(Some(Kept { about, text, at, on_disk, is_cut, held }))
}

fn on_disk(storage: &dyn Storage, about: &About) -> OnDisk {
    let Some(path) = &about.path else { return OnDisk::Nowhere };
    match open(storage, path) {
        Ok(Loaded { text, .. }) => {
            let there = Base { len: text.byte_len() as u64, sum: checksum::of_text(&text) };
            if about.base == Some(there) { OnDisk::Same(text) } else { OnDisk::Other(text) }
        }
        Err(OpenError::Disk { source, .. }) if source.kind() == ErrorKind::NotFound => OnDisk::Gone,
        Err(error) => OnDisk::Unreadable(error.to_string()),
    }
}

/// What is damaged is put aside, so that it is told once; what a later version wrote stays for that.
fn skip(storage: &dyn Storage, path: PathBuf, why: Unreadable) -> Skipped {
    if !matches!(why, Unreadable::Damaged) {
        return Skipped { path, why };
    }
    let aside = path.with_extension("damaged");
    let is_there = storage.rename(&path, &aside).is_ok();
    Skipped { path: if is_there { aside } else { path }, why }
}
