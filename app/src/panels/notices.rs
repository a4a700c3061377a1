//! Notices: plain sentences in a bar between breadcrumb and code, so that they cover nothing.

use egui::{Frame, Id, Margin, RichText, Stroke, Ui, vec2};

use super::icons::{self, Icon};
use super::{Action, control};
use crate::theme::{Theme, sizes};

/// How much a notice matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeLevel {
    /// Good to know.
    Info,
    /// Something may surprise later.
    Warning,
    /// Something that was asked for did not happen.
    Error,
}

/// A plain sentence about something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How much it matters.
    pub level: NoticeLevel,
    /// What happened, where, and what is still safe.
    pub text: String,
}

/// Shows the notices from the top of `ui`, the latest last, each with a button that takes it away.
/// Returns the height that they take, in points; 0 if there are none.
pub fn notices(ui: &mut Ui, theme: &Theme, notices: &[Notice], actions: &mut Vec<Action>) -> f32 {
    if notices.is_empty() {
        return 0.0;
    }
    let margin = Margin { left: 20, right: 12, top: 4, bottom: 4 };
    let shown = Frame::NONE.fill(theme.surface.panel).inner_margin(margin).show(ui, |ui| {
        ui.set_width(ui.available_width());
        for (index, notice) in notices.iter().enumerate() {
            row(ui, theme, index, notice, actions);
        }
    });
    let rect = shown.response.rect;
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.surface.hairline));
    rect.height()
}

fn row(ui: &mut Ui, theme: &Theme, index: usize, notice: &Notice, actions: &mut Vec<Action>) {
    let (icon, colour) = match notice.level {
        NoticeLevel::Info => (Icon::Info, theme.status.info),
        NoticeLevel::Warning => (Icon::Warn, theme.status.warn),
        NoticeLevel::Error => (Icon::Error, theme.status.error),
    };
    ui.horizontal(|ui| {
        let (place, _) = ui.allocate_exact_size(vec2(sizes::ICON, sizes::CONTROL), egui::Sense::hover());
        icons::draw(ui.painter(), icon, place.center(), colour);
        let width = (ui.available_width() - sizes::CONTROL - 16.0).max(0.0);
        ui.allocate_ui(vec2(width, sizes::CONTROL), |ui| {
            ui.set_min_width(width);
            ui.add(egui::Label::new(RichText::new(&notice.text).color(theme.text.primary)).wrap());
        });
        let (rect, _) = ui.allocate_exact_size(vec2(sizes::CONTROL, sizes::CONTROL), egui::Sense::hover());
        let id = Id::unique(("dismiss notice", index));
        let name = format!("Dismiss: {}", notice.text);
        let close = control::button(ui, rect, id, &name, "Dismiss this notice");
        control::hover_fill(ui, theme, &close, rect);
        icons::draw(ui.painter(), Icon::Close, rect.center(), theme.text.tertiary);
        control::focus_ring(ui, theme, &close, rect);
        if close.clicked() {
            actions.push(Action::DismissNotice(index));
        }
    });
}
