//! Is what a frame draws beside the light true? Pinned names mean one name each, and what is said not to be meant isn't.

use std::ops::Range;

use super::Seen;
use super::judge::{Judge, known_at, quote};

impl Judge {
    /// What is wrong with the pinned names: the places of one of them are not all among what an analysis finds for any
    /// of them.
    pub(super) fn fault_of_pins(&mut self, seen: &Seen<'_>) -> Option<String> {
        let mut rest = seen.pinned;
        while let Some((number, first)) = rest.first() {
            // They come pin by pin.
            let (places, others) = rest.split_at(rest.partition_point(|(one, _)| one <= number).max(1));
            rest = others;
            // From a place that is certain all others are known; from one that is only possible not all may be.
            let mut is_one = |at: usize| {
                let found = self.truth_at(seen, at);
                let is_known = |range: &Range<usize>| {
                    found.as_ref().is_some_and(|found| known_at(found, range).is_some())
                };
                places.iter().all(|(_, place)| is_known(place))
            };
            if !places.iter().any(|(_, place)| is_one(place.start)) {
                let first = quote(seen, first);
                return Some(format!("pin {} at {first} and elsewhere is not one name", number + 1));
            }
        }
        None
    }

    /// What is wrong with the places that are said not to be meant: one is counted, or is another word.
    pub(super) fn fault_of_others(&mut self, seen: &Seen<'_>) -> Option<String> {
        let first = seen.others.first()?;
        let Some(target) = seen.target.filter(|target| target.class.is_name()) else {
            return Some(format!("{} is said not to be meant though no name is lit", quote(seen, first)));
        };
        let at = seen.painted.first().map_or(target.range.start, |painted| painted.range.start);
        let found = self.truth_at(seen, at);
        for other in seen.others {
            let known = found.as_ref().and_then(|found| known_at(found, other));
            if known.is_some_and(|known| known.certainty.is_counted()) {
                return Some(format!("{} is said not to be meant, but is", quote(seen, other)));
            }
            let there = self.truth_at(seen, other.start);
            if there.is_none_or(|there| there.target.range != *other || there.target.name != target.name) {
                let other = quote(seen, other);
                return Some(format!("{other} is said not to be {}, but isn't that word", target.name));
            }
        }
        None
    }
}
