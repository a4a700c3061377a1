//! The rows of the list, by section: where the name lives, elsewhere, perhaps, spoken of, and what it is not.
//!
//! Invariant: it is made in one pass over the places, without a word for each: names that are common elsewhere have tens of
//! thousands.

use std::collections::HashMap;
use std::ops::Range;

use namelight_engine::occurrences::{Certainty, Target};
use namelight_engine::worker::{CancelToken, Cancelled};

use super::{Material, excerpt};
use crate::document::lines;

/// So many places are looked at before it is asked whether the list is still wanted.
const BETWEEN_CHECKS: usize = 4096;

/// What a section is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Title {
    /// In these words.
    Words(Box<str>),
    /// By what the other name of this number is.
    NotThis(usize),
}

/// An entry of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    Head { title: Title, count: usize },
    Lit(usize),
    Other(usize),
}

/// The entries that hold the filter, which is in lower case, in any of their words.
///
/// # Errors
/// [`Cancelled`] if `cancel` says so.
pub(super) fn entries(
    material: Material<'_>,
    filter: &str,
    cancel: &CancelToken,
) -> Result<Vec<Entry>, Cancelled> {
    let Some(target) = material.target else { return Ok(Vec::new()) };
    let mut entries = Vec::with_capacity(material.lit.len() + material.others.len());
    add_lit(material, target, filter, cancel, &mut entries)?;
    add_others(material, filter, cancel, &mut entries)?;
    Ok(entries)
}

/// Asks now and then whether to go on, at the place of a number.
fn check(cancel: &CancelToken, at: usize) -> Result<(), Cancelled> {
    if at.is_multiple_of(BETWEEN_CHECKS) { cancel.check() } else { Ok(()) }
}

/// Whether a place holds the filter.
fn passes(material: Material<'_>, filter: &str, range: &Range<usize>, words: &[&str]) -> bool {
    if filter.is_empty() {
        return true;
    }
    let line = lines::of_offset(material.text, range.start);
    let code = excerpt(material.text, line, range).concat().to_lowercase();
    code.contains(filter) || words.iter().any(|word| word.to_lowercase().contains(filter))
}

fn add_lit(
    material: Material<'_>,
    target: &Target,
    filter: &str,
    cancel: &CancelToken,
    entries: &mut Vec<Entry>,
) -> Result<(), Cancelled> {
    let is_in_reach = |range: &Range<usize>| {
        target.reach.as_ref().is_none_or(|reach| reach.start <= range.start && range.end <= reach.end)
    };
    let place = target.scope.rsplit_once(" of ").or_else(|| target.scope.rsplit_once(" in "));
    let home = match (&target.reach, place) {
        (Some(_), Some((_, place))) => format!("In {place}"),
        _ => "In this file".to_owned(),
    };
    let away = match target.scope.starts_with("parameter of") {
        true => "Passed by name in calls",
        false => "Elsewhere",
    };
    let titles = [&*home, away, "May be meant", "Spoken of in docstrings"];
    let mut sections = titles.map(|_| Vec::new());
    for (at, one) in material.lit.iter().enumerate() {
        check(cancel, at)?;
        if !passes(material, filter, &one.range, &[one.kind.word(), one.certainty.word(), &one.why]) {
            continue;
        }
        let [home, away, possible, mentions] = &mut sections;
        let section = match one.certainty {
            Certainty::Possible => possible,
            Certainty::Mention => mentions,
            _ if is_in_reach(&one.range) => home,
            _ => away,
        };
        section.push(Entry::Lit(at));
    }
    for (title, section) in titles.into_iter().zip(sections) {
        if !section.is_empty() {
            entries.push(Entry::Head { title: Title::Words(title.into()), count: section.len() });
            entries.extend(section);
        }
    }
    Ok(())
}

/// Adds what is not meant: in the order in which each of them first comes up.
fn add_others(
    material: Material<'_>,
    filter: &str,
    cancel: &CancelToken,
    entries: &mut Vec<Entry>,
) -> Result<(), Cancelled> {
    // The first place of each section, and how many there are.
    let mut sections: Vec<(usize, usize)> = Vec::new();
    // Names of one scope share its words, in one place of memory.
    let mut known: HashMap<usize, usize> = HashMap::new();
    let mut passed: Vec<(usize, usize)> = Vec::with_capacity(material.others.len());
    for (at, other) in material.others.iter().enumerate() {
        check(cancel, at)?;
        if !passes(material, filter, &other.range, &["not meant", &other.scope]) {
            continue;
        }
        let number = *known.entry(other.scope.as_ptr().addr()).or_insert_with(|| {
            sections.push((at, 0));
            sections.len() - 1
        });
        if let Some((_, count)) = sections.get_mut(number) {
            *count += 1;
        }
        passed.push((number, at));
    }
    // Stable, so that in each section they stay in their order.
    passed.sort_by_key(|(number, _)| *number);
    let mut passed = passed.into_iter();
    for (first, count) in sections {
        entries.push(Entry::Head { title: Title::NotThis(first), count });
        entries.extend(passed.by_ref().take(count).map(|(_, at)| Entry::Other(at)));
    }
    Ok(())
}
