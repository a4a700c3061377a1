//! What the client and the server agree on when they meet.

use lsp_types::{
    ClientCapabilities, FoldingRangeProviderCapability, OneOf, RenameOptions,
    SelectionRangeProviderCapability, SemanticTokensFullOptions, SemanticTokensOptions, ServerCapabilities,
    TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions,
};

use super::answers;
use super::encoding::Encoding;

/// What of the client's abilities makes a difference.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Client {
    pub(super) encoding: Encoding,
    /// Takes symbols in symbols.
    pub(super) has_symbol_tree: bool,
    /// Asks whether a name can be renamed before it asks for the new one.
    pub(super) prepares_renames: bool,
    /// Takes changes with the version of the text that they are for.
    pub(super) has_versioned_changes: bool,
    /// Can show changes that somebody should confirm.
    pub(super) can_confirm: bool,
    /// Takes so many folds at most.
    pub(super) most_folds: Option<usize>,
}

impl Client {
    pub(super) fn new(can: &ClientCapabilities) -> Self {
        let general = can.general.as_ref();
        let offered = general.and_then(|general| general.position_encodings.as_deref()).unwrap_or_default();
        let document = can.text_document.as_ref();
        let symbols = document.and_then(|document| document.document_symbol.as_ref());
        let rename = document.and_then(|document| document.rename.as_ref());
        let folds = document.and_then(|document| document.folding_range.as_ref());
        let edit = can.workspace.as_ref().and_then(|workspace| workspace.workspace_edit.as_ref());
        let has_versioned_changes = edit.and_then(|edit| edit.document_changes) == Some(true);
        Self {
            encoding: Encoding::best_of(offered),
            has_symbol_tree: symbols.and_then(|symbols| symbols.hierarchical_document_symbol_support)
                == Some(true),
            prepares_renames: rename.and_then(|rename| rename.prepare_support) == Some(true),
            has_versioned_changes,
            // Annotations stand in versioned changes only.
            can_confirm: has_versioned_changes
                && edit.is_some_and(|edit| edit.change_annotation_support.is_some()),
            most_folds: folds
                .and_then(|folds| folds.range_limit)
                .map(|limit| usize::try_from(limit).unwrap_or(usize::MAX)),
        }
    }

    /// What the server can do for it.
    pub(super) fn server(&self) -> ServerCapabilities {
        let rename = match self.prepares_renames {
            false => OneOf::Left(true),
            true => OneOf::Right(RenameOptions {
                prepare_provider: Some(true),
                work_done_progress_options: Default::default(),
            }),
        };
        ServerCapabilities {
            position_encoding: Some(self.encoding.kind()),
            text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::INCREMENTAL),
                ..Default::default()
            })),
            document_highlight_provider: Some(OneOf::Left(true)),
            references_provider: Some(OneOf::Left(true)),
            definition_provider: Some(OneOf::Left(true)),
            rename_provider: Some(rename),
            document_symbol_provider: Some(OneOf::Left(true)),
            folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
            selection_range_provider: Some(SelectionRangeProviderCapability::Simple(true)),
            semantic_tokens_provider: Some(
                SemanticTokensOptions {
                    legend: answers::legend(),
                    range: Some(true),
                    full: Some(SemanticTokensFullOptions::Bool(true)),
                    ..Default::default()
                }
                .into(),
            ),
            ..Default::default()
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn client(json: &str) -> Client {
        Client::new(&serde_json::from_str(json).unwrap())
    }

    #[test]
    fn a_client_that_says_nothing_gets_what_all_understand() {
        let client = client("{}");
        assert_eq!(client, Client::default());
        assert_eq!(client.server().position_encoding, Some(Encoding::Utf16.kind()));
    }

    #[test]
    fn confirmations_need_versioned_changes() {
        let annotations = r#"{"workspace":{"workspaceEdit":{"changeAnnotationSupport":{}}}}"#;
        assert!(!client(annotations).can_confirm);
        let both = r#"{"workspace":{"workspaceEdit":{"documentChanges":true,"changeAnnotationSupport":{}}}}"#;
        assert!(client(both).can_confirm && client(both).has_versioned_changes);
    }
}
