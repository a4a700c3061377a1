//! Renames: what the engine would replace, as an edit for the client to apply.

use std::collections::BTreeMap;

use lsp_types::{AnnotatedTextEdit, ChangeAnnotation, OneOf, PrepareRenameResponse, TextEdit};
use namelight_engine::occurrences::{Certainty, Replace, Target};
use serde::Serialize;

use crate::lsp::client::Client;
use crate::lsp::ruler::Ruler;

/// What marks the changes that follow from an inference.
const LIKELY: &str = "likely";

/// A `WorkspaceEdit` of one document that is named as the client names it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::lsp) struct WorkspaceEdit<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<BTreeMap<&'a str, Vec<TextEdit>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    document_changes: Option<[DocumentEdit<'a>; 1]>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    change_annotations: BTreeMap<&'static str, ChangeAnnotation>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DocumentEdit<'a> {
    text_document: Versioned<'a>,
    edits: Vec<OneOf<TextEdit, AnnotatedTextEdit>>,
}

#[derive(Serialize)]
struct Versioned<'a> {
    uri: &'a str,
    version: i32,
}

/// The name that would be renamed.
pub(in crate::lsp) fn prepared(target: Target, mut ruler: Ruler<'_>) -> PrepareRenameResponse {
    PrepareRenameResponse::RangeWithPlaceholder { range: ruler.range(target.range), placeholder: target.name }
}

/// The edit that renames. What is only likely is for the user to confirm, or left out where the client can't ask.
pub(in crate::lsp) fn workspace_edit<'a>(
    replaces: Vec<Replace>,
    uri: &'a str,
    version: i32,
    client: &Client,
    mut ruler: Ruler<'_>,
) -> WorkspaceEdit<'a> {
    let mut has_likely = false;
    let mut edits = Vec::with_capacity(replaces.len());
    for Replace { range, text, certainty } in replaces {
        let is_likely = certainty != Certainty::Exact;
        if is_likely && !client.can_confirm {
            continue;
        }
        has_likely |= is_likely;
        edits.push((is_likely, TextEdit { range: ruler.range(range), new_text: text }));
    }
    if !client.has_versioned_changes {
        let edits = edits.into_iter().map(|(_, edit)| edit).collect();
        return WorkspaceEdit {
            changes: Some(BTreeMap::from([(uri, edits)])),
            document_changes: None,
            change_annotations: BTreeMap::new(),
        };
    }
    let edit = |(is_likely, text_edit)| match is_likely {
        false => OneOf::Left(text_edit),
        true => OneOf::Right(AnnotatedTextEdit { text_edit, annotation_id: LIKELY.to_owned() }),
    };
    let annotation = ChangeAnnotation {
        label: "Likely the same name".to_owned(),
        needs_confirmation: Some(true),
        description: Some("Python's scoping rules alone don't prove it.".to_owned()),
    };
    WorkspaceEdit {
        changes: None,
        document_changes: Some([DocumentEdit {
            text_document: Versioned { uri, version },
            edits: edits.into_iter().map(edit).collect(),
        }]),
        change_annotations: has_likely.then_some((LIKELY, annotation)).into_iter().collect(),
    }
}
