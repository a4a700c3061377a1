//! A small box with one field, at the top of the code.
//!
//! Invariant: it has the keyboard as long as it is open; Enter, Escape and turning elsewhere are the only ways out of it.

use egui::{Area, Context, Frame, Id, Key, Modifiers, Order, Rect, RichText, Stroke, TextEdit, pos2, vec2};

use crate::theme::{Theme, sizes};

/// How a box was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoxLeft {
    /// By Enter: what was typed counts.
    Entered,
    /// By Escape: all is to be as it was.
    Escaped,
    /// The person turned elsewhere, and something else has the keyboard already.
    Elsewhere,
}

/// What a box is for.
pub(super) struct BoxLook<'a> {
    /// Tells it from others.
    pub id: &'static str,
    /// What the field is called.
    pub title: &'a str,
    /// What an empty field shows.
    pub hint: &'static str,
    /// Width of the box, in points.
    pub width: f32,
    /// What is said below the field.
    pub words: String,
}

/// The box.
#[derive(Clone, Debug, Default)]
pub(super) struct FieldBox {
    /// What was typed.
    pub typed: String,
    has_keyboard: bool,
}

impl FieldBox {
    /// A field in which something stands already.
    pub(super) fn with(typed: String) -> Self {
        Self { typed, has_keyboard: false }
    }

    /// Gives the keyboard to the field again, though Enter was pressed in it.
    pub(super) fn keep(&mut self) {
        self.has_keyboard = false;
    }

    /// Shows the box at the top of `area`; how it was left, if it was.
    pub(super) fn show(
        &mut self,
        ctx: &Context,
        theme: &Theme,
        area: Rect,
        look: &BoxLook<'_>,
    ) -> Option<BoxLeft> {
        let is_escaped = ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        let left = (area.center().x - look.width / 2.0).max(area.left()).round();
        let shown = Area::new(Id::unique(look.id))
            .order(Order::Foreground)
            .fixed_pos(pos2(left, area.top() + 8.0))
            .fade_in(false)
            .show(ctx, |ui| {
                Frame::NONE
                    .fill(theme.surface.raised)
                    .stroke(Stroke::new(1.0, theme.border.popup))
                    .corner_radius(sizes::RADIUS_POPUP)
                    .inner_margin(12)
                    .show(ui, |ui| {
                        ui.set_width((look.width - 24.0).min(area.width() - 24.0).max(0.0));
                        let label = ui.label(RichText::new(look.title).color(theme.text.secondary));
                        let field = TextEdit::singleline(&mut self.typed)
                            .desired_width(f32::INFINITY)
                            .hint_text(look.hint)
                            .font(sizes::code_font())
                            .align(egui::Align2::LEFT_CENTER)
                            .min_size(vec2(0.0, sizes::CONTROL));
                        let field = ui.add(field).labelled_by(label.id);
                        let font = sizes::interface_font(sizes::FONT_LABEL);
                        ui.label(RichText::new(&look.words).font(font).color(theme.text.secondary));
                        field
                    })
                    .inner
            });
        let field = shown.inner;
        if !std::mem::replace(&mut self.has_keyboard, true) {
            field.request_focus();
            return None;
        }
        if is_escaped {
            return Some(BoxLeft::Escaped);
        }
        if !field.lost_focus() {
            return None;
        }
        let is_entered = ctx.input(|input| input.key_pressed(Key::Enter));
        Some(if is_entered { BoxLeft::Entered } else { BoxLeft::Elsewhere })
    }
}
