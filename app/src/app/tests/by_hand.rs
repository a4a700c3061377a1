//! What was in the way of somebody who wrote a program in the window, from the first line to its run.

use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::*;
use crate::document::Command;
use crate::folding::FoldAction;
use crate::panels::Action;

fn opened(text: &str) -> Harness<'static, App> {
    start(Options { start: Start::Text(text.to_owned()), ..Options::default() })
}

fn text(harness: &Harness<'_, App>) -> String {
    harness.state().file.document.text().to_string()
}

/// So many functions of four lines each.
fn functions(count: usize) -> String {
    (0..count).map(|n| format!("def f{n}(a):\n    b = a\n    return b\n\n")).collect()
}

/// Lines from 1 that can be seen.
fn seen(harness: &Harness<'_, App>) -> std::ops::Range<usize> {
    let lines = harness.state().file.painted.visible_lines.clone();
    lines.start + 1..lines.end + 1
}

#[test]
fn the_end_of_the_file_is_shown_with_a_screen_of_code_above_it() {
    let mut harness = opened(&functions(100));
    press(&mut harness, Modifiers::COMMAND, Key::End);
    let seen = seen(&harness);
    assert!(seen.contains(&401) && seen.start < 375, "{seen:?}");
    assert!(harness.state().file.painted.caret.is_some());
}

#[test]
fn a_jump_into_the_middle_of_a_file_still_shows_as_much_above_as_below() {
    let mut harness = opened(&functions(100));
    go_to(&mut harness, "def f50", 0);
    let (seen, line) = (seen(&harness), 201);
    assert!((line - seen.start).abs_diff(seen.end - line) <= 3, "{seen:?}");
}

#[test]
fn a_jump_asks_about_the_lines_that_it_shows() {
    let mut harness = opened(&functions(100));
    for what in ["def f50", "return b\n\ndef f99", "def f0", "def f98", "def f3("] {
        let app = harness.state_mut();
        let at = app.file.document.text().to_string().find(what).unwrap();
        let top = app.file.view.top();
        app.file.document.apply(&Command::Select(Selection::cursor(at)), app.now);
        let expected = app.expected_lines();
        assert_eq!(app.file.view.top(), top, "{what}: nothing has moved yet");
        harness.step();
        assert_eq!(harness.state().file.painted.visible_lines, expected, "{what}");
        settle(&mut harness);
    }
}

#[test]
fn the_cursor_stays_in_sight_when_the_output_comes_up_below() {
    let mut harness = opened(&functions(100));
    go_to(&mut harness, "def f7(", 0);
    let top = harness.state().file.view.top();
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::U);
    let seen = seen(&harness);
    assert!(seen.contains(&29), "{seen:?}");
    assert!(harness.state().file.view.top() > top);
}

#[test]
fn nothing_moves_when_the_cursor_is_far_enough_up() {
    let mut harness = opened(&functions(100));
    go_to(&mut harness, "def f2(", 0);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::U);
    assert_eq!(harness.state().file.view.top(), 0.0);
}

#[test]
fn what_one_looks_at_stays_in_place_when_everything_is_folded_and_unfolded() {
    let mut harness = opened(&functions(100));
    go_to(&mut harness, "def f50", 0);
    let height = |harness: &Harness<'_, App>| {
        let app = harness.state();
        app.file.view.height_of_cursor(&app.file.document)
    };
    let before = height(&harness).unwrap();
    for action in [FoldAction::FoldAll, FoldAction::UnfoldAll] {
        harness.state_mut().queue.push(Action::Fold(action));
        settle(&mut harness);
        assert!((height(&harness).unwrap() - before).abs() < 1.0, "{action:?}");
    }
}

#[test]
fn a_sentence_about_the_cursor_goes_when_it_moves() {
    let mut harness = opened("x = 1\ny = 2\n");
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::OpenBracket);
    assert_eq!(notices(&harness), ["There is nothing to fold at the cursor."]);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::OpenBracket);
    assert_eq!(notices(&harness).len(), 1, "it is still so");
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    assert!(notices(&harness).is_empty());
}

#[test]
fn a_sentence_about_the_cursor_goes_when_something_is_typed() {
    let mut harness = opened("# one two\n");
    press(&mut harness, Modifiers::COMMAND, Key::F12);
    press(&mut harness, Modifiers::NONE, Key::F2);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::OpenBracket);
    assert!(!notices(&harness).is_empty());
    type_text(&mut harness, "x");
    assert!(notices(&harness).is_empty());
}

#[test]
fn ctrl_d_on_a_word_of_a_comment_takes_whole_words() {
    let mut harness = opened("# by month, monthly, by_month, month\n");
    let at = Command::Select(Selection::cursor(7));
    harness.state_mut().file.document.apply(&at, Duration::ZERO);
    settle(&mut harness);
    press(&mut harness, Modifiers::COMMAND, Key::D);
    press(&mut harness, Modifiers::COMMAND, Key::D);
    type_text(&mut harness, "day");
    assert_eq!(text(&harness), "# by day, monthly, by_month, day\n");
}

#[test]
fn names_are_offered_at_the_end_of_a_word_and_not_within_one() {
    let mut harness = opened("summary = 1\nprint(mary)\n");
    let at = Command::Select(Selection::cursor(18));
    harness.state_mut().file.document.apply(&at, Duration::ZERO);
    settle(&mut harness);
    for letter in ["s", "u", "m"] {
        type_text(&mut harness, letter);
    }
    assert!(text(&harness).contains("print(summary)"));
    assert!(harness.state().suggestions.session().is_none());
}

#[test]
fn behind_a_name_from_elsewhere_the_names_of_the_file_are_offered() {
    let class = "class Entry:\n    def __init__(self):\n        self.month = 1\n\n\n";
    let mut harness = opened(&format!("{class}def f(entries):\n    for entry in entries:\n        entry.\n"));
    press(&mut harness, Modifiers::COMMAND, Key::End);
    press(&mut harness, Modifiers::NONE, Key::ArrowLeft);
    for letter in ["m", "o"] {
        type_text(&mut harness, letter);
    }
    press(&mut harness, Modifiers::NONE, Key::Tab);
    assert!(text(&harness).ends_with("entry.month\n"), "{}", text(&harness));
}

#[test]
fn a_new_file_is_offered_a_name_with_an_ending_and_typing_changes_only_the_stem() {
    let mut harness = opened("x = 1\n");
    press(&mut harness, Modifiers::COMMAND, Key::S);
    let value = |harness: &Harness<'_, App>| {
        harness.get_by_role(egui::accesskit::Role::TextInput).accesskit_node().value().unwrap_or_default()
    };
    assert!(value(&harness).ends_with("/untitled.py"), "{}", value(&harness));
    type_text(&mut harness, "ledger");
    assert!(value(&harness).ends_with("/ledger.py"), "{}", value(&harness));
}

#[test]
fn tab_leads_from_what_is_found_to_what_replaces_it() {
    let mut harness = opened("total = 1\nprint(total)\n");
    press(&mut harness, Modifiers::COMMAND, Key::H);
    type_text(&mut harness, "total");
    press(&mut harness, Modifiers::NONE, Key::Tab);
    assert!(harness.get_by_label("Replace with").is_focused());
    type_text(&mut harness, "sum_of");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(text(&harness), "sum_of = 1\nprint(total)\n");
    press(&mut harness, Modifiers::SHIFT, Key::Tab);
    assert!(harness.get_by_label("Find").is_focused());
}

#[cfg(unix)]
mod runs {
    use super::super::running::{
        await_end, await_output, go_to_panel, line, open, output, run_to_end, until,
    };
    use super::*;

    fn run_until(script: &str, words: &str) -> (tempfile::TempDir, Harness<'static, App>) {
        let folder = tempfile::tempdir().unwrap();
        let mut harness = open(&folder, script);
        press(&mut harness, Modifiers::NONE, Key::F5);
        await_output(&mut harness, words);
        (folder, harness)
    }

    #[test]
    fn f6_leads_to_the_programs_input_first_and_then_round() {
        let (_folder, mut harness) = run_until("echo name?\nread name\n", "name?");
        press(&mut harness, Modifiers::NONE, Key::F6);
        assert!(harness.get_by_label("Input for the program").is_focused());
        press(&mut harness, Modifiers::NONE, Key::F6);
        assert!(harness.get_by_label("Main menu").is_focused());
        press(&mut harness, Modifiers::NONE, Key::F6);
        type_text(&mut harness, "x");
        assert!(text(&harness).starts_with('x'), "the code has the keyboard");
    }

    #[test]
    fn what_is_typed_for_a_program_that_has_ended_stays_out_of_the_code() {
        let (_folder, mut harness) = run_until("echo name?\nread name\n", "name?");
        go_to_panel(&mut harness);
        press(&mut harness, Modifiers::NONE, Key::Enter);
        await_end(&mut harness);
        let before = text(&harness);
        type_text(&mut harness, "Ada");
        press(&mut harness, Modifiers::NONE, Key::Enter);
        assert_eq!(text(&harness), before);
        assert!(harness.get_by_label("Output of the program").is_focused());
        press(&mut harness, Modifiers::NONE, Key::Escape);
        type_text(&mut harness, "x");
        assert_ne!(text(&harness), before, "Escape leads back to the code");
    }

    #[test]
    fn who_runs_it_again_from_the_panel_types_into_its_field_again() {
        let (_folder, mut harness) = run_until("echo name?\nread name\n", "name?");
        go_to_panel(&mut harness);
        press(&mut harness, Modifiers::NONE, Key::Enter);
        await_end(&mut harness);
        press(&mut harness, Modifiers::NONE, Key::F5);
        await_output(&mut harness, "name?");
        harness.run_steps(3);
        assert!(harness.get_by_label("Input for the program").is_focused());
    }

    #[test]
    fn up_and_down_bring_back_what_was_sent() {
        let (_folder, mut harness) = run_until("echo ready\ncat\n", "ready");
        go_to_panel(&mut harness);
        for sent in ["one", "two", "two"] {
            type_text(&mut harness, sent);
            press(&mut harness, Modifiers::NONE, Key::Enter);
        }
        type_text(&mut harness, "thr");
        let field = |harness: &Harness<'_, App>| {
            harness.get_by_label("Input for the program").accesskit_node().value().unwrap_or_default()
        };
        let steps = [
            (Key::ArrowUp, "two"),
            (Key::ArrowUp, "one"),
            (Key::ArrowUp, "one"),
            (Key::ArrowDown, "two"),
            (Key::ArrowDown, "thr"),
            (Key::ArrowDown, "thr"),
        ];
        for (key, expected) in steps {
            press(&mut harness, Modifiers::NONE, key);
            assert_eq!(field(&harness), expected);
        }
        press(&mut harness, Modifiers::NONE, Key::ArrowUp);
        type_text(&mut harness, "!");
        press(&mut harness, Modifiers::NONE, Key::Enter);
        // Once as it was sent, and once as the program has it, which may come later than what is sent next.
        let count = |harness: &Harness<'_, App>, line: &str| {
            output(harness).lines().filter(|one| *one == line).count()
        };
        until(&mut harness, "two! twice", |harness| count(harness, "two!") == 2);
        assert_eq!(["one", "two"].map(|line| count(&harness, line)), [2, 4]);
    }

    #[test]
    fn a_place_in_a_traceback_leads_to_the_code_of_its_line() {
        let folder = tempfile::tempdir().unwrap();
        let script = "if true; then\n    echo '  File \"summary.py\", line 2, in <module>' >&2\nfi\n";
        let mut harness = open(&folder, script);
        run_to_end(&mut harness);
        harness.get_by_label("Go to line 2 of summary.py").click();
        settle(&mut harness);
        assert_eq!((line(&harness), harness.state().file.document.position().1), (2, 5));
    }
}
