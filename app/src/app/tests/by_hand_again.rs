//! What was in the way of somebody who wrote a second program in the window, and of hands that look for a menu.

use egui::{PointerButton, Pos2, ViewportCommand, ViewportId};
use egui_kittest::kittest::Queryable as _;

use super::*;
use crate::document::Command;

const GAUGE: &str = "\
class Gauge:
    def read(self):
        return 1

    def twice(self):
        return 2 * self.read()


def all_of(gauges):
    return [gauge.read() for gauge in gauges]
";

fn opened(text: &str) -> Harness<'static, App> {
    start(Options { start: Start::Text(text.to_owned()), ..Options::default() })
}

fn text(harness: &Harness<'_, App>) -> String {
    harness.state().file.document.text().to_string()
}

fn click(harness: &mut Harness<'_, App>, pos: Pos2, button: PointerButton) {
    clicks(harness, pos, button, 1);
}

fn clicks(harness: &mut Harness<'_, App>, pos: Pos2, button: PointerButton, count: usize) {
    harness.event(Event::PointerMoved(pos));
    if count == 1 {
        for pressed in [true, false] {
            harness.event(Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE });
            harness.step();
        }
    } else {
        // In one frame: some of the tests' frames take longer than a double click may.
        let event = |pressed| Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE };
        harness.step();
        harness.input_mut().events.extend([true, false].repeat(count).into_iter().map(event));
        harness.step();
    }
    settle(harness);
}

/// The middle of the character at an offset.
fn place(harness: &Harness<'_, App>, offset: usize) -> Pos2 {
    let file = &harness.state().file;
    file.view.position_of(&file.document, offset) + egui::vec2(3.0, file.view.row() / 2.0)
}

#[test]
fn blanks_of_a_line_that_one_leaves_are_gone_with_keys_and_mouse() {
    for by_mouse in [false, true] {
        let mut harness = opened("if a:\nb = 1\n");
        press(&mut harness, Modifiers::NONE, Key::End);
        press(&mut harness, Modifiers::NONE, Key::Enter);
        assert_eq!(text(&harness), "if a:\n    \nb = 1\n");
        if by_mouse {
            let at = place(&harness, 12);
            click(&mut harness, at, PointerButton::Primary);
            assert!(harness.state().file.document.selection().is_empty());
        } else {
            press(&mut harness, Modifiers::NONE, Key::ArrowDown);
        }
        assert_eq!(text(&harness), "if a:\n\nb = 1\n");
    }
}

#[test]
fn a_drag_from_a_line_that_was_begun_selects_what_it_passes() {
    let mut harness = opened("if a:\nb = 1\n");
    press(&mut harness, Modifiers::NONE, Key::End);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let (from, to) = (place(&harness, 11), place(&harness, 16));
    let modifiers = Modifiers::NONE;
    let button = PointerButton::Primary;
    harness.event(Event::PointerMoved(from));
    harness.event(Event::PointerButton { pos: from, button, pressed: true, modifiers });
    harness.step();
    harness.event(Event::PointerMoved(to));
    harness.step();
    harness.event(Event::PointerButton { pos: to, button, pressed: false, modifiers });
    settle(&mut harness);
    assert_eq!(text(&harness), "if a:\n\nb = 1\n");
    assert_eq!(harness.state().file.document.selected_text(), "b = 1");
}

#[test]
fn a_builtin_is_called_one_and_a_typo_is_not() {
    let mut harness = opened("print(pritn)\n");
    go_to(&mut harness, "print", 0);
    assert!(says(&harness).starts_with("print · builtin · "), "{}", says(&harness));
    go_to(&mut harness, "pritn", 0);
    assert!(says(&harness).starts_with("pritn · not defined in this file · "), "{}", says(&harness));
}

#[test]
fn ctrl_d_in_blanks_selects_nothing() {
    let mut harness = opened("if a:\n    b = 1\n    c = 1\n");
    let at = Command::Select(Selection::cursor(7));
    harness.state_mut().file.document.apply(&at, Duration::ZERO);
    settle(&mut harness);
    press(&mut harness, Modifiers::COMMAND, Key::D);
    assert!(harness.state().file.document.selection().is_empty());
    let notices = &harness.state().notices;
    assert!(notices.iter().any(|notice| notice.text == "There is no word at the cursor."), "{notices:?}");
}

#[test]
fn a_builtin_that_only_windows_has_is_not_offered() {
    let mut harness = opened("");
    for letter in ["w", "o", "r"] {
        type_text(&mut harness, letter);
    }
    assert!(harness.query_by_label_contains("WindowsError").is_none());
}

#[test]
fn a_rename_says_what_stays_and_offers_it() {
    let mut harness = opened(GAUGE);
    go_to(&mut harness, "read", 0);
    press(&mut harness, Modifiers::NONE, Key::F2);
    type_text(&mut harness, "level");
    harness.get_by_label("Every sure use of read gets the new name.");
    harness.get_by_label("Rename 2 places Enter");
    press(&mut harness, Modifiers::ALT, Key::O);
    harness.get_by_label("Every use of read gets the new name.");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(text(&harness), GAUGE.replace("read", "level"));
}

#[test]
fn a_right_click_opens_a_menu_for_the_name_under_it() {
    let mut harness = opened(GAUGE);
    let at = place(&harness, GAUGE.rfind("gauges").unwrap());
    click(&mut harness, at, PointerButton::Secondary);
    harness.get_by_label("Rename F2").click();
    settle(&mut harness);
    type_text(&mut harness, "meters");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(text(&harness), GAUGE.replace("gauges", "meters"));
}

#[test]
fn a_right_click_on_a_selection_keeps_it_and_asks_for_the_clipboard() {
    let mut harness = opened("alpha = beta\n");
    let selection = Command::Select(Selection { anchor: 0, head: 5 });
    harness.state_mut().file.document.apply(&selection, Duration::ZERO);
    settle(&mut harness);
    let at = place(&harness, 2);
    click(&mut harness, at, PointerButton::Secondary);
    assert_eq!(harness.state().file.document.selected_text(), "alpha");
    harness.get_by_label("Copy Ctrl+C").click();
    let asked = (0..4).any(|_| {
        harness.step();
        harness.output().viewport_output[&ViewportId::ROOT].commands.contains(&ViewportCommand::RequestCopy)
    });
    assert!(asked);
    settle(&mut harness);
    type_text(&mut harness, "x");
    assert_eq!(text(&harness), "x = beta\n", "the code has the keyboard again");
}

#[test]
fn the_menu_of_the_code_opens_by_key_and_escape_leads_back() {
    let mut harness = opened(GAUGE);
    go_to(&mut harness, "read", 0);
    for (modifiers, key) in [(Modifiers::SHIFT, Key::F10), (Modifiers::NONE, Key::Menu)] {
        press(&mut harness, modifiers, key);
        assert!(harness.get_by_label("Go to its definition F12").is_focused());
        press(&mut harness, Modifiers::NONE, Key::Escape);
        assert!(harness.query_by_label("Go to its definition F12").is_none());
    }
    type_text(&mut harness, "x");
    assert!(text(&harness).contains("xread"));
}

#[test]
fn a_right_click_on_a_tab_offers_to_close_the_others() {
    let (_folder, paths) = tabs::folder_with(&["a.py", "b.py", "c.py"]);
    let file = |path: &PathBuf| Wanted::File { path: path.clone(), place: None };
    let files = Start::Files(paths.iter().map(file).collect());
    let mut harness = start(Options { start: files, ..Options::default() });
    let at = harness.get_by_label("b.py").rect().center();
    click(&mut harness, at, PointerButton::Secondary);
    harness.get_by_label("Close the other files").click();
    settle(&mut harness);
    assert_eq!(tabs::tabs(&harness), ["b.py"]);
}

#[test]
fn a_double_click_beside_the_tabs_makes_a_new_file() {
    let mut harness = opened("x = 1\n");
    type_text(&mut harness, "y");
    let plus = harness.get_by_label("New file").rect();
    let beside = plus.center() + egui::vec2(100.0, 0.0);
    click(&mut harness, beside, PointerButton::Primary);
    assert_eq!(harness.state().tab_count(), 1, "one click does nothing");
    // Long enough for the next click to begin anew.
    harness.run_steps(60);
    clicks(&mut harness, beside, PointerButton::Primary, 2);
    assert_eq!((harness.state().tab_count(), text(&harness).as_str()), (2, ""));
}

#[test]
fn a_whole_path_may_be_typed_behind_the_folder_that_stands_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, TEXT);
    let mut harness = opened("x = 1\n");
    press(&mut harness, Modifiers::COMMAND, Key::O);
    type_text(&mut harness, path.to_str().unwrap());
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(harness.state().title(), "summary.py");
}

#[cfg(unix)]
mod arguments {
    use super::super::running::{await_end, open, options, output, run_to_end};
    use super::*;

    const SCRIPT: &str = "printf '[%s]' \"$@\"\n";

    fn ask(harness: &mut Harness<'_, App>) {
        press(harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::F5);
    }

    fn run_with(harness: &mut Harness<'_, App>, typed: &str) {
        ask(harness);
        press(harness, Modifiers::COMMAND, Key::A);
        type_text(harness, typed);
        press(harness, Modifiers::NONE, Key::Enter);
        await_end(harness);
    }

    #[test]
    fn a_program_gets_what_was_typed_and_keeps_it_for_f5() {
        let folder = tempfile::tempdir().unwrap();
        let mut harness = open(&folder, SCRIPT);
        run_with(&mut harness, "one 'two words'");
        assert_eq!(output(&harness).trim(), "[one][two words]");
        run_to_end(&mut harness);
        assert_eq!(output(&harness).trim(), "[one][two words]");
        harness.get_by_label_contains("one 'two words'");
    }

    #[test]
    fn what_is_not_closed_is_told_and_nothing_runs() {
        let folder = tempfile::tempdir().unwrap();
        let mut harness = open(&folder, SCRIPT);
        ask(&mut harness);
        type_text(&mut harness, "one 'two");
        press(&mut harness, Modifiers::NONE, Key::Enter);
        harness.get_by_label("A quote isn't closed.");
        assert!(harness.state().running.run.is_none());
        type_text(&mut harness, "'");
        press(&mut harness, Modifiers::NONE, Key::F5);
        await_end(&mut harness);
        assert_eq!(output(&harness).trim(), "[one][two]", "F5 in the box takes what stands there");
    }

    #[test]
    fn escape_changes_nothing_and_gives_the_keyboard_back() {
        let folder = tempfile::tempdir().unwrap();
        let mut harness = open(&folder, SCRIPT);
        ask(&mut harness);
        type_text(&mut harness, "one");
        press(&mut harness, Modifiers::NONE, Key::Escape);
        assert!(harness.state().file.arguments.is_empty());
        type_text(&mut harness, "#");
        assert!(text(&harness).starts_with('#'));
    }

    #[test]
    fn they_are_remembered_with_the_file() {
        let (state, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let with_state = |start| Options { state: Some(state.path().to_owned()), ..options(start) };
        let mut harness = start(with_state(Start::File(file(&folder, SCRIPT))));
        run_with(&mut harness, "--fast");
        harness.state_mut().finish();
        let mut harness = start(with_state(Start::LastSession));
        run_to_end(&mut harness);
        assert_eq!(output(&harness).trim(), "[--fast]");
    }
}
