//! Namelight beside other language servers: `cargo run --release -p namelight-tests --bin peers -- FILE…`.

use namelight_tests::peers;
use namelight_tests::script::Failure;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    peers::run(&arguments)
}
