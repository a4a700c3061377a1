//! Folders for the tree, read by a thread of its own when they are asked for.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::{Root, is_left_out, root_of};

/// So many entries of a folder are listed at most.
pub const MOST_ENTRIES: usize = 50_000;

/// Something in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name. Names that aren't UTF-8 are left out.
    pub name: String,
    /// Whether it is a folder, or a link to one.
    pub is_folder: bool,
}

/// What is in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listing {
    /// Folders, then files, each by name.
    Entries {
        /// Without what is left out everywhere.
        entries: Vec<Entry>,
        /// Whether there are more than are listed.
        is_cut: bool,
    },
    /// It can't be read; why, as the end of a sentence.
    Refused(String),
}

/// What the thread has found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// The project of the folder that was asked about last.
    Root(Root),
    /// What is in a folder.
    Listing(PathBuf, Listing),
}

enum Job {
    FindRoot(PathBuf),
    Read(PathBuf),
}

/// The thread. Dropping it ends it at the next entry; nobody waits for that.
#[derive(Debug)]
pub struct FolderReader {
    jobs: Sender<Job>,
    told: Receiver<Told>,
    is_unwanted: Arc<AtomicBool>,
    waiting: usize,
}

impl FolderReader {
    /// Starts the thread; `wake` is called when there is something to take.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub fn start(wake: impl Fn() + Send + 'static) -> io::Result<Self> {
        let (jobs, todo) = channel();
        let (tell, told) = channel();
        let is_unwanted = Arc::new(AtomicBool::new(false));
        let unwanted = Arc::clone(&is_unwanted);
        thread::Builder::new().name("folders".to_owned()).spawn(move || {
            for job in todo {
                let Some(news) = work(job, &unwanted) else { return };
                if tell.send(news).is_err() {
                    return;
                }
                wake();
            }
        })?;
        Ok(Self { jobs, told, is_unwanted, waiting: 0 })
    }

    /// Asks which project a folder belongs to; never waits.
    pub fn find_root(&mut self, folder: PathBuf) {
        self.post(Job::FindRoot(folder));
    }

    /// Asks what is in a folder; never waits.
    pub fn read(&mut self, folder: PathBuf) {
        self.post(Job::Read(folder));
    }

    fn post(&mut self, job: Job) {
        if self.jobs.send(job).is_ok() {
            self.waiting += 1;
        }
    }

    /// The oldest news, if there are any; never waits.
    pub fn take(&mut self) -> Option<Told> {
        let told = self.told.try_recv().ok()?;
        self.waiting = self.waiting.saturating_sub(1);
        Some(told)
    }

    /// Whether something was asked that isn't answered yet.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.waiting > 0
    }
}

impl Drop for FolderReader {
    fn drop(&mut self) {
        self.is_unwanted.store(true, Ordering::Relaxed);
    }
}

/// None if nobody wants to know any more.
fn work(job: Job, is_unwanted: &AtomicBool) -> Option<Told> {
    match job {
        Job::FindRoot(folder) => {
            let home = std::env::var_os("HOME").map(PathBuf::from);
            let home = home.map(|home| home.canonicalize().unwrap_or(home));
            let folder = folder.canonicalize().unwrap_or(folder);
            Some(Told::Root(root_of(&folder, home.as_deref())))
        }
        Job::Read(folder) => {
            let listing = listing(&folder, MOST_ENTRIES, is_unwanted)?;
            Some(Told::Listing(folder, listing))
        }
    }
}

fn listing(folder: &Path, most: usize, is_unwanted: &AtomicBool) -> Option<Listing> {
    let found = match fs::read_dir(folder) {
        Ok(found) => found,
        Err(error) => return Some(Listing::Refused(crate::files::reason(&error))),
    };
    let (mut entries, mut is_cut) = (Vec::new(), false);
    for entry in found.flatten() {
        if is_unwanted.load(Ordering::Relaxed) {
            return None;
        }
        let Ok(name) = entry.file_name().into_string() else { continue };
        if is_left_out(&name) {
            continue;
        }
        if entries.len() == most {
            is_cut = true;
            break;
        }
        let is_folder =
            entry.file_type().is_ok_and(|kind| kind.is_dir() || kind.is_symlink() && entry.path().is_dir());
        entries.push(Entry { name, is_folder });
    }
    entries.sort_by_cached_key(|entry| (!entry.is_folder, entry.name.to_lowercase(), entry.name.clone()));
    Some(Listing::Entries { entries, is_cut })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn of(folder: &Path, most: usize) -> Listing {
        listing(folder, most, &AtomicBool::new(false)).unwrap()
    }

    fn names(listing: Listing) -> Vec<String> {
        match listing {
            Listing::Entries { entries, .. } => entries.into_iter().map(|entry| entry.name).collect(),
            Listing::Refused(why) => vec![why],
        }
    }

    #[test]
    fn folders_come_first_and_case_does_not_count() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.py", "A.py", "c.py", ".hidden"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        for name in ["z", "Y", "__pycache__", ".git"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        std::os::unix::fs::symlink("z", folder.path().join("link")).unwrap();
        assert_eq!(names(of(folder.path(), 99)), ["link", "Y", "z", "A.py", "b.py", "c.py"]);
    }

    #[test]
    fn more_than_the_most_is_said() {
        let folder = tempfile::tempdir().unwrap();
        for n in 0..4 {
            fs::write(folder.path().join(n.to_string()), "").unwrap();
        }
        assert!(
            matches!(of(folder.path(), 3), Listing::Entries { is_cut: true, entries } if entries.len() == 3)
        );
        assert!(matches!(of(folder.path(), 4), Listing::Entries { is_cut: false, .. }));
    }

    #[test]
    fn a_folder_that_is_gone_says_why() {
        assert_eq!(of(Path::new("/nothing/here"), 9), Listing::Refused("it isn't there".to_owned()));
    }

    #[test]
    fn what_nobody_wants_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.py"), "").unwrap();
        assert_eq!(listing(folder.path(), 9, &AtomicBool::new(true)), None);
    }
}
