//! Messages in any order about any places, right and wrong ones: each request gets one reply, and the server goes on.

use serde_json::{Value, json};

use crate::client::{Client, at, frame, notification, opened, outcome};

const URIS: [&str; 3] = ["a", "b", "c"];

const REQUESTS: [&str; 10] = [
    "documentHighlight",
    "references",
    "definition",
    "prepareRename",
    "rename",
    "documentSymbol",
    "foldingRange",
    "selectionRange",
    "semanticTokens/full",
    "semanticTokens/range",
];

const PIECES: [&str; 16] = [
    "x",
    "y = x\n",
    "\r",
    "\r\n",
    "🦀",
    "é",
    "    ",
    "(",
    ")",
    "'''",
    "def f(x):\n    ",
    "class A:\n    ",
    "self.x",
    "from m import (x,\n y)\n",
    "f'{x=}'",
    "# region\n",
];

struct Storm {
    random: fastrand::Rng,
    client: Client,
    ids: Vec<i64>,
}

impl Storm {
    fn text(&mut self, pieces: usize) -> String {
        (0..self.random.usize(..pieces)).map(|_| *self.random.choice(&PIECES).unwrap()).collect()
    }

    /// Mostly inside of the text.
    fn place(&mut self) -> Value {
        let mut number = || match self.random.u8(..20) {
            0 => u32::MAX,
            1..8 => self.random.u32(..60),
            _ => self.random.u32(..8),
        };
        json!({ "line": number(), "character": number() })
    }

    fn message(&mut self) -> Vec<u8> {
        let uri = *self.random.choice(&URIS).unwrap();
        let document = json!({ "uri": uri });
        match self.random.u8(..100) {
            0..8 => {
                let text = self.text(60);
                notification("textDocument/didOpen", opened(uri, &text))
            }
            8..10 => notification("textDocument/didClose", json!({ "textDocument": document })),
            10..40 => {
                let range = json!({ "start": self.place(), "end": self.place() });
                let changes = json!([{ "range": range, "text": self.text(5) }]);
                let document = json!({ "uri": uri, "version": 2 });
                let params = json!({ "textDocument": document, "contentChanges": changes });
                notification("textDocument/didChange", params)
            }
            40..45 => {
                let id = self.random.usize(..=self.ids.len());
                notification("$/cancelRequest", json!({ "id": id }))
            }
            45..47 => {
                // A message with one byte changed; not a request, which would be asked in vain.
                let mut bytes = notification("textDocument/didClose", json!({ "textDocument": document }));
                let start = bytes.iter().position(|&byte| byte == b'{').unwrap();
                let at = self.random.usize(start..bytes.len());
                bytes[at] = self.random.u8(..);
                bytes
            }
            47 => frame(&[self.random.u8(..); 5]),
            48 => b"nonsense\r\n\r\n".to_vec(),
            _ => {
                let mut params = at(uri, 0, 0);
                params["position"] = self.place();
                params["positions"] = json!([self.place(), self.place()]);
                params["range"] = json!({ "start": self.place(), "end": self.place() });
                params["newName"] = json!(self.random.choice(["y", "if", "é", "__q"]));
                params["context"] = json!({ "includeDeclaration": self.random.bool() });
                let method = self.random.choice(&REQUESTS).unwrap();
                let (bytes, id) = self.client.request(&format!("textDocument/{method}"), params);
                self.ids.push(id);
                bytes
            }
        }
    }
}

#[test]
fn every_request_has_one_reply() {
    for seed in 0..9 {
        println!("seed {seed}");
        let encoding = ["utf-8", "utf-16", "utf-32"][seed as usize % 3];
        let client = Client::start(json!({ "general": { "positionEncodings": [encoding] } }));
        let mut storm = Storm { random: fastrand::Rng::with_seed(seed), client, ids: Vec::new() };
        let mut bytes = Vec::new();
        for _ in 0..2_000 {
            bytes.extend(storm.message());
            if storm.random.u8(..4) == 0 {
                storm.client.send(&std::mem::take(&mut bytes));
            }
        }
        storm.client.send(&bytes);
        for id in storm.ids {
            if let Err((code, said)) = outcome(storm.client.wait(id)) {
                assert!([-32800, -32801, -32803, -32602].contains(&code), "{code} {said}");
            }
        }
        storm.client.end();
    }
}
