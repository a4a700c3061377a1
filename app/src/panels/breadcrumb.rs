//! The breadcrumb: folder, file, and the scopes round the cursor. All but the folder can be gone to.

use egui::{Align2, Id, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2};

use super::icons::{self, Icon};
use super::{Action, control};
use crate::theme::{Theme, sizes};

/// Where the first part stands, in points from the window's left edge.
const LEFT: f32 = 20.0;
/// How far a button reaches beyond its words, in points.
const OVERHANG: f32 = 4.0;

/// What the breadcrumb shows, outermost first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breadcrumb {
    /// The folder's name, if the text has a file.
    pub folder: Option<String>,
    /// The file's name.
    pub file: String,
    /// The scopes round the cursor.
    pub scopes: Vec<Crumb>,
}

/// A scope that can be gone to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crumb {
    /// `Summary`, `rises()`.
    pub title: String,
    /// Where its name is defined, in bytes.
    pub at: usize,
    /// The line of that, from 1.
    pub line: usize,
}

/// One part of the breadcrumb.
struct Part<'a> {
    words: &'a str,
    /// Where it leads to, in bytes, and what it is called; none if nowhere.
    leads: Option<(usize, String)>,
}

/// Shows the breadcrumb in all of `ui`; returns where its words end, in points.
pub fn breadcrumb(ui: &mut Ui, theme: &Theme, crumbs: &Breadcrumb, actions: &mut Vec<Action>) -> f32 {
    let whole = ui.max_rect();
    ui.painter().rect_filled(whole, 0.0, theme.surface.editor);
    let parts = parts(crumbs);
    let words: Vec<&str> = parts.iter().map(|part| part.words).collect();
    let label = format!("Cursor is in {}", words.join(", "));
    // Beneath the buttons, so that they have the pointer.
    ui.interact(whole, Id::unique("breadcrumb text"), Sense::hover())
        .widget_info(|| WidgetInfo::labeled(Role::Label, true, &label));
    let mut x = whole.left() + LEFT;
    let y = whole.center().y;
    for (index, part) in parts.iter().enumerate() {
        let is_last = index + 1 == parts.len();
        let colour = if is_last { theme.text.primary } else { theme.text.tertiary };
        let font = sizes::interface_font(sizes::FONT_BODY);
        let galley = ui.painter().layout_no_wrap(part.words.to_owned(), font, colour);
        let place = Align2::LEFT_CENTER.anchor_size(pos2(x, y), galley.size());
        let rect = Rect::from_x_y_ranges(
            place.left() - OVERHANG..=place.right() + OVERHANG,
            y - sizes::HIT / 2.0..=y + sizes::HIT / 2.0,
        );
        let response = part.leads.as_ref().map(|(at, name)| {
            let response = control::button(ui, rect, Id::unique(("crumb", index)), name, name);
            control::hover_fill(ui, theme, &response, rect);
            if response.clicked() {
                actions.push(Action::GoTo(*at));
            }
            response
        });
        x = place.right();
        ui.painter().galley(place.min.round(), galley, colour);
        if let Some(response) = response {
            control::focus_ring(ui, theme, &response, rect);
        }
        if !is_last {
            icons::draw(ui.painter(), Icon::Chevron, pos2(x + 11.0, y), theme.text.tertiary);
            x += 22.0;
        }
    }
    let line = whole.bottom() - 0.5;
    ui.painter().hline(whole.x_range(), line, Stroke::new(1.0, theme.surface.hairline));
    x
}

fn parts(crumbs: &Breadcrumb) -> Vec<Part<'_>> {
    let folder = crumbs.folder.iter().map(|folder| Part { words: folder, leads: None });
    let top = format!("Go to the top of {}", crumbs.file);
    let file = Part { words: &crumbs.file, leads: Some((0, top)) };
    let scopes = crumbs.scopes.iter().map(|crumb| Part {
        words: &crumb.title,
        leads: Some((crumb.at, format!("Go to {}, line {}", crumb.title, crumb.line))),
    });
    folder.chain([file]).chain(scopes).collect()
}
