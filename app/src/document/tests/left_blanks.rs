//! Blanks of lines that were begun and left.

use super::cursors::{cursors, marks};
use super::*;

fn new_line() -> Command {
    Command::NewLine
}

/// As the program does between two frames.
fn leave(document: &mut Document, commands: &[Command]) {
    for command in commands {
        document.apply(command, Duration::ZERO);
        document.drop_left_blanks();
        document.assert_invariants();
    }
}

#[test]
fn blanks_go_with_the_cursor() {
    let mut document = marked("if a:|\nb\n");
    leave(&mut document, &[new_line()]);
    assert_eq!(shown(&document), "if a:\n    |\nb\n");
    leave(&mut document, &[step(Motion::Down)]);
    assert_eq!(shown(&document), "if a:\n\nb|\n");
}

#[test]
fn the_column_that_the_eye_expects_stays() {
    let mut document = marked("if a:|\nefghij\n");
    leave(&mut document, &[new_line(), step(Motion::Down), step(Motion::Down), step(Motion::Up)]);
    assert_eq!(shown(&document), "if a:\n\nefgh|ij\n");
}

#[test]
fn what_was_typed_or_touched_stays() {
    let mut document = marked("if a:|\nb");
    let erase = Command::Delete(Motion::Left);
    leave(&mut document, &[new_line(), type_in(" "), erase, step(Motion::Down)]);
    assert_eq!(shown(&document), "if a:\n    \nb|");
    let mut document = marked("    |\nb");
    leave(&mut document, &[step(Motion::Down)]);
    assert_eq!(shown(&document), "    \nb|");
}

#[test]
fn one_undo_takes_back_the_line_and_one_redo_brings_it_without_blanks() {
    let mut document = marked("if a:|\nb\n");
    leave(&mut document, &[new_line(), step(Motion::Down), Command::Undo]);
    assert_eq!(shown(&document), "if a:|\nb\n");
    leave(&mut document, &[Command::Redo]);
    assert_eq!(document.text().to_string(), "if a:\n\nb\n");
    assert!(!document.can_redo());
}

#[test]
fn a_file_that_was_saved_is_not_modified_by_moving_but_by_the_next_edit() {
    let mut document = marked("if a:|\nb");
    leave(&mut document, &[new_line()]);
    let now = saved(&document);
    document.mark_saved(&now);
    leave(&mut document, &[step(Motion::Down)]);
    assert!(!document.is_modified());
    leave(&mut document, &[type_in("c")]);
    assert_eq!(shown(&document), "if a:\n\nbc|");
    leave(&mut document, &[Command::Undo]);
    assert!(!document.is_modified());
}

#[test]
fn each_of_several_cursors_leaves_nothing() {
    let mut document = cursors("if a:|\nif b:$0\nc");
    leave(&mut document, &[new_line()]);
    assert_eq!(marks(&document), "if a:\n    |\nif b:\n    $0\nc");
    leave(&mut document, &[Command::Select(Selection::cursor(0))]);
    assert_eq!(document.text().to_string(), "if a:\n\nif b:\n\nc");
}

#[test]
fn a_line_that_was_put_beside_another_leaves_nothing_either() {
    let mut document = marked("if a:\n    b|\nc");
    leave(&mut document, &[Command::Lines(LineCommand::Insert(Side::Below)), step(Motion::Down)]);
    assert_eq!(shown(&document), "if a:\n    b\n\nc|");
}

#[test]
fn a_selection_that_reaches_into_the_line_keeps_it() {
    let mut document = marked("if a:|\nb");
    leave(&mut document, &[new_line(), extend(Motion::Up)]);
    assert_eq!(document.text().to_string(), "if a:\n    \nb");
}
