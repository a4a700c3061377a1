//! Lines from bytes.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use proptest::prelude::*;

use super::super::lines::{LONGEST_LINE, Limits, Lines, Source};
use super::super::place_in;

fn of(pieces: &[&[u8]]) -> Lines {
    let mut lines = Lines::new(Limits::default());
    for piece in pieces {
        lines.write(Source::Output, piece);
    }
    lines
}

fn texts(lines: &Lines) -> Vec<String> {
    lines.numbers().map(|number| lines.line(number).unwrap().text.clone()).collect()
}

#[track_caller]
fn check(bytes: &str, expected: &[&str]) {
    assert_eq!(texts(&of(&[bytes.as_bytes()])), expected, "{bytes:?}");
}

#[test]
fn line_breaks_of_all_kinds_end_lines() {
    check("a\nb\n", &["a", "b"]);
    check("a\r\nb\r\n", &["a", "b"]);
    check("a\n\nb", &["a", "", "b"]);
    check("", &[]);
}

#[test]
fn a_carriage_return_goes_back_to_the_beginning() {
    check("10 %\r20 %\r100 %\n", &["100 %"]);
    check("abc\rX\n", &["Xbc"]);
    check("abc\r\x1b[KX\n", &["X"]);
    check("abc\x1b[2K\rX\n", &["X"]);
    check("ab\x08c\n", &["ac"]);
}

#[test]
fn tabs_lead_to_the_next_multiple_of_eight() {
    check("a\tb\n", &["a       b"]);
    check("12345678\tb\n", &["12345678        b"]);
}

#[test]
fn colours_and_titles_are_left_out() {
    check("\x1b[1;31mred\x1b[0m!\n", &["red!"]);
    check("\x1b]0;title\x07text\n", &["text"]);
    check("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\\n", &["link"]);
    check("\x1b(Btext\x1b=\n", &["text"]);
    check("\u{9b}32mgreen\n", &["green"]);
    check("bell\x07\0\n", &["bell"]);
}

#[test]
fn a_sequence_without_an_end_takes_only_its_line() {
    check("\x1b]0;never\nnext\n", &["", "next"]);
    check("\x1b[31\nnext\n", &["", "next"]);
}

#[test]
fn characters_and_sequences_may_be_cut_anywhere() {
    let bytes = "é\x1b[31m日本\x1b[0m \u{1f600}\r\nx".as_bytes();
    for at in 0..=bytes.len() {
        let (before, behind) = bytes.split_at(at);
        assert_eq!(texts(&of(&[before, behind])), ["é日本 \u{1f600}", "x"], "cut at {at}");
    }
}

#[test]
fn what_is_no_utf8_is_marked() {
    assert_eq!(texts(&of(&[b"a\xff\xfeb\n"])), ["a\u{fffd}\u{fffd}b"]);
    let mut lines = of(&[b"a\xe6\x97"]);
    assert_eq!(texts(&lines), ["a"]);
    lines.finish(Source::Output);
    assert_eq!(texts(&lines), ["a\u{fffd}"], "half a character at the end");
}

#[test]
fn each_output_has_a_line_of_its_own() {
    let mut lines = Lines::new(Limits::default());
    lines.write(Source::Output, b"half");
    lines.write(Source::Error, b"error\n");
    lines.write(Source::Output, b" done\n");
    assert_eq!(texts(&lines), ["half done", "error"]);
    let sources: Vec<Source> = lines.numbers().map(|number| lines.line(number).unwrap().source).collect();
    assert_eq!(sources, [Source::Output, Source::Error]);
}

#[test]
fn what_is_sent_stands_behind_the_prompt_and_ends_its_line() {
    let mut lines = Lines::new(Limits::default());
    lines.write(Source::Output, b"name? ");
    lines.write_input("Ada");
    lines.write(Source::Output, b"hello Ada\n");
    assert_eq!(texts(&lines), ["name? Ada", "hello Ada"]);
    assert_eq!(lines.line(0).unwrap().sent_from, Some(6));
    assert_eq!(lines.widest(), 9);
}

#[test]
fn what_is_sent_without_a_prompt_is_a_line_of_its_own() {
    let mut lines = Lines::new(Limits::default());
    lines.write(Source::Output, b"name?\n");
    lines.write_input("Ada");
    lines.write(Source::Output, b"age? ");
    lines.write(Source::Error, b"late\n");
    lines.write_input("36");
    assert_eq!(texts(&lines), ["name?", "Ada", "age? ", "late", "36"]);
}

#[test]
fn a_prompt_and_its_answer_are_never_longer_than_a_line_may_be() {
    let mut lines = Lines::new(Limits::default());
    lines.write(Source::Output, "x".repeat(LONGEST_LINE - 1).as_bytes());
    lines.write_input("Ada");
    let lengths: Vec<usize> = texts(&lines).iter().map(String::len).collect();
    assert_eq!(lengths, [LONGEST_LINE - 1, 3]);
}

#[test]
fn a_long_line_goes_on_in_the_next_one_and_is_copied_as_one() {
    let long = "x".repeat(2 * LONGEST_LINE + 10);
    let lines = of(&[long.as_bytes(), b"\nend\n"]);
    let lengths: Vec<usize> = texts(&lines).iter().map(String::len).collect();
    assert_eq!(lengths, [LONGEST_LINE, LONGEST_LINE, 10, 3]);
    assert_eq!(lines.text(lines.numbers()), format!("{long}\nend"));
    let exact = "x".repeat(LONGEST_LINE);
    assert_eq!(texts(&of(&[exact.as_bytes(), b"\nend\n"])), [exact.as_str(), "end"], "no empty line");
}

#[test]
fn old_lines_are_dropped_and_counted() {
    let mut lines = Lines::new(Limits { lines: 3, bytes: 1_000 });
    for number in 0..10 {
        lines.write(Source::Output, format!("{number}\n").as_bytes());
    }
    assert_eq!(texts(&lines), ["7", "8", "9"]);
    assert_eq!((lines.dropped(), lines.numbers()), (7, 7..10));
    let mut lines = Lines::new(Limits { lines: 100, bytes: 10 });
    lines.write(Source::Output, b"12345\n67890\nabc\n");
    assert_eq!(texts(&lines), ["67890", "abc"], "by their bytes");
}

#[test]
fn a_line_of_ten_megabytes_keeps_to_the_limits() {
    let limits = Limits { lines: 1_000, bytes: 100_000 };
    let mut lines = Lines::new(limits);
    let piece = vec![b'x'; 64 * 1024];
    for _ in 0..160 {
        lines.write(Source::Output, &piece);
    }
    let kept: usize = texts(&lines).iter().map(String::len).sum();
    assert!(kept <= limits.bytes && kept > limits.bytes - 2 * LONGEST_LINE, "{kept}");
    assert!(lines.widest() <= LONGEST_LINE);
}

#[test]
fn after_clearing_the_open_line_begins_again() {
    let mut lines = of(&[b"old\nhalf"]);
    lines.clear();
    assert_eq!((lines.numbers().is_empty(), lines.dropped()), (true, 0));
    lines.write(Source::Output, b" way\nnew\n");
    assert_eq!(texts(&lines), [" way", "new"]);
}

#[test]
fn places_in_code_are_found() {
    let text = "  File \"/tmp/a b.py\", line 12, in mean";
    let place = place_in(text).unwrap();
    assert_eq!((place.file.as_str(), place.line), ("/tmp/a b.py", 12));
    assert_eq!(&text[place.range], "File \"/tmp/a b.py\", line 12");
    assert!(place_in("  File \"<string>\", line 1").is_none());
    assert!(place_in("File \"x.py\", line x").is_none());
    assert!(place_in("File \"x.py\", line 0").is_none());
    assert!(place_in("File \"x.py\", line 99999999999999999999999").is_none());
    assert!(place_in("a line 12 of x.py").is_none());
}

/// What lines must be, told as simply as possible: of one output, of any length, with no limits.
fn reference(text: &str) -> Vec<String> {
    let (mut done, mut line, mut column, mut is_open) = (Vec::new(), Vec::new(), 0_usize, false);
    for c in text.chars() {
        match c {
            '\n' => {
                done.push(line.iter().collect());
                (line, column, is_open) = (Vec::new(), 0, false);
            }
            '\r' => column = 0,
            '\u{8}' => column = column.saturating_sub(1),
            c => {
                if column < line.len() {
                    line[column] = c;
                } else {
                    line.push(c);
                }
                (column, is_open) = (column + 1, true);
            }
        }
    }
    if is_open {
        done.push(line.iter().collect());
    }
    done
}

proptest! {
    #[test]
    fn pieces_make_no_difference(
        text in "[ab日é\r\n\u{8}]{0,80}",
        cuts in prop::collection::vec(0_usize..200, 0..8),
    ) {
        let bytes = text.as_bytes();
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(bytes.len())).collect();
        cuts.sort_unstable();
        let mut lines = Lines::new(Limits::default());
        let mut from = 0;
        for cut in cuts.into_iter().chain([bytes.len()]) {
            lines.write(Source::Output, &bytes[from..cut]);
            from = cut;
        }
        lines.finish(Source::Output);
        prop_assert_eq!(texts(&lines), reference(&text));
    }

    #[test]
    fn any_bytes_keep_to_the_limits(pieces in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..300), 0..30)) {
        let limits = Limits { lines: 5, bytes: 200 };
        let mut lines = Lines::new(limits);
        for (number, piece) in pieces.iter().enumerate() {
            let source = if number % 3 == 0 { Source::Error } else { Source::Output };
            lines.write(source, piece);
            prop_assert!(lines.numbers().count() <= limits.lines);
            prop_assert!(texts(&lines).iter().map(String::len).sum::<usize>() <= limits.bytes);
            prop_assert!(texts(&lines).iter().all(|text| !text.contains(char::is_control)));
        }
    }
}
