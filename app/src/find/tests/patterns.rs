//! What is wrong with a pattern, in words.

use super::*;

#[track_caller]
fn says(pattern: &str, words: &str) {
    let query = Query { text: pattern.to_owned(), is_regex: true, ..Query::default() };
    assert_eq!(Pattern::new(&query).unwrap_err().to_string(), words, "{pattern}");
}

#[test]
fn brackets_that_do_not_close_are_named() {
    says("a(b", "The ( at character 2 is never closed");
    says("a)b", "The ) at character 2 closes nothing");
    says("é[ab", "The [ at character 2 is never closed");
    says("a{2", "The { at character 2 is never closed");
}

#[test]
fn what_repeats_nothing_is_named() {
    says("*a", "At character 1 there is nothing to repeat");
    says("a|+", "At character 3 there is nothing to repeat");
    says("a{3,2}", "In {3,2} the first number is larger than the second");
}

#[test]
fn escapes_that_mean_nothing_are_named() {
    says("a\\", "Nothing stands behind the last \\");
    says(r"a\y", r"\y has no meaning here");
    says(r"(a)\1", r"\1 can't stand for a group: patterns don't look back at what they took");
    says("(?=a)", "(?= isn't known: patterns don't look ahead or behind");
    says("[z-a]", "The range z-a runs backwards");
    says(r"\p{Tide}", "There are no characters of that name");
}

#[test]
fn what_would_take_too_much_memory_is_refused() {
    says(r"(?:\w{200}){200}", "This pattern is too large");
    says(&"(".repeat(3000), "The ( at character 3000 is never closed");
    let nested = format!("{}{}", "(".repeat(3000), ")".repeat(3000));
    says(&nested, "This pattern has too many brackets in brackets");
}

#[test]
fn any_text_is_fine_where_it_is_no_pattern() {
    for text in ["(", "*", "\\", "[a", "a{2", "$1"] {
        let query = Query { text: text.to_owned(), is_whole_word: true, ..Query::default() };
        assert!(Pattern::new(&query).is_ok(), "{text}");
    }
}

#[test]
fn a_bracket_too_many_does_not_end_the_whole_word() {
    let query = Query { text: "a)|(b".to_owned(), is_regex: true, is_whole_word: true, ..Query::default() };
    assert!(Pattern::new(&query).is_err());
}
