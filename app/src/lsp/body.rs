//! The body of a message, and the reading of a long text while the rest of it is still on its way.
//!
//! A client takes as long to send a file of megabytes as it takes to read it, so both are done at once: in a message that
//! opens a document the text goes to a rope as it comes, and an empty string stays in its place. Invariant: nothing is
//! lost by that, so that whoever wanted another message can have it as it was ([`Body::whole`]).

use std::io::{self, BufRead, Read as _};

use crop::Rope;
use lsp_types::notification::{DidOpenTextDocument, Notification as _};
use memchr::memmem;

use super::json_text::{Progress, TextReader};
use super::pipes::PIPE_SIZE;

/// A shorter message is read in one go. In bytes.
const LONG: usize = 64 * 1024;

/// The text is looked for in so many bytes.
const HEAD: usize = 4 * 1024;

/// Bytes that are read at once, at most: all that a pipe holds. So the client is woken once for them, and writes the next
/// while these are looked at.
const WINDOW: usize = PIPE_SIZE;

/// The space that is set aside for a message before any of it is there; more comes as it is read. The system gives it
/// page by page as it is written to, so a length that isn't true costs nothing.
const FIRST_CAPACITY: usize = 64 << 20;

/// What stands before a text. Within a string there is a backslash before each quote, so it stands in none.
const BEFORE_TEXT: &[u8] = br#""text":""#;

/// The bytes of a message.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Body {
    pub(super) json: Vec<u8>,
    pub(super) lifted: Option<Lifted>,
}

/// A text that was taken out of a message.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Lifted {
    pub(super) text: Rope,
    /// Where the quotes are that it stood in, in bytes of what is left of the message.
    pub(super) at: usize,
}

/// What ended the reading of a body.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum End {
    Whole(Body),
    /// All of it was read, and the text in it is no JSON string.
    NoText,
    /// The stream ended within it.
    Cut,
}

impl Body {
    /// The message as it was: with its text in it, perhaps escaped in other words.
    pub(super) fn whole(self) -> Vec<u8> {
        let Self { mut json, lifted } = self;
        if let Some(Lifted { text, at }) = lifted {
            // A string is always JSON.
            let written = serde_json::to_vec(&text.to_string()).unwrap_or_default();
            let quotes = at..(at + 2).min(json.len());
            json.splice(quotes, written);
        }
        json
    }

    /// Reads a body of so many bytes.
    ///
    /// # Errors
    /// Those of the stream.
    pub(super) fn read(stream: &mut impl BufRead, length: usize) -> io::Result<End> {
        let mut stream = Counted { stream, left: length };
        let mut json = Vec::new();
        if length >= LONG {
            // What is there is more than a head, unless the client is slow.
            stream.read_into(&mut json, HEAD)?;
            if let Some(at) = place_of_text(&json) {
                return stream.lift(json, at);
            }
        }
        json.reserve_exact(stream.left.min(FIRST_CAPACITY));
        stream.read_into(&mut json, length)?;
        Ok(if stream.left == 0 { End::Whole(Self { json, lifted: None }) } else { End::Cut })
    }
}

/// Behind which byte a text begins, if a message opens a document with it. Clients write the method before the parameters;
/// the message of one that doesn't is read as any other.
fn place_of_text(head: &[u8]) -> Option<usize> {
    let method = memmem::find(head, DidOpenTextDocument::METHOD.as_bytes())?;
    let at = memmem::find(head.get(method..)?, BEFORE_TEXT)?;
    Some(method + at + BEFORE_TEXT.len())
}

/// A stream of which so many bytes are to be read.
struct Counted<'s, S> {
    stream: &'s mut S,
    left: usize,
}

impl<S: BufRead> Counted<'_, S> {
    /// Reads up to so many bytes more, as far as there are any.
    fn read_into(&mut self, bytes: &mut Vec<u8>, count: usize) -> io::Result<()> {
        let before = bytes.len();
        let count = u64::try_from(count.min(self.left)).unwrap_or(u64::MAX);
        let result = (&mut *self.stream).take(count).read_to_end(bytes);
        self.left -= bytes.len() - before;
        result.map(drop)
    }

    /// Reads the rest of a message, and the text in it, which begins at `at` in `json`, straight into a rope.
    fn lift(&mut self, mut json: Vec<u8>, at: usize) -> io::Result<End> {
        let head = json.split_off(at.min(json.len()));
        let mut window = Window::holding(&head);
        let mut reader = TextReader::default();
        loop {
            match reader.read(window.filled()) {
                Ok(Progress::Ended { used }) => {
                    json.push(b'"');
                    json.extend_from_slice(window.filled().get(used..).unwrap_or_default());
                    break;
                }
                Ok(Progress::More { used }) => window.pass(used),
                Err(_) => return self.skip(window),
            }
            if self.left == 0 {
                return Ok(End::NoText);
            }
            if window.fill(self)? == 0 {
                return Ok(End::Cut);
            }
        }
        let left = self.left;
        self.read_into(&mut json, left)?;
        let lifted = Lifted { text: reader.finish(), at: at - 1 };
        Ok(if self.left == 0 { End::Whole(Body { json, lifted: Some(lifted) }) } else { End::Cut })
    }

    fn skip(&mut self, mut window: Window) -> io::Result<End> {
        while self.left > 0 {
            window.pass(window.filled);
            if window.fill(self)? == 0 {
                return Ok(End::Cut);
            }
        }
        Ok(End::NoText)
    }
}

/// The part of a text that is looked at.
struct Window {
    bytes: Vec<u8>,
    filled: usize,
}

impl Window {
    fn holding(head: &[u8]) -> Self {
        let mut bytes = vec![0; WINDOW.max(head.len())];
        bytes.splice(..head.len(), head.iter().copied());
        Self { bytes, filled: head.len() }
    }

    fn filled(&self) -> &[u8] {
        self.bytes.get(..self.filled).unwrap_or_default()
    }

    /// Drops the first bytes.
    fn pass(&mut self, used: usize) {
        let used = used.min(self.filled);
        self.bytes.copy_within(used..self.filled, 0);
        self.filled -= used;
    }

    /// Reads what is there behind what it holds; how many bytes those are.
    fn fill<S: BufRead>(&mut self, from: &mut Counted<'_, S>) -> io::Result<usize> {
        let end = self.bytes.len().min(self.filled.saturating_add(from.left));
        let count = loop {
            match from.stream.read(self.bytes.get_mut(self.filled..end).unwrap_or_default()) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => break result?,
            }
        };
        self.filled += count;
        from.left -= count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::io::{BufReader, Cursor, Read};

    use super::*;

    /// A stream that gives few bytes at once.
    struct Slowly<R>(R, usize);

    impl<R: Read> Read for Slowly<R> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(into.len());
            self.0.read(into.get_mut(..count).unwrap())
        }
    }

    fn read(message: &str, at_once: usize) -> End {
        let bytes = format!("{message}Content-Length: 3");
        let mut stream = BufReader::new(Slowly(Cursor::new(bytes), at_once));
        let end = Body::read(&mut stream, message.len()).unwrap();
        let mut rest = String::new();
        stream.read_to_string(&mut rest).unwrap();
        assert_eq!(rest, "Content-Length: 3", "what follows is left");
        end
    }

    fn opening(text: &str) -> String {
        format!(
            r#"{{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{{"textDocument":{{"uri":"\"text\":\"","text":"{text}","version":1}}}}}}"#
        )
    }

    #[test]
    fn a_long_text_is_lifted_out_of_its_message() {
        let text = r#"x = \"é\\n\"\n🦀\u00e9"#.repeat(LONG / 8);
        let expected = "x = \"é\\n\"\n🦀é".repeat(LONG / 8);
        let message = opening(&text);
        for at_once in [1_000, 4_099, 1 << 20] {
            let End::Whole(body) = read(&message, at_once) else { panic!("it is whole") };
            assert_eq!(String::from_utf8(body.json.clone()).unwrap(), opening(""));
            let lifted = body.lifted.as_ref().unwrap();
            assert!(body.json.get(lifted.at..).unwrap().starts_with(br#""","version""#));
            assert_eq!(lifted.text, expected.as_str());
            let whole: serde_json::Value = serde_json::from_slice(&body.whole()).unwrap();
            assert_eq!(whole, serde_json::from_str::<serde_json::Value>(&message).unwrap());
        }
    }

    #[test]
    fn other_messages_stay_as_they_are() {
        let long = "x".repeat(LONG);
        for message in [
            opening("short"),
            format!(r#"{{"method":"textDocument/didChange","params":{{"text":"{long}"}}}}"#),
            format!(r#"{{"params":{{"text":"{long}"}},"method":"textDocument/didOpen"}}"#),
            format!(r#"{{"method":"textDocument/didOpen","params":{{"text" : "{long}"}}}}"#),
            long,
        ] {
            let expected = Body { json: message.clone().into_bytes(), lifted: None };
            assert_eq!(read(&message, 1_000), End::Whole(expected));
        }
    }

    #[test]
    fn what_is_no_string_is_passed_over() {
        let long = "x".repeat(LONG);
        for wrong in ["\\x", "\n", "\\u12", "\\ud83e\\u"] {
            for text in [format!("{wrong}{long}"), format!("{long}{wrong}{long}"), format!("{long}{wrong}")] {
                assert_eq!(read(&opening(&text), 1_000), End::NoText, "{wrong:?}");
            }
        }
        let message = opening(&long);
        let endless = message.get(..message.len() - 30).unwrap();
        assert_eq!(read(endless, 1_000), End::NoText);
    }

    #[test]
    fn a_stream_may_end_anywhere() {
        let message = opening(&"x".repeat(LONG));
        for len in [0, 10, HEAD, LONG, message.len() - 30, message.len() - 1] {
            let mut stream = message.as_bytes().get(..len).unwrap();
            assert_eq!(Body::read(&mut stream, message.len()).unwrap(), End::Cut, "{len}");
        }
    }
}
