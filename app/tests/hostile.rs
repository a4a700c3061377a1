//! What the C parser aborts on, given to the program: a process shows an abort that no test in it could catch.
#![allow(clippy::unwrap_used)]

use std::io::{Read, Write};
use std::process::{Command, Stdio};

/// Blocks in blocks, each a space deeper, and a string left open within: tree-sitter-python's scanner writes beyond its
/// buffer at 511 of them.
fn blocks(depth: usize, open: &str) -> String {
    let blocks: String = (0..depth).map(|level| format!("{}if total:\n", " ".repeat(level))).collect();
    format!("total = 1\n{blocks}{}x = {open}total\n", " ".repeat(depth))
}

fn hostile() -> Vec<(String, String)> {
    let mut files = Vec::new();
    for depth in [200, 201, 384, 510, 511, 512, 2_000] {
        for open in ["'''", "\"", "f'''{", "(", "'\n"] {
            files.push((format!("{depth} indents and {open:?}"), blocks(depth, open)));
        }
        let strings = "'''\n".repeat(255);
        files.push((format!("{depth} indents and 255 strings"), blocks(depth, &strings)));
    }
    files.push((
        "f-strings in f-strings".to_owned(),
        format!("total = 1\nx = {}total\n", "f'{".repeat(3_000)),
    ));
    files.push(("a wide indent".to_owned(), format!("if total:\n{}total = '''\n", " ".repeat(65_536))));
    files
}

#[test]
fn fault_18_occurrences_of_hostile_files_are_listed() {
    let folder = tempfile::tempdir().unwrap();
    let mut arguments = vec!["occurrences".into(), "--all".into(), "--json".into()];
    let files = hostile();
    for (number, (_, text)) in files.iter().enumerate() {
        let path = folder.path().join(format!("{number}.py"));
        std::fs::write(&path, text).unwrap();
        arguments.push(path.into_os_string());
    }
    let output = Command::new(env!("CARGO_BIN_EXE_namelight")).args(&arguments).output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    let last = files.get(told.lines().count()).map(|(name, _)| name.as_str());
    assert_eq!(output.status.code(), Some(0), "{:?} ended at {last:?}", output.status);
    assert_eq!(told.lines().count(), files.len(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(told.lines().all(|line| line.contains(r#""name":"total""#)), "its names are found as plain text");
}

#[test]
fn fault_18_a_language_server_outlives_hostile_files() {
    let mut program = Command::new(env!("CARGO_BIN_EXE_namelight"))
        .arg("lsp")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut messages = vec![serde_json::json!({ "jsonrpc": "2.0", "id": 0, "method": "initialize",
        "params": { "capabilities": {} } })];
    for (number, (_, text)) in (1..).zip(hostile()) {
        let uri = format!("file:///{number}.py");
        messages.push(serde_json::json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {
            "textDocument": { "uri": uri, "languageId": "python", "version": 1, "text": text } } }));
        messages.push(
            serde_json::json!({ "jsonrpc": "2.0", "id": number, "method": "textDocument/references",
            "params": { "textDocument": { "uri": uri }, "position": { "line": 0, "character": 0 },
            "context": { "includeDeclaration": true } } }),
        );
    }
    messages.push(serde_json::json!({ "jsonrpc": "2.0", "id": 1_000, "method": "shutdown" }));
    messages.push(serde_json::json!({ "jsonrpc": "2.0", "method": "exit" }));
    let mut input = program.stdin.take().unwrap();
    let writer = std::thread::spawn(move || {
        for message in messages {
            let message = message.to_string();
            // A server that is gone doesn't listen; how it ended is looked at below.
            let _ = write!(input, "Content-Length: {}\r\n\r\n{message}", message.len());
        }
    });
    let mut output = String::new();
    program.stdout.take().unwrap().read_to_string(&mut output).unwrap();
    writer.join().unwrap();
    assert_eq!(program.wait().unwrap().code(), Some(0));
    assert!(output.ends_with(r#"{"jsonrpc":"2.0","id":1000,"result":null}"#), "the last request is answered");
}
