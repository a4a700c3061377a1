//! Some random cases of everything that reads what others wrote; the program `fuzz` runs as many as one likes.
//!
//! The first seed is printed where a case fails; `NAMELIGHT_SEED` sets it.
#![allow(clippy::panic)]

use std::time::Duration;

use namelight_tests::fuzz::{Limit, TARGETS, run_cases};

/// The longest that a target takes here, and some cases more than that where the machine is busy.
const TIME: Duration = Duration::from_secs(8);

fn check(name: &str, cases: u64) {
    let seed = std::env::var("NAMELIGHT_SEED").ok().and_then(|seed| seed.parse().ok());
    let seed = seed.unwrap_or_else(|| fastrand::u64(..1 << 32));
    let Some(target) = TARGETS.iter().find(|target| target.name == name) else {
        panic!("there is no {name}")
    };
    let (tried, failures) = run_cases(target, seed, Limit { cases, time: TIME }, |_| {});
    assert!(failures.is_empty(), "{} of {tried} cases failed:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn fault_13_files_of_any_bytes_are_kept_or_refused() {
    check("opening", 400);
}

#[test]
fn fault_21_after_any_edits_an_index_says_what_a_fresh_one_says() {
    check("edits", 150);
}

#[test]
fn fault_21_after_any_edits_segments_are_those_of_a_fresh_split() {
    check("scanner", 300);
}

#[test]
fn fault_21_groups_of_any_text_are_sound() {
    check("scopes", 400);
}

#[test]
fn fault_40_damaged_traces_are_refused_or_mean_the_same() {
    check("traces", 400);
}

#[test]
fn fault_40_traces_with_anything_in_them_are_played() {
    check("replays", 12);
}

#[test]
fn each_request_of_a_language_client_gets_one_reply() {
    check("lsp", 40);
}
