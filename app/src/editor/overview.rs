//! What is known of all occurrences of a text at once, worked out when they change and not in every frame.
//!
//! Invariant: this serves only the ruler and the numbers in hints. What is drawn in the code is looked up in
//! the occurrences themselves, in every frame.

use std::ops::Range;

use egui::Rect;
use namelight_engine::occurrences::{Occurrence, Other, Problem, ProblemKind};

use super::beside::{Beside, Form};
use super::line::Source;
use super::marks::Mark;
use super::pixels::PixelGrid;
use super::problems::is_quiet;
use super::ruler::Ruler;
use namelight_engine::text::{DocumentId, Revision};

/// Occurrences that are compared to tell whether they are the same ones as before. At one revision two names
/// share no place, so that one would do; more guard against a caller's mistake.
const SAMPLES: usize = 16;

/// So far from its place a mark of a match may stand, in pixels: while lines are put into a text of a million lines, it takes
/// hundreds of them to make that up.
const MOST_MOVED: f64 = 0.25;

/// Where an overview is valid.
#[derive(Clone, Debug, PartialEq)]
struct Key {
    stamp: (DocumentId, Revision),
    folds: u64,
    rect: Rect,
    grid: PixelGrid,
    place: (usize, usize),
    samples: Vec<Occurrence>,
}

/// Where what stands beside the light is valid: each list's form, place in memory, length, first and last start.
#[derive(Clone, Debug, PartialEq)]
struct BesideKey {
    stamp: (DocumentId, Revision),
    folds: u64,
    rect: Rect,
    grid: PixelGrid,
    lists: Vec<(Form, usize, usize, usize, usize)>,
    quiet: Option<Range<usize>>,
}

/// Where marks of matches are valid: these say themselves when they or their lines change, so that letters that are typed
/// change nothing, and lines nothing as long as they are few.
#[derive(Clone, Debug, PartialEq)]
struct FoundKey {
    document: DocumentId,
    folds: u64,
    rect: Rect,
    grid: PixelGrid,
    matches: (usize, usize),
    moved_lines: usize,
}

impl FoundKey {
    /// Whether what is valid at another one is so here: marks may stand a part of a pixel from where they would.
    fn is_as(&self, other: &Self, ruler: Ruler<'_>) -> bool {
        let moved = self.moved_lines.wrapping_sub(other.moved_lines);
        let pixels = f64::from(ruler.rect.height() / self.grid.width(1.0)).max(1.0);
        let is_near = moved as f64 <= ruler.line_count as f64 / pixels * MOST_MOVED;
        is_near && *self == Self { moved_lines: self.moved_lines, ..other.clone() }
    }
}

/// Marks on the ruler, and which occurrences aren't counted.
#[derive(Debug, Default)]
pub(super) struct Overview {
    key: Option<Key>,
    marks: Vec<(Mark, f32)>,
    /// Indices, sorted.
    uncounted: Vec<usize>,
    beside_key: Option<BesideKey>,
    beside: Vec<(Form, f32)>,
    found_key: Option<FoundKey>,
    found_marks: Vec<(Form, f32)>,
    /// How many of `beside` are matches of a search, and whether the current one is behind them.
    found: (usize, bool),
}

impl Overview {
    /// Works out what has changed since the last frame.
    pub(super) fn update(
        &mut self,
        ruler: Ruler<'_>,
        source: Source<'_>,
        lit: &[Occurrence],
        grid: PixelGrid,
    ) {
        let step = lit.len() / SAMPLES + 1;
        let samples = lit.iter().step_by(step).chain(lit.last()).cloned().collect();
        let place = (lit.as_ptr().addr(), lit.len());
        let key = Some(Key {
            stamp: source.stamp,
            folds: ruler.folds.version(),
            rect: ruler.rect,
            grid,
            place,
            samples,
        });
        if self.key == key {
            return;
        }
        self.marks = ruler.marks(source, lit, grid);
        let is_uncounted = |(_, one): &(usize, &Occurrence)| !one.certainty.is_counted();
        self.uncounted = lit.iter().enumerate().filter(is_uncounted).map(|(index, _)| index).collect();
        self.key = key;
    }

    /// Works out what has changed beside the light since the last frame.
    pub(super) fn update_beside(
        &mut self,
        ruler: Ruler<'_>,
        source: Source<'_>,
        beside: &Beside<'_>,
        grid: PixelGrid,
    ) {
        let mut lists = Vec::new();
        for (number, lit) in &beside.pins {
            let start = |at: Option<&Occurrence>| at.map_or(0, |one| one.range.start);
            let ends = (start(lit.first()), start(lit.last()));
            lists.push((Form::Pin(*number), lit.as_ptr().addr(), lit.len(), ends.0, ends.1));
        }
        let others = beside.others;
        let start = |at: Option<&Other>| at.map_or(0, |one| one.range.start);
        let ends = (start(others.first()), start(others.last()));
        lists.push((Form::Ghost, others.as_ptr().addr(), others.len(), ends.0, ends.1));
        let conflicts = beside.conflicts;
        let start = |at: Option<&Range<usize>>| at.map_or(0, |one| one.start);
        let ends = (start(conflicts.first()), start(conflicts.last()));
        lists.push((Form::Conflict, conflicts.as_ptr().addr(), conflicts.len(), ends.0, ends.1));
        let marked = beside.bookmarks;
        let start = |at: Option<&Range<usize>>| at.map_or(0, |one| one.start);
        let ends = (start(marked.first()), start(marked.last()));
        // Of the same length with the same ends, another one may be marked between; those are few, so their sum tells.
        let sum = marked.iter().fold(0_usize, |sum, line| sum.wrapping_mul(31).wrapping_add(line.start));
        lists.push((Form::Bookmark, sum, marked.len(), ends.0, ends.1));
        let problems = beside.problems;
        let start = |at: Option<&Problem>| at.map_or(0, |one| one.range.start);
        let ends = (start(problems.first()), start(problems.last()));
        let syntax = Form::Problem(ProblemKind::Syntax);
        lists.push((syntax, problems.as_ptr().addr(), problems.len(), ends.0, ends.1));
        let key = Some(BesideKey {
            stamp: source.stamp,
            folds: ruler.folds.version(),
            rect: ruler.rect,
            grid,
            lists,
            quiet: beside.quiet.clone(),
        });
        let has_other_matches = self.update_found(ruler, source, beside, grid);
        if self.beside_key != key || has_other_matches {
            self.beside_key = key;
            self.find_beside(ruler, source, beside, grid);
        }
        // From match to match only this one changes.
        let current = beside.found.as_ref().and_then(|found| found.current_on_ruler(ruler, source, grid));
        let (at, was_there) = self.found;
        if was_there {
            self.beside.remove(at);
        }
        self.found.1 = current.is_some();
        current.into_iter().for_each(|mark| self.beside.insert(at, mark));
    }

    /// Works out where matches stand, if that has changed; whether it has.
    fn update_found(
        &mut self,
        ruler: Ruler<'_>,
        source: Source<'_>,
        beside: &Beside<'_>,
        grid: PixelGrid,
    ) -> bool {
        let key = beside.found.as_ref().map(|found| FoundKey {
            document: source.stamp.0,
            folds: ruler.folds.version(),
            rect: ruler.rect,
            grid,
            matches: (found.serial, found.matches.places()),
            moved_lines: found.moved_lines,
        });
        let is_same = match (&key, &self.found_key) {
            (Some(key), Some(known)) => key.is_as(known, ruler),
            (key, known) => key.is_none() && known.is_none(),
        };
        if is_same {
            return false;
        }
        self.found_key = key;
        let marks = beside.found.as_ref().map(|found| found.on_ruler(ruler, source, grid));
        self.found_marks = marks.unwrap_or_default();
        true
    }

    fn find_beside(&mut self, ruler: Ruler<'_>, source: Source<'_>, beside: &Beside<'_>, grid: PixelGrid) {
        let Beside { others, conflicts, bookmarks: marked, problems, .. } = *beside;
        let syntax = Form::Problem(ProblemKind::Syntax);
        self.beside.clear();
        // Beneath the others, which are fewer.
        self.beside.extend_from_slice(&self.found_marks);
        self.found = (self.beside.len(), false);
        let mut add = |form: Form, len: usize, start: &dyn Fn(usize) -> usize| {
            let pixels = ruler.pixels(source, len, start, grid);
            self.beside.extend(pixels.into_iter().map(|(_, y)| (form, y)));
        };
        let never = usize::MAX;
        for (number, lit) in &beside.pins {
            add(Form::Pin(*number), lit.len(), &|at| lit.get(at).map_or(never, |one| one.range.start));
        }
        add(Form::Ghost, others.len(), &|at| others.get(at).map_or(never, |one| one.range.start));
        add(Form::Conflict, conflicts.len(), &|at| conflicts.get(at).map_or(never, |one| one.start));
        add(Form::Bookmark, marked.len(), &|at| marked.get(at).map_or(never, |one| one.start));
        let start = |at: usize| problems.get(at).map_or(never, |one| one.range.start);
        let is_told =
            |one: &Problem| one.kind == ProblemKind::Syntax && !is_quiet(one, beside.quiet.as_ref());
        for (here, y) in ruler.pixels(source, problems.len(), &start, grid) {
            let is_seen = problems.get(here).unwrap_or_default().iter().any(is_told);
            self.beside.extend(is_seen.then_some((syntax, y)));
        }
    }

    /// The ruler's marks of what stands beside the light.
    pub(super) fn beside(&self) -> &[(Form, f32)] {
        &self.beside
    }

    /// The ruler's marks.
    pub(super) fn marks(&self) -> &[(Mark, f32)] {
        &self.marks
    }

    /// How many of the first occurrences are counted.
    pub(super) fn counted_before(&self, index: usize) -> usize {
        index - self.uncounted.partition_point(|uncounted| *uncounted < index)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use crop::Rope;
    use egui::{Rect, pos2};
    use namelight_engine::occurrences::{Certainty, Kind, Occurrence};
    use namelight_engine::text::{DocumentId, Revision};

    use super::{Beside, Mark, Overview, PixelGrid, Ruler, Source};
    use crate::editor::{Folds, FoundMarks};
    use crate::find::Matches;

    fn occurrence(start: usize, certainty: Certainty) -> Occurrence {
        Occurrence { range: start..start + 1, kind: Kind::Write, certainty, why: "".into() }
    }

    #[test]
    fn another_answer_in_the_same_place_is_noticed() {
        let rope = Rope::from("a b\n".repeat(100));
        let source = Source { text: &rope, stamp: (DocumentId(1), Revision(1)) };
        let rect = Rect::from_min_max(pos2(0.0, 0.0), pos2(16.0, 408.0));
        let ruler = Ruler { rect, line_count: 101, folds: &Folds::default() };
        let grid = PixelGrid::new(1.0);
        let mut overview = Overview::default();
        let mut lit: Vec<_> = (0..100).map(|line| occurrence(line * 4, Certainty::Exact)).collect();
        overview.update(ruler, source, &lit, grid);
        assert_eq!(overview.counted_before(100), 100);
        assert_eq!(overview.marks().len(), 100);
        // The other name of each line, in the same memory; every second one only possible.
        for (line, one) in lit.iter_mut().enumerate() {
            let certainty = if line.is_multiple_of(2) { Certainty::Possible } else { Certainty::Exact };
            *one = occurrence(line * 4 + 2, certainty);
        }
        overview.update(ruler, source, &lit, grid);
        assert_eq!((overview.counted_before(3), overview.counted_before(100)), (1, 50));
        assert_eq!(overview.marks().first().map(|mark| mark.0), Some(Mark::Possible));
        overview.update(ruler, source, &[], grid);
        assert_eq!((overview.counted_before(0), overview.marks().len()), (0, 0));
    }

    /// How high a mark stands: of the match in the middle of a text that has so many lines, and of the one half as far up after
    /// so many lines moved.
    fn marks_after(line_count: usize, moved_lines: usize) -> (f32, f32) {
        let rope = Rope::from("a\n".repeat(line_count - 1));
        let source = Source { text: &rope, stamp: (DocumentId(1), Revision(1)) };
        let rect = Rect::from_min_max(pos2(0.0, 0.0), pos2(16.0, 408.0));
        let ruler = Ruler { rect, line_count, folds: &Folds::default() };
        let mut overview = Overview::default();
        let mut height = |start: usize, moved_lines| {
            let matches = Matches::new(std::iter::once(start..start + 1).collect());
            let found = FoundMarks { matches: &matches, current: None, serial: 1, moved_lines };
            let beside = Beside { found: Some(found), ..Beside::default() };
            overview.update_beside(ruler, source, &beside, PixelGrid::new(1.0));
            overview.beside().first().unwrap().1
        };
        (height(line_count, 7), height(line_count / 2, 7 + moved_lines))
    }

    #[test]
    fn a_few_lines_move_no_mark_of_a_match_in_a_long_text() {
        let is_kept = |(before, after)| before == after;
        assert!(is_kept(marks_after(100_000, 60)));
        assert!(!is_kept(marks_after(100_000, 62)), "that is a fourth of a pixel");
        assert!(is_kept(marks_after(100, 0)));
        assert!(!is_kept(marks_after(100, 1)));
    }
}
