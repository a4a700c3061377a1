//! What is said to be wrong, with `^^^ sentence` under what is marked; what isn't marked must not be said.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crop::Rope;

use super::*;
use crate::text::{Edit, Patch, Revision};

const ALL: ProblemWish = ProblemWish { undefined: true, unused: true, is_read_elsewhere: false, round: 0 };

fn indexed(text: &str) -> FileIndex {
    let mut file = FileIndex::of(&Rope::from(text));
    assert_eq!(file.index_some(usize::MAX, &CancelToken::never()), Ok(true));
    file
}

/// The text with every problem drawn below its line.
fn drawn(text: &str, found: &Problems) -> String {
    let mut drawn = String::new();
    let mut at = 0;
    let mut all: Vec<&Problem> = found.syntax.iter().chain(found.names.iter()).collect();
    all.sort_by_key(|problem| problem.range.start);
    for line in text.split_inclusive('\n') {
        drawn.push_str(line);
        for one in all.iter().filter(|one| (at..at + line.len()).contains(&one.range.start)) {
            let (blanks, carets) = (" ".repeat(one.range.start - at), "^".repeat(one.range.len()));
            drawn.push_str(&format!("{blanks}{carets} {}\n", one.sentence));
        }
        at += line.len();
    }
    drawn
}

#[track_caller]
fn check_with(wish: ProblemWish, marked: &str) {
    let is_mark = |line: &&str| line.trim_start().starts_with('^');
    let text: String = marked.split_inclusive('\n').filter(|line| !is_mark(line)).collect();
    let found = indexed(&text).problems(wish, 0..usize::MAX, &CancelToken::never()).unwrap();
    assert_eq!(drawn(&text, &found), marked);
    assert_eq!(found.syntax_count, found.syntax.len());
}

#[track_caller]
fn check(marked: &str) {
    check_with(ALL, marked);
}

#[test]
fn names_that_nothing_defines() {
    check("def f(a):\n    return a + lvel\n               ^^^^ lvel is defined nowhere in this file\nf(1)\n");
    check("print(later)\nlater = 1\n");
    check(
        "class A:\n    x = 1\n    y = x\n    def f(self):\n        return x\n               ^ x is defined nowhere in this file\n",
    );
}

#[test]
fn names_that_python_knows_are_defined() {
    check("print(__file__, __name__, len, __path__, __debug__, aiter)\n");
    check("class A:\n    def f(self):\n        return __class__, __module__\n");
}

#[test]
fn names_that_are_bound_in_any_way_are_defined() {
    check("for a in b:\n         ^ b is defined nowhere in this file\n    print(a)\n");
    check("def f():\n    global made\n    made = 1\nprint(made)\n");
    check("with open(1) as (a, *b): print(a, b)\nif (n := 1): print(n)\n");
    check("import a.b, c as d\nfrom e import g as h\nprint(a, d, h)\n");
    check("match [1]:\n    case [x, *y]: print(x, y)\n");
    check("type T[U] = U\ndef f[V](x: V) -> V: return x\nprint(T, f)\n");
    check("try: pass\nexcept OSError as e: print(e)\n");
    check("x = [y for y in range(3)]\nprint(x, lambda z: z)\n");
}

#[test]
fn where_names_may_come_from_anywhere_nothing_is_undefined() {
    for line in [
        "from os import *",
        "globals()['x'] = 1",
        "exec('x = 1')",
        "from os \\\n  import \\\n  *",
        "def __getattr__(n): return n",
    ] {
        check(&format!("{line}\nprint(nobody)\n"));
    }
    check("try:\n    unicode\nexcept NameError:\n    pass\n");
}

#[test]
fn nothing_is_undefined_before_the_whole_file_is_indexed() {
    let text = "print(lvel)\nx = 1\n";
    let mut file = FileIndex::of(&Rope::from(text));
    let never = CancelToken::never();
    let found = file.problems(ALL, 0..1, &never).unwrap();
    assert!(found.names.is_empty() && !found.is_whole);
    file.index_some(usize::MAX, &never).unwrap();
    assert_eq!(file.problems(ALL, 0..1, &never).unwrap().names.len(), 1);
}

#[test]
fn only_the_lines_asked_about_are_told() {
    let mut file = indexed("print(a)\nprint(b)\nprint(c)\n");
    let found = file.problems(ALL, 1..2, &CancelToken::never()).unwrap();
    assert_eq!(found.names.iter().map(|one| one.range.start).collect::<Vec<_>>(), [15]);
}

#[test]
fn locals_that_nobody_reads() {
    check("def f():\n    x = 1\n    ^ x gets a value that nobody reads\n    y = 2\n    return y\nf()\n");
    check("def f():\n    x: int = 1\n    ^ x gets a value that nobody reads\nf()\n");
    check("def f():\n    import os\n           ^^ os is imported and never used\nf()\n");
}

#[test]
fn locals_that_may_be_read() {
    check("def f():\n    x = 1\n    def g(): return x\n    return g\nf()\n");
    check("def f():\n    x = 1\n    return locals()\nf()\n");
    check("def f():\n    x = 1\n    def g():\n        nonlocal x\n        x = 2\n    return g\nf()\n");
    check("def f():\n    _ = 1\n    _x = 2\nf()\n");
    check("def f(x):\n    x = 1\nf(1)\n");
    check("def f():\n    x = 1\n    x += 1\nf()\n");
    check("def f():\n    x = 1\n    del x\nf()\n");
    check("def f():\n    a, b = 1, 2\n    for c in []: pass\n    with open(1) as d: pass\nf()\n");
    check("def f():\n    return f'{x}'\nx = 1\nf()\n");
    check("def f():\n    x = 1\n    y: 'x' = 2\n    return y\nf()\n");
    check("class A:\n    x = 1\nx = 1\n");
}

#[test]
fn imports_that_nobody_reads() {
    check("import os\n       ^^ os is imported and never used\nimport sys\nprint(sys)\n");
    check("from a import b, c\n                 ^ c is imported and never used\nprint(b)\n");
    check("import a.b\n       ^ a is imported and never used\n");
    check("import a as b\n            ^ b is imported and never used\n");
}

#[test]
fn imports_that_may_be_read() {
    check("import os\n__all__ = ['os']\n");
    check("import os\n__all__ = []\n__all__ += ['x']\n");
    check("from __future__ import annotations\n");
    check("import a as a\nfrom b import c as c\n");
    check("import os  # noqa\n");
    check("try:\n    import os\nexcept ImportError:\n    os = None\n");
    check("import os\nprint(vars())\n");
    check("import os\nx: 'os.PathLike' = 1\n");
    check_with(ProblemWish { is_read_elsewhere: true, ..ALL }, "import os\n");
}

#[test]
fn switched_off_nothing_is_said_of_names() {
    check_with(ProblemWish::default(), "import os\nprint(lvel)\ndef f():\n    x = 1\n");
}

#[test]
fn a_broken_statement_says_nothing_of_its_names() {
    check("def f():\n    x = 1\n    y = (2\n        ^ This bracket is never closed\n    return lvel\n");
}

#[test]
fn python_refuses_what_stands_above_and_below() {
    check(
        "if x\n^^ A colon is missing after this if\n    pass\n    ^^^^ Unexpected indentation\nx = 1\ny = 'a\n    ^^ This string has no end\n",
    );
    check("x = 1\n    y = 2\n    ^ Unexpected indentation\n");
    check("def f():\n^^^ The block of this def is missing\nx = 1\n");
    check("else:\n^^^^ `else` has no `if` to belong to\n    pass\n");
}

#[test]
fn an_edit_takes_a_fault_away_and_moves_the_others() {
    let mut rope = Rope::from("x = (\ny = 1\nz = )\n");
    let mut file = indexed("x = (\ny = 1\nz = )\n");
    let never = CancelToken::never();
    assert_eq!(file.problems(ALL, 0..1, &never).unwrap().syntax_count, 2);
    rope.replace(5..5, ")");
    file.edit(&rope, &Patch::of(&[Edit { revision: Revision::default(), range: 5..5, new_len: 1 }]));
    file.index_some(usize::MAX, &never).unwrap();
    let found = file.problems(ALL, 0..1, &never).unwrap();
    assert_eq!(found.syntax.iter().map(|one| one.range.start).collect::<Vec<_>>(), [17]);
}

#[test]
fn what_is_on_screen_is_told_before_the_whole_is_known() {
    let never = CancelToken::never();
    let mut file = FileIndex::of(&Rope::from("x = (\n\ndef f():\n    pass\n\n\ny = )\n"));
    let early = file.problems(ALL, 0..2, &never).unwrap();
    assert_eq!((early.syntax_count, early.is_whole), (1, false));
    file.index_some(usize::MAX, &never).unwrap();
    let later = file.problems(ALL, 0..2, &never).unwrap();
    assert_eq!((later.syntax_count, later.is_whole), (2, true));
}

#[test]
fn a_cancelled_question_keeps_what_it_read() {
    let mut file = indexed(&"def f(a):\n    return (a\n\n\n".repeat(50));
    assert_eq!(file.faults.waiting().count(), 0, "nobody asked");
    assert_eq!(file.problems(ALL, 0..1, &CancelToken::after(20)), Err(Cancelled));
    let left = file.faults.waiting().count();
    assert!((1..50).contains(&left), "{left} of 50 are left");
    assert_eq!(file.problems(ALL, 0..1, &CancelToken::never()).unwrap().syntax_count, 50);
}

#[test]
fn of_a_text_that_was_emptied_nothing_is_left_to_be_told() {
    // A long session found it: what waited of segments that were gone was waited for at every frame from then on.
    let mut file = indexed("x = 1\n");
    file.problems(ALL, 0..1, &CancelToken::never()).unwrap();
    let put = |file: &mut FileIndex, text: &str, range: std::ops::Range<usize>| {
        let edit = Edit { revision: Revision::default(), range, new_len: text.len() };
        file.edit(&Rope::from(text), &Patch::of(&[edit]));
    };
    put(&mut file, "def f(:\n    pass\n", 0..6);
    assert_eq!(file.index_some(usize::MAX, &CancelToken::never()), Ok(true));
    put(&mut file, "", 0..17);
    let found = file.problems(ALL, 0..1, &CancelToken::never()).unwrap();
    assert!(found.is_whole && found.syntax.is_empty(), "{found:?}");
}
