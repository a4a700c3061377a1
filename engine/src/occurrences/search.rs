//! Which segments could hold a name, told from their bytes: a search is some thirty times cheaper than an
//! index.
//!
//! Invariant: a segment that holds the name is found, however the name is spelled. One may be found that
//! doesn't hold it.

use std::ops::Range;

use memchr::memmem::{self, Finder};

use super::backlog::Search;
use super::file_index::FileIndex;
use crate::scopes::{NameId, may_hold_other_spellings, normalise};
use crate::worker::{CancelToken, Cancelled};

/// Bytes copied out of the rope at a time, if one segment has no more.
const BLOCK: usize = 128 * 1024;

/// What is looked for.
struct Wanted {
    name: String,
    needle: Finder<'static>,
    search: Search,
}

impl FileIndex {
    /// Those of some segments, sorted, that may hold a name; sorted.
    pub(super) fn search(
        &self,
        name: NameId,
        search: Search,
        segments: Vec<usize>,
        cancel: &CancelToken,
    ) -> Result<Vec<usize>, Cancelled> {
        let wanted = Wanted { name: self.names.text(name).to_owned(), needle: self.needle(name), search };
        let mut found = Vec::new();
        let mut block = String::new();
        let mut rest = &segments[..];
        while let Some(&first) = rest.first() {
            cancel.check()?;
            let run = self.run(rest);
            let start = self.range(first).start;
            let end = run.last().map_or(start, |&last| self.range(last).end);
            block.clear();
            self.text.byte_slice(start..end).chunks().for_each(|chunk| block.push_str(chunk));
            let is_ascii = block.is_ascii();
            for &at in run {
                let Range { start: from, end: to } = self.range(at);
                let text = block.get(from - start..to - start).unwrap_or_default();
                let is_plain = is_ascii || text.is_ascii();
                // What stands in no string may be spelled otherwise and be equal after normalisation.
                let may = !is_plain && self.segments.flags(at).non_ascii_code
                    || wanted.may_be_in(text)
                    // A name in a string may be, too.
                    || !is_plain && may_hold_other_spellings(text) && wanted.may_be_in(&normalise(text));
                if may {
                    found.push(at);
                }
            }
            rest = rest.get(run.len()..).unwrap_or_default();
        }
        Ok(found)
    }

    /// The first of some segments and those that follow it in the text without a gap, as far as a block goes.
    fn run<'s>(&self, segments: &'s [usize]) -> &'s [usize] {
        let mut bytes = 0;
        for (count, pair) in (1..).zip(segments.windows(2)) {
            bytes += pair.first().map_or(0, |&at| self.range(at).len());
            let follows = matches!(pair, [at, next] if at + 1 == *next);
            if !follows || bytes >= BLOCK {
                return segments.get(..count).unwrap_or_default();
            }
        }
        segments
    }
}

impl Wanted {
    fn may_be_in(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        match self.search {
            Search::Mention => self.needle.find(bytes).is_some(),
            // What a function or a class binds besides its own name is its own, with two exceptions.
            Search::Binding => {
                self.needle.find(bytes).is_some()
                    && (lone_definition(text).is_none_or(|name| name == self.name)
                        || self.may_be_declared_global(bytes)
                        || self.may_be_a_walrus(bytes))
            }
            // What comes before says nothing: where a comma or a bracket is missing, it is an argument all the same.
            Search::Argument => self.needle.find_iter(bytes).any(|found| {
                may_follow_an_argument(bytes.get(found + self.needle.needle().len()..).unwrap_or_default())
            }),
        }
    }

    fn may_be_declared_global(&self, bytes: &[u8]) -> bool {
        memmem::find_iter(bytes, b"global").any(|at| {
            let behind = bytes.get(at..).unwrap_or_default();
            let end = memchr::memchr2(b'\n', b'\r', behind).unwrap_or(behind.len());
            let line = behind.get(..end).unwrap_or_default();
            self.needle.find(line).is_some() || line.ends_with(b"\\")
        })
    }

    fn may_be_a_walrus(&self, bytes: &[u8]) -> bool {
        memmem::find_iter(bytes, b":=").any(|at| {
            let before = bytes.get(..at).unwrap_or_default().trim_ascii_end();
            let line = memchr::memrchr2(b'\n', b'\r', before).map_or(0, |end| end + 1);
            let line = before.get(line..).unwrap_or_default();
            // A comment or a continued line may stand between.
            line.ends_with(self.needle.needle()) || line.ends_with(b"\\") || line.contains(&b'#')
        })
    }
}

/// The name of the function or class that a segment consists of; none if it may have more than that: another line
/// at column 0, or one that stands left of the block, which in broken code may end it.
fn lone_definition(text: &str) -> Option<&str> {
    let mut defined = None;
    let mut block = Block::NotYet { depth: 0 };
    for line in text.split(['\n', '\r']) {
        let code = line.trim_start_matches([' ', '\t']);
        let indent = line.strip_suffix(code)?;
        let is_at_margin = indent.is_empty();
        match (code.bytes().next(), block) {
            (None | Some(b'#'), _) => continue,
            (Some(b'@'), _) if is_at_margin && defined.is_none() => continue,
            (_, Block::NotYet { .. }) if is_at_margin && defined.is_none() => {
                defined = Some(defined_name(line)?);
                block = block.after_header_line(code)?;
            }
            // The header goes on.
            (Some(b')' | b']' | b'}'), Block::NotYet { depth: 1.. }) => {
                block = block.after_header_line(code)?
            }
            (_, Block::NotYet { depth: 1.. }) if !is_at_margin => block = block.after_header_line(code)?,
            (_, Block::Begins) if !is_at_margin => block = Block::Stands(indent),
            (_, Block::Stands(first)) if !is_at_margin && indent.starts_with(first) => {}
            _ => return None,
        }
    }
    defined.filter(|_| matches!(block, Block::Stands(_) | Block::OnOneLine))
}

/// The block of a definition, as far as it was met.
#[derive(Clone, Copy)]
enum Block<'t> {
    /// So many brackets are open in the header.
    NotYet {
        depth: usize,
    },
    OnOneLine,
    Begins,
    /// With this before its first line.
    Stands(&'t str),
}

impl Block<'_> {
    /// What is to come after a line of the header; none where that is hard to say.
    fn after_header_line(self, code: &str) -> Option<Self> {
        let Self::NotYet { mut depth } = self else { return None };
        let mut bytes = code.bytes().enumerate();
        while let Some((at, byte)) = bytes.next() {
            match byte {
                b'(' | b'[' | b'{' => depth += 1,
                b')' | b']' | b'}' => depth = depth.checked_sub(1)?,
                b'#' => break,
                b'"' | b'\'' => {
                    // Past the next quote; one that is shielded, or a string of several lines, is rare here.
                    bytes
                        .by_ref()
                        .find(|(_, next)| *next == byte || *next == b'\\')
                        .filter(|(_, next)| *next == byte)?;
                }
                b':' if depth == 0 => {
                    let rest = code.get(at + 1..)?.trim_ascii_start();
                    let is_whole = rest.is_empty() || rest.starts_with('#');
                    return Some(if is_whole { Self::Begins } else { Self::OnOneLine });
                }
                _ => {}
            }
        }
        Some(Self::NotYet { depth })
    }
}

/// The name in `def name` or `class name`, if it is a plain one.
fn defined_name(line: &str) -> Option<&str> {
    let blanks = [' ', '\t'];
    let rest = match line.split_once(blanks)? {
        ("def" | "class", rest) => rest,
        ("async", rest) => rest.trim_start_matches(blanks).strip_prefix("def")?.strip_prefix(blanks)?,
        _ => return None,
    };
    let name = rest.trim_start_matches(blanks);
    let end = name.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_')?;
    let (name, behind) = name.split_at_checked(end)?;
    (!name.is_empty() && behind.starts_with(['(', ':', '[', ' '])).then_some(name)
}

/// Whether a `=` comes next and no `==`. A comment or a continued line may stand before it, and in broken code
/// what is taken out to mend it: brackets and quotes that are too many.
fn may_follow_an_argument(behind: &[u8]) -> bool {
    let is_passed = |byte: &&u8| byte.is_ascii_whitespace() || b")]}'\"".contains(byte);
    let mut next = behind.iter().skip_while(is_passed);
    match next.next() {
        Some(b'=') => next.next() != Some(&b'='),
        next => matches!(next, Some(b'#' | b'\\')),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;
    use crate::scopes::{Expression, Label};

    /// Whether `text` may hold `level` as an argument.
    fn may_pass(text: &str) -> bool {
        wanted(Search::Argument).may_be_in(text)
    }

    fn wanted(search: Search) -> Wanted {
        Wanted { name: "level".to_owned(), needle: Finder::new("level").into_owned(), search }
    }

    #[test]
    fn a_definition_binds_its_own_name_only() {
        for text in [
            "def level(): pass",
            "@other\nclass level(Base):\n    x = 1\n",
            "async  def level(\n    a,\n): pass",
            "def f():\n    global level\n    level = 1\n",
            "def f():\n    global \\\n        level\n    level = 1\n",
            "def f(a=(level  # why\n    := 1)): pass",
            "@(level := 1)\ndef f(): pass",
            "def f(): pass\nelse:\n    level = 1\n",
            "def f(:\nlevel = 1\n",
            "def\n    level = 1\n",
            "def f\n    level = 1\n",
            "import level",
            "if x:\n    level = 1\n",
        ] {
            assert!(wanted(Search::Binding).may_be_in(text), "{text}");
        }
        for text in [
            "def f():\n    level = 1\n",
            "class A(level):\n    def level(self): pass\n",
            "@level\n# why\n\nasync def f(\n    level\n):\n    return level\n",
            "class A[level]: pass",
            "def f(a=(total := level)):\n    global total\n    level = 1\n",
        ] {
            assert!(!wanted(Search::Binding).may_be_in(text), "{text}");
        }
    }

    #[test]
    fn arguments_are_found_however_they_are_laid_out() {
        for call in [
            "f(level=1)",
            "f(a, level = 1)",
            "f(\n    level\n=1)",
            "f(  # why\n    level=1)",
            "f(a,  # why\n  # more\n    level # what\n = 1)",
            "f(a, \\\n  level \\\n = 1)",
            "class A(B, level=1): pass",
            "level == 1 or f(level=1)",
            "level=1",
            "f(a level=1)",
            "f(a\n    level=1)",
        ] {
            assert!(may_pass(call), "{call}");
        }
    }

    #[test]
    fn most_else_is_left_alone() {
        for other in ["if level == 1: pass", "f(level)", "level.x = 1", "(level == 1)"] {
            assert!(!may_pass(other), "{other}");
        }
    }

    const PIECES: &[&str] = &[
        "def level(total):\n    return total\n",
        "def\n    level = 1\n",
        "def rise(",
        "def rise(total=(level := 1)): pass\n",
        "async def total(): await level\n",
        "class Tide(level):\n    level = 1\n",
        "class Tide:\n    global level\n    level = 2\n",
        "class Tide\n",
        "    def total(self):\n        global total\n        total = level\n",
        "    level = 1\n",
        "  total = 2\n",
        "@level\n",
        "@(total := level)\n",
        "else:\n    level = 3\n",
        "import level\n",
        "    import total as level\n",
        "for level in total: pass\n",
        "# level\n",
        "(",
        ")\n",
        "\"\"\"",
        "'",
        ":",
        "\\\n",
        "\r",
        "def ",
        "class ",
        "[total]",
        "level",
        "\n",
        "    ",
        "é = 1\n",
        "ﬁ",
    ];

    proptest! {
        #[test]
        fn every_segment_that_binds_a_name_may_bind_it(
            pieces in prop::collection::vec(prop::sample::select(PIECES), 0..14),
        ) {
            let text = pieces.concat();
            let cancel = CancelToken::never();
            let mut file = FileIndex::of(&crop::Rope::from(text.as_str()));
            file.split(&cancel).unwrap();
            for at in 0..file.segments.len() {
                let index = file.index(at, &cancel).unwrap();
                for bound in index.module_names().iter().filter(|entry| entry.is_bound) {
                    let found = file.search(bound.name, Search::Binding, vec![at], &cancel).unwrap();
                    let segment = &text[file.range(at)];
                    prop_assert_eq!(found, vec![at], "{} in {:?}", file.names.text(bound.name), segment);
                }
            }
        }
    }

    const CALLS: &[&str] = &[
        "f(level=1)\n",
        "f(a level=1)\n",
        "f(a, level=",
        "f(",
        "level=1",
        "level = 2\n",
        "level",
        " = ",
        "=",
        ",",
        ")",
        "\n",
        "    ",
        "(a",
        "x ",
        "*a",
        "**",
        "# level=1\n",
        "\\\n",
        "class A(B, level=1):\n    pass\n",
        "class A(",
        "case A(level=x): pass\n",
        "match x:\n    ",
        "def f(level=1): pass\n",
        "print ",
        "if ",
        ":",
        "'",
        "f'{g(level=1)}'",
        "lambda ",
        "[",
        "]",
        ".",
    ];

    proptest! {
        #[test]
        fn every_segment_that_passes_an_argument_may_pass_it(
            pieces in prop::collection::vec(prop::sample::select(CALLS), 0..14),
        ) {
            let text = pieces.concat();
            let cancel = CancelToken::never();
            let mut file = FileIndex::of(&crop::Rope::from(text.as_str()));
            file.split(&cancel).unwrap();
            for at in 0..file.segments.len() {
                let index = file.index(at, &cancel).unwrap();
                let Some(facts) = index.facts() else { continue };
                let is_argument = |label: &Label| {
                    let expression = facts.expression(label.expression);
                    matches!(expression, Expression::Argument { .. } | Expression::ClassArgument { .. })
                };
                for label in facts.labels().iter().filter(is_argument) {
                    let found = file.search(label.name, Search::Argument, vec![at], &cancel).unwrap();
                    let segment = &text[file.range(at)];
                    prop_assert_eq!(found, vec![at], "{} in {:?}", file.names.text(label.name), segment);
                }
            }
        }
    }
}
