//! The program without a window: frames in virtual time, and pictures of them drawn on the CPU.
//!
//! Replaying a trace, the tests and a machine without a display all go through here. Invariant: what
//! is drawn is what a window would show, from the same triangles, by the same rules of blending; and a
//! frame comes when a window's would.

mod bell;
mod dropped;
mod frame_loop;
#[cfg(test)]
mod frame_loop_tests;

pub use dropped::Dropped;
pub use frame_loop::{Frame, FrameLoop, Program, RATE, Screen};
