//! Finding, as a person does it.

use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::*;

pub(super) const LEVELS: &str = "\
def mean(levels, total=0):
    for level in levels:
        total += level
    return total


Level = mean
print(Level([1, 2]))
";

/// Opens a text and the find bar.
pub(super) fn finding(text: &str) -> Harness<'static, App> {
    let mut harness = start(Options { start: Start::Text(text.to_owned()), ..Options::default() });
    press(&mut harness, Modifiers::COMMAND, Key::F);
    harness
}

/// What is said about the matches.
pub(super) fn words(harness: &Harness<'_, App>) -> String {
    harness.state().find.session.words()
}

pub(super) fn text(harness: &Harness<'_, App>) -> String {
    harness.state().file.document.text().to_string()
}

fn selected(harness: &Harness<'_, App>) -> Range<usize> {
    harness.state().file.document.selection().range()
}

/// The current match as it is drawn: which one of its spelling in the text, from 0.
fn current(harness: &Harness<'_, App>, what: &str) -> Option<usize> {
    let range = harness.state().observe().painted.found_current.clone()?;
    text(harness).match_indices(what).position(|(at, _)| at == range.start)
}

#[test]
fn every_match_is_marked_and_counted_while_one_types() {
    let mut harness = finding(LEVELS);
    harness.get_by_label("Find");
    type_text(&mut harness, "le");
    assert_eq!(words(&harness), "1 of 6 matches");
    type_text(&mut harness, "vel");
    assert_eq!(words(&harness), "1 of 6 matches");
    let painted = harness.state().observe().painted.clone();
    assert_eq!((painted.found.len(), painted.found_current), (5, Some(9..14)));
    harness.get_by_label("1 of 6 matches");
}

#[test]
fn what_is_typed_goes_into_the_field_and_not_into_the_text() {
    let mut harness = finding(LEVELS);
    type_text(&mut harness, "level");
    assert_eq!(text(&harness), LEVELS);
    assert!(harness.get_by_label("Find").is_focused());
}

#[test]
fn the_first_match_from_the_cursor_on_is_the_current_one_and_the_cursor_stays() {
    let mut harness = start(Options { start: Start::Text(LEVELS.to_owned()), ..Options::default() });
    go_to(&mut harness, "total", 1);
    let at = harness.state().observe().cursor;
    press(&mut harness, Modifiers::COMMAND, Key::F);
    type_text(&mut harness, "level");
    assert_eq!(current(&harness, "level"), Some(3));
    assert_eq!(harness.state().observe().cursor, at, "the light stays where it is");
    assert_eq!(lit(&harness), ["total", "total", "total"]);
}

#[test]
fn enter_goes_on_and_shift_enter_back() {
    let mut harness = finding(LEVELS);
    type_text(&mut harness, "total");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!((current(&harness, "total"), words(&harness).as_str()), (Some(1), "2 of 3 matches"));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    press(&mut harness, Modifiers::SHIFT, Key::Enter);
    assert_eq!(current(&harness, "total"), Some(1));
    assert!(harness.get_by_label("Find").is_focused(), "the keyboard stays in the field");
}

#[test]
fn going_round_is_said() {
    let mut harness = finding(LEVELS);
    type_text(&mut harness, "total");
    press(&mut harness, Modifiers::SHIFT, Key::Enter);
    assert_eq!(words(&harness), "3 of 3 matches · went round to the last");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(words(&harness), "1 of 3 matches · went round to the first");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(words(&harness), "2 of 3 matches");
}

#[test]
fn escape_leaves_the_cursor_at_the_match_and_the_marks_go() {
    let mut harness = finding(LEVELS);
    type_text(&mut harness, "total");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    let at = LEVELS.match_indices("total").nth(1).unwrap().0;
    assert_eq!(selected(&harness), at..at + 5);
    let painted = harness.state().observe().painted.clone();
    assert!(painted.found.is_empty() && painted.found_current.is_none());
    assert!(harness.query_by_label("Find").is_none());
    type_text(&mut harness, "sum");
    assert_eq!(text(&harness).matches("sum").count(), 1, "typing goes into the code again");
}

#[test]
fn nothing_found_is_said() {
    let mut harness = finding(LEVELS);
    type_text(&mut harness, "tide");
    harness.get_by_label("No results");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(words(&harness), "No results");
}

#[test]
fn the_selected_text_is_looked_for() {
    let mut harness = start(Options { start: Start::Text(LEVELS.to_owned()), ..Options::default() });
    go_to(&mut harness, "total", 1);
    for _ in 0..5 {
        press(&mut harness, Modifiers::SHIFT, Key::ArrowRight);
    }
    press(&mut harness, Modifiers::COMMAND, Key::F);
    assert_eq!(words(&harness), "2 of 3 matches");
    assert_eq!(harness.state().find.bar.text, "total");
    type_text(&mut harness, "x");
    assert_eq!(harness.state().find.bar.text, "x", "it was selected in the field");
}

#[test]
fn a_selection_of_several_lines_is_not_looked_for() {
    let mut harness = start(Options { start: Start::Text(LEVELS.to_owned()), ..Options::default() });
    press(&mut harness, Modifiers::COMMAND, Key::A);
    press(&mut harness, Modifiers::COMMAND, Key::F);
    assert_eq!(harness.state().find.bar.text, "");
}

#[test]
fn the_last_search_is_there_again() {
    let mut harness = finding(LEVELS);
    type_text(&mut harness, "total");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    press(&mut harness, Modifiers::COMMAND, Key::F);
    assert_eq!(harness.state().find.bar.text, "total");
    assert!(words(&harness).ends_with("of 3 matches"));
}

#[test]
fn alt_c_tells_capitals_apart() {
    let mut harness = finding(LEVELS);
    type_text(&mut harness, "Level");
    assert_eq!(words(&harness), "1 of 6 matches");
    press(&mut harness, Modifiers::ALT, Key::C);
    assert_eq!(words(&harness), "1 of 2 matches");
    press(&mut harness, Modifiers::ALT, Key::C);
    assert_eq!(words(&harness), "1 of 6 matches");
    assert_eq!(harness.state().find.bar.text, "Level");
}

#[test]
fn alt_w_finds_whole_words_only() {
    let mut harness = finding(LEVELS);
    type_text(&mut harness, "level");
    press(&mut harness, Modifiers::ALT, Key::W);
    assert_eq!(words(&harness), "1 of 4 matches");
}

#[test]
fn alt_r_takes_a_pattern() {
    let mut harness = finding(LEVELS);
    type_text(&mut harness, r"^\s+\w+");
    assert_eq!(words(&harness), "No results");
    press(&mut harness, Modifiers::ALT, Key::R);
    assert_eq!(words(&harness), "1 of 4 matches");
}

#[test]
fn a_switch_can_be_clicked_and_says_that_it_is_on() {
    let mut harness = finding(LEVELS);
    type_text(&mut harness, "Level");
    harness.get_by_label("Match case").click();
    settle(&mut harness);
    assert_eq!(words(&harness), "1 of 2 matches");
    let toggled = harness.get_by_label("Match case").accesskit_node().toggled();
    assert_eq!(toggled, Some(egui::accesskit::Toggled::True));
}

#[test]
fn a_bad_pattern_says_what_is_wrong() {
    let mut harness = finding(LEVELS);
    press(&mut harness, Modifiers::ALT, Key::R);
    type_text(&mut harness, "(level");
    harness.get_by_label("The ( at character 1 is never closed");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    type_text(&mut harness, ")");
    assert_eq!(words(&harness), "1 of 6 matches");
}

#[test]
fn alt_l_looks_in_the_selection_only() {
    let mut harness = start(Options { start: Start::Text(LEVELS.to_owned()), ..Options::default() });
    press(&mut harness, Modifiers::SHIFT, Key::ArrowDown);
    press(&mut harness, Modifiers::SHIFT, Key::ArrowDown);
    press(&mut harness, Modifiers::COMMAND, Key::F);
    type_text(&mut harness, "level");
    assert_eq!(words(&harness), "1 of 6 matches");
    press(&mut harness, Modifiers::ALT, Key::L);
    assert_eq!(words(&harness), "1 of 3 matches");
    press(&mut harness, Modifiers::ALT, Key::L);
    assert_eq!(words(&harness), "1 of 6 matches");
}

#[test]
fn f3_works_with_the_bar_closed() {
    let mut harness = finding(LEVELS);
    type_text(&mut harness, "total");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    let places: Vec<usize> = LEVELS.match_indices("total").map(|(at, _)| at).collect();
    for next in [1, 2, 0] {
        press(&mut harness, Modifiers::NONE, Key::F3);
        assert_eq!(selected(&harness), places[next]..places[next] + 5);
    }
    press(&mut harness, Modifiers::SHIFT, Key::F3);
    assert_eq!(selected(&harness).start, places[2]);
    assert!(harness.state().observe().painted.found.is_empty(), "nothing is marked without the bar");
}

#[test]
fn f3_with_the_bar_closed_says_that_it_went_round() {
    let mut harness = finding(LEVELS);
    type_text(&mut harness, "mean");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    press(&mut harness, Modifiers::NONE, Key::F3);
    press(&mut harness, Modifiers::NONE, Key::F3);
    harness.get_by_label_contains("went round to the first");
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    assert!(harness.query_by_label_contains("went round").is_none(), "it is said once");
}

#[test]
fn f3_with_nothing_to_look_for_opens_the_bar() {
    let mut harness = start(Options { start: Start::Text(LEVELS.to_owned()), ..Options::default() });
    press(&mut harness, Modifiers::NONE, Key::F3);
    assert!(harness.get_by_label("Find").is_focused());
}

#[test]
fn ctrl_f3_finds_the_word_at_the_cursor() {
    let mut harness = start(Options { start: Start::Text(LEVELS.to_owned()), ..Options::default() });
    go_to(&mut harness, "level ", 0);
    press(&mut harness, Modifiers::COMMAND, Key::F3);
    let at = LEVELS.match_indices("level").nth(3).unwrap().0;
    assert_eq!(selected(&harness), at..at + 5, "the whole word, so not `levels`");
    press(&mut harness, Modifiers::NONE, Key::F3);
    assert_eq!(&LEVELS[selected(&harness)], "Level");
}

#[test]
fn ctrl_f3_finds_what_is_selected() {
    let mut harness = start(Options { start: Start::Text(LEVELS.to_owned()), ..Options::default() });
    go_to(&mut harness, "vel in", 0);
    press(&mut harness, Modifiers::SHIFT, Key::ArrowRight);
    press(&mut harness, Modifiers::SHIFT, Key::ArrowRight);
    press(&mut harness, Modifiers::COMMAND, Key::F3);
    let at = LEVELS.match_indices("ve").nth(2).unwrap().0;
    assert_eq!(selected(&harness), at..at + 2);
}

#[test]
fn typing_in_the_code_moves_the_marks_at_once_and_finds_anew() {
    let mut harness = finding(LEVELS);
    type_text(&mut harness, "total");
    harness.state_mut().file.view.request_focus();
    settle(&mut harness);
    press(&mut harness, Modifiers::COMMAND, Key::Home);
    harness.event(Event::Text("# total\n".to_owned()));
    harness.step();
    let seen = harness.state().observe();
    for range in seen.painted.found.iter().chain(&seen.painted.found_current) {
        assert_eq!(seen.text.byte_slice(range.clone()).to_string(), "total");
    }
    settle(&mut harness);
    assert_eq!(words(&harness), "4 matches");
    let seen = harness.state().observe();
    assert_eq!(seen.painted.found.len(), 4);
}

#[test]
fn a_match_that_is_broken_loses_its_mark_in_the_same_frame() {
    let mut harness = finding(LEVELS);
    type_text(&mut harness, "total");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    press(&mut harness, Modifiers::COMMAND, Key::F);
    harness.state_mut().file.view.request_focus();
    settle(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    press(&mut harness, Modifiers::NONE, Key::ArrowLeft);
    harness.event(Event::Text("-".to_owned()));
    harness.step();
    let seen = harness.state().observe();
    assert!(seen.text.to_string().contains("tota-l += "));
    assert_eq!(seen.painted.found.len(), 2);
}

#[test]
fn arrow_keys_bring_back_what_was_looked_for() {
    let mut harness = finding(LEVELS);
    for search in ["mean", "total"] {
        press(&mut harness, Modifiers::COMMAND, Key::A);
        type_text(&mut harness, search);
        press(&mut harness, Modifiers::NONE, Key::Enter);
    }
    press(&mut harness, Modifiers::COMMAND, Key::A);
    type_text(&mut harness, "lev");
    let mut seen = Vec::new();
    for key in [Key::ArrowUp, Key::ArrowUp, Key::ArrowUp, Key::ArrowDown, Key::ArrowDown] {
        press(&mut harness, Modifiers::NONE, key);
        seen.push(harness.state().find.bar.text.clone());
    }
    assert_eq!(seen, ["total", "mean", "mean", "total", "lev"]);
}

#[test]
fn tab_goes_through_the_bar() {
    let mut harness = finding(LEVELS);
    type_text(&mut harness, "total");
    press(&mut harness, Modifiers::COMMAND, Key::H);
    harness.get_by_label("Replace with");
    press(&mut harness, Modifiers::SHIFT, Key::Tab);
    let order = ["Find", "Replace with", "Match case", "Whole words", "Regular expression"];
    for name in order {
        assert!(harness.get_by_label(name).is_focused() || name == "Find", "{name}");
        if name == "Find" {
            harness.get_by_label("Find").focus();
            settle(&mut harness);
        }
        press(&mut harness, Modifiers::NONE, Key::Tab);
    }
    for name in ["Previous match", "Next match", "Replace", "Replace all 3", "Close the find bar"] {
        let node = harness.get_by_label(name);
        assert!(node.is_focused(), "{name}");
        press(&mut harness, Modifiers::NONE, Key::Tab);
    }
}

#[test]
fn a_click_on_an_arrow_goes_to_the_next_match() {
    let mut harness = finding(LEVELS);
    type_text(&mut harness, "total");
    harness.get_by_label("Next match").click();
    settle(&mut harness);
    assert_eq!(words(&harness), "2 of 3 matches");
    harness.get_by_label("Previous match").click();
    settle(&mut harness);
    assert_eq!(words(&harness), "1 of 3 matches");
}

#[test]
fn the_cross_closes_the_bar() {
    let mut harness = finding(LEVELS);
    harness.get_by_label("Close the find bar").click();
    settle(&mut harness);
    assert!(harness.query_by_label("Find").is_none());
    type_text(&mut harness, "#");
    assert!(text(&harness).starts_with('#'));
}

#[test]
fn escape_in_the_code_closes_the_bar_once_nothing_is_selected() {
    let mut harness = finding(LEVELS);
    type_text(&mut harness, "total");
    harness.state_mut().file.view.request_focus();
    settle(&mut harness);
    press(&mut harness, Modifiers::SHIFT, Key::ArrowRight);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    harness.get_by_label("Find");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(harness.query_by_label("Find").is_none());
}

#[test]
fn the_text_stays_where_it_is_when_the_bar_comes_and_goes() {
    let long: String = (0..200).map(|line| format!("line_{line} = {line}\n")).collect();
    let mut harness = start(Options { start: Start::Text(long), ..Options::default() });
    go_to(&mut harness, "line_100 ", 0);
    let place = |harness: &Harness<'_, App>| harness.state().observe().painted.caret.unwrap().top();
    let before = place(&harness);
    press(&mut harness, Modifiers::COMMAND, Key::F);
    assert!((place(&harness) - before).abs() < 1.0);
    press(&mut harness, Modifiers::COMMAND, Key::H);
    assert!((place(&harness) - before).abs() < 1.0);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!((place(&harness) - before).abs() < 1.0);
}

#[test]
fn a_match_off_the_screen_is_brought_into_view() {
    let mut long: String = (0..500).map(|line| format!("line_{line} = {line}\n")).collect();
    long.push_str("harbour = 1\n");
    let mut harness = finding(&long);
    type_text(&mut harness, "harbour");
    let seen = harness.state().observe();
    assert!(seen.painted.visible_lines.contains(&500));
    assert_eq!(seen.painted.found_current.as_ref().map(|range| range.len()), Some(7));
}

#[test]
fn alt_enter_puts_a_cursor_on_every_match() {
    let mut harness = finding(LEVELS);
    type_text(&mut harness, "total");
    press(&mut harness, Modifiers::ALT, Key::Enter);
    assert_eq!(harness.state().file.document.selections().len(), 3);
    type_text(&mut harness, "sum");
    assert_eq!(text(&harness), LEVELS.replace("total", "sum"));
}

#[test]
fn an_idle_bar_costs_no_frames() {
    let mut harness = finding(LEVELS);
    type_text(&mut harness, "total");
    harness.run_steps(20);
    let viewport = harness.output().viewport_output.values().next().unwrap();
    assert_eq!(viewport.repaint_delay, std::time::Duration::MAX, "{:?}", harness.ctx.repaint_causes());
}

#[test]
fn another_file_is_searched_anew() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = finding(LEVELS);
    type_text(&mut harness, "total");
    let path = file(&folder, "total = total\n");
    harness.state_mut().queue.push(Action::OpenPath(path));
    settle(&mut harness);
    settle(&mut harness);
    assert!(words(&harness).ends_with("2 matches"), "{}", words(&harness));
}

#[test]
fn while_a_name_is_being_changed_nothing_is_marked() {
    let mut harness = finding(LEVELS);
    type_text(&mut harness, "level");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    press(&mut harness, Modifiers::COMMAND, Key::F);
    harness.state_mut().file.view.request_focus();
    press(&mut harness, Modifiers::NONE, Key::F2);
    type_text(&mut harness, "x");
    assert!(harness.state().observe().painted.found.is_empty());
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(!harness.state().observe().painted.found.is_empty());
}
