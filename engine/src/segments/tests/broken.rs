//! A syntax error stays in its segment, and hostile input costs time in proportion.

use crop::Rope;

use super::{check, split};
use crate::segments::Segments;
use crate::text::Replacement;
use crate::worker::CancelToken;

#[test]
fn an_unclosed_bracket_ends_at_the_next_statement_with_a_keyword() {
    for line in [
        "def f():",
        "class C:",
        "import a",
        "while a:",
        "try:",
        "with a:",
        "return",
        "raise",
        "del a",
        "pass",
        "break",
        "continue",
        "global a",
        "nonlocal a",
        "assert a",
        "async def f():",
        "async  with a:",
        "from a.b import c",
        "from . import a",
        "from .a import (",
        "from a import b",
        "for a in b:",
        "for a, b in c: # d",
        "for a in b: c",
        "for a in (b,\n    c):",
        "for a in [\n    b\n]:",
        "async for a in b:",
        "if a:",
        "if a: b",
        "if a == {1: 2}:",
        "if (a\n    and b):",
        "if a if b else c:",
        "if (a := b):",
        "if f'{a:b}' \\\n  or c:",
        "match a:",
        "type A = b",
        "@a\ndef f():",
        "@a.b(c)\n@d\n\n# e\nclass C:",
        "@a(\n    b,\n)\nasync def f():",
        "if a:",
        "match f'{a}':",
    ] {
        for open in
            ["f(", "[", "{", "f'{", "f'''{a}{", "f'''{(", "(f'''{a:{", "[f'{f'{(", "foo([1, {2: (", "((((((("]
        {
            check(&format!("x = {open}\n# comment\n\n|\n{line}\n"));
        }
    }
    check("def f(:\n    x = (\n    import y\n    def g(): pass\n|\nclass C: pass\n");
    assert!(split("x = (\ndef f(): pass\n").flags(0).is_cut);
    assert!(!split("x = ()\ndef f(): pass\n").flags(0).is_cut);
    assert!(!split("x = (\n").flags(0).is_cut);
}

#[test]
fn an_unclosed_bracket_ends_before_lines_that_stand_for_themselves() {
    for line in [
        "y = 2",
        "y.z += f(a,\n    b)",
        "print(y)",
        "y = 'a' # c",
        "y: z = []",
        "a; b",
        "y = a \\\n+ b",
        "y = f'{a}'",
    ] {
        for next in [
            "z",
            "z = 1",
            "import a",
            "if a:",
            "for a in b: c",
            "from a import b",
            "@a\n@b\ndef f(): pass",
            "async with a: b",
        ] {
            check(&format!("x = f(\n|\n{line}\n\n# c\n|\n{next}\n"));
            check(&format!("def f():\n    x = [\n    y = 1\n|\n{line}\n|\n{next}\n"));
        }
        check(&format!("x = f(\n|\n{line}"));
        check(&format!("x = f(\n|\n{line}\n\n# c\n"));
    }
    check("x = f(\n|\ny = 2\n|\n'''doc'''\n|\nimport z\n");
    check("x = f(\ny = 'a'\n'b'\n|\nimport z\n");
    check("x = f(\ny = 'a'\nRb'b'\n|\nimport z\n");
    check("x = f(\n|\ny = a\n|\nRb'b'\n|\nimport z\n");
    check("x = f(\ny = a or\n'b'\n|\nimport z\n");
    // What may go on is left alone.
    for line in ["a,", "a =", "a and", "a.", "a, not", "(a)", "'a'", "a(\nb)", "and a", "b'a'", "1"] {
        check(&format!("x = f(\n{line}\nb,\n|\nimport c\n"));
    }
    for next in [
        "+ b",
        ", b",
        "and b",
        "if b else c",
        "if b else c: d",
        "(b)",
        "[b]",
        "= b",
        "in'b'",
        "or'b'",
        "@ b",
        "@b",
        "  b",
        ")",
        "as b",
        "for b in c",
        "not in b",
        "is b",
        "async for b in c",
        "from b",
        ".b",
    ] {
        for line in ["a", "a()", "a = 'c'"] {
            check(&format!("x = f(\n{line}\n{next},\n|\nimport c\n"));
        }
    }
}

#[test]
fn a_quote_ends_an_f_string_whose_field_is_open() {
    check("print(f'{x')\n|\ny = 1\n");
    check("print(f'{x.y(z')\n|\ny = f'{a:{b'\n|\nz = f\"{'a'\" # '\n|\nw = f'{a[\"b'\n");
    check("x = f'{f'{a''\n|\ny = 1\n");
    check("x = f'{'");
    check("x = f'{' '\n}'\n|\ny = 1\n");
}

#[test]
fn clauses_repair_the_brackets_before_them() {
    check("if a:\n    f(\nelif b:\n    g([\nelse:\n    h\n|\nx = 1\n");
    check("try:\n    f'{\nexcept E:\n    g(\nfinally :\n    h\n|\nx = 1\n");
    check("x = (a if b\nelse c\n|\nimport d\n");
}

#[test]
fn stray_and_swapped_brackets_do_little() {
    check("x = )\n|\ny = ]\n)\n}\n|\nz = 1\n");
    check("x = (1]\n)\n|\ny = ([1)\n|\nz = {(1}\n|\nw = f'{(}'\n|\nv = f'{)}'\n|\nu = 1\n");
}

#[test]
fn a_single_quoted_string_ends_with_its_line() {
    check("x = 'a\n|\ny = \"b\n|\nz = f'c\n|\nw = f'{a:d\n|\nv = 'a\\\nb\n|\nu = rb'\\\n'\n");
    for text in
        ["'a\nx", "f'a\n", "'a", "f'a", "'''a", "f'''{a}", "f'{\ndef f(): pass", "x = f'''{'\nelse:\n"]
    {
        assert!(split(text).flags(0).unclosed_string, "{text:?}");
    }
    for text in ["'a'\nx'", "f'a'", "'''a'''\n", "x # '", "'a\\\nb'"] {
        assert!(!split(text).flags(0).unclosed_string, "{text:?}");
    }
}

#[test]
fn a_triple_quoted_string_runs_to_the_end() {
    check("x = 1\n|\ny = '''\ndef f(): pass\n''\nimport a\n");
    check("x = 1\n|\ny = f'''{a:\ndef f(): pass\n''\nimport a\n");
}

#[test]
fn ends_of_text_in_odd_places() {
    for text in [
        "\\", "'\\", "f'\\", "f'{", "f'{a:", "f'\\N", "f'\\N{", "f'\\N{A", "@", "(\n@", "(\nif", "(\nif a:",
        "(\nfrom", "f'{a:\n", "\r", "(\r", "\u{feff}", "\x0c",
    ] {
        let text = format!("x = 1\n{text}");
        let segments = split(&text);
        assert_eq!(segments.range(0).start, 0);
    }
    check("x = (\n|\nif a:");
}

#[test]
fn fault_17_nested_brackets() {
    let count = 100_000;
    for (open, close) in [
        ("(", ")"),
        ("(", "]"),
        ("f'{", "}'"),
        ("f'{a:{", "}}'"),
        ("f'''{", ""),
        ("(\n", "\n)"),
        ("(\nif a(", ""),
    ] {
        let text = format!("x = {}{}\nimport y\n", open.repeat(count), close.repeat(count));
        let segments = split(&text);
        assert_eq!(segments.range(segments.len() - 1).len(), "import y\n".len(), "{open} {close}");
    }
}

#[test]
fn fault_16_one_long_line() {
    let text = format!("x = 1\ny = [{}]\nz = 2\n", "'é', ".repeat(1_500_000));
    assert_eq!(split(&text).len(), 3);
}

#[test]
fn work_goes_on_where_it_stopped() {
    let text = "def f():\n    return 1\n".repeat(20_000);
    let rope = Rope::from(text.as_str());
    let mut segments = Segments::<u8>::new();
    assert!(!segments.is_complete());
    segments.advance_by(&rope, &mut crate::segments::window::Window::new(), 100_000);
    let (known, len) = (segments.known_len(), segments.len());
    assert!(known > 90_000 && !segments.is_complete());
    assert_eq!(segments.index_at(known), len);
    assert!(segments.payload(len).is_none());
    // An edit beyond what is known costs none of it.
    let at = text.len() - 10;
    let mut edited = rope.clone();
    edited.replace(at..at + 1, "xx");
    segments.edit(&edited, &[Replacement { old: at..at + 1, new: at..at + 2 }]);
    assert_eq!((segments.known_len(), segments.len()), (known, len));
    segments.advance(&edited, &CancelToken::never()).unwrap();
    assert_eq!(segments.len(), 20_000);
    segments.assert_invariants(&edited);
}
