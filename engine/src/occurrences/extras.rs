//! What a question may ask for besides the light: names that are not meant, pinned names, a rename.
//!
//! Invariant: the light comes first; an answer with extras says everything that the one before it said.

use std::ops::Range;
use std::sync::Arc;

use super::answer::{Occurrence, Target};
use super::completion::{Completion, CompletionWish};
use super::file_index::FileIndex;
use super::others::Other;
use super::problems::{ProblemWish, Problems};
use super::rename::{Refusal, RenameExtent, RenamePlan, Replace};
use crate::text::DocumentId;
use crate::worker::{CancelToken, Cancelled};

/// A name that is being typed for another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenameWish {
    /// The new name, as far as it is typed.
    pub new: Arc<str>,
    /// Which places are to change.
    pub extent: RenameExtent,
}

/// What else is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wants {
    /// The names that are spelled like the one at the cursor and mean something else.
    pub others: bool,
    /// Names that stay lit: some places of each, in bytes. The first where a name stands now says which one it is.
    pub pins: Vec<Vec<usize>>,
    /// Another name for the one at the cursor.
    pub rename: Option<RenameWish>,
    /// The documents that are open: what is known of all others is forgotten. None where nobody says which are. It is
    /// no question, and nothing is answered to it.
    pub open: Option<Arc<[DocumentId]>>,
    /// Names to go on with where one is being typed.
    pub completion: Option<CompletionWish>,
    /// What is wrong with the text.
    pub problems: Option<ProblemWish>,
}

impl Wants {
    /// Whether nothing else is asked for.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        !self.others
            && self.pins.is_empty()
            && self.rename.is_none()
            && self.completion.is_none()
            && self.problems.is_none()
    }
}

/// A name that stays lit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pinned {
    /// What it is.
    pub target: Target,
    /// Every place, sorted by position.
    pub occurrences: Arc<[Occurrence]>,
}

/// What became of the wish to rename.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renaming {
    /// Which wish.
    pub wish: RenameWish,
    /// What a rename may change, or why there can be none.
    pub plan: Result<Arc<RenamePlan>, Refusal>,
    /// What the wish changes, nothing where the name is the same; or why it can't be.
    pub verdict: Result<Arc<[Replace]>, Refusal>,
}

/// What was asked for besides the light.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extras {
    /// Sorted by position; none unless asked for.
    pub others: Option<Arc<[Other]>>,
    /// One for each name that was asked about; none where at none of its places a name stands.
    pub pins: Vec<Option<Pinned>>,
    /// None unless asked for.
    pub renaming: Option<Renaming>,
    /// None unless asked for.
    pub completion: Option<Completion>,
    /// None unless asked for.
    pub problems: Option<Problems>,
}

impl FileIndex {
    /// Finds what is wanted besides the light of the name at byte `at`, if there is a cursor; `lines` are those on
    /// screen.
    pub(super) fn extras(
        &mut self,
        at: Option<usize>,
        wants: &Wants,
        lines: &Range<usize>,
        cancel: &CancelToken,
    ) -> Result<Extras, Cancelled> {
        // First, since the next two edit the text and edit it back, and then some of it isn't indexed any more: whoever
        // asks again because of that would never come to rest.
        let problems = match wants.problems {
            Some(wish) => Some(self.problems(wish, lines.clone(), cancel)?),
            None => None,
        };
        let completion = match wants.completion {
            Some(wish) => Some(self.completion(wish, cancel)?),
            None => None,
        };
        let renaming = match (&wants.rename, at) {
            (Some(wish), Some(at)) => Some(self.renaming(at, wish, cancel)?),
            _ => None,
        };
        let mut pins = Vec::with_capacity(wants.pins.len());
        for places in &wants.pins {
            pins.push(self.pinned(places, cancel)?);
        }
        let others = match at.filter(|_| wants.others) {
            Some(at) => Some(self.others_at(at, cancel)?.into()),
            None => None,
        };
        Ok(Extras { others, pins, renaming, completion, problems })
    }

    fn pinned(&mut self, places: &[usize], cancel: &CancelToken) -> Result<Option<Pinned>, Cancelled> {
        for &at in places {
            if let Some(found) = self.find_at(at, cancel)?.filter(|found| found.target.class.is_name()) {
                return Ok(Some(Pinned { target: found.target, occurrences: found.occurrences }));
            }
        }
        Ok(None)
    }

    fn renaming(
        &mut self,
        at: usize,
        wish: &RenameWish,
        cancel: &CancelToken,
    ) -> Result<Renaming, Cancelled> {
        let (plan, verdict) = match self.plan_rename(at, cancel)? {
            Ok(plan) => {
                let verdict = self.check_rename(&plan, &wish.new, wish.extent, cancel)?;
                (Ok(Arc::new(plan)), verdict.map(Arc::from))
            }
            Err(refusal) => (Err(refusal.clone()), Err(refusal)),
        };
        Ok(Renaming { wish: wish.clone(), plan, verdict })
    }
}
