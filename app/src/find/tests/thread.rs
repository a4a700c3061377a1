//! The thread that searches.

use std::time::{Duration, Instant};

use namelight_engine::text::{DocumentId, Generation, Revision};

use super::*;
use crate::find::{Answer, Finder, Found, KEPT, Outcome, Request, Work};

fn request(generation: u64, text: &Rope, words: &str) -> Request {
    Request {
        generation: Generation(generation),
        document: DocumentId(1),
        revision: Revision(generation * 10),
        text: text.clone(),
        query: query(words),
        scope: None,
        work: Work::Find(0..0),
    }
}

/// Waits for an answer that is wanted.
fn wait(finder: &Finder, is_wanted: impl Fn(&Answer) -> bool) -> Answer {
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(60) {
        if let Some(answer) = finder.take().filter(&is_wanted) {
            return answer;
        }
        std::thread::sleep(Duration::from_micros(100));
    }
    panic!("no answer");
}

fn complete(finder: &Finder, generation: u64) -> Found {
    let is_it = |answer: &Answer| {
        let is_complete = match &answer.outcome {
            Outcome::Found(found) => found.is_complete,
            _ => true,
        };
        answer.generation == Generation(generation) && is_complete
    };
    match wait(finder, is_it).outcome {
        Outcome::Found(found) => found,
        other => panic!("{other:?}"),
    }
}

fn finder() -> Finder {
    Finder::start(|| {}).unwrap()
}

#[test]
fn a_question_is_answered_for_its_revision() {
    let finder = finder();
    finder.post(request(3, &Rope::from("a b a"), "a"));
    let answer = wait(&finder, |_| true);
    assert_eq!((answer.generation, answer.revision), (Generation(3), Revision(30)));
    let Outcome::Found(found) = answer.outcome else { panic!() };
    assert_eq!((&*found.matches, found.is_complete, found.is_cut), (&[0..1, 4..5][..], true, false));
}

#[test]
fn of_many_questions_the_last_is_answered() {
    let finder = finder();
    let text = Rope::from("level ".repeat(200_000));
    for generation in 1..=200 {
        finder.post(request(generation, &text, if generation.is_multiple_of(2) { "level" } else { "l" }));
    }
    assert_eq!(complete(&finder, 200).matches.len(), 200_000);
}

#[test]
fn what_is_near_comes_first() {
    let finder = finder();
    let text = Rope::from("level \n".repeat(300_000));
    let near = 1_400_000..1_400_700;
    finder.post(Request { work: Work::Find(near.clone()), ..request(1, &text, "level") });
    let answer = wait(&finder, |_| true);
    let Outcome::Found(first) = answer.outcome else { panic!() };
    // The rest may have overtaken it on a busy machine.
    if !first.is_complete {
        assert!(first.known.iter().any(|part| part.start <= near.start && near.end <= part.end));
        assert!(first.matches.iter().filter(|one| near.contains(&one.start)).count() >= 99);
        assert_eq!(complete(&finder, 1).matches.len(), 300_000);
    }
}

#[test]
fn no_more_than_a_million_matches_are_kept() {
    let finder = finder();
    finder.post(request(1, &Rope::from("a".repeat(KEPT)), "a"));
    let found = complete(&finder, 1);
    assert_eq!((found.matches.len(), found.is_cut), (KEPT, false));
    finder.post(request(2, &Rope::from("a".repeat(KEPT + 1)), "a"));
    let found = complete(&finder, 2);
    assert_eq!((found.matches.len(), found.is_cut), (KEPT, true));
}

#[test]
fn a_bad_pattern_is_an_answer_and_the_thread_goes_on() {
    let finder = finder();
    finder.post(request(1, &Rope::from("a"), "/(/"));
    let Outcome::Failed(problem) = wait(&finder, |_| true).outcome else { panic!() };
    assert_eq!(problem.to_string(), "The ( at character 1 is never closed");
    finder.post(request(2, &Rope::from("a"), "a"));
    assert_eq!(complete(&finder, 2).matches.len(), 1);
}

#[test]
fn a_replacement_names_every_place() {
    let finder = finder();
    let work = |at| Work::Replace { at, template: "$1!".to_owned(), ending: "\n" };
    let text = Rope::from("ab ac ab");
    finder.post(Request { work: work(None), ..request(1, &text, "/a(.)/") });
    let Outcome::Replaced(all) = wait(&finder, |_| true).outcome else { panic!() };
    let news: Vec<_> = all.replaces.iter().map(|(range, new)| (range.clone(), new.as_str())).collect();
    assert_eq!(news, [(0..2, "b!"), (3..5, "c!"), (6..8, "b!")]);
    finder.post(Request { work: work(Some(3..5)), ..request(2, &text, "/a(.)/") });
    let Outcome::Replaced(one) = wait(&finder, |_| true).outcome else { panic!() };
    assert_eq!(one.replaces, [(3..5, "c!".to_owned())]);
    finder.post(Request { work: work(Some(2..5)), ..request(3, &text, "/a(.)/") });
    let Outcome::Replaced(none) = wait(&finder, |_| true).outcome else { panic!() };
    assert!(none.replaces.is_empty() && none.places.is_empty(), "there is no such match");
}

#[test]
fn a_hundred_thousand_matches_are_replaced_by_few_edits() {
    let finder = finder();
    let text = "level by level\n".repeat(50_000);
    let mut rope = Rope::from(text.as_str());
    let work = Work::Replace { at: None, template: "x".to_owned(), ending: "\n" };
    finder.post(Request { work, ..request(1, &rope, "level") });
    let Outcome::Replaced(all) = wait(&finder, |_| true).outcome else { panic!() };
    assert_eq!(all.places.len(), 100_000);
    assert!(all.replaces.len() <= 512, "{}", all.replaces.len());
    all.replaces.iter().rev().for_each(|(range, new)| rope.replace(range.clone(), new));
    assert!(rope == text.replace("level", "x").as_str());
}

#[test]
fn a_dropped_finder_ends_its_search() {
    let finder = finder();
    finder.post(request(1, &Rope::from("ab".repeat(4_000_000)), "/(?:a|b)*?c/"));
    std::thread::sleep(Duration::from_millis(5));
    let start = Instant::now();
    drop(finder);
    assert!(start.elapsed() < Duration::from_millis(500), "it isn't waited for");
}
