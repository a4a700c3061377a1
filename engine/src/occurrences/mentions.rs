//! Which segments mention a name: the lists that a question reads instead of every segment's index.
//!
//! Invariant: every indexed segment stands in the lists of its names. A list may also hold segments whose
//! text is gone; their ids find nothing.

use crate::scopes::{NameId, ScopeId, SegmentIndex};
use crate::segments::SegmentId;
use crate::worker::{CancelToken, Cancelled};

/// The segments of a name. Most names have none or one, so that a list of its own would take most of the room.
#[derive(Debug, Default)]
enum Segments {
    #[default]
    None,
    One(SegmentId),
    #[expect(
        clippy::box_collection,
        reason = "a bare list would make every name's entry half as large again"
    )]
    Many(Box<Vec<SegmentId>>),
}

impl Segments {
    fn as_slice(&self) -> &[SegmentId] {
        match self {
            Self::None => &[],
            Self::One(segment) => std::slice::from_ref(segment),
            Self::Many(list) => list,
        }
    }

    fn add(&mut self, segment: SegmentId, is_there: impl Fn(SegmentId) -> bool) {
        match self {
            Self::None => *self = Self::One(segment),
            Self::One(known) if *known == segment || !is_there(*known) => *known = segment,
            Self::One(known) => *self = Self::Many(Box::new(vec![*known, segment])),
            Self::Many(list) if list.last() == Some(&segment) => {}
            Self::Many(list) => {
                if list.len() == list.capacity() {
                    // Before it grows is often enough; each time would take a name of every segment its square.
                    list.retain(|&segment| is_there(segment));
                }
                list.push(segment);
            }
        }
    }

    fn shrink(&mut self) {
        if let Self::Many(list) = self {
            list.shrink_to_fit();
        }
    }
}

/// A list of segments for each name.
#[derive(Debug, Default)]
pub(super) struct Postings {
    /// By the number of the name.
    lists: Vec<Segments>,
}

impl Postings {
    /// The segments of a name, in the order in which they were indexed.
    pub(super) fn of(&self, name: NameId) -> &[SegmentId] {
        self.lists.get(name.0 as usize).map(Segments::as_slice).unwrap_or_default()
    }

    /// The names that have a list, in the order of their numbers; the texts in it may all be gone.
    pub(super) fn names(&self) -> impl Iterator<Item = NameId> + '_ {
        let numbered = (0_u32..).zip(&self.lists);
        numbered.filter(|(_, list)| !list.as_slice().is_empty()).map(|(number, _)| NameId(number))
    }

    /// Gives back the room that lists have kept to grow.
    fn shrink(&mut self) {
        self.lists.iter_mut().for_each(Segments::shrink);
        self.lists.shrink_to_fit();
    }

    fn add(&mut self, name: NameId, segment: SegmentId, is_there: impl Fn(SegmentId) -> bool) {
        let at = name.0 as usize;
        if at >= self.lists.len() {
            self.lists.resize_with(at + 1, Segments::default);
        }
        if let Some(segments) = self.lists.get_mut(at) {
            segments.add(segment, is_there);
        }
    }
}

/// The lists for all that a name may be. Variables inside a segment can't be meant elsewhere, so they are listed only
/// once somebody has asked for what is spelled alike.
#[derive(Debug, Default)]
pub(super) struct Mentions {
    /// As a variable of the module.
    pub(super) in_module: Postings,
    /// As one that the segment binds.
    pub(super) bound: Postings,
    /// As a member, an attribute or a keyword argument.
    pub(super) beyond: Postings,
    /// As a variable inside the segment; none until it is asked for.
    inside: Option<Postings>,
    /// Segments that were entered since room was given back.
    entered: usize,
}

/// So many segments may have left enough room in the lists to be worth a look at all of them.
const WORTH_SHRINKING: usize = 1_000;

impl Mentions {
    /// Gives back what room the lists have, if there can be much; whether there could. To be called when all segments
    /// are entered.
    pub(super) fn shrink(&mut self) -> bool {
        if self.entered < WORTH_SHRINKING {
            return false;
        }
        self.entered = 0;
        let Self { in_module, bound, beyond, inside, .. } = self;
        [in_module, bound, beyond].into_iter().chain(inside).for_each(Postings::shrink);
        true
    }

    /// Enters a segment that was just indexed.
    pub(super) fn add(
        &mut self,
        segment: SegmentId,
        index: &SegmentIndex,
        is_there: impl Fn(SegmentId) -> bool + Copy,
    ) {
        self.entered += 1;
        for entry in index.module_names() {
            self.in_module.add(entry.name, segment, is_there);
            if entry.is_bound {
                self.bound.add(entry.name, segment, is_there);
            }
        }
        for name in index.names_beyond_variables() {
            self.beyond.add(name, segment, is_there);
        }
        if let Some(inside) = &mut self.inside {
            add_inside(inside, segment, index, is_there);
        }
    }

    /// Whether variables inside a segment are listed.
    pub(super) fn lists_inside(&self) -> bool {
        self.inside.is_some()
    }

    /// Lists variables inside a segment from now on; `indexed` are all segments that are entered.
    pub(super) fn list_inside<'a>(
        &mut self,
        indexed: impl Iterator<Item = (SegmentId, &'a SegmentIndex)>,
        cancel: &CancelToken,
    ) -> Result<(), Cancelled> {
        let mut inside = Postings::default();
        for (segment, index) in indexed {
            cancel.check()?;
            add_inside(&mut inside, segment, index, |_| true);
        }
        inside.shrink();
        self.inside = Some(inside);
        Ok(())
    }

    /// The segments that mention a name as whatever it may be, some more than once; those that have it as a variable
    /// inside only if these are listed.
    pub(super) fn of(&self, name: NameId) -> Vec<SegmentId> {
        let inside = self.inside.as_ref().map_or(&[][..], |inside| inside.of(name));
        [self.in_module.of(name), self.beyond.of(name), inside].concat()
    }
}

fn add_inside(
    inside: &mut Postings,
    segment: SegmentId,
    index: &SegmentIndex,
    is_there: impl Fn(SegmentId) -> bool + Copy,
) {
    for reference in index.references().iter().filter(|reference| reference.owner != ScopeId::MODULE) {
        inside.add(reference.name, segment, is_there);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segments::Segments as Sequence;

    #[test]
    fn lists_of_names_that_are_edited_for_ever_stay_short() {
        let mut segments = Sequence::<()>::new();
        let text = crop::Rope::from("a\n".repeat(1_000));
        assert!(segments.advance(&text, &CancelToken::never()).is_ok());
        let mut postings = Postings::default();
        let mut last = None;
        for segment in segments.take_fresh() {
            postings.add(NameId(3), segment, |_| false);
            postings.add(NameId(3), segment, |_| false);
            last = Some(segment);
        }
        let list = postings.of(NameId(3));
        assert!(list.len() <= 8, "{} segments", list.len());
        assert_eq!(list.last().copied(), last);
        assert!(postings.of(NameId(4)).is_empty());
    }
}
