//! The parts of classes and brackets, and what a change touches of them.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::syntax::{ParseKey, SegmentParser};

const TEXT: &str = "\
class A(B):
    \"\"\"Doc.\"\"\"
    a = 1
    b = '''
    c
'''

    # of d
    def d(self):
        pass
    e = (1 +
    2); f = 3
    g = \\
    4
# end
";

fn parse(text: &str) -> Tree {
    SegmentParser::new().parse(ParseKey(1), text, None, &CancelToken::never()).unwrap()
}

fn parts_of(text: &str) -> Option<Parts> {
    Parts::of_at_least(1, text, &parse(text), &CancelToken::never()).unwrap()
}

fn touched(change: Range<usize>) -> Option<Touched> {
    let change = Change { old: change.clone(), new: change };
    parts_of(TEXT).unwrap().touched(&change, TEXT)
}

fn at(what: &str) -> usize {
    TEXT.find(what).unwrap()
}

#[test]
fn statements_that_begin_lines_begin_parts() {
    let parts = parts_of(TEXT).unwrap();
    let first_lines = parts.starts.iter().map(|&start| TEXT[start..].lines().next().unwrap());
    let expected = ["    a = 1", "    b = '''", "    def d(self):", "    e = (1 +", "    g = \\"];
    assert_eq!(first_lines.collect::<Vec<_>>(), expected);
    assert_eq!(parts.ranges(TEXT.len()).last().unwrap().end, TEXT.len());
}

#[test]
fn only_a_class_or_brackets_without_an_error_have_parts() {
    for text in [
        "def f():\n    a\n    b\n    c\n",
        "class A: a; b; c\n",
        "class A:\n    a\n",
        "class A:\n    a\n    b = (\n    c\n",
        "class A[T]:\n    a\n    b\n    c\n",
        "[a, b for c in d]\n",
        "[a for a in (b, c)]\n",
        "[a, b]; [c, d]\n",
        "a, b, c\n",
        "a = [b]\n",
        "a = [b, c\n",
        "f(a, b, c, d)\n",
    ] {
        assert_eq!(parts_of(text), None, "{text}");
    }
    assert!(parts_of("# c\n@d\nclass A:\n\ta\n\tb\n").is_some());
}

#[test]
fn a_change_touches_the_part_that_it_is_in() {
    let inside = touched(at("pass")..at("pass") + 1).unwrap();
    assert_eq!((inside.parts.clone(), inside.is_followed()), (2..3, true));
    assert_eq!(inside.new, at("    def d")..at("    e ="));
    assert!(!touched(at("# end")..at("# end") + 2).unwrap().is_followed());
}

#[test]
fn a_change_of_a_first_line_touches_the_part_before_too() {
    assert_eq!(touched(at("def")..at("def") + 1).unwrap().parts, 1..3);
    assert_eq!(touched(at("pass")..at("    e =")).unwrap().parts, 2..4, "it may join two lines");
}

#[test]
fn a_change_of_the_head_is_no_parts() {
    assert_eq!(touched(at("B")..at("B") + 1), None);
    assert_eq!(touched(at("Doc")..at("Doc") + 1), None);
    assert_eq!(touched(at("a = 1")..at("a = 1") + 1), None, "it is in the first line of the first part");
}

#[test]
fn parts_hold_what_is_looked_at() {
    let parts = parts_of(TEXT).unwrap();
    let of = |bytes: Range<usize>| parts.holding(&bytes, TEXT.len()).new;
    assert_eq!(of(at("pass")..at("2)")), at("    def d")..at("    g ="));
    assert_eq!(of(0..3), at("    a =")..at("    b ="));
    assert_eq!(of(at("# end")..TEXT.len()), at("    g =")..TEXT.len());
}

#[test]
fn the_tree_of_a_part_is_that_of_the_whole() {
    let parts = parts_of(TEXT).unwrap();
    let whole = parse(TEXT);
    for part in parts.ranges(TEXT.len()) {
        let holding = parts.holding(&part, TEXT.len());
        let tree = PartsParser::new().parse(&holding, TEXT, &CancelToken::never()).unwrap().unwrap();
        assert_eq!(listed(&tree, &part), listed(&whole, &part), "{}", &TEXT[part]);
    }
}

#[test]
fn what_takes_the_next_part_with_it_is_noticed() {
    let parts = parts_of(TEXT).unwrap();
    let pass = at("pass")..at("pass") + 4;
    for (new, is_local) in [("x\n        y", true), ("x", true), ("'''", false), ("(", false), ("\\", false)]
    {
        let text = TEXT.replace("pass", new);
        let change = Change { old: pass.clone(), new: pass.start..pass.start + new.len() };
        let touched = parts.touched(&change, &text).unwrap();
        let never = CancelToken::never();
        let tree = PartsParser::new().parse(&touched, &text, &never).unwrap();
        let after = tree.and_then(|tree| parts.after_with(1, &touched, &text, &tree, &never).unwrap());
        assert_eq!(after, parts_of(&text).filter(|_| is_local), "{new}");
    }
}

const BRACKETS: &str = "\
# before
A = f({
    'a': [a,
        b],  # first
    b: 2, **c, 'd': (lambda a, b: a), # e, f
    # behind
    'e':
'''
,''', 'f': 1, }, key=0)  # end
";

#[test]
fn what_is_behind_commas_begins_parts() {
    let parts = parts_of(BRACKETS).unwrap();
    let told: Vec<&str> = parts.ranges(BRACKETS.len()).map(|part| BRACKETS[part].trim()).collect();
    let expected = [
        "# first\n    b: 2,",
        "**c,",
        "'d': (lambda a, b: a),",
        "# e, f\n    # behind\n    'e':\n'''\n,''',",
        "'f': 1,",
    ];
    assert_eq!(told, expected);
}

#[test]
fn the_innermost_large_brackets_have_the_parts() {
    for (text, first) in [
        ("DATA = {'all': [\n(1, 2), (3, 4), (5, 6, 7, 8, 9)], 'none': ()}\n", " (3, 4),"),
        ("DATA = [(1, 2), (3, 4)]\n", " (3, 4)"),
        ("DATA = [(1, 2), (3, 4, 5, 6, 7, 8, 9)]\n", " 4,"),
    ] {
        let parts = parts_of(text).unwrap();
        assert_eq!(&text[parts.ranges(text.len()).next().unwrap()], first, "{text}");
    }
}

#[test]
fn the_tree_of_a_part_of_brackets_is_that_of_the_whole() {
    let parts = parts_of(BRACKETS).unwrap();
    let whole = parse(BRACKETS);
    for part in parts.ranges(BRACKETS.len()) {
        let holding = parts.holding(&part, BRACKETS.len());
        let tree = PartsParser::new().parse(&holding, BRACKETS, &CancelToken::never()).unwrap().unwrap();
        for bytes in [holding.head(), part, holding.rest()] {
            assert_eq!(listed(&tree, &bytes), listed(&whole, &bytes), "{}", &BRACKETS[bytes]);
        }
    }
}

#[test]
fn a_change_between_brackets_touches_what_it_is_in() {
    let parts = parts_of(BRACKETS).unwrap();
    let touched = |what: &str, part: &str| {
        let at = BRACKETS.find(what).unwrap();
        let change = Change { old: at..at + what.len(), new: at..at + what.len() };
        let touched = parts.touched(&change, BRACKETS);
        assert_eq!(
            touched.map(|touched| BRACKETS[touched.new].trim()),
            Some(part).filter(|part| !part.is_empty())
        );
    };
    touched("**", "**c,");
    touched("lambda", "'d': (lambda a, b: a),");
    touched("# end", "");
    touched("first", "# first\n    b: 2,");
    touched("A =", "");
    touched("1, ", "'f': 1,");
}

#[test]
fn what_ends_brackets_or_joins_their_parts_is_noticed() {
    let parts = parts_of(BRACKETS).unwrap();
    let at = BRACKETS.find("**c").unwrap();
    for (new, is_local) in [
        ("c: c, **d", true),
        ("**c # d", false),
        ("'c': (", false),
        ("c: c}", false),
        ("c: lambda d", false),
        ("**c if d else e", true),
        ("'", false),
        ("", false),
        ("c", false),
    ] {
        let mut text = BRACKETS.to_owned();
        text.replace_range(at..at + 3, new);
        let change = Change { old: at..at + 3, new: at..at + new.len() };
        let touched = parts.touched(&change, &text).unwrap();
        let never = CancelToken::never();
        let tree = PartsParser::new().parse(&touched, &text, &never).unwrap();
        let after = tree.and_then(|tree| parts.after_with(1, &touched, &text, &tree, &never).unwrap());
        assert_eq!(after, parts_of(&text).filter(|_| is_local), "{new}");
    }
}
