//! Places in all encodings and between all line ends.

use serde_json::{Value, json};

use crate::client::{Client, at, each, range};

const URI: &str = "file:///a%20b.py";

fn client_with(encodings: &[&str]) -> Client {
    Client::start(json!({ "general": { "positionEncodings": encodings } }))
}

#[track_caller]
fn check(encodings: &[&str], text: &str, place: (usize, usize), expected: &[&str]) {
    let mut client = client_with(encodings);
    client.open(URI, text);
    let found = client.ask("textDocument/documentHighlight", at(URI, place.0, place.1));
    assert_eq!(each(&found, |one| range(&one["range"])), expected, "{encodings:?}");
}

#[test]
fn behind_characters_beyond_the_basic_plane() {
    let text = "s = '🦀é'; x = 1; '🦀'; x\n";
    check(&["utf-16", "utf-8"], text, (0, 14), &["0:14-15", "0:29-30"]);
    check(&["utf-16", "utf-32"], text, (0, 10), &["0:10-11", "0:22-23"]);
    check(&["utf-16"], text, (0, 11), &["0:11-12", "0:24-25"]);
    check(&[], text, (0, 11), &["0:11-12", "0:24-25"]);
    check(&["utf-7"], text, (0, 11), &["0:11-12", "0:24-25"]);
}

#[test]
fn names_outside_of_ascii() {
    let text = "größe = 1\nprint('🦀', größe)\n";
    check(&["utf-8"], text, (0, 0), &["0:0-7", "1:14-21"]);
    check(&["utf-16"], text, (0, 0), &["0:0-5", "1:12-17"]);
    check(&["utf-32"], text, (0, 0), &["0:0-5", "1:11-16"]);
}

#[test]
fn all_three_line_ends() {
    let text = "x = 1\r\nx\rif x:\n  x\r\r\nx";
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        check(&[encoding], text, (5, 0), &["0:0-1", "1:0-1", "2:3-4", "3:2-3", "5:0-1"]);
    }
}

#[test]
fn what_is_out_of_range_is_the_nearest_place() {
    let text = "x = yy\nyy\n";
    check(&["utf-8"], text, (0, 99), &["0:4-6", "1:0-2"]);
    let mut client = client_with(&["utf-16"]);
    client.open(URI, text);
    let end = json!({ "line": 99, "character": 4_000_000_000_u32 });
    client.change(URI, json!([{ "range": { "start": end, "end": end }, "text": "yy" }]));
    let found = client.ask("textDocument/documentHighlight", at(URI, 0, 4));
    assert_eq!(each(&found, |one| range(&one["range"])), ["0:4-6", "1:0-2", "2:0-2"]);
}

#[test]
fn an_edit_behind_and_inside_of_a_pair() {
    for (encoding, end, inside) in [("utf-8", 10, 6), ("utf-16", 8, 6), ("utf-32", 7, 5)] {
        let mut client = client_with(&[encoding]);
        client.open(URI, "a = '🦀'\na\n");
        let change = |character: usize, text: &str| {
            let place = json!({ "line": 0, "character": character });
            json!([{ "range": { "start": place, "end": place }, "text": text }])
        };
        // Inside of the character is its start.
        client.change(URI, change(inside, "'; "));
        client.change(URI, change(end + 3, "; a"));
        client.change(URI, change(inside + 2, " '"));
        let found = client.ask("textDocument/documentHighlight", at(URI, 0, 0));
        let expected = ["0:0-1".to_owned(), format!("0:{}-{}", end + 7, end + 8), "1:0-1".to_owned()];
        assert_eq!(each(&found, |one| range(&one["range"])), expected, "{encoding}");
    }
}

#[test]
fn the_uri_comes_back_as_it_was_sent() {
    for uri in ["file:///a b[1].py", "untitled:Untitled-1", "", "über", "file:///c%3A/x.py"] {
        let mut client = client_with(&["utf-8"]);
        client.open(uri, "x = 1\n");
        let found = client.ask("textDocument/definition", at(uri, 0, 0));
        assert_eq!(found[0]["uri"], *uri);
        let mut params = at(uri, 0, 0);
        params["newName"] = json!("y");
        assert!(client.ask("textDocument/rename", params)["changes"].get(uri).is_some());
    }
}

/// Editors written in JavaScript can send half of a surrogate pair.
#[test]
fn half_a_pair_moves_nothing() {
    let mut client = client_with(&["utf-16"]);
    let params =
        r#"{"textDocument":{"uri":"u","languageId":"python","version":1,"text":"'\ud83e'; x = 1\nx\n"}}"#;
    let body = format!(r#"{{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{params}}}"#);
    client.send(&crate::client::frame(body.as_bytes()));
    let found = client.ask("textDocument/documentHighlight", at("u", 1, 0));
    assert_eq!(each(&found, |one| range(&one["range"])), ["0:5-6", "1:0-1"]);
    assert_ne!(found, Value::Null);
}
