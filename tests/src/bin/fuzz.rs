//! Random input: `cargo run --release -p namelight-tests --bin fuzz -- --target edits --seconds 60`.

use namelight_tests::fuzz;
use namelight_tests::script::Failure;

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    fuzz::run(&arguments)
}
