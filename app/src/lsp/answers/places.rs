//! Highlights, references, definitions: the occurrences of the name under the cursor.

use namelight_engine::occurrences::{Found, Kind, Occurrence};
use serde::Serialize;

use crate::lsp::ruler::Ruler;

/// A place in a document that is named as the client names it.
#[derive(Serialize)]
pub(in crate::lsp) struct Location<'a> {
    pub(super) uri: &'a str,
    pub(super) range: lsp_types::Range,
}

/// What a place takes as JSON, in bytes, more or less.
const HIGHLIGHT_LEN: usize = 96;

/// Every place that is sure enough, with what it does, as the JSON of a list of `DocumentHighlight`. It is asked at each
/// move of a cursor and may have thousands of places, so it is put together from what all of them have alike.
pub(in crate::lsp) fn highlights(found: &Found, mut ruler: Ruler<'_>) -> Vec<u8> {
    let is_name = found.target.class.is_name();
    let mut json = Vec::with_capacity(found.occurrences.len() * HIGHLIGHT_LEN + HIGHLIGHT_LEN);
    let mut digits = itoa::Buffer::new();
    json.push(b'[');
    for one in counted(found) {
        let lsp_types::Range { start, end } = ruler.range(one.range.clone());
        // The numbers of text, read and write in the protocol's DocumentHighlightKind.
        let kind = match one.kind {
            _ if !is_name => 1,
            Kind::Read => 2,
            _ => 3,
        };
        let parts: [(&[u8], u32); 5] = [
            (br#"{"range":{"start":{"line":"#, start.line),
            (br#","character":"#, start.character),
            (br#"},"end":{"line":"#, end.line),
            (br#","character":"#, end.character),
            (br#"}},"kind":"#, kind),
        ];
        if json.len() > 1 {
            json.push(b',');
        }
        for (before, number) in parts {
            json.extend_from_slice(before);
            json.extend_from_slice(digits.format(number).as_bytes());
        }
        json.push(b'}');
    }
    json.push(b']');
    json
}

/// Every place that is sure enough; nothing for keywords and brackets, which refer to nothing.
pub(in crate::lsp) fn references<'a>(
    found: &Found,
    include_declaration: bool,
    uri: &'a str,
    ruler: Ruler<'_>,
) -> Vec<Location<'a>> {
    if !found.target.class.is_name() {
        return Vec::new();
    }
    let declares = declares(found);
    locations(counted(found).filter(|one| include_declaration || !declares(one)), uri, ruler)
}

/// Where the name gets its meaning.
pub(in crate::lsp) fn definitions<'a>(found: &Found, uri: &'a str, ruler: Ruler<'_>) -> Vec<Location<'a>> {
    if !found.target.class.is_name() {
        return Vec::new();
    }
    let declares = declares(found);
    locations(counted(found).filter(|one| declares(one)), uri, ruler)
}

fn counted(found: &Found) -> impl Iterator<Item = &Occurrence> {
    found.occurrences.iter().filter(|one| one.certainty.is_counted())
}

/// Tells the places that define the name; where there are none, the first that binds it. `x: int` binds and
/// `global x` doesn't, but where `x` is never written either tells most.
fn declares(found: &Found) -> impl Fn(&Occurrence) -> bool + use<> {
    let first = |kind| counted(found).find(|one| one.kind == kind).map(|one| one.range.start);
    let has_definition = first(Kind::Definition).is_some();
    let binding = [Kind::Write, Kind::Update, Kind::Declaration]
        .into_iter()
        .find_map(first)
        .filter(|_| !has_definition);
    move |one| match has_definition {
        true => one.kind == Kind::Definition,
        false => Some(one.range.start) == binding,
    }
}

fn locations<'a, 'f>(
    places: impl Iterator<Item = &'f Occurrence>,
    uri: &'a str,
    mut ruler: Ruler<'_>,
) -> Vec<Location<'a>> {
    places.map(|one| Location { uri, range: ruler.range(one.range.clone()) }).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crop::Rope;
    use lsp_types::{DocumentHighlight, DocumentHighlightKind as Highlight};
    use namelight_engine::FileIndex;
    use namelight_engine::worker::CancelToken;

    use super::*;
    use crate::lsp::encoding::Encoding;
    use crate::lsp::text::Text;

    /// What is answered at a byte, as a client reads it: each line, first and last column, kind.
    fn read(source: &str, at: usize) -> Vec<(u32, u32, u32, Option<Highlight>)> {
        let text = Text::from(Rope::from(source));
        let found = FileIndex::of(text.rope()).find_at(at, &CancelToken::never()).unwrap().unwrap();
        let json = highlights(&found, Ruler::new(&text, Encoding::Utf16));
        let places: Vec<DocumentHighlight> = serde_json::from_slice(&json).unwrap();
        let tell = |one: DocumentHighlight| {
            assert_eq!(one.range.start.line, one.range.end.line);
            (one.range.start.line, one.range.start.character, one.range.end.character, one.kind)
        };
        places.into_iter().map(tell).collect()
    }

    #[test]
    fn highlights_are_read_as_the_protocol_has_them() {
        let (read_kind, write) = (Some(Highlight::READ), Some(Highlight::WRITE));
        assert_eq!(
            read("name = 1\n'🦀', name; name += 1\n", 0),
            [(0, 0, 4, write), (1, 6, 10, read_kind), (1, 12, 16, write)]
        );
        assert_eq!(read("while x:\n    break\n", 0).last().unwrap().3, Some(Highlight::TEXT));
    }
}
