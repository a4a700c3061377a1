//! Object-oriented Python that nobody wrote: what members, calls, dotted paths and strings are found in.

use std::fmt::Write as _;

use fastrand::Rng;

const THINGS: [&str; 12] = [
    "Gauge", "Buoy", "Harbour", "Tide", "Vessel", "Beacon", "Anchor", "Chart", "Signal", "Current", "Quay",
    "Lock",
];

const ATTRIBUTES: [&str; 12] = [
    "level", "rate", "depth", "label", "parent", "width", "origin", "reading", "limit", "offset", "weight",
    "state",
];

const DEEDS: [&str; 10] =
    ["read", "reset", "measure", "moor", "sail", "report", "adjust", "compare", "merge", "settle"];

/// How far back a class looks for its base, so that both stand on few screens.
const NEAR: usize = 40;

/// Python with about `lines` lines (at most a class's more), the same for the same seed: classes with bases of the
/// file, members through `self`, `cls` and `super()`, properties, instances and their attributes, keyword
/// arguments, dotted paths, quoted annotations, `cast`, `__all__`, and docstrings that speak of parameters. It is valid.
#[must_use]
pub fn classes(seed: u64, lines: usize) -> String {
    let mut writer = Writer { rng: Rng::with_seed(seed), out: String::new(), lines: 0, classes: Vec::new() };
    writer.line(0, "\"\"\"Made for a test; it means nothing.\"\"\"");
    writer.line(0, "");
    for import in ["import json.decoder", "import os.path", "from dataclasses import dataclass"] {
        writer.line(0, import);
    }
    writer.line(0, "from typing import cast");
    while writer.lines < lines {
        match writer.rng.u8(..8) {
            0 => writer.record(),
            1..=4 => writer.class(),
            5 => writer.instance(),
            _ => writer.function(),
        }
    }
    writer.exports();
    writer.out
}

/// A class that was written, with what it can be asked for.
#[derive(Clone)]
struct Class {
    name: String,
    /// Parameters of its constructor, which are its attributes too.
    attributes: [&'static str; 2],
    method: String,
    /// A parameter of the method.
    parameter: &'static str,
}

struct Writer {
    rng: Rng,
    out: String,
    lines: usize,
    classes: Vec<Class>,
}

impl Writer {
    fn line(&mut self, indent: usize, text: &str) {
        // Writing to a string can't fail.
        let _ = writeln!(self.out, "{:1$}{text}", "", if text.is_empty() { 0 } else { indent * 4 });
        self.lines += 1;
    }

    fn text(&mut self, indent: usize, text: &str) {
        for line in text.lines() {
            self.line(indent, line);
        }
    }

    fn pick(&mut self, from: &[&'static str]) -> &'static str {
        self.rng.choice(from).copied().unwrap_or("level")
    }

    fn two_attributes(&mut self) -> [&'static str; 2] {
        let first = self.rng.usize(..ATTRIBUTES.len());
        let second = (first + self.rng.usize(1..ATTRIBUTES.len())) % ATTRIBUTES.len();
        [ATTRIBUTES[first], ATTRIBUTES[second]]
    }

    /// A class that stands not far above.
    fn near(&mut self) -> Option<Class> {
        let first = self.classes.len().saturating_sub(NEAR);
        let near = self.classes.get(first..)?;
        self.rng.choice(near).cloned()
    }

    /// A class with a name that no other has.
    fn new_class(&mut self) -> Class {
        let name = format!("{}{}", self.pick(&THINGS), self.classes.len());
        let method = format!("{}_{}", self.pick(&DEEDS), self.pick(&ATTRIBUTES));
        Class {
            name,
            attributes: self.two_attributes(),
            method,
            parameter: self.pick(&["step", "by", "times"]),
        }
    }

    /// A dataclass.
    fn record(&mut self) {
        let class = self.new_class();
        let Class { name, attributes: [first, second], method, parameter } = &class;
        let text = format!(
            r#"

@dataclass
class {name}:
    """A record.

    Attributes:
        {first}: where it begins
    """

    {first}: int
    {second}: "float | None" = None

    def {method}(self, {parameter}: int = 1) -> "{name}":
        return {name}({first}=self.{first} + {parameter}, {second}=self.{second})
"#
        );
        self.text(0, &text);
        self.classes.push(class);
    }

    fn class(&mut self) {
        let class = self.new_class();
        let base = self.near().filter(|_| self.rng.u8(..5) > 1);
        let Class { name, attributes: [first, second], method, parameter } = &class;
        let header = base.as_ref().map(|base| format!("({})", base.name)).unwrap_or_default();
        let like = base.as_ref().map_or(name, |base| &base.name);
        let begin = format!(
            r#"

class {name}{header}:
    """What {first} and {second} are kept in."""

    count = 0

    def __init__(self, {first}: int, {second}: "float | None" = None, *others: "{like}"):
        """Sets it up.

        :param {first}: what it begins with
        :param {second}: how it goes on
        """
"#
        );
        self.text(0, &begin);
        if let Some(Class { attributes: [first_of_base, second_of_base], .. }) = &base {
            let call = format!("super().__init__({first_of_base}={first}, {second_of_base}={second})");
            self.line(2, &call);
        }
        let middle = format!(
            r#"        self.{first} = {first}
        self.{second} = {second}
        self.others = list(others)
        self._next = None

    @property
    def next_{first}(self) -> "{like}":
        return cast("{like}", self._next)

    @next_{first}.setter
    def next_{first}(self, value):
        self._next = value
        type(self).count += 1

    @classmethod
    def make(cls, {first}):
        cls.count += 1
        return cls({first}={first}, {second}=cls.count)

    def {method}(self, {parameter}: int, other: "{name} | None" = None) -> "{like}":
        """Does it.

        Args:
            {parameter}: how far
            other: with what
        """
        for part in self.others:
            part.{first} = self.{first} + {parameter}
        if other is not None:
            other.{second} = self.{second}
            return other.{method}({parameter}={parameter})
        return self.next_{first}
"#
        );
        self.text(0, &middle);
        if let Some(Class { method: of_base, parameter: of_that, attributes: [inherited, _], .. }) = &base {
            self.line(0, "");
            self.line(1, &format!("def again(self, {parameter}):"));
            self.line(2, &format!("self.{of_base}({of_that}={parameter})"));
            self.line(2, &format!("return super().{of_base}({parameter}).{inherited}"));
        }
        self.classes.push(class);
    }

    /// An instance of the module, and what is done with it.
    fn instance(&mut self) {
        let Some(Class { name, attributes: [first, second], method, parameter }) = self.near() else {
            return;
        };
        let number = self.rng.usize(..1000);
        let text = format!(
            "\n{first}_{number} = {name}({first}={number}, {second}=0.5)\n\
             {first}_{number}.{first} += 1\n\
             print({first}_{number}.{method}({parameter}=2).{second}, {first}_{number}.{first})\n"
        );
        self.text(0, &text);
    }

    fn function(&mut self) {
        let Some(class) = self.near() else { return };
        let Some(other) = self.near() else { return };
        let Class { name, attributes: [first, second], method, parameter } = &class;
        let other_name = &other.name;
        let [other_first, _] = other.attributes;
        let function = format!("{}_{}", self.pick(&DEEDS), self.rng.usize(..100_000));
        let text = format!(
            r#"

def {function}(amount: int, given: "{other_name}", *, rate=1):
    """Works it out.

    :param amount: how much
    :param given: of what
    """
    made = {name}({first}=amount, {second}=rate)
    made.{first} -= given.{other_first}
    folder = os.path.join(os.path.dirname(made.{second}), "chart")
    try:
        with open(folder) as chart:
            given.{other_first} = json.decoder.JSONDecoder().decode(chart.read())
    except json.decoder.JSONDecodeError as error:
        return made.{method}({parameter}=error.lineno)
    return {function}(amount=made.{first}, given=given, rate=rate)
"#
        );
        self.text(0, &text);
    }

    fn exports(&mut self) {
        self.line(0, "");
        self.line(0, "__all__ = [");
        let names: Vec<String> =
            self.classes.iter().step_by(7).map(|class| format!("\"{}\",", class.name)).collect();
        for name in names {
            self.line(1, &name);
        }
        self.line(0, "]");
    }
}
