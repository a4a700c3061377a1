//! The index of a segment that the parser is not let at: names by spelling, certain of nothing.

use unicode_ident::{is_xid_continue, is_xid_start};

use super::draft::IndexDraft;
use super::names::Names;
use super::reference::{Deed, Reference};
use super::scope::{Scope, ScopeId, ScopeKind};
use super::segment_index::SegmentIndex;
use crate::worker::{CancelToken, Cancelled, Pacer};

/// Python's hard keywords (`keyword.kwlist` of CPython 3.14).
const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def",
    "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is",
    "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];

/// Whether a word is a keyword everywhere.
pub(super) fn is_keyword(word: &str) -> bool {
    KEYWORDS.binary_search(&word).is_ok()
}

/// Takes every word that could be a name; comments and strings are not told apart.
pub(crate) fn build_plain(
    text: &str,
    names: &mut Names,
    cancel: &CancelToken,
) -> Result<SegmentIndex, Cancelled> {
    let mut pacer = Pacer::new(cancel);
    let mut references = Vec::new();
    let mut word_start = None;
    let ends = text.char_indices().map(|(at, character)| (at, Some(character))).chain([(text.len(), None)]);
    for (at, character) in ends {
        pacer.step()?;
        let goes_on = character.is_some_and(|character| match word_start {
            None => character == '_' || is_xid_start(character),
            Some(_) => is_xid_continue(character),
        });
        match (word_start, goes_on) {
            (None, true) => word_start = Some(at),
            (Some(start), false) => {
                word_start = None;
                let word = text.get(start..at).unwrap_or_default();
                if !is_keyword(word) {
                    let name = names.intern(word);
                    references.extend(Reference::new(start..at, Deed::Read, name, ScopeId::MODULE));
                }
            }
            _ => {}
        }
    }
    let module = Scope {
        kind: ScopeKind::Module,
        parent: ScopeId::MODULE,
        name: None,
        receiver: None,
        takes_any_name: false,
        range: 0..u32::try_from(text.len()).unwrap_or(u32::MAX),
    };
    IndexDraft::new(vec![module], references, None, cancel)?.pack(cancel)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn keywords_are_sorted_for_the_search() {
        assert!(KEYWORDS.is_sorted());
        assert!(is_keyword("lambda") && !is_keyword("match"));
    }

    #[test]
    fn words_are_found_and_keywords_left_out() {
        let mut names = Names::default();
        let index = build_plain("if größe2 := 3x:\n  y", &mut names, &CancelToken::never()).unwrap();
        let words: Vec<&str> = index.references().iter().map(|found| names.text(found.name)).collect();
        assert_eq!(words, ["größe2", "x", "y"]);
    }
}
