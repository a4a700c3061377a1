//! What the occurrence panel lists: the places of the lit name by section, and those that are not meant.
//!
//! Invariant: the list is made anew only when what it is made of has changed, a long one on a thread of its own; rows are
//! made from the text when they are drawn.

mod entries;
mod maker;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::Arc;

use crop::Rope;
use namelight_engine::occurrences::{Certainty, Occurrence, Other, Target};
use namelight_engine::text::{DocumentId, Revision};
use namelight_engine::worker::CancelToken;

use entries::{Entry, Title, entries};
use maker::{Job, Made, Maker, start_maker};

use crate::document::lines;
use crate::editor::Mark;
use crate::panels::{OccurrenceRow, Sign};

/// Letters of a line that a row shows at most, before the name and behind it.
const SHOWN: (usize, usize) = (14, 60);

/// Places of which a list is made at once: a tenth of a millisecond's work. With a filter every line is read.
const SHORT: usize = 4096;

/// See [`SHORT`].
const SHORT_FILTERED: usize = 256;

/// What a list is made of.
#[derive(Clone, Copy, Debug)]
pub struct Material<'a> {
    /// Which text, and its state.
    pub stamp: (DocumentId, Revision),
    /// The text itself.
    pub text: &'a Rope,
    /// What is lit; none if nothing is.
    pub target: Option<&'a Target>,
    /// Where.
    pub lit: &'a Arc<[Occurrence]>,
    /// What is not meant.
    pub others: &'a Arc<[Other]>,
}

/// When the list is as it would be made anew.
///
/// In one text state a name has one list, so its ends will do.
type Key = ((DocumentId, Revision), String, [Ends; 2], String);

/// How long a list is, and its first and last place.
type Ends = (usize, Option<Range<usize>>, Option<Range<usize>>);

/// The list, and what a person has chosen in it.
#[derive(Debug, Default)]
pub struct SidePanel {
    /// What rows have to hold, in any of their words.
    pub filter: String,
    /// The selected row.
    selected: Option<usize>,
    /// Whether it has to be brought into view.
    reveals: bool,
    entries: Arc<[Entry]>,
    key: Option<Key>,
    /// Makes long lists, once there was one.
    maker: Option<Maker>,
    /// The cursor that the selection follows.
    cursor: Option<usize>,
}

impl SidePanel {
    /// Makes the list anew if need be, and selects the row of the place at the cursor where that has moved. A long list comes
    /// later: `wake` is called then, on another thread.
    pub fn update(&mut self, material: Material<'_>, cursor: usize, wake: impl Fn() + Send + 'static) {
        let (lit, others) = (material.lit, material.others);
        let of_lit = |one: Option<&Occurrence>| one.map(|one| one.range.clone());
        let of_others = |one: Option<&Other>| one.map(|one| one.range.clone());
        let ends = [
            (lit.len(), of_lit(lit.first()), of_lit(lit.last())),
            (others.len(), of_others(others.first()), of_others(others.last())),
        ];
        let scope = material.target.map(|target| target.scope.clone()).unwrap_or_default();
        let key = (material.stamp, scope, ends, self.filter.clone());
        let mut is_new = false;
        if let Some(Made { entries, is_new: is_other }) = self.maker.as_mut().and_then(Maker::take) {
            self.entries = entries;
            is_new = is_other;
        }
        if self.key.as_ref() != Some(&key) {
            is_new |= self.make(material, &key, wake);
            self.key = Some(key);
        }
        if is_new || self.cursor != Some(cursor) {
            self.cursor = Some(cursor);
            let here = material.lit.partition_point(|one| one.range.end < cursor);
            let is_here = material.lit.get(here).is_some_and(|one| one.range.start <= cursor);
            self.select(is_here.then(|| self.row_of(here)).flatten());
        }
    }

    /// Makes the list, or has it made; whether it has changed.
    fn make(&mut self, material: Material<'_>, key: &Key, wake: impl Fn() + Send + 'static) -> bool {
        let filter = self.filter.trim().to_lowercase();
        let most = if filter.is_empty() { SHORT } else { SHORT_FILTERED };
        if material.lit.len() + material.others.len() > most {
            if self.maker.is_none() {
                let maker = start_maker(wake);
                self.maker = maker.inspect_err(|error| tracing::warn!(?error, "no thread for lists")).ok();
            }
            if let Some(maker) = &mut self.maker {
                // Typing moves places and leaves their number: until the new list is there, the old one says the same.
                let is_alike = |old: &Key| {
                    let lengths = |key: &Key| key.2.each_ref().map(|ends| ends.0);
                    (old.0.0, &old.1, &old.3, lengths(old)) == (key.0.0, &key.1, &key.3, lengths(key))
                };
                let stays = self.key.as_ref().is_some_and(is_alike);
                if !stays {
                    self.entries = Arc::default();
                }
                maker.post(Job::new(material, &filter, &self.entries));
                return !stays;
            }
        }
        if let Some(maker) = &mut self.maker {
            maker.forget();
        }
        let entries: Arc<[Entry]> =
            entries(material, &filter, &CancelToken::never()).unwrap_or_default().into();
        // An answer that says the same again leaves the choice alone.
        let is_new = entries != self.entries;
        self.entries = entries;
        is_new
    }

    /// Whether a list is being made.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.maker.as_ref().is_some_and(Maker::is_waiting)
    }

    /// The row of a lit place: in each section they are in their order.
    fn row_of(&self, lit: usize) -> Option<usize> {
        let mut start = 0;
        while let Some(Entry::Head { count, .. }) = self.entries.get(start) {
            let section = self.entries.get(start + 1..start + 1 + count).unwrap_or_default();
            let found = section.binary_search_by_key(&lit, |entry| match entry {
                Entry::Lit(at) => *at,
                // What is not meant comes last.
                Entry::Head { .. } | Entry::Other(_) => usize::MAX,
            });
            if let Ok(found) = found {
                return Some(start + 1 + found);
            }
            start += 1 + count;
        }
        None
    }

    fn select(&mut self, row: Option<usize>) {
        self.reveals = row.is_some() && row != self.selected;
        self.selected = row;
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The selected row.
    #[must_use]
    pub fn selected(&self) -> Option<usize> {
        self.selected
    }

    /// Whether the selected row has to be brought into view; once.
    pub fn take_reveals(&mut self) -> bool {
        std::mem::take(&mut self.reveals)
    }

    /// Selects the row so many further down, heads left out; stops at the ends.
    pub fn move_by(&mut self, rows: isize) {
        let places: Vec<usize> = (0..self.entries.len()).filter(|&at| self.is_place(at)).collect();
        let Some(last) = places.len().checked_sub(1) else { return };
        let now = self.selected.map(|selected| places.partition_point(|&at| at < selected));
        let next = match now {
            Some(now) => now.saturating_add_signed(rows).min(last),
            None if rows < 0 => last,
            None => 0,
        };
        let row = places.get(next).copied();
        self.select(row);
    }

    fn is_place(&self, row: usize) -> bool {
        matches!(self.entries.get(row), Some(Entry::Lit(_) | Entry::Other(_)))
    }

    /// Selects a row; returns the place in it, in bytes.
    pub fn choose(&mut self, row: usize, material: Material<'_>) -> Option<Range<usize>> {
        self.selected = Some(row);
        self.place(row, material)
    }

    /// The place in a row, in bytes.
    #[must_use]
    pub fn place(&self, row: usize, material: Material<'_>) -> Option<Range<usize>> {
        match self.entries.get(row)? {
            Entry::Head { .. } => None,
            Entry::Lit(at) => Some(material.lit.get(*at)?.range.clone()),
            Entry::Other(at) => Some(material.others.get(*at)?.range.clone()),
        }
    }

    /// How sure the selected place is, and why.
    #[must_use]
    pub fn reason(&self, material: Material<'_>) -> Option<String> {
        Some(match self.entries.get(self.selected?)? {
            Entry::Head { .. } => return None,
            Entry::Lit(at) => {
                let one = material.lit.get(*at)?;
                match one.why.is_empty() {
                    true => one.certainty.word().to_owned(),
                    false => format!("{}: {}", one.certainty.word(), one.why),
                }
            }
            Entry::Other(at) => format!("Not this one: {}", material.others.get(*at)?.scope),
        })
    }

    /// A row, as it is drawn.
    #[must_use]
    pub fn row(&self, row: usize, material: Material<'_>) -> Option<OccurrenceRow> {
        let (range, word, sign) = match self.entries.get(row)? {
            Entry::Head { title, count } => {
                let title = match title {
                    Title::Words(words) => words.to_string(),
                    Title::NotThis(at) => format!("Not this one: {}", material.others.get(*at)?.scope),
                };
                return Some(OccurrenceRow::Head { title, count: *count });
            }
            Entry::Lit(at) => {
                let one = material.lit.get(*at)?;
                let word = match one.certainty {
                    Certainty::Exact | Certainty::Likely => one.kind.word(),
                    other => other.word(),
                };
                (&one.range, word, Sign::Lit(Mark::of(one)))
            }
            Entry::Other(at) => (&material.others.get(*at)?.range, "", Sign::Ghost),
        };
        let line = lines::of_offset(material.text, range.start);
        Some(OccurrenceRow::Place { line: line + 1, code: excerpt(material.text, line, range), word, sign })
    }
}

/// What stands in a line before a place, there, and behind it; cut where it is long.
fn excerpt(text: &Rope, line: usize, range: &Range<usize>) -> [String; 3] {
    let (start, end) = (lines::start(text, line), lines::end(text, line));
    // A line of megabytes isn't copied.
    let reach = |at: usize, bytes: usize| text.byte_len().min(at.saturating_add(bytes));
    let mut from = range.start.saturating_sub(4 * 64).max(start);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let mut to = reach(range.end, 4 * SHOWN.1).min(end.max(range.end));
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let before: String = text.byte_slice(from..range.start).chunks().collect();
    let before = before.trim_start();
    let count = before.chars().count();
    let before = match count > SHOWN.0 {
        true => format!("…{}", before.chars().skip(count - SHOWN.0 + 1).collect::<String>()),
        false => before.to_owned(),
    };
    let behind: String = text.byte_slice(range.end..to.max(range.end)).chunks().collect();
    let name: String = text.byte_slice(range.clone()).chunks().collect();
    [before, name, behind.chars().take(SHOWN.1).collect::<String>().trim_end().to_owned()]
}
