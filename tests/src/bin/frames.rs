//! What a frame costs: `cargo run --release -p namelight-tests --bin frames`.

use std::process::ExitCode;

use namelight_tests::frames;
use namelight_tests::script;

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    script::exit_code(frames::run(&arguments))
}
