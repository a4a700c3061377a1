//! All files of a project, found by a thread of its own and told as they are found.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use ignore::WalkBuilder;

use super::{Root, is_left_out, root_of};

/// So many files are listed at most: more is no project, and a list of them is of no use.
pub const MOST_FILES: usize = 200_000;

/// What was found is told once it has doubled, so that telling costs no more than finding, or after this time.
const TELL_AFTER: Duration = Duration::from_millis(300);

/// So many files are worth telling.
const FIRST_TOLD: usize = 256;

/// What was found so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The project.
    pub root: Root,
    /// Files as paths from the root: first those that were asked for first, then all others, folder by folder. Names
    /// that aren't UTF-8 are left out.
    pub files: Arc<[String]>,
    /// Whether that is all.
    pub is_done: bool,
    /// Whether there are more than are listed.
    pub is_cut: bool,
}

/// A search for files. Dropping it ends it.
#[derive(Debug)]
pub struct Walk {
    is_unwanted: Arc<AtomicBool>,
    found: Receiver<Found>,
    is_done: bool,
}

impl Walk {
    /// Looks for the files of the project that `folder` belongs to, `first` of them first and at most `most` of them.
    /// `wake` is called when there is something to take.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub fn start(
        folder: PathBuf,
        first: Vec<PathBuf>,
        most: usize,
        wake: impl Fn() + Send + 'static,
    ) -> io::Result<Self> {
        let is_unwanted = Arc::new(AtomicBool::new(false));
        let (tell, found) = channel();
        let unwanted = Arc::clone(&is_unwanted);
        thread::Builder::new().name("walk".to_owned()).spawn(move || {
            let home = std::env::var_os("HOME").map(PathBuf::from);
            let home = home.map(|home| home.canonicalize().unwrap_or(home));
            let folder = folder.canonicalize().unwrap_or(folder);
            let root = root_of(&folder, home.as_deref());
            Search { root, most, unwanted: &unwanted, tell: &tell, wake: &wake }.run(&first);
        })?;
        Ok(Self { is_unwanted, found, is_done: false })
    }

    /// The newest of what was found, if there is something new; never waits.
    pub fn take(&mut self) -> Option<Found> {
        let newest = self.found.try_iter().last()?;
        self.is_done = newest.is_done;
        Some(newest)
    }

    /// Whether all was found and taken.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.is_done
    }
}

impl Drop for Walk {
    fn drop(&mut self) {
        // Nobody waits for the thread: a disk may take its time.
        self.is_unwanted.store(true, Ordering::Relaxed);
    }
}

struct Search<'a> {
    root: Root,
    most: usize,
    unwanted: &'a AtomicBool,
    tell: &'a Sender<Found>,
    wake: &'a dyn Fn(),
}

impl Search<'_> {
    fn run(&self, first: &[PathBuf]) {
        let mut files: Vec<String> = first.iter().filter_map(|path| self.relative(path)).collect();
        let known = files.clone();
        let (mut told, mut told_at) = (0, Instant::now());
        let mut is_cut = false;
        for entry in self.entries().build() {
            if self.unwanted.load(Ordering::Relaxed) {
                return;
            }
            // What can't be read has no files for us; the tree of the folder says so.
            let Ok(entry) = entry else { continue };
            let is_file = entry
                .file_type()
                .is_some_and(|kind| kind.is_file() || kind.is_symlink() && entry.path().is_file());
            let Some(file) = self.relative(entry.path()).filter(|file| is_file && !known.contains(file))
            else {
                continue;
            };
            if files.len() >= self.most {
                is_cut = true;
                break;
            }
            files.push(file);
            let is_due = files.len() >= FIRST_TOLD.max(told * 2) || told_at.elapsed() >= TELL_AFTER;
            if is_due {
                (told, told_at) = (files.len(), Instant::now());
                if !self.send(files.clone(), false, false) {
                    return;
                }
            }
        }
        self.send(files, true, is_cut);
    }

    /// Everything in the project that nobody wants to be left out.
    fn entries(&self) -> WalkBuilder {
        let mut entries = WalkBuilder::new(&self.root.folder);
        entries
            .require_git(false)
            .max_depth((!self.root.is_deep).then_some(1))
            .sort_by_file_name(|a, b| a.cmp(b))
            .filter_entry(|entry| {
                entry.depth() == 0 || entry.file_name().to_str().is_none_or(|name| !is_left_out(name))
            });
        entries
    }

    fn relative(&self, path: &Path) -> Option<String> {
        let path = path.strip_prefix(&self.root.folder).ok()?;
        path.to_str().filter(|path| !path.is_empty()).map(str::to_owned)
    }

    /// Tells what was found; whether somebody still wants to know.
    fn send(&self, files: Vec<String>, is_done: bool, is_cut: bool) -> bool {
        let found = Found { root: self.root.clone(), files: files.into(), is_done, is_cut };
        let is_wanted = self.tell.send(found).is_ok();
        if is_wanted {
            (self.wake)();
        }
        is_wanted
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn made(paths: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for path in paths {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        folder
    }

    fn all(folder: &Path, first: &[&str], most: usize) -> Found {
        let first = first.iter().map(|path| folder.canonicalize().unwrap().join(path)).collect();
        let mut walk = Walk::start(folder.to_owned(), first, most, || {}).unwrap();
        let began = Instant::now();
        loop {
            if let Some(found) = walk.take().filter(|found| found.is_done) {
                return found;
            }
            assert!(began.elapsed() < Duration::from_secs(60), "it ends");
            thread::sleep(Duration::from_millis(1));
        }
    }

    fn names(found: &Found) -> Vec<&str> {
        found.files.iter().map(String::as_str).collect()
    }

    #[test]
    fn files_are_found_in_order_and_in_depth() {
        let folder = made(&["setup.py", "b.py", "a/c.py", "a/b/d.py"]);
        let found = all(&folder.path().join("a/b"), &[], 100);
        assert_eq!(names(&found), ["a/b/d.py", "a/c.py", "b.py", "setup.py"]);
        assert!(!found.is_cut);
    }

    #[test]
    fn what_programs_have_made_is_left_out() {
        let folder = made(&[
            "a.py",
            ".hidden.py",
            ".venv/b.py",
            "__pycache__/a.pyc",
            "node_modules/c.py",
            "deep/__pycache__/d.pyc",
        ]);
        assert_eq!(names(&all(folder.path(), &[], 100)), ["a.py"]);
    }

    #[test]
    fn what_git_ignores_is_left_out_with_or_without_git() {
        let folder = made(&["a.py", "build/b.py", "c.log", "deep/d.log", "deep/kept.log"]);
        std::fs::write(folder.path().join(".gitignore"), "build/\n*.log\n").unwrap();
        std::fs::write(folder.path().join("deep/.gitignore"), "!kept.log\n").unwrap();
        assert_eq!(names(&all(folder.path(), &[], 100)), ["a.py", "deep/kept.log"]);
        std::fs::create_dir(folder.path().join(".git")).unwrap();
        assert_eq!(names(&all(folder.path(), &[], 100)), ["a.py", "deep/kept.log"]);
    }

    #[test]
    fn links_that_lead_round_end() {
        let folder = made(&["a/x.py"]);
        std::os::unix::fs::symlink(folder.path(), folder.path().join("a/up")).unwrap();
        std::os::unix::fs::symlink("self", folder.path().join("self")).unwrap();
        std::os::unix::fs::symlink("a/x.py", folder.path().join("link.py")).unwrap();
        assert_eq!(names(&all(folder.path(), &[], 100)), ["a/x.py", "link.py"]);
    }

    #[test]
    fn more_than_the_most_is_said() {
        let folder = made(&["a.py", "b.py", "c.py"]);
        let found = all(folder.path(), &[], 2);
        assert_eq!((names(&found), found.is_cut), (vec!["a.py", "b.py"], true));
        assert!(!all(folder.path(), &[], 3).is_cut);
    }

    #[test]
    fn what_is_wanted_first_comes_first_and_once() {
        let folder = made(&["a.py", "b.py", "c.py"]);
        assert_eq!(names(&all(folder.path(), &["c.py", "b.py"], 100)), ["c.py", "b.py", "a.py"]);
    }

    #[test]
    fn a_folder_that_is_gone_has_no_files() {
        let folder = tempfile::tempdir().unwrap();
        assert!(all(&folder.path().join("gone"), &[], 100).files.is_empty());
    }

    #[test]
    fn a_search_that_nobody_wants_ends() {
        let folder = tempfile::tempdir().unwrap();
        for n in 0..2000 {
            std::fs::write(folder.path().join(format!("{n}.py")), "").unwrap();
        }
        let (tell, told) = channel();
        let wakes = move || {
            // The first news stops the thread until it is unwanted.
            let _ = tell.send(());
            thread::sleep(Duration::from_millis(100));
        };
        let walk = Walk::start(folder.path().to_owned(), Vec::new(), 10_000, wakes).unwrap();
        told.recv_timeout(Duration::from_secs(60)).unwrap();
        drop(walk);
        let more = std::iter::from_fn(|| told.recv_timeout(Duration::from_secs(5)).ok()).count();
        assert_eq!(more, 0, "nothing more is told, and the thread is gone");
    }
}
