//! Random texts that look enough like Python to lead far into the program, and edits of them.

use std::ops::Range;

use fastrand::Rng;

use crate::python::python;

/// What makes and breaks scopes, strings, brackets, lines and segments.
const PIECES: [&str; 72] = [
    "'",
    "\"",
    "\"\"\"",
    "'''",
    "f'",
    "f\"",
    "rf'''",
    "t\"\"\"",
    "b'",
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
    " = ",
    ":=",
    "!r",
    "\\",
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
    "        ",
    "\t",
    "#",
    "# c\n",
    "x",
    "x = 1\n",
    "total",
    "total = x\n",
    "é",
    "ﬁ",
    "\u{feff}",
    "\0",
    "变量",
    "👩‍👩‍👧",
    "def f(x, y=x):\n",
    "def f():\n    ",
    "class C(B):\n",
    "    pass\n",
    "    nonlocal x\n",
    "global total\n",
    "async ",
    "lambda x: x",
    "import a.b as c\n",
    "from a import (b, c)\n",
    "if x:\n",
    "else:\n",
    "for x in y:\n",
    "with a as (b, c):\n",
    "try:\n",
    "except E as e:\n",
    "match x:\n    case [a, *b]:\n",
    "@a.b(c)\n",
    "type X[T] = y\n",
    "self.x",
    ".",
    ",",
    "__x",
    "[x for x in x if x]",
    "del x\n",
];

/// Any of the pieces.
pub(super) fn piece(rng: &mut Rng) -> &'static str {
    rng.choice(PIECES).unwrap_or("x")
}

/// Up to so many pieces in a row.
pub(super) fn pieces(rng: &mut Rng, most: usize) -> String {
    (0..rng.usize(..=most)).map(|_| piece(rng)).collect()
}

/// A text: pieces, or a program with some of them in it.
pub(super) fn text(rng: &mut Rng) -> String {
    if rng.u8(..3) > 0 {
        return pieces(rng, 60);
    }
    let mut text = python(rng.u64(..), 40);
    for _ in 0..rng.usize(..4) {
        let at = place(rng, &text);
        text.insert_str(at, piece(rng));
    }
    text
}

/// A boundary between two characters.
pub(super) fn place(rng: &mut Rng, text: &str) -> usize {
    text.floor_char_boundary(rng.usize(..=text.len()))
}

/// Replaces some bytes of a text; which, and by how many.
pub(super) fn edit(rng: &mut Rng, text: &mut String) -> (Range<usize>, usize) {
    let start = place(rng, text);
    let longest = if rng.u8(..8) == 0 { text.len() } else { 12 };
    let end = text.floor_char_boundary((start + rng.usize(..=longest)).min(text.len())).max(start);
    let new = match rng.u8(..4) {
        0 => String::new(),
        1 => pieces(rng, 6),
        _ => piece(rng).to_owned(),
    };
    text.replace_range(start..end, &new);
    (start..end, new.len())
}

/// Any bytes: those of a text, damaged, in another encoding, or none of anybody's.
pub(super) fn bytes(rng: &mut Rng) -> Vec<u8> {
    let mut bytes: Vec<u8> = match rng.u8(..8) {
        0 => (0..rng.usize(..200)).map(|_| rng.u8(..)).collect(),
        1 => text(rng).encode_utf16().flat_map(u16::to_le_bytes).collect(),
        2 => text(rng).chars().map(|letter| u8::try_from(letter).unwrap_or(b'?')).collect(),
        3 => text(rng).repeat(rng.usize(1..40)).into_bytes(),
        _ => text(rng).into_bytes(),
    };
    if rng.u8(..4) == 0 {
        let head: &[u8] = match rng.u8(..6) {
            0 => b"\xef\xbb\xbf",
            1 => b"# -*- coding: latin-1 -*-\n",
            2 => b"# coding: utf-8\n",
            3 => b"\xff\xfe",
            4 => b"# coding: nonsense\n",
            _ => b"#!/usr/bin/python3\n# vim: set fileencoding=cp1252 :\n",
        };
        bytes.splice(0..0, head.iter().copied());
    }
    damage(rng, &mut bytes);
    bytes
}

/// Changes, puts in, takes out or cuts off some bytes, or none.
pub(super) fn damage(rng: &mut Rng, bytes: &mut Vec<u8>) {
    for _ in 0..rng.usize(..3) {
        if bytes.is_empty() {
            return;
        }
        let at = rng.usize(..bytes.len());
        match rng.u8(..4) {
            0 => bytes.insert(at, rng.u8(..)),
            1 => _ = bytes.remove(at),
            2 if rng.u8(..4) == 0 => bytes.truncate(at),
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = rng.u8(..);
                }
            }
        }
    }
}
