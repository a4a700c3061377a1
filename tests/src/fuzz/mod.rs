//! Random input for everything that reads what others wrote: files, edits, traces, messages.
//!
//! Each [`Target`] makes a case from a seed, gives it to the program and says what isn't as it must be. The same cases
//! run for a moment in `cargo test` and for as long as somebody likes in the program `fuzz`. A fuzzer that is led by
//! coverage makes them from bytes of its own (`tests/fuzz/`). Invariant: a case depends on its seed or its bytes alone, so
//! that what failed can be had again.

mod engine;
mod files;
mod indents;
mod input;
mod language_server;
mod recovery;
mod texts;
mod traces;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::script::Failure;
use input::Input;

/// How the program is called.
const USAGE: &str = "\
usage: fuzz [--target NAME]… [--seconds N] [--seed S] [--cases N]
       fuzz [--target NAME]… --corpus FOLDER [--seed S] [--cases N]
       fuzz --target NAME --input FILE

Gives random input to each target, or to those that are named, for N seconds each (10 if nothing is said). A case
that fails is told with its seed; with --seed S --cases 1 it is tried again. Before each hundred cases their first
seed is told, for a case that ends the process. --corpus writes the cases as bytes, each target's into a folder of
its own, for a fuzzer to begin with; --input tries what a fuzzer has found.";

/// Cases between two lines that say how far it is.
const AT_ONCE: u64 = 100;

/// The most failures that are told of one target.
const MOST_TOLD: usize = 20;

/// The most cases that are written as bytes.
const MOST_WRITTEN: u64 = 10_000;

/// Something that reads what others wrote.
pub struct Target {
    /// What it is called.
    pub name: &'static str,
    /// What a case does and what must be true of it.
    pub about: &'static str,
    /// Runs a case; says in words what is wrong.
    case: fn(&mut Input) -> Result<(), String>,
}

/// All targets.
pub const TARGETS: [Target; 9] = [
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
        case: indents::indents,
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
        name: "recovery",
        about: "a damaged copy of an unsaved text gives one of the texts that it held, or is told and kept",
        case: recovery::finding,
    },
    Target {
        name: "lsp",
        about: "whatever comes between them, each request of a client gets one reply",
        case: language_server::messages,
    },
];

/// The target of a name.
#[must_use]
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}

/// Runs the case of a seed.
///
/// # Errors
/// In words, with the seed, when something is not as it must be, or panicked.
pub fn run_case(target: &Target, seed: u64) -> Result<(), String> {
    run_input(target, Input::random(seed))
        .map_err(|problem| format!("{} --seed {seed}: {problem}", target.name))
}

/// Runs the case that bytes mean, as a fuzzer makes them.
///
/// # Errors
/// In words, when something is not as it must be, or panicked.
pub fn run_bytes(target: &Target, bytes: &[u8]) -> Result<(), String> {
    run_input(target, Input::of_bytes(bytes))
}

fn run_input(target: &Target, mut input: Input) -> Result<(), String> {
    let case = target.case;
    // Nothing of what it was made of is used again.
    catch_unwind(AssertUnwindSafe(move || case(&mut input))).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
        let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
        Err(format!("it panicked: {}", text.unwrap_or_else(|| "without a word".to_owned())))
    })
}

/// Bytes that mean the case of a seed, for a fuzzer to begin with.
#[must_use]
pub fn bytes_of(target: &Target, seed: u64) -> Vec<u8> {
    let mut input = Input::random(seed);
    // What it says is of no interest here.
    let _ = (target.case)(&mut input);
    input.recorded().unwrap_or_default()
}

/// Runs the case that bytes mean, under a fuzzer.
///
/// # Panics
/// When something is not as it must be, which is how a fuzzer is told, or when there is no such target.
pub fn check(name: &str, bytes: &[u8]) {
    let Some(target) = target(name) else { panic!("there is no target {name}") };
    if let Err(problem) = (target.case)(&mut Input::of_bytes(bytes)) {
        panic!("{problem}");
    }
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
    let (mut names, mut seed, mut corpus, mut found) = (Vec::new(), None, None, None);
    let mut limit = Limit { cases: u64::MAX, time: Duration::from_secs(10) };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} needs a value\n\n{USAGE}"));
        match word.as_str() {
            "--target" => names.push(value()?.clone()),
            "--seconds" => limit.time = Duration::from_secs(value()?.parse()?),
            "--seed" => seed = Some(value()?.parse::<u64>()?),
            "--cases" => limit.cases = value()?.parse()?,
            "--corpus" => corpus = Some(PathBuf::from(value()?)),
            "--input" => found = Some(PathBuf::from(value()?)),
            other => return Err(format!("what is {other}?\n\n{USAGE}").into()),
        }
    }
    if let Some(unknown) = names.iter().find(|name| target(name).is_none()) {
        let known: Vec<_> = TARGETS.iter().map(|target| target.name).collect();
        return Err(format!("there is no target {unknown}; there are {}", known.join(", ")).into());
    }
    let seed = seed.unwrap_or_else(|| fastrand::u64(..1 << 32));
    let wanted: Vec<&Target> = TARGETS
        .iter()
        .filter(|target| names.is_empty() || names.iter().any(|name| name == target.name))
        .collect();
    if let Some(folder) = corpus {
        return wanted.into_iter().try_for_each(|target| write_corpus(target, &folder, seed, limit.cases));
    }
    if let Some(path) = found {
        let bytes = std::fs::read(path)?;
        return Ok(wanted.into_iter().try_for_each(|target| run_bytes(target, &bytes))?);
    }
    let mut failed = 0;
    for target in wanted {
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

/// Writes cases from `seed` on as bytes, each into a file.
fn write_corpus(target: &Target, folder: &Path, seed: u64, cases: u64) -> Result<(), Failure> {
    let folder = folder.join(target.name);
    std::fs::create_dir_all(&folder)?;
    for seed in seed..seed.saturating_add(cases.min(MOST_WRITTEN)) {
        std::fs::write(folder.join(format!("random-{seed}")), bytes_of(target, seed))?;
    }
    Ok(())
}
