//! The light: when it asks, what it takes over, and when it goes out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use crop::Rope;

use super::desk::{Desk, Hand, answer, scope_at};
use super::ranges::contains;
use super::*;

#[test]
fn the_old_light_stays_until_the_new_one_comes() {
    let mut desk = Desk::new("one two one two");
    desk.hear();
    assert_eq!(desk.lit_at(), [0, 8]);
    desk.go(4);
    assert_eq!(desk.lit_at(), [0, 8], "nothing new yet, so nothing goes out");
    desk.hear();
    assert_eq!(desk.lit_at(), [4, 12]);
    assert_eq!(desk.light.target().unwrap().range, 4..7);
}

#[test]
fn a_warm_engine_is_heard_in_the_same_frame() {
    let mut desk = Desk::new("one two one two");
    desk.hand.is_quick = true;
    desk.go(5);
    assert_eq!(desk.lit_at(), [4, 12]);
    assert!(desk.light.is_settled(&desk.scene()));
}

#[test]
fn without_patience_nobody_waits() {
    let mut desk = Desk::new("one two");
    desk.light = Highlights::new(Options { patience: Duration::ZERO, ..Options::default() });
    desk.hand.is_quick = true;
    desk.go(5);
    assert!(desk.lit().is_empty());
    assert!(!desk.light.is_settled(&desk.scene()));
}

#[test]
fn nothing_is_asked_inside_a_lit_range() {
    let mut desk = Desk::new("total = total");
    desk.go_and_hear(1);
    let asked = desk.hand.count();
    for cursor in [2, 3, 4, 5, 0] {
        desk.go(cursor);
    }
    assert_eq!(desk.hand.count(), asked);
    desk.go(6);
    assert_eq!(desk.hand.count(), asked + 1, "off the name it has to be asked");
}

#[test]
fn a_jump_within_the_light_keeps_it_and_asks_for_the_surroundings() {
    let mut desk = Desk::new("total = total");
    desk.go_and_hear(1);
    let asked = desk.hand.count();
    desk.go(8);
    assert_eq!(desk.lit_at(), [0, 8]);
    assert_eq!(desk.light.target().unwrap().range, 8..13);
    assert_eq!(desk.hand.count(), asked + 1);
    desk.hear();
    assert_eq!(desk.light.scopes, [scope_at("total = total", 8)]);
    desk.go(9);
    assert_eq!(desk.hand.count(), asked + 1);
}

#[test]
fn nothing_is_asked_inside_a_lit_keyword() {
    let mut desk = Desk::new("return return");
    desk.go_and_hear(1);
    assert_eq!(desk.lit_at(), [0, 7]);
    let asked = desk.hand.count();
    for cursor in [2, 6, 0] {
        desk.go(cursor);
    }
    assert_eq!(desk.hand.count(), asked);
    desk.go(7);
    assert_eq!(desk.hand.count(), asked + 1, "what belongs to another part may differ");
    assert_eq!(desk.lit_at(), [0, 7], "until it is known");
}

#[test]
fn at_the_other_edge_of_a_bracket_it_is_asked_again() {
    let mut desk = Desk::new("1 (one)");
    desk.go_and_hear(2);
    assert_eq!(desk.lit_at(), [2, 6]);
    desk.go(3);
    assert_eq!(desk.lit_at(), [2, 6], "until it is known");
    desk.hear();
    assert_eq!(desk.lit(), [(3, "one".into())]);
    desk.go_and_hear(7);
    assert_eq!(desk.lit_at(), [2, 6]);
}

#[test]
fn what_is_lit_for_a_bracket_or_a_keyword_goes_out_at_any_edit() {
    for (text, cursor) in [("(1) one", 0), ("return one", 3)] {
        let mut desk = Desk::new(text);
        desk.go_and_hear(cursor);
        assert!(!desk.lit().is_empty());
        desk.replace(text.len()..text.len(), "\n");
        assert!(desk.lit().is_empty());
        assert!(desk.light.words().is_none());
        desk.go_and_hear(cursor);
        assert!(!desk.lit().is_empty());
    }
}

#[test]
fn fault_24_an_answer_about_a_bracket_is_of_no_use_after_an_edit() {
    let mut desk = Desk::new("(1) one");
    desk.go(0);
    let posted = desk.hand.posted.borrow().last().unwrap().clone();
    desk.replace(7..7, "\n");
    desk.hand.answers.borrow_mut().push_back(answer(&posted));
    desk.go(0);
    assert!(desk.lit().is_empty());
    desk.hear();
    assert_eq!(desk.lit_at(), [0, 2], "asked again");
}

#[test]
fn fault_24_edits_move_the_light_and_drop_what_they_touch() {
    let mut desk = Desk::new("one two one two");
    desk.go_and_hear(4);
    desk.replace(0..0, "xx ");
    assert_eq!(desk.lit(), [(7, "two".into()), (15, "two".into())]);
    desk.replace(9..9, "o");
    assert_eq!(desk.lit(), [(16, "two".into())], "the touched one is gone, the other moved");
}

#[test]
fn at_an_edge_a_bracket_leaves_the_light_and_a_letter_takes_it() {
    let mut desk = Desk::new("f = f");
    desk.go_and_hear(0);
    desk.replace(5..5, "(");
    assert_eq!(desk.lit_at(), [0, 4]);
    desk.replace(5..5, "g");
    assert_eq!(desk.lit_at(), [0]);
}

#[test]
fn the_light_goes_out_when_the_cursor_has_left_it_for_long() {
    let mut desk = Desk::new("one  two");
    desk.go_and_hear(0);
    assert_eq!(desk.go(4), Some(Duration::from_millis(100)));
    desk.now += Duration::from_millis(60);
    assert_eq!(desk.frame(), Some(Duration::from_millis(40)));
    assert_eq!(desk.lit_at(), [0]);
    desk.now += Duration::from_millis(40);
    assert_eq!(desk.frame(), None);
    assert!(desk.lit().is_empty());
    assert!(desk.light.words().is_none());
}

#[test]
fn coming_back_in_time_keeps_the_light() {
    let mut desk = Desk::new("one  two");
    desk.go_and_hear(0);
    desk.go(4);
    desk.now += Duration::from_millis(99);
    desk.cursor = 3;
    assert_eq!(desk.frame(), None);
    desk.now += Duration::from_secs(1);
    desk.frame();
    assert_eq!(desk.lit_at(), [0]);
    // The answer about the gap comes when nobody is there any more.
    desk.hear();
    assert_eq!(desk.lit_at(), [0]);
}

#[test]
fn an_answer_without_a_name_puts_the_light_out_at_once() {
    let mut desk = Desk::new("one  two");
    desk.go_and_hear(0);
    desk.go_and_hear(4);
    assert!(desk.lit().is_empty());
    assert!(desk.light.is_settled(&desk.scene()));
}

#[test]
fn fault_24_a_late_answer_is_carried_to_the_text_as_it_is_now() {
    let mut desk = Desk::new("one two one two");
    desk.go(13);
    let about_before = answer(desk.hand.posted.borrow().last().unwrap());
    desk.replace(0..3, "x");
    desk.cursor = 11;
    desk.hand.answers.borrow_mut().push_back(about_before);
    desk.frame();
    assert_eq!(desk.lit(), [(2, "two".into()), (10, "two".into())]);
}

#[test]
fn fault_24_a_late_answer_about_another_place_lights_nothing() {
    let mut desk = Desk::new("one two");
    desk.go(5);
    let about_two = answer(desk.hand.posted.borrow().last().unwrap());
    desk.go(1);
    desk.hand.answers.borrow_mut().push_back(about_two);
    desk.frame();
    assert!(desk.lit().is_empty());
    desk.hear();
    assert_eq!(desk.lit_at(), [0]);
}

#[test]
fn a_place_whose_answer_was_of_no_use_is_asked_about_again() {
    let mut desk = Desk::new("one two");
    desk.go_and_hear(1);
    desk.go(5);
    desk.cursor = 1;
    desk.hear();
    assert_eq!(desk.lit_at(), [0]);
    let asked = desk.hand.count();
    desk.go(5);
    assert_eq!(desk.hand.count(), asked + 1);
}

#[test]
fn an_answer_about_another_document_is_nothing() {
    let mut desk = Desk::new("one two");
    let mut foreign = answer(desk.hand.posted.borrow().last().unwrap());
    foreign.document = DocumentId(7);
    desk.hand.answers.borrow_mut().push_back(foreign);
    desk.frame();
    assert!(desk.lit().is_empty());
}

#[test]
fn a_request_tells_all_edits_since_the_last_answer() {
    let mut desk = Desk::new("one two");
    desk.hear();
    desk.replace(0..0, "a");
    desk.replace(0..0, "b");
    let told = |desk: &Desk| {
        let posted = desk.hand.posted.borrow();
        posted.last().unwrap().edits.iter().map(|edit| edit.revision.0).collect::<Vec<_>>()
    };
    assert_eq!(told(&desk), [1, 2]);
    desk.hear();
    desk.replace(0..0, "c");
    assert_eq!(told(&desk), [3]);
}

#[test]
fn in_a_flood_only_the_last_move_is_asked_about() {
    let mut desk = Desk::new("a b c d e f g h i j");
    desk.hear();
    desk.go(2);
    let asked = desk.hand.count();
    let mut wait = None;
    for cursor in [4, 6, 8, 10] {
        desk.now += Duration::from_millis(5);
        desk.cursor = cursor;
        wait = desk.frame();
    }
    assert_eq!(desk.hand.count(), asked);
    desk.now += wait.expect("the last move is still to be asked about");
    desk.frame();
    assert_eq!(desk.hand.count(), asked + 1);
    assert_eq!(desk.hand.posted.borrow().last().unwrap().cursor, Some(10));
}

#[test]
fn a_flood_that_scrolls_asks_for_colours_before_they_run_out() {
    let mut desk = Desk::new(&"name = 1\n".repeat(400));
    desk.hear();
    for line in 1..300 {
        // A key that repeats sixty times a second.
        desk.now += Duration::from_millis(16);
        desk.visible_lines = line..line + 30;
        desk.cursor = line * 9;
        desk.frame();
        let posted = desk.hand.posted.borrow();
        let last = posted.last().expect("something was asked");
        assert!(contains(&last.visible_lines, &desk.visible_lines), "line {line}: {:?}", last.visible_lines);
        assert!(posted.len() == 1 || last.cursor.is_none(), "the light waits for the flood's end");
    }
    let asked = desk.hand.count();
    assert!(asked < 30, "{asked} questions");
    desk.now += Duration::from_millis(30);
    desk.frame();
    assert_eq!(desk.hand.posted.borrow().last().map(|last| last.cursor), Some(Some(299 * 9)));
}

#[test]
fn scrolling_asks_before_the_colours_run_out() {
    let mut desk = Desk::new(&"one\n".repeat(1000));
    desk.visible_lines = 100..130;
    desk.go_and_hear(0);
    assert_eq!(desk.hand.posted.borrow().last().unwrap().visible_lines, 70..160);
    let asked = desk.hand.count();
    desk.visible_lines = 110..140;
    desk.go(0);
    assert_eq!(desk.hand.count(), asked);
    desk.visible_lines = 120..150;
    desk.go(0);
    assert_eq!(desk.hand.count(), asked + 1);
    assert_eq!(desk.hand.posted.borrow().last().unwrap().visible_lines, 90..180);
}

#[test]
fn only_what_is_on_screen_is_waited_for() {
    let mut desk = Desk::new(&"one\n".repeat(1000));
    desk.visible_lines = 100..130;
    desk.go_and_hear(0);
    let waited = desk.hand.waits.get();
    desk.visible_lines = 120..150;
    desk.go(0);
    desk.hear();
    assert_eq!(desk.hand.waits.get(), waited, "the colours are there");
    desk.visible_lines = 300..330;
    desk.go(0);
    desk.hear();
    assert_eq!(desk.hand.waits.get(), waited + 1, "the colours are missing");
}

#[test]
fn a_jump_asks_about_the_screen_first_and_then_about_what_is_beyond_its_edges() {
    let mut desk = Desk::new(&"one\n".repeat(1000));
    let asked_about = |desk: &Desk| desk.hand.posted.borrow().last().unwrap().visible_lines.clone();
    desk.visible_lines = 100..130;
    desk.go_and_hear(0);
    desk.visible_lines = 145..175;
    desk.go_and_hear(0);
    assert_eq!(asked_about(&desk), 115..205, "some of it has been just beyond the edge");
    desk.visible_lines = 500..530;
    assert_eq!(desk.go(0), Some(Duration::ZERO), "the rest is asked for in the next frame");
    assert_eq!(asked_about(&desk), 500..530);
    assert!(!desk.light.is_on_screen(&desk.scene()));
    desk.frame();
    assert_eq!(asked_about(&desk), 500..530, "what is seen isn't cancelled for what isn't");
    desk.hear();
    assert_eq!(asked_about(&desk), 470..560);
    assert!(desk.light.is_on_screen(&desk.scene()), "what is beyond the edges isn't seen");
    assert!(!desk.light.is_settled(&desk.scene()));
}

#[test]
fn something_else_is_done_while_nothing_but_the_light_is_waited_for() {
    let mut desk = Desk::new(&"one two\n".repeat(1000));
    desk.go_and_hear(0);
    let is_done_at = |desk: &mut Desk, cursor| {
        let mut is_done = false;
        desk.now += Duration::from_millis(500);
        desk.cursor = cursor;
        desk.frame_while(&[], || is_done = true);
        is_done
    };
    assert!(is_done_at(&mut desk, 4));
    desk.hear();
    assert!(!is_done_at(&mut desk, 4), "nothing is asked");
    desk.visible_lines = 500..530;
    assert!(!is_done_at(&mut desk, 0), "the engine has colours to find, too");
}

#[test]
fn what_is_beyond_the_edges_makes_no_flood_of_two_jumps() {
    let mut desk = Desk::new(&"one\n".repeat(1000));
    desk.go_and_hear(0);
    let tick = Duration::from_millis(17);
    for jump in 1..10 {
        desk.now += tick;
        desk.visible_lines = jump * 100..jump * 100 + 30;
        desk.cursor = jump * 400;
        desk.frame();
        let posted = desk.hand.posted.borrow().last().unwrap().clone();
        assert_eq!((posted.visible_lines, posted.cursor), (desk.visible_lines.clone(), Some(desk.cursor)));
        desk.now += tick;
        desk.hear();
        let posted = desk.hand.posted.borrow().last().unwrap().visible_lines.clone();
        assert_eq!(posted, jump * 100 - 30..jump * 100 + 60, "the edges are asked for");
        desk.hand.answer_last();
    }
}

#[test]
fn that_there_is_no_light_is_known_of_the_place_that_was_asked_about() {
    let mut desk = Desk::new("one   two");
    desk.go(4);
    assert!(!desk.light.is_on_screen(&desk.scene()));
    desk.hear();
    assert!(desk.light.is_on_screen(&desk.scene()));
    desk.go(5);
    assert!(!desk.light.is_on_screen(&desk.scene()), "a name may begin here");
    desk.hear();
    assert!(desk.light.is_on_screen(&desk.scene()));
    desk.replace(9..9, " three");
    desk.go(5);
    assert!(!desk.light.is_on_screen(&desk.scene()), "the text is another one");
}

#[test]
fn next_and_previous_go_round() {
    let mut desk = Desk::new("one two one two one");
    desk.go_and_hear(9);
    let light = &desk.light;
    assert_eq!(light.step(9, true), Some(16..19));
    assert_eq!(light.step(16, true), Some(0..3));
    assert_eq!(light.step(9, false), Some(0..3));
    assert_eq!(light.step(0, false), Some(16..19));
}

#[test]
fn another_document_starts_with_nothing() {
    let mut desk = Desk::new("one two");
    desk.hear();
    let text = Rope::from("one");
    let scene = Scene { document: DocumentId(2), revision: Revision(0), text: &text, ..desk.scene() };
    let (mut hand, mut light) = (Hand::default(), desk.light);
    light.frame(&mut hand, &scene, &[]);
    assert!(light.lit().is_empty());
    assert_eq!(hand.posted.borrow()[0].edits, []);
    assert!(hand.posted.borrow()[0].generation > Generation(1), "a generation is never used twice");
}
