//! Lexical variables: from the name at the cursor to every place that means the same variable.

use std::ops::Range;
use std::sync::Arc;

use memchr::memmem::Finder;

use super::answer::{Certainty, Class, Occurrence, Target};
use super::file_index::FileIndex;
use super::words;
use crate::scopes::{Deed, NameId, Reference, ScopeId, SegmentIndex};

/// The variable under a cursor.
pub(super) struct Variable {
    /// The segment of `reference`, which may be another than the cursor's.
    pub(super) segment: usize,
    pub(super) index: Arc<SegmentIndex>,
    /// One of its places.
    pub(super) reference: Reference,
    /// The name under the cursor; bytes of the text.
    range: Range<usize>,
}

impl Variable {
    pub(super) fn new(
        segment: usize,
        index: Arc<SegmentIndex>,
        reference: Reference,
        range: Range<usize>,
    ) -> Self {
        Self { segment, index, reference, range }
    }
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
    certainty: Certainty,
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
        let is_plain = index.is_plain();
        let certainty = if is_plain { Certainty::Possible } else { deed.certainty() };
        self.places.push(Place { range, deed, certainty, is_plain });
    }

    /// A call that names the parameter.
    pub(super) fn add_argument(&mut self, range: Range<usize>, certainty: Certainty) {
        self.places.push(Place { range, deed: Deed::Read, certainty, is_plain: false });
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
            .map(|Place { range, deed, certainty, is_plain }| {
                let why = match words::why(deed) {
                    _ if is_plain => words::PLAIN.into(),
                    Some(why) => why.into(),
                    None => Arc::clone(&by_scope),
                };
                Occurrence { range, kind: deed.kind(), certainty, why }
            })
            .collect();
        occurrences.sort_unstable_by_key(|occurrence| occurrence.range.start);
        occurrences
    }

    pub(super) fn add_of_module(&mut self, index: &SegmentIndex, base: usize, name: NameId) {
        for reference in index.module_references_of(name) {
            self.add(index, base, reference);
        }
    }
}

impl FileIndex {
    /// Finds what a segment's text must hold to mention a name.
    pub(super) fn needle(&self, name: NameId) -> Finder<'static> {
        let name = self.names.text(name);
        // `_A__x` is also what `__x` means in class `A`, and whatever is longer ends with the shortest.
        let private = name.rfind("__").filter(|at| *at > 0 && name.starts_with('_'));
        let written = private.and_then(|at| name.get(at..)).unwrap_or(name);
        Finder::new(written).into_owned()
    }

    /// What the variable is, in words; `first_deed` is the least of the deeds that bind it.
    pub(super) fn describe(&self, variable: &Variable, first_deed: Option<Deed>) -> Target {
        let base = self.range(variable.segment).start;
        let range = variable.range.clone();
        let written: String = self.text.byte_slice(range.clone()).chunks().collect();
        let owner = variable.reference.owner;
        let is_undefined = owner == ScopeId::MODULE && first_deed.is_none();
        let reach = variable.index.scope(owner).filter(|_| owner != ScopeId::MODULE).map(|scope| {
            let range = scope.byte_range();
            base + range.start..base + range.end
        });
        let name = crate::scopes::normalise(&written).into_owned();
        Target {
            range,
            class: if is_undefined { Class::Undefined } else { Class::Variable },
            scope: words::describe(&name, &variable.index, owner, first_deed, &self.names),
            name,
            reach,
        }
    }
}
