//! How a file is written: its indentation and its line ends, found by looking at it.

use crop::Rope;

use super::columns::TAB_WIDTH;

/// Lines looked at to find the style; the top of a file is typical of it, and this takes no time.
const LINES_LOOKED_AT: usize = 10_000;

/// One level of indentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndentUnit {
    /// So many spaces; PEP 8 asks for four.
    Spaces(usize),
    /// A tab character.
    Tab,
}

impl IndentUnit {
    /// What one level is written as.
    #[must_use]
    pub fn text(self) -> String {
        match self {
            Self::Spaces(count) => " ".repeat(count),
            Self::Tab => "\t".to_owned(),
        }
    }

    /// Display columns that one level takes.
    #[must_use]
    pub fn columns(self) -> usize {
        match self {
            Self::Spaces(count) => count.max(1),
            Self::Tab => TAB_WIDTH,
        }
    }

    /// The unit that the blocks of a text use: that of most lines after a `:`, four spaces if none tells.
    #[must_use]
    pub fn of(text: &Rope) -> Self {
        // votes[0] is for tabs, votes[n] for n spaces.
        let mut votes = [0_usize; 9];
        let mut block_at: Option<usize> = None;
        for line in text.raw_lines().take(LINES_LOOKED_AT) {
            let depth = line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\x0c')).count();
            let first = line.bytes().nth(depth);
            if matches!(first, None | Some(b'\r' | b'\n' | b'#')) {
                continue;
            }
            if let Some(before) = block_at.take().filter(|before| *before < depth) {
                let slot = if line.bytes().next() == Some(b'\t') { 0 } else { depth - before };
                if let Some(vote) = votes.get_mut(slot) {
                    *vote += 1;
                }
            }
            let last = line.bytes().rev().find(|byte| !matches!(byte, b' ' | b'\r' | b'\n'));
            block_at = (last == Some(b':')).then_some(depth);
        }
        let best = votes.iter().enumerate().max_by_key(|(slot, vote)| (**vote, *slot == 4));
        match best {
            Some((0, vote)) if *vote > 0 => Self::Tab,
            Some((count, vote)) if *vote > 0 => Self::Spaces(count),
            _ => Self::Spaces(4),
        }
    }
}

/// What a new line ends with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineEnding {
    /// `\n`, the default.
    #[default]
    Lf,
    /// `\r\n`.
    CrLf,
}

impl LineEnding {
    /// The line break's characters.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Lf => "\n",
            Self::CrLf => "\r\n",
        }
    }

    /// The ending that most lines have.
    #[must_use]
    pub fn of(text: &Rope) -> Self {
        let (mut breaks, mut with_return) = (0, 0);
        for line in text.raw_lines().take(LINES_LOOKED_AT) {
            let mut ending = line.bytes().rev();
            let has_break = ending.next() == Some(b'\n');
            breaks += usize::from(has_break);
            with_return += usize::from(has_break && ending.next() == Some(b'\r'));
        }
        if with_return * 2 > breaks { Self::CrLf } else { Self::Lf }
    }

    /// The same text with every line break (`\n`, `\r\n`, `\r`) written this way.
    #[must_use]
    pub fn convert(self, text: &str) -> String {
        if !text.contains(['\r', '\n']) {
            return text.to_owned();
        }
        let plain = text.replace("\r\n", "\n").replace('\r', "\n");
        match self {
            Self::Lf => plain,
            Self::CrLf => plain.replace('\n', "\r\n"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unit_is_that_of_most_blocks() {
        for (source, unit) in [
            ("", IndentUnit::Spaces(4)),
            ("x = 1\n", IndentUnit::Spaces(4)),
            ("if x:\n  y\nfor z in y:\n  if z:\n    w\n", IndentUnit::Spaces(2)),
            ("class A:\n    def f(self,\n          b):\n        pass\n", IndentUnit::Spaces(4)),
            ("if x:\n\n\ty\n", IndentUnit::Tab),
            ("if x: \r\n   y\r\n", IndentUnit::Spaces(3)),
        ] {
            assert_eq!(IndentUnit::of(&Rope::from(source)), unit, "{source:?}");
        }
    }

    #[test]
    fn fault_12_the_ending_is_that_of_most_lines() {
        for (source, ending) in [
            ("", LineEnding::Lf),
            ("a\r\nb\r\nc\n", LineEnding::CrLf),
            ("a\r\nb\n", LineEnding::Lf),
            ("a\rb\r", LineEnding::Lf),
        ] {
            assert_eq!(LineEnding::of(&Rope::from(source)), ending, "{source:?}");
        }
        assert_eq!(LineEnding::CrLf.convert("a\nb\r\nc\rd"), "a\r\nb\r\nc\r\nd");
        assert_eq!(LineEnding::Lf.convert("a\nb\r\nc\rd"), "a\nb\nc\nd");
    }
}
