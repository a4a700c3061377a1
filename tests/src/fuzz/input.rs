//! Where a case takes its numbers and texts from: a generator of random numbers, or bytes that a fuzzer has made.
//!
//! A fuzzer learns from what its bytes lead to, so a byte means as little as it can: texts stand at the front as they are,
//! each up to a [`MARK`], and numbers are taken from the end, each from as few bytes as its range needs. Where nothing is
//! left, texts are empty and numbers the least. Invariant: what [`Input::recorded`] gives leads to the same case again.

use std::ops::{Bound, RangeBounds};

use fastrand::Rng;

/// Ends a text; no text in UTF-8 has this byte.
const MARK: u8 = 0xff;

/// What a case is made of.
pub(super) struct Input<'a>(Source<'a>);

enum Source<'a> {
    /// With what was drawn: texts in order, and the bytes of numbers.
    Random { rng: Rng, texts: Vec<u8>, numbers: Vec<u8> },
    /// What is left.
    Bytes(&'a [u8]),
}

impl<'a> Input<'a> {
    /// A random case; the same for the same seed.
    pub(super) fn random(seed: u64) -> Self {
        Self(Source::Random { rng: Rng::with_seed(seed), texts: Vec::new(), numbers: Vec::new() })
    }

    /// The case that bytes mean.
    pub(super) fn of_bytes(bytes: &'a [u8]) -> Self {
        Self(Source::Bytes(bytes))
    }

    /// Bytes that mean what was drawn until now; none of a case that is made of bytes.
    pub(super) fn recorded(self) -> Option<Vec<u8>> {
        match self.0 {
            Source::Random { mut texts, numbers, .. } => {
                texts.extend(numbers.iter().rev());
                Some(texts)
            }
            Source::Bytes(_) => None,
        }
    }

    /// A number of a range; where it begins, if it is empty.
    pub(super) fn number(&mut self, range: impl RangeBounds<usize>) -> usize {
        let least = match range.start_bound() {
            Bound::Included(least) => *least,
            Bound::Excluded(below) => below.saturating_add(1),
            Bound::Unbounded => 0,
        };
        let most = match range.end_bound() {
            Bound::Included(most) => *most,
            Bound::Excluded(above) => above.saturating_sub(1),
            Bound::Unbounded => usize::MAX,
        };
        let span = most.saturating_sub(least);
        let bytes = (span.checked_ilog2().unwrap_or(0) / 8 + 1) as usize;
        least + self.drawn(span, bytes)
    }

    /// A number from 0 to `most`, which has so many bytes.
    fn drawn(&mut self, most: usize, bytes: usize) -> usize {
        match &mut self.0 {
            Source::Random { rng, numbers, .. } => {
                let number = rng.usize(..=most);
                numbers.extend(number.to_le_bytes().iter().take(bytes));
                number
            }
            Source::Bytes(left) => {
                let mut number = [0; size_of::<usize>()];
                for byte in number.iter_mut().take(bytes) {
                    let Some((last, rest)) = left.split_last() else { break };
                    (*byte, *left) = (*last, rest);
                }
                let number = usize::from_le_bytes(number);
                most.checked_add(1).map_or(number, |count| number % count)
            }
        }
    }

    /// Any byte.
    pub(super) fn byte(&mut self) -> u8 {
        u8::try_from(self.number(..256)).unwrap_or_default()
    }

    /// Yes, in one of so many cases; never where nothing is left.
    pub(super) fn one_in(&mut self, count: usize) -> bool {
        count > 0 && self.number(..count) == count - 1
    }

    /// One of a list, or `otherwise` if there is none.
    pub(super) fn one_of<T: Clone>(&mut self, list: &[T], otherwise: T) -> T {
        list.get(self.number(..list.len())).cloned().unwrap_or(otherwise)
    }

    /// A share of a whole, from 0 to 1.
    pub(super) fn share(&mut self) -> f32 {
        f32::from(u16::try_from(self.number(..65_536)).unwrap_or_default()) / 65_535.0
    }

    /// A text: one that is made at random, or the next.
    pub(super) fn text(&mut self, make: impl FnOnce(&mut Input<'static>) -> String) -> String {
        let bytes = self.piece(|input| make(input).into_bytes());
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// Bytes that are made at random, or those up to the next [`MARK`], which is never among them.
    pub(super) fn piece(&mut self, make: impl FnOnce(&mut Input<'static>) -> Vec<u8>) -> Vec<u8> {
        match &mut self.0 {
            Source::Random { rng, texts, .. } => {
                let mut made = make(&mut Input::random(rng.u64(..)));
                made.retain(|byte| *byte != MARK);
                texts.extend_from_slice(&made);
                texts.push(MARK);
                made
            }
            Source::Bytes(left) => {
                let end = left.iter().position(|byte| *byte == MARK).unwrap_or(left.len());
                let (piece, rest) = left.split_at(end);
                *left = rest.get(1..).unwrap_or_default();
                piece.to_vec()
            }
        }
    }

    /// Bytes that are made at random, or all that are left. A case takes nothing after them.
    pub(super) fn rest(&mut self, make: impl FnOnce(&mut Input<'static>) -> Vec<u8>) -> Vec<u8> {
        match &mut self.0 {
            Source::Random { rng, texts, .. } => {
                let made = make(&mut Input::random(rng.u64(..)));
                texts.extend_from_slice(&made);
                made
            }
            Source::Bytes(left) => std::mem::take(left).to_vec(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    /// Something of everything.
    fn drawn(input: &mut Input) -> (Vec<usize>, Vec<String>, Vec<u8>) {
        let mut numbers = vec![input.number(3..7), input.number(..=300), input.number(..)];
        let texts = vec![
            input.text(|inner| "é".repeat(inner.number(1..9))),
            input.text(|_| String::new()),
            input.text(|_| "x".to_owned()),
        ];
        numbers.extend([usize::from(input.byte()), usize::from(input.one_in(2)), input.number(5..5)]);
        let rest = input.rest(|inner| vec![inner.byte(), MARK, 0]);
        (numbers, texts, rest)
    }

    #[test]
    fn what_was_drawn_is_drawn_again_from_its_bytes() {
        for seed in 0..200 {
            let mut random = Input::random(seed);
            let first = drawn(&mut random);
            let bytes = random.recorded().unwrap();
            assert_eq!(drawn(&mut Input::of_bytes(&bytes)), first, "{seed}");
        }
    }

    #[test]
    fn numbers_stay_in_their_ranges_whatever_the_bytes() {
        for byte in 0..=255 {
            let bytes = [byte; 40];
            let mut input = Input::of_bytes(&bytes);
            assert!((3..7).contains(&input.number(3..7)));
            assert!((10..=300).contains(&input.number(10..=300)));
            assert!((0.0..=1.0).contains(&input.share()));
            assert_eq!(input.one_of(&[], 'x'), 'x');
        }
    }

    #[test]
    fn where_nothing_is_left_everything_is_the_least() {
        let mut input = Input::of_bytes(&[]);
        assert_eq!((input.number(3..7), input.number(..), input.one_in(3)), (3, 0, false));
        assert!(input.text(|_| "made".to_owned()).is_empty());
    }
}
