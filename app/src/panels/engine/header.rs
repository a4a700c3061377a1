//! The panel's title, what the signs of the timeline mean, and the buttons to pause and to close.

use egui::{Align2, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::super::icons::{self, Icon};
use super::super::{Action, control};

use super::{EngineAction, EnginePanel, id, signs, write};
use crate::requests::Summary;
use crate::theme::{Theme, sizes};

/// From the panel's top to the middle of the title, in points.
const MIDDLE: f32 = 19.0;
/// Between two things of the header, in points.
const GAP: f32 = 17.0;

impl EnginePanel {
    /// Shows the header; whether the picture is to be paused, or no longer.
    pub(super) fn header(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        whole: Rect,
        summary: &Summary,
        is_paused: bool,
        actions: &mut Vec<Action>,
    ) -> bool {
        let y = whole.top() + MIDDLE;
        let title = sizes::interface_font(sizes::FONT_PANEL_TITLE);
        let left = pos2(whole.left() + 20.0, y);
        let title = write::line(ui.painter(), left, Align2::LEFT_CENTER, "Engine", title, theme.text.primary);
        let state = format!("revision {} · generation {}", summary.revision, summary.generation);
        let state = if is_paused { format!("{state} · paused") } else { state };
        let at = pos2(title.right() + GAP, y);
        let state =
            write::line(ui.painter(), at, Align2::LEFT_CENTER, state, write::label(), theme.text.tertiary);
        let label = format!("Engine, revision {}, generation {}", summary.revision, summary.generation);
        let label = if is_paused { format!("{label}, paused") } else { label };
        ui.interact(title.union(state), id("title"), Sense::hover())
            .widget_info(|| WidgetInfo::labeled(Role::Label, true, &label));
        legend(ui, theme, pos2(whole.right() - 88.0, y), state.right() + GAP);

        let mut button = |x: f32, icon: Icon, name: &str, tooltip: &str| {
            let rect = Rect::from_center_size(pos2(whole.right() - x, y), vec2(sizes::HIT, sizes::HIT));
            let response = control::button(ui, rect, id(name), name, tooltip);
            control::hover_fill(ui, theme, &response, rect);
            icons::draw(ui.painter(), icon, rect.center(), theme.text.secondary);
            control::focus_ring(ui, theme, &response, rect);
            let has_rows = !summary.timeline.rows.is_empty();
            self.note_focus(&response, !has_rows);
            response.clicked()
        };
        let toggles_pause = match is_paused {
            true => button(52.0, Icon::Play, "Go on", "Show what happens now"),
            false => button(52.0, Icon::Pause, "Pause", "Keep the picture as it is"),
        };
        if button(20.0, Icon::Close, "Close", "Close the engine panel (Esc)") {
            actions.push(Action::Engine(EngineAction::Close));
        }
        toggles_pause
    }
}

/// Shows what the signs mean, from the right; those for which there is no room are left out.
fn legend(ui: &Ui, theme: &Theme, right: egui::Pos2, from: f32) {
    let painter = ui.painter();
    let mut x = right.x;
    let signs: [(&str, f32, signs::Draw); 4] = [
        ("completed, lit", 22.0, signs::lit),
        ("cancelled", 22.0, signs::cancelled),
        ("superseded, never began", 21.0, signs::superseded),
        ("posted", 2.0, signs::posted),
    ];
    for (meaning, width, draw) in signs {
        let galley = painter.layout_no_wrap(meaning.to_owned(), write::label(), theme.text.tertiary);
        let length = galley.size().x + 8.0 + width;
        if x - length < from {
            break;
        }
        let text = Align2::RIGHT_CENTER.anchor_size(pos2(x, right.y), galley.size());
        painter.galley(text.min.round(), galley, theme.text.tertiary);
        draw(painter, theme, (x - length).round(), right.y.round());
        x -= length + GAP;
    }
}
