//! Two texts held against each other: a box over everything else with the lines that differ and those round them.
//!
//! Invariants: a frame lays out the rows that can be seen, and of a long line only the columns that can be seen; a sign
//! tells what was added and what was removed, and colour only repeats it.

mod rows;

use egui::accesskit::Live;
use egui::{
    Button, Context, Id, Key, Modifiers, Rect, RichText, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::icons::{self, Icon};
use super::{Action, control};
use crate::compare::{Compared, Comparison};
use crate::theme::{Theme, sizes};

/// What stays free between the box and the window, and within the box round what stands in it, in points.
const AROUND: f32 = 80.0;
/// Height of what stands above the rows: the title, the names of the texts, and how much differs.
const HEAD: f32 = 56.0;
/// Height of what stands below them.
const FOOT: f32 = 44.0;

/// What can be asked of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompareAction {
    /// Take it away.
    Close,
}

/// What the box is told.
pub struct ComparisonFacts<'a> {
    /// The two texts.
    pub comparison: &'a Comparison,
    /// How they differ, once that is known.
    pub found: Option<&'a Compared>,
    /// Whether that is still to come.
    pub is_waiting: bool,
}

/// Where one is in a comparison.
#[derive(Debug)]
pub struct ComparisonView {
    /// The row at the top, with the part of it that is out of sight. Rows can be more than a position in points could
    /// tell apart.
    top: f64,
    /// How far the lines are moved to the left, in points.
    across: f32,
    /// The change that one is at, from 0.
    change: usize,
    /// Whether that is to be brought into view.
    reveals: bool,
    /// Not shown yet, so the rows take the keyboard.
    is_new: bool,
}

impl Default for ComparisonView {
    fn default() -> Self {
        Self { top: 0.0, across: 0.0, change: 0, reveals: true, is_new: true }
    }
}

impl ComparisonView {
    /// Shows it; F7 and Shift+F7 go from change to change, Escape closes it.
    pub fn show(
        &mut self,
        ctx: &Context,
        theme: &Theme,
        facts: &ComparisonFacts<'_>,
        actions: &mut Vec<Action>,
    ) {
        self.take_keys(ctx, facts, actions);
        let modal = control::modal(theme, "comparison");
        let area = modal.area.clone().accessible_name(&facts.comparison.title).role(Role::Dialog);
        let size = (ctx.content_rect().size() - vec2(AROUND, AROUND)).max(vec2(240.0, 160.0));
        modal.area(area).show(ctx, |ui| {
            let (whole, _) = ui.allocate_exact_size(size.floor(), Sense::hover());
            let head = whole.with_max_y(whole.top() + HEAD);
            let foot = whole.with_min_y(whole.bottom() - FOOT);
            self.head(ui, theme, head, facts, actions);
            self.rows(ui, theme, Rect::from_min_max(head.left_bottom(), foot.right_top()), facts);
            ways(ui, foot, facts, actions);
        });
        self.is_new = false;
    }

    fn take_keys(&mut self, ctx: &Context, facts: &ComparisonFacts<'_>, actions: &mut Vec<Action>) {
        let (next, previous, closes) = ctx.input_mut(|input| {
            let previous = input.consume_key(Modifiers::SHIFT, Key::F7);
            let next = input.consume_key(Modifiers::NONE, Key::F7);
            (next, previous, input.consume_key(Modifiers::NONE, Key::Escape))
        });
        if next || previous {
            self.step(facts, next);
        }
        if closes {
            actions.push(Action::Compare(CompareAction::Close));
        }
    }

    /// Goes to the next or the previous change; goes round at the ends.
    fn step(&mut self, facts: &ComparisonFacts<'_>, forward: bool) {
        let count = facts.found.map_or(0, |found| found.rows.changes().len());
        if count > 0 {
            self.change = (self.change + if forward { 1 } else { count - 1 }) % count;
            self.reveals = true;
        }
    }

    /// Title, how much differs, what the texts are called, and the buttons that go from change to change.
    fn head(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        area: Rect,
        facts: &ComparisonFacts<'_>,
        actions: &mut Vec<Action>,
    ) {
        let buttons = 3.0 * sizes::CONTROL + 8.0;
        let text = area.with_max_x(area.right() - buttons);
        let font = sizes::interface_font(sizes::FONT_PANEL_TITLE);
        let title = RichText::new(&facts.comparison.title).font(font).color(theme.text.primary);
        ui.put(text.with_max_y(area.top() + 24.0), left_label(title));
        let said = self.words(facts);
        let response = ui.put(
            Rect::from_min_max(pos2(area.left(), area.top() + 24.0), pos2(text.right(), area.bottom() - 8.0)),
            left_label(RichText::new(said).color(theme.text.secondary)),
        );
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
        let mut left = area.right() - 3.0 * sizes::CONTROL;
        for (icon, name, tooltip) in [
            (Icon::Up, "Previous change", "Previous change (Shift+F7)"),
            (Icon::Down, "Next change", "Next change (F7)"),
            (Icon::Close, "Close the comparison", "Close (Esc)"),
        ] {
            let rect = Rect::from_min_size(pos2(left, area.top()), vec2(sizes::HIT, sizes::HIT));
            left += sizes::CONTROL;
            let button = control::button(ui, rect, Id::unique(("comparison", name)), name, tooltip);
            control::hover_fill(ui, theme, &button, rect);
            icons::draw(ui.painter(), icon, rect.center(), theme.text.secondary);
            control::focus_ring(ui, theme, &button, rect);
            if button.clicked() {
                match icon {
                    Icon::Up => self.step(facts, false),
                    Icon::Down => self.step(facts, true),
                    _ => actions.push(Action::Compare(CompareAction::Close)),
                }
            }
        }
    }

    /// What is said about the comparison as a whole.
    fn words(&self, facts: &ComparisonFacts<'_>) -> String {
        let Comparison { left: (old, _), right: (new, _), .. } = facts.comparison;
        let Some(found) = facts.found else {
            return if facts.is_waiting { "Comparing…".to_owned() } else { FAILED.to_owned() };
        };
        let changes = found.rows.changes().len();
        if changes == 0 {
            return format!("No difference between {old} and {new}");
        }
        let lines = |count: usize| format!("{count} {}", if count == 1 { "line" } else { "lines" });
        let mut said = format!(
            "Change {} of {changes} · {} only in {old} · {} only in {new}",
            self.change + 1,
            lines(found.removed),
            lines(found.added),
        );
        if !found.is_complete {
            said.push_str(" · they differ so much that not all equal lines were found");
        }
        said
    }
}

/// What is said when the thread is gone without an answer.
const FAILED: &str = "Something went wrong in the editor itself. Both texts are as they were.";

fn left_label(words: RichText) -> impl egui::Widget {
    move |ui: &mut Ui| {
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        ui.with_layout(layout, |ui| ui.add(egui::Label::new(words).truncate())).inner
    }
}

/// The buttons below the rows.
fn ways(ui: &mut Ui, area: Rect, facts: &ComparisonFacts<'_>, actions: &mut Vec<Action>) {
    let place = area.with_min_y(area.bottom() - sizes::CONTROL);
    let mut ui = ui.new_child(UiBuilder::new().max_rect(place).id_salt("comparison ways"));
    ui.horizontal(|ui| {
        for (words, action) in &facts.comparison.ways {
            if ui.add(Button::new(words)).clicked() {
                actions.extend([Action::Compare(CompareAction::Close), action.clone()]);
            }
        }
        if ui.add(Button::new("Close")).clicked() {
            actions.push(Action::Compare(CompareAction::Close));
        }
    });
}

/// Who has the keyboard when the rows do.
fn rows_id() -> Id {
    Id::unique("comparison rows")
}

/// Names a part of the box that is drawn by hand.
fn name(ui: &Ui, rect: Rect, id: Id, role: Role, words: &str) -> egui::Response {
    let response = ui.interact(rect, id, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(role, true, words));
    response
}
