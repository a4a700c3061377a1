//! The cases that need nothing but the engine, from the sources that `namelight-tests` has them in: so a fuzzer of them is
//! built in a moment, without the program and all that it is built of.

mod fuzz;
#[path = "../../src/python.rs"]
#[allow(dead_code)]
mod python;

pub use fuzz::check;
