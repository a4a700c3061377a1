//! Where the engine says that Python refuses a text, Python refuses it: on the standard library of the `python3` of this
//! machine, on the fixtures, on generated code, and on all of them with a few letters changed.
//!
//! Another Python is taken where `NAMELIGHT_PYTHON` says so. An older one than the engine speaks of refuses more, so what
//! it takes, a newer one takes, too.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crop::Rope;
use namelight_engine::FileIndex;
use namelight_engine::occurrences::{Problem, ProblemWish};
use namelight_engine::worker::CancelToken;
use namelight_tests::python;

/// Compiles every text of the standard input, each behind its length in bytes, and writes which it takes.
const JUDGE: &str = "
import sys, warnings
warnings.simplefilter('ignore')
data = sys.stdin.buffer
while head := data.readline():
    text = data.read(int(head))
    try:
        compile(text, 'text', 'exec', dont_inherit=True)
        print('takes')
    except (SyntaxError, ValueError):
        print('refuses')
    except RecursionError:
        print('refuses')
";

fn interpreter() -> String {
    std::env::var("NAMELIGHT_PYTHON").unwrap_or_else(|_| "python3".to_owned())
}

/// Which texts Python takes; none if there is no Python.
fn taken(texts: &[String]) -> Option<Vec<bool>> {
    let mut python = Command::new(interpreter())
        .args(["-c", JUDGE])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    let mut to = python.stdin.take()?;
    let texts: Vec<Vec<u8>> = texts.iter().map(|text| text.clone().into_bytes()).collect();
    let count = texts.len();
    let writer = std::thread::spawn(move || {
        for text in texts {
            writeln!(to, "{}", text.len()).unwrap();
            to.write_all(&text).unwrap();
        }
    });
    let output = python.wait_with_output().unwrap();
    writer.join().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let said: Vec<bool> = said.lines().map(|line| line == "takes").collect();
    assert_eq!(said.len(), count);
    Some(said)
}

/// Every place at which the engine says that Python refuses a text.
fn faults(text: &str) -> Vec<Problem> {
    let mut file = FileIndex::of(&Rope::from(text));
    let never = CancelToken::never();
    file.index_some(usize::MAX, &never).unwrap();
    file.problems(ProblemWish::default(), 0..1, &never).unwrap().syntax.to_vec()
}

/// Says where the engine is wrong; how many texts it complained of.
#[track_caller]
fn judge(texts: Vec<(String, String)>) -> usize {
    let suspect: Vec<(String, String, Vec<Problem>)> = texts
        .into_iter()
        .map(|(name, text)| {
            let faults = faults(&text);
            (name, text, faults)
        })
        .filter(|(.., faults)| !faults.is_empty())
        .collect();
    let written: Vec<String> = suspect.iter().map(|(_, text, _)| text.clone()).collect();
    let Some(taken) = taken(&written) else { return 0 };
    let mut wrong = Vec::new();
    for ((name, text, faults), _) in suspect.iter().zip(taken).filter(|(_, taken)| *taken) {
        let line = text[..faults[0].range.start].split('\n').count();
        let shown = text.split('\n').nth(line - 1).unwrap_or_default();
        wrong.push(format!("{name}:{line}: {}: {shown}", faults[0].sentence));
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), suspect.len(), wrong.join("\n"));
    suspect.len()
}

fn python_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() && !path.ends_with("site-packages") {
            python_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "py") {
            found.push(path);
        }
    }
}

/// The texts of the standard library, sorted by path.
fn library() -> Vec<(String, String)> {
    let script = "import sysconfig; print(sysconfig.get_paths()['stdlib'])";
    let Ok(output) = Command::new(interpreter()).args(["-c", script]).output() else { return Vec::new() };
    let mut files = Vec::new();
    python_files(Path::new(String::from_utf8_lossy(&output.stdout).trim()), &mut files);
    files.sort();
    let read = |path: PathBuf| Some((path.display().to_string(), std::fs::read_to_string(&path).ok()?));
    files.into_iter().filter_map(read).collect()
}

fn fixtures() -> Vec<(String, String)> {
    let mut files = Vec::new();
    python_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures"), &mut files);
    files.sort();
    files
        .into_iter()
        .map(|path| (path.display().to_string(), std::fs::read_to_string(path).unwrap()))
        .collect()
}

#[test]
fn fixtures_and_generated_code_have_no_fault() {
    for (name, text) in fixtures() {
        assert_eq!(faults(&text), [], "{name}");
    }
    for seed in 0..20 {
        assert_eq!(faults(&python::python(seed, 400)), [], "seed {seed}");
    }
}

#[test]
fn what_the_standard_library_has_is_no_fault() {
    let texts = library();
    let count = texts.len();
    let suspect = judge(texts);
    eprintln!("{count} files of the standard library, {suspect} of them refused");
}

/// What is put in or taken out by chance.
const LETTERS: [&str; 22] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "'",
    "\"",
    "\"\"\"",
    ":",
    "=",
    ",",
    ".",
    "\n",
    "    ",
    " ",
    "#",
    "\\",
    "if ",
    "else:",
    "lambda ",
    "for x in ",
];

#[test]
fn of_changed_code_nothing_is_refused_that_python_takes() {
    let mut sources = fixtures();
    sources.extend((0..10).map(|seed| (format!("seed {seed}"), python::python(seed, 120))));
    let library = library();
    sources.extend(library.into_iter().filter(|(_, text)| text.len() < 12_000).step_by(7));
    let seed = std::env::var("NAMELIGHT_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let mut random = fastrand::Rng::with_seed(seed);
    let mut changed = Vec::new();
    for round in 0..1_000 {
        let (name, source) = &sources[random.usize(..sources.len())];
        let mut text = source.clone();
        for _ in 0..random.usize(1..3) {
            let mut at = random.usize(..=text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            let letters = LETTERS[random.usize(..LETTERS.len())];
            let found = text[at..].find(letters).map(|found| at + found);
            match found.filter(|_| random.bool()) {
                Some(found) => text.replace_range(found..found + letters.len(), ""),
                None => text.insert_str(at, letters),
            }
        }
        changed.push((format!("seed {seed}, round {round}, {name}"), text));
    }
    let suspect = judge(changed);
    eprintln!("of 1,000 changed texts {suspect} are refused");
}
