//! `namelight occurrences`: the engine's answers without a window, for people and for scripts.
//!
//! Invariant: offsets in the output are bytes into the file as it is on disk, a byte order mark included.

use std::io::{self, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

use crop::Rope;
use namelight_engine::occurrences::{FileIndex, Group, Occurrence};
use namelight_engine::text::{Position, byte_of, line_range, position_of};
use namelight_engine::worker::CancelToken;
use serde::{Serialize, Serializer};

use crate::cli::{Exit, OccurrencesArgs, Place};
use crate::highlights::{Counts, Words, doubt};

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Why a file has no answer.
#[derive(Debug, thiserror::Error)]
enum OneshotError {
    #[error("{} can't be read: {source}", path.display())]
    Unreadable { path: PathBuf, source: io::Error },
    #[error("{} has no line {line}; its last one is {last}", path.display())]
    NoSuchLine { path: PathBuf, line: usize, last: usize },
    #[error("there is no name at {}:{}:{}", path.display(), place.line, place.column)]
    NoName { path: PathBuf, place: Place },
    #[error("--at takes one file")]
    ManyFiles,
    #[error("the answer can't be written: {0}")]
    Output(#[from] io::Error),
}

/// Runs the command: answers go to `out`, problems to `problems`, a sentence each.
pub fn run(args: &OccurrencesArgs, out: &mut dyn Write, problems: &mut dyn Write) -> Exit {
    let answered = match (args.at, args.files.as_slice()) {
        (Some(place), [path]) => one(path, place, args, out, problems).map(|()| Exit::Well),
        (Some(_), _) => Err(OneshotError::ManyFiles),
        (None, paths) => all(paths, args.json, out, problems),
    };
    let flushed = out.flush().map_err(OneshotError::Output);
    match answered.and_then(|exit| flushed.map(|()| exit)) {
        Ok(exit) => exit,
        // A reader that went away, as `head` does, wants no more.
        Err(OneshotError::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Well,
        Err(error) => {
            tell(problems, &error);
            if matches!(error, OneshotError::ManyFiles) { Exit::Misunderstood } else { Exit::Failed }
        }
    }
}

/// A problem that can't be told has nobody to tell it to.
fn tell(problems: &mut dyn Write, what: &dyn std::fmt::Display) {
    let _ = writeln!(problems, "namelight: {what}");
}

/// A file that can't be read is told and doesn't keep the others from being answered.
fn all(
    paths: &[PathBuf],
    json: bool,
    out: &mut dyn Write,
    problems: &mut dyn Write,
) -> Result<Exit, OneshotError> {
    let mut exit = Exit::Well;
    for path in paths {
        match groups_of(path, problems) {
            Ok((source, groups)) => {
                let print = if json { print_json } else { print_groups };
                print(path, &source, &groups, out)?;
            }
            Err(error) => {
                tell(problems, &error);
                exit = Exit::Failed;
            }
        }
    }
    Ok(exit)
}

fn groups_of(path: &Path, problems: &mut dyn Write) -> Result<(Source, Vec<Group>), OneshotError> {
    let source = Source::read(path, problems)?;
    // Nobody cancels a one-shot question.
    let groups = FileIndex::of(&source.text).groups(&CancelToken::never()).unwrap_or_default();
    Ok((source, groups))
}

fn one(
    path: &Path,
    place: Place,
    args: &OccurrencesArgs,
    out: &mut dyn Write,
    problems: &mut dyn Write,
) -> Result<(), OneshotError> {
    let source = Source::read(path, problems)?;
    let last = source.text.line_len().max(1);
    if place.line > last {
        return Err(OneshotError::NoSuchLine { path: path.to_owned(), line: place.line, last });
    }
    let at = byte_of(&source.text, Position { line: place.line - 1, column: place.column - 1 });
    let mut index = FileIndex::of(&source.text);
    let found = index.find_at(at, &CancelToken::never()).ok().flatten();
    let Some(found) = found else { return Err(OneshotError::NoName { path: path.to_owned(), place }) };
    let group = Group {
        name: found.target.name.clone(),
        scope: found.target.scope.clone(),
        class: found.target.class,
        occurrences: found.occurrences.to_vec(),
    };
    let groups = std::slice::from_ref(&group);
    if args.json {
        print_json(path, &source, groups, out)?;
    } else {
        print_groups(path, &source, groups, out)?;
    }
    if args.others {
        // Nobody cancels a one-shot question.
        let others = index.others_at(at, &CancelToken::never()).unwrap_or_default();
        writeln!(out, "\nNot this one")?;
        print_places(
            &source.text,
            others.into_iter().map(|other| (other.range, other.scope.to_string())),
            out,
        )?;
    }
    Ok(())
}

/// A file's text, ready for the engine.
struct Source {
    text: Rope,
    /// Bytes of the file before the text.
    offset: usize,
}

impl Source {
    /// Bytes that are no UTF-8 are read as question marks, so that all others keep their places.
    fn read(path: &Path, problems: &mut dyn Write) -> Result<Self, OneshotError> {
        let unreadable = |source| OneshotError::Unreadable { path: path.to_owned(), source };
        let bytes = std::fs::read(path).map_err(unreadable)?;
        let text = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&bytes);
        let mut rope = crop::RopeBuilder::new();
        let mut replaced = 0;
        for chunk in text.utf8_chunks() {
            rope.append(chunk.valid());
            replaced += chunk.invalid().len();
            rope.append("?".repeat(chunk.invalid().len()));
        }
        if replaced > 0 {
            let path = path.display();
            tell(problems, &format_args!("{path} is not UTF-8; bytes read as question marks: {replaced}"));
        }
        Ok(Self { text: rope.build(), offset: bytes.len() - text.len() })
    }
}

#[derive(Serialize)]
struct FileJson<'a> {
    file: &'a str,
    groups: Vec<GroupJson<'a>>,
}

#[derive(Serialize)]
struct GroupJson<'a> {
    name: &'a str,
    scope: &'a str,
    class: &'static str,
    #[serde(serialize_with = "as_rows")]
    occurrences: (&'a [Occurrence], usize),
}

/// `[start, end, kind, certainty]`, moved by the bytes before the text.
fn as_rows<S: Serializer>(&(occurrences, offset): &(&[Occurrence], usize), to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(occurrences.iter().map(|occurrence| {
        let range = &occurrence.range;
        (range.start + offset, range.end + offset, occurrence.kind.word(), occurrence.certainty.word())
    }))
}

fn print_json(path: &Path, source: &Source, groups: &[Group], out: &mut dyn Write) -> io::Result<()> {
    let groups = groups
        .iter()
        .map(|group| GroupJson {
            name: &group.name,
            scope: &group.scope,
            class: group.class.word(),
            occurrences: (&group.occurrences, source.offset),
        })
        .collect();
    serde_json::to_writer(&mut *out, &FileJson { file: &path.to_string_lossy(), groups })?;
    writeln!(out)
}

/// Each group's sentence, then its lines with carets under the places.
fn print_groups(path: &Path, source: &Source, groups: &[Group], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", path.display())?;
    for group in groups {
        let words = Words {
            name: group.name.clone(),
            scope: group.scope.clone(),
            counts: Counts::of(&group.occurrences).words(group.class, false),
            doubt: None,
        };
        writeln!(out, "\n{words}")?;
        let places = group.occurrences.iter().map(|one| {
            let doubt = doubt(one).map(|doubt| format!(", {doubt}")).unwrap_or_default();
            (one.range.clone(), format!("{}{doubt}", one.kind.word()))
        });
        print_places(&source.text, places, out)?;
    }
    Ok(())
}

/// Places in the order of the text, with what is said of each: every line once, carets below it.
fn print_places(
    text: &Rope,
    places: impl Iterator<Item = (Range<usize>, String)>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut last = None;
    for (range, words) in places {
        let line = position_of(text, range.start).line;
        let written: String = text.byte_slice(line_range(text, line)).chunks().collect();
        if last != Some(line) {
            writeln!(out, "{:>6}  {written}", line + 1)?;
            last = Some(line);
        }
        print_carets(text, &written, &range, &words, out)?;
    }
    Ok(())
}

fn print_carets(
    text: &Rope,
    line: &str,
    range: &Range<usize>,
    words: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let column = position_of(text, range.start).column;
    let width = position_of(text, range.end).column.saturating_sub(column).max(1);
    // Tabs are repeated, so that the carets stand right whatever a terminal makes of them.
    let indent: String = line.chars().take(column).map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
    writeln!(out, "        {indent}{} {words}", "^".repeat(width))
}
