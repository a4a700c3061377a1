//! The cases, and what they are made of. Not all of that is used here.

#[path = "../../src/fuzz/engine.rs"]
mod engine;
#[path = "../../src/fuzz/indents.rs"]
mod indents;
#[path = "../../src/fuzz/input.rs"]
#[allow(dead_code)]
mod input;
#[path = "../../src/fuzz/texts.rs"]
#[allow(dead_code)]
mod texts;

use input::Input;

/// Runs the case that bytes mean, under a fuzzer.
///
/// # Panics
/// When something is not as it must be, which is how a fuzzer is told, or when there is no such target.
pub fn check(name: &str, bytes: &[u8]) {
    let case = match name {
        "edits" => engine::edits,
        "scanner" => engine::scanner,
        "scopes" => engine::scopes,
        "indents" => indents::indents,
        _ => panic!("there is no target {name}"),
    };
    if let Err(problem) = case(&mut Input::of_bytes(bytes)) {
        panic!("{problem}");
    }
}
