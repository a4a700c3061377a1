//! The engine against CPython itself: every name of the standard library of the `python3` on this machine.
//!
//! Another Python is taken where `NAMELIGHT_PYTHON` says so; it must be 3.11 or later. The totals are written to the
//! standard error, whether the test passes or not.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crop::Rope;
use namelight_engine::FileIndex;
use namelight_engine::worker::CancelToken;
use namelight_tests::cpython::{Python, Testimony};
use namelight_tests::differential::{Compared, Score, compare};
use namelight_tests::shapes::SHAPES;
use namelight_tests::{classes, python};

/// Processes that are asked at once, at most.
const MOST_WITNESSES: usize = 4;

/// Differences that are told one by one.
const MOST_TOLD: usize = 20;

#[derive(Default)]
struct Totals {
    compared: Compared,
    /// Files of which CPython said nothing, by the reason.
    skipped: BTreeMap<String, usize>,
    differences: Vec<String>,
}

impl Totals {
    fn add(&mut self, file: &Path, told: &Testimony) {
        if let Some(why) = &told.skipped {
            *self.skipped.entry(why.clone()).or_default() += 1;
        } else if let Some(problem) = &told.problem {
            self.differences.push(format!("{}: {problem}", file.display()));
        } else {
            self.compare(file, told);
        }
    }

    fn compare(&mut self, file: &Path, told: &Testimony) {
        let bytes = std::fs::read(file).unwrap();
        let text = std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes)).unwrap();
        let groups = FileIndex::of(&Rope::from(text)).groups(&CancelToken::never()).unwrap();
        let (compared, differences) = compare(told, &groups);
        self.compared += compared;
        for (byte, difference) in differences {
            let line = text[..byte].split('\n').count();
            self.differences.push(format!("{}:{line}: byte {byte}: {difference}", file.display()));
        }
    }

    fn join(mut self, other: Self) -> Self {
        self.compared += other.compared;
        self.differences.extend(other.differences);
        for (why, count) in other.skipped {
            *self.skipped.entry(why).or_default() += count;
        }
        self
    }
}

/// Not captured as `println` is, so that nobody takes what was skipped for what was passed.
fn tell(what: &str) {
    let _ = writeln!(std::io::stderr(), "{what}");
}

fn ask_about(files: &[PathBuf], python: &Python) -> Totals {
    let next = AtomicUsize::new(0);
    let totals = Mutex::new(Totals::default());
    let processes = std::thread::available_parallelism().map_or(1, usize::from).min(MOST_WITNESSES);
    std::thread::scope(|scope| {
        for _ in 0..processes {
            scope.spawn(|| {
                let mut witness = python.witness().unwrap();
                let mut found = Totals::default();
                while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    found.add(file, &witness.ask(file).unwrap());
                }
                let mut totals = totals.lock().unwrap();
                *totals = std::mem::take(&mut *totals).join(found);
            });
        }
    });
    totals.into_inner().unwrap()
}

/// What the test is without a Python to ask.
fn python() -> Option<Python> {
    Python::find().inspect_err(|why| tell(&format!("skipped, nothing was compared with CPython: {why}"))).ok()
}

#[test]
fn generated_programs_and_shapes_are_python_and_mean_what_cpython_says() {
    let Some(python) = python() else { return };
    let mut texts = vec![("program", python::python(7, 3_000)), ("classes", classes::classes(7, 3_000))];
    texts.extend(SHAPES.iter().map(|(name, shape)| (*name, shape(40))));
    let folder = tempfile::tempdir().unwrap();
    let files: Vec<PathBuf> = texts
        .iter()
        .map(|(name, text)| {
            let path = folder.path().join(format!("{name}.py"));
            std::fs::write(&path, text).unwrap();
            path
        })
        .collect();
    let Totals { compared, differences, .. } = ask_about(&files, &python);
    assert_eq!(differences, Vec::<String>::new());
    assert_eq!(compared.files, texts.len(), "all are Python");
}

#[test]
fn every_variable_of_the_standard_library_is_what_cpython_takes_for_one() {
    let Some(python) = python() else { return };
    let files = python.library_files();
    let Totals { compared, skipped, differences } = ask_about(&files, &python);
    let Compared { files: count, names, lexical, class_level } = compared;
    tell(&format!(
        "CPython {} in {}: {count} of {} files compared, {names} names",
        python.version,
        python.library.display(),
        files.len(),
    ));
    for (what, Score { exact, all }) in [("lexical", lexical), ("class-level", class_level)] {
        tell(&format!("{what}: {exact} of {all} variables exact"));
    }
    for (why, count) in skipped {
        tell(&format!("{count} files skipped: {why}"));
    }
    let told = differences.iter().take(MOST_TOLD).cloned().collect::<Vec<_>>().join("\n");
    assert!(differences.is_empty(), "{} differences:\n{told}", differences.len());
    if count == 0 {
        tell("skipped, nothing was compared with CPython: its standard library has no sources here");
    }
}
