//! Names that nothing defines.
//!
//! A name is one if it is read, no scope of the file binds it and Python doesn't offer it; and if nothing in the file
//! may define names that can't be seen: a star import, `globals()`, `exec`.

use std::ops::Range;

use memchr::memmem::Finder;

use super::{Problem, ProblemKind};
use crate::occurrences::builtins::is_builtin;
use crate::occurrences::file_index::FileIndex;
use crate::scopes::{Deed, ScopeId};
use crate::worker::{CancelToken, Cancelled, Pacer};

/// A file that mentions one of these may have names that nobody can list, or asks whether it has them.
const GAMES: [&str; 6] = ["globals", "exec", "builtins", "__builtins__", "NameError", "__getattr__"];

/// Names that look like Python's own are left alone: `__path__`, `__annotations__`.
fn is_special(name: &str) -> bool {
    name.starts_with("__") && name.ends_with("__")
}

impl FileIndex {
    /// Adds the names in some bytes that nothing defines. Their segments are indexed.
    pub(super) fn add_undefined(
        &mut self,
        bytes: &Range<usize>,
        found: &mut Vec<Problem>,
        cancel: &CancelToken,
    ) -> Result<(), Cancelled> {
        if !self.is_all_indexed() || self.plays_games() || self.has_star_import(cancel)? {
            return Ok(());
        }
        for at in self.segments_in(bytes) {
            let Range { start: base, .. } = self.range(at);
            let (Some(segment), index) = (self.key_of(at), self.index(at, cancel)?) else { continue };
            if index.is_plain() || self.faults.is_doubtful(segment) {
                continue;
            }
            let here = bytes.start.saturating_sub(base)..bytes.end.saturating_sub(base);
            for reference in index.references_in(here) {
                cancel.check()?;
                let name = self.names.text(reference.name);
                let may_be = reference.deed() == Deed::Read
                    && reference.owner == ScopeId::MODULE
                    && !is_builtin(name)
                    && !is_special(name);
                if !may_be || self.is_bound_in_module(reference.name) {
                    continue;
                }
                let range = base + reference.range().start..base + reference.range().end;
                let sentence = format!("{name} is defined nowhere in this file").into();
                found.push(Problem { draft: range.clone(), range, kind: ProblemKind::Undefined, sentence });
            }
        }
        Ok(())
    }

    /// Whether the module may have names that can't be seen.
    pub(super) fn plays_games(&mut self) -> bool {
        GAMES.into_iter().any(|word| self.is_mentioned(word))
    }

    /// Whether an indexed segment mentions a variable of the module, or a builtin.
    pub(super) fn is_mentioned(&mut self, word: &str) -> bool {
        let name = self.names.intern(word);
        self.mentions.in_module.of(name).iter().any(|&segment| self.position(segment).is_some())
    }

    /// Whether `import *` stands anywhere, be it in a string.
    fn has_star_import(&self, cancel: &CancelToken) -> Result<bool, Cancelled> {
        let finder = Finder::new("import");
        let mut pacer = Pacer::new(cancel);
        // What the chunk before ended with.
        let mut tail = String::new();
        for chunk in self.text.chunks() {
            pacer.step()?;
            tail.push_str(chunk);
            let is_star = |at: usize| {
                let behind = tail.get(at + "import".len()..).unwrap_or_default();
                behind.trim_start_matches([' ', '\t', '\\', '\r', '\n']).starts_with('*')
            };
            if finder.find_iter(tail.as_bytes()).any(is_star) {
                return Ok(true);
            }
            // Enough for the word and some blanks behind it.
            let mut keep = tail.len().saturating_sub(64);
            while !tail.is_char_boundary(keep) {
                keep += 1;
            }
            tail.drain(..keep);
        }
        Ok(false)
    }
}
