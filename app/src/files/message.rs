//! Failures of the disk in plain words.

use std::io::{self, ErrorKind};
use std::path::Path;

use super::storage::Kind;

/// A file's name as a message shows it.
pub(super) fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// A character as a message shows it.
pub(crate) fn character(character: char) -> String {
    let number = u32::from(character);
    if character.is_control() || character.is_whitespace() {
        format!("U+{number:04X}")
    } else {
        format!("{character} (U+{number:04X})")
    }
}

/// Why the disk refused, as the end of a sentence.
pub(crate) fn reason(error: &io::Error) -> String {
    let known = match error.kind() {
        ErrorKind::StorageFull => "the disk is full",
        ErrorKind::QuotaExceeded => "your share of the disk is used up",
        ErrorKind::PermissionDenied => "you don't have permission",
        ErrorKind::ReadOnlyFilesystem => "the disk is read-only",
        ErrorKind::NotFound => "it isn't there",
        ErrorKind::NotADirectory => "a part of the path isn't a folder",
        ErrorKind::FileTooLarge => "it is larger than is allowed there",
        ErrorKind::InvalidFilename => "the name isn't allowed there",
        _ if error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error()) => {
            "it is a link that leads back to itself"
        }
        _ => return error.to_string(),
    };
    known.to_owned()
}

/// What something is that isn't a file.
pub(super) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::File => "a file",
        Kind::Folder => "a folder",
        Kind::Pipe => "a pipe",
        Kind::Socket => "a socket",
        Kind::Device => "a device",
    }
}
