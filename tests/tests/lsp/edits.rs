//! Texts changed step by step answer as if they were opened as they are.

use serde_json::{Value, json};

use crate::client::{Client, of};

const URI: &str = "file:///edited.py";
const FRESH: &str = "file:///fresh.py";

/// Pieces that edits are made of: code, broken code, all line ends, characters of all lengths.
const PIECES: [&str; 22] = [
    "x",
    "y = x",
    "\n",
    "\r\n",
    "\r",
    "🦀",
    "é",
    "名",
    " ",
    "    ",
    "(",
    ")",
    "'",
    "'''",
    "#",
    ":",
    "def f(x):\n    ",
    "class A:\n    ",
    "import x\n",
    "self.",
    "x = '🦀'; y = x\r\n",
    "\n\n",
];

/// The bytes at which the lines of a text start, and the end.
fn line_starts(text: &str) -> Vec<usize> {
    let mut starts = vec![0];
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        if *byte == b'\n' || *byte == b'\r' && bytes.get(at + 1) != Some(&b'\n') {
            starts.push(at + 1);
        }
    }
    starts
}

/// A place as the protocol counts, by its words alone; none between the two of a pair.
fn place(text: &str, byte: usize, encoding: &str) -> Option<Value> {
    if text[byte..].starts_with('\n') && text[..byte].ends_with('\r') {
        return None;
    }
    let starts = line_starts(text);
    let line = starts.partition_point(|&start| start <= byte) - 1;
    let before = &text[starts[line]..byte];
    let character = match encoding {
        "utf-8" => before.len(),
        "utf-16" => before.encode_utf16().count(),
        _ => before.chars().count(),
    };
    Some(json!({ "line": line, "character": character }))
}

fn random_byte(random: &mut fastrand::Rng, text: &str) -> usize {
    let mut byte = random.usize(..=text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

fn random_text(random: &mut fastrand::Rng, pieces: usize) -> String {
    (0..random.usize(..=pieces)).map(|_| random.choice(PIECES).unwrap()).collect()
}

/// Changes `text` and says how in the words of the protocol.
fn random_change(random: &mut fastrand::Rng, text: &mut String, encoding: &str) -> Option<Value> {
    if random.u8(..12) == 0 {
        *text = random_text(random, 40);
        return Some(json!({ "text": text }));
    }
    let (a, b) = (random_byte(random, text), random_byte(random, text));
    let (start, end) = (a.min(b), if random.bool() { a.min(b) } else { a.max(b).min(a.min(b) + 12) });
    let end = (end..=text.len()).find(|&end| text.is_char_boundary(end)).unwrap();
    let range = json!({ "start": place(text, start, encoding)?, "end": place(text, end, encoding)? });
    let new = random_text(random, 4);
    text.replace_range(start..end, &new);
    Some(json!({ "range": range, "text": new }))
}

/// Everything that a client can ask about a text at a place, with the URI taken out.
fn answers(client: &mut Client, uri: &str, position: &Value) -> Vec<String> {
    let at = || json!({ "textDocument": { "uri": uri }, "position": position });
    let mut references = at();
    references["context"] = json!({ "includeDeclaration": true });
    let mut rename = at();
    rename["newName"] = json!("renamed");
    let selection = json!({ "textDocument": { "uri": uri }, "positions": [position] });
    let asked = [
        ("textDocument/documentHighlight", at()),
        ("textDocument/references", references),
        ("textDocument/definition", at()),
        ("textDocument/prepareRename", at()),
        ("textDocument/rename", rename),
        ("textDocument/selectionRange", selection),
        ("textDocument/documentSymbol", of(uri)),
        ("textDocument/foldingRange", of(uri)),
        ("textDocument/semanticTokens/full", of(uri)),
    ];
    let answer = |(method, params)| format!("{method} {:?}", client.try_ask(method, params));
    asked.into_iter().map(answer).map(|answer| answer.replace(uri, "")).collect()
}

#[test]
fn random_edits_answer_like_the_whole_text() {
    for seed in 0..12 {
        let encoding = ["utf-8", "utf-16", "utf-32"][seed as usize % 3];
        let mut random = fastrand::Rng::with_seed(seed);
        let mut client = Client::start(json!({ "general": { "positionEncodings": [encoding] } }));
        let mut text = random_text(&mut random, 40);
        client.open(URI, &text);
        for step in 0..40 {
            let mut changes = Vec::new();
            while changes.is_empty() || random.bool() {
                let before = text.clone();
                match random_change(&mut random, &mut text, encoding) {
                    Some(change) => changes.push(change),
                    None => text = before,
                }
            }
            client.change(URI, changes.into());
            if random.bool() {
                continue;
            }
            let at = random_byte(&mut random, &text);
            let Some(position) = place(&text, at, encoding) else { continue };
            client.open(FRESH, &text);
            let (edited, fresh) =
                (answers(&mut client, URI, &position), answers(&mut client, FRESH, &position));
            assert_eq!(edited, fresh, "seed {seed}, step {step}, byte {at} of {text:?}");
            client.close(FRESH);
        }
        client.end();
    }
}
