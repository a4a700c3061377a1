//! What the grammar's C code ends the process for, unless `segments/guard.rs` keeps it off: blocks in blocks, indents of all
//! widths, strings left open, f-strings in f-strings. No test can catch that end; it ends the test, too.

use crop::Rope;
use namelight_engine::FileIndex;
use namelight_engine::text::{Edit, Patch, Revision};

use super::engine::groups;
use super::input::Input;
use super::texts;

/// How often something is repeated: some times, or about as often as it takes to end the process. Indents do at 511, with
/// many strings open from 384 on; strings wrap around at 256; the guard's own limits are 150 and 200.
const COUNTS: [usize; 24] = [
    1, 1, 2, 3, 17, 60, 98, 140, 149, 150, 151, 198, 199, 200, 201, 202, 253, 254, 255, 256, 382, 384, 511,
    600,
];

/// First lines of blocks, and others that the next line may only be indented under where the text is broken.
const HEADERS: [&str; 9] = [
    "if x:\n",
    "class A:\n",
    "def f(x):\n",
    "match x:\n",
    "case _:\n",
    "if x: pass\n",
    "x\n",
    "else:\n",
    "x = f'{\n",
];

/// Beginnings of strings and brackets.
const OPENERS: [&str; 12] =
    ["'''", "\"\"\"", "f'''", "f'{", "f\"{x:{", "rb\"", "x = '''", "t'{", "(", "[", "{", "rf'''{"];

/// No text is longer than about this, in bytes: what is longer says nothing new.
const LONGEST: usize = 160_000;

/// A text whose lines stand at whatever columns.
#[derive(Default)]
struct Lines {
    text: String,
    /// Columns of the blocks that are open.
    columns: Vec<usize>,
}

impl Lines {
    fn column(&self) -> usize {
        self.columns.last().copied().unwrap_or(0)
    }

    /// White space up to the column: blanks, or tabs as far as they reach.
    fn indent(&mut self, has_tabs: bool) {
        let tabs = if has_tabs { self.column() / 8 } else { 0 };
        self.text.push_str(&"\t".repeat(tabs));
        self.text.push_str(&" ".repeat(self.column() - tabs * 8));
    }

    /// Goes deeper, so many times.
    fn nest(&mut self, input: &mut Input) {
        let (count, step) = (input.one_of(&COUNTS, 1), input.number(1..4));
        let (header, has_tabs) = (input.one_of(&HEADERS, "x\n"), input.one_in(6));
        for _ in 0..count {
            self.indent(has_tabs);
            self.text.push_str(header);
            self.columns.push(self.column() + step);
            if self.text.len() > LONGEST {
                return;
            }
        }
        self.indent(has_tabs);
    }

    /// Goes back out of some blocks, or to a column between two.
    fn leave(&mut self, input: &mut Input) {
        let left = input.number(..=self.columns.len());
        self.columns.truncate(left);
        if input.one_in(4) {
            self.columns.push(self.column() + input.number(..3));
        }
        self.text.push('\n');
        self.indent(false);
    }

    /// A line about as far right as 16 bits can count, or by what starts the count anew.
    fn reach(&mut self, input: &mut Input) {
        self.text.push('\n');
        match input.number(..6) {
            0 => self.text.push_str(&" ".repeat(65_530 + input.number(..12))),
            1 => self.text.push_str(&"\t".repeat(8_190 + input.number(..4))),
            2 => self.text.push_str(&" \x0c ".repeat(input.number(..300))),
            3 => self.text.push_str(&" \\\n".repeat(input.number(..300))),
            4 => self.text.push_str(&"\r ".repeat(input.number(..300))),
            _ => self.indent(true),
        }
    }
}

fn lines(input: &mut Input) -> Lines {
    let mut lines = Lines::default();
    for _ in 0..input.number(1..16) {
        if lines.text.len() > LONGEST {
            break;
        }
        match input.number(..10) {
            0..=3 => lines.nest(input),
            4 => lines.leave(input),
            5 => lines.reach(input),
            6 | 7 => {
                let opener = input.one_of(&OPENERS, "(");
                lines.text.push_str(&opener.repeat(input.one_of(&COUNTS, 1)));
            }
            // In a string or a bracket, broken code may still be taken for code.
            _ => lines.text.push_str(&texts::pieces(input, 8)),
        }
    }
    lines
}

/// An index of a text that leads to the process's end, and what edits make of it.
pub(super) fn indents(input: &mut Input) -> Result<(), String> {
    let mut text = lines(input).text;
    let mut index = FileIndex::of(&Rope::from(text.as_str()));
    groups(&mut index)?;
    // What is taken out may make a hazard of what was none.
    for _ in 0..input.number(..3) {
        let (range, new_len) = texts::edit(input, &mut text);
        let patch = Patch::of(&[Edit { revision: Revision(1), range, new_len }]);
        index.edit(&Rope::from(text.as_str()), &patch);
        groups(&mut index)?;
    }
    if groups(&mut index)? == groups(&mut FileIndex::of(&Rope::from(text.as_str())))? {
        return Ok(());
    }
    Err(format!("the names of {text:?} aren't those of a fresh analysis"))
}
