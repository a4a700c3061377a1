//! Commands for whole lines, as people see them. The marks are those of the tests for several cursors: `$0` is the
//! primary cursor, `|` another one, `[` and `]` the other ends of what is selected.

use super::cursors::after;
use super::*;

/// One command on a text.
#[track_caller]
fn check(before: &str, command: LineCommand, expected: &str) {
    assert_eq!(after(before, &[Command::Lines(command)]), expected);
    // And in one step back again.
    assert_eq!(after(before, &[Command::Lines(command), Command::Undo]), before);
}

#[test]
fn a_comment_begins_in_the_column_of_the_least_indentation() {
    check("x$0 = 1\n", LineCommand::ToggleComment, "# x$0 = 1\n");
    check("[if a:\n    b\n\n  c$0\nd", LineCommand::ToggleComment, "[# if a:\n#     b\n\n#   c$0\nd");
    check("    [if a:\n        b$0\n", LineCommand::ToggleComment, "    [# if a:\n    #     b$0\n");
    check("\tif a:\r\n\t\t[b\r\n\tc$0\r\n", LineCommand::ToggleComment, "\tif a:\r\n\t# \t[b\r\n\t# c$0\r\n");
    check("$0x", LineCommand::ToggleComment, "# $0x");
}

#[test]
fn a_comment_of_tabs_and_spaces_stands_before_a_tab_that_reaches_over_its_column() {
    check("[  a\n\tb$0", LineCommand::ToggleComment, "[  # a\n# \tb$0");
}

#[test]
fn comments_become_code_again() {
    check("# x$0 = 1\n", LineCommand::ToggleComment, "x$0 = 1\n");
    check("  #x$0", LineCommand::ToggleComment, "  x$0");
    check("  #  x$0", LineCommand::ToggleComment, "   x$0");
    check("[# a\n\n#   b$0", LineCommand::ToggleComment, "[a\n\n  b$0");
}

#[test]
fn lines_of_which_only_some_are_comments_become_comments() {
    check("[a\n# b$0", LineCommand::ToggleComment, "[# a\n# # b$0");
}

#[test]
fn a_blank_line_alone_gets_a_comment_to_write() {
    check("a\n    $0\nb", LineCommand::ToggleComment, "a\n    # $0\nb");
    check("a\n$0", LineCommand::ToggleComment, "a\n# $0");
}

#[test]
fn every_selection_is_commented_by_itself() {
    check("a|\n    b\n        c$0", LineCommand::ToggleComment, "# a|\n    b\n        # c$0");
    check("a|b$0", LineCommand::ToggleComment, "# a|b$0");
}

#[test]
fn the_line_end_that_a_selection_only_reaches_is_left_out() {
    check("[a\n$0b", LineCommand::ToggleComment, "[# a\n$0b");
}

#[test]
fn lines_move_up_and_down_with_their_cursors() {
    check("a\nb$0b\nc\n", LineCommand::Move(Side::Above), "b$0b\na\nc\n");
    check("a$0\nb\nc\n", LineCommand::Move(Side::Below), "b\na$0\nc\n");
    check("a\n[b\nc$0\nd", LineCommand::Move(Side::Above), "[b\nc$0\na\nd");
    check("$0a\nb", LineCommand::Move(Side::Below), "b\n$0a");
}

#[test]
fn at_the_edge_of_the_text_lines_stay() {
    check("a$0\nb", LineCommand::Move(Side::Above), "a$0\nb");
    check("a\nb$0", LineCommand::Move(Side::Below), "a\nb$0");
}

#[test]
fn a_last_line_without_a_break_gives_and_takes_one() {
    check("a\nb$0", LineCommand::Move(Side::Above), "b$0\na");
    check("a$0\r\nb", LineCommand::Move(Side::Below), "b\r\na$0");
}

#[test]
fn line_breaks_of_both_kinds_go_with_their_lines() {
    check("a\r\nb$0\nc\r\n", LineCommand::Move(Side::Above), "b$0\na\r\nc\r\n");
    check("a$0\nb\r\nc", LineCommand::Move(Side::Below), "b\r\na$0\nc");
}

#[test]
fn several_cursors_move_their_lines_at_once() {
    check("a\nb|\nc\nd$0", LineCommand::Move(Side::Above), "b|\na\nd$0\nc");
    check("a|\nb$0\nc", LineCommand::Move(Side::Below), "c\na|\nb$0");
    check("a\nb|b$0\n", LineCommand::Move(Side::Above), "b|b$0\na\n");
}

#[test]
fn lines_are_copied_and_the_cursor_is_in_the_copy() {
    check("a$0\nb\n", LineCommand::Copy(Side::Below), "a\na$0\nb\n");
    check("a$0\nb\n", LineCommand::Copy(Side::Above), "a$0\na\nb\n");
    check("[a\nb$0\n", LineCommand::Copy(Side::Below), "a\nb\n[a\nb$0\n");
    check("a\r\nb$0", LineCommand::Copy(Side::Below), "a\r\nb\r\nb$0");
    check("a\r\nb\r\nc$0", LineCommand::Copy(Side::Above), "a\r\nb\r\nc$0\r\nc");
    check("a|\nb$0\n", LineCommand::Copy(Side::Below), "a\na|\nb\nb$0\n");
    check("a|a$0\n", LineCommand::Copy(Side::Above), "a|a$0\naa\n");
}

#[test]
fn deleted_lines_leave_the_cursor_in_its_column() {
    check("ab\ncd$0\nefg\n", LineCommand::Delete, "ab\nef$0g\n");
    check("abc\nde$0", LineCommand::Delete, "ab$0c");
    check("abc$0", LineCommand::Delete, "$0");
    check("a\n[b\nc$0\nd", LineCommand::Delete, "a\nd$0");
    check("[a\n$0b", LineCommand::Delete, "$0b");
    check("a|\nb\nc$0\nd", LineCommand::Delete, "b|\nd$0");
    check("a\r\nb$0", LineCommand::Delete, "a$0");
}

#[test]
fn joining_leaves_one_blank() {
    check("a$0 \n    b\n", LineCommand::Join, "a$0 b\n");
    check("x = 1 + \\$0\r\n  2", LineCommand::Join, "x = 1 + \\$0 2");
    check("[a\n  b\n\n  c$0\nd", LineCommand::Join, "[a b c$0\nd");
    check("a$0\n\nb", LineCommand::Join, "a$0\nb");
    check("  $0\n    b", LineCommand::Join, "  $0b");
    check("a$0", LineCommand::Join, "a$0");
    check("a|\nb\nc$0\nd", LineCommand::Join, "a| b\nc$0 d");
    check("a|\nb$0\nc", LineCommand::Join, "a| b$0 c");
}

#[test]
fn sorted_lines_are_in_the_order_of_a_dictionary() {
    check("[b\nA\nc$0\n", LineCommand::SortAscending, "[A\nb\nc$0\n");
    check("[b\nA\nc$0\n", LineCommand::SortDescending, "[c\nb\nA$0\n");
    check("[é\nz$0", LineCommand::SortAscending, "[z\né$0");
    check("x\n[b\r\na$0\nx", LineCommand::SortAscending, "x\n[a\r\nb$0\nx");
    check("b$0\na\n", LineCommand::SortAscending, "b$0\na\n");
    check("[b\na|\nx\n[d\nc$0", LineCommand::SortAscending, "[a\nb|\nx\n[c\nd$0");
}

#[test]
fn a_new_line_begins_below_or_above() {
    check("def f$0():\n", LineCommand::Insert(Side::Below), "def f():\n    $0\n");
    check("    x$0y\r\n", LineCommand::Insert(Side::Below), "    xy\r\n    $0\r\n");
    check("a\n    x$0y\n", LineCommand::Insert(Side::Above), "a\n    $0\n    xy\n");
    check("a|b$0\n", LineCommand::Insert(Side::Below), "ab\n$0\n");
    check("a|\nb$0\n", LineCommand::Insert(Side::Above), "|\na\n$0\nb\n");
}

#[test]
fn lines_go_deeper_wherever_the_cursor_is() {
    check("a$0b\n", LineCommand::Indent, "    a$0b\n");
    check("$0a\n", LineCommand::Indent, "    $0a\n");
    check("[a\n\n  b$0\n", LineCommand::Indent, "[    a\n\n      b$0\n");
    check("if a:\n\tb$0", LineCommand::Indent, "if a:\n\t\tb$0");
    check("$0\n", LineCommand::Indent, "    $0\n");
}

#[test]
fn selecting_lines_goes_on_line_by_line() {
    assert_eq!(after("a\nb$0b\nc\nd", &[Command::SelectLine]), "a\n[bb\n$0c\nd");
    let twice = [Command::SelectLine, Command::SelectLine];
    assert_eq!(after("a\nb$0b\nc\nd", &twice), "a\n[bb\nc\n$0d");
    assert_eq!(after("a|a\nb\nc$0", &[Command::SelectLine]), "[aa\n|b\n[c$0");
}

#[test]
fn letters_change_in_the_selection_or_the_word() {
    let case = |before: &str, case: LetterCase| after(before, &[Command::ChangeCase(case)]);
    assert_eq!(case("one_[two$0 three", LetterCase::Upper), "one_[TWO$0 three");
    assert_eq!(case("ONE T$0WO", LetterCase::Lower), "ONE t$0wo");
    assert_eq!(case("[hello wORLD it's_me$0", LetterCase::Title), "[Hello World It's_Me$0");
    assert_eq!(case("stra$0ße", LetterCase::Upper), "STRA$0SSE");
    assert_eq!(case("$0one] t|wo", LetterCase::Upper), "$0ONE] T|WO");
    assert_eq!(case("o|n$0e", LetterCase::Upper), "O|N$0E");
}

#[test]
fn text_is_moved_and_copied_to_another_place() {
    let put = |from, to, copies| after("one two$0 three", &[Command::MoveText { from, to, copies }]);
    assert_eq!(put(0..4, 8, false), "two [one $0three");
    assert_eq!(put(8..13, 0, false), "[three$0one two ");
    assert_eq!(put(0..3, 13, true), "one two three[one$0");
    assert_eq!(put(0..4, 2, false), "one two$0 three");
    assert_eq!(put(0..4, 4, false), "one two$0 three");
}

#[test]
fn at_a_million_lines_a_command_touches_what_it_is_about() {
    let mut document = document(&"    name = value\n".repeat(1_000_000));
    do_all(&mut document, &[Command::Select(Selection::cursor(8_500_004))]);
    for command in [
        LineCommand::ToggleComment,
        LineCommand::Move(Side::Above),
        LineCommand::Copy(Side::Below),
        LineCommand::Join,
        LineCommand::Delete,
        LineCommand::Insert(Side::Below),
    ] {
        document.apply(&Command::Lines(command), Duration::ZERO);
        let edits = document.take_edits();
        let touched: usize = edits.iter().map(|edit| edit.range.len() + edit.new_len).sum();
        assert!((1..200).contains(&touched), "{command:?}: {edits:?}");
    }
    assert_eq!(document.position(), (500_002, 5));
    do_all(&mut document, &[step(Motion::Down), Command::GoToBracket, Command::SelectLine]);
    assert_eq!(document.selected_text(), "    name = value\n");
}
