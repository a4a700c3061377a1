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

/// Movements must not depend on a line's length: 20,000 of them copy no line.
#[test]
fn fault_16_movements_in_a_line_of_10_mb() {
    let mut document = document(&"name = value; ".repeat(750_000));
    do_all(&mut document, &[Command::Select(Selection::cursor(5_000_005))]);
    for _ in 0..5_000 {
        for motion in [Motion::Right, Motion::WordRight, Motion::WordLeft, Motion::Left] {
            document.apply(&step(motion), Duration::ZERO);
        }
    }
    document.apply(&Command::NewLine, Duration::ZERO);
    do_all(&mut document, &[step(Motion::Up), step(Motion::LineEnd), type_in("x")]);
    assert_eq!(document.text().byte_len(), 10_500_002 - 1);
}
