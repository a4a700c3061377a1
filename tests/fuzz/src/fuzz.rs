//! The cases, and what they are made of. Not all of that is used here.

#[path = "../../src/fuzz/engine.rs"]
pub mod engine;
#[path = "../../src/fuzz/indents.rs"]
pub mod indents;
#[path = "../../src/fuzz/input.rs"]
#[allow(dead_code)]
pub mod input;
#[path = "../../src/fuzz/texts.rs"]
#[allow(dead_code)]
mod texts;
