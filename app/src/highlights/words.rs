//! What the status bar says about the lit name.

use namelight_engine::occurrences::{Certainty, Class, Occurrence, Target};

/// How often a name is used. Source: LOOK.md, "Words" and "Decided".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All counted occurrences: exact and likely ones, the definition included.
    pub uses: usize,
    /// Those among them that write, update or delete.
    pub writes: usize,
    /// Places that may mean the same; they are not among the uses.
    pub possible: usize,
}

impl Counts {
    /// Counts what is to be counted.
    #[must_use]
    pub fn of(occurrences: &[Occurrence]) -> Self {
        let mut counts = Self::default();
        for occurrence in occurrences {
            if occurrence.certainty.is_counted() {
                counts.uses += 1;
                counts.writes += usize::from(occurrence.kind.counts_as_write());
            }
            counts.possible += usize::from(occurrence.certainty == Certainty::Possible);
        }
        counts
    }

    /// The counts in words: `7 uses, 2 writes, 1 possible`, `1 use`; `… so far` while more may come. Keywords
    /// and brackets have places: `3 places`.
    #[must_use]
    pub fn words(self, class: Class, is_partial: bool) -> String {
        if !class.is_name() {
            return number_of(self.uses, "place");
        }
        let mut words = number_of(self.uses, "use");
        if self.writes > 0 {
            words.push_str(", ");
            words.push_str(&number_of(self.writes, "write"));
        }
        if self.possible > 0 {
            words.push_str(&format!(", {} possible", self.possible));
        }
        if is_partial {
            words.push_str(" so far");
        }
        words
    }
}

/// `1 use`, `2 uses`.
pub(crate) fn number_of(count: usize, word: &str) -> String {
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
    /// Why the place at the cursor is taken to mean it, where that is not certain:
    /// `likely, gauge is bound once, to Gauge()`.
    pub doubt: Option<String>,
}

impl Words {
    /// The sentence about `target`; `here` is the occurrence at the cursor.
    #[must_use]
    pub fn of(target: &Target, counts: Counts, here: Option<&Occurrence>, is_partial: bool) -> Self {
        Self {
            name: target.name.clone(),
            scope: target.scope.clone(),
            counts: counts.words(target.class, is_partial),
            doubt: here.and_then(doubt),
        }
    }
}

/// How sure an occurrence is and why, where that is worth saying: `likely, gauge is annotated as Gauge`.
#[must_use]
pub fn doubt(occurrence: &Occurrence) -> Option<String> {
    let certainty = occurrence.certainty;
    (certainty != Certainty::Exact).then(|| format!("{}, {}", certainty.word(), occurrence.why))
}

impl std::fmt::Display for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} · {} · {}", self.name, self.scope, self.counts)?;
        self.doubt.as_ref().map_or(Ok(()), |doubt| write!(f, " · {doubt}"))
    }
}

#[cfg(test)]
mod tests {
    use namelight_engine::occurrences::Kind;

    use super::*;

    fn occurrence(kind: Kind, certainty: Certainty) -> Occurrence {
        Occurrence { range: 0..1, kind, certainty, why: "".into() }
    }

    #[test]
    fn writes_are_writes_updates_and_deletes() {
        let all = [Kind::Definition, Kind::Write, Kind::Update, Kind::Read, Kind::Delete, Kind::Declaration];
        let occurrences: Vec<_> = all.iter().map(|&kind| occurrence(kind, Certainty::Exact)).collect();
        assert_eq!(Counts::of(&occurrences), Counts { uses: 6, writes: 3, possible: 0 });
    }

    #[test]
    fn what_is_only_possible_is_not_counted() {
        let occurrences = [
            occurrence(Kind::Write, Certainty::Possible),
            occurrence(Kind::Read, Certainty::Mention),
            occurrence(Kind::Read, Certainty::Likely),
        ];
        assert_eq!(Counts::of(&occurrences), Counts { uses: 1, writes: 0, possible: 1 });
    }

    #[test]
    fn singular_and_plural_are_right() {
        let words = |uses, writes| Counts { uses, writes, possible: 0 }.words(Class::Variable, false);
        assert_eq!(words(1, 0), "1 use");
        assert_eq!(words(1, 1), "1 use, 1 write");
        assert_eq!(words(15, 2), "15 uses, 2 writes");
        let counts = Counts { uses: 2, writes: 1, possible: 3 };
        assert_eq!(counts.words(Class::Member, true), "2 uses, 1 write, 3 possible so far");
    }

    #[test]
    fn keywords_and_brackets_have_places() {
        let words = |uses, class| Counts { uses, writes: 0, possible: 0 }.words(class, false);
        assert_eq!(words(1, Class::Keyword), "1 place");
        assert_eq!(words(2, Class::Bracket), "2 places");
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
        let counts = Counts { uses: 15, writes: 2, possible: 0 };
        let mut here = occurrence(Kind::Read, Certainty::Exact);
        let words = Words::of(&target, counts, Some(&here), false);
        assert_eq!(words.to_string(), "total · parameter of mean() · 15 uses, 2 writes");

        here.certainty = Certainty::Likely;
        here.why = "gauge is annotated as Gauge".into();
        let words = Words::of(&target, counts, Some(&here), false);
        assert_eq!(
            words.to_string(),
            "total · parameter of mean() · 15 uses, 2 writes · likely, gauge is annotated as Gauge"
        );
    }
}
