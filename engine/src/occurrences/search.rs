//! Which segments could hold a name, told from their bytes: a search is some thirty times cheaper than an
//! index.
//!
//! Invariant: a segment that holds the name is found, however the name is spelled. One may be found that
//! doesn't hold it.

use std::ops::Range;

use memchr::memmem::Finder;

use super::backlog::Search;
use super::file_index::FileIndex;
use crate::scopes::{NameId, may_hold_other_spellings, normalise};
use crate::worker::{CancelToken, Cancelled};

/// Bytes copied out of the rope at a time, if one segment has no more.
const BLOCK: usize = 128 * 1024;

/// What is looked for.
struct Wanted {
    needle: Finder<'static>,
    search: Search,
}

impl FileIndex {
    /// Those of some segments, sorted, that may hold a name; sorted.
    pub(super) fn search(
        &self,
        name: NameId,
        search: Search,
        segments: Vec<usize>,
        cancel: &CancelToken,
    ) -> Result<Vec<usize>, Cancelled> {
        let wanted = Wanted { needle: self.needle(name), search };
        let mut found = Vec::new();
        let mut block = String::new();
        let mut rest = &segments[..];
        while let Some(&first) = rest.first() {
            cancel.check()?;
            let run = self.run(rest);
            let start = self.range(first).start;
            let end = run.last().map_or(start, |&last| self.range(last).end);
            block.clear();
            self.text.byte_slice(start..end).chunks().for_each(|chunk| block.push_str(chunk));
            let is_ascii = block.is_ascii();
            for &at in run {
                let Range { start: from, end: to } = self.range(at);
                let text = block.get(from - start..to - start).unwrap_or_default();
                let is_plain = is_ascii || text.is_ascii();
                // What stands in no string may be spelled otherwise and be equal after normalisation.
                let may = !is_plain && self.segments.flags(at).non_ascii_code
                    || wanted.may_be_in(text)
                    // A name in a string may be, too.
                    || !is_plain && may_hold_other_spellings(text) && wanted.may_be_in(&normalise(text));
                if may {
                    found.push(at);
                }
            }
            rest = rest.get(run.len()..).unwrap_or_default();
        }
        Ok(found)
    }

    /// The first of some segments and those that follow it in the text without a gap, as far as a block goes.
    fn run<'s>(&self, segments: &'s [usize]) -> &'s [usize] {
        let mut bytes = 0;
        for (count, pair) in (1..).zip(segments.windows(2)) {
            bytes += pair.first().map_or(0, |&at| self.range(at).len());
            let follows = matches!(pair, [at, next] if at + 1 == *next);
            if !follows || bytes >= BLOCK {
                return segments.get(..count).unwrap_or_default();
            }
        }
        segments
    }
}

impl Wanted {
    fn may_be_in(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        match self.search {
            Search::Mention => self.needle.find(bytes).is_some(),
            Search::Argument => self.needle.find_iter(bytes).any(|found| {
                let (before, name) = bytes.split_at_checked(found).unwrap_or_default();
                let behind = name.get(self.needle.needle().len()..).unwrap_or_default();
                may_follow_an_argument(behind) && may_precede_an_argument(before)
            }),
        }
    }
}

/// Whether a `=` comes next and no `==`. A comment or a continued line may stand before it.
fn may_follow_an_argument(behind: &[u8]) -> bool {
    let mut next = behind.iter().skip_while(|byte| byte.is_ascii_whitespace());
    match next.next() {
        Some(b'=') => next.next() != Some(&b'='),
        next => matches!(next, Some(b'#' | b'\\')),
    }
}

/// Whether a bracket or a comma comes before, as it must before an argument and rarely does before the target of an
/// assignment. A comment or a continued line may stand between.
fn may_precede_an_argument(before: &[u8]) -> bool {
    let trimmed = before.trim_ascii_end();
    if matches!(trimmed.last(), None | Some(b'(' | b',' | b'\\')) {
        return true;
    }
    let blanks = before.get(trimmed.len()..).unwrap_or_default();
    let line = memchr::memrchr2(b'\n', b'\r', trimmed).map_or(0, |end| end + 1);
    memchr::memchr2(b'\n', b'\r', blanks).is_some()
        && memchr::memchr(b'#', trimmed.get(line..).unwrap_or_default()).is_some()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    /// Whether `text` may hold `level` as an argument.
    fn may_pass(text: &str) -> bool {
        Wanted { needle: Finder::new("level").into_owned(), search: Search::Argument }.may_be_in(text)
    }

    #[test]
    fn arguments_are_found_however_they_are_laid_out() {
        for call in [
            "f(level=1)",
            "f(a, level = 1)",
            "f(\n    level\n=1)",
            "f(  # why\n    level=1)",
            "f(a,  # why\n  # more\n    level # what\n = 1)",
            "f(a, \\\n  level \\\n = 1)",
            "class A(B, level=1): pass",
            "level == 1 or f(level=1)",
            "level=1",
        ] {
            assert!(may_pass(call), "{call}");
        }
    }

    #[test]
    fn most_else_is_left_alone() {
        for other in [
            "if level == 1: pass",
            "def f():\n    level = 1\n",
            "x = level = 1",
            "f(level)",
            "level.x = 1",
            "(level == 1)",
            "# why\nx = 1\nlevel = 1",
        ] {
            assert!(!may_pass(other), "{other}");
        }
    }
}
