//! Questions about a whole document: a slice at a time, so that shorter ones come in between.

use lsp_server::RequestId;
use lsp_types::SemanticTokens;
use namelight_engine::occurrences::{Folds, Outline};
use namelight_engine::worker::{CancelToken, Cancelled};

use super::answers::{TokenWriter, folding_ranges, symbol_list, symbol_tree};
use super::client::Client;
use super::lookup::Subject;
use super::message::reply;
use super::question::OfDocument;
use super::ruler::Ruler;

/// Lines coloured in the first slice. A slice in the middle of a large statement costs a look at all of it, so each slice
/// is twice the one before while nobody interrupts, up to what takes some milliseconds to write.
const FIRST_LINES: usize = 256;
const MOST_LINES: usize = 8 * 1024;

/// A walk through a document and what it has found. It belongs to one state of the text.
pub(super) enum Sweep {
    Symbols(Outline),
    Folds(Folds),
    Tokens {
        /// Of the rope, which knows fewer line ends than the protocol.
        next_line: usize,
        /// In the next slice.
        lines: usize,
        writer: TokenWriter,
    },
}

impl Sweep {
    /// The walk that answers a question.
    pub(super) fn new(question: OfDocument) -> Self {
        match question {
            OfDocument::Symbols => Self::Symbols(Outline::default()),
            OfDocument::Folds => Self::Folds(Folds::default()),
            OfDocument::Tokens => {
                Self::Tokens { next_line: 0, lines: FIRST_LINES, writer: TokenWriter::default() }
            }
        }
    }

    /// Goes on for a slice; the reply if that was the last one.
    ///
    /// # Errors
    /// [`Cancelled`] if `cancel` says so; the walk goes on where it stopped.
    pub(super) fn go_on(
        &mut self,
        subject: &mut Subject<'_>,
        client: &Client,
        id: &RequestId,
        cancel: &CancelToken,
    ) -> Result<Option<Vec<u8>>, Cancelled> {
        let Subject { uri, text, index, .. } = subject;
        match self {
            Self::Symbols(outline) => {
                let is_whole = index.outline_on(outline, cancel)?;
                let ruler = Ruler::new(text, client.encoding);
                Ok(is_whole.then(|| match client.has_symbol_tree {
                    true => reply(id, &symbol_tree(&outline.symbols, ruler)),
                    false => reply(id, &symbol_list(&outline.symbols, uri, ruler)),
                }))
            }
            Self::Folds(folds) => {
                let is_whole = index.folds_on(folds, cancel)?;
                Ok(is_whole.then(|| reply(id, &folding_ranges(&folds.found, client.most_folds, text))))
            }
            Self::Tokens { next_line, lines, writer } => {
                let end = next_line.saturating_add(*lines);
                *lines = FIRST_LINES;
                let tokens = index.colours(*next_line..end, 0..usize::MAX, cancel)?;
                writer.write(&tokens.spans, text, client.encoding);
                *lines = (2 * (end - *next_line)).min(MOST_LINES);
                *next_line = end;
                let is_whole = end >= text.rope().line_len();
                Ok(is_whole.then(|| {
                    let data = std::mem::take(&mut writer.data);
                    reply(id, &SemanticTokens { result_id: None, data })
                }))
            }
        }
    }
}
