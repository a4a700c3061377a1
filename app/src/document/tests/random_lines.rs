//! What commands for lines promise, for any text.

use proptest::prelude::*;

use super::model::{line_command, selections};
use super::*;

/// Texts of all kinds of lines; a carriage return alone is left out, since a line break beside it would join with it.
fn lines() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a", "b c", " ", "    ", "\t", "# ", "#", "é", "日本", "'", "(", "\n", "\r\n",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn undo_brings_everything_back(text in lines(), at in selections(5), command in line_command()) {
        let mut document = document(&text);
        document.apply(&Command::SelectMany(at), Duration::ZERO);
        let before = document.selections().clone();
        document.apply(&Command::Lines(command), Duration::ZERO);
        document.assert_invariants();
        if document.can_undo() {
            document.apply(&Command::Undo, Duration::ZERO);
            prop_assert!(!document.can_undo(), "it was one step");
        }
        prop_assert_eq!(document.text().to_string(), text);
        prop_assert_eq!(document.selections(), &before);
    }

    #[test]
    fn lines_that_moved_up_move_back_down(text in lines(), anchor in 0_usize..60, head in 0_usize..60) {
        let mut document = document(&text);
        let select = Command::Select(Selection { anchor, head });
        document.apply(&select, Duration::ZERO);
        prop_assume!(blocks::covered(document.text(), document.selection()).start > 0);
        for side in [Side::Above, Side::Below] {
            document.apply(&Command::Lines(LineCommand::Move(side)), Duration::ZERO);
            document.assert_invariants();
        }
        prop_assert_eq!(document.text().to_string(), text);
    }

    #[test]
    fn a_comment_made_and_unmade_leaves_the_lines_as_they_were(text in lines(), anchor in 0_usize..60, head in 0_usize..60) {
        let mut document = document(&text);
        document.apply(&Command::Select(Selection { anchor, head }), Duration::ZERO);
        let block = blocks::covered(document.text(), document.selection());
        let covered = document.text().byte_slice(blocks::bytes(document.text(), &block)).to_string();
        let words = || covered.lines().map(str::trim).filter(|line| !line.is_empty());
        prop_assume!(words().next().is_some() && !words().all(|line| line.starts_with('#')));
        for _ in 0..2 {
            document.apply(&Command::Lines(LineCommand::ToggleComment), Duration::ZERO);
        }
        prop_assert_eq!(document.text().to_string(), text);
    }

    #[test]
    fn sorting_keeps_every_line(text in lines(), anchor in 0_usize..60, head in 0_usize..60) {
        let mut document = document(&text);
        document.apply(&Command::Select(Selection { anchor, head }), Duration::ZERO);
        document.apply(&Command::Lines(LineCommand::SortAscending), Duration::ZERO);
        let sorted = |text: &str| {
            let mut lines: Vec<String> = text.split('\n').map(|line| line.trim_end_matches('\r').to_owned()).collect();
            lines.sort();
            lines
        };
        prop_assert_eq!(sorted(&document.text().to_string()), sorted(&text));
        prop_assert_eq!(document.text().byte_len(), text.len());
    }

    #[test]
    fn a_larger_selection_holds_the_one_before(text in lines(), at in 0_usize..60) {
        let mut document = document(&text);
        document.apply(&Command::Select(Selection::cursor(at)), Duration::ZERO);
        let mut range = document.selection().range();
        let mut steps = 0;
        while range != (0..document.text().byte_len()) {
            document.apply(&Command::ExpandSelection, Duration::ZERO);
            document.assert_invariants();
            let larger = document.selection().range();
            prop_assert!(larger.start <= range.start && range.end <= larger.end && larger.len() > range.len());
            range = larger;
            steps += 1;
        }
        for _ in 0..steps {
            document.apply(&Command::ShrinkSelection, Duration::ZERO);
        }
        prop_assert!(document.selection().is_empty());
    }
}
