//! Arguments in, exit code out: which of the program's rooms is started, and what is said if it can't be.

mod arguments;
mod display;
mod exit;
mod generate;
mod start;
mod wanted;

pub use arguments::{
    Arguments, CompletionsArgs, LspArgs, OccurrencesArgs, Order, Place, PlaceError, ReplayArgs,
};
pub use display::{Display, MissingDisplay};
pub use exit::Exit;
pub use start::run;
