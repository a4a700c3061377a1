use proptest::prelude::*;

use super::*;

/// Pieces of text that join, break and confuse.
pub(super) fn piece() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "a",
        "total",
        " ",
        "    ",
        "\t",
        "\n",
        "\r\n",
        "\r",
        ":",
        "(",
        ")",
        "'",
        "\"\"\"",
        "#",
        "\\",
        "return x",
        "if x:\n    y\n",
        "e\u{301}",
        "\u{301}",
        "\u{200d}",
        "👩",
        "🇩",
        "🇪",
        "日本",
        "\u{600}",
        "\0",
        "\u{feff}",
        "{",
    ])
    .prop_map(str::to_owned)
}

pub(super) fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.concat())
}

fn motion() -> impl Strategy<Value = Motion> {
    prop::sample::select(vec![
        Motion::Left,
        Motion::Right,
        Motion::WordLeft,
        Motion::WordRight,
        Motion::Up,
        Motion::Down,
        Motion::PageUp(3),
        Motion::PageDown(usize::MAX),
        Motion::LineStart,
        Motion::LineEnd,
        Motion::DocumentStart,
        Motion::DocumentEnd,
    ])
}

pub(super) fn command() -> impl Strategy<Value = Command> {
    prop_oneof![
        4 => (motion(), any::<bool>()).prop_map(|(motion, extend)| Command::Move { motion, extend }),
        4 => piece().prop_map(Command::Type),
        2 => (0_usize..80, 0_usize..80)
            .prop_map(|(anchor, head)| Command::Select(Selection { anchor, head })),
        2 => motion().prop_map(Command::Delete),
        2 => Just(Command::NewLine),
        2 => Just(Command::Indent),
        2 => Just(Command::Dedent),
        2 => Just(Command::Undo),
        2 => Just(Command::Redo),
        1 => text().prop_map(Command::Paste),
        1 => text().prop_map(Command::ReplaceAll),
        2 => selections(4).prop_map(Command::SelectMany),
        2 => prop::sample::select(vec![Side::Above, Side::Below]).prop_map(Command::AddCursors),
        1 => Just(Command::TakeBackCursor),
        1 => prop::collection::vec(piece(), 1..4).prop_map(Command::PasteEach),
        1 => Just(Command::SelectAll),
        1 => Just(Command::Cut),
        4 => line_command().prop_map(Command::Lines),
        1 => prop::sample::select(vec![LetterCase::Upper, LetterCase::Lower, LetterCase::Title])
            .prop_map(Command::ChangeCase),
        1 => text().prop_map(Command::PasteLines),
        1 => (0_usize..80, 0_usize..20, 0_usize..80, any::<bool>()).prop_map(|(start, length, to, copies)| {
            Command::MoveText { from: start..start + length, to, copies }
        }),
        2 => prop::sample::select(vec![
            Command::SelectLine,
            Command::GoToBracket,
            Command::ExpandSelection,
            Command::ShrinkSelection,
        ]),
    ]
}

pub(super) fn line_command() -> impl Strategy<Value = LineCommand> {
    prop::sample::select(vec![
        LineCommand::ToggleComment,
        LineCommand::Move(Side::Above),
        LineCommand::Move(Side::Below),
        LineCommand::Copy(Side::Above),
        LineCommand::Copy(Side::Below),
        LineCommand::Delete,
        LineCommand::Join,
        LineCommand::SortAscending,
        LineCommand::SortDescending,
        LineCommand::Insert(Side::Above),
        LineCommand::Insert(Side::Below),
        LineCommand::Indent,
    ])
}

/// Up to so many selections, in any order, also some that overlap.
pub(super) fn selections(most: usize) -> impl Strategy<Value = Vec<Selection>> {
    let selection = (0_usize..80, prop_oneof![Just(None), (0_usize..80).prop_map(Some)]);
    let selection = selection.prop_map(|(head, anchor)| Selection { anchor: anchor.unwrap_or(head), head });
    prop::collection::vec(selection, 0..=most)
}

/// Checks that drained edits lead from one text to the other: the bytes that no edit wrote are
/// those of the text before, each at the place that the edits moved it to.
fn check_edits(before: &str, edits: &[Edit], after: &str) -> Result<(), TestCaseError> {
    let mut bytes: Vec<Option<u8>> = before.bytes().map(Some).collect();
    for edit in edits {
        bytes.splice(edit.range.clone(), std::iter::repeat_n(None, edit.new_len));
    }
    prop_assert_eq!(bytes.len(), after.len());
    for (kept, byte) in bytes.iter().zip(after.bytes()) {
        prop_assert!(kept.is_none_or(|kept| kept == byte), "{before:?} {edits:?} {after:?}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Drained edits lead from the old text to the new one, revisions have no gap, the selection is
    /// always on a boundary, and undoing everything gives the start.
    #[test]
    fn fault_22_commands_edits_and_undo_agree(
        start in text(),
        commands in prop::collection::vec((command(), 0_u64..1500), 0..60),
    ) {
        let mut document = document(&start);
        let mut now = Duration::ZERO;
        for (command, pause) in commands {
            now += Duration::from_millis(pause);
            let (revision, before) = (document.revision(), document.text().to_string());
            document.apply(&command, now);
            document.assert_invariants();
            let edits = document.take_edits();
            let last = revision.0 + edits.len() as u64;
            prop_assert_eq!(document.revision().0, last);
            prop_assert!(edits.iter().zip(revision.0 + 1..).all(|(edit, next)| edit.revision.0 == next));
            let after = document.text().to_string();
            check_edits(&before, &edits, &after)?;
            prop_assert!(!edits.is_empty() || before == after);
            prop_assert_eq!(document.is_modified(), after != start);
        }
        while document.can_redo() {
            document.apply(&Command::Redo, now);
            document.assert_invariants();
        }
        let end = document.text().to_string();
        while document.can_undo() {
            document.apply(&Command::Undo, now);
            document.assert_invariants();
        }
        prop_assert_eq!(document.text().to_string(), start);
        prop_assert!(!document.is_modified());
        while document.can_redo() {
            document.apply(&Command::Redo, now);
            document.assert_invariants();
        }
        prop_assert_eq!(document.text().to_string(), end);
    }
}
