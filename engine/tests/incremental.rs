//! After any edits, also those that break the code, however they came and whatever was cancelled, the engine
//! says what a fresh analysis of the same text says, of every name in it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::time::Duration;

use crop::Rope;
use namelight_engine::occurrences::{Answer, FileIndex, Found, Wants};
use namelight_engine::text::{DocumentId, Edit, Generation, Patch, Revision};
use namelight_engine::worker::{CancelToken, Engine, Options, Request};
use proptest::prelude::*;

/// Long enough to mean "never" on any machine.
const NEVER: Duration = Duration::from_secs(60);

/// Pieces that make and break scopes, strings, brackets and segments.
const PIECES: &[&str] = &[
    "def mean(levels, total=0):\n    return total\n",
    "class Tide:\n    level = 1\n    def rise(self, level):\n        self.level = level\n",
    "total = 1\n",
    "print(total, level)\n",
    "for total in range(3):\n    level += total\n",
    "    nonlocal total\n",
    "global level\n",
    "x = [total for total in level]\n",
    "s = f\"{total:>{level}}\"\n",
    "import total\n",
    "match total:\n    case [level, *rest]:\n        rest\n",
    "@total\n",
    "(",
    ")",
    "[",
    "\"",
    "\"\"\"",
    "'",
    "\n",
    "    ",
    "total",
    "_Tide__x",
    "__x",
    " = ",
    ":",
    "#",
    "\\\n",
    "\r",
    "\r\n",
    "ﬁ",
    "fi",
    "é",
    "else:\n    pass\n",
    "__all__ = [\"total\", \"level\"]\n",
    "def low(total: \"level\") -> \"list[Tide]\":\n    \"\"\":param total: x\"\"\"\n",
    "level = cast(\"Tide\", total)\n",
];

/// A long class, as somebody has it who types in the middle of it.
const CLASS: &str = "\
import math


class Tide(Level):
    \"\"\"A tide.

    Args:
        level: of the sea
    \"\"\"

    level = 0

    def __init__(self, level, *, total=0):
        self.level = level
        self.total = [total for total in range(level) if total]

    @property
    def height(self) -> \"float\":
        if self.level > 3:
            return f\"{self.level:>{self.total}}\"
        # a comment
        for total in (self.total,
                      self.level):
            self.rise(level=total)
        return math.nan

    async def rise(self, level):
        try:
            return await self.height(level)
        except (Tide, ValueError) as error:
            lambda total: error
        finally:
            del level

total = Tide(1).level";

/// What is typed, mostly leaving the code whole.
const TYPED: &[&str] = &[
    "x",
    "total",
    " ",
    "\n",
    "\n        ",
    "\n    ",
    "self.level = 1\n        ",
    "    pass\n",
    "()",
    ".",
    ",",
    "# c",
    "1",
    "\\\n",
    "\"\"",
    "def f(self): return level\n    ",
    ":",
    "(",
    "\"\"\"",
    "é",
    "\r\n",
];

#[derive(Clone, Debug)]
struct Change {
    at: prop::sample::Index,
    removed: usize,
    piece: &'static str,
    cursor: prop::sample::Index,
    /// Whether the answer is waited for, or the next request overtakes this one.
    is_awaited: bool,
}

fn change() -> impl Strategy<Value = Change> {
    let piece = prop::sample::select(PIECES);
    (any::<prop::sample::Index>(), 0..12_usize, piece, any::<prop::sample::Index>(), any::<bool>()).prop_map(
        |(at, removed, piece, cursor, is_awaited)| Change { at, removed, piece, cursor, is_awaited },
    )
}

fn snap(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn complete_answer(engine: &Engine, generation: Generation) -> Answer {
    loop {
        let answer = engine.wait_answer(generation, NEVER).expect("an answer in time");
        if answer.generation == generation && !answer.is_partial {
            return answer;
        }
    }
}

fn fresh(text: &str, at: usize) -> Option<Found> {
    FileIndex::of(&Rope::from(text)).find_at(at, &CancelToken::never()).unwrap()
}

/// Where a name of each group stands.
fn names(text: &str) -> Vec<usize> {
    let groups = FileIndex::of(&Rope::from(text)).groups(&CancelToken::never()).unwrap();
    groups.iter().filter_map(|group| group.occurrences.first()).map(|first| first.range.start).collect()
}

fn check_answer(text: &str, cursor: usize, answer: &Answer) -> Result<(), TestCaseError> {
    let fresh = fresh(text, cursor);
    let expected = fresh.as_ref().map(|found| &found.target);
    prop_assert_eq!(answer.target.as_ref(), expected, "at {} of {:?}", cursor, text);
    let expected = fresh.map(|found| found.occurrences).unwrap_or_default();
    prop_assert_eq!(&*answer.occurrences, &*expected, "at {} of {:?}", cursor, text);
    let scopes = FileIndex::of(&Rope::from(text)).scopes_round(cursor, &CancelToken::never()).unwrap();
    prop_assert_eq!(&answer.scopes, &scopes, "at {} of {:?}", cursor, text);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn fault_21_the_incremental_answer_equals_a_fresh_one(
        start in prop::collection::vec(prop::sample::select(PIECES), 0..12),
        changes in prop::collection::vec(change(), 1..24),
    ) {
        let mut engine = Engine::start(Options::default(), || {}).unwrap();
        let mut text: String = start.concat();
        let mut revision = Revision(0);
        let mut edits = Vec::new();
        for (number, change) in (1..).zip(&changes) {
            let at = snap(&text, change.at.index(text.len() + 1));
            let end = snap(&text, (at + change.removed).min(text.len())).max(at);
            text.replace_range(at..end, change.piece);
            revision = revision.next();
            edits.push(Edit { revision, range: at..end, new_len: change.piece.len() });
            let cursor = snap(&text, change.cursor.index(text.len() + 1));
            let generation = Generation(number);
            engine.post(Request {
                document: DocumentId(1),
                generation,
                revision,
                text: Rope::from(text.as_str()),
                edits: edits.clone(),
                cursor: Some(cursor),
                visible_lines: 0..5,
                hidden_lines: Vec::new(),
                visible_columns: 0..usize::MAX,
                wants: Wants::default(),
            });
            if change.is_awaited || number == changes.len() as u64 {
                let answer = complete_answer(&engine, generation);
                prop_assert_eq!(answer.revision, revision);
                check_answer(&text, cursor, &answer)?;
                edits.clear();
            }
        }
        // At the end, every name.
        let mut generation = changes.len() as u64;
        for cursor in names(&text) {
            generation += 1;
            engine.post(Request {
                document: DocumentId(1),
                generation: Generation(generation),
                revision,
                text: Rope::from(text.as_str()),
                edits: Vec::new(),
                cursor: Some(cursor),
                visible_lines: 0..5,
                hidden_lines: Vec::new(),
                visible_columns: 0..usize::MAX,
                wants: Wants::default(),
            });
            check_answer(&text, cursor, &complete_answer(&engine, Generation(generation)))?;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn fault_21_typing_in_a_long_class_leaves_what_a_fresh_analysis_says(
        changes in prop::collection::vec(
            (any::<prop::sample::Index>(), 0..3_usize, prop::sample::select(TYPED), any::<prop::sample::Index>(), any::<bool>()),
            1..12,
        ),
        ends_with_line in any::<bool>(),
    ) {
        let never = CancelToken::never();
        let mut text = format!("{CLASS}{}", if ends_with_line { "\n" } else { "" });
        let mut index = FileIndex::of(&Rope::from(text.as_str()));
        for (at, removed, piece, asked, is_taken_back) in &changes {
            let at = snap(&text, at.index(text.len() + 1));
            let end = snap(&text, (at + removed).min(text.len())).max(at);
            let before = text.clone();
            let mut states = vec![(at..end, (*piece).to_owned())];
            if *is_taken_back {
                states.push((at..at + piece.len(), before[at..end].to_owned()));
            }
            for (range, new) in states {
                text.replace_range(range.clone(), &new);
                let edit = Edit { revision: Revision(1), range, new_len: new.len() };
                index.edit(&Rope::from(text.as_str()), &Patch::of(&[edit]));
                let cursor = snap(&text, asked.index(text.len() + 1));
                prop_assert_eq!(index.find_at(cursor, &never).unwrap(), fresh(&text, cursor), "at {} of {}", cursor, text);
                // The segment that was edited is indexed, and its tree kept, before the next edit.
                index.find_at(at.min(text.len()), &never).unwrap();
            }
        }
        let all = FileIndex::of(&Rope::from(text.as_str())).groups(&never).unwrap();
        prop_assert_eq!(index.groups(&never).unwrap(), all, "{}", text);
    }
}
