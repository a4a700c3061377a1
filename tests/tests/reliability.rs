//! The page on reliability against the tests: every row of faults is on it, and every test that it names exists.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

/// How many rows there are.
const ROWS: usize = 40;

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

fn page() -> String {
    std::fs::read_to_string(root().join("docs/RELIABILITY.md")).unwrap()
}

/// The names of all functions in the sources below a folder.
fn functions(folder: &Path, found: &mut HashSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            functions(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            found.extend(text.split("fn ").skip(1).map(|rest| {
                let end = rest.find(|letter: char| letter != '_' && !letter.is_ascii_alphanumeric());
                rest[..end.unwrap_or(rest.len())].to_owned()
            }));
        }
    }
}

fn all_functions() -> HashSet<String> {
    let mut found = HashSet::new();
    for crate_folder in ["engine", "app", "tests"] {
        functions(&root().join(crate_folder), &mut found);
    }
    found
}

/// The tests that the page names, by row.
fn named() -> BTreeMap<usize, Vec<String>> {
    let page = page();
    let (_, list) = page.split_once("## Tests by row\n").unwrap();
    let (list, _) = list.split_once("\n## ").unwrap();
    let rows = list.lines().filter_map(|line| line.strip_prefix("- ")?.split_once(": "));
    rows.map(|(row, tests)| {
        let tests = tests.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        (row.parse().unwrap(), tests)
    })
    .collect()
}

#[test]
fn every_row_is_on_the_page() {
    let page = page();
    for row in 1..=ROWS {
        assert_eq!(page.matches(&format!("\n| {row} | ")).count(), 1, "row {row}");
    }
    assert_eq!(named().into_keys().collect::<Vec<_>>(), (1..=ROWS).collect::<Vec<_>>());
}

#[test]
fn every_test_that_is_named_exists() {
    let there = all_functions();
    for (row, tests) in named() {
        for test in tests {
            assert!(there.contains(&test), "row {row} names {test}");
            let number = test.strip_prefix("fault_").and_then(|rest| rest.get(..2));
            assert!(number.is_none_or(|number| number == format!("{row:02}")), "row {row} names {test}");
        }
    }
}

#[test]
fn every_row_has_a_test() {
    let there = all_functions();
    for (row, tests) in named() {
        let prefix = format!("fault_{row:02}_");
        assert!(
            !tests.is_empty() && there.iter().any(|name| name.starts_with(&prefix)),
            "no test holds row {row}"
        );
    }
}
