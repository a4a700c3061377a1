//! Does anything at random for a while: `cargo run --release -p namelight-tests --bin soak -- --seconds 600`.

use std::process::ExitCode;

use namelight_tests::script;
use namelight_tests::soak;

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    script::exit_code(soak::run(&arguments))
}
