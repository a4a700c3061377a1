//! What the guard lets through, the C parser survives; what it stops is what the rules name.

use tree_sitter::Parser;

use crate::segments::{Hazard, hazard as hazard_unless_cancelled};
use crate::worker::CancelToken;

fn hazard(text: &str) -> Option<Hazard> {
    hazard_unless_cancelled(text, &CancelToken::never()).unwrap_or_default()
}

/// Parses in this process: an abort in the C code ends the test run.
#[track_caller]
fn parses(text: &str) {
    assert_eq!(hazard(text), None);
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_python::LANGUAGE.into()).unwrap();
    let tree = parser.parse(text, None).unwrap();
    assert_eq!(tree.root_node().end_byte(), text.len());
}

/// Blocks inside each other, each one space deeper, then `inside`.
fn indented(levels: usize, inside: &str) -> String {
    let mut text: String = (0..levels).map(|level| format!("{}if a:\n", " ".repeat(level))).collect();
    text.push_str(&" ".repeat(levels));
    text + inside
}

fn nested(levels: usize, open: &str, close: &str) -> String {
    format!("x = {}1{}\n", open.repeat(levels), close.repeat(levels))
}

#[test]
fn fault_18_many_indents() {
    parses(&indented(200, "x = 'a\n"));
    parses(&indented(200, "x = '''a\n"));
    // Strings that never close stay open in the parser's scanner.
    parses(&indented(200, &format!("{}\n", "'\n".repeat(300))));
    for inside in ["x = 'a\n", "x = '''a", "pass\n"] {
        assert_eq!(hazard(&indented(201, inside)), Some(Hazard::ManyIndents));
        assert_eq!(hazard(&indented(511, inside)), Some(Hazard::ManyIndents));
    }
    // In a string or in brackets they count as well: the parser may see them as code when text is broken.
    let lines: String = (0..202).map(|level| format!("{}a\n", " ".repeat(level))).collect();
    assert_eq!(hazard(&format!("x = '''\n{lines}'''\n")), Some(Hazard::ManyIndents));
    // With lone carriage returns too.
    assert_eq!(hazard(&lines.replace('\n', "\r")), Some(Hazard::ManyIndents));
    // Many lines of few widths are fine.
    parses(&"if a:\n  b\n\tc\n        d\n".repeat(500));
}

#[test]
fn fault_18_nested_f_strings() {
    parses(&nested(150, "f'{", "}'"));
    parses(&nested(75, "f'{a:{", "}}'"));
    assert_eq!(hazard(&nested(151, "f'{", "}'")), Some(Hazard::DeepStrings));
    assert_eq!(hazard(&nested(151, "rT\"\"\"{", "")), Some(Hazard::DeepStrings));
    parses(&"x = f'{f'{a}'}'\n".repeat(200));
}

#[test]
fn fault_19_wide_indents() {
    let wide = |indent: &str| format!("if a:\n{indent}x = 1\n");
    parses(&wide(&" ".repeat(65_535)));
    parses(&wide(&"\t".repeat(8_191)));
    assert_eq!(hazard(&wide(&" ".repeat(65_536))), Some(Hazard::WideIndent));
    assert_eq!(hazard(&wide(&"\t".repeat(8_192))), Some(Hazard::WideIndent));
    // A continuation goes on counting, a form feed starts anew, spaces within a line are no indent.
    let half = " ".repeat(40_000);
    assert_eq!(hazard(&wide(&format!("{half}\\\n{half}"))), Some(Hazard::WideIndent));
    parses(&wide(&format!("{half}\x0c{half}")));
    parses(&format!("x ={half}{half}1\n"));
}

#[test]
fn fault_17_nested_brackets() {
    parses(&nested(200, "(", ")"));
    parses(&nested(200, "[", ""));
    assert_eq!(hazard(&nested(201, "(", ")")), Some(Hazard::DeepBrackets));
    assert_eq!(hazard(&nested(100_000, "{", "}")), Some(Hazard::DeepBrackets));
    assert_eq!(hazard(&nested(67, "{[(", "")), Some(Hazard::DeepBrackets));
    parses(&nested(66, "{[(", ")]}"));
    parses(&"x = (1)\n".repeat(300));
    // Not in strings and comments.
    parses(&format!("x = '{}' # {}\n", "(".repeat(500), "[".repeat(500)));
    // In any segment of a text that has several.
    assert_eq!(hazard(&format!("{}y = 1\n", nested(201, "(", ")"))), Some(Hazard::DeepBrackets));
}

#[test]
fn hazards_read_as_plain_english() {
    for (hazard, text) in [
        (Hazard::WideIndent, "a line is indented by more than 65,535 columns"),
        (Hazard::ManyIndents, "there are more than 200 different indents"),
        (Hazard::DeepStrings, "f-strings are nested more than 150 deep"),
        (Hazard::DeepBrackets, "brackets are nested more than 200 deep"),
    ] {
        assert_eq!(hazard.to_string(), text);
    }
}
