//! Where the cursor has been: back and forward, in all open files, and where the text was edited last.
//!
//! Invariant: every place is in bytes of its file's present text; edits move it. A place is kept when the cursor leaps, not
//! when it walks.

use namelight_engine::text::{Bias, DocumentId, Edit, Patch};

/// Lines that make a leap of a movement.
const LEAP: usize = 10;

/// Places that are kept, at most.
const MOST: usize = 64;

/// A place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Which file.
    pub(super) document: DocumentId,
    /// Bytes.
    pub(super) at: usize,
}

/// Where the cursor has been.
#[derive(Debug, Default)]
pub(super) struct Trail {
    past: Vec<Place>,
    future: Vec<Place>,
    last_edit: Option<Place>,
}

impl Trail {
    /// Moves every place with the text of its file.
    pub(super) fn follow(&mut self, document: DocumentId, edits: &[Edit]) {
        let Some(last) = edits.last() else { return };
        let patch = Patch::of(edits);
        let places = self.past.iter_mut().chain(&mut self.future);
        for place in places.filter(|place| place.document == document) {
            place.at = patch.map_offset(place.at, Bias::Left);
        }
        self.last_edit = Some(Place { document, at: last.new_range().end });
    }

    /// The cursor went so many lines from a place.
    pub(super) fn went(&mut self, from: Place, lines: usize) {
        if lines >= LEAP {
            self.leave(from);
        }
    }

    /// The cursor leaves a place that is worth coming back to.
    pub(super) fn leave(&mut self, from: Place) {
        self.future.clear();
        if self.past.last() != Some(&from) {
            self.past.push(from);
        }
        if self.past.len() > MOST {
            self.past.remove(0);
        }
    }

    /// The place before this one. Those in files that aren't open any more are forgotten.
    pub(super) fn back(&mut self, from: Place, is_open: impl Fn(DocumentId) -> bool) -> Option<Place> {
        let to = last_open(&mut self.past, is_open)?;
        self.future.push(from);
        Some(to)
    }

    /// The place that was gone back from.
    pub(super) fn forward(&mut self, from: Place, is_open: impl Fn(DocumentId) -> bool) -> Option<Place> {
        let to = last_open(&mut self.future, is_open)?;
        self.past.push(from);
        Some(to)
    }

    /// Where the text was edited last.
    pub(super) fn last_edit(&self) -> Option<Place> {
        self.last_edit
    }
}

/// Takes the last place in a file that is open off a list.
fn last_open(places: &mut Vec<Place>, is_open: impl Fn(DocumentId) -> bool) -> Option<Place> {
    let mut rest = std::iter::from_fn(|| places.pop());
    rest.find(|place| is_open(place.document))
}

#[cfg(test)]
mod tests {
    use namelight_engine::text::Revision;

    use super::*;

    fn place(at: usize) -> Place {
        Place { document: DocumentId(1), at }
    }

    fn all(_: DocumentId) -> bool {
        true
    }

    #[test]
    fn there_and_back_again() {
        let mut trail = Trail::default();
        trail.went(place(5), 3);
        assert_eq!(trail.back(place(9), all), None, "a short way is no leap");
        trail.went(place(5), 30);
        trail.went(place(300), 30);
        assert_eq!(trail.back(place(600), all), Some(place(300)));
        assert_eq!(trail.back(place(300), all), Some(place(5)));
        assert_eq!(trail.forward(place(5), all), Some(place(300)));
        trail.leave(place(300));
        assert_eq!(trail.forward(place(9), all), None, "whoever leaps has no way forward");
    }

    #[test]
    fn places_move_with_the_text_of_their_file() {
        let mut trail = Trail::default();
        let other = Place { document: DocumentId(2), at: 100 };
        trail.leave(other);
        trail.leave(place(100));
        trail.follow(DocumentId(1), &[Edit { revision: Revision(1), range: 10..20, new_len: 3 }]);
        assert_eq!(trail.back(place(0), all), Some(place(93)));
        assert_eq!(trail.back(place(93), all), Some(other));
        assert_eq!(trail.last_edit(), Some(place(13)));
    }

    #[test]
    fn the_oldest_places_are_forgotten() {
        let mut trail = Trail::default();
        (0..MOST + 10).for_each(|at| trail.leave(place(at)));
        assert_eq!(trail.past.len(), MOST);
        assert_eq!(trail.past.first(), Some(&place(10)));
    }

    #[test]
    fn closed_files_are_passed_over() {
        let mut trail = Trail::default();
        trail.leave(place(7));
        trail.leave(Place { document: DocumentId(2), at: 1 });
        let is_open = |document| document == DocumentId(1);
        assert_eq!(trail.back(place(20), is_open), Some(place(7)));
        assert_eq!(trail.back(place(7), is_open), None);
    }
}
