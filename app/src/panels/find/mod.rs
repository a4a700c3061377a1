//! The find bar: a band between breadcrumb and code with what is looked for and, below, what takes its place.
//!
//! It keeps what is being typed and where its keyboard is; what was found is told to it. Invariant: everything in it
//! is reached by Tab, in the order in which it is read.

mod field;
mod toggle;

use egui::accesskit::Live;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Align2, Button, Context, Event, FontFamily, FontId, Id, Key, Rect, RichText, Role, Sense, Stroke, Ui,
    WidgetInfo, pos2, vec2,
};

use super::icons::{self, Icon};
use super::{Action, control};
use crate::commands::{Chord, Keymap};
use crate::theme::{Theme, sizes};
use crate::tips::Tip as _;

pub use field::FindField;

/// What can be asked of a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindAction {
    /// Open the bar.
    Open,
    /// Open the bar with what takes a match's place.
    OpenReplace,
    /// Close it; the cursor goes to the current match.
    Close,
    /// Go to the next match.
    Next,
    /// Go to the match before.
    Previous,
    /// Go to the next place where the selected text or the word at the cursor stands.
    NextSame,
    /// Whether `a` and `A` differ.
    ToggleCase,
    /// Find whole words only, or not.
    ToggleWord,
    /// Take the text for a regular expression, or not.
    ToggleRegex,
    /// Find in what is selected only, or everywhere.
    ToggleSelection,
    /// Put the replacement in the current match's place and go to the next one.
    ReplaceOne,
    /// Put the replacement in the place of every match.
    ReplaceAll,
    /// Put a cursor on every match.
    SelectAll,
    /// Show what was looked for before.
    OlderSearch,
    /// Show what was looked for after that.
    NewerSearch,
}

/// What the bar needs to know.
#[derive(Clone, Debug)]
pub struct FindFacts<'a> {
    /// Which keys are shown in tooltips.
    pub keymap: &'a Keymap,
    /// Whether `a` and `A` differ.
    pub is_case_sensitive: bool,
    /// Whether whole words are found only.
    pub is_whole_word: bool,
    /// Whether the text is a regular expression.
    pub is_regex: bool,
    /// Whether only what was selected is looked through.
    pub is_in_selection: bool,
    /// Whether something could be looked for in a selection.
    pub can_be_in_selection: bool,
    /// `3 of 41 matches`, or what is wrong.
    pub words: String,
    /// Whether they say that something is wrong.
    pub is_problem: bool,
    /// How many matches can be replaced, in words; none if there are none.
    pub total: Option<String>,
}

/// An open find bar.
#[derive(Clone, Debug, Default)]
pub struct FindBar {
    /// What is looked for.
    pub text: String,
    /// What takes its place.
    pub template: String,
    /// Whether what takes a match's place is shown.
    pub has_replace: bool,
    /// The field that is to have the keyboard, with all of its text selected.
    pub wants_focus: Option<FindField>,
    /// Whether the keyboard was in the bar when it was drawn last.
    had_focus: bool,
}

/// Where fields begin and how wide they are, in points.
const FIELD_LEFT: f32 = 80.0;
const FIELD_WIDTH: f32 = 380.0;
/// How narrow they become in a narrow window, the one with switches in it and the other one, in points.
const LEAST_FIELD: f32 = 224.0;
const LEAST_TEMPLATE: f32 = 96.0;
/// Room right of a field for what stands there, in points.
const BESIDE: f32 = 300.0;
/// Where labels begin, in points.
const LABEL_LEFT: f32 = 20.0;
/// From a field to what stands right of it, and from there to the words, in points.
const GAP: f32 = 8.0;
/// From a field to the words about matches, in points.
const WORDS_LEFT: f32 = 80.0;
/// From the right edge to the middle of what closes the bar, in points.
const CLOSE: f32 = 24.0;

impl FindBar {
    /// Its height in points, its hairline included.
    #[must_use]
    pub fn height(&self) -> f32 {
        if self.has_replace { sizes::FIND_BAR } else { sizes::FIND_BAR - sizes::CONTROL - GAP }
    }

    /// Whether the keyboard was in the bar when it was drawn last.
    #[must_use]
    pub fn has_focus(&self) -> bool {
        self.had_focus
    }

    /// Shows the bar in all of `ui`.
    pub fn show(&mut self, ui: &mut Ui, theme: &Theme, facts: &FindFacts<'_>, actions: &mut Vec<Action>) {
        let whole = ui.max_rect();
        ui.painter().rect_filled(whole, 0.0, theme.surface.panel);
        ui.painter().hline(whole.x_range(), whole.bottom() - 0.5, Stroke::new(1.0, theme.surface.hairline));
        self.take_keys(ui.ctx(), actions);
        if let Some(wanted) = self.wants_focus.take() {
            wanted.focus(ui.ctx(), self.value(wanted));
        }
        let top = row(whole, 0);
        label(ui, theme, top, "Find");
        let place = field_place(top);
        let is_wrong = facts.is_problem;
        let mut had_focus = FindField::Text.show(ui, theme, place, toggle::WIDTH, &mut self.text, is_wrong);
        if self.has_replace {
            // Drawn before what stands right of the first field, so that Tab leads from one field to the other.
            had_focus |= self.template_field(ui, theme, row(whole, 1), facts);
        }
        had_focus |= toggle::all(ui, theme, place, facts, actions);
        let mut left = place.right() + GAP;
        for (icon, name, action) in
            [(Icon::Up, "Previous match", FindAction::Previous), (Icon::Down, "Next match", FindAction::Next)]
        {
            let rect = Rect::from_center_size(
                pos2(left + 12.0, top.center().y),
                vec2(sizes::CONTROL, sizes::CONTROL),
            );
            had_focus |= icon_button(ui, theme, rect, icon, name, action, facts.keymap, actions);
            left += 32.0;
        }
        words(ui, theme, whole, place, facts);
        if self.has_replace {
            had_focus |= replace_buttons(ui, theme, row(whole, 1), facts, actions);
        }
        let rect =
            Rect::from_center_size(pos2(whole.right() - CLOSE, top.center().y), vec2(sizes::HIT, sizes::HIT));
        let close = control::button(
            ui,
            rect,
            Id::unique("find close"),
            "Close the find bar",
            "Close the find bar (Esc)",
        );
        control::hover_fill(ui, theme, &close, rect);
        icons::draw(ui.painter(), Icon::Close, rect.center(), theme.text.tertiary);
        control::focus_ring(ui, theme, &close, rect);
        if close.clicked() {
            actions.push(Action::Find(FindAction::Close));
        }
        self.had_focus = had_focus || close.has_focus();
    }

    fn value(&self, field: FindField) -> &str {
        match field {
            FindField::Text => &self.text,
            FindField::Template => &self.template,
        }
    }

    /// The field for what takes a match's place; whether it has the keyboard.
    fn template_field(&mut self, ui: &mut Ui, theme: &Theme, row: Rect, facts: &FindFacts<'_>) -> bool {
        label(ui, theme, row, "Replace");
        let place = template_place(ui, row, facts);
        FindField::Template.show(ui, theme, place, 0.0, &mut self.template, false)
    }

    /// Takes the keys that mean something in the bar and nothing elsewhere.
    fn take_keys(&self, ctx: &Context, actions: &mut Vec<Action>) {
        let in_text = FindField::Text.has_focus(ctx);
        let in_template = FindField::Template.has_focus(ctx);
        let had_focus = self.had_focus;
        ctx.input_mut(|input| {
            input.events.retain(|event| {
                let Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
                let chord = Chord::pressed(*key, *modifiers);
                let asked = match chord.key {
                    // egui has taken the keyboard away already.
                    Key::Escape if had_focus => FindAction::Close,
                    Key::Enter if in_text && chord == Chord::key(Key::Enter) => FindAction::Next,
                    Key::Enter if in_text && chord == Chord::key(Key::Enter).shift() => FindAction::Previous,
                    Key::Enter if in_template && chord == Chord::key(Key::Enter) => FindAction::ReplaceOne,
                    Key::ArrowUp if in_text && chord == Chord::key(Key::ArrowUp) => FindAction::OlderSearch,
                    Key::ArrowDown if in_text && chord == Chord::key(Key::ArrowDown) => {
                        FindAction::NewerSearch
                    }
                    _ => return true,
                };
                actions.push(Action::Find(asked));
                false
            });
        });
    }
}

/// The buttons that replace what was found; whether one of them has the keyboard.
fn replace_buttons(
    ui: &mut Ui,
    theme: &Theme,
    row: Rect,
    facts: &FindFacts<'_>,
    actions: &mut Vec<Action>,
) -> bool {
    let mut has_focus = false;
    let mut left = template_place(ui, row, facts).right() + GAP;
    for (words, action) in replacing(facts) {
        let rect = Rect::from_min_size(pos2(left, row.top()), vec2(button_width(ui, &words), sizes::CONTROL));
        let keys = facts.keymap.words(&Action::Find(action));
        let button = ui.add_enabled_ui(facts.total.is_some(), |ui| ui.put(rect, Button::new(&words))).inner;
        let button = button.tip(format!("{words} ({keys})"));
        control::focus_ring(ui, theme, &button, rect);
        has_focus |= button.has_focus();
        if button.clicked() {
            actions.push(Action::Find(action));
        }
        left = rect.right() + GAP;
    }
    let keys = facts.keymap.words(&Action::Rename);
    if !keys.is_empty() {
        let hint = RichText::new(format!("To change one name only, rename it: {keys}"));
        let hint = hint.font(sizes::interface_font(sizes::FONT_LABEL)).color(theme.text.tertiary);
        let rect =
            Rect::from_min_max(pos2(left + GAP, row.top()), pos2(ui.max_rect().right() - 12.0, row.bottom()));
        if rect.width() > 240.0 {
            let mut place = ui.new_child(
                egui::UiBuilder::new()
                    .max_rect(rect)
                    .layout(egui::Layout::left_to_right(egui::Align::Center)),
            );
            place.label(hint);
        }
    }
    has_focus
}

/// What the buttons that replace are called and do.
fn replacing(facts: &FindFacts<'_>) -> [(String, FindAction); 2] {
    let all = facts.total.as_ref().map_or("Replace all".to_owned(), |total| format!("Replace all {total}"));
    [("Replace".to_owned(), FindAction::ReplaceOne), (all, FindAction::ReplaceAll)]
}

fn button_width(ui: &Ui, words: &str) -> f32 {
    let font = sizes::interface_font(sizes::FONT_BODY);
    let galley = ui.painter().layout_no_wrap(words.to_owned(), font, egui::Color32::PLACEHOLDER);
    (galley.size().x + 24.0).round()
}

/// Where a row's field is.
fn field_place(row: Rect) -> Rect {
    let width = (row.width() - FIELD_LEFT - BESIDE).clamp(LEAST_FIELD, FIELD_WIDTH);
    Rect::from_min_size(pos2(row.left() + FIELD_LEFT, row.top()), vec2(width.round(), sizes::CONTROL))
}

/// Where the field is for what takes a match's place: as wide as the one above it, as far as there is room for the buttons.
fn template_place(ui: &Ui, row: Rect, facts: &FindFacts<'_>) -> Rect {
    let place = field_place(row);
    let buttons: f32 = replacing(facts).iter().map(|(words, _)| GAP + button_width(ui, words)).sum();
    let right = (row.right() - GAP - buttons).max(place.left() + LEAST_TEMPLATE);
    place.with_max_x(place.right().min(right).round())
}

/// One of the bar's rows, from 0.
fn row(whole: Rect, index: usize) -> Rect {
    let top = whole.top() + GAP + index as f32 * (sizes::CONTROL + GAP);
    Rect::from_min_max(pos2(whole.left(), top), pos2(whole.right(), top + sizes::CONTROL))
}

fn label(ui: &Ui, theme: &Theme, row: Rect, words: &str) {
    let font = sizes::interface_font(sizes::FONT_BODY);
    let place = pos2(row.left() + LABEL_LEFT, row.center().y);
    ui.painter().text(place, Align2::LEFT_CENTER, words, font, theme.text.secondary);
}

#[expect(clippy::too_many_arguments, reason = "what a button is and does")]
fn icon_button(
    ui: &Ui,
    theme: &Theme,
    rect: Rect,
    icon: Icon,
    name: &str,
    action: FindAction,
    keymap: &Keymap,
    actions: &mut Vec<Action>,
) -> bool {
    let tooltip = format!("{name} ({})", keymap.words(&Action::Find(action)));
    let button = control::button(ui, rect, Id::unique(("find", name)), name, &tooltip);
    control::hover_fill(ui, theme, &button, rect);
    icons::draw(ui.painter(), icon, rect.center(), theme.text.secondary);
    control::focus_ring(ui, theme, &button, rect);
    if button.clicked() {
        actions.push(Action::Find(action));
    }
    button.has_focus()
}

/// How many matches there are, or what is wrong; read out when it changes.
fn words(ui: &Ui, theme: &Theme, whole: Rect, field: Rect, facts: &FindFacts<'_>) {
    let left = field.right() + WORDS_LEFT;
    let right = (whole.right() - 2.0 * CLOSE).max(left);
    let room = Rect::from_min_max(pos2(left, field.top()), pos2(right, field.bottom()));
    let mut start = pos2(room.left(), room.center().y);
    if facts.is_problem {
        icons::draw(ui.painter(), Icon::Error, start + vec2(8.0, 0.0), theme.status.error);
        start.x += 24.0;
    }
    let width = (room.right() - start.x).max(0.0);
    let lay_out = |words: &str, width| {
        let mut job = sentence(theme, words, facts.is_problem);
        job.wrap = TextWrapping::truncate_at_width(width);
        ui.painter().layout_job(job)
    };
    let whole = lay_out(&facts.words, f32::INFINITY);
    // A number that is cut would be a wrong one: where there is no room for all words, there is for the numbers.
    let numbers = facts.words.strip_suffix(" matches").filter(|_| !facts.is_problem);
    let galley = match numbers {
        _ if whole.size().x <= width => whole,
        Some(numbers) => lay_out(numbers, f32::INFINITY),
        None => lay_out(&facts.words, width),
    };
    let place = Align2::LEFT_CENTER.anchor_size(start, galley.size());
    ui.painter().with_clip_rect(room).galley(place.min.round(), galley, theme.text.secondary);
    let id = Id::unique("find words");
    let said = if facts.words.is_empty() { "Nothing to find yet" } else { &facts.words };
    ui.interact(room, id, Sense::hover()).widget_info(|| WidgetInfo::labeled(Role::Status, true, said));
    ui.ctx().accesskit_node_builder(id, |node| node.set_live(Live::Polite));
}

/// The words, numbers in the code's font so that they don't dance.
fn sentence(theme: &Theme, words: &str, is_problem: bool) -> LayoutJob {
    let mut job = LayoutJob::default();
    let plain = sizes::interface_font(sizes::FONT_BODY);
    if is_problem {
        job.append(words, 0.0, TextFormat::simple(plain, theme.status.error));
        return job;
    }
    let number = FontId::new(sizes::FONT_LABEL, FontFamily::Monospace);
    for word in words.split_inclusive(' ') {
        let is_number = word.starts_with(|c: char| c.is_ascii_digit());
        let (font, colour) = match is_number {
            true => (number.clone(), theme.text.primary),
            false => (plain.clone(), theme.text.secondary),
        };
        let format = TextFormat { valign: egui::Align::Center, ..TextFormat::simple(font, colour) };
        // A blank of the code's font would be too wide.
        match word.strip_suffix(' ').filter(|_| is_number) {
            Some(digits) => {
                job.append(digits, 0.0, format);
                job.append(
                    " ",
                    0.0,
                    TextFormat { valign: egui::Align::Center, ..TextFormat::simple(plain.clone(), colour) },
                );
            }
            None => job.append(word, 0.0, format),
        }
    }
    job
}
