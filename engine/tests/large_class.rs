//! Edits inside a class so large that it is divided: whatever is typed, whenever it is asked about, the answer is that of
//! a fresh analysis.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Write as _;
use std::ops::Range;

use crop::Rope;
use namelight_engine::FileIndex;
use namelight_engine::text::{Edit, Patch, Revision};
use namelight_engine::worker::CancelToken;

/// More than what is indexed as a whole in any case.
const METHODS: usize = 300;

fn class() -> String {
    let mut text = "import math\n\n\nclass Tide(Level):\n    \"\"\"A tide.\n\n    Attributes:\n        level: of the sea\n    \"\"\"\n\n    level = 0\n\n".to_owned();
    for n in 0..METHODS {
        write!(
            text,
            "    def rise_{n}(self, by_{n}: \"Level\") -> None:\n        self.level = self.level + by_{n}\n        # up\n        \
             for gauge in self.gauges:\n            gauge.read(level=by_{n})\n        return self.rise_{}(by_{n})\n\n",
            n / 2
        )
        .unwrap();
    }
    text.push_str("\ntide = Tide(1)\ntide.rise_3(math.pi)\nprint(tide.level)\n");
    text
}

struct Typing {
    text: String,
    index: FileIndex,
}

impl Typing {
    fn new() -> Self {
        let text = class();
        let mut index = FileIndex::of(&Rope::from(text.as_str()));
        while !index.index_some(64, &CancelToken::never()).unwrap() {}
        Self { text, index }
    }

    fn replace(&mut self, range: Range<usize>, new: &str) {
        self.text.replace_range(range.clone(), new);
        let edit = Edit { revision: Revision(1), range, new_len: new.len() };
        self.index.edit(&Rope::from(self.text.as_str()), &Patch::of(&[edit]));
    }

    /// Where a text stands for the last time before the middle of the class, and ends.
    fn find(&self, what: &str) -> Range<usize> {
        let middle = self.text.find("rise_200").unwrap();
        let at = self.text[..middle].rfind(what).unwrap();
        at..at + what.len()
    }

    fn insert_behind(&mut self, what: &str, new: &str) {
        let end = self.find(what).end;
        self.replace(end..end, new);
    }

    #[track_caller]
    fn check_at(&mut self, places: &[usize]) {
        let never = CancelToken::never();
        let mut fresh = FileIndex::of(&Rope::from(self.text.as_str()));
        for &at in places {
            assert_eq!(
                self.index.find_at(at, &never).unwrap(),
                fresh.find_at(at, &never).unwrap(),
                "at {at}"
            );
            assert_eq!(
                self.index.scopes_round(at, &never).unwrap(),
                fresh.scopes_round(at, &never).unwrap(),
                "at {at}"
            );
        }
    }

    /// At names of all kinds and at a keyword.
    #[track_caller]
    fn check(&mut self) {
        let words =
            ["Tide(Level", "level: of", "level = 0", "self.level", "gauge.read", "return self", "rise_3("];
        let places: Vec<usize> = words.iter().filter_map(|word| self.text.find(word)).collect();
        let near =
            ["by_", "self", "level", "gauge", "return", "def", "for"].map(|word| self.find(word).start);
        self.check_at(&places);
        self.check_at(&near);
        self.check_at(&[self.text.len() - 3]);
    }

    #[track_caller]
    fn check_all(&mut self) {
        let never = CancelToken::never();
        let fresh = FileIndex::of(&Rope::from(self.text.as_str())).groups(&never).unwrap();
        assert_eq!(self.index.groups(&never).unwrap(), fresh);
    }
}

#[test]
fn a_name_is_typed() {
    let mut typing = Typing::new();
    for letter in ["x", "y", "_", "1"] {
        typing.insert_behind("self.level = self.level", letter);
        typing.check();
    }
    typing.check_all();
}

#[test]
fn a_method_is_renamed_added_and_removed() {
    let mut typing = Typing::new();
    typing.insert_behind("def rise_199", "_more");
    typing.check();
    typing.insert_behind("by_199)\n\n", "    def fall(self):\n        return self.level\n\n");
    typing.check();
    let method = typing.find("    def rise_198").start..typing.find("    def rise_199").start;
    typing.replace(method, "");
    typing.check();
    typing.check_all();
}

#[test]
fn what_is_broken_is_mended() {
    let mut typing = Typing::new();
    typing.insert_behind("# up\n", "        self.\n");
    typing.check();
    typing.insert_behind("        self.", "rise_1");
    typing.check();
    let brackets = typing.find("rise_1\n").end - 1;
    typing.replace(brackets..brackets, "(");
    typing.check();
    typing.replace(brackets + 1..brackets + 1, ")");
    typing.check_all();
}

#[test]
fn several_edits_between_two_questions() {
    let mut typing = Typing::new();
    typing.insert_behind("def rise_190", "_a");
    typing.insert_behind("self.level = self.level", " - self.depth");
    typing.replace(0..0, "import os\n");
    typing.check();
    let first = typing.text.find("self.rise_100(").unwrap();
    typing.replace(first..first + 4, "Tide");
    typing.insert_behind("gauge.read(", "total=1, ");
    typing.check();
    typing.check_all();
}

#[test]
fn what_the_class_binds_matters_to_the_others() {
    let mut typing = Typing::new();
    // From now on the annotations mean what is in the class.
    typing.insert_behind("by_199)\n\n", "    Level = int\n\n");
    typing.check_all();
    let level = typing.find("    Level = int\n");
    typing.replace(level, "");
    typing.check_all();
    typing.insert_behind("by_199)\n\n", "    global level\n\n");
    typing.check_all();
}

#[test]
fn the_ends_of_the_class() {
    let mut typing = Typing::new();
    let end = typing.text.find("\ntide =").unwrap();
    typing.replace(end..end, "    def last(self):\n        return self.level\n");
    typing.check();
    typing.insert_behind("class Tide(Level", ", metaclass=Meta");
    typing.check();
    let head = typing.text.find("level = 0").unwrap();
    typing.replace(head..head + 5, "height");
    typing.check();
    let class = typing.text.find("class Tide").unwrap();
    typing.replace(class..class, "@record\n");
    typing.check();
    typing.replace(end + 30..end + 30, "\n");
    typing.check_all();
}

#[test]
fn whoever_is_cancelled_goes_on() {
    let mut typing = Typing::new();
    for round in 0..6 {
        typing.insert_behind("self.level = self.level", "x");
        let at = typing.find("self.level").start;
        for checks in [0, 1, 3, 10, 30] {
            let _ = typing.index.find_at(at, &CancelToken::after(checks * (round + 1)));
        }
        typing.check_at(&[at]);
    }
    typing.check_all();
}

#[test]
fn colours_are_those_of_the_text() {
    let never = CancelToken::never();
    let mut typing = Typing::new();
    for new in ["\"", "\"", " + 'a'", "# "] {
        typing.insert_behind("self.level = self.level", new);
        typing.check_at(&[typing.text.len() - 3]);
        let line = typing.text[..typing.find("self.level =").start].matches('\n').count();
        let end = typing.text.matches('\n').count() + 1;
        let mut fresh = FileIndex::of(&Rope::from(typing.text.as_str()));
        for lines in [0..30, line - 20..line + 20, end - 20..end, 0..end] {
            let seen = 0..usize::MAX;
            assert_eq!(
                typing.index.colours(lines.clone(), seen.clone(), &never).unwrap(),
                fresh.colours(lines.clone(), seen, &never).unwrap(),
                "{lines:?}"
            );
        }
    }
}
