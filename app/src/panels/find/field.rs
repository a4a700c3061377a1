//! A text field of the find bar.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Align2, Context, CornerRadius, Frame, Id, Margin, Rect, Stroke, StrokeKind, TextEdit, Ui};

use crate::theme::{Theme, sizes};

/// A field of the bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FindField {
    /// What is looked for.
    Text,
    /// What takes its place.
    Template,
}

/// Between a field's edge and its text, in points.
const PADDING: i8 = 8;

impl FindField {
    fn id(self) -> Id {
        Id::unique(("find field", self))
    }

    /// What assistive technologies and tests call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "Find",
            Self::Template => "Replace with",
        }
    }

    /// Whether it has the keyboard.
    #[must_use]
    pub fn has_focus(self, ctx: &Context) -> bool {
        ctx.memory(|memory| memory.has_focus(self.id()))
    }

    /// Gives it the keyboard and selects all of its text.
    pub(super) fn focus(self, ctx: &Context, text: &str) {
        let id = self.id();
        ctx.memory_mut(|memory| memory.request_focus(id));
        let mut state = TextEditState::load(ctx, id).unwrap_or_default();
        let all = CCursorRange::two(CCursor::new(0), CCursor::new(text.chars().count()));
        state.cursor.set_char_range(Some(all));
        state.store(ctx, id);
    }

    /// Shows it at a place of which so many points at the right are taken; whether it has the keyboard.
    pub(super) fn show(
        self,
        ui: &mut Ui,
        theme: &Theme,
        place: Rect,
        taken: f32,
        text: &mut String,
        is_wrong: bool,
    ) -> bool {
        let radius = CornerRadius::same(sizes::RADIUS_CONTROL);
        ui.painter().rect_filled(place, radius, theme.surface.field);
        let field = TextEdit::singleline(text)
            .id(self.id())
            .font(sizes::number_font(sizes::FONT_LABEL))
            .text_color(theme.text.primary)
            .frame(Frame::NONE.inner_margin(Margin::symmetric(PADDING, 0)))
            .align(Align2::LEFT_CENTER)
            .return_key(None);
        let inner = place.with_max_x(place.right() - taken);
        let response = ui.put(inner, field.min_size(inner.size()).desired_width(inner.width()));
        let name = self.name();
        response.ctx.accesskit_node_builder(response.id, |node| node.set_label(name));
        let has_focus = response.has_focus();
        let line = match (has_focus, is_wrong) {
            (true, _) => Stroke::new(theme.stroke.focus, theme.focus_ring),
            (false, true) => Stroke::new(1.0, theme.status.error),
            (false, false) => Stroke::new(1.0, theme.border.control),
        };
        ui.painter().rect_stroke(place, radius, line, StrokeKind::Inside);
        has_focus
    }
}
