//! Namelight beside other language servers: `cargo run --release -p namelight-tests --bin peers -- FILE…`.

use std::process::ExitCode;

use namelight_tests::peers;
use namelight_tests::script;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    script::exit_code(peers::run(&arguments))
}
