//! Does anything at random for a while: `cargo run --release -p namelight-tests --bin soak -- --seconds 600`.

use namelight_tests::script::Failure;
use namelight_tests::soak;

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    soak::run(&arguments)
}
