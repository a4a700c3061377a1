//! What Python accepts is split at its top-level statements and nowhere else.

use super::{check, split};
use crate::segments::Flags;

#[test]
fn lines_at_column_0_start_segments() {
    check("x = 1\n|\ny = 2\n|\ndef f():\n    pass\n\n# comment\n    # indented\n\n|\nz = 3");
    check("# licence\n\nx = 1\n# tail\n");
    check("\u{feff}x = 1\n|\ny = 2\n");
    check("\u{feff}# c\nx = 1\n|\ny = 2\n");
    check("x = 1; y = 2\n|\nz\n");
    check("\n\n");
    check("    x = 1\n|\ny = 2\n");
    assert_eq!(split("").len(), 0);
}

#[test]
fn form_feeds_reset_the_column() {
    check("x\n|\n\x0cy\n|\n  \x0cz\n  \x0c  w\n\x0c\n|\nv\n");
}

#[test]
fn clauses_and_decorators_belong_to_their_statement() {
    check("if a:\n    b\nelif c:\n    d\n# comment\nelse:\n    e\n|\nf\n");
    check("try:\n    a\nexcept* E:\n    b\nexcept(F):\n    c\nelse:\n    d\nfinally:\n    e\n|\nelse_ = 1\n");
    check(
        "x\n|\n@a\n@b.c(d)\n\n# comment\n  # more\n@(e)\nasync def f(): pass\n|\n@a\nclass C: pass\n|\ndef f(): pass\n",
    );
    check("@a\n|\nx = 1\n|\ndef f(): pass\n");
    check("@a(\n1,\n)\ndef f(): pass\n|\ny\n");
}

#[test]
fn joined_lines_are_not_split() {
    check("x = (\na,\nb\n)\n|\ny = 1 + \\\n2\n|\n\\\nz\n|\nw = [\n# )\n']',\n{1:\n2}]\n|\nv\n");
    check("x\n  \\\ny\n|\n\\\nz\n\\\n  w\n");
    check("x = '''\ny\n\"\"\"\n'\\'''\nz\n'''\n|\nw\n");
    check("x = 'a\\\nb'\n|\ny = r'\\\n'\n|\nz\n");
}

#[test]
fn legal_lines_in_brackets_are_no_statements() {
    for body in [
        "[a\nfor a in b\nif c\nif d]",
        "[a\nfor a in b if\nc]",
        "(a\nif b\nelse c)",
        "(a if b\nelse\nd)",
        "{a\nif b else c:\n1}",
        "{a\nif b else c if d else e: 1}",
        "{a\nif b else lambda: 1: 2}",
        "x[a\nif b else c:\nd\nif e else f]",
        "(lambda x=a\nif b else c:\n1)",
        "(yield\nfrom x)",
        "(a\n@ b)",
        "(a\n@b\n@c.d(e)\n@f)",
        "(a\n@b\nif c else d)",
        "[a\n@b\nasync for c in d]",
        "(\nlambda: 1)",
        "(\nlambda\n: 1)",
        "(\nnot x)",
        "(a\nin b\nis c\nor d\nand e)",
        "[a\nasync for a in b\nasync for c in d]",
        "(\nawait a)",
        "(match\nif a else type)",
        "(a\nor\nmatch or b,\ntype is c,\nmatch not in d,\ntype\n)",
        "(match for match in x)",
        "(\nTrue,\nNone)",
        "f'''{a\nfor_b}'''",
        "f'{a:{\nb\n}}'",
        "f'''{\na\nif b else c\n:\nimport x\ndef\n}'''",
        "'''\ndef f():\nimport x\n'''",
        "f'''\ndef f():\nimport {x}\nclass {{\n'''",
        "(a\nif b else (c\nif d else e), f)",
        "{**a,\nb\nif c else {1: 2}: 3}",
        "f(a\nfor a in {1: 2} if (lambda: 1) if b[1:2])",
        "(x := a\nif (y := b) else c)",
    ] {
        check(&format!("v = 1\n|\nw = {body}\n|\nu = 2\n"));
    }
}

#[test]
fn strings_end_where_python_says() {
    for string in [
        "''",
        "'''a'b''c\\'''d'''",
        "\"\"",
        "''''a'''",
        "r'\\'#'",
        "'\\\\'",
        "b'#'",
        "Rb'('",
        "bR\"'\"",
        "u'('",
        "f'('",
        "f'{{('",
        "f'}}('",
        "f'{a}('",
        "f'{a!r}('",
        "f'{a=}('",
        "f'{a!r:>{w}}('",
        "f'{a:(}('",
        "f'{a:{b}{c:[}}('",
        "f'{f'{f'{(1)}'}('}['",
        "f'{'('}'",
        "f'{\"(\"}'",
        "f\"{a[\"b\"]}(\"",
        "f'{a[1:2]}('",
        "f'{(lambda: 1)}('",
        "f'{a != b}('",
        "f'{(a:=1)}('",
        "f'{a:=(}('",
        "f'\\N{LEFT PARENTHESIS}('",
        "f'{a:\\N{BULLET}(}('",
        "rf'\\N{a}('",
        "f'\\{a}('",
        "rf'\\{a}('",
        "rf'\\'('",
        "f'\\'('",
        "fR'{a}\\\\'",
        "f'{{{a}}}('",
        "f'{{}}('",
        "f'{ {1: 2}[1] }('",
        "f'{ {1, 2} }('",
        "f'''{a:\n}('''",
        "f'{a # }\"\n}('",
        "f'{\na\n}('",
        "f'''{\n'''(''' # '''\n}'''",
        "t'{a}('",
        "T\"{a:'}\"",
        "tr'\\{a}('",
        "rt'{t'{a}'}('",
        "f'{a:{{1: 2}[1]}}('",
        "f'{a,}('",
        "f'{*a, }('",
        "f'{yield_}('",
        "f'a\\\n('",
        "'\u{e9}('",
        "f'{a:\\}('",
        "f'{a:\n}('",
        "f'''{a:'(}'''",
        "if\"(\"",
        "f''f'('",
        "f'{x:a{y}b{z!r:{w}}c}('",
    ] {
        let string = string.strip_prefix("if").map_or(string.to_owned(), |rest| format!("0 if{rest} else 1"));
        check(&format!("v = {string}\n|\nw = 2\n"));
    }
}

#[test]
fn non_ascii_code_is_told_from_comments_and_strings() {
    let flags = |text: &str| split(text).flags(0);
    let clean = Flags::default();
    let seen = Flags { non_ascii_code: true, ..clean };
    assert_eq!(flags("\u{feff}x = 'é' # é\n"), clean);
    assert_eq!(flags("x = f'é{a:é}' \"\"\"é\"\"\"\n"), clean);
    assert_eq!(flags("é = 1\n"), seen);
    assert_eq!(flags("x = f'{é}'\n"), seen);
    assert_eq!(flags("x = f'{a:{é}}'\n"), seen);
    assert_eq!(flags("x = f'{a # é\n}'\n"), clean);
    let two = split("x = 1\né = 2\n");
    assert_eq!((two.flags(0), two.flags(1), two.flags(2)), (clean, seen, clean));
}
