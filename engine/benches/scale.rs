//! What a question costs, from 1,000 to 1,000,000 lines: `cargo bench -p namelight-engine`.
//!
//! * `split`: the scanner over a whole file, and around one edited character.
//! * `index`: parsing and indexing, which bounds what a question about a name used everywhere can cost.
//! * `cold`: a file's first question. `warm`: one about an indexed file. `edit`: a character typed, then a question.
//! * `statement`: the first question and an edit in a file that is one statement: a table or a class of 100,000 lines, or
//!   a line of 10 MB.
//! * `cancel`: how long after posting the engine takes a request up while it works on another one.
//!
//! `cargo bench -p namelight-engine -- 100000` measures one size, `-- warm` one group.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

#[path = "../../tests/src/python.rs"]
#[allow(unreachable_pub)] // It is public where it belongs.
mod python;

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{
    BatchSize, BenchmarkId, Criterion, SamplingMode, Throughput, criterion_group, criterion_main,
};
use crop::Rope;
use namelight_engine::occurrences::Wants;
use namelight_engine::segments::Segments;
use namelight_engine::text::{DocumentId, Edit, Generation, Patch, Replacement, Revision};
use namelight_engine::worker::{CancelToken, Options};
use namelight_engine::{Engine, FileIndex, Request};

const SIZES: [usize; 4] = [1_000, 10_000, 100_000, 1_000_000];

/// A file and places in it.
struct File {
    lines: usize,
    text: Rope,
    len: usize,
    /// The names in it that a question can be about, each with the byte of a place in the middle of the file.
    places: Vec<(&'static str, usize)>,
}

impl File {
    fn new(lines: usize) -> Self {
        let text = python::python(7, lines);
        let middle = text.len() / 2;
        let of = |what: &'static str| {
            let found = text.get(middle..).and_then(|rest| rest.find(what)).map(|at| middle + at);
            found.or_else(|| text.find(what)).expect("the generator writes it")
        };
        let places = vec![
            ("local", of("for ") + 4),
            ("self", of("self, ")),
            ("member", of("self.options") + 5),
            ("import", of("random")),
            ("builtin", of("len(")),
        ];
        Self { lines, len: text.len(), text: Rope::from(text), places }
    }

    fn indexed(&self) -> FileIndex {
        let mut index = FileIndex::of(&self.text);
        while !index.index_some(1_000, &CancelToken::never()).unwrap() {}
        index
    }

    fn place(&self, of: &str) -> usize {
        self.places.iter().find(|(name, _)| *name == of).unwrap().1
    }
}

fn files(largest: usize) -> impl Iterator<Item = File> {
    SIZES.into_iter().filter(move |lines| *lines <= largest).map(File::new)
}

/// Inserts or takes away one character, in turns.
struct Typing {
    texts: [Rope; 2],
    at: usize,
    revision: u64,
}

impl Typing {
    fn new(file: &File) -> Self {
        Self::at(&file.text, file.place("self") + 2)
    }

    fn at(text: &Rope, at: usize) -> Self {
        let mut longer = text.clone();
        longer.insert(at, "x");
        Self { texts: [text.clone(), longer], at, revision: 0 }
    }

    fn next(&mut self) -> (Rope, Edit) {
        self.revision += 1;
        let inserts = self.revision % 2;
        let range = self.at..self.at + 1 - inserts as usize;
        let edit = Edit { revision: Revision(self.revision), range, new_len: inserts as usize };
        (self.texts[inserts as usize].clone(), edit)
    }
}

fn split(c: &mut Criterion) {
    let never = CancelToken::never();
    let mut group = c.benchmark_group("split");
    group.sampling_mode(SamplingMode::Flat).sample_size(20);
    for file in files(1_000_000) {
        group.throughput(Throughput::Bytes(file.len as u64));
        group.bench_with_input(BenchmarkId::new("whole", file.lines), &file, |b, file| {
            b.iter(|| Segments::<()>::new().advance(black_box(&file.text), &never));
        });
        group.throughput(Throughput::Elements(1));
        group.bench_with_input(BenchmarkId::new("edit", file.lines), &file, |b, file| {
            let mut segments = Segments::<()>::new();
            segments.advance(&file.text, &never).unwrap();
            let mut typing = Typing::new(file);
            b.iter(|| {
                let (text, edit) = typing.next();
                segments.edit(&text, &[Replacement { old: edit.range.clone(), new: edit.new_range() }]);
                segments.advance(&text, &never).unwrap();
                segments.take_fresh()
            });
        });
    }
}

fn index(c: &mut Criterion) {
    let mut group = c.benchmark_group("index");
    group.sampling_mode(SamplingMode::Flat).sample_size(10);
    for file in files(100_000) {
        group.throughput(Throughput::Bytes(file.len as u64));
        group.bench_with_input(BenchmarkId::new("whole", file.lines), &file, |b, file| {
            b.iter_batched(|| (), |()| file.indexed(), BatchSize::PerIteration);
        });
    }
}

fn cold(c: &mut Criterion) {
    let mut group = c.benchmark_group("cold");
    group.sampling_mode(SamplingMode::Flat).sample_size(10);
    for file in files(1_000_000) {
        for &(what, at) in &file.places {
            if what == "builtin" && file.lines > 100_000 {
                continue;
            }
            group.bench_with_input(BenchmarkId::new(what, file.lines), &file, |b, file| {
                b.iter_batched(
                    || FileIndex::of(&file.text),
                    |mut index| {
                        let found = index.find_at(at, &CancelToken::never()).unwrap();
                        (index, found)
                    },
                    BatchSize::PerIteration,
                );
            });
        }
    }
}

fn warm(c: &mut Criterion) {
    let mut group = c.benchmark_group("warm");
    group.sampling_mode(SamplingMode::Flat).sample_size(20);
    for file in files(1_000_000) {
        let mut index = file.indexed();
        for &(what, at) in &file.places {
            group.bench_function(BenchmarkId::new(what, file.lines), |b| {
                b.iter(|| index.find_at(black_box(at), &CancelToken::never()).unwrap());
            });
        }
    }
}

fn edit(c: &mut Criterion) {
    let mut group = c.benchmark_group("edit");
    group.sampling_mode(SamplingMode::Flat).sample_size(20);
    for file in files(1_000_000) {
        let mut index = file.indexed();
        let mut typing = Typing::new(&file);
        for &(what, at) in &file.places {
            group.bench_function(BenchmarkId::new(what, file.lines), |b| {
                b.iter(|| {
                    let (text, edit) = typing.next();
                    index.edit(&text, &Patch::of(&[edit]));
                    index.find_at(black_box(at), &CancelToken::never()).unwrap()
                });
            });
        }
    }
}

/// A file that is one statement, and a place in the middle of it.
fn statements() -> [(&'static str, String, usize); 3] {
    let rows = |row: fn(usize) -> String, count: usize| (0..count).map(row).collect::<String>();
    let table = rows(|row| format!("    ('gauge {row}', level, (low, {row}.5), [calm, -1]),\n"), 100_000);
    let methods = rows(
        |row| format!("    def rise_{row}(self, level):\n        return self.rise_{}(level)\n\n", row / 2),
        33_334,
    );
    let line = rows(|row| format!("level + {row}, calm, "), 500_000);
    let of = |text: String, what: &str| {
        let middle = text.len() / 2;
        let at = text.get(middle..).and_then(|rest| rest.find(what)).map_or(0, |at| middle + at);
        (text, at)
    };
    let (table, in_table) = of(format!("TABLE = [\n{table}]\n"), "low");
    let (class, in_class) = of(format!("class Tide:\n{methods}"), "level)");
    let (line, in_line) = of(format!("ROW = [{line}]\n"), "calm");
    [("table", table, in_table), ("class", class, in_class), ("line", line, in_line)]
}

fn statement(c: &mut Criterion) {
    let mut group = c.benchmark_group("statement");
    group.sampling_mode(SamplingMode::Flat).sample_size(10);
    for (what, text, at) in statements() {
        let rope = Rope::from(text.as_str());
        let never = CancelToken::never();
        group.bench_function(BenchmarkId::new("cold", what), |b| {
            b.iter_batched(
                || FileIndex::of(&rope),
                |mut index| {
                    let found = index.find_at(at, &never).unwrap();
                    (index, found)
                },
                BatchSize::PerIteration,
            );
        });
        let mut index = FileIndex::of(&rope);
        index.find_at(at, &never).unwrap();
        let mut typing = Typing::at(&rope, at + 1);
        group.bench_function(BenchmarkId::new("edit", what), |b| {
            b.iter(|| {
                let (text, edit) = typing.next();
                index.edit(&text, &Patch::of(&[edit]));
                index.find_at(black_box(at), &never).unwrap()
            });
        });
    }
}

/// A request that parses half a megabyte in one statement is overtaken by one about a short text.
fn cancel(c: &mut Criterion) {
    let mut group = c.benchmark_group("cancel");
    group.sampling_mode(SamplingMode::Flat).sample_size(10).measurement_time(Duration::from_secs(5));
    let row = "    (high, low(0), [calm, flood]),\n";
    let huge = Rope::from(format!("ROWS = [\n{}]\n", row.repeat(16_000)));
    let small = Rope::from("total = 1\n");
    let mut engine = Engine::start(Options::default(), || {}).unwrap();
    let mut generation = 0;
    let mut ask = |engine: &mut Engine, text: &Rope, cursor| {
        generation += 1;
        engine.post(Request {
            document: DocumentId(generation),
            generation: Generation(generation),
            revision: Revision(0),
            text: text.clone(),
            edits: Vec::new(),
            cursor: Some(cursor),
            visible_lines: 0..1,
            hidden_lines: Vec::new(),
            visible_columns: 0..usize::MAX,
            wants: Wants::default(),
        });
        Generation(generation)
    };
    group.bench_function("one statement of half a megabyte", |b| {
        b.iter_custom(|times| {
            let mut total = Duration::ZERO;
            for _ in 0..times {
                ask(&mut engine, &huge, 20);
                std::thread::sleep(Duration::from_millis(10));
                let posted = Instant::now();
                let generation = ask(&mut engine, &small, 1);
                let answer = engine.wait_answer(generation, Duration::from_secs(60));
                total += posted.elapsed();
                assert!(answer.is_some(), "no answer");
            }
            total
        });
    });
}

criterion_group!(benches, split, index, cold, warm, edit, statement, cancel);
criterion_main!(benches);
