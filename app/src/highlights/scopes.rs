//! The functions and classes round the cursor and on the screen, carried through edits until fresh ones come.
//!
//! Invariant: what comes through still has a name; one whose header was taken away is gone at once.

use std::ops::Range;

use namelight_engine::occurrences::Scope;
use namelight_engine::text::{Bias, Patch};

/// A scope in the text to which `patch` leads; none if its name is no longer there. What is typed at the ends of
/// both is taken to belong to them, since it nearly always does; so does another name in place of the first.
pub(super) fn carry_scope(scope: &Scope, patch: &Patch) -> Option<Scope> {
    let grown = |range: &Range<usize>| {
        let start = patch.map_offset(range.start, Bias::Left);
        start..patch.map_offset(range.end, Bias::Right).max(start)
    };
    let name = grown(&scope.name);
    if name.is_empty() {
        return None;
    }
    let start = patch.map_offset(scope.range.start, Bias::Right).min(name.start);
    let end = patch.map_offset(scope.range.end, Bias::Right).max(name.end);
    Some(Scope { title: scope.title.clone(), name, range: start..end })
}

/// All of them, without those that are gone.
pub(super) fn carry_scopes<C: FromIterator<Scope>>(scopes: &[Scope], patch: &Patch) -> C {
    scopes.iter().filter_map(|scope| carry_scope(scope, patch)).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crop::Rope;
    use namelight_engine::FileIndex;
    use namelight_engine::text::{Edit, Revision};
    use namelight_engine::worker::CancelToken;
    use proptest::prelude::*;

    use super::*;

    const TEXT: &str = "x = 1\nclass A:\n  @d\n  async def f(\n    self,\n  ):\n    pass\n";

    fn scopes(text: &str) -> Vec<Scope> {
        let mut file = FileIndex::of(&Rope::from(text));
        file.definitions_in(0..usize::MAX, &CancelToken::never()).unwrap()
    }

    /// The scopes of [`TEXT`] after an edit, and the text then.
    fn after(range: Range<usize>, new: &str) -> (String, Vec<Scope>) {
        let mut text = TEXT.to_owned();
        text.replace_range(range.clone(), new);
        let edit = Edit { revision: Revision(1), range, new_len: new.len() };
        (text, carry_scopes(&scopes(TEXT), &Patch::of(&[edit])))
    }

    #[test]
    fn edits_beside_and_inside_carry_them_to_what_a_fresh_question_says() {
        let at = |what: &str| TEXT.find(what).unwrap();
        for (range, new) in [
            (0..0, "\n\n"),
            (0..6, ""),
            (at("self")..at("self"), "a, "),
            (at("pass")..at("pass") + 4, "return 1"),
            (TEXT.len() - 1..TEXT.len() - 1, "\n    y = 2"),
            (at("  @d")..at("  async"), ""),
        ] {
            let (text, carried) = after(range.clone(), new);
            assert_eq!(carried, scopes(&text), "{range:?} {new:?}");
        }
    }

    #[test]
    fn one_without_its_header_is_gone_and_one_with_a_changed_name_is_not() {
        let header = TEXT.find("  @d").unwrap()..TEXT.find("    pass").unwrap();
        let titles = |scopes: &[Scope]| scopes.iter().map(|one| one.title.clone()).collect::<Vec<_>>();
        assert_eq!(titles(&after(header, "").1), ["A"]);
        let name = TEXT.find("f(").unwrap();
        let (text, carried) = after(name..name, "of_");
        assert_eq!(titles(&carried), ["A", "f()"], "until it is known");
        assert_eq!(text[carried[1].name.clone()].chars().last(), Some('f'));
    }

    proptest! {
        #[test]
        fn they_stay_within_the_text_and_round_their_names(
            edits in prop::collection::vec((any::<prop::sample::Index>(), 0..9_usize, "[a-f:(\n ]{0,5}"), 1..6),
        ) {
            let mut text = TEXT.to_owned();
            let mut made = Vec::new();
            for (revision, (at, removed, new)) in (1..).zip(edits) {
                let start = at.index(text.len() + 1);
                let range = start..(start + removed).min(text.len());
                text.replace_range(range.clone(), &new);
                made.push(Edit { revision: Revision(revision), range, new_len: new.len() });
            }
            for scope in carry_scopes::<Vec<_>>(&scopes(TEXT), &Patch::of(&made)) {
                prop_assert!(scope.range.start <= scope.name.start && scope.name.end <= scope.range.end);
                prop_assert!(!scope.name.is_empty() && scope.range.end <= text.len());
            }
        }
    }
}
