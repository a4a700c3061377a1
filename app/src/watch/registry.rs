//! Which files are open in which window of this program.
//!
//! Every window keeps a file with the paths of what it has open, and a lock on it. The system takes the lock away when
//! the program ends, however it does: so a file without a lock is left over from one that was killed, counts for
//! nothing, and is removed. Invariant: nobody ever waits for a lock.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

/// The most that is read of another window's file, in bytes: some thousand paths.
const LARGEST: u64 = 1 << 20;

/// What begins the name of a file that has no lock yet.
const UNFINISHED: &str = ".";

/// One window's part in it.
#[derive(Debug)]
pub(super) struct Registry {
    folder: PathBuf,
    /// The file of this window, locked, and its path; once there was something to write.
    own: Option<(File, PathBuf)>,
}

impl Registry {
    /// The registry in `folder`, which is made when it is needed.
    pub(super) fn new(folder: PathBuf) -> Self {
        Self { folder, own: None }
    }

    /// Writes what this window has open.
    ///
    /// # Errors
    /// Those of the disk.
    pub(super) fn write<'a>(&mut self, paths: impl Iterator<Item = &'a Path>) -> io::Result<()> {
        // No path has a NUL in it.
        let bytes = paths.map(|path| path.as_os_str().as_bytes()).collect::<Vec<_>>().join(&0);
        if self.own.is_none() {
            self.own = Some(self.begin()?);
        }
        let Some((file, _)) = &mut self.own else { return Ok(()) };
        file.rewind()?;
        file.set_len(0)?;
        file.write_all(&bytes)
    }

    /// Makes the file of this window. It gets its name once it is locked, since others remove what isn't.
    fn begin(&self) -> io::Result<(File, PathBuf)> {
        DirBuilder::new().recursive(true).mode(0o700).create(&self.folder)?;
        let pid = std::process::id();
        let mut number = 0;
        loop {
            let path = self.folder.join(format!("{pid}-{number}"));
            let unfinished = self.folder.join(format!("{UNFINISHED}{pid}-{number}"));
            number += 1;
            let mut options = OpenOptions::new();
            options.read(true).write(true).create_new(true).mode(0o600);
            let file = match options.open(&unfinished) {
                Ok(file) if !path.exists() => file,
                Ok(_) => {
                    fs::remove_file(&unfinished)?;
                    continue;
                }
                // Another window of this very process is at it, or one of that number was killed then.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < 100 => continue,
                Err(error) => return Err(error),
            };
            let begun =
                file.try_lock().map_err(io::Error::from).and_then(|()| fs::rename(&unfinished, &path));
            if begun.is_err() {
                // What has no name yet is nobody's to remove later.
                let _ = fs::remove_file(&unfinished);
            }
            return begun.map(|()| (file, path));
        }
    }

    /// What the other windows have open.
    pub(super) fn elsewhere(&self) -> HashSet<PathBuf> {
        let mut paths = HashSet::new();
        let own = self.own.as_ref().map(|(_, path)| path.as_path());
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let is_unfinished = entry.file_name().as_bytes().starts_with(UNFINISHED.as_bytes());
            if Some(path.as_path()) == own || is_unfinished {
                continue;
            }
            let Ok(file) = File::open(&path) else { continue };
            match file.try_lock_shared() {
                // Nobody holds it any more.
                Ok(()) => _ = fs::remove_file(&path),
                Err(fs::TryLockError::WouldBlock) => {
                    let mut bytes = Vec::new();
                    if file.take(LARGEST).read_to_end(&mut bytes).is_ok() {
                        let named = bytes.split(|byte| *byte == 0).filter(|path| !path.is_empty());
                        paths.extend(named.map(|path| PathBuf::from(OsStr::from_bytes(path))));
                    }
                }
                // A disk without locks: nothing can be told.
                Err(fs::TryLockError::Error(_)) => {}
            }
        }
        paths
    }
}

impl Drop for Registry {
    fn drop(&mut self) {
        if let Some((_, path)) = &self.own {
            // If it stays it counts for nothing.
            let _ = fs::remove_file(path);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn path(name: &str) -> PathBuf {
        PathBuf::from(name)
    }

    #[test]
    fn windows_know_of_each_other_while_they_are_there() {
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path().join("windows");
        let (mut one, mut other) = (Registry::new(state.clone()), Registry::new(state.clone()));
        one.write([path("/a.py"), path("/b c.py")].iter().map(PathBuf::as_path)).unwrap();
        other.write([path("/d.py")].iter().map(PathBuf::as_path)).unwrap();
        assert_eq!(other.elsewhere(), HashSet::from([path("/a.py"), path("/b c.py")]));
        assert_eq!(one.elsewhere(), HashSet::from([path("/d.py")]));
        one.write([path("/e.py")].iter().map(PathBuf::as_path)).unwrap();
        assert_eq!(other.elsewhere(), HashSet::from([path("/e.py")]));
        drop(one);
        assert_eq!(other.elsewhere(), HashSet::new());
        assert_eq!(fs::read_dir(&state).unwrap().count(), 1);
    }

    #[test]
    fn fault_11_what_a_killed_window_left_counts_for_nothing_and_goes() {
        let folder = tempfile::tempdir().unwrap();
        let left = folder.path().join("4711-0");
        fs::write(&left, "/a.py").unwrap();
        let registry = Registry::new(folder.path().to_owned());
        assert_eq!(registry.elsewhere(), HashSet::new());
        assert!(!left.exists());
    }
}
