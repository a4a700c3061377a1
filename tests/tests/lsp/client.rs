//! A client that does what it is told, over real pipes.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, PipeReader, PipeWriter, Read, Write};
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use namelight::cli::Exit;
use serde_json::{Value, json};

/// After this long without a reply the test has failed; it is no measurement.
const PATIENCE: Duration = Duration::from_secs(120);

pub(crate) const CANCELLED: i64 = -32800;
pub(crate) const MODIFIED: i64 = -32801;

/// What the client says it can do, where a test doesn't care.
pub(crate) fn plain() -> Value {
    json!({ "general": { "positionEncodings": ["utf-8"] } })
}

pub(crate) struct Client {
    to_server: Option<PipeWriter>,
    from_server: Receiver<Value>,
    server: Option<JoinHandle<Exit>>,
    last_id: i64,
    /// Replies that came before they were asked for.
    stash: HashMap<String, Value>,
    /// The ids of all replies in the order in which they came.
    pub(crate) order: Vec<Value>,
    version: i32,
}

impl Client {
    /// A client of a server that waits for the first message.
    pub(crate) fn connect() -> Self {
        let (server_reads, to_server) = std::io::pipe().unwrap();
        let (from_server, server_writes) = std::io::pipe().unwrap();
        let server =
            std::thread::spawn(move || namelight::lsp::run(BufReader::new(server_reads), server_writes));
        let (sender, receiver) = channel();
        std::thread::spawn(move || {
            let mut stream = BufReader::new(from_server);
            while let Some(message) = read(&mut stream) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        Self {
            to_server: Some(to_server),
            from_server: receiver,
            server: Some(server),
            last_id: 0,
            stash: HashMap::new(),
            order: Vec::new(),
            version: 1,
        }
    }

    /// A client that has met the server.
    pub(crate) fn start(capabilities: Value) -> Self {
        let mut client = Self::connect();
        client.ask("initialize", json!({ "processId": null, "rootUri": null, "capabilities": capabilities }));
        client.notify("initialized", json!({}));
        client
    }

    pub(crate) fn send(&mut self, bytes: &[u8]) {
        self.to_server.as_mut().unwrap().write_all(bytes).unwrap();
    }

    pub(crate) fn notify(&mut self, method: &str, params: Value) {
        self.send(&notification(method, params));
    }

    /// The bytes of a request and its id, for sending several at once.
    pub(crate) fn request(&mut self, method: &str, params: Value) -> (Vec<u8>, i64) {
        self.last_id += 1;
        let id = self.last_id;
        (framed(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params })), id)
    }

    /// The reply to a request; those to others are kept.
    pub(crate) fn wait(&mut self, id: impl Into<Value>) -> Value {
        let id = id.into();
        loop {
            if let Some(reply) = self.stash.remove(&id.to_string()) {
                return reply;
            }
            let message = self.from_server.recv_timeout(PATIENCE).expect("no reply");
            assert_eq!(message["jsonrpc"], "2.0");
            let of = message["id"].clone();
            self.order.push(of.clone());
            let earlier = self.stash.insert(of.to_string(), message);
            assert!(earlier.is_none() || of.is_null(), "a second reply to {of}");
        }
    }

    pub(crate) fn try_ask(&mut self, method: &str, params: Value) -> Result<Value, (i64, String)> {
        let (bytes, id) = self.request(method, params);
        self.send(&bytes);
        outcome(self.wait(id))
    }

    #[track_caller]
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> Value {
        self.try_ask(method, params).unwrap()
    }

    pub(crate) fn open(&mut self, uri: &str, text: &str) {
        self.notify("textDocument/didOpen", opened(uri, text));
    }

    pub(crate) fn change(&mut self, uri: &str, changes: Value) {
        self.version += 1;
        let document = json!({ "uri": uri, "version": self.version });
        let params = json!({ "textDocument": document, "contentChanges": changes });
        self.notify("textDocument/didChange", params);
    }

    pub(crate) fn close(&mut self, uri: &str) {
        self.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    }

    /// Ends the client's stream; how the server ended.
    pub(crate) fn hang_up(&mut self) -> Exit {
        self.to_server = None;
        self.server.take().unwrap().join().unwrap()
    }

    /// Says goodbye as it should be.
    pub(crate) fn end(&mut self) {
        assert_eq!(self.ask("shutdown", Value::Null), Value::Null);
        self.notify("exit", Value::Null);
        assert_eq!(self.server.take().unwrap().join().unwrap(), Exit::Well);
    }
}

pub(crate) fn opened(uri: &str, text: &str) -> Value {
    json!({ "textDocument": { "uri": uri, "languageId": "python", "version": 1, "text": text } })
}

pub(crate) fn at(uri: &str, line: usize, character: usize) -> Value {
    json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": character } })
}

pub(crate) fn of(uri: &str) -> Value {
    json!({ "textDocument": { "uri": uri } })
}

pub(crate) fn outcome(reply: Value) -> Result<Value, (i64, String)> {
    match reply.get("error") {
        Some(error) => Err((error["code"].as_i64().unwrap(), error["message"].as_str().unwrap().to_owned())),
        None => Ok(reply.get("result").expect("neither a result nor an error").clone()),
    }
}

pub(crate) fn notification(method: &str, params: Value) -> Vec<u8> {
    framed(&json!({ "jsonrpc": "2.0", "method": method, "params": params }))
}

pub(crate) fn framed(message: &Value) -> Vec<u8> {
    frame(message.to_string().as_bytes())
}

pub(crate) fn frame(body: &[u8]) -> Vec<u8> {
    let mut bytes = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

fn read(stream: &mut BufReader<PipeReader>) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let line = line.strip_suffix("\r\n").expect("a header ends with CRLF");
        match line.split_once(": ") {
            Some(("Content-Length", value)) => length = value.parse().ok(),
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length.expect("a length")];
    stream.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).expect("JSON"))
}

/// `line:start-end` of a range on one line, `line:start-line:end` of others.
pub(crate) fn range(range: &Value) -> String {
    let (start, end) = (&range["start"], &range["end"]);
    match start["line"] == end["line"] {
        true => format!("{}:{}-{}", start["line"], start["character"], end["character"]),
        false => format!("{}:{}-{}:{}", start["line"], start["character"], end["line"], end["character"]),
    }
}

/// What `show` makes of each element of an array.
pub(crate) fn each(array: &Value, show: impl Fn(&Value) -> String) -> Vec<String> {
    array.as_array().unwrap_or_else(|| panic!("no array: {array}")).iter().map(show).collect()
}
