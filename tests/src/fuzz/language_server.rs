//! A client of the language server that sends anything.

use std::collections::HashMap;
use std::io::{self, BufReader, Cursor, Read, Write};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::input::Input;
use super::texts;

const URIS: [&str; 2] = ["file:///a.py", "file:///b.py"];

/// The id of the last request.
const LAST: u64 = 1_000_000;

/// After this long without a reply the case has failed.
const PATIENCE: Duration = Duration::from_secs(30);

/// Questions about a place.
const QUESTIONS: [&str; 6] =
    ["documentHighlight", "references", "definition", "prepareRename", "rename", "documentSymbol"];

/// Where the server's replies go.
#[derive(Clone, Default)]
struct Replies(Arc<Mutex<Vec<u8>>>);

impl Replies {
    fn bytes(&self) -> Vec<u8> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Write for Replies {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn framed(message: &[u8]) -> Vec<u8> {
    let mut frame = format!("Content-Length: {}\r\n\r\n", message.len()).into_bytes();
    frame.extend_from_slice(message);
    frame
}

fn position(input: &mut Input) -> Value {
    // Mostly one that is there.
    let most = input.one_of(&[3, 3, 3, 40, 1_000_000], 3);
    json!({ "line": input.number(..most), "character": input.number(..most * 4) })
}

/// A notification that is in order.
fn notification(input: &mut Input, version: i32) -> Value {
    let uri = input.one_of(&URIS, URIS[0]);
    let document = json!({ "uri": uri, "version": version });
    match input.number(..6) {
        0 => json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": { "textDocument":
            { "uri": uri, "languageId": "python", "version": version, "text": texts::text(input) } } }),
        1 => {
            json!({ "jsonrpc": "2.0", "method": "textDocument/didClose", "params": { "textDocument": { "uri": uri } } })
        }
        2 => json!({ "jsonrpc": "2.0", "method": "$/cancelRequest", "params": { "id": input.number(..30) } }),
        _ => {
            let (start, end) = (position(input), position(input));
            let change = match input.number(..8) {
                0 => json!({ "text": texts::text(input) }),
                _ => json!({ "range": { "start": start, "end": end }, "text": texts::pieces(input, 4) }),
            };
            json!({ "jsonrpc": "2.0", "method": "textDocument/didChange",
                "params": { "textDocument": document, "contentChanges": [change] } })
        }
    }
}

/// Everything that a client sends, and the ids of its requests. What is damaged stands between whole messages and never
/// swallows one: its length is true.
fn visit(input: &mut Input) -> (Vec<u8>, Vec<u64>) {
    let mut sent = framed(
        json!({ "jsonrpc": "2.0", "id": 0, "method": "initialize", "params": { "capabilities": {} } })
            .to_string()
            .as_bytes(),
    );
    sent.extend(framed(
        json!({ "jsonrpc": "2.0", "method": "initialized", "params": {} }).to_string().as_bytes(),
    ));
    let mut ids = vec![0];
    for number in 1..input.number(4..40) as u64 {
        match input.number(..8) {
            0 => {
                let mut body = notification(input, 1).to_string().into_bytes();
                texts::damage(input, &mut body);
                sent.extend(framed(&body));
            }
            1 => sent.extend(framed(&input.piece(texts::bytes))),
            2..=4 => {
                let question = input.one_of(&QUESTIONS, QUESTIONS[0]);
                let uri = input.one_of(&URIS, URIS[0]);
                let params = json!({ "textDocument": { "uri": uri }, "position": position(input), "newName": "other",
                    "context": { "includeDeclaration": input.one_in(2) } });
                let method = format!("textDocument/{question}");
                let request = json!({ "jsonrpc": "2.0", "id": number, "method": method, "params": params });
                sent.extend(framed(request.to_string().as_bytes()));
                ids.push(number);
            }
            _ => sent.extend(framed(
                notification(input, i32::try_from(number).unwrap_or(1)).to_string().as_bytes(),
            )),
        }
    }
    (sent, ids)
}

/// What a client says at the end, once it has heard all that it asked for: whoever says so earlier waits for nothing.
struct Goodbye {
    replies: Replies,
    ids: Vec<u64>,
    words: Cursor<Vec<u8>>,
    has_waited: bool,
}

impl Goodbye {
    fn new(replies: Replies, ids: Vec<u64>) -> Self {
        let mut words =
            framed(json!({ "jsonrpc": "2.0", "id": LAST, "method": "shutdown" }).to_string().as_bytes());
        words.extend(framed(json!({ "jsonrpc": "2.0", "method": "exit" }).to_string().as_bytes()));
        Self { replies, ids, words: Cursor::new(words), has_waited: false }
    }

    fn has_heard_all(&self) -> bool {
        let counts = counted(&self.replies.bytes()).unwrap_or_default();
        self.ids.iter().all(|id| counts.contains_key(id))
    }
}

impl Read for Goodbye {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if !std::mem::replace(&mut self.has_waited, true) {
            let began = Instant::now();
            while !self.has_heard_all() && began.elapsed() < PATIENCE {
                std::thread::sleep(Duration::from_millis(1));
            }
        }
        self.words.read(into)
    }
}

/// How many replies each id got.
fn counted(mut replies: &[u8]) -> Result<HashMap<u64, usize>, String> {
    let mut counts = HashMap::new();
    while !replies.is_empty() {
        let end =
            replies.windows(4).position(|window| window == b"\r\n\r\n").ok_or("a reply without its head")?;
        let head = String::from_utf8_lossy(replies.get(..end).unwrap_or_default()).into_owned();
        let len = head.strip_prefix("Content-Length: ").and_then(|len| len.parse::<usize>().ok());
        let len = len.ok_or_else(|| format!("the head of a reply is {head:?}"))?;
        let body = replies.get(end + 4..end + 4 + len).ok_or("half a reply")?;
        let reply: Value = serde_json::from_slice(body).map_err(|error| format!("no reply: {error}"))?;
        let is_reply = reply.get("result").is_some() || reply.get("error").is_some();
        if let Some(id) = reply.get("id").and_then(Value::as_u64).filter(|_| is_reply) {
            *counts.entry(id).or_default() += 1;
        }
        replies = replies.get(end + 4 + len..).unwrap_or_default();
    }
    Ok(counts)
}

/// A client's visit, with whatever it sends between its requests.
pub(super) fn messages(input: &mut Input) -> Result<(), String> {
    let (sent, ids) = visit(input);
    let replies = Replies::default();
    let goodbye = Goodbye::new(replies.clone(), ids.clone());
    let _ = namelight::lsp::run(BufReader::new(Cursor::new(sent).chain(goodbye)), replies.clone());
    let counts = counted(&replies.bytes())?;
    match ids.iter().chain([&LAST]).find(|id| counts.get(id) != Some(&1)) {
        None => Ok(()),
        Some(id) => Err(format!("request {id} of {ids:?} got {:?} replies", counts.get(id))),
    }
}
