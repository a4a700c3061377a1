//! What takes a match's place.

use super::*;
use crate::find::{Replaced, Template, together};

/// A text with every match of a pattern replaced.
fn replaced(text: &str, pattern: &str, template: &str) -> Result<String, String> {
    let query = Query { text: pattern.to_owned(), is_regex: true, ..Query::default() };
    let pattern = Pattern::new(&query).unwrap();
    let template =
        Template::for_pattern(template, &pattern, "\r\n").map_err(|problem| problem.to_string())?;
    let mut new = String::new();
    let mut at = 0;
    for captures in pattern.regex.captures_iter(text) {
        let all = captures.get(0).unwrap();
        new.push_str(&text[at..all.start()]);
        new.push_str(&template.fill(Some(&captures)));
        at = all.end();
    }
    Ok(new + &text[at..])
}

#[test]
fn groups_are_named_by_number_or_name() {
    assert_eq!(replaced("ab", "(a)(?<x>b)", "$2$1"), Ok("ba".to_owned()));
    assert_eq!(replaced("ab", "(a)(?<x>b)", "${x}$x${1}0$10").unwrap_err(), "The pattern has no group 10");
    assert_eq!(replaced("ab", "(a)(?<x>b)", "${x}-$x-${1}0-$0"), Ok("b-b-a0-ab".to_owned()));
    assert_eq!(replaced("b", "(a)?b", "[$1]"), Ok("[]".to_owned()), "a group that took nothing");
}

#[test]
fn dollars_and_backslashes_can_stand_for_themselves() {
    assert_eq!(replaced("a", "a", r"$$1 $ \\n \d $"), Ok(r"$1 $ \n \d $".to_owned()));
    assert_eq!(replaced("a", "a", "${}é$-\\"), Ok("${}é$-\\".to_owned()));
}

#[test]
fn breaks_and_tabs_can_be_written() {
    assert_eq!(replaced("a", "a", r"x\n\ty"), Ok("x\r\n\ty".to_owned()));
}

#[test]
fn a_group_that_there_is_not_is_named() {
    assert_eq!(replaced("a", "a", "${tide}").unwrap_err(), "The pattern has no group tide");
    assert_eq!(
        replaced("a", "a", "$99999999999999999999").unwrap_err(),
        "The pattern has no group 99999999999999999999"
    );
}

#[test]
fn very_many_replacements_are_few_edits_with_the_same_result() {
    let text = "level = level + 1\n".repeat(3_000);
    let replaces: Vec<_> = text.match_indices("level").map(|(at, _)| (at..at + 5, "x".to_owned())).collect();
    let rope = Rope::from(text.as_str());
    let few = together(&rope, replaces.clone());
    assert!(few.len() <= 512 && few.len() > 400, "{}", few.len());
    let apply = |replaces: &[(Range<usize>, String)]| {
        let mut rope = rope.clone();
        replaces.iter().rev().for_each(|(range, new)| rope.replace(range.clone(), new));
        rope.to_string()
    };
    assert_eq!(apply(&few), text.replace("level", "x"));
    assert_eq!(together(&rope, replaces[..512].to_vec()), replaces[..512]);
}

#[test]
fn cursors_keep_their_place_in_what_is_not_replaced() {
    let replaced = Replaced { places: vec![(2..4, 5), (6..6, 1), (8..10, 0)], ..Replaced::default() };
    let moved: Vec<usize> = (0..=11).map(|at| replaced.map(at)).collect();
    assert_eq!(moved, [0, 1, 2, 7, 7, 8, 9, 11, 12, 12, 12, 13]);
}
