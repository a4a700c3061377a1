//! A sliding, contiguous view of a rope's bytes.
//!
//! A rope's chunks are about a kilobyte long and cut the text at arbitrary places. The scanner wants to look a
//! bounded way back and ahead of where it stands, so it reads through a window that copies a small part
//! of the text. Invariant: what the scanner sees around a position does not depend on how the rope is
//! built nor on where the window happened to start.

use crop::Rope;

/// Bytes that the scanner may look ahead of its position.
pub(super) const LOOKAHEAD: usize = 8 * 1024;

/// Bytes that the scanner may look back from its position: a string prefix (two letters), the byte
/// before it, and room to reach a character boundary.
const LOOKBACK: usize = 16;

/// Most bytes copied at a time.
const LARGEST_BLOCK: usize = 64 * 1024;

/// A part of the text, in one piece.
#[derive(Debug)]
pub(super) struct Window {
    bytes: Vec<u8>,
    /// Offset of the first of `bytes` in the text.
    start: usize,
    /// How much to copy next; grows, so that a small edit copies little.
    block: usize,
    text_len: usize,
}

impl Window {
    pub(super) fn new() -> Self {
        Self { bytes: Vec::new(), start: 0, block: 4 * 1024, text_len: usize::MAX }
    }

    /// The bytes in view.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Offset in the text of the first byte in view.
    pub(super) fn start(&self) -> usize {
        self.start
    }

    /// One past the last index at which a token may begin: everything it may look at is in view, or the
    /// text ends there.
    pub(super) fn limit(&self) -> usize {
        if self.start + self.bytes.len() >= self.text_len {
            self.bytes.len()
        } else {
            self.bytes.len().saturating_sub(LOOKAHEAD)
        }
    }

    /// Brings `position` into view with all that may be looked at around it. Answers whether anything was
    /// copied.
    pub(super) fn show(&mut self, text: &Rope, position: usize) -> bool {
        let text_len = text.byte_len();
        let position = position.min(text_len);
        if self.text_len == text_len && position >= self.start {
            let index = position - self.start;
            let looks_back = index >= position.min(LOOKBACK / 2);
            let at_end = position == text_len && self.start + self.bytes.len() == text_len;
            if looks_back && (index < self.limit() || at_end) {
                return false;
            }
        }
        let mut start = position.saturating_sub(LOOKBACK);
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let mut end = (position + LOOKAHEAD + self.block).min(text_len);
        while !text.is_char_boundary(end) {
            end += 1;
        }
        self.block = (self.block * 4).min(LARGEST_BLOCK);
        self.bytes.clear();
        for chunk in text.byte_slice(start..end).chunks() {
            self.bytes.extend_from_slice(chunk.as_bytes());
        }
        self.start = start;
        self.text_len = text_len;
        true
    }
}
