#![no_main]

use namelight_fuzz::{check, fuzz::indents};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| check(indents::indents, bytes));
