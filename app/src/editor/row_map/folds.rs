//! Which lines are folded away, and which lines that leaves on the screen.
//!
//! A fold is a header line, which stays, and the lines below it up to a last one, which are hidden. Folds may lie in
//! one another; of one whose header is hidden nothing is seen. Invariants: folds are sorted by their headers, a header
//! has one fold at most, and each hides at least one line. What is asked in a frame is found by binary search; an edit
//! or an unfolding goes through the folds in the outermost one that it touches, and only folding goes through all.

use std::ops::Range;

use crop::Rope;
use namelight_engine::text::{Edit, Patch, Revision};

use super::shifted::{Moves, Shifted, Way};

/// A line that stays, and the last of those below it that are hidden; both from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fold {
    /// The line that stays.
    pub header: usize,
    /// The last line that is hidden; it lies below the header.
    pub last: usize,
}

impl Fold {
    /// The lines that are hidden.
    #[must_use]
    pub fn hidden(self) -> Range<usize> {
        self.header + 1..self.last + 1
    }
}

impl Moves for Fold {
    fn moved(self, [lines, _]: Way) -> Self {
        let Self { header, last } = self;
        Self { header: header.wrapping_add_signed(lines), last: last.wrapping_add_signed(lines) }
    }
}

/// Lines that are hidden together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Hidden {
    fold: Fold,
    /// How many lines are hidden above them.
    before: usize,
}

impl Moves for Hidden {
    fn moved(self, way: Way) -> Self {
        Self { fold: self.fold.moved(way), before: self.before.wrapping_add_signed(way[1]) }
    }
}

/// The folds of one text.
#[derive(Clone, Debug, Default)]
pub struct Folds {
    folds: Shifted<Fold>,
    /// Those of which something is seen; derived from `folds` whenever these change.
    outer: Shifted<Hidden>,
    /// Whether one may begin in an outermost one and end behind it, as no code has it. Then all are gone through.
    overlaps: bool,
    /// Grows with every change.
    version: u64,
    /// The text that the lines are those of; a rope's clone copies no text. None without folds.
    text: Option<(Rope, Revision)>,
}

impl Folds {
    /// Whether nothing is folded.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.folds.is_empty()
    }

    /// All folds, by their headers.
    #[must_use]
    pub fn all(&self) -> Vec<Fold> {
        self.folds.iter(0..self.folds.len()).collect()
    }

    /// Whether a line is the header of a fold, seen or not.
    #[must_use]
    pub fn has(&self, header: usize) -> bool {
        self.index_of(header).is_some()
    }

    fn index_of(&self, header: usize) -> Option<usize> {
        let at = self.folds.partition_point(|fold| fold.header < header);
        self.folds.get(at).filter(|fold| fold.header == header).map(|_| at)
    }

    /// A number that is another one after every change.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The text state that the folds are of; none without folds.
    #[must_use]
    pub fn revision(&self) -> Option<Revision> {
        self.text.as_ref().map(|text| text.1)
    }

    /// Folds these lines of a text, too. What hides nothing or reaches over the text's end is left out, and a header
    /// that has a fold already keeps the longer one.
    pub fn fold(&mut self, new: impl IntoIterator<Item = Fold>, text: &Rope, revision: Revision) {
        let lines = text.line_of_byte(text.byte_len());
        let mut folds = self.all();
        folds.extend(new.into_iter().filter(|fold| fold.header < fold.last && fold.last <= lines));
        // The longest of a header comes first and stays.
        folds.sort_unstable_by_key(|fold| (fold.header, usize::MAX - fold.last));
        folds.dedup_by_key(|fold| fold.header);
        self.text = Some((text.clone(), revision));
        self.set_all(folds);
    }

    /// Shows again what the fold of a header hides; whether there was one.
    pub fn unfold(&mut self, header: usize) -> bool {
        let Some(at) = self.index_of(header) else { return false };
        let outer = self.outer.partition_point(|hidden| hidden.fold.header < header);
        let is_seen = self.outer.get(outer).is_some_and(|hidden| hidden.fold.header == header);
        self.folds.replace(at..at + 1, Vec::new());
        match self.overlaps {
            true => self.set_all(self.all()),
            false => self.renew(outer..outer + usize::from(is_seen), 0),
        }
        true
    }

    /// Shows everything.
    pub fn unfold_all(&mut self) {
        if !self.folds.is_empty() {
            self.set_all(Vec::new());
        }
    }

    /// Shows a line again, whatever hides it; whether it was hidden.
    pub fn reveal(&mut self, line: usize) -> bool {
        let hides = |fold: &Fold| fold.hidden().contains(&line);
        // Only what begins above the line can hide it, and all that does lies in the outermost one.
        let Some(outer) = self.hiding(line) else { return false };
        if self.overlaps {
            self.set_all(self.all().into_iter().filter(|fold| !hides(fold)).collect());
            return true;
        }
        let first = self.folds.partition_point(|fold| fold.header < outer.header);
        let range = first..self.folds.partition_point(|fold| fold.header < line);
        let kept = self.folds.iter(range.clone()).filter(|fold| !hides(fold)).collect();
        self.folds.replace(range, kept);
        let at = self.outer.partition_point(|hidden| hidden.fold.header < outer.header);
        self.renew(at..at + 1, 0);
        true
    }

    /// The fold of a header line, if it has one and can be seen.
    #[must_use]
    pub fn at_header(&self, line: usize) -> Option<Fold> {
        let hidden = self.outer.get(self.begun(line))?;
        (hidden.fold.header == line).then_some(hidden.fold)
    }

    /// The fold that hides a line, seen from outside.
    #[must_use]
    pub fn hiding(&self, line: usize) -> Option<Fold> {
        let hidden = self.outer.get(self.begun(line).checked_sub(1)?)?;
        (line <= hidden.fold.last).then_some(hidden.fold)
    }

    /// The line itself if it is shown, else the header that stands for it.
    #[must_use]
    pub fn shown(&self, line: usize) -> usize {
        self.hiding(line).map_or(line, |fold| fold.header)
    }

    /// How many shown lines lie above a line, or above the header that stands for it.
    #[must_use]
    pub fn shown_before(&self, line: usize) -> usize {
        let shown = self.shown(line);
        shown - self.hidden_before(shown)
    }

    /// The line that so many shown lines lie above; beyond the text's end it counts on.
    #[must_use]
    pub fn line_of_shown(&self, shown: usize) -> usize {
        // Of the folds above, each has its header among the shown lines before.
        let above = self.outer.partition_point(|hidden| hidden.fold.header - hidden.before < shown);
        shown + above.checked_sub(1).and_then(|at| self.outer.get(at)).map_or(0, |hidden| total(&hidden))
    }

    /// How many lines are hidden altogether.
    #[must_use]
    pub fn hidden_count(&self) -> usize {
        self.outer.len().checked_sub(1).and_then(|at| self.outer.get(at)).map_or(0, |hidden| total(&hidden))
    }

    /// The runs of hidden lines of which some lie in a range, in order.
    pub fn hidden_in(&self, lines: Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let first = self.outer.partition_point(|hidden| hidden.fold.last < lines.start);
        let rest = self.outer.iter(first..self.outer.len());
        rest.map(|hidden| hidden.fold.hidden()).take_while(move |hidden| hidden.start < lines.end)
    }

    /// Goes with the text. A fold in whose hidden part something changes opens; an edit of its header alone leaves it.
    /// What can't be followed, since edits are missing, opens, too.
    pub fn follow(&mut self, text: &Rope, revision: Revision, edits: &[Edit]) {
        let Some((old, known)) = self.text.take_if(|_| !self.folds.is_empty()) else {
            self.text = None;
            return;
        };
        if known == revision {
            self.text = Some((old, known));
            return;
        }
        let new_ones = edits.partition_point(|edit| edit.revision <= known);
        let edits = edits.get(new_ones..).unwrap_or_default();
        let is_whole = edits.first().is_some_and(|edit| edit.revision == known.next())
            && edits.last().is_some_and(|edit| edit.revision == revision);
        if is_whole {
            self.follow_patch(&old, text, &Patch::of(edits));
            self.text = Some((text.clone(), revision));
        } else {
            self.unfold_all();
        }
    }

    fn follow_patch(&mut self, old: &Rope, new: &Rope, patch: &Patch) {
        let changes: Vec<Change> =
            patch.replacements().iter().map(|one| Change::of(old, new, &one.old, &one.new)).collect();
        let is_calm = |change: &Change| {
            change.old.start == change.old.end
                && change.new_breaks == 0
                && self.hiding(change.old.start).is_none()
        };
        // Typing in lines that are shown moves no line.
        if !self.overlaps && changes.iter().all(is_calm) {
            return;
        }
        match &changes[..] {
            [change] if !self.overlaps => self.follow_change(change),
            _ => {
                let all = self.all().into_iter();
                let mut folds: Vec<Fold> = all.filter_map(|fold| followed(fold, &changes)).collect();
                // Where headers have come into one line, the first stays.
                folds.dedup_by_key(|fold| fold.header);
                self.set_all(folds);
            }
        }
    }

    /// Follows one change: only folds that it touches are looked at, and those round them.
    fn follow_change(&mut self, change: &Change) {
        let (first, last) = (change.old.start, change.old.end);
        let touched = self.outer.partition_point(|hidden| hidden.fold.last < first)
            ..self.outer.partition_point(|hidden| hidden.fold.header <= last);
        let end = self.folds.partition_point(|fold| fold.header <= last);
        let start = match self.outer.get(touched.start) {
            Some(outer) if !touched.is_empty() => {
                self.folds.partition_point(|fold| fold.header < outer.fold.header)
            }
            _ => end,
        };
        let changes = std::slice::from_ref(change);
        let mut kept: Vec<Fold> =
            self.folds.iter(start..end).filter_map(|fold| followed(fold, changes)).collect();
        kept.dedup_by_key(|fold| fold.header);
        let behind = start + kept.len();
        self.folds.replace(start..end, kept);
        self.folds.shift(behind, [change.grows(), 0]);
        self.renew(touched, change.grows());
    }

    /// What is written for a fold, wherever it stands now.
    #[cfg(test)]
    pub(super) fn written_at(&self, at: usize) -> Option<Fold> {
        self.folds.written(at)
    }

    /// From now on all folds are gone through at every step.
    #[cfg(test)]
    pub(super) fn go_through_all(&mut self) {
        self.overlaps = true;
    }

    /// How many of the seen folds hide something above a line or at it.
    fn begun(&self, line: usize) -> usize {
        self.outer.partition_point(|hidden| hidden.fold.header < line)
    }

    /// How many lines are hidden above a shown line.
    fn hidden_before(&self, line: usize) -> usize {
        self.begun(line).checked_sub(1).and_then(|at| self.outer.get(at)).map_or(0, |hidden| total(&hidden))
    }

    fn set_all(&mut self, folds: Vec<Fold>) {
        self.folds = Shifted::new(folds);
        self.outer = Shifted::default();
        self.overlaps = false;
        self.renew(0..0, 0);
    }

    /// Finds anew which folds are seen in the place of these seen ones; those behind stand so many lines further down.
    fn renew(&mut self, seen: Range<usize>, lines: isize) {
        self.version += 1;
        let last = |at: usize| at.checked_sub(1).and_then(|at| self.outer.get(at));
        let (end, hidden) = last(seen.start).map_or((0, 0), |before| (before.fold.last + 1, total(&before)));
        let hidden_then = last(seen.end).map_or(0, |before| total(&before));
        self.outer.replace(seen.clone(), Vec::new());
        self.outer.shift(seen.start, [lines, 0]);
        let first = self.folds.partition_point(|fold| fold.header < end);
        let behind = self.outer.get(seen.start).map_or(self.folds.len(), |next| {
            self.folds.partition_point(|fold| fold.header < next.fold.header)
        });
        let (mut end, mut before, mut new) = (end, hidden, Vec::new());
        for fold in self.folds.iter(first..behind) {
            // A header that is hidden shows nothing of its fold.
            if fold.header >= end {
                new.push(Hidden { fold, before });
                before += fold.hidden().len();
                end = fold.last + 1;
            } else if fold.last >= end {
                self.overlaps = true;
            }
        }
        let count = new.len();
        self.outer.replace(seen.start..seen.start, new);
        self.outer.shift(seen.start + count, [0, before as isize - hidden_then as isize]);
        if self.folds.is_empty() {
            self.text = None;
        }
    }
}

/// How many lines are hidden from the text's start up to the end of a fold.
fn total(hidden: &Hidden) -> usize {
    hidden.before + hidden.fold.hidden().len()
}

/// One replacement, in lines.
struct Change {
    /// From the line of its first byte to that of its end, in the text before.
    old: Range<usize>,
    /// Whether it begins at the end of its first line, so that the rest of that line is no part of it.
    is_at_line_end: bool,
    /// Whether it ends at the start of its last line.
    is_to_line_start: bool,
    /// Line breaks in what came.
    new_breaks: usize,
}

impl Change {
    fn of(old: &Rope, new: &Rope, from: &Range<usize>, to: &Range<usize>) -> Self {
        let line = |text: &Rope, at: usize| text.line_of_byte(at.min(text.byte_len()));
        let lines = line(old, from.start)..line(old, from.end);
        let is_break = |at: usize| at < old.byte_len() && matches!(old.byte(at), b'\n' | b'\r');
        let is_start = from.end == 0 || old.byte(from.end - 1) == b'\n';
        Self {
            is_at_line_end: from.start == old.byte_len() || is_break(from.start),
            is_to_line_start: is_start,
            new_breaks: line(new, to.end) - line(new, to.start),
            old: lines,
        }
    }

    fn grows(&self) -> isize {
        self.new_breaks as isize - self.old.len() as isize
    }
}

/// Where a fold is after changes; none if they touch what it hides.
fn followed(fold: Fold, changes: &[Change]) -> Option<Fold> {
    let mut shift = 0;
    for change in changes {
        let (first, last) = (change.old.start, change.old.end);
        let is_behind = first > fold.last;
        if is_behind {
            break;
        }
        // In the header alone, whose end and line break stay as they are: what is hidden moves as a whole. That holds
        // for a change above, too, if it ends in the header.
        let splits_end = first == fold.header && change.is_at_line_end && change.new_breaks > 0;
        let is_before = last <= fold.header && !splits_end;
        // The header itself goes with its line, if it was taken from the line's start on.
        let loses_header = first < fold.header && last == fold.header && !change.is_to_line_start;
        if !is_before || loses_header {
            return None;
        }
        shift += change.grows();
    }
    Some(Fold {
        header: fold.header.saturating_add_signed(shift),
        last: fold.last.saturating_add_signed(shift),
    })
}
