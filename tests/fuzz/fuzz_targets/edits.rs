#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| namelight_fuzz::check("edits", bytes));
