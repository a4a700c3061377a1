//! The names to go on with where one is being typed.
//!
//! Invariant: what is offered depends on the text and on which of its segments are indexed, on nothing else; no segment but
//! those that following a name needs is indexed for it. So names of the module are those of what is indexed, and the
//! answer says whether that is all of it.

mod arguments;
mod candidates;
mod matching;
mod members;
mod scopes;
mod surroundings;
#[cfg(test)]
mod tests;
mod word;

use std::ops::Range;
use std::sync::Arc;

use super::file_index::FileIndex;
use crate::scopes::{Deed, Expression, Label, Reference};
use crate::segments::{Token, TokenKind, tokens};
use crate::text::{Edit, Patch, Revision};
use crate::worker::{CancelToken, Cancelled};

pub use matching::{Match, match_of};
pub use word::word_before;

use candidates::Found;

/// More than these nobody looks through.
const MOST: usize = 200;

/// What is written where nothing is typed yet, for the text to have a name there; nobody has a name like this.
const STAND_IN: &str = "__here__";

/// In longer segments nobody looks whether a word stands in a string, in bytes.
const LONGEST_READ: usize = 256 * 1024;

/// Where a name is being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CompletionWish {
    /// The cursor, in bytes.
    pub at: usize,
}

/// What sort of thing a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CandidateKind {
    /// A parameter of the function that is called, written as `name=`.
    Argument,
    /// A variable.
    Variable,
    /// A parameter of a function round the cursor.
    Parameter,
    /// A function.
    Function,
    /// A class, a type alias or a type parameter.
    Class,
    /// An import.
    Import,
    /// What an object holds.
    Attribute,
    /// A function of an object's class.
    Method,
    /// What Python offers without an import.
    Builtin,
    /// A word of Python's own.
    Keyword,
}

/// One name to go on with.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Candidate {
    /// The name, and a `=` behind it for an argument.
    pub text: Arc<str>,
    /// What sort of thing it is.
    pub kind: CandidateKind,
    /// What it is in words: `parameter of mean()`, `builtin`.
    pub words: Arc<str>,
}

/// The names to go on with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What was asked.
    pub wish: CompletionWish,
    /// The word that is being typed, up to the cursor; bytes of the answer's revision.
    pub word: Range<usize>,
    /// The best first.
    pub candidates: Arc<[Candidate]>,
    /// Whether there are more.
    pub is_cut: bool,
    /// Whether every name of the file was looked at, and not only those of what is indexed.
    pub is_whole: bool,
}

/// The name at a place, and the segment that it stands in.
struct Here {
    segment: usize,
    name: Named,
}

enum Named {
    Variable(Reference),
    Label(Label),
}

impl FileIndex {
    /// The names to go on with at a cursor.
    ///
    /// # Errors
    /// [`Cancelled`] if `cancel` says so.
    pub fn completion(
        &mut self,
        wish: CompletionWish,
        cancel: &CancelToken,
    ) -> Result<Completion, Cancelled> {
        self.split(cancel)?;
        let at = wish.at.min(self.text.byte_len());
        let word = word_before(&self.text, at);
        let typed: String = self.text.byte_slice(word.clone()).chunks().collect();
        let is_whole = self.is_all_indexed();
        let mut found = Found::new(&typed);
        match self.here(&word, cancel)? {
            Some(here) => self.look_round(&here, &mut found, cancel)?,
            None if self.may_have_name(&word, cancel)? => {
                self.look_round_stand_in(at, &word, &mut found, cancel)?;
            }
            None => {}
        }
        let (candidates, is_cut) = found.best();
        Ok(Completion { wish, word, candidates, is_cut, is_whole })
    }

    /// The name that a word is.
    fn here(&mut self, word: &Range<usize>, cancel: &CancelToken) -> Result<Option<Here>, Cancelled> {
        if word.is_empty() || self.segments.is_empty() {
            return Ok(None);
        }
        let segment = self.segments.index_at(word.start);
        let base = self.range(segment).start;
        let index = self.index(segment, cancel)?;
        let inside = word.start - base;
        let begins = |start: usize| start == inside;
        let label = index.facts().and_then(|facts| facts.label_at(inside));
        let label = label.filter(|label| begins(label.start())).map(Named::Label);
        let reference = index.reference_at(inside).filter(|reference| begins(reference.start()));
        let name = label.or(reference.map(Named::Variable));
        Ok(name.map(|name| Here { segment, name }))
    }

    /// Whether a word that is no name could become one: not in a comment or a string, and not behind a digit. Behind a dot
    /// in a formatted string the parser has to be asked: it may be in braces.
    fn may_have_name(&mut self, word: &Range<usize>, cancel: &CancelToken) -> Result<bool, Cancelled> {
        let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
        let before = self.text.byte_slice(..word.start).chars().next_back();
        if before.is_some_and(is_word) {
            return Ok(false);
        }
        if self.segments.is_empty() {
            return Ok(true);
        }
        // What stands at the very end of a segment may go on with it.
        let segment = self.segments.index_at(word.start.saturating_sub(1));
        let range = self.range(segment);
        if range.len() > LONGEST_READ {
            return Ok(false);
        }
        let inside = word.start - range.start;
        let mut is_text = false;
        self.with_text(segment, cancel, |text| {
            is_text = tokens(text).iter().any(|token| {
                let is_open = match token.kind {
                    TokenKind::Comment => true,
                    TokenKind::String { is_closed } => !is_closed,
                    TokenKind::Number => true,
                    _ => false,
                };
                let is_inside = token.start < inside && inside < token.end;
                let is_text = matches!(token.kind, TokenKind::Comment | TokenKind::String { .. });
                let may_be_in_braces = word.is_empty() && is_formatted(text, token);
                !may_be_in_braces
                    && (is_text && is_inside || is_open && token.start < inside && inside == token.end)
            });
            Ok(())
        })?;
        Ok(!is_text)
    }

    /// Tries what a name would be at a cursor where none is. The text is changed, asked about and changed back.
    fn look_round_stand_in(
        &mut self,
        at: usize,
        word: &Range<usize>,
        found: &mut Found,
        cancel: &CancelToken,
    ) -> Result<(), Cancelled> {
        let before = self.text.clone();
        let mut after = before.clone();
        after.insert(at, STAND_IN);
        let edit = |range: Range<usize>, new_len| Edit { revision: Revision::default(), range, new_len };
        self.edit(&after, &Patch::of(&[edit(at..at, STAND_IN.len())]));
        let tried = self.look_round_changed(&(word.start..at + STAND_IN.len()), found, cancel);
        self.edit(&before, &Patch::of(&[edit(at..at + STAND_IN.len(), 0)]));
        tried?;
        // Whoever asks next finds everything in its place.
        self.split(cancel)
    }

    fn look_round_changed(
        &mut self,
        word: &Range<usize>,
        found: &mut Found,
        cancel: &CancelToken,
    ) -> Result<(), Cancelled> {
        self.split(cancel)?;
        match self.here(word, cancel)? {
            Some(here) => self.look_round(&here, found, cancel),
            None => Ok(()),
        }
    }

    /// Finds what may stand in the place of a name.
    fn look_round(&mut self, here: &Here, found: &mut Found, cancel: &CancelToken) -> Result<(), Cancelled> {
        match here.name {
            Named::Label(label) => {
                let index = self.index(here.segment, cancel)?;
                let expression = index.facts().map(|facts| facts.expression(label.expression));
                match expression {
                    Some(Expression::Attribute { object, .. }) => {
                        self.add_members(here, object, label, found, cancel)
                    }
                    Some(Expression::Argument { .. }) => {
                        let surroundings = self.surroundings(here, label.range(), cancel)?;
                        self.add_arguments(here, &surroundings, found, cancel)
                    }
                    _ => Ok(()),
                }
            }
            Named::Variable(reference) if is_new(reference.deed()) => Ok(()),
            Named::Variable(reference) => {
                let surroundings = self.surroundings(here, reference.range(), cancel)?;
                self.add_arguments(here, &surroundings, found, cancel)?;
                self.add_scopes(here, reference, &surroundings, found, cancel)?;
                self.add_module(here, reference, found, cancel)?;
                found.add_builtins();
                if reference.deed() == Deed::Read {
                    found.add_keywords();
                }
                Ok(())
            }
        }
    }
}

/// Whether a token is a string that may have names in braces.
fn is_formatted(text: &str, token: &Token) -> bool {
    let prefix = text.bytes().skip(token.start).take_while(u8::is_ascii_alphabetic);
    matches!(token.kind, TokenKind::String { .. })
        && prefix.into_iter().any(|letter| b"fFtT".contains(&letter))
}

/// Whether a name is made up where it stands, or isn't one that code reads.
fn is_new(deed: Deed) -> bool {
    matches!(
        deed,
        Deed::DefineFunction
            | Deed::DefineClass
            | Deed::DefineTypeAlias
            | Deed::DefineTypeParameter
            | Deed::DefineParameter
            | Deed::Import
            | Deed::Mention
    )
}
