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
                let behind = bytes.get(found + self.needle.needle().len()..).unwrap_or_default();
                let next = behind.iter().find(|byte| !byte.is_ascii_whitespace());
                // A comment or a continued line may stand between.
                matches!(next, Some(b'=' | b'#' | b'\\'))
            }),
        }
    }
}
