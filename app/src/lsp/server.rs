//! The reading thread: takes messages, keeps the texts, hands questions to the analysis.
//!
//! Nothing here waits for the analysis. A change of a text is applied as it comes, and ends all requests about the
//! text before it. Invariant: whatever the client sends, every request gets one reply and the server goes on.
//!
//! A highlight makes older ones of its document obsolete: it follows the cursor, so only the newest is of use, and a
//! held arrow key asks for more than can be shown. Nothing else does: two panes may want definitions or selections of
//! two places, breadcrumbs and a side bar ask for the same symbols, and a client that dislikes an error in place of
//! what it asked for is right. Those requests end with a reply, an edit, or the client's word.

use std::io::{self, BufRead};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Sender;

use lsp_server::{ErrorCode, RequestId, ResponseError};
use lsp_types::notification::{
    Cancel, DidChangeTextDocument, DidCloseTextDocument, DidOpenTextDocument, Exit as ExitNotification,
    Notification,
};
use lsp_types::request::{Initialize, Request, Shutdown};
use lsp_types::{InitializeResult, ServerInfo};

use super::analysis::Order;
use super::body::Body;
use super::client::Client;
use super::documents::Documents;
use super::frames::{Frame, FrameReader};
use super::ledger::Ledger;
use super::message::{Malformed, Message, Params, error, opened, read_message, reply, reply_error};
use super::params;
use super::question::{OfPlace, Question};
use super::replies::Replies;
use crate::cli::Exit;

/// How far the client and the server are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    Meeting,
    Working,
    ShuttingDown,
}

/// Everything that the reading thread owns.
pub(super) struct Server<S> {
    phase: Phase,
    client: Client,
    documents: Documents,
    ledger: Arc<Ledger>,
    replies: Replies,
    /// Starts the analysis once it is known what the client can do.
    start_analysis: S,
    orders: Option<Sender<Order>>,
    /// How many orders were sent; what the analysis does ahead stops when it grows.
    sent: Arc<AtomicU64>,
}

impl<S> Server<S>
where
    S: FnMut(Client, Arc<AtomicU64>) -> io::Result<Sender<Order>>,
{
    pub(super) fn new(ledger: Arc<Ledger>, replies: Replies, start_analysis: S) -> Self {
        Self {
            phase: Phase::Meeting,
            client: Client::default(),
            documents: Documents::default(),
            ledger,
            replies,
            start_analysis,
            orders: None,
            sent: Arc::default(),
        }
    }

    /// Serves until the client says `exit` or its stream ends.
    pub(super) fn run(mut self, input: impl BufRead) -> Exit {
        let mut frames = FrameReader::new(input);
        loop {
            match frames.next() {
                Ok(Some(Frame::Body(body))) => {
                    if self.receive(body) {
                        break;
                    }
                }
                Ok(Some(Frame::Broken(reason))) => {
                    self.fail(None, &error(ErrorCode::ParseError, reason.to_owned()));
                }
                Ok(None) => break,
                Err(problem) => {
                    tracing::error!(%problem, "the client can't be heard any more");
                    break;
                }
            }
        }
        self.ledger.take_rest();
        self.sent.fetch_add(1, Ordering::Relaxed);
        if self.phase == Phase::ShuttingDown { Exit::Well } else { Exit::Failed }
    }

    /// Takes a message; whether it was the last one.
    fn receive(&mut self, body: Body) -> bool {
        let body = match opened(body) {
            Ok(document) => {
                if self.phase == Phase::Working {
                    self.open(document);
                }
                return false;
            }
            Err(body) => body.whole(),
        };
        match read_message(&body) {
            Ok(Message::Request { id, method, params }) => {
                if let Err(problem) = self.request(&id, &method, params) {
                    self.fail(Some(&id), &problem);
                }
            }
            Ok(Message::Notification { method, .. }) if method == ExitNotification::METHOD => return true,
            Ok(Message::Notification { method, params }) => {
                if let Err(problem) = self.notification(&method, params) {
                    // Nobody waits for a reply.
                    tracing::warn!(%method, "{}", problem.message);
                }
            }
            Ok(Message::Response) => {}
            Err(Malformed { id, error }) => self.fail(id.as_ref(), &error),
        }
        false
    }

    fn request(&mut self, id: &RequestId, method: &str, params: Params<'_>) -> Result<(), ResponseError> {
        match (self.phase, method) {
            (Phase::Meeting, Initialize::METHOD) => self.meet(id, params),
            (Phase::Meeting, _) => {
                Err(error(ErrorCode::ServerNotInitialized, "the first request is initialize".to_owned()))
            }
            (Phase::Working, Initialize::METHOD) => {
                Err(error(ErrorCode::InvalidRequest, "initialize comes only once".to_owned()))
            }
            (Phase::Working, Shutdown::METHOD) => {
                self.phase = Phase::ShuttingDown;
                self.send(reply(id, &()));
                Ok(())
            }
            (Phase::Working, _) => self.ask(id, method, params),
            (Phase::ShuttingDown, _) => {
                Err(error(ErrorCode::InvalidRequest, "nothing comes after shutdown but exit".to_owned()))
            }
        }
    }

    fn meet(&mut self, id: &RequestId, params: Params<'_>) -> Result<(), ResponseError> {
        self.client = Client::new(&params.read::<params::Initialize<'_>>()?.capabilities());
        let orders = (self.start_analysis)(self.client, Arc::clone(&self.sent));
        self.orders = Some(orders.map_err(|problem| {
            error(ErrorCode::InternalError, format!("the analysis can't be started: {problem}"))
        })?);
        self.phase = Phase::Working;
        let info = ServerInfo {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        };
        self.send(reply(
            id,
            &InitializeResult { capabilities: self.client.server(), server_info: Some(info) },
        ));
        Ok(())
    }

    fn ask(&mut self, id: &RequestId, method: &str, params: Params<'_>) -> Result<(), ResponseError> {
        let (document, question) = Question::read(method, params, &self.documents, self.client.encoding)?;
        let document = document.id;
        let is_highlight = matches!(question, Question::Place(OfPlace::Highlight { .. }));
        if is_highlight {
            let obsolete = self.ledger.take_highlights(document);
            self.end(&obsolete, ErrorCode::RequestCanceled, "a newer request took its place");
        }
        let ticket = self.ledger.enter(id.clone(), document, is_highlight).ok_or_else(|| {
            error(ErrorCode::InvalidRequest, "a request with this id has no reply yet".to_owned())
        })?;
        self.order(Order::Ask { document, question, ticket });
        Ok(())
    }

    fn notification(&mut self, method: &str, params: Params<'_>) -> Result<(), ResponseError> {
        if self.phase != Phase::Working {
            return Ok(());
        }
        match method {
            Cancel::METHOD => {
                let id = params.read::<params::Cancel>()?.id;
                if self.ledger.take_cancelled(&id) {
                    self.end(&[id], ErrorCode::RequestCanceled, "the client took it back");
                }
            }
            DidOpenTextDocument::METHOD => {
                self.open(params.read::<params::DidOpen<'_>>()?.text_document);
            }
            DidChangeTextDocument::METHOD => self.change(params)?,
            DidCloseTextDocument::METHOD => {
                let params: params::OfDocument<'_> = params.read()?;
                self.close(&params.text_document.uri);
            }
            // Saving changes nothing here, and what isn't known can be of no use.
            _ => {}
        }
        Ok(())
    }

    fn open(&mut self, params::OpenedDocument { uri, version, text }: params::OpenedDocument<'_>) {
        self.close(&uri);
        let document = self.documents.open(&uri, version, text.0);
        let order = Order::Open {
            document: document.id,
            uri: Arc::clone(&document.uri),
            version: document.version,
            text: document.text.clone(),
        };
        self.order(order);
    }

    fn change(&mut self, params: Params<'_>) -> Result<(), ResponseError> {
        let params: params::DidChange<'_> = params.read()?;
        let params::ChangedDocument { uri, version } = params.text_document;
        let Some(document) = self.documents.get_mut(&uri) else {
            return Err(error(ErrorCode::InvalidParams, format!("{uri} is not an open document")));
        };
        let patch = document.change(version, params.content_changes, self.client.encoding);
        let (id, version, text) = (document.id, document.version, document.text.clone());
        let outdated = self.ledger.take_document(id);
        self.end(&outdated, ErrorCode::ContentModified, "the text changed");
        self.order(Order::Change { document: id, version, text, patch });
        Ok(())
    }

    fn close(&mut self, uri: &str) {
        if let Some(document) = self.documents.close(uri) {
            let outdated = self.ledger.take_document(document.id);
            self.end(&outdated, ErrorCode::ContentModified, "the document was closed");
            self.order(Order::Close { document: document.id });
        }
    }

    /// Replies to requests that were taken out of the ledger.
    fn end(&self, ids: &[RequestId], code: ErrorCode, why: &str) {
        for id in ids {
            self.fail(Some(id), &error(code, why.to_owned()));
        }
    }

    fn fail(&self, id: Option<&RequestId>, problem: &ResponseError) {
        self.send(reply_error(id, problem));
    }

    fn send(&self, reply: Vec<u8>) {
        self.replies.send(reply);
    }

    fn order(&self, order: Order) {
        // What the analysis does ahead stops at once.
        self.sent.fetch_add(1, Ordering::Relaxed);
        if let Some(orders) = &self.orders
            && orders.send(order).is_err()
        {
            tracing::error!("the analysis has ended");
        }
    }
}
