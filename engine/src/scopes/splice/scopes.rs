//! The scopes of an edited text and their new numbers.
//!
//! The walk takes the statements of a class and the elements in brackets from the last to the first, so the scopes of a
//! part have consecutive numbers, those of parts behind it smaller and those before it larger ones.

use std::ops::Range;

use super::{CLASS, Edit};
use crate::scopes::scope::{Scope, ScopeId, ScopeKind};
use crate::scopes::segment_index::SegmentIndex;
use crate::syntax::Whole;

/// From the numbers of scopes in two indexes to those in the one that is made of them.
pub(super) struct Renumbering {
    /// The scopes that are replaced.
    pub(super) old: Range<u32>,
    /// Those of the other index that take their places.
    pub(super) new: Range<u32>,
    /// The scope that the parts stand in.
    round: ScopeId,
}

impl Renumbering {
    /// None if the touched parts' scopes are no run.
    pub(super) fn of(edit: Edit<'_>) -> Option<Self> {
        let round = edit.round();
        let old = run_in(edit.before, round, &edit.touched.old)?;
        let new = run_in(edit.part, round, &edit.touched.new)?;
        Some(Self { old, new, round })
    }

    /// Whether a scope is there before and after: the module, or the one that the parts stand in.
    pub(super) fn is_round(&self, id: ScopeId) -> bool {
        id == ScopeId::MODULE || id == self.round
    }

    /// The number of a scope that isn't replaced.
    pub(super) fn of_old(&self, id: ScopeId) -> Option<ScopeId> {
        if id.0 < self.old.start {
            return Some(id);
        }
        let behind = id.0.checked_sub(self.old.end)?;
        Some(ScopeId(self.old.start + (self.new.end - self.new.start) + behind))
    }

    /// Whether a number is that of a scope that takes the place of others.
    pub(super) fn is_new(&self, id: ScopeId) -> bool {
        let behind = id.0.checked_sub(self.old.start);
        behind.is_some_and(|behind| behind < self.new.end - self.new.start)
    }

    /// The number of one of the other index: of the module, the scope round the parts, or one that takes the place of the replaced.
    pub(super) fn of_new(&self, id: ScopeId) -> Option<ScopeId> {
        match id {
            _ if self.is_round(id) => Some(id),
            _ if self.new.contains(&id.0) => Some(ScopeId(id.0 - self.new.start + self.old.start)),
            _ => None,
        }
    }
}

/// The numbers of the scopes in some bytes of what `round` is the scope of; none if those behind aren't before them.
fn run_in(index: &SegmentIndex, round: ScopeId, bytes: &Range<usize>) -> Option<Range<u32>> {
    let scopes = index.scope_list();
    let scopes = scopes.slice(round.0 as usize + 1..scopes.len())?;
    let place = |scope: &Scope| scope.byte_range().start;
    let first = scopes.iter().take_while(|scope| place(scope) >= bytes.end).count();
    let count = scopes.iter().skip(first).take_while(|scope| place(scope) >= bytes.start).count();
    let mut others = scopes.iter().skip(first + count);
    if others.any(|scope| place(&scope) >= bytes.start) {
        return None;
    }
    let is_inside = |scope: &Scope| bytes.contains(&place(scope));
    if !scopes.slice(first..first + count)?.iter().all(|scope| is_inside(&scope)) {
        return None;
    }
    let start = u32::try_from(first).ok()? + round.0 + 1;
    Some(start..start + u32::try_from(count).ok()?)
}

impl Edit<'_> {
    /// The class of an index, if its number is the one that it has to be.
    pub(super) fn class_of(index: &SegmentIndex) -> Option<Scope> {
        let class = index.scope(CLASS)?;
        (class.kind == ScopeKind::Class && class.parent == ScopeId::MODULE).then_some(class)
    }

    /// All scopes with their new numbers and places.
    pub(super) fn scopes(self, numbers: &Renumbering, text_len: usize) -> Option<Vec<Scope>> {
        let Self { before, part, touched } = self;
        let text_end = u32::try_from(text_len).ok()?;
        let moved = |at: u32| u32::try_from(touched.moved(at as usize)).ok();
        let class_end = match touched.whole {
            Whole::Brackets { .. } => text_end,
            Whole::Class { .. } if touched.is_followed() => moved(Self::class_of(before)?.range.end)?,
            Whole::Class { .. } => Self::class_of(part)?.range.end,
        };
        let mut scopes = Vec::with_capacity(before.scope_list().len() + part.scope_list().len());
        for (id, scope) in (0..).zip(before.scope_list()) {
            if id == numbers.old.start {
                self.add_new(numbers, &mut scopes)?;
            }
            let Some(_) = numbers.of_old(ScopeId(id)) else { continue };
            let Range { start, end } = scope.range;
            let range = match ScopeId(id) {
                ScopeId::MODULE => 0..text_end,
                id if id == self.round() => start..class_end,
                _ if id < numbers.old.start => moved(start)?..moved(end)?,
                _ => start..end,
            };
            let parent = numbers.of_old(scope.parent)?;
            scopes.push(Scope { parent, range, ..scope });
        }
        if numbers.old.start as usize == before.scope_list().len() {
            self.add_new(numbers, &mut scopes)?;
        }
        Some(scopes)
    }

    fn add_new(self, numbers: &Renumbering, scopes: &mut Vec<Scope>) -> Option<()> {
        let new = self.part.scope_list().slice(numbers.new.start as usize..numbers.new.end as usize)?;
        for scope in new {
            scopes.push(Scope { parent: numbers.of_new(scope.parent)?, ..scope });
        }
        Some(())
    }
}
