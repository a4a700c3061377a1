//! A client on a server's standard input and output that notes when each reply came.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::servers::Server;
use crate::process;
use crate::script::Failure;

/// How long a server may use no processor to be taken for idle.
const QUIET: Duration = Duration::from_millis(500);

/// A running server.
pub(super) struct Client {
    server: Child,
    to_server: Option<ChildStdin>,
    from_server: Receiver<(Instant, Value)>,
    /// Replies that nobody waited for yet.
    replies: HashMap<u64, (Instant, Value)>,
    last_id: u64,
    pub(super) in_utf16: bool,
    /// Whether it takes changes; otherwise it wants the whole text each time.
    pub(super) takes_changes: bool,
}

impl Client {
    /// Starts a server and introduces itself.
    pub(super) fn start(server: &Server, folder_uri: &str, patience: Duration) -> Result<Self, Failure> {
        let (program, arguments) = server.command.split_first().ok_or("no command")?;
        let mut child = Command::new(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("{program}: {error}"))?;
        let to_server = child.stdin.take();
        let stdout = child.stdout.take().ok_or("no output")?;
        let (sender, from_server) = channel();
        std::thread::spawn(move || {
            let mut stream = BufReader::new(stdout);
            while let Some(body) = read(&mut stream) {
                let came = Instant::now();
                let Ok(message) = serde_json::from_slice(&body) else { return };
                if sender.send((came, message)).is_err() {
                    return;
                }
            }
        });
        let mut client = Self {
            server: child,
            to_server,
            from_server,
            replies: HashMap::new(),
            last_id: 0,
            in_utf16: true,
            takes_changes: true,
        };
        let folder = json!([{ "uri": folder_uri, "name": "peers" }]);
        let (_, reply) = client.ask(
            "initialize",
            json!({
                "processId": std::process::id(), "rootUri": folder_uri, "workspaceFolders": folder,
                "capabilities": {
                    "general": { "positionEncodings": ["utf-8", "utf-16"] },
                    "workspace": { "configuration": true, "workspaceFolders": true },
                    "textDocument": { "documentHighlight": {}, "publishDiagnostics": {} },
                },
            }),
            patience,
        )?;
        let capabilities = &reply["result"]["capabilities"];
        client.in_utf16 = capabilities["positionEncoding"] != "utf-8";
        let sync = &capabilities["textDocumentSync"];
        client.takes_changes = sync == 2 || sync["change"] == 2;
        client.send(&notification("initialized", json!({})))?;
        Ok(client)
    }

    /// The bytes of a request, and its id.
    pub(super) fn request(&mut self, method: &str, params: Value) -> (Vec<u8>, u64) {
        self.last_id += 1;
        let message = json!({ "jsonrpc": "2.0", "id": self.last_id, "method": method, "params": params });
        (framed(&message), self.last_id)
    }

    pub(super) fn send(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let stream = self.to_server.as_mut().ok_or("the server is gone")?;
        stream.write_all(bytes)?;
        Ok(stream.flush()?)
    }

    /// When the reply to a request came, and the reply.
    pub(super) fn wait(&mut self, id: u64, patience: Duration) -> Result<(Instant, Value), Failure> {
        let end = Instant::now() + patience;
        loop {
            if let Some(reply) = self.replies.remove(&id) {
                return Ok(reply);
            }
            let left = end.saturating_duration_since(Instant::now());
            match self.from_server.recv_timeout(left) {
                Ok((came, message)) => self.take(came, message)?,
                Err(RecvTimeoutError::Timeout) => {
                    return Err(format!("no answer in {} s", patience.as_secs()).into());
                }
                Err(RecvTimeoutError::Disconnected) => return Err("it ended".into()),
            }
        }
    }

    /// Asks and waits.
    pub(super) fn ask(
        &mut self,
        method: &str,
        params: Value,
        patience: Duration,
    ) -> Result<(Instant, Value), Failure> {
        let (bytes, id) = self.request(method, params);
        self.send(&bytes)?;
        self.wait(id, patience)
    }

    /// Keeps a reply; answers what the server asks, so that it goes on.
    fn take(&mut self, came: Instant, message: Value) -> Result<(), Failure> {
        let Some(id) = message.get("id") else { return Ok(()) };
        let Some(method) = message.get("method") else {
            if let Some(id) = id.as_u64() {
                self.replies.insert(id, (came, message));
            }
            return Ok(());
        };
        let items = message["params"]["items"].as_array().map_or(0, Vec::len);
        let result =
            if method == "workspace/configuration" { json!(vec![Value::Null; items]) } else { Value::Null };
        let reply = framed(&json!({ "jsonrpc": "2.0", "id": id, "result": result }));
        self.send(&reply)
    }

    /// Waits until the server does nothing any more, for `at_most` so long, and answers what it asks.
    pub(super) fn settle(&mut self, at_most: Duration) -> Result<(), Failure> {
        let end = Instant::now() + at_most;
        let mut used = process::time_of_tree(self.server.id());
        while Instant::now() < end {
            let quiet = Instant::now() + QUIET;
            while let Ok((came, message)) =
                self.from_server.recv_timeout(quiet.saturating_duration_since(Instant::now()))
            {
                self.take(came, message)?;
            }
            let now = process::time_of_tree(self.server.id());
            if now == used {
                break;
            }
            used = now;
        }
        Ok(())
    }

    /// The most memory that the server took so far, in bytes; none where that can't be found out.
    pub(super) fn peak_bytes(&self) -> Option<u64> {
        process::peak_of_tree(self.server.id())
    }

    /// Says goodbye, and sees to it that it is gone.
    pub(super) fn end(mut self) {
        let patience = Duration::from_secs(3);
        if self.ask("shutdown", Value::Null, patience).is_ok() {
            // It is ended below if it doesn't read this any more.
            let _ = self.send(&notification("exit", Value::Null));
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        self.to_server = None;
        let end = Instant::now() + Duration::from_secs(2);
        while Instant::now() < end {
            if !matches!(self.server.try_wait(), Ok(None)) {
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        // What can't be ended is over by itself.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// The bytes of a notification.
pub(super) fn notification(method: &str, params: Value) -> Vec<u8> {
    framed(&json!({ "jsonrpc": "2.0", "method": method, "params": params }))
}

fn framed(message: &Value) -> Vec<u8> {
    let body = message.to_string();
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

fn read(stream: &mut impl BufRead) -> Option<Vec<u8>> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.trim().parse().ok();
            }
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length?];
    stream.read_exact(&mut body).ok()?;
    Some(body)
}
