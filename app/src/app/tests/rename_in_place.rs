//! Renaming in place, as a person does it.

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::*;
use crate::document::{Command, Selection};

const TEXT: &str = "\
def mean(levels, total=0.0):
    \"\"\"Average.

    :param total: where to start
    \"\"\"
    count = 0
    for level in levels:
        total += level
        count += 1
    return total / count


def spread(levels):
    return mean(levels, total=1.0)
";

/// Opens a text and begins to rename the `nth` place of `what`.
fn renaming(text: &str, what: &str, nth: usize) -> Harness<'static, App> {
    let mut harness = start(Options { start: Start::Text(text.to_owned()), ..Options::default() });
    go_to(&mut harness, what, nth);
    press(&mut harness, Modifiers::NONE, Key::F2);
    harness
}

fn text(harness: &Harness<'_, App>) -> String {
    harness.state().file.document.text().to_string()
}

/// What is on the screen.
fn shown(harness: &Harness<'_, App>) -> String {
    harness.state().shown().text().to_string()
}

fn status(harness: &Harness<'_, App>) -> String {
    harness.state().rename_sentence().map_or_else(String::new, |sentence| sentence.to_string())
}

#[test]
fn the_new_name_is_seen_everywhere_before_anything_changes() {
    let mut harness = renaming(TEXT, "total", 2);
    assert_eq!(status(&harness), "Renaming total · type another name · nothing has changed yet");
    type_text(&mut harness, "sum_");
    assert_eq!(shown(&harness), TEXT.replace("total", "sum_").replace(":param sum_", ":param total"));
    assert_eq!(text(&harness), TEXT);
    assert_eq!(status(&harness), "Renaming total to sum_ · 4 places · nothing has changed yet");
    let seen = harness.state().observe();
    assert_eq!(seen.target.unwrap().name, "sum_");
    for lit in &seen.painted.lit {
        assert_eq!(seen.text.byte_slice(lit.range.clone()).to_string(), "sum_");
    }
    assert_eq!(seen.painted.lit.len(), 4);
}

#[test]
fn enter_takes_the_name_and_one_undo_gives_it_back() {
    let mut harness = renaming(TEXT, "total", 2);
    type_text(&mut harness, "sum_");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let renamed = TEXT.replace("total", "sum_").replace(":param sum_", ":param total");
    assert_eq!(text(&harness), renamed);
    assert!(harness.state().rename.is_none());
    let at = harness.state().file.document.cursor();
    assert!(renamed[..at].ends_with("        sum_"), "the cursor is behind the name");
    assert_eq!(harness.state().observe().target.unwrap().name, "sum_");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(text(&harness), TEXT);
    assert!(!harness.state().file.document.can_undo());
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(text(&harness), renamed);
}

#[test]
fn escape_keeps_the_name() {
    let mut harness = renaming(TEXT, "total", 0);
    type_text(&mut harness, "sum_");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!((text(&harness).as_str(), harness.state().file.document.can_undo()), (TEXT, false));
    assert!(harness.state().rename.is_none());
    assert_eq!(harness.state().observe().target.unwrap().name, "total");
}

#[test]
fn all_keys_of_a_text_field_work_in_the_name() {
    let mut harness = renaming(TEXT, "count", 1);
    press(&mut harness, Modifiers::NONE, Key::End);
    type_text(&mut harness, "er");
    assert!(shown(&harness).contains("    counter += 1\n"));
    press(&mut harness, Modifiers::NONE, Key::Backspace);
    press(&mut harness, Modifiers::NONE, Key::Home);
    type_text(&mut harness, "re");
    assert!(shown(&harness).contains("    return total / recounte\n"));
    press(&mut harness, Modifiers::COMMAND, Key::A);
    press(&mut harness, Modifiers::NONE, Key::Delete);
    type_text(&mut harness, "n");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(text(&harness), TEXT.replace("count", "n"));
}

#[test]
fn a_name_that_is_taken_turns_red_and_says_why() {
    let mut harness = renaming(TEXT, "total", 2);
    type_text(&mut harness, "count");
    assert_eq!(
        status(&harness),
        "Cannot rename to count · count is already a local of mean(), line 6 · nothing has changed yet"
    );
    harness.get_by_label_contains("count is already a local of mean(), line 6.");
    let seen = harness.state().observe();
    assert!(seen.painted.lit.is_empty(), "two names are no light");
    assert_eq!(seen.painted.conflicts.len(), 3);
    for conflict in &seen.painted.conflicts {
        assert_eq!(seen.text.byte_slice(conflict.clone()).to_string(), "count");
    }
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(text(&harness), TEXT, "Enter does nothing then");
    type_text(&mut harness, "s");
    assert_eq!(status(&harness), "Renaming total to counts · 4 places · nothing has changed yet");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(text(&harness).contains("counts += level"));
}

#[test]
fn a_name_that_would_be_caught_by_another_scope_is_refused() {
    let mut harness = renaming("limit = 3\ndef f(top):\n    return top + limit\n", "limit", 0);
    type_text(&mut harness, "top");
    assert!(status(&harness).contains("top would mean a parameter of f() in line 3"), "{}", status(&harness));
}

#[test]
fn keywords_and_what_is_no_name_are_refused() {
    let mut harness = renaming(TEXT, "total", 0);
    type_text(&mut harness, "while");
    assert!(status(&harness).contains("while is a keyword"));
    press(&mut harness, Modifiers::COMMAND, Key::A);
    type_text(&mut harness, "1st");
    assert!(status(&harness).contains("can't be a name in Python"));
    press(&mut harness, Modifiers::COMMAND, Key::A);
    press(&mut harness, Modifiers::NONE, Key::Delete);
    assert!(status(&harness).contains("can't be a name in Python"), "{}", status(&harness));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(text(&harness), TEXT);
}

#[test]
fn a_builtin_cannot_be_renamed_and_that_is_said() {
    let mut harness = renaming("print(1)\n", "print", 0);
    assert_eq!(
        status(&harness),
        "Cannot rename print · print is not defined in this file · nothing has changed yet"
    );
    harness.get_by_label_contains("print is not defined in this file.");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(harness.state().rename.is_none());
}

#[test]
fn where_no_name_is_that_is_said() {
    let mut harness = start(Options { start: Start::Text("x = 1\n\n".into()), ..Options::default() });
    let end = Command::Select(Selection::cursor(7));
    harness.state_mut().file.document.apply(&end, Duration::ZERO);
    settle(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::F2);
    assert!(harness.query_all_by_label_contains("no name at the cursor").next().is_some());
    assert!(harness.state().rename.is_none());
}

#[test]
fn docstrings_are_offered_and_off() {
    let mut harness = renaming(TEXT, "total", 0);
    type_text(&mut harness, "start");
    harness.get_by_label("Also 1 in docstrings").click();
    settle(&mut harness);
    assert!(shown(&harness).contains(":param start: where"));
    press(&mut harness, Modifiers::ALT, Key::M);
    assert!(shown(&harness).contains(":param total: where"));
    press(&mut harness, Modifiers::ALT, Key::M);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(text(&harness), TEXT.replace("total", "start"));
}

#[test]
fn likely_places_are_offered_and_off() {
    let code = "class A:\n    def run(self): pass\na = A()\na.run()\n";
    let mut harness = renaming(code, "run", 0);
    type_text(&mut harness, "go");
    assert!(shown(&harness).ends_with("a.run()\n"));
    press(&mut harness, Modifiers::ALT, Key::L);
    assert!(shown(&harness).ends_with("a.go()\n"));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(text(&harness), code.replace("run", "go"));
}

#[test]
fn imports_keep_what_is_imported() {
    let mut harness = renaming("from m import x\nprint(x)\n", "x", 1);
    type_text(&mut harness, "y");
    assert_eq!(shown(&harness), "from m import x as y\nprint(y)\n");
    let lit = &harness.state().observe().painted.lit;
    let ranges: Vec<_> = lit.iter().map(|one| one.range.clone()).collect();
    assert_eq!(ranges, [19..20, 27..28]);
}

#[test]
fn the_buttons_do_what_the_keys_do() {
    let mut harness = renaming(TEXT, "total", 0);
    type_text(&mut harness, "sum_");
    harness.get_by_label_contains("Rename 4 places").click();
    settle(&mut harness);
    assert!(text(&harness).contains("sum_ += level"));
    press(&mut harness, Modifiers::NONE, Key::F2);
    type_text(&mut harness, "other");
    harness.get_by_label_contains("Keep sum_").click();
    settle(&mut harness);
    assert!(text(&harness).contains("sum_ += level"));
    assert!(harness.state().rename.is_none());
}

#[test]
fn whoever_turns_elsewhere_takes_a_sound_name_and_gives_up_another() {
    let away = |harness: &mut Harness<'_, App>| {
        let place = harness.state().file.view.position_of(harness.state().shown(), 0) + egui::vec2(2.0, 8.0);
        for pressed in [true, false] {
            harness.event(egui::Event::PointerButton {
                pos: place,
                button: egui::PointerButton::Primary,
                pressed,
                modifiers: Modifiers::NONE,
            });
        }
        settle(harness);
    };
    let mut harness = renaming(TEXT, "total", 2);
    type_text(&mut harness, "sum_");
    away(&mut harness);
    assert!(text(&harness).contains("sum_ += level"));
    assert_eq!(harness.state().file.document.cursor(), 0);

    let mut harness = renaming(TEXT, "total", 2);
    type_text(&mut harness, "count");
    away(&mut harness);
    assert_eq!((text(&harness).as_str(), harness.state().file.document.cursor()), (TEXT, 0));
}

#[test]
fn two_renames_in_a_row_are_two() {
    let mut harness = renaming(TEXT, "total", 0);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    press(&mut harness, Modifiers::NONE, Key::F2);
    type_text(&mut harness, "a");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    go_to(&mut harness, "count", 0);
    press(&mut harness, Modifiers::NONE, Key::F2);
    type_text(&mut harness, "b");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(text(&harness).contains("    b = 0\n") && text(&harness).contains("return a / b"));
}

#[test]
fn a_place_that_is_only_likely_can_be_where_the_name_is_typed() {
    let code = "class A:\n    def run(self): pass\na = A()\na.run()\na.run()\n";
    let mut harness = renaming(code, "run", 2);
    type_text(&mut harness, "go");
    let shown_there = code.replacen("run", "go", 1);
    let at = shown_there.rfind("run").unwrap();
    let expected = format!("{}go{}", &shown_there[..at], &shown_there[at + 3..]);
    assert_eq!(shown(&harness), expected, "the other likely place is left, the one at the cursor isn't");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(text(&harness), expected);
}
