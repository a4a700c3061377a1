//! Where long brackets may be cut between their elements, before anything is parsed.
//!
//! Invariant: every cut is behind a comma that stands directly in the brackets, if the text has no error; whoever parses
//! what is cut finds out.

use super::scanner::{Line, Mode, Scanner};
use crate::worker::{CancelToken, Cancelled, Pacer};

/// Brackets that nothing stands round, and where they may be cut. All in bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cuts {
    /// The opening bracket.
    pub(crate) open: usize,
    /// Behind commas that another element follows.
    pub(crate) places: Vec<usize>,
    /// The closing bracket.
    pub(crate) close: usize,
}

/// The longest brackets of a text that nothing stands round, and where they can be cut into pieces of at least so many
/// bytes; none if there are none, or some don't close.
pub(crate) fn cuts(text: &str, least: usize, cancel: &CancelToken) -> Result<Option<Cuts>, Cancelled> {
    let bytes = text.as_bytes();
    let mut pacer = Pacer::new(cancel);
    let mut scanner = Scanner::new(0);
    let mut best: Option<Cuts> = None;
    let mut cuts = Cuts { open: 0, places: Vec::new(), close: 0 };
    let mut comma = None;
    let mut index = 0;
    while let Some(&byte) = bytes.get(index) {
        pacer.step()?;
        let depth = scanner.stack.len();
        if let Mode::LineStart { .. } = scanner.mode {
            match scanner.line_start(bytes, 0, index, bytes.len()) {
                // What was open is given up where its brackets are broken.
                Line::Goes { on, .. } if scanner.stack.len() == depth => index = on,
                _ => return Ok(None),
            }
            continue;
        }
        if depth == 1 && scanner.mode == Mode::Code {
            match byte {
                b',' => comma = Some(index + 1),
                b' ' | b'\t' | 0x0c | b'\n' | b'\r' | b'\\' | b'#' | b')' | b']' | b'}' => {}
                _ => {
                    let last = cuts.places.last().copied().unwrap_or(cuts.open);
                    cuts.places.extend(comma.take().filter(|comma| comma - last >= least));
                }
            }
        }
        let before = index;
        index = scanner.probe_step(bytes, index);
        match (depth, scanner.stack.len()) {
            (0, 1) => {
                cuts = Cuts { open: before, places: Vec::new(), close: before };
                comma = None;
            }
            (1, 0) => {
                cuts.close = before;
                if before - cuts.open > best.as_ref().map_or(0, |best| best.close - best.open) {
                    best = Some(cuts.clone());
                }
            }
            _ => {}
        }
    }
    Ok(best.filter(|_| scanner.is_outside()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    /// A bar shows where the text may be cut, and at the closing bracket.
    #[track_caller]
    fn check(expected: &str) {
        let text = expected.replace('|', "");
        let found = cuts(&text, 1, &CancelToken::never()).unwrap();
        let mut shown = text.clone();
        if let Some(Cuts { places, close, .. }) = &found {
            places.iter().chain([close]).rev().for_each(|&at| shown.insert(at, '|'));
        }
        assert_eq!(shown, expected);
    }

    #[test]
    fn commas_directly_in_brackets_are_cut_behind() {
        check("A = [a,| b,|c|]\n");
        check("# (a, b)\nA: dict[a, b] = {\n'a': 1,|  # b, c\n 'b': [c, d],\n|}\n");
        check("A = f(',',| a,| f'{b, c},',| (d,),| {e},| '''\n,\n'''|)\n");
    }

    #[test]
    fn the_longest_brackets_count() {
        check("a = f[b, c](d,| e,| f,|g|)\n");
    }

    #[test]
    fn without_commas_or_their_brackets_nothing_is_cut() {
        check("a = [b|]\n");
        check("a = [b,|]\n");
        for text in ["a = b, c\n", "a = [b, c\n", "a = [b, c,\ndef d(): e\n"] {
            check(text);
        }
    }
}
