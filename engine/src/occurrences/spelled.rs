//! Where a name stands that is no variable, and what it means there, for the names that were asked about last.
//!
//! Invariants: places are in the order of the text, and neighbours that mean the same are one run, so whoever looks for one
//! meaning looks at each run and not at each place; however many names are kept, they have no more than [`MOST_PLACES`].

use std::ops::Range;

use super::families::Families;
use super::members::Meaning;
use super::resolver::Resolver;
use super::shared::at;
use super::symbols::ScopeKey;
use crate::scopes::{Deed, NameId, SegmentIndex};
use crate::segments::SegmentId;
use crate::worker::Cancelled;

/// Names that are kept: a person goes back and forth between few.
const MOST_NAMES: usize = 16;

/// Places of all names that are kept together. One takes 16 bytes, and 64 where no neighbour means the same.
const MOST_PLACES: usize = 64 * 1024;

/// One place of a name.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Bytes of the text.
    start: usize,
    bytes: u32,
    pub(super) deed: Deed,
}

impl Place {
    fn new(range: &Range<usize>, deed: Deed) -> Self {
        Self { start: range.start, bytes: u32::try_from(range.len()).unwrap_or(u32::MAX), deed }
    }

    /// Bytes of the text.
    pub(super) fn range(self) -> Range<usize> {
        self.start..self.start + self.bytes as usize
    }
}

/// All places where a name is no variable, in what was indexed then, and what of them is one.
pub(super) struct Spelled {
    name: NameId,
    /// How many indexes had been made before it was looked for: the search may have had more made.
    indexed: usize,
    places: Vec<Place>,
    /// What the places mean, and how many have been there at each one's end.
    runs: Vec<(Meaning, usize)>,
    pub(super) families: Families,
}

impl Spelled {
    fn new(name: NameId, indexed: usize) -> Self {
        Self { name, indexed, places: Vec::new(), runs: Vec::new(), families: Families::default() }
    }

    fn push(&mut self, place: Place, meaning: Meaning) {
        self.places.push(place);
        let end = self.places.len();
        match self.runs.last_mut() {
            Some((last, last_end)) if *last == meaning => *last_end = end,
            _ => self.runs.push((meaning, end)),
        }
    }

    /// What neighbouring places mean, and the places.
    pub(super) fn runs(&self) -> impl Iterator<Item = (Meaning, &[Place])> {
        let mut start = 0;
        self.runs.iter().map(move |&(meaning, end)| {
            let places = self.places.get(start..end).unwrap_or_default();
            start = end;
            (meaning, places)
        })
    }
}

impl Resolver<'_> {
    /// Every place in the indexed part of the file where the name is a member, an attribute or an argument; taken out of the
    /// memory if it is there.
    pub(super) fn spelled(&mut self, name: NameId) -> Result<Spelled, Cancelled> {
        let indexed = self.file.indexes_made();
        let is_known = |known: &Spelled| known.name == name && known.indexed == indexed;
        if let Some(at) = self.memory.spelled.iter().position(is_known) {
            return Ok(self.memory.spelled.remove(at));
        }
        let mut spelled = Spelled::new(name, indexed);
        for (segment, base, index) in self.file.indexed(self.file.mentions.beyond.of(name)) {
            self.cancel.check()?;
            self.meet(segment, &index);
            self.spelled_in(segment, base, &index, &mut spelled)?;
        }
        spelled.places.shrink_to_fit();
        spelled.runs.shrink_to_fit();
        let mut families = Families::default();
        for (meaning, _) in spelled.runs() {
            self.join_with_bases(meaning.symbol, &mut families)?;
        }
        Ok(Spelled { families, ..spelled })
    }

    /// The places of one segment.
    fn spelled_in(
        &mut self,
        segment: SegmentId,
        base: usize,
        index: &SegmentIndex,
        spelled: &mut Spelled,
    ) -> Result<(), Cancelled> {
        let name = spelled.name;
        let is_cell = name == self.file.known.class_cell;
        let mut in_bodies = Vec::new();
        for reference in index.class_references_of(name).filter(|_| !is_cell) {
            let class = ScopeKey { segment, scope: reference.owner };
            let deed = reference.deed();
            let meaning = self.meaning_in_body(class, name).as_said_by(deed);
            in_bodies.push((Place::new(&at(base, reference.range()), deed), meaning));
        }
        // Class by class until now; of one class in another, the inner one's come in between.
        in_bodies.sort_unstable_by_key(|(place, _)| place.start);
        let mut in_bodies = in_bodies.into_iter().peekable();
        // Those that follow each other are mostly written the same way, and so mean the same.
        let mut last = None;
        for label in index.facts().into_iter().flat_map(|facts| facts.labels_of(name)) {
            let place = Place::new(&at(base, label.range()), label.deed());
            let meaning = match last {
                Some((expression, meaning)) if expression == label.expression => meaning,
                _ => self.meaning(segment, label)?,
            };
            last = Some((label.expression, meaning));
            while let Some((before, meaning)) = in_bodies.next_if(|(other, _)| other.start <= place.start) {
                spelled.push(before, meaning);
            }
            spelled.push(place, meaning.as_said_by(label.deed()));
        }
        in_bodies.for_each(|(place, meaning)| spelled.push(place, meaning));
        Ok(())
    }

    /// Puts a name's places back into the memory, before those that were asked about earlier.
    pub(super) fn keep_spelled(&mut self, known: Spelled) {
        let len = |known: &Spelled| known.places.len();
        keep_last(&mut self.memory.spelled, known, |known| known.name, MOST_NAMES, (MOST_PLACES, len));
    }
}

/// Puts what is known of a name before what was asked about earlier, of which stays what `most_names` and `most_places`
/// have room for, as `len` counts those.
pub(super) fn keep_last<T>(
    kept: &mut Vec<T>,
    known: T,
    name: impl Fn(&T) -> NameId,
    most_names: usize,
    (most_places, len): (usize, impl Fn(&T) -> usize),
) {
    // One of the same name is of fewer indexes.
    kept.retain(|other| name(other) != name(&known));
    kept.insert(0, known);
    kept.truncate(most_names);
    let mut places = 0_usize;
    // One that has too many leaves the others where they are.
    kept.retain(|known| {
        let fits = places + len(known) <= most_places;
        places += if fits { len(known) } else { 0 };
        fits
    });
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]

    use crop::Rope;

    use super::super::file_index::FileIndex;
    use super::*;
    use crate::worker::CancelToken;

    const NESTED: &str = "class A:\n  size = 1\n  class B:\n    size = 2\n    def f(self): self.size = self.size\n  size = 3\n  def g(self):\n    return self.size\nA.size\n";

    fn spelled(file: &mut FileIndex, name: &str) -> Spelled {
        let name = file.names.intern(name);
        file.resolve(&CancelToken::never(), |resolver| resolver.spelled(name)).unwrap()
    }

    fn indexed(text: &str) -> FileIndex {
        let mut file = FileIndex::of(&Rope::from(text));
        let never = CancelToken::never();
        file.split(&never).unwrap();
        while !file.index_some(usize::MAX, &never).unwrap() {}
        file
    }

    #[test]
    fn bodies_and_what_comes_after_dots_are_in_the_order_of_the_text() {
        let mut file = indexed(NESTED);
        let spelled = spelled(&mut file, "size");
        let places: Vec<_> =
            spelled.runs().flat_map(|(_, places)| places).map(|place| place.range()).collect();
        let wanted: Vec<_> = NESTED.match_indices("size").map(|(at, name)| at..at + name.len()).collect();
        assert_eq!(places, wanted);
    }

    #[test]
    fn neighbours_that_mean_the_same_are_one_run() {
        let text = "class A:\n  def f(self):\n    self.size = 1\n    self.size += self.size\n  def g(self, b):\n    self.size\n    b.size\n";
        let mut file = indexed(text);
        let lengths: Vec<_> = spelled(&mut file, "size").runs().map(|(_, places)| places.len()).collect();
        assert_eq!(lengths, [4, 1], "methods of a class are written with variables of their own");
    }

    #[test]
    fn what_is_kept_is_bounded_by_names_and_by_places() {
        let many = MOST_PLACES / 2;
        let mut text = String::new();
        for name in 0..MOST_NAMES + 3 {
            text.push_str(&format!("x.name{name}\n"));
        }
        text.push_str(&"x.often, x.seldom\n".repeat(many));
        text.push_str("x.seldom\n");
        text.push_str(&"x.always\n".repeat(MOST_PLACES + 1));
        let mut file = indexed(&text);
        let mut keep = |name: &str| {
            let known = spelled(&mut file, name);
            let keep = |resolver: &mut Resolver<'_>| {
                resolver.keep_spelled(known);
                Ok(resolver.memory.spelled.iter().map(|known| known.places.len()).collect::<Vec<_>>())
            };
            file.resolve(&CancelToken::never(), keep).unwrap()
        };
        for name in 0..MOST_NAMES + 3 {
            assert_eq!(keep(&format!("name{name}")).len(), MOST_NAMES.min(name + 1));
        }
        assert_eq!(keep("often").len(), MOST_NAMES);
        let kept = keep("seldom");
        assert_eq!(kept[0], many + 1, "the one that was asked about last is kept");
        assert_eq!(kept[1..], [1; MOST_NAMES - 2], "of the others those that fit");
        assert_eq!(keep("always"), kept, "one with too many places takes the place of no other");
    }
}
