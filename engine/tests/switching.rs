//! Going to and fro between documents: whatever was edited, cancelled or asked meanwhile, the engine says of each what
//! a fresh analysis of its text says. More documents are used than are kept, so some come back after being forgotten.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::time::Duration;

use crop::Rope;
use namelight_engine::occurrences::{Answer, FileIndex, Found, Wants};
use namelight_engine::text::{DocumentId, Edit, Generation, Revision};
use namelight_engine::worker::{CancelToken, Engine, Options, Request};

/// Long enough to mean "never" on any machine.
const NEVER: Duration = Duration::from_secs(60);

/// Pieces that make and break scopes, strings and segments.
const PIECES: &[&str] = &[
    "def mean(levels, total=0):\n    return total\n",
    "class Tide:\n    level = 1\n    def rise(self, level):\n        self.level = level\n",
    "total = 1\n",
    "print(total, level)\n",
    "for total in range(3):\n    level += total\n",
    "x = [total for total in level]\n",
    "import total\n",
    "(",
    "\"\"\"",
    "\n",
    "    ",
    "total",
    " = ",
    "#",
    "é",
    "Tide(1).level\n",
];

/// One open document, as an editor has it.
struct Document {
    id: DocumentId,
    text: String,
    revision: Revision,
    /// All edits since the revision answered last.
    edits: Vec<Edit>,
}

impl Document {
    fn new(id: u64, text: String) -> Self {
        Self { id: DocumentId(id), text, revision: Revision(0), edits: Vec::new() }
    }

    fn edit(&mut self, random: &mut fastrand::Rng) {
        let at = snap(&self.text, random.usize(..self.text.len() + 1));
        let end = snap(&self.text, (at + random.usize(..12)).min(self.text.len())).max(at);
        let piece = PIECES[random.usize(..PIECES.len())];
        self.text.replace_range(at..end, piece);
        self.revision = self.revision.next();
        self.edits.push(Edit { revision: self.revision, range: at..end, new_len: piece.len() });
    }

    fn question(&self, generation: u64, cursor: Option<usize>) -> Request {
        Request {
            document: self.id,
            generation: Generation(generation),
            revision: self.revision,
            text: Rope::from(self.text.as_str()),
            edits: self.edits.clone(),
            cursor,
            visible_lines: 0..5,
            hidden_lines: Vec::new(),
            visible_columns: 0..usize::MAX,
            wants: Wants::default(),
        }
    }
}

fn snap(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn fresh(text: &str, at: usize) -> Option<Found> {
    FileIndex::of(&Rope::from(text)).find_at(at, &CancelToken::never()).unwrap()
}

fn complete_answer(engine: &Engine, generation: u64) -> Answer {
    loop {
        let answer = engine.wait_answer(Generation(generation), NEVER).expect("an answer in time");
        if answer.generation == Generation(generation) && !answer.is_partial {
            return answer;
        }
    }
}

/// Colours of a text that the engine has never seen.
fn colours(text: &str) -> Answer {
    let mut engine = Engine::start(Options::default(), || {}).unwrap();
    engine.post(Document::new(1, text.to_owned()).question(1, None));
    complete_answer(&engine, 1)
}

fn go_to_and_fro(seed: u64, documents: u64, steps: usize) {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut engine = Engine::start(Options::default(), || {}).unwrap();
    let start =
        |random: &mut fastrand::Rng| (0..6).map(|_| PIECES[random.usize(..PIECES.len())]).collect::<String>();
    let mut all: Vec<Document> = (1..=documents).map(|id| Document::new(id, start(&mut random))).collect();
    let mut here = 0;
    for step in 1..=steps {
        if random.usize(..3) == 0 {
            here = random.usize(..all.len());
        }
        let document = &mut all[here];
        (0..random.usize(..3)).for_each(|_| document.edit(&mut random));
        let cursor = snap(&document.text, random.usize(..document.text.len() + 1));
        engine.post(document.question(step as u64, Some(cursor)));
        // What isn't waited for is overtaken by the next question, which may be about another document.
        if random.usize(..2) == 0 || step == steps {
            let answer = complete_answer(&engine, step as u64);
            let said = format!("seed {seed}, step {step}, at {cursor} of {:?}", document.text);
            assert_eq!((answer.document, answer.revision), (document.id, document.revision), "{said}");
            let expected = fresh(&document.text, cursor);
            assert_eq!(answer.target.as_ref(), expected.as_ref().map(|found| &found.target), "{said}");
            let expected = expected.map(|found| found.occurrences).unwrap_or_default();
            assert_eq!(&*answer.occurrences, &*expected, "{said}");
            if step % 7 == 0 {
                let expected = colours(&document.text);
                assert_eq!(answer.tokens, expected.tokens, "{said}");
                assert_eq!(answer.definitions, expected.definitions, "{said}");
            }
            document.edits.clear();
        }
    }
}

#[test]
fn whoever_comes_back_is_answered_as_afresh() {
    for seed in 1..=24 {
        go_to_and_fro(seed, 3, 60);
    }
}

#[test]
fn a_document_that_was_forgotten_is_read_anew() {
    for seed in 101..=106 {
        go_to_and_fro(seed, 14, 80);
    }
}

#[test]
fn coming_back_indexes_nothing_again() {
    let mut engine = Engine::start(Options::default(), || {}).unwrap();
    let long = |name: &str| format!("{name} = 1\ndef f():\n    return {name}\n").repeat(200);
    let (first, second) = (Document::new(1, long("tide")), Document::new(2, long("wave")));
    let mut ask = |document: &Document, generation: u64, cursor: Option<usize>| {
        engine.post(document.question(generation, cursor));
        complete_answer(&engine, generation)
    };
    let is_indexed = |answer: &Answer| answer.progress.indexed == answer.progress.total;
    assert!(is_indexed(&ask(&first, 1, Some(1))), "every segment mentions the name");
    ask(&second, 2, Some(1));
    // Colours alone index nothing.
    let answer = ask(&first, 3, None);
    assert!(is_indexed(&answer), "{:?}", answer.progress);
    let answer = ask(&Document::new(3, long("tide")), 4, None);
    assert!(!is_indexed(&answer), "another document with the same text");
    assert_eq!(ask(&first, 5, Some(1)).occurrences.len(), 400);
}
