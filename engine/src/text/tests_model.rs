//! A naive model of a text: every byte has a number of its own, so one sees where it went.

use std::ops::Range;

use proptest::prelude::*;

use super::{Edit, Revision};

/// A text whose bytes are numbered; new bytes get new numbers.
#[derive(Clone, Debug)]
pub(super) struct Tagged {
    bytes: Vec<u32>,
    first_len: usize,
    next: u32,
}

impl Tagged {
    pub(super) fn new(len: usize) -> Self {
        let bytes: Vec<u32> = (0..).take(len).collect();
        Self { next: bytes.len() as u32, first_len: len, bytes }
    }

    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }

    pub(super) fn apply(&mut self, edit: &Edit) {
        let new: Vec<u32> = (self.next..).take(edit.new_len).collect();
        self.next += edit.new_len as u32;
        self.bytes.splice(edit.range.clone(), new);
    }

    pub(super) fn bytes(&self, range: &Range<usize>) -> &[u32] {
        &self.bytes[range.clone()]
    }

    /// Where these bytes stand, together and in order; none for no bytes.
    pub(super) fn place_of(&self, bytes: &[u32]) -> Option<usize> {
        if bytes.is_empty() {
            None
        } else {
            self.bytes.windows(bytes.len()).position(|window| window == bytes)
        }
    }

    pub(super) fn holds(&self, bytes: &[u32]) -> bool {
        self.place_of(bytes).is_some()
    }

    /// What differs from the first text: the gaps between the runs of bytes that have survived side
    /// by side in both.
    pub(super) fn differences(&self) -> Vec<(Range<usize>, Range<usize>)> {
        let survivors = self.bytes.iter().enumerate().filter(|(_, tag)| (**tag as usize) < self.first_len);
        let ends =
            survivors.map(|(new, tag)| (*tag as usize, new)).chain([(self.first_len, self.bytes.len())]);
        let mut differences = Vec::new();
        let (mut old_end, mut new_end) = (0, 0);
        for (old, new) in ends {
            if old > old_end || new > new_end {
                differences.push((old_end..old, new_end..new));
            }
            (old_end, new_end) = (old + 1, new + 1);
        }
        differences
    }
}

/// The length of a text, and edits that fit one after another, numbered from revision 1.
pub(super) fn any_edits() -> impl Strategy<Value = (usize, Vec<Edit>)> {
    let raw = (any::<prop::sample::Index>(), 0_usize..6, 0_usize..5);
    (0_usize..40, prop::collection::vec(raw, 0..24)).prop_map(|(first_len, raw)| {
        let mut len = first_len;
        let mut revision = Revision::default();
        let edits = raw
            .into_iter()
            .map(|(place, removed, new_len)| {
                let start = place.index(len + 1);
                let end = (start + removed).min(len);
                len = len - (end - start) + new_len;
                revision = revision.next();
                Edit { revision, range: start..end, new_len }
            })
            .collect();
        (first_len, edits)
    })
}
