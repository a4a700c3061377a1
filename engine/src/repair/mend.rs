//! Mends one logical line: closes what is open, adds what is missing, and where that isn't enough keeps
//! just the names.
//!
//! Invariant: changes are sorted, don't overlap, lie within the line and touch no name but to drop it.

use super::GAP;
use super::edits::Change;
use super::lines::{Head, LogicalLine, Source, closing, is_name, opening, span};
use super::words::is_keyword;
use crate::segments::TokenKind;

/// Where a closing bracket goes that is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Closers {
    /// At the end of the line in which its partner stands.
    AtLineEnd,
    /// Where it is missed: before the next one that doesn't fit, or at the end.
    WhereMissed,
}

/// Where an opening bracket goes that is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Openers {
    /// At the end of the line behind which the statement goes on without it.
    AtLineEnd,
    /// Between two operands in a row, or before the closing bracket that was taken for that of another.
    Within,
}

/// How much is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Attempt {
    pub(super) openers: Openers,
    pub(super) closers: Closers,
    /// Whether operands and operators are added that are missing between others.
    pub(super) is_thorough: bool,
}

/// What is tried, in this order.
pub(super) const ATTEMPTS: [Attempt; 5] = {
    let first = Attempt { openers: Openers::AtLineEnd, closers: Closers::AtLineEnd, is_thorough: false };
    [
        first,
        Attempt { closers: Closers::WhereMissed, ..first },
        Attempt { openers: Openers::Within, ..first },
        Attempt { is_thorough: true, ..first },
        Attempt { closers: Closers::WhereMissed, is_thorough: true, ..first },
    ]
};

/// Words after which an operand has to come.
const LEADING: [&str; 26] = [
    "and", "as", "assert", "await", "case", "class", "def", "del", "elif", "else", "for", "from", "global",
    "if", "import", "in", "is", "lambda", "match", "nonlocal", "not", "or", "while", "with", "async",
    "except*",
];

/// The line with as few changes as will do.
pub(super) fn mended(source: Source<'_>, line: &LogicalLine, attempt: Attempt) -> Vec<Change> {
    let mut mender = Mender {
        source,
        line,
        attempt,
        changes: Vec::new(),
        open: Vec::new(),
        last_outermost: None,
        gap: (None, line.first + 1),
    };
    mender.mend();
    mender.changes.sort_by_key(|change| change.at);
    mender.changes
}

struct Mender<'s, 't> {
    source: Source<'t>,
    line: &'s LogicalLine,
    attempt: Attempt,
    changes: Vec<Change>,
    /// Positions of open brackets.
    open: Vec<usize>,
    /// The bracket that closed the last one that was open.
    last_outermost: Option<usize>,
    /// The first place where an operator is missing, and how far it was looked for.
    gap: (Option<usize>, usize),
}

impl Mender<'_, '_> {
    fn insert_after(&mut self, at: usize, text: &str) {
        if let Some(token) = self.source.tokens.get(at) {
            self.changes.push(Change::insert(token.end, text));
        }
    }

    fn insert_before(&mut self, at: usize, text: &str) {
        if let Some(token) = self.source.tokens.get(at) {
            self.changes.push(Change::insert(token.start, text));
        }
    }

    fn blank(&mut self, at: usize) {
        if let Some(token) = self.source.tokens.get(at) {
            self.changes.push(Change::replace(token.range(), &" ".repeat(token.range().len())));
        }
    }

    /// The last token before `at` that is no line end, not before the line's first.
    fn before(&self, at: usize) -> usize {
        let mut before = at.saturating_sub(1);
        while before > self.line.first && self.source.kind(before) == Some(TokenKind::LineEnd) {
            before -= 1;
        }
        before.max(self.line.first)
    }

    fn mend(&mut self) {
        let source = self.source;
        let LogicalLine { first, end, head, .. } = *self.line;
        // What is missing at the end goes before the colon of a header.
        let last = self.before(end);
        let has_colon = head.has_block() && source.word(last) == ":" && last > first;
        let body_end = if has_colon { last } else { end };
        let mut has_suite = has_colon;
        let mut previous = None;
        for at in first..body_end {
            let Some(kind) = source.kind(at) else { break };
            match kind {
                TokenKind::LineEnd => continue,
                TokenKind::String { is_closed: false } => self.close_string(at),
                TokenKind::Open if at + 1 < body_end && begins_nothing(source.word(at + 1)) => {
                    self.insert_after(at, closing(source.word(at)));
                }
                TokenKind::Open => self.open.push(at),
                TokenKind::Close => self.close(at),
                TokenKind::Operator if self.open.is_empty() && source.word(at) == ":" => has_suite = true,
                _ => {}
            }
            if let Some(previous) = previous.filter(|_| self.attempt.is_thorough) {
                self.between(previous, at);
            }
            previous = Some(at);
        }
        let tail = self.before(body_end);
        if self.wants_operand(tail) {
            self.insert_after(tail, &format!(" {GAP}"));
        }
        while let Some(bracket) = self.open.pop() {
            self.close_missing(bracket, body_end);
        }
        self.complete(head, tail);
        if head.has_block() && !has_suite {
            self.insert_after(tail, ":");
        }
    }

    fn close_string(&mut self, at: usize) {
        let word = self.source.word(at);
        let quote_at = word.find(['"', '\'']).unwrap_or_default();
        let rest = word.get(quote_at..).unwrap_or_default();
        let quote = rest.get(..1).unwrap_or_default();
        let triple = quote.repeat(3);
        let mut close = if rest.starts_with(&triple) { triple } else { quote.to_owned() };
        let is_formatted = word.get(..quote_at).is_some_and(|prefix| prefix.contains(['f', 'F', 't', 'T']));
        let (opened, closed) = (rest.matches('{').count(), rest.matches('}').count());
        if is_formatted && opened > closed {
            close.insert(0, '}');
        }
        self.insert_after(at, &close);
    }

    fn close(&mut self, at: usize) {
        let source = self.source;
        let bracket = opening(source.word(at));
        match self.open.iter().rposition(|&open| source.word(open) == bracket) {
            Some(partner) => {
                while self.open.len() > partner + 1 {
                    if let Some(inner) = self.open.pop() {
                        self.close_missing(inner, at);
                    }
                }
                self.open.pop();
                if self.open.is_empty() && self.line.missing.is_none_or(|(place, _)| at < place) {
                    self.last_outermost = Some(at);
                }
            }
            None => self.open_missing(at, bracket),
        }
    }

    /// Closes the bracket at `open`, which is missed at the token `limit`.
    fn close_missing(&mut self, open: usize, limit: usize) {
        let source = self.source;
        let close = closing(source.word(open));
        let mut at = limit;
        // Behind the outermost bracket a line end would end the statement.
        if self.attempt.closers == Closers::AtLineEnd && !self.open.is_empty() {
            let line_end = (open + 1..limit).find(|&at| source.kind(at) == Some(TokenKind::LineEnd));
            at = line_end.filter(|&line_end| line_end > open + 1).unwrap_or(limit);
            if at < limit && matches!(source.word(at - 1), "," | ":") {
                at -= 1;
            }
        }
        let is_empty_index = close == "]"
            && self.before(at) <= open
            && open > self.line.first
            && source.ends_operand(open - 1);
        if is_empty_index {
            self.insert_after(open, GAP);
        }
        self.insert_after(self.before(at).max(open), close);
    }

    /// Opens what the stray bracket at `at` closes, or drops it.
    fn open_missing(&mut self, at: usize, bracket: &str) {
        let source = self.source;
        let LogicalLine { first, missing, head, .. } = *self.line;
        if let Some((place, missed)) = missing
            && missed == bracket
            && place <= at
        {
            if self.attempt.openers == Openers::AtLineEnd {
                return self.insert_after(self.before(place), bracket);
            }
            return match (self.gap_before(place), self.last_outermost) {
                (Some(next), _) => self.insert_before(next, bracket),
                (None, Some(closed)) => self.insert_before(closed, bracket),
                (None, None) => self.blank(at),
            };
        }
        let name_at = first + usize::from(source.word(first) == "async") + 1;
        if head == Head::Function && is_name(source, name_at) && source.word(name_at + 1) != "(" {
            let name = source.word(name_at);
            // What stood between was the bracket.
            let receiver = ["self", "cls"]
                .into_iter()
                .find(|receiver| name.len() > receiver.len() && name.ends_with(receiver));
            if let (Some(receiver), Some(token)) = (receiver, source.tokens.get(name_at)) {
                self.changes.push(Change::insert(token.end - receiver.len(), bracket));
                return;
            }
            return self.insert_after(name_at, bracket);
        }
        match self.gap_before(at) {
            Some(next) => self.insert_before(next, bracket),
            // A call without arguments.
            None if bracket == "(" && is_name(source, self.before(at)) => self.insert_before(at, bracket),
            None => self.blank(at),
        }
    }

    /// The first token before `at` that an operator is missing before.
    fn gap_before(&mut self, at: usize) -> Option<usize> {
        let source = self.source;
        let (gap, from) = self.gap;
        if gap.is_none() {
            let found = (from..at).find(|&next| source.lacks_operator(next - 1, next));
            self.gap = (found, at.max(from));
        }
        self.gap.0.filter(|&gap| gap < at)
    }

    /// Whether an operand is missing after a token.
    fn wants_operand(&self, at: usize) -> bool {
        let source = self.source;
        let word = source.word(at);
        match source.kind(at) {
            Some(TokenKind::Word) => {
                LEADING.contains(&word)
                    && !(matches!(word, "else" | "match" | "case") && at == self.line.first)
            }
            Some(TokenKind::Operator) => {
                let imports_all = word == "*" && source.word(self.before(at)) == "import";
                !matches!(word, "," | ":" | ";" | "...") && !imports_all
            }
            _ => false,
        }
    }

    /// Puts something between two tokens where nothing is and something has to be.
    fn between(&mut self, before: usize, after: usize) {
        let source = self.source;
        let word = source.word(after);
        let is_binary = source.kind(after) == Some(TokenKind::Operator)
            && !matches!(word, "," | ":" | ";" | "..." | "+" | "-" | "*" | "**" | "~" | "@" | "->" | ".");
        let is_binary = is_binary || matches!(word, "and" | "or" | "is");
        let is_string_open = source.kind(before) == Some(TokenKind::String { is_closed: false });
        let is_text = !is_string_open && has_open_string(source, self.line);
        if source.lacks_operator(before, after) && !is_text {
            self.insert_after(before, ",");
        } else if is_binary && !source.ends_operand(before) && before >= self.line.first {
            self.insert_before(after, &format!(" {GAP} "));
        } else if self.wants_operand(before)
            && (source.kind(after) == Some(TokenKind::Close) || matches!(word, "," | ":"))
            && !matches!(source.word(before), "*" | "/" | "lambda" | "else")
        {
            self.insert_after(before, &format!(" {GAP}"));
        }
    }

    /// Adds the parts that a header has to have.
    fn complete(&mut self, head: Head, tail: usize) {
        let source = self.source;
        let LogicalLine { first, end, .. } = *self.line;
        let keyword = first + usize::from(source.word(first) == "async");
        match head {
            Head::Function => {
                let has_brackets = (keyword..end).any(|at| source.word(at) == "(")
                    || (keyword..end).any(|at| source.word(at) == ")");
                if tail > keyword && !is_name(source, keyword + 1) {
                    self.insert_after(keyword, &format!(" {GAP}"));
                }
                if !has_brackets {
                    let name = if is_name(source, keyword + 1) { keyword + 1 } else { keyword };
                    self.insert_after(name, "()");
                }
            }
            Head::Class if tail > keyword && !is_name(source, keyword + 1) => {
                self.insert_after(keyword, &format!(" {GAP}"));
            }
            Head::Compound
                if source.word(keyword) == "for" && !(keyword..end).any(|at| source.word(at) == "in") =>
            {
                self.insert_after(tail, &format!(" in {GAP}"));
            }
            Head::Simple
                if source.word(first) == "from" && !(first..end).any(|at| source.word(at) == "import") =>
            {
                self.insert_after(tail, &format!(" import {GAP}"));
            }
            _ => {}
        }
    }
}

/// Whether no element begins with a token, so that a bracket before it must be empty.
fn begins_nothing(word: &str) -> bool {
    matches!(word, "." | "," | "=" | "==" | "!=" | "/" | "<" | ">" | "and" | "or" | "is" | "in")
}

/// Whether a string of a line lacks its quote.
fn has_open_string(source: Source<'_>, line: &LogicalLine) -> bool {
    (line.first..line.end).any(|at| source.kind(at) == Some(TokenKind::String { is_closed: false }))
}

/// Nothing of the line but its names, each read; what the line begins is kept, and what it binds first.
pub(super) fn names_only(source: Source<'_>, line: &LogicalLine) -> Vec<Change> {
    let LogicalLine { first, end, head, .. } = *line;
    let keyword = first + usize::from(source.word(first) == "async");
    let (begins, ends, from) = match (head, source.word(keyword)) {
        (Head::Function, _) => {
            let name = if is_name(source, keyword + 1) { source.word(keyword + 1) } else { GAP };
            return names_between(
                source,
                (keyword + 1 + usize::from(name != GAP), end),
                &format!("{}(", if name == GAP { " __gap__" } else { "" }),
                "):",
                true,
            );
        }
        (Head::Class, _) if is_name(source, keyword + 1) => ("(", "):", keyword + 2),
        (Head::Class, _) => (" __gap__(", "):", keyword + 1),
        (Head::Compound, "try") | (Head::Else | Head::Finally, _) => (":(", ")", keyword + 1),
        (Head::Compound, "for") => (" __gap__ in(", "):", keyword + 1),
        (Head::Compound | Head::Elif | Head::Except | Head::Match, _) => ("(", "):", keyword + 1),
        (Head::Case, _) => (" __gap__ if(", "):", keyword + 1),
        (Head::Decorator, _) => ("(", ")", keyword + 1),
        (Head::Simple, _) => return simple_names(source, line),
    };
    names_between(source, (from, end), begins, ends, false)
}

/// `a = b` and `a += b` stay assignments, `import a` an import; of all others just the names are read.
fn simple_names(source: Source<'_>, line: &LogicalLine) -> Vec<Change> {
    let LogicalLine { first, end, .. } = *line;
    let imports = (first..end).find(|&at| source.word(at) == "import");
    if imports.is_none() && source.word(first) == "from" {
        return vec![Change::replace(span(source, first, end), "pass")];
    }
    if let Some(import) = imports.filter(|_| matches!(source.word(first), "import" | "from")) {
        let begins = Change::replace(span(source, first, import + 1), "import ");
        let mut changes = names_between(source, (import + 1, end), "", "", true);
        if changes.len() < 2 {
            return vec![Change::replace(span(source, first, end), "pass")];
        }
        changes.insert(0, begins);
        return changes;
    }
    let mut depth = 0_usize;
    for at in first..end {
        match source.kind(at) {
            Some(TokenKind::Open) => depth += 1,
            Some(TokenKind::Close) => depth = depth.saturating_sub(1),
            Some(TokenKind::Operator) if depth == 0 && at > first && assigns(source.word(at)) => {
                let mut changes = names_between(source, (first, at), "", "", false);
                let is_one = changes.len() == 2;
                if changes.len() < 2 || (!is_one && source.word(at) != "=") {
                    break;
                }
                // A tuple, so that nothing is taken for what the target is.
                changes.extend(names_between(source, (at + 1, end), "(", ",)", false));
                return changes;
            }
            _ => {}
        }
    }
    names_between(source, (first, end), "(", ")", false)
}

/// Whether a dot is followed by no attribute.
fn is_full_stop(source: Source<'_>, at: usize) -> bool {
    source.word(at) == "." && matches!(source.kind(at + 1), Some(TokenKind::String { .. }) | None)
}

fn assigns(operator: &str) -> bool {
    operator.ends_with('=') && !matches!(operator, "==" | "!=" | "<=" | ">=" | ":=")
}

/// Keeps the operands of `from..to` with their attributes, separated by commas; `are_plain` drops the
/// attributes.
fn names_between(
    source: Source<'_>,
    (from, to): (usize, usize),
    begins: &str,
    ends: &str,
    are_plain: bool,
) -> Vec<Change> {
    let mut changes = Vec::new();
    let whole = span(source, from, to);
    let mut done = whole.start.max(from.checked_sub(1).map_or(0, |last| span(source, last, from).end));
    let mut separator = begins;
    let mut at = from;
    let is_flipped = (from..to).any(|at| source.kind(at) == Some(TokenKind::String { is_closed: false }));
    while at < to {
        let is_operand = match source.kind(at) {
            Some(TokenKind::Word) => {
                let is_argument = source.word(at + 1) == "=" && !are_plain && at != from;
                // Where a quote is too many, what was text looks like code.
                let is_text = is_flipped
                    && (source.lacks_operator(at, at + 1)
                        || (at > 0 && source.lacks_operator(at - 1, at))
                        || is_full_stop(source, at + 1));
                let is_renamed = are_plain && source.word(at + 1) == "as";
                !is_keyword(source.word(at))
                    && !is_argument
                    && !is_renamed
                    && !is_text
                    && (at == 0 || at == from || source.word(at - 1) != ".")
            }
            Some(TokenKind::String { is_closed }) => is_closed && !are_plain,
            _ => false,
        };
        if !is_operand {
            at += 1;
            continue;
        }
        let mut last = at;
        while !are_plain
            && last + 2 < to
            && source.word(last + 1) == "."
            && is_name(source, last + 2)
            && source.kind(at) == Some(TokenKind::Word)
        {
            last += 2;
        }
        let kept = span(source, at, last + 1);
        changes.push(Change::replace(done..kept.start.max(done), separator));
        separator = ",";
        done = kept.end;
        at = last + 1;
    }
    let rest = match separator {
        "," => ends.to_owned(),
        _ => format!("{begins}{}", ends.trim_start_matches(',')),
    };
    changes.push(Change::replace(done..whole.end.max(done), &rest));
    changes
}
