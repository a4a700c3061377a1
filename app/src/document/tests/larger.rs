//! Selecting more and more, and brackets that match.

use super::cursors::after;
use super::*;

/// What is selected after expanding again and again, until nothing more is.
fn steps(text: &str) -> Vec<String> {
    let mut document = marked(text);
    let mut all = Vec::new();
    loop {
        do_all(&mut document, &[Command::ExpandSelection]);
        let selected = document.selected_text();
        if all.last() == Some(&selected) {
            return all;
        }
        all.push(selected);
    }
}

#[test]
fn a_selection_grows_from_the_word_to_brackets_and_the_statement() {
    let expected = ["b", "a, b", "(a, b)", "x = f(a, b)", "x = f(a, b)\n", "x = f(a, b)\ny\n"];
    assert_eq!(steps("x = f(a, |b)\ny\n"), expected);
}

#[test]
fn a_string_comes_without_its_quotes_first() {
    let all = "print(f'one two')";
    assert_eq!(steps("print(f'one tw|o')"), ["two", "one two", "f'one two'", "(f'one two')", all]);
    assert_eq!(steps("'''a\n|b'''")[..2], ["b", "a\nb"]);
}

#[test]
fn a_statement_of_several_lines_is_one() {
    assert_eq!(steps("a\nx = f(\n    |1,\n)\nb\n")[3..5], ["x = f(\n    1,\n)", "x = f(\n    1,\n)\n"]);
}

#[test]
fn blocks_come_by_their_indentation() {
    let text = "class A:\n    def f(self):\n        a\n        |b\n\n    def g(self):\n        c\n\nx\n";
    let found = steps(text);
    let body = "        a\n        b\n";
    let method = "    def f(self):\n        a\n        b\n";
    let methods = format!("{method}\n    def g(self):\n        c\n");
    let class = format!("class A:\n{methods}");
    let text = text.replace('|', "");
    assert_eq!(found, ["b", "        b\n", body, method, &methods, &class, &text]);
}

#[test]
fn a_header_brings_its_block() {
    let found = steps("if a:\n    b\nif |c:\n    d\n\ne\n");
    assert_eq!(found[..4], ["c", "if c:", "if c:\n", "if c:\n    d\n"]);
}

#[test]
fn shrinking_goes_back_step_by_step_to_the_cursors() {
    let text = "x = f(a, |b) + g($0c)";
    let grow = || Command::ExpandSelection;
    let shrink = || Command::ShrinkSelection;
    assert_eq!(after(text, &[grow()]), "x = f(a, [b|) + g([c$0)");
    assert_eq!(after(text, &[grow(), grow(), shrink()]), "x = f(a, [b|) + g([c$0)");
    assert_eq!(after(text, &[grow(), grow(), shrink(), shrink(), shrink()]), text);
}

#[test]
fn what_was_selected_in_between_is_forgotten() {
    let commands = [Command::ExpandSelection, step(Motion::Right), Command::ShrinkSelection];
    assert_eq!(after("o$0ne", &commands), "one$0");
}

#[test]
fn every_cursor_goes_to_its_bracket() {
    assert_eq!(after("f|(a)\ng(b$0)", &[Command::GoToBracket]), "f(a|)\ng$0(b)");
    assert_eq!(after("a$0 = (b)", &[Command::GoToBracket]), "a$0 = (b)");
}
