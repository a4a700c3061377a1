//! Words as people expect them in code.
//!
//! A word is a run of identifier characters (letters of any script, digits, underscores) or a run of
//! punctuation; white space separates. Movements stop at line ends, as in Visual Studio Code. The
//! text is read character by character from the cursor on, so a long line costs nothing.

use std::ops::Range;

use crop::Rope;

use super::{graphemes, lines};

/// What a character is to a word movement.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Identifier,
    Punctuation,
}

fn class(c: char) -> Class {
    if c.is_whitespace() {
        Class::Space
    } else if unicode_ident::is_xid_continue(c) {
        Class::Identifier
    } else {
        Class::Punctuation
    }
}

/// The end of the word at `offset` or of the next one on the line; from a line's end it goes on in
/// the next line.
pub(super) fn right(text: &Rope, offset: usize) -> usize {
    let mut offset = graphemes::snap_back(text, offset);
    let mut line = lines::of_offset(text, offset);
    if offset >= lines::end(text, line) {
        if line + 1 >= lines::count(text) {
            return text.byte_len();
        }
        line += 1;
        offset = lines::start(text, line);
    }
    let end = lines::end(text, line);
    let word = offset + run_right(text, offset, end, Class::Space);
    let length = char_at(text, word, end).map_or(0, |c| run_right(text, word, end, class(c)));
    graphemes::snap_forward(text, word + length)
}

/// The start of the word before `offset` on the line, or the line's start; from there it goes on in
/// the line before.
pub(super) fn left(text: &Rope, offset: usize) -> usize {
    let mut offset = graphemes::snap_back(text, offset);
    let mut line = lines::of_offset(text, offset);
    if offset == lines::start(text, line) {
        if line == 0 {
            return 0;
        }
        line -= 1;
        offset = lines::end(text, line);
    }
    let start = lines::start(text, line);
    let word = offset - run_left(text, offset, start, Class::Space);
    let length = char_before(text, word, start).map_or(0, |c| run_left(text, word, start, class(c)));
    graphemes::snap_back(text, word - length)
}

/// From where Ctrl+Backspace at `offset` erases: the blanks before it if they are several, else the word before; at a
/// line's start only the break goes.
pub(super) fn erased_left(text: &Rope, offset: usize) -> usize {
    let offset = graphemes::snap_back(text, offset);
    let line = lines::of_offset(text, offset);
    let start = lines::start(text, line);
    let blanks = run_left(text, offset, start, Class::Space);
    if offset == start && line > 0 {
        lines::end(text, line - 1)
    } else if blanks > 1 {
        graphemes::snap_back(text, offset - blanks)
    } else {
        left(text, offset)
    }
}

/// Up to where Ctrl+Delete at `offset` erases: the blanks behind it if they are several, else the word behind; at a
/// line's end the break goes, with the indentation of the next line.
pub(super) fn erased_right(text: &Rope, offset: usize) -> usize {
    let offset = graphemes::snap_back(text, offset);
    let line = lines::of_offset(text, offset);
    let end = lines::end(text, line);
    let blanks = run_right(text, offset, end, Class::Space);
    if offset >= end && line + 1 < lines::count(text) {
        graphemes::snap_back(text, lines::indentation_end(text, line + 1))
    } else if blanks > 1 {
        graphemes::snap_forward(text, offset + blanks)
    } else {
        right(text, offset)
    }
}

/// What a double click at `offset` selects: the identifier that it touches, else the run of white
/// space or punctuation there; empty only on an empty line.
pub(super) fn around(text: &Rope, offset: usize) -> Range<usize> {
    let offset = graphemes::snap_back(text, offset);
    let line = lines::of_offset(text, offset);
    let (start, end) = (lines::start(text, line), lines::end(text, line));
    let offset = offset.min(end);
    let after = char_at(text, offset, end).map(class);
    let before = char_before(text, offset, start).map(class);
    let Some(wanted) = (if before == Some(Class::Identifier) { before } else { after.or(before) }) else {
        return offset..offset;
    };
    let wanted = if after == Some(Class::Identifier) { Class::Identifier } else { wanted };
    let from = offset - run_left(text, offset, start, wanted);
    let to = offset + run_right(text, offset, end, wanted);
    graphemes::snap_back(text, from)..graphemes::snap_forward(text, to)
}

fn char_at(text: &Rope, offset: usize, end: usize) -> Option<char> {
    text.byte_slice(offset..end.max(offset)).chars().next()
}

fn char_before(text: &Rope, offset: usize, start: usize) -> Option<char> {
    text.byte_slice(start.min(offset)..offset).chars().next_back()
}

/// Bytes of the run of `wanted` that begins at `offset`.
fn run_right(text: &Rope, offset: usize, end: usize, wanted: Class) -> usize {
    let chars = text.byte_slice(offset..end.max(offset)).chars();
    chars.take_while(|c| class(*c) == wanted).map(char::len_utf8).sum()
}

/// Bytes of the run of `wanted` that ends at `offset`.
fn run_left(text: &Rope, offset: usize, start: usize, wanted: Class) -> usize {
    let chars = text.byte_slice(start.min(offset)..offset).chars().rev();
    chars.take_while(|c| class(*c) == wanted).map(char::len_utf8).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the movement stops, from one end of the text to the other.
    fn stops(string: &str, step: impl Fn(&Rope, usize) -> usize, from: usize) -> Vec<usize> {
        let text = Rope::from(string);
        let mut at = from;
        let mut found = Vec::new();
        loop {
            let next = step(&text, at);
            if next == at {
                return found;
            }
            found.push(next);
            at = next;
        }
    }

    #[test]
    fn words_end_where_identifiers_and_punctuation_do() {
        assert_eq!(stops("  total_2 += größe.x", right, 0), [9, 12, 20, 21, 22]);
        assert_eq!(stops("  total_2 += größe.x", left, 22), [21, 20, 13, 10, 2, 0]);
    }

    #[test]
    fn line_ends_stop_a_word_movement() {
        assert_eq!(stops("ab  \n  cd\r\n\nx", right, 0), [2, 4, 9, 11, 13]);
        assert_eq!(stops("ab  \n  cd\r\n\nx", left, 13), [12, 11, 7, 5, 0]);
    }

    #[test]
    fn erasing_takes_several_blanks_by_themselves_and_one_with_its_word() {
        let text = Rope::from("x   .a\n\n    .b c = 1\n");
        assert_eq!([1, 3, 6, 7].map(|at| erased_right(&text, at)), [4, 5, 7, 12]);
        assert_eq!([14, 16].map(|at| erased_right(&text, at)), [16, 18]);
        assert_eq!([4, 7, 8, 12, 17, 18].map(|at| erased_left(&text, at)), [1, 6, 7, 8, 15, 17]);
        assert_eq!((erased_left(&text, 0), erased_right(&text, text.byte_len())), (0, text.byte_len()));
    }

    #[test]
    fn a_double_click_takes_the_identifier_it_touches() {
        let text = Rope::from("mean(x) \n\n  ->");
        assert_eq!(around(&text, 0), 0..4);
        assert_eq!(around(&text, 4), 0..4);
        assert_eq!(around(&text, 5), 5..6);
        assert_eq!(around(&text, 7), 7..8);
        assert_eq!(around(&text, 9), 9..9);
        assert_eq!(around(&text, 10), 10..12);
        assert_eq!(around(&text, 14), 12..14);
    }

    #[test]
    fn fault_23_a_word_never_parts_a_cluster() {
        let text = Rope::from("a❤\u{fe0f}b e\u{301}t");
        assert_eq!(right(&text, 1), 7);
        assert_eq!(left(&text, 7), 1);
        assert_eq!(around(&text, 9), 9..13);
    }
}
