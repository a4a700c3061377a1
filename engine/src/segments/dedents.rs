//! Line breaks in brackets behind which the text stands further left than its statement.
//!
//! Python doesn't care where such a line starts. tree-sitter-python's scanner knows that it is in brackets
//! only while a closing one may come next; behind an operator, a dot or a keyword it takes the line for the
//! end of the block and the parse falls apart. With blanks in place of the break it reads the text right.
//!
//! Invariant: what is found lies between two tokens, and nothing is found in a text whose brackets or
//! strings don't close, because there a line further left may really end the block.

use std::borrow::Cow;
use std::ops::Range;

use super::guard::indent;
use super::scanner::{Line, Mode, Scanner, line_end};
use crate::worker::{CancelToken, Cancelled, Pacer};

/// The text with those breaks, and the comments at them, replaced by as many blanks.
///
/// # Errors
/// [`Cancelled`] if `cancel` says so.
pub fn without_dedents<'t>(text: &'t str, cancel: &CancelToken) -> Result<Cow<'t, str>, Cancelled> {
    let breaks = dedented_breaks(text.as_bytes(), cancel)?.unwrap_or_default();
    if breaks.is_empty() {
        return Ok(Cow::Borrowed(text));
    }
    let mut joined = String::with_capacity(text.len());
    let mut done = 0;
    for Range { start, end } in breaks {
        joined.push_str(text.get(done..start).unwrap_or_default());
        joined.extend(std::iter::repeat_n(' ', end - start));
        done = end;
    }
    joined.push_str(text.get(done..).unwrap_or_default());
    Ok(Cow::Owned(joined))
}

/// Whether brackets and strings close in a text of whole lines, and none of them has such a break: what is found in the
/// text then doesn't depend on what stands round it.
pub(crate) fn stands_alone(text: &str, cancel: &CancelToken) -> Result<bool, Cancelled> {
    Ok(dedented_breaks(text.as_bytes(), cancel)?.is_some_and(|breaks| breaks.is_empty()))
}

/// From the end of the line, or its comment, to the next token: sorted, without overlap. None where brackets or strings
/// don't close.
fn dedented_breaks(bytes: &[u8], cancel: &CancelToken) -> Result<Option<Vec<Range<usize>>>, Cancelled> {
    let mut pacer = Pacer::new(cancel);
    let mut breaks = Vec::new();
    let mut scanner = Scanner::new(0);
    let mut statement_indent = 0;
    let mut break_start = None;
    let mut index = 0;
    while index < bytes.len() {
        pacer.step()?;
        if let Mode::LineStart { line, .. } = scanner.mode {
            let was_outside = scanner.is_outside();
            match scanner.line_start(bytes, 0, index, bytes.len()) {
                Line::Goes { on, .. } => index = on,
                Line::Boundary(_) => return Ok(None),
            }
            if scanner.mode != Mode::Code {
                continue;
            }
            let width = indent(bytes, last_line_start(bytes, line, index));
            if was_outside {
                statement_indent = width;
            } else if scanner.is_outside() {
                // The brackets were found to be broken.
                return Ok(None);
            } else if let Some(start) = break_start
                && width < statement_indent
            {
                breaks.push(start..index);
            }
            break_start = None;
        } else {
            let before = index;
            index = scanner.step(bytes, 0, index, bytes.len());
            if !scanner.is_outside() && break_start.is_none() {
                break_start = match scanner.mode {
                    Mode::Comment => Some(index.saturating_sub(1)),
                    Mode::LineStart { line, .. } => Some(end_of_line_before(bytes, before, line)),
                    _ => None,
                };
            }
        }
    }
    let is_broken = !scanner.is_outside() || scanner.in_string() || scanner.flags().unclosed_string;
    Ok((!is_broken).then_some(breaks))
}

/// Whether `wanted` holds for the end of any logical line: where the code of its last line ends, before a
/// comment or the line's end. What the text ends with has no line end.
pub(crate) fn any_line_end(
    text: &str,
    cancel: &CancelToken,
    mut wanted: impl FnMut(usize) -> bool,
) -> Result<bool, Cancelled> {
    let mut pacer = Pacer::new(cancel);
    let bytes = text.as_bytes();
    let mut scanner = Scanner::new(0);
    let mut comment = None;
    let mut index = 0;
    while index < bytes.len() {
        pacer.step()?;
        if let Mode::LineStart { .. } = scanner.mode {
            match scanner.line_start(bytes, 0, index, bytes.len()) {
                Line::Goes { on, .. } => index = on,
                Line::Boundary(line) => {
                    scanner = Scanner::new(line);
                    index = line;
                }
            }
            comment = (scanner.mode == Mode::Comment).then_some(None);
            continue;
        }
        let before = index;
        index = scanner.step(bytes, 0, index, bytes.len());
        match scanner.mode {
            Mode::Comment => comment = Some(Some(index.saturating_sub(1))),
            Mode::LineStart { line, .. } if scanner.is_outside() => {
                let end = match comment {
                    // A line with nothing but a comment.
                    Some(None) => continue,
                    Some(Some(start)) => start,
                    None => end_of_line_before(bytes, before, line),
                };
                if wanted(end) {
                    return Ok(true);
                }
            }
            _ => {}
        }
    }
    Ok(false)
}

/// Where the line end before `line` begins.
fn end_of_line_before(bytes: &[u8], from: usize, line: usize) -> usize {
    let back = if line >= from + 2 && line_end(bytes, line - 2) == 2 { 2 } else { 1 };
    line.saturating_sub(back)
}

/// The start of the last line that begins in `from..to`, which holds nothing but blanks and line ends.
fn last_line_start(bytes: &[u8], from: usize, to: usize) -> usize {
    let blanks = bytes.get(from..to).unwrap_or_default();
    memchr::memrchr2(b'\n', b'\r', blanks).map_or(from, |end| from + end + 1)
}

#[cfg(test)]
mod tests {
    #[track_caller]
    fn check(text: &str, joined: &str) {
        assert_eq!(without_dedents(text), joined);
        let returns = text.replace('\n', "\r");
        assert_eq!(without_dedents(&returns), joined.replace('\n', "\r"));
    }

    fn without_dedents(text: &str) -> String {
        super::without_dedents(text, &crate::worker::CancelToken::never()).unwrap_or_default().into_owned()
    }

    #[test]
    fn a_line_further_left_is_joined() {
        check("if a:\n  x = (a +\nb)\n", "if a:\n  x = (a + b)\n");
        check("if a:\n  x = (a +\n\n b)\n", "if a:\n  x = (a +   b)\n");
        check("if a:\n\tf'''{\na}'''\n", "if a:\n\tf'''{ a}'''\n");
    }

    #[test]
    fn line_ends_of_two_characters_keep_their_length() {
        assert_eq!(without_dedents("if a:\r\n  (a +\r\nb)\r\n"), "if a:\r\n  (a +  b)\r\n");
    }

    #[test]
    fn comments_at_the_break_go_with_it() {
        check("if a:\n  (a + # é\n# c\nb)\n", "if a:\n  (a +          b)\n");
    }

    #[test]
    fn other_lines_stay() {
        for text in [
            "x = (a +\nb)\n",
            "if a:\n  x = (a +\n  b)\n  y = (a # c\n    + b)\nz\n",
            "if a:\n  '''(\na'''\n",
            "if a:\n  f'''(\n{a}'''\n",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn broken_brackets_and_strings_are_left_alone() {
        for text in [
            "class A:\n  def f(self):\n    x = (a +\n  def g(self):\n    pass\n",
            "if a:\n  x = (a +\nb)\n  y = (\n",
            "if a:\n  x = (a +\nb)\n  y = 'a\n",
            "if a:\n  x = (a +\nb)\n  y = '''a\n",
        ] {
            check(text, text);
        }
    }
}
