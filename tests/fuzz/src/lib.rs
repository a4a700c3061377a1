//! The cases that need nothing but the engine, from the sources that `namelight-tests` has them in: so a fuzzer of them is
//! built in a moment, without the program and all that it is built of.

pub mod fuzz;
#[path = "../../src/python.rs"]
#[allow(dead_code)]
mod python;

use fuzz::input::Input;

/// Runs the case that bytes mean.
///
/// # Panics
/// When something is not as it must be: that is how a fuzzer is told.
pub fn check(case: fn(&mut Input) -> Result<(), String>, bytes: &[u8]) {
    if let Err(problem) = case(&mut Input::of_bytes(bytes)) {
        panic!("{problem}");
    }
}
