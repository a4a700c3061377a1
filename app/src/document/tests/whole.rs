//! Rewrites of the whole text, prepared elsewhere and taken over.

use super::cursors::{cursors, marks};
use super::*;

fn rewrite(document: &mut Document, what: WholeText) -> bool {
    let rewritten = document.prepare(what).run(&|| true).unwrap();
    let is_taken = document.adopt(rewritten, Duration::ZERO);
    document.assert_invariants();
    is_taken
}

const TIDY: WholeText = WholeText::Tidy { trims: true, ends_with_newline: true };

#[test]
fn blanks_at_line_ends_go_but_not_in_the_cursors_line_or_in_strings() {
    let mut document = cursors("a  \nb \t\r\n'''x  \ny  ''' \n  \nc  $0");
    assert!(rewrite(&mut document, TIDY));
    assert_eq!(marks(&document), "a\nb\r\n'''x  \ny  '''\n\nc  $0\n");
    do_all(&mut document, &[Command::Undo]);
    assert_eq!(marks(&document), "a  \nb \t\r\n'''x  \ny  ''' \n  \nc  $0");
    assert!(!document.can_undo());
}

#[test]
fn a_tidy_text_is_left_alone() {
    let mut document = cursors("a$0\n");
    assert!(rewrite(&mut document, TIDY));
    assert!(!document.can_undo());
    assert_eq!(document.revision(), Revision(0));
    let mut empty = document_of("");
    assert!(rewrite(&mut empty, TIDY));
    assert_eq!(empty.text().to_string(), "");
}

fn document_of(text: &str) -> Document {
    document(text)
}

#[test]
fn the_last_line_gets_the_files_line_break() {
    let mut document = cursors("a\r\nb\r\n$0c ");
    assert!(rewrite(&mut document, WholeText::Tidy { trims: false, ends_with_newline: true }));
    assert_eq!(marks(&document), "a\r\nb\r\n$0c \r\n");
}

#[test]
fn line_endings_become_all_the_same_in_one_step() {
    let text = "a\r\nb|\nc\r\n\n$0d";
    let mut document = cursors(text);
    assert!(rewrite(&mut document, WholeText::LineEndings(LineEnding::CrLf)));
    assert_eq!(marks(&document), "a\r\nb|\r\nc\r\n\r\n$0d");
    assert_eq!(document.line_ending(), LineEnding::CrLf);
    do_all(&mut document, &[Command::Undo]);
    assert_eq!((marks(&document).as_str(), document.line_ending()), (text, LineEnding::Lf));
    do_all(&mut document, &[Command::Redo]);
    assert_eq!(document.line_ending(), LineEnding::CrLf);
    assert!(rewrite(&mut document, WholeText::LineEndings(LineEnding::Lf)));
    assert_eq!(marks(&document), "a\nb|\nc\n\n$0d");
}

#[test]
fn indentation_becomes_another_and_strings_keep_theirs() {
    let text = "if a:\n  b\n  if c:\n    d$0\n     e\nx = '''\n  y'''\n";
    let mut document = cursors(text);
    assert_eq!(document.indent_unit(), IndentUnit::Spaces(2));
    assert!(rewrite(&mut document, WholeText::Indentation(IndentUnit::Spaces(4))));
    let wide = "if a:\n    b\n    if c:\n        d$0\n         e\nx = '''\n  y'''\n";
    assert_eq!((marks(&document).as_str(), document.indent_unit()), (wide, IndentUnit::Spaces(4)));
    assert!(rewrite(&mut document, WholeText::Indentation(IndentUnit::Tab)));
    assert_eq!(marks(&document), "if a:\n\tb\n\tif c:\n\t\td$0\n\t\t e\nx = '''\n  y'''\n");
    do_all(&mut document, &[Command::Undo, Command::Undo]);
    assert_eq!((marks(&document).as_str(), document.indent_unit()), (text, IndentUnit::Spaces(2)));
}

#[test]
fn documentation_is_indented_with_its_function() {
    let mut document = cursors("def f():\n  \"\"\"A.\n\n  B.\n  \"\"\"$0\n");
    assert!(rewrite(&mut document, WholeText::Indentation(IndentUnit::Spaces(4))));
    assert_eq!(marks(&document), "def f():\n    \"\"\"A.\n\n    B.\n    \"\"\"$0\n");
}

#[test]
fn a_rewrite_of_another_state_is_not_taken() {
    let mut document = cursors("a  \n$0b");
    let rewritten = document.prepare(TIDY).run(&|| true).unwrap();
    do_all(&mut document, &[type_in("x")]);
    assert!(!document.adopt(rewritten, Duration::ZERO));
    assert_eq!(marks(&document), "a  \nx$0b");
}

#[test]
fn a_rewrite_that_nobody_waits_for_stops() {
    let document = document(&"name = value  \n".repeat(10_000));
    assert!(document.prepare(TIDY).run(&|| false).is_none());
}

#[test]
fn the_edits_of_a_rewrite_lead_from_one_text_to_the_other() {
    let mut document = document(&"if a:  \n  b\n".repeat(2000));
    let _ = document.take_edits();
    assert!(rewrite(&mut document, TIDY));
    let edits = document.take_edits();
    assert_eq!(edits.last().map(|edit| edit.revision), Some(document.revision()));
    assert_eq!(document.text().to_string(), "if a:\n  b\n".repeat(2000).replacen("if a:", "if a:  ", 1));
}
