//! The names of a file that are asked about, the same for every server.

use crop::Rope;
use fastrand::Rng;
use namelight_engine::FileIndex;
use namelight_engine::worker::CancelToken;

use crate::script::Failure;

/// How many requests overtake each other in a flood.
const FLOOD: usize = 200;

/// Names near the middle of the file that are typed in, at most.
const TYPED: usize = 1_200;

/// A text and places in it, in bytes.
pub(super) struct Places {
    pub(super) text: String,
    line_starts: Vec<usize>,
    /// The first question's.
    pub(super) cold: usize,
    /// Those of the other questions.
    pub(super) warm: Vec<usize>,
    pub(super) flood: Vec<usize>,
    /// Ends of names in the middle of the file that characters are typed at.
    pub(super) typed: Vec<usize>,
}

impl Places {
    /// Picks `questions` names, the same ones for the same text.
    pub(super) fn of(text: String, questions: usize) -> Result<Self, Failure> {
        let words = words(&text);
        let middle = words.len() / 2;
        let mut index = FileIndex::of(&Rope::from(text.as_str()));
        let mut is_name = |at: usize| {
            let found = index.find_at(at, &CancelToken::never()).ok().flatten();
            found.is_some_and(|found| found.target.class.is_name() && found.target.range.start == at)
        };
        let mut rng = Rng::with_seed(7);
        let mut pick = |from: &[(usize, usize)], count: usize, is_name: &mut dyn FnMut(usize) -> bool| {
            let mut picked = Vec::new();
            // Some words stand in strings and comments.
            for _ in 0..count.saturating_mul(20) {
                if picked.len() == count {
                    break;
                }
                picked.extend(rng.choice(from).filter(|word| is_name(word.0)).copied());
            }
            picked
        };
        let near = words.get(middle.saturating_sub(TYPED / 2)..(middle + TYPED / 2).min(words.len()));
        let typed = pick(near.unwrap_or_default(), 40, &mut is_name);
        let warm = pick(&words, questions, &mut is_name);
        let flood = pick(&words, FLOOD, &mut is_name);
        let from_middle = words.get(middle..).unwrap_or_default();
        let cold = from_middle.iter().map(|word| word.0).find(|&at| is_name(at));
        let Some(cold) = cold.filter(|_| !typed.is_empty() && !warm.is_empty() && flood.len() == FLOOD)
        else {
            return Err("there are too few names in it".into());
        };
        let starts = |words: Vec<(usize, usize)>| words.into_iter().map(|word| word.0).collect();
        let line_starts = std::iter::once(0).chain(behind_line_ends(&text)).collect();
        Ok(Self {
            line_starts,
            cold,
            warm: starts(warm),
            flood: starts(flood),
            typed: typed.into_iter().map(|word| word.1).collect(),
            text,
        })
    }

    /// Line and column of a byte, as the protocol counts.
    pub(super) fn position(&self, byte: usize, in_utf16: bool) -> (usize, usize) {
        let line = self.line_starts.partition_point(|&start| start <= byte).saturating_sub(1);
        let start = self.line_starts.get(line).copied().unwrap_or_default();
        let before = self.text.get(start..byte).unwrap_or_default();
        (line, if in_utf16 { before.encode_utf16().count() } else { before.len() })
    }
}

/// Where the lines after the first start.
fn behind_line_ends(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1)
}

/// Start and end of everything that looks like a name.
fn words(text: &str) -> Vec<(usize, usize)> {
    let is_of_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80;
    let mut words = Vec::new();
    let mut start = None;
    for (at, byte) in text.bytes().enumerate().chain([(text.len(), b' ')]) {
        match start {
            None if is_of_word(byte) => start = Some(at),
            Some(first) if !is_of_word(byte) => {
                if !text.as_bytes().get(first).is_some_and(u8::is_ascii_digit) {
                    words.push((first, at));
                }
                start = None;
            }
            _ => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn only_names_are_picked() {
        let text = "# comment\ndef rise(level):\n    return 'level' + level\n".to_owned();
        let places = Places::of(text.clone(), 30).unwrap();
        let names = ["rise", "level"];
        for &at in places.warm.iter().chain(&places.flood).chain([&places.cold]) {
            assert!(
                names.iter().any(|name| text[at..].starts_with(name))
                    && at != text.find("'level").unwrap() + 1
            );
        }
        for &end in &places.typed {
            assert!(names.iter().any(|name| text[..end].ends_with(name)));
        }
        assert_eq!(places.position(text.find("rise").unwrap(), true), (1, 4));
        assert!(Places::of("1 + 1\n".to_owned(), 5).is_err());
    }

    #[test]
    fn columns_are_counted_as_agreed() {
        let places = Places::of("é = 1\n𝄞 = é\n".to_owned(), 1).unwrap();
        assert_eq!(places.position("é = 1\n𝄞".len(), true), (1, 2));
        assert_eq!(places.position("é = 1\n𝄞".len(), false), (1, 4));
    }
}
