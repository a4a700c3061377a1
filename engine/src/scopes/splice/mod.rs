//! Makes the index of an edited class, or of edited brackets, out of the one before and that of what was edited, so that
//! it costs what is copied and not what is walked.
//!
//! Invariant: what comes out is the index that the whole text would get, but for the numbers of expressions. Wherever
//! the edit might change what something outside of it means, nothing comes out.

mod expressions;
mod facts;
mod lists;
mod local;
mod scopes;
#[cfg(test)]
mod tests;

use std::ops::Range;

use self::expressions::Translation;
pub(in crate::scopes) use self::lists::module_names;
use self::lists::{Cut, spliced, spliced_positions};
use self::scopes::Renumbering;
use super::draft::{IndexDraft, early_mentions};
use super::names::Names;
use super::packed::{List, Record};
use super::reference::Reference;
use super::scope::ScopeId;
use super::segment_index::{Part, SegmentIndex};
use crate::syntax::{Touched, Whole};
use crate::worker::{CancelToken, Cancelled};

pub(crate) use local::Outside;

/// The class of a segment that holds nothing else: nothing opens a scope before it.
const CLASS: ScopeId = ScopeId(1);

/// The index of `text`, of which the `touched` parts were edited: `before` is that of the text before, `part` that of the
/// head and those parts alone, made with an [`Outside`] if they are a class's. None where a fresh one has to be made.
pub(crate) fn splice(
    before: &SegmentIndex,
    part: &SegmentIndex,
    touched: &Touched,
    text: &str,
    names: &Names,
    cancel: &CancelToken,
) -> Result<Option<SegmentIndex>, Cancelled> {
    let edit = Edit { before, part, touched };
    if !edit.is_local(text, names) {
        return Ok(None);
    }
    edit.spliced(text.len(), cancel)
}

/// What is replaced by what.
#[derive(Clone, Copy)]
struct Edit<'a> {
    before: &'a SegmentIndex,
    part: &'a SegmentIndex,
    touched: &'a Touched,
}

impl Edit<'_> {
    /// The scope that the parts stand in.
    fn round(self) -> ScopeId {
        match self.touched.whole {
            Whole::Class { .. } => CLASS,
            Whole::Brackets { .. } => ScopeId::MODULE,
        }
    }

    fn spliced(self, text_len: usize, cancel: &CancelToken) -> Result<Option<SegmentIndex>, Cancelled> {
        let Self { before, part, touched } = self;
        let Some(numbers) = Renumbering::of(self) else { return Ok(None) };
        let Some(scopes) = self.scopes(&numbers, text_len) else { return Ok(None) };
        cancel.check()?;
        let Some(mut translation) = Translation::of(self, &numbers) else { return Ok(None) };
        cancel.check()?;
        let cut = Cut {
            old: places(before.references(), &touched.old, Reference::start),
            new: places(part.references(), &touched.new, Reference::start),
        };
        let references = spliced(
            before.references(),
            part.references(),
            &cut,
            |found| Some(found.owned_by(numbers.of_old(found.owner)?)),
            |found| found.moved_to(touched.moved(found.start())),
            |found| Some(found.owned_by(numbers.of_new(found.owner)?)),
        );
        let Some(references) = references else { return Ok(None) };
        cancel.check()?;
        let positions = |list: Part| {
            let (old, new) = (before.references(), part.references());
            let name = |references: List<'_, Reference>, at: u32| {
                references.get(at as usize).map(|found| found.name)
            };
            spliced_positions(
                before.list(list),
                part.list(list),
                &cut,
                |at| name(old, at),
                |at| name(new, at),
            )
        };
        let module_references = positions(Part::ModuleReferences);
        let class_references = positions(Part::ClassReferences);
        cancel.check()?;
        let early_mentions = early_mentions(&scopes, &references);
        cancel.check()?;
        let Some(facts) = self.facts(&numbers, &mut translation, cancel)? else { return Ok(None) };
        let draft = IndexDraft {
            module_names: module_names(&module_references, &references),
            scopes,
            references,
            module_references,
            class_references,
            early_mentions,
            facts: Some(facts),
        };
        draft.pack(cancel).map(Some)
    }
}

/// Which of a list that is sorted by places are in some bytes.
fn places<T: Record>(list: List<'_, T>, bytes: &Range<usize>, start: impl Fn(T) -> usize) -> Range<usize> {
    let first = list.partition_point(|one| start(one) < bytes.start);
    first..list.partition_point(|one| start(one) < bytes.end)
}
