//! The loop of the engine thread.

use super::Idle;
use super::channel::{Nothing, Receiving};

/// What the loop drives.
pub(crate) trait Work<T> {
    /// Works on a message to its end, or until it is useless.
    fn work(&mut self, message: T);

    /// Does a slice of work that nobody asked for.
    fn idle(&mut self) -> Idle;
}

/// Works on every message, and idles while none waits, until the sender is gone.
pub(crate) fn serve<T>(inbox: &impl Receiving<T>, worker: &mut impl Work<T>) {
    let mut idle = Idle::Done;
    loop {
        let message = match idle {
            Idle::Done => inbox.recv().ok_or(Nothing::Ever),
            Idle::More => inbox.try_recv(),
        };
        idle = match message {
            Ok(message) => {
                worker.work(message);
                Idle::More
            }
            Err(Nothing::Yet) => worker.idle(),
            Err(Nothing::Ever) => return,
        };
    }
}
