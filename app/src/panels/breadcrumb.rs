//! The breadcrumb: folder, file, and the scopes round the cursor.

use egui::{Align2, Id, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2};

use super::icons::{self, Icon};
use crate::theme::{Theme, sizes};

/// Where the first part stands, in points from the window's left edge.
const LEFT: f32 = 20.0;

/// What the breadcrumb shows, outermost first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breadcrumb {
    /// The folder's name, if the text has a file.
    pub folder: Option<String>,
    /// The file's name.
    pub file: String,
    /// The scopes round the cursor: `Summary`, `rises()`.
    pub scopes: Vec<String>,
}

/// Shows the breadcrumb in all of `ui`; returns where its words end, in points.
pub fn breadcrumb(ui: &mut Ui, theme: &Theme, crumbs: &Breadcrumb) -> f32 {
    let whole = ui.max_rect();
    ui.painter().rect_filled(whole, 0.0, theme.surface.editor);
    let line = Rect::from_min_max(pos2(whole.left(), whole.bottom() - 1.0), whole.max);
    let parts: Vec<&str> = crumbs
        .folder
        .iter()
        .chain(std::iter::once(&crumbs.file))
        .chain(&crumbs.scopes)
        .map(String::as_str)
        .collect();
    let painter = ui.painter();
    let mut x = whole.left() + LEFT;
    let y = whole.center().y;
    for (index, part) in parts.iter().enumerate() {
        let is_last = index + 1 == parts.len();
        let colour = if is_last { theme.text.primary } else { theme.text.tertiary };
        let galley =
            painter.layout_no_wrap((*part).to_owned(), sizes::interface_font(sizes::FONT_BODY), colour);
        let place = Align2::LEFT_CENTER.anchor_size(pos2(x, y), galley.size());
        x = place.right();
        painter.galley(place.min.round(), galley, colour);
        if !is_last {
            icons::draw(painter, Icon::Chevron, pos2(x + 11.0, y), theme.text.tertiary);
            x += 22.0;
        }
    }
    painter.hline(whole.x_range(), line.center().y, Stroke::new(1.0, theme.surface.hairline));
    let label = format!("Cursor is in {}", parts.join(", "));
    ui.interact(whole, Id::unique("breadcrumb text"), Sense::hover())
        .widget_info(|| WidgetInfo::labeled(Role::Label, true, &label));
    x
}
