//! Measures language servers for Python on the same files, at the same places, through the same client.
//!
//! What is measured is what somebody waits for: the first answer after opening a file, an answer to a move,
//! an answer after a typed character, the last answer of two hundred that overtake each other; and the most
//! memory that the server took. Every server is started anew for each file and run; the middle of the runs
//! counts.

mod client;
mod measure;
mod places;
mod servers;
mod table;

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::python;
use crate::script::Failure;
use measure::{Figures, Plan};
use places::Places;
use servers::Server;

/// How the program is called.
const USAGE: &str = "\
usage: peers [--server \"COMMAND\"]… [--runs N] [--questions N] [--patience SECONDS] [--lines N]… [FILE…]

Starts Namelight and every language server that it finds or is told, asks them for the highlights of the same
names in each FILE, or in a generated one with N lines, and prints a table: milliseconds, and how many times what
Namelight takes.";

/// A server's name, and its figures or why there are none.
type Row = (String, Result<Figures, String>);

struct Arguments {
    files: Vec<PathBuf>,
    /// Of files to be generated.
    lines: Vec<usize>,
    told: Vec<String>,
    runs: usize,
    plan: Plan,
}

impl Arguments {
    fn read(words: &[String]) -> Result<Self, Failure> {
        let plan = Plan { questions: 250, edits: 40, patience: Duration::from_secs(120) };
        let mut arguments = Self { files: Vec::new(), lines: Vec::new(), told: Vec::new(), runs: 3, plan };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or_else(|| format!("{word} needs a value\n\n{USAGE}"));
            match word.as_str() {
                "--server" => arguments.told.push(value()?.clone()),
                "--lines" => arguments.lines.push(value()?.parse()?),
                "--runs" => arguments.runs = value()?.parse::<usize>()?.max(1),
                "--questions" => arguments.plan.questions = value()?.parse()?,
                "--patience" => arguments.plan.patience = Duration::from_secs(value()?.parse()?),
                option if option.starts_with('-') => {
                    return Err(format!("what is {option}?\n\n{USAGE}").into());
                }
                file => arguments.files.push(file.into()),
            }
        }
        if arguments.files.is_empty() && arguments.lines.is_empty() {
            Err(USAGE.into())
        } else {
            Ok(arguments)
        }
    }
}

/// Measures what the arguments say and prints the tables.
///
/// # Errors
/// If the arguments make no sense, a file can't be read, or Namelight itself isn't there. A peer that fails
/// is a row that says so.
pub fn run(words: &[String]) -> Result<(), Failure> {
    let arguments = Arguments::read(words)?;
    let servers = servers::found(&arguments.told)?;
    let folder = tempfile::tempdir()?;
    let generated = arguments.lines.iter().map(|&lines| -> Result<PathBuf, Failure> {
        let path = folder.path().join(format!("generated_{lines}.py"));
        std::fs::write(&path, python::python(7, lines))?;
        Ok(path)
    });
    let generated = generated.collect::<Result<Vec<_>, _>>()?;
    for path in arguments.files.iter().chain(&generated) {
        let rows = of_file(path, &servers, &arguments)?;
        println!("{}", table::of(path, &rows, arguments.runs)?);
    }
    println!("{}", servers::missing(&servers));
    Ok(())
}

fn of_file(path: &Path, servers: &[Server], arguments: &Arguments) -> Result<Vec<Row>, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let places = Places::of(text, arguments.plan.questions)?;
    let mut rows = Vec::new();
    for server in servers {
        let mut runs = Vec::new();
        let mut failed = None;
        for run in 1..=arguments.runs {
            eprintln!("{}: {}, run {run} of {}", path.display(), server.name, arguments.runs);
            match measure::run(server, path, &places, &arguments.plan) {
                Ok(figures) => runs.push(figures),
                Err(failure) => {
                    // Once is enough to know: the next try would take as long.
                    failed = Some(failure.to_string());
                    break;
                }
            }
        }
        let row = match failed {
            Some(failure) => Err(failure),
            None => Ok(Figures::middle(&runs)),
        };
        rows.push((server.name.clone(), row));
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn read(words: &[&str]) -> Result<Arguments, Failure> {
        Arguments::read(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn arguments() {
        let arguments = read(&["--server", "ty server", "a.py", "--runs", "1", "b.py"]).unwrap();
        assert_eq!(arguments.files, [PathBuf::from("a.py"), PathBuf::from("b.py")]);
        assert_eq!((arguments.told, arguments.runs), (vec!["ty server".to_owned()], 1));
        assert_eq!(read(&["--lines", "10000"]).unwrap().lines, [10_000]);
        for wrong in
            [&[][..], &["--lines", "many"], &["--runs"], &["--runs", "x", "a.py"], &["--what", "a.py"]]
        {
            assert!(read(wrong).is_err(), "{wrong:?}");
        }
    }
}
