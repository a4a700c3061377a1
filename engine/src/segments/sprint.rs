//! Reads code at the speed at which bytes come from memory.
//!
//! Most of a file is lines that are indented, with names, brackets and short strings. Here 64 bytes are
//! compared at once, and only those that mean something are looked at one by one. What is rarer is left to
//! the scanner's own steps: lines at column 0, f- and t-strings, the end of the window.
//!
//! Invariant: wherever it stops, the scanner's state is the one that its own steps lead to.

use memchr::memchr2;

use super::scanner::{Mode, Scanner, line_end};

/// Bytes compared at once, one for each bit of the answer.
const BLOCK: usize = 64;

/// Which bytes of a block mean something in code, the first in the lowest bit.
fn special(block: &[u8; BLOCK]) -> u64 {
    let mut hits = [0_u8; BLOCK];
    // Written so that the compiler makes vector instructions of it: no branch, no table.
    for (hit, &byte) in hits.iter_mut().zip(block) {
        *hit = u8::from(byte == b'\n')
            | u8::from(byte == b'\r')
            | u8::from(byte == b'#')
            | u8::from(byte == b'"')
            | u8::from(byte == b'\'')
            | u8::from(byte == b'(')
            | u8::from(byte == b')')
            | u8::from(byte == b'[')
            | u8::from(byte == b']')
            | u8::from(byte == b'{')
            | u8::from(byte == b'}')
            | u8::from(byte == b'\\')
            | byte >> 7;
    }
    let (eights, _) = hits.as_chunks::<8>();
    eights.iter().rev().fold(0, |mask, &eight| {
        // The lowest bits of the eight bytes, side by side.
        mask << 8 | u64::from_le_bytes(eight).wrapping_mul(0x0102_0408_1020_4080) >> 56
    })
}

/// The block that was compared last: where it starts in the window, and which of its bytes mean something.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Glance {
    base: usize,
    mask: u64,
    is_valid: bool,
}

impl Glance {
    /// The window moved.
    pub(super) fn forget(&mut self) {
        self.is_valid = false;
    }

    /// Brings the block into view that `index` is in; false where the window has no whole block there.
    fn see(&mut self, bytes: &[u8], index: usize, limit: usize) -> bool {
        if self.is_valid && self.base <= index && index < self.base + BLOCK {
            self.mask &= u64::MAX << (index - self.base);
            return true;
        }
        let block = bytes.get(index..limit).and_then(|rest| rest.first_chunk::<BLOCK>());
        if let Some(block) = block {
            *self = Self { base: index, mask: special(block), is_valid: true };
        }
        block.is_some()
    }

    /// The index of the next byte of the block that means something.
    fn next(&mut self) -> Option<usize> {
        if self.mask == 0 {
            return None;
        }
        let bit = self.mask.trailing_zeros() as usize;
        self.mask &= self.mask - 1;
        Some(self.base + bit)
    }
}

impl Scanner {
    /// Reads on in code from `index` to `limit` or to what it leaves to the scanner's own steps.
    pub(super) fn sprint(
        &mut self,
        bytes: &[u8],
        start: usize,
        mut index: usize,
        limit: usize,
        glance: &mut Glance,
    ) -> usize {
        if !self.strings.is_empty() {
            return self.code(bytes, start, index, limit);
        }
        while glance.see(bytes, index, limit) {
            index = glance.base + BLOCK;
            while let Some(at) = glance.next() {
                let behind = match bytes.get(at) {
                    Some(b'\n') => {
                        if self.goes_on(bytes, at + 1, limit) {
                            continue;
                        }
                        let line = start + at + 1;
                        self.mode = Mode::LineStart { line, indented: false, latched: false };
                        return at + 1;
                    }
                    Some(b'(' | b'[' | b'{' | b')' | b']' | b'}') => {
                        self.special(bytes, start, at, bytes.get(at).copied().unwrap_or_default());
                        continue;
                    }
                    Some(&quote @ (b'"' | b'\'')) => {
                        let after = self.open_string(bytes, at, quote);
                        let Mode::Plain { triple, .. } = self.mode else { return after };
                        let behind = match short_string(bytes, after, quote, triple, glance) {
                            Some(behind) => {
                                self.mode = Mode::Code;
                                behind
                            }
                            None => self.plain(bytes, after, limit, quote, triple),
                        };
                        if self.mode != Mode::Code {
                            return behind;
                        }
                        behind
                    }
                    Some(b'#') => {
                        let comment = bytes.get(at..limit).unwrap_or_default();
                        let Some(len) = memchr2(b'\n', b'\r', comment) else {
                            self.mode = Mode::Comment;
                            return limit;
                        };
                        at + len
                    }
                    Some(b'\\') => at + 1 + line_end(bytes, at + 1),
                    Some(b'\r') => return self.special(bytes, start, at, b'\r'),
                    _ => {
                        self.flags.non_ascii_code = true;
                        continue;
                    }
                };
                if behind >= index {
                    index = behind;
                    break;
                }
                glance.mask &= u64::MAX << (behind - glance.base);
            }
        }
        if index < limit { self.code(bytes, start, index, limit) } else { index }
    }

    /// Whether the line at `index` needs no decision: it is blank, a comment, or indented and has code in it,
    /// so that no segment starts there. Notes then what its first token says.
    fn goes_on(&mut self, bytes: &[u8], index: usize, limit: usize) -> bool {
        let line = bytes.get(index..limit).unwrap_or_default();
        let Some((indent, first)) = line.iter().enumerate().find(|(_, byte)| !matches!(byte, b' ' | b'\t'))
        else {
            return false;
        };
        match first {
            b'\n' | b'#' => true,
            b'\r' | b'\\' | 0x0c => false,
            _ if indent == 0 => false,
            _ => {
                if self.is_outside() {
                    self.note_indented_statement();
                }
                true
            }
        }
    }
}

/// Where a string that began before `after` ends, if it has one quote at each end and does so within the
/// block.
fn short_string(bytes: &[u8], after: usize, quote: u8, triple: bool, glance: &mut Glance) -> Option<usize> {
    if triple {
        return None;
    }
    let mut glance = Glance {
        mask: glance.mask & u64::MAX.checked_shl(u32::try_from(after - glance.base).ok()?)?,
        ..*glance
    };
    while let Some(at) = glance.next() {
        match bytes.get(at)? {
            b'\n' | b'\r' | b'\\' => return None,
            &byte if byte == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn special_bytes_have_their_bits() {
        let mut block = [b'x'; BLOCK];
        assert_eq!(special(&block), 0);
        for (at, byte) in [(0, b'\n'), (7, b'('), (8, b'\''), (31, 0x80), (32, b'}'), (63, b'#')] {
            block[at] = byte;
            assert_eq!(special(&block) >> at & 1, 1, "{at}");
        }
        assert_eq!(special(&block).count_ones(), 6);
        for byte in 0..=255_u8 {
            let is_special = b"\n\r#\"'()[]{}\\".contains(&byte) || byte >= 0x80;
            assert_eq!(special(&[byte; BLOCK]), if is_special { u64::MAX } else { 0 }, "{byte}");
        }
    }
}
