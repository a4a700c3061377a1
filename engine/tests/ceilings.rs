//! How much memory the index of a text may take.
#![allow(clippy::unwrap_used)]

use std::time::{Duration, Instant};

use crop::Rope;
use namelight_engine::occurrences::Wants;
use namelight_engine::text::{DocumentId, Generation, Revision};
use namelight_engine::worker::{Engine, IndexProgress, Options, Request};

const SOURCES: [&str; 3] = [
    include_str!("../../fixtures/tour.py"),
    include_str!("../../fixtures/gauges.py"),
    include_str!("../../fixtures/generated.py"),
];

/// Bytes of index for each byte of text, at most; dense code of short lines has the most names in a byte.
const MOST_FOR_A_BYTE: usize = 2;

/// Has a text indexed to its end.
fn indexed(text: &str) -> IndexProgress {
    let mut engine = Engine::start(Options::default(), || {}).unwrap();
    engine.post(Request {
        document: DocumentId(1),
        generation: Generation(1),
        revision: Revision(1),
        text: Rope::from(text),
        edits: Vec::new(),
        cursor: Some(0),
        visible_lines: 0..30,
        hidden_lines: Vec::new(),
        visible_columns: 0..usize::MAX,
        wants: Wants::default(),
    });
    let began = Instant::now();
    loop {
        let progress = engine.index_progress();
        if progress.total > 0 && progress.indexed == progress.total {
            return progress;
        }
        assert!(began.elapsed() < Duration::from_secs(120), "{progress:?}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn fault_25_an_index_takes_no_more_than_twice_its_text() {
    for source in SOURCES {
        let text = source.repeat(300_000 / source.len() + 1);
        let progress = indexed(&text);
        println!("{} bytes of text, {progress:?}", text.len());
        assert!(progress.bytes > 0);
        assert!(progress.bytes <= text.len() * MOST_FOR_A_BYTE, "{} bytes of text, {progress:?}", text.len());
    }
}

#[test]
fn fault_25_an_index_of_the_densest_names_keeps_to_it_too() {
    let text = "x = y\n".repeat(50_000);
    let progress = indexed(&text);
    // Ten bytes for each name, and what every statement has besides: its scope and its place.
    let most = text.len() * 32;
    assert!(progress.bytes <= most, "{} bytes of text, {progress:?}", text.len());
}
