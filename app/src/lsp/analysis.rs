//! The analysis thread: an index for every open document, and questions about them, one after the other.
//!
//! Texts and questions come through one channel in the order in which the client sent them, so a question always
//! meets the text that it is about. Questions about one place are answered as they come. Those about a whole document
//! are worked on in slices, and so is indexing ahead while nothing is asked; a message that comes in cuts a slice
//! short, so nobody waits for either. What a slice has finished stays.
//!
//! Invariant: a failure inside the analysis costs the document's index and one reply, never the thread.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::mpsc::{Receiver, TryRecvError};
use std::thread;

use lsp_server::ErrorCode;
use namelight_engine::FileIndex;
use namelight_engine::text::{DocumentId, Generation, Patch};
use namelight_engine::worker::{CancelToken, Cancelled};

use super::client::Client;
use super::ledger::{Ledger, Ticket};
use super::lookup::{Subject, look_up};
use super::message::{error, reply_error};
use super::question::Question;
use super::replies::Replies;
use super::sweep::Sweep;
use super::text::Text;

/// Segments indexed in one go while nothing is asked.
const IDLE_SEGMENTS: usize = 64;

/// What the reading thread has for the analysis.
pub(super) enum Order {
    Open { document: DocumentId, uri: Arc<str>, version: i32, text: Text },
    Change { document: DocumentId, version: i32, text: Text, patch: Patch },
    Close { document: DocumentId },
    Ask { document: DocumentId, question: Question, ticket: Ticket },
}

/// An open document.
struct Known {
    id: DocumentId,
    uri: Arc<str>,
    version: i32,
    text: Text,
    index: FileIndex,
    /// Whether there is nothing to index ahead: all is, or it failed on this text.
    is_done: bool,
}

/// A question about a whole document on its way.
struct Job {
    document: DocumentId,
    sweep: Sweep,
    ticket: Ticket,
}

/// Everything that the analysis thread owns.
pub(super) struct Analysis {
    client: Client,
    orders: Receiver<Order>,
    /// How many orders were sent, counted before they are.
    sent: Arc<AtomicU64>,
    taken: u64,
    ledger: Arc<Ledger>,
    replies: Replies,
    /// The one that was asked about last comes first.
    documents: VecDeque<Known>,
    jobs: VecDeque<Job>,
}

impl Analysis {
    pub(super) fn new(
        client: Client,
        orders: Receiver<Order>,
        sent: Arc<AtomicU64>,
        ledger: Arc<Ledger>,
        replies: Replies,
    ) -> Self {
        Self {
            client,
            orders,
            sent,
            taken: 0,
            ledger,
            replies,
            documents: VecDeque::new(),
            jobs: VecDeque::new(),
        }
    }

    /// Works until nobody can send orders any more.
    pub(super) fn run(mut self) {
        loop {
            let order = match self.orders.try_recv() {
                Ok(order) => order,
                Err(TryRecvError::Disconnected) => return,
                Err(TryRecvError::Empty) if self.work_ahead() => continue,
                Err(TryRecvError::Empty) => match self.orders.recv() {
                    Ok(order) => order,
                    Err(_) => return,
                },
            };
            self.taken += 1;
            self.take(order);
        }
    }

    fn take(&mut self, order: Order) {
        match order {
            Order::Open { document: id, uri, version, text } => {
                let index = FileIndex::of(text.rope());
                self.documents.push_front(Known { id, uri, version, text, index, is_done: false });
            }
            Order::Change { document, version, text, patch } => {
                if let Some(known) = self.documents.iter_mut().find(|known| known.id == document) {
                    known.index.edit(text.rope(), &patch);
                    (known.version, known.text, known.is_done) = (version, text, false);
                }
            }
            Order::Close { document } => self.close(document),
            Order::Ask { document, question, ticket } => self.ask(document, question, ticket),
        }
    }

    /// Forgets a document. To free a large index takes longer than to answer a question, so somebody else does.
    fn close(&mut self, document: DocumentId) {
        let at = self.documents.iter().position(|known| known.id == document);
        if let Some(known) = at.and_then(|at| self.documents.remove(at)) {
            // Where there is no thread for it, it is freed here.
            let _ = thread::Builder::new().name("namelight-free".to_owned()).spawn(move || drop(known));
        }
    }

    fn ask(&mut self, document: DocumentId, question: Question, ticket: Ticket) {
        if ticket.cancel.check().is_err() {
            return;
        }
        if let Some(at) = self.documents.iter().position(|known| known.id == document)
            && let Some(known) = self.documents.remove(at)
        {
            self.documents.push_front(known);
        }
        match question {
            Question::Document(question) => {
                self.jobs.push_back(Job { document, sweep: Sweep::new(question), ticket });
            }
            Question::Place(question) => {
                let client = self.client;
                self.work_on(document, &ticket, |known| {
                    look_up(&question, &mut known.subject(), &client, &ticket.id, &ticket.cancel).map(Some)
                });
            }
        }
    }

    /// Does a slice of what nobody waits for at this very moment; whether there was anything.
    fn work_ahead(&mut self) -> bool {
        let token = CancelToken::of(Arc::clone(&self.sent), Generation(self.taken));
        if let Some(mut job) = self.jobs.pop_front() {
            if job.ticket.cancel.check().is_err() {
                return true;
            }
            let client = self.client;
            let is_over = self.work_on(job.document, &job.ticket, |known| {
                job.sweep.go_on(&mut known.subject(), &client, &job.ticket.id, &token)
            });
            if !is_over {
                self.jobs.push_front(job);
            }
            return true;
        }
        let Some(known) = self.documents.iter_mut().find(|known| !known.is_done) else { return false };
        match catch_unwind(AssertUnwindSafe(|| known.index.index_some(IDLE_SEGMENTS, &token))) {
            Ok(Ok(is_done)) => known.is_done = is_done,
            Ok(Err(Cancelled)) => {}
            Err(_) => {
                known.start_afresh();
                // Until somebody asks: it would only fail again.
                known.is_done = true;
            }
        }
        true
    }

    /// Works on a request and sends its reply when there is one; whether it is over.
    fn work_on(
        &mut self,
        document: DocumentId,
        ticket: &Ticket,
        work: impl FnOnce(&mut Known) -> Result<Option<Vec<u8>>, Cancelled>,
    ) -> bool {
        let known = self.documents.iter_mut().find(|known| known.id == document);
        // The requests about a document are over before it is closed.
        let Some(known) = known else { return true };
        let reply = match catch_unwind(AssertUnwindSafe(|| work(known))) {
            Ok(Ok(Some(reply))) => reply,
            Ok(Ok(None) | Err(Cancelled)) => return ticket.cancel.check().is_err(),
            Err(_) => {
                known.start_afresh();
                let problem = error(ErrorCode::InternalError, "the analysis failed".to_owned());
                reply_error(Some(&ticket.id), &problem)
            }
        };
        if self.ledger.take(ticket) {
            let rests = self.jobs.is_empty() && self.documents.iter().all(|known| known.is_done);
            if rests { self.replies.send_last(reply) } else { self.replies.send(reply) }
        }
        true
    }
}

impl Known {
    fn subject(&mut self) -> Subject<'_> {
        Subject { uri: &self.uri, version: self.version, text: &self.text, index: &mut self.index }
    }

    /// Throws away what a failure may have left half done.
    fn start_afresh(&mut self) {
        tracing::error!(uri = &*self.uri, "the analysis failed and is started afresh");
        self.index = FileIndex::of(self.text.rope());
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::sync::mpsc::channel;

    use crop::Rope;

    use super::*;
    use crate::lsp::message::reply;
    use crate::lsp::question::OfPlace;

    const DOCUMENT: DocumentId = DocumentId(1);

    struct Stage {
        analysis: Analysis,
        ledger: Arc<Ledger>,
        replies: Receiver<Vec<u8>>,
    }

    impl Stage {
        fn new() -> Self {
            let (_, orders) = channel();
            let (sender, replies) = Replies::unwritten();
            let ledger = Arc::new(Ledger::default());
            let client = Client::default();
            let mut analysis = Analysis::new(client, orders, Arc::default(), Arc::clone(&ledger), sender);
            let text = Text::from(Rope::from("x = 1\n"));
            analysis.take(Order::Open { document: DOCUMENT, uri: "u".into(), version: 1, text });
            Self { analysis, ledger, replies }
        }

        fn ask(&mut self, id: i32) {
            let ticket = self.ledger.enter(id.into(), DOCUMENT, false).unwrap();
            let question = Question::Place(OfPlace::Highlight { at: 0 });
            self.analysis.take(Order::Ask { document: DOCUMENT, question, ticket });
        }

        fn reply(&self) -> String {
            String::from_utf8(self.replies.try_recv().unwrap()).unwrap()
        }
    }

    #[test]
    fn a_failure_costs_one_reply() {
        let mut stage = Stage::new();
        let ticket = stage.ledger.enter(1.into(), DOCUMENT, false).unwrap();
        assert!(stage.analysis.work_on(DOCUMENT, &ticket, |_| panic!("in a test")));
        assert!(stage.reply().contains("-32603"));
        assert!(!stage.ledger.take(&ticket), "it was replied to");
        stage.ask(2);
        assert!(stage.reply().contains(r#""id":2,"result":[{"#));
    }

    #[test]
    fn whoever_takes_a_request_replies_to_it() {
        let mut stage = Stage::new();
        let ticket = stage.ledger.enter(1.into(), DOCUMENT, false).unwrap();
        let ledger = Arc::clone(&stage.ledger);
        // The text changes while the answer is on its way.
        stage.analysis.work_on(DOCUMENT, &ticket, |_| {
            ledger.take_document(DOCUMENT);
            Ok(Some(reply(&1.into(), &())))
        });
        assert!(stage.replies.try_recv().is_err());
    }

    #[test]
    fn work_ahead_ends_when_all_is_indexed() {
        let mut stage = Stage::new();
        assert!(stage.analysis.work_ahead());
        assert!(!stage.analysis.work_ahead());
        stage.analysis.take(Order::Close { document: DOCUMENT });
        assert!(stage.analysis.documents.is_empty());
    }
}
