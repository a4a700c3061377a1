//! Where the cursor has been: back and forward.
//!
//! Invariant: every place is in bytes of the present text; edits move it. A place is kept when the cursor leaps, not
//! when it walks.

use namelight_engine::text::{Bias, Edit, Patch};

/// Lines that make a leap of a movement.
const LEAP: usize = 10;

/// Places that are kept, at most.
const MOST: usize = 64;

/// Where the cursor has been.
#[derive(Debug, Default)]
pub(super) struct Trail {
    past: Vec<usize>,
    future: Vec<usize>,
}

impl Trail {
    /// Moves every place with the text.
    pub(super) fn follow(&mut self, edits: &[Edit]) {
        if edits.is_empty() {
            return;
        }
        let patch = Patch::of(edits);
        for place in self.past.iter_mut().chain(&mut self.future) {
            *place = patch.map_offset(*place, Bias::Left);
        }
    }

    /// The cursor went from a place to another one; both with their lines.
    pub(super) fn went(&mut self, (from, from_line): (usize, usize), to_line: usize) {
        if from_line.abs_diff(to_line) < LEAP {
            return;
        }
        self.leave(from);
    }

    /// The cursor leaves a place that is worth coming back to.
    pub(super) fn leave(&mut self, from: usize) {
        self.future.clear();
        if self.past.last() != Some(&from) {
            self.past.push(from);
        }
        if self.past.len() > MOST {
            self.past.remove(0);
        }
    }

    /// The place before this one.
    pub(super) fn back(&mut self, from: usize) -> Option<usize> {
        let to = self.past.pop()?;
        self.future.push(from);
        Some(to)
    }

    /// The place that was gone back from.
    pub(super) fn forward(&mut self, from: usize) -> Option<usize> {
        let to = self.future.pop()?;
        self.past.push(from);
        Some(to)
    }
}

#[cfg(test)]
mod tests {
    use namelight_engine::text::Revision;

    use super::*;

    #[test]
    fn there_and_back_again() {
        let mut trail = Trail::default();
        trail.went((5, 0), 3);
        assert_eq!(trail.back(9), None, "a short way is no leap");
        trail.went((5, 0), 30);
        trail.went((300, 30), 60);
        assert_eq!(trail.back(600), Some(300));
        assert_eq!(trail.back(300), Some(5));
        assert_eq!(trail.forward(5), Some(300));
        trail.leave(300);
        assert_eq!(trail.forward(9), None, "whoever leaps has no way forward");
    }

    #[test]
    fn places_move_with_the_text() {
        let mut trail = Trail::default();
        trail.leave(100);
        trail.follow(&[Edit { revision: Revision(1), range: 10..20, new_len: 3 }]);
        assert_eq!(trail.back(0), Some(93));
    }

    #[test]
    fn the_oldest_places_are_forgotten() {
        let mut trail = Trail::default();
        (0..MOST + 10).for_each(|at| trail.leave(at));
        assert_eq!(trail.past.len(), MOST);
        assert_eq!(trail.past.first(), Some(&10));
    }
}
