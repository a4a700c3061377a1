//! What a rename changes, before the new name is known.

use std::ops::Range;
use std::sync::Arc;

use crate::occurrences::{Certainty, Target};

/// Which places a rename changes besides the exact ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct RenameExtent {
    /// Those that follow from an inference.
    pub likely: bool,
    /// Those where a docstring speaks of the name.
    pub mentions: bool,
    /// Those of objects that the file doesn't tell of, which may have the name from elsewhere.
    pub possible: bool,
}

impl RenameExtent {
    /// Whether places of a certainty are changed.
    #[must_use]
    pub fn includes(self, certainty: Certainty) -> bool {
        match certainty {
            Certainty::Exact => true,
            Certainty::Likely => self.likely,
            Certainty::Mention => self.mentions,
            Certainty::Possible => self.possible,
        }
    }
}

/// What stays in front of the new name at a place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Keeps {
    /// Nothing: the name is all there is.
    Nothing,
    /// This text: `x as ` where `from m import x` binds the name.
    Always(Arc<str>),
    /// This text as long as the new name is private, too: the `_A` of `_A__x`.
    WhilePrivate(Arc<str>),
}

impl Keeps {
    /// What stays in front of `new`.
    #[must_use]
    pub fn before(&self, new: &str) -> &str {
        match self {
            Self::Nothing => "",
            Self::Always(kept) => kept,
            Self::WhilePrivate(kept) if new.starts_with("__") && !new.ends_with("__") => kept,
            Self::WhilePrivate(_) => "",
        }
    }
}

/// A place that a rename may change.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RenamePlace {
    /// What goes, in bytes.
    pub range: Range<usize>,
    /// How sure it is that the name is meant here.
    pub certainty: Certainty,
    /// What stays in front of the new name.
    pub keeps: Keeps,
}

/// A name that can be renamed, with every place that a rename may change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenamePlan {
    /// What is renamed.
    pub target: Target,
    /// Sorted by position, without overlap.
    pub places: Vec<RenamePlace>,
}

/// One part of a rename.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replace {
    /// What goes; bytes.
    pub range: Range<usize>,
    /// What comes.
    pub text: String,
    /// How sure it is that the name is meant here.
    pub certainty: Certainty,
}

impl RenamePlan {
    /// The places that a rename of this extent changes; the one that was pointed at is always among them.
    pub fn places_of(&self, extent: RenameExtent) -> impl Iterator<Item = &RenamePlace> {
        let is_changed =
            move |place: &&RenamePlace| extent.includes(place.certainty) || place.range == self.target.range;
        self.places.iter().filter(is_changed)
    }

    /// How many places are so sure.
    #[must_use]
    pub fn count(&self, certainty: Certainty) -> usize {
        self.places.iter().filter(|place| place.certainty == certainty).count()
    }

    /// What to write where for the name to be `new`, whether or not that can be.
    #[must_use]
    pub fn replaces(&self, new: &str, extent: RenameExtent) -> Vec<Replace> {
        let replace = |place: &RenamePlace| Replace {
            range: place.range.clone(),
            text: format!("{}{new}", place.keeps.before(new)),
            certainty: place.certainty,
        };
        self.places_of(extent).map(replace).collect()
    }
}
