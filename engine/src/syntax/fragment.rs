//! Parses Python that stands in a string, in its place: the nodes' offsets are those of the text round it.

use std::ops::{ControlFlow, Range};

use tree_sitter::{ParseOptions, Parser, Point, Tree};

use super::kinds::{LANGUAGE, Syntax, kind_of};
use crate::segments::hazard;
use crate::worker::{CancelToken, Cancelled};

/// Strings of more bytes than this are data. No cancelled parse of a string goes on where it stopped, so
/// there has to be an end.
const MOST_BYTES: usize = 16 * 1024;

/// A parser for expressions in strings.
pub(crate) struct FragmentParser {
    parser: Parser,
    /// The string's content in brackets.
    bracketed: String,
}

impl FragmentParser {
    /// A parser for Python.
    pub(crate) fn new() -> Self {
        let mut parser = Parser::new();
        if let Err(error) = parser.set_language(&LANGUAGE) {
            // Strings then hold no names.
            tracing::error!(%error, "the Python grammar does not fit this tree-sitter");
        }
        Self { parser, bracketed: String::new() }
    }

    /// Whether a text, such as a line, parses without an error.
    pub(crate) fn is_whole(&mut self, text: &str, cancel: &CancelToken) -> Result<bool, Cancelled> {
        if self.parser.set_included_ranges(&[]).is_err() {
            return Ok(true);
        }
        let tree = parse_with(&mut self.parser, text.as_bytes(), 0, cancel);
        cancel.check()?;
        // Without a tree there is no grammar, and nothing could be repaired by it.
        Ok(tree.is_none_or(|tree| !tree.root_node().has_error()))
    }

    /// Parses the content of a string, given by its bytes in `text` without the quotes. None where it is
    /// no expression.
    ///
    /// The parser sees brackets in place of the quotes next to the content, so that blanks and line
    /// breaks at its ends and in it mean nothing (typing specification, "String annotations").
    pub(crate) fn parse(
        &mut self,
        text: &str,
        content: Range<usize>,
        cancel: &CancelToken,
    ) -> Result<Option<Tree>, Cancelled> {
        let Some(written) = text.get(content.clone()).filter(|written| written.len() <= MOST_BYTES) else {
            return Ok(None);
        };
        let Some(start) = content.start.checked_sub(1) else { return Ok(None) };
        let end = content.end + 1;
        self.bracketed.clear();
        self.bracketed.extend(["(", written, ")"]);
        if hazard(&self.bracketed, cancel)?.is_some() {
            return Ok(None);
        }
        let range = tree_sitter::Range {
            start_byte: start,
            end_byte: end,
            start_point: Point::new(0, start),
            end_point: Point::new(0, end),
        };
        if self.parser.set_included_ranges(&[range]).is_err() {
            return Ok(None);
        }
        let tree = parse_with(&mut self.parser, self.bracketed.as_bytes(), start, cancel);
        if tree.is_none() {
            cancel.check()?;
        }
        Ok(tree.filter(|tree| is_one_expression(tree, start..end)))
    }
}

/// Parses `bytes`, of which the first has the offset `start`; none when cancelled.
fn parse_with(parser: &mut Parser, bytes: &[u8], start: usize, cancel: &CancelToken) -> Option<Tree> {
    let mut progress = |_: &tree_sitter::ParseState| match cancel.check() {
        Ok(()) => ControlFlow::Continue(()),
        Err(Cancelled) => ControlFlow::Break(()),
    };
    let options = ParseOptions::new().progress_callback(&mut progress);
    let read = &mut |at: usize, _| bytes.get(at.saturating_sub(start)..).unwrap_or_default();
    let tree = parser.parse_with_options(read, None, Some(options));
    if tree.is_none() {
        parser.reset();
    }
    tree
}

/// Whether the brackets that were put round the content belong to each other and all is well between them.
fn is_one_expression(tree: &Tree, range: Range<usize>) -> bool {
    let root = tree.root_node();
    let inner = root.named_child(0).and_then(|statement| statement.named_child(0));
    !root.has_error()
        && inner.is_some_and(|inner| {
            inner.byte_range() == range
                && matches!(kind_of(inner), Syntax::ParenthesizedExpression | Syntax::Tuple)
        })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    /// The tree of what stands between the first and the last quote, and where its names are.
    fn parse(text: &str) -> Option<Vec<&str>> {
        let content = text.find('"').unwrap() + 1..text.rfind('"').unwrap();
        let tree = FragmentParser::new().parse(text, content, &CancelToken::never()).unwrap()?;
        let mut names = Vec::new();
        let mut todo = vec![tree.root_node()];
        while let Some(node) = todo.pop() {
            if kind_of(node) == Syntax::Identifier {
                names.push(&text[node.byte_range()]);
            }
            let children = (0..node.child_count()).rev().filter_map(|at| node.child(at));
            todo.extend(children);
        }
        Some(names)
    }

    #[test]
    fn names_keep_their_places() {
        assert_eq!(parse("x: \"Foo | list[Bar]\" = 1"), Some(vec!["Foo", "list", "Bar"]));
        assert_eq!(parse("é: \"größe\""), Some(vec!["größe"]));
    }

    #[test]
    fn blanks_and_line_breaks_mean_nothing() {
        assert_eq!(parse("\n  x: \"  Foo  \""), Some(vec!["Foo"]));
        assert_eq!(parse("x: \"\"\"\n  Foo |\n# c\nBar\n\"\"\""), None, "quotes are no names");
        assert_eq!(parse("x: r\"\n  Foo |\n# c\nBar\r\n\""), Some(vec!["Foo", "Bar"]));
    }

    #[test]
    fn what_is_no_expression_has_no_tree() {
        for text in
            ["\"list[Foo\"", "\"the number of\"", "\"a) + (b\"", "\"a)(b\"", "\"a) # (b\"", "\"def f\""]
        {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(parse("\"\""), Some(vec![]));
    }

    #[test]
    fn what_the_parser_would_abort_on_has_no_tree() {
        assert_eq!(parse(&format!("x: \"{}Foo{}\"", "[".repeat(1000), "]".repeat(1000))), None);
        assert_eq!(parse(&format!("x: \"Foo{}\"", " ".repeat(MOST_BYTES))), None);
    }
}
