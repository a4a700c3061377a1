//! A program that saves in a loop and is killed at random moments: what is on disk is the old text or the new one.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use fastrand::Rng;
use namelight::document::{Command as Edit, Document};
use namelight::files::storage::Disk;
use namelight::files::{open, save};
use namelight_engine::text::DocumentId;

use crate::script::Failure;

/// How the program is called.
const USAGE: &str = "\
usage: kills [--kills N] [--seed S]

Starts a process that saves one text and then another for as long as it lives, kills it at a random moment, looks at the
file, and does so N times (1,000 if nothing is said).";

/// The word that makes the program the process that saves.
pub const CHILD: &str = "--save-until-killed";

/// What the process says once it has saved for the first time.
const READY: &str = "ready";

/// The longest time from its first save to its end: some dozen saves.
const LONGEST_LIFE: Duration = Duration::from_millis(30);

/// How many files are looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Processes that were killed.
    pub kills: usize,
    /// Times that the file held the one text, and the other.
    pub whole: [usize; 2],
    /// Times that it held neither.
    pub torn: usize,
    /// Most other files that lay beside it: what a killed save had written so far.
    pub left_over: usize,
}

/// One of the two texts: some thirty blocks of the disk.
fn text(number: usize) -> String {
    format!("level = {}\n", number % 2).repeat(12_000)
}

/// Saves one text and then the other until it is killed.
///
/// # Errors
/// When the file can't be opened or saved.
pub fn save_until_killed(path: &Path) -> Result<(), Failure> {
    let mut is_first = true;
    loop {
        let loaded = open(&Disk, path)?;
        // Always the other one, so that a save shows.
        let number = usize::from(loaded.text == text(0));
        let mut document = Document::from_loaded(DocumentId(1), loaded);
        document.apply(&Edit::ReplaceAll(text(number)), Duration::ZERO);
        save(&Disk, &document.save_as(path.to_owned()), path.parent().unwrap_or(path))?;
        if std::mem::take(&mut is_first) {
            println!("{READY}");
        }
    }
}

/// Kills the program `saver` so many times.
///
/// # Errors
/// When it can't be started, or never saves.
pub fn kill(saver: &Path, kills: usize, seed: u64) -> Result<Report, Failure> {
    let mut rng = Rng::with_seed(seed);
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("killed.py");
    std::fs::write(&path, text(0))?;
    let mut report = Report::default();
    for _ in 0..kills {
        let mut child =
            Command::new(saver).arg(CHILD).arg(&path).stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let mut said = [0; READY.len()];
        if let Some(output) = &mut child.stdout {
            std::io::Read::read_exact(output, &mut said)?;
        }
        // The moment of its death is anywhere in its saves.
        let life = LONGEST_LIFE.mul_f64(rng.f64());
        let began = Instant::now();
        std::thread::sleep(life.saturating_sub(began.elapsed()));
        child.kill()?;
        child.wait()?;
        report.kills += 1;
        let now = std::fs::read(&path)?;
        match (0..2).find(|&number| now == text(number).as_bytes()) {
            Some(number) => report.whole.iter_mut().skip(number).take(1).for_each(|count| *count += 1),
            None => report.torn += 1,
        }
        let beside = std::fs::read_dir(folder.path())?.flatten().filter(|entry| entry.path() != path);
        let beside: Vec<_> = beside.map(|entry| entry.path()).collect();
        report.left_over = report.left_over.max(beside.len());
        for path in beside {
            std::fs::remove_file(path)?;
        }
    }
    Ok(report)
}

/// Reads the arguments, and kills or is killed.
///
/// # Errors
/// A word that isn't known, a process that can't be started, or a torn file.
pub fn run(words: &[String]) -> Result<(), Failure> {
    if let [word, path] = words
        && word == CHILD
    {
        return save_until_killed(Path::new(path));
    }
    let (mut kills, mut seed) = (1_000, fastrand::u64(..1 << 32));
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} needs a value\n\n{USAGE}"));
        match word.as_str() {
            "--kills" => kills = value()?.parse()?,
            "--seed" => seed = value()?.parse()?,
            other => return Err(format!("what is {other}?\n\n{USAGE}").into()),
        }
    }
    let report = kill(&std::env::current_exe()?, kills, seed)?;
    println!("{:<28} {:>8}   --seed {seed}", "killed while saving", report.kills);
    println!("{:<28} {:>8}", "the file held one text", report.whole.iter().sum::<usize>());
    println!("{:<28} {:>8}", "half of one", report.torn);
    println!("{:<28} {:>8}", "most files left beside it", report.left_over);
    if report.torn == 0 { Ok(()) } else { Err(format!("{} torn files", report.torn).into()) }
}
