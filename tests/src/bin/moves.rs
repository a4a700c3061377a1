//! How soon the engine is free for a request: `cargo run --release -p namelight-tests --bin moves`.

use std::process::ExitCode;

use namelight_tests::moves;
use namelight_tests::script;

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    script::exit_code(moves::run(&arguments))
}
