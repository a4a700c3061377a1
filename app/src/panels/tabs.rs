//! The row of tabs: one for each open file, in an order that the pointer can change; it scrolls where there are more
//! than fit.
//!
//! Invariant: what is said of a tab names its document, not its place, since places change while a tab is dragged.

use std::sync::Arc;

use egui::scroll_area::{ScrollBarVisibility, ScrollSource};
use egui::{
    CornerRadius, Galley, Id, Key, PointerButton, Rect, Response, Role, ScrollArea, Sense, Stroke,
    StrokeKind, Ui, WidgetInfo, pos2, vec2,
};
use namelight_engine::text::DocumentId;

use super::code_menu::tab_menu;
use super::icons::{self, Icon};
use super::{Action, MenuFacts, control};
use crate::theme::{Theme, sizes};
use crate::tips::Tip as _;

/// Between a tab's edge and its title, in points.
const PADDING: f32 = 12.0;
/// Behind a title: the dot or the cross stands in the middle of it, in points.
const BEHIND: f32 = 32.0;
/// The widest title, in points; of a longer one the end is cut off.
const WIDEST: f32 = 240.0;
/// Between a title and its folder, in points.
const GAP: f32 = 6.0;

/// An open file as its tab shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// Which document it is.
    pub document: DocumentId,
    /// The file's name.
    pub title: String,
    /// The folder's name, where another file has the same name.
    pub folder: Option<String>,
    /// The file's whole path, or what else there is to say about it.
    pub tooltip: String,
    /// Whether there are unsaved changes.
    pub is_modified: bool,
    /// What became of the file on disk, in a word: `deleted`.
    pub outside: Option<&'static str>,
}

/// Something to do with the open files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TabAction {
    /// Look at the next file.
    Next,
    /// Look at the previous file.
    Previous,
    /// Look at this file.
    Show(DocumentId),
    /// Close the file that is looked at.
    Close,
    /// Close this file.
    CloseThis(DocumentId),
    /// Close every file but the one that is looked at.
    CloseOthers,
    /// Close every file.
    CloseAll,
    /// Save every file that has unsaved changes.
    SaveAll,
    /// Open the file again that was closed last.
    Reopen,
    /// Put a file's tab at another place, from 0.
    Move(DocumentId, usize),
}

impl Tab {
    /// The name for lists and for assistive technology.
    #[must_use]
    pub fn name(&self) -> String {
        let folder = self.folder.as_ref().map(|folder| format!(" in {folder}")).unwrap_or_default();
        let unsaved = if self.is_modified { ", unsaved changes" } else { "" };
        let outside = self.outside.map(|word| format!(", {word}")).unwrap_or_default();
        format!("{}{folder}{outside}{unsaved}", self.title)
    }
}

/// A tab's words and its width, before it has a place.
struct Words {
    title: Arc<Galley>,
    folder: Option<Arc<Galley>>,
    outside: Option<Arc<Galley>>,
}

impl Words {
    fn of(ui: &Ui, theme: &Theme, tab: &Tab, is_active: bool) -> Self {
        let cut = |text: &str, size: f32, colour| {
            let font = sizes::interface_font(size);
            let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, colour);
            job.wrap = egui::text::TextWrapping::truncate_at_width(WIDEST);
            ui.painter().layout_job(job)
        };
        let colour = if is_active { theme.text.primary } else { theme.text.secondary };
        let folder = |folder: &String| cut(folder, sizes::FONT_LABEL, theme.text.tertiary);
        Self {
            title: cut(&tab.title, sizes::FONT_BODY, colour),
            folder: tab.folder.as_ref().map(folder),
            outside: tab.outside.map(|word| cut(word, sizes::FONT_LABEL, theme.status.warn)),
        }
    }

    fn width(&self) -> f32 {
        let behind = [&self.folder, &self.outside].into_iter().flatten();
        let behind: f32 = behind.map(|words| GAP + words.size().x).sum();
        (PADDING + self.title.size().x + behind + BEHIND).round()
    }
}

/// Shows the tabs in `area`, from its left; returns where they end, or where `area` does if that comes first.
pub(super) fn tabs(
    ui: &mut Ui,
    theme: &Theme,
    area: Rect,
    (all, active): (&[Tab], usize),
    facts: &MenuFacts<'_>,
    actions: &mut Vec<Action>,
) -> f32 {
    let words: Vec<Words> =
        all.iter().enumerate().map(|(at, tab)| Words::of(ui, theme, tab, at == active)).collect();
    let width: f32 = words.iter().map(Words::width).sum();
    let mut strip = ui.new_child(egui::UiBuilder::new().max_rect(area).id_salt("tabs"));
    strip.style_mut().always_scroll_the_only_direction = true;
    let mut row = |ui: &mut Ui| {
        let (row, _) = ui.allocate_exact_size(vec2(width, area.height()), Sense::hover());
        let mut left = row.left();
        for (at, (tab, its)) in all.iter().zip(&words).enumerate() {
            let rect = Rect::from_min_size(pos2(left, row.top()), vec2(its.width(), row.height()));
            left = rect.right();
            let shown = one(ui, theme, rect, (tab, its), (at == active, at + 1 == active), actions);
            tab_menu(&shown, theme, tab, facts, actions);
            if shown.dragged()
                && let Some(pointer) = shown.interact_pointer_pos()
            {
                let others = all.iter().zip(&words).filter(|(other, _)| other.document != tab.document);
                let widths: Vec<f32> = others.map(|(_, words)| words.width()).collect();
                let to = place_at(&widths, pointer.x - row.left());
                if to != at {
                    actions.push(Action::Tab(TabAction::Move(tab.document, to)));
                }
            }
        }
        row
    };
    if width <= area.width() {
        // An area that scrolls costs as much as a tab does.
        row(&mut strip);
        return area.left() + width;
    }
    let scrolling = ScrollArea::horizontal()
        .id_salt("tabs")
        .auto_shrink(false)
        .scroll_source(ScrollSource::MOUSE_WHEEL)
        .scroll_bar_visibility(ScrollBarVisibility::AlwaysHidden);
    scrolling.show(&mut strip, |ui| {
        let row = row(ui);
        keep_in_sight(ui, row, &words, all, active);
    });
    area.right()
}

/// The place among tabs of these widths at a distance from their left end: behind all whose middle is passed. It
/// depends on nothing else, so a tab that is dragged doesn't jump to and fro.
fn place_at(others: &[f32], x: f32) -> usize {
    let mut left = 0.0;
    let is_passed = |width: &&f32| {
        let middle = left + **width / 2.0;
        left += **width;
        middle < x
    };
    others.iter().take_while(is_passed).count()
}

/// Scrolls to the active tab when another one has become it, or a tab was added.
fn keep_in_sight(ui: &mut Ui, row: Rect, words: &[Words], all: &[Tab], active: usize) {
    let seen = all.get(active).map(|tab| (tab.document, all.len()));
    let id = ui.scope_id().with("seen");
    let before = ui.data(|data| data.get_temp::<Option<(DocumentId, usize)>>(id)).flatten();
    if seen == before {
        return;
    }
    ui.data_mut(|data| data.insert_temp(id, seen));
    let left: f32 = row.left() + words.iter().take(active).map(Words::width).sum::<f32>();
    let width = words.get(active).map_or(0.0, Words::width);
    let rect = Rect::from_min_size(pos2(left, row.top()), vec2(width, row.height()));
    ui.scroll_to_rect_animation(rect, None, egui::style::ScrollAnimation::none());
}

/// Draws a tab and hears what is done to it. `is_active`, and whether the next one is.
fn one(
    ui: &Ui,
    theme: &Theme,
    rect: Rect,
    (tab, words): (&Tab, &Words),
    (is_active, is_before_active): (bool, bool),
    actions: &mut Vec<Action>,
) -> Response {
    let id = Id::unique(("tab", tab.document));
    let response = ui.interact(rect, id, Sense::click_and_drag());
    let name = tab.name();
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, is_active, &name));
    let round = CornerRadius { nw: sizes::RADIUS_TAB, ne: sizes::RADIUS_TAB, sw: 0, se: 0 };
    if is_active {
        ui.painter().rect_filled(rect, round, theme.surface.tab_active);
        if theme.border.tab_active != theme.surface.tab_active {
            // Open below: the tab and its page are one.
            let line = Stroke::new(1.0, theme.border.tab_active);
            let outline = rect.with_max_y(rect.bottom() + 2.0);
            ui.painter().with_clip_rect(rect.intersect(ui.clip_rect())).rect_stroke(
                outline,
                round,
                line,
                StrokeKind::Inside,
            );
        }
    } else if response.hovered() {
        ui.painter().rect_filled(rect.shrink2(vec2(1.0, 2.0)), round, theme.surface.hover);
    } else if !is_before_active {
        let line = Stroke::new(1.0, theme.surface.hairline);
        ui.painter().vline(rect.right() - 0.5, rect.top() + 8.0..=rect.bottom() - 8.0, line);
    }
    let mut left = rect.left() + PADDING;
    for galley in [Some(&words.title), words.folder.as_ref(), words.outside.as_ref()].into_iter().flatten() {
        let top = rect.center().y - galley.size().y / 2.0;
        ui.painter().galley(pos2(left, top).round(), Arc::clone(galley), theme.text.primary);
        left += galley.size().x + GAP;
    }
    let is_closing = end_of_tab(ui, theme, rect, tab, (is_active, response.hovered()));
    if is_closing || response.clicked_by(PointerButton::Middle) || hears_delete(ui, &response) {
        actions.push(Action::Tab(TabAction::CloseThis(tab.document)));
    } else if !is_active && (response.clicked() || response.drag_started()) {
        actions.push(Action::Tab(TabAction::Show(tab.document)));
    }
    control::focus_ring(ui, theme, &response, rect);
    control::reveal_focused(&response);
    let unsaved = if tab.is_modified { ", unsaved changes" } else { "" };
    response.tip(format!("{}{unsaved}", tab.tooltip))
}

/// The dot of unsaved changes, or the cross that closes the file; whether it was clicked.
fn end_of_tab(ui: &Ui, theme: &Theme, rect: Rect, tab: &Tab, (is_active, is_hovered): (bool, bool)) -> bool {
    let centre = pos2(rect.right() - BEHIND / 2.0, rect.center().y);
    let place = Rect::from_center_size(centre, vec2(sizes::HIT, sizes::HIT));
    let (name, id) = (format!("Close {}", tab.name()), Id::unique(("close tab", tab.document)));
    let close = control::button(ui, place, id, &name, "Close (Ctrl+W)");
    control::hover_fill(ui, theme, &close, place);
    let is_pointed_at = is_hovered || close.hovered() || close.has_focus();
    if tab.is_modified && !is_pointed_at {
        icons::draw(ui.painter(), Icon::Dot, centre, theme.text.primary);
    } else if is_active || is_pointed_at {
        icons::draw(ui.painter(), Icon::Close, centre, theme.text.tertiary);
    }
    control::focus_ring(ui, theme, &close, place);
    close.clicked()
}

/// Whether the file of the tab that has the keyboard is to be closed.
fn hears_delete(ui: &Ui, response: &Response) -> bool {
    response.has_focus() && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Delete))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dragged_tab_goes_where_the_middles_are_passed() {
        let others = [100.0, 40.0, 60.0];
        for (x, place) in [(-5.0, 0), (49.0, 0), (51.0, 1), (119.0, 1), (121.0, 2), (171.0, 3), (900.0, 3)] {
            assert_eq!(place_at(&others, x), place, "{x}");
        }
    }
}
