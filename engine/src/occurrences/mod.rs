//! The query: cursor → target → occurrences.

mod answer;

pub use answer::{
    Answer, Certainty, Class, Kind, Occurrence, Progress, Target, Timings, TokenClass, TokenSpan, Tokens,
};
