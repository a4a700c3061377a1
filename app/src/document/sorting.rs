//! Sorts selected lines.

use std::time::Duration;

use super::apply::Place;
use super::blocks;
use super::rewrite::Replacements;
use super::{Document, lines};

impl Document {
    /// Sorts the lines of each selection that covers several, as a dictionary does; equal letters in lower case come
    /// behind those in upper case. Line breaks stay where they are, and so do the selections.
    pub(super) fn sort_lines(&mut self, is_descending: bool, now: Duration) {
        let text = &self.text;
        let mut replacements = Replacements::new();
        for block in blocks::of(text, &self.selections) {
            let line = |line: usize| lines::start(text, line)..lines::end(text, line);
            let words: Vec<String> =
                block.clone().map(|number| text.byte_slice(line(number)).to_string()).collect();
            let mut sorted: Vec<(String, &String)> =
                words.iter().map(|line| (line.to_lowercase(), line)).collect();
            sorted.sort_by(|a, b| if is_descending { b.cmp(a) } else { a.cmp(b) });
            let is_moved: Vec<bool> = words.iter().zip(&sorted).map(|(old, (_, new))| old != *new).collect();
            let Some(first) = is_moved.iter().position(|moved| *moved) else { continue };
            let end = is_moved.iter().rposition(|moved| *moved).map_or(first, |last| last + 1);
            // What stands in its place already stays, and with it what is lit there.
            let mut new = String::new();
            let numbers = block.start + first..block.start + end;
            for (number, (_, words)) in numbers.clone().zip(sorted.iter().skip(first)) {
                new.push_str(words);
                if number + 1 < numbers.end {
                    let line_break = lines::end(text, number)..lines::end_with_break(text, number);
                    new.push_str(&text.byte_slice(line_break).to_string());
                }
            }
            replacements.push((lines::start(text, numbers.start)..lines::end(text, numbers.end - 1), new));
        }
        let places = self.selections.iter().map(Place::At).collect();
        self.edit_at_once(replacements, places, now);
    }
}
