//! A sorted list of which everything from one place on stands further down than is written in it.
//!
//! Lines that come or go above most entries would change all of these; here they change one number. Invariant: an edit
//! costs the entries between its place and that of the edit before.

use std::ops::Range;

/// How far entries are moved: in lines, and in hidden lines above them.
pub(super) type Way = [isize; 2];

/// What can be moved.
pub(super) trait Moves: Copy {
    /// The same so far away. What is written may lie before the text's start, so it goes round there and comes back.
    fn moved(self, way: Way) -> Self;
}

/// A sorted list.
#[derive(Clone, Debug)]
pub(super) struct Shifted<T> {
    written: Vec<T>,
    /// From this one on entries are moved.
    from: usize,
    way: Way,
}

impl<T> Default for Shifted<T> {
    fn default() -> Self {
        Self { written: Vec::new(), from: 0, way: [0, 0] }
    }
}

impl<T: Moves> Shifted<T> {
    pub(super) fn new(all: Vec<T>) -> Self {
        Self { written: all, ..Self::default() }
    }

    pub(super) fn len(&self) -> usize {
        self.written.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.written.is_empty()
    }

    pub(super) fn get(&self, at: usize) -> Option<T> {
        let one = *self.written.get(at)?;
        Some(if at < self.from { one } else { one.moved(self.way) })
    }

    /// What is written for one, wherever that stands now.
    #[cfg(test)]
    pub(super) fn written(&self, at: usize) -> Option<T> {
        self.written.get(at).copied()
    }

    /// Those of a range that there are, in order.
    pub(super) fn iter(&self, range: Range<usize>) -> impl DoubleEndedIterator<Item = T> {
        range.filter_map(|at| self.get(at))
    }

    /// The first one for which a condition doesn't hold that never holds again.
    pub(super) fn partition_point(&self, holds: impl Fn(T) -> bool) -> usize {
        let (before, behind) = self.written.split_at(self.from.min(self.written.len()));
        match behind.first().is_some_and(|one| holds(one.moved(self.way))) {
            true => before.len() + behind.partition_point(|one| holds(one.moved(self.way))),
            false => before.partition_point(|one| holds(*one)),
        }
    }

    /// Moves everything from one on.
    pub(super) fn shift(&mut self, from: usize, way: Way) {
        if way != [0, 0] {
            self.settle(from);
            self.way = [self.way[0] + way[0], self.way[1] + way[1]];
        }
    }

    /// Puts others in the place of some.
    pub(super) fn replace(&mut self, range: Range<usize>, new: Vec<T>) {
        self.settle(range.end);
        self.from = range.start + new.len();
        self.written.splice(range, new);
    }

    /// Lets what is moved begin elsewhere.
    fn settle(&mut self, from: usize) {
        let back = [-self.way[0], -self.way[1]];
        let (range, way) =
            if from > self.from { (self.from..from, self.way) } else { (from..self.from, back) };
        self.from = from;
        if way == [0, 0] {
            return;
        }
        for one in self.written.get_mut(range).unwrap_or_default() {
            *one = one.moved(way);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    impl Moves for usize {
        fn moved(self, way: Way) -> Self {
            self.wrapping_add_signed(way[0])
        }
    }

    #[test]
    fn what_moves_many_entries_writes_none() {
        let mut list = Shifted::new((0..100_000_usize).collect());
        for line in 50_000..50_100 {
            list.shift(line, [3, 0]);
        }
        assert_eq!(list.get(99_999), Some(99_999 + 300));
        let written = list.written.iter().zip(0..).filter(|(one, at)| *one != at).count();
        assert!(written <= 100, "{written}");
    }

    proptest! {
        #[test]
        fn it_is_a_list(steps in prop::collection::vec((0usize..20, 0usize..6, 0usize..4, 0isize..9), 0..30)) {
            let mut expected: Vec<usize> = (1..15).map(|at| at * 1000).collect();
            let mut list = Shifted::new(expected.clone());
            for (at, gone, come, way) in steps {
                let at = at.min(expected.len());
                let range = at..(at + gone).min(expected.len());
                let floor = at.checked_sub(1).map_or(0, |before| expected[before]);
                let new: Vec<usize> = (0..come).map(|_| floor).collect();
                expected.splice(range.clone(), new.clone());
                list.replace(range, new);
                let from = at.min(expected.len());
                expected.iter_mut().skip(from).for_each(|one| *one += way as usize);
                list.shift(from, [way, 0]);
                prop_assert_eq!(list.iter(0..list.len()).collect::<Vec<_>>(), expected.clone());
                for wanted in [0, 1000, 3005, 8000, 20_000] {
                    prop_assert_eq!(list.partition_point(|one| one < wanted), expected.partition_point(|one| *one < wanted));
                }
            }
        }
    }
}
