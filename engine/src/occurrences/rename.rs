//! What has to be written where for a name to have another one, or why that can't be.
//!
//! Invariant: after the replacements every exact place means what it meant. That isn't argued but tried: the
//! changed text is asked about the new name, and a rename after which other places are meant is refused.

use std::collections::BTreeSet;
use std::ops::Range;

use super::answer::{Certainty, Class, Kind, Occurrence, Target};
use super::file_index::FileIndex;
use crate::repair::is_keyword;
use crate::scopes::{Deed, normalise};
use crate::segments::{Token, TokenKind, tokens};
use crate::worker::{CancelToken, Cancelled};

/// Why a name can't be renamed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// The cursor is on none.
    #[error("there is no name here")]
    NoName,
    /// Neither keywords nor brackets can be renamed.
    #[error("only names can be renamed")]
    NotAName,
    /// A builtin, or an attribute of something that this file doesn't define.
    #[error("{name} is not defined in this file")]
    NotDefined {
        /// The name.
        name: String,
    },
    /// `__init__` and its like.
    #[error("{name} is a name that Python itself looks for")]
    Special {
        /// The name.
        name: String,
    },
    /// `import a.b` binds `a`.
    #[error("{name} is the first part of a dotted import and belongs to another file")]
    DottedImport {
        /// The name.
        name: String,
    },
    /// The new name is none.
    #[error("{name:?} can't be a name in Python")]
    NoIdentifier {
        /// The new name.
        name: String,
    },
    /// The new name is a keyword.
    #[error("{name} is a keyword")]
    Keyword {
        /// The new name.
        name: String,
    },
    /// The new name is in use where the old one is.
    #[error("{name} already means something else where it would be used")]
    Taken {
        /// The new name.
        name: String,
    },
}

/// One part of a rename.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replace {
    /// What goes; bytes.
    pub range: Range<usize>,
    /// What comes.
    pub text: String,
    /// How sure it is that the name is meant here: exact or likely.
    pub certainty: Certainty,
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

/// A name that can be renamed, with the places that a rename changes.
struct Renamable {
    target: Target,
    places: Vec<(Occurrence, Form)>,
}

/// How private names are spelled in the places of one variable.
struct Spelling {
    /// The shortest form where it is private to a class: `__x` where there also is `_A__x`.
    private: Option<String>,
}

impl FileIndex {
    /// The name at byte `at`, at either of its edges too, if it can be renamed.
    ///
    /// # Errors
    /// [`Cancelled`] if `cancel` says so; a [`Refusal`] otherwise says why it can't.
    pub fn renamable_at(
        &mut self,
        at: usize,
        cancel: &CancelToken,
    ) -> Result<Result<Target, Refusal>, Cancelled> {
        Ok(self.renamable(at, cancel)?.map(|renamable| renamable.target))
    }

    /// What to replace for the name at byte `at` to be called `new`, sorted by position; nothing where it has
    /// that name.
    ///
    /// # Errors
    /// [`Cancelled`] if `cancel` says so; a [`Refusal`] otherwise says why it can't be.
    pub fn rename_at(
        &mut self,
        at: usize,
        new: &str,
        cancel: &CancelToken,
    ) -> Result<Result<Vec<Replace>, Refusal>, Cancelled> {
        let Renamable { target, places } = match self.renamable(at, cancel)? {
            Ok(renamable) => renamable,
            Err(refusal) => return Ok(Err(refusal)),
        };
        if let Err(refusal) = check_new_name(new) {
            return Ok(Err(refusal));
        }
        if normalise(new) == target.name {
            return Ok(Ok(Vec::new()));
        }
        let written: Vec<String> = places.iter().map(|(place, _)| self.text_at(&place.range)).collect();
        let spelling = Spelling::of(&written);
        let replaces: Vec<Replace> = places
            .iter()
            .zip(&written)
            .map(|((place, form), written)| {
                let new = spelling.respell(written, new);
                let text = match form {
                    Form::Plain | Form::DottedImport => new,
                    Form::Import => format!("{written} as {new}"),
                };
                Replace { range: place.range.clone(), text, certainty: place.certainty }
            })
            .collect();
        let is_sound = self.means_the_same(&target, &places, &replaces, cancel)?;
        Ok(if is_sound { Ok(replaces) } else { Err(Refusal::Taken { name: new.to_owned() }) })
    }

    fn renamable(
        &mut self,
        at: usize,
        cancel: &CancelToken,
    ) -> Result<Result<Renamable, Refusal>, Cancelled> {
        let Some(found) = self.find_at(at, cancel)? else { return Ok(Err(Refusal::NoName)) };
        let (target, mut places) = (found.target, found.occurrences);
        let name = || target.name.clone();
        places.retain(|place| place.certainty.is_counted());
        let is_bound = places.iter().any(|place| place.kind != Kind::Read);
        let refusal = match target.class {
            Class::Keyword | Class::Bracket => Refusal::NotAName,
            _ if target.name.len() > 4 && target.name.starts_with("__") && target.name.ends_with("__") => {
                Refusal::Special { name: name() }
            }
            Class::Variable | Class::Member if is_bound => {
                let places = self.with_forms(places, cancel)?;
                match places.iter().any(|(_, form)| *form == Form::DottedImport) {
                    true => Refusal::DottedImport { name: name() },
                    false => return Ok(Ok(Renamable { target, places })),
                }
            }
            _ => Refusal::NotDefined { name: name() },
        };
        Ok(Err(refusal))
    }

    /// Finds the imports among places, which are sorted.
    fn with_forms(
        &mut self,
        places: Vec<Occurrence>,
        cancel: &CancelToken,
    ) -> Result<Vec<(Occurrence, Form)>, Cancelled> {
        let mut known: Option<(usize, Vec<Token>)> = None;
        let mut found = Vec::with_capacity(places.len());
        for place in places {
            let mut form = Form::Plain;
            if place.kind == Kind::Definition {
                let segment = self.segments.index_at(place.range.start);
                let inside = place.range.start.saturating_sub(self.range(segment).start);
                let index = self.index(segment, cancel)?;
                if index.reference_at(inside).is_some_and(|reference| reference.deed() == Deed::Import) {
                    self.with_text(segment, cancel, |text| {
                        let tokens = match known.take().filter(|(of, _)| *of == segment) {
                            Some((_, tokens)) => tokens,
                            None => code_tokens(text),
                        };
                        form = form_of_import(text, &tokens, inside);
                        known = Some((segment, tokens));
                        Ok(())
                    })?;
                }
            }
            found.push((place, form));
        }
        Ok(found)
    }

    fn text_at(&self, range: &Range<usize>) -> String {
        self.text.byte_slice(range.clone()).chunks().collect()
    }

    /// Whether the changed text takes the same places for one name, as far as that is certain.
    fn means_the_same(
        &self,
        target: &Target,
        places: &[(Occurrence, Form)],
        replaces: &[Replace],
        cancel: &CancelToken,
    ) -> Result<bool, Cancelled> {
        let mut text = self.text.clone();
        for replace in replaces.iter().rev() {
            text.replace(replace.range.clone(), &replace.text);
        }
        let (mut exact, mut all) = (BTreeSet::new(), BTreeSet::new());
        let mut asked = None;
        let mut start = 0;
        let mut done = 0;
        for ((place, form), replace) in places.iter().zip(replaces) {
            cancel.check()?;
            start += place.range.start - done;
            let old_name = if *form == Form::Import { place.range.len() + " as ".len() } else { 0 };
            let name = start + old_name;
            if place.range == target.range {
                asked = Some(name);
            }
            all.insert(name);
            if place.certainty == Certainty::Exact {
                exact.insert(name);
            }
            start += replace.text.len();
            done = place.range.end;
        }
        // A likely place may be the one at the cursor; the first exact one will do as well.
        let Some(asked) = asked.or_else(|| exact.first().copied()) else { return Ok(false) };
        let Some(found) = Self::of(&text).find_at(asked, cancel)? else { return Ok(false) };
        let counted = found.occurrences.iter().filter(|place| place.certainty.is_counted());
        let counted: BTreeSet<usize> = counted.map(|place| place.range.start).collect();
        let certain = found.occurrences.iter().filter(|place| place.certainty == Certainty::Exact);
        Ok(certain.map(|place| place.range.start).all(|start| all.contains(&start))
            && exact.iter().all(|start| counted.contains(start)))
    }
}

impl Spelling {
    fn of(written: &[String]) -> Self {
        let Some(shortest) = written.iter().min_by_key(|written| written.len()) else {
            return Self { private: None };
        };
        let is_private = shortest.starts_with("__") && written.iter().any(|one| one != shortest);
        Self { private: is_private.then(|| shortest.clone()) }
    }

    /// The new name for a place; `_A__x` keeps its prefix if the new name is private, too.
    fn respell(&self, written: &str, new: &str) -> String {
        let private = self.private.as_deref().filter(|_| new.starts_with("__") && !new.ends_with("__"));
        let prefix = private.and_then(|private| written.strip_suffix(private)).unwrap_or_default();
        format!("{prefix}{new}")
    }
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crop::Rope;

    use super::*;

    fn rename(marked: &str, new: &str) -> Result<String, Refusal> {
        let at = marked.find("$0").unwrap();
        let text = marked.replace("$0", "");
        let mut file = FileIndex::of(&Rope::from(text.as_str()));
        let replaces = file.rename_at(at, new, &CancelToken::never()).unwrap()?;
        let mut renamed = text;
        for replace in replaces.iter().rev() {
            let mark = if replace.certainty == Certainty::Likely { "?" } else { "" };
            renamed.replace_range(replace.range.clone(), &format!("{}{mark}", replace.text));
        }
        Ok(renamed)
    }

    #[track_caller]
    fn check(marked: &str, new: &str, expected: &str) {
        assert_eq!(rename(marked, new), Ok(expected.to_owned()));
    }

    #[track_caller]
    fn check_refused(marked: &str, new: &str, said: &str) {
        assert_eq!(rename(marked, new).unwrap_err().to_string(), said);
    }

    #[test]
    fn a_variable_and_only_that() {
        check("x = 1\ndef f(x): return x$0\nx\n", "total", "x = 1\ndef f(total): return total\nx\n");
    }

    #[test]
    fn keyword_arguments_and_fields_of_strings_follow() {
        check("def f(a$0): return f'{a=}'\nf(a=1)\n", "b", "def f(b): return f'{b=}'\nf(b=1)\n");
    }

    #[test]
    fn what_is_imported_keeps_its_name() {
        check("from m import (a, x) # as\nx$0\n", "y", "from m import (a, x as y) # as\ny\n");
        check("import x\nx$0.x\n", "y", "import x as y\ny.x\n");
        check("from m import x as z\nz$0\n", "y", "from m import x as y\ny\n");
        check("from . import \\\n  x$0\n", "y", "from . import \\\n  x as y\n");
        check_refused(
            "import os.path\nos$0\n",
            "y",
            "os is the first part of a dotted import and belongs to another file",
        );
    }

    #[test]
    fn members_and_what_is_only_likely() {
        check(
            "class A:\n  def f$0(self): self.f()\na = A()\na.f()\nb.f()\n",
            "g",
            "class A:\n  def g(self): self.g()\na = A()\na.g?()\nb.f()\n",
        );
        check(
            "__all__ = ['f']\ndef f$0(): ':param f: no'\n",
            "g",
            "__all__ = ['g?']\ndef g(): ':param f: no'\n",
        );
    }

    #[test]
    fn private_names_keep_their_prefix() {
        let text = "class A:\n  def f(self): self.__x$0\n  def g(self): self.__x = 1\nA()._A__x\n";
        check(text, "__y", "class A:\n  def f(self): self.__y\n  def g(self): self.__y = 1\nA()._A__y?\n");
        check(text, "y", "class A:\n  def f(self): self.y\n  def g(self): self.y = 1\nA().y?\n");
    }

    #[test]
    fn names_that_this_file_does_not_define() {
        check_refused("print$0(1)", "show", "print is not defined in this file");
        check_refused("a = b\na.real$0", "y", "real is not defined in this file");
        check_refused(
            "class A(B):\n  def f(self): self.setup$0()\n",
            "y",
            "setup is not defined in this file",
        );
        check_refused(
            "class A:\n  def __init__$0(self): pass\n",
            "y",
            "__init__ is a name that Python itself looks for",
        );
        check_refused("if$0 x: pass", "y", "only names can be renamed");
        check_refused("x = 1\n\n$0\n", "y", "there is no name here");
    }

    #[test]
    fn names_that_python_does_not_allow() {
        for wrong in ["", "1a", "a b", "a-b", "a.b", "ä!"] {
            check_refused("x$0 = 1\n", wrong, &format!("{wrong:?} can't be a name in Python"));
        }
        check_refused("x$0 = 1\n", "lambda", "lambda is a keyword");
        check_refused("x$0 = 1\n", "None", "None is a keyword");
        check("x$0 = 1\n", "match", "match = 1\n");
        check("x$0 = 1\n", "größe", "größe = 1\n");
    }

    #[test]
    fn names_that_are_taken() {
        let said = "y already means something else where it would be used";
        check_refused("x$0 = y = 1\n", "y", said);
        check_refused("x$0 = 1\ndef f(y): return x + y\n", "y", said);
        check_refused("def f(x$0):\n  return y(x)\n", "y", said);
        check("x$0 = 1\ndef f(y): return y\n", "y", "y = 1\ndef f(y): return y\n");
        check("x$0 = 1\n", "x", "x = 1\n");
    }
}
