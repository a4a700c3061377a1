//! What the program is made of besides its own crates: their licences, where they come from, and that none of them is
//! there to open connections. `deny.toml` says the same to cargo-deny, which also knows of security advisories.
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// What cargo tells of all packages; of those that this machine needs, if the others were never fetched.
fn metadata() -> Output {
    let ask = |more: &[&str]| {
        let always = ["metadata", "--format-version", "1", "--offline", "--locked"];
        Command::new(env!("CARGO")).args(always).args(more).current_dir(ROOT).output().unwrap()
    };
    let all = ask(&[]);
    if all.status.success() {
        return all;
    }
    let about = Command::new("rustc").arg("-vV").output().unwrap();
    let about = String::from_utf8(about.stdout).unwrap();
    let host = about.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    ask(&["--filter-platform", host])
}

fn packages() -> Vec<Value> {
    let output = metadata();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let own: Vec<&str> =
        metadata["workspace_members"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let packages = metadata["packages"].as_array().unwrap().iter();
    packages.filter(|package| !own.contains(&package["id"].as_str().unwrap())).cloned().collect()
}

/// The strings of the list that `deny.toml` calls so.
fn listed(name: &str) -> Vec<String> {
    let rules = std::fs::read_to_string(Path::new(ROOT).join("deny.toml")).unwrap();
    let (_, list) = rules.split_once(&format!("\n{name} = [")).unwrap();
    let (list, _) = list.split_once("\n]").unwrap();
    list.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Whether a licence's expression can be met with those that are allowed. Brackets stand only round alternatives here.
fn is_met(expression: &str, allowed: &[String]) -> bool {
    let expression = expression.replace('/', " OR ").replace(['(', ')'], "");
    // What is joined by "and" must all be met, and each part is a list of alternatives.
    expression
        .split(" AND ")
        .all(|part| part.split(" OR ").any(|licence| allowed.iter().any(|allowed| allowed == licence.trim())))
}

#[test]
fn every_licence_is_among_those_that_are_allowed() {
    let allowed = listed("allow");
    let (yes, no) = ("(MIT OR GPL-3.0) AND Unicode-3.0", "MIT AND GPL-3.0-only");
    assert!(is_met(yes, &allowed) && !is_met(no, &allowed));
    for package in packages() {
        let licence = package["license"].as_str().unwrap_or("none");
        assert!(is_met(licence, &allowed), "{} is under {licence}", package["name"]);
    }
}

#[test]
fn everything_comes_from_the_public_registry() {
    for package in packages() {
        let source = package["source"].as_str().unwrap_or("nowhere");
        assert_eq!(source, "registry+https://github.com/rust-lang/crates.io-index", "{}", package["name"]);
    }
}

#[test]
fn nothing_is_there_to_open_connections() {
    let refused = listed("deny");
    assert!(refused.len() > 5);
    for package in packages() {
        let name = package["name"].as_str().unwrap();
        assert!(!refused.iter().any(|refused| refused == name), "{name}");
    }
}
