//! What the light is told: how patient to be, and what a frame is about.

use std::ops::Range;
use std::time::Duration;

use crop::Rope;
use namelight_engine::occurrences::Wants;
use namelight_engine::text::{DocumentId, Revision};
use namelight_engine::worker::Debounce;

use super::switches::Switches;

/// How patient the light is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Moves closer together than this are a flood, of which only the last is asked about; 0 = off.
    pub debounce: Duration,
    /// How long old light stays when the cursor has left it and no answer came.
    pub linger: Duration,
    /// What of it is shown.
    pub switches: Switches,
    /// The longest wait for an answer in the frame that asked for it; 0 = never wait.
    pub patience: Duration,
}

impl Default for Options {
    /// The values of DESIGN.md, sections 3 and 4.
    fn default() -> Self {
        Self {
            debounce: Debounce::WINDOW,
            switches: Switches::default(),
            linger: Duration::from_millis(100),
            patience: Duration::from_millis(2),
        }
    }
}

/// What the light needs to know about a frame.
#[derive(Clone, Debug)]
pub struct Scene<'a> {
    /// Which text is shown.
    pub document: DocumentId,
    /// Its state.
    pub revision: Revision,
    /// The text itself.
    pub text: &'a Rope,
    /// The cursor, in bytes.
    pub cursor: usize,
    /// The lines on screen, counted from 0, end exclusive.
    pub visible_lines: Range<usize>,
    /// Those of them that are folded away, where they are many.
    pub hidden_lines: Vec<Range<usize>>,
    /// The bytes of long lines on screen, counted from the line's start.
    pub visible_columns: Range<usize>,
    /// Time since the program started.
    pub now: Duration,
    /// What else is to be known; the pins are the light's own affair.
    pub wants: Wants,
}

impl Scene<'_> {
    /// How many of the lines are not hidden.
    pub(super) fn shown_lines(&self) -> usize {
        let hidden: usize = self.hidden_lines.iter().map(ExactSizeIterator::len).sum();
        self.visible_lines.len().saturating_sub(hidden)
    }
}
