//! Is what a frame shows true? Held against an analysis of exactly the text on screen, made from nothing
//! and without the engine's thread.

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use namelight_engine::FileIndex;
use namelight_engine::occurrences::{Certainty, Found, Occurrence, Target};
use namelight_engine::text::{DocumentId, Revision};
use namelight_engine::worker::CancelToken;

use super::Seen;

/// The most characters of a wrong highlight's text that a message quotes.
const QUOTED: usize = 40;

/// Judges frames. What it has worked out about a text is kept until the text changes.
#[derive(Default)]
pub struct Judge {
    text: Option<(DocumentId, Revision)>,
    index: FileIndex,
    /// The truth at byte offsets.
    known: HashMap<usize, Option<Rc<Found>>>,
    /// What was found to be true of the last frame.
    accepted: Option<(String, Vec<Occurrence>)>,
}

impl Judge {
    /// Judges nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What is wrong with a frame: a painted range that isn't a whole name, or not the lit name, or one
    /// that means another variable than the first; or what is drawn beside the light. None if all is true.
    pub fn fault(&mut self, seen: &Seen<'_>) -> Option<String> {
        self.turn_to(seen);
        self.fault_of_light(seen).or_else(|| self.fault_of_pins(seen)).or_else(|| self.fault_of_others(seen))
    }

    fn fault_of_light(&mut self, seen: &Seen<'_>) -> Option<String> {
        let first = seen.painted.first()?;
        let Some(target) = seen.target else {
            return Some(format!("{} is lit though no name is", quote(seen, &first.range)));
        };
        let name = target.name.as_str();
        if self.accepted.as_ref().is_some_and(|(known, all)| known == name && all == seen.painted) {
            return None;
        }
        if !target.class.is_name() {
            return self.fault_of_parts(seen, target);
        }
        // What is only possible may mean something else; it is held against a place that is certain.
        let sure = seen.painted.iter().find(|painted| is_sure(painted));
        let Some(first) = sure else { return self.possible_fault(seen, name) };
        let Some(found) = self.truth_at(seen, first.range.start) else {
            return Some(format!("{} is lit for {name}, but is no name", quote(seen, &first.range)));
        };
        if found.target.name != name || !found.target.class.is_name() {
            return Some(format!("{} is lit for {name}", quote(seen, &first.range)));
        }
        let mut is_asked_at_met = false;
        for painted in seen.painted {
            let known = known_at(&found, &painted.range);
            let is_use = match known {
                Some(known) if is_sure(known) == is_sure(painted) => true,
                // It was asked at one place only.
                Some(_) if is_asked_at_met => false,
                Some(_) => {
                    is_asked_at_met = true;
                    is_sure(painted) && self.is_sure_of_itself(seen, painted, first)
                }
                None => false,
            };
            if !is_use {
                let (wrong, first) = (quote(seen, &painted.range), quote(seen, &first.range));
                return Some(format!("{wrong} is lit for {name}, but doesn't mean the same as {first}"));
            }
        }
        self.accepted = Some((name.to_owned(), seen.painted.to_vec()));
        None
    }

    /// Whether it was asked at a place that from elsewhere is only possible: where nothing is parsed, the name
    /// under the cursor is what it is, and `first` belongs to it.
    fn is_sure_of_itself(&mut self, seen: &Seen<'_>, painted: &Occurrence, first: &Occurrence) -> bool {
        let Some(found) = self.truth_at(seen, painted.range.start) else { return false };
        [painted, first].into_iter().all(|one| known_at(&found, &one.range).is_some_and(is_sure))
    }

    /// What is wrong with what is lit for a keyword or a bracket: it is not all among what belongs to one that
    /// the light may be for. From some of the parts one can't ask: a name may stand at a bracket.
    fn fault_of_parts(&mut self, seen: &Seen<'_>, target: &Target) -> Option<String> {
        let edges = |range: &Range<usize>| [range.start, range.end];
        let here = [seen.cursor].into_iter().chain(edges(&target.range));
        for at in here.chain(seen.painted.iter().flat_map(|painted| edges(&painted.range))) {
            let Some(found) = self.truth_at(seen, at) else { continue };
            let is_same = (found.target.class, &found.target.name) == (target.class, &target.name);
            let is_part =
                |painted: &Occurrence| found.occurrences.iter().any(|known| known.range == painted.range);
            if is_same && seen.painted.iter().all(is_part) {
                self.accepted = Some((target.name.clone(), seen.painted.to_vec()));
                return None;
            }
        }
        let first = seen.painted.first()?;
        Some(format!(
            "{} is lit for {}, and with it what doesn't belong to it",
            quote(seen, &first.range),
            target.name
        ))
    }

    /// What is wrong where all that can be seen is only possible: a range that isn't that name.
    fn possible_fault(&mut self, seen: &Seen<'_>, name: &str) -> Option<String> {
        let wrong = seen.painted.iter().find(|painted| {
            let found = self.truth_at(seen, painted.range.start);
            found.is_none_or(|found| found.target.name != name || found.target.range != painted.range)
        })?;
        Some(format!("{} is lit for {name}, but isn't that name", quote(seen, &wrong.range)))
    }

    /// What should be lit with the cursor where it is; none where there is no name.
    pub fn truth(&mut self, seen: &Seen<'_>) -> Option<Rc<Found>> {
        self.turn_to(seen);
        self.truth_at(seen, seen.cursor)
    }

    /// Whether a frame shows what should be lit with the cursor where it is.
    pub fn is_lit(&mut self, seen: &Seen<'_>) -> bool {
        match self.truth(seen) {
            None => seen.target.is_none() && seen.painted.is_empty(),
            Some(truth) => {
                let counted = truth.occurrences.iter().filter(|found| found.certainty.is_counted());
                let writes = counted.clone().filter(|found| found.kind.counts_as_write()).count();
                // The cursor may have been scrolled away with all that is lit.
                let is_own =
                    |painted: &Occurrence| truth.occurrences.iter().any(|found| found.range == painted.range);
                seen.name() == Some(truth.target.name.as_str())
                    && (seen.count, seen.writes) == (counted.count(), writes)
                    && seen.painted.first().is_none_or(is_own)
            }
        }
    }

    fn turn_to(&mut self, seen: &Seen<'_>) {
        let text = Some((seen.document, seen.revision));
        if self.text != text {
            *self = Self { text, index: FileIndex::of(seen.text), ..Self::default() };
        }
    }

    pub(super) fn truth_at(&mut self, seen: &Seen<'_>, at: usize) -> Option<Rc<Found>> {
        debug_assert_eq!(self.text, Some((seen.document, seen.revision)));
        let index = &mut self.index;
        let found = self.known.entry(at).or_insert_with(|| {
            // A token that never cancels can't.
            index.find_at(at, &CancelToken::never()).ok().flatten().map(Rc::new)
        });
        found.clone()
    }
}

fn is_sure(occurrence: &Occurrence) -> bool {
    occurrence.certainty != Certainty::Possible
}

/// What is known of a range.
pub(super) fn known_at<'f>(found: &'f Found, range: &Range<usize>) -> Option<&'f Occurrence> {
    let at = found.occurrences.partition_point(|known| known.range.start < range.start);
    found.occurrences.get(at).filter(|known| known.range == *range)
}

/// A painted range in words: its text and its place, counted from 1.
pub(super) fn quote(seen: &Seen<'_>, range: &Range<usize>) -> String {
    let text = seen.text;
    let is_within = |at: usize| at <= text.byte_len() && text.is_char_boundary(at);
    let range = range.clone();
    if range.start > range.end || !is_within(range.start) || !is_within(range.end) {
        return format!("bytes {} to {}, which the text doesn't have,", range.start, range.end);
    }
    let line = text.line_of_byte(range.start);
    let column = text.byte_slice(text.byte_of_line(line)..range.start).chars().count();
    let quoted: String = text.byte_slice(range).chars().take(QUOTED).collect();
    format!("{quoted:?} in line {}, column {}", line + 1, column + 1)
}
