//! Random texts that look enough like Python to lead far into the program, and edits of them.

use std::ops::Range;

use super::input::Input;
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
pub(super) fn piece(input: &mut Input) -> &'static str {
    input.one_of(&PIECES, "x")
}

/// Up to so many pieces in a row.
pub(super) fn pieces(input: &mut Input, most: usize) -> String {
    (0..input.number(..=most)).map(|_| piece(input)).collect()
}

/// A text: pieces, or a program with some of them in it.
pub(super) fn text(input: &mut Input) -> String {
    input.text(|input| {
        if !input.one_in(3) {
            return pieces(input, 60);
        }
        let mut text = python(input.number(..) as u64, 40);
        for _ in 0..input.number(..4) {
            let at = place(input, &text);
            text.insert_str(at, piece(input));
        }
        text
    })
}

/// A boundary between two characters.
pub(super) fn place(input: &mut Input, text: &str) -> usize {
    text.floor_char_boundary(input.number(..=text.len()))
}

/// Replaces some bytes of a text; which, and by how many.
pub(super) fn edit(input: &mut Input, text: &mut String) -> (Range<usize>, usize) {
    let start = place(input, text);
    let longest = if input.one_in(8) { text.len() } else { 12 };
    let end = text.floor_char_boundary((start + input.number(..=longest)).min(text.len())).max(start);
    let new = match input.number(..4) {
        0 => String::new(),
        1 => pieces(input, 6),
        _ => piece(input).to_owned(),
    };
    text.replace_range(start..end, &new);
    (start..end, new.len())
}

/// Any bytes: those of a text, damaged, in another encoding, or none of anybody's. To be made at random only.
pub(super) fn bytes(input: &mut Input) -> Vec<u8> {
    let mut bytes: Vec<u8> = match input.number(..8) {
        0 => (0..input.number(..200)).map(|_| input.byte()).collect(),
        1 => text(input).encode_utf16().flat_map(u16::to_le_bytes).collect(),
        2 => text(input).chars().map(|letter| u8::try_from(letter).unwrap_or(b'?')).collect(),
        3 => text(input).repeat(input.number(1..40)).into_bytes(),
        _ => text(input).into_bytes(),
    };
    if input.one_in(4) {
        let head: &[u8] = match input.number(..6) {
            0 => b"\xef\xbb\xbf",
            1 => b"# -*- coding: latin-1 -*-\n",
            2 => b"# coding: utf-8\n",
            3 => b"\xff\xfe",
            4 => b"# coding: nonsense\n",
            _ => b"#!/usr/bin/python3\n# vim: set fileencoding=cp1252 :\n",
        };
        bytes.splice(0..0, head.iter().copied());
    }
    damage(input, &mut bytes);
    bytes
}

/// Changes, puts in, takes out or cuts off some bytes, or none.
pub(super) fn damage(input: &mut Input, bytes: &mut Vec<u8>) {
    for _ in 0..input.number(..3) {
        if bytes.is_empty() {
            return;
        }
        let at = input.number(..bytes.len());
        match input.number(..4) {
            0 => bytes.insert(at, input.byte()),
            1 => _ = bytes.remove(at),
            2 if input.one_in(4) => bytes.truncate(at),
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = input.byte();
                }
            }
        }
    }
}
