//! Reading a trace that may be truncated, hostile or of another version.

use std::io;
use std::path::Path;
use std::time::Duration;

use super::format::{Header, Line, Step, Trace, VERSION, What};
use super::sane;
use super::source::read_bounded;

/// The largest trace file that is read, in bytes. An hour of steady typing and pointing takes about 20 MB.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// The most lines that a trace may have.
pub const MAX_STEPS: usize = 1_000_000;

/// The longest trace in milliseconds: a day.
const LONGEST: f64 = 24.0 * 60.0 * 60.0 * 1000.0;

/// A trace says something that can't be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct ReadError {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub problem: String,
}

/// A trace file can't be used.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// It can't be read from disk.
    #[error(transparent)]
    Disk(#[from] io::Error),
    /// It is larger than [`MAX_BYTES`].
    #[error("the file is larger than {} MB", MAX_BYTES / 1024 / 1024)]
    TooLarge,
    /// It isn't text.
    #[error("the file is not UTF-8 text")]
    NotText,
    /// A line of it is wrong.
    #[error(transparent)]
    Line(#[from] ReadError),
}

impl Trace {
    /// Reads a trace file.
    ///
    /// # Errors
    /// [`OpenError`] says why it can't be read, with the line if the fault is in one.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        let bytes = read_bounded(path, MAX_BYTES)?.ok_or(OpenError::TooLarge)?;
        let text = String::from_utf8(bytes).map_err(|_| OpenError::NotText)?;
        Ok(Self::read(&text)?)
    }

    /// Reads a trace's text.
    ///
    /// # Errors
    /// [`ReadError`] says which line is wrong, and how.
    pub fn read(text: &str) -> Result<Self, ReadError> {
        let wrong = |line: usize, problem: String| ReadError { line, problem };
        let mut lines = text.lines().enumerate().map(|(at, line)| (at + 1, line));
        let first = lines.next().map_or("", |(_, line)| line);
        let header = header(first).map_err(|problem| wrong(1, problem))?;
        let mut steps = Vec::new();
        let mut last = (1, Duration::ZERO);
        let mut end = None;
        for (number, line) in lines {
            if line.trim().is_empty() {
                continue;
            }
            if end.is_some() {
                return Err(wrong(number, "something stands behind the trace's end".to_owned()));
            }
            if steps.len() >= MAX_STEPS {
                return Err(wrong(number, format!("more than {MAX_STEPS} lines")));
            }
            let (at, what) = step(line).map_err(|problem| wrong(number, problem))?;
            if at < last.1 {
                return Err(wrong(number, "its time is before that of the line above".to_owned()));
            }
            last = (number, at);
            match what {
                Some(what) => steps.push(Step { at, what }),
                None => end = Some(at),
            }
        }
        let truncated = || wrong(last.0, "the trace stops behind this line, without its end".to_owned());
        Ok(Self { header, steps, end: end.ok_or_else(truncated)? })
    }
}

/// The first line.
fn header(line: &str) -> Result<Header, String> {
    #[derive(serde::Deserialize)]
    struct Version {
        namelight_trace: u32,
    }
    // The version is looked at alone: a later version's first line may have other fields.
    let version: Version = serde_json::from_str(line).map_err(|error| format!("not a trace: {error}"))?;
    if version.namelight_trace != VERSION {
        return Err(format!(
            "a trace of version {}; this program reads version {VERSION}",
            version.namelight_trace
        ));
    }
    let header: Header = serde_json::from_str(line).map_err(|error| error.to_string())?;
    sane::size(header.size)?;
    sane::scale(header.scale)?;
    header.file.as_deref().map_or(Ok(()), sane::file)?;
    header.start.as_ref().map_or(Ok(()), sane::place)?;
    Ok(header)
}

/// Any other line: its time and what it says, or none for the trace's end.
fn step(line: &str) -> Result<(Duration, Option<What>), String> {
    let line: Line = serde_json::from_str(line).map_err(|error| error.to_string())?;
    if !(0.0..=LONGEST).contains(&line.ms) {
        return Err(format!("{} ms is no time within a day", line.ms));
    }
    let at = Duration::from_micros((line.ms * 1000.0).round() as u64);
    let is_end = line.end == Some(true);
    match line.clone().what() {
        Some(what) => {
            sane::what(&what)?;
            Ok((at, Some(what)))
        }
        None if is_end && (Line { end: None, ..line }).what().is_none() => Ok((at, None)),
        None => Err("a line says exactly one thing".to_owned()),
    }
}
