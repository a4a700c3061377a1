//! The requests that have no reply yet.
//!
//! Invariant: every request is replied to exactly once. To reply, one has to take the request out of the ledger, and
//! only one of those who want to can: the analysis with its result, or the reading thread, because the client took
//! the request back, a newer one made it obsolete, or the text changed.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use lsp_server::RequestId;
use namelight_engine::text::{DocumentId, Generation};
use namelight_engine::worker::CancelToken;

/// A request on its way through the analysis.
pub(super) struct Ticket {
    pub(super) id: RequestId,
    /// Tells it from a later request with the same id.
    serial: u64,
    /// Says when the reply isn't wanted any more.
    pub(super) cancel: CancelToken,
}

struct Entry {
    serial: u64,
    document: DocumentId,
    is_highlight: bool,
    /// 1 once the reply isn't wanted any more.
    ended: Arc<AtomicU64>,
}

/// All requests without a reply.
#[derive(Default)]
pub(super) struct Ledger {
    open: Mutex<HashMap<RequestId, Entry>>,
    last_serial: AtomicU64,
}

impl Ledger {
    /// Enters a request; none if one with this id is open.
    pub(super) fn enter(&self, id: RequestId, document: DocumentId, is_highlight: bool) -> Option<Ticket> {
        let mut open = self.lock();
        if open.contains_key(&id) {
            return None;
        }
        let serial = self.last_serial.fetch_add(1, Ordering::Relaxed);
        let ended = Arc::new(AtomicU64::new(0));
        let cancel = CancelToken::of(Arc::clone(&ended), Generation(0));
        open.insert(id.clone(), Entry { serial, document, is_highlight, ended });
        Some(Ticket { id, serial, cancel })
    }

    /// Takes a request out to reply to it; false if somebody else has.
    pub(super) fn take(&self, ticket: &Ticket) -> bool {
        let mut open = self.lock();
        let is_open = open.get(&ticket.id).is_some_and(|entry| entry.serial == ticket.serial);
        is_open && open.remove(&ticket.id).is_some()
    }

    /// Takes out the request that the client takes back; false if it has its reply.
    pub(super) fn take_cancelled(&self, id: &RequestId) -> bool {
        self.lock().remove(id).is_some_and(|entry| {
            entry.ended.store(1, Ordering::Relaxed);
            true
        })
    }

    /// Takes out the highlights of a document, for a newer one to take their place.
    pub(super) fn take_highlights(&self, document: DocumentId) -> Vec<RequestId> {
        self.take_all(|entry| entry.document == document && entry.is_highlight)
    }

    /// Takes out all requests about a document.
    pub(super) fn take_document(&self, document: DocumentId) -> Vec<RequestId> {
        self.take_all(|entry| entry.document == document)
    }

    /// Takes out everything: the client wants nothing any more.
    pub(super) fn take_rest(&self) {
        self.take_all(|_| true);
    }

    fn take_all(&self, is_meant: impl Fn(&Entry) -> bool) -> Vec<RequestId> {
        let mut open = self.lock();
        let taken = open.extract_if(|_, entry| is_meant(entry));
        taken
            .map(|(id, entry)| {
                entry.ended.store(1, Ordering::Relaxed);
                id
            })
            .collect()
    }

    /// Nothing that is done under the lock can leave it half done.
    fn lock(&self) -> MutexGuard<'_, HashMap<RequestId, Entry>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    const HERE: DocumentId = DocumentId(1);
    const THERE: DocumentId = DocumentId(2);

    #[test]
    fn only_one_replies() {
        let ledger = Ledger::default();
        let ticket = ledger.enter(1.into(), HERE, false).unwrap();
        assert!(ledger.enter(1.into(), HERE, false).is_none(), "one with this id is open");
        assert!(ticket.cancel.check().is_ok());
        assert!(ledger.take_cancelled(&1.into()));
        assert!(ticket.cancel.check().is_err());
        assert!(!ledger.take(&ticket) && !ledger.take_cancelled(&1.into()));
        let later = ledger.enter(1.into(), HERE, false).unwrap();
        assert!(!ledger.take(&ticket), "a later request with the same id is another one");
        assert!(ledger.take(&later));
    }

    #[test]
    fn a_highlight_replaces_highlights_of_its_document_only() {
        let ledger = Ledger::default();
        let enter =
            |id: i32, document, is_highlight| ledger.enter(id.into(), document, is_highlight).unwrap();
        let tickets = [enter(1, HERE, true), enter(2, HERE, false), enter(3, THERE, true)];
        assert_eq!(ledger.take_highlights(HERE), [1.into()]);
        assert!(tickets.each_ref().map(|ticket| ticket.cancel.check().is_ok()) == [false, true, true]);
        assert_eq!(ledger.take_document(HERE), [2.into()]);
        ledger.take_rest();
        assert!(tickets.iter().all(|ticket| ticket.cancel.check().is_err() && !ledger.take(ticket)));
    }
}
