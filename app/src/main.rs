//! The program: reads the arguments and starts a room of the library.

/// Gives memory back that the system's own allocator would keep: parsing a large statement takes sixty times its text,
/// for a moment. It serves the C parser, too.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    namelight::cli::run()
}
