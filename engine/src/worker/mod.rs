//! The engine thread: a latest-wins mailbox, cancellation, debounce and statistics.

mod cancel;
mod request;

pub use cancel::{CancelToken, Cancelled};
pub use request::Request;
