//! What can be asked about how a file's characters are written as bytes.

use crate::files::Encoding;

/// One thing that was asked about encodings, or about reading files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EncodingAction {
    /// Choose an encoding in which the file is read again.
    ChooseToReopen,
    /// Choose an encoding in which the file is saved.
    ChooseToSave,
    /// Read the file again in this encoding.
    Reopen(Encoding),
    /// Save the text in this encoding, with a byte order mark or without one.
    Save(Encoding, bool),
    /// Go to a character that can't be saved; it begins at this byte of the text.
    Show(usize),
    /// Open the file that is no text, about which it was asked.
    OpenBinary,
    /// Don't go on reading the file that is being read.
    StopOpening,
}
