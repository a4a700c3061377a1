//! Why a file can only be looked at.

use std::fmt;

use super::encoding::Encoding;

/// What keeps a file from being written again as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The encoding in which it was read.
    pub encoding: Encoding,
    /// The first line with such bytes, from 1.
    pub line: usize,
    /// What they are.
    pub kind: FaultKind,
}

/// What is wrong with bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// This byte begins no character.
    Byte(u8),
    /// This byte is no ASCII, and nothing is known of the encoding that the file declares.
    Unknown {
        /// The byte.
        byte: u8,
        /// The encoding, as the file calls it.
        declared: String,
    },
    /// The characters of these bytes would be written as other bytes.
    Ambiguous,
}

/// A part of a sentence that tells the place.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { encoding, line, kind } = self;
        let title = encoding.title();
        match kind {
            FaultKind::Byte(byte) => {
                write!(f, "line {line} has the byte 0x{byte:02X}, which isn't {title} text")
            }
            FaultKind::Unknown { byte, declared } => write!(
                f,
                "line {line} has the byte 0x{byte:02X}, and the file says it is written in {declared}, which isn't known here"
            ),
            FaultKind::Ambiguous => {
                write!(f, "line {line} is written in a way that {title} wouldn't be saved in")
            }
        }
    }
}
