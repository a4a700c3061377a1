#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::PathBuf;
use std::time::Duration;

use proptest::prelude::*;

use super::*;

fn document(text: &str) -> Document {
    Document::new(DocumentId(1), text)
}

/// A document with the cursor at the `|`.
fn marked(text: &str) -> Document {
    let mut document = document(&text.replacen('|', "", 1));
    let at = text.find('|').unwrap();
    document.apply(&Command::Select(Selection::cursor(at)), Duration::ZERO);
    document
}

/// The text with the cursor as `|`.
fn shown(document: &Document) -> String {
    let mut text = document.text().to_string();
    text.insert(document.cursor(), '|');
    text
}

fn do_all(document: &mut Document, commands: &[Command]) {
    for command in commands {
        document.apply(command, Duration::ZERO);
        document.assert_invariants();
    }
}

fn step(motion: Motion) -> Command {
    Command::Move { motion, extend: false }
}

fn extend(motion: Motion) -> Command {
    Command::Move { motion, extend: true }
}

fn type_in(text: &str) -> Command {
    Command::Type(text.to_owned())
}

fn saved(document: &Document) -> Saved {
    let identity = Identity { modified: None, len: 0, hash: 0 };
    let path = PathBuf::from("/x/tour.py");
    Saved {
        document: document.id(),
        revision: document.revision(),
        path,
        text: document.text().clone(),
        identity,
    }
}

impl Document {
    fn assert_invariants(&self) {
        self.text.assert_invariants();
        assert!(graphemes::is_boundary(&self.text, self.selection.anchor), "{:?}", self.selection);
        assert!(graphemes::is_boundary(&self.text, self.selection.head), "{:?}", self.selection);
        self.history.assert_invariants();
    }
}

mod movement {
    use super::*;

    #[test]
    fn the_goal_column_is_kept_over_vertical_moves_and_forgotten_by_others() {
        let mut document = marked("lon|ger\nab\n\n日本日本\nlonger");
        let mut places = Vec::new();
        for motion in [Motion::Down, Motion::Down, Motion::Down, Motion::Down] {
            do_all(&mut document, &[step(motion)]);
            places.push(document.position());
        }
        assert_eq!(places, [(2, 3), (3, 1), (4, 2), (5, 4)]);
        do_all(&mut document, &[step(Motion::PageUp(3)), step(Motion::Left), step(Motion::PageDown(9))]);
        assert_eq!(document.position(), (5, 2));
    }

    #[test]
    fn up_on_the_first_line_goes_to_its_start_and_down_on_the_last_to_its_end() {
        let mut document = marked("ab|c\nde");
        do_all(&mut document, &[step(Motion::Up)]);
        assert_eq!(document.cursor(), 0);
        do_all(&mut document, &[step(Motion::Down)]);
        assert_eq!(shown(&document), "abc\nde|");
        do_all(&mut document, &[step(Motion::LineStart), step(Motion::Right), step(Motion::Down)]);
        assert_eq!(shown(&document), "abc\nde|");
    }

    #[test]
    fn left_and_right_collapse_a_selection_to_its_edge() {
        let mut document = marked("a|bcd");
        do_all(&mut document, &[extend(Motion::Right), extend(Motion::Right), step(Motion::Left)]);
        assert_eq!(shown(&document), "a|bcd");
        do_all(&mut document, &[extend(Motion::Right), extend(Motion::Right), step(Motion::Right)]);
        assert_eq!(shown(&document), "abc|d");
    }

    #[test]
    fn home_goes_to_the_code_first() {
        let mut document = marked("    x = 1|");
        do_all(&mut document, &[step(Motion::LineStart)]);
        assert_eq!(document.cursor(), 4);
        do_all(&mut document, &[step(Motion::LineStart)]);
        assert_eq!(document.cursor(), 0);
        do_all(&mut document, &[step(Motion::LineStart)]);
        assert_eq!(document.cursor(), 4);
    }

    #[test]
    fn fault_23_a_step_goes_over_a_whole_cluster() {
        let mut document = marked("|a\r\ne\u{301}👩\u{200d}👩b");
        let mut stops = Vec::new();
        for _ in 0..5 {
            do_all(&mut document, &[step(Motion::Right)]);
            stops.push(document.cursor());
        }
        assert_eq!(stops, [1, 3, 6, 17, 18]);
        for _ in 0..4 {
            do_all(&mut document, &[step(Motion::Left)]);
            assert!(stops.contains(&document.cursor()));
        }
    }

    #[test]
    fn fault_23_a_selection_from_outside_is_clamped_and_snapped() {
        let mut document = document("a\r\nb");
        do_all(&mut document, &[Command::Select(Selection { anchor: 2, head: 99 })]);
        assert_eq!(document.selection(), Selection { anchor: 1, head: 4 });
    }

    /// Movements must not depend on a line's length: 100,000 of them copy no line.
    #[test]
    fn fault_16_movements_in_a_line_of_10_mb() {
        let mut document = document(&"name = value; ".repeat(750_000));
        do_all(&mut document, &[Command::Select(Selection::cursor(5_000_005))]);
        for _ in 0..25_000 {
            for motion in [Motion::Right, Motion::WordRight, Motion::WordLeft, Motion::Left] {
                document.apply(&step(motion), Duration::ZERO);
            }
        }
        document.apply(&Command::NewLine, Duration::ZERO);
        do_all(&mut document, &[step(Motion::Up), step(Motion::LineEnd), type_in("x")]);
        assert_eq!(document.text().byte_len(), 10_500_002 - 1);
    }
}

mod editing {
    use super::*;

    #[test]
    fn typing_replaces_the_selection() {
        let mut document = marked("a|bcd");
        do_all(&mut document, &[extend(Motion::LineEnd), type_in("x"), type_in("y")]);
        assert_eq!(shown(&document), "axy|");
    }

    #[test]
    fn fault_12_pastes_take_the_files_line_ends() {
        let mut document = marked("a\r\nb|\r\n");
        do_all(&mut document, &[Command::Paste("1\n2\r3\r\n".into())]);
        assert_eq!(shown(&document), "a\r\nb1\r\n2\r\n3\r\n|\r\n");
    }

    #[test]
    fn tab_fills_to_the_next_stop_or_indents_lines() {
        let mut document = marked("ab|\n");
        do_all(&mut document, &[Command::Indent]);
        assert_eq!(shown(&document), "ab  |\n");
        let mut document = marked("|if a:\n\n    b\nc");
        do_all(&mut document, &[Command::Select(Selection { anchor: 0, head: 13 }), Command::Indent]);
        assert_eq!(document.text().to_string(), "    if a:\n\n        b\nc");
        assert_eq!(document.selection(), Selection { anchor: 0, head: 21 });
        do_all(&mut document, &[Command::Dedent, Command::Dedent]);
        assert_eq!(document.text().to_string(), "if a:\n\nb\nc");
        assert_eq!(document.selection(), Selection { anchor: 0, head: 9 });
    }

    #[test]
    fn dedent_goes_to_the_stop_before() {
        let mut document = marked("      x|");
        do_all(&mut document, &[Command::Dedent]);
        assert_eq!(shown(&document), "    x|");
        let mut document = marked("\t  x|");
        do_all(&mut document, &[Command::Dedent, Command::Dedent, Command::Dedent]);
        assert_eq!(shown(&document), "x|");
    }

    #[test]
    fn backspace_in_the_indentation_takes_a_level() {
        let mut document = marked("        |x");
        do_all(&mut document, &[Command::Delete(Motion::Left)]);
        assert_eq!(shown(&document), "    |x");
        do_all(&mut document, &[Command::Delete(Motion::Left), Command::Delete(Motion::Left)]);
        assert_eq!(shown(&document), "|x");
    }

    #[test]
    fn deleting_goes_where_the_movement_leads() {
        let mut document = marked("one two| three");
        do_all(&mut document, &[Command::Delete(Motion::WordLeft), Command::Delete(Motion::WordRight)]);
        assert_eq!(shown(&document), "one |");
        let mut document = marked("a|\r\nb");
        do_all(&mut document, &[Command::Delete(Motion::Right)]);
        assert_eq!(shown(&document), "a|b");
    }

    #[test]
    fn fault_23_a_deletion_that_joins_characters_leaves_the_cursor_on_a_boundary() {
        let mut document = marked("a\rx|\nb");
        do_all(&mut document, &[Command::Delete(Motion::Left)]);
        assert_eq!(shown(&document), "a|\r\nb");
        do_all(&mut document, &[Command::Undo]);
        assert_eq!(shown(&document), "a\rx|\nb");
    }

    #[test]
    fn fault_36_typing_that_joins_with_what_follows_goes_on_behind_it() {
        let mut document = marked("|\u{301}b");
        do_all(&mut document, &[type_in("e"), type_in("x"), Command::Undo]);
        assert_eq!(document.text().to_string(), "\u{301}b");
        do_all(&mut document, &[Command::Redo]);
        assert_eq!(document.text().to_string(), "e\u{301}xb");
    }

    #[test]
    fn fault_35_an_empty_commit_takes_nothing_away() {
        let mut document = marked("a|bc");
        do_all(&mut document, &[extend(Motion::Right), type_in(""), Command::Paste(String::new())]);
        assert_eq!((document.selected_text().as_str(), document.revision()), ("b", Revision(0)));
    }

    #[test]
    fn fault_10_a_reload_can_be_undone_and_moves_the_cursor_along() {
        let mut document = marked("one\ntwo\nth|ree\n");
        do_all(&mut document, &[Command::ReplaceAll("zero\none\ntwo\nthree\n".into())]);
        assert_eq!(shown(&document), "zero\none\ntwo\nth|ree\n");
        assert_eq!(document.take_edits(), [Edit { revision: Revision(1), range: 0..0, new_len: 5 }]);
        do_all(&mut document, &[Command::Undo]);
        assert_eq!(shown(&document), "one\ntwo\nth|ree\n");
    }

    #[test]
    fn every_line_of_an_indent_is_an_edit_with_its_own_revision() {
        let mut document = document("a\nb\n");
        do_all(&mut document, &[Command::SelectAll, Command::Indent]);
        let edits = document.take_edits();
        assert_eq!(edits.iter().map(|edit| edit.revision.0).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(document.revision(), Revision(2));
    }
}

mod undo {
    use super::*;

    fn texts_while_undoing(document: &mut Document) -> Vec<String> {
        let mut texts = Vec::new();
        while document.can_undo() {
            do_all(document, &[Command::Undo]);
            texts.push(document.text().to_string());
        }
        texts
    }

    #[test]
    fn a_run_of_typing_is_one_group_until_a_pause() {
        let mut document = document("");
        for (text, at) in [("a", 0), ("b", 900), ("c", 1800), ("d", 2800)] {
            document.apply(&type_in(text), Duration::from_millis(at));
        }
        assert_eq!(texts_while_undoing(&mut document), ["abc", ""]);
    }

    #[test]
    fn moves_lines_and_other_kinds_of_edits_break_a_run() {
        let mut document = document("");
        let delete = Command::Delete(Motion::Left);
        do_all(
            &mut document,
            &[type_in("a"), type_in("b"), step(Motion::Left), step(Motion::Right), type_in("c")],
        );
        do_all(&mut document, &[Command::NewLine, type_in("d"), type_in("e"), delete.clone(), delete]);
        do_all(&mut document, &[Command::Paste("p".into()), type_in("f"), Command::Indent, type_in("g")]);
        let expected = ["abc\npf  ", "abc\npf", "abc\np", "abc\n", "abc\nde", "abc\n", "abc", "ab", ""];
        assert_eq!(texts_while_undoing(&mut document), expected);
    }

    #[test]
    fn undo_and_redo_restore_the_selection() {
        let mut document = marked("a|bcd");
        do_all(&mut document, &[extend(Motion::Right), extend(Motion::Right), type_in("x"), Command::Undo]);
        assert_eq!(document.selection(), Selection { anchor: 1, head: 3 });
        do_all(&mut document, &[Command::Redo]);
        assert_eq!(shown(&document), "ax|d");
    }

    #[test]
    fn a_new_edit_clears_what_could_be_done_again() {
        let mut document = document("");
        do_all(&mut document, &[type_in("a"), Command::Undo, type_in("b")]);
        assert!(!document.can_redo());
    }

    #[test]
    fn fault_34_undo_past_the_save_point_and_back_tells_modified_right() {
        let mut document = document("a");
        assert!(!document.is_modified());
        do_all(&mut document, &[type_in("b")]);
        assert!(document.is_modified());
        let save = saved(&document);
        document.mark_saved(&save);
        assert!(!document.is_modified());
        assert_eq!(document.title(), "tour.py");
        do_all(&mut document, &[type_in("c"), Command::Undo]);
        assert!(!document.is_modified());
        do_all(&mut document, &[Command::Undo]);
        assert!(document.is_modified());
        do_all(&mut document, &[Command::Redo]);
        assert!(!document.is_modified());
        do_all(&mut document, &[Command::Undo, type_in("x")]);
        assert!(document.is_modified());
    }

    #[test]
    fn fault_31_edits_while_a_save_runs_leave_the_document_modified() {
        let mut document = document("a");
        do_all(&mut document, &[type_in("b")]);
        let save = saved(&document);
        do_all(&mut document, &[type_in("c")]);
        document.mark_saved(&save);
        assert!(document.is_modified());
        do_all(&mut document, &[Command::Delete(Motion::Left)]);
        assert!(!document.is_modified());
    }

    #[test]
    fn fault_34_a_hundred_thousand_edits_and_a_huge_paste() {
        let mut document = document("");
        for at in 0..100_000 {
            document.apply(&type_in("x"), Duration::from_secs(at * 2));
        }
        do_all(&mut document, &[Command::Paste("line\n".repeat(1_000_000)), Command::Undo]);
        assert_eq!(document.text().byte_len(), 100_000);
        texts_while_undoing_all(&mut document);
        assert_eq!(document.text().to_string(), "");
        assert!(!document.is_modified());
    }

    fn texts_while_undoing_all(document: &mut Document) {
        while document.can_undo() {
            document.apply(&Command::Undo, Duration::ZERO);
        }
        document.assert_invariants();
    }
}

mod model {
    use super::*;

    /// Pieces of text that join, break and confuse.
    fn piece() -> impl Strategy<Value = String> {
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

    fn text() -> impl Strategy<Value = String> {
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

    fn command() -> impl Strategy<Value = Command> {
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
            1 => Just(Command::SelectAll),
            1 => Just(Command::Cut),
        ]
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
}
