//! What the client sends, as far as it is read.
//!
//! These stand beside those of `lsp_types` for two reasons: to the server a document's URI is a name that is
//! given back as it came, whether or not a strict parser likes it, and a text goes straight into a rope.

use std::borrow::Cow;

use lsp_types::{ClientCapabilities, Position, Range};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::json_text::RopeText;

#[derive(Deserialize)]
pub(super) struct Initialize<'a> {
    #[serde(borrow)]
    capabilities: &'a RawValue,
}

impl Initialize<'_> {
    /// What the client can do; nothing special where it says so in a way that isn't understood.
    pub(super) fn capabilities(&self) -> ClientCapabilities {
        serde_json::from_str(self.capabilities.get()).unwrap_or_else(|error| {
            tracing::warn!(%error, "the client's capabilities are not understood");
            ClientCapabilities::default()
        })
    }
}

#[derive(Deserialize)]
pub(super) struct Cancel {
    pub(super) id: lsp_server::RequestId,
}

#[derive(Deserialize)]
pub(super) struct DocumentName<'a> {
    #[serde(borrow)]
    pub(super) uri: Cow<'a, str>,
}

/// Everything that is about a whole document.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct OfDocument<'a> {
    #[serde(borrow)]
    pub(super) text_document: DocumentName<'a>,
}

/// Everything that is about a place.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AtPosition<'a> {
    #[serde(borrow)]
    pub(super) text_document: DocumentName<'a>,
    pub(super) position: Position,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct References<'a> {
    #[serde(borrow)]
    pub(super) text_document: DocumentName<'a>,
    pub(super) position: Position,
    pub(super) context: lsp_types::ReferenceContext,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Rename<'a> {
    #[serde(borrow)]
    pub(super) text_document: DocumentName<'a>,
    pub(super) position: Position,
    pub(super) new_name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SelectionRanges<'a> {
    #[serde(borrow)]
    pub(super) text_document: DocumentName<'a>,
    pub(super) positions: Vec<Position>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct InRange<'a> {
    #[serde(borrow)]
    pub(super) text_document: DocumentName<'a>,
    pub(super) range: Range,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct DidOpen<'a, T = RopeText> {
    #[serde(borrow)]
    pub(super) text_document: OpenedDocument<'a, T>,
}

/// A document with a text of its own, or with what stands in the place of one.
#[derive(Deserialize)]
pub(super) struct OpenedDocument<'a, T = RopeText> {
    #[serde(borrow)]
    pub(super) uri: Cow<'a, str>,
    /// Older clients may leave it out.
    #[serde(default)]
    pub(super) version: Option<i32>,
    pub(super) text: T,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct DidChange<'a> {
    #[serde(borrow)]
    pub(super) text_document: ChangedDocument<'a>,
    pub(super) content_changes: Vec<ContentChange>,
}

#[derive(Deserialize)]
pub(super) struct ChangedDocument<'a> {
    #[serde(borrow)]
    pub(super) uri: Cow<'a, str>,
    /// Older clients may leave it out.
    #[serde(default)]
    pub(super) version: Option<i32>,
}

/// One change; without a range it is the whole text.
#[derive(Deserialize)]
pub(super) struct ContentChange {
    #[serde(default)]
    pub(super) range: Option<Range>,
    pub(super) text: RopeText,
}
