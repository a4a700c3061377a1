//! The settings of a page, each as its kind asks for.

use std::fmt::Write as _;

use egui::{
    Align, Checkbox, DragValue, Key, Label, Layout, RadioButton, Response, RichText, Role, TextEdit, Ui,
    WidgetInfo, vec2,
};

use super::super::{Action, control};
use super::SettingsFacts;
use crate::settings::{self, Change, Choice, Kind, Page, Setting, Settings, Value};
use crate::theme::{Theme, sizes};

/// Width of a field for text and of one for a number, in points.
const FIELD: f32 = 240.0;
const NUMBER: f32 = 56.0;
/// Room for the words before a field, in points, so that all fields begin at the same place; in a narrow dialog this share
/// of it.
const LABELS: f32 = 344.0;
const SHARE: f32 = 0.58;

/// What is being typed and isn't taken yet, by the setting's place in the file.
#[derive(Clone, Debug, Default)]
pub(super) struct Drafts(Vec<(&'static str, String)>);

impl Drafts {
    /// What the fields say at first.
    pub(super) fn of(settings: &Settings) -> Self {
        let fields =
            settings::all().iter().filter(|one| matches!(one.kind, Kind::Text | Kind::Numbers { .. }));
        Self(fields.map(|one| (one.key, text_of(&one.get(settings)))).collect())
    }
}

/// Shows the settings of a page.
pub(super) fn show(
    ui: &mut Ui,
    theme: &Theme,
    page: Page,
    facts: &SettingsFacts<'_>,
    drafts: &mut Drafts,
    actions: &mut Vec<Action>,
) {
    ui.set_width(ui.available_width());
    for setting in settings::all().iter().filter(|setting| setting.page == page) {
        let value = setting.get(facts.settings);
        let wanted = match (setting.kind, &value) {
            (Kind::Switch, Value::Switch(is_on)) => switch(ui, theme, setting, *is_on),
            (Kind::Choice(choices), Value::Choice(word)) => choice(ui, theme, setting, choices, word),
            (Kind::Number { least, most }, Value::Number(now)) => {
                number(ui, theme, setting, least..=most, *now)
            }
            _ => draft(ui, theme, setting, &value, drafts),
        };
        if let Some(value) = wanted {
            actions.push(Action::Change(Change::Set { key: setting.key, value }));
        }
        ui.add_space(4.0);
    }
}

fn switch(ui: &mut Ui, theme: &Theme, setting: &Setting, mut is_on: bool) -> Option<Value> {
    let response = ui.add(Checkbox::new(&mut is_on, setting.title));
    control::focus_ring_around(ui, theme, &response);
    control::reveal_focused(&response);
    response.changed().then_some(Value::Switch(is_on))
}

fn choice(
    ui: &mut Ui,
    theme: &Theme,
    setting: &Setting,
    choices: &'static [Choice],
    now: &str,
) -> Option<Value> {
    let mut wanted = None;
    ui.label(RichText::new(setting.title).color(theme.text.secondary));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        for one in choices {
            let is_now = one.word == now;
            let response = ui.add(RadioButton::new(is_now, one.words));
            let name = format!("{}: {}", setting.title, one.words);
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_now, &name));
            control::focus_ring_around(ui, theme, &response);
            control::reveal_focused(&response);
            if response.clicked() && !is_now {
                wanted = Some(Value::Choice(one.word));
            }
        }
    });
    wanted
}

/// The title of a setting, and free space up to its field.
fn label_before_field(ui: &mut Ui, theme: &Theme, setting: &Setting) -> Response {
    let width = (ui.available_width() * SHARE).min(LABELS).floor();
    let layout = Layout::left_to_right(Align::Center);
    let label = Label::new(RichText::new(setting.title).color(theme.text.secondary)).wrap();
    let shown = ui.allocate_ui_with_layout(vec2(width, sizes::CONTROL), layout, |ui| {
        ui.set_min_width(width);
        ui.add(label)
    });
    shown.inner
}

fn number(
    ui: &mut Ui,
    theme: &Theme,
    setting: &Setting,
    range: std::ops::RangeInclusive<u16>,
    mut now: u16,
) -> Option<Value> {
    let was = now;
    ui.horizontal(|ui| {
        let label = label_before_field(ui, theme, setting);
        ui.spacing_mut().interact_size.x = NUMBER;
        let field = DragValue::new(&mut now).range(range).speed(0.1).update_while_editing(false);
        let response = ui.add(field).labelled_by(label.id);
        response.widget_info(|| WidgetInfo::labeled(Role::SpinButton, true, setting.title));
        control::focus_ring(ui, theme, &response, response.rect);
        control::reveal_focused(&response);
    });
    (now != was).then_some(Value::Number(now))
}

/// A field whose text counts when it is left or Enter is pressed.
fn draft(ui: &mut Ui, theme: &Theme, setting: &Setting, now: &Value, drafts: &mut Drafts) -> Option<Value> {
    let (_, text) = drafts.0.iter_mut().find(|(key, _)| *key == setting.key)?;
    let mut wanted = None;
    let mut is_wrong = false;
    ui.horizontal(|ui| {
        label_before_field(ui, theme, setting);
        let field = TextEdit::singleline(text)
            .desired_width(FIELD.min(ui.available_width() - 8.0))
            .font(sizes::interface_font(sizes::FONT_BODY));
        let response = ui.add(field);
        response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, setting.title));
        control::reveal_focused(&response);
        let read = value_of(setting.kind, text).filter(|value| setting.kind.allows(value));
        is_wrong = read.is_none();
        if response.lost_focus() {
            if ui.input(|input| input.key_pressed(Key::Enter)) {
                response.request_focus();
            }
            wanted = read.filter(|value| value != now);
        } else if !response.has_focus() {
            // The file may say something else by now.
            *text = text_of(now);
        }
    });
    if is_wrong {
        ui.label(RichText::new(format!("It must be {}.", setting.kind)).color(theme.status.error));
    }
    wanted
}

/// A text or some numbers as they are typed: `79, 100`.
fn text_of(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Numbers(numbers) => numbers.iter().fold(String::new(), |mut text, number| {
            // Writing to a text can't fail.
            let _ = write!(text, "{}{number}", if text.is_empty() { "" } else { ", " });
            text
        }),
        other => other.to_string(),
    }
}

fn value_of(kind: Kind, text: &str) -> Option<Value> {
    match kind {
        Kind::Text => Some(Value::Text(text.trim().to_owned())),
        Kind::Numbers { .. } => {
            let parts = text.split([',', ' ']).filter(|part| !part.is_empty());
            parts.map(|part| part.parse().ok()).collect::<Option<_>>().map(Value::Numbers)
        }
        _ => None,
    }
}
