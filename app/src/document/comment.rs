//! Turns lines into comments and back.

use crop::Rope;

use super::blocks::{self, Block, Head};
use super::columns::TAB_WIDTH;
use super::rewrite::Replacements;
use super::{Document, lines};

/// What begins a comment, as PEP 8 writes it.
const MARKER: &str = "# ";

/// The edits that make comments of a block's lines, in the column of the least indentation; if all of them are
/// comments, those that make code of them. Blank lines are left alone, unless there is nothing else.
pub(super) fn toggled(text: &Rope, block: &Block) -> Replacements {
    let mut all_comments = true;
    let mut column = usize::MAX;
    let mut heads = Vec::with_capacity(block.len());
    for (start, line) in blocks::lines_of(text, block) {
        let head = Head::of(start, &line);
        if head.is_blank {
            continue;
        }
        let mut code = line.bytes().skip(head.blanks);
        let marker = match (code.next(), code.next()) {
            (Some(b'#'), Some(b' ')) => 2,
            (Some(b'#'), _) => 1,
            _ => 0,
        };
        all_comments &= marker > 0;
        column = column.min(steps(&line.bytes().take(head.blanks).collect::<Vec<_>>()).last().unwrap_or(0));
        heads.push((head, marker));
    }
    if heads.is_empty() {
        let ends = block.clone().map(|line| lines::end(text, line));
        return ends.map(|end| (end..end, MARKER.to_owned())).collect();
    }
    let edit = |(head, marker): (Head, usize)| {
        if all_comments {
            let at = head.text_at();
            return (at..at + marker, String::new());
        }
        let blanks: Vec<u8> = text.byte_slice(head.start..head.text_at()).bytes().collect();
        let at = head.start + steps(&blanks).take_while(|reached| *reached <= column).count();
        (at..at, MARKER.to_owned())
    };
    heads.into_iter().map(edit).collect()
}

/// The display columns that white space reaches, byte by byte.
fn steps(blanks: &[u8]) -> impl Iterator<Item = usize> {
    blanks.iter().scan(0, |column, byte| {
        *column += match byte {
            b'\t' => TAB_WIDTH - *column % TAB_WIDTH,
            b'\x0c' => 0,
            _ => 1,
        };
        Some(*column)
    })
}

impl Document {
    /// Comments on or off, for the lines of each selection by themselves.
    pub(super) fn toggle_comment(&mut self, now: std::time::Duration) {
        let blocks = blocks::of(&self.text, &self.selections);
        let edits = blocks.iter().flat_map(|block| toggled(&self.text, block)).collect();
        self.edit_lines(edits, now);
    }
}
