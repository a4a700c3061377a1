//! Any edits, any rope, any pause: the sequence is that of a fresh split.

use std::ops::Range;

use crop::Rope;
use proptest::prelude::*;

use super::{bounds, split};
use crate::segments::scanner::{Line, Mode, Scanner};
use crate::segments::window::Window;
use crate::segments::{Flags, Segments};
use crate::text::Replacement;
use crate::worker::CancelToken;

const PIECES: &[&str] = &[
    "'",
    "\"",
    "\"\"\"",
    "'''",
    "f'",
    "f\"",
    "rf'''",
    "t\"\"\"",
    "b'",
    "Rb\"",
    "{",
    "}",
    "{{",
    "}}",
    "(",
    ")",
    "[",
    "]",
    ":",
    "=",
    ":=",
    "!r",
    "\\",
    "\\N{",
    "\n",
    "\n",
    "\n",
    "\n",
    "\r",
    "\r\n",
    "\\\n",
    "\x0c",
    " ",
    "    ",
    "\t",
    "#",
    "# c\n",
    "x",
    "x = 1\n",
    "é",
    "\u{feff}",
    "def f():\n",
    "class C:\n",
    "    pass\n",
    "async ",
    "def ",
    "import a\n",
    "from a.b import c\n",
    "from ",
    "if ",
    "if a:\n",
    "else",
    "else:\n",
    "elif b:\n",
    "for ",
    "for a in b:\n",
    "for a in b",
    "while ",
    "with a:\n",
    "try:\n",
    "except E:\n",
    "finally:\n",
    "@",
    "@a\n",
    "@a.b(c)\n",
    "@a(\n  b)\n",
    "lambda",
    "return",
    "match x:\n",
    "type X = y\n",
    "yield\n",
    "not ",
    ",",
    ".",
    "0",
];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat())
}

fn floor(text: &str, mut offset: usize) -> usize {
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// Replaces up to three places at once.
type Step = Vec<(prop::sample::Index, prop::sample::Index, String)>;

fn step() -> impl Strategy<Value = Step> {
    let piece = prop_oneof![
        3 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => Just(String::new()),
        1 => prop::collection::vec(prop::sample::select(PIECES), 0..6).prop_map(|pieces| pieces.concat()),
    ];
    prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), piece), 1..4)
}

/// The replaced ranges of a step and the text after it.
fn apply(old: &str, step: &Step) -> (Vec<Replacement>, String) {
    let mut places: Vec<(Range<usize>, &str)> = Vec::new();
    for (at, len, piece) in step {
        let start = floor(old, at.index(old.len() + 1));
        let end = floor(old, (start + len.index(12)).min(old.len()));
        places.push((start..end.max(start), piece));
    }
    places.sort_by_key(|(range, _)| (range.start, range.end));
    let mut new = String::new();
    let mut replaced = Vec::new();
    let mut done = 0;
    for (range, piece) in places {
        // Disjoint, and two insertions at one place would be one.
        if range.start < done || (range.start == done && !replaced.is_empty()) {
            continue;
        }
        new.push_str(&old[done..range.start]);
        let start = new.len();
        new.push_str(piece);
        replaced.push(Replacement { old: range.clone(), new: start..new.len() });
        done = range.end;
    }
    new.push_str(&old[done..]);
    (replaced, new)
}

/// Where an old range that no replacement reaches into lies now.
fn moved(range: &Range<usize>, replaced: &[Replacement]) -> Option<Range<usize>> {
    if replaced.iter().any(|one| one.old.start < range.end && one.old.end > range.start) {
        return None;
    }
    let last = replaced.iter().rfind(|one| one.old.end <= range.start);
    let (old, new) = last.map_or((0, 0), |one| (one.old.end, one.new.end));
    Some(range.start - old + new..range.end - old + new)
}

fn fill(segments: &mut Segments<Option<String>>, text: &str) {
    for index in 0..segments.len() {
        let range = segments.range(index);
        *segments.payload_mut(index).unwrap() = Some(text[range].to_owned());
    }
}

/// Lines as most of a file has them.
fn lines() -> impl Strategy<Value = String> {
    const LINES: &[&str] = &[
        "    return self.total(level, [1, 2])[0]\n",
        "        raise ValueError(\"no such level: \" + 'level')\n",
        "    x = {'a': (1, 2), \"b\": f\"{x}\"}  # a comment\n",
        "def rise(self, level=None, *, total):\n",
        "\n",
        "\n",
        "    '''A docstring (with brackets.\n    '''\n",
        "    largest = \\\n        smallest\n",
        "    # a comment that goes on and on until it is longer than a block of bytes, and then some\n",
        "    name_that_is_as_long_as_a_block_of_bytes_and_has_no_bracket_in_it_anywhere = 1\n",
        "    größe = call(\n        level,\n    )\n",
        "total = call(\n    level,\n)\n",
        "\tx = 1\r\n",
    ];
    prop::collection::vec(prop::sample::select(LINES), 0..20).prop_map(|lines| lines.concat())
}

/// The split as the scanner's own steps make it.
fn by_steps(text: &str) -> Vec<(usize, Flags)> {
    let bytes = text.as_bytes();
    let mut bounds = Vec::new();
    let mut scanner = Scanner::new(0);
    let mut index = 0;
    while index < bytes.len() {
        if let Mode::LineStart { .. } = scanner.mode {
            match scanner.line_start(bytes, 0, index, bytes.len()) {
                Line::Goes { on, .. } => index = on,
                Line::Boundary(line) => {
                    bounds.push((line, scanner.flags()));
                    scanner = Scanner::new(line);
                    index = line;
                }
            }
        } else {
            index = scanner.step(bytes, 0, index, bytes.len());
        }
    }
    scanner.flags.unclosed_string |= scanner.in_string();
    if !bytes.is_empty() {
        bounds.push((bytes.len(), scanner.flags()));
    }
    bounds
}

/// A rope of the same text, built from pieces of odd sizes.
fn odd_rope(text: &str, size: usize) -> Rope {
    let mut rope = Rope::new();
    let middle = floor(text, text.len() / 2);
    for (index, letter) in text[middle..].char_indices() {
        rope.insert(index, letter.encode_utf8(&mut [0; 4]));
    }
    let mut end = middle;
    while end > 0 {
        let start = floor(text, end.saturating_sub(size));
        rope.insert(0, &text[start..end]);
        end = start;
    }
    rope
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn fault_21_edits_equal_a_fresh_split(first in text(), steps in prop::collection::vec(step(), 1..8)) {
        let mut text = first;
        let mut segments = Segments::<Option<String>>::new();
        segments.advance(&Rope::from(text.as_str()), &CancelToken::never()).unwrap();
        fill(&mut segments, &text);
        for step in &steps {
            let old: Vec<Range<usize>> = segments.iter().map(|(range, _)| range).collect();
            let (replaced, new) = apply(&text, step);
            let rope = Rope::from(new.as_str());
            segments.edit(&rope, &replaced);
            segments.assert_invariants(&rope);
            segments.advance(&rope, &CancelToken::never()).unwrap();
            segments.assert_invariants(&rope);
            prop_assert_eq!(bounds(&segments), bounds(&split(&new)), "text {:?}", new);

            let survives: Vec<Range<usize>> = old.iter().filter_map(|range| moved(range, &replaced)).collect();
            for (range, payload) in segments.iter() {
                match payload {
                    Some(payload) => prop_assert_eq!(payload, &new[range]),
                    None => prop_assert!(!survives.contains(&range), "{:?} of {:?} was lost", range, new),
                }
            }
            fill(&mut segments, &new);
            text = new;
        }
    }

    #[test]
    fn edits_amid_unfinished_work_equal_a_fresh_split(
        first in text(),
        steps in prop::collection::vec((step(), 0_usize..40), 1..12),
    ) {
        let mut text = first;
        let mut segments = Segments::<Option<String>>::new();
        let rope = Rope::from(text.as_str());
        segments.advance_by(&rope, &mut Window::new(), 20);
        for (step, budget) in &steps {
            fill(&mut segments, &text);
            let (replaced, new) = apply(&text, step);
            let rope = Rope::from(new.as_str());
            segments.edit(&rope, &replaced);
            segments.assert_invariants(&rope);
            segments.advance_by(&rope, &mut Window::new(), *budget);
            segments.assert_invariants(&rope);
            let fresh = bounds(&split(&new));
            prop_assert_eq!(&bounds(&segments)[..], &fresh[..segments.len()], "text {:?}", new);
            for (range, payload) in segments.iter() {
                prop_assert!(payload.as_ref().is_none_or(|payload| *payload == new[range]));
            }
            text = new;
        }
        let rope = Rope::from(text.as_str());
        segments.advance(&rope, &CancelToken::never()).unwrap();
        segments.assert_invariants(&rope);
        prop_assert_eq!(bounds(&segments), bounds(&split(&text)));
    }

    #[test]
    fn the_split_does_not_depend_on_the_rope_nor_on_pauses(
        parts in prop::collection::vec(text(), 1..12),
        size in 1_usize..2000,
        budget in 1_usize..5000,
    ) {
        let text = parts.join("#".repeat(300).as_str());
        let rope = odd_rope(&text, size);
        let mut segments = Segments::<()>::new();
        while !segments.is_complete() {
            segments.advance_by(&rope, &mut Window::new(), budget);
        }
        segments.assert_invariants(&rope);
        prop_assert_eq!(bounds(&segments), bounds(&split(&text)));
    }

    #[test]
    fn a_sprint_leads_where_steps_lead(
        parts in prop::collection::vec(prop_oneof![2 => text(), 3 => lines()], 1..8),
    ) {
        let text = parts.concat();
        prop_assert_eq!(bounds(&split(&text)), by_steps(&text), "text {:?}", text);
    }
}
