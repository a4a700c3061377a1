//! A small box for a line's number, at the top of the code.

use egui::{Context, Rect};

use super::field_box::{BoxLeft, BoxLook, FieldBox};
use crate::theme::Theme;

/// Width of the box, in points.
const WIDTH: f32 = 360.0;

/// A line and a column, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineWish {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

impl LineWish {
    /// What a person has typed: `120`, or `120:8`; none if it is something else.
    #[must_use]
    pub fn read(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        let (line, column) = typed.split_once([':', ',']).unwrap_or((typed, ""));
        let number = |digits: &str| -> Option<usize> {
            let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            // A number that is too long for us is beyond every text.
            is_number.then(|| digits.parse().unwrap_or(usize::MAX))
        };
        let column = if column.trim().is_empty() { 1 } else { number(column.trim())? };
        Some(Self { line: number(line.trim())?, column: column.max(1) })
    }

    /// The nearest place in a text of so many lines.
    #[must_use]
    pub fn within(self, last: usize) -> Self {
        Self { line: self.line.clamp(1, last.max(1)), ..self }
    }
}

/// The box.
#[derive(Clone, Debug, Default)]
pub struct GoToLine(FieldBox);

impl GoToLine {
    /// Where to, as far as that is typed.
    #[must_use]
    pub fn wish(&self) -> Option<LineWish> {
        LineWish::read(&self.0.typed)
    }

    /// What is said below the field, in a text where the cursor is in a line of so many.
    fn words(&self, (line, last): (usize, usize)) -> String {
        match self.wish() {
            Some(LineWish { line: wished, .. }) if wished > last => {
                let lines = if last == 1 { "line" } else { "lines" };
                format!("The text has {last} {lines}. This is the last one.")
            }
            Some(LineWish { line: 0, .. }) => "Lines count from 1. This is the first one.".to_owned(),
            Some(_) => format!("Enter goes there, Esc back to line {line}."),
            None if self.0.typed.trim().is_empty() => {
                format!("Line {line} of {last}. Type another, such as 120 or 120:8.")
            }
            None => "That is no line. Type a number such as 120, or 120:8.".to_owned(),
        }
    }

    /// Shows the box at the top of `area`; how it was left, if it was.
    pub fn show(
        &mut self,
        ctx: &Context,
        theme: &Theme,
        area: Rect,
        place: (usize, usize),
    ) -> Option<BoxLeft> {
        let words = self.words(place);
        let look = BoxLook { id: "go to line", title: "Go to line", hint: "", width: WIDTH, words };
        self.0.show(ctx, theme, area, &look)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_and_a_column_are_read() {
        let read = |typed: &str| LineWish::read(typed).map(|wish| (wish.line, wish.column));
        assert_eq!(read("120"), Some((120, 1)));
        assert_eq!(read(" 120:8 "), Some((120, 8)));
        assert_eq!(read("12,3"), Some((12, 3)));
        assert_eq!(read("12:"), Some((12, 1)));
        assert_eq!(read("0:0"), Some((0, 1)));
        for nonsense in ["", ":", "x", "1x", "-1", "1:x", "1:2:3"] {
            assert_eq!(read(nonsense), None, "{nonsense}");
        }
        assert_eq!(read("99999999999999999999"), Some((usize::MAX, 1)));
    }

    #[test]
    fn a_line_beyond_the_text_is_its_last_one() {
        let within = |line: usize| LineWish { line, column: 1 }.within(35).line;
        assert_eq!([0, 1, 35, 36].map(within), [1, 1, 35, 35]);
    }
}
