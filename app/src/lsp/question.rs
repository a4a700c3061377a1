//! What clients ask about documents: methods and parameters become places in a text.

use std::ops::Range;

use lsp_server::{ErrorCode, ResponseError};
use lsp_types::Position;
use lsp_types::request::{
    DocumentHighlightRequest, DocumentSymbolRequest, FoldingRangeRequest, GotoDefinition,
    PrepareRenameRequest, References, Rename, Request, SelectionRangeRequest, SemanticTokensFullRequest,
    SemanticTokensRangeRequest,
};

use super::documents::{Document, Documents};
use super::encoding::Encoding;
use super::message::{Params, error};
use super::params;

/// One question. Places are bytes of the text that the document had when it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Question {
    /// About a place, which doesn't take long.
    Place(OfPlace),
    /// About the whole document: the longer it is, the longer it takes.
    Document(OfDocument),
}

/// Questions about a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum OfPlace {
    Highlight { at: usize },
    References { at: usize, include_declaration: bool },
    Definition { at: usize },
    PrepareRename { at: usize },
    Rename { at: usize, new_name: String },
    SelectionRanges { at: Vec<usize> },
    TokensIn { range: Range<usize> },
}

/// Questions about a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OfDocument {
    Symbols,
    Folds,
    Tokens,
}

impl Question {
    /// Reads a request; which document it is about, too.
    ///
    /// # Errors
    /// `MethodNotFound`, `InvalidParams`, and `InvalidParams` for a document that isn't open.
    pub(super) fn read<'d>(
        method: &str,
        params: Params<'_>,
        documents: &'d Documents,
        encoding: Encoding,
    ) -> Result<(&'d Document, Self), ResponseError> {
        let open = |uri: &str| {
            documents
                .get(uri)
                .ok_or_else(|| error(ErrorCode::InvalidParams, format!("{uri} is not an open document")))
        };
        let byte = |document: &Document, position: Position| encoding.byte_of(&document.text, position);
        let at_position = |question: fn(usize) -> OfPlace| {
            let params: params::AtPosition<'_> = params.read()?;
            let document = open(&params.text_document.uri)?;
            Ok((document, Self::Place(question(byte(document, params.position)))))
        };
        let of_document = |question| {
            let params: params::OfDocument<'_> = params.read()?;
            Ok((open(&params.text_document.uri)?, Self::Document(question)))
        };
        match method {
            DocumentHighlightRequest::METHOD => at_position(|at| OfPlace::Highlight { at }),
            GotoDefinition::METHOD => at_position(|at| OfPlace::Definition { at }),
            PrepareRenameRequest::METHOD => at_position(|at| OfPlace::PrepareRename { at }),
            References::METHOD => {
                let params: params::References<'_> = params.read()?;
                let document = open(&params.text_document.uri)?;
                let at = byte(document, params.position);
                let include_declaration = params.context.include_declaration;
                Ok((document, Self::Place(OfPlace::References { at, include_declaration })))
            }
            Rename::METHOD => {
                let params: params::Rename<'_> = params.read()?;
                let document = open(&params.text_document.uri)?;
                let at = byte(document, params.position);
                Ok((document, Self::Place(OfPlace::Rename { at, new_name: params.new_name })))
            }
            SelectionRangeRequest::METHOD => {
                let params: params::SelectionRanges<'_> = params.read()?;
                let document = open(&params.text_document.uri)?;
                let at = params.positions.into_iter().map(|position| byte(document, position)).collect();
                Ok((document, Self::Place(OfPlace::SelectionRanges { at })))
            }
            SemanticTokensRangeRequest::METHOD => {
                let params: params::InRange<'_> = params.read()?;
                let document = open(&params.text_document.uri)?;
                let range = byte(document, params.range.start)..byte(document, params.range.end);
                Ok((document, Self::Place(OfPlace::TokensIn { range })))
            }
            SemanticTokensFullRequest::METHOD => of_document(OfDocument::Tokens),
            DocumentSymbolRequest::METHOD => of_document(OfDocument::Symbols),
            FoldingRangeRequest::METHOD => of_document(OfDocument::Folds),
            _ => Err(error(ErrorCode::MethodNotFound, format!("{method} is not supported"))),
        }
    }
}
