//! Legal Python in shapes that cost an editor more than a line each, if it is careless. Each is made in any size.

use std::fmt::Write as _;

/// A shape: what it is called, and how it is made with so many parts.
pub type Shape = (&'static str, fn(usize) -> String);

/// All shapes.
pub const SHAPES: [Shape; 22] = [
    ("methods of one class", methods),
    ("attributes of one class", attributes),
    ("subclasses in a chain", subclass_chain),
    ("subclasses of one class", subclasses),
    ("diamonds of classes", diamonds),
    ("bases of one class", bases),
    ("functions with the same parameter", same_parameter),
    ("calls with the same keyword", same_keyword),
    ("keywords of one call", keywords),
    ("a path", path),
    ("calls in a chain", calls),
    ("paths on one root", paths),
    ("locals of one function", locals),
    ("names bound to each other", aliases),
    ("one name bound again and again", rebound),
    ("instances of one class", instances),
    ("one attribute of unknown things", unknown),
    ("docstring entries", docstring),
    ("quoted annotations", quoted),
    ("exports", exports),
    ("branches", branches),
    ("global declarations", globals),
];

fn repeat(count: usize, mut part: impl FnMut(&mut String, usize)) -> String {
    let mut text = String::new();
    for at in 0..count {
        part(&mut text, at);
    }
    text
}

/// Writing to a string can't fail.
macro_rules! put {
    ($text:expr, $($what:tt)*) => {{
        let _ = writeln!($text, $($what)*);
    }};
}

fn methods(count: usize) -> String {
    let body = repeat(count, |text, n| {
        put!(text, "    def m{}(self, x):\n        return self.m{n}(x=x)", n + 1);
    });
    format!("class C:\n    def m0(self, x): pass\n{body}C().m{count}(x=1)\n")
}

fn attributes(count: usize) -> String {
    let body = repeat(count, |text, n| put!(text, "        self.x{} = self.x{n}", n + 1));
    format!("class C:\n    def __init__(self):\n        self.x0 = 0\n{body}print(C().x{count})\n")
}

fn subclass_chain(count: usize) -> String {
    let body = repeat(count, |text, n| {
        put!(
            text,
            "class C{}(C{n}):\n    def run(self):\n        self.x = super().run()\n        return self.y",
            n + 1
        );
    });
    format!("class C0:\n    y = 1\n    def run(self): pass\n{body}C{count}().run()\nprint(C{count}.y)\n")
}

fn subclasses(count: usize) -> String {
    let body =
        repeat(count, |text, n| put!(text, "class C{n}(B):\n    def run(self):\n        return self.x"));
    format!("class B:\n    x = 1\n    def run(self): pass\n{body}")
}

/// A walk that goes all ways up needs as many steps as the Fibonacci number.
fn diamonds(count: usize) -> String {
    let body = repeat(count, |text, n| {
        put!(text, "class C{}(C{}, C{n}):\n    def run(self):\n        return self.x", n + 2, n + 1);
    });
    format!("class C0:\n    x = 1\nclass C1(C0): pass\n{body}")
}

fn bases(count: usize) -> String {
    let above = repeat(count, |text, n| put!(text, "class B{n}:\n    x = {n}"));
    let names = repeat(count, |text, n| put!(text, "    B{n},"));
    format!("{above}class C(\n{names}):\n    def run(self):\n        return self.x\n")
}

fn same_parameter(count: usize) -> String {
    repeat(count, |text, n| put!(text, "def f{n}(level):\n    return level\nf{n}(level=1)"))
}

fn same_keyword(count: usize) -> String {
    let calls =
        repeat(count, |text, n| put!(text, "known(level={n}); unknown(level={n}); un.known(level={n})"));
    format!("def known(level):\n    return level\n{calls}")
}

fn keywords(count: usize) -> String {
    let parameters = repeat(count, |text, n| put!(text, "    x{n},"));
    let arguments = repeat(count, |text, n| put!(text, "    x{n}={n},"));
    format!("def f(\n{parameters}):\n    pass\nf(\n{arguments})\n")
}

fn path(count: usize) -> String {
    format!("import a\nx = a{}\n", repeat(count, |text, n| text.push_str([".b", ".c"][n % 2])))
}

fn calls(count: usize) -> String {
    format!("x = a{}\n", repeat(count, |text, n| text.push_str([".b(k=1)", ".c()[0]"][n % 2])))
}

fn paths(count: usize) -> String {
    format!("import a\n{}", repeat(count, |text, n| put!(text, "a.b.c{n}.d(a.b)")))
}

fn locals(count: usize) -> String {
    let body = repeat(count, |text, n| put!(text, "    v{} = v{n} + 1", n + 1));
    format!("def f(v0):\n{body}    return v{count}\n")
}

fn aliases(count: usize) -> String {
    let body = repeat(count, |text, n| put!(text, "a{} = a{n}\na{}.x = 1", n + 1, n + 1));
    format!("class C:\n    x = 1\na0 = C()\n{body}")
}

fn rebound(count: usize) -> String {
    let body = repeat(count, |text, _| put!(text, "    x = x.next\n    x.value = x"));
    format!("class C:\n    value = 1\ndef f():\n    x = C()\n{body}")
}

fn instances(count: usize) -> String {
    let body = repeat(count, |text, n| put!(text, "g{n} = Gauge(level={n})\nprint(g{n}.level, g{n}.read())"));
    format!(
        "class Gauge:\n    def __init__(self, level):\n        self.level = level\n    def read(self): pass\n{body}"
    )
}

fn unknown(count: usize) -> String {
    repeat(count, |text, n| put!(text, "def f{n}(it):\n    return it.level + it.level.level"))
}

fn docstring(count: usize) -> String {
    let parameters = repeat(count, |text, n| put!(text, "    x{n},"));
    let entries = repeat(count, |text, n| put!(text, "    :param x{n}: the same"));
    format!("def f(\n{parameters}):\n    \"\"\"Does it.\n\n{entries}    \"\"\"\n")
}

fn quoted(count: usize) -> String {
    let body = repeat(count, |text, n| {
        put!(text, "def f{n}(x: \"Foo\", y: \"list[Foo]\" = cast(\"Foo\", 1)): x.level")
    });
    format!("class Foo:\n    level = 1\n{body}")
}

fn exports(count: usize) -> String {
    let body = repeat(count, |text, n| put!(text, "def f{n}(): pass"));
    let names = repeat(count, |text, n| put!(text, "    \"f{n}\","));
    format!("{body}__all__ = [\n{names}]\n")
}

fn branches(count: usize) -> String {
    let body = repeat(count, |text, n| put!(text, "elif x == {n}: x = {n}"));
    format!("if x: pass\n{body}else: pass\n")
}

fn globals(count: usize) -> String {
    let body = repeat(count, |text, n| put!(text, "    global x{n}\n    x{n} = x0"));
    format!("def f():\n{body}")
}
