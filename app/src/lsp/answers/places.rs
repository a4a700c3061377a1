//! Highlights, references, definitions: the occurrences of the name under the cursor.

use lsp_types::{DocumentHighlight, DocumentHighlightKind};
use namelight_engine::occurrences::{Found, Kind, Occurrence};
use serde::Serialize;

use crate::lsp::ruler::Ruler;

/// A place in a document that is named as the client names it.
#[derive(Serialize)]
pub(in crate::lsp) struct Location<'a> {
    pub(super) uri: &'a str,
    pub(super) range: lsp_types::Range,
}

/// Every place that is sure enough, with what it does.
pub(in crate::lsp) fn highlights(found: &Found, mut ruler: Ruler<'_>) -> Vec<DocumentHighlight> {
    let is_name = found.target.class.is_name();
    let highlight = |one: &Occurrence| DocumentHighlight {
        range: ruler.range(one.range.clone()),
        kind: Some(match one.kind {
            _ if !is_name => DocumentHighlightKind::TEXT,
            Kind::Read => DocumentHighlightKind::READ,
            _ => DocumentHighlightKind::WRITE,
        }),
    };
    counted(found).map(highlight).collect()
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
