//! What is wrong with the text: places that Python refuses, names that nothing defines, names that nobody reads.
//!
//! Invariant: what is said is certain. A doubt (a star import, `globals()`, a segment that isn't indexed yet) keeps it
//! from being said. Places that Python refuses are told of the whole text once all of it is indexed, and before that of the
//! lines asked about; names only of those.

mod table;
#[cfg(test)]
mod tests;
mod undefined;
mod unused;

use std::ops::Range;
use std::sync::Arc;

use super::file_index::FileIndex;
use crate::segments::SegmentId;
use crate::worker::{CancelToken, Cancelled};

pub(super) use table::FaultTable;

/// More places that Python refuses than this are counted, but not told.
const MOST_TOLD: usize = 10_000;

/// What is to be told besides the places that Python refuses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ProblemWish {
    /// Names that nothing defines.
    pub undefined: bool,
    /// Local variables and imports that nobody reads.
    pub unused: bool,
    /// Whether other files may read what the module imports, as those of a package do from its `__init__.py`.
    pub is_read_elsewhere: bool,
    /// Another number asks again, as when more of the text is indexed.
    pub round: u32,
}

/// What sort of problem it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProblemKind {
    /// Python refuses the file.
    Syntax,
    /// A name that nothing defines.
    Undefined,
    /// A name that nobody reads.
    Unused,
}

/// A problem at its place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Problem {
    /// What to mark, within one line; bytes of the answer's revision.
    pub range: Range<usize>,
    /// What sort of problem it is.
    pub kind: ProblemKind,
    /// What is wrong, as a sentence without its full stop.
    pub sentence: Arc<str>,
    /// While somebody types in here, it may only be that they aren't done; bytes of the answer's revision.
    pub draft: Range<usize>,
}

/// The problems of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    /// What was wished.
    pub wish: ProblemWish,
    /// Whether the whole text was indexed and looked at.
    pub is_whole: bool,
    /// The lines whose names are told, counted from 0, end exclusive.
    pub lines: Range<usize>,
    /// Places that Python refuses, of all that was looked at, sorted by position.
    pub syntax: Arc<[Problem]>,
    /// How many of those there are.
    pub syntax_count: usize,
    /// Names, sorted by position.
    pub names: Arc<[Problem]>,
}

impl FileIndex {
    /// What is wrong in some lines, counted from 0, end exclusive, and where Python refuses the text, as far as it is
    /// known.
    ///
    /// # Errors
    /// [`Cancelled`] if `cancel` says so.
    pub fn problems(
        &mut self,
        wish: ProblemWish,
        lines: Range<usize>,
        cancel: &CancelToken,
    ) -> Result<Problems, Cancelled> {
        self.split(cancel)?;
        let mut names = Vec::new();
        if !self.segments.is_empty() {
            let bytes = self.bytes_of_lines(lines.clone());
            // The lines on screen are always told about.
            for segment in self.segments_in(&bytes) {
                self.index(segment, cancel)?;
            }
            self.read_faults_on_screen(&bytes, cancel)?;
            if wish.undefined {
                self.add_undefined(&bytes, &mut names, cancel)?;
            }
            if wish.unused {
                self.add_unused(&bytes, wish, &mut names, cancel)?;
            }
        }
        self.read_other_faults(cancel)?;
        names.sort_by_key(|problem| problem.range.start);
        let (mut syntax, syntax_count) = self.syntax_problems(cancel)?;
        syntax.truncate(MOST_TOLD);
        let is_whole = self.is_all_indexed() && self.faults.waiting().next().is_none();
        Ok(Problems { wish, is_whole, lines, syntax: syntax.into(), syntax_count, names: names.into() })
    }

    /// Reads the faults of what is on screen.
    fn read_faults_on_screen(
        &mut self,
        on_screen: &Range<usize>,
        cancel: &CancelToken,
    ) -> Result<(), Cancelled> {
        if !self.faults.is_asked_about() {
            let segments = self.segments.iter().enumerate();
            let indexed = segments.filter(|(_, (_, index))| index.is_some());
            self.faults.ask_about(indexed.filter_map(|(at, _)| self.segments.id(at)).collect());
        }
        for segment in self.segments_in(on_screen) {
            if self.key_of(segment).is_some_and(|id| self.faults.is_waiting(id)) {
                self.read_faults_of(segment, cancel)?;
            }
        }
        Ok(())
    }

    /// Reads the faults of the rest if all is indexed: before, there are names to be found for those who ask. What waits
    /// of segments that are gone is forgotten, of an empty text, too: whoever is told that some still waits asks again.
    fn read_other_faults(&mut self, cancel: &CancelToken) -> Result<(), Cancelled> {
        if !self.is_all_indexed() {
            return Ok(());
        }
        let waiting: Vec<SegmentId> = self.faults.waiting().collect();
        for id in waiting {
            match self.position(id) {
                Some(segment) => self.read_faults_of(segment, cancel)?,
                None => self.faults.take(id, Vec::new()),
            }
        }
        Ok(())
    }

    fn read_faults_of(&mut self, at: usize, cancel: &CancelToken) -> Result<(), Cancelled> {
        cancel.check()?;
        let Some(segment) = self.load(at, cancel)? else { return Ok(()) };
        let faults = self.faults.state(segment).faults(&self.buffer, cancel)?;
        self.faults.take(segment, faults);
        Ok(())
    }

    /// The segments of which a part is in some bytes.
    fn segments_in(&self, bytes: &Range<usize>) -> Range<usize> {
        let first = self.segments.index_at(bytes.start);
        let last = self.segments.index_at(bytes.end.max(bytes.start + 1) - 1);
        first..(last + 1).min(self.segments.len())
    }

    /// Every place that Python refuses in what was looked at, sorted by position, and how many there are.
    fn syntax_problems(&mut self, cancel: &CancelToken) -> Result<(Vec<Problem>, usize), Cancelled> {
        let mut found = Vec::new();
        for (segment, faults) in self.faults.all() {
            cancel.check()?;
            let Some(at) = self.segments.index_of(segment) else { continue };
            let base = self.range(at).start;
            let moved = |range: &Range<usize>| base + range.start..base + range.end;
            found.extend(faults.iter().map(|fault| Problem {
                range: moved(&fault.range),
                kind: ProblemKind::Syntax,
                sentence: fault.sentence.as_str().into(),
                draft: moved(&fault.draft),
            }));
        }
        found.sort_unstable_by_key(|problem| problem.range.start);
        let count = found.len();
        Ok((found, count))
    }

    /// Whether every segment is indexed.
    pub(super) fn is_all_indexed(&self) -> bool {
        !self.backlog.all().any(|segment| self.is_unindexed(segment))
    }
}
