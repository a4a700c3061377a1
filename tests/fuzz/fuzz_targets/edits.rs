#![no_main]

use namelight_fuzz::{check, fuzz::engine};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| check(engine::edits, bytes));
