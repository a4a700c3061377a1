//! Whatever way a name is asked about, the engine says the same: from any place of a group, on an index
//! that knows nothing yet, on one that answered other questions, on one that knows the whole file, and
//! after edits.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod programs;

use std::time::Duration;

use crop::Rope;
use namelight_engine::occurrences::{Answer, Certainty, FileIndex, Found, Group, Occurrence, Wants};
use namelight_engine::text::{DocumentId, Edit, Generation, Revision};
use namelight_engine::worker::{CancelToken, Engine, Options, Request};
use proptest::prelude::*;

use programs::{program, statement};

/// Long enough to mean "never" on any machine.
const NEVER: Duration = Duration::from_secs(60);

fn fresh(text: &str, at: usize) -> Option<Found> {
    FileIndex::of(&Rope::from(text)).find_at(at, &CancelToken::never()).unwrap()
}

fn all_groups(text: &str) -> Vec<Group> {
    FileIndex::of(&Rope::from(text)).groups(&CancelToken::never()).unwrap()
}

/// What counts; `asked` is certain at least to be itself.
fn counted(occurrences: &[Occurrence], asked: &Occurrence) -> Vec<Occurrence> {
    let certain = occurrences.iter().cloned().map(|mut one| {
        if one.range == asked.range && one.certainty == Certainty::Possible {
            one.certainty = Certainty::Exact;
        }
        one
    });
    certain.filter(|one| one.certainty.is_counted()).collect()
}

/// Holds every place of every group against what `ask` finds there, up to `most` places.
fn agree(text: &str, groups: &[Group], most: usize, mut ask: impl FnMut(usize) -> Option<Found>) {
    let places = groups.iter().flat_map(|group| group.occurrences.iter().map(move |one| (group, one)));
    let total = groups.iter().map(|group| group.occurrences.len()).sum::<usize>();
    for (group, asked) in places.step_by(total.div_ceil(most).max(1)) {
        let found = ask(asked.range.start);
        let found = found.unwrap_or_else(|| panic!("no name at {:?} of {text}", asked.range));
        let place = format!("{} at {:?} of\n{text}", group.name, asked.range);
        assert_eq!(found.target.range, asked.range, "{place}");
        assert_eq!(counted(&found.occurrences, asked), counted(&group.occurrences, asked), "{place}");
        assert_eq!(found.target.class, group.class, "{place}");
        assert_eq!(found.target.scope, group.scope, "{place}");
    }
}

fn no_place_is_in_two_groups(groups: &[Group]) {
    let places = groups.iter().flat_map(|group| &group.occurrences);
    let mut starts: Vec<usize> = places.map(|one| one.range.start).collect();
    let count = starts.len();
    starts.sort_unstable();
    starts.dedup();
    assert_eq!(starts.len(), count);
}

fn complete_answer(engine: &Engine, generation: Generation) -> Answer {
    loop {
        let answer = engine.wait_answer(generation, NEVER).expect("an answer in time");
        if answer.generation == generation && !answer.is_partial {
            return answer;
        }
    }
}

#[derive(Clone, Debug)]
enum Change {
    Insert(prop::sample::Index, String),
    Remove(prop::sample::Index),
    Replace(prop::sample::Index, String),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<prop::sample::Index>;
    prop_oneof![
        (at(), statement()).prop_map(|(at, new)| Change::Insert(at, new)),
        at().prop_map(Change::Remove),
        (at(), statement()).prop_map(|(at, new)| Change::Replace(at, new)),
    ]
}

impl Change {
    /// Changes the statements; the bytes that are replaced, and by how many.
    fn apply(&self, statements: &mut Vec<String>) -> (std::ops::Range<usize>, usize) {
        let at = match self {
            Self::Insert(at, _) => at.index(statements.len() + 1),
            Self::Remove(at) | Self::Replace(at, _) => at.index(statements.len().max(1)),
        };
        let at = at.min(statements.len());
        let start = statements.iter().take(at).map(String::len).sum();
        let (removed, new) = match self {
            Self::Insert(_, new) => (0, Some(new)),
            Self::Remove(_) => (1, None),
            Self::Replace(_, new) => (1, Some(new)),
        };
        let end = (at + removed).min(statements.len());
        let old: usize = statements.splice(at..end, new.cloned()).map(|old| old.len()).sum();
        (start..start + old, new.map_or(0, String::len))
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]

    #[test]
    fn every_place_of_a_group_finds_the_group(statements in program()) {
        let text = statements.concat();
        let groups = all_groups(&text);
        no_place_is_in_two_groups(&groups);
        agree(&text, &groups, 400, |at| fresh(&text, at));
    }

    #[test]
    fn the_order_of_questions_does_not_matter(
        statements in program(),
        cursors in prop::collection::vec(any::<prop::sample::Index>(), 1..24),
    ) {
        let text = statements.concat();
        let rope = Rope::from(text.as_str());
        let mut used = FileIndex::of(&rope);
        let mut whole = FileIndex::of(&rope);
        whole.groups(&CancelToken::never()).unwrap();
        for cursor in cursors {
            let at = (0..=cursor.index(text.len() + 1)).rev().find(|at| text.is_char_boundary(*at)).unwrap();
            let expected = fresh(&text, at);
            prop_assert_eq!(&used.find_at(at, &CancelToken::never()).unwrap(), &expected, "{}", text);
            prop_assert_eq!(&whole.find_at(at, &CancelToken::never()).unwrap(), &expected, "{}", text);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn after_edits_every_place_finds_its_group(
        statements in program(),
        changes in prop::collection::vec(change(), 1..6),
    ) {
        let mut engine = Engine::start(Options::default(), || {}).unwrap();
        let mut statements = statements;
        let mut revision = Revision(0);
        let mut generation = Generation(0);
        let mut edits = Vec::new();
        let mut number = 0;
        let mut ask = |statements: &[String], revision: Revision, edits: &[Edit], cursor: usize| {
            number += 1;
            generation = Generation(number);
            engine.post(Request {
                document: DocumentId(1),
                generation,
                revision,
                text: Rope::from(statements.concat()),
                edits: edits.to_vec(),
                cursor: Some(cursor),
                visible_lines: 0..5,
                hidden_lines: Vec::new(),
                visible_columns: 0..usize::MAX,
                wants: Wants::default(),
            });
            let answer = complete_answer(&engine, generation);
            assert_eq!(answer.revision, revision);
            answer.target.map(|target| Found { target, occurrences: answer.occurrences })
        };
        ask(&statements, revision, &edits, 0);
        for change in &changes {
            let (range, new_len) = change.apply(&mut statements);
            revision = revision.next();
            edits.push(Edit { revision, range, new_len });
            let text = statements.concat();
            let groups = all_groups(&text);
            agree(&text, &groups, 24, |at| ask(&statements, revision, &edits, at));
            edits.clear();
        }
    }
}

#[test]
fn every_place_of_a_group_in_the_fixtures_finds_the_group() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures");
    let mut folders = vec![std::path::PathBuf::from(folder)];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "py")
                && let Ok(text) = std::fs::read_to_string(&path)
                && text.len() < 200_000
            {
                let groups = all_groups(&text);
                no_place_is_in_two_groups(&groups);
                agree(&text, &groups, 60, |at| fresh(&text, at));
                files += 1;
            }
        }
    }
    assert!(files > 1, "the fixtures were not found");
}
