//! Find and replace without a window.
#![allow(clippy::unwrap_used, clippy::expect_used)]
// A list of one match is a list of one range.
#![allow(clippy::single_range_in_vec_init)]

mod carrying;
mod patterns;
mod recalling;
mod renewing;
mod replacing;
mod searching;
mod steps;
mod thread;

use std::ops::Range;

use crop::Rope;
use namelight_engine::worker::CancelToken;

use super::search::{Go, search};
use super::{Pattern, Query};

/// No match.
const NONE: [Range<usize>; 0] = [];

/// A query: `/…/` is a pattern, `=` in front tells capitals apart, `<…>` wants whole words.
fn query(words: &str) -> Query {
    let mut query = Query::default();
    let mut text = words;
    if let Some(rest) = text.strip_prefix('=') {
        (query.is_case_sensitive, text) = (true, rest);
    }
    if let Some(inner) = text.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
        (query.is_whole_word, text) = (true, inner);
    }
    if let Some(inner) = text.strip_prefix('/').and_then(|rest| rest.strip_suffix('/')) {
        (query.is_regex, text) = (true, inner);
    }
    query.text = text.to_owned();
    query
}

/// Every match in a part of a text.
fn found_in(text: &str, words: &str, scope: Range<usize>) -> Vec<Range<usize>> {
    let pattern = Pattern::new(&query(words)).unwrap();
    let mut found = Vec::new();
    let keep = |hit: super::search::Hit<'_>| {
        found.push(hit.range);
        Go::On
    };
    search(&Rope::from(text), &pattern, scope, &CancelToken::never(), keep, |_| {}).unwrap();
    found
}

/// Every match in a text.
fn found(text: &str, words: &str) -> Vec<Range<usize>> {
    found_in(text, words, 0..text.len())
}

/// What a search of the whole string at once gives.
fn plainly(text: &str, words: &str) -> Vec<Range<usize>> {
    let pattern = Pattern::new(&query(words)).unwrap();
    pattern.regex.find_iter(text).map(|found| found.range()).collect()
}
