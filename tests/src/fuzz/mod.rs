//! Random input for everything that reads what others wrote: files, edits, traces, messages.
//!
//! Each [`Target`] makes a case from a seed, gives it to the program and says what isn't as it must be. The same cases
//! run for a moment in `cargo test` and for as long as somebody likes in the program `fuzz`. Invariant: a case depends
//! on its seed alone, so that what failed can be had again.

mod engine;
mod files;
mod language_server;
mod texts;
mod traces;

use std::panic::catch_unwind;
use std::time::{Duration, Instant};

use fastrand::Rng;

use crate::script::Failure;

/// How the program is called.
const USAGE: &str = "\
usage: fuzz [--target NAME]… [--seconds N] [--seed S] [--cases N]

Gives random input to each target, or to those that are named, for N seconds each (10 if nothing is said). A case
that fails is told with its seed; with --seed S --cases 1 it is tried again. Before each hundred cases their first
seed is told, for a case that ends the process.";

/// Cases between two lines that say how far it is.
const AT_ONCE: u64 = 100;

/// The most failures that are told of one target.
const MOST_TOLD: usize = 20;

/// Something that reads what others wrote.
pub struct Target {
    /// What it is called.
    pub name: &'static str,
    /// What a case does and what must be true of it.
    pub about: &'static str,
    /// Runs a case; says in words what is wrong.
    case: fn(&mut Rng) -> Result<(), String>,
}

/// All targets.
pub const TARGETS: [Target; 8] = [
    Target {
        name: "opening",
        about: "a file of any bytes opens and is saved with the same bytes, or is refused and left alone",
        case: files::opening,
    },
    Target {
        name: "edits",
        about: "after any edits an index says what one made afresh says",
        case: engine::edits,
    },
    Target {
        name: "scanner",
        about: "segments cover the text, and after any edits are those of a fresh split",
        case: engine::scanner,
    },
    Target {
        name: "scopes",
        about: "groups hold each name once, and each of their places leads to its group",
        case: engine::scopes,
    },
    Target {
        name: "indents",
        about: "hostile indents, open strings and nested f-strings never end the process",
        case: engine::indents,
    },
    Target {
        name: "traces",
        about: "a damaged trace is refused, or means the same once it is written again",
        case: traces::reading,
    },
    Target {
        name: "replays",
        about: "a trace with anything in it is played to its end and lights nothing wrong",
        case: traces::playing,
    },
    Target {
        name: "lsp",
        about: "whatever comes between them, each request of a client gets one reply",
        case: language_server::messages,
    },
];

/// Runs the case of a seed.
///
/// # Errors
/// In words, with the seed, when something is not as it must be, or panicked.
pub fn run_case(target: &Target, seed: u64) -> Result<(), String> {
    let case = target.case;
    let said = catch_unwind(move || case(&mut Rng::with_seed(seed)));
    let problem = match said {
        Ok(Ok(())) => return Ok(()),
        Ok(Err(problem)) => problem,
        Err(panic) => {
            let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
            let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
            format!("it panicked: {}", text.unwrap_or_else(|| "without a word".to_owned()))
        }
    };
    Err(format!("{} --seed {seed}: {problem}", target.name))
}

/// When to stop.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// After so many cases.
    pub cases: u64,
    /// After so much time.
    pub time: Duration,
}

/// Runs cases from `seed` on; how many, and what failed.
pub fn run_cases(target: &Target, seed: u64, limit: Limit, tell: impl Fn(u64)) -> (u64, Vec<String>) {
    let began = Instant::now();
    let (mut cases, mut failures) = (0, Vec::new());
    while cases < limit.cases && failures.len() < MOST_TOLD && (cases == 0 || began.elapsed() < limit.time) {
        if cases.is_multiple_of(AT_ONCE) {
            tell(seed + cases);
        }
        failures.extend(run_case(target, seed + cases).err());
        cases += 1;
    }
    (cases, failures)
}

/// Reads the arguments, runs the targets and prints what came of it.
///
/// # Errors
/// A word that isn't known, or a case that failed.
pub fn run(words: &[String]) -> Result<(), Failure> {
    let (mut names, mut seed) = (Vec::new(), None);
    let mut limit = Limit { cases: u64::MAX, time: Duration::from_secs(10) };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} needs a value\n\n{USAGE}"));
        match word.as_str() {
            "--target" => names.push(value()?.clone()),
            "--seconds" => limit.time = Duration::from_secs(value()?.parse()?),
            "--seed" => seed = Some(value()?.parse::<u64>()?),
            "--cases" => limit.cases = value()?.parse()?,
            other => return Err(format!("what is {other}?\n\n{USAGE}").into()),
        }
    }
    if let Some(unknown) = names.iter().find(|name| TARGETS.iter().all(|target| target.name != **name)) {
        let known: Vec<_> = TARGETS.iter().map(|target| target.name).collect();
        return Err(format!("there is no target {unknown}; there are {}", known.join(", ")).into());
    }
    let seed = seed.unwrap_or_else(|| fastrand::u64(..1 << 32));
    let mut failed = 0;
    for target in
        TARGETS.iter().filter(|target| names.is_empty() || names.iter().any(|name| name == target.name))
    {
        println!("{}: {}", target.name, target.about);
        let began = Instant::now();
        let (cases, failures) = run_cases(target, seed, limit, |seed| eprintln!("  from --seed {seed}"));
        for failure in &failures {
            println!("  {failure}");
        }
        println!(
            "  {cases} cases from --seed {seed} in {:.1} s, {} failed",
            began.elapsed().as_secs_f64(),
            failures.len()
        );
        failed += failures.len();
    }
    if failed == 0 { Ok(()) } else { Err(format!("{failed} cases failed").into()) }
}
