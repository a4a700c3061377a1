//! The streams between a client and the server, as wide as the system lets them be.
//!
//! Invariant: whatever the system refuses, the bytes are the same and only slower.

use std::fs::File;
use std::io;

/// Bytes that one side can write before the other has read them. A file of megabytes comes in one message, and the
/// places of a name that stands everywhere go out in one; with the system's own 64 KiB both sides would wait for each
/// other five hundred times, or four.
pub(super) const PIPE_SIZE: usize = 1 << 20;

/// Has the system hold more of what a client writes, if it does so by a pipe and the system allows it.
pub(super) fn widen(input: &io::Stdin) {
    #[cfg(target_os = "linux")]
    // Not a pipe, or not allowed.
    let _ = rustix::pipe::fcntl_setpipe_size(input, PIPE_SIZE);
    #[cfg(not(target_os = "linux"))]
    let _ = input;
}

/// The standard output as a stream that passes on what it is given in one piece: the library's own ends a piece at each
/// line end, and so wakes the client for the header alone.
///
/// # Errors
/// Those of the system, if it doesn't give the stream a second time.
pub(super) fn output() -> io::Result<File> {
    let output = io::stdout();
    #[cfg(target_os = "linux")]
    let _ = rustix::pipe::fcntl_setpipe_size(&output, PIPE_SIZE);
    in_one_piece(&output)
}

/// How many bytes a stream takes at once: all that a pipe holds, where the client has read all of it. Of one that is partly
/// full nobody can say, since it counts in pages.
#[cfg(target_os = "linux")]
pub(super) fn room(output: &File) -> usize {
    let Ok(size) = rustix::pipe::fcntl_getpipe_size(output) else { return 0 };
    match rustix::io::ioctl_fionread(output) {
        Ok(0) => size,
        _ => 0,
    }
}

/// Elsewhere nobody can say.
#[cfg(not(target_os = "linux"))]
pub(super) fn room(_: &File) -> usize {
    0
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

#[cfg(all(test, target_os = "linux"))]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::io::{Read as _, Write as _};
    use std::os::fd::OwnedFd;

    use super::*;

    #[test]
    fn a_pipe_has_room_when_it_is_empty_and_a_file_is_no_pipe() {
        let (mut reader, writer) = io::pipe().unwrap();
        let mut writer = File::from(OwnedFd::from(writer));
        let size = room(&writer);
        assert!(size >= 4096, "{size}");
        writer.write_all(&vec![b'x'; size]).unwrap();
        assert_eq!(room(&writer), 0);
        reader.read_exact(&mut vec![0; size]).unwrap();
        assert_eq!(room(&writer), size);
        assert_eq!(room(&tempfile::tempfile().unwrap()), 0);
    }
}
