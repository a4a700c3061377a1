//! Goes through a rope window by window and gives every match, as a search of the whole text at once would.
//!
//! Invariant: whether a match is found doesn't depend on where windows end, unless it is longer than [`REACH`].

use std::ops::Range;

use crop::Rope;
use namelight_engine::worker::{CancelToken, Cancelled};

use super::Pattern;
use super::pattern::Reach;

/// Matches that are kept: 16 MB of ranges. Of more, the first ones are.
pub const KEPT: usize = 1_000_000;

/// How long a match can be that may run over line breaks without end, or in a line without end; in bytes. Some six
/// thousand lines.
pub const REACH: usize = 256 * 1024;

/// Bytes in which matches of a window begin, at least.
const STEP: usize = 64 * 1024;

/// Bytes before and behind a window, for what a pattern looks at without taking it: one character, or `\r\n`.
pub(super) const MARGIN: usize = 4;

/// A match in its window.
pub(super) struct Hit<'a> {
    /// In bytes of the text.
    pub(super) range: Range<usize>,
    /// The window.
    pub(super) window: &'a str,
    /// Which byte of the text the window begins with.
    pub(super) offset: usize,
}

/// Whether to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Go {
    On,
    Stop,
}

/// Gives every match in `scope` (bytes, cut down to the text) to `visit`, in the order of the text, none of which
/// overlap. After each window `pause` hears up to which byte all are known.
///
/// A match ends in the scope, but may look at what stands round it.
///
/// # Errors
/// [`Cancelled`] if a newer question was asked; looked at before every window and every match.
pub(super) fn search(
    text: &Rope,
    pattern: &Pattern,
    scope: Range<usize>,
    token: &CancelToken,
    mut visit: impl FnMut(Hit<'_>) -> Go,
    mut pause: impl FnMut(usize),
) -> Result<(), Cancelled> {
    let scope = floor(text, scope.start)..floor(text, scope.end);
    let mut window = String::new();
    // Where the next match may begin, and where the last one ended.
    let (mut at, mut last_end) = (scope.start, None);
    while at <= scope.end {
        token.check()?;
        let part = Part::at(text, pattern.reach, at, &scope);
        copy(text, part.copied.clone(), &mut window);
        let offset = part.copied.start;
        let mut next = at;
        while next <= part.starts_end {
            // One search ends soon, but there may be one for every byte, each as long as the window.
            token.check()?;
            let Some(found) = pattern.regex.find_at(&window, next - offset) else { break };
            let range = found.start() + offset..found.end() + offset;
            if range.start > part.starts_end || range.start == part.starts_end && !part.is_last {
                break;
            }
            let is_cut = range.end > part.ends && !part.is_last;
            // A match of nothing directly behind another match is none.
            let is_repeated = range.is_empty() && last_end == Some(range.end);
            if is_repeated {
                next = after(text, range.start);
                continue;
            }
            if range.end > scope.end || is_cut {
                // It isn't tried again at every byte of itself: that could take for ever.
                next = range.end;
                continue;
            }
            (next, last_end) = (range.end, Some(range.end));
            if visit(Hit { range, window: &window, offset }) == Go::Stop {
                return Ok(());
            }
        }
        if part.is_last {
            return Ok(());
        }
        at = part.starts_end.max(next);
        pause(at);
    }
    Ok(())
}

/// The part of a text that is searched at once.
struct Part {
    /// What is copied.
    copied: Range<usize>,
    /// Matches begin before this byte; in the last part also at it.
    starts_end: usize,
    /// Matches end here at the latest; what is behind is only looked at.
    ends: usize,
    is_last: bool,
}

impl Part {
    /// The part that begins at a byte of the scope.
    fn at(text: &Rope, reach: Reach, at: usize, scope: &Range<usize>) -> Self {
        let len = text.byte_len();
        let step = match reach {
            // Where windows reach far, they are larger, so that no byte is searched more than twice.
            Reach::Bytes(most) => STEP.max(most),
            Reach::Line => STEP,
        };
        let mut starts_end = floor(text, at.saturating_add(step)).min(scope.end);
        let mut ends = match reach {
            Reach::Bytes(most) => ceil(text, starts_end.saturating_add(most)),
            Reach::Line => {
                // Up to the next line's start, and not on for ever in a line without end.
                let end = next_line(text, starts_end);
                if end - starts_end <= REACH {
                    starts_end = end;
                    end
                } else {
                    ceil(text, starts_end.saturating_add(REACH))
                }
            }
        };
        let is_last = starts_end >= scope.end;
        if is_last {
            starts_end = scope.end;
            ends = ends.max(scope.end);
        }
        let from = floor(text, at.saturating_sub(MARGIN));
        Self { copied: from..ceil(text, ends.saturating_add(MARGIN).min(len)), starts_end, ends, is_last }
    }
}

/// The first byte of the line with this byte.
pub(super) fn line_start(text: &Rope, at: usize) -> usize {
    text.byte_of_line(text.line_of_byte(at))
}

/// The first byte of the line behind the one with this byte.
pub(super) fn next_line(text: &Rope, at: usize) -> usize {
    let line = text.line_of_byte(at) + 1;
    if line >= text.line_len() { text.byte_len() } else { text.byte_of_line(line) }
}

/// The character's first byte.
pub(super) fn floor(text: &Rope, at: usize) -> usize {
    let mut at = at.min(text.byte_len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The first byte behind the character, unless it is the first of one.
pub(super) fn ceil(text: &Rope, at: usize) -> usize {
    let mut at = at.min(text.byte_len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

/// The next character's first byte; behind the last one, a byte that there isn't.
fn after(text: &Rope, at: usize) -> usize {
    if at >= text.byte_len() { at + 1 } else { ceil(text, at + 1) }
}

fn copy(text: &Rope, range: Range<usize>, to: &mut String) {
    to.clear();
    text.byte_slice(range).chunks().for_each(|chunk| to.push_str(chunk));
}
