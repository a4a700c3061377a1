//! Running a program and keeping what it writes.
//!
//! Data flows one way: the program's pipes → a reading thread for each → [`Lines`] → the panel; what is asked of it
//! goes to the one thread that supervises it ([`Run`]). Invariants: nothing here runs unless it is told to; whoever asks
//! or looks never waits for the program; what is kept of its output is bounded; a run that is dropped ends with all the
//! processes of its group.

mod arguments;
mod escapes;
mod groups;
mod lines;
mod output;
mod process;
mod python;
mod supervisor;
#[cfg(test)]
mod tests;
mod traceback;

pub use arguments::{OpenQuote, command_line, split_arguments};
pub use groups::kill_all;
pub use lines::{LONGEST_LINE, Limits, Line, Lines, Source};
pub use output::Output;
pub use process::{Ending, Launch, Run, State};
pub use python::{MissingPython, Runner};
pub use traceback::{CodePlace, place_in};
