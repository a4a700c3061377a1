//! Colours: each token by its distance from the one before.
//!
//! Invariant: no token reaches over the end of a line, which not every client can show.

use std::ops::Range;

use lsp_types::{Position, SemanticToken, SemanticTokenModifier, SemanticTokenType, SemanticTokensLegend};
use namelight_engine::occurrences::{TokenClass, TokenSpan};

use crate::lsp::encoding::Encoding;
use crate::lsp::ruler::Ruler;
use crate::lsp::text::Text;

/// `class` has five letters and `def` has three.
const LETTERS_OF_CLASS: usize = 5;

const DECLARATION: u32 = 1 << 0;
const DEFAULT_LIBRARY: u32 = 1 << 1;

const MODIFIERS: [SemanticTokenModifier; 2] =
    [SemanticTokenModifier::DECLARATION, SemanticTokenModifier::DEFAULT_LIBRARY];

/// The types by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
enum Type {
    Keyword,
    Function,
    Class,
    String,
    Number,
    Comment,
    Decorator,
    Operator,
    Parameter,
    SelfParameter,
    Escape,
}

/// Their names, in the order of their numbers. The protocol has none for the last two; these are those of other
/// servers.
const TYPES: [(Type, SemanticTokenType); 11] = [
    (Type::Keyword, SemanticTokenType::KEYWORD),
    (Type::Function, SemanticTokenType::FUNCTION),
    (Type::Class, SemanticTokenType::CLASS),
    (Type::String, SemanticTokenType::STRING),
    (Type::Number, SemanticTokenType::NUMBER),
    (Type::Comment, SemanticTokenType::COMMENT),
    (Type::Decorator, SemanticTokenType::DECORATOR),
    (Type::Operator, SemanticTokenType::OPERATOR),
    (Type::Parameter, SemanticTokenType::PARAMETER),
    (Type::SelfParameter, SemanticTokenType::new("selfParameter")),
    (Type::Escape, SemanticTokenType::new("escapeSequence")),
];

/// What the numbers in tokens mean.
pub(in crate::lsp) fn legend() -> SemanticTokensLegend {
    SemanticTokensLegend {
        token_types: TYPES.map(|(_, name)| name).to_vec(),
        token_modifiers: MODIFIERS.to_vec(),
    }
}

/// Writes tokens one after the other.
#[derive(Debug, Default)]
pub(in crate::lsp) struct TokenWriter {
    pub(in crate::lsp) data: Vec<SemanticToken>,
    /// Where the last one starts.
    last: Position,
    /// How long the keyword is that was the last token; 0 where it was none.
    letters_of_keyword: usize,
}

impl TokenWriter {
    /// Writes the spans of a stretch of text behind the last one.
    pub(in crate::lsp) fn write(&mut self, spans: &[TokenSpan], text: &Text, encoding: Encoding) {
        let mut ruler = Ruler::new(text, encoding);
        for span in spans {
            let (kind, modifiers) = match span.class {
                TokenClass::Definition if self.letters_of_keyword == LETTERS_OF_CLASS => {
                    (Type::Class, DECLARATION)
                }
                TokenClass::Definition => (Type::Function, DECLARATION),
                TokenClass::Builtin => (Type::Function, DEFAULT_LIBRARY),
                TokenClass::Keyword => (Type::Keyword, 0),
                TokenClass::String => (Type::String, 0),
                TokenClass::Escape => (Type::Escape, 0),
                TokenClass::Number => (Type::Number, 0),
                TokenClass::Comment => (Type::Comment, 0),
                TokenClass::Decorator => (Type::Decorator, 0),
                TokenClass::Operator => (Type::Operator, 0),
                TokenClass::Parameter => (Type::Parameter, 0),
                TokenClass::SelfName => (Type::SelfParameter, 0),
            };
            let number = kind as u32;
            let is_keyword = span.class == TokenClass::Keyword;
            self.letters_of_keyword = if is_keyword { span.range.len() } else { 0 };
            let start = ruler.position(span.range.start);
            let end = ruler.position(span.range.end);
            if start.line == end.line {
                self.push(start, end.character - start.character, number, modifiers);
                continue;
            }
            for part in lines_of(&span.range, text) {
                let start = ruler.position(part.start);
                let end = ruler.position(part.end);
                self.push(start, end.character.saturating_sub(start.character), number, modifiers);
            }
        }
    }

    fn push(&mut self, start: Position, length: u32, token_type: u32, token_modifiers_bitset: u32) {
        if length == 0 || start < self.last {
            return;
        }
        let delta_line = start.line - self.last.line;
        let delta_start = match delta_line {
            0 => start.character - self.last.character,
            _ => start.character,
        };
        self.data.push(SemanticToken { delta_line, delta_start, length, token_type, token_modifiers_bitset });
        self.last = start;
    }
}

/// The parts of a range in each line, without the line ends.
fn lines_of(range: &Range<usize>, text: &Text) -> impl Iterator<Item = Range<usize>> {
    let lines = text.line_of(range.start)..=text.line_of(range.end);
    let range = range.clone();
    lines.map(move |line| {
        let line = text.line_range(line);
        let start = line.start.max(range.start);
        start..line.end.min(range.end).max(start)
    })
}

#[cfg(test)]
mod tests {
    use crop::Rope;

    use super::*;

    #[test]
    fn names_stand_at_their_numbers() {
        assert!(TYPES.iter().zip(0..).all(|((kind, _), number)| *kind as u32 == number));
    }

    #[test]
    fn a_token_of_several_lines_becomes_several() {
        let text = Text::from(Rope::from("x = \"\"\"é\r\n\n🦀b\"\"\" # c"));
        let span = |range, class| TokenSpan { range, class };
        let mut writer = TokenWriter::default();
        let spans = [span(4..20, TokenClass::String), span(21..24, TokenClass::Comment)];
        writer.write(&spans, &text, Encoding::Utf16);
        let shown: Vec<_> =
            writer.data.iter().map(|one| (one.delta_line, one.delta_start, one.length)).collect();
        assert_eq!(shown, [(0, 4, 4), (2, 0, 6), (0, 7, 3)]);
    }
}
