//! Saving a document.
//!
//! Invariant: at every moment the file holds the old bytes or the new ones, whole. The new bytes go to a
//! new file in the same folder, which takes the old one's name in one step. Where that can't be done (the
//! file has several names, the folder takes no files, the disk refuses to rename) the file is overwritten
//! in place, after the new bytes are safe in a copy beside it.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use rustix::io::Errno;

use super::contents::{Expected, Identity, Save, Saved, hash};
use super::encoding::{Encoding, Unencodable, encode};
use super::message;
use super::reader::{self, ReadError};
use super::storage::{Facts, Handle, Kind, Readers, Storage, Temporary};

/// Links that are followed to a file that isn't there yet; as many as Linux follows (path_resolution(7)).
const MOST_LINKS: usize = 40;

/// Why a document wasn't saved. The message is complete: what failed and what is still safe.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The file on disk isn't what was opened or saved last: ask whether to overwrite it.
    #[error("{} was changed by another program. Nothing was saved yet.", message::name(path))]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// The file may not be written.
    #[error(
        "{} is read-only. Your text is still open here; save it under another name.",
        message::name(path)
    )]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// A folder, pipe, socket or device has this name.
    #[error(
        "Couldn't save {}: it is {}, not a file. Your text is still open here.",
        message::name(path),
        message::kind(*kind)
    )]
    NotAFile {
        /// The path.
        path: PathBuf,
        /// What it is.
        kind: Kind,
    },
    /// The folder isn't there any more.
    #[error(
        "Couldn't save {}: its folder is gone. Your text is still open here; save it in another folder.",
        message::name(path)
    )]
    FolderGone {
        /// The file.
        path: PathBuf,
    },
    /// The disk refused; the file on disk is what it was.
    #[error(
        "Couldn't save {}: {}. The file on disk is unchanged, and your text is still open here.",
        message::name(path),
        message::reason(source)
    )]
    Disk {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The disk failed while the file was overwritten in place, and again when its bytes were put back.
    #[error(
        "Couldn't save {}: {}. The file on disk is damaged. Your text is still open here, and a copy of it is at {}.",
        message::name(path),
        message::reason(source),
        copy.display()
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
        /// A copy of what was to be saved.
        copy: PathBuf,
    },
    /// The text has a character that the file's encoding doesn't have: ask how to go on.
    #[error(
        "{} wasn't saved: {} has no {}, which stands in line {line}. The file on disk is unchanged.",
        message::name(path),
        encoding.title(),
        message::character(*character)
    )]
    Unencodable {
        /// The file.
        path: PathBuf,
        /// The encoding.
        encoding: Encoding,
        /// The first such character.
        character: char,
        /// Where it stands in the text, in bytes.
        at: usize,
        /// Its line, from 1.
        line: usize,
    },
    /// A mistake in this program; it was caught.
    #[error(
        "Couldn't save {}: something went wrong in the editor itself. Your text is still open here.",
        message::name(path)
    )]
    Internal {
        /// The file.
        path: PathBuf,
    },
}

/// Writes a document to its file. `spare_folder` takes the copy that is made before a file is overwritten
/// in place if the file's own folder takes none.
///
/// # Errors
/// [`SaveError`]; unless it is [`SaveError::Damaged`], the file on disk is what it was.
pub fn save(storage: &dyn Storage, save: &Save, spare_folder: &Path) -> Result<Saved, SaveError> {
    let target = locate(storage, &save.path)?;
    let bytes = bytes(save)?;
    let job = Job { storage, target: &target, bytes: &bytes, expected: save.expected, spare_folder };
    let old = job.look()?;
    let is_one_name = old.as_ref().is_none_or(|old| old.facts.names == 1);
    let beside = if is_one_name { job.write_beside(old.as_ref()) } else { Err(Beside::Unfit(None)) };
    match (beside, &old) {
        (Ok(()), _) => {}
        (Err(Beside::Unfit(copy)), Some(old)) => job.overwrite(old, copy)?,
        (Err(Beside::Unfit(_)), None) => return Err(job.fail(ErrorKind::PermissionDenied.into())),
        (Err(Beside::Failed(error)), _) => return Err(error),
    }
    // What the file holds is known; only its time has to be asked for, and it may stay unknown.
    let modified = storage.facts(&target).ok().and_then(|facts| facts.modified);
    let identity = Identity { modified, len: job.bytes.len() as u64, hash: hash(job.bytes) };
    Ok(Saved {
        document: save.document,
        revision: save.revision,
        path: target,
        text: save.text.clone(),
        identity,
        encoding: save.encoding,
        has_bom: save.has_bom,
    })
}

/// What the file will hold.
fn bytes(save: &Save) -> Result<Vec<u8>, SaveError> {
    encode(&save.text, save.encoding, save.has_bom).map_err(|Unencodable { at, character }| {
        SaveError::Unencodable {
            path: save.path.clone(),
            encoding: save.encoding,
            character,
            at,
            line: save.text.line_of_byte(at) + 1,
        }
    })
}

/// The file that a path means: links are followed, also those to a file that isn't there yet.
fn locate(storage: &dyn Storage, path: &Path) -> Result<PathBuf, SaveError> {
    let fail = |source| SaveError::Disk { path: path.to_owned(), source };
    let mut place = path.to_owned();
    for _ in 0..MOST_LINKS {
        match storage.resolve(&place) {
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            found => return found.map_err(fail),
        }
        // `a.py` alone has the parent "", which is the current folder.
        let parent = place.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let Some(name) = place.file_name() else { return Err(fail(ErrorKind::InvalidFilename.into())) };
        match storage.read_link(&place) {
            Ok(link) => place = parent.join(link),
            // Neither a link nor missing: taken for a plain name, a link would be lost.
            Err(error) if !matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::NotFound) => {
                return Err(fail(error));
            }
            Err(_) => {
                return match storage.resolve(parent) {
                    Ok(parent) => Ok(parent.join(name)),
                    Err(error) if error.kind() == ErrorKind::NotFound => {
                        Err(SaveError::FolderGone { path: path.to_owned() })
                    }
                    Err(error) => Err(fail(error)),
                };
            }
        }
    }
    Err(fail(Errno::LOOP.into()))
}

/// The file as it was before the save.
struct Old {
    facts: Facts,
    bytes: Vec<u8>,
}

/// Why the new bytes didn't take the file's name.
enum Beside {
    /// It can't be done this way here; maybe all bytes are in a file already.
    Unfit(Option<Temporary>),
    /// The save has failed.
    Failed(SaveError),
}

impl From<SaveError> for Beside {
    fn from(error: SaveError) -> Self {
        Self::Failed(error)
    }
}

struct Job<'a> {
    storage: &'a dyn Storage,
    target: &'a Path,
    bytes: &'a [u8],
    expected: Expected,
    spare_folder: &'a Path,
}

impl Job<'_> {
    fn fail(&self, source: io::Error) -> SaveError {
        SaveError::Disk { path: self.target.to_owned(), source }
    }

    /// Looks whether the file may be written and is what is expected; none if there is no file.
    fn look(&self) -> Result<Option<Old>, SaveError> {
        let path = || self.target.to_owned();
        let (bytes, facts) = match reader::read(self.storage, self.target) {
            Ok(read) => read,
            Err(ReadError::Disk(error)) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(ReadError::Disk(error)) => return Err(self.fail(error)),
            Err(ReadError::NotAFile(kind)) => return Err(SaveError::NotAFile { path: path(), kind }),
            // Too large to be what was opened here, and to be put back if overwriting it fails.
            Err(ReadError::TooLarge) => return Err(SaveError::Changed { path: path() }),
        };
        let now = Identity { modified: facts.modified, len: bytes.len() as u64, hash: hash(&bytes) };
        if let Expected::Same(identity) = self.expected
            && !identity.has_same_content(&now)
        {
            return Err(SaveError::Changed { path: path() });
        }
        if facts.is_read_only {
            return Err(SaveError::ReadOnly { path: path() });
        }
        self.storage.may_write(self.target).map_err(|error| match error.kind() {
            ErrorKind::PermissionDenied => SaveError::ReadOnly { path: path() },
            _ => self.fail(error),
        })?;
        Ok(Some(Old { facts, bytes }))
    }

    /// Looks again, just before the old bytes go: another program may have written in the meantime.
    fn look_again(&self, old: Option<&Old>) -> Result<(), SaveError> {
        if self.expected == Expected::Anything {
            return Ok(());
        }
        let now = match self.storage.facts(self.target) {
            Ok(facts) => Some((facts.file, facts.len, facts.modified)),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(self.fail(error)),
        };
        let before = old.map(|old| (old.facts.file, old.facts.len, old.facts.modified));
        // A file that went away in the meantime comes back with what is saved.
        if now.is_none() || now == before {
            Ok(())
        } else {
            Err(SaveError::Changed { path: self.target.to_owned() })
        }
    }

    /// Writes a new file in the folder and gives it the file's name.
    fn write_beside(&self, old: Option<&Old>) -> Result<(), Beside> {
        let folder = self.folder();
        let readers = if old.is_some() { Readers::Owner } else { Readers::Usual };
        let mut new = match self.storage.create_temporary(folder, &self.prefix(), readers) {
            Ok(new) => new,
            Err(error) if refuses_files(&error) && old.is_some() => return Err(Beside::Unfit(None)),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Err(SaveError::FolderGone { path: self.target.to_owned() }.into());
            }
            Err(error) => return Err(self.fail(error).into()),
        };
        self.fill(&mut *new.handle).map_err(|error| self.fail(error))?;
        if old.is_some()
            && let Err(error) = self.storage.copy_attributes(self.target, &new.path)
        {
            return match error.kind() {
                // The owner or an attribute can't be given to a new file: it stays with the old one.
                ErrorKind::PermissionDenied | ErrorKind::Unsupported => Err(Beside::Unfit(Some(new))),
                _ => Err(self.fail(error).into()),
            };
        }
        self.look_again(old)?;
        match self.storage.rename(&new.path, self.target) {
            Ok(()) => new.path.disable_cleanup(true),
            Err(error) if refuses_rename(&error) && old.is_some() => return Err(Beside::Unfit(Some(new))),
            Err(error) => return Err(self.fail(error).into()),
        }
        // The file has its new bytes. Whether the folder's names outlive a power cut doesn't change that,
        // and not every file system can tell.
        if let Err(error) = self.storage.sync_folder(folder) {
            tracing::warn!(%error, folder = %folder.display(), "the folder couldn't be flushed to disk");
        }
        Ok(())
    }

    /// Overwrites the file in place. `copy` holds the new bytes if they were written already.
    fn overwrite(&self, old: &Old, copy: Option<Temporary>) -> Result<(), SaveError> {
        let mut copy = match copy {
            Some(copy) => copy,
            None => self.write_copy().map_err(|error| self.fail(error))?,
        };
        self.look_again(Some(old))?;
        let mut file = self.storage.open_to_overwrite(self.target).map_err(|error| self.fail(error))?;
        let Err(source) = self.fill(&mut *file) else { return Ok(()) };
        match put_back(&mut *file, &old.bytes) {
            Ok(()) => Err(self.fail(source)),
            Err(_) => {
                copy.path.disable_cleanup(true);
                Err(SaveError::Damaged {
                    path: self.target.to_owned(),
                    source,
                    copy: copy.path.to_path_buf(),
                })
            }
        }
    }

    /// A file with the new bytes, in the file's folder or in the spare one.
    fn write_copy(&self) -> io::Result<Temporary> {
        let attempt = |folder| {
            let mut copy = self.storage.create_temporary(folder, &self.prefix(), Readers::Owner)?;
            self.fill(&mut *copy.handle)?;
            Ok(copy)
        };
        attempt(self.folder()).or_else(|_: io::Error| attempt(self.spare_folder))
    }

    /// Writes the new bytes from the file's start and waits until they are on the disk.
    fn fill(&self, handle: &mut dyn Handle) -> io::Result<()> {
        put_back(handle, self.bytes)
    }

    fn folder(&self) -> &Path {
        self.target.parent().unwrap_or(Path::new("/"))
    }

    /// Hidden, and it says what it belongs to, should a power cut leave it behind.
    fn prefix(&self) -> String {
        // 255 bytes is the longest name on most file systems; the ending takes some.
        let name: String = message::name(self.target).chars().take(48).collect();
        format!(".{name}.namelight-")
    }
}

/// Makes a file hold exactly these bytes, on the disk.
fn put_back(handle: &mut dyn Handle, bytes: &[u8]) -> io::Result<()> {
    handle.rewind()?;
    handle.write_all(bytes)?;
    handle.flush()?;
    handle.set_len(bytes.len() as u64)?;
    match handle.sync() {
        // Some file systems have nothing to wait for and say so.
        Err(error) if is_one_of(&error, &[Errno::INVAL, Errno::NOSYS, Errno::OPNOTSUPP]) => Ok(()),
        result => result,
    }
}

/// Whether a folder takes no new files, while a file in it may still be written.
fn refuses_files(error: &io::Error) -> bool {
    is_one_of(error, &[Errno::ACCESS, Errno::PERM, Errno::ROFS])
}

/// Whether a file can't be given this name, while the file of that name may still be written: on another
/// disk, in a folder that only lets owners rename, or mounted by itself.
fn refuses_rename(error: &io::Error) -> bool {
    is_one_of(error, &[Errno::XDEV, Errno::PERM, Errno::ACCESS, Errno::BUSY])
}

fn is_one_of(error: &io::Error, errors: &[Errno]) -> bool {
    errors.iter().any(|errno| error.raw_os_error() == Some(errno.raw_os_error()))
}
