//! What clients shouldn't send. Whatever it is, the server answers what can be answered, and goes on.

use serde_json::{Value, json};

use crate::client::{Client, at, frame, framed, outcome, plain};

const URI: &str = "file:///x.py";

const PARSE_ERROR: i64 = -32700;
const INVALID_REQUEST: i64 = -32600;
const METHOD_NOT_FOUND: i64 = -32601;
const INVALID_PARAMS: i64 = -32602;
const NOT_INITIALIZED: i64 = -32002;

fn start() -> Client {
    let mut client = Client::start(plain());
    client.open(URI, "x = 1\n");
    client
}

#[track_caller]
fn check_goes_on(client: &mut Client) {
    let found = client.ask("textDocument/documentHighlight", at(URI, 0, 0));
    assert_eq!(found.as_array().unwrap().len(), 1);
}

#[test]
fn bodies_that_are_no_messages() {
    let mut client = start();
    for (body, code) in [
        (&b"{"[..], PARSE_ERROR),
        (b"", PARSE_ERROR),
        (b"not json", PARSE_ERROR),
        (b"{\"id\":1,\"method\":\"x\"", PARSE_ERROR),
        (b"\xff\xfe", PARSE_ERROR),
        (b"{\"method\":\"\xff\"}", PARSE_ERROR),
        (b"[]", INVALID_REQUEST),
        (b"null", INVALID_REQUEST),
        (b"{}", INVALID_REQUEST),
        (b"{\"id\":[1],\"method\":\"x\"}", INVALID_REQUEST),
        (b"{\"id\":1.5,\"method\":\"x\"}", INVALID_REQUEST),
    ] {
        client.send(&frame(body));
        let said = String::from_utf8_lossy(body);
        assert_eq!(outcome(client.wait(Value::Null)).unwrap_err().0, code, "{said}");
        check_goes_on(&mut client);
    }
    client.send(&frame("[".repeat(1_000_000).as_bytes()));
    assert_eq!(outcome(client.wait(Value::Null)).unwrap_err().0, PARSE_ERROR);
    client.send(&framed(&json!({ "jsonrpc": "2.0", "id": 77 })));
    assert_eq!(outcome(client.wait(77)).unwrap_err().0, INVALID_REQUEST);
    client.send(&framed(&json!({ "jsonrpc": "2.0", "id": 78, "result": null })));
    check_goes_on(&mut client);
}

#[test]
fn bytes_that_are_no_frames() {
    let mut client = start();
    for bytes in [
        "Hello\r\n\r\n",
        "Content-Lenth: 2\r\n\r\n{}",
        "Content-Length: two\r\n\r\n{}",
        "Content-Length: -1\r\n\r\n",
        "Content-Length: 99999999999999999999\r\n\r\n",
        "Content-Length: 1099511627776\r\n\r\n{}",
        "Content-Length: 2\r\n{}\r\n\r\n",
    ] {
        client.send(bytes.as_bytes());
        assert_eq!(outcome(client.wait(Value::Null)).unwrap_err().0, PARSE_ERROR, "{bytes}");
        check_goes_on(&mut client);
    }
    // What is told of nonsense between messages can't be told before the next one comes.
    client.send(b"}}}}\n");
    check_goes_on(&mut client);
    assert_eq!(outcome(client.wait(Value::Null)).unwrap_err().0, PARSE_ERROR);
    client.end();
}

#[test]
fn requests_that_make_no_sense() {
    let mut client = start();
    let mut check = |method: &str, params: Value, code: i64| {
        let (said, why) = client.try_ask(method, params.clone()).unwrap_err();
        assert_eq!(said, code, "{method} {params}: {why}");
    };
    check("textDocument/hover", at(URI, 0, 0), METHOD_NOT_FOUND);
    check("", Value::Null, METHOD_NOT_FOUND);
    check("$/unknown", json!([]), METHOD_NOT_FOUND);
    let highlight = "textDocument/documentHighlight";
    for params in [
        Value::Null,
        json!({}),
        json!([]),
        json!("x"),
        json!({ "textDocument": { "uri": URI } }),
        json!({ "textDocument": { "uri": 1 }, "position": { "line": 0, "character": 0 } }),
        json!({ "textDocument": { "uri": URI }, "position": { "line": -1, "character": 0 } }),
        json!({ "textDocument": { "uri": URI }, "position": { "line": 0.5, "character": 0 } }),
        json!({ "textDocument": { "uri": URI }, "position": { "line": 5_000_000_000_u64, "character": 0 } }),
        at("file:///unknown.py", 0, 0),
    ] {
        check(highlight, params, INVALID_PARAMS);
    }
    check("textDocument/rename", at(URI, 0, 0), INVALID_PARAMS);
    check("textDocument/references", at(URI, 0, 0), INVALID_PARAMS);
    check("textDocument/selectionRange", at(URI, 0, 0), INVALID_PARAMS);
    check("textDocument/semanticTokens/range", at(URI, 0, 0), INVALID_PARAMS);
    check("textDocument/foldingRange", json!({}), INVALID_PARAMS);
    check("initialize", json!({ "capabilities": {} }), INVALID_REQUEST);
    check_goes_on(&mut client);
    client.end();
}

#[test]
fn notifications_that_make_no_sense() {
    let mut client = start();
    for (method, params) in [
        ("textDocument/didOpen", json!({})),
        ("textDocument/didOpen", json!({ "textDocument": { "uri": URI, "version": 1, "text": 7 } })),
        ("textDocument/didChange", json!({ "textDocument": { "uri": URI } })),
        (
            "textDocument/didChange",
            json!({
                "textDocument": { "uri": "unknown", "version": 2 },
                "contentChanges": [{ "text": "y" }],
            }),
        ),
        ("textDocument/didClose", json!({ "textDocument": { "uri": "unknown" } })),
        ("$/cancelRequest", json!({ "id": {} })),
        ("$/setTrace", json!({ "value": "verbose" })),
        ("workspace/didChangeConfiguration", Value::Null),
        ("nobody/knows", json!([1, 2])),
    ] {
        client.notify(method, params);
        check_goes_on(&mut client);
    }
    // An end before its start is taken for an empty range.
    let (start, end) = (json!({ "line": 0, "character": 5 }), json!({ "line": 0, "character": 0 }));
    client.change(URI, json!([{ "range": { "start": start, "end": end }, "text": "0" }]));
    check_goes_on(&mut client);
    client.end();
}

#[test]
fn versions_that_old_clients_leave_out() {
    let mut client = start();
    client.notify("textDocument/didOpen", json!({ "textDocument": { "uri": "v", "text": "x = 1\n" } }));
    for version in [json!({ "uri": "v" }), json!({ "uri": "v", "version": null })] {
        let params = json!({ "textDocument": version, "contentChanges": [{ "text": "\nx = 1\n" }] });
        client.notify("textDocument/didChange", params);
        assert_ne!(client.ask("textDocument/documentHighlight", at("v", 1, 0)), Value::Null);
    }
}

#[test]
fn an_id_that_is_in_use_and_ids_that_are_words() {
    let mut client = start();
    let ask = |id: Value| {
        framed(
            &json!({ "jsonrpc": "2.0", "id": id, "method": "textDocument/foldingRange", "params": { "textDocument": { "uri": URI } } }),
        )
    };
    client.send(&ask(json!("word")));
    assert!(outcome(client.wait("word")).is_ok());
    client.send(&ask(json!("word")));
    assert!(outcome(client.wait("word")).is_ok(), "it may be used again once there is a reply");
    client.send(&ask(json!(i32::MIN)));
    assert!(outcome(client.wait(i32::MIN)).is_ok());
}

#[test]
fn before_the_start_and_after_the_end() {
    let mut client = Client::connect();
    client.open(URI, "lost = 1\n");
    assert_eq!(client.try_ask("shutdown", Value::Null).unwrap_err().0, NOT_INITIALIZED);
    assert_eq!(client.try_ask("textDocument/rename", Value::Null).unwrap_err().0, NOT_INITIALIZED);
    assert_eq!(client.try_ask("initialize", json!([])).unwrap_err().0, INVALID_PARAMS);
    let odd = json!({ "general": 7, "textDocument": [] });
    assert!(client.try_ask("initialize", json!({ "capabilities": odd })).is_ok(), "odd abilities are none");
    assert_eq!(client.try_ask("initialize", json!({ "capabilities": {} })).unwrap_err().0, INVALID_REQUEST);
    assert_eq!(
        client.try_ask("textDocument/documentHighlight", at(URI, 0, 0)).unwrap_err().0,
        INVALID_PARAMS,
        "what was opened too early isn't"
    );
    client.ask("shutdown", Value::Null);
    client.open(URI, "x = 1\n");
    for method in ["textDocument/documentHighlight", "shutdown", "initialize", "unknown"] {
        assert_eq!(client.try_ask(method, at(URI, 0, 0)).unwrap_err().0, INVALID_REQUEST);
    }
}
