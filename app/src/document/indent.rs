//! Tab and Shift+Tab: the edits that move lines by one level.

use std::ops::Range;

use crop::Rope;

use super::style::IndentUnit;
use super::{Selection, columns, lines};

/// Replacements that don't overlap, in the order of the text, in bytes of the text before them.
pub(super) type Replacements = Vec<(Range<usize>, String)>;

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
        let starts = touched(text, &range).filter(|line| lines::start(text, *line) < lines::end(text, *line));
        return Tab::Lines(
            starts.map(|line| lines::start(text, line)).map(|at| (at..at, unit.text())).collect(),
        );
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
    let level = |line: usize| {
        let start = lines::start(text, line);
        let mut bytes = text.byte_slice(start..lines::indentation_end(text, line)).bytes();
        let spaces = bytes.by_ref().take_while(|byte| *byte == b' ').count();
        let tab_after = spaces < unit.columns()
            && text.byte_slice(start + spaces..lines::indentation_end(text, line)).bytes().next()
                == Some(b'\t');
        let length = if tab_after { spaces + 1 } else { past_stop(spaces, unit) };
        (length > 0).then(|| (start..start + length, String::new()))
    };
    touched(text, &selection.range()).filter_map(level).collect()
}

/// How many of so many spaces lie past the last stop before their end.
pub(super) fn past_stop(spaces: usize, unit: IndentUnit) -> usize {
    spaces.checked_sub(1).map_or(0, |before| before % unit.columns() + 1)
}

/// The selection after the replacements; what lay at the start of an indented line stays there.
pub(super) fn map(selection: Selection, replacements: &Replacements) -> Selection {
    let position = |at: usize| {
        let mut mapped = at;
        for (range, new) in replacements.iter().take_while(|(range, _)| range.start < at) {
            mapped = mapped + new.len() - (at.min(range.end) - range.start);
        }
        mapped
    };
    Selection { anchor: position(selection.anchor), head: position(selection.head) }
}

/// The lines that a selection covers; one that ends at a line's start leaves that line out.
fn touched(text: &Rope, range: &Range<usize>) -> std::ops::RangeInclusive<usize> {
    let first = lines::of_offset(text, range.start);
    let last = lines::of_offset(text, range.end);
    let leaves_out_last = last > first && range.end == lines::start(text, last);
    first..=if leaves_out_last { last - 1 } else { last }
}
