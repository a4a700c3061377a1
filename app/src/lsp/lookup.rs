//! Questions about a place: answered in one go. Those about a whole document are in `sweep.rs`.

use lsp_server::{ErrorCode, RequestId};
use namelight_engine::FileIndex;
use namelight_engine::occurrences::{Found, Refusal, TokenSpan};
use namelight_engine::worker::{CancelToken, Cancelled};

use super::answers::{
    TokenWriter, definitions, highlights, prepared, references, selection_range, workspace_edit,
};
use super::client::Client;
use super::message::{error, reply, reply_error, reply_written};
use super::question::OfPlace;
use super::ruler::Ruler;
use super::text::Text;

/// The document that a question is about.
pub(super) struct Subject<'a> {
    pub(super) uri: &'a str,
    pub(super) version: i32,
    pub(super) text: &'a Text,
    pub(super) index: &'a mut FileIndex,
}

/// The reply to a question.
///
/// # Errors
/// [`Cancelled`] if `cancel` says so.
pub(super) fn look_up(
    question: &OfPlace,
    subject: &mut Subject<'_>,
    client: &Client,
    id: &RequestId,
    cancel: &CancelToken,
) -> Result<Vec<u8>, Cancelled> {
    let Subject { uri, version, text, index } = subject;
    let ruler = || Ruler::new(text, client.encoding);
    let refused =
        |refusal: Refusal| reply_error(Some(id), &error(ErrorCode::RequestFailed, refusal.to_string()));
    let mut found = |at: usize| -> Result<Option<Found>, Cancelled> { index.find_at(at, cancel) };
    Ok(match *question {
        OfPlace::Highlight { at } => match found(at)? {
            Some(found) => reply_written(id, &highlights(&found, ruler())),
            None => reply(id, &()),
        },
        OfPlace::References { at, include_declaration } => {
            let found = found(at)?;
            reply(id, &found.as_ref().map(|found| references(found, include_declaration, uri, ruler())))
        }
        OfPlace::Definition { at } => {
            let found = found(at)?;
            reply(id, &found.as_ref().map(|found| definitions(found, uri, ruler())))
        }
        OfPlace::PrepareRename { at } => match index.plan_rename(at, cancel)? {
            Ok(plan) => reply(id, &prepared(plan.target, ruler())),
            Err(Refusal::NoName) => reply(id, &()),
            Err(refusal) => refused(refusal),
        },
        OfPlace::Rename { at, ref new_name } => match index.rename_at(at, new_name, cancel)? {
            Ok(replaces) => reply(id, &workspace_edit(replaces, uri, *version, client, ruler())),
            Err(refusal) => refused(refusal),
        },
        OfPlace::SelectionRanges { ref at } => {
            let mut ranges = Vec::with_capacity(at.len());
            for &at in at {
                ranges.push(selection_range(&index.enclosing(at, cancel)?, ruler()));
            }
            reply(id, &ranges)
        }
        OfPlace::TokensIn { ref range } => {
            let rope = text.rope();
            let lines = rope.line_of_byte(range.start)..rope.line_of_byte(range.end) + 1;
            let mut spans = index.colours(lines, 0..usize::MAX, cancel)?.spans;
            spans.retain(|span: &TokenSpan| span.range.start < range.end && span.range.end > range.start);
            let mut writer = TokenWriter::default();
            writer.write(&spans, text, client.encoding);
            reply(id, &lsp_types::SemanticTokens { result_id: None, data: writer.data })
        }
    })
}
