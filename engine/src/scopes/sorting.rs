//! Sorts long lists, and stops when nobody wants them any more.
//!
//! Invariant: between two questions whether to go on lies less than a millisecond's work.

use crate::worker::{CancelToken, Cancelled};

/// Entries that are sorted, or merged, between two questions; less than a millisecond's work.
const RUN: usize = 8 * 1024;

/// Sorts by a key; equal ones stay in their order, so that they stand in a part as they do in the whole.
pub(super) fn sort_by_key<T: Copy, K: Ord>(
    items: &mut Vec<T>,
    key: impl Fn(&T) -> K,
    cancel: &CancelToken,
) -> Result<(), Cancelled> {
    for run in items.chunks_mut(RUN) {
        cancel.check()?;
        run.sort_by_key(&key);
    }
    let mut sorted = RUN;
    while sorted < items.len() {
        let mut merged = Vec::with_capacity(items.len());
        for pair in items.chunks(2 * sorted) {
            let (left, right) = pair.split_at(sorted.min(pair.len()));
            merge(left, right, &key, &mut merged, cancel)?;
        }
        *items = merged;
        sorted *= 2;
    }
    Ok(())
}

fn merge<T: Copy, K: Ord>(
    mut left: &[T],
    mut right: &[T],
    key: impl Fn(&T) -> K,
    merged: &mut Vec<T>,
    cancel: &CancelToken,
) -> Result<(), Cancelled> {
    let mut next_check = merged.len();
    while let ([first_left, rest_left @ ..], [first_right, rest_right @ ..]) = (left, right) {
        if merged.len() >= next_check {
            next_check = merged.len() + RUN;
            cancel.check()?;
        }
        if key(first_left) <= key(first_right) {
            merged.push(*first_left);
            left = rest_left;
        } else {
            merged.push(*first_right);
            right = rest_right;
        }
    }
    merged.extend_from_slice(left);
    merged.extend_from_slice(right);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_all_lengths_are_sorted() {
        let mut state = 1_u64;
        let mut random = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            state >> 40
        };
        for len in [0, 1, RUN - 1, RUN, RUN + 1, 2 * RUN, 5 * RUN + 3, 8 * RUN] {
            let mut items: Vec<u64> = (0..len).map(|_| random()).collect();
            let mut expected = items.clone();
            expected.sort_unstable();
            assert_eq!(sort_by_key(&mut items, |item| *item, &CancelToken::never()), Ok(()));
            assert!(items == expected, "{len}");
        }
    }

    #[test]
    fn equal_ones_stay_in_their_order() {
        for len in [30, RUN + 7, 3 * RUN] {
            let mut items: Vec<(usize, usize)> = (0..len).map(|at| (at * 7 % 5, at)).collect();
            assert_eq!(sort_by_key(&mut items, |item| item.0, &CancelToken::never()), Ok(()));
            assert!(items.is_sorted(), "{len}");
        }
    }

    #[test]
    fn nothing_is_sorted_for_nobody() {
        let mut items: Vec<u32> = (0..100_000).rev().collect();
        assert_eq!(sort_by_key(&mut items, |item| *item, &CancelToken::after(20)), Err(Cancelled));
    }
}
