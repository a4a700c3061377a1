//! Why a name can't be renamed, in words for people.

use crate::occurrences::words::UNDEFINED;

/// Why a name can't be renamed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// The cursor is on none.
    #[error("there is no name here")]
    NoName,
    /// Neither keywords nor brackets can be renamed.
    #[error("only names can be renamed")]
    NotAName,
    /// A builtin, or an attribute of something that this file doesn't define.
    #[error("{name} is not defined in this file")]
    NotDefined {
        /// The name.
        name: String,
    },
    /// `__init__` and its like.
    #[error("{name} is a name that Python itself looks for")]
    Special {
        /// The name.
        name: String,
    },
    /// `import a.b` binds `a`.
    #[error("{name} is the first part of a dotted import and belongs to another file")]
    DottedImport {
        /// The name.
        name: String,
    },
    /// The new name is none.
    #[error("{name:?} can't be a name in Python")]
    NoIdentifier {
        /// The new name.
        name: String,
    },
    /// The new name is a keyword.
    #[error("{name} is a keyword")]
    Keyword {
        /// The new name.
        name: String,
    },
    /// The new name is in use where the old one is: both would become one.
    #[error("{name} is already {}, line {line}", with_article(scope))]
    Joined {
        /// The new name.
        name: String,
        /// What it is now: `local of mean()`.
        scope: String,
        /// The line where it is bound, or else the first where it stands; from 1.
        line: usize,
        /// Its places in the present text, in bytes.
        places: Vec<std::ops::Range<usize>>,
    },
    /// Places would mean something else by the new name, which is bound nearer to them.
    #[error("{name} would mean {} in line {line}", with_article(scope))]
    Captured {
        /// The new name.
        name: String,
        /// What it would mean there: `local of mean()`.
        scope: String,
        /// The line of the first place that would, from 1.
        line: usize,
        /// The places that would, in bytes of the present text.
        places: Vec<std::ops::Range<usize>>,
    },
}

impl Refusal {
    /// The places that are in the way, in bytes of the present text.
    #[must_use]
    pub fn places(&self) -> &[std::ops::Range<usize>] {
        match self {
            Self::Joined { places, .. } | Self::Captured { places, .. } => places,
            _ => &[],
        }
    }

    /// What the program would do, where that isn't said by the reason itself.
    #[must_use]
    pub fn consequence(&self) -> Option<&'static str> {
        match self {
            Self::Joined { .. } => Some("Both names would become one, and the program would change."),
            Self::Captured { .. } => Some("The program would read another value there."),
            _ => None,
        }
    }
}

/// `a local of mean()`, `an import`.
fn with_article(scope: &str) -> String {
    if scope == UNDEFINED {
        return "a name that this file doesn't define".to_owned();
    }
    let article = if scope.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {scope}")
}
