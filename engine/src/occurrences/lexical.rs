//! Lexical variables: from the name at the cursor to every place that means the same variable.

use std::ops::Range;
use std::sync::Arc;

use memchr::memmem::Finder;

use super::answer::{Certainty, Class, Occurrence, Target};
use super::file_index::FileIndex;
use super::words;
use crate::scopes::{Deed, NameId, Reference, ScopeId, SegmentIndex};
use crate::worker::{CancelToken, Cancelled};

/// The variable under a cursor.
pub(super) struct Variable {
    segment: usize,
    index: Arc<SegmentIndex>,
    reference: Reference,
}

/// Occurrences collected so far.
#[derive(Clone, Default)]
pub(super) struct Collected {
    places: Vec<Place>,
    /// The least of the deeds that bind the variable.
    pub(super) first_deed: Option<Deed>,
}

#[derive(Clone)]
struct Place {
    range: Range<usize>,
    deed: Deed,
    /// Found by spelling alone.
    is_plain: bool,
}

impl Collected {
    pub(super) fn add(&mut self, index: &SegmentIndex, base: usize, reference: Reference) {
        let deed = reference.deed();
        if deed.binds() && self.first_deed.is_none_or(|first| deed < first) {
            self.first_deed = Some(deed);
        }
        let range = reference.range();
        let range = base + range.start..base + range.end;
        self.places.push(Place { range, deed, is_plain: index.is_plain() });
    }

    /// The first place that was collected.
    pub(super) fn first(&self) -> Option<Range<usize>> {
        self.places.first().map(|place| place.range.clone())
    }

    /// The occurrences in the order of the text; `scope` says what the variable is.
    pub(super) fn occurrences(self, scope: &str) -> Vec<Occurrence> {
        let by_scope: Arc<str> = scope.into();
        let mut occurrences: Vec<Occurrence> = self
            .places
            .into_iter()
            .map(|Place { range, deed, is_plain }| {
                let (certainty, why) = match words::why(deed) {
                    _ if is_plain => (Certainty::Possible, words::PLAIN.into()),
                    Some(why) => (deed.certainty(), why.into()),
                    None => (deed.certainty(), Arc::clone(&by_scope)),
                };
                Occurrence { range, kind: deed.kind(), certainty, why }
            })
            .collect();
        occurrences.sort_unstable_by_key(|occurrence| occurrence.range.start);
        occurrences
    }

    fn add_of_module(&mut self, index: &SegmentIndex, base: usize, name: NameId) {
        for reference in index.module_references_of(name) {
            self.add(index, base, reference);
        }
    }
}

impl FileIndex {
    /// The variable at a byte of the text, at either edge of its name too.
    pub(super) fn variable_at(
        &mut self,
        at: usize,
        cancel: &CancelToken,
    ) -> Result<Option<Variable>, Cancelled> {
        if self.segments.is_empty() {
            return Ok(None);
        }
        let segment = self.segments.index_at(at);
        let base = self.range(segment).start;
        let index = self.index(segment, cancel)?;
        let reference = at.checked_sub(base).and_then(|at| index.reference_at(at));
        Ok(reference.map(|reference| Variable { segment, index, reference }))
    }

    /// Everything that means the variable and is indexed already, and the segments still to be looked at.
    pub(super) fn collect_ready(
        &self,
        variable: &Variable,
        visible: &Range<usize>,
    ) -> (Collected, Vec<usize>) {
        let mut collected = Collected::default();
        let mut missing = Vec::new();
        let Reference { owner, name, .. } = variable.reference;
        if owner != ScopeId::MODULE {
            let base = self.range(variable.segment).start;
            for reference in variable.index.local_references_of(owner, name) {
                collected.add(&variable.index, base, reference);
            }
            return (collected, missing);
        }
        for (at, (range, payload)) in self.segments.iter().enumerate() {
            match &payload.index {
                Some(index) => collected.add_of_module(index, range.start, name),
                None => missing.push(at),
            }
        }
        // What is on the screen comes first.
        missing.sort_by_key(|&at| {
            let range = self.range(at);
            range.end <= visible.start || range.start >= visible.end
        });
        (collected, missing)
    }

    /// Adds what the segment `at` has of a variable of the module.
    pub(super) fn collect_more(
        &mut self,
        variable: &Variable,
        at: usize,
        needles: &[Finder<'_>],
        collected: &mut Collected,
        cancel: &CancelToken,
    ) -> Result<(), Cancelled> {
        if !self.may_mention(at, needles) {
            return cancel.check();
        }
        let index = self.index(at, cancel)?;
        collected.add_of_module(&index, self.range(at).start, variable.reference.name);
        Ok(())
    }

    /// The spellings that a segment must hold to mention the variable.
    pub(super) fn spellings(&self, variable: &Variable) -> Vec<String> {
        let name = self.names.text(variable.reference.name);
        let mut spellings = vec![name.to_owned()];
        if name.starts_with('_') {
            // `_A__x` is also what `__x` means in class `A`.
            let private = name.match_indices("__").filter(|(at, _)| *at > 0);
            spellings.extend(private.filter_map(|(at, _)| name.get(at..).map(str::to_owned)));
        }
        spellings
    }

    /// What the variable is, in words.
    pub(super) fn describe(&self, variable: &Variable, collected: &Collected) -> Target {
        let base = self.range(variable.segment).start;
        let range = variable.reference.range();
        let range = base + range.start..base + range.end;
        let written: String = self.text.byte_slice(range.clone()).chunks().collect();
        let owner = variable.reference.owner;
        let is_undefined = owner == ScopeId::MODULE && collected.first_deed.is_none();
        let reach = variable.index.scope(owner).filter(|_| owner != ScopeId::MODULE).map(|scope| {
            let range = scope.byte_range();
            base + range.start..base + range.end
        });
        Target {
            name: crate::scopes::normalise(&written).into_owned(),
            range,
            class: if is_undefined { Class::Undefined } else { Class::Variable },
            scope: words::describe(&variable.index, owner, collected.first_deed, &self.names),
            reach,
        }
    }
}
