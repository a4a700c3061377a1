//! A checksum that means the same in every run and version of the program.

use crop::Rope;

/// FNV-1a with 64 bits (Fowler, Noll, Vo): each step maps states one to one, so bytes that differ in one place always
/// have another sum. Against a disk's faults, not against people.
#[derive(Clone, Copy, Debug)]
pub(super) struct Checksum(u64);

const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

impl Checksum {
    pub(super) fn new() -> Self {
        Self(BASIS)
    }

    pub(super) fn with(mut self, bytes: &[u8]) -> Self {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(PRIME);
        }
        self
    }

    pub(super) fn sum(self) -> u64 {
        self.0
    }
}

/// The checksum of a text.
pub(super) fn of_text(text: &Rope) -> u64 {
    text.chunks().fold(Checksum::new(), |sum, chunk| sum.with(chunk.as_bytes())).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_published_function() {
        // From the test suite of the function's authors.
        for (text, sum) in
            [("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8)]
        {
            assert_eq!(Checksum::new().with(text.as_bytes()).sum(), sum, "{text:?}");
            assert_eq!(of_text(&Rope::from(text)), sum);
        }
    }
}
