//! Places in code that a program's output names: `File "x.py", line 12`, as Python's tracebacks write them.

use std::ops::Range;

/// A place in code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodePlace {
    /// Where in the line of output it is named, in bytes.
    pub range: Range<usize>,
    /// The file as it is named there.
    pub file: String,
    /// From 1.
    pub line: usize,
}

/// The place that a line of output names, if it names one that is in a file.
#[must_use]
pub fn place_in(text: &str) -> Option<CodePlace> {
    const FILE: &str = "File \"";
    const LINE: &str = "\", line ";
    let start = text.find(FILE)?;
    let named = text.get(start + FILE.len()..)?;
    let end_of_file = named.find(LINE)?;
    let file = named.get(..end_of_file)?;
    let behind = named.get(end_of_file + LINE.len()..)?;
    let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
    let line = behind.get(..digits)?.parse().ok().filter(|line| *line > 0)?;
    // `<string>` and `<frozen importlib._bootstrap>` are no files.
    if file.is_empty() || file.starts_with('<') {
        return None;
    }
    let end = start + FILE.len() + end_of_file + LINE.len() + digits;
    Some(CodePlace { range: start..end, file: file.to_owned(), line })
}
