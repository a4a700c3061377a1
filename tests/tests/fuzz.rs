//! Some random cases of everything that reads what others wrote; the program `fuzz` runs as many as one likes.
//!
//! The first seed is printed where a case fails; `NAMELIGHT_SEED` sets it. What a fuzzer has ever found is tried again: each
//! file in `tests/fuzz/regressions/` is a case of the target that its folder is called after.
#![allow(clippy::panic, clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use namelight_tests::fuzz::{Limit, TARGETS, bytes_of, run_bytes, run_cases, target};

/// The longest that a target takes here, and some cases more than that where the machine is busy.
const TIME: Duration = Duration::from_secs(8);

fn check(name: &str, cases: u64) {
    let seed = std::env::var("NAMELIGHT_SEED").ok().and_then(|seed| seed.parse().ok());
    let seed = seed.unwrap_or_else(|| fastrand::u64(..1 << 32));
    let target = target(name).unwrap();
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
fn fault_32_a_damaged_copy_gives_a_text_that_it_held_or_is_told() {
    check("recovery", 400);
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

/// The folder of what belongs to the fuzzer.
fn folder(below: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz").join(below)
}

/// The names in a folder.
fn names_in(folder: &Path) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn what_was_found_once_is_as_it_must_be() {
    let mut tried = 0;
    for name in names_in(&folder("regressions")) {
        let target = target(&name).unwrap();
        for file in names_in(&folder("regressions").join(&name)) {
            let bytes = std::fs::read(folder("regressions").join(&name).join(&file)).unwrap();
            run_bytes(target, &bytes).unwrap_or_else(|problem| panic!("{name}/{file}: {problem}"));
            tried += 1;
        }
    }
    assert!(tried > 0);
}

#[test]
fn every_target_is_built_for_the_fuzzer() {
    let built = names_in(&folder("fuzz_targets"));
    let known = TARGETS.iter().map(|target| format!("{}.rs", target.name)).collect();
    assert_eq!(built, known);
    let manifest = std::fs::read_to_string(folder("Cargo.toml")).unwrap();
    for target in &TARGETS {
        let source = folder("fuzz_targets").join(format!("{}.rs", target.name));
        let source = std::fs::read_to_string(source).unwrap();
        assert!(source.contains(&format!("check(\"{}\", bytes)", target.name)), "{}", target.name);
        assert!(manifest.contains(&format!("path = \"fuzz_targets/{}.rs\"", target.name)), "{}", target.name);
    }
}

#[test]
fn a_case_that_was_random_can_be_had_from_its_bytes() {
    // Both go through the same reader of files, and both are right.
    let opening = target("opening").unwrap();
    let bytes = bytes_of(opening, 1);
    assert!(!bytes.is_empty() && bytes == bytes_of(opening, 1) && bytes != bytes_of(opening, 2));
    assert_eq!(run_bytes(opening, &bytes), Ok(()));
}
