//! The query: cursor → target → occurrences.

mod answer;
mod arguments;
mod backlog;
mod binders;
mod builtins;
mod calls;
mod colours;
mod families;
mod file_index;
mod groups;
mod keywords;
mod known;
mod lexical;
mod lineage;
mod members;
mod mentions;
mod others;
mod paths;
mod query;
mod reading;
mod reasons;
mod resolver;
mod search;
mod shared;
mod subject;
mod symbols;
mod words;

pub use answer::{
    Answer, Certainty, Class, Kind, Occurrence, Progress, Target, Timings, TokenClass, TokenSpan, Tokens,
};
pub use file_index::FileIndex;
pub use groups::Group;
pub use others::Other;
pub(crate) use query::Analysis;
pub use query::Found;
