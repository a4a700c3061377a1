//! Token spans for colouring, read from the same trees that occurrences come from.

use std::ops::Range;

use tree_sitter::{Tree, TreeCursor};

use super::kinds::{Field, Syntax, field_of, kind_of};
use crate::occurrences::{TokenClass, TokenSpan};
use crate::worker::{CancelToken, Cancelled};

/// Nodes between two questions whether the work is still wanted.
const NODES_PER_CHECK: u32 = 256;

/// What the walk knows of a name, asked with the name's first byte in the segment.
pub(crate) trait NameColours {
    /// The class of the name that starts at a byte; none for a plain one.
    fn class_at(&self, start: usize) -> Option<TokenClass>;
}

/// Collects the spans of `tree` that touch `range` (bytes from the segment's start), moved by `base`.
pub(crate) fn token_spans(
    tree: &Tree,
    text: &str,
    range: Range<usize>,
    base: usize,
    names: &dyn NameColours,
    cancel: &CancelToken,
    spans: &mut Vec<TokenSpan>,
) -> Result<(), Cancelled> {
    let mut walk = Walk { cursor: tree.walk(), text, range, base, names, spans, parents: Vec::new() };
    let mut nodes = 0_u32;
    loop {
        nodes += 1;
        if nodes.is_multiple_of(NODES_PER_CHECK) {
            cancel.check()?;
        }
        if walk.enter() {
            continue;
        }
        loop {
            if walk.next_sibling() {
                break;
            }
            if !walk.leave() {
                return Ok(());
            }
        }
    }
}

struct Walk<'t, 'a> {
    cursor: TreeCursor<'t>,
    text: &'t str,
    range: Range<usize>,
    base: usize,
    names: &'a dyn NameColours,
    spans: &'a mut Vec<TokenSpan>,
    parents: Vec<Syntax>,
}

impl Walk<'_, '_> {
    /// Emits the node under the cursor or goes down into it; whether it went down.
    fn enter(&mut self) -> bool {
        let node = self.cursor.node();
        let kind = kind_of(node);
        let bytes = node.byte_range();
        match kind {
            Syntax::StringContent => self.string_content(),
            Syntax::TypeConversion => self.emit(bytes, TokenClass::Escape),
            Syntax::Comment => self.emit(bytes, TokenClass::Comment),
            Syntax::StringStart | Syntax::StringEnd => self.emit(bytes, TokenClass::String),
            Syntax::Integer | Syntax::Float => self.emit(bytes, TokenClass::Number),
            Syntax::True | Syntax::False | Syntax::None => self.emit(bytes, TokenClass::Keyword),
            Syntax::Identifier => {
                if let Some(class) = self.class_of_identifier(bytes.start) {
                    self.emit(bytes, class);
                }
            }
            _ if node.child_count() == 0 => self.punctuation_or_word(bytes, node.is_named()),
            _ => {
                if self.cursor.goto_first_child_for_byte(self.range.start).is_none() {
                    return false;
                }
                self.parents.push(kind);
                if self.cursor.node().start_byte() < self.range.end {
                    return true;
                }
                self.leave();
            }
        }
        false
    }

    fn next_sibling(&mut self) -> bool {
        let end = self.cursor.node().end_byte();
        if !self.cursor.goto_next_sibling() {
            return false;
        }
        let start = self.cursor.node().start_byte();
        self.between(end..start);
        start < self.range.end
    }

    fn leave(&mut self) -> bool {
        let end = self.cursor.node().end_byte();
        let is_inside = self.cursor.goto_parent();
        self.between(end..self.cursor.node().end_byte());
        self.parents.pop();
        is_inside
    }

    /// The literal text of a format specifier stands between its nodes and has none of its own.
    fn between(&mut self, bytes: Range<usize>) {
        if self.parents.last() == Some(&Syntax::FormatSpecifier) {
            self.emit(bytes, TokenClass::String);
        }
    }

    fn emit(&mut self, bytes: Range<usize>, class: TokenClass) {
        if bytes.start < bytes.end && bytes.end > self.range.start && bytes.start < self.range.end {
            self.spans.push(TokenSpan { range: self.base + bytes.start..self.base + bytes.end, class });
        }
    }

    fn punctuation_or_word(&mut self, bytes: Range<usize>, is_named: bool) {
        let token = self.text.get(bytes.clone()).unwrap_or_default();
        let is_word = token.starts_with(|first: char| first.is_alphabetic());
        let is_in_decorator = self.parents.last().is_some_and(|kind| *kind == Syntax::Decorator);
        let class = match token {
            "@" if is_in_decorator => TokenClass::Decorator,
            "." if self.is_decorator_path() => TokenClass::Decorator,
            _ if is_word && !is_named => TokenClass::Keyword,
            _ => TokenClass::Operator,
        };
        self.emit(bytes, class);
    }

    /// Whether only attributes and calls stand between here and a decorator.
    fn is_decorator_path(&self) -> bool {
        self.parents
            .iter()
            .rev()
            .find(|kind| !matches!(kind, Syntax::Attribute | Syntax::Call))
            .is_some_and(|kind| *kind == Syntax::Decorator)
    }

    fn class_of_identifier(&self, start: usize) -> Option<TokenClass> {
        let parent = self.parents.last().copied();
        match (parent, field_of(&self.cursor)) {
            (Some(Syntax::FunctionDefinition | Syntax::ClassDefinition), Field::Name) => {
                return Some(TokenClass::Definition);
            }
            (Some(Syntax::KeywordArgument), Field::Name) => return Some(TokenClass::Parameter),
            _ => {}
        }
        if self.is_decorator_path() {
            return Some(TokenClass::Decorator);
        }
        if parent == Some(Syntax::Attribute) && field_of(&self.cursor) == Field::Attribute {
            return None;
        }
        self.names.class_at(start)
    }

    /// A string's text with its escapes, which the grammar makes children of it.
    fn string_content(&mut self) {
        let node = self.cursor.node();
        let mut at = node.start_byte();
        if node.child_count() > 0 && self.cursor.goto_first_child_for_byte(self.range.start).is_some() {
            at = at.max(self.range.start);
            loop {
                let escape = self.cursor.node();
                let is_escape =
                    matches!(kind_of(escape), Syntax::EscapeSequence | Syntax::EscapeInterpolation);
                if is_escape {
                    self.emit(at..escape.start_byte(), TokenClass::String);
                    self.emit(escape.byte_range(), TokenClass::Escape);
                    at = escape.end_byte();
                }
                if escape.start_byte() >= self.range.end || !self.cursor.goto_next_sibling() {
                    break;
                }
            }
            self.cursor.goto_parent();
        }
        self.emit(at..node.end_byte(), TokenClass::String);
    }
}
