//! Lists of which a part is replaced.

use std::ops::Range;

use crate::scopes::names::NameId;
use crate::scopes::packed::{List, Record};
use crate::scopes::reference::Reference;
use crate::scopes::scope::ScopeId;
use crate::scopes::segment_index::ModuleName;

/// What is cut out of a list, and which part of another one takes its place, in positions.
#[derive(Clone, Debug)]
pub(super) struct Cut {
    pub(super) old: Range<usize>,
    pub(super) new: Range<usize>,
}

impl Cut {
    /// Where the entry at a position of the old list stands in the new one; none if it is cut out.
    fn of_old(&self, at: u32) -> Option<u32> {
        let place = at as usize;
        if place < self.old.start {
            return Some(at);
        }
        let behind = place.checked_sub(self.old.end)?;
        u32::try_from(self.old.start + self.new.len() + behind).ok()
    }

    /// The same of an entry that takes their place; none if it isn't one of them.
    fn of_new(&self, at: u32) -> Option<u32> {
        let place = Some(at as usize).filter(|place| self.new.contains(place))?;
        u32::try_from(place - self.new.start + self.old.start).ok()
    }
}

/// A list of which a part is replaced; `moved` brings what stands behind it to its place. None if an entry has none.
pub(super) fn spliced<T: Record>(
    old: List<'_, T>,
    new: List<'_, T>,
    cut: &Cut,
    of_old: impl Fn(T) -> Option<T>,
    moved: impl Fn(T) -> T,
    of_new: impl Fn(T) -> Option<T>,
) -> Option<Vec<T>> {
    let (before, replacing, behind) =
        (old.slice(0..cut.old.start)?, new.slice(cut.new.clone())?, old.slice(cut.old.end..old.len())?);
    let mut list = Vec::with_capacity(before.len() + replacing.len() + behind.len());
    for one in before {
        list.push(of_old(one)?);
    }
    for one in replacing {
        list.push(of_new(one)?);
    }
    for one in behind {
        list.push(moved(of_old(one)?));
    }
    Some(list)
}

/// The same of a list of positions that is sorted by the names that stand there, then by place.
pub(super) fn spliced_positions(
    old: List<'_, u32>,
    new: impl IntoIterator<Item = u32>,
    cut: &Cut,
    old_name: impl Fn(u32) -> Option<NameId>,
    new_name: impl Fn(u32) -> Option<NameId>,
) -> Vec<u32> {
    let mut list = Vec::with_capacity(old.len() + cut.new.len());
    let mut done = 0;
    let first_cut = u32::try_from(cut.old.start).unwrap_or(u32::MAX);
    for at in new {
        let Some(place) = cut.of_new(at) else { continue };
        let rest = old.from(done);
        let name = new_name(at);
        // Those of the same name that stand before what is cut out come before this one.
        let before = rest.partition_point(|old| (old_name(old), old) < (name, first_cut));
        list.extend(rest.slice(0..before).unwrap_or_default().iter().filter_map(|old| cut.of_old(old)));
        list.push(place);
        done += before;
    }
    list.extend(old.from(done).iter().filter_map(|old| cut.of_old(old)));
    list
}

/// The names of the module, given where they are mentioned, by name and place.
pub(in crate::scopes) fn module_names(mentioned: &[u32], references: &[Reference]) -> Vec<ModuleName> {
    let mut names: Vec<ModuleName> = Vec::new();
    for (first, &at) in (0_u32..).zip(mentioned) {
        let Some(found) = references.get(at as usize) else { continue };
        debug_assert_eq!(found.owner, ScopeId::MODULE);
        if names.last().is_none_or(|entry| entry.name != found.name) {
            names.push(ModuleName::new(found.name, first));
        }
        if let Some(entry) = names.last_mut().filter(|_| found.deed().binds()) {
            entry.bind();
        }
    }
    names
}
