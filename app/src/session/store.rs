//! The files in the state directory. All of it is done on the files thread.

use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

use super::{LastSession, merged, recent};
use crate::files::storage::{Kind, Readers, Storage, Temporary};

const RECENT: &str = "recent.json";
const SESSION: &str = "session.json";

/// The largest file that is read, in bytes; what is written is far smaller.
const LARGEST: u64 = 8 << 20;

/// Something to remember.
#[derive(Clone, Debug, PartialEq)]
pub enum Kept {
    /// The recent files.
    Recent {
        /// The last one first.
        files: Vec<PathBuf>,
        /// What isn't there any more.
        gone: Vec<PathBuf>,
        /// How many are remembered at most.
        most: usize,
    },
    /// The session.
    Session(LastSession),
}

/// What was remembered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recalled {
    /// The recent files, the last one first.
    pub recent: Vec<PathBuf>,
    /// The last session, without files that are gone.
    pub session: LastSession,
    /// Files of it that are gone.
    pub gone: Vec<PathBuf>,
    /// What couldn't be understood, and where it was put.
    pub aside: Vec<PathBuf>,
}

/// Writes what is to be remembered into `folder`, which is made if it isn't there. It isn't waited for until it is on
/// the disk: after a power cut the older state will do.
///
/// # Errors
/// Those of the disk.
pub fn keep(storage: &dyn Storage, folder: &Path, kept: &Kept) -> io::Result<()> {
    storage.make_folder(folder)?;
    match kept {
        Kept::Session(session) => write(storage, folder, SESSION, &session.written()),
        Kept::Recent { files, gone, most } => {
            let theirs = match load(storage, &folder.join(RECENT)) {
                // What no program of this kind has written is written over; what can't be read now isn't.
                Err(error) if error.kind() == ErrorKind::InvalidData => None,
                theirs => theirs?,
            };
            let theirs = theirs.and_then(|bytes| recent::read(&bytes)).unwrap_or_default();
            write(storage, folder, RECENT, &recent::written(&merged(files, theirs, gone, *most)))
        }
    }
}

/// Reads what was remembered in `folder`; what isn't there is empty.
#[must_use]
pub fn recall(storage: &dyn Storage, folder: &Path) -> Recalled {
    let mut aside = Vec::new();
    let recent = understood(storage, &folder.join(RECENT), recent::read, &mut aside);
    let mut session = understood(storage, &folder.join(SESSION), LastSession::read, &mut aside);
    let is_gone = |path: &Path| storage.facts(path).is_err_and(|error| error.kind() == ErrorKind::NotFound);
    let gone = session.keep_files(|path| !is_gone(path));
    Recalled { recent, session, gone, aside }
}

/// What a file says; if that can't be understood it is put aside under another name.
fn understood<T: Default>(
    storage: &dyn Storage,
    path: &Path,
    read: impl Fn(&[u8]) -> Option<T>,
    aside: &mut Vec<PathBuf>,
) -> T {
    let understood = match load(storage, path) {
        Ok(None) => return T::default(),
        Ok(Some(bytes)) => read(&bytes),
        Err(_) => None,
    };
    understood.unwrap_or_else(|| {
        let other = path.with_extension("broken.json");
        let is_there = storage.rename(path, &other).is_ok();
        aside.push(if is_there { other } else { path.to_owned() });
        T::default()
    })
}

/// The bytes of a file; none if it isn't there.
fn load(storage: &dyn Storage, path: &Path) -> io::Result<Option<Vec<u8>>> {
    let facts = match storage.facts(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        other => other?,
    };
    if facts.kind != Kind::File || facts.len > LARGEST {
        return Err(ErrorKind::InvalidData.into());
    }
    let mut bytes = Vec::new();
    storage.open(path)?.take(LARGEST).read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}

fn write(storage: &dyn Storage, folder: &Path, name: &str, text: &str) -> io::Result<()> {
    let Temporary { mut path, mut handle } = storage.create_temporary(folder, ".state-", Readers::Owner)?;
    handle.write_all(text.as_bytes())?;
    handle.flush()?;
    storage.rename(&path, &folder.join(name))?;
    path.disable_cleanup(true);
    Ok(())
}
