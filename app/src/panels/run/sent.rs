//! The lines that were sent to programs, to be sent again.

use std::collections::VecDeque;

/// So many lines are remembered.
const MOST: usize = 100;

/// The lines that were sent, and which of them is in the field.
#[derive(Debug, Default)]
pub(super) struct SentLines {
    /// The newest first.
    lines: VecDeque<String>,
    /// The one that is in the field, and what was being typed before it came there.
    recalled: Option<(usize, String)>,
}

impl SentLines {
    /// Notes what was sent; an empty line, or the same once more, needn't be found again.
    pub(super) fn add(&mut self, line: &str) {
        self.recalled = None;
        if !line.is_empty() && self.lines.front().is_none_or(|newest| newest != line) {
            self.lines.push_front(line.to_owned());
            self.lines.truncate(MOST);
        }
    }

    /// What comes into the field in place of `draft`: an older line, or a newer one and at last what was being typed.
    /// None where there is no further one.
    pub(super) fn step(&mut self, is_older: bool, draft: &str) -> Option<String> {
        let at = self.recalled.as_ref().map(|(at, _)| *at);
        if is_older {
            let next = at.map_or(0, |at| at + 1);
            let line = self.lines.get(next)?.clone();
            let typed = self.recalled.take().map_or_else(|| draft.to_owned(), |(_, typed)| typed);
            self.recalled = Some((next, typed));
            return Some(line);
        }
        let (at, typed) = self.recalled.take()?;
        let Some(newer) = at.checked_sub(1) else { return Some(typed) };
        self.recalled = Some((newer, typed));
        self.lines.get(newer).cloned()
    }
}
