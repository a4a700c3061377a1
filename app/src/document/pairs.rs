//! Brackets and quotes that come in pairs: the closer is written with the opener, and typed over.
//!
//! Invariants: a closer is written only where nothing but white space, another closer or the line's end follows, and
//! quotes only in code; only what was written so, and is untouched since, is typed over or taken away with its opener.

use std::ops::Range;
use std::time::Duration;

use super::apply::Place;
use super::history::Run;
use super::lexical::{self, Context, Kind};
use super::rewrite::{Replacements, Rewrite};
use super::{Document, Selection, Selections, graphemes, lines};

/// Letters before a quote that make it a string of some kind (Python reference, 2.5), in lower case.
const PREFIXES: [&str; 11] = ["f", "r", "b", "u", "t", "rb", "br", "fr", "rf", "tr", "rt"];

/// Bytes of the rest of a line that are looked at for a closer without an opener.
const REST: usize = 500;

/// A closer that was written with its opener.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Pair {
    /// What lies between opener and closer, in bytes.
    inside: Range<usize>,
    /// Bytes of the closer that weren't typed over yet.
    closer: usize,
}

/// All such closers round cursors, in the order of the text.
#[derive(Clone, Debug, Default)]
pub(super) struct Pairs(Vec<Pair>);

impl Pairs {
    /// Follows an edit; pairs that it touches are forgotten.
    pub(super) fn follow(&mut self, replacements: &Replacements) {
        if self.0.is_empty() {
            return;
        }
        let rewrite = Rewrite::of(replacements);
        let is_touched = |part: Range<usize>| {
            let next = replacements.partition_point(|(range, _)| range.end <= part.start);
            replacements.get(next).is_some_and(|(range, _)| range.start < part.end)
        };
        self.0.retain_mut(|Pair { inside, closer }| {
            let opener = inside.start.saturating_sub(1)..inside.start;
            let is_whole = !is_touched(opener) && !is_touched(inside.end..inside.end + *closer);
            *inside = rewrite.map(inside.start)..rewrite.map_behind(inside.end);
            is_whole
        });
    }

    /// Forgets the pairs that no cursor is in.
    pub(super) fn keep_round(&mut self, selections: &Selections) {
        self.0.retain(|pair| selections.touching(pair.inside.clone()).is_some());
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// The pair whose closer begins at an offset.
    fn closing_at(&self, at: usize) -> Option<&Pair> {
        self.0.binary_search_by_key(&at, |pair| pair.inside.end).ok().and_then(|index| self.0.get(index))
    }

    fn add(&mut self, new: impl Iterator<Item = Pair>) {
        self.0.extend(new);
        self.0.sort_by_key(|pair| pair.inside.end);
    }
}

/// What a typed character does at one cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Typed {
    /// It is written.
    Plain,
    /// It is written with so many of its closer.
    Pair(usize),
    /// It is there already.
    Over,
    /// What is selected goes between it and its closer.
    Round,
}

/// Whether a text is one character that may come with a partner or be one.
pub(super) fn is_paired(typed: &str) -> bool {
    matches!(typed, "(" | "[" | "{" | ")" | "]" | "}" | "'" | "\"")
}

/// The closer of an opener or a quote.
fn partner(opener: u8) -> Option<u8> {
    match opener {
        b'(' | b'[' | b'{' => Some(lexical::closer(opener)),
        b'\'' | b'"' => Some(opener),
        _ => None,
    }
}

impl Document {
    /// Types a bracket or a quote at every cursor.
    pub(super) fn type_paired(&mut self, typed: u8, now: Duration) {
        let look_back = lexical::look_back(self.selections.len());
        let what: Vec<Typed> =
            self.selections.iter().map(|selection| self.typed(selection, typed, look_back)).collect();
        let character = char::from(typed).to_string();
        if what.iter().all(|what| *what == Typed::Over) {
            let text = &self.text;
            let moved = self.selections.moved(|caret| {
                caret.at(Selection::cursor(graphemes::snap_forward(text, caret.selection.head + 1)))
            });
            self.shorten_pairs(&moved);
            self.history.go_on(&self.selections, &moved);
            return self.set_selections(moved);
        }
        let closer = partner(typed).map(char::from).unwrap_or_default();
        let mut replacements = Replacements::new();
        for (selection, what) in self.selections.iter().zip(&what) {
            let range = selection.range();
            match what {
                Typed::Plain => replacements.push((range, character.clone())),
                Typed::Pair(count) => {
                    let closers = closer.to_string().repeat(*count);
                    replacements.push((range, format!("{character}{closers}")));
                }
                Typed::Over => {}
                Typed::Round => {
                    replacements.push((range.start..range.start, character.clone()));
                    replacements.push((range.end..range.end, closer.to_string()));
                }
            }
        }
        let rewrite = Rewrite::of(&replacements);
        let mut index = 0;
        let mut pairs = Vec::new();
        let mut places = Vec::with_capacity(what.len());
        for (selection, what) in self.selections.iter().zip(&what) {
            let written = rewrite.within(index, 1);
            places.push(match what {
                Typed::Plain => Place::Behind(written),
                Typed::Pair(count) => {
                    pairs.push(Pair { inside: written..written, closer: *count });
                    Place::cursor(written)
                }
                Typed::Over => Place::Behind(rewrite.map(selection.head + 1)),
                Typed::Round => {
                    let end = rewrite.within(index + 1, 0);
                    let is_backwards = selection.head < selection.anchor;
                    let (anchor, head) = if is_backwards { (end, written) } else { (written, end) };
                    Place::At(Selection { anchor, head })
                }
            });
            index += match what {
                Typed::Over => 0,
                Typed::Plain | Typed::Pair(_) => 1,
                Typed::Round => 2,
            };
        }
        let is_run = what.iter().all(|what| matches!(what, Typed::Plain | Typed::Pair(_)));
        self.edit(if is_run { Run::Typing } else { Run::Alone }, now, replacements, places);
        self.pairs.add(pairs.into_iter());
    }

    /// Whether a closer that was written with its opener begins at an offset.
    pub(super) fn closes_pair(&self, at: usize) -> bool {
        self.pairs.closing_at(at).is_some()
    }

    /// What Backspace at a cursor takes away with the opener before it, if nothing stands between both.
    pub(super) fn empty_pair_at(&self, cursor: usize) -> Option<Range<usize>> {
        let pair = self.pairs.closing_at(cursor).filter(|pair| pair.inside == (cursor..cursor))?;
        Some(cursor.checked_sub(1)?..cursor + pair.closer)
    }

    /// The closers that the cursors have gone over are shorter by a byte now.
    fn shorten_pairs(&mut self, moved: &Selections) {
        for pair in &mut self.pairs.0 {
            let is_passed = moved.iter().any(|selection| selection.head == pair.inside.end + 1);
            if is_passed && pair.closer > 1 {
                pair.inside.end += 1;
                pair.closer -= 1;
            }
        }
    }

    fn typed(&self, selection: Selection, typed: u8, look_back: usize) -> Typed {
        let is_opener = partner(typed).is_some();
        if !selection.is_empty() {
            return if is_opener { Typed::Round } else { Typed::Plain };
        }
        let at = selection.head;
        let is_there = at < self.text.byte_len() && self.text.byte(at) == typed;
        if is_there && self.pairs.closing_at(at).is_some() {
            return Typed::Over;
        }
        if !is_opener || !self.is_free_behind(at) {
            return Typed::Plain;
        }
        let context = Context::at(&self.text, at, look_back);
        match typed {
            b'\'' | b'"' => self.typed_quote(at, typed, &context, look_back),
            _ if self.may_open(at, typed, &context) => Typed::Pair(1),
            _ => Typed::Plain,
        }
    }

    /// Whether white space, a closer or the line's end stands at an offset.
    fn is_free_behind(&self, at: usize) -> bool {
        let next = self.text.byte_slice(at..).chars().next();
        let is_free = |c: char| c.is_whitespace() || matches!(c, ')' | ']' | '}');
        next.is_none_or(is_free) || self.pairs.closing_at(at).is_some()
    }

    /// Whether a bracket may get its closer: it is in code, or it begins a replacement field, and no closer that waits
    /// for an opener follows in the line.
    fn may_open(&self, at: usize, opener: u8, context: &Context) -> bool {
        if let Some(Kind::Text { formatted, .. }) = context.innermost().map(|open| open.kind) {
            return opener == b'{' && formatted;
        }
        if !context.is_code() {
            return false;
        }
        let is_same = |open: &lexical::Open| open.kind == Kind::Bracket(opener);
        if context.open.iter().any(is_same) {
            return true;
        }
        let rest = self.rest_of_line(at);
        let closer = char::from(lexical::closer(opener));
        rest.match_indices(closer).take(8).all(|(before, _)| {
            let here = Context::behind(rest.get(..before).unwrap_or_default());
            !here.is_code() || here.open.iter().any(is_same)
        })
    }

    fn typed_quote(&self, at: usize, quote: u8, context: &Context, look_back: usize) -> Typed {
        if !context.is_code() {
            return Typed::Plain;
        }
        let line = lines::start(&self.text, lines::of_offset(&self.text, at));
        let written = |end: usize| {
            let mut start = end.saturating_sub(8).max(line);
            while !self.text.is_char_boundary(start) {
                start += 1;
            }
            self.text.byte_slice(start..end).to_string()
        };
        let before = written(at);
        let c = char::from(quote);
        if let Some(rest) = before.strip_suffix(&format!("{c}{c}")) {
            // The third of three quotes, unless the two before end a string.
            let begins = !rest.ends_with(c) && may_stand_before(rest);
            let is_code_before = Context::at(&self.text, at - 2, look_back).is_code();
            return if begins && is_code_before { Typed::Pair(3) } else { Typed::Plain };
        }
        let is_open_behind = Context::behind(&self.rest_of_line(at))
            .innermost()
            .is_some_and(|open| matches!(open.kind, Kind::Text { quote: other, .. } if other == quote));
        let is_free_before = !before.ends_with([c, '\\']) && may_stand_before(&before);
        if is_free_before && !is_open_behind { Typed::Pair(1) } else { Typed::Plain }
    }

    /// The rest of a line, as far as it is looked at.
    fn rest_of_line(&self, at: usize) -> String {
        let end = lines::end(&self.text, lines::of_offset(&self.text, at));
        self.text.byte_slice(at..end).chars().take(REST).collect()
    }
}

/// Whether a quote behind this text may begin a string: no word stands right before it, or a string's prefix.
fn may_stand_before(before: &str) -> bool {
    let word = before.trim_end_matches(unicode_ident::is_xid_continue).len();
    let word = before.get(word..).unwrap_or_default().to_lowercase();
    word.is_empty() || PREFIXES.contains(&word.as_str())
}
