//! The query: cursor → target → occurrences.

mod answer;
mod file_index;
mod groups;
mod lexical;
mod words;

pub use answer::{
    Answer, Certainty, Class, Kind, Occurrence, Progress, Target, Timings, TokenClass, TokenSpan, Tokens,
};
pub use file_index::FileIndex;
pub use groups::Group;
