//! JSON-RPC: what a message is, and how replies are written.
//!
//! Invariant: parameters are borrowed from the message, results are written straight to bytes; neither becomes a
//! tree of JSON values.

use std::borrow::Cow;

use lsp_server::{ErrorCode, RequestId, ResponseError};
use lsp_types::notification::{DidOpenTextDocument, Notification as _};
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use serde_json::error::Category;
use serde_json::value::RawValue;

use super::body::Body;
use super::json_text::RopeText;
use super::params::{DidOpen, OpenedDocument};

/// A message from the client.
pub(super) enum Message<'a> {
    Request {
        id: RequestId,
        method: Cow<'a, str>,
        params: Params<'a>,
    },
    Notification {
        method: Cow<'a, str>,
        params: Params<'a>,
    },
    /// The reply to something; the server never asks.
    Response,
}

/// What comes with a message.
#[derive(Clone, Copy)]
pub(super) struct Params<'a>(Option<&'a RawValue>);

impl<'a> Params<'a> {
    /// Reads them as what the method wants.
    ///
    /// # Errors
    /// `InvalidParams` where they are something else.
    pub(super) fn read<T: Deserialize<'a>>(self) -> Result<T, ResponseError> {
        let json = self.0.map_or("null", RawValue::get);
        serde_json::from_str(json).map_err(|problem| {
            error(ErrorCode::InvalidParams, format!("the parameters are wrong: {problem}"))
        })
    }
}

/// A notification that opens a text.
#[derive(Deserialize)]
struct Opening<'a> {
    #[serde(borrow)]
    method: Cow<'a, str>,
    #[serde(default)]
    id: Option<IgnoredAny>,
    #[serde(borrow)]
    params: DidOpen<'a, &'a RawValue>,
}

#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow, default)]
    id: Option<&'a RawValue>,
    #[serde(borrow, default)]
    method: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    params: Option<&'a RawValue>,
    #[serde(borrow, default)]
    result: Option<&'a RawValue>,
    #[serde(borrow, default)]
    error: Option<&'a RawValue>,
}

/// Why a message is none, and whom to tell.
pub(super) struct Malformed {
    pub(super) id: Option<RequestId>,
    pub(super) error: ResponseError,
}

/// Reads a message.
///
/// # Errors
/// [`Malformed`] where it is none.
pub(super) fn read_message(body: &[u8]) -> Result<Message<'_>, Malformed> {
    let envelope: Envelope<'_> = serde_json::from_slice(body).map_err(|problem| {
        let code = match problem.classify() {
            Category::Data => ErrorCode::InvalidRequest,
            _ => ErrorCode::ParseError,
        };
        Malformed { id: None, error: error(code, format!("the message is not understood: {problem}")) }
    })?;
    let id = envelope.id.map(|id| serde_json::from_str::<RequestId>(id.get())).transpose();
    let id = id.map_err(|_| Malformed {
        id: None,
        error: error(ErrorCode::InvalidRequest, "an id is a whole number or a string".to_owned()),
    })?;
    let is_response = envelope.result.is_some() || envelope.error.is_some();
    let params = Params(envelope.params);
    match (envelope.method, id) {
        (Some(method), Some(id)) => Ok(Message::Request { id, method, params }),
        (Some(method), None) => Ok(Message::Notification { method, params }),
        // A reply without a result may be null or left out.
        (None, Some(_) | None) if is_response => Ok(Message::Response),
        (None, id) => Err(Malformed {
            id,
            error: error(ErrorCode::InvalidRequest, "a message has a method or a result".to_owned()),
        }),
    }
}

/// Takes what a message opens with the text that was lifted out of it.
///
/// # Errors
/// The body, if it is another message after all, the text is that of something else, or anything is wrong with it.
pub(super) fn opened(body: Body) -> Result<OpenedDocument<'static>, Body> {
    let Body { json, lifted: Some(lifted) } = body else { return Err(body) };
    match opening(&json, lifted.at) {
        Some((uri, version)) => {
            Ok(OpenedDocument { uri: Cow::Owned(uri), version, text: RopeText(lifted.text) })
        }
        None => Err(Body { json, lifted: Some(lifted) }),
    }
}

/// The document, if that is what a message opens and its text is the string at byte `at`.
fn opening(json: &[u8], at: usize) -> Option<(String, Option<i32>)> {
    let opening: Opening<'_> = serde_json::from_slice(json).ok()?;
    let OpenedDocument { uri, version, text } = opening.params.text_document;
    let is_its_text = json.get(at..).is_some_and(|place| std::ptr::eq(place.as_ptr(), text.get().as_ptr()));
    let is_opening = opening.id.is_none() && opening.method == DidOpenTextDocument::METHOD;
    (is_opening && is_its_text).then(|| (uri.into_owned(), version))
}

/// An error in the words of the protocol.
pub(super) fn error(code: ErrorCode, message: String) -> ResponseError {
    ResponseError { code: code as i32, message, data: None }
}

#[derive(Serialize)]
struct Reply<'a, T> {
    jsonrpc: &'static str,
    /// Null where it couldn't be read.
    id: Option<&'a RequestId>,
    #[serde(flatten)]
    outcome: Outcome<'a, T>,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Outcome<'a, T> {
    Result(&'a T),
    Error(&'a ResponseError),
}

/// The reply with a result.
pub(super) fn reply<T: Serialize>(id: &RequestId, result: &T) -> Vec<u8> {
    let reply = Reply { jsonrpc: "2.0", id: Some(id), outcome: Outcome::Result(result) };
    serde_json::to_vec(&reply).unwrap_or_else(|problem| {
        reply_error(Some(id), &error(ErrorCode::InternalError, format!("the answer is no JSON: {problem}")))
    })
}

/// The reply with a result that is written as JSON already.
pub(super) fn reply_written(id: &RequestId, result: &[u8]) -> Vec<u8> {
    // An id is a string or a number, and so always JSON.
    let id = serde_json::to_vec(id).unwrap_or_default();
    [br#"{"jsonrpc":"2.0","id":"#, &*id, br#","result":"#, result, b"}"].concat()
}

/// The reply with an error.
pub(super) fn reply_error(id: Option<&RequestId>, problem: &ResponseError) -> Vec<u8> {
    let reply = Reply::<()> { jsonrpc: "2.0", id, outcome: Outcome::Error(problem) };
    // Strings and numbers are always JSON.
    serde_json::to_vec(&reply).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crop::Rope;

    use super::super::body::Lifted;
    use super::*;

    fn shown(body: &str) -> String {
        match read_message(body.as_bytes()) {
            Ok(Message::Request { id, method, .. }) => format!("request {id} {method}"),
            Ok(Message::Notification { method, .. }) => format!("notification {method}"),
            Ok(Message::Response) => "response".to_owned(),
            Err(Malformed { id, error }) => format!("{} {:?}", error.code, id.map(|id| id.to_string())),
        }
    }

    #[test]
    fn what_messages_are() {
        assert_eq!(shown(r#"{"jsonrpc":"2.0","id":1,"method":"a","params":{}}"#), "request 1 a");
        assert_eq!(shown(r#"{"id":"x","method":"a\/b"}"#), "request \"x\" a/b");
        assert_eq!(shown(r#"{"method":"a","params":null,"more":[1]}"#), "notification a");
        assert_eq!(shown(r#"{"id":null,"method":"a"}"#), "notification a");
        assert_eq!(shown(r#"{"id":1,"result":{}}"#), "response");
        assert_eq!(shown(r#"{"id":null,"error":{"code":1,"message":""}}"#), "response");
    }

    #[test]
    fn what_is_no_message() {
        for wrong in ["", "{", "{\"method\":", "\u{1}", "{}{}", "{\"method\":\"a\",}", "{\"id\":1 \"a\":2}"] {
            assert_eq!(shown(wrong), "-32700 None", "{wrong}");
        }
        for wrong in
            ["[]", "1", "null", "{}", r#"{"method":1}"#, r#"{"id":1.5,"method":"a"}"#, r#"{"id":{}}"#]
        {
            assert_eq!(shown(wrong), "-32600 None", "{wrong}");
        }
        assert_eq!(shown(r#"{"id":7}"#), "-32600 Some(\"7\")");
        assert!(read_message(b"{\"method\":\"\xff\"}").is_err());
        assert!(read_message("[".repeat(100_000).as_bytes()).is_err(), "no depth is too deep");
    }

    /// What a message opens whose last `""` had a text in it; or the message, if it is another.
    fn shown_lifted(json: &str) -> String {
        let lifted = Lifted { text: Rope::from("x = 1"), at: json.rfind(r#""""#).unwrap() };
        match opened(Body { json: json.as_bytes().to_vec(), lifted: Some(lifted) }) {
            Ok(OpenedDocument { uri, version, text }) => format!("{uri} {version:?} {}", text.0),
            Err(body) => {
                let whole = String::from_utf8(body.whole()).unwrap();
                assert_eq!(whole, json.replace(r#""""#, r#""x = 1""#), "nothing is lost");
                shown(&whole)
            }
        }
    }

    #[test]
    fn a_text_that_was_lifted_out_is_that_of_a_document() {
        let document = r#"{"textDocument":{"uri":"a","version":3,"text":""}}"#;
        let method = r#""method":"textDocument/didOpen""#;
        for (json, expected) in [
            (format!(r#"{{"jsonrpc":"2.0",{method},"params":{document}}}"#), "a Some(3) x = 1"),
            (format!(r#"{{"id":null,{method},"params":{document}}}"#), "a Some(3) x = 1"),
            (format!(r#"{{"id":1,{method},"params":{document}}}"#), "request 1 textDocument/didOpen"),
            (format!(r#"{{{method},"params":{document}"#), "-32700 None"),
            (
                format!(r#"{{{method},"params":{{"text":"","textDocument":{{"uri":"a","text":7}}}}}}"#),
                "notification textDocument/didOpen",
            ),
            (
                format!(r#"{{{method},"params":{{"textDocument":{{"uri":"a","text":"b"}},"text":""}}}}"#),
                "notification textDocument/didOpen",
            ),
        ] {
            assert_eq!(shown_lifted(&json), expected, "{json}");
        }
    }

    #[test]
    fn replies() {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        assert_eq!(text(reply(&7.into(), &Some([1, 2]))), r#"{"jsonrpc":"2.0","id":7,"result":[1,2]}"#);
        assert_eq!(text(reply(&7.into(), &None::<u8>)), r#"{"jsonrpc":"2.0","id":7,"result":null}"#);
        let problem = error(ErrorCode::ParseError, "no".to_owned());
        assert_eq!(
            text(reply_error(None, &problem)),
            r#"{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"no"}}"#
        );
    }
}
