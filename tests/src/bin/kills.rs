//! Kills a process that saves: `cargo run --release -p namelight-tests --bin kills -- --kills 1000`.

use std::process::ExitCode;

use namelight_tests::kills;
use namelight_tests::script;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    script::exit_code(kills::run(&arguments))
}
