//! When tooltips are shown.
//!
//! Invariant: whoever uses the keyboard isn't read to by a pointer that rests somewhere: a key hides tooltips until the
//! pointer moves again.

use egui::{Context, Event, Id, Response};

fn id() -> Id {
    Id::unique("a key was pressed after the pointer moved")
}

/// Takes notice of what came in with a frame, before anything is drawn.
pub(crate) fn note_input(ctx: &Context) {
    let (moved, pressed) = ctx.input(|input| {
        let is_move = |event: &Event| matches!(event, Event::PointerMoved(_) | Event::MouseMoved(_));
        let is_key = |event: &Event| {
            matches!(
                event,
                Event::Key { pressed: true, .. } | Event::Text(_) | Event::Paste(_) | Event::Ime(_)
            )
        };
        (input.events.iter().any(is_move), input.events.iter().any(is_key))
    });
    if moved || pressed {
        ctx.data_mut(|data| data.insert_temp(id(), !moved));
    }
}

/// Whether the pointer was moved after the last key.
pub(crate) fn are_wanted(ctx: &Context) -> bool {
    !ctx.data(|data| data.get_temp(id()).unwrap_or(false))
}

/// Something that a tooltip tells about.
pub(crate) trait Tip {
    /// Shows these words while the pointer rests here, unless the keyboard is being used.
    fn tip(self, words: impl Into<egui::WidgetText>) -> Self;
}

impl Tip for Response {
    fn tip(self, words: impl Into<egui::WidgetText>) -> Self {
        if are_wanted(&self.ctx) { self.on_hover_text(words) } else { self }
    }
}
