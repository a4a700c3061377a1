use super::*;

fn texts_while_undoing(document: &mut Document) -> Vec<String> {
    let mut texts = Vec::new();
    while document.can_undo() {
        do_all(document, &[Command::Undo]);
        texts.push(document.text().to_string());
    }
    texts
}

#[test]
fn a_run_of_typing_is_one_group_until_a_pause() {
    let mut document = document("");
    for (text, at) in [("a", 0), ("b", 900), ("c", 1800), ("d", 2800)] {
        document.apply(&type_in(text), Duration::from_millis(at));
    }
    assert_eq!(texts_while_undoing(&mut document), ["abc", ""]);
}

#[test]
fn moves_lines_and_other_kinds_of_edits_break_a_run() {
    let mut document = document("");
    let delete = Command::Delete(Motion::Left);
    do_all(
        &mut document,
        &[type_in("a"), type_in("b"), step(Motion::Left), step(Motion::Right), type_in("c")],
    );
    do_all(&mut document, &[Command::NewLine, type_in("d"), type_in("e"), delete.clone(), delete]);
    do_all(&mut document, &[Command::Paste("p".into()), type_in("f"), Command::Indent, type_in("g")]);
    let expected = ["abc\npf  ", "abc\npf", "abc\np", "abc\n", "abc\nde", "abc\n", "abc", "ab", ""];
    assert_eq!(texts_while_undoing(&mut document), expected);
}

#[test]
fn undo_and_redo_restore_the_selection() {
    let mut document = marked("a|bcd");
    do_all(&mut document, &[extend(Motion::Right), extend(Motion::Right), type_in("x"), Command::Undo]);
    assert_eq!(document.selection(), Selection { anchor: 1, head: 3 });
    do_all(&mut document, &[Command::Redo]);
    assert_eq!(shown(&document), "ax|d");
}

#[test]
fn a_new_edit_clears_what_could_be_done_again() {
    let mut document = document("");
    do_all(&mut document, &[type_in("a"), Command::Undo, type_in("b")]);
    assert!(!document.can_redo());
}

#[test]
fn fault_34_undo_past_the_save_point_and_back_tells_modified_right() {
    let mut document = document("a");
    assert!(!document.is_modified());
    do_all(&mut document, &[type_in("b")]);
    assert!(document.is_modified());
    let save = saved(&document);
    document.mark_saved(&save);
    assert!(!document.is_modified());
    assert_eq!(document.title(), "tour.py");
    do_all(&mut document, &[type_in("c"), Command::Undo]);
    assert!(!document.is_modified());
    do_all(&mut document, &[Command::Undo]);
    assert!(document.is_modified());
    do_all(&mut document, &[Command::Redo]);
    assert!(!document.is_modified());
    do_all(&mut document, &[Command::Undo, type_in("x")]);
    assert!(document.is_modified());
}

#[test]
fn fault_31_edits_while_a_save_runs_leave_the_document_modified() {
    let mut document = document("a");
    do_all(&mut document, &[type_in("b")]);
    let save = saved(&document);
    do_all(&mut document, &[type_in("c")]);
    document.mark_saved(&save);
    assert!(document.is_modified());
    do_all(&mut document, &[Command::Delete(Motion::Left)]);
    assert!(!document.is_modified());
}

#[test]
fn fault_34_a_hundred_thousand_edits_and_a_huge_paste() {
    let mut document = document("");
    for at in 0..100_000 {
        document.apply(&type_in("x"), Duration::from_secs(at * 2));
    }
    do_all(&mut document, &[Command::Paste("line\n".repeat(1_000_000)), Command::Undo]);
    assert_eq!(document.text().byte_len(), 100_000);
    texts_while_undoing_all(&mut document);
    assert_eq!(document.text().to_string(), "");
    assert!(!document.is_modified());
}

fn texts_while_undoing_all(document: &mut Document) {
    while document.can_undo() {
        document.apply(&Command::Undo, Duration::ZERO);
    }
    document.assert_invariants();
}
