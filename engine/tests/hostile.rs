//! What the guard is for: the C parser alone ends the process on hostile indents, and the engine doesn't.
//!
//! Each test is two processes: the test itself, and this program again with one of the texts to parse.
#![allow(clippy::unwrap_used)]

use std::process::{Command, ExitStatus, Stdio};

use crop::Rope;
use namelight_engine::FileIndex;
use namelight_engine::worker::CancelToken;

/// Tells the second process what to do.
const ORDER: &str = "NAMELIGHT_TEST_HOSTILE";

/// Blocks in blocks, each a space deeper, and a string left open within.
fn hostile() -> String {
    let blocks: String = (0..511).map(|level| format!("{}if total:\n", " ".repeat(level))).collect();
    format!("{blocks}{}x = '''total\n", " ".repeat(511))
}

/// The second process; by itself it does nothing.
#[test]
fn child() {
    let Ok(order) = std::env::var(ORDER) else { return };
    let text = hostile();
    match order.as_str() {
        "parser" => {
            let mut parser = tree_sitter::Parser::new();
            parser.set_language(&tree_sitter_python::LANGUAGE.into()).unwrap();
            assert!(parser.parse(&text, None).is_some());
        }
        _ => {
            let groups = FileIndex::of(&Rope::from(text)).groups(&CancelToken::never()).unwrap();
            assert!(groups.iter().any(|group| group.name == "total" && group.occurrences.len() == 512));
        }
    }
}

fn end_of(order: &str) -> ExitStatus {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "child"])
        .env(ORDER, order)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap()
}

#[test]
fn fault_18_the_engine_takes_what_ends_a_process_that_parses_it() {
    assert!(end_of("engine").success());
    let unguarded = end_of("parser");
    assert_eq!(unguarded.code(), None, "the parser takes it now, so the guard could go: {unguarded}");
}
