//! The program: reads the arguments and starts a room of the library.

fn main() -> std::process::ExitCode {
    namelight::cli::run()
}
