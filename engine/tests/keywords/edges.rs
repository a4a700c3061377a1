use crop::Rope;
use namelight_engine::FileIndex;
use namelight_engine::worker::CancelToken;

use crate::{check, check_dark, check_round, find};

#[test]
fn the_first_and_the_last_byte_of_the_text() {
    check_round("\n$0if x: pass\n  ^^ read\n");
    check("\nx = (1)$0\n    ^ read\n      ^ read\n");
    assert_eq!(find("x = (1)", 7).unwrap().occurrences.len(), 2, "no line end behind it");
    assert_eq!(find("", 0), None);
}

#[test]
fn white_space_is_dark() {
    check_dark("if x:\n  $0  pass\n");
    check_dark("if x:\n    pass\n$0\n");
    check_dark("x = ( $0 1)\n");
}

#[test]
fn line_ends_of_windows_and_of_old() {
    for line_end in ["\r\n", "\r"] {
        let text = "if x:\n  pass\nelse:\n  (1)\n".replace('\n', line_end);
        let lit = |at| -> Vec<String> {
            let found = find(&text, at).unwrap();
            found.occurrences.iter().map(|lit| text[lit.range.clone()].to_owned()).collect()
        };
        assert_eq!(lit(0), ["if", "else"]);
        assert_eq!(lit(text.find('(').unwrap()), ["(", ")"]);
    }
}

#[test]
fn behind_other_letters() {
    check_round(
        "
größe = 'é' i$0f x else 'ü'
            ^^^^ read
                   ^^^^ read
",
    );
}

#[test]
fn a_number_before_a_keyword() {
    check_round(
        "
x = 1i$0f y else 2
     ^^^^ read
            ^^^^ read
",
    );
}

#[test]
fn everything_is_in_its_own_statement() {
    check_round(
        "
if a: pass
else: pass
$0if a: pass
  ^^ read
else: pass
^^^^ read
if a: pass
",
    );
}

#[test]
fn semicolons() {
    check_round(
        "
def f(): x = 1; ret$0urn x
^^^ definition
                ^^^^^^^^ read
",
    );
}

#[test]
fn a_left_standing_line_in_brackets() {
    check_round(
        "
def f():
^^^ definition
    $0return (a +
      ^^^^^^ read
b)
",
    );
}

#[test]
fn a_cancelled_question_says_nothing_and_can_be_asked_again() {
    let body = "    if x: y = [1, (2)]\n".repeat(300);
    let text = Rope::from(format!("def f(x):\n{body}    return 1\n"));
    let broken = Rope::from(format!("def f(x):\n{body}    x = = 1\n    return (1)\n"));
    for (text, at) in [(&text, 0), (&broken, broken.byte_len() - 1)] {
        let all = FileIndex::of(text).find_at(at, &CancelToken::never()).unwrap().unwrap();
        let mut index = FileIndex::of(text);
        let cancelled = (0..)
            .map(|checks| index.find_at(at, &CancelToken::after(checks)))
            .take_while(Result::is_err)
            .count();
        assert!(cancelled > 5, "asked whether to go on {cancelled} times");
        assert_eq!(index.find_at(at, &CancelToken::never()).unwrap().unwrap(), all);
    }
}
