//! Messages on a stream: `Content-Length: N`, an empty line, N bytes.
//!
//! Invariant: whatever the bytes are, reading goes on behind them; only the end of the stream ends it. What
//! makes no sense is told once and passed over up to the next `Content-Length:`. (`lsp_server::Message::read`
//! gives up at the first malformed header, and copies what is read.)

use std::io::{self, BufRead, Read, Write};

use super::body::{Body, End};

/// A longer message is not taken: nobody has a source file like that.
const LONGEST_MESSAGE: usize = 1 << 30;

/// A longer header is none.
const LONGEST_HEADER: usize = 4 * 1024;

/// What stands before a body that is written, at most: the words, and the digits of the largest number.
pub(super) const LONGEST_HEAD: usize = 40;

/// What starts every message.
const MARK: &[u8] = b"content-length:";

/// What comes next on the stream.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// The body of a message.
    Body(Body),
    /// Bytes that are no message, and why.
    Broken(&'static str),
}

/// What ended the search for the next message.
enum Skipped {
    EndOfStream,
    ToMark,
    Nonsense(&'static str),
}

/// Reads messages from a stream.
pub(super) struct FrameReader<R> {
    stream: R,
    /// Whether the mark of the next message has been read.
    is_behind_mark: bool,
    /// Whether the nonsense that is being passed over was told.
    is_told: bool,
}

impl<R: BufRead> FrameReader<R> {
    pub(super) fn new(stream: R) -> Self {
        Self { stream, is_behind_mark: false, is_told: false }
    }

    /// Reads what comes next; none at the end of the stream.
    ///
    /// # Errors
    /// Those of the stream.
    pub(super) fn next(&mut self) -> io::Result<Option<Frame>> {
        loop {
            let reason = match self.skip_to_mark()? {
                Skipped::EndOfStream => return Ok(None),
                Skipped::Nonsense(reason) => reason,
                Skipped::ToMark => match self.length()? {
                    None => return Ok(None),
                    Some(Err(reason)) => reason,
                    Some(Ok(length)) => {
                        self.is_told = false;
                        return self.body(length);
                    }
                },
            };
            if !std::mem::replace(&mut self.is_told, true) {
                return Ok(Some(Frame::Broken(reason)));
            }
        }
    }

    /// Goes on behind the next `Content-Length:`.
    fn skip_to_mark(&mut self) -> io::Result<Skipped> {
        if std::mem::take(&mut self.is_behind_mark) {
            return Ok(Skipped::ToMark);
        }
        let mut matched = 0;
        // What comes before the mark: other headers, each on a line of its own, or nonsense.
        let (mut line_len, mut has_colon) = (0_usize, false);
        let (mut has_lines, mut is_nonsense) = (false, false);
        loop {
            let buffer = match self.stream.fill_buf() {
                Ok([]) => return Ok(Skipped::EndOfStream),
                Ok(buffer) => buffer,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let mut used = 0;
            let mut found = None;
            for &byte in buffer {
                used += 1;
                let lower = byte.to_ascii_lowercase();
                // The first byte of the mark comes only once in it, so after a mismatch only it can begin anew.
                matched = match MARK.get(matched) {
                    Some(&expected) if expected == lower => matched + 1,
                    _ => usize::from(MARK.first() == Some(&lower)),
                };
                line_len += usize::from(!matches!(byte, b'\r' | b'\n'));
                has_colon |= byte == b':';
                if matched == MARK.len() {
                    is_nonsense |= line_len > MARK.len();
                    self.is_behind_mark = is_nonsense;
                    found = Some(match is_nonsense {
                        true => Skipped::Nonsense("bytes between messages"),
                        false => Skipped::ToMark,
                    });
                    break;
                }
                if byte == b'\n' {
                    if line_len == 0 && has_lines {
                        found = Some(Skipped::Nonsense("headers without a Content-Length"));
                        break;
                    }
                    is_nonsense |= line_len > 0 && !has_colon;
                    has_lines |= line_len > 0;
                    (line_len, has_colon) = (0, false);
                }
            }
            self.stream.consume(used);
            if let Some(found) = found {
                return Ok(found);
            }
        }
    }

    /// Reads the length behind the mark and all headers behind it; none at the end of the stream.
    fn length(&mut self) -> io::Result<Option<Result<usize, &'static str>>> {
        let Some(mut length) = self.line()? else { return Ok(None) };
        loop {
            let Some(line) = self.line()? else { return Ok(None) };
            if line.is_empty() {
                break;
            }
            let Some(colon) = line.iter().position(|&byte| byte == b':') else {
                return Ok(Some(Err("a header without a colon")));
            };
            let (name, value) = line.split_at(colon + 1);
            if name.eq_ignore_ascii_case(MARK) {
                length = value.to_vec();
            }
        }
        let length = std::str::from_utf8(&length).ok().and_then(|length| length.trim().parse().ok());
        Ok(Some(match length {
            None => Err("a Content-Length that is no number"),
            Some(length) if length > LONGEST_MESSAGE => Err("a Content-Length beyond 1 GiB"),
            Some(length) => Ok(length),
        }))
    }

    /// Reads a line without its end, or as much as a header may have; none at the end of the stream.
    fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        let at_most = u64::try_from(LONGEST_HEADER).unwrap_or(u64::MAX);
        self.stream.by_ref().take(at_most).read_until(b'\n', &mut line)?;
        if line.len() < LONGEST_HEADER && line.last() != Some(&b'\n') {
            return Ok(None);
        }
        while matches!(line.last(), Some(b'\n' | b'\r')) {
            line.pop();
        }
        Ok(Some(line))
    }

    fn body(&mut self, length: usize) -> io::Result<Option<Frame>> {
        Ok(match Body::read(&mut self.stream, length)? {
            End::Whole(body) => Some(Frame::Body(body)),
            End::NoText => Some(Frame::Broken("a text that is no string")),
            End::Cut => None,
        })
    }
}

/// Writes one message; whoever calls it flushes the stream.
///
/// # Errors
/// Those of the stream.
pub(super) fn write_frame(stream: &mut impl Write, body: &[u8]) -> io::Result<()> {
    write!(stream, "Content-Length: {}\r\n\r\n", body.len())?;
    stream.write_all(body)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;

    /// Everything on a stream: bodies as text, nonsense in angle brackets.
    fn read(bytes: &[u8]) -> Vec<String> {
        // A small buffer, so that it ends anywhere.
        let mut reader = FrameReader::new(io::BufReader::with_capacity(7, bytes));
        let mut found = Vec::new();
        while let Some(frame) = reader.next().unwrap() {
            found.push(match frame {
                Frame::Body(body) => String::from_utf8(body.json).unwrap(),
                Frame::Broken(reason) => format!("<{reason}>"),
            });
        }
        found
    }

    fn framed(body: &str) -> String {
        let mut bytes = Vec::new();
        write_frame(&mut bytes, body.as_bytes()).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn what_is_written_is_read() {
        assert_eq!(read((framed("{}") + &framed("") + &framed("é\n")).as_bytes()), ["{}", "", "é\n"]);
    }

    #[test]
    fn headers_in_any_order_case_and_line_end() {
        assert_eq!(read(b"Content-Type: x; charset=utf-8\r\nContent-Length: 2\r\n\r\n{}"), ["{}"]);
        assert_eq!(read(b"content-LENGTH:2\nX-Y: z\n\n{}\r\nContent-Length:  1 \r\n\r\n1"), ["{}", "1"]);
    }

    #[test]
    fn nonsense_is_told_once_and_passed_over() {
        let good = framed("{}");
        for (nonsense, said) in [
            ("Hello\r\n\r\n{\"a\":1}", "<headers without a Content-Length>"),
            ("Content-Lenth: 5\r\n\r\n{}{}{}", "<headers without a Content-Length>"),
            ("}}}", "<bytes between messages>"),
            ("no colon\r\n", "<bytes between messages>"),
            ("Content-Length: many\r\n\r\n{}", "<a Content-Length that is no number>"),
            ("Content-Length: -2\r\n\r\n{}", "<a Content-Length that is no number>"),
            ("Content-Length: \r\n\r\n", "<a Content-Length that is no number>"),
            ("Content-Length: 99999999999999999999999\r\n\r\n", "<a Content-Length that is no number>"),
            ("Content-Length: 9999999999\r\n\r\n{}", "<a Content-Length beyond 1 GiB>"),
            ("Content-Length: 2\r\n{}\r\n", "<a header without a colon>"),
        ] {
            let stream = good.clone() + nonsense + &good + &good;
            assert_eq!(read(stream.as_bytes()), ["{}", said, "{}", "{}"], "{nonsense}");
        }
        let long = "x".repeat(3 * LONGEST_HEADER);
        let stream = format!("Content-Length: {long}\r\n\r\n{good}");
        assert_eq!(read(stream.as_bytes()).last().map(String::as_str), Some("{}"));
    }

    #[test]
    fn a_stream_that_ends_early_has_no_last_message() {
        let good = framed("[1, 2]");
        for len in 0..good.len() {
            assert_eq!(read(good.as_bytes().get(..len).unwrap()), [""; 0], "{len}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_between_messages(nonsense in prop::collection::vec(any::<u8>(), 0..80)) {
            let mut stream = nonsense;
            // Whatever header it may end in is over then.
            stream.extend_from_slice(b"\r\n\r\n");
            stream.extend_from_slice(framed("{}").as_bytes());
            let found = read(&stream);
            prop_assert_eq!(found.last().map(String::as_str), Some("{}"));
        }
    }
}
