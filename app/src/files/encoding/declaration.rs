//! The encoding that a source declares in a comment of its first two lines (PEP 263), as CPython finds it.

use std::ops::Range;

use crop::Rope;

/// Bytes that are looked at; a declaration stands at the beginning of a short line.
pub(super) const HEAD: usize = 8 << 10;

/// What is declared, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Declaration {
    /// The name of the encoding, as it is written there.
    pub(crate) name: String,
    /// Where that stands, in bytes.
    pub(crate) range: Range<usize>,
}

/// What the beginning of a text declares.
pub(crate) fn in_text(text: &Rope) -> Option<Declaration> {
    // Most texts begin with something else, and this is asked for in every frame that follows an edit.
    let mut head = Vec::new();
    for chunk in text.chunks() {
        let left = HEAD - head.len();
        head.extend_from_slice(chunk.as_bytes().get(..left.min(chunk.len())).unwrap_or_default());
        if head.len() >= HEAD || head.iter().filter(|byte| **byte == b'\n').nth(1).is_some() {
            break;
        }
    }
    in_bytes(&head)
}

/// What the first bytes of a source declare.
pub(super) fn in_bytes(head: &[u8]) -> Option<Declaration> {
    let head = head.get(..HEAD).unwrap_or(head);
    let mut start = 0;
    for _ in 0..2 {
        let rest = head.get(start..)?;
        let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
        let line = rest.get(..end)?;
        let blanks = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\x0c')).count();
        match line.get(blanks) {
            Some(b'#') => {
                let comment = line.get(blanks..)?;
                if let Some(range) = in_comment(comment) {
                    let name = String::from_utf8_lossy(comment.get(range.clone())?).into_owned();
                    let at = start + blanks;
                    return Some(Declaration { name, range: at + range.start..at + range.end });
                }
            }
            None => {}
            // The second line only counts below a comment or a blank line.
            Some(_) => return None,
        }
        let is_windows = rest.get(end..).is_some_and(|rest| rest.starts_with(b"\r\n"));
        start += end + if is_windows { 2 } else { 1 };
    }
    None
}

/// Where the name stands in a comment: behind `coding:` or `coding=` and blanks.
fn in_comment(comment: &[u8]) -> Option<Range<usize>> {
    const WORD: usize = b"coding".len();
    let is_of_name = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    comment.windows(WORD + 1).enumerate().find_map(|(at, part)| {
        if !part.starts_with(b"coding") || !matches!(part.get(WORD), Some(b':' | b'=')) {
            return None;
        }
        let behind = comment.get(at + WORD + 1..)?;
        let blanks = behind.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let length = behind.get(blanks..)?.iter().take_while(is_of_name).count();
        let start = at + WORD + 1 + blanks;
        (length > 0).then_some(start..start + length)
    })
}
