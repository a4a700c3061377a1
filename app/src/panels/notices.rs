//! Notices: plain sentences in a bar between breadcrumb and code, so that they cover nothing.

use egui::{Frame, Id, Margin, Rect, RichText, Stroke, Ui, vec2};

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

/// Where notices were shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NoticePlaces {
    /// The height that they take, in points; 0 if there are none.
    pub height: f32,
    /// Where the buttons belong that take them away.
    buttons: Vec<Rect>,
}

/// Shows the notices from the top of `ui`, the latest last. [`notice_buttons`] adds what takes them away.
pub fn notices(ui: &mut Ui, theme: &Theme, notices: &[Notice]) -> NoticePlaces {
    let mut places = NoticePlaces::default();
    if notices.is_empty() {
        return places;
    }
    let margin = Margin { left: 20, right: 12, top: 4, bottom: 4 };
    let shown = Frame::NONE.fill(theme.surface.panel).inner_margin(margin).show(ui, |ui| {
        ui.set_width(ui.available_width());
        places.buttons.extend(notices.iter().map(|notice| row(ui, theme, notice)));
    });
    let rect = shown.response.rect;
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.surface.hairline));
    places.height = rect.height();
    places
}

/// Shows one notice; where its button belongs.
fn row(ui: &mut Ui, theme: &Theme, notice: &Notice) -> Rect {
    let (icon, colour) = match notice.level {
        NoticeLevel::Info => (Icon::Info, theme.status.info),
        NoticeLevel::Warning => (Icon::Warn, theme.status.warn),
        NoticeLevel::Error => (Icon::Error, theme.status.error),
    };
    let shown = ui.horizontal(|ui| {
        let (place, _) = ui.allocate_exact_size(vec2(sizes::ICON, sizes::CONTROL), egui::Sense::hover());
        icons::draw(ui.painter(), icon, place.center(), colour);
        let width = (ui.available_width() - sizes::CONTROL - 16.0).max(0.0);
        ui.allocate_ui(vec2(width, sizes::CONTROL), |ui| {
            ui.set_min_width(width);
            ui.add(egui::Label::new(RichText::new(&notice.text).color(theme.text.primary)).wrap());
        });
        ui.allocate_exact_size(vec2(sizes::CONTROL, sizes::CONTROL), egui::Sense::hover()).0
    });
    shown.inner
}

/// Adds the buttons of notices that were shown. They come after the code, where Tab only indents: so the keys lead from
/// the lamp to them.
pub fn notice_buttons(
    ui: &Ui,
    theme: &Theme,
    notices: &[Notice],
    places: &NoticePlaces,
    actions: &mut Vec<Action>,
) {
    for (index, (notice, &rect)) in notices.iter().zip(&places.buttons).enumerate() {
        let id = Id::unique(("dismiss notice", index));
        let name = format!("Dismiss: {}", notice.text);
        let close = control::button(ui, rect, id, &name, "Dismiss this notice");
        control::hover_fill(ui, theme, &close, rect);
        icons::draw(ui.painter(), Icon::Close, rect.center(), theme.text.tertiary);
        control::focus_ring(ui, theme, &close, rect);
        if close.clicked() {
            actions.push(Action::DismissNotice(index));
        }
    }
}
