//! Holds the engine's groups of a file against what CPython says of it.
//!
//! CPython's variables and the engine's groups must be the same, place by place and kind by kind. What the engine
//! adds is left out: words that are no variables (attributes, keywords of calls), and names in strings, of which it is
//! never certain. A name of a class may be in a group with the same name of its base classes, as one member.

use std::ops::AddAssign;

use namelight_engine::occurrences::{Certainty, Class, Group, Kind};

use crate::cpython::{Testimony, Variable};

/// What was compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// Files.
    pub files: usize,
    /// Names in them.
    pub names: usize,
    /// Variables of modules, functions, comprehensions and type scopes, and undefined names.
    pub lexical: Score,
    /// Variables of classes.
    pub class_level: Score,
}

/// How many are right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Those that are.
    pub exact: usize,
    /// All.
    pub all: usize,
}

impl AddAssign for Score {
    fn add_assign(&mut self, other: Self) {
        self.exact += other.exact;
        self.all += other.all;
    }
}

impl AddAssign for Compared {
    fn add_assign(&mut self, other: Self) {
        self.files += other.files;
        self.names += other.names;
        self.lexical += other.lexical;
        self.class_level += other.class_level;
    }
}

/// One name of the engine's.
#[derive(Clone, Copy)]
struct Named {
    start: usize,
    end: usize,
    kind: usize,
    group: usize,
    is_certain: bool,
}

/// The number that `truth.py` gives a kind.
fn number(kind: Kind) -> usize {
    match kind {
        Kind::Read => 0,
        Kind::Definition | Kind::Write => 1,
        Kind::Update => 2,
        Kind::Delete => 3,
        Kind::Declaration => 4,
    }
}

/// Compares the groups of one file; differences in words, each with the byte that it is at.
#[must_use]
pub fn compare(told: &Testimony, groups: &[Group]) -> (Compared, Vec<(usize, String)>) {
    let mut comparison = Comparison::new(told, groups);
    let mut compared = Compared { files: 1, ..Compared::default() };
    for (at, variable) in told.groups.iter().enumerate() {
        let right = comparison.is_right(at, variable);
        compared.names += variable.places.len() / 3;
        let score = if variable.scope == "class" { &mut compared.class_level } else { &mut compared.lexical };
        *score += Score { exact: usize::from(right), all: 1 };
    }
    comparison.check_strangers();
    (compared, comparison.differences)
}

struct Comparison<'a> {
    told: &'a Testimony,
    groups: &'a [Group],
    /// Sorted by place.
    named: Vec<Named>,
    /// Start, end and variable of every name that CPython tells; sorted.
    known: Vec<(usize, usize, usize)>,
    differences: Vec<(usize, String)>,
}

impl<'a> Comparison<'a> {
    fn new(told: &'a Testimony, groups: &'a [Group]) -> Self {
        let mut named: Vec<Named> = groups
            .iter()
            .enumerate()
            .filter(|(_, group)| !matches!(group.class, Class::Keyword | Class::Bracket))
            .flat_map(|(at, group)| group.occurrences.iter().map(move |occurrence| (at, occurrence)))
            .filter(|(_, occurrence)| occurrence.certainty.is_counted())
            .map(|(group, occurrence)| Named {
                start: occurrence.range.start,
                end: occurrence.range.end,
                kind: number(occurrence.kind),
                group,
                is_certain: occurrence.certainty == Certainty::Exact,
            })
            .collect();
        named.sort_unstable_by_key(|name| (name.start, name.end));
        let variables = told.groups.iter().enumerate();
        let mut known: Vec<_> = variables
            .flat_map(|(at, variable)| places(variable).map(move |(start, end, _)| (start, end, at)))
            .collect();
        known.sort_unstable();
        Self { told, groups, named, known, differences: Vec::new() }
    }

    /// All that the engine says of a place; a name of a class may be in a group of its own and in a member's.
    fn named_at(&self, start: usize, end: usize) -> &[Named] {
        let first = self.named.partition_point(|name| (name.start, name.end) < (start, end));
        let found = self.named.get(first..).unwrap_or_default();
        let count = found.iter().take_while(|name| (name.start, name.end) == (start, end)).count();
        found.get(..count).unwrap_or_default()
    }

    /// The variable that CPython has at a place.
    fn variable_at(&self, start: usize, end: usize) -> Option<usize> {
        let at = self.known.partition_point(|&(s, e, _)| (s, e) < (start, end));
        self.known.get(at).filter(|&&(s, e, _)| (s, e) == (start, end)).map(|&(_, _, variable)| variable)
    }

    fn is_right(&mut self, at: usize, variable: &Variable) -> bool {
        let Some((start, end, _)) = places(variable).next() else { return true };
        let candidates: Vec<usize> = self.named_at(start, end).iter().map(|name| name.group).collect();
        let mut reason = "is in no group".to_owned();
        for candidate in candidates {
            match self.mismatch(at, variable, candidate) {
                None => return true,
                Some(mismatch) => reason = mismatch,
            }
        }
        self.differences.push((start, format!("{} of a {} {reason}", variable.name, variable.scope)));
        false
    }

    /// How a group differs from a variable.
    fn mismatch(&self, at: usize, variable: &Variable, candidate: usize) -> Option<String> {
        for (start, end, kind) in places(variable) {
            match self.named_at(start, end).iter().find(|name| name.group == candidate) {
                None => return Some(format!("lacks the one at byte {start}")),
                Some(name) if name.kind != kind => {
                    return Some(format!("is of kind {} and not {kind} at byte {start}", name.kind));
                }
                Some(_) => {}
            }
        }
        let group = self.groups.get(candidate)?;
        for occurrence in group.occurrences.iter().filter(|occurrence| occurrence.certainty.is_counted()) {
            let (start, end) = (occurrence.range.start, occurrence.range.end);
            match self.variable_at(start, end) {
                Some(other) if other != at && !self.may_be_inherited(group, variable, other) => {
                    return Some(format!("has the one at byte {start} too many"));
                }
                _ => {}
            }
        }
        None
    }

    /// Whether two variables of classes may be one member.
    fn may_be_inherited(&self, group: &Group, variable: &Variable, other: usize) -> bool {
        let other = self.told.groups.get(other);
        group.class == Class::Member
            && variable.scope == "class"
            && other.is_some_and(|other| other.scope == "class" && other.name == variable.name)
    }

    /// Whatever is certain to be a variable must be one to CPython.
    fn check_strangers(&mut self) {
        let mut others = pairs(&self.told.others);
        others.sort_unstable();
        let unknown = pairs(&self.told.unknown);
        for name in &self.named {
            let place = (name.start, name.end);
            let is_variable = self
                .groups
                .get(name.group)
                .is_some_and(|group| matches!(group.class, Class::Variable | Class::Undefined));
            let is_told =
                self.variable_at(name.start, name.end).is_some() || others.binary_search(&place).is_ok();
            let is_unknown = unknown.iter().any(|&(start, end)| start <= name.start && name.end <= end);
            if is_variable && name.is_certain && !is_told && !is_unknown {
                self.differences.push((name.start, "is no variable".to_owned()));
            }
        }
    }
}

fn places(variable: &Variable) -> impl Iterator<Item = (usize, usize, usize)> + '_ {
    variable.places.as_chunks().0.iter().map(|&[start, end, kind]| (start, end, kind))
}

fn pairs(flat: &[usize]) -> Vec<(usize, usize)> {
    flat.as_chunks().0.iter().map(|&[start, end]| (start, end)).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use namelight_engine::occurrences::Occurrence;

    use super::*;

    /// `x = x.y` and what the engine may say of it.
    fn told() -> Testimony {
        let x = Variable { name: "x".to_owned(), scope: "module".to_owned(), places: vec![0, 1, 1, 4, 5, 0] };
        Testimony { groups: vec![x], others: vec![6, 7], ..Testimony::default() }
    }

    fn group(class: Class, places: &[(usize, usize, Kind)]) -> Group {
        let occurrences = places.iter().map(|&(start, end, kind)| Occurrence {
            range: start..end,
            kind,
            certainty: Certainty::Exact,
            why: Arc::from(""),
        });
        Group { name: "x".to_owned(), scope: String::new(), class, occurrences: occurrences.collect() }
    }

    fn differences(groups: &[Group]) -> Vec<String> {
        compare(&told(), groups).1.into_iter().map(|(_, difference)| difference).collect()
    }

    #[test]
    fn the_same_places_and_kinds_are_right() {
        let groups = [group(Class::Variable, &[(0, 1, Kind::Write), (4, 5, Kind::Read), (6, 7, Kind::Read)])];
        let (compared, differences) = compare(&told(), &groups);
        assert_eq!(differences, []);
        assert_eq!((compared.names, compared.lexical), (2, Score { exact: 1, all: 1 }));
    }

    #[test]
    fn what_is_split_missing_or_of_another_kind_is_told() {
        let write = (0, 1, Kind::Write);
        let alone = group(Class::Variable, &[write]);
        assert_eq!(differences(&[]), ["x of a module is in no group"]);
        assert_eq!(differences(std::slice::from_ref(&alone)), ["x of a module lacks the one at byte 4"]);
        let split = [alone, group(Class::Undefined, &[(4, 5, Kind::Read)])];
        assert_eq!(differences(&split), ["x of a module lacks the one at byte 4"]);
        let other_kind = [group(Class::Variable, &[write, (4, 5, Kind::Update)])];
        assert_eq!(differences(&other_kind), ["x of a module is of kind 2 and not 0 at byte 4"]);
    }

    #[test]
    fn what_is_too_much_is_told() {
        let places = [(0, 1, Kind::Write), (4, 5, Kind::Read), (2, 3, Kind::Read)];
        assert_eq!(differences(&[group(Class::Variable, &places)]), ["is no variable"]);
        let y = Variable { name: "y".to_owned(), scope: "module".to_owned(), places: vec![2, 3, 0] };
        let told = Testimony { groups: vec![y], ..told() };
        let (_, differences) =
            compare(&told, &[group(Class::Variable, &[(2, 3, Kind::Read), (6, 7, Kind::Read)])]);
        assert_eq!(differences, []);
        let mut both = self::told();
        both.groups.push(Variable {
            name: "y".to_owned(),
            scope: "module".to_owned(),
            places: vec![2, 3, 0],
        });
        let (compared, _) = compare(&both, &[group(Class::Variable, &places)]);
        assert_eq!(compared.lexical, Score { exact: 0, all: 2 });
    }

    #[test]
    fn members_of_base_classes_may_come_along_but_nothing_else() {
        let of = |scope: &str, start: usize| Variable {
            name: "x".to_owned(),
            scope: scope.to_owned(),
            places: vec![start, start + 1, 1],
        };
        let both = group(Class::Member, &[(0, 1, Kind::Write), (4, 5, Kind::Write)]);
        for (second, exact) in [("class", 2), ("function", 0)] {
            let told = Testimony { groups: vec![of("class", 0), of(second, 4)], ..Testimony::default() };
            let (compared, _) = compare(&told, std::slice::from_ref(&both));
            assert_eq!(compared.class_level.exact + compared.lexical.exact, exact, "{second}");
        }
    }
}
