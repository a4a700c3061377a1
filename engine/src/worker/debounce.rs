//! When to ask: at once, or when a flood of moves is over.
//!
//! A pure state machine; the time comes in as the [`Duration`] since any fixed start.

use std::time::Duration;

/// Decides which of the cursor's moves are asked about.
///
/// A move that comes at least the window after the one before is asked about at once. Moves closer
/// together are a held key or a flood: of those only the last is, when nothing has come for the length
/// of the window.
///
/// ```
/// use std::time::Duration;
/// use namelight_engine::worker::Debounce;
///
/// let at = Duration::from_millis;
/// let mut debounce = Debounce::default();
/// debounce.moved(at(0));
/// assert!(debounce.due(at(0)), "a single move");
/// debounce.moved(at(10));
/// debounce.moved(at(20));
/// assert!(!debounce.due(at(20)), "a flood");
/// assert_eq!(debounce.next_deadline(), Some(at(50)), "wake up then");
/// assert!(debounce.due(at(50)), "it is over");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Debounce {
    window: Duration,
    last_move: Option<Duration>,
    /// When to ask about the last move; none once it was asked about.
    deadline: Option<Duration>,
    asked_at: Option<Duration>,
}

impl Debounce {
    /// Longer than a frame at 60 Hz, shorter than people wait for. Key-repeat of 30 a second is just
    /// slower, so each of its moves lights up.
    pub const WINDOW: Duration = Duration::from_millis(30);

    /// Moves closer than `window` are a flood; zero asks about every move at once.
    #[must_use]
    pub fn new(window: Duration) -> Self {
        Self { window, last_move: None, deadline: None, asked_at: None }
    }

    /// Changes the window from the next move on.
    pub fn set_window(&mut self, window: Duration) {
        self.window = window;
    }

    /// Notes that there is something new to ask about. Several at the same instant are one.
    pub fn moved(&mut self, now: Duration) {
        let gap = self.last_move.map(|last| now.saturating_sub(last));
        self.deadline = match (gap, self.deadline) {
            (Some(Duration::ZERO), Some(deadline)) => Some(deadline),
            (Some(gap), _) if gap < self.window => Some(now + self.window),
            _ => Some(now),
        };
        self.last_move = Some(now);
    }

    /// Whether to ask now. Says so once for each move asked about.
    pub fn due(&mut self, now: Duration) -> bool {
        let is_due = self.deadline.is_some_and(|deadline| deadline <= now);
        if is_due {
            self.deadline = None;
            self.asked_at = Some(now);
        }
        is_due
    }

    /// Whether to ask now although the flood goes on, because of what else is missing and would be seen: once in each window.
    /// The last move is still to be asked about.
    pub fn due_in_flood(&mut self, now: Duration) -> bool {
        let is_long_ago = self.asked_at.is_none_or(|asked| now.saturating_sub(asked) >= self.window);
        let is_due = is_long_ago && self.deadline.is_some();
        if is_due {
            self.asked_at = Some(now);
        }
        is_due
    }

    /// When [`Debounce::due`] will next say yes if nothing else moves; none if there is nothing to ask.
    #[must_use]
    pub fn next_deadline(&self) -> Option<Duration> {
        self.deadline
    }

    /// When was last asked.
    #[must_use]
    pub fn asked_at(&self) -> Option<Duration> {
        self.asked_at
    }

    /// There is nothing to ask about any more: the cursor is inside a range that is lit already.
    pub fn forget(&mut self) {
        self.deadline = None;
    }
}

impl Default for Debounce {
    fn default() -> Self {
        Self::new(Self::WINDOW)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    /// Plays moves, looking every millisecond as a very fast frame loop would; returns when was asked.
    fn asked(window: u64, moves: &[u64]) -> Vec<u64> {
        let mut debounce = Debounce::new(at(window));
        let end = moves.last().map_or(0, |last| last + 2 * window);
        let mut asked = Vec::new();
        for now in 0..=end {
            for _ in moves.iter().filter(|moved| **moved == now) {
                debounce.moved(at(now));
            }
            let promised = debounce.next_deadline().is_some_and(|deadline| deadline <= at(now));
            let is_due = debounce.due(at(now));
            assert_eq!(is_due, promised, "a deadline is kept");
            if is_due {
                assert_eq!(debounce.asked_at(), Some(at(now)));
                asked.push(now);
            }
        }
        assert_eq!(debounce.next_deadline(), None, "nothing is left unasked");
        asked
    }

    #[test]
    fn which_moves_are_asked_about() {
        let rows: [(&str, u64, &[u64], &[u64]); 9] = [
            ("one move", 30, &[5], &[5]),
            ("moves far apart", 30, &[5, 100, 200], &[5, 100, 200]),
            ("moves exactly a window apart", 30, &[0, 30, 60], &[0, 30, 60]),
            ("two moves close together", 30, &[0, 10], &[0, 40]),
            ("a held key", 30, &[0, 20, 40, 60, 80], &[0, 110]),
            ("a held key, a pause, a move", 30, &[0, 20, 40, 71], &[0, 70, 71]),
            ("a move just before the flood counts as over", 30, &[0, 20, 49], &[0, 79]),
            ("several in one frame", 30, &[8, 8, 8], &[8]),
            ("switched off", 0, &[0, 1, 2, 2, 9], &[0, 1, 2, 9]),
        ];
        for (what, window, moves, expected) in rows {
            assert_eq!(asked(window, moves), expected, "{what}");
        }
    }

    #[test]
    fn a_flood_of_any_length_is_two_questions() {
        let moves: Vec<u64> = (0..1_000).collect();
        assert_eq!(asked(30, &moves), [0, 999 + 30]);
    }

    #[test]
    fn what_is_lit_already_is_not_asked_about() {
        let mut debounce = Debounce::default();
        debounce.moved(at(0));
        debounce.forget();
        assert_eq!(debounce.next_deadline(), None);
        assert!(!debounce.due(at(500)));
    }

    #[test]
    fn a_frame_that_comes_late_asks_once() {
        let mut debounce = Debounce::default();
        debounce.moved(at(0));
        assert!(debounce.due(at(0)));
        debounce.moved(at(10));
        assert!(debounce.due(at(400)));
        assert!(!debounce.due(at(401)));
    }

    #[test]
    fn a_new_window_counts_from_the_next_move() {
        let mut debounce = Debounce::new(at(200));
        debounce.moved(at(0));
        assert!(debounce.due(at(0)));
        debounce.set_window(Duration::ZERO);
        debounce.moved(at(1));
        assert!(debounce.due(at(1)));
    }

    #[test]
    fn a_clock_that_stumbles_backwards_does_no_harm() {
        let mut debounce = Debounce::default();
        debounce.moved(at(100));
        assert!(debounce.due(at(100)));
        debounce.moved(at(90));
        assert!(debounce.due(at(120)));
    }
}
