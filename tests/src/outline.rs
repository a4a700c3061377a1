//! How a Python file is built, as the `python3` of this machine has it.

use std::ops::Range;
use std::path::Path;

use serde::Deserialize;
use serde_json::json;

use crate::cpython::{Dialogue, Python};
use crate::script::Failure;

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/python/outline.py");

/// What `python/outline.py` says of a file; all offsets are bytes.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Outline {
    /// Why nothing is said of the file.
    pub skipped: Option<String>,
    statements: Vec<(usize, usize)>,
    /// Where logical lines start.
    pub lines: Vec<usize>,
    /// Brackets that are code.
    pub brackets: Vec<usize>,
    /// Colons that end headers.
    pub colons: Vec<usize>,
    /// Where words of code start.
    pub words: Vec<usize>,
}

impl Outline {
    /// The top-level statement that holds a byte; empty if none does.
    #[must_use]
    pub fn statement_at(&self, at: usize) -> Range<usize> {
        let found = self.statements.iter().find(|&&(start, end)| (start..end).contains(&at));
        found.map_or(at..at, |&(start, end)| start..end)
    }
}

#[derive(Deserialize)]
struct Verdict {
    parses: bool,
}

/// A process that runs `python/outline.py`.
#[derive(Debug)]
pub struct Draughtsman(Dialogue);

impl Draughtsman {
    /// Starts one.
    ///
    /// # Errors
    /// When it can't be started.
    pub fn new(python: &Python) -> Result<Self, Failure> {
        Ok(Self(python.run(SCRIPT)?))
    }

    /// The outline of a file.
    ///
    /// # Errors
    /// When the process is gone or says what can't be understood.
    pub fn outline(&mut self, file: &Path) -> Result<Outline, Failure> {
        Ok(serde_json::from_str(&self.0.ask(&json!({ "file": file }).to_string())?)?)
    }

    /// Whether a text is Python.
    ///
    /// # Errors
    /// When the process is gone or says what can't be understood.
    pub fn parses(&mut self, text: &str) -> Result<bool, Failure> {
        let verdict: Verdict = serde_json::from_str(&self.0.ask(&json!({ "text": text }).to_string())?)?;
        Ok(verdict.parses)
    }
}
