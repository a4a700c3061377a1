//! Tab and Shift+Tab: the edits that move lines by one level.

use std::ops::Range;

use crop::{Rope, RopeSlice};

use super::rewrite::Replacements;
use super::style::IndentUnit;
use super::{Selection, columns, lines};

/// Lines that are shifted in an edit each, so that what is lit in them keeps its place. More make one
/// edit of the whole stretch, which takes a hundredth of the time.
const LINES_APART: usize = 1000;

/// The same replacements, made one where there are very many.
pub(super) fn merged(text: &Rope, replacements: Replacements) -> Replacements {
    let (Some((first, _)), Some((last, _))) = (replacements.first(), replacements.last()) else {
        return replacements;
    };
    if replacements.len() <= LINES_APART {
        return replacements;
    }
    let stretch = first.start..last.end;
    let old = text.byte_slice(stretch.clone()).to_string();
    let mut new = String::with_capacity(old.len() + replacements.len());
    let mut at = stretch.start;
    for (range, inserted) in &replacements {
        new.push_str(old.get(at - stretch.start..range.start - stretch.start).unwrap_or_default());
        new.push_str(inserted);
        at = range.end;
    }
    vec![(stretch, new)]
}

/// What Tab does.
pub(super) enum Tab {
    /// Lines go one level deeper.
    Lines(Replacements),
    /// Blanks take the selection's place.
    Blanks(String),
}

/// What Tab does to this selection: more than one line or all of a line is indented, anything else is
/// replaced by blanks up to the next stop.
pub(super) fn tab(text: &Rope, selection: Selection, unit: IndentUnit) -> Tab {
    let range = selection.range();
    let line = lines::of_offset(text, range.start);
    let is_all_of_line = range.start == lines::start(text, line) && range.end == lines::end(text, line);
    if !range.is_empty() && (is_all_of_line || lines::of_offset(text, range.end) > line) {
        let has_text = |line: &RopeSlice| !matches!(line.bytes().next(), None | Some(b'\r' | b'\n'));
        let starts = touched(text, &range).filter(|(_, line)| has_text(line)).map(|(start, _)| start);
        return Tab::Lines(starts.map(|at| (at..at, unit.text())).collect());
    }
    Tab::Blanks(match unit {
        IndentUnit::Tab => unit.text(),
        IndentUnit::Spaces(_) => {
            " ".repeat(unit.columns() - columns::of_offset(text, range.start) % unit.columns())
        }
    })
}

/// What Shift+Tab does: every touched line loses what leads to the stop before its indentation.
pub(super) fn dedent(text: &Rope, selection: Selection, unit: IndentUnit) -> Replacements {
    let level = |(start, line): (usize, RopeSlice)| {
        let spaces = line.bytes().take_while(|byte| *byte == b' ').count();
        let tab_follows = line.bytes().nth(spaces) == Some(b'\t');
        let length =
            if tab_follows && spaces < unit.columns() { spaces + 1 } else { past_stop(spaces, unit) };
        (length > 0).then(|| (start..start + length, String::new()))
    };
    touched(text, &selection.range()).filter_map(level).collect()
}

/// How many of so many spaces lie past the last stop before their end.
pub(super) fn past_stop(spaces: usize, unit: IndentUnit) -> usize {
    spaces.checked_sub(1).map_or(0, |before| before % unit.columns() + 1)
}

/// The lines that a selection covers and where they start; one that ends at a line's start leaves that
/// line out. The lines are for reading only: crop 0.4.3 slices a line of a slice at a wrong place.
fn touched<'a>(text: &'a Rope, range: &Range<usize>) -> impl Iterator<Item = (usize, RopeSlice<'a>)> {
    let first = lines::of_offset(text, range.start);
    let last = lines::of_offset(text, range.end);
    let leaves_out_last = last > first && range.end == lines::start(text, last);
    let end = if leaves_out_last { range.end } else { lines::end_with_break(text, last) };
    let start = lines::start(text, first);
    text.byte_slice(start..end).raw_lines().scan(start, |next, line| {
        let start = *next;
        *next += line.byte_len();
        Some((start, line))
    })
}
