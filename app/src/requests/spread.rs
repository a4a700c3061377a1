//! The middle, the slow end, and the shape of what was measured.

use std::time::Duration;

/// How many bins a histogram has.
const BINS: usize = 15;

/// Widths of bins in microseconds; the last is for whatever is slower still.
const WIDTHS: [u64; 12] =
    [50, 100, 250, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 1_000_000];

/// How often something took how long, in bins of one width. What is slower than the last bin is in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bins {
    /// The width of a bin.
    pub width: Duration,
    /// How many are in each bin.
    pub counts: Vec<usize>,
}

impl Bins {
    /// The time at the right edge of the last bin.
    #[must_use]
    pub fn end(&self) -> Duration {
        self.width * u32::try_from(self.counts.len()).unwrap_or(u32::MAX)
    }
}

/// What a number of measured times come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    /// How many were measured.
    pub count: usize,
    /// Half of all are at most this.
    pub p50: Duration,
    /// All but one in a hundred are at most this.
    pub p99: Duration,
    /// All of them.
    pub bins: Bins,
}

impl Spread {
    /// Of these times, in any order; none if there are none.
    #[must_use]
    pub fn of(times: impl Iterator<Item = Duration>) -> Option<Self> {
        let mut times: Vec<Duration> = times.collect();
        times.sort_unstable();
        let p99 = rank(&times, 99)?;
        let fits = |width: &u64| p99 < Duration::from_micros(*width) * BINS as u32;
        let width = WIDTHS.into_iter().find(fits).unwrap_or(WIDTHS[WIDTHS.len() - 1]);
        let mut counts = vec![0; BINS];
        for time in &times {
            let bin = usize::try_from(time.as_micros() / u128::from(width)).unwrap_or(usize::MAX);
            if let Some(count) = counts.get_mut(bin.min(BINS - 1)) {
                *count += 1;
            }
        }
        let bins = Bins { width: Duration::from_micros(width), counts };
        Some(Self { count: times.len(), p50: rank(&times, 50)?, p99, bins })
    }
}

/// The smallest of the sorted times that so many percent of all don't exceed.
fn rank(sorted: &[Duration], percent: usize) -> Option<Duration> {
    let at = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
    sorted.get(at).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spread_is_of_values_that_were_measured() {
        let ms = Duration::from_millis;
        let spread = Spread::of((1..=100).rev().map(ms)).unwrap_or_default();
        assert_eq!((spread.count, spread.p50, spread.p99), (100, ms(50), ms(99)));
        assert_eq!(spread.bins.width, ms(10));
        assert_eq!(spread.bins.counts[..12], [9, 10, 10, 10, 10, 10, 10, 10, 10, 10, 1, 0]);
        assert_eq!(Spread::of(std::iter::empty()), None);
    }

    #[test]
    fn what_is_slower_than_the_last_bin_is_in_it() {
        let fast = std::iter::repeat_n(Duration::from_micros(10), 200);
        let spread = Spread::of(fast.chain([Duration::from_secs(9)])).unwrap_or_default();
        assert_eq!(spread.bins.counts.first(), Some(&200));
        assert_eq!(spread.bins.counts.last(), Some(&1));
    }
}
