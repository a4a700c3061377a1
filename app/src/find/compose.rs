//! Makes few replacements of very many.

use std::ops::Range;

use crop::Rope;

/// Replacements that stay as they are, so that what is lit between them keeps its place. More are made as many edits,
/// with the text between them: a hundred thousand edits would take the window's thread a second.
const APART: usize = 512;

/// The same replacements (sorted, without overlap, in bytes), made at most 512 of them.
#[must_use]
pub fn together(text: &Rope, replaces: Vec<(Range<usize>, String)>) -> Vec<(Range<usize>, String)> {
    if replaces.len() <= APART {
        return replaces;
    }
    let run = |run: &[(Range<usize>, String)]| {
        let (first, last) = (run.first()?, run.last()?);
        let stretch = first.0.start..last.0.end;
        let old = text.byte_slice(stretch.clone()).to_string();
        let mut new = String::with_capacity(old.len());
        let mut at = 0;
        for (range, inserted) in run {
            let (start, end) = (range.start - stretch.start, range.end - stretch.start);
            new.push_str(old.get(at..start).unwrap_or_default());
            new.push_str(inserted);
            at = end;
        }
        Some((stretch, new))
    };
    replaces.chunks(replaces.len().div_ceil(APART)).filter_map(run).collect()
}
