//! Cancelled means useless, not interrupted: running work asks whether it is still wanted.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::clock::Clock;
use super::statistics::Counters;
use crate::text::Generation;

/// The work is for a request that a newer one has made obsolete.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a newer request made this one obsolete")]
pub struct Cancelled;

/// Tells running work whether its generation is still the newest.
///
/// To be asked in the parser's progress callback, between segments, and every
/// [`Pacer::NODES`] nodes of a traversal.
#[derive(Clone, Debug)]
pub struct CancelToken {
    newest: Arc<AtomicU64>,
    mine: Generation,
    watch: Watch,
}

/// What a check does besides checking.
#[derive(Clone, Debug)]
enum Watch {
    Nothing,
    Gaps(Arc<Gaps>),
    Countdown(Arc<AtomicU64>),
}

/// The time between checks.
#[derive(Debug)]
struct Gaps {
    clock: Clock,
    /// Nanoseconds of the clock.
    last: AtomicU64,
    counters: Arc<Counters>,
}

impl CancelToken {
    /// A token that never cancels, for one-shot questions.
    #[must_use]
    pub fn never() -> Self {
        Self { newest: Arc::default(), mine: Generation(0), watch: Watch::Nothing }
    }

    /// A token for the work on `mine`, which is obsolete once `newest` is larger.
    #[must_use]
    pub fn of(newest: Arc<AtomicU64>, mine: Generation) -> Self {
        Self { newest, mine, watch: Watch::Nothing }
    }

    /// A token whose first `checks` checks succeed and all later ones don't, so that tests can cancel
    /// work at every place where it asks.
    #[must_use]
    pub fn after(checks: u64) -> Self {
        Self { watch: Watch::Countdown(Arc::new(AtomicU64::new(checks))), ..Self::never() }
    }

    /// A token for the work on `mine`, which is obsolete once `newest` is larger. From now on the
    /// longest time between two checks goes to the counters.
    pub(crate) fn new(
        newest: Arc<AtomicU64>,
        mine: Generation,
        clock: Clock,
        counters: Arc<Counters>,
    ) -> Self {
        let gaps = Gaps { last: AtomicU64::new(nanos(&clock)), clock, counters };
        Self { newest, mine, watch: Watch::Gaps(Arc::new(gaps)) }
    }

    /// A token for other threads that work on the same: it ends when this one does, and nothing is measured with it.
    #[must_use]
    pub fn unwatched(&self) -> Self {
        Self { newest: Arc::clone(&self.newest), mine: self.mine, watch: Watch::Nothing }
    }

    /// Whether to go on: one relaxed load, and a look at the clock on the engine thread (some 30 ns).
    ///
    /// # Errors
    /// [`Cancelled`] once a newer request was posted.
    pub fn check(&self) -> Result<(), Cancelled> {
        self.note();
        if let Watch::Countdown(left) = &self.watch
            && left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_err()
        {
            return Err(Cancelled);
        }
        if self.is_obsolete() { Err(Cancelled) } else { Ok(()) }
    }

    /// Whether a newer request was posted; not a check that counts as one.
    pub(crate) fn is_obsolete(&self) -> bool {
        self.newest.load(Ordering::Relaxed) > self.mine.0
    }

    /// Measures up to now: the end of the work ends the last gap.
    pub(crate) fn note(&self) {
        if let Watch::Gaps(gaps) = &self.watch {
            let now = nanos(&gaps.clock);
            let last = gaps.last.swap(now, Ordering::Relaxed);
            Counters::record(&gaps.counters.longest_check_gap, now.saturating_sub(last));
        }
    }
}

fn nanos(clock: &Clock) -> u64 {
    u64::try_from(clock.now().as_nanos()).unwrap_or(u64::MAX)
}

/// Checks a token once every [`Pacer::NODES`] steps of a traversal.
#[derive(Debug)]
pub struct Pacer<'a> {
    token: &'a CancelToken,
    left: u32,
}

impl<'a> Pacer<'a> {
    /// Steps between two checks: a few microseconds of walking a tree.
    pub const NODES: u32 = 256;

    /// A pacer whose first check comes after [`Pacer::NODES`] steps.
    #[must_use]
    pub fn new(token: &'a CancelToken) -> Self {
        Self { token, left: Self::NODES }
    }

    /// To be called at every step.
    ///
    /// # Errors
    /// [`Cancelled`] where a check fell due and a newer request was posted.
    pub fn step(&mut self) -> Result<(), Cancelled> {
        self.left -= 1;
        if self.left == 0 {
            self.left = Self::NODES;
            self.token.check()?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_newer_request_cancels_an_older_one_only() {
        let newest = Arc::new(AtomicU64::new(0));
        let counters = Arc::new(Counters::default());
        let token =
            |mine| CancelToken::new(newest.clone(), Generation(mine), Clock::system(), counters.clone());
        let (older, newer) = (token(4), token(5));

        newest.store(5, Ordering::Relaxed);

        assert_eq!(older.check(), Err(Cancelled));
        assert_eq!(older.clone().check(), Err(Cancelled), "a clone is for the same work");
        assert_eq!(newer.check(), Ok(()));
        assert_eq!(CancelToken::never().check(), Ok(()));
    }

    #[test]
    fn the_longest_time_between_checks_is_recorded() {
        let time = Arc::new(Mutex::new(Duration::ZERO));
        let clock = Clock::from_fn({
            let time = time.clone();
            move || time.lock().map_or(Duration::ZERO, |time| *time)
        });
        let pass = |millis| {
            if let Ok(mut time) = time.lock() {
                *time += Duration::from_millis(millis);
            }
        };
        let counters = Arc::new(Counters::default());
        pass(1_000);
        let token = CancelToken::new(Arc::default(), Generation(1), clock, counters.clone());
        for gap in [3, 7, 2] {
            pass(gap);
            assert_eq!(token.check(), Ok(()));
        }
        assert_eq!(counters.snapshot().longest_check_gap, Duration::from_millis(7));
        pass(9);
        token.note();
        assert_eq!(
            counters.snapshot().longest_check_gap,
            Duration::from_millis(9),
            "work without a check to its end"
        );
    }

    #[test]
    fn a_pacer_checks_every_256_steps() {
        let token = CancelToken::after(2);
        let mut pacer = Pacer::new(&token);
        let steps = (1..).take_while(|_| pacer.step().is_ok()).count();
        assert_eq!(steps, 3 * 256 - 1, "two checks succeed, the third is at step 768");
    }
}
