//! What can be asked for on the command line.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand};

use crate::window::Renderer;

/// What the help says about exit codes; [`super::Exit`] is where they come from.
const EXIT_CODES: &str = "\
Exit codes:
  0  all went well
  1  something could not be done; a sentence on the error output says what
  2  the arguments were not understood
  3  there is no display to show the file on
  130 and others above 128: ended by a signal, 128 and its number";

/// The command line.
#[derive(Clone, Debug, Parser)]
#[command(
    name = "namelight",
    version,
    about = "An editor for Python in which every place of the name under the cursor lights up.",
    after_help = EXIT_CODES,
    args_conflicts_with_subcommands = true
)]
pub struct Arguments {
    /// What to do; a window is opened if nothing is said.
    #[command(subcommand)]
    pub order: Option<Order>,

    /// Files to open, each in a tab, the first of them in front; the tour is opened if there are none.
    ///
    /// A file may be followed by a line and a column to go to, both from 1: `a.py:12` or `a.py:12:5`. A file that is
    /// really called so is opened as it is. `-` is what comes through standard input.
    #[arg(value_name = "FILE[:LINE[:COLUMN]]")]
    pub files: Vec<PathBuf>,

    /// Return only when the window is closed, as programs want it that read $EDITOR. It always is so; this says it.
    #[arg(long)]
    pub wait: bool,

    /// Record every input to this file, to be played back by `replay`.
    #[arg(long, value_name = "TRACE")]
    pub record: Option<PathBuf>,

    /// Keep the settings in this file, instead of the usual one.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// What draws the window.
    #[arg(long, value_enum, default_value_t, value_name = "RENDERER")]
    pub renderer: Renderer,
}

/// Things to do other than to open a window.
#[derive(Clone, Debug, Subcommand)]
pub enum Order {
    /// Play recorded input back.
    Replay(ReplayArgs),
    /// List every place of a name.
    Occurrences(OccurrencesArgs),
    /// Serve another editor: a language server on standard input and output.
    Lsp(LspArgs),
    /// Print what a shell completes arguments with.
    Completions(CompletionsArgs),
    /// Print this page of the manual.
    Man,
}

/// What `completions` is told.
#[derive(Clone, Copy, Debug, Args)]
pub struct CompletionsArgs {
    /// The shell.
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

/// What `lsp` is told.
#[derive(Clone, Copy, Debug, Args)]
pub struct LspArgs {
    /// Use standard input and output. Some editors say so; there is no other way.
    #[arg(long)]
    pub stdio: bool,
}

/// What `replay` is told.
#[derive(Clone, Debug, Args)]
pub struct ReplayArgs {
    /// The recordings, played one after the other.
    #[arg(required = true, value_name = "TRACE")]
    pub traces: Vec<PathBuf>,
    /// Play without a window, as fast as it goes.
    #[arg(long)]
    pub headless: bool,
    /// What draws the window.
    #[arg(long, value_enum, default_value_t, value_name = "RENDERER")]
    pub renderer: Renderer,
    /// Report in JSON.
    #[arg(long)]
    pub json: bool,
    /// Write the last frame to this PNG file.
    #[arg(long, value_name = "PNG")]
    pub picture: Option<PathBuf>,
}

/// What `occurrences` is told.
#[derive(Clone, Debug, Args)]
#[command(group(clap::ArgGroup::new("which").required(true).args(["at", "all"])))]
pub struct OccurrencesArgs {
    /// The files to look into; with `--at` exactly one.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The name at this place: line and column from 1, the column in characters.
    #[arg(long, value_name = "LINE:COLUMN")]
    pub at: Option<Place>,
    /// Every name of each file.
    #[arg(long)]
    pub all: bool,
    /// The names that are spelled like the one at the place and mean something else.
    #[arg(long, requires = "at", conflicts_with = "json")]
    pub others: bool,
    /// JSON, one object a file; offsets in bytes.
    #[arg(long)]
    pub json: bool,
}

/// A place in a text, as people count: from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
}

/// A place that was not written as `LINE:COLUMN`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("write the place as LINE:COLUMN, both from 1, for example 35:11")]
pub struct PlaceError;

impl FromStr for Place {
    type Err = PlaceError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (line, column) = text.split_once(':').ok_or(PlaceError)?;
        let number = |text: &str| text.parse::<usize>().ok().filter(|&number| number > 0).ok_or(PlaceError);
        Ok(Self { line: number(line)?, column: number(column)? })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use clap::CommandFactory;

    use super::*;

    fn read(words: &[&str]) -> Result<Arguments, clap::Error> {
        Arguments::try_parse_from(std::iter::once("namelight").chain(words.iter().copied()))
    }

    #[test]
    fn the_definition_holds_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn files_open_a_window() {
        let arguments = read(&["a.py", "b.py"]).unwrap();
        assert!(arguments.order.is_none());
        assert_eq!(arguments.files, [PathBuf::from("a.py"), PathBuf::from("b.py")]);
        assert!(read(&[]).unwrap().files.is_empty());
    }

    #[test]
    fn what_waits_is_said_with_files() {
        let arguments = read(&["--wait", "a.py:12:5", "-"]).unwrap();
        assert!(arguments.wait);
        assert_eq!(arguments.files, [PathBuf::from("a.py:12:5"), PathBuf::from("-")]);
    }

    #[test]
    fn shells_are_known_by_name() {
        for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
            let order = read(&["completions", shell]).unwrap().order;
            assert!(matches!(order, Some(Order::Completions(_))), "{shell}");
        }
        assert!(read(&["completions"]).is_err());
        assert!(matches!(read(&["man"]).unwrap().order, Some(Order::Man)));
    }

    #[test]
    fn the_settings_may_be_elsewhere() {
        assert_eq!(read(&["--config", "s.toml"]).unwrap().config, Some(PathBuf::from("s.toml")));
        assert_eq!(read(&["a.py"]).unwrap().config, None);
        assert!(read(&["--config"]).is_err());
    }

    #[test]
    fn occurrences_are_of_one_place_or_of_all() {
        let order = |words: &[&str]| match read(words).unwrap().order {
            Some(Order::Occurrences(args)) => args,
            other => panic!("{other:?}"),
        };
        let args = order(&["occurrences", "a.py", "--at", "35:11"]);
        assert_eq!(args.at, Some(Place { line: 35, column: 11 }));
        assert!(!args.json);
        let args = order(&["occurrences", "--all", "--json", "a.py", "b.py"]);
        assert!(args.all && args.json);
        assert_eq!(args.files.len(), 2);
        assert!(read(&["occurrences", "a.py"]).is_err());
        assert!(read(&["occurrences", "a.py", "--at", "1:1", "--all"]).is_err());
    }

    #[test]
    fn a_place_counts_from_one() {
        assert_eq!("3:4".parse(), Ok(Place { line: 3, column: 4 }));
        for wrong in ["", "3", "3:", ":4", "0:1", "1:0", "a:b", "1:2:3", "-1:2"] {
            assert_eq!(wrong.parse::<Place>(), Err(PlaceError), "{wrong}");
        }
    }

    #[test]
    fn editors_may_say_how_they_talk() {
        assert!(matches!(read(&["lsp"]).unwrap().order, Some(Order::Lsp(_))));
        assert!(matches!(read(&["lsp", "--stdio"]).unwrap().order, Some(Order::Lsp(_))));
        assert!(read(&["lsp", "--socket=1"]).is_err());
    }

    #[test]
    fn replay_needs_a_recording() {
        assert!(read(&["replay"]).is_err());
        let Some(Order::Replay(args)) = read(&["replay", "a.jsonl", "--headless", "--json"]).unwrap().order
        else {
            panic!("not a replay");
        };
        assert!(args.headless && args.json && args.picture.is_none());
    }
}
