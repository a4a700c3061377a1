//! Kills a process that saves: `cargo run --release -p namelight-tests --bin kills -- --kills 1000`.

use namelight_tests::kills;
use namelight_tests::script::Failure;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    kills::run(&arguments)
}
