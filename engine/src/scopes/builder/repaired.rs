//! The way back from a repaired text to the one that was typed.

use super::Builder;
use crate::repair::{GAP, Offsets};

impl Builder<'_, '_> {
    /// Gives all names and scopes their places in the text as it was typed, and drops what the repair made up.
    pub(super) fn move_back(&mut self, offsets: &Offsets) {
        self.uses.retain_mut(|used| match offsets.range_before(used.start..used.end) {
            Some(range) => {
                (used.start, used.end) = (range.start, range.end);
                true
            }
            None => false,
        });
        self.labels.retain_mut(|label| match offsets.range_before(label.start..label.end) {
            Some(range) => {
                (label.start, label.end) = (range.start, range.end);
                true
            }
            None => false,
        });
        let gap = self.names.intern(GAP);
        let before = |place: u32| u32::try_from(offsets.before(place as usize)).unwrap_or(u32::MAX);
        for draft in &mut self.scopes {
            let scope = &mut draft.scope;
            scope.range = before(scope.range.start)..before(scope.range.end);
            scope.name = scope.name.filter(|&name| name != gap);
        }
    }
}
