//! What the Enter key writes: a line break and the indentation that people expect after this line.

use std::ops::Range;

use crop::Rope;

use super::lexical::{self, Context, Kind};
use super::style::{IndentUnit, LineEnding};
use super::{columns, lines};

/// Statements after which the block usually ends.
const LEAVING: [&str; 5] = ["return", "pass", "break", "continue", "raise"];

/// The edit that a new line makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NewLine {
    /// Bytes that it replaces: the selection and blanks that would be left over.
    pub(super) range: Range<usize>,
    pub(super) text: String,
    /// Where the cursor goes, in bytes from the range's start.
    pub(super) cursor: usize,
}

/// The new line that replaces `selected`, two char boundaries in order; `look_back` is as for [`Context::at`]. A closer
/// behind it that `is_temporary` was written with its opener: more is to be typed before it.
pub(super) fn at(
    text: &Rope,
    selected: Range<usize>,
    (unit, ending): (IndentUnit, LineEnding),
    look_back: usize,
    is_temporary: bool,
) -> NewLine {
    let cursor = selected.start;
    let line_start = lines::start(text, lines::of_offset(text, cursor));
    let context = Context::at(text, cursor, look_back);
    let in_text =
        matches!(context.innermost(), Some(open) if matches!(open.kind, Kind::Text { .. } | Kind::Spec));
    let line_end = lines::end(text, lines::of_offset(text, selected.end));
    let blanks = text
        .byte_slice(selected.end..line_end)
        .bytes()
        .take_while(|byte| matches!(byte, b' ' | b'\t'))
        .count();
    let after = selected.end + blanks;
    let next_byte = (after < line_end).then(|| text.byte(after));

    let before_cursor = indentation(text, line_start, cursor);
    if line_start + before_cursor.len() == cursor {
        // Nothing but blanks before the cursor: the line moves down as it is, and an empty one leaves
        // no blanks behind (unless they are part of a string).
        let leaves_blanks = next_byte.is_none() && !in_text;
        let range = if leaves_blanks { line_start..after } else { selected };
        let insert = format!("{}{before_cursor}", ending.text());
        return NewLine { range, cursor: insert.len(), text: insert };
    }
    if in_text {
        let insert = format!("{}{before_cursor}", ending.text());
        return NewLine { range: selected, cursor: insert.len(), text: insert };
    }

    let range = cursor..after;
    let indentation = match context.innermost() {
        Some(open) => {
            let Kind::Bracket(opener) = open.kind else {
                let insert = format!("{}{before_cursor}", ending.text());
                return NewLine { range: selected, cursor: insert.len(), text: insert };
            };
            let line_of_open = lines::start(text, lines::of_offset(text, open.at));
            let outside = self::indentation(text, line_of_open, cursor);
            let just_opened = context.last_code.is_some_and(|(_, at)| at == open.at);
            let closes = next_byte == Some(lexical::closer(opener));
            if just_opened && closes {
                let first = format!("{}{outside}{}", ending.text(), unit.text());
                return NewLine {
                    range,
                    cursor: first.len(),
                    text: format!("{first}{}{outside}", ending.text()),
                };
            }
            if closes && !is_temporary {
                outside
            } else {
                inside_bracket(text, &context, open, outside, cursor, unit)
            }
        }
        None => after_statement(text, &context, line_start, cursor, next_byte, unit),
    };
    let insert = format!("{}{indentation}", ending.text());
    NewLine { range, cursor: insert.len(), text: insert }
}

/// Indentation of the next line within a bracket: as its lines before; one level more after a bracket
/// that ends its line; else under the first thing inside (PEP 8's two ways).
fn inside_bracket(
    text: &Rope,
    context: &Context,
    open: lexical::Open,
    outside: String,
    cursor: usize,
    unit: IndentUnit,
) -> String {
    if let Some(line) = open.line_within {
        return indentation(text, line, cursor);
    }
    let just_opened = context.last_code.is_some_and(|(_, at)| at == open.at);
    if just_opened || unit == IndentUnit::Tab {
        return outside + &unit.text();
    }
    let blanks = text.byte_slice(open.at + 1..cursor).bytes().take_while(|byte| *byte == b' ').count();
    " ".repeat(columns::of_offset(text, open.at + 1 + blanks))
}

/// Indentation of the next line outside of brackets and strings.
fn after_statement(
    text: &Rope,
    context: &Context,
    line_start: usize,
    cursor: usize,
    next_byte: Option<u8>,
    unit: IndentUnit,
) -> String {
    let statement = indentation(text, context.logical_start, cursor);
    match context.last_code {
        Some((b':', _)) => statement + &unit.text(),
        // The statement goes on; its second line is set off, further ones follow the second.
        Some((b'\\', at)) if at + 1 == cursor => {
            if context.continued {
                indentation(text, line_start, cursor)
            } else {
                statement + &unit.text()
            }
        }
        Some(_)
            if leaves_block(text, context.logical_start, cursor)
                && matches!(next_byte, None | Some(b'#')) =>
        {
            one_level_less(statement, unit)
        }
        // A comment alone follows its own indentation, as does any other line that is a whole statement.
        _ => statement,
    }
}

fn leaves_block(text: &Rope, logical_start: usize, cursor: usize) -> bool {
    let word = lexical::first_word(text, logical_start);
    word.end <= cursor && LEAVING.iter().any(|leaving| text.byte_slice(word.clone()) == **leaving)
}

fn one_level_less(mut indentation: String, unit: IndentUnit) -> String {
    match unit {
        IndentUnit::Tab => {
            indentation.pop();
        }
        IndentUnit::Spaces(count) => {
            let spaces = indentation.len() - indentation.trim_end_matches(' ').len();
            indentation.truncate(indentation.len() - spaces.min(count));
        }
    }
    indentation
}

/// The white space that the line begins with, as far as it lies before `until`.
fn indentation(text: &Rope, line_start: usize, until: usize) -> String {
    let line_start = lines::start(text, lines::of_offset(text, line_start));
    let end = lines::indentation_end(text, lines::of_offset(text, line_start)).min(until).max(line_start);
    text.byte_slice(line_start..end).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Presses Enter at the `|` and shows the result with the cursor as `|`.
    fn enter(marked: &str) -> String {
        let cursor = marked.find('|').unwrap_or(marked.len());
        let mut source = marked.replacen('|', "", 1);
        let text = Rope::from(source.as_str());
        let unit = IndentUnit::of(&text);
        let ending = LineEnding::of(&text);
        let new = at(&text, cursor..cursor, (unit, ending), lexical::look_back(1), false);
        source.replace_range(new.range.clone(), &new.text);
        source.insert(new.range.start + new.cursor, '|');
        source
    }

    #[test]
    fn a_line_keeps_the_indentation_of_the_one_before() {
        assert_eq!(enter("    x = 1|\n"), "    x = 1\n    |\n");
        assert_eq!(enter("    x = 1; | y\n"), "    x = 1; \n    |y\n");
        assert_eq!(enter("  |  x"), "  \n  |  x");
        assert_eq!(enter("    |\n"), "\n    |\n");
        assert_eq!(enter("|x"), "\n|x");
        assert_eq!(enter("    # see:|"), "    # see:\n    |");
    }

    #[test]
    fn a_block_begins_after_a_colon_that_ends_the_code() {
        assert_eq!(enter("def f():|"), "def f():\n    |");
        assert_eq!(enter("def f(a,\n      b):  # why|"), "def f(a,\n      b):  # why\n    |");
        assert_eq!(enter("x = ':'|"), "x = ':'\n|");
        assert_eq!(enter("x = 1  # no:|"), "x = 1  # no:\n|");
        assert_eq!(enter("if a:\n\tb\n\tif c:|"), "if a:\n\tb\n\tif c:\n\t\t|");
        assert_eq!(enter("if a:\r\n  b\r\n  if c:|\r\n"), "if a:\r\n  b\r\n  if c:\r\n    |\r\n");
    }

    #[test]
    fn a_block_ends_after_a_statement_that_leaves_it() {
        for word in LEAVING {
            assert_eq!(enter(&format!("def f():\n    {word}|")), format!("def f():\n    {word}\n|"));
        }
        assert_eq!(enter("    return f(a,\n             b)|"), "    return f(a,\n             b)\n|");
        assert_eq!(enter("    returned = 1|"), "    returned = 1\n    |");
        assert_eq!(enter("    return |x"), "    return \n    |x");
        assert_eq!(enter("    # return|"), "    # return\n    |");
    }

    #[test]
    fn a_bracket_indents_what_is_inside() {
        assert_eq!(enter("x = [|"), "x = [\n    |");
        assert_eq!(enter("x = [|]"), "x = [\n    |\n]");
        assert_eq!(enter("x = f(a,|)"), "x = f(a,\n|)");
        assert_eq!(enter("x = f(a,|"), "x = f(a,\n      |");
        assert_eq!(enter("x = f(\n    a,|"), "x = f(\n    a,\n    |");
        assert_eq!(enter("x = f(\n    g(1,\n      2),|"), "x = f(\n    g(1,\n      2),\n    |");
        assert_eq!(enter("    x = f(\n        a)|"), "    x = f(\n        a)\n    |");
    }

    #[test]
    fn strings_and_continued_lines_keep_their_shape() {
        assert_eq!(enter("def f():\n    \"\"\"Title:|"), "def f():\n    \"\"\"Title:\n    |");
        assert_eq!(enter("x = '''\n  a\n  |\n'''"), "x = '''\n  a\n  \n  |\n'''");
        assert_eq!(enter("    x = 1 + \\|"), "    x = 1 + \\\n        |");
        assert_eq!(enter("x = 1 + \\\n      2 + \\|"), "x = 1 + \\\n      2 + \\\n      |");
        assert_eq!(enter("x = 1 + \\\n      2|"), "x = 1 + \\\n      2\n|");
    }
}
