//! Namelight's rooms. `main.rs` only reads the arguments and starts one of them; tests import the rest.
//!
//! Data flows one way in a frame: input → commands → document → question to the engine → answer →
//! paint. Invariant: the thread that draws never parses, never reads the disk in a frame, and never
//! waits for a lock that the engine holds while it works.

pub mod app;
mod background;
pub mod cli;
pub mod commands;
pub mod compare;
pub mod completing;
pub mod document;
pub mod drawing;
pub mod editor;
pub mod files;
pub mod find;
pub mod folding;
mod fonts;
pub mod headless;
pub mod highlights;
pub mod lsp;
pub mod newest;
pub mod oneshot;
pub mod panels;
pub mod picking;
pub mod project;
pub mod recovery;
pub mod rename;
pub mod requests;
pub mod run;
pub mod session;
pub mod settings;
pub mod side;
pub mod symbols;
pub mod theme;
mod tips;
pub mod trace;
pub mod watch;
pub mod window;
