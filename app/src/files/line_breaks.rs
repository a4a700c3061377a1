//! How many lines of a text end in which way.

use memchr::memchr_iter;

/// Line breaks of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LineBreaks {
    /// `\n` alone.
    pub lf: usize,
    /// `\r\n`.
    pub crlf: usize,
    /// `\r` alone, which ends a line for Python and none in the view.
    pub cr: usize,
}

impl LineBreaks {
    /// Those of a text in pieces; a `\r\n` may stand in two of them.
    pub fn of<'a>(pieces: impl IntoIterator<Item = &'a str>) -> Self {
        let mut breaks = Self::default();
        let mut ends_in_return = false;
        for piece in pieces {
            breaks.add(piece.as_bytes(), &mut ends_in_return);
        }
        breaks
    }

    /// Adds those of the next piece. `ends_in_return` says of the piece before whether it ended in `\r`, and is told
    /// whether this one does.
    pub(super) fn add(&mut self, piece: &[u8], ends_in_return: &mut bool) {
        if *ends_in_return && piece.first() == Some(&b'\n') {
            // The pieces are one line break after all.
            self.cr -= 1;
            self.crlf += 1;
            self.lf = self.lf.wrapping_sub(1);
        }
        if let Some(last) = piece.last() {
            *ends_in_return = *last == b'\r';
        }
        let mut windows = 0;
        let mut returns = 0;
        for at in memchr_iter(b'\r', piece) {
            returns += 1;
            windows += usize::from(piece.get(at + 1) == Some(&b'\n'));
        }
        let feeds = memchr_iter(b'\n', piece).count();
        self.lf = self.lf.wrapping_add(feeds - windows);
        self.crlf += windows;
        self.cr += returns - windows;
    }

    /// These, after a part of the text with the breaks `before` has become one with the breaks `after`.
    #[must_use]
    pub fn changed(self, before: Self, after: Self) -> Self {
        let change = |all: usize, before: usize, after: usize| (all + after).saturating_sub(before);
        Self {
            lf: change(self.lf, before.lf, after.lf),
            crlf: change(self.crlf, before.crlf, after.crlf),
            cr: change(self.cr, before.cr, after.cr),
        }
    }

    /// How many kinds there are.
    #[must_use]
    pub fn kinds(self) -> usize {
        [self.lf, self.crlf, self.cr].into_iter().filter(|count| *count > 0).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_are_counted_by_kind() {
        let breaks = LineBreaks::of(["a\nb\r\nc\rd\r\r\n\n"]);
        assert_eq!(breaks, LineBreaks { lf: 2, crlf: 2, cr: 2 });
        assert_eq!(breaks.kinds(), 3);
        assert_eq!(LineBreaks::of([""; 0]).kinds(), 0);
    }

    #[test]
    fn a_break_in_two_pieces_is_one() {
        let text = "\r\n\n\r\r\nx\r\n\r";
        let whole = LineBreaks::of([text]);
        for first in 0..=text.len() {
            for second in first..=text.len() {
                let pieces = [&text[..first], &text[first..second], &text[second..]];
                assert_eq!(LineBreaks::of(pieces), whole, "{first} {second}");
            }
        }
    }
}
