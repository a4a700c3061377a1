//! How long a frame waits for what it asked.
//!
//! After an edit, what the engine took for the edit before tells how long it will take: typing goes on in one place of
//! one text. A wait that would be in vain is left out, and the answer makes a frame of its own when it comes. Invariant:
//! what has become quick again is waited for again.

use std::time::Duration;

use namelight_engine::occurrences::Timings;

/// What the engine took for what was asked after the last edit, from the question on.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct AfterEdit {
    /// Until the light was known.
    light: Option<Duration>,
    /// Until everything was.
    all: Option<Duration>,
}

impl AfterEdit {
    /// An answer came; `has_all` that was asked for, or the light alone.
    pub(super) fn took(&mut self, timings: &Timings, has_all: bool) {
        let Timings { queued, split, index, collect, beside } = *timings;
        let light = queued + split + index + collect;
        self.light = Some(light);
        if has_all {
            self.all = Some(light + beside);
        }
    }

    /// The next edit came before the answer, though that was waited for so long.
    pub(super) fn took_longer_than(&mut self, waited: Duration, has_light: bool) {
        self.all = Some(waited);
        if !has_light {
            self.light = Some(waited);
        }
    }

    /// How long to wait for the light, where somebody waits `at_most` so long.
    pub(super) fn for_light(self, at_most: Duration) -> Duration {
        worthwhile(self.light, at_most)
    }

    /// How long to wait for everything.
    pub(super) fn for_all(self, at_most: Duration) -> Duration {
        worthwhile(self.all, at_most)
    }
}

fn worthwhile(took: Option<Duration>, at_most: Duration) -> Duration {
    if took.is_none_or(|took| took < at_most) { at_most } else { Duration::ZERO }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crate::highlights::desk::Desk;
    use std::time::Duration;

    /// Types a letter that the engine takes so many milliseconds for; how often it was waited for.
    fn type_one(desk: &mut Desk, took: u64) -> usize {
        let before = desk.hand.waits.get();
        let end = desk.text.byte_len();
        desk.replace(end..end, "x");
        desk.hand.took = Duration::from_millis(took);
        desk.hear();
        desk.hand.waits.get() - before
    }

    #[test]
    fn what_took_too_long_after_the_edit_before_is_not_waited_for() {
        let mut desk = Desk::new("one two one");
        desk.go_and_hear(11);
        assert_eq!(type_one(&mut desk, 0), 1, "nobody knows yet");
        assert_eq!(type_one(&mut desk, 7), 1, "the last one was quick");
        assert_eq!(type_one(&mut desk, 7), 0);
        assert_eq!(type_one(&mut desk, 1), 0);
        assert_eq!(type_one(&mut desk, 1), 1, "it is quick again");
    }

    #[test]
    fn an_answer_that_never_came_took_too_long() {
        let mut desk = Desk::new("one two one");
        desk.go_and_hear(11);
        for waits in [1, 0, 0] {
            let before = desk.hand.waits.get();
            desk.replace(11..11, "x");
            assert_eq!(desk.hand.waits.get() - before, waits);
        }
    }

    #[test]
    fn a_move_is_waited_for_whatever_an_edit_takes() {
        let mut desk = Desk::new("one two one");
        desk.go_and_hear(11);
        type_one(&mut desk, 7);
        let before = desk.hand.waits.get();
        desk.go(5);
        assert_eq!(desk.hand.waits.get(), before + 1);
    }
}
