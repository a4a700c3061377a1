//! How soon the engine is free for a request: `cargo run --release -p namelight-tests --bin moves`.

use namelight_tests::moves;
use namelight_tests::script::Failure;

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    moves::run(&arguments)
}
