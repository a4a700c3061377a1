#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::*;

/// What is said of a broken segment, each with the text that is marked.
#[track_caller]
fn says(text: &str, expected: &[(&str, &str)]) {
    let found = faults(text, true, &CancelToken::never()).unwrap();
    let found: Vec<(&str, &str)> =
        found.iter().map(|fault| (&text[fault.range.clone()], fault.sentence.as_str())).collect();
    assert_eq!(found, expected, "{text:?}");
}

#[test]
fn brackets_and_strings() {
    says("x = f(1, [2]\n", &[("(", "This bracket is never closed")]);
    says("x = f(1, [2)\n", &[("[", "This bracket is never closed")]);
    says("x = 1)\n", &[(")", "This bracket closes nothing")]);
    says("x = 'a\n", &[("'a", "This string has no end")]);
    says("x = '''a\nb\n", &[("'''a", "This string has no end")]);
}

#[test]
fn headers() {
    says("if x\n    y\n", &[("if", "A colon is missing after this if"), ("y", "Unexpected indentation")]);
    says("else\n", &[("else", "A colon is missing after this else")]);
    says("def f(x)\n", &[("def", "A colon is missing after this def")]);
    says("def :\n    x\n", &[("def", "A name is missing after `def`")]);
    says("def f:\n    x\n", &[("f", "The brackets after f are missing")]);
    says("for x:\n    y\n", &[("for", "`in` is missing after this for")]);
    says("if x = 1:\n    y\n", &[("=", "`=` can't stand in a condition, `==` compares")]);
    says("while:\n    y\n", &[("while", "An expression is missing after `while`")]);
    says("async for x:\n    y\n", &[("for", "`in` is missing after this for")]);
}

#[test]
fn what_is_missing_in_a_line() {
    says("x =\n", &[("=", "An expression is missing after `=`")]);
    says("x = y +\n", &[("+", "An expression is missing after `+`")]);
    says("x = f(y and)\n", &[("and", "An expression is missing after `and`")]);
    says("x = self.\n", &[(".", "A name is missing after `.`")]);
    says("import\n", &[("import", "A name is missing after `import`")]);
    says("from a\n", &[("from", "`import` is missing after this from")]);
    says("x = a b\n", &[("b", "Something is missing between `a` and `b`")]);
    says("if x ==:\n    y\n", &[("==", "An expression is missing after `==`")]);
}

#[test]
fn blocks() {
    says("x = 1\n    y = 2\n", &[("y", "Unexpected indentation")]);
    says("if x:\ny = 1\n", &[("if", "The block of this if is missing")]);
    says("def f():\n    # nothing\n", &[("def", "The block of this def is missing")]);
    says("if x:\n    y\n  z\n", &[("z", "This indentation fits no line above")]);
    says("x = 1\nelse:\n    y\n", &[("else", "`else` has no `if` to belong to")]);
    says("while x:\n    y\nfinally:\n    z\n", &[("finally", "`finally` has no `try` to belong to")]);
    says("try:\n    y\nelif x:\n    z\n", &[("elif", "`elif` has no `if` to belong to")]);
}

#[test]
fn what_python_takes_has_no_fault() {
    for text in [
        "if x: y\nelif z: y\nelse: y\n",
        "for x in y:\n\tz\nelse:\n\tz\n",
        "try:\n  x\nexcept* E:\n  y\nelse:\n  z\nfinally:\n  z\n",
        "match x:\n  case [a, *_] if a:\n    y\n  case _: pass\n",
        "x = (a if b\n  else c)\n",
        "def f(a, /, *, b=1, **c) -> d: ...\n",
        "class A[T: (int, str) = int](B, *C): x: int = 1\n",
        "type X[*T] = tuple[*T]\n",
        "match = 1\ncase = match\nprint(match, case)\n",
        "with (a as b, c as d,):\n    pass\n",
        "x = lambda: 0\ny = [lambda a=1: a for a in b if not c]\n",
        "from . import (\n a,\n  b)\nfrom .a import *\n",
        "if lambda x=1: x:\n    y\n",
        "if (n := f(x)) == 1: y\n",
        "x = a \\\n    if b \\\nelse c\n",
        "if x:\n    y\n\n  # comment\n    z\n",
        "@a\n@b.c(1)\nasync def f(): return\n",
        "x = 0x1for x in y\n",
        "x[a >= b] += f(c := 1, d=2)\n",
        "for x in *a, *b: print(x)\n",
        "print(*a, **b, end='')\n",
        "x[1:2, ::3] = y[...]\n",
        "x: int\ny = yield\n",
        "raise\n",
        "f'{x!r:>{y}}' 'b' f\"{a['b']}\"\n",
    ] {
        says(text, &[]);
    }
}

#[test]
fn an_update_in_brackets() {
    says("months[entry.mo += entry.amount]\n", &[("+=", "`+=` can't stand in brackets")]);
    says("f(\n    a //= 2)\n", &[("//=", "`//=` can't stand in brackets")]);
    says("x = y[1] += 2 3\n", &[("3", "Something is missing between `2` and `3`")]);
}
