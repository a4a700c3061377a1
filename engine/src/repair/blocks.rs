//! Makes blocks of logical lines: every header gets a block, every clause its statement, every line a column
//! that fits.
//!
//! Invariant: a line whose column fits keeps it.

use super::GAP;
use super::edits::Change;
use super::lines::{Head, LogicalLine, Source};
use crate::segments::TokenKind;

/// A logical line and what has to change in it.
pub(super) struct MendedLine {
    pub(super) line: LogicalLine,
    pub(super) changes: Vec<Change>,
    /// Whether a block has to follow.
    pub(super) opens_block: bool,
}

/// A block that lines stand in.
struct Level {
    /// The column that its lines have.
    column: usize,
    /// The column that they get, if it is another one.
    moved: Option<usize>,
    /// What its last statement, or clause, begins with.
    last: &'static str,
    holds_clauses: bool,
}

impl Level {
    fn new_column(&self) -> usize {
        self.moved.unwrap_or(self.column)
    }
}

/// All changes, the lines' own included, in order.
pub(super) fn arranged(source: Source<'_>, lines: &[MendedLine]) -> Vec<Change> {
    let mut levels: Vec<Level> = Vec::new();
    let mut arranged: Vec<Change> = Vec::new();
    let mut above: Option<(Head, bool, usize)> = None;
    for MendedLine { line, changes, opens_block } in lines {
        let column = line.indent;
        let opened = above.take();
        if let Some((head, opens, end)) = opened {
            let is_decorated = matches!(line.head, Head::Decorator | Head::Function | Head::Class);
            let level = levels.last().map_or(0, Level::new_column);
            let is_deeper = levels.last().is_some_and(|level| column > level.column);
            if opens && is_deeper {
                let moved = levels
                    .last()
                    .and_then(|level| level.moved.map(|moved| moved + column.saturating_sub(level.column)));
                levels.push(Level { column, moved, last: "", holds_clauses: head == Head::Match });
            } else if opens && head != Head::Match {
                arranged.push(Change::insert(end, " pass"));
            } else if head == Head::Decorator && !is_decorated {
                arranged.push(decorated_gap(end, level));
            }
        }
        settle(&mut levels, column);
        let Some(level) = levels.last_mut() else { continue };
        let Some(first) = source.tokens.get(line.first).copied() else { continue };
        if level.moved.is_some() || source.is_behind_quote(line.first) {
            let start = line_start(source.text, first.start);
            arranged.push(Change::replace(start..first.start, &" ".repeat(level.new_column())));
        }
        let mut prefix = String::new();
        if level.holds_clauses && line.head != Head::Case {
            prefix = format!("case 0:\n{}", " ".repeat(level.new_column() + 1));
        }
        let (word, is_joined) = joins(line.head, source.word(line.first), level.last);
        if !is_joined {
            let statement = if matches!(word, "elif" | "else") { "if 0:pass" } else { "try:pass" };
            let depth = level.new_column() + usize::from(!prefix.is_empty());
            prefix.push_str(&format!("{statement}\n{}", " ".repeat(depth)));
        }
        if !prefix.is_empty() {
            arranged.push(Change::insert(first.start, &prefix));
        }
        level.last = word;
        arranged.extend(changes.iter().cloned());
        above = Some((line.head, *opens_block, end_of(source, line)));
    }
    if let Some((head, opens, end)) = above {
        if opens && head != Head::Match {
            arranged.push(Change::insert(end, " pass"));
        } else if head == Head::Decorator {
            arranged.push(decorated_gap(end, levels.last().map_or(0, Level::new_column)));
        }
    }
    arranged
}

fn decorated_gap(end: usize, column: usize) -> Change {
    Change::insert(end, &format!("\n{}class {GAP}:pass", " ".repeat(column)))
}

fn end_of(source: Source<'_>, line: &LogicalLine) -> usize {
    let mut last = line.end.saturating_sub(1);
    while last > line.first && source.kind(last) == Some(TokenKind::LineEnd) {
        last -= 1;
    }
    source.tokens.get(last).map_or(source.text.len(), |token| token.end)
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind(['\n', '\r'])).map_or(0, |end| end + 1)
}

/// Finds the level that a column belongs to; one that belongs to none is moved to the level round it.
fn settle(levels: &mut Vec<Level>, column: usize) {
    let mut last = "";
    while let Some(level) = levels.last() {
        if level.column <= column {
            break;
        }
        if levels.len() == 1 {
            last = level.last;
        }
        levels.pop();
    }
    match levels.last() {
        None => levels.push(Level { column, moved: None, last, holds_clauses: false }),
        Some(level) if level.column < column => {
            let (moved, last, holds_clauses) = (Some(level.new_column()), level.last, level.holds_clauses);
            levels.push(Level { column, moved, last, holds_clauses });
        }
        Some(_) => {}
    }
}

/// What a line begins with, and whether it may follow `last`.
fn joins(head: Head, word: &str, last: &'static str) -> (&'static str, bool) {
    match head {
        Head::Simple | Head::Decorator => ("", true),
        Head::Function | Head::Class | Head::Match | Head::Case => ("", true),
        Head::Compound => match word {
            "if" => ("if", true),
            "try" => ("try", true),
            "while" => ("loop", true),
            "for" | "async" => ("loop", true),
            _ => ("", true),
        },
        Head::Elif => ("elif", matches!(last, "if" | "elif")),
        Head::Else => ("else", matches!(last, "if" | "elif" | "loop" | "except")),
        Head::Except => ("except", matches!(last, "try" | "except")),
        Head::Finally => ("finally", matches!(last, "try" | "except" | "else")),
    }
}
