//! Searches again where edits may have changed what is known, and nowhere else.
//!
//! A search is one walk through the text. What it finds from a place on depends on the text from there on, on a character
//! before it, and on whether the match before reaches over that place. So a walk that begins where the known one passed
//! before it looked at anything edited, and ends where both stand at the same place behind the edit, finds all that is
//! different. Invariant: with its result in their place, the known matches are those of a search of the whole text.

use std::ops::Range;
use std::sync::Arc;

use crop::Rope;
use namelight_engine::worker::{CancelToken, Cancelled};

use super::matches::Carried;
use super::pattern::Reach;
use super::search::{Go, MARGIN, ceil, floor, line_start, next_line, search};
use super::{Matches, Pattern};

/// Where more bytes would have to be searched again, all are: the walk repeats what it has looked at, and lines of this
/// length are searched in windows.
const MOST: usize = 64 * 1024;

/// Bytes behind the edit in which the two walks may meet, at first.
const STEP: usize = 256;

/// What was found anew.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renewed {
    /// Where: all matches that begin in these bytes or end in them are in `matches`.
    pub bytes: Range<usize>,
    /// Sorted, without overlap, in bytes.
    pub matches: Arc<[Range<usize>]>,
}

/// Searches again where edits have changed a text since `known` were all its matches in `scope`; nothing if that is too much.
///
/// # Errors
/// [`Cancelled`] if a newer question was asked.
pub(super) fn renew(
    text: &Rope,
    pattern: &Pattern,
    scope: &Range<usize>,
    known: &Matches,
    token: &CancelToken,
) -> Result<Option<Renewed>, Cancelled> {
    let Some(edited) = known.edited() else {
        // All edits were taken back.
        return Ok(Some(Renewed { bytes: usize::MAX..usize::MAX, ..Renewed::default() }));
    };
    let known = known.all();
    let scope = floor(text, scope.start)..floor(text, scope.end);
    // The walk looks so far from where a match may begin.
    let first = floor(text, edited.start.saturating_sub(MARGIN));
    let (from, reach) = match pattern.reach {
        Reach::Bytes(most) if most > MOST => return Ok(None),
        Reach::Bytes(most) => (floor(text, first.saturating_sub(most)), most),
        Reach::Line => (line_start(text, first), 0),
    };
    let from = from.clamp(scope.start, scope.end);
    let from = match known.first(|place| place.end >= from) {
        index if known.gone_at(index).is_none() => known.place(index).start.min(from),
        _ => from,
    };
    let behind = ceil(text, edited.end.saturating_add(MARGIN)).max(from);
    let mut step = STEP;
    loop {
        let mut end = ceil(text, behind.saturating_add(step));
        if pattern.reach == Reach::Line {
            end = next_line(text, end);
        }
        let is_last = end >= scope.end;
        let end = end.min(scope.end);
        if end.saturating_sub(from) > MOST {
            return Ok(None);
        }
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut meeting = None;
        let searched = from..end.saturating_add(reach).min(scope.end);
        let keep = |hit: super::search::Hit<'_>| {
            let start = hit.range.start;
            if start >= end && !is_last {
                return Go::Stop;
            }
            if start >= behind && is_known(known, &hit.range) {
                meeting = Some(start);
                return Go::Stop;
            }
            found.push(hit.range);
            Go::On
        };
        search(text, pattern, ceil_range(text, searched), token, keep, |_| {})?;
        let meeting = match meeting {
            None if is_last => Some(usize::MAX),
            // Neither walk is in a match here, nor at one.
            None if found.last().is_none_or(|last| last.end < end) && !is_touched(known, end) => Some(end),
            met => met,
        };
        if let Some(meeting) = meeting {
            return Ok(Some(Renewed { bytes: from..meeting, matches: found.into() }));
        }
        step *= 4;
    }
}

/// Whether a match stands at these very bytes.
fn is_known(known: &Carried, range: &Range<usize>) -> bool {
    let index = known.first(|place| place.start >= range.start);
    index < known.len() && known.gone_at(index).is_none() && known.place(index) == *range
}

/// Whether a match reaches over a byte, begins there or ends there.
fn is_touched(known: &Carried, at: usize) -> bool {
    let index = known.first(|place| place.end >= at);
    index < known.len() && known.place(index).start <= at
}

fn ceil_range(text: &Rope, range: Range<usize>) -> Range<usize> {
    range.start..ceil(text, range.end)
}
