//! The little that mailbox and loop need of a channel, so that they run on a model channel as well.

use std::time::Duration;

/// Why a message wasn't taken; it comes back.
#[derive(Debug)]
pub(crate) enum Refused<T> {
    /// No room at the moment.
    Full(T),
    /// Nobody will ever receive it.
    Disconnected(T),
}

/// Why there is no message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Nothing {
    /// None at the moment, or within the time.
    Yet,
    /// Every sender is gone, and all they sent has been received.
    Ever,
}

/// The sending end of a bounded channel.
pub(crate) trait Sending<T> {
    fn try_send(&self, message: T) -> Result<(), Refused<T>>;
}

/// The receiving end of a bounded channel. Messages sent before the last sender went are received
/// before the channel counts as disconnected.
pub(crate) trait Receiving<T> {
    fn try_recv(&self) -> Result<T, Nothing>;

    /// Waits; none when every sender is gone.
    fn recv(&self) -> Option<T>;

    fn recv_timeout(&self, at_most: Duration) -> Result<T, Nothing>;

    /// How many messages wait.
    fn len(&self) -> usize;
}

impl<T> Sending<T> for flume::Sender<T> {
    fn try_send(&self, message: T) -> Result<(), Refused<T>> {
        flume::Sender::try_send(self, message).map_err(|refused| match refused {
            flume::TrySendError::Full(message) => Refused::Full(message),
            flume::TrySendError::Disconnected(message) => Refused::Disconnected(message),
        })
    }
}

impl<T> Receiving<T> for flume::Receiver<T> {
    fn try_recv(&self) -> Result<T, Nothing> {
        flume::Receiver::try_recv(self).map_err(|nothing| match nothing {
            flume::TryRecvError::Empty => Nothing::Yet,
            flume::TryRecvError::Disconnected => Nothing::Ever,
        })
    }

    fn recv(&self) -> Option<T> {
        flume::Receiver::recv(self).ok()
    }

    fn recv_timeout(&self, at_most: Duration) -> Result<T, Nothing> {
        flume::Receiver::recv_timeout(self, at_most).map_err(|nothing| match nothing {
            flume::RecvTimeoutError::Timeout => Nothing::Yet,
            flume::RecvTimeoutError::Disconnected => Nothing::Ever,
        })
    }

    fn len(&self) -> usize {
        flume::Receiver::len(self)
    }
}
