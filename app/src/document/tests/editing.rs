use super::*;

#[test]
fn typing_replaces_the_selection() {
    let mut document = marked("a|bcd");
    do_all(&mut document, &[extend(Motion::LineEnd), type_in("x"), type_in("y")]);
    assert_eq!(shown(&document), "axy|");
}

#[test]
fn fault_12_pastes_take_the_files_line_ends() {
    let mut document = marked("a\r\nb|\r\n");
    do_all(&mut document, &[Command::Paste("1\n2\r3\r\n".into())]);
    assert_eq!(shown(&document), "a\r\nb1\r\n2\r\n3\r\n|\r\n");
}

#[test]
fn tab_fills_to_the_next_stop_or_indents_lines() {
    let mut document = marked("ab|\n");
    do_all(&mut document, &[Command::Indent]);
    assert_eq!(shown(&document), "ab  |\n");
    let mut document = marked("|if a:\n\n    b\nc");
    do_all(&mut document, &[Command::Select(Selection { anchor: 0, head: 13 }), Command::Indent]);
    assert_eq!(document.text().to_string(), "    if a:\n\n        b\nc");
    assert_eq!(document.selection(), Selection { anchor: 0, head: 21 });
    do_all(&mut document, &[Command::Dedent, Command::Dedent]);
    assert_eq!(document.text().to_string(), "if a:\n\nb\nc");
    assert_eq!(document.selection(), Selection { anchor: 0, head: 9 });
}

#[test]
fn dedent_goes_to_the_stop_before() {
    let mut document = marked("      x|");
    do_all(&mut document, &[Command::Dedent]);
    assert_eq!(shown(&document), "    x|");
    let mut document = marked("\t  x|");
    do_all(&mut document, &[Command::Dedent, Command::Dedent, Command::Dedent]);
    assert_eq!(shown(&document), "x|");
}

#[test]
fn backspace_in_the_indentation_takes_a_level() {
    let mut document = marked("        |x");
    do_all(&mut document, &[Command::Delete(Motion::Left)]);
    assert_eq!(shown(&document), "    |x");
    do_all(&mut document, &[Command::Delete(Motion::Left), Command::Delete(Motion::Left)]);
    assert_eq!(shown(&document), "|x");
}

#[test]
fn deleting_goes_where_the_movement_leads() {
    let mut document = marked("one two| three");
    do_all(&mut document, &[Command::Delete(Motion::WordLeft), Command::Delete(Motion::WordRight)]);
    assert_eq!(shown(&document), "one |");
    let mut document = marked("a|\r\nb");
    do_all(&mut document, &[Command::Delete(Motion::Right)]);
    assert_eq!(shown(&document), "a|b");
}

#[test]
fn fault_23_a_deletion_that_joins_characters_leaves_the_cursor_on_a_boundary() {
    let mut document = marked("a\rx|\nb");
    do_all(&mut document, &[Command::Delete(Motion::Left)]);
    assert_eq!(shown(&document), "a|\r\nb");
    do_all(&mut document, &[Command::Undo]);
    assert_eq!(shown(&document), "a\rx|\nb");
}

#[test]
fn fault_36_typing_that_joins_with_what_follows_goes_on_behind_it() {
    let mut document = marked("|\u{301}b");
    do_all(&mut document, &[type_in("e"), type_in("x"), Command::Undo]);
    assert_eq!(document.text().to_string(), "\u{301}b");
    do_all(&mut document, &[Command::Redo]);
    assert_eq!(document.text().to_string(), "e\u{301}xb");
}

#[test]
fn fault_35_an_empty_commit_takes_nothing_away() {
    let mut document = marked("a|bc");
    do_all(&mut document, &[extend(Motion::Right), type_in(""), Command::Paste(String::new())]);
    assert_eq!((document.selected_text().as_str(), document.revision()), ("b", Revision(0)));
}

#[test]
fn fault_10_a_reload_can_be_undone_and_moves_the_cursor_along() {
    let mut document = marked("one\ntwo\nth|ree\n");
    do_all(&mut document, &[Command::ReplaceAll("zero\none\ntwo\nthree\n".into())]);
    assert_eq!(shown(&document), "zero\none\ntwo\nth|ree\n");
    assert_eq!(document.take_edits(), [Edit { revision: Revision(1), range: 0..0, new_len: 5 }]);
    do_all(&mut document, &[Command::Undo]);
    assert_eq!(shown(&document), "one\ntwo\nth|ree\n");
}

#[test]
fn every_line_of_an_indent_is_an_edit_with_its_own_revision() {
    let mut document = document("a\nb\n");
    do_all(&mut document, &[Command::SelectAll, Command::Indent]);
    let edits = document.take_edits();
    assert_eq!(edits.iter().map(|edit| edit.revision.0).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(document.revision(), Revision(2));
}

#[test]
fn shifting_very_many_lines_is_one_edit_with_the_same_result() {
    let text = "\tif a:\r\n\r\n\t\tb\n".repeat(700);
    let mut many = document(&text);
    do_all(&mut many, &[Command::SelectAll, Command::Indent]);
    assert_eq!(many.take_edits().len(), 1);
    assert_eq!(many.text().to_string(), "\t\tif a:\r\n\r\n\t\t\tb\n".repeat(700));
    assert_eq!(many.selection(), Selection { anchor: 0, head: many.text().byte_len() });
    do_all(&mut many, &[Command::Dedent]);
    assert_eq!((many.text().to_string(), many.take_edits().len()), (text.clone(), 1));
    do_all(&mut many, &[Command::Undo, Command::Undo]);
    assert_eq!(many.text().to_string(), text);
}

#[test]
fn ctrl_delete_takes_blanks_and_leaves_the_dot_behind_them() {
    let word_right = Command::Delete(Motion::WordRight);
    let mut document = marked("x|   .y\n");
    do_all(&mut document, std::slice::from_ref(&word_right));
    assert_eq!(shown(&document), "x|.y\n");
    let mut document = marked("x = (a|\n     .b)\n");
    do_all(&mut document, &[word_right]);
    assert_eq!(shown(&document), "x = (a|.b)\n");
}

#[test]
fn ctrl_backspace_takes_both_brackets_that_came_together() {
    let word_left = Command::Delete(Motion::WordLeft);
    let mut document = marked("print|");
    do_all(&mut document, &[type_in("("), type_in("["), word_left.clone()]);
    assert_eq!(shown(&document), "print(|)");
    do_all(&mut document, &[type_in("x"), word_left.clone(), word_left]);
    assert_eq!(shown(&document), "print|");
}

#[test]
fn ctrl_backspace_at_a_lines_start_takes_only_the_break() {
    let mut document = marked("ab\n|cd");
    do_all(&mut document, &[Command::Delete(Motion::WordLeft)]);
    assert_eq!(shown(&document), "ab|cd");
}
