//! Input methods: text that is being composed is shown at the caret, and enters the document only when it
//! is committed. So nothing can be doubled, and cancelling leaves no trace (FAULTS 35).

use std::ops::Range;

use egui::output::IMEOutput;
use egui::{IMEPurpose, Id, ImeEvent, Rect, Ui};

use crate::document::{Command, Document, Selection};

/// What is being composed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Preedit {
    /// The text so far; never empty.
    pub text: String,
    /// The part that is being converted, in characters; empty is a cursor inside.
    pub active: Option<Range<usize>>,
}

/// Takes an event of the input method: changes what is composed, or adds what is committed.
pub(super) fn on_event(
    event: &ImeEvent,
    preedit: &mut Option<Preedit>,
    document: &Document,
    commands: &mut Vec<Command>,
) {
    match event {
        // Some systems send line breaks here; the Enter key brings them.
        ImeEvent::Preedit { text, .. } | ImeEvent::Commit(text) if text == "\n" || text == "\r" => {}
        ImeEvent::Preedit { text, active_range_chars } => {
            *preedit = (!text.is_empty())
                .then(|| Preedit { text: text.clone(), active: active_range_chars.clone() });
        }
        ImeEvent::Commit(text) => {
            *preedit = None;
            if !text.is_empty() {
                commands.push(Command::Type(text.clone()));
            }
        }
        ImeEvent::DeleteSurrounding { before_chars, after_chars } => {
            let text = document.text();
            let around = |Selection { head, .. }: Selection| {
                let before: usize =
                    text.byte_slice(..head).chars().rev().take(*before_chars).map(char::len_utf8).sum();
                let after: usize =
                    text.byte_slice(head..).chars().take(*after_chars).map(char::len_utf8).sum();
                (before + after > 0).then_some(Selection { anchor: head - before, head: head + after })
            };
            let around: Vec<_> = document.selections().as_added().into_iter().filter_map(around).collect();
            if !around.is_empty() {
                commands.push(Command::SelectMany(around));
                commands.push(Command::Cut);
            }
        }
        #[expect(deprecated, reason = "egui no longer sends them, but the list has to be whole")]
        ImeEvent::Enabled | ImeEvent::Disabled => {}
    }
}

/// Tells the system that text can be composed here, and where.
pub(super) fn tell_place(ui: &Ui, id: Id, rect: Rect, caret: Rect) {
    if !ui.memory(|memory| memory.owns_ime_events(id)) {
        return;
    }
    let to_screen = ui.ctx().layer_transform_to_global(ui.layer_id()).unwrap_or_default();
    ui.output_mut(|output| {
        output.ime = Some(IMEOutput {
            purpose: IMEPurpose::Normal,
            rect: to_screen * rect,
            cursor_rect: to_screen * caret,
            should_interrupt_composition: false,
        });
    });
}
