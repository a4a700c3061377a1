//! The streams between a client and the server, as wide as the system lets them be.
//!
//! Invariant: whatever the system refuses, the bytes are the same and only slower.

use std::fs::File;
use std::io::{self, Write};

/// Bytes that one side can write before the other has read them. A file of megabytes comes in one message, and the
/// places of a name that stands everywhere go out in one; with the system's own 64 KiB both sides would wait for each
/// other five hundred times, or four.
pub(super) const PIPE_SIZE: usize = 1 << 20;

/// Has the system hold more of what a client writes, if it does so by a pipe and the system allows it.
pub fn widen(input: &io::Stdin) {
    #[cfg(target_os = "linux")]
    // Not a pipe, or not allowed.
    let _ = rustix::pipe::fcntl_setpipe_size(input, PIPE_SIZE);
    #[cfg(not(target_os = "linux"))]
    let _ = input;
}

/// The standard output as a stream that passes on what it is given in one piece: the library's own ends a piece at each
/// line end, and so wakes the client for the header alone.
#[must_use]
pub fn output() -> Box<dyn Write + Send> {
    let output = io::stdout();
    #[cfg(target_os = "linux")]
    let _ = rustix::pipe::fcntl_setpipe_size(&output, PIPE_SIZE);
    match in_one_piece(&output) {
        Ok(stream) => Box::new(stream),
        Err(problem) => {
            tracing::info!(%problem, "the output can't be opened a second time");
            Box::new(output)
        }
    }
}

#[cfg(unix)]
fn in_one_piece(output: &io::Stdout) -> io::Result<File> {
    use std::os::fd::AsFd as _;
    output.as_fd().try_clone_to_owned().map(File::from)
}

#[cfg(windows)]
fn in_one_piece(output: &io::Stdout) -> io::Result<File> {
    use std::os::windows::io::AsHandle as _;
    output.as_handle().try_clone_to_owned().map(File::from)
}
