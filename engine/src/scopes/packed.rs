//! Lists of records in one block of 16-bit words.
//!
//! A file of a million lines has tens of thousands of segments with millions of records, most of which count from the start
//! of a segment that is a kilobyte long. So a number that counts something of the segment takes one word where all such
//! numbers of the segment fit, and two where one of them doesn't; a name's number always takes two.
//!
//! Invariant: what is read is what was written. A block tells by itself how wide its numbers are.

use std::marker::PhantomData;
use std::ops::Range;

use super::names::NameId;

/// How many words a number takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Width {
    Narrow,
    Wide,
}

impl Width {
    pub(super) const fn words(self) -> usize {
        match self {
            Self::Narrow => 1,
            Self::Wide => 2,
        }
    }

    /// The words of one record.
    pub(super) const fn words_of<T: Record>(self) -> usize {
        T::WORDS + T::NUMBERS * self.words()
    }

    /// The words of a list.
    pub(super) const fn room_for<T: Record>(self, records: &[T]) -> usize {
        self.words_of::<T>() * records.len()
    }
}

/// What a list consists of.
pub(crate) trait Record: Sized {
    /// How many numbers it has that count something of the segment.
    const NUMBERS: usize;
    /// How many words it has besides, two for each name.
    const WORDS: usize;

    fn write(&self, out: &mut Writer<'_>);

    /// The same in the same order; nothing else is asked of the reader.
    fn read<const WIDE: bool>(words: &mut Reader<'_, WIDE>) -> Self;
}

/// Puts records into a block.
pub(crate) struct Writer<'a> {
    words: &'a mut Vec<u16>,
    width: Width,
    /// Whether all numbers were small enough.
    fits: bool,
}

impl<'a> Writer<'a> {
    pub(super) fn new(words: &'a mut Vec<u16>, width: Width) -> Self {
        Self { words, width, fits: true }
    }

    /// Whether all numbers that were written were small enough for the width.
    pub(super) fn fits(&self) -> bool {
        self.fits
    }

    /// A number that counts something of the segment.
    pub(super) fn number(&mut self, number: u32) {
        match self.width {
            Width::Narrow => match u16::try_from(number) {
                Ok(word) => self.words.push(word),
                Err(_) => {
                    self.fits = false;
                    self.words.push(u16::MAX);
                }
            },
            Width::Wide => self.double(number),
        }
    }

    pub(super) fn name(&mut self, name: NameId) {
        self.double(name.0);
    }

    pub(super) fn word(&mut self, word: u16) {
        self.words.push(word);
    }

    /// A number of any size.
    pub(super) fn double(&mut self, number: u32) {
        let [a, b, c, d] = number.to_le_bytes();
        self.words.extend_from_slice(&[u16::from_le_bytes([a, b]), u16::from_le_bytes([c, d])]);
    }
}

/// Takes a record out of its words; of two versions, since a million records may be read for one question.
pub(crate) struct Reader<'a, const WIDE: bool> {
    words: &'a [u16],
}

impl<const WIDE: bool> Reader<'_, WIDE> {
    #[inline]
    pub(super) fn word(&mut self) -> u16 {
        let Some((&word, rest)) = self.words.split_first() else { return 0 };
        self.words = rest;
        word
    }

    #[inline]
    pub(super) fn double(&mut self) -> u32 {
        let (low, high) = (self.word(), self.word());
        u32::from(low) | u32::from(high) << 16
    }

    #[inline]
    pub(super) fn number(&mut self) -> u32 {
        if WIDE { self.double() } else { u32::from(self.word()) }
    }

    #[inline]
    pub(super) fn name(&mut self) -> NameId {
        NameId(self.double())
    }
}

/// A list in a block.
pub(crate) struct List<'a, T> {
    words: &'a [u16],
    width: Width,
    records: PhantomData<T>,
}

impl<T> Clone for List<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for List<'_, T> {}

impl<T> Default for List<'_, T> {
    fn default() -> Self {
        Self { words: &[], width: Width::Narrow, records: PhantomData }
    }
}

impl<'a, T: Record> List<'a, T> {
    pub(super) fn new(words: &'a [u16], width: Width) -> Self {
        Self { words, width, records: PhantomData }
    }

    pub(crate) fn len(self) -> usize {
        // Two divisions by constants are faster than one by a number that isn't.
        match self.width {
            Width::Narrow => self.words.len() / const { Width::Narrow.words_of::<T>() },
            Width::Wide => self.words.len() / const { Width::Wide.words_of::<T>() },
        }
    }

    pub(crate) fn is_empty(self) -> bool {
        self.words.is_empty()
    }

    #[inline]
    pub(crate) fn get(self, at: usize) -> Option<T> {
        match self.width {
            Width::Narrow => {
                let words = record_at(self.words, at, const { Width::Narrow.words_of::<T>() })?;
                Some(T::read(&mut Reader::<false> { words }))
            }
            Width::Wide => {
                let words = record_at(self.words, at, const { Width::Wide.words_of::<T>() })?;
                Some(T::read(&mut Reader::<true> { words }))
            }
        }
    }

    /// The records at some positions, if there are so many.
    pub(crate) fn slice(self, positions: Range<usize>) -> Option<Self> {
        let stride = self.width.words_of::<T>();
        let words = positions.start.checked_mul(stride)?..positions.end.checked_mul(stride)?;
        Some(Self { words: self.words.get(words)?, ..self })
    }

    /// The records from a position on.
    pub(crate) fn from(self, first: usize) -> Self {
        self.slice(first..self.len()).unwrap_or_default()
    }

    #[inline]
    pub(crate) fn iter(self) -> Records<'a, T> {
        Records { list: self, front: 0, back: self.len() }
    }

    /// The position of the first record that isn't before; those that are stand in front.
    #[inline]
    pub(crate) fn partition_point(self, is_before: impl Fn(T) -> bool) -> usize {
        let (mut first, mut last) = (0, self.len());
        while first < last {
            let middle = first + (last - first) / 2;
            if self.get(middle).is_some_and(&is_before) {
                first = middle + 1;
            } else {
                last = middle;
            }
        }
        first
    }

    pub(crate) fn to_vec(self) -> Vec<T> {
        self.iter().collect()
    }
}

impl<'a, T: Record> IntoIterator for List<'a, T> {
    type IntoIter = Records<'a, T>;
    type Item = T;

    fn into_iter(self) -> Records<'a, T> {
        self.iter()
    }
}

/// The words of a record.
#[inline]
fn record_at(words: &[u16], at: usize, len: usize) -> Option<&[u16]> {
    let start = at.checked_mul(len)?;
    words.get(start..start.checked_add(len)?)
}

/// Goes through a list.
pub(crate) struct Records<'a, T> {
    list: List<'a, T>,
    front: usize,
    back: usize,
}

impl<T> Clone for Records<'_, T> {
    fn clone(&self) -> Self {
        Self { ..*self }
    }
}

impl<T: Record> Iterator for Records<'_, T> {
    type Item = T;

    #[inline]
    fn next(&mut self) -> Option<T> {
        if self.front >= self.back {
            return None;
        }
        self.front += 1;
        self.list.get(self.front - 1)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.back - self.front;
        (left, Some(left))
    }
}

impl<T: Record> DoubleEndedIterator for Records<'_, T> {
    #[inline]
    fn next_back(&mut self) -> Option<T> {
        if self.front >= self.back {
            return None;
        }
        self.back -= 1;
        self.list.get(self.back)
    }
}

impl<T: Record> ExactSizeIterator for Records<'_, T> {}

/// A position in a list of the segment.
impl Record for u32 {
    const NUMBERS: usize = 1;
    const WORDS: usize = 0;

    fn write(&self, out: &mut Writer<'_>) {
        out.number(*self);
    }

    fn read<const WIDE: bool>(words: &mut Reader<'_, WIDE>) -> Self {
        words.number()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;

    fn written(records: &[(u32, u32)], width: Width) -> (Vec<u16>, bool) {
        let mut words = Vec::new();
        let mut writer = Writer::new(&mut words, width);
        records.iter().for_each(|record| Pair(record.0, NameId(record.1)).write(&mut writer));
        let fits = writer.fits();
        (words, fits)
    }

    /// A number and a name, as the records of an index are.
    #[derive(Clone, Copy, Debug, PartialEq)]
    struct Pair(u32, NameId);

    impl Record for Pair {
        const NUMBERS: usize = 1;
        const WORDS: usize = 2;

        fn write(&self, out: &mut Writer<'_>) {
            out.number(self.0);
            out.name(self.1);
        }

        fn read<const WIDE: bool>(words: &mut Reader<'_, WIDE>) -> Self {
            Self(words.number(), words.name())
        }
    }

    #[test]
    fn a_number_is_too_large_for_one_word_where_it_is() {
        assert!(written(&[(65_535, u32::MAX)], Width::Narrow).1);
        assert!(!written(&[(1, 0), (65_536, 0), (2, 0)], Width::Narrow).1);
        assert!(written(&[(u32::MAX, u32::MAX)], Width::Wide).1);
    }

    proptest! {
        #[test]
        fn what_is_read_is_what_was_written(
            mut records in prop::collection::vec((0_u32..65_536, any::<u32>()), 0..40),
            are_large in any::<bool>(),
            (first, last, wanted) in (0_usize..50, 0_usize..50, any::<u32>()),
        ) {
            records.sort_unstable();
            let width = if are_large { Width::Wide } else { Width::Narrow };
            if are_large {
                records.iter_mut().for_each(|record| record.0 = record.0.wrapping_mul(65_537));
                records.sort_unstable();
            }
            let pairs: Vec<Pair> = records.iter().map(|one| Pair(one.0, NameId(one.1))).collect();
            let (words, fits) = written(&records, width);
            prop_assert!(fits);
            let list = List::<Pair>::new(&words, width);
            prop_assert_eq!(list.to_vec(), &pairs[..]);
            prop_assert_eq!(list.iter().rev().collect::<Vec<_>>(), pairs.iter().rev().copied().collect::<Vec<_>>());
            prop_assert_eq!((list.len(), list.is_empty()), (pairs.len(), pairs.is_empty()));
            prop_assert_eq!(list.get(first), pairs.get(first).copied());
            prop_assert_eq!(list.slice(first..last).map(List::to_vec), pairs.get(first..last).map(<[_]>::to_vec));
            prop_assert_eq!(list.from(first).to_vec(), pairs.get(first..).unwrap_or_default());
            let point = list.partition_point(|pair| pair.0 < wanted);
            prop_assert_eq!(point, pairs.partition_point(|pair| pair.0 < wanted));
        }
    }
}
