//! What has to be written where for a name to have another one, or why that can't be.
//!
//! Invariant: after the replacements every exact place means what it meant. That isn't argued but tried: the
//! changed text is asked about the new name, and a rename after which other places are meant is refused.

mod plan;
mod refusal;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::ops::Range;

use crop::Rope;

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
        let (target, mut places) = (found.target, found.occurrences);
        let name = || target.name.clone();
        places.retain(|place| place.certainty != Certainty::Possible);
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
    /// that name. Likely places are among it, mentions aren't.
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
        self.check_rename(&plan, new, RenameExtent { likely: true, mentions: false }, cancel)
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
        let trial = Trial { plan, new, extent, before: &before, patch: &there };
        let tried = self.try_out(&trial, cancel);
        self.edit(&before, &Patch::of(&back));
        tried
    }

    /// Asks the changed text.
    fn try_out(&mut self, trial: &Trial<'_>, cancel: &CancelToken) -> Result<Option<Refusal>, Cancelled> {
        let mut exact = BTreeMap::new();
        let mut all = BTreeMap::new();
        let mut asked = None;
        let mut shift = 0_isize;
        for place in trial.plan.places_of(trial.extent) {
            cancel.check()?;
            let kept = place.keeps.before(trial.new).len();
            let start = place.range.start.saturating_add_signed(shift);
            // A private name is all of `_A__x`.
            let name = if matches!(place.keeps, Keeps::Always(_)) { start + kept } else { start };
            if place.range == trial.plan.target.range {
                asked = Some(name);
            }
            match place.certainty {
                Certainty::Exact => _ = exact.insert(name, place.range.clone()),
                Certainty::Likely => {}
                _ => {
                    shift += (kept + trial.new.len()) as isize - place.range.len() as isize;
                    continue;
                }
            }
            all.insert(name, ());
            shift += (kept + trial.new.len()) as isize - place.range.len() as isize;
        }
        // A likely place may be the one at the cursor; the first exact one will do as well.
        let Some(asked) = asked.or_else(|| exact.keys().next().copied()) else { return Ok(None) };
        let found = self.find_at(asked, cancel)?.map(|found| found.occurrences).unwrap_or_default();
        let is_foreign = |place: &&Occurrence| {
            place.certainty == Certainty::Exact && !all.contains_key(&place.range.start)
        };
        let joined: Vec<Range<usize>> =
            found.iter().filter(is_foreign).map(|place| trial.before_change(&place.range)).collect();
        if !joined.is_empty() {
            return self.joined(trial, joined, cancel).map(Some);
        }
        let counted = |start: &usize| {
            let at = found.partition_point(|place| place.range.start < *start);
            found.get(at).is_some_and(|place| place.range.start == *start && place.certainty.is_counted())
        };
        let lost: Vec<(usize, Range<usize>)> =
            exact.into_iter().filter(|(start, _)| !counted(start)).collect();
        let Some((first, place)) = lost.first().cloned() else { return Ok(None) };
        let scope = self.find_at(first, cancel)?.map(|found| found.target.scope);
        Ok(Some(Refusal::Captured {
            name: trial.new.to_owned(),
            scope: scope.unwrap_or_else(|| "other name".to_owned()),
            line: trial.line_of(place.start),
            places: lost.into_iter().map(|(_, place)| place).collect(),
        }))
    }

    /// What the new name is already: asked in the changed text's stead, of the text before.
    fn joined(
        &mut self,
        trial: &Trial<'_>,
        places: Vec<Range<usize>>,
        cancel: &CancelToken,
    ) -> Result<Refusal, Cancelled> {
        let at = places.first().map_or(0, |place| place.start);
        let mut index = Self::of(trial.before);
        let found = index.find_at(at, cancel)?;
        let bound = found.as_ref().and_then(|found| {
            found.occurrences.iter().find(|place| place.certainty.is_counted() && place.kind != Kind::Read)
        });
        let line = trial.line_of(bound.map_or(at, |place| place.range.start));
        let scope = found.map(|found| found.target.scope).unwrap_or_else(|| "other name".to_owned());
        Ok(Refusal::Joined { name: trial.new.to_owned(), scope, line, places })
    }
}

/// A change that is tried.
struct Trial<'a> {
    plan: &'a RenamePlan,
    new: &'a str,
    extent: RenameExtent,
    before: &'a Rope,
    patch: &'a Patch,
}

impl Trial<'_> {
    /// Where a place of the changed text, in no replacement, was before.
    fn before_change(&self, range: &Range<usize>) -> Range<usize> {
        let changes = self.patch.replacements();
        let at = changes.partition_point(|change| change.new.end <= range.start);
        let start = match at.checked_sub(1).and_then(|last| changes.get(last)) {
            Some(last) => range.start - last.new.end + last.old.end,
            None => range.start,
        };
        start..start + range.len()
    }

    /// The line of a byte of the text before, from 1.
    fn line_of(&self, at: usize) -> usize {
        self.before.line_of_byte(at.min(self.before.byte_len())) + 1
    }
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
