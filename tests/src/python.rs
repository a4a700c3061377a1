//! Python that nobody wrote, but somebody could have: for tests that need more of it than people write.

use std::fmt::Write as _;

use fastrand::Rng;

/// What functions and variables are made of.
const WORDS: [&str; 40] = [
    "total", "count", "value", "item", "result", "index", "name", "path", "line", "record", "table", "query",
    "user", "group", "price", "weight", "height", "rate", "limit", "offset", "buffer", "header", "field",
    "label", "score", "window", "batch", "token", "cache", "queue", "start", "width", "factor", "message",
    "entry", "signal", "sample", "margin", "region", "origin",
];

const VERBS: [&str; 16] = [
    "load", "save", "find", "merge", "split", "build", "update", "check", "parse", "format", "count",
    "collect", "filter", "sort", "send", "read",
];

const TYPES: [&str; 8] =
    ["int", "float", "str", "list[int]", "dict[str, int]", "bytes", "bool | None", "object"];

const MODULES: [&str; 8] = ["math", "json", "re", "time", "random", "pathlib", "itertools", "statistics"];

/// Python with about `lines` lines (at most a statement's more), the same for the same seed: imports,
/// constants, functions, classes; loops, comprehensions, f-strings, closures, `match`; comments and
/// docstrings. It is valid, and every name means something.
#[must_use]
pub fn python(seed: u64, lines: usize) -> String {
    let mut writer = Writer { rng: Rng::with_seed(seed), out: String::new(), lines: 0, module: Vec::new() };
    writer.imports();
    while writer.lines < lines {
        writer.blank(2);
        match writer.rng.u8(..10) {
            0 | 1 => writer.constants(),
            2..=4 => writer.class(),
            _ => writer.function(0, None),
        }
    }
    writer.out
}

struct Writer {
    rng: Rng,
    out: String,
    lines: usize,
    /// Names that the module binds.
    module: Vec<String>,
}

impl Writer {
    fn line(&mut self, indent: usize, text: &str) {
        let _ = writeln!(self.out, "{:1$}{text}", "", indent * 4);
        self.lines += 1;
    }

    fn blank(&mut self, count: usize) {
        for _ in 0..count {
            self.line(0, "");
        }
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        self.rng.choice(from).copied().unwrap_or("value")
    }

    fn word(&mut self) -> String {
        let word = self.pick(&WORDS).to_owned();
        if self.rng.u8(..4) == 0 { format!("{word}_{}", self.pick(&WORDS)) } else { word }
    }

    fn imports(&mut self) {
        self.line(0, "\"\"\"Made for a test; it means nothing.\"\"\"");
        self.blank(1);
        for module in MODULES {
            self.line(0, &format!("import {module}"));
        }
        self.line(0, "from collections import defaultdict as grouped, Counter");
        self.module.extend(MODULES.map(str::to_owned));
    }

    fn constants(&mut self) {
        for _ in 0..self.rng.usize(1..5) {
            let name = self.word().to_uppercase();
            let value = self.expression(&[], 1);
            self.line(0, &format!("{name} = {value}"));
            self.module.push(name);
        }
    }

    fn class(&mut self) {
        let (first, second) = (self.word(), self.word());
        let name: String = [first, second].iter().flat_map(|word| word.split('_')).map(capitalised).collect();
        self.line(0, &format!("class {name}:"));
        self.line(1, &format!("\"\"\"A {}.\"\"\"", name.to_lowercase()));
        self.blank(1);
        let attribute = self.word();
        let value = self.expression(&[], 1);
        self.line(1, &format!("{attribute} = {value}"));
        let own = self.word();
        self.blank(1);
        self.line(1, &format!("def __init__(self, {own}, *rest, **options):"));
        self.line(2, &format!("self.{own} = {own}"));
        self.line(2, "self.rest = rest");
        self.line(2, "self.options = options");
        for _ in 0..self.rng.usize(1..5) {
            self.blank(1);
            if self.rng.u8(..5) == 0 {
                self.line(1, "@property");
                let property = self.word();
                self.line(1, &format!("def {property}(self):"));
                self.line(2, &format!("return self.{own}"));
            } else {
                self.function(1, Some(&own));
            }
        }
        self.module.push(name);
    }

    /// A function, or a method of a class that has the attribute `own`.
    fn function(&mut self, indent: usize, own: Option<&str>) {
        let name = format!("{}_{}", self.pick(&VERBS), self.word());
        let mut known: Vec<String> = Vec::new();
        let mut parameters: Vec<String> = own.iter().map(|_| "self".to_owned()).collect();
        for n in 0..self.rng.usize(1..4) {
            let parameter = self.word();
            if known.contains(&parameter) {
                continue;
            }
            let annotation = self.pick(&TYPES);
            let default = if n > 0 { " = 0" } else { "" };
            parameters.push(format!("{parameter}: {annotation}{default}"));
            known.push(parameter);
        }
        if let Some(own) = own {
            known.push(format!("self.{own}"));
        }
        self.line(indent, &format!("def {name}({}):", parameters.join(", ")));
        if self.rng.bool() {
            self.line(indent + 1, &format!("\"\"\"Does what {name} says, to {}.\"\"\"", known.join(" and ")));
        }
        self.block(indent + 1, &mut known, 3..12, 0);
        let value = self.expression(&known, 2);
        self.line(indent + 1, &format!("return {value}"));
        if indent == 0 {
            self.module.push(name);
        }
    }

    fn block(
        &mut self,
        indent: usize,
        known: &mut Vec<String>,
        length: std::ops::Range<usize>,
        depth: usize,
    ) {
        for _ in 0..self.rng.usize(length) {
            self.statement(indent, known, depth);
        }
    }

    fn statement(&mut self, indent: usize, known: &mut Vec<String>, depth: usize) {
        let name = self.word();
        let (value, other) = (self.expression(known, 2), self.simple(known));
        let kinds = if depth < 3 { 16 } else { 6 };
        match self.rng.u8(..kinds) {
            0 | 1 => self.line(indent, &format!("{name} = {value}")),
            2 => {
                let old = self.known(known);
                self.line(indent, &format!("# {name} is worked out from {old}, which takes a while"));
                self.line(indent, &format!("{name} = {old}"));
                self.line(indent, &format!("{name} += {value}"));
            }
            3 => self.line(indent, &format!("{name} = f\"{name}: {{({value})}} of {{len({other}):>4}}\"")),
            4 => {
                self.line(indent, &format!("{name} = [{name} * 2 for {name} in {other} if {name}]"));
            }
            5 => {
                self.line(indent, &format!("print({value}, {other})"));
                return;
            }
            6 | 7 => {
                self.line(indent, &format!("for {name} in {value}:"));
                known.push(name);
                self.block(indent + 1, known, 1..4, depth + 1);
                return;
            }
            8 | 9 => {
                self.line(indent, &format!("if {value}:"));
                self.block(indent + 1, &mut known.clone(), 1..3, depth + 1);
                self.line(indent, "else:");
                self.block(indent + 1, &mut known.clone(), 1..3, depth + 1);
                return;
            }
            10 => {
                self.line(indent, &format!("with open({value}) as {name}:"));
                self.line(indent + 1, &format!("{name}.write({other})"));
            }
            11 => {
                self.line(indent, "try:");
                self.block(indent + 1, &mut known.clone(), 1..3, depth + 1);
                self.line(indent, "except ValueError as error:");
                self.line(indent + 1, &format!("print(error, {value})"));
                return;
            }
            12 => {
                self.line(indent, &format!("while ({name} := {value}):"));
                self.line(indent + 1, &format!("print({name})"));
                self.line(indent + 1, "break");
            }
            13 => {
                self.line(indent, &format!("match {value}:"));
                self.line(indent + 1, &format!("case [{name}, *others]:"));
                self.line(indent + 2, &format!("print({name}, others)"));
                self.line(indent + 1, "case _:");
                self.line(indent + 2, &format!("{name} = None"));
            }
            14 => {
                let inner = format!("inner_{name}");
                self.line(indent, &format!("{name} = 0"));
                self.line(indent, &format!("def {inner}(step=1):"));
                self.line(indent + 1, &format!("nonlocal {name}"));
                self.line(indent + 1, &format!("{name} += step"));
                self.line(indent + 1, &format!("return {value}"));
                known.push(format!("{inner}()"));
            }
            _ => self.line(indent, &format!("{name} = sorted({value}, key=lambda {name}: {name} or 0)")),
        }
        known.push(name);
    }

    /// A name that has a value.
    fn known(&mut self, known: &[String]) -> String {
        let local = self.rng.u8(..4) > 0;
        let from = if (local && !known.is_empty()) || self.module.is_empty() { known } else { &self.module };
        self.rng.choice(from).cloned().unwrap_or_else(|| "None".to_owned())
    }

    fn simple(&mut self, known: &[String]) -> String {
        if self.rng.u8(..5) == 0 { self.rng.u32(..1000).to_string() } else { self.known(known) }
    }

    fn expression(&mut self, known: &[String], depth: usize) -> String {
        if depth == 0 {
            return self.simple(known);
        }
        let (a, b) = (self.expression(known, depth - 1), self.simple(known));
        match self.rng.u8(..9) {
            0 => format!("{a} + {b}"),
            1 => format!("({a} - {b}) * 2"),
            2 => format!("len({a})"),
            3 => format!("max({a}, {b})"),
            4 => format!("({a}, {b})"),
            5 => format!("{{'{}': {a}}}", self.pick(&WORDS)),
            6 => format!("[{a}, {b}]"),
            7 => format!("({a} if {b} else None)"),
            _ => a,
        }
    }
}

fn capitalised(word: &str) -> String {
    let (first, rest) = word.split_at(word.len().min(1));
    format!("{}{rest}", first.to_uppercase())
}
