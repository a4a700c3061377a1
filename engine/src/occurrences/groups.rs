//! Every group of occurrences of a text at once, for the command line and for tests.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Class;
use super::answer::Occurrence;
use super::file_index::FileIndex;
use super::lexical::Collected;
use super::words;
use crate::scopes::{NameId, ScopeId, SegmentIndex};
use crate::worker::{CancelToken, Cancelled};

/// All occurrences of one variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The name as it is written first, after NFKC normalisation.
    pub name: String,
    /// Where it lives, in words.
    pub scope: String,
    /// What sort of thing it is.
    pub class: Class,
    /// Sorted by position; bytes.
    pub occurrences: Vec<Occurrence>,
}

struct Draft {
    index: Arc<SegmentIndex>,
    owner: ScopeId,
    collected: Collected,
}

impl FileIndex {
    /// Every group, in the order of their first occurrences.
    ///
    /// # Errors
    /// [`Cancelled`] if `cancel` says so.
    pub fn groups(&mut self, cancel: &CancelToken) -> Result<Vec<Group>, Cancelled> {
        self.split(cancel)?;
        let mut drafts: Vec<Draft> = Vec::new();
        let mut module: FxHashMap<NameId, usize> = FxHashMap::default();
        for segment in 0..self.segments.len() {
            let index = self.index(segment, cancel)?;
            let base = self.range(segment).start;
            let mut local: FxHashMap<(ScopeId, NameId), usize> = FxHashMap::default();
            for &reference in index.references() {
                let new = drafts.len();
                let draft = if reference.owner == ScopeId::MODULE {
                    *module.entry(reference.name).or_insert(new)
                } else {
                    *local.entry((reference.owner, reference.name)).or_insert(new)
                };
                if draft == new {
                    let owner = reference.owner;
                    drafts.push(Draft { index: Arc::clone(&index), owner, collected: Collected::default() });
                }
                if let Some(draft) = drafts.get_mut(draft) {
                    draft.collected.add(&index, base, reference);
                }
            }
        }
        Ok(drafts.into_iter().map(|draft| self.finish_group(draft)).collect())
    }

    fn finish_group(&self, draft: Draft) -> Group {
        let name = match draft.collected.first() {
            Some(first) => self.text.byte_slice(first).chunks().collect::<String>(),
            None => String::new(),
        };
        let first_deed = draft.collected.first_deed;
        let is_undefined = draft.owner == ScopeId::MODULE && first_deed.is_none();
        let scope = words::describe(&draft.index, draft.owner, first_deed, &self.names);
        Group {
            name: crate::scopes::normalise(&name).into_owned(),
            occurrences: draft.collected.occurrences(&scope),
            scope,
            class: if is_undefined { Class::Undefined } else { Class::Variable },
        }
    }
}
