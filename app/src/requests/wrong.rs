//! Whether a frame is wrong, as far as a frame itself can tell.

use std::ops::Range;

use crop::Rope;
use namelight_engine::occurrences::{Occurrence, Target, normalise};

/// Whether a frame has lit what can't be the lit name: a range that the text doesn't have, something though nothing
/// is lit, a counted place where another word stands, or one range over another.
///
/// That is less than a replay proves, which analyses every frame's text afresh; it needs no analysis.
#[must_use]
pub fn is_wrong(text: &Rope, target: Option<&Target>, painted: &[Occurrence]) -> bool {
    let overlaps =
        painted.windows(2).any(|pair| matches!(pair, [one, next] if one.range.end > next.range.start));
    let Some(target) = target else { return !painted.is_empty() };
    overlaps || painted.iter().any(|one| is_wrong_place(text, target, one))
}

fn is_wrong_place(text: &Rope, target: &Target, painted: &Occurrence) -> bool {
    let Some(written) = text_of(text, &painted.range) else { return true };
    target.class.is_name() && painted.certainty.is_counted() && !is_spelled(&written, &target.name)
}

/// The text of a range; none if the text has no such range.
fn text_of(text: &Rope, range: &Range<usize>) -> Option<String> {
    let is_within = |at: usize| at <= text.byte_len() && text.is_char_boundary(at);
    let has_it = range.start < range.end && is_within(range.start) && is_within(range.end);
    has_it.then(|| text.byte_slice(range.clone()).to_string())
}

/// Whether a name may be written so: `__x` in a class is also `_Gauge__x` outside of it.
fn is_spelled(written: &str, name: &str) -> bool {
    let written = normalise(written);
    let is_mangled = |long: &str, short: &str| short.starts_with("__") && long.ends_with(short);
    written == name || is_mangled(&written, name) || is_mangled(name, &written)
}
