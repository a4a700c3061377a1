//! Measures how soon the engine is free for a request while another one keeps it busy, and that a flood of them starves
//! nobody.
//!
//! Three ways to be busy: moves over a large file, a thousand each second, now and then with a character typed; one
//! statement of ten megabytes being parsed; one line of ten megabytes being parsed. Each request of interest is
//! measured from its posting to the engine taking it up. Where one was superseded before that, the next counts.

use std::sync::{Arc, Mutex, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crop::Rope;
use fastrand::Rng;
use namelight_engine::occurrences::Wants;
use namelight_engine::text::{DocumentId, Edit, Generation, Revision};
use namelight_engine::worker::{End, LONG_LINE, Listener, Options, Report};
use namelight_engine::{Engine, Request};

use crate::python::python;
use crate::script::Failure;
use crate::table::table;

/// How the program is called.
const USAGE: &str = "\
usage: moves [--lines N] [--per-second N] [--seconds N] [--times N]

Prints how long requests waited until the engine was free for them, in milliseconds: N moves each second for some seconds
over a file of N lines (100,000; 1,000; 10), and N times (40) a question about a short text while one about ten megabytes is
worked on.";

const SEED: u64 = 5;

/// A move in so many comes with a character typed.
const MOVES_PER_EDIT: usize = 20;

/// Rows of a table of ten megabytes.
const ROWS: usize = 500_000;

/// The engine is left to its work for so many microseconds at most before it is asked something else: longer than the
/// analysis of ten megabytes takes.
const LONGEST_BUSY: u64 = 2_500_000;

/// The engine, and what it reports.
struct Watched {
    engine: Engine,
    reports: Arc<Mutex<Vec<Report>>>,
    generation: u64,
}

impl Watched {
    fn start() -> Result<Self, Failure> {
        let reports = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&reports);
        let listener = Listener::new(move |report| {
            heard.lock().unwrap_or_else(PoisonError::into_inner).push(report);
        });
        let engine = Engine::start(Options { listener: Some(listener), ..Options::default() }, || {})?;
        Ok(Self { engine, reports, generation: 0 })
    }

    fn post(&mut self, document: u64, text: &Rope, edits: &[Edit], cursor: usize) -> Generation {
        self.generation += 1;
        let line = text.line_of_byte(cursor);
        self.engine.post(Request {
            document: DocumentId(document),
            generation: Generation(self.generation),
            revision: edits.last().map_or(Revision(0), |edit| edit.revision),
            text: text.clone(),
            edits: edits.to_vec(),
            cursor: Some(cursor),
            visible_lines: line.saturating_sub(20)..(line + 20).min(text.line_len()),
            hidden_lines: Vec::new(),
            visible_columns: 0..LONG_LINE,
            wants: Wants::default(),
        });
        Generation(self.generation)
    }

    fn take_reports(&self) -> Vec<Report> {
        std::mem::take(&mut *self.reports.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Milliseconds at a part of all; `times` are sorted.
fn at(times: &[Duration], part: f64) -> f64 {
    let place = (times.len().saturating_sub(1) as f64 * part).round() as usize;
    times.get(place).map_or(0.0, |time| time.as_secs_f64() * 1e3)
}

fn print_waits(what: &str, mut waits: Vec<Duration>) {
    waits.sort_unstable();
    println!(
        "{what:<44} {:>8} {:>9.3} {:>9.3} {:>9.3}",
        waits.len(),
        at(&waits, 0.5),
        at(&waits, 0.99),
        at(&waits, 1.0)
    );
}

/// Moves all over a file, faster than anybody can.
fn flood(lines: usize, per_second: u32, seconds: u64) -> Result<(), Failure> {
    let mut text = Rope::from(python(SEED, lines));
    let mut edits: Vec<Edit> = Vec::new();
    let mut rng = Rng::with_seed(SEED);
    let mut watched = Watched::start()?;
    let started = Instant::now();
    let pause = Duration::from_secs(1) / per_second.max(1);
    let mut posted = 0_u32;
    let mut answered = Vec::new();
    while started.elapsed() < Duration::from_secs(seconds) {
        posted += 1;
        if rng.usize(..MOVES_PER_EDIT) == 0 {
            let place = text.byte_of_line(rng.usize(..text.line_len()));
            text.insert(place, "x");
            let revision = Revision(edits.len() as u64 + 1);
            edits.push(Edit { revision, range: place..place, new_len: 1 });
        }
        let recent = edits.len().saturating_sub(2_000);
        let cursor = text.byte_of_line(rng.usize(..text.line_len())) + 4;
        watched.post(1, &text, edits.get(recent..).unwrap_or_default(), cursor.min(text.byte_len()));
        if watched.engine.take_answer().is_some_and(|answer| !answer.is_partial) {
            answered.push(started.elapsed());
        }
        sleep((pause * posted).saturating_sub(started.elapsed()));
    }
    let last = Generation(watched.generation);
    let answer = watched.engine.wait_answer(last, Duration::from_secs(60));
    answered.push(started.elapsed());
    if answer.is_none() {
        return Err("the last move wasn't answered".into());
    }
    let reports = watched.take_reports();
    let completed = reports.iter().filter(|report| report.end == End::Completed).count();
    let cancelled = reports.iter().filter(|report| report.end == End::Cancelled).count();
    let gap = answered.iter().scan(Duration::ZERO, |last, &at| Some(at - std::mem::replace(last, at))).max();
    print_waits(
        &format!("{per_second} moves a second, {lines} lines"),
        reports.iter().map(Report::waited).collect(),
    );
    println!(
        "  {posted} posted, {} superseded, {cancelled} cancelled, {completed} answered; at most {:.0} ms between answers",
        u64::from(posted) - reports.len() as u64,
        gap.unwrap_or_default().as_secs_f64() * 1e3,
    );
    Ok(())
}

/// Asks about a short text while the engine works on a huge one.
fn overtake(what: &str, huge: &str, times: u64) -> Result<(), Failure> {
    let (huge, small) = (Rope::from(huge), Rope::from("total = 1\n"));
    let mut rng = Rng::with_seed(SEED);
    let mut watched = Watched::start()?;
    let mut waits = Vec::new();
    for time in 0..times {
        // Another text each time, so that nothing of it is known.
        watched.post(10 + time, &huge, &[], huge.byte_len() / 2);
        sleep(Duration::from_micros(rng.u64(500..LONGEST_BUSY)));
        let asked = watched.post(1, &small, &[], 1);
        if watched.engine.wait_answer(asked, Duration::from_secs(60)).is_none() {
            return Err("a question about a short text wasn't answered".into());
        }
        // The report comes just after the answer.
        let deadline = Instant::now() + Duration::from_secs(10);
        while Instant::now() < deadline {
            let report = watched.take_reports().into_iter().find(|report| report.generation == asked);
            if let Some(report) = report {
                waits.push(report.waited());
                break;
            }
            sleep(Duration::from_micros(100));
        }
    }
    print_waits(what, waits);
    Ok(())
}

/// Reads the arguments and prints the table.
///
/// # Errors
/// A word that isn't known, or an engine that doesn't start or doesn't answer.
pub fn run(words: &[String]) -> Result<(), Failure> {
    let (mut lines, mut per_second, mut seconds, mut times) = (100_000, 1_000, 10, 40);
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} needs a value\n\n{USAGE}"));
        match word.as_str() {
            "--lines" => lines = value()?.parse()?,
            "--per-second" => per_second = value()?.parse()?,
            "--seconds" => seconds = value()?.parse()?,
            "--times" => times = value()?.parse()?,
            other => return Err(format!("what is {other}?\n\n{USAGE}").into()),
        }
    }
    println!("{:<44} {:>8} {:>9} {:>9} {:>9}", "free for a request, ms", "requests", "middle", "p99", "max");
    flood(lines, per_second, seconds)?;
    overtake("one statement of 10 MB being analysed", &table(ROWS), times)?;
    let line = format!("numbers = [{}]\nprint(numbers)\n", "12345, ".repeat(10_000_000 / 7));
    overtake("one line of 10 MB being analysed", &line, times)
}
