//! Real files, broken in one place as they are while someone types: what lies outside of the broken statement must
//! stay as it was, and what lies in it nearly so.
//!
//! The files are those of the standard library of the `python3` on this machine (`NAMELIGHT_PYTHON` names another one).
//! Which of them, and where they are broken, comes from a seed that is printed; `NAMELIGHT_SEED` sets it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use fastrand::Rng;
use namelight_tests::cpython::Python;
use namelight_tests::mutation::{Mutation, Survival, groups, survival};
use namelight_tests::outline::Draughtsman;

/// How many files are broken, each in every way.
const FILES: usize = 320;

/// Bytes that a file has at least, and at most: smaller ones hold little, larger ones take long.
const SIZES: std::ops::Range<u64> = 2_000..40_000;

/// Processes that are asked at once, at most.
const MOST_PROCESSES: usize = 4;

/// What is lost is told one by one, up to so many.
const MOST_TOLD: usize = 40;

/// Per cent of the groups in broken statements that must survive each kind of break, whatever the seed.
const FLOOR_INSIDE: f64 = 99.0;

#[derive(Default)]
struct Totals {
    files: usize,
    by_mutation: BTreeMap<Mutation, (usize, Survival)>,
    lost_outside: Vec<String>,
    lost_inside: Vec<String>,
}

/// Not captured as `println` is, so that the figures can be read whether the test passes or not.
fn tell(what: &str) {
    let _ = writeln!(std::io::stderr(), "{what}");
}

fn seed() -> u64 {
    let set = std::env::var("NAMELIGHT_SEED").ok().and_then(|seed| seed.parse().ok());
    set.unwrap_or_else(|| fastrand::u64(..1_000_000))
}

fn per_cent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 100.0 } else { 100.0 * part as f64 / whole as f64 }
}

/// Breaks a file in every way. Answers whether it was one for it.
fn break_file(file: &Path, seed: u64, helper: &mut Draughtsman, totals: &mut Totals) -> bool {
    let Ok(text) = std::fs::read_to_string(file) else { return false };
    let outline = helper.outline(file).unwrap();
    if outline.skipped.is_some() {
        return false;
    }
    let mut rng = Rng::with_seed(seed);
    let before = groups(&text);
    for mutation in Mutation::ALL {
        // Some places don't break anything, as a line in a docstring wouldn't.
        let tries = (0..8).filter_map(|_| mutation.apply(&text, &outline, &mut rng));
        let Some(broken) = tries
            .map(|broken| (helper.parses(&broken.broken_statement(&text)).unwrap(), broken))
            .find_map(|(parses, broken)| (!parses).then_some(broken))
        else {
            continue;
        };
        let (survived, lost) = survival(&text, &before, &broken);
        let entry = totals.by_mutation.entry(mutation).or_default();
        entry.0 += 1;
        entry.1 += survived;
        let line = text[..broken.at].split('\n').count();
        for (is_inside, lost) in lost {
            let list = if is_inside { &mut totals.lost_inside } else { &mut totals.lost_outside };
            list.push(format!("{}:{line}: {}: {lost}", file.display(), mutation.words()));
        }
    }
    totals.files += 1;
    true
}

fn break_files(files: &[PathBuf], seed: u64, python: &Python) -> Totals {
    let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let totals = Mutex::new(Vec::new());
    let processes = std::thread::available_parallelism().map_or(1, usize::from).min(MOST_PROCESSES);
    std::thread::scope(|scope| {
        for _ in 0..processes {
            scope.spawn(|| {
                let mut helper = Draughtsman::new(python).unwrap();
                let mut found = Totals::default();
                while done.load(Ordering::Relaxed) < FILES {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some(file) = files.get(number) else { break };
                    let was_broken = break_file(file, seed ^ number as u64, &mut helper, &mut found);
                    done.fetch_add(usize::from(was_broken), Ordering::Relaxed);
                }
                totals.lock().unwrap().push(found);
            });
        }
    });
    let mut all = Totals::default();
    for part in totals.into_inner().unwrap() {
        all.files += part.files;
        all.lost_outside.extend(part.lost_outside);
        all.lost_inside.extend(part.lost_inside);
        for (mutation, (count, survival)) in part.by_mutation {
            let entry = all.by_mutation.entry(mutation).or_default();
            entry.0 += count;
            entry.1 += survival;
        }
    }
    all
}

fn table(totals: &Totals) -> (String, Survival) {
    let mut table = format!(
        "{:<20} {:>6} {:>26} {:>9} {:>9} {:>26}\n",
        "", "files", "outside", "followed", "joined", "inside"
    );
    let mut sum = Survival::default();
    let mut files = 0;
    let mut row = |what: &str, count: usize, survival: Survival| {
        let Survival { outside, outside_alive, inferred, joined, inside, inside_alive } = survival;
        writeln!(
            table,
            "{what:<20} {count:>6} {:>9.4} % of {outside:>9} {inferred:>9} {joined:>9} {:>9.4} % of {inside:>9}",
            per_cent(outside_alive, outside),
            per_cent(inside_alive, inside),
        )
        .unwrap();
    };
    for (mutation, &(count, survival)) in &totals.by_mutation {
        row(mutation.words(), count, survival);
        sum += survival;
        files += count;
    }
    row("all", files, sum);
    (table, sum)
}

#[test]
fn an_error_costs_what_its_line_costs() {
    let python = match Python::find() {
        Ok(python) => python,
        Err(why) => return tell(&format!("skipped, no file was broken: {why}")),
    };
    let mut files = python.library_files();
    files.retain(|file| file.metadata().is_ok_and(|about| SIZES.contains(&about.len())));
    if files.is_empty() {
        return tell("skipped, no file was broken: the standard library of python3 has no sources here");
    }
    let seed = seed();
    Rng::with_seed(seed).shuffle(&mut files);
    let totals = break_files(&files, seed, &python);
    let (table, sum) = table(&totals);
    tell(&format!("seed {seed}, {} files of CPython {}\n{table}", totals.files, python.version));
    let told = |lost: &[String]| lost.iter().take(MOST_TOLD).cloned().collect::<Vec<_>>().join("\n");
    if std::env::var_os("NAMELIGHT_TELL").is_some() {
        tell(&totals.lost_inside.join("\n"));
    }
    assert!(sum.outside > 0 && sum.inside > 0, "nothing was compared");
    assert!(
        totals.lost_outside.is_empty(),
        "{} groups outside of broken statements were lost, seed {seed}:\n{}",
        totals.lost_outside.len(),
        told(&totals.lost_outside),
    );
    for (mutation, (_, survival)) in &totals.by_mutation {
        assert!(
            per_cent(survival.inside_alive, survival.inside) >= FLOOR_INSIDE,
            "{}: too many groups inside of broken statements were lost, seed {seed}:\n{}",
            mutation.words(),
            told(&totals.lost_inside),
        );
    }
}
