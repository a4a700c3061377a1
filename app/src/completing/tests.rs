//! When names are offered, by what is done to a document; no engine, no window.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::Arc;
use std::time::Duration;

use namelight_engine::occurrences::{Candidate, CandidateKind, Completion};

use super::*;
use crate::document::Selection;

fn document(text: &str) -> Document {
    let mut document = Document::new(DocumentId(1), text);
    document.apply(&Command::Select(Selection::cursor(text.len())), Duration::ZERO);
    document
}

fn perform(suggestions: &mut Suggestions, document: &mut Document, command: Command) {
    document.apply(&command, Duration::ZERO);
    suggestions.follow(document, &[command]);
}

fn typed(text: &str) -> Command {
    Command::Type(text.to_owned())
}

/// The engine answers with these names.
fn answer(suggestions: &mut Suggestions, document: &Document, names: &[&str]) {
    let candidate = |name: &&str| Candidate {
        text: (*name).into(),
        kind: CandidateKind::Variable,
        words: "local of f()".into(),
    };
    let wish = suggestions.wish().unwrap();
    let candidates = names.iter().map(candidate).collect();
    let word = wish.at..wish.at;
    let found = Completion { wish, word, candidates, is_cut: false, is_whole: true };
    suggestions.session.as_mut().unwrap().take(&(document.revision(), found), document.text());
}

fn shown(suggestions: &Suggestions) -> Vec<&str> {
    suggestions
        .session()
        .map(|session| session.shown().iter().map(|one| &*one.text).collect())
        .unwrap_or_default()
}

#[test]
fn the_second_letter_asks() {
    let (mut suggestions, mut document) = (Suggestions::default(), document("x = "));
    perform(&mut suggestions, &mut document, typed("t"));
    assert_eq!(suggestions.wish(), None);
    perform(&mut suggestions, &mut document, typed("o"));
    assert_eq!(suggestions.wish(), Some(CompletionWish { at: 6 }));
    assert!(suggestions.session().is_none(), "nothing is shown before the answer");
}

#[test]
fn a_dot_behind_a_name_asks_at_once_and_one_behind_a_number_does_not() {
    for (text, asks) in
        [("self", true), ("x1", true), ("f()", true), ("1", false), ("", false), ("x = ", false)]
    {
        let (mut suggestions, mut document) = (Suggestions::default(), document(text));
        perform(&mut suggestions, &mut document, typed("."));
        assert_eq!(suggestions.wish().is_some(), asks, "{text:?}");
    }
}

#[test]
fn typing_on_filters_what_is_known_before_the_next_answer() {
    let (mut suggestions, mut document) = (Suggestions::default(), document("t"));
    perform(&mut suggestions, &mut document, typed("o"));
    answer(&mut suggestions, &document, &["total", "tone", "top"]);
    assert_eq!(shown(&suggestions), ["total", "tone", "top"]);
    perform(&mut suggestions, &mut document, typed("t"));
    assert_eq!(shown(&suggestions), ["total"]);
}

#[test]
fn an_answer_about_an_earlier_word_is_not_taken() {
    let (mut suggestions, mut document) = (Suggestions::default(), document("t"));
    perform(&mut suggestions, &mut document, typed("o"));
    let early = suggestions.wish().unwrap();
    let revision = document.revision();
    perform(&mut suggestions, &mut document, typed("n"));
    let found =
        Completion { wish: early, word: 0..2, candidates: Arc::from([]), is_cut: false, is_whole: false };
    suggestions.session.as_mut().unwrap().take(&(revision, found), document.text());
    assert!(suggestions.session.as_ref().unwrap().is_whole());
}

#[test]
fn moving_away_closes() {
    let (mut suggestions, mut document) = (Suggestions::default(), document("t"));
    perform(&mut suggestions, &mut document, typed("o"));
    let moves = Command::Move { motion: Motion::Left, extend: false };
    perform(&mut suggestions, &mut document, moves);
    assert_eq!(suggestions.wish(), None);
}

#[test]
fn erasing_keeps_the_list_until_the_word_is_gone() {
    let (mut suggestions, mut document) = (Suggestions::default(), document("t"));
    perform(&mut suggestions, &mut document, typed("o"));
    perform(&mut suggestions, &mut document, Command::Delete(Motion::Left));
    assert!(suggestions.wish().is_some());
    perform(&mut suggestions, &mut document, Command::Delete(Motion::Left));
    assert_eq!(suggestions.wish(), None);
}

#[test]
fn closed_by_key_it_stays_closed_until_the_next_word() {
    let (mut suggestions, mut document) = (Suggestions::default(), document("t"));
    perform(&mut suggestions, &mut document, typed("o"));
    suggestions.close_for_word();
    perform(&mut suggestions, &mut document, typed("n"));
    assert_eq!(suggestions.wish(), None);
    perform(&mut suggestions, &mut document, typed(" "));
    perform(&mut suggestions, &mut document, typed("t"));
    perform(&mut suggestions, &mut document, typed("o"));
    assert!(suggestions.wish().is_some());
}

#[test]
fn switched_off_only_the_key_asks() {
    let (mut suggestions, mut document) = (Suggestions::default(), document("t"));
    suggestions.set_on(!suggestions.is_on());
    perform(&mut suggestions, &mut document, typed("o"));
    assert_eq!(suggestions.wish(), None);
    suggestions.open(&document);
    assert!(suggestions.wish().is_some());
}

#[test]
fn steps_go_round_and_keep_the_row_in_sight() {
    let (mut suggestions, mut document) = (Suggestions::default(), document("n"));
    perform(&mut suggestions, &mut document, typed("a"));
    let names: Vec<String> = (0..20).map(|n| format!("name_{n:02}")).collect();
    answer(&mut suggestions, &document, &names.iter().map(String::as_str).collect::<Vec<_>>());
    let session = suggestions.session_mut().unwrap();
    assert_eq!((session.selected(), session.rows()), (None, 0..8));
    session.step(false);
    assert_eq!((session.selected(), session.rows()), (Some(19), 12..20));
    session.step(true);
    assert_eq!((session.selected(), session.rows()), (Some(0), 0..8));
    (0..8).for_each(|_| session.step(true));
    assert_eq!((session.selected(), session.rows()), (Some(8), 1..9));
}

#[test]
fn taking_is_one_step_to_undo() {
    let (mut suggestions, mut document) = (Suggestions::default(), document("x = t"));
    perform(&mut suggestions, &mut document, typed("o"));
    answer(&mut suggestions, &document, &["total", "tone"]);
    let taken = suggestions.session().unwrap().taken(Some(1)).unwrap();
    document.apply(&taken, Duration::ZERO);
    assert_eq!((document.text().to_string().as_str(), document.cursor()), ("x = tone", 8));
    document.apply(&Command::Undo, Duration::ZERO);
    assert_eq!(document.text().to_string(), "x = to");
}
