//! What the status bar says about the lit name.

use namelight_engine::occurrences::{Occurrence, Target};

/// How often a name is used. Source: LOOK.md, "Words" and "Decided".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All counted occurrences: exact and likely ones, the definition included.
    pub uses: usize,
    /// Those among them that write, update or delete.
    pub writes: usize,
}

impl Counts {
    /// Counts what is to be counted.
    #[must_use]
    pub fn of(occurrences: &[Occurrence]) -> Self {
        let counted = occurrences.iter().filter(|occurrence| occurrence.certainty.is_counted());
        counted.fold(Self::default(), |sum, occurrence| Self {
            uses: sum.uses + 1,
            writes: sum.writes + usize::from(occurrence.kind.counts_as_write()),
        })
    }

    /// The counts in words: `7 uses, 2 writes`, `1 use`; `… so far` while more may come.
    #[must_use]
    pub fn words(self, is_partial: bool) -> String {
        let so_far = if is_partial { " so far" } else { "" };
        let uses = number_of(self.uses, "use");
        if self.writes == 0 {
            format!("{uses}{so_far}")
        } else {
            format!("{uses}, {}{so_far}", number_of(self.writes, "write"))
        }
    }
}

/// `1 use`, `2 uses`.
fn number_of(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

/// The status bar's sentence about a lit name, in its parts, since the name is drawn otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The name itself.
    pub name: String,
    /// What it is: `parameter of mean()`.
    pub scope: String,
    /// How often it is used: `15 uses, 2 writes`.
    pub counts: String,
}

impl Words {
    /// The sentence about `target`.
    #[must_use]
    pub fn of(target: &Target, counts: Counts, is_partial: bool) -> Self {
        Self { name: target.name.clone(), scope: target.scope.clone(), counts: counts.words(is_partial) }
    }
}

impl std::fmt::Display for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} · {} · {}", self.name, self.scope, self.counts)
    }
}

#[cfg(test)]
mod tests {
    use namelight_engine::occurrences::{Certainty, Class, Kind};

    use super::*;

    fn occurrence(kind: Kind, certainty: Certainty) -> Occurrence {
        Occurrence { range: 0..1, kind, certainty, why: "".into() }
    }

    #[test]
    fn writes_are_writes_updates_and_deletes() {
        let all = [Kind::Definition, Kind::Write, Kind::Update, Kind::Read, Kind::Delete, Kind::Declaration];
        let occurrences: Vec<_> = all.iter().map(|&kind| occurrence(kind, Certainty::Exact)).collect();
        assert_eq!(Counts::of(&occurrences), Counts { uses: 6, writes: 3 });
    }

    #[test]
    fn what_is_only_possible_is_not_counted() {
        let occurrences = [
            occurrence(Kind::Write, Certainty::Possible),
            occurrence(Kind::Read, Certainty::Mention),
            occurrence(Kind::Read, Certainty::Likely),
        ];
        assert_eq!(Counts::of(&occurrences), Counts { uses: 1, writes: 0 });
    }

    #[test]
    fn singular_and_plural_are_right() {
        let words = |uses, writes| Counts { uses, writes }.words(false);
        assert_eq!(words(1, 0), "1 use");
        assert_eq!(words(1, 1), "1 use, 1 write");
        assert_eq!(words(15, 2), "15 uses, 2 writes");
        assert_eq!(Counts { uses: 2, writes: 1 }.words(true), "2 uses, 1 write so far");
    }

    #[test]
    fn the_sentence_is_name_scope_counts() {
        let target = Target {
            name: "total".into(),
            range: 0..5,
            class: Class::Variable,
            scope: "parameter of mean()".into(),
            reach: None,
        };
        let words = Words::of(&target, Counts { uses: 15, writes: 2 }, false);
        assert_eq!(words.to_string(), "total · parameter of mean() · 15 uses, 2 writes");
    }
}
