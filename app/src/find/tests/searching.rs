//! What is found, wherever windows end.

use proptest::prelude::*;

use super::*;
use crate::find::REACH;

/// A window's length.
const STEP: usize = 64 * 1024;

#[test]
fn text_is_found_as_it_is_written() {
    assert_eq!(found("a.b a+b aab", "a.b"), [0..3]);
    assert_eq!(found("aaaa", "aa"), [0..2, 2..4]);
    assert_eq!(found("", "a"), NONE);
}

#[test]
fn capitals_are_letters_too_unless_they_matter() {
    assert_eq!(found("Level level LEVEL", "level").len(), 3);
    assert_eq!(found("Level level LEVEL", "=level"), [6..11]);
}

#[test]
fn case_is_unicodes() {
    assert_eq!(found("École école ÉCOLE", "école").len(), 3);
    assert_eq!(found("ΣΑΣ σας", "σας").len(), 2, "a final sigma is a sigma");
    assert_eq!(found("\u{212A}ey", "key"), [0..5], "the sign for Kelvin is a K");
    assert_eq!(found("É", "=é"), NONE);
}

#[test]
fn whole_words_have_no_letter_beside_them() {
    assert_eq!(found("level levels sublevel level_2 (level)", "<level>"), [0..5, 31..36]);
    assert_eq!(found("né n é", "<n>"), [4..5]);
    assert_eq!(found("x (a) y(a)z", "<(a)>"), [2..5]);
}

#[test]
fn line_ends_are_ends_in_either_kind_of_file() {
    assert_eq!(found("a\nb\r\nc", "/^./"), [0..1, 2..3, 5..6]);
    assert_eq!(found("a\nb\r\nc", "/.$/"), [0..1, 2..3, 5..6]);
    assert_eq!(found("a\r\nb", "/$/"), [1..1, 4..4]);
    assert_eq!(found("a\r\nb", r"/\n/"), [2..3]);
}

#[test]
fn matches_of_nothing_are_found_where_they_stand_alone() {
    assert_eq!(found("ab\n\ncd", "/^/"), [0..0, 3..3, 4..4]);
    assert_eq!(found("axxb", "/x*/"), [0..0, 1..3, 4..4]);
    assert_eq!(found("é", "/x*/"), [0..0, 2..2]);
    assert_eq!(found("", "/^/"), [0..0]);
}

#[test]
fn a_part_of_the_text_has_its_own_matches() {
    let text = "level level level";
    assert_eq!(found_in(text, "level", 3..17), [6..11, 12..17]);
    assert_eq!(found_in(text, "level", 6..11), [6..11]);
    assert_eq!(found_in(text, "level", 6..10), NONE);
    assert_eq!(found_in(text, "<level>", 0..999), [0..5, 6..11, 12..17]);
    assert_eq!(found_in("xlevel", "<level>", 1..6), NONE, "what stands before it counts");
    assert_eq!(found_in("é", "/./", 1..1), NONE, "half a character is none");
}

#[test]
fn the_start_and_the_end_of_the_text_are_only_there() {
    let text = "a\n".repeat(STEP);
    assert_eq!(found(&text, r"/\Aa/"), [0..1]);
    assert_eq!(found(&text, r"/a\n\z/"), [text.len() - 2..text.len()]);
}

#[test]
fn a_match_may_lie_across_the_end_of_a_window() {
    for shift in 0..12 {
        let text = format!("{}tide-gauge{}", " ".repeat(STEP - shift), "-".repeat(STEP));
        for words in
            ["tide-gauge", "/tide.gauge/", "/t[a-z]+-[a-z]+/", "<tide-gauge>", "/t(?s:.)+?e$|tide-\\w+/"]
        {
            assert_eq!(found(&text, words), plainly(&text, words), "{words} {shift}");
        }
    }
}

#[test]
fn characters_of_several_bytes_lie_across_the_end_of_a_window() {
    for shift in 0..5 {
        let text = format!("{}{}", "x".repeat(STEP - shift), "漢é👩".repeat(40));
        for words in ["漢é", "/é./", "/[^x]/", r"/\b漢/", "/$/", "/x*/"] {
            assert_eq!(found(&text, words), plainly(&text, words), "{words} {shift}");
        }
    }
}

#[test]
fn a_line_break_of_two_bytes_lies_across_the_end_of_a_window() {
    for shift in 0..4 {
        let text = format!("{}\r\nb\r\n", "x".repeat(STEP - shift));
        for words in ["/$/", "/^/", "/x$/", "/^b/", r"/\s+/", r"/\r\n/", "/.+/"] {
            assert_eq!(found(&text, words), plainly(&text, words), "{words} {shift}");
        }
    }
}

#[test]
fn a_pattern_without_end_is_followed_over_many_windows() {
    let long = "x".repeat(2 * STEP);
    let text = format!("a {long} b\n\"{long}\" {long}\n");
    for words in ["/x+/", r"/\w+/", "/\"[^\"]*\"/", "/.*/", r"/x+\b/", r"/(?s)b.*/"] {
        assert_eq!(found(&text, words), plainly(&text, words), "{words}");
    }
}

#[test]
fn what_is_longer_than_the_limit_is_not_found_and_the_search_goes_on() {
    let text = format!("\"{}\" \"short\"", "x\n".repeat(REACH));
    let all = found(&text, "/\"[^\"]*\"/");
    assert!(all.len() <= 2 && all.iter().all(|one| one.len() <= REACH + 8), "{all:?}");
    assert!(found(&text, "/short/").len() == 1);
}

#[test]
fn a_hard_pattern_comes_to_an_end() {
    let text = "a".repeat(20_000);
    assert_eq!(found(&text, "/(a*)*b/"), NONE);
    assert_eq!(found(&text, "/(a|aa)+$/"), [0..20_000]);
    assert_eq!(found(&text, "/(?:a?){50}a{50}b/"), NONE);
}

#[test]
fn a_cancelled_search_ends_at_the_next_match_or_window() {
    let text = Rope::from("level ".repeat(STEP));
    let pattern = Pattern::new(&query("level")).unwrap();
    let mut windows = 0;
    let result =
        search(&text, &pattern, 0..text.byte_len(), &CancelToken::after(9), |_| Go::On, |_| windows += 1);
    assert!(result.is_err());
    assert_eq!(windows, 0, "not even the first one is gone through");
}

const WORDS: [&str; 16] = [
    "ab",
    "=Ab",
    "<ab>",
    "/a+b?/",
    "/^/",
    "/$/",
    "/x*/",
    r"/\bab/",
    r"/\s+/",
    "/[^a]+/",
    "/(?s)a.b/",
    "/a$|^b/",
    "É",
    r"/\w+é/",
    r"/\r?\n/",
    "/b.*/",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// Windows change nothing, wherever they end.
    #[test]
    fn a_rope_gives_what_the_whole_string_gives(
        pieces in prop::collection::vec("(ab|Ab|a|b|é|É|漢|x| |\n|\r\n|\r|_)", 1..60),
        before in 0_usize..40,
        which in 0..WORDS.len(),
    ) {
        let piece = pieces.concat();
        let filler = if which % 2 == 0 { "q " } else { "q\n" };
        // The pieces stand across the end of the first window, and again behind it.
        let lead = (STEP - before) / filler.len();
        let text = format!("{piece}{}{piece}{}", filler.repeat(lead.saturating_sub(piece.len() / 2)), piece.repeat(3));
        prop_assert_eq!(found(&text, WORDS[which]), plainly(&text, WORDS[which]));
    }
}
