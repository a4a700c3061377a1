//! What another program wrote is taken over: one step of undo, and everything stays with its line.

use super::*;
use crate::document::Reloaded;
use crate::files::{Encoding, Identity, LineBreaks, Loaded};

fn loaded(text: &str) -> Loaded {
    let identity = Identity { modified: None, len: text.len() as u64, hash: 7 };
    let text = Rope::from(text);
    Loaded {
        path: "/x/tour.py".into(),
        has_bom: false,
        encoding: Encoding::Utf8,
        fault: None,
        breaks: LineBreaks::of(text.chunks()),
        text,
        identity,
        note: None,
    }
}

fn prepared(document: &Document, text: &str) -> Reloaded {
    document.prepare_reload(loaded(text)).run(&|| true).unwrap()
}

#[track_caller]
fn reload(document: &mut Document, text: &str) {
    let reloaded = prepared(document, text);
    document.adopt_reload(reloaded, Duration::ZERO).unwrap();
}

#[test]
fn fault_10_a_reload_leaves_the_document_unmodified_and_can_be_undone() {
    let mut document = marked("a|b");
    do_all(&mut document, &[type_in("x")]);
    reload(&mut document, "0axb");
    assert_eq!((shown(&document).as_str(), document.is_modified()), ("0ax|b", false));
    assert_eq!(document.identity(), Some(loaded("0axb").identity));
    do_all(&mut document, &[Command::Undo]);
    assert_eq!((shown(&document).as_str(), document.is_modified()), ("ax|b", true));
    do_all(&mut document, &[Command::Redo]);
    assert_eq!((shown(&document).as_str(), document.is_modified()), ("0ax|b", false));
}

#[test]
fn fault_10_several_changes_are_one_step_and_the_cursor_stays_with_its_line() {
    let mut document = marked("import os\n\nx = 1\ny| = 2\nz = 3\n");
    reload(&mut document, "import sys\nimport os\n\nx = 1\ny = 2\nz = 4\n");
    assert_eq!(shown(&document), "import sys\nimport os\n\nx = 1\ny| = 2\nz = 4\n");
    do_all(&mut document, &[Command::Undo]);
    assert_eq!(shown(&document), "import os\n\nx = 1\ny| = 2\nz = 3\n");
    assert!(!document.can_undo());
}

#[test]
fn fault_10_of_a_line_that_changed_only_what_changed_is_an_edit() {
    let mut document = marked("a = one|(1)\nb = two(2)\n");
    reload(&mut document, "a = one(10)\nb = 2(2)\n");
    assert_eq!(shown(&document), "a = one|(10)\nb = 2(2)\n");
    let edits: Vec<_> = document.take_edits().into_iter().map(|edit| (edit.range, edit.new_len)).collect();
    assert_eq!(edits, [(15..18, 1), (9..9, 1)]);
}

#[test]
fn fault_10_a_text_that_was_edited_meanwhile_is_left_alone() {
    let mut document = marked("a|b");
    let reloaded = prepared(&document, "0ab");
    do_all(&mut document, &[type_in("x")]);
    assert_eq!(document.adopt_reload(reloaded, Duration::ZERO).unwrap_err().text, "0ab");
    assert_eq!((shown(&document).as_str(), document.is_modified()), ("ax|b", true));
}

#[test]
fn fault_10_line_ends_are_taken_over_with_how_new_lines_end() {
    let mut document = marked("a|\nb\n");
    reload(&mut document, "a\r\nb\r\n");
    assert_eq!(document.line_ending(), crate::document::LineEnding::CrLf);
    do_all(&mut document, &[Command::Undo]);
    assert_eq!(document.line_ending(), crate::document::LineEnding::Lf);
    assert_eq!(document.text(), "a\nb\n");
}

#[test]
fn fault_10_any_two_texts_lead_to_each_other() {
    let mut random = fastrand::Rng::with_seed(10);
    for _ in 0..300 {
        let mut text = || {
            let lines = (0..random.usize(..12))
                .map(|_| ["é = 1\n", "x = 1\n", "x = 12\n", "\r\n", "y"][random.usize(..5)]);
            lines.collect::<String>()
        };
        let (old, new) = (text(), text());
        let mut document = document(&old);
        reload(&mut document, &new);
        assert_eq!((document.text().to_string(), document.is_modified()), (new, false));
        if document.can_undo() {
            do_all(&mut document, &[Command::Undo]);
        }
        assert_eq!(document.text().to_string(), old);
    }
}
