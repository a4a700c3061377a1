//! Names to go on with, as a person is offered them.

use egui::{Event, Key, Modifiers, PointerButton};
use egui_kittest::kittest::Queryable as _;

use super::*;
use crate::document::Command;
use crate::highlights::Part;
use crate::panels::{Action, NamesAction};

const CODE: &str = "\
class Gauge:
    def __init__(self, limit):
        self.limit = limit
        self.level = 0

    def lift(self, amount, times=1):
        self.level += amount
        return self.level


def mean(values, total=0):
    tone = 1
    for value in values:
        total += value
    HERE


gauge = Gauge(3)
";

/// The program with the cursor in place of `HERE`.
fn opened() -> Harness<'static, App> {
    let at = CODE.find("HERE").unwrap();
    let mut harness = start(Options { start: Start::Text(CODE.replace("HERE", "")), ..Options::default() });
    let app = harness.state_mut();
    app.file.document.apply(&Command::Select(Selection::cursor(at)), app.now);
    settle(&mut harness);
    harness
}

/// Types letter by letter, as people do.
fn type_slowly(harness: &mut Harness<'_, App>, text: &str) {
    for letter in text.chars() {
        type_text(harness, &letter.to_string());
    }
}

fn offered(harness: &Harness<'_, App>) -> Vec<String> {
    let session = harness.state().suggestions.session();
    session
        .map(|session| session.shown().iter().map(|one| one.text.to_string()).collect())
        .unwrap_or_default()
}

fn line(harness: &Harness<'_, App>) -> String {
    let app = harness.state();
    let text = app.file.document.text().to_string();
    let at = app.file.document.cursor();
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    text[start..].split('\n').next().unwrap().trim().to_owned()
}

#[test]
fn the_second_letter_brings_the_list_the_nearest_names_first() {
    let mut harness = opened();
    type_slowly(&mut harness, "t");
    assert!(harness.query_by_label_contains("Suggestions").is_none());
    type_slowly(&mut harness, "o");
    assert_eq!(offered(&harness)[..2], ["total", "tone"]);
    harness.get_by_label_contains("Suggestions, ");
    harness.get_by_label("total, parameter of mean()");
    harness.get_by_label("tone, local of mean()");
}

#[test]
fn tab_takes_the_first() {
    let mut harness = opened();
    type_slowly(&mut harness, "to");
    press(&mut harness, Modifiers::NONE, Key::Tab);
    assert_eq!(line(&harness), "total");
    assert!(offered(&harness).is_empty());
}

#[test]
fn enter_makes_a_line_unless_one_has_moved_into_the_list() {
    let mut harness = opened();
    type_slowly(&mut harness, "to");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(line(&harness), "");
    assert!(harness.state().file.document.text().to_string().contains("    to\n"));
}

#[test]
fn enter_takes_what_one_has_moved_to() {
    let mut harness = opened();
    type_slowly(&mut harness, "to");
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(line(&harness), "tone");
}

#[test]
fn up_goes_to_the_last_and_tab_takes_the_selected() {
    let mut harness = opened();
    type_slowly(&mut harness, "to");
    let last = offered(&harness).last().unwrap().clone();
    press(&mut harness, Modifiers::NONE, Key::ArrowUp);
    press(&mut harness, Modifiers::NONE, Key::Tab);
    assert_eq!(line(&harness), last);
}

#[test]
fn escape_closes_until_the_next_word() {
    let mut harness = opened();
    type_slowly(&mut harness, "to");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(offered(&harness).is_empty());
    type_slowly(&mut harness, "t");
    assert!(offered(&harness).is_empty());
    type_slowly(&mut harness, " + to");
    assert_eq!(offered(&harness)[0], "total");
    assert_eq!(line(&harness), "tot + to");
}

#[test]
fn typing_on_filters_and_a_whole_name_closes() {
    let mut harness = opened();
    type_slowly(&mut harness, "tot");
    assert_eq!(offered(&harness)[0], "total");
    assert!(!offered(&harness).contains(&"tone".to_owned()));
    type_slowly(&mut harness, "al");
    assert!(offered(&harness).is_empty());
    assert!(harness.query_by_label_contains("Suggestions").is_none());
}

#[test]
fn erasing_widens_the_list_again() {
    let mut harness = opened();
    type_slowly(&mut harness, "tot");
    press(&mut harness, Modifiers::NONE, Key::Backspace);
    assert_eq!(offered(&harness)[..2], ["total", "tone"]);
}

#[test]
fn moving_away_closes() {
    for key in [Key::ArrowLeft, Key::Home, Key::PageUp] {
        let mut harness = opened();
        type_slowly(&mut harness, "to");
        press(&mut harness, Modifiers::NONE, key);
        assert!(offered(&harness).is_empty(), "{key:?}");
    }
}

#[test]
fn a_blank_closes() {
    let mut harness = opened();
    type_slowly(&mut harness, "to ");
    assert!(offered(&harness).is_empty());
}

#[test]
fn the_key_offers_at_once() {
    let mut harness = opened();
    press(&mut harness, Modifiers::COMMAND, Key::Space);
    let names = offered(&harness);
    for name in ["total", "tone", "value", "values", "gauge", "mean", "print"] {
        assert!(names.contains(&name.to_owned()), "{name}: {names:?}");
    }
    type_slowly(&mut harness, "g");
    assert_eq!(offered(&harness)[0], "gauge");
}

#[test]
fn switched_off_it_comes_by_key_only() {
    let mut harness = opened();
    harness.state_mut().queue.push(Action::Names(NamesAction::ToggleSuggestions));
    settle(&mut harness);
    type_slowly(&mut harness, "to");
    assert!(offered(&harness).is_empty());
    press(&mut harness, Modifiers::COMMAND, Key::Space);
    assert_eq!(offered(&harness)[0], "total");
}

#[test]
fn the_menu_has_the_switches() {
    let mut harness = opened();
    press(&mut harness, Modifiers::NONE, Key::F10);
    harness.get_by_label("View").click();
    settle(&mut harness);
    harness.get_by_label("Mark undefined names");
    harness.get_by_label("Mark unused names");
    harness.get_by_label("Edit").click();
    settle(&mut harness);
    harness.get_by_label("Suggest names").click();
    settle(&mut harness);
    assert!(!harness.state().suggestions.is_on());
}

#[test]
fn taking_is_one_step_to_undo() {
    let mut harness = opened();
    type_slowly(&mut harness, "to");
    press(&mut harness, Modifiers::NONE, Key::Tab);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(line(&harness), "to");
}

#[test]
fn members_of_self_come_with_the_dot() {
    let mut harness = opened();
    go_to(&mut harness, "        return self.level", 0);
    type_slowly(&mut harness, "        self.");
    assert_eq!(offered(&harness), ["level", "lift", "limit"]);
    type_slowly(&mut harness, "le");
    press(&mut harness, Modifiers::NONE, Key::Tab);
    assert!(line(&harness).starts_with("self.level"), "{}", line(&harness));
}

#[test]
fn members_of_an_instance_of_the_module() {
    let mut harness = opened();
    go_to(&mut harness, "gauge = ", 0);
    press(&mut harness, Modifiers::COMMAND, Key::End);
    type_slowly(&mut harness, "gauge.li");
    assert_eq!(offered(&harness), ["lift", "limit"]);
    harness.get_by_label("lift, method of Gauge");
    harness.get_by_label("limit, attribute of Gauge");
}

#[test]
fn arguments_of_a_call_come_first_with_their_sign() {
    let mut harness = opened();
    press(&mut harness, Modifiers::COMMAND, Key::End);
    type_slowly(&mut harness, "mean([], to");
    assert_eq!(offered(&harness)[0], "total=");
    press(&mut harness, Modifiers::NONE, Key::Tab);
    assert_eq!(line(&harness), "mean([], total=)", "the bracket closed by itself");
}

#[test]
fn nothing_is_offered_in_strings_and_comments() {
    for begin in ["'", "# "] {
        let mut harness = opened();
        type_slowly(&mut harness, begin);
        type_slowly(&mut harness, "tot");
        assert!(offered(&harness).is_empty(), "{begin}");
    }
}

#[test]
fn nothing_is_offered_at_several_cursors() {
    let mut harness = opened();
    press(&mut harness, Modifiers::COMMAND | Modifiers::ALT, Key::ArrowDown);
    type_slowly(&mut harness, "to");
    assert!(offered(&harness).is_empty());
}

#[test]
fn nothing_is_offered_while_a_name_is_changed() {
    let mut harness = opened();
    go_to(&mut harness, "tone", 0);
    press(&mut harness, Modifiers::NONE, Key::F2);
    type_slowly(&mut harness, "to");
    assert!(offered(&harness).is_empty());
    press(&mut harness, Modifiers::COMMAND, Key::Space);
    assert!(offered(&harness).is_empty());
}

#[test]
fn a_click_takes_a_row_and_the_code_keeps_the_keyboard() {
    let mut harness = opened();
    type_slowly(&mut harness, "to");
    harness.get_by_label("tone, local of mean()").click();
    settle(&mut harness);
    assert_eq!(line(&harness), "tone");
    type_slowly(&mut harness, "s");
    assert_eq!(line(&harness), "tones");
}

#[test]
fn a_click_into_the_code_closes() {
    let mut harness = opened();
    type_slowly(&mut harness, "to");
    let pos = egui::pos2(300.0, 100.0);
    for pressed in [true, false] {
        harness.event(Event::PointerMoved(pos));
        let modifiers = Modifiers::NONE;
        harness.event(Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers });
    }
    settle(&mut harness);
    assert!(offered(&harness).is_empty());
}

#[test]
fn without_a_list_tab_indents_and_down_moves() {
    let mut harness = opened();
    press(&mut harness, Modifiers::NONE, Key::Tab);
    assert!(harness.state().file.document.text().to_string().contains("\n        \n"));
    let before = harness.state().file.document.position().0;
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    assert_eq!(harness.state().file.document.position().0, before + 1);
}

#[test]
fn what_would_be_taken_is_said_to_screen_readers() {
    let mut harness = opened();
    type_slowly(&mut harness, "tot");
    harness.get_by_label_contains("suggestions: total, parameter of mean()");
    type_slowly(&mut harness, " to");
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    harness.get_by_label_contains("suggestions: tone, local of mean()");
}

#[test]
fn a_key_that_comes_with_the_letters_before_it_waits_for_them() {
    let mut harness = opened();
    type_slowly(&mut harness, "to");
    let tab = Event::Key {
        key: Key::Tab,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    harness.input_mut().events.extend([Event::Text("n".to_owned()), tab]);
    settle(&mut harness);
    assert_eq!(line(&harness), "tone");
}

#[test]
fn the_list_leaves_the_line_that_is_typed_free() {
    let mut harness = opened();
    type_slowly(&mut harness, "to");
    let list = harness.get_by_label_contains("Suggestions, ").rect();
    let caret = harness.state().file.painted.caret.unwrap();
    assert!(list.top() >= caret.bottom(), "{list:?} {caret:?}");
}

#[test]
fn at_the_lower_edge_the_list_stands_above() {
    let text = format!("total = 1\n{}", "\n".repeat(60));
    let mut harness = start(Options { start: Start::Text(text), ..Options::default() });
    press(&mut harness, Modifiers::COMMAND, Key::End);
    let app = harness.state_mut();
    app.file.view.set_top(30.0);
    settle(&mut harness);
    type_slowly(&mut harness, "to");
    let list = harness.get_by_label_contains("Suggestions, ").rect();
    let caret = harness.state().file.painted.caret.unwrap();
    let area = harness.state().file.view.text_area();
    assert!(area.contains_rect(list) && !list.intersects(caret), "{list:?} {caret:?} {area:?}");
}

#[test]
fn an_open_list_costs_no_frames() {
    let mut harness = opened();
    type_slowly(&mut harness, "to");
    harness.run_steps(20);
    let viewport = harness.output().viewport_output.values().next().unwrap();
    assert_eq!(viewport.repaint_delay, std::time::Duration::MAX, "{:?}", harness.ctx.repaint_causes());
}

#[test]
fn it_comes_also_when_the_light_is_calm_or_off() {
    for part in [Part::Calm, Part::Light] {
        let mut harness = opened();
        harness.state_mut().queue.push(Action::Switch(part));
        settle(&mut harness);
        type_slowly(&mut harness, "to");
        assert_eq!(offered(&harness)[0], "total", "{part:?}");
    }
}

#[test]
fn another_file_closes_the_list() {
    let mut harness = opened();
    type_slowly(&mut harness, "to");
    harness.state_mut().show_tour();
    settle(&mut harness);
    assert!(offered(&harness).is_empty());
}
