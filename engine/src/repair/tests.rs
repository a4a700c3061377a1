//! What a broken text is repaired to.

#![allow(clippy::unwrap_used)]

use super::Repair;
use crate::segments::hazard;
use crate::syntax::{FragmentParser, ParseKey, SegmentParser};
use crate::worker::{CancelToken, Cancelled};

fn begin(text: &str) -> Repair {
    let tree = SegmentParser::new().parse(ParseKey(1), text, None, &CancelToken::never()).unwrap();
    Repair::new(text, &tree)
}

fn repair(text: &str) -> String {
    let mut parser = FragmentParser::new();
    let cancel = CancelToken::never();
    begin(text).go_on(|text| parser.is_whole(text, &cancel)).unwrap().text
}

/// Checks a repair; it is also made in many goes.
#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(repair(text), expected);
    let mut parser = FragmentParser::new();
    let mut repair = begin(text);
    let mut asked = 0;
    let repaired = loop {
        asked += 1;
        let mut left = 1;
        let parses = |text: &str| {
            if left == 0 {
                return Err(Cancelled);
            }
            left -= 1;
            parser.is_whole(text, &CancelToken::never())
        };
        match repair.go_on(parses) {
            Ok(repaired) => break repaired.text,
            Err(Cancelled) => assert!(asked < 1000, "it gets nowhere"),
        }
    };
    assert_eq!(repaired, expected, "in many goes");
}

#[test]
fn what_is_missing_at_the_end_of_a_line_is_added() {
    check("def f():\n  x = self.\n  y\n", "def f():\n  x = self. __gap__\n  y\n");
    check("if x ==\ny\n", "if x == __gap__: pass\ny\n");
    check("x =\n", "x = __gap__\n");
    check("from a\nfrom a import\n", "from a import __gap__\nfrom a import __gap__\n");
    check(
        "for x\nfor\nwhile\n",
        "for x in __gap__: pass\nfor __gap__ in __gap__: pass\nwhile __gap__: pass\n",
    );
    check("@\nx\n", "@ __gap__\nclass __gap__:pass\nx\n");
}

#[test]
fn headers_get_their_brackets_and_colons() {
    check("def f\n", "def f(): pass\n");
    check("def f(\n", "def f(): pass\n");
    check("def f(a, b\n", "def f(a, b): pass\n");
    check("def f(a, b:\n  c\n", "def f(a, b):\n  c\n");
    check("def f a, b):\n  c\n", "def f( a, b):\n  c\n");
    check("def fself, a):\n  b\ndef gcls):\n  c\n", "def f(self, a):\n  b\ndef g(cls):\n  c\n");
    check("def\n", "def __gap__(): pass\n");
    check("class A(B:\n  c\n", "class A(B):\n  c\n");
    check("class A(\n  def f(self): pass\n", "class A():\n  def f(self): pass\n");
    check("if a\n  b\nelse\n  c\n", "if a:\n  b\nelse:\n  c\n");
    check("try\n  a\nexcept E as\n  b\n", "try:\n  a\nexcept E as __gap__:\n  b\n");
    check("while f(a:\n  b\n", "while f(a):\n  b\n");
    check("async def f(a\n  await a\n", "async def f(a):\n  await a\n");
}

#[test]
fn an_open_bracket_ends_with_its_statement() {
    check("if a:\n  x = f(b\n  y = c\n", "if a:\n  x = f(b)\n  y = c\n");
    check("if a:\n  x = f(b,\n  y = c\n  return\n", "if a:\n  x = f(b,)\n  y = c\n  return\n");
    check("if a:\n  x = [b,\n    c\n  y = d\n", "if a:\n  x = [b,\n    c]\n  y = d\n");
    check("if a:\n  x += b[\n  y[c\n", "if a:\n  x += b[__gap__]\n  y[c]\n");
    check("if a:\n  x = {\n    b: f(1,\n    c: d,\n  }\n", "if a:\n  x = {\n    b: f(1),\n    c: d,\n  }\n");
}

#[test]
fn lines_in_brackets_that_are_whole_stay_whole() {
    for text in [
        "  x = f(a,\n  b,\nc)\n",
        "  x = f(lambda a, b=1:\n      a)\n",
        "  x = {\n  'a': b,\n  'c':\n    d}\n",
        "  if (a and\n  b):\n    c\n",
        "  x = (a\n    if b else c)\n",
        "  def f(\n    a: int = 1,\n    *b,\n  ) -> c:\n    d\n",
        "  x = [a\n  for a in b\n  if c]\n",
        "  print('a'\n  'b')\n",
    ] {
        let broken = format!("if a:\n  y = g(\n{text}");
        let repaired = format!("if a:\n  y = g()\n{text}");
        check(&broken, &repaired);
    }
}

#[test]
fn a_missing_opening_bracket_is_found_by_the_closing_one() {
    check("if a:\n  x =\n    b,\n    c,\n  ]\n  d\n", "if a:\n  x =[\n    b,\n    c,\n  ]\n  d\n");
    check("if a:\n  f b, c)\n", "if a:\n  f (b, c)\n");
    check("if a:\n  f(a=B).c,\n    d=e)\n", "if a:\n  f(a=B().c,\n    d=e)\n");
    check("x = a)\n", "x = a()\n");
    check("x = a]\ny = b + 1)\n", "x = a \ny = b + 1 \n");
}

#[test]
fn a_string_ends_with_its_line() {
    check("if a:\n  x = 'b\n  c\n", "if a:\n  x = 'b'\n  c\n");
    check("if a:\n  x = f'b{c\n  d\n", "if a:\n  x = f'b{c}'\n  d\n");
    check("if a:\n  f(\"b, c)\n  d\n", "if a:\n  f(\"b, c)\")\n  d\n");
    check("if a:\n  f(b, \"c,\n    d=e)\n", "if a:\n  f(b, \"c,\",\n    d=e)\n");
    check("def 'f(a, b):\n  c\n", "def  f(a, b):\n  c\n");
    check("def f(a, 'b):\n  c\n", "def f(a,  b):\n  c\n");
    check("def f(a='b\n  c\n", "def f(a='b'):\n  c\n");
    check("def f(a): 'b\n", "def f(a): 'b'\n");
}

#[test]
fn what_was_text_before_a_quote_came_is_no_name() {
    check("x = f(\"a, 'some words in it', b)\n", "x = f(\"a, 'some words in it', b)\")\n");
    check("x = f('a, 'some words in it', b)\n", "x = (f,'a, ',)\n");
    check("f(a, \"some \"words in it.\")\n", "(f,a,\"some \")\n");
}

#[test]
fn where_nothing_helps_the_names_are_kept() {
    check("if a:\n  b ? c.d $ e\n  f\n", "if a:\n  (b,c.d,e)\n  f\n");
    check("x = y ? z\n", "x = (y,z,)\n");
    check("x = ?\n", "x = ()\n");
    check("for ? in a:\n  b\n", "for  __gap__ in(a):\n  b\n");
    check("def f(a, ? b):\n  c\n", "def f(a,b):\n  c\n");
    check("from a ? import b, c d\n", "import  b,c,d\n");
    check("from a ? b\n", "pass\n");
}

#[test]
fn clauses_whose_statement_was_cut_off_get_one() {
    check("try:\n  a\ndef f(\nexcept E:\n  b\n", "try:\n  a\ndef f(): pass\ntry:pass\nexcept E:\n  b\n");
    check("if a:\n  b\nx = (\nelse:\n  c\n", "if a:\n  b\nx = ()\nif 0:pass\nelse:\n  c\n");
    check(
        "match a:\n  case 1:\n    b\n  x = self.\n  case 2:\n    c\n",
        "match a:\n  case 1:\n    b\n  case 0:\n   x = self. __gap__\n  case 2:\n    c\n",
    );
}

#[test]
fn columns_that_fit_nowhere_are_moved() {
    check("if a:\n  b\n    c\n    d\n  e = (\n", "if a:\n  b\n  c\n  d\n  e = ()\n");
    check("if a:\n    b\n  c\nd = (\n", "if a:\n    b\nc\nd = ()\n");
}

#[test]
fn comments_and_line_ends_of_two_characters_stay() {
    check("if a ==  # b (\r\n  c\r\n", "if a == __gap__:  # b (\r\n  c\r\n");
}

#[test]
fn hostile_texts_are_repaired() {
    for piece in
        [") ", "x = [\n", "'", "if a:\n", "a b ", "lambda: ", "case 1:\n", "def f(\n", "@a\n", "f(a,\n"]
    {
        for count in [150, 5_000] {
            let text = format!("if a:\n  {}", piece.repeat(count).replace('\n', "\n  "));
            if hazard(&text, &CancelToken::never()) == Ok(None) {
                repair(&text);
            }
        }
    }
}

#[test]
fn a_quote_in_a_header_of_several_lines_ends_no_header() {
    check(
        "def f(self,\n      \"a=None, *, b=None):\n    super().f(a)\n",
        "def f(self,\n       a=None, *, b=None):\n    super().f(a)\n",
    );
    // What stands behind the quote may be text.
    check(
        "def f(self,\n      a=\"None, *, b=None):\n    super().f(a)\n",
        "def f(self,\n      a=\"None, *, b=None):\"):\n    super().f(a)\n",
    );
}

#[test]
fn a_string_that_holds_the_end_of_a_header_ends_it() {
    check(
        "def f(self, *, a=\"None):\n    if a or (self\n            .b):\n        f()\n    else:\n        b()\n",
        "def f(self, *, a=\"None):\"):\n    if a or (self\n            .b):\n        f()\n    else:\n        b()\n",
    );
}

#[test]
fn a_quote_before_a_statement_hides_nothing() {
    check("'class A(B):\n    def f(self):\n        b\n", "class A(B):\n    def f(self):\n        b\n");
    check(
        "class A:\n    \"def f(self):\n        b\n    def g(self):\n        c\n",
        "class A:\n    def f(self):\n        b\n    def g(self):\n        c\n",
    );
    check("if a:\n  'import b.c as d, e\n  f\n", "if a:\n  import b.c as d, e\n  f\n");
    check("if a:\n  \"from . import b\n  f\n", "if a:\n  from . import b\n  f\n");
    check("if a:\n  'self.b = C(d)\n  f\n", "if a:\n  self.b = C(d)\n  f\n");
    // These may be text.
    check("if a:\n  'class of its own:\n  f\n", "if a:\n  'class of its own:'\n  f\n");
    check("if a:\n  'b == c\n  f\n", "if a:\n  'b == c'\n  f\n");
    check("x = f(\n  'b = c\n", "x = f(\n  'b = c')\n");
}

#[test]
fn no_string_stands_in_an_import_or_behind_a_dot() {
    check("if a:\n  import 'b\n  c\n", "if a:\n  import  b\n  c\n");
    check("if a:\n  from b 'import c\n  d\n", "if a:\n  from b  import c\n  d\n");
    check("if a:\n  self.'b = C()\n  d\n", "if a:\n  self. b = C()\n  d\n");
}
