//! Going from match to match.

use namelight_engine::text::{DocumentId, Edit, Revision};

use super::*;
use crate::find::{Answer, Direction, Found, Outcome, Session, Wrap};

const DOCUMENT: DocumentId = DocumentId(1);

/// A session that knows all matches in a text.
fn knowing(text: &str, words: &str) -> Session {
    let mut session = Session::new(DOCUMENT, Revision(1));
    session.query = query(words);
    answer(&mut session, text, Revision(1), true);
    session
}

/// Asks and answers.
fn answer(session: &mut Session, text: &str, revision: Revision, is_complete: bool) {
    let Some(generation) = session.ask(revision) else { return };
    let matches = found(text, &session.query.text).into();
    let known = if is_complete { vec![0..text.len()] } else { Vec::new() };
    let outcome = Outcome::Found(Found { matches, known, is_complete, is_cut: false });
    session.accept(Answer { generation, document: DOCUMENT, revision, outcome });
}

fn go(session: &mut Session, direction: Direction, cursor: usize) -> Option<Range<usize>> {
    session.step(direction, cursor..cursor);
    session.resolve()
}

#[test]
fn steps_go_from_the_cursor_and_then_from_match_to_match() {
    let mut session = knowing("a b a b a", "a");
    assert_eq!(go(&mut session, Direction::Forward, 1), Some(4..5));
    assert_eq!(go(&mut session, Direction::Forward, 1), Some(8..9));
    assert_eq!(session.words(), "3 of 3 matches");
    assert_eq!(go(&mut session, Direction::Forward, 1), Some(0..1));
    assert_eq!(session.wrap(), Some(Wrap::ToStart));
    assert_eq!(go(&mut session, Direction::Backward, 1), Some(8..9));
    assert_eq!(session.wrap(), Some(Wrap::ToEnd));
    assert_eq!(go(&mut session, Direction::Backward, 1), Some(4..5));
    assert_eq!(session.wrap(), None);
}

#[test]
fn a_selected_match_is_not_the_next_one() {
    let mut session = knowing("a b a", "a");
    session.step(Direction::Forward, 0..1);
    assert_eq!(session.resolve(), Some(4..5));
    let mut session = knowing("a b a", "a");
    session.step(Direction::Backward, 4..5);
    assert_eq!(session.resolve(), Some(0..1));
}

#[test]
fn a_step_waits_for_what_is_not_known_yet() {
    let mut session = Session::new(DOCUMENT, Revision(1));
    session.query = query("a");
    session.step(Direction::Forward, 2..2);
    answer(&mut session, "a b a", Revision(1), false);
    assert_eq!(session.resolve(), None);
    assert_eq!(session.words(), "2…");
    assert!(session.is_stepping() && !session.is_settled());
}

#[test]
fn what_is_known_near_is_enough_for_a_step_there() {
    let mut session = Session::new(DOCUMENT, Revision(1));
    session.query = query("a");
    session.step(Direction::Forward, 10..10);
    let generation = session.ask(Revision(1)).unwrap();
    let found = Found { matches: [12..13, 15..16].into(), known: vec![8..20], ..Found::default() };
    let outcome = Outcome::Found(found);
    session.accept(Answer { generation, document: DOCUMENT, revision: Revision(1), outcome });
    assert_eq!(session.resolve(), Some(12..13));
    session.step(Direction::Backward, 0..0);
    assert_eq!(session.resolve(), None, "there may be one between");
    session.step(Direction::Forward, 0..0);
    assert_eq!(session.resolve(), Some(15..16));
}

#[test]
fn an_answer_to_an_earlier_question_says_nothing() {
    let mut session = Session::new(DOCUMENT, Revision(1));
    session.query = query("a");
    let old = session.ask(Revision(1)).unwrap();
    session.query = query("b");
    let new = session.ask(Revision(1)).unwrap();
    assert!(new > old);
    let outcome = Outcome::Found(Found { matches: [0..1].into(), is_complete: true, ..Found::default() });
    session.accept(Answer { generation: old, document: DOCUMENT, revision: Revision(1), outcome });
    assert_eq!(session.matches().count(), 0);
}

#[test]
fn the_same_is_asked_once() {
    let mut session = knowing("a", "a");
    assert_eq!(session.ask(Revision(1)), None);
    assert!(session.ask(Revision(2)).is_some());
    session.scope = Some(0..1);
    assert!(session.ask(Revision(2)).is_some());
}

#[test]
fn an_answer_about_an_older_text_is_carried_to_the_present_one() {
    let mut session = Session::new(DOCUMENT, Revision(1));
    session.query = query("a");
    let generation = session.ask(Revision(1)).unwrap();
    session.follow(DOCUMENT, Revision(2), &[Edit { revision: Revision(2), range: 2..2, new_len: 3 }]);
    let matches = [0..1, 4..5].into();
    let outcome = Outcome::Found(Found { matches, is_complete: true, ..Found::default() });
    session.accept(Answer { generation, document: DOCUMENT, revision: Revision(1), outcome });
    assert_eq!(session.matches().iter().collect::<Vec<_>>(), [0..1, 7..8]);
    assert!(!session.is_complete(), "the present text is still to be searched");
}

#[test]
fn an_edit_ends_the_current_match_that_it_touches_and_moves_any_other() {
    let mut session = knowing("a b a", "a");
    assert_eq!(go(&mut session, Direction::Forward, 1), Some(4..5));
    session.follow(DOCUMENT, Revision(2), &[Edit { revision: Revision(2), range: 2..3, new_len: 5 }]);
    assert_eq!(session.current(), Some(&(8..9)));
    session.follow(DOCUMENT, Revision(3), &[Edit { revision: Revision(3), range: 9..9, new_len: 1 }]);
    assert_eq!(session.current(), None);
}

#[test]
fn a_replacement_for_another_text_is_not_done() {
    let mut session = knowing("a b a", "a");
    let generation = session.ask_to_replace(false, Revision(1));
    session.follow(DOCUMENT, Revision(2), &[Edit { revision: Revision(2), range: 2..3, new_len: 5 }]);
    let outcome = Outcome::Replaced(crate::find::Replaced::default());
    session.accept(Answer { generation, document: DOCUMENT, revision: Revision(1), outcome });
    assert_eq!(session.take_replacement(), None);
}

#[test]
fn what_is_in_the_selection_grows_with_what_is_put_in() {
    let mut session = knowing("a b a", "a");
    session.scope = Some(2..5);
    session.follow(DOCUMENT, Revision(2), &[Edit { revision: Revision(2), range: 4..5, new_len: 3 }]);
    assert_eq!(session.scope, Some(2..7));
    session.follow(DOCUMENT, Revision(3), &[Edit { revision: Revision(3), range: 0..1, new_len: 0 }]);
    assert_eq!(session.scope, Some(1..6));
}

#[test]
fn numbers_are_written_with_commas() {
    let text = "a ".repeat(41_230);
    let mut session = knowing(&text, "a");
    assert_eq!(session.words(), "41,230 matches");
    go(&mut session, Direction::Backward, 0);
    assert_eq!(session.words(), "41,230 of 41,230 matches · went round to the last");
}

#[test]
fn another_document_is_another_search() {
    let mut session = knowing("a b a", "a");
    session.follow(DocumentId(2), Revision(0), &[]);
    assert_eq!((session.matches().count(), session.query.text.as_str()), (0, "a"));
    assert!(session.ask(Revision(0)).is_some());
}
