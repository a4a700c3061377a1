//! A file whose one statement is a long table, so that the analysis of it takes longer than a key's repeat.

use std::fmt::Write as _;

/// A module with a table of so many rows.
#[must_use]
pub fn table(rows: usize) -> String {
    let mut text =
        "\"\"\"Made for a test: one long table.\"\"\"\n\nfrom tides import high, low, calm, flood\n\n"
            .to_owned();
    text.push_str("ROWS = [\n");
    for row in 0..rows {
        let (first, second) = if row % 3 == 0 { ("high", "low") } else { ("calm", "flood") };
        // Writing to a string can't fail.
        let _ = writeln!(text, " [{first},{second}({}),high],", row % 7);
    }
    text.push_str("]\n\nprint(len(ROWS), high, low, calm, flood)\n");
    text
}
