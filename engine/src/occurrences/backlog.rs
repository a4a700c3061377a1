//! The segments that are not indexed yet, and the names for which they were searched.
//!
//! Invariant: when a name was searched for, every segment that waited then and may hold it was indexed. So
//! after an edit only what came up since needs to be searched for the names that were asked about before.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use crate::scopes::NameId;
use crate::segments::SegmentId;

/// What a text was searched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Search {
    /// The name, whatever it is there.
    Mention,
    /// The name where the segment may bind it as one of the module.
    Binding,
    /// The name with a `=` behind it, as a keyword argument has.
    Argument,
}

/// Segments that wait to be indexed, and some that were indexed out of turn or whose text is gone.
#[derive(Debug, Default)]
pub(super) struct Backlog {
    /// In the order in which they came up.
    waiting: VecDeque<SegmentId>,
    /// How many came up before the first that waits.
    done: usize,
    /// How many had come up when a name was searched for.
    searched: FxHashMap<(NameId, Search), usize>,
}

impl Backlog {
    /// Takes segments in whose text is new.
    pub(super) fn add(&mut self, fresh: Vec<SegmentId>) {
        self.waiting.extend(fresh);
    }

    /// The first segment for which `is_done` is not true; those before it are taken out.
    pub(super) fn next(&mut self, is_done: impl Fn(SegmentId) -> bool) -> Option<SegmentId> {
        while let Some(&first) = self.waiting.front() {
            if !is_done(first) {
                return Some(first);
            }
            self.waiting.pop_front();
            self.done += 1;
        }
        self.searched.clear();
        None
    }

    /// How many wait, those among them that are done or gone but not taken out yet.
    pub(super) fn len(&self) -> usize {
        self.waiting.len()
    }

    /// All that wait.
    pub(super) fn all(&self) -> impl Iterator<Item = SegmentId> + '_ {
        self.waiting.iter().copied()
    }

    /// Those that wait and were not searched for a name yet.
    pub(super) fn unsearched(&self, name: NameId, search: Search) -> impl Iterator<Item = SegmentId> + '_ {
        let count = |search| self.searched.get(&(name, search)).copied().unwrap_or(0);
        // Who passes a name or binds it mentions it.
        let searched = count(Search::Mention).max(count(search));
        self.waiting.iter().skip(searched.saturating_sub(self.done)).copied()
    }

    /// Every segment that waits and may hold the name is indexed now.
    pub(super) fn note_searched(&mut self, name: NameId, search: Search) {
        if !self.waiting.is_empty() {
            self.searched.insert((name, search), self.done + self.waiting.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segments::Segments;
    use crate::worker::CancelToken;

    #[test]
    fn only_what_came_up_since_is_searched_again() {
        let mut segments = Segments::<()>::new();
        let text = crop::Rope::from("a\nb\nc\n");
        assert!(segments.advance(&text, &CancelToken::never()).is_ok());
        let ids = segments.take_fresh();
        let [first, second, third] = ids[..] else { panic!("{ids:?}") };

        let name = NameId(7);
        let mut backlog = Backlog::default();
        backlog.add(vec![first, second]);
        backlog.note_searched(name, Search::Argument);
        backlog.add(vec![third]);
        let unsearched = |backlog: &Backlog, search| backlog.unsearched(name, search).collect::<Vec<_>>();
        assert_eq!(unsearched(&backlog, Search::Argument), [third]);
        assert_eq!(unsearched(&backlog, Search::Mention), [first, second, third]);

        assert_eq!(backlog.next(|id| id == first), Some(second));
        assert_eq!(unsearched(&backlog, Search::Argument), [third]);
        backlog.note_searched(name, Search::Mention);
        assert_eq!(unsearched(&backlog, Search::Argument), []);
        assert_eq!(backlog.next(|_| true), None);
        backlog.add(vec![first]);
        assert_eq!(unsearched(&backlog, Search::Mention), [first], "counted anew");
    }
}
