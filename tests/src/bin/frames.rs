//! What a frame costs: `cargo run --release -p namelight-tests --bin frames`.

use namelight_tests::frames;
use namelight_tests::script::Failure;

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    frames::run(&arguments)
}
