//! What can only be seen from outside of a process: that it isn't ended by what it reads, and what it leaves behind when
//! it is ended.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;
use std::process::Command;

use namelight_tests::kills;

#[test]
fn fault_02_killed_while_it_saves_the_file_is_one_text_or_the_other() {
    let seed = fastrand::u64(..1 << 32);
    let report = kills::kill(Path::new(env!("CARGO_BIN_EXE_kills")), 15, seed).unwrap();
    assert_eq!((report.kills, report.torn), (15, 0), "seed {seed}");
    assert!(report.whole.iter().all(|&count| count > 0), "seed {seed}: it never got on: {report:?}");
    assert!(report.left_over <= 1, "seed {seed}: {report:?}");
}

#[test]
fn fault_18_no_hostile_indents_end_the_process() {
    let seed = fastrand::u64(..1 << 32).to_string();
    let output = Command::new(env!("CARGO_BIN_EXE_fuzz"))
        .args(["--target", "indents", "--cases", "60", "--seconds", "20", "--seed", &seed])
        .output()
        .unwrap();
    // None is what an abort leaves.
    let said =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "seed {seed}: {:?}\n{said}", output.status);
}

#[test]
fn the_fuzzer_says_what_it_does_not_know() {
    let output = Command::new(env!("CARGO_BIN_EXE_fuzz")).args(["--target", "nothing"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("there is no target nothing"));
}
