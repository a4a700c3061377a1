//! The way of a reply to the client.
//!
//! A thread of its own writes, since a client may read late: one that writes a large message first would wait for a server
//! that waits for it. To wake that thread takes half of what a short answer takes altogether, so a thread that has nothing
//! more to do writes its reply itself where the stream has room for all of it. One that goes on working doesn't: Linux wakes
//! whoever reads a pipe on the core of the one who writes, and takes it for granted that that one rests now.
//!
//! Invariant: nobody but the writing thread can be held up by the client.

use std::io::{self, BufWriter, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::frames::{LONGEST_HEAD, write_frame};
use super::pipes::PIPE_SIZE;

/// How many bytes a stream takes at this moment without making anybody wait, as far as that is known.
pub(super) type Room<W> = fn(&W) -> usize;

/// The client's side of a server.
struct Stream<W: Write> {
    writer: Mutex<BufWriter<W>>,
    room: Room<W>,
    /// Replies that the writing thread still has.
    waiting: AtomicUsize,
}

impl<W: Write> Stream<W> {
    fn writer(&self) -> MutexGuard<'_, BufWriter<W>> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

trait Direct: Send + Sync {
    /// Writes a reply if nobody has to wait for that; whether it did.
    fn try_write(&self, reply: &[u8]) -> bool;

    fn is_waiting(&self, replies: usize);
}

impl<W: Write + Send> Direct for Stream<W> {
    fn try_write(&self, reply: &[u8]) -> bool {
        if self.waiting.load(Ordering::Acquire) > 0 {
            return false;
        }
        let Ok(mut writer) = self.writer.try_lock() else { return false };
        if (self.room)(writer.get_ref()) < reply.len().saturating_add(LONGEST_HEAD) {
            return false;
        }
        if let Err(problem) = write_frame(&mut *writer, reply).and_then(|()| writer.flush()) {
            tracing::warn!(%problem, "the client does not listen any more");
        }
        true
    }

    fn is_waiting(&self, replies: usize) {
        self.waiting.fetch_add(replies, Ordering::AcqRel);
    }
}

/// Takes replies to requests.
#[derive(Clone)]
pub(super) struct Replies {
    queue: Sender<Vec<u8>>,
    stream: Arc<dyn Direct>,
}

/// What the writing thread does.
pub(super) struct Writing<W: Write> {
    queue: Receiver<Vec<u8>>,
    stream: Arc<Stream<W>>,
}

/// The way to a stream, and what its thread is to do.
pub(super) fn way_to<W: Write + Send + 'static>(output: W, room: Room<W>) -> (Replies, Writing<W>) {
    let (sender, queue) = channel();
    // A reply that fits goes out in one piece.
    let writer = Mutex::new(BufWriter::with_capacity(PIPE_SIZE, output));
    let stream = Arc::new(Stream { writer, room, waiting: AtomicUsize::new(0) });
    (Replies { queue: sender, stream: Arc::clone(&stream) as Arc<dyn Direct> }, Writing { queue, stream })
}

impl Replies {
    /// Sends a reply and goes on.
    pub(super) fn send(&self, reply: Vec<u8>) {
        self.stream.is_waiting(1);
        // Without a writer there is no client any more; then its stream ends soon, too.
        let _ = self.queue.send(reply);
    }

    /// Sends a reply before the thread rests.
    pub(super) fn send_last(&self, reply: Vec<u8>) {
        if !self.stream.try_write(&reply) {
            self.send(reply);
        }
    }

    /// For tests: what is sent, unwritten.
    #[cfg(test)]
    pub(super) fn unwritten() -> (Self, Receiver<Vec<u8>>) {
        let (replies, writing) = way_to(io::sink(), |_| 0);
        (replies, writing.queue)
    }
}

impl<W: Write> Writing<W> {
    /// Writes replies until there can be no more.
    pub(super) fn run(self) -> io::Result<()> {
        while let Ok(reply) = self.queue.recv() {
            let mut writer = self.stream.writer();
            write_frame(&mut *writer, &reply)?;
            let mut written = 1;
            // Those that wait already go out together.
            while let Ok(reply) = self.queue.try_recv() {
                write_frame(&mut *writer, &reply)?;
                written += 1;
            }
            writer.flush()?;
            self.stream.waiting.fetch_sub(written, Ordering::AcqRel);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::sync::mpsc::TryRecvError;

    use super::*;

    /// What is written can be seen.
    #[derive(Clone, Default)]
    struct Shared(Arc<Mutex<Vec<u8>>>);

    impl Write for Shared {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Shared {
        fn text(&self) -> String {
            String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
        }
    }

    /// A stream that takes a hundred bytes at a time.
    fn narrow() -> (Shared, Replies, Writing<Shared>) {
        let shared = Shared::default();
        let (replies, writing) = way_to(shared.clone(), |_| 100);
        (shared, replies, writing)
    }

    #[test]
    fn what_fits_is_written_at_once() {
        let (shared, replies, writing) = narrow();
        replies.send_last(b"{}".to_vec());
        assert_eq!(shared.text(), "Content-Length: 2\r\n\r\n{}");
        assert_eq!(writing.queue.try_recv(), Err(TryRecvError::Empty));
    }

    #[test]
    fn what_would_wait_is_the_writers_and_all_that_comes_before_it_is_done() {
        let (shared, replies, writing) = narrow();
        replies.send_last(vec![b'x'; 200]);
        replies.send_last(b"{}".to_vec());
        assert_eq!(shared.text(), "");
        drop(replies);
        writing.run().unwrap();
        assert!(shared.text().ends_with("xxContent-Length: 2\r\n\r\n{}"));
    }

    #[test]
    fn whoever_finds_another_one_writing_does_not_wait() {
        let (shared, replies, writing) = narrow();
        let guard = writing.stream.writer();
        replies.send_last(b"{}".to_vec());
        drop(guard);
        assert_eq!(shared.text(), "");
        drop(replies);
        writing.run().unwrap();
        assert_eq!(shared.text(), "Content-Length: 2\r\n\r\n{}");
    }
}
