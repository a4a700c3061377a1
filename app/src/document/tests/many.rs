//! Random commands at several cursors.

use proptest::prelude::*;

use super::model::{command, piece, selections, text};
use super::*;

/// All that undo and redo have to bring back.
fn state(document: &Document) -> (String, Vec<Selection>) {
    (document.text().to_string(), document.selections().as_added())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Every step is taken back and done again exactly, with all its cursors.
    #[test]
    fn fault_22_undo_and_redo_bring_every_cursor_back(
        start in text(),
        steps in prop::collection::vec((selections(6), command()), 0..20),
    ) {
        let mut document = document(&start);
        let mut now = Duration::ZERO;
        for (selections, command) in steps {
            // Longer than the pause that ends a run.
            now += Duration::from_secs(5);
            document.apply(&Command::SelectMany(selections), now);
            document.assert_invariants();
            let (before, revision) = (state(&document), document.revision());
            document.apply(&command, now);
            document.assert_invariants();
            let is_step = command.is_edit() && !matches!(command, Command::Undo | Command::Redo);
            prop_assert!(command.is_edit() || document.revision() == revision);
            if is_step && document.revision() != revision {
                let after = state(&document);
                document.apply(&Command::Undo, now);
                document.assert_invariants();
                prop_assert_eq!(state(&document), before);
                document.apply(&Command::Redo, now);
                document.assert_invariants();
                prop_assert_eq!(state(&document), after);
            }
        }
    }

    /// A run of typing and deleting at several cursors, one undo step or many, comes back exactly.
    #[test]
    fn fault_22_runs_at_several_cursors_come_back(
        start in text(),
        selections in selections(6),
        run in prop::collection::vec(prop_oneof![
            3 => piece().prop_map(Command::Type),
            1 => Just(Command::Delete(Motion::Left)),
            1 => Just(Command::Delete(Motion::WordRight)),
        ], 0..30),
    ) {
        let mut document = document(&start);
        document.apply(&Command::SelectMany(selections), Duration::ZERO);
        let before = state(&document);
        for command in run {
            document.apply(&command, Duration::ZERO);
            document.assert_invariants();
        }
        let after = state(&document);
        let mut steps = 0;
        while document.can_undo() {
            document.apply(&Command::Undo, Duration::ZERO);
            document.assert_invariants();
            steps += 1;
        }
        prop_assert!(steps == 0 || state(&document) == before);
        for _ in 0..steps {
            document.apply(&Command::Redo, Duration::ZERO);
        }
        prop_assert_eq!(state(&document), after);
    }

    /// Typing at several cursors is what replacing each selection by itself is, from the end on.
    #[test]
    fn typing_at_several_cursors_is_several_edits(
        start in text(),
        selections in selections(8),
        typed in "[a-z(:é日]{1,3}",
    ) {
        let mut many = document(&start);
        many.apply(&Command::SelectMany(selections), Duration::ZERO);
        let mut one_by_one = document(&start);
        // A closer that is written here can change what is written there.
        many.set_habits(Habits::NONE);
        one_by_one.set_habits(Habits::NONE);
        let all: Vec<Selection> = many.selections().iter().collect();
        for selection in all.into_iter().rev() {
            one_by_one.apply(&Command::Select(selection), Duration::ZERO);
            one_by_one.apply(&Command::Type(typed.clone()), Duration::ZERO);
        }
        many.apply(&Command::Type(typed), Duration::ZERO);
        prop_assert_eq!(many.text(), one_by_one.text());
    }
}
