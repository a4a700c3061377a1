//! The `python3` of this machine, asked what it takes for one and the same variable.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde::Deserialize;

use crate::script::Failure;

/// The oldest version that `python/truth.py` understands.
const OLDEST: (u32, u32) = (3, 11);

/// The environment's name for a Python other than the first `python3` of the path.
const VARIABLE: &str = "NAMELIGHT_PYTHON";

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/python/truth.py");

/// A Python that can be asked.
#[derive(Clone, Debug)]
pub struct Python {
    program: PathBuf,
    /// As in `3.14.2`.
    pub version: String,
    /// Where its standard library is.
    pub library: PathBuf,
}

impl Python {
    /// The one that the environment variable `NAMELIGHT_PYTHON` names, else `python3`.
    ///
    /// # Errors
    /// In words, where there is none of version 3.11 or later.
    pub fn find() -> Result<Self, String> {
        let program = std::env::var_os(VARIABLE).map_or_else(|| PathBuf::from("python3"), PathBuf::from);
        let told = Command::new(&program)
            .arg("-c")
            .arg("import platform, sysconfig; print(platform.python_version(), sysconfig.get_path('stdlib'))")
            .output()
            .map_err(|error| format!("{} can't be run: {error}", program.display()))?;
        let told = String::from_utf8_lossy(&told.stdout).into_owned();
        let (version, library) = told
            .trim_end()
            .split_once(' ')
            .ok_or_else(|| format!("{} does not say its version", program.display()))?;
        let mut numbers = version.split('.').map_while(|number| number.parse::<u32>().ok());
        if (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0)) < OLDEST {
            return Err(format!("{} is {version}, older than 3.11", program.display()));
        }
        Ok(Self { program, version: version.to_owned(), library: library.into() })
    }

    /// The Python files of its standard library, sorted; packages that were installed are none of it.
    #[must_use]
    pub fn library_files(&self) -> Vec<PathBuf> {
        let mut files = Vec::new();
        let mut folders = vec![self.library.clone()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
                let path = entry.path();
                let is_installed =
                    matches!(entry.file_name().to_str(), Some("site-packages" | "dist-packages"));
                if path.is_dir() && !is_installed {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == "py") {
                    files.push(path);
                }
            }
        }
        files.sort_unstable();
        files
    }

    /// Starts a process that answers for one file after the other.
    ///
    /// # Errors
    /// When it can't be started.
    pub fn witness(&self) -> Result<Witness, Failure> {
        Ok(Witness(self.run(SCRIPT)?))
    }

    /// Runs a script that answers a line with a line.
    ///
    /// # Errors
    /// When it can't be started.
    pub fn run(&self, script: &str) -> Result<Dialogue, Failure> {
        let mut process = Command::new(&self.program)
            .arg(script)
            .env("PYTHONUTF8", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let (Some(questions), Some(answers)) = (process.stdin.take(), process.stdout.take()) else {
            return Err("the process has no pipes".into());
        };
        Ok(Dialogue { process, questions: Some(questions), answers: BufReader::new(answers) })
    }
}

/// What CPython says of one file.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Testimony {
    /// Why nothing is said of the file.
    pub skipped: Option<String>,
    /// Why the script failed on the file.
    pub problem: Option<String>,
    /// Its variables.
    pub groups: Vec<Variable>,
    /// Starts and ends of words that are no variables.
    pub others: Vec<usize>,
    /// Starts and ends of strings in which names stand that aren't told.
    pub unknown: Vec<usize>,
}

/// A variable with all its places.
#[derive(Debug, Deserialize)]
pub struct Variable {
    /// Mangled where it is private to a class.
    pub name: String,
    /// What the scope is that owns it: `module`, `function`, `class`, `comprehension`, `types`.
    pub scope: String,
    /// Start, end and kind of each name, in bytes; the kinds are those of `truth.py`.
    pub places: Vec<usize>,
}

/// A process that runs `python/truth.py`.
#[derive(Debug)]
pub struct Witness(Dialogue);

impl Witness {
    /// Asks for a file.
    ///
    /// # Errors
    /// When the process is gone or says what can't be understood.
    pub fn ask(&mut self, file: &Path) -> Result<Testimony, Failure> {
        let path = file.to_str().filter(|path| !path.contains('\n')).ok_or("a path that can't be told")?;
        Ok(serde_json::from_str(&self.0.ask(path)?)?)
    }
}

/// A process that answers a line with a line.
#[derive(Debug)]
pub struct Dialogue {
    process: Child,
    questions: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Dialogue {
    /// Asks one question, which must not hold a line end.
    ///
    /// # Errors
    /// When the process is gone.
    pub fn ask(&mut self, question: &str) -> Result<String, Failure> {
        let questions = self.questions.as_mut().ok_or("the process was ended")?;
        questions.write_all(format!("{question}\n").as_bytes())?;
        questions.flush()?;
        let mut line = String::new();
        if self.answers.read_line(&mut line)? == 0 {
            return Err(format!("the script ended at {question}").into());
        }
        Ok(line)
    }
}

impl Drop for Dialogue {
    /// The script ends with its input.
    fn drop(&mut self) {
        self.questions = None;
        let _ = self.process.wait();
    }
}
