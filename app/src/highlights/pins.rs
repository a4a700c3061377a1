//! Names that stay lit wherever the cursor goes: up to four, each in its place.
//!
//! Invariant: what is lit of a pinned name always covers the characters it was computed for, as with the light
//! itself. A pin is held by one place of its name, its anchor; where that is edited away or commented out, another place
//! takes over, and where all are edited at once, as by a rename, the name that stands there then is the pinned one. A
//! name all of whose places are in comments and strings for now is lit nowhere, and again when they are code again.

use std::ops::Range;
use std::sync::Arc;

use crop::Rope;
use namelight_engine::occurrences::{Occurrence, Pinned, Target};
use namelight_engine::text::{Bias, Patch};

use super::carry::{carry_all, carry_identifier, carry_target};
use super::doubts::{code_in_doubt, may_be_split};
use super::ranges::touches;
use super::words::Counts;

/// As many as can be told apart (LOOK.md, "Marks").
pub const MOST_PINS: usize = 4;

/// So many places of a name are asked about beside its anchor, in case that isn't code any more. They are spread over
/// all of it: what turns code into a string reaches from one place to the end of the text, or to the next quote.
const PLACES_ASKED: usize = 16;

/// A name that stays lit.
#[derive(Clone, Debug, PartialEq)]
pub struct Pin {
    /// No other pin of this document ever had it.
    id: u64,
    /// A place of the name, in bytes.
    anchor: usize,
    /// What it is.
    pub target: Target,
    /// Where it is lit, sorted by position.
    lit: Arc<[Occurrence]>,
    /// Where its characters stand in what may be a comment or a string now, sorted by position.
    unlit: Arc<[Occurrence]>,
    /// How often it is used, counted when the places change and not in every frame.
    counts: Counts,
}

/// The pinned names, by their place: what stands in the first one is drawn as pin 1, and so on.
#[derive(Clone, Debug, Default)]
pub struct Pins {
    slots: [Option<Pin>; MOST_PINS],
    last_id: u64,
}

/// Why a name can't be pinned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPin {
    /// No name is lit.
    NoName,
    /// Four others are pinned.
    NoRoom,
}

impl Pin {
    /// Its number among all pins that this document ever had.
    pub(super) fn id(&self) -> u64 {
        self.id
    }

    /// Where it is lit, sorted by position.
    #[must_use]
    pub fn lit(&self) -> &[Occurrence] {
        &self.lit
    }

    /// How often it is used.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Lights it no more where it stands in a range or touches its start.
    fn put_out(&mut self, range: Range<usize>) {
        let first = self.lit.partition_point(|place| place.range.end < range.start);
        let last = self.lit.partition_point(|place| place.range.start < range.end).max(first);
        let (Some(before), Some(inside), Some(behind)) =
            (self.lit.get(..first), self.lit.get(first..last), self.lit.get(last..))
        else {
            return;
        };
        if inside.is_empty() {
            return;
        }
        let mut unlit: Vec<Occurrence> = self.unlit.iter().chain(inside).cloned().collect();
        unlit.sort_by_key(|place| place.range.start);
        self.unlit = unlit.into();
        self.lit = before.iter().chain(behind).cloned().collect();
    }

    /// Which places to ask about, in bytes: the anchor, and some others.
    fn places_to_ask(&self) -> Vec<usize> {
        let places = || self.lit.iter().chain(self.unlit.iter());
        let step = places().count().div_ceil(PLACES_ASKED).max(1);
        let others = places().step_by(step).map(|place| place.range.start);
        std::iter::once(self.anchor).chain(others.filter(|at| *at != self.anchor)).collect()
    }
}

impl Pins {
    /// The pinned names with their number, from 0.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &Pin)> {
        self.slots.iter().enumerate().filter_map(|(number, pin)| Some((number, pin.as_ref()?)))
    }

    /// Whether nothing is pinned.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.slots.iter().all(Option::is_none)
    }

    /// The number of the pin that a name at a range has.
    #[must_use]
    pub fn number_at(&self, range: &Range<usize>) -> Option<usize> {
        let is_there =
            |pin: &Pin| pin.lit().binary_search_by_key(&range.start, |place| place.range.start).is_ok();
        self.iter().find(|(_, pin)| is_there(pin)).map(|(number, _)| number)
    }

    /// Pins what is lit in the first free place, or takes its pin away if it has one. Where none is free, a name that is
    /// lit nowhere gives way. Returns whether it is pinned now.
    pub(super) fn toggle(&mut self, target: &Target, lit: &Arc<[Occurrence]>) -> Result<bool, NoPin> {
        if let Some(number) = self.number_at(&target.range) {
            self.remove(number);
            return Ok(false);
        }
        let gives_way = |slot: &Option<Pin>| slot.as_ref().is_some_and(|pin| pin.lit().is_empty());
        let free = self.slots.iter().position(Option::is_none);
        let free = free.or_else(|| self.slots.iter().position(gives_way));
        let slot = free.and_then(|number| self.slots.get_mut(number)).ok_or(NoPin::NoRoom)?;
        self.last_id += 1;
        *slot = Some(Pin {
            id: self.last_id,
            anchor: target.range.start,
            target: target.clone(),
            lit: Arc::clone(lit),
            unlit: Arc::default(),
            counts: Counts::of(lit),
        });
        Ok(true)
    }

    fn remove(&mut self, number: usize) {
        if let Some(pin) = self.slots.get_mut(number) {
            *pin = None;
        }
    }

    /// What to ask about: ids, and places of each.
    pub(super) fn places_to_ask(&self) -> (Vec<u64>, Vec<Vec<usize>>) {
        self.iter().map(|(_, pin)| (pin.id, pin.places_to_ask())).unzip()
    }

    /// Brings everything to the later text. What may be no code any more, or not all one name, is lit no more until the
    /// engine has said so. A pin whose places are all taken out goes.
    pub(super) fn carry(&mut self, patch: &Patch, text: &Rope) {
        let in_doubt = code_in_doubt(patch, text);
        for slot in &mut self.slots {
            let Some(pin) = slot else { continue };
            let at = pin.lit.partition_point(|place| place.range.end < pin.anchor);
            let at_anchor = pin.lit.get(at).filter(|place| touches(&place.range, pin.anchor));
            let stays = at_anchor.and_then(|place| carry_identifier(&place.range, patch, text));
            let dropped = carry_all(&mut pin.lit, patch, text);
            carry_all(&mut pin.unlit, patch, text);
            let moved = patch.map_offset(pin.anchor, Bias::Left);
            let near = || pin.lit.iter().min_by_key(|place| place.range.start.abs_diff(moved));
            if pin.lit.is_empty() && pin.unlit.is_empty() && is_taken_out(pin.anchor, patch) {
                *slot = None;
                continue;
            }
            pin.anchor = match stays {
                Some(range) => range.start,
                None => near().map_or(moved, |place| place.range.start),
            };
            pin.target = carry_target(pin.target.clone(), patch);
            if !dropped.is_empty() {
                pin.counts = Counts::of(&pin.lit);
            }
            match &in_doubt {
                _ if may_be_split(&dropped) => pin.put_out(0..text.byte_len()),
                Some(range) => pin.put_out(range.clone()),
                None => {}
            }
        }
    }

    /// Takes over what the engine has found for the pins of these ids, in their order; `patch` leads from its text to
    /// the present one. A pin none of whose places is a name any more is lit nowhere, and goes if nothing of it is left.
    pub(super) fn take(&mut self, ids: &[u64], found: &[Option<Pinned>], patch: &Patch, text: &Rope) {
        for (id, found) in ids.iter().zip(found) {
            let Some(slot) = self.slots.iter_mut().find(|pin| pin.as_ref().is_some_and(|pin| pin.id == *id))
            else {
                continue;
            };
            match (found, slot.as_mut()) {
                (Some(found), Some(pin)) => {
                    pin.target = carry_target(found.target.clone(), patch);
                    pin.lit = Arc::clone(&found.occurrences);
                    pin.unlit = Arc::default();
                    carry_all(&mut pin.lit, patch, text);
                    pin.counts = Counts::of(&pin.lit);
                }
                (None, Some(pin)) if pin.lit.is_empty() && pin.unlit.is_empty() => *slot = None,
                (None, Some(pin)) => {
                    pin.put_out(0..text.byte_len());
                    pin.counts = Counts::default();
                }
                (_, None) => {}
            }
        }
    }
}

/// Whether what stood at a byte was taken out and nothing put in its place.
fn is_taken_out(at: usize, patch: &Patch) -> bool {
    let is_there = |range: &Range<usize>| range.start <= at && at < range.end;
    patch.replacements().iter().any(|change| is_there(&change.old) && change.new.is_empty())
}
