//! Several cursors in the whole program: the light, and what the status bar says.

use super::*;

const CTRL_ALT: Modifiers = Modifiers { alt: true, ctrl: true, command: true, ..Modifiers::NONE };

/// Selects every place where `what` stands.
fn select_all_of(harness: &mut Harness<'_, App>, what: &str) {
    let app = harness.state_mut();
    let text = app.file.document.text().to_string();
    let all = text.match_indices(what).map(|(at, _)| Selection { anchor: at, head: at + what.len() });
    app.file.document.apply(&crate::document::Command::SelectMany(all.collect()), app.now);
    settle(harness);
}

#[test]
fn the_status_bar_counts_cursors_and_selected_characters() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = start_with(&file(&folder, TEXT));
    go_to(&mut harness, "total", 0);
    harness.get_by_label_contains("Line 1, column 18");
    assert!(harness.query_by_label_contains("cursor,").is_none());
    press(&mut harness, CTRL_ALT, Key::ArrowDown);
    press(&mut harness, CTRL_ALT, Key::ArrowDown);
    harness.get_by_label_contains("Line 3, column 18, 3 cursors");
    assert!(harness.query_by_label_contains("selected").is_none());
    press(&mut harness, Modifiers::SHIFT, Key::ArrowRight);
    harness.get_by_label_contains("Line 3, column 19, 3 cursors, 3 characters selected");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    harness.get_by_label_contains("Line 3, column 19, 1 character selected");
}

#[test]
fn the_light_follows_the_primary() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = start_with(&file(&folder, TEXT));
    go_to(&mut harness, "levels", 0);
    assert_eq!(lit(&harness), ["levels", "levels"]);
    press(&mut harness, CTRL_ALT, Key::ArrowDown);
    assert_eq!(lit(&harness), ["level", "level"], "below is the loop's own name");
    press(&mut harness, Modifiers::COMMAND, Key::U);
    assert_eq!(lit(&harness), ["levels", "levels"]);
}

#[test]
fn typing_at_every_place_renames_and_stays_lit() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = start_with(&file(&folder, TEXT));
    select_all_of(&mut harness, "total");
    assert_eq!(lit(&harness), ["total", "total", "total"]);
    type_text(&mut harness, "s");
    type_text(&mut harness, "um_");
    assert_eq!(lit(&harness), ["sum_", "sum_", "sum_"]);
    assert_eq!(says(&harness), "sum_ · parameter of mean() · 3 uses, 1 write");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(harness.state().observe().text.to_string(), TEXT);
    assert_eq!(lit(&harness), ["total", "total", "total"]);
    assert_eq!(harness.state().file.document.selections().len(), 3);
}

#[test]
fn the_light_moves_with_the_text_in_the_frame_of_edits_at_several_cursors() {
    // No answer is waited for, so the frame of the key shows what was lit before, moved.
    let highlights = highlights::Options { patience: Duration::ZERO, ..highlights::Options::default() };
    let mut harness =
        start(Options { start: Start::Text(TEXT.to_owned()), highlights, ..Options::default() });
    let cursors = [TEXT.find("mean").unwrap(), TEXT.find("return").unwrap(), TEXT.find("total +=").unwrap()];
    let app = harness.state_mut();
    let cursors = cursors.into_iter().map(Selection::cursor).collect();
    app.file.document.apply(&crate::document::Command::SelectMany(cursors), app.now);
    settle(&mut harness);
    assert_eq!(lit(&harness), ["total", "total", "total"]);
    harness.event(Event::Text(" ".to_owned()));
    harness.step();
    assert_eq!(lit(&harness), ["total", "total", "total"]);
    let text = harness.state().observe().text.to_string();
    assert!(
        text.contains("def  mean") && text.contains("   total +=") && text.contains("     return"),
        "{text}"
    );
    // A letter makes another name of the one it is typed to, and that one alone goes out.
    harness.event(Event::Text("x".to_owned()));
    harness.step();
    assert_eq!(lit(&harness), ["total", "total"]);
    settle(&mut harness);
    assert_eq!(lit(&harness), ["xtotal"]);
}

#[test]
fn more_cursors_than_the_engine_is_told_edits_of_rename_everything() {
    let line = "value = value + 1\n";
    let text = line.repeat(2_000);
    let mut harness = start(Options { start: Start::Text(text.clone()), ..Options::default() });
    select_all_of(&mut harness, "value");
    assert_eq!(harness.state().file.document.selections().len(), 4_000);
    type_text(&mut harness, "n");
    type_text(&mut harness, "o");
    let seen = harness.state().observe();
    assert!(seen.text == &"no = no + 1\n".repeat(2_000));
    assert_eq!(seen.lit.len(), 4_000);
    assert!(seen.lit.iter().all(|one| seen.text.byte_slice(one.range.clone()) == "no"));
    // In one step or two: it depends on how long the light took.
    while harness.state().file.document.can_undo() {
        press(&mut harness, Modifiers::COMMAND, Key::Z);
    }
    assert!(harness.state().observe().text == &text);
    assert_eq!(harness.state().observe().lit.len(), 4_000);
}
