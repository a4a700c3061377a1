//! Which word stands for which.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use namelight_engine::occurrences::{is_builtin, normalise};
use unicode_width::UnicodeWidthChar as _;

/// Python's keywords and soft keywords (language reference, "Keywords"), sorted.
const KEYWORDS: [&str; 39] = [
    "False", "None", "True", "_", "and", "as", "assert", "async", "await", "break", "case", "class",
    "continue", "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in", "is", "lambda", "match", "nonlocal", "not", "or", "pass", "raise", "return", "try", "type",
    "while", "with", "yield",
];

/// Words on which it depends what is lit: they are Python's habits and those of docstrings, and no one's own. Sorted.
const HABITS: [&str; 18] = [
    "Arguments",
    "Args",
    "Attributes",
    "Keyword",
    "Other",
    "Parameters",
    "Returns",
    "args",
    "cls",
    "dataclass",
    "field",
    "kwargs",
    "lazy",
    "param",
    "partial",
    "partialmethod",
    "replace",
    "self",
];

/// What may stand before a string's quote.
const PREFIXES: [&str; 11] = ["b", "br", "f", "fr", "r", "rb", "rf", "rt", "t", "tr", "u"];

/// So many words are tried before any that is free will do.
const TRIES: u64 = 64;

/// Words, and what stands for them.
#[derive(Debug)]
pub(super) struct Words {
    seed: u64,
    others: HashMap<String, String>,
    /// What stands for some word already.
    taken: HashSet<String>,
    /// The words of the text itself: what stands for one of them should be none of them.
    own: HashSet<String>,
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    /// To be left as it is.
    Kept,
    /// A word of the person's own.
    Word,
    /// Digits that may tell something; what they are part of stays a number.
    Number,
}

impl Words {
    pub(super) fn new(seed: u64) -> Self {
        Self { seed, others: HashMap::new(), taken: HashSet::new(), own: HashSet::new() }
    }

    /// Takes note of a text's words, so that none of them stands for another.
    pub(super) fn know(&mut self, text: &str) {
        let words = parts(text).filter(|(_, part)| *part == Part::Word);
        self.own.extend(words.map(|(range, _)| text[range].to_owned()));
    }

    /// The text in other words.
    pub(super) fn replace(&mut self, text: &str) -> String {
        let mut replaced = String::with_capacity(text.len());
        for (range, part) in parts(text) {
            let written = &text[range];
            match part {
                Part::Kept => replaced.push_str(written),
                Part::Word => replaced.push_str(self.other(written)),
                Part::Number => replaced.push_str(&plain_number(written)),
            }
        }
        replaced
    }

    /// What stands for a word as Python compares it; none if it was never met.
    pub(super) fn known(&self, name: &str) -> Option<String> {
        if !is_own(name) || !name.chars().any(is_of_word) {
            return Some(name.to_owned());
        }
        self.others.get(name).map(|other| normalise(other).into_owned())
    }

    /// What stands for a word.
    fn other(&mut self, word: &str) -> &str {
        if !self.others.contains_key(word) {
            let other = self.find_other(word);
            self.taken.insert(other.clone());
            self.others.insert(word.to_owned(), other);
        }
        self.others.get(word).map_or("", String::as_str)
    }

    fn find_other(&self, word: &str) -> String {
        let is_free = |other: &String| !self.taken.contains(other) && is_own(other) && !is_prefix(other);
        let tries = (0..TRIES).map(|number| self.scrambled(word, number));
        let strange = tries.clone().find(|other| is_free(other) && !self.own.contains(other));
        // Of one letter there are few words; then another's will do, or one that is free by chance.
        strange
            .or_else(|| tries.clone().find(is_free))
            .or_else(|| (TRIES..64 * TRIES).map(|number| self.scrambled(word, number)).find(is_free))
            .unwrap_or_else(|| word.to_owned())
    }

    /// Some word of the same form: letters for letters of as many bytes and columns, capitals for capitals.
    fn scrambled(&self, word: &str, number: u64) -> String {
        let mut random = self.seed ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        for byte in word.bytes() {
            random = mixed(random ^ u64::from(byte));
        }
        word.chars()
            .map(|letter| {
                random = mixed(random);
                other_letter(letter, random)
            })
            .collect()
    }
}

/// Mixes bits well: a step of the generator SplitMix64 (Steele, Lea and Flood, 2014).
fn mixed(state: u64) -> u64 {
    let mut z = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A letter of the same length and width. Beyond ASCII it is one that Python's normalising leaves alone.
fn other_letter(letter: char, random: u64) -> char {
    let from = |first: u32, count: u64| char::from_u32(first + (random % count) as u32).unwrap_or(letter);
    match letter {
        '_' => '_',
        'a'..='z' => from(u32::from('a'), 26),
        'A'..='Z' => from(u32::from('A'), 26),
        '0'..='9' => from(u32::from('0'), 10),
        // A mark on a letter has no width of its own.
        _ if letter.width() == Some(0) => letter,
        // а to я; Cherokee; two planes of Chinese characters.
        _ => match (letter.len_utf8(), letter.width()) {
            (2, _) => from(0x0430, 32),
            (3, Some(1)) => from(0x13a0, 80),
            (3, _) => from(0x4e00, 0x5000),
            (_, Some(1)) => letter,
            _ => from(0x2_0000, 0xa000),
        },
    }
}

/// `0x2f` as `0x11`: the form of a number, and which digits are none.
fn plain_number(number: &str) -> String {
    let is_hexadecimal = number.starts_with("0x") || number.starts_with("0X");
    number
        .char_indices()
        .map(|(at, letter)| match letter {
            '1'..='9' => '1',
            _ if is_hexadecimal && at > 1 && letter.is_ascii_hexdigit() && letter != '0' => '1',
            _ => letter,
        })
        .collect()
}

/// The parts of a text, one behind the other.
fn parts(text: &str) -> impl Iterator<Item = (Range<usize>, Part)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let (before, rest) = text.split_at_checked(at).filter(|(_, rest)| !rest.is_empty())?;
        let (length, mut part) = first_part(rest);
        // `{level!r}` is a way to show it and no name.
        if before.ends_with('!') && length == 1 && rest[length..].starts_with([':', '}']) {
            part = Part::Kept;
        }
        let range = at..at + length;
        at = range.end;
        Some((range, part))
    })
}

/// The length of the first part of a text, in bytes, and what it is.
fn first_part(text: &str) -> (usize, Part) {
    let end_of = |is_in: &dyn Fn(char) -> bool| text.find(|letter| !is_in(letter)).unwrap_or(text.len());
    let Some(first) = text.chars().next() else { return (0, Part::Kept) };
    if first == '\\' {
        // What stands behind it belongs to it: `\n` is no word.
        return (1 + text[1..].chars().next().map_or(0, char::len_utf8), Part::Kept);
    }
    if !is_of_word(first) {
        return (end_of(&|letter| !is_of_word(letter) && letter != '\\'), Part::Kept);
    }
    let length = end_of(&is_of_word);
    let (word, behind) = text.split_at(length);
    if first.is_ascii_digit() {
        return (length, Part::Number);
    }
    let is_before_quote = is_prefix(word) && behind.starts_with(['"', '\'']);
    (length, if is_before_quote || !is_own(word) { Part::Kept } else { Part::Word })
}

/// Whether a word is the person's own, and not Python's.
fn is_own(word: &str) -> bool {
    let is_dunder = word.len() > 4 && word.starts_with("__") && word.ends_with("__");
    let is_kept = KEYWORDS.contains(&word) || HABITS.contains(&word) || is_builtin(word) || is_dunder;
    !is_kept && word.chars().any(|letter| letter != '_')
}

fn is_prefix(word: &str) -> bool {
    PREFIXES.contains(&word.to_ascii_lowercase().as_str())
}

/// Whether a character may be part of a word; marks that stand on letters are.
pub(super) fn is_of_word(letter: char) -> bool {
    letter == '_' || letter.is_alphanumeric() || !letter.is_ascii() && unicode_ident::is_xid_continue(letter)
}
