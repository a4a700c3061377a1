//! Names that stay lit wherever the cursor goes: up to four, each in its place.
//!
//! Invariant: what is lit of a pinned name always covers the characters it was computed for, as with the light
//! itself. A pin is held by one place of its name, its anchor; where that is edited away, another place takes over, and
//! where all are edited at once, as by a rename, the name that stands there then is the pinned one.

use std::ops::Range;
use std::sync::Arc;

use crop::Rope;
use namelight_engine::occurrences::{Occurrence, Pinned, Target};
use namelight_engine::text::{Bias, Patch};

use super::carry::{carry_all, carry_identifier, carry_target};
use super::ranges::touches;
use super::words::Counts;

/// As many as can be told apart (LOOK.md, "Marks").
pub const MOST_PINS: usize = 4;

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
    pub lit: Arc<[Occurrence]>,
    /// How often it is used, counted when `lit` changes and not in every frame.
    pub counts: Counts,
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
            |pin: &Pin| pin.lit.binary_search_by_key(&range.start, |place| place.range.start).is_ok();
        self.iter().find(|(_, pin)| is_there(pin)).map(|(number, _)| number)
    }

    /// Pins what is lit in the first free place, or takes its pin away if it has one. Returns whether it is pinned now.
    pub(super) fn toggle(&mut self, target: &Target, lit: &Arc<[Occurrence]>) -> Result<bool, NoPin> {
        if let Some(number) = self.number_at(&target.range) {
            self.remove(number);
            return Ok(false);
        }
        let free = self.slots.iter_mut().find(|pin| pin.is_none()).ok_or(NoPin::NoRoom)?;
        self.last_id += 1;
        let (target, lit) = (target.clone(), Arc::clone(lit));
        let counts = Counts::of(&lit);
        *free = Some(Pin { id: self.last_id, anchor: target.range.start, target, lit, counts });
        Ok(true)
    }

    /// Takes a pin away.
    pub(super) fn remove(&mut self, number: usize) {
        if let Some(pin) = self.slots.get_mut(number) {
            *pin = None;
        }
    }

    /// What to ask about: ids and anchors.
    pub(super) fn anchors(&self) -> (Vec<u64>, Vec<usize>) {
        self.iter().map(|(_, pin)| (pin.id, pin.anchor)).unzip()
    }

    /// Brings everything to the later text. A pin whose places are all taken out goes.
    pub(super) fn carry(&mut self, patch: &Patch, text: &Rope) {
        for slot in &mut self.slots {
            let Some(pin) = slot else { continue };
            let at = pin.lit.partition_point(|place| place.range.end < pin.anchor);
            let at_anchor = pin.lit.get(at).filter(|place| touches(&place.range, pin.anchor));
            let stays = at_anchor.and_then(|place| carry_identifier(&place.range, patch, text));
            let dropped = carry_all(&mut pin.lit, patch, text);
            let lit = &pin.lit;
            if lit.is_empty() && is_taken_out(pin.anchor, patch) {
                *slot = None;
                continue;
            }
            let moved = patch.map_offset(pin.anchor, Bias::Left);
            let near = || lit.iter().min_by_key(|place| place.range.start.abs_diff(moved));
            pin.anchor = match stays {
                Some(range) => range.start,
                None => near().map_or(moved, |place| place.range.start),
            };
            pin.target = carry_target(pin.target.clone(), patch);
            if !dropped.is_empty() {
                pin.counts = Counts::of(&pin.lit);
            }
        }
    }

    /// Takes over what the engine has found for the pins of these ids, in their order; `patch` leads from its text to
    /// the present one. A pin whose anchor is on no name any more goes if nothing of it is left.
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
                    carry_all(&mut pin.lit, patch, text);
                    pin.counts = Counts::of(&pin.lit);
                }
                (None, Some(pin)) if pin.lit.is_empty() => *slot = None,
                _ => {}
            }
        }
    }
}

/// Whether what stood at a byte was taken out and nothing put in its place.
fn is_taken_out(at: usize, patch: &Patch) -> bool {
    let is_there = |range: &Range<usize>| range.start <= at && at < range.end;
    patch.replacements().iter().any(|change| is_there(&change.old) && change.new.is_empty())
}
