//! The text as a rename would leave it, with what is drawn in it.

use std::ops::Range;
use std::sync::Arc;

use namelight_engine::occurrences::{Occurrence, RenameExtent, RenamePlan, Scope, Target, Tokens};
use namelight_engine::text::{Bias, Edit, Patch, Revision};

use crate::document::{Document, Selection};
use crate::highlights::Highlights;

/// Revisions of previews are above this, and those of documents never get there.
const FIRST_REVISION: u64 = 1 << 48;

/// What is to be shown.
pub(super) struct Wish<'a> {
    pub(super) plan: &'a RenamePlan,
    pub(super) new: &'a str,
    /// Within the new name, in bytes.
    pub(super) selection: Selection,
    pub(super) extent: RenameExtent,
    /// How many previews there were before.
    pub(super) number: u64,
}

/// The text as a rename would leave it.
#[derive(Debug)]
pub struct Preview {
    /// What is shown instead of the document.
    pub document: Document,
    /// Where the name is lit, in bytes of the preview.
    pub lit: Vec<Occurrence>,
    /// What is lit.
    pub target: Target,
    /// The new name at the cursor, in bytes of the preview.
    pub field: Range<usize>,
    patch: Patch,
    replaces: Vec<(Range<usize>, String)>,
    known: Option<Known>,
}

/// What is known of the document's text on screen, in the preview's bytes.
#[derive(Debug)]
struct Known {
    /// What it was made from.
    from: (Arc<Tokens>, Arc<[Scope]>),
    tokens: Arc<Tokens>,
    definitions: Arc<[Scope]>,
}

impl Preview {
    pub(super) fn new(base: &Document, light: &Highlights, wish: &Wish<'_>) -> Self {
        let places: Vec<_> = wish.plan.places_of(wish.extent).collect();
        let target = &wish.plan.target;
        let mut replaces = Vec::with_capacity(places.len());
        let mut edits = Vec::with_capacity(places.len());
        let mut lit = Vec::with_capacity(places.len());
        let mut field = target.range.clone();
        let mut shift = 0_isize;
        for place in places {
            let kept = place.keeps.before(wish.new);
            let text = format!("{kept}{}", wish.new);
            let start = place.range.start.saturating_add_signed(shift) + kept.len();
            let range = start..start + wish.new.len();
            if place.range == target.range {
                field = range.clone();
            }
            let known = light.lit().binary_search_by_key(&place.range.start, |one| one.range.start);
            let known = known.ok().and_then(|at| light.lit().get(at));
            lit.extend(known.map(|one| Occurrence { range, ..one.clone() }));
            shift += text.len() as isize - place.range.len() as isize;
            edits.push(Edit {
                revision: Revision::default(),
                range: place.range.clone(),
                new_len: text.len(),
            });
            replaces.push((place.range.clone(), text));
        }
        // From the end, each edit is in bytes of the text before all.
        edits.reverse();
        let patch = Patch::of(&edits);
        let selection = Selection {
            anchor: field.start + wish.selection.anchor.min(field.len()),
            head: field.start + wish.selection.head.min(field.len()),
        };
        let document = base.preview(&replaces, selection, Revision(FIRST_REVISION + wish.number));
        let reach = target
            .reach
            .as_ref()
            .map(|reach| patch.map_offset(reach.start, Bias::Left)..patch.map_offset(reach.end, Bias::Right));
        let target = Target { name: wish.new.to_owned(), range: field.clone(), reach, ..target.clone() };
        Self { document, lit, target, field, patch, replaces, known: None }
    }

    /// Makes its colours and definitions of the document's, where those have changed.
    pub fn renew(&mut self, light: &Highlights) {
        let from = (light.shared_tokens(), Arc::clone(light.definitions()));
        let is_same =
            |known: &Known| Arc::ptr_eq(&known.from.0, &from.0) && Arc::ptr_eq(&known.from.1, &from.1);
        if !self.known.as_ref().is_some_and(is_same) {
            let tokens = light.tokens_through(&self.patch, self.document.text());
            let definitions = light.definitions_through(&self.patch);
            self.known = Some(Known { from, tokens, definitions });
        }
    }

    /// The colours of the preview, in its bytes.
    #[must_use]
    pub fn tokens(&self) -> Option<&Tokens> {
        self.known.as_ref().map(|known| known.tokens.as_ref())
    }

    /// What is defined on screen, in bytes of the preview.
    #[must_use]
    pub fn definitions(&self) -> Option<&Arc<[Scope]>> {
        self.known.as_ref().map(|known| &known.definitions)
    }

    /// Where a place of the document is in the preview.
    #[must_use]
    pub fn place_of(&self, range: &Range<usize>) -> Range<usize> {
        match self.patch.map_range(range.clone()) {
            Some(range) => range,
            // A place of the name itself: where its new name ends.
            None => {
                let end = self.patch.map_offset(range.end, Bias::Right);
                end.saturating_sub(self.field.len())..end
            }
        }
    }

    /// Which byte of the document stands at one of the preview; of the name itself, its first.
    #[must_use]
    pub fn offset_before(&self, at: usize) -> usize {
        self.patch.offset_before(at)
    }

    /// What the rename writes where, in bytes of the document.
    #[must_use]
    pub fn replaces(&self) -> &[(Range<usize>, String)] {
        &self.replaces
    }
}
