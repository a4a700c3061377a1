//! Python that is broken in one place, as it is while someone types, and what stays right of it.
//!
//! A group survives if the broken file has a group with just the same ranges, moved by the edit, and the same
//! kinds. Occurrences of which the engine is neither certain nor nearly so are left out. A group that is the same but for
//! new places in the broken line itself is counted for itself: `f(A).run()` without its second bracket begins with a call
//! of `A.run`. A group lies outside of the broken statement if it has no place there; of a variable of the module, its name may not be mentioned there either.
//! What an attribute belongs to may be followed through the broken line (`x = Foo()`, `class A(B):`); what is lost of those, and
//! would be if the line weren't there, is counted for itself. Groups with a name in the broken line are not counted; if a line
//! came, those with the names in it.

use std::collections::HashSet;
use std::ops::{AddAssign, Range};

use crop::Rope;
use fastrand::Rng;
use namelight_engine::FileIndex;
use namelight_engine::occurrences::{Certainty, Class, Kind};
use namelight_engine::worker::CancelToken;

use crate::outline::Outline;

/// What breaks a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mutation {
    /// An opening or closing bracket goes.
    DeletedBracket,
    /// `def foo(` in a line of its own.
    HalfDefinition,
    /// `x = self.` in a line of its own.
    HalfAttribute,
    /// A quote before a word.
    OpenString,
    /// `if x ==` in a line of its own.
    HalfCondition,
    /// The colon of a header goes.
    DroppedColon,
}

impl Mutation {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::DeletedBracket,
        Self::HalfDefinition,
        Self::HalfAttribute,
        Self::OpenString,
        Self::HalfCondition,
        Self::DroppedColon,
    ];

    /// In words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::DeletedBracket => "a bracket deleted",
            Self::HalfDefinition => "`def foo(` typed",
            Self::HalfAttribute => "`x = self.` typed",
            Self::OpenString => "a string opened",
            Self::HalfCondition => "`if x ==` typed",
            Self::DroppedColon => "a colon dropped",
        }
    }

    /// The line that is typed, and the names in it.
    fn line(self) -> Option<(&'static str, &'static [&'static str])> {
        match self {
            Self::HalfDefinition => Some(("def foo(", &["foo"])),
            Self::HalfAttribute => Some(("x = self.", &["x", "self"])),
            Self::HalfCondition => Some(("if x ==", &["x"])),
            Self::DeletedBracket | Self::OpenString | Self::DroppedColon => None,
        }
    }

    /// Does it to a text at a random place; none if there is no such place.
    #[must_use]
    pub fn apply(self, text: &str, outline: &Outline, rng: &mut Rng) -> Option<Broken> {
        let places = match self {
            Self::DeletedBracket => &outline.brackets,
            Self::DroppedColon => &outline.colons,
            Self::OpenString => &outline.words,
            Self::HalfDefinition | Self::HalfAttribute | Self::HalfCondition => &outline.lines,
        };
        let at = *rng.choice(places)?;
        let statement = outline.statement_at(at);
        let broken_line = line_round(text, at);
        // One quote more makes another of three, which is more than a string opened.
        let holds_triple = || {
            text.get(broken_line.clone()).is_some_and(|line| line.contains("\"\"\"") || line.contains("'''"))
        };
        if self == Self::OpenString && holds_triple() {
            return None;
        }
        let (removed, inserted, names) = match (self, self.line()) {
            (_, Some((line, names))) => {
                let rest = text.get(at..)?;
                let column = rest.len() - rest.trim_start_matches([' ', '\t']).len();
                (0, format!("{}{line}\n", rest.get(..column)?), names)
            }
            (Self::OpenString, _) => (0, rng.choice(["\"", "'"])?.to_owned(), [].as_slice()),
            _ => (1, String::new(), [].as_slice()),
        };
        // A line that is typed between two statements is one of its own and touches none of them.
        let (statement, broken_line) = match self.line() {
            Some(_) if statement.start == at => (at..at, at..at),
            Some(_) => (statement, at..at),
            None => (statement, broken_line),
        };
        Some(Broken { mutation: self, at, removed, inserted, statement, broken_line, names })
    }
}

/// An edit that breaks a file, and what it breaks.
#[derive(Clone, Debug)]
pub struct Broken {
    /// What was done.
    pub mutation: Mutation,
    /// Where, in bytes of the file before.
    pub at: usize,
    removed: usize,
    inserted: String,
    /// The top-level statement that is broken, in bytes of the file before; empty if a new one came.
    statement: Range<usize>,
    /// The line that is broken, in bytes of the file before; empty if a new one came.
    broken_line: Range<usize>,
    /// Names in the line that came.
    names: &'static [&'static str],
}

impl Broken {
    /// The file with the edit.
    #[must_use]
    pub fn text(&self, text: &str) -> String {
        let mut new = text.to_owned();
        new.replace_range(self.at..self.at + self.removed, &self.inserted);
        new
    }

    /// The top-level statement with the edit.
    #[must_use]
    pub fn broken_statement(&self, text: &str) -> String {
        let new = self.text(text);
        let end = self.statement.end.max(self.at) + self.inserted.len() - self.removed;
        new.get(self.statement.start..end).unwrap_or_default().to_owned()
    }

    /// Whether the broken line still begins with `class` and the name. Without its bracket, `class A(B):` is the
    /// beginning of another class, and nothing says where the name ended.
    fn keeps_name(&self, text: &str, header: &str) -> bool {
        let new = self.text(text);
        let line = new.get(self.broken_line.start..).unwrap_or_default().trim_start();
        line.strip_prefix(header)
            .is_some_and(|rest| !rest.starts_with(|c: char| c == '_' || c.is_alphanumeric()))
    }

    /// The broken line in bytes of the file after.
    fn new_line(&self) -> Range<usize> {
        self.broken_line.start..self.broken_line.end + self.inserted.len() - self.removed
    }

    fn moved(&self, place: Place) -> Option<Place> {
        let Place { start, end, kind } = place;
        if end <= self.at && (start < end || end < self.at) {
            return Some(place);
        }
        if start < self.at + self.removed {
            return None;
        }
        let by = |offset: usize| offset - self.removed + self.inserted.len();
        Some(Place { start: by(start), end: by(end), kind })
    }
}

fn line_round(text: &str, at: usize) -> Range<usize> {
    let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let end = text.get(at..).and_then(|after| after.find('\n')).map_or(text.len(), |end| at + end + 1);
    start..end
}

/// One place of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    start: usize,
    end: usize,
    kind: Kind,
}

/// A group's name and places.
#[derive(Clone, Debug)]
pub struct Places {
    name: String,
    class: Class,
    is_of_module: bool,
    places: Vec<Place>,
}

/// What the engine calls variables of the module.
const MODULE_LEVEL: [&str; 5] = ["class", "function", "import", "module variable", "type alias"];

/// All groups of a text, without what is doubtful.
#[must_use]
pub fn groups(text: &str) -> Vec<Places> {
    let groups = FileIndex::of(&Rope::from(text)).groups(&CancelToken::never()).unwrap_or_default();
    let certain = groups.into_iter().map(|group| {
        let certain = group
            .occurrences
            .into_iter()
            .filter(|found| matches!(found.certainty, Certainty::Exact | Certainty::Likely));
        let places = certain
            .map(|found| Place { start: found.range.start, end: found.range.end, kind: found.kind })
            .collect();
        let class = group.class;
        let is_of_module = match class {
            Class::Variable => MODULE_LEVEL.contains(&group.scope.as_str()),
            class => class == Class::Undefined,
        };
        Places { name: group.name, class, is_of_module, places }
    });
    certain.filter(|group| !group.places.is_empty()).collect()
}

/// How many groups there were, and how many are left.
#[derive(Clone, Copy, Debug, Default)]
pub struct Survival {
    /// Groups outside of the broken statement.
    pub outside: usize,
    /// Those of them that are the same.
    pub outside_alive: usize,
    /// Attributes and keyword arguments outside of it that are followed through the broken line, and changed.
    pub inferred: usize,
    /// Groups outside of it that are the same but for new places in the broken line.
    pub joined: usize,
    /// Groups that the broken statement mentions, but not in the broken line.
    pub inside: usize,
    /// Those of them that are the same.
    pub inside_alive: usize,
}

impl AddAssign for Survival {
    fn add_assign(&mut self, other: Self) {
        self.outside += other.outside;
        self.outside_alive += other.outside_alive;
        self.inferred += other.inferred;
        self.joined += other.joined;
        self.inside += other.inside;
        self.inside_alive += other.inside_alive;
    }
}

/// Whether a group is an attribute or an argument that is followed through the broken line: it is another one if
/// the line is `pass`; or, where the line still begins the class that it began, if that has no bases.
fn follows(group: &Places, text: &str, broken: &Broken) -> bool {
    if matches!(group.class, Class::Variable | Class::Undefined) || broken.broken_line.is_empty() {
        return false;
    }
    let line = text.get(broken.broken_line.clone()).unwrap_or_default();
    let column = line.len() - line.trim_start().len();
    let header = line.trim().split_once('(').map(|(header, _)| header);
    let instead = match header.filter(|header| header.starts_with("class ")) {
        Some(header) if broken.keeps_name(text, header) => format!("{header}:"),
        _ => "pass".to_owned(),
    };
    let inserted = format!("{}{instead}\n", line.get(..column).unwrap_or_default());
    let range = &broken.broken_line;
    let replaced = Broken { at: range.start, removed: range.len(), inserted, ..broken.clone() };
    let moved: Option<Vec<Place>> = group.places.iter().map(|&place| replaced.moved(place)).collect();
    let after = groups(&replaced.text(text));
    moved.is_some_and(|moved| after.iter().all(|found| found.places != moved))
}

/// What is left of the groups of a file, `before`, in the broken one; and what isn't, in words.
#[must_use]
pub fn survival(text: &str, before: &[Places], broken: &Broken) -> (Survival, Vec<(bool, String)>) {
    let new_line = broken.new_line();
    let is_elsewhere = |place: &Place| place.end <= new_line.start || new_line.end <= place.start;
    let after: Vec<Vec<Place>> = groups(&broken.text(text)).into_iter().map(|group| group.places).collect();
    let elsewhere: HashSet<Vec<Place>> =
        after.iter().map(|places| places.iter().copied().filter(is_elsewhere).collect()).collect();
    let after: HashSet<Vec<Place>> = after.into_iter().collect();
    let touches = |group: &Places, range: &Range<usize>| {
        group.places.iter().any(|place| place.start < range.end && range.start < place.end)
    };
    // A name that the broken statement mentions may mean there what it means elsewhere, once it is broken.
    let mentioned: HashSet<&str> = before
        .iter()
        .filter(|group| touches(group, &broken.statement))
        .map(|group| group.name.as_str())
        .collect();
    let mut survival = Survival::default();
    let mut lost = Vec::new();
    for group in before {
        if touches(group, &broken.broken_line) || broken.names.contains(&group.name.as_str()) {
            continue;
        }
        let moved: Option<Vec<Place>> = group.places.iter().map(|&place| broken.moved(place)).collect();
        let is_alive = moved.as_ref().is_some_and(|moved| after.contains(moved));
        let is_inside = touches(group, &broken.statement)
            || (group.is_of_module && mentioned.contains(group.name.as_str()));
        if is_inside {
            survival.inside += 1;
            survival.inside_alive += usize::from(is_alive);
        } else if !is_alive && moved.is_some_and(|moved| elsewhere.contains(&moved)) {
            survival.joined += 1;
            continue;
        } else if !is_alive && follows(group, text, broken) {
            survival.inferred += 1;
            continue;
        } else {
            survival.outside += 1;
            survival.outside_alive += usize::from(is_alive);
        }
        if !is_alive {
            let first = group.places.first().map_or(0, |place| place.start);
            let line = text.get(..first).map_or(0, |above| above.split('\n').count());
            lost.push((is_inside, format!("{} (line {line})", group.name)));
        }
    }
    (survival, lost)
}
