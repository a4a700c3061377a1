//! `namelight lsp` as a process: how it is started and how it ends. All that it answers is tested in the crate of the
//! tests.

#![allow(clippy::unwrap_used)]

use std::io::{Read, Write};
use std::process::{Command, Stdio};

/// What the program says to `messages`, and its exit code.
fn run(arguments: &[&str], messages: &[&str]) -> (String, Option<i32>) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_namelight"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = program.stdin.take().unwrap();
    for message in messages {
        write!(input, "Content-Length: {}\r\n\r\n{message}", message.len()).unwrap();
    }
    drop(input);
    let mut output = String::new();
    program.stdout.take().unwrap().read_to_string(&mut output).unwrap();
    (output, program.wait().unwrap().code())
}

const INITIALIZE: &str = r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#;
const SHUTDOWN: &str = r#"{"jsonrpc":"2.0","id":2,"method":"shutdown"}"#;
const EXIT: &str = r#"{"jsonrpc":"2.0","method":"exit"}"#;

#[test]
fn a_whole_visit() {
    for arguments in [&["lsp"][..], &["lsp", "--stdio"]] {
        let (output, code) = run(arguments, &[INITIALIZE, SHUTDOWN, EXIT]);
        assert!(output.contains(r#""name":"namelight""#), "{output}");
        assert!(output.ends_with(r#"{"jsonrpc":"2.0","id":2,"result":null}"#), "{output}");
        assert_eq!(code, Some(0));
    }
}

#[test]
fn an_end_without_a_goodbye() {
    assert_eq!(run(&["lsp"], &[INITIALIZE, EXIT]).1, Some(1));
    assert_eq!(run(&["lsp"], &[INITIALIZE]).1, Some(1));
    assert_eq!(run(&["lsp"], &[]), (String::new(), Some(1)));
    assert_eq!(run(&["lsp", "--port"], &[]), (String::new(), Some(2)));
}
