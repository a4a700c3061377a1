//! The only door to the disk.
//!
//! [`Storage`] has just the calls that opening and saving need, so that tests can let any of them fail;
//! [`Disk`] is the real one. Nothing here decides anything: what a failure means is said in `open` and
//! `save`.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt as _, FileTypeExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rustix::fs::{Access, AtFlags, OFlags, XattrFlags};
use tempfile::TempPath;

/// What a path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An ordinary file.
    File,
    /// A folder.
    Folder,
    /// A named pipe.
    Pipe,
    /// A socket.
    Socket,
    /// A device, or anything else that isn't a file.
    Device,
}

/// What the file system says about a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// What it is.
    pub kind: Kind,
    /// Bytes.
    pub len: u64,
    /// When it was last written.
    pub modified: Option<SystemTime>,
    /// Device and number of the file: two names with the same are one file.
    pub file: (u64, u64),
    /// How many names the file has.
    pub names: u64,
    /// Whether nobody may write it.
    pub is_read_only: bool,
}

/// An open file.
pub trait Handle: Read + Write + Send {
    /// What the file system says about it.
    ///
    /// # Errors
    /// Those of `fstat`.
    fn facts(&self) -> io::Result<Facts>;

    /// Cuts the file to `len` bytes.
    ///
    /// # Errors
    /// Those of `ftruncate`.
    fn set_len(&mut self, len: u64) -> io::Result<()>;

    /// Goes back to the first byte.
    ///
    /// # Errors
    /// Those of `lseek`.
    fn rewind(&mut self) -> io::Result<()>;

    /// Returns once the file's bytes are on the disk.
    ///
    /// # Errors
    /// Those of `fsync`.
    fn sync(&mut self) -> io::Result<()>;

    /// Makes the file this handle's alone until the handle is dropped or the process ends, however it ends; whether
    /// that could be done: no if it is another handle's. Never waits.
    ///
    /// # Errors
    /// Those of `flock`; not every file system has it.
    fn try_lock(&self) -> io::Result<bool>;
}

/// A new file that is removed again unless it is renamed or kept.
pub struct Temporary {
    /// Its name.
    pub path: TempPath,
    /// Open for writing.
    pub handle: Box<dyn Handle>,
}

/// Who may read a new file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// Only its owner.
    Owner,
    /// Whoever the person's settings (the umask) allow, as for any new file.
    Usual,
}

/// The calls that opening and saving need.
pub trait Storage: Send {
    /// The path with all links resolved; the file must exist.
    ///
    /// # Errors
    /// Those of `realpath`.
    fn resolve(&self, path: &Path) -> io::Result<PathBuf>;

    /// Where a link points.
    ///
    /// # Errors
    /// Those of `readlink`; an error too if it isn't a link.
    fn read_link(&self, path: &Path) -> io::Result<PathBuf>;

    /// What the file system says about a path; links are followed.
    ///
    /// # Errors
    /// Those of `stat`.
    fn facts(&self, path: &Path) -> io::Result<Facts>;

    /// Asks whether this process may write the file.
    ///
    /// # Errors
    /// Those of `access`.
    fn may_write(&self, path: &Path) -> io::Result<()>;

    /// Opens a file to read it; never waits for another process, as a pipe would make it.
    ///
    /// # Errors
    /// Those of `open`.
    fn open(&self, path: &Path) -> io::Result<Box<dyn Handle>>;

    /// Opens an existing file to overwrite it; its bytes stay until they are overwritten.
    ///
    /// # Errors
    /// Those of `open`.
    fn open_to_overwrite(&self, path: &Path) -> io::Result<Box<dyn Handle>>;

    /// Makes a new file in a folder, with a name that begins with `prefix`.
    ///
    /// # Errors
    /// Those of `open`.
    fn create_temporary(&self, folder: &Path, prefix: &str, readers: Readers) -> io::Result<Temporary>;

    /// Makes a new file of this very name, for whoever may read any new file; an error if there is one.
    ///
    /// # Errors
    /// Those of `open`.
    fn create_new(&self, path: &Path) -> io::Result<Box<dyn Handle>>;

    /// Gives a file the owner, the extended attributes and the mode of another.
    ///
    /// # Errors
    /// Those of `chown`, `setxattr` and `chmod`; some attributes may have been set.
    fn copy_attributes(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Gives a file the name `to` in one step; a file that had it is gone.
    ///
    /// # Errors
    /// Those of `rename`.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Returns once the names in a folder are on the disk.
    ///
    /// # Errors
    /// Those of `open` and `fsync`.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;

    /// Makes a folder that only its owner may look into, and those above it, unless they are there.
    ///
    /// # Errors
    /// Those of `mkdir`.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;

    /// What is in a folder, in no order.
    ///
    /// # Errors
    /// Those of `opendir` and `readdir`.
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;

    /// Takes away a file's name.
    ///
    /// # Errors
    /// Those of `unlink`.
    fn remove(&self, path: &Path) -> io::Result<()>;
}

/// The real disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Storage for Disk {
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        fs::read_link(path)
    }

    fn facts(&self, path: &Path) -> io::Result<Facts> {
        fs::metadata(path).map(|metadata| facts(&metadata))
    }

    fn may_write(&self, path: &Path) -> io::Result<()> {
        // The effective user counts, as for the write itself.
        Ok(rustix::fs::accessat(rustix::fs::CWD, path, Access::WRITE_OK, AtFlags::EACCESS)?)
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Handle>> {
        let flags = OFlags::NONBLOCK | OFlags::NOCTTY;
        let file = OpenOptions::new().read(true).custom_flags(flags.bits().cast_signed()).open(path)?;
        Ok(Box::new(file))
    }

    fn open_to_overwrite(&self, path: &Path) -> io::Result<Box<dyn Handle>> {
        let flags = OFlags::NONBLOCK | OFlags::NOCTTY;
        let file = OpenOptions::new().write(true).custom_flags(flags.bits().cast_signed()).open(path)?;
        Ok(Box::new(file))
    }

    fn create_temporary(&self, folder: &Path, prefix: &str, readers: Readers) -> io::Result<Temporary> {
        let mode = match readers {
            Readers::Owner => 0o600,
            Readers::Usual => 0o666,
        };
        // tempfile wraps an error in one that names the path and hides the system's number.
        let mut refusal = None;
        let open = |path: &Path| {
            let opened = OpenOptions::new().write(true).create_new(true).mode(mode).open(path);
            opened.inspect_err(|error| refusal = error.raw_os_error())
        };
        let made = tempfile::Builder::new().prefix(prefix).rand_bytes(8).make_in(folder, open);
        let (file, path) =
            made.map_err(|error| refusal.map_or(error, io::Error::from_raw_os_error))?.into_parts();
        Ok(Temporary { path, handle: Box::new(file) })
    }

    fn create_new(&self, path: &Path) -> io::Result<Box<dyn Handle>> {
        Ok(Box::new(OpenOptions::new().write(true).create_new(true).open(path)?))
    }

    fn copy_attributes(&self, from: &Path, to: &Path) -> io::Result<()> {
        let (wanted, given) = (fs::metadata(from)?, fs::metadata(to)?);
        // Changing the owner clears bits of the mode, so the mode comes last.
        if (wanted.uid(), wanted.gid()) != (given.uid(), given.gid()) {
            std::os::unix::fs::chown(to, Some(wanted.uid()), Some(wanted.gid()))?;
        }
        copy_extended_attributes(from, to)?;
        fs::set_permissions(to, wanted.permissions())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        File::open(folder)?.sync_all()
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect()
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }
}

impl Handle for File {
    fn facts(&self) -> io::Result<Facts> {
        self.metadata().map(|metadata| facts(&metadata))
    }

    fn set_len(&mut self, len: u64) -> io::Result<()> {
        File::set_len(self, len)
    }

    fn rewind(&mut self) -> io::Result<()> {
        io::Seek::rewind(self)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.sync_all()
    }

    fn try_lock(&self) -> io::Result<bool> {
        match File::try_lock(self) {
            Ok(()) => Ok(true),
            Err(TryLockError::WouldBlock) => Ok(false),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

fn facts(metadata: &fs::Metadata) -> Facts {
    let file_type = metadata.file_type();
    let kind = if file_type.is_file() {
        Kind::File
    } else if file_type.is_dir() {
        Kind::Folder
    } else if file_type.is_fifo() {
        Kind::Pipe
    } else if file_type.is_socket() {
        Kind::Socket
    } else {
        Kind::Device
    };
    Facts {
        kind,
        len: metadata.len(),
        modified: metadata.modified().ok(),
        file: (metadata.dev(), metadata.ino()),
        names: metadata.nlink(),
        is_read_only: metadata.permissions().readonly(),
    }
}

/// Copies what `to` doesn't have yet; a file system without such attributes has nothing to lose.
fn copy_extended_attributes(from: &Path, to: &Path) -> io::Result<()> {
    // The largest list and the largest value that Linux allows (xattr(7)) are 64 KiB.
    const LARGEST: usize = 64 << 10;
    let mut names = vec![0_u8; LARGEST];
    let length = match rustix::fs::listxattr(from, names.as_mut_slice()) {
        Ok(length) => length,
        Err(rustix::io::Errno::OPNOTSUPP | rustix::io::Errno::NOSYS) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    names.truncate(length);
    for name in names.split(|byte| *byte == 0).filter(|name| !name.is_empty()) {
        let mut wanted = vec![0_u8; LARGEST];
        let length = rustix::fs::getxattr(from, name, wanted.as_mut_slice())?;
        wanted.truncate(length);
        let mut given = vec![0_u8; LARGEST];
        let has_it = rustix::fs::getxattr(to, name, given.as_mut_slice())
            .is_ok_and(|length| given.get(..length) == Some(wanted.as_slice()));
        if !has_it {
            rustix::fs::setxattr(to, name, &wanted, XattrFlags::empty())?;
        }
    }
    Ok(())
}
