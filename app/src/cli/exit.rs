//! How the program ended, for the shell that started it.

use std::process::ExitCode;

/// How the program ended; `--help` lists these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// All went well.
    Well,
    /// Something could not be done.
    Failed,
    /// The arguments were not understood.
    Misunderstood,
    /// There is no display to show a window on.
    NoDisplay,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Well => 0,
            Exit::Failed => 1,
            Exit::Misunderstood => 2,
            Exit::NoDisplay => 3,
        })
    }
}
