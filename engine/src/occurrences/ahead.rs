//! Indexes many segments at once: other threads parse ahead of the engine's own, which makes the indexes.
//!
//! Parsing is two thirds of the work and depends on nothing but a segment's text. The others live no longer than the
//! question, take only what is parsed in a few milliseconds, and stop when it is obsolete. Invariant: what an index
//! holds doesn't depend on who parsed, nor on the order.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crop::Rope;
use flume::{Sender, TryRecvError};
use tree_sitter::Tree;

use super::file_index::{FileIndex, as_grammar_reads};
use crate::segments::{SegmentId, hazard, without_dedents};
use crate::syntax::SegmentParser;
use crate::worker::{CancelToken, Cancelled};

/// A longer segment is left to the engine's own parser, whose thread goes on when it is cancelled. In bytes.
const LONGEST: usize = 64 * 1024;

/// Another thread isn't started for less, in bytes: that is parsed in some milliseconds.
pub(super) const WORTH_A_THREAD: usize = 64 * 1024;

/// Threads besides the engine's own, at most.
const MOST_THREADS: usize = 3;

/// Threads besides the engine's own. Asked for once, since the system reads files to tell.
pub(super) static OTHERS: LazyLock<usize> =
    LazyLock::new(|| thread::available_parallelism().map_or(0, |all| all.get() - 1).min(MOST_THREADS));

/// Trees that wait for their index, at most. A tree takes sixty times its text.
pub(super) const MOST_WAITING: usize = 16;

/// A segment that another thread may parse.
struct Job {
    at: usize,
    id: SegmentId,
    range: Range<usize>,
}

/// A segment that another thread has parsed.
struct Parsed {
    at: usize,
    id: SegmentId,
    tree: Tree,
    /// Whether the parser was given the text as it was typed.
    is_as_typed: bool,
}

impl FileIndex {
    /// Indexes segments, on as many threads as are worth it.
    pub(super) fn index_all(&mut self, segments: &[usize], cancel: &CancelToken) -> Result<(), Cancelled> {
        let unindexed = segments.iter().filter(|&&at| self.segments.payload(at).is_some_and(Option::is_none));
        let (short, long): (Vec<usize>, Vec<usize>) =
            unindexed.partition(|&&at| self.range(at).len() <= LONGEST);
        let bytes: usize = short.iter().map(|&at| self.range(at).len()).sum();
        let others = OTHERS.min(bytes / WORTH_A_THREAD);
        if others > 0 {
            self.index_with(others, &short, &long, cancel)?;
        }
        // Also those that another thread couldn't parse.
        for &at in segments {
            self.index(at, cancel)?;
        }
        Ok(())
    }

    fn index_with(
        &mut self,
        others: usize,
        short: &[usize],
        long: &[usize],
        cancel: &CancelToken,
    ) -> Result<(), Cancelled> {
        let job = |&at: &usize| Some(Job { at, id: self.segments.id(at)?, range: self.range(at) });
        let jobs: Vec<Job> = short.iter().filter_map(job).collect();
        let next = AtomicUsize::new(0);
        let text = self.text.clone();
        thread::scope(|scope| {
            // Where this thread gives up, the others find nobody to send to, and give up, too.
            let (sender, parsed) = flume::bounded(MOST_WAITING);
            for _ in 0..others {
                let (sender, cancel) = (sender.clone(), cancel.unwatched());
                let (text, jobs, next) = (&text, jobs.as_slice(), &next);
                scope.spawn(move || parse(text, jobs, next, &sender, &cancel));
            }
            drop(sender);
            // The thread for long ones has the first of them done by the time that the short ones are.
            if let Some(&first) = long.first() {
                self.begin(first, cancel)?;
            }
            loop {
                match parsed.try_recv() {
                    Ok(parsed) => self.take_over(parsed, cancel)?,
                    Err(TryRecvError::Disconnected) => break,
                    Err(TryRecvError::Empty) => match jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                        Some(job) => drop(self.index(job.at, cancel)?),
                        None => break,
                    },
                }
            }
            parsed.iter().try_for_each(|parsed| self.take_over(parsed, cancel))
        })?;
        for &at in long {
            self.index(at, cancel)?;
        }
        Ok(())
    }

    fn take_over(&mut self, parsed: Parsed, cancel: &CancelToken) -> Result<(), Cancelled> {
        let Parsed { at, id, tree, is_as_typed } = parsed;
        let len = self.range(at).len();
        self.reader_mut().admit(id.into(), tree, len, is_as_typed);
        self.index(at, cancel).map(drop)
    }
}

/// Parses one job after the other until there are none, or none are wanted.
fn parse(text: &Rope, jobs: &[Job], next: &AtomicUsize, done: &Sender<Parsed>, cancel: &CancelToken) {
    let mut parser = SegmentParser::new();
    let mut buffer = String::new();
    while let Some(job) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
        if cancel.check().is_err() {
            return;
        }
        buffer.clear();
        text.byte_slice(job.range.clone()).chunks().for_each(|chunk| buffer.push_str(chunk));
        let text = as_grammar_reads(&buffer);
        let Ok(hazard) = hazard(&text, cancel) else { return };
        if hazard.is_some() {
            continue;
        }
        let Ok(given) = without_dedents(&text, cancel) else { return };
        let is_as_typed = matches!(given, Cow::Borrowed(_));
        let Ok(tree) = parser.parse(job.id.into(), &given, None, cancel) else { continue };
        if done.send(Parsed { at: job.at, id: job.id, tree, is_as_typed }).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::fmt::Write as _;

    use super::*;
    use crate::occurrences::Group;

    /// Many short segments, a long one, one with a carriage return, and one that is broken.
    fn text() -> String {
        let mut text = "level = 0\n".to_owned();
        for n in 0..3_000 {
            writeln!(text, "def gauge_{n}(level_{n}):\n    return level, level_{n}, other.level\n").unwrap();
        }
        writeln!(text, "table = [\n{}]", "    level,\n".repeat(LONGEST / 8)).unwrap();
        text.push_str("level\rlevel\ndef broken(level:\n    print(level)\n");
        text
    }

    fn groups(file: &mut FileIndex) -> Vec<Group> {
        let mut groups = file.groups(&CancelToken::never()).unwrap();
        groups.sort_by_key(|group| group.occurrences.first().map(|first| first.range.start));
        groups
    }

    #[test]
    fn what_others_parsed_is_what_one_thread_parses() {
        let rope = Rope::from(text());
        let never = CancelToken::never();
        let (mut alone, mut together) = (FileIndex::of(&rope), FileIndex::of(&rope));
        while !alone.index_some(1, &never).unwrap() {}
        together.split(&never).unwrap();
        let all: Vec<usize> = (0..together.segments.len()).collect();
        let (long, short): (Vec<usize>, Vec<usize>) =
            all.iter().partition(|&&at| together.range(at).len() > LONGEST);
        assert_eq!(long.len(), 1);
        together.index_with(2, &short, &long, &never).unwrap();
        for &at in &all {
            together.index(at, &never).unwrap();
        }
        assert_eq!(together.progress().indexed, all.len());
        assert_eq!(groups(&mut together), groups(&mut alone));
    }

    #[test]
    fn whoever_is_cancelled_goes_on_later() {
        let rope = Rope::from(text());
        let mut file = FileIndex::of(&rope);
        file.split(&CancelToken::never()).unwrap();
        let all: Vec<usize> = (0..file.segments.len()).collect();
        let mut tries = 0;
        while file.index_with(2, &all, &[], &CancelToken::after(400)).is_err() {
            tries += 1;
            assert!(tries < 1_000, "it gets nowhere");
        }
        assert!(tries > 1, "it was never cancelled");
        file.index_all(&all, &CancelToken::never()).unwrap();
        assert_eq!(file.progress().indexed, all.len());
    }
}
