//! How well a query fits a line.
//!
//! Every word of the query must be met, its letters in order, in any case; the words may stand in any order. What counts
//! is where letters are met: at the starts of words and side by side is what people type.

/// The longest line that is looked at, in characters: what stands behind that is met by nothing.
const LONGEST: usize = 256;

/// The longest query, in characters; what is longer is met by nothing.
const LONGEST_QUERY: usize = 64;

/// For a letter that is met.
const MET: i32 = 16;
/// For one right behind the one met before.
const SIDE_BY_SIDE: i32 = 12;
/// For one at the start of a word.
const START: i32 = 10;
/// For one at the start of the line.
const FIRST: i32 = 6;
/// For a query that stands at the start of the line as it is.
const AS_IT_IS: i32 = 8;
/// Taken off for a gap, and for each letter of it.
const GAP: (i32, i32) = (4, 1);
/// The most that a gap takes off.
const WIDEST: i32 = 20;

/// How well a query fits a line; none if it doesn't. An empty one fits every line alike.
#[must_use]
pub fn score(query: &str, line: &str) -> Option<i32> {
    let folded = Line::of(line);
    let mut sum = 0;
    for word in query.split_whitespace() {
        sum += folded.fit(&fold(word))?.0;
    }
    let query = fold(query.trim());
    if !query.is_empty() && folded.letters.starts_with(&query) {
        sum += AS_IT_IS;
    }
    // Of two that fit alike the shorter one is meant.
    Some(sum * 8 - i32::try_from(folded.letters.len()).unwrap_or(0) / 4)
}

/// Which characters of a line a query meets, counted from 0, in order; none if it doesn't fit.
#[must_use]
pub fn places(query: &str, line: &str) -> Vec<usize> {
    let folded = Line::of(line);
    let mut places = Vec::new();
    for word in query.split_whitespace() {
        let Some((_, met)) = folded.fit(&fold(word)) else { return Vec::new() };
        places.extend(met);
    }
    places.sort_unstable();
    places.dedup();
    places
}

/// A character in lower case; of those that are several then, the first.
fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

fn fold(word: &str) -> Vec<char> {
    word.chars().take(LONGEST_QUERY + 1).map(lower).collect()
}

struct Line {
    letters: Vec<char>,
    /// What a letter is worth for where it stands.
    worth: Vec<i32>,
}

impl Line {
    fn of(line: &str) -> Self {
        let mut before = None;
        let mut worth = Vec::new();
        let mut letters = Vec::new();
        for c in line.chars().take(LONGEST) {
            let is_start = match before {
                None => true,
                Some(before) => {
                    let before: char = before;
                    c.is_alphanumeric() && !before.is_alphanumeric()
                        || c.is_uppercase() && before.is_lowercase()
                }
            };
            let first = if before.is_none() { FIRST } else { 0 };
            worth.push(MET + first + if is_start { START } else { 0 });
            letters.push(lower(c));
            before = Some(c);
        }
        Self { letters, worth }
    }

    /// The best way to meet a word, and where its letters are met then.
    fn fit(&self, word: &[char]) -> Option<(i32, Vec<usize>)> {
        if word.is_empty() || word.len() > LONGEST_QUERY || word.len() > self.letters.len() {
            return None;
        }
        // Most lines aren't met at all, and that is soon seen.
        let mut rest = self.letters.iter();
        if !word.iter().all(|c| rest.any(|letter| letter == c)) {
            return None;
        }
        let width = self.letters.len();
        // For each letter of the word and each place: the best sum of all up to it, if it is met there.
        let mut best: Vec<Option<i32>> = vec![None; word.len() * width];
        let mut from: Vec<usize> = vec![0; word.len() * width];
        for (row, c) in word.iter().enumerate() {
            // The best way to have met the letters before, left of here, and where the last was met.
            let mut before: Option<(i32, usize)> = None;
            for at in 0..width {
                if row > 0 && at > 0 {
                    let here = best[(row - 1) * width + at - 1].map(|sum| (sum, at - 1));
                    before = match (before, here) {
                        (Some(old), Some(new)) if aged(old, at) > new.0 => Some(old),
                        (old, None) => old,
                        (_, new) => new,
                    };
                }
                if self.letters[at] != *c {
                    continue;
                }
                let sum = if row == 0 {
                    Some((self.worth[at] - gap(at).min(WIDEST / 2), at))
                } else {
                    let beside = at.checked_sub(1).and_then(|left| {
                        best[(row - 1) * width + left].map(|sum| (sum + SIDE_BY_SIDE, left))
                    });
                    let apart = before.map(|old| (aged(old, at), old.1));
                    let way = beside.into_iter().chain(apart).max_by_key(|way| way.0);
                    way.map(|(sum, left)| (sum + self.worth[at], left))
                };
                if let Some((sum, left)) = sum {
                    best[row * width + at] = Some(sum);
                    from[row * width + at] = left;
                }
            }
        }
        let last = (word.len() - 1) * width;
        let ends = (0..width).filter_map(|at| best[last + at].map(|sum| (sum, at)));
        let (sum, mut at) = ends.max_by_key(|(sum, at)| (*sum, std::cmp::Reverse(*at)))?;
        let mut met = vec![at];
        for row in (1..word.len()).rev() {
            at = from[row * width + at];
            met.push(at);
        }
        met.reverse();
        Some((sum, met))
    }
}

fn gap(letters: usize) -> i32 {
    let letters = i32::try_from(letters).unwrap_or(WIDEST);
    if letters == 0 { 0 } else { (GAP.0 + GAP.1 * letters).min(WIDEST) }
}

/// A sum that ends at a place, less the gap to another one.
fn aged((sum, end): (i32, usize), at: usize) -> i32 {
    sum - gap(at.saturating_sub(end + 1))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::{places, score};

    #[track_caller]
    fn first(query: &str, lines: &[&str], expected: &str) {
        let best = lines.iter().max_by_key(|line| score(query, line)).unwrap();
        assert_eq!(
            *best,
            expected,
            "{query}: {:?}",
            lines.iter().map(|line| score(query, line)).collect::<Vec<_>>()
        );
    }

    #[test]
    fn starts_of_words_and_runs_win() {
        first("np", &["Open a file", "Next place", "Unpin"], "Next place");
        first("undo", &["Unfold all or none", "Undo"], "Undo");
        first("save", &["Save", "Save under another name"], "Save");
        first("gd", &["Go to its definition", "Light guides"], "Go to its definition");
        first("fb", &["foobar", "fooBar"], "fooBar");
    }

    #[test]
    fn of_two_lines_of_the_same_words_the_one_that_was_typed_wins() {
        first("from z to a", &["From A to Z", "From Z to A"], "From Z to A");
        first("from a to z", &["From Z to A", "From A to Z"], "From A to Z");
    }

    #[test]
    fn words_may_stand_in_any_order() {
        assert!(score("definition go", "Go to its definition").is_some());
        assert!(score("go xyz", "Go to its definition").is_none());
        assert!(score("", "anything").is_some());
        assert!(score("a", "").is_none());
    }

    #[test]
    fn case_does_not_matter_and_letters_are_counted_as_characters() {
        assert_eq!(places("ÜB", "größe übrig"), [6, 7]);
        assert_eq!(places("next", "Next write"), [0, 1, 2, 3]);
        assert_eq!(places("nw", "Next write"), [0, 5]);
        assert_eq!(places("zz", "Next write"), Vec::<usize>::new());
    }

    #[test]
    fn long_lines_and_queries_are_no_trouble() {
        let long = "a".repeat(1_000_000);
        assert!(score("aaa", &long).is_some());
        assert!(score(&long, &long).is_none());
    }

    proptest! {
        #[test]
        fn what_is_met_are_the_letters_in_order(query in "[a-cA-C]{1,5}", line in "[a-dA-D ._/]{0,40}") {
            let met = places(&query, &line);
            let letters: Vec<char> = line.chars().collect();
            let said: String = met.iter().map(|at| letters[*at].to_ascii_lowercase()).collect();
            let fits = score(&query, &line).is_some();
            prop_assert_eq!(fits, !met.is_empty());
            if fits {
                prop_assert_eq!(said, query.to_lowercase());
                prop_assert!(met.is_sorted());
            }
        }
    }
}
