//! Local variables and imports that nobody reads.
//!
//! Only what is plainly meant to be read is told of: `name = …` on a line of its own in a function, and imports. A tuple, a
//! loop or a `with` has to name what it doesn't need.

use std::ops::Range;

use super::{Problem, ProblemKind, ProblemWish};
use crate::occurrences::file_index::FileIndex;
use crate::scopes::{Deed, NameId, Reference, ScopeId, ScopeKind, SegmentIndex};
use crate::worker::{CancelToken, Cancelled};

/// Who calls one of these may read any name.
const READERS: [&str; 6] = ["locals", "vars", "eval", "exec", "globals", "dir"];

/// A line longer than this isn't looked at, in bytes.
const LONGEST_LINE: usize = 4 * 1024;

impl FileIndex {
    /// Adds the names that are bound in some bytes and that nobody reads. Their segments are indexed.
    pub(super) fn add_unused(
        &mut self,
        bytes: &Range<usize>,
        wish: ProblemWish,
        found: &mut Vec<Problem>,
        cancel: &CancelToken,
    ) -> Result<(), Cancelled> {
        let tells_of_module = !wish.is_read_elsewhere && self.is_all_indexed() && !self.may_be_read_by_any();
        for at in self.segments_in(bytes) {
            let Range { start: base, .. } = self.range(at);
            let (Some(segment), index) = (self.key_of(at), self.index(at, cancel)?) else { continue };
            if index.is_plain() || self.faults.is_doubtful(segment) {
                continue;
            }
            let is_guarded = self.begins_with(base, "try") || self.begins_with(base, "from __future__");
            let here = bytes.start.saturating_sub(base)..bytes.end.saturating_sub(base);
            for reference in index.references_in(here) {
                cancel.check()?;
                let is_of_module = reference.owner == ScopeId::MODULE;
                let is_unused = match reference.deed() {
                    Deed::Import if is_of_module => {
                        tells_of_module && !is_guarded && self.is_only_imported(reference.name)
                    }
                    Deed::Import | Deed::Write if !is_of_module => self.is_unread(&index, reference),
                    _ => false,
                };
                let range = base + reference.range().start..base + reference.range().end;
                if !is_unused || !self.is_plainly_bound(&range, reference.deed()) {
                    continue;
                }
                let name = self.names.text(reference.name);
                let sentence = match reference.deed() {
                    Deed::Import => format!("{name} is imported and never used"),
                    _ => format!("{name} gets a value that nobody reads"),
                };
                let kind = ProblemKind::Unused;
                found.push(Problem { draft: range.clone(), range, kind, sentence: sentence.into() });
            }
        }
        Ok(())
    }

    /// Whether any name of the module may be read where nobody can see it.
    fn may_be_read_by_any(&mut self) -> bool {
        if self.plays_games() || READERS.into_iter().any(|word| self.is_mentioned(word)) {
            return true;
        }
        // A list of exports that isn't written down in one piece may hold anything.
        let name = self.names.intern("__all__");
        let mentions = self.indexed(self.mentions.in_module.of(name));
        let places = mentions.iter().flat_map(|(_, _, index)| index.module_references_of(name));
        let changes = places.filter(|place| place.deed() != Deed::Write).count();
        changes > 0
    }

    /// Whether all that is done to a name of the module is to import it.
    fn is_only_imported(&self, name: NameId) -> bool {
        let mentions = self.indexed(self.mentions.in_module.of(name));
        let mut places = mentions.iter().flat_map(|(_, _, index)| index.module_references_of(name));
        places.all(|place| place.deed() == Deed::Import)
    }

    /// Whether a variable of a function only ever gets values.
    fn is_unread(&self, index: &SegmentIndex, reference: Reference) -> bool {
        let Some(scope) = index.scope(reference.owner) else { return false };
        if scope.kind != ScopeKind::Function || self.names.text(reference.name).starts_with('_') {
            return false;
        }
        let is_set = |place: Reference| {
            matches!(place.deed(), Deed::Write | Deed::Import | Deed::Annotate | Deed::Mention)
        };
        let mut places = index.local_references_of(reference.owner, reference.name);
        if !places.all(is_set) {
            return false;
        }
        let mut inside = index.references_in(scope.byte_range());
        !inside.any(|place| place.owner == ScopeId::MODULE && READERS.contains(&self.names.text(place.name)))
    }

    /// Whether a text begins at a byte.
    fn begins_with(&self, at: usize, word: &str) -> bool {
        let end = at + word.len();
        end <= self.text.byte_len()
            && self.text.is_char_boundary(end)
            && self.text.byte_slice(at..end).chunks().collect::<String>() == word
    }

    /// Whether a name is bound where that is all that is done: an import, or `name = …` or `name: … = …` alone on its
    /// line.
    fn is_plainly_bound(&self, range: &Range<usize>, deed: Deed) -> bool {
        let line = self.text.line_of_byte(range.start);
        let bytes = self.bytes_of_lines(line..line + 1);
        if bytes.len() > LONGEST_LINE {
            return false;
        }
        let written: String = self.text.byte_slice(bytes.clone()).chunks().collect();
        let part = |part: Range<usize>| written.get(part).unwrap_or_default();
        let (before, after) = (
            part(0..range.start - bytes.start),
            part(range.end.saturating_sub(bytes.start).min(written.len())..written.len()),
        );
        let name = part(range.start - bytes.start..range.end - bytes.start);
        if written.contains("noqa") || written.contains("type: ignore") {
            return false;
        }
        if deed == Deed::Import {
            // `import a as a` and `from m import a as a` hand the name on.
            let handed_on = format!("{name} as");
            return !before.trim_end().ends_with(&handed_on);
        }
        let after = after.trim_start();
        before.trim().is_empty() && (after.starts_with(':') || after.starts_with('=') && !after.starts_with("=="))
            // `a = b = …` reads what it gives to the others.
            && !before.contains(';')
    }
}
