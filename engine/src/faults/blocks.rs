//! Columns that fit no block, headers without a block, clauses without a statement.
//!
//! The rules are those of `CPython`'s tokenizer ("Lexical analysis", "Indentation"). The grammar takes any column for any
//! other, so the parser says nothing about them.

use super::{Fault, Line};

/// A block that lines stand in.
struct Level<'t> {
    column: Column,
    /// What its last statement, or clause, begins with.
    last: &'t str,
}

/// Where a line begins: with tabs to the next eighth column, and with tabs as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Column {
    wide: usize,
    narrow: usize,
}

impl Column {
    /// None where a line continues one that holds nothing.
    fn of(line: &Line<'_>) -> Option<Self> {
        let start = line.tokens.first()?.start;
        let before = line.text.get(..start)?;
        let at = before.rfind(['\n', '\r']).map_or(0, |end| end + 1);
        let continues = before.get(..at)?.trim_end_matches(['\n', '\r']).ends_with('\\');
        let mut column = Self { wide: 0, narrow: 0 };
        for letter in before.get(at..)?.chars() {
            match letter {
                ' ' => column = Self { wide: column.wide + 1, narrow: column.narrow + 1 },
                '\t' => column = Self { wide: (column.wide / 8 + 1) * 8, narrow: column.narrow + 1 },
                '\u{c}' => column = Self { wide: 0, narrow: 0 },
                _ => return None,
            }
        }
        (!continues).then_some(column)
    }

    /// How it stands to another; none where that depends on how wide tabs are.
    fn compared(self, other: Self) -> Option<std::cmp::Ordering> {
        let wide = self.wide.cmp(&other.wide);
        (wide == self.narrow.cmp(&other.narrow)).then_some(wide)
    }
}

/// What is wrong with the blocks of a segment, by place; nothing where its columns can't be told for certain.
pub(super) fn faults(lines: &[Line<'_>]) -> Vec<Fault> {
    find(lines).unwrap_or_default()
}

fn find(lines: &[Line<'_>]) -> Option<Vec<Fault>> {
    let mut found = Vec::new();
    let mut levels: Vec<Level<'_>> = Vec::new();
    let mut header: Option<&Line<'_>> = None;
    for line in lines {
        let column = Column::of(line)?;
        let Some(level) = levels.last() else {
            levels.push(Level { column, last: "" });
            begin(line, &mut levels, &mut found);
            header = opens(line).then_some(line);
            continue;
        };
        let first = *line.tokens.first()?;
        let is_deeper = column.compared(level.column)?.is_gt();
        match header.take() {
            Some(header) if !is_deeper => found.extend(no_block(header, first.start)),
            None if is_deeper => found.push(Fault::new(first, "Unexpected indentation")),
            _ => {}
        }
        if is_deeper {
            levels.push(Level { column, last: "" });
        }
        while levels.len() > 1 && column.compared(levels.last()?.column)?.is_lt() {
            levels.pop();
        }
        let level = levels.last_mut()?;
        if column.compared(level.column)?.is_ne() {
            if column.compared(level.column)?.is_lt() {
                // Left of where the segment begins: that is another fault, and known.
                return Some(found);
            }
            found.push(Fault::new(first, "This indentation fits no line above"));
            let last = level.last;
            levels.push(Level { column, last });
        }
        begin(line, &mut levels, &mut found);
        header = opens(line).then_some(line);
    }
    if let Some(header) = header {
        found.extend(no_block(header, header.text.len()));
    }
    Some(found)
}

/// Whether a block has to follow a line.
fn opens(line: &Line<'_>) -> bool {
    line.word(line.last()) == ":"
}

/// A header that no block follows: none is said of words that may be names.
fn no_block(header: &Line<'_>, until: usize) -> Option<Fault> {
    let word = header.header()?;
    let token = *header.tokens.get(header.keyword())?;
    Some(Fault::new(token, format!("The block of this {word} is missing")).until(until))
}

/// Takes note of what a line begins with; a clause needs a statement.
fn begin<'t>(line: &Line<'t>, levels: &mut [Level<'t>], found: &mut Vec<Fault>) {
    let Some(level) = levels.last_mut() else { return };
    let word = line.header().unwrap_or_default();
    let (fits, partner) = match word {
        "elif" => (matches!(level.last, "if" | "elif"), "if"),
        "else" => (matches!(level.last, "if" | "elif" | "for" | "while" | "try" | "except"), "if"),
        "except" => (matches!(level.last, "try" | "except"), "try"),
        "finally" => (matches!(level.last, "try" | "except" | "else"), "try"),
        _ => (true, ""),
    };
    if !fits && let Some(&token) = line.tokens.first() {
        found.push(Fault::new(token, format!("`{word}` has no `{partner}` to belong to")));
    }
    level.last = word;
}
