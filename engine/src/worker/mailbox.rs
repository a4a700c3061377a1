//! Latest wins: a bounded channel whose sender throws out what is stale instead of waiting.
//!
//! Requests go to the engine through a mailbox of one, and its answers come back through another; the
//! engine's events through one that holds the latest few.

use std::time::Duration;

use super::channel::{Nothing, Receiving, Refused, Sending};

/// The sending end. There is one of it, and posting takes it mutably, so "the last posted" is
/// always well defined.
///
/// It holds a receiver, too, to take out what is stale. That receiver doesn't keep the channel open:
/// dropping the outbox drops the only sender, which ends the loop at the other end.
#[derive(Debug)]
pub(crate) struct Outbox<S, R> {
    sender: S,
    stale: R,
}

/// An outbox on flume, which the program uses.
pub(crate) type FlumeOutbox<T> = Outbox<flume::Sender<T>, flume::Receiver<T>>;

/// Both ends of a mailbox that holds the latest `capacity` messages, one at least.
pub(crate) fn mailbox<T>(capacity: usize) -> (FlumeOutbox<T>, flume::Receiver<T>) {
    // flume has known faults in channels without any room, which hand over from thread to thread.
    let (sender, inbox) = flume::bounded(capacity.max(1));
    (Outbox::new(sender, inbox.clone()), inbox)
}

impl<S, R> Outbox<S, R> {
    /// An outbox from both ends of one bounded channel. Nobody else may send.
    pub(crate) fn new(sender: S, stale: R) -> Self {
        Self { sender, stale }
    }

    /// Posts without ever waiting, and returns how many messages it threw out for it: none or one.
    pub(crate) fn post<T>(&mut self, mut message: T) -> u64
    where
        S: Sending<T>,
        R: Receiving<T>,
    {
        let mut superseded = 0;
        // Nobody else sends, so there is room at the second try at the latest: either the stale
        // message was thrown out, or the receiver took it in between.
        loop {
            match self.sender.try_send(message) {
                // Nobody is left to receive: `stale` is here, so that can't be.
                Ok(()) | Err(Refused::Disconnected(_)) => return superseded,
                Err(Refused::Full(back)) => message = back,
            }
            superseded += u64::from(self.stale.try_recv().is_ok());
        }
    }

    /// How many messages wait.
    pub(crate) fn waiting<T>(&self) -> usize
    where
        R: Receiving<T>,
    {
        self.stale.len()
    }
}

/// Waits for a message that `is_wanted`, for `at_most` by the clock `now`, throwing away all others.
/// None when the time is over or nothing will ever come.
pub(crate) fn wait_for<T>(
    inbox: &impl Receiving<T>,
    is_wanted: impl Fn(&T) -> bool,
    at_most: Duration,
    now: impl Fn() -> Duration,
) -> Option<T> {
    let start = now();
    let mut left = at_most;
    loop {
        match inbox.recv_timeout(left) {
            Ok(message) if is_wanted(&message) => return Some(message),
            Ok(_) => left = at_most.saturating_sub(now().saturating_sub(start)),
            Err(Nothing::Yet | Nothing::Ever) => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_message_replaces_the_one_that_waits() {
        let (mut outbox, inbox) = mailbox(1);
        assert_eq!(outbox.post("first"), 0);
        assert_eq!(outbox.post("second"), 1);
        assert_eq!(outbox.waiting(), 1);
        assert_eq!(Receiving::try_recv(&inbox), Ok("second"));
        assert_eq!(Receiving::try_recv(&inbox), Err(Nothing::Yet));
    }

    #[test]
    fn a_larger_one_keeps_the_latest() {
        let (mut outbox, inbox) = mailbox(3);
        for number in 0..10 {
            outbox.post(number);
        }
        assert_eq!(inbox.drain().collect::<Vec<_>>(), [7, 8, 9]);
    }

    #[test]
    fn without_its_outbox_a_mailbox_is_emptied_and_ends() {
        let (mut outbox, inbox) = mailbox(1);
        outbox.post("last words");
        drop(outbox);
        assert_eq!(Receiving::recv(&inbox), Some("last words"));
        assert_eq!(Receiving::recv(&inbox), None);
        assert_eq!(Receiving::try_recv(&inbox), Err(Nothing::Ever));
    }

    #[test]
    fn waiting_skips_what_is_not_wanted() {
        let (mut outbox, inbox) = mailbox(3);
        for number in 1..=3 {
            outbox.post(number);
        }
        let hour = Duration::from_secs(3600);
        assert_eq!(wait_for(&inbox, |number| *number >= 2, hour, || Duration::ZERO), Some(2));
        assert_eq!(
            wait_for(&inbox, |number| *number >= 9, Duration::ZERO, || Duration::ZERO),
            None,
            "time is over"
        );
        drop(outbox);
        assert_eq!(wait_for(&inbox, |_| true, hour, || Duration::ZERO), None, "nothing will ever come");
    }
}
