//! What the light is tried with: an engine that answers by hand and a clock that is told the time.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

use crop::Rope;
use namelight_engine::occurrences::{Answer, Certainty, Class, Kind, Wants};
use namelight_engine::worker::{LONG_LINE, Request};

use super::ranges::touches;
use super::*;

/// Answers only when told to, by plain search for the word at the cursor.
#[derive(Default)]
pub(super) struct Hand {
    pub(super) posted: RefCell<Vec<Request>>,
    pub(super) answers: RefCell<VecDeque<Answer>>,
    /// Whether waiting for an answer gets one.
    pub(super) is_quick: bool,
    /// How often an answer was waited for.
    pub(super) waits: Cell<usize>,
    /// What the engine takes for an answer.
    pub(super) took: Duration,
    /// The byte at which a name is declared.
    pub(super) declares_at: Option<usize>,
}

impl Ask for Hand {
    fn post(&mut self, request: Request) {
        self.posted.get_mut().push(request);
    }

    fn take_answer(&self) -> Option<Answer> {
        self.answers.borrow_mut().pop_front()
    }

    fn wait_answer(
        &self,
        generation: Generation,
        at_most: Duration,
        meanwhile: impl FnOnce(),
    ) -> Option<Answer> {
        assert!(!at_most.is_zero());
        self.waits.set(self.waits.get() + 1);
        meanwhile();
        let posted = self.posted.borrow();
        let request = posted.iter().find(|request| request.generation == generation)?;
        self.is_quick.then(|| answer(request))
    }
}

impl Hand {
    pub(super) fn count(&self) -> usize {
        self.posted.borrow().len()
    }

    /// Answers the request posted last.
    pub(super) fn answer_last(&self) {
        let mut answer = answer(self.posted.borrow().last().unwrap());
        let is_declared = |one: &&mut Occurrence| Some(one.range.start) == self.declares_at;
        let mut occurrences = answer.occurrences.to_vec();
        occurrences.iter_mut().filter(is_declared).for_each(|one| one.kind = Kind::Declaration);
        answer.occurrences = occurrences.into();
        answer.timings.collect = self.took;
        self.answers.borrow_mut().push_back(answer);
    }
}

fn is_letter(byte: u8) -> bool {
    // Every character beyond ASCII in these tests is a letter.
    byte == b'_' || byte.is_ascii_alphanumeric() || !byte.is_ascii()
}

fn words(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut start = None;
    for at in 0..=bytes.len() {
        let is_in = bytes.get(at).is_some_and(|&byte| is_letter(byte));
        match (is_in, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    found
}

fn bytes_of(request: &Request) -> Range<usize> {
    let text = &request.text;
    let start = |line: usize| match line < text.line_len() {
        true => text.byte_of_line(line),
        false => text.byte_len(),
    };
    start(request.visible_lines.start)..start(request.visible_lines.end)
}

/// All of a text as a scope that tells where it was asked from.
pub(super) fn scope_at(text: &str, cursor: usize) -> Scope {
    Scope { title: format!("at {cursor}"), name: 0..text.len().min(1), range: 0..text.len() }
}

pub(super) fn answer(request: &Request) -> Answer {
    let text = request.text.to_string();
    let cursor = request.cursor.unwrap();
    let here = words(&text).into_iter().find(|word| touches(word, cursor));
    let name = here.clone().map(|word| text[word].to_owned());
    if name.is_none() || name.as_deref() == Some("return") {
        return answer_about_a_part(request, &text, here);
    }
    let occurrences = words(&text)
        .into_iter()
        .filter(|word| Some(&text[word.clone()]) == name.as_deref())
        .map(|range| Occurrence { range, kind: Kind::Read, certainty: Certainty::Exact, why: "".into() })
        .collect();
    Answer {
        document: request.document,
        generation: request.generation,
        revision: request.revision,
        target: here.map(|range| Target {
            name: name.unwrap(),
            range,
            class: Class::Variable,
            scope: "local of f()".into(),
            reach: Some(0..text.len()),
        }),
        occurrences,
        is_partial: false,
        scopes: vec![scope_at(&text, cursor)],
        definitions: Arc::default(),
        tokens: Arc::new(Tokens { range: bytes_of(request), spans: Vec::new() }),
        progress: Progress::default(),
        timings: Timings::default(),
        extras: None,
    }
}

/// `return` is a keyword, and all parentheses are partners.
fn answer_about_a_part(request: &Request, text: &str, here: Option<Range<usize>>) -> Answer {
    let at = request.cursor.unwrap();
    let is_bracket = |at: &usize| matches!(text.as_bytes().get(*at), Some(b'(' | b')'));
    let bracket = [Some(at), at.checked_sub(1)].into_iter().flatten().find(is_bracket);
    let (name, class) = match here {
        Some(_) => ("return", Class::Keyword),
        None => ("( )", Class::Bracket),
    };
    let lit: Vec<Range<usize>> = match (&here, bracket) {
        (Some(_), _) => text.match_indices(name).map(|(at, _)| at..at + name.len()).collect(),
        (None, Some(_)) => (0..text.len()).filter(is_bracket).map(|at| at..at + 1).collect(),
        (None, None) => Vec::new(),
    };
    let range = here.or(bracket.map(|at| at..at + 1));
    let occurrence =
        |range| Occurrence { range, kind: Kind::Read, certainty: Certainty::Exact, why: "".into() };
    Answer {
        document: request.document,
        generation: request.generation,
        revision: request.revision,
        target: range.map(|range| Target {
            name: name.to_owned(),
            range,
            class,
            scope: "parts".into(),
            reach: None,
        }),
        occurrences: lit.into_iter().map(occurrence).collect(),
        is_partial: false,
        scopes: vec![scope_at(text, at)],
        definitions: Arc::default(),
        tokens: Arc::new(Tokens { range: bytes_of(request), spans: Vec::new() }),
        progress: Progress::default(),
        timings: Timings::default(),
        extras: None,
    }
}

/// A text, a cursor, a clock and the light over them.
pub(super) struct Desk {
    pub(super) text: Rope,
    pub(super) revision: Revision,
    pub(super) cursor: usize,
    pub(super) now: Duration,
    pub(super) light: Highlights,
    pub(super) hand: Hand,
    pub(super) visible_lines: Range<usize>,
    pub(super) wants: Wants,
}

impl Desk {
    pub(super) fn new(text: &str) -> Self {
        let mut desk = Self {
            text: Rope::from(text),
            revision: Revision(0),
            cursor: 0,
            now: Duration::from_secs(1),
            light: Highlights::new(Options::default()),
            hand: Hand::default(),
            visible_lines: 0..30,
            wants: Wants::default(),
        };
        desk.frame();
        desk
    }

    pub(super) fn scene(&self) -> Scene<'_> {
        Scene {
            document: DocumentId(1),
            revision: self.revision,
            text: &self.text,
            cursor: self.cursor,
            visible_lines: self.visible_lines.clone(),
            hidden_lines: Vec::new(),
            visible_columns: 0..LONG_LINE,
            now: self.now,
            wants: self.wants.clone(),
        }
    }

    pub(super) fn frame_with(&mut self, edits: &[Edit]) -> Option<Duration> {
        self.frame_while(edits, || ())
    }

    pub(super) fn frame_while(&mut self, edits: &[Edit], meanwhile: impl FnOnce()) -> Option<Duration> {
        let scene = Scene {
            document: DocumentId(1),
            revision: self.revision,
            text: &self.text,
            cursor: self.cursor,
            visible_lines: self.visible_lines.clone(),
            hidden_lines: Vec::new(),
            visible_columns: 0..LONG_LINE,
            now: self.now,
            wants: self.wants.clone(),
        };
        self.light.frame_while(&mut self.hand, &scene, edits, meanwhile)
    }

    pub(super) fn frame(&mut self) -> Option<Duration> {
        self.frame_with(&[])
    }

    /// A calm move: long after the last one.
    pub(super) fn go(&mut self, cursor: usize) -> Option<Duration> {
        self.now += Duration::from_millis(500);
        self.cursor = cursor;
        self.frame()
    }

    pub(super) fn go_and_hear(&mut self, cursor: usize) {
        self.go(cursor);
        self.hear();
    }

    pub(super) fn hear(&mut self) {
        self.hand.answer_last();
        self.frame();
    }

    pub(super) fn replace(&mut self, range: Range<usize>, new: &str) {
        self.now += Duration::from_millis(40);
        self.text.replace(range.clone(), new);
        self.revision = self.revision.next();
        self.cursor = range.start + new.len();
        self.frame_with(&[Edit { revision: self.revision, range, new_len: new.len() }]);
    }

    pub(super) fn lit(&self) -> Vec<(usize, String)> {
        let read = |range: &Range<usize>| self.text.byte_slice(range.clone()).to_string();
        self.light.lit().iter().map(|one| (one.range.start, read(&one.range))).collect()
    }

    pub(super) fn lit_at(&self) -> Vec<usize> {
        self.lit().into_iter().map(|(at, _)| at).collect()
    }
}
