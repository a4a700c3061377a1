//! Measures whether `namelight occurrences --all --json` costs the same for each line, however long a file is:
//! its time for ten times as much, over its time for once as much, in one run. Linear is 10; the most that is fine is 12.
//!
//! `cargo run -p namelight-tests --example linearity` measures the generated programs with 100,000 and 1,000,000 lines,
//! `… linearity LINES` with so many lines and ten times as many, and `… linearity shapes PARTS [NAME]` the shapes of
//! `shapes.rs` with so many parts (or those whose names hold NAME). Each is measured three times; the least time counts.
//! Beside `--all`, the time of some questions is shown, at places spread over the file.

use std::io::sink;
use std::path::Path;
use std::time::{Duration, Instant};

use crop::Rope;
use namelight::cli::{Exit, OccurrencesArgs};
use namelight::oneshot;
use namelight_engine::FileIndex;
use namelight_engine::worker::CancelToken;
use namelight_tests::process::thread_time;
use namelight_tests::script::Failure;
use namelight_tests::{classes, python, shapes};

const TIMES: usize = 3;

const QUESTIONS: usize = 32;

/// A measurement that took longer is not repeated.
const LONG: Duration = Duration::from_secs(20);

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    println!(
        "{:<36} {:>9} {:>12} {:>12} {:>6}   {:>10} {:>10} {:>6}",
        "", "bytes", "--all", "ten times", "ratio", "questions", "ten times", "ratio"
    );
    match arguments.as_slice() {
        ["shapes", parts] => of_shapes(parts.parse()?, ""),
        ["shapes", parts, name] => of_shapes(parts.parse()?, name),
        [] => of_programs(100_000),
        [lines] => of_programs(lines.parse()?),
        _ => Err("say nothing, `LINES`, or `shapes PARTS [NAME]`".into()),
    }
}

fn of_programs(lines: usize) -> Result<(), Failure> {
    measure("program", lines, |lines| python::python(7, lines))?;
    measure("classes", lines, |lines| classes::classes(7, lines))
}

fn of_shapes(parts: usize, name: &str) -> Result<(), Failure> {
    for (_, (title, shape)) in
        shapes::SHAPES.iter().enumerate().filter(|(_, (title, _))| title.contains(name))
    {
        measure(title, parts, shape)?;
    }
    Ok(())
}

fn measure(title: &str, size: usize, make: impl Fn(usize) -> String) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("measured.py");
    let text = make(size);
    let bytes = text.len();
    let (all, questions) = times(&path, &text)?;
    let (more, more_questions) = times(&path, &make(size * 10))?;
    let ratio = |more: Duration, less: Duration| more.as_secs_f64() / less.as_secs_f64();
    println!(
        "{title:<36} {bytes:>9} {all:>12.1?} {more:>12.1?} {:>6.1}   {questions:>10.1?} {more_questions:>10.1?} {:>6.1}",
        ratio(more, all),
        ratio(more_questions, questions),
    );
    Ok(())
}

/// Measures the time on a processor, where the system tells it, so that other programs don't count.
struct Watch {
    wall: Instant,
    thread: Option<Duration>,
}

impl Watch {
    fn start() -> Self {
        Self { wall: Instant::now(), thread: thread_time() }
    }

    fn elapsed(&self) -> Duration {
        match (self.thread, thread_time()) {
            (Some(start), Some(now)) => now.saturating_sub(start),
            _ => self.wall.elapsed(),
        }
    }
}

/// The least times of `--all` and of some questions.
fn times(path: &Path, text: &str) -> Result<(Duration, Duration), Failure> {
    std::fs::write(path, text)?;
    let args =
        OccurrencesArgs { files: vec![path.to_owned()], at: None, all: true, others: false, json: true };
    let rope = Rope::from(text);
    let (mut least, mut least_of_questions) = (Duration::MAX, Duration::MAX);
    for _ in 0..TIMES {
        let started = Watch::start();
        if oneshot::run(&args, &mut sink(), &mut std::io::stderr()) != Exit::Well {
            return Err("the file was not read".into());
        }
        least = least.min(started.elapsed());
        let started = Watch::start();
        let mut index = FileIndex::of(&rope);
        for at in 0..QUESTIONS {
            index.find_at(text.len() * at / QUESTIONS, &CancelToken::never())?;
        }
        least_of_questions = least_of_questions.min(started.elapsed());
        if least.max(least_of_questions) > LONG {
            break;
        }
    }
    Ok((least, least_of_questions))
}
