//! Places of many bytes in one pass forwards.
//!
//! Invariant: says what [`Encoding::position_of`] says of every byte. Near ones are reached by counting on, far ones
//! by asking the rope, so a hundred thousand places take little longer than to write them down.

use std::ops::Range;

use crop::iter::Chunks;
use lsp_types::Position;

use super::encoding::{Encoding, position};
use super::text::Text;

/// From here on the rope is asked instead of counting: about as long takes either.
const FAR: usize = 8 * 1024;

/// Where the pass stands.
pub(super) struct Ruler<'t> {
    text: &'t Text,
    encoding: Encoding,
    chunks: Chunks<'t>,
    /// What is left of the chunk that the pass stands in.
    chunk: &'t [u8],
    at: usize,
    line: usize,
    column: usize,
}

impl<'t> Ruler<'t> {
    pub(super) fn new(text: &'t Text, encoding: Encoding) -> Self {
        Self { text, encoding, chunks: text.rope().chunks(), chunk: &[], at: 0, line: 0, column: 0 }
    }

    /// The place of a byte that cuts no character; quick if it isn't before the last one that was asked.
    pub(super) fn position(&mut self, byte: usize) -> Position {
        let byte = byte.min(self.text.rope().byte_len());
        if byte < self.at || byte - self.at > FAR || !self.text.is_plain() {
            self.jump(byte);
        } else {
            self.count_to(byte);
        }
        position(self.line, self.column)
    }

    /// The place of a range of bytes.
    pub(super) fn range(&mut self, range: Range<usize>) -> lsp_types::Range {
        lsp_types::Range { start: self.position(range.start), end: self.position(range.end) }
    }

    fn jump(&mut self, byte: usize) {
        let found = self.encoding.position_of(self.text, byte);
        (self.line, self.column) = (found.line as usize, found.character as usize);
        self.chunks = self.text.rope().byte_slice(byte..).chunks();
        self.chunk = &[];
        self.at = byte;
    }

    fn count_to(&mut self, byte: usize) {
        while self.at < byte {
            if self.chunk.is_empty() {
                match self.chunks.next() {
                    Some(chunk) => self.chunk = chunk.as_bytes(),
                    None => return,
                }
                continue;
            }
            let (passed, left) = self.chunk.split_at(self.chunk.len().min(byte - self.at));
            match memchr::memrchr(b'\n', passed) {
                None => self.column += self.encoding.units(passed),
                Some(last) => {
                    self.line += memchr::memchr_iter(b'\n', passed).count();
                    self.column = self.encoding.units(passed.get(last + 1..).unwrap_or_default());
                }
            }
            self.at += passed.len();
            self.chunk = left;
        }
    }
}

#[cfg(test)]
mod tests {
    use crop::Rope;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn says_what_a_single_conversion_says(
            part in "([a-c]|[\r\n]|\r\n|🦀|é){0,200}",
            repeated in 1_usize..40,
            wanted in prop::collection::vec(0_usize..20_000, 1..30),
            sorted in any::<bool>(),
        ) {
            let source = part.repeat(repeated);
            let text = Text::from(Rope::from(source.as_str()));
            let mut wanted: Vec<usize> = wanted
                .into_iter()
                .map(|at| at % (source.len() + 1))
                .filter(|&at| source.is_char_boundary(at))
                // Between the two of a pair nothing begins or ends.
                .filter(|&at| !(source[at..].starts_with('\n') && source[..at].ends_with('\r')))
                .collect();
            if sorted {
                wanted.sort_unstable();
            }
            for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
                let mut ruler = Ruler::new(&text, encoding);
                for &at in &wanted {
                    prop_assert_eq!(ruler.position(at), encoding.position_of(&text, at), "{} {:?}", at, encoding);
                }
            }
        }
    }
}
