//! Which requests are answered, in which order, and what becomes of those that are not wanted any more.

use namelight::cli::Exit;
use serde_json::{Value, json};

use crate::client::{CANCELLED, Client, MODIFIED, at, each, notification, of, opened, outcome, plain, range};

const URI: &str = "file:///long.py";

const HIGHLIGHT: &str = "textDocument/documentHighlight";
const TOKENS: &str = "textDocument/semanticTokens/full";

/// A text whose tokens take far longer than any message takes to be read.
fn long_text() -> String {
    (0..20_000)
        .map(|number| format!("def f{number}(x):\n    total = [x, len(x), 'text']\n    return total\n\n"))
        .collect()
}

fn client_of_long_text() -> Client {
    let mut client = Client::start(plain());
    client.open(URI, &long_text());
    client
}

fn code(reply: Value) -> i64 {
    outcome(reply).map_or_else(|(code, _)| code, |_| 0)
}

#[test]
fn what_the_client_takes_back_is_answered_at_once() {
    let mut client = client_of_long_text();
    let (mut bytes, id) = client.request(TOKENS, of(URI));
    bytes.extend(notification("$/cancelRequest", json!({ "id": id })));
    bytes.extend(notification("$/cancelRequest", json!({ "id": id })));
    bytes.extend(notification("$/cancelRequest", json!({ "id": "never asked" })));
    client.send(&bytes);
    assert_eq!(code(client.wait(id)), CANCELLED);
    assert_ne!(client.ask(HIGHLIGHT, at(URI, 0, 4)), Value::Null, "the server goes on");
    client.end();
}

#[test]
fn a_held_key_gets_the_newest_highlight() {
    let mut client = client_of_long_text();
    // Keeps the analysis at work until all are read.
    let (mut bytes, first) = client.request(HIGHLIGHT, at(URI, 1, 11));
    let ids: Vec<i64> = (0..200)
        .map(|number| {
            let (request, id) = client.request(HIGHLIGHT, at(URI, 4 * number, 4));
            bytes.extend(request);
            id
        })
        .collect();
    client.send(&bytes);
    let (last, earlier) = ids.split_last().unwrap();
    let found = outcome(client.wait(*last)).unwrap();
    assert_eq!(each(&found, |one| range(&one["range"])), ["796:4-8"]);
    client.wait(first);
    let codes: Vec<i64> = earlier.iter().map(|id| code(client.wait(*id))).collect();
    assert!(codes.iter().all(|&code| code == CANCELLED || code == 0));
    assert!(codes.contains(&CANCELLED));
    client.end();
}

#[test]
fn other_requests_and_other_documents_keep_theirs() {
    let mut client = client_of_long_text();
    client.open("other", "x = 1\n");
    let mut bytes = Vec::new();
    let mut wanted = Vec::new();
    let mut push = |client: &mut Client, method: &str, params: Value| {
        let (request, id) = client.request(method, params);
        bytes.extend(request);
        wanted.push(id);
    };
    push(&mut client, HIGHLIGHT, at("other", 0, 0));
    push(&mut client, HIGHLIGHT, at(URI, 0, 4));
    for line in [0, 4] {
        push(&mut client, "textDocument/definition", at(URI, line, 4));
        push(&mut client, "textDocument/documentSymbol", of("other"));
    }
    client.send(&bytes);
    for id in wanted {
        assert_eq!(code(client.wait(id)), 0);
    }
}

#[test]
fn an_edit_ends_what_was_asked_before_it() {
    let mut client = client_of_long_text();
    client.open("other", "x = 1\n");
    let (mut bytes, tokens) = client.request(TOKENS, of(URI));
    let (more, waiting) = client.request(TOKENS, of(URI));
    bytes.extend(more);
    let (more, elsewhere) = client.request("textDocument/foldingRange", of("other"));
    bytes.extend(more);
    let place = json!({ "line": 0, "character": 0 });
    let changes = json!([{ "range": { "start": place, "end": place }, "text": "f1\n" }]);
    let document = json!({ "uri": URI, "version": 2 });
    let params = json!({ "textDocument": document, "contentChanges": changes });
    bytes.extend(notification("textDocument/didChange", params));
    let (more, after) = client.request(HIGHLIGHT, at(URI, 0, 0));
    bytes.extend(more);
    client.send(&bytes);
    assert_eq!(code(client.wait(tokens)), MODIFIED);
    assert_eq!(code(client.wait(waiting)), MODIFIED);
    assert_eq!(code(client.wait(elsewhere)), 0);
    let found = outcome(client.wait(after)).unwrap();
    assert_eq!(each(&found, |one| range(&one["range"])), ["0:0-2", "5:4-6"]);
}

#[test]
fn a_place_does_not_wait_for_a_whole_document() {
    let mut client = client_of_long_text();
    let (mut bytes, tokens) = client.request(TOKENS, of(URI));
    let (more, place) = client.request(HIGHLIGHT, at(URI, 0, 4));
    bytes.extend(more);
    client.send(&bytes);
    assert_eq!(code(client.wait(tokens)), 0);
    assert_eq!(client.order, [Value::from(1), place.into(), tokens.into()]);
}

#[test]
fn many_documents_opened_and_closed() {
    let mut client = Client::start(plain());
    let uri = |number: usize| format!("file:///{number}.py");
    for number in 0..100 {
        client.open(&uri(number), &format!("x{number} = 1\nx{number}\n"));
    }
    for number in (0..100).rev() {
        let found = client.ask(HIGHLIGHT, at(&uri(number), 0, 0));
        assert_eq!(found[0]["range"]["end"]["character"], format!("x{number}").len());
        if number % 2 == 0 {
            client.close(&uri(number));
        }
    }
    assert_eq!(client.try_ask(HIGHLIGHT, at(&uri(0), 0, 0)).unwrap_err().0, -32602);
    client.open(&uri(0), "y = 1\n");
    assert_eq!(client.ask(HIGHLIGHT, at(&uri(0), 0, 0)).as_array().unwrap().len(), 1);
    client.open(&uri(0), "\ny = 1\n");
    assert_eq!(client.ask(HIGHLIGHT, at(&uri(0), 0, 0)), Value::Null, "opened again, with another text");
    client.notify("textDocument/didSave", of(&uri(0)));
    client.end();
}

#[test]
fn a_document_that_is_closed_while_it_is_asked_about() {
    let mut client = client_of_long_text();
    let (mut bytes, tokens) = client.request(TOKENS, of(URI));
    bytes.extend(notification("textDocument/didClose", of(URI)));
    bytes.extend(notification("textDocument/didOpen", opened(URI, "x = 1\n")));
    let (more, after) = client.request(TOKENS, of(URI));
    bytes.extend(more);
    client.send(&bytes);
    assert_eq!(code(client.wait(tokens)), MODIFIED);
    let tokens = outcome(client.wait(after)).unwrap();
    assert_eq!(tokens["data"].as_array().unwrap().len(), 10);
}

#[test]
fn the_end_comes_in_time_whatever_is_asked() {
    let mut client = client_of_long_text();
    let (mut bytes, _) = client.request(TOKENS, of(URI));
    let (more, _) = client.request("shutdown", Value::Null);
    bytes.extend(more);
    bytes.extend(notification("exit", Value::Null));
    client.send(&bytes);
    assert_eq!(client.hang_up(), Exit::Well);
}

#[test]
fn how_the_server_ends() {
    Client::start(plain()).end();
    let mut client = Client::start(plain());
    client.notify("exit", Value::Null);
    assert_eq!(client.hang_up(), Exit::Failed, "without a shutdown");
    assert_eq!(Client::start(plain()).hang_up(), Exit::Failed, "the stream ended");
    assert_eq!(Client::connect().hang_up(), Exit::Failed, "it never began");
    let mut client = Client::start(plain());
    client.ask("shutdown", Value::Null);
    assert_eq!(client.hang_up(), Exit::Well);
}
