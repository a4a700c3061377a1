//! Which segments bind a name of the module.
//!
//! A question that follows a few names has those segments indexed that may bind them: a search through
//! bytes is much cheaper than an index. A question that follows very many names has all segments indexed,
//! since its searches would cost the number of names times the length of the text.

use std::sync::Arc;

use super::backlog::Search;
use super::file_index::FileIndex;
use crate::scopes::{NameId, SegmentIndex};
use crate::segments::SegmentId;
use crate::worker::{CancelToken, Cancelled};

/// How many bytes can be searched in the time that indexing one takes: about 100 MB/s against 3 MB/s.
const SEARCHED_PER_INDEXED: usize = 32;

impl FileIndex {
    /// The segments that bind a name of the module, in the order of the text.
    pub(super) fn binders_of(
        &mut self,
        name: NameId,
        cancel: &CancelToken,
    ) -> Result<Vec<(SegmentId, Arc<SegmentIndex>)>, Cancelled> {
        let unindexed = self.unindexed(self.backlog.unsearched(name, Search::Binding));
        if !unindexed.is_empty() {
            self.index_binders(name, unindexed, cancel)?;
        }
        let binders = self.indexed(self.mentions.bound.of(name));
        Ok(binders.into_iter().map(|(key, _, index)| (key, index)).collect())
    }

    /// Indexes every segment that may bind a name, or simply every segment where searches have cost
    /// as much as that by now. So all searches together cost at most about what the index does.
    fn index_binders(
        &mut self,
        name: NameId,
        unindexed: Vec<usize>,
        cancel: &CancelToken,
    ) -> Result<(), Cancelled> {
        let bytes: usize = unindexed.iter().map(|&at| self.range(at).len()).sum();
        if self.searched > bytes.saturating_mul(SEARCHED_PER_INDEXED) {
            while !self.index_some(usize::MAX, cancel)? {}
            return Ok(());
        }
        // To find the segments that aren't indexed costs a little for each segment, too.
        self.searched = self.searched.saturating_add(bytes).saturating_add(unindexed.len());
        let binders = self.search(name, Search::Binding, unindexed, cancel)?;
        self.index_all(&binders, cancel)?;
        self.backlog.note_searched(name, Search::Binding);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::fmt::Write as _;

    use crop::Rope;

    use super::*;

    /// Every name is a question of its own: what is it bound to?
    fn instances(count: usize) -> String {
        let mut text = "class Gauge:\n    level = 0\n".to_owned();
        for n in 0..count {
            writeln!(text, "gauge_{n} = Gauge()\nother_{n} = gauge_{n}\nprint(other_{n}.level)").unwrap();
        }
        text
    }

    #[test]
    fn searches_never_cost_more_than_the_index_however_many_names_are_followed() {
        for count in [10, 100, 1_000] {
            let text = instances(count);
            let mut file = FileIndex::of(&Rope::from(text.as_str()));
            let at = text.find("level").unwrap();
            let found = file.find_at(at, &CancelToken::never()).unwrap().unwrap();
            assert_eq!(found.occurrences.len(), count + 1);
            let most = (SEARCHED_PER_INDEXED + 2) * text.len();
            assert!(file.searched <= most, "{} of {most} bytes for {count} names", file.searched);
        }
    }

    #[test]
    fn a_few_names_leave_segments_unindexed_that_mention_none_of_them() {
        let text = format!("{}unrelated = 1\n", instances(1));
        let mut file = FileIndex::of(&Rope::from(text.as_str()));
        file.find_at(text.find("level").unwrap(), &CancelToken::never()).unwrap().unwrap();
        let progress = file.progress();
        assert_eq!(progress.indexed + 1, progress.total);
    }
}
