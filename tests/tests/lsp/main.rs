//! `namelight lsp`, as other editors see it: every request, all encodings and line ends, and what clients shouldn't do.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod client;
mod edits;
mod features;
mod malformed;
mod order;
mod places;
mod storm;
