//! The token colours of the visible text, carried through edits until fresh ones come.

use std::ops::Range;
use std::sync::Arc;

use crop::Rope;
use namelight_engine::occurrences::{TokenClass, TokenSpan, Tokens};
use namelight_engine::text::{Bias, Patch};

use super::carry::{is_at_edge, is_whole_identifier};

/// Carries colours to `text`, to which `patch` leads.
///
/// A span that an edit touched loses its colour for the moment, since its class may have changed; only
/// a string or a comment keeps it when the edit lies inside (or at a comment's end), as it nearly
/// always stays one: otherwise text would flash with every letter typed there. What is written between the parts of a
/// string, as before its closing quotes, is in it, too.
pub(super) fn carry_tokens(tokens: &Arc<Tokens>, patch: &Patch, text: &Rope) -> Arc<Tokens> {
    if patch.is_empty() {
        return Arc::clone(tokens);
    }
    let start = patch.map_offset(tokens.range.start, Bias::Left);
    let end = patch.map_offset(tokens.range.end, Bias::Right).max(start);
    let next = tokens.spans.iter().skip(1).map(Some).chain([None]);
    let goes_on = |span: &TokenSpan, next: Option<&TokenSpan>| {
        let is_string = |span: &TokenSpan| span.class == TokenClass::String;
        is_string(span) && next.is_some_and(|next| is_string(next) && next.range.start == span.range.end)
    };
    let with_next = tokens.spans.iter().zip(next);
    let spans =
        with_next.filter_map(|(span, next)| carry_span(span, goes_on(span, next), patch, text)).collect();
    Arc::new(Tokens { range: start..end, spans })
}

/// `goes_on`: whether text written just behind the span belongs to it.
fn carry_span(span: &TokenSpan, goes_on: bool, patch: &Patch, text: &Rope) -> Option<TokenSpan> {
    let range = match patch.map_range(span.range.clone()) {
        Some(now) if is_a_word(span.class) && is_at_edge(&now, patch) => {
            is_whole_identifier(&now, text).then_some(now)?
        }
        Some(now) if goes_on || span.class == TokenClass::Comment => {
            now.start..patch.map_offset(span.range.end, Bias::Right).max(now.end)
        }
        Some(now) => now,
        None if keeps_its_colour(span.class) && is_changed_inside_only(&span.range, patch) => {
            patch.map_offset(span.range.start, Bias::Right)..patch.map_offset(span.range.end, Bias::Left)
        }
        None => return None,
    };
    let stands = range.start <= range.end
        && range.end <= text.byte_len()
        && text.is_char_boundary(range.start)
        && text.is_char_boundary(range.end);
    stands.then_some(TokenSpan { range, class: span.class })
}

/// Whether nothing across the edges of `old`, a range of the earlier text, was changed.
fn is_changed_inside_only(old: &Range<usize>, patch: &Patch) -> bool {
    let changes = patch.replacements();
    let first = changes.partition_point(|change| change.old.end <= old.start);
    let touching =
        changes.get(first..).unwrap_or_default().iter().take_while(|change| change.old.start < old.end);
    touching.clone().all(|change| old.start < change.old.start && change.old.end <= old.end)
}

/// Whether text of this class stays what it is when something changes inside.
fn keeps_its_colour(class: TokenClass) -> bool {
    matches!(class, TokenClass::String | TokenClass::Comment)
}

/// Whether a letter beside it makes it something else.
fn is_a_word(class: TokenClass) -> bool {
    !matches!(class, TokenClass::String | TokenClass::Comment | TokenClass::Operator | TokenClass::Escape)
}

#[cfg(test)]
mod tests {
    use namelight_engine::text::{Edit, Revision};

    use super::*;

    fn carried(class: TokenClass, range: Range<usize>, edit: Range<usize>, new: &str, text: &str) -> String {
        let tokens = Arc::new(Tokens { range: 0..text.len(), spans: vec![TokenSpan { range, class }] });
        let mut rope = Rope::from(text);
        rope.replace(edit.clone(), new);
        let edits = [Edit { revision: Revision(1), range: edit, new_len: new.len() }];
        let carried = carry_tokens(&tokens, &Patch::of(&edits), &rope);
        assert_eq!(carried.range, 0..rope.byte_len());
        carried.spans.first().map(|span| rope.byte_slice(span.range.clone()).to_string()).unwrap_or_default()
    }

    #[test]
    fn a_comment_keeps_its_colour_while_it_is_written() {
        assert_eq!(carried(TokenClass::Comment, 2..5, 5..5, "b", "x # a\n"), "# ab");
        assert_eq!(carried(TokenClass::Comment, 2..5, 4..5, "", "x # a\n"), "# ");
    }

    #[test]
    fn what_is_written_before_closing_quotes_has_the_colour_of_the_string() {
        let span = |range| TokenSpan { range, class: TokenClass::String };
        // Quotes, text and quotes are spans of their own.
        let tokens = Arc::new(Tokens { range: 0..10, spans: vec![span(0..3), span(3..5), span(5..8)] });
        let rope = Rope::from("'''ab c''' d");
        let edits = [Edit { revision: Revision(1), range: 5..5, new_len: 2 }];
        let carried = carry_tokens(&tokens, &Patch::of(&edits), &rope);
        let ranges: Vec<_> = carried.spans.iter().map(|span| span.range.clone()).collect();
        assert_eq!(ranges, [0..3, 3..7, 7..10]);
    }

    #[test]
    fn a_keyword_loses_its_colour_when_it_becomes_another_word() {
        assert_eq!(carried(TokenClass::Keyword, 0..2, 2..2, "x", "if a"), "");
        assert_eq!(carried(TokenClass::Keyword, 0..2, 1..1, "x", "if a"), "");
        assert_eq!(carried(TokenClass::Keyword, 0..2, 2..2, " ", "if a"), "if");
        assert_eq!(carried(TokenClass::Keyword, 0..2, 0..0, "\n", "if a"), "if");
    }

    #[test]
    fn a_string_whose_quote_is_removed_loses_its_colour() {
        assert_eq!(carried(TokenClass::String, 0..3, 0..1, "", "'a' b"), "");
        assert_eq!(carried(TokenClass::String, 0..3, 1..2, "bc", "'a' b"), "'bc'");
    }
}
