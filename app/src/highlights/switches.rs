//! What of the light is shown: a switch for all of it, and one for each part.

use std::time::Duration;

use namelight_engine::occurrences::{Certainty, Occurrence};

/// How long the cursor rests before the calm light comes: longer than a held key takes from place to place.
pub(super) const CALM: Duration = Duration::from_millis(350);

/// One part of the light.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// All of it.
    Light,
    /// It comes only when the cursor rests.
    Calm,
    /// What belongs to a keyword or a bracket.
    Keywords,
    /// Places that may be meant.
    Possible,
    /// Places where docstrings speak of the name.
    Mentions,
    /// The line along the scope.
    Reach,
    /// Marks on the ruler.
    Ruler,
    /// Arrows to what is off the screen.
    Hints,
    /// Names that are not meant, while Alt is held.
    Ghosts,
}

impl Part {
    /// Every part, in the order of the menu.
    pub const ALL: [Self; 9] = [
        Self::Light,
        Self::Calm,
        Self::Keywords,
        Self::Possible,
        Self::Mentions,
        Self::Reach,
        Self::Ruler,
        Self::Hints,
        Self::Ghosts,
    ];

    /// As the menu says it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Light => "Light up names",
            Self::Calm => "Calm: only when the cursor rests",
            Self::Keywords => "Keywords and brackets",
            Self::Possible => "Places that may be meant",
            Self::Mentions => "Mentions in docstrings",
            Self::Reach => "Line along the scope",
            Self::Ruler => "Marks on the ruler",
            Self::Hints => "Arrows to places off the screen",
            Self::Ghosts => "Names that are not meant, with Alt",
        }
    }
}

/// Which parts are on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Switches {
    off: u16,
}

impl Default for Switches {
    /// All is on but the calm.
    fn default() -> Self {
        Self { off: 1 << Part::Calm as u16 }
    }
}

impl Switches {
    /// Whether a part is on.
    #[must_use]
    pub fn is_on(self, part: Part) -> bool {
        self.off & (1 << part as u16) == 0
    }

    /// The same with a part on or off.
    #[must_use]
    pub fn toggled(self, part: Part) -> Self {
        Self { off: self.off ^ (1 << part as u16) }
    }

    /// Whether an occurrence is shown.
    #[must_use]
    pub(super) fn shows(self, occurrence: &Occurrence) -> bool {
        match occurrence.certainty {
            Certainty::Exact | Certainty::Likely => true,
            Certainty::Possible => self.is_on(Part::Possible),
            Certainty::Mention => self.is_on(Part::Mentions),
        }
    }

    /// Whether every occurrence is shown.
    pub(super) fn shows_all(self) -> bool {
        self.is_on(Part::Possible) && self.is_on(Part::Mentions)
    }
}
