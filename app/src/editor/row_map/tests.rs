//! Rows and places against a slow reference: every row of the text, written down.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crop::Rope;
use namelight_engine::text::{DocumentId, Edit, Revision};
use proptest::prelude::*;

use super::{Fold, Folds, LongLines, Place, RowMap, Source, Wrap};

fn source(text: &Rope) -> Source<'_> {
    Source { text, stamp: (DocumentId(1), Revision(1)) }
}

fn fold(header: usize, last: usize) -> Fold {
    Fold { header, last }
}

fn folded(text: &Rope, new: &[(usize, usize)]) -> Folds {
    let mut folds = Folds::default();
    folds.fold(new.iter().map(|(header, last)| fold(*header, *last)), text, Revision(1));
    folds
}

#[test]
fn hidden_lines_count_for_nothing() {
    let text = Rope::from("x\n".repeat(20));
    let folds = folded(&text, &[(2, 5), (3, 4), (10, 11)]);
    let before: Vec<usize> = (0..14).map(|line| folds.shown_before(line)).collect();
    assert_eq!(before, [0, 1, 2, 2, 2, 2, 3, 4, 5, 6, 7, 7, 8, 9]);
    let lines: Vec<usize> = (0..10).map(|shown| folds.line_of_shown(shown)).collect();
    assert_eq!(lines, [0, 1, 2, 6, 7, 8, 9, 10, 12, 13]);
    assert_eq!(folds.hidden_count(), 4);
    assert_eq!((folds.at_header(3), folds.hiding(4)), (None, Some(fold(2, 5))), "seen from outside");
}

#[test]
fn what_is_inside_stays_folded_when_the_outside_opens() {
    let text = Rope::from("x\n".repeat(20));
    let mut folds = folded(&text, &[(2, 9), (4, 5)]);
    assert!(folds.unfold(2) && !folds.unfold(2));
    assert_eq!(folds.at_header(4), Some(fold(4, 5)));
}

#[test]
fn a_line_is_shown_with_all_that_hides_it_open() {
    let text = Rope::from("x\n".repeat(20));
    let mut folds = folded(&text, &[(2, 9), (4, 6), (7, 8), (12, 13)]);
    assert!(folds.reveal(5) && !folds.reveal(2));
    assert_eq!(folds.all(), [fold(7, 8), fold(12, 13)]);
}

#[test]
fn what_reaches_over_the_end_or_hides_nothing_is_no_fold() {
    let text = Rope::from("a\nb\n");
    assert!(folded(&text, &[(0, 9), (1, 1), (2, 1)]).is_empty());
    assert_eq!(folded(&text, &[(0, 1), (0, 2)]).all(), [fold(0, 2)]);
}

/// Makes one edit of a text with a fold of lines 2 to 4 below line 1, and gives what is folded then.
fn after(range: std::ops::Range<usize>, new: &str) -> Vec<(usize, usize)> {
    // Bytes: line 0 at 0, 1 at 3, 2 at 6, 3 at 9, 4 at 12, 5 at 15.
    let old = Rope::from("aa\nbb\ncc\ndd\nee\nff\n");
    let mut folds = folded(&old, &[(1, 4)]);
    let mut text = old.clone();
    text.replace(range.clone(), new);
    folds.follow(&text, Revision(2), &[Edit { revision: Revision(2), range, new_len: new.len() }]);
    folds.all().iter().map(|fold| (fold.header, fold.last)).collect()
}

#[test]
fn folds_move_with_lines_above() {
    assert_eq!(after(0..0, "x\ny\n"), [(3, 6)]);
    assert_eq!(after(0..3, ""), [(0, 3)]);
    assert_eq!(after(2..3, ""), [(0, 3)], "joined with the line above");
}

#[test]
fn an_edit_of_the_header_keeps_its_fold() {
    assert_eq!(after(3..5, "new"), [(1, 4)]);
    assert_eq!(after(5..5, "!"), [(1, 4)], "at its end");
    assert_eq!(after(4..4, "\n"), [(2, 5)], "what is hidden stays below the rest of the line");
}

#[test]
fn an_edit_inside_or_at_the_edges_opens() {
    for (range, new) in
        [(7..7, "x"), (14..14, "x"), (5..6, ""), (5..5, "\n"), (14..15, ""), (1..4, ""), (9..12, "")]
    {
        assert_eq!(after(range.clone(), new), [], "{range:?} {new:?}");
    }
    assert_eq!(after(15..15, "x"), [(1, 4)], "the line below is none of it");
}

#[test]
fn missing_edits_open_everything() {
    let text = Rope::from("x\n".repeat(20));
    let mut folds = folded(&text, &[(2, 9)]);
    folds.follow(&text, Revision(3), &[Edit { revision: Revision(3), range: 0..0, new_len: 0 }]);
    assert!(folds.is_empty() && folds.revision().is_none());
}

#[test]
fn a_hundred_thousand_folds_are_asked_quickly() {
    let text = Rope::from("x\n".repeat(1_000_000));
    let mut folds = Folds::default();
    folds.fold((0..100_000).map(|at| fold(at * 10, at * 10 + 8)), &text, Revision(1));
    assert_eq!(folds.hidden_count(), 800_000);
    assert_eq!(folds.line_of_shown(200_000 - 2), 999_990);
    let lines = LongLines::default();
    let map = RowMap::new(source(&text), &lines, &folds, None);
    let (place, moved) = map.down(Place { line: 0, piece: 0 }, 100_001);
    assert_eq!((place.line, moved), (500_009, 100_001));
    assert_eq!(map.up(place, 100_001).0.line, 0);
}

/// All rows of a text, found one by one: line and row of it, first byte and end.
fn all_rows(map: &RowMap<'_>, folds: &Folds) -> Vec<(Place, usize, usize)> {
    let mut rows = Vec::new();
    for line in 0..map.line_count {
        if folds.all().iter().any(|fold| fold.hidden().contains(&line) && folds.hiding(fold.header).is_none())
        {
            continue;
        }
        for piece in 0..map.pieces(line) {
            let place = Place { line, piece };
            let found = map.piece(place);
            rows.push((place, found.start, found.end));
        }
    }
    rows
}

fn texts() -> impl Strategy<Value = String> {
    let line = prop::collection::vec("([a-z]{1,12}|    |\t|漢字|e\u{301}|[,.(])", 0..12)
        .prop_map(|words| words.concat());
    prop::collection::vec(line, 1..25).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn rows_and_places_are_inverse(
        text in texts(),
        ends in prop::collection::vec((0usize..25, 1usize..6), 0..6),
        width in prop::option::of(12usize..40),
        steps in prop::collection::vec((0usize..60, -30isize..30), 0..12),
    ) {
        let rope = Rope::from(text.as_str());
        let folds = folded(&rope, &ends.iter().map(|(at, len)| (*at, at + len)).collect::<Vec<_>>());
        let (lines, mut wrap) = (LongLines::default(), Wrap::default());
        wrap.is_on = width.is_some();
        let map = RowMap::new(source(&rope), &lines, &folds, width.map(|width| (&wrap, width)));
        let rows = all_rows(&map, &folds);
        // Every offset that isn't hidden stands in the row that holds it.
        for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
            let place = map.place_of(at);
            if folds.hiding(source(&rope).line_of(at)).is_some() {
                prop_assert_eq!(place.piece, 0);
                continue;
            }
            let found = map.piece(place);
            prop_assert!(found.start <= at && at <= found.end);
            prop_assert!(rows.iter().any(|(row, ..)| *row == place));
        }
        // All text of a line stands in its rows, one after the other.
        for pair in rows.windows(2) {
            if pair[0].0.line == pair[1].0.line {
                prop_assert_eq!(pair[0].2, pair[1].1);
            }
        }
        for (from, way) in steps {
            let from = from % rows.len();
            let (to, moved) = match way {
                0.. => map.down(rows[from].0, way as usize),
                _ => map.up(rows[from].0, way.unsigned_abs()),
            };
            let expected = from.saturating_add_signed(way).min(rows.len() - 1);
            prop_assert_eq!(to, rows[expected].0);
            prop_assert_eq!(moved, expected.abs_diff(from));
            prop_assert_eq!(map.rows_between(rows[from].0, to, 1000), expected as f64 - from as f64);
            let position = map.position(rows[from].0, 0.25);
            let (place, above) = map.row_at(position);
            prop_assert_eq!(place, rows[from].0);
            prop_assert!((above - 0.25).abs() < 1e-6);
            if expected > 0 && expected == from.saturating_add_signed(way) {
                let (place, _) = map.row_at(map.moved(position, way as f64));
                prop_assert_eq!(place, rows[expected].0);
            }
            let shown = map.shown_position(position);
            prop_assert!((map.position_of_shown(shown) - position).abs() < 1e-9);
        }
    }

    #[test]
    fn folds_follow_edits_as_marked_lines_do(
        count in 4usize..30,
        ends in prop::collection::vec((0usize..30, 1usize..6), 1..5),
        edits in prop::collection::vec((0usize..100, 0usize..6, "[x\n]{0,4}"), 1..4),
    ) {
        // Every line has a name of its own, so that it can be found again.
        let text: String = (0..count).map(|line| format!("{line:02}\n")).collect();
        let mut rope = Rope::from(text.as_str());
        let mut folds = folded(&rope, &ends.iter().map(|(at, len)| (*at, at + len)).collect::<Vec<_>>());
        let before = folds.clone();
        let old = rope.clone();
        let mut made = Vec::new();
        for (number, (at, len, new)) in edits.iter().enumerate() {
            let start = at % (rope.byte_len() + 1);
            let range = start..(start + len).min(rope.byte_len());
            rope.replace(range.clone(), new);
            made.push(Edit { revision: Revision(2 + number as u64), range, new_len: new.len() });
        }
        folds.follow(&rope, made.last().unwrap().revision, &made);
        let words = |text: &Rope, fold: &Fold| -> Vec<String> {
            fold.hidden().map(|line| text.byte_slice(source(text).line_range(line)).to_string()).collect()
        };
        for fold in folds.all() {
            // What is hidden now was hidden before, word for word.
            let hidden = words(&rope, &fold);
            prop_assert!(before.all().iter().any(|one| words(&old, one) == hidden), "{hidden:?}");
        }
    }
}

/// The same folds, all of them looked at anew.
fn anew(folds: &Folds, text: &Rope) -> Folds {
    let mut all = Folds::default();
    all.fold(folds.all(), text, Revision(1));
    all
}

#[test]
fn an_edit_above_a_hundred_thousand_folds_leaves_them_as_they_are_written() {
    let text = Rope::from("def f():\n    return 1\n".repeat(100_000));
    let all: Vec<(usize, usize)> = (0..100_000).map(|at| (2 * at, 2 * at + 1)).collect();
    let mut folds = folded(&text, &all);
    let mut edited = text.clone();
    let at = text.byte_of_line(100_000);
    edited.insert(at, "\n");
    folds.follow(&edited, Revision(2), &[Edit { revision: Revision(2), range: at..at, new_len: 1 }]);
    assert_eq!((folds.hidden_count(), folds.shown(200_000)), (100_000, 199_999));
    assert_eq!(folds.written_at(99_999), Some(fold(199_998, 199_999)), "it stands a line further down");
    assert_eq!(folds.at_header(199_999), Some(fold(199_999, 200_000)));
}

proptest! {
    #[test]
    fn what_is_seen_after_any_step_is_what_all_folds_together_say(
        nested in prop::collection::vec((0usize..40, 1usize..9), 0..12),
        steps in prop::collection::vec((0usize..4, 0usize..200, 0usize..12, "[a\n]{0,3}"), 1..12),
    ) {
        let mut text = Rope::from("abc\n".repeat(40));
        let new: Vec<(usize, usize)> = nested.iter().map(|(header, lines)| (*header, header + lines)).collect();
        let mut folds = folded(&text, &new);
        let mut revision = Revision(1);
        for (step, at, len, put) in steps {
            match step {
                0 => { folds.unfold(at % 40); }
                1 => { folds.reveal(at % 40); }
                _ => {
                    let start = at.min(text.byte_len());
                    let range = start..(start + len).min(text.byte_len());
                    let before = folds.clone();
                    let old = text.clone();
                    text.replace(range.clone(), &put);
                    let edit = |revision| Edit { revision, range: range.clone(), new_len: put.len() };
                    folds.follow(&text, revision.next(), &[edit(revision.next())]);
                    let mut all = anew(&before, &old);
                    all.go_through_all();
                    all.follow(&text, Revision(2), &[edit(Revision(2))]);
                    prop_assert_eq!(folds.all(), all.all());
                    revision = revision.next();
                }
            }
            let all = anew(&folds, &text);
            prop_assert_eq!(folds.all(), all.all());
            prop_assert_eq!(folds.hidden_count(), all.hidden_count());
            for line in 0..60 {
                prop_assert_eq!(folds.shown(line), all.shown(line));
                prop_assert_eq!(folds.shown_before(line), all.shown_before(line));
                prop_assert_eq!(folds.at_header(line), all.at_header(line));
                prop_assert_eq!(folds.line_of_shown(line), all.line_of_shown(line));
            }
        }
    }
}
