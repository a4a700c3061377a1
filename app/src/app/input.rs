//! What comes through standard input, as a text without a file.
//!
//! Invariant: nobody waits for it. It is read on a thread of its own; whatever has come when the time is over is shown.

use std::io::Read;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, Instant};

use egui::Context;

use super::App;
use crate::document::Document;
use crate::files::LARGEST_FILE;
use crate::panels::NoticeLevel;

/// How long input is waited for in all: whoever pipes something in doesn't type it.
const PATIENCE: Duration = Duration::from_secs(10);

/// Bytes read at once.
const PIECE: usize = 64 * 1024;

/// Standard input on its way.
pub(super) struct Input {
    pieces: Receiver<std::io::Result<Vec<u8>>>,
    read: Vec<u8>,
    began: Instant,
    patience: Duration,
    /// Whether its text becomes the active one.
    activates: bool,
}

/// How the reading ended.
enum End {
    /// All is here.
    Whole,
    /// The rest was longer than any file may be.
    TooLong,
    /// Nothing more came in time.
    Late,
    /// The system said so.
    Failed(std::io::Error),
}

impl Input {
    fn start(
        ctx: &Context,
        mut from: impl Read + Send + 'static,
        patience: Duration,
    ) -> std::io::Result<Self> {
        let (send, pieces) = channel();
        let ctx = ctx.clone();
        let read = move || {
            let mut left = LARGEST_FILE;
            loop {
                let mut piece = vec![0; PIECE];
                let result = from.read(&mut piece).map(|count| {
                    piece.truncate(count);
                    piece
                });
                let count = result.as_ref().map_or(0, Vec::len);
                let is_over = count == 0 || count as u64 > left;
                left = left.saturating_sub(count as u64);
                // Nobody listens any more when the time is over.
                if send.send(result).is_err() {
                    return;
                }
                if is_over {
                    break;
                }
            }
            drop(send);
            ctx.request_repaint();
        };
        std::thread::Builder::new().name("standard input".to_owned()).spawn(read)?;
        Ok(Self { pieces, read: Vec::new(), began: Instant::now(), patience, activates: true })
    }

    /// Takes what has come; how it ended, if it did.
    fn take(&mut self) -> Option<End> {
        loop {
            match self.pieces.try_recv() {
                Ok(Ok(piece)) => self.read.extend_from_slice(&piece),
                Ok(Err(error)) => return Some(End::Failed(error)),
                Err(TryRecvError::Disconnected) => {
                    let is_too_long = self.read.len() as u64 > LARGEST_FILE;
                    return Some(if is_too_long { End::TooLong } else { End::Whole });
                }
                Err(TryRecvError::Empty) => {
                    return (self.began.elapsed() >= self.patience).then_some(End::Late);
                }
            }
        }
    }
}

impl App {
    /// Begins to read a text that is shown when it is there, and becomes the active one if it `activates`.
    pub(super) fn read_input(&mut self, ctx: &Context, from: impl Read + Send + 'static, activates: bool) {
        self.read_input_for(ctx, from, PATIENCE);
        if let Some(input) = &mut self.input {
            input.activates = activates;
        }
    }

    pub(super) fn read_input_for(
        &mut self,
        ctx: &Context,
        from: impl Read + Send + 'static,
        patience: Duration,
    ) {
        match Input::start(ctx, from, patience) {
            Ok(input) => {
                self.input = Some(input);
                ctx.request_repaint_after(patience);
            }
            Err(error) => self.say(NoticeLevel::Error, format!("Standard input can't be read: {error}.")),
        }
    }

    /// Shows what came through standard input once it has ended.
    pub(super) fn hear_input(&mut self, ctx: &Context) {
        if self.is_asking() {
            // What is answered to a question is done to the active file, so that stays what it is meanwhile.
            return;
        }
        let Some(input) = &mut self.input else { return };
        let Some(end) = input.take() else {
            let left = input.patience.saturating_sub(input.began.elapsed());
            ctx.request_repaint_after(left);
            return;
        };
        let (bytes, activates) = (std::mem::take(&mut input.read), input.activates);
        self.input = None;
        let (text, is_all_text) = decoded(bytes);
        if !is_all_text {
            self.say(
                NoticeLevel::Warning,
                "Standard input isn't all UTF-8: a mark stands where it isn't, and a save would write that.",
            );
        }
        match end {
            End::Whole => {}
            End::TooLong => self.say(
                NoticeLevel::Warning,
                "Standard input is longer than a file may be: the rest of it is not here.",
            ),
            End::Late => {
                self.say(NoticeLevel::Warning, "Standard input has not ended: only what came so far is here.")
            }
            End::Failed(error) => {
                self.say(NoticeLevel::Error, format!("Standard input can't be read to its end: {error}."));
            }
        }
        if activates || self.is_untouched() {
            self.show_text(&text);
        } else {
            let id = self.next_id();
            self.add_behind(Document::new(id, &text));
        }
    }
}

/// The bytes as text, and whether they were all text; a mark stands in place of what wasn't.
fn decoded(bytes: Vec<u8>) -> (String, bool) {
    match String::from_utf8(bytes) {
        Ok(text) => (text, true),
        Err(error) => (String::from_utf8_lossy(error.as_bytes()).into_owned(), false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_is_marked_and_told() {
        assert_eq!(decoded(b"x = 1\n".to_vec()), ("x = 1\n".to_owned(), true));
        assert_eq!(decoded(b"x = '\xff'\n".to_vec()), ("x = '\u{fffd}'\n".to_owned(), false));
    }
}
