//! What has to be written where for a name to have another one, or why that can't be.
//!
//! Invariant: after the replacements every exact place means what it meant. That isn't argued but tried: the
//! changed text is asked about the new name, and a rename after which other places are meant is refused.

mod plan;
mod refusal;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::answer::{Certainty, Class, Kind, Occurrence};
use super::file_index::FileIndex;
use crate::repair::is_keyword;
use crate::scopes::{Deed, normalise};
use crate::segments::{Token, TokenKind, tokens};
use crate::text::{Edit, Patch, Revision};
use crate::worker::{CancelToken, Cancelled};

pub use plan::{Keeps, RenameExtent, RenamePlace, RenamePlan, Replace};
pub use refusal::Refusal;

impl FileIndex {
    /// What a rename of the name at byte `at`, at either of its edges too, may change.
    ///
    /// # Errors
    /// [`Cancelled`] if `cancel` says so; a [`Refusal`] otherwise says why it can't be renamed.
    pub fn plan_rename(
        &mut self,
        at: usize,
        cancel: &CancelToken,
    ) -> Result<Result<RenamePlan, Refusal>, Cancelled> {
        let Some(found) = self.find_at(at, cancel)? else { return Ok(Err(Refusal::NoName)) };
        let (target, places) = (found.target, found.occurrences);
        let name = || target.name.clone();
        let is_bound = places.iter().any(|place| place.certainty.is_counted() && place.kind != Kind::Read);
        let refusal = match target.class {
            Class::Keyword | Class::Bracket => Refusal::NotAName,
            _ if target.name.len() > 4 && target.name.starts_with("__") && target.name.ends_with("__") => {
                Refusal::Special { name: name() }
            }
            Class::Variable | Class::Member if is_bound => match self.with_what_stays(&places, cancel)? {
                Some(places) => return Ok(Ok(RenamePlan { target, places })),
                None => Refusal::DottedImport { name: name() },
            },
            _ => Refusal::NotDefined { name: name() },
        };
        Ok(Err(refusal))
    }

    /// What to replace for the name at byte `at` to be called `new`, sorted by position; nothing where it has
    /// that name. Likely places are among it, mentions and possible ones aren't.
    ///
    /// # Errors
    /// [`Cancelled`] if `cancel` says so; a [`Refusal`] otherwise says why it can't be.
    pub fn rename_at(
        &mut self,
        at: usize,
        new: &str,
        cancel: &CancelToken,
    ) -> Result<Result<Vec<Replace>, Refusal>, Cancelled> {
        let plan = match self.plan_rename(at, cancel)? {
            Ok(plan) => plan,
            Err(refusal) => return Ok(Err(refusal)),
        };
        self.check_rename(&plan, new, RenameExtent { likely: true, ..RenameExtent::default() }, cancel)
    }

    /// What to replace for a rename that was planned for this very text; nothing where the name is the same.
    ///
    /// # Errors
    /// [`Cancelled`] if `cancel` says so; a [`Refusal`] otherwise says why it can't be.
    pub fn check_rename(
        &mut self,
        plan: &RenamePlan,
        new: &str,
        extent: RenameExtent,
        cancel: &CancelToken,
    ) -> Result<Result<Vec<Replace>, Refusal>, Cancelled> {
        if let Err(refusal) = check_new_name(new) {
            return Ok(Err(refusal));
        }
        if normalise(new) == plan.target.name {
            return Ok(Ok(Vec::new()));
        }
        let replaces = plan.replaces(new, extent);
        let conflict = self.conflict(plan, new, extent, &replaces, cancel)?;
        Ok(match conflict {
            Some(refusal) => Err(refusal),
            None => Ok(replaces),
        })
    }

    /// Finds what stays in front of a new name; none where one of the places, which are sorted, can't be renamed.
    fn with_what_stays(
        &mut self,
        places: &[Occurrence],
        cancel: &CancelToken,
    ) -> Result<Option<Vec<RenamePlace>>, Cancelled> {
        let written: Vec<String> = places.iter().map(|place| self.text_at(&place.range)).collect();
        let private = private_spelling(places, &written);
        let mut known: Option<(usize, Vec<Token>)> = None;
        let mut found = Vec::with_capacity(places.len());
        for (place, written) in places.iter().zip(written) {
            let form = match place.kind == Kind::Definition && place.certainty.is_counted() {
                true => self.form_at(place.range.start, &mut known, cancel)?,
                false => Form::Plain,
            };
            let keeps = match form {
                Form::DottedImport => return Ok(None),
                Form::Import => Keeps::Always(format!("{written} as ").into()),
                Form::Plain => match private.as_deref().and_then(|private| written.strip_suffix(private)) {
                    Some(prefix) if !prefix.is_empty() => Keeps::WhilePrivate(prefix.into()),
                    _ => Keeps::Nothing,
                },
            };
            found.push(RenamePlace { range: place.range.clone(), certainty: place.certainty, keeps });
        }
        Ok(Some(found))
    }

    /// Whether the definition at a byte is an import, and which one; `known` are the tokens of the segment asked about
    /// last.
    fn form_at(
        &mut self,
        at: usize,
        known: &mut Option<(usize, Vec<Token>)>,
        cancel: &CancelToken,
    ) -> Result<Form, Cancelled> {
        let segment = self.segments.index_at(at);
        let inside = at.saturating_sub(self.range(segment).start);
        let index = self.index(segment, cancel)?;
        let mut form = Form::Plain;
        if index.reference_at(inside).is_some_and(|reference| reference.deed() == Deed::Import) {
            self.with_text(segment, cancel, |text| {
                let tokens = match known.take().filter(|(of, _)| *of == segment) {
                    Some((_, tokens)) => tokens,
                    None => code_tokens(text),
                };
                form = form_of_import(text, &tokens, inside);
                *known = Some((segment, tokens));
                Ok(())
            })?;
        }
        Ok(form)
    }

    fn text_at(&self, range: &Range<usize>) -> String {
        self.text.byte_slice(range.clone()).chunks().collect()
    }

    /// Why the changed text doesn't take the same places for one name, as far as that is certain.
    ///
    /// The text is changed, asked about and changed back: so only what is changed is parsed again.
    fn conflict(
        &mut self,
        plan: &RenamePlan,
        new: &str,
        extent: RenameExtent,
        replaces: &[Replace],
        cancel: &CancelToken,
    ) -> Result<Option<Refusal>, Cancelled> {
        let before = self.text.clone();
        let mut after = before.clone();
        let mut edits = Vec::with_capacity(replaces.len());
        for replace in replaces.iter().rev() {
            after.replace(replace.range.clone(), &replace.text);
            edits.push(edit(&replace.range, replace.text.len()));
        }
        let there = Patch::of(&edits);
        let back: Vec<Edit> =
            there.replacements().iter().rev().map(|change| edit(&change.new, change.old.len())).collect();
        self.edit(&after, &there);
        let tried = self.try_out(&Trial { plan, new, extent }, cancel);
        self.edit(&before, &Patch::of(&back));
        let name = new.to_owned();
        Ok(match tried? {
            None => None,
            Some(Conflict::Joined { places }) => {
                let before_change = |range: &Range<usize>| {
                    let start = there.offset_before(range.start);
                    start..start + range.len()
                };
                let places: Vec<Range<usize>> = places.iter().map(before_change).collect();
                let (scope, line) = self.meaning_of(&places, cancel)?;
                Some(Refusal::Joined { name, scope, line, places })
            }
            Some(Conflict::Captured { places, scope }) => {
                let line = self.line_of(places.first().map_or(0, |place| place.start));
                Some(Refusal::Captured { name, scope, line, places })
            }
        })
    }

    /// Asks the changed text.
    fn try_out(&mut self, trial: &Trial<'_>, cancel: &CancelToken) -> Result<Option<Conflict>, Cancelled> {
        let Trial { plan, new, extent } = trial;
        // Where each place is now; those of mentions mean nothing to Python.
        let mut exact = BTreeMap::new();
        let mut all = BTreeSet::new();
        let mut asked = None;
        let mut shift = 0_isize;
        for place in plan.places_of(*extent) {
            cancel.check()?;
            let kept = place.keeps.before(new).len();
            let start = place.range.start.saturating_add_signed(shift);
            shift += (kept + new.len()) as isize - place.range.len() as isize;
            if !place.certainty.is_counted() {
                continue;
            }
            // A private name is all of `_A__x`.
            let name = if matches!(place.keeps, Keeps::Always(_)) { start + kept } else { start };
            if place.range == plan.target.range {
                asked = Some(name);
            }
            if place.certainty == Certainty::Exact {
                exact.insert(name, place.range.clone());
            }
            all.insert(name);
        }
        // The place at the cursor may be a mention; the first exact one will do as well.
        let Some(asked) = asked.or_else(|| exact.keys().next().copied()) else { return Ok(None) };
        let found = self.find_at(asked, cancel)?.map(|found| found.occurrences).unwrap_or_default();
        let is_foreign =
            |place: &&Occurrence| place.certainty == Certainty::Exact && !all.contains(&place.range.start);
        let places: Vec<Range<usize>> =
            found.iter().filter(is_foreign).map(|place| place.range.clone()).collect();
        if !places.is_empty() {
            return Ok(Some(Conflict::Joined { places }));
        }
        let is_counted = |start: &usize| {
            let at = found.partition_point(|place| place.range.start < *start);
            found.get(at).is_some_and(|place| place.range.start == *start && place.certainty.is_counted())
        };
        exact.retain(|start, _| !is_counted(start));
        let Some((&first, _)) = exact.first_key_value() else { return Ok(None) };
        let scope = self.find_at(first, cancel)?.map(|found| found.target.scope);
        let scope = scope.unwrap_or_else(|| "other name".to_owned());
        Ok(Some(Conflict::Captured { places: exact.into_values().collect(), scope }))
    }

    /// What places of one name are, and the line where it is bound, or else that of the first of them.
    fn meaning_of(
        &mut self,
        places: &[Range<usize>],
        cancel: &CancelToken,
    ) -> Result<(String, usize), Cancelled> {
        let at = places.first().map_or(0, |place| place.start);
        let found = self.find_at(at, cancel)?;
        let bound = found.as_ref().and_then(|found| {
            found.occurrences.iter().find(|place| place.certainty.is_counted() && place.kind != Kind::Read)
        });
        let line = self.line_of(bound.map_or(at, |place| place.range.start));
        Ok((found.map_or_else(|| "other name".to_owned(), |found| found.target.scope), line))
    }

    /// The line of a byte, from 1.
    fn line_of(&self, at: usize) -> usize {
        self.text.line_of_byte(at.min(self.text.byte_len())) + 1
    }
}

/// A change that is tried.
struct Trial<'a> {
    plan: &'a RenamePlan,
    new: &'a str,
    extent: RenameExtent,
}

/// Why a change isn't sound.
enum Conflict {
    /// These places of the changed text would mean the name, too.
    Joined { places: Vec<Range<usize>> },
    /// These places of the text before would mean something else.
    Captured { places: Vec<Range<usize>>, scope: String },
}

fn edit(range: &Range<usize>, new_len: usize) -> Edit {
    // A patch needs no numbers.
    Edit { revision: Revision::default(), range: range.clone(), new_len }
}

/// What a place needs besides the new name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Plain,
    /// `from m import x`, `import x`: what is imported keeps its name.
    Import,
    /// `import x.y`.
    DottedImport,
}

/// The shortest spelling where the name is private to a class: `__x` where there also is `_A__x`.
fn private_spelling(places: &[Occurrence], written: &[String]) -> Option<String> {
    let counted = places.iter().zip(written).filter(|(place, _)| place.certainty.is_counted());
    let counted: Vec<&String> = counted.map(|(_, written)| written).collect();
    let shortest = counted.iter().min_by_key(|written| written.len())?;
    let is_private = shortest.starts_with("__") && counted.iter().any(|one| one != shortest);
    is_private.then(|| (*shortest).clone())
}

fn check_new_name(new: &str) -> Result<(), Refusal> {
    let normalised = normalise(new);
    let mut letters = normalised.chars();
    let begins = letters.next().is_some_and(|first| first == '_' || unicode_ident::is_xid_start(first));
    if !begins || !letters.all(unicode_ident::is_xid_continue) {
        return Err(Refusal::NoIdentifier { name: new.to_owned() });
    }
    if is_keyword(&normalised) || matches!(&*normalised, "None" | "True" | "False" | "__debug__") {
        return Err(Refusal::Keyword { name: normalised.into_owned() });
    }
    Ok(())
}

/// The tokens of a text that mean something: no comments, and no line ends, which don't in brackets.
fn code_tokens(text: &str) -> Vec<Token> {
    let mut tokens = tokens(text);
    tokens.retain(|token| !matches!(token.kind, TokenKind::Comment | TokenKind::LineEnd));
    tokens
}

/// What a rename needs at a name that an import binds.
fn form_of_import(text: &str, tokens: &[Token], at: usize) -> Form {
    let word = |at: Option<usize>| {
        let token = at.and_then(|at| tokens.get(at));
        token.and_then(|token| text.get(token.range())).unwrap_or_default()
    };
    let here = tokens.partition_point(|token| token.start < at);
    match (word(here.checked_sub(1)), word(Some(here + 1))) {
        ("as", _) => Form::Plain,
        (_, ".") => Form::DottedImport,
        _ => Form::Import,
    }
}
