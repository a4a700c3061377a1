//! Several cursors at once. `$0` is the primary, the others are `|`; `[` and `]` are the other ends of selections.

use super::*;

/// A document with a cursor at each mark. What is selected goes from `[` to the mark, or from the mark to `]`.
pub(super) fn cursors(text: &str) -> Document {
    let mut plain = String::new();
    let mut primary = None;
    let mut open: Option<usize> = None;
    let mut selections: Vec<Selection> = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (mark, length) = if rest.starts_with("$0") { ('$', 2) } else { (c, c.len_utf8()) };
        rest = &rest[length..];
        match mark {
            '[' => open = Some(plain.len()),
            ']' => selections.last_mut().unwrap().anchor = plain.len(),
            '|' | '$' => {
                let head = plain.len();
                selections.push(Selection { anchor: open.take().unwrap_or(head), head });
                if mark == '$' {
                    primary = Some(selections.len() - 1);
                }
            }
            c => plain.push(c),
        }
    }
    let last = selections.remove(primary.unwrap());
    selections.push(last);
    let mut document = document(&plain);
    do_all(&mut document, &[Command::SelectMany(selections)]);
    document
}

/// The text with all cursors, as [`cursors`] reads it.
pub(super) fn marks(document: &Document) -> String {
    let mut text = document.text().to_string();
    let all: Vec<Selection> = document.selections().iter().collect();
    for selection in all.into_iter().rev() {
        let mark = if selection == document.selection() { "$0" } else { "|" };
        let Selection { anchor, head } = selection;
        let mut marks = [(anchor, if anchor < head { "[" } else { "]" }), (head, mark)];
        marks.sort_by_key(|(at, _)| *at);
        for (at, mark) in marks.into_iter().rev().filter(|(_, mark)| !selection.is_empty() || *mark != "]") {
            text.insert_str(at, mark);
        }
    }
    text
}

/// What commands make of a text.
pub(super) fn after(text: &str, commands: &[Command]) -> String {
    let mut document = cursors(text);
    do_all(&mut document, commands);
    marks(&document)
}

#[test]
fn every_cursor_moves_and_extends() {
    assert_eq!(after("a|b\nc$0d", &[step(Motion::Right)]), "ab|\ncd$0");
    assert_eq!(after("|one two\n$0three", &[extend(Motion::WordRight)]), "[one| two\n[three$0");
    assert_eq!(after("ab|\ncd$0", &[extend(Motion::LineStart)]), "|ab]\n$0cd]");
    assert_eq!(after("[a|b\n[c$0d", &[step(Motion::Left)]), "|ab\n$0cd");
}

#[test]
fn cursors_that_meet_become_one() {
    assert_eq!(after("ab|c$0", &[step(Motion::LineStart)]), "$0abc");
    assert_eq!(after("a|b$0c", &[extend(Motion::Right)]), "a[bc$0");
    assert_eq!(after("a|b$0c", &[Command::Delete(Motion::WordLeft)]), "$0c");
    assert_eq!(after("$0abc|", &[extend(Motion::Right), extend(Motion::DocumentEnd)]), "[abc$0");
}

#[test]
fn each_cursor_keeps_its_column() {
    let down = |count: usize| vec![step(Motion::Down); count];
    assert_eq!(after("ab|c\n\nabcd$0e\nx\nabcdef", &down(2)), "abc\n\nab|cde\nx\nabcd$0ef");
    assert_eq!(after("a|b\nc$0d\n\nabc\nabc", &down(3)), "ab\ncd\n\na|bc\na$0bc");
}

#[test]
fn typing_goes_in_everywhere_and_comes_back_in_one_step() {
    let text = "total = |0\n[total| += $01\n";
    let mut document = cursors(text);
    do_all(&mut document, &[type_in("x"), type_in("é"), Command::Delete(Motion::Left), type_in("yz")]);
    assert_eq!(marks(&document), "total = xyz|0\nxyz| += xyz$01\n");
    do_all(&mut document, &[Command::Undo, Command::Undo, Command::Undo]);
    assert_eq!(marks(&document), text);
    assert!(!document.can_undo());
    do_all(&mut document, &[Command::Redo, Command::Redo, Command::Redo]);
    assert_eq!(marks(&document), "total = xyz|0\nxyz| += xyz$01\n");
}

#[test]
fn a_long_run_is_one_change_for_each_cursor() {
    let mut document = cursors("a|\nbb|\nccc$0\n");
    for _ in 0..50 {
        do_all(&mut document, &[type_in("xy")]);
    }
    let _ = document.take_edits();
    do_all(&mut document, &[Command::Undo]);
    assert_eq!((marks(&document).as_str(), document.take_edits().len()), ("a|\nbb|\nccc$0\n", 3));
    do_all(&mut document, &[step(Motion::DocumentStart)]);
    let mut document = cursors("1234|\n12345|67\n1234$0\n");
    do_all(&mut document, &[Command::Delete(Motion::Left), Command::Delete(Motion::Left)]);
    do_all(&mut document, &[Command::Delete(Motion::Left)]);
    assert_eq!(marks(&document), "1|\n12|67\n1$0\n");
    let _ = document.take_edits();
    do_all(&mut document, &[Command::Undo]);
    assert_eq!((marks(&document).as_str(), document.take_edits().len()), ("1234|\n12345|67\n1234$0\n", 3));
    do_all(&mut document, &[Command::Redo]);
    assert_eq!(marks(&document), "1|\n12|67\n1$0\n");
}

#[test]
fn deleting_takes_the_selection_or_what_the_motion_leads_over() {
    assert_eq!(after("[ab|c\nd$0e", &[Command::Delete(Motion::Right)]), "|c\nd$0");
    assert_eq!(after("one two|\n    $0x", &[Command::Delete(Motion::Left)]), "one tw|\n$0x");
    assert_eq!(after("|\n$0", &[Command::Delete(Motion::Left)]), "$0");
}

#[test]
fn each_new_line_is_indented_as_its_own_line_asks() {
    let text = "def f():|\n    return 1|\nx = {$0}\n";
    let expected = "def f():\n    |\n    return 1\n|\nx = {\n    $0\n}\n";
    assert_eq!(after(text, &[Command::NewLine]), expected);
    // Blanks that both would take away.
    assert_eq!(after("  |  $0  \nx", &[Command::NewLine]), "\n  |\n    $0\nx");
}

#[test]
fn tab_and_shift_tab_at_every_cursor() {
    assert_eq!(after("a|b\ncde$0f", &[Command::Indent]), "a   |b\ncde $0f");
    assert_eq!(after("[a\nb|\nc\n[d$0", &[Command::Indent]), "[    a\n    b|\nc\n[    d$0");
    assert_eq!(after("    a|\n      b$0\n c", &[Command::Dedent]), "a|\n    b$0\n c");
    // Two cursors in one line shift it once.
    assert_eq!(after("        a|b$0c", &[Command::Dedent]), "    a|b$0c");
    assert_eq!(after("[a\nb|c[d\ne$0", &[Command::Indent]), "[    a\n    b|c[d\n    e$0");
}

#[test]
fn a_cursor_is_added_above_and_below_in_the_same_column() {
    let below = || Command::AddCursors(Side::Below);
    let above = || Command::AddCursors(Side::Above);
    assert_eq!(after("ab$0c\nabc\nabc", &[below()]), "ab|c\nab$0c\nabc");
    assert_eq!(after("ab$0c\n\nabc", &[below(), below()]), "ab|c\n|\nab$0c");
    assert_eq!(after("abc\nabc\na$0bc", &[above(), above()]), "a$0bc\na|bc\na|bc");
    assert_eq!(after("ab\na$0b", &[below()]), "ab\na$0b");
    assert_eq!(after("日本$0\nabcdef", &[below()]), "日本|\nabcd$0ef");
    assert_eq!(after("a[bc$0d\nx\nabcd", &[below(), below()]), "a[bc|d\nx|\na[bc$0d");
    assert_eq!(after("ab\nc[d\ne$0f\ngh", &[below(), above()]), "a$0b\nc[d\ne|f\ng|h");
    // Up after down adds one at the other end.
    let sides = [Side::Below, Side::Above].map(Command::AddCursors);
    assert_eq!(after("ab\na$0b\nab", &sides), "a$0b\na|b\na|b");
}

#[test]
fn the_last_added_cursor_is_taken_back_first() {
    let mut document = cursors("a|b\ncd\ne$0f");
    do_all(&mut document, &[Command::TakeBackCursor]);
    assert_eq!(marks(&document), "a$0b\ncd\nef");
    do_all(&mut document, &[Command::AddCursors(Side::Below), type_in("x"), Command::TakeBackCursor]);
    assert_eq!(marks(&document), "ax$0b\ncxd\nef");
    do_all(&mut document, &[Command::TakeBackCursor]);
    assert_eq!(marks(&document), "ax$0b\ncxd\nef");
}

#[test]
fn as_many_lines_as_cursors_are_shared_out() {
    let paste = |text: &str| [Command::Paste(text.to_owned())];
    assert_eq!(after("|;\n$0;", &paste("one\ntwo")), "one|;\ntwo$0;");
    assert_eq!(after("|;\n$0;", &paste("one\r\ntwo\r\n")), "one|;\ntwo$0;");
    assert_eq!(after("|;\n$0;", &paste("\ntwo")), "|;\ntwo$0;");
    assert_eq!(after("|;\n$0;", &paste("one")), "one|;\none$0;");
    assert_eq!(after("|;\n$0;", &paste("1\n2\n3")), "1\n2\n3|;\n1\n2\n3$0;");
    assert_eq!(after("[ab|\n[c$0", &paste("1\n\n")), "1|\n$0");
    assert_eq!(after("a$0", &paste("one\n")), "aone\n$0");
}

#[test]
fn what_was_copied_in_parts_is_pasted_in_parts() {
    let parts = vec!["1\n2".to_owned(), "3".to_owned()];
    assert_eq!(after("|;\n$0;", &[Command::PasteEach(parts.clone())]), "1\n2|;\n3$0;");
    assert_eq!(after("$0;", &[Command::PasteEach(parts)]), "1\n2\n3$0;");
}

#[test]
fn copies_are_joined_in_the_order_of_the_text() {
    let document = cursors("[one$0 two [three|");
    assert_eq!(document.copied(), ["one", "three"]);
    assert_eq!(joined(&document.copied()), "one\nthree");
    let lines = cursors("o|n|e\ntwo$0\nthree");
    assert_eq!(joined(&lines.copied()), "one\ntwo\n");
    let mixed = cursors("[on|e\ntwo$0");
    assert_eq!(joined(&mixed.copied()), "on\ntwo");
}

#[test]
fn cutting_takes_selections_and_whole_lines() {
    assert_eq!(after("o[ne|\ntw$0o\nthree", &[Command::Cut]), "o|\n$0three");
    assert_eq!(after("o|n|e\nt$0wo\nthree", &[Command::Cut]), "$0three");
    assert_eq!(after("o|ne\nt$0wo\nthree", &[Command::Cut, Command::Undo]), "o|ne\nt$0wo\nthree");
}

#[test]
fn a_selection_elsewhere_and_a_selection_of_all_leave_one_cursor() {
    assert_eq!(after("a|b$0c", &[Command::Select(Selection::cursor(0))]), "$0abc");
    assert_eq!(after("a|b$0c", &[Command::SelectAll]), "[abc$0");
    assert_eq!(after("a|b$0c", &[Command::SelectMany(Vec::new())]), "a|b$0c");
}

#[test]
fn a_reload_keeps_the_cursors_where_they_were_in_the_text() {
    let reload = Command::ReplaceAll("new\none\ntwo\nthree".into());
    assert_eq!(after("one|\ntwo\nth$0ree", &[reload]), "new\none|\ntwo\nth$0ree");
}

#[test]
fn all_selected_characters_are_counted() {
    let mut document = cursors("[gr\u{fc}n|\n[日本$0 abc");
    assert_eq!(document.selected_characters(), 6);
    do_all(&mut document, &[extend(Motion::Right)]);
    assert_eq!(document.selected_characters(), 8);
    do_all(&mut document, &[type_in("x")]);
    assert_eq!(document.selected_characters(), 0);
}

#[test]
fn fault_36_cursors_that_a_join_brings_together_stay_between_characters() {
    // The accent joins with what is typed before it.
    assert_eq!(after("|\u{301}b$0", &[type_in("e")]), "e\u{301}|be$0");
    let mut document = cursors("a\r|x\r$0\n");
    do_all(&mut document, &[extend(Motion::Right), Command::Delete(Motion::Right), Command::Undo]);
    assert_eq!(document.text().to_string(), "a\rx\r\n");
}

#[test]
fn ten_thousand_cursors_type_and_go_back() {
    let text = "name = value\n".repeat(10_000);
    let mut document = document(&text);
    let cursors = (0..10_000).map(|line| Selection::cursor(line * 13 + 4)).collect();
    do_all(&mut document, &[Command::SelectMany(cursors), type_in("s"), type_in("x"), Command::NewLine]);
    assert_eq!(document.selections().len(), 10_000);
    assert_eq!(document.text().to_string(), "namesx\n= value\n".repeat(10_000));
    do_all(&mut document, &[Command::Undo, Command::Undo]);
    assert_eq!(document.text().to_string(), text);
    assert_eq!(document.selections().len(), 10_000);
}
