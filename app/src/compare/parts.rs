//! Which parts of two lines differ.
//!
//! Lines are compared word by word. Invariant: what is left of both lines without the parts is the same.

use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

/// The most words of a line that are compared with those of the other; of longer lines one part differs, from the first
/// word that does to the last one. This bounds what a row costs that is seen.
const MOST_WORDS: usize = 200;

/// At least one of so many bytes must be the same in both lines: else they are different lines, and all of both differs.
const SHARED: usize = 5;

/// The parts of both lines that differ from the other one, in characters from each line's start, in order; none of
/// both if the lines have little to do with each other.
#[must_use]
pub fn differing_parts(left: &str, right: &str) -> [Vec<Range<usize>>; 2] {
    let [left_words, right_words] = [left, right].map(|line| line.split_word_bounds().collect::<Vec<_>>());
    let head = left_words.iter().zip(&right_words).take_while(|(one, other)| one == other).count();
    let most = left_words.len().min(right_words.len()) - head;
    let ends = left_words.iter().rev().zip(right_words.iter().rev());
    let tail = ends.take(most).take_while(|(one, other)| one == other).count();
    let middle = |words: &[&str]| head..words.len() - tail;
    let (old, new) = (middle(&left_words), middle(&right_words));
    let changes = match old.len().max(new.len()) <= MOST_WORDS {
        true => {
            changes(left_words.get(old).unwrap_or_default(), right_words.get(new).unwrap_or_default(), head)
        }
        false => vec![(old, new)],
    };
    let (old, new): (Vec<_>, Vec<_>) = changes.into_iter().unzip();
    if !is_alike(&left_words, &old) || !is_alike(&right_words, &new) {
        return [Vec::new(), Vec::new()];
    }
    [characters(&left_words, &old), characters(&right_words, &new)]
}

/// What differs in words that begin `head` words behind their lines' starts.
fn changes(old: &[&str], new: &[&str], head: usize) -> Vec<(Range<usize>, Range<usize>)> {
    let moved = |range: Range<usize>| range.start + head..range.end + head;
    let ops = capture_diff_slices(Algorithm::Myers, old, new);
    let ops = ops.iter().filter(|op| op.tag() != DiffTag::Equal);
    ops.map(|op| (moved(op.old_range()), moved(op.new_range()))).collect()
}

/// Whether enough of a line is the same in the other one. Blanks say nothing.
fn is_alike(words: &[&str], differing: &[Range<usize>]) -> bool {
    let length = |words: &[&str]| -> usize { words.iter().map(|word| word.trim().len()).sum() };
    let all = length(words);
    let different: usize =
        differing.iter().map(|range| length(words.get(range.clone()).unwrap_or_default())).sum();
    (all - different) * SHARED >= all
}

/// Ranges of words as ranges of characters, without empty ones; those with only a blank between them are one.
fn characters(words: &[&str], ranges: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut starts = vec![0];
    for word in words {
        starts.push(starts.last().unwrap_or(&0) + word.chars().count());
    }
    let at = |word: usize| starts.get(word).copied().unwrap_or_default();
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut last_word = 0;
    for range in ranges.iter().filter(|range| !range.is_empty()) {
        let between = words.get(last_word..range.start).unwrap_or_default();
        match parts.last_mut().filter(|_| between.iter().all(|word| word.trim().is_empty())) {
            Some(last) => last.end = at(range.end),
            None => parts.push(at(range.start)..at(range.end)),
        }
        last_word = range.end;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::{MOST_WORDS, differing_parts};

    /// Both lines with brackets round what differs.
    fn marked(left: &str, right: &str) -> [String; 2] {
        let [old, new] = differing_parts(left, right);
        [(left, old), (right, new)].map(|(line, parts)| {
            let mut marked = String::new();
            for (at, letter) in line.chars().enumerate() {
                if parts.iter().any(|part| part.start == at) {
                    marked.push('[');
                }
                marked.push(letter);
                if parts.iter().any(|part| part.end == at + 1) {
                    marked.push(']');
                }
            }
            marked
        })
    }

    #[test]
    fn a_word_that_differs_is_a_part() {
        assert_eq!(marked("count = 0", "abccount = 0"), ["[count] = 0", "[abccount] = 0"]);
        assert_eq!(marked("f(a, b, c)", "f(a, x, c)"), ["f(a, [b], c)", "f(a, [x], c)"]);
    }

    #[test]
    fn several_parts_are_told_apart() {
        let expected = ["mean([early], total=[0.0])", "mean([late], total=[1.5])"];
        assert_eq!(marked("mean(early, total=0.0)", "mean(late, total=1.5)"), expected);
    }

    #[test]
    fn words_that_follow_each_other_are_one_part() {
        let expected = ["say [one two] now, here", "say [three four] now, here"];
        assert_eq!(marked("say one two now, here", "say three four now, here"), expected);
    }

    #[test]
    fn what_only_one_line_has_is_a_part_of_that_line() {
        assert_eq!(marked("f(a)", "f(a, b)"), ["f(a)", "f(a[, b])"]);
    }

    #[test]
    fn lines_that_have_nothing_to_do_with_each_other_have_no_parts() {
        assert_eq!(
            marked("    return total / count", "    import math"),
            ["    return total / count", "    import math"]
        );
    }

    #[test]
    fn what_is_left_of_both_lines_is_the_same() {
        let mut random = fastrand::Rng::with_seed(7);
        for _ in 0..300 {
            let mut line = || -> String {
                let count = random.usize(..40);
                (0..count)
                    .map(|_| *random.choice(&["a", "bé", " ", "(", "漢", "12", "."]).unwrap_or(&""))
                    .collect()
            };
            let (left, right) = (line(), line());
            let [old, new] = differing_parts(&left, &right);
            if old.is_empty() && new.is_empty() {
                continue;
            }
            let rest = |line: &str, parts: &[std::ops::Range<usize>]| -> String {
                let letters = line.chars().enumerate();
                letters
                    .filter(|(at, _)| !parts.iter().any(|part| part.contains(at)))
                    .map(|(_, c)| c)
                    .collect()
            };
            // Blanks between two parts belong to them.
            let squeezed = |text: String| text.replace(' ', "");
            assert_eq!(squeezed(rest(&left, &old)), squeezed(rest(&right, &new)), "{left:?} {right:?}");
        }
    }

    #[test]
    fn of_many_words_one_part_differs_from_the_first_to_the_last() {
        let left = format!("begin {}end", "a b ".repeat(MOST_WORDS));
        let right = left.replacen("a b", "b a", MOST_WORDS / 2);
        let [old, new] = differing_parts(&left, &right);
        let first = "begin ".len();
        // Each pair has four letters, blanks included; the last one that differs ends without its blank.
        let last = first + 4 * (MOST_WORDS / 2) - 1;
        assert_eq!([&*old, &*new], [std::slice::from_ref(&(first..last)); 2]);
    }
}
