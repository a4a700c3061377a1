//! What the C parser must never see.
//!
//! tree-sitter-python's external scanner keeps its state in a buffer of 1,024 bytes and counts columns in
//! 16 bits. Beyond that it aborts the process, which nothing can catch, or goes wrong in silence. A segment
//! with a [`Hazard`] is coloured and searched as plain text instead. Each limit lies above what Python itself
//! accepts, so no program is refused. Bounds on time, and on the depth that other constructs give a tree
//! (`a + a + …`), are not found here.

use std::fmt;

use memchr::memchr2_iter;

use super::scanner::{deepest, line_end};
use crate::worker::{CancelToken, Cancelled, Pacer};

/// Most different indents in a segment.
///
/// The scanner writes 2 bytes, then 1 for every open string (255 at most), then 2 for every open indent
/// while it stands below 1,024. With an odd number of strings it can stand at 1,023 and writes beyond the
/// buffer, and tree-sitter asserts: with one string at 511 indents (2 + 1 + 2 · 510 = 1,023, and one more),
/// with 255 strings, which broken code can leave open without nesting them, at 384 (2 + 255 + 2 · 383 =
/// 1,023, and one more). Open indents grow from one to the next, so there are never more of them than
/// different indents. CPython refuses more than 100 (`MAXINDENT`). 200 keeps a distance from both.
const MOST_INDENTS: usize = 200;

/// Columns from which on the scanner's 16 bits wrap around. A tab counts 8.
const FIRST_WRAPPED_COLUMN: usize = 1 << 16;

/// Most f- and t-strings inside each other.
///
/// The scanner keeps 255 open strings at most and forgets the innermost beyond; CPython refuses more than
/// 150 (`MAXFSTRINGLEVEL`).
const MOST_STRINGS: usize = 150;

/// Most brackets and replacement fields inside each other.
///
/// CPython refuses more than 200 (`MAXLEVEL`). tree-sitter 0.27 itself parses and frees deeper nesting
/// without recursion, but every step from a node to its parent costs its depth there, and what comes
/// later may well nest its work as the brackets are nested.
const MOST_BRACKETS: usize = 200;

/// Why a segment is not parsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hazard {
    /// A line is indented by 65,536 columns or more, where a tab counts 8.
    WideIndent,
    /// More than 200 different indents.
    ManyIndents,
    /// More than 150 f- or t-strings inside each other.
    DeepStrings,
    /// More than 200 brackets and replacement fields inside each other.
    DeepBrackets,
}

impl fmt::Display for Hazard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::WideIndent => "a line is indented by more than 65,535 columns",
            Self::ManyIndents => "there are more than 200 different indents",
            Self::DeepStrings => "f-strings are nested more than 150 deep",
            Self::DeepBrackets => "brackets are nested more than 200 deep",
        })
    }
}

/// What makes the text of a segment too dangerous to parse, if anything does. Takes time in proportion to
/// the text, a small part of what parsing takes.
///
/// # Errors
/// [`Cancelled`] if `cancel` says so.
pub fn hazard(text: &str, cancel: &CancelToken) -> Result<Option<Hazard>, Cancelled> {
    let bytes = text.as_bytes();
    // The least text with a hazard is a row of brackets.
    if bytes.len() <= MOST_BRACKETS {
        return Ok(None);
    }
    if let Err(hazard) = indents(Vec::new(), text, cancel)? {
        return Ok(Some(hazard));
    }
    let depth = deepest(bytes, cancel)?;
    if depth.strings > MOST_STRINGS {
        return Ok(Some(Hazard::DeepStrings));
    }
    Ok((depth.brackets > MOST_BRACKETS).then_some(Hazard::DeepBrackets))
}

/// The different indents of a text besides `widths`, which are sorted, or why there are none that the parser could take.
/// Looks at every line start, in strings and brackets too: where the text is broken the parser may take them for code.
pub(crate) fn indents(
    mut widths: Vec<usize>,
    text: &str,
    cancel: &CancelToken,
) -> Result<Result<Vec<usize>, Hazard>, Cancelled> {
    let bytes = text.as_bytes();
    let mut pacer = Pacer::new(cancel);
    let mut last = 0;
    let starts = memchr2_iter(b'\n', b'\r', bytes).map(|end| end + 1);
    for start in std::iter::once(0).chain(starts) {
        pacer.step()?;
        let width = indent(bytes, start);
        if width == last || width == 0 {
            continue;
        }
        last = width;
        if width >= FIRST_WRAPPED_COLUMN {
            return Ok(Err(Hazard::WideIndent));
        }
        if let Err(place) = widths.binary_search(&width) {
            widths.insert(place, width);
            if widths.len() > MOST_INDENTS {
                return Ok(Err(Hazard::ManyIndents));
            }
        }
    }
    Ok(Ok(widths))
}

/// The widest column that tree-sitter-python's scanner counts in the white space at `start`. As there, a
/// form feed starts anew and a line continuation does not.
pub(crate) fn indent(bytes: &[u8], start: usize) -> usize {
    let (mut index, mut width, mut widest) = (start, 0_usize, 0);
    loop {
        match bytes.get(index) {
            Some(b' ') => width += 1,
            Some(b'\t') => width += 8,
            Some(0x0c) => width = 0,
            Some(b'\\') if line_end(bytes, index + 1) > 0 => index += line_end(bytes, index + 1),
            _ => return if widest >= FIRST_WRAPPED_COLUMN { widest } else { width },
        }
        widest = widest.max(width);
        index += 1;
    }
}
