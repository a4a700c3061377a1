//! Interned names: every spelling once, compared by number.
//!
//! Names are normalised to NFKC before they are interned, as Python compares them
//! (language reference, "Identifiers"); offsets elsewhere stay those of the text as typed.

use std::borrow::Cow;
use std::hash::BuildHasher as _;

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use rustc_hash::FxBuildHasher;
use unicode_ident::{is_xid_continue, is_xid_start};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc, is_nfkc_quick};

/// A name's number in one [`Names`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NameId(pub(crate) u32);

/// All names seen so far. A file of a million lines has tens of thousands, so their texts stand in one.
#[derive(Default)]
pub(crate) struct Names {
    /// One after the other.
    texts: String,
    /// Where each ends in `texts`, by its number.
    ends: Vec<u32>,
    ids: HashTable<NameId>,
}

impl Names {
    /// The number of a name, given as it is written.
    pub(crate) fn intern(&mut self, written: &str) -> NameId {
        let name = normalise(written);
        let Self { texts, ends, ids } = self;
        let entry = ids.entry(
            hash(&name),
            |id| text_of(texts, ends, *id) == name,
            |id| hash(text_of(texts, ends, *id)),
        );
        match entry {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(place) => {
                // Four thousand million distinct names, or letters of them, do not fit a text of u32 offsets.
                let id = NameId(u32::try_from(ends.len()).unwrap_or(u32::MAX));
                place.insert(id);
                texts.push_str(&name);
                ends.push(u32::try_from(texts.len()).unwrap_or(u32::MAX));
                id
            }
        }
    }

    /// Gives back room that was kept to grow.
    pub(crate) fn shrink(&mut self) {
        self.texts.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    /// The normalised text of a name.
    pub(crate) fn text(&self, id: NameId) -> &str {
        text_of(&self.texts, &self.ends, id)
    }
}

fn hash(name: &str) -> u64 {
    FxBuildHasher.hash_one(name)
}

fn text_of<'t>(texts: &'t str, ends: &[u32], id: NameId) -> &'t str {
    let at = id.0 as usize;
    let start = at.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
    let end = ends.get(at).copied().unwrap_or(start);
    texts.get(start as usize..end as usize).unwrap_or_default()
}

/// A name as Python compares it.
#[must_use]
pub fn normalise(written: &str) -> Cow<'_, str> {
    if written.is_ascii() || is_nfkc(written) {
        Cow::Borrowed(written)
    } else {
        Cow::Owned(written.nfkc().collect())
    }
}

/// Whether a text holds letters of which normalising makes others. Most that isn't ASCII is no such
/// letter, and to look is much faster than to normalise.
pub(crate) fn may_hold_other_spellings(text: &str) -> bool {
    let changes = |letter: char| is_nfkc_quick(std::iter::once(letter)) != IsNormalized::Yes;
    !text.is_ascii()
        && text.chars().any(|letter| !letter.is_ascii() && is_xid_continue(letter) && changes(letter))
}

/// Whether a word could be a name; keywords are not told apart.
pub(crate) fn is_identifier(word: &str) -> bool {
    let mut characters = word.chars();
    characters.next().is_some_and(|first| first == '_' || is_xid_start(first))
        && characters.all(is_xid_continue)
}

/// A private name as a class body sees it (language reference, "Private name mangling");
/// `None` where the name stays as it is.
pub(crate) fn mangle(class: &str, name: &str) -> Option<String> {
    if !name.starts_with("__") || name.ends_with("__") {
        return None;
    }
    let class = class.trim_start_matches('_');
    (!class.is_empty()).then(|| format!("_{class}{name}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_spellings_are_made_of_letters_that_change() {
        for text in ["ﬁsh", "x: 'ｆoo'", "e\u{301}", "Ⅳ", "𝐱"] {
            assert!(may_hold_other_spellings(text), "{text}");
        }
        for text in ["fish", "größe", "说明（一）：返回，数字。", "é", "“…”", "½", "привет", "x²"]
        {
            let is_of_words = text.split(|c: char| !is_xid_continue(c)).any(|word| normalise(word) != word);
            assert!(!is_of_words && !may_hold_other_spellings(text), "{text}");
        }
    }

    #[test]
    fn identifiers() {
        for word in ["x", "_", "größe", "名", "x1", "_1"] {
            assert!(is_identifier(word), "{word}");
        }
        for word in ["", "1x", "x.y", "x y", " x", "x-"] {
            assert!(!is_identifier(word), "{word}");
        }
    }
}
