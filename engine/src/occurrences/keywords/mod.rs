//! What lights up when the cursor is on a keyword or a bracket: exit points, a loop's parts, a statement's
//! branches, a bracket's partner.
//!
//! Everything lies inside one segment and is read from its tree at query time. Invariant: what is found
//! always holds the word at the cursor itself; a keyword whose statement can't be made out finds nothing.

mod brackets;
mod endings;
mod exits;
mod loops;
mod parts;

use std::ops::Range;
use std::sync::Arc;

use tree_sitter::Tree;

use super::answer::{Certainty, Class, Kind, Occurrence, Target};
use super::file_index::FileIndex;
use super::query::Found;
use crate::repair::Offsets;
use crate::segments::Bracket;
use crate::syntax::{Step, Syntax, path_to};
use crate::worker::{CancelToken, Cancelled};

/// What belongs to a word or bracket. Offsets count from the segment's start.
struct Group {
    class: Class,
    name: String,
    /// The word or bracket that was asked about.
    at: Range<usize>,
    /// What the parts are, in words.
    scope: String,
    /// The statement or expression they belong to.
    reach: Option<Range<usize>>,
    parts: Vec<Part>,
}

/// One place that belongs to a group.
struct Part {
    range: Range<usize>,
    kind: Kind,
    why: Arc<str>,
}

impl Part {
    fn new(range: Range<usize>, why: &Arc<str>) -> Self {
        Self { range, kind: Kind::Read, why: Arc::clone(why) }
    }
}

/// What the parts of a keyword's group are, and how far what they belong to reaches.
struct Parts {
    scope: String,
    reach: Range<usize>,
    parts: Vec<Part>,
}

impl FileIndex {
    /// What belongs to the keyword or bracket at a byte of the text, at either of its edges too.
    pub(super) fn keyword_at(&mut self, at: usize, cancel: &CancelToken) -> Result<Option<Found>, Cancelled> {
        if self.segments.is_empty() || !self.may_be_keyword(at) {
            return Ok(None);
        }
        let segment = self.segments.index_at(at);
        let base = self.range(segment).start;
        let Some(at) = at.checked_sub(base) else { return Ok(None) };
        let mut group = None;
        if self.index(segment, cancel)?.is_plain() {
            self.with_text(segment, cancel, |text| {
                group = brackets::in_broken_text(text, at, cancel)?;
                Ok(())
            })?;
        } else {
            // All that belongs to a keyword is in one statement, and parts hold whole ones.
            self.with_tree_at(segment, at.saturating_sub(1)..at + 1, cancel, |_, _, reading, text| {
                group = match &reading.repaired {
                    Some(repaired) => {
                        let now = repaired.offsets.after(at);
                        let keyword = keyword(&reading.tree, &repaired.text, now, cancel)?;
                        // Where a quote was taken out, a word stands beside the cursor that it doesn't touch in the
                        // text as it was typed.
                        let touches = |group: &Group| group.at.start <= at && at <= group.at.end;
                        match keyword.and_then(|group| group.before(&repaired.offsets)).filter(touches) {
                            None => brackets::in_broken_text(text, at, cancel)?,
                            keyword => keyword,
                        }
                    }
                    None => match keyword(&reading.tree, text, at, cancel)? {
                        None => brackets::in_tree(&reading.tree, at, cancel)?,
                        keyword => keyword,
                    },
                };
                Ok(())
            })?;
        }
        Ok(group.map(|group| group.found(base)))
    }

    /// Whether a byte beside the cursor can be one of a keyword or a bracket, so that nothing is parsed where none is.
    fn may_be_keyword(&self, at: usize) -> bool {
        let beside =
            [Some(at), at.checked_sub(1)].into_iter().flatten().filter(|&at| at < self.text.byte_len());
        let mut bytes = beside.map(|at| self.text.byte(at));
        bytes.any(|byte| byte.is_ascii_lowercase() || Bracket::of(byte).is_some())
    }
}

impl Group {
    /// A group of a repaired text in the text as it was typed.
    fn before(mut self, offsets: &Offsets) -> Option<Self> {
        self.at = offsets.range_before(self.at)?;
        self.reach = self.reach.map(|reach| offsets.before(reach.start)..offsets.before(reach.end));
        self.parts.retain_mut(|part| match offsets.range_before(part.range.clone()) {
            Some(range) => {
                part.range = range;
                true
            }
            None => false,
        });
        Some(self)
    }

    fn found(mut self, base: usize) -> Found {
        let moved = |range: Range<usize>| base + range.start..base + range.end;
        self.parts.sort_unstable_by_key(|part| part.range.start);
        let occurrence = |part: Part| Occurrence {
            range: moved(part.range),
            kind: part.kind,
            certainty: Certainty::Exact,
            why: part.why,
        };
        Found {
            target: Target {
                name: self.name,
                range: moved(self.at),
                class: self.class,
                scope: self.scope,
                reach: self.reach.map(moved),
            },
            occurrences: self.parts.into_iter().map(occurrence).collect(),
        }
    }
}

/// What belongs to the keyword that the byte `at` is in, or that begins or ends there.
fn keyword(tree: &Tree, text: &str, at: usize, cancel: &CancelToken) -> Result<Option<Group>, Cancelled> {
    for byte in [Some(at), at.checked_sub(1)].into_iter().flatten() {
        let path = path_to(tree, byte, cancel)?;
        let Some(token) = path.last().filter(|token| is_word(token, text)) else { continue };
        let range = token.node.byte_range();
        let Some(found) = meaning(&path, text, cancel)? else { continue };
        if found.parts.iter().any(|part| part.range == range) {
            return Ok(Some(Group {
                class: Class::Keyword,
                name: token.node.kind().to_owned(),
                at: range,
                scope: found.scope,
                reach: Some(found.reach),
                parts: found.parts,
            }));
        }
    }
    Ok(None)
}

/// Whether the end of a path is a keyword rather than a name, a bracket or an operator.
fn is_word(token: &Step<'_>, text: &str) -> bool {
    let is_token = !token.node.is_named() && token.node.child_count() == 0;
    is_token && text.as_bytes().get(token.node.start_byte()).is_some_and(u8::is_ascii_lowercase)
}

/// What belongs to the keyword at the end of a path, by the statement or expression that it stands in.
fn meaning(path: &[Step<'_>], text: &str, cancel: &CancelToken) -> Result<Option<Parts>, Cancelled> {
    let [.., outer, parent, token] = path else { return Ok(None) };
    let of_function = |subject| exits::of_owner(path, subject, text, cancel);
    let of_loop = || loops::of_owner(path, cancel);
    let part_of = |rule, step: &Step<'_>| parts::collect(rule, step.node, cancel).map(Some);
    match (parent.kind, token.node.kind()) {
        (Syntax::FunctionDefinition, _) => exits::of_function(parent.node, text, cancel).map(Some),
        (Syntax::ReturnStatement, _) | (Syntax::RaiseStatement, "raise") => {
            of_function(exits::Subject::Exits)
        }
        (Syntax::Yield, "yield") => of_function(exits::Subject::Yields),
        (Syntax::Await, _) => of_function(exits::Subject::Awaits),
        (Syntax::RaiseStatement, _) => part_of(&parts::RAISE, parent),
        (Syntax::Yield, _) => part_of(&parts::YIELD, parent),
        (Syntax::ForStatement | Syntax::WhileStatement, _) => loops::of_loop(parent.node, cancel).map(Some),
        (Syntax::BreakStatement | Syntax::ContinueStatement, _) => of_loop(),
        (Syntax::ElseClause, _) if matches!(outer.kind, Syntax::ForStatement | Syntax::WhileStatement) => {
            loops::of_loop(outer.node, cancel).map(Some)
        }
        (Syntax::AsPattern | Syntax::CaseClause, word) => match parts::rule_round(path, word) {
            Some((rule, step)) => part_of(rule, step),
            None => Ok(None),
        },
        _ => match parts::rule_of(parent.kind).map(|rule| (rule, parent)) {
            Some((rule, step)) => part_of(rule, step),
            None => match parts::rule_of_clause(parent.kind, outer.kind) {
                Some(rule) => part_of(rule, outer),
                None => Ok(None),
            },
        },
    }
}
