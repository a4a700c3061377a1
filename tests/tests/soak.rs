//! Some seconds of the soak. Alone in its process, since it counts the threads and the open files.
#![allow(clippy::panic)]

use std::time::Duration;

use namelight_tests::soak::{OWN_THREADS, Wish, soak};

/// What the program may keep of the closed files: indexes of the last eight documents, caches of fonts and glyphs, and
/// the allocator's slack.
const SLACK: u64 = 160 * 1024 * 1024;

#[test]
fn fault_25_after_a_soak_nothing_is_wrong_and_nothing_is_left() {
    let wish = Wish { time: Duration::from_secs(6), seed: fastrand::u64(..1 << 32), lines: 400 };
    let report = soak(wish).unwrap_or_else(|failure| panic!("seed {}: {failure}", wish.seed));
    println!("seed {}\n{report}", wish.seed);
    assert!(report.wrong.is_empty(), "seed {}\n{report}", wish.seed);
    assert_eq!(report.panics, 0, "seed {}\n{report}", wish.seed);
    assert!(report.frames > 0 && report.looks > 1, "seed {}\n{report}", wish.seed);
    assert!(report.after.memory <= report.before.memory + SLACK, "seed {}\n{report}", wish.seed);
    // Threads for searching, folders and long statements start when they are first needed, each once.
    assert!(report.after.threads <= report.before.threads + 8, "seed {}\n{report}", wish.seed);
    assert!(report.after.files <= report.before.files + 2, "seed {}\n{report}", wish.seed);
    assert!(
        report.gone.threads <= OWN_THREADS,
        "the program's threads have ended: seed {}\n{report}",
        wish.seed
    );
}
