//! The query: cursor → target → occurrences.

mod ahead;
mod answer;
mod arguments;
mod backlog;
mod binders;
mod builtins;
mod calls;
mod colours;
mod completion;
mod divisions;
mod enclosing;
mod extras;
mod families;
mod file_index;
mod folds;
mod groups;
mod kept;
mod keywords;
mod known;
mod lexical;
mod lineage;
mod members;
mod mentions;
mod of_module;
mod others;
mod outline;
mod paths;
mod piecewise;
mod problems;
mod query;
mod reading;
mod reasons;
mod rename;
mod resolver;
mod search;
mod shared;
mod spelled;
mod spliced;
mod subject;
mod surroundings;
mod symbols;
mod trees;
mod words;

pub use answer::{
    Answer, Certainty, Class, Kind, Occurrence, Progress, Scope, Target, Timings, TokenClass, TokenSpan,
    Tokens,
};
pub use builtins::is_builtin;
pub use completion::{Candidate, CandidateKind, Completion, CompletionWish, Match, match_of, word_before};
pub use extras::{Extras, Pinned, RenameWish, Renaming, Wants};
pub use file_index::FileIndex;
pub use folds::{Fold, FoldKind, Folds};
pub use groups::Group;
pub use others::Other;
pub use outline::{Outline, OutlineSymbol, SymbolKind};
pub use problems::{Problem, ProblemKind, ProblemWish, Problems};
pub(crate) use query::Analysis;
pub use query::Found;
pub use rename::{Keeps, Refusal, RenameExtent, RenamePlace, RenamePlan, Replace};

pub use crate::scopes::normalise;
