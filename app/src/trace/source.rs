//! The file that a trace was recorded on: where it is, and whether it is still the same.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use super::Trace;

/// The largest file that a trace is replayed on, in bytes.
const MAX_SOURCE: u64 = 256 * 1024 * 1024;

/// A trace can't be replayed on its file.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The file can't be read.
    #[error("{} can't be read: {error}", path.display())]
    Disk {
        /// Where it should be.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// It is too large.
    #[error("{} is larger than {} MB", path.display(), MAX_SOURCE / 1024 / 1024)]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
    /// It isn't what the trace was recorded on.
    #[error("{name} has changed since the trace was recorded on it")]
    Changed {
        /// The file, or the tour.
        name: String,
    },
}

impl Trace {
    /// The bytes of the file that the trace was recorded on, which the trace names relative to its own
    /// path, `trace`; `tour` stands for a file where the trace names none.
    ///
    /// # Errors
    /// [`SourceError`] if the file can't be read or is another one by its hash.
    pub fn source(&self, trace: &Path, tour: &str) -> Result<Vec<u8>, SourceError> {
        let (name, bytes) = match &self.header.file {
            None => ("the tour".to_owned(), tour.as_bytes().to_vec()),
            Some(file) => {
                let path = from_here(trace, file);
                let read = read_bounded(&path, MAX_SOURCE);
                let bytes = read.map_err(|error| SourceError::Disk { path: path.clone(), error })?;
                (path.display().to_string(), bytes.ok_or(SourceError::TooLarge { path })?)
            }
        };
        if content_hash(&bytes) == self.header.hash { Ok(bytes) } else { Err(SourceError::Changed { name }) }
    }
}

/// Reads a whole file; none if it has more than `most` bytes.
///
/// # Errors
/// When it can't be read, or is no file: a pipe or a device could keep the program waiting for ever.
pub(super) fn read_bounded(path: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    if !std::fs::metadata(path)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "this is not a file"));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= most).then_some(bytes))
}

/// A hash of a file's bytes that is the same on every machine and in every version: FNV-1a (Fowler, Noll
/// and Vo) with 64 bits, in hexadecimal. It tells a changed file, not a forged one.
#[must_use]
pub fn content_hash(bytes: &[u8]) -> String {
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

/// Where a path that stands in the trace file `trace` leads.
pub(super) fn from_here(trace: &Path, path: &str) -> PathBuf {
    trace.parent().unwrap_or(Path::new("")).join(path)
}

/// How `path` has to be written in the trace file `trace`: relative where both have a folder in common,
/// so that traces and files can be moved together.
pub(super) fn as_seen_from(trace: &Path, path: &Path) -> String {
    let (folder, path) = (real_folder(trace.parent()), real_folder(path.parent()).join(name_of(path)));
    let shared = folder.components().zip(path.components()).take_while(|(a, b)| a == b).count();
    let has_common_folder = folder.components().take(shared).any(|part| matches!(part, Component::Normal(_)));
    if !has_common_folder {
        return path.display().to_string();
    }
    let up = folder.components().skip(shared).map(|_| "..".to_owned());
    let down = path.components().skip(shared).map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// A folder without `..` and links, so that what leads out of it can be counted; as it is written where it isn't there.
fn real_folder(folder: Option<&Path>) -> PathBuf {
    let folder = folder.filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let absolute = || std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    folder.canonicalize().unwrap_or_else(|_| absolute())
}

fn name_of(path: &Path) -> &Path {
    path.file_name().map_or(path, Path::new)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn the_hash_is_fnv_1a() {
        // The test vectors of the hash's authors.
        assert_eq!(content_hash(b""), "cbf29ce484222325");
        assert_eq!(content_hash(b"a"), "af63dc4c8601ec8c");
        assert_eq!(content_hash(b"foobar"), "85944171f73967e8");
    }

    #[test]
    fn paths_are_written_relative_to_the_trace() {
        let trace = Path::new("/home/ada/fixtures/traces/walk.jsonl");
        let file = Path::new("/home/ada/fixtures/python/mean.py");
        assert_eq!(as_seen_from(trace, file), "../python/mean.py");
        assert_eq!(as_seen_from(trace, Path::new("/home/ada/fixtures/traces/a.py")), "a.py");
        assert_eq!(as_seen_from(trace, Path::new("/tmp/a.py")), "/tmp/a.py");
        assert_eq!(from_here(trace, "../python/mean.py"), trace.with_file_name("../python/mean.py"));
        assert_eq!(from_here(trace, "/tmp/a.py"), Path::new("/tmp/a.py"));
    }

    #[test]
    fn a_trace_without_a_folder_and_paths_with_dots_are_written_relative_too() {
        let folder = tempfile::tempdir().unwrap();
        let here = std::env::current_dir().unwrap();
        assert_eq!(as_seen_from(Path::new("t.jsonl"), &here.join("x.py")), "x.py");
        assert_eq!(as_seen_from(Path::new("t.jsonl"), Path::new("x.py")), "x.py");
        let name = here.file_name().unwrap().to_string_lossy().into_owned();
        let above = as_seen_from(&here.join("t.jsonl"), Path::new("../x.py"));
        assert_eq!(above, "../x.py");
        let deep = folder.path().join("deep");
        std::fs::create_dir(&deep).unwrap();
        assert_eq!(as_seen_from(&deep.join("../t.jsonl"), &deep.join("x.py")), "deep/x.py");
        assert_eq!(as_seen_from(Path::new("../t.jsonl"), Path::new("x.py")), format!("{name}/x.py"));
    }
}
