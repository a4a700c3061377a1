//! Times, sizes and requests in words.

use std::time::Duration;

use namelight_engine::occurrences::Timings;

use crate::requests::{Outcome, Row};

/// A time without its unit, which is ms: one decimal below ten, two below a tenth.
pub(super) fn milliseconds(time: Duration) -> String {
    let ms = time.as_secs_f64() * 1000.0;
    if time.is_zero() {
        "0".to_owned()
    } else if ms < 0.095 {
        format!("{ms:.2}")
    } else if ms < 9.95 {
        format!("{ms:.1}")
    } else {
        thousands(ms.round() as usize)
    }
}

/// `1.8 ms`, `140 ms`, `12 s`.
pub(super) fn time(time: Duration) -> String {
    if time < Duration::from_secs(10) {
        return format!("{} ms", milliseconds(time));
    }
    format!("{} s", thousands(time.as_secs_f64().round() as usize))
}

/// `4,485`.
pub(super) fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `3.6 MB`, in powers of ten.
pub(super) fn bytes(bytes: usize) -> String {
    if bytes < 100_000 {
        return format!("{:.0} kB", bytes as f64 / 1e3);
    }
    format!("{:.1} MB", bytes as f64 / 1e6)
}

/// What became of a request, in a word or two.
pub(super) fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Working => "working",
        Outcome::Superseded => "superseded",
        Outcome::Cancelled => "cancelled",
        Outcome::Lit => "completed and lit",
        Outcome::Completed => "completed, nothing lit",
        Outcome::Refused => "not tried, the analysis is off",
    }
}

/// `Request 2118: completed and lit in 1.8 ms, waiting 0.1, split 0.2, index 0.9, collect 0.6`.
pub(super) fn row(row: &Row) -> String {
    let generation = row.record.generation.0;
    let (what, took) = (outcome(row.outcome), time(row.took()));
    let mut words = match row.outcome {
        Outcome::Working => format!("Request {generation}: {what}, since {took}"),
        Outcome::Refused => format!("Request {generation}: {what}"),
        Outcome::Superseded => format!("Request {generation}: {what} after waiting {took}"),
        _ => format!("Request {generation}: {what} in {took}"),
    };
    if let Some(steps) = steps(row) {
        words.push_str(", ");
        words.push_str(&steps);
    }
    words
}

/// Where its time went; none where the engine never had it.
pub(super) fn steps(row: &Row) -> Option<String> {
    let report = row.record.report?;
    let waited = milliseconds(report.waited());
    Some(match report.timings {
        Some(Timings { split, index, collect, .. }) => {
            let [split, index, collect] = [split, index, collect].map(milliseconds);
            format!("waiting {waited}, split {split}, index {index}, collect {collect}")
        }
        None => format!("waiting {waited}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_long_as_they_need_to_be() {
        let micros = Duration::from_micros;
        assert_eq!(time(micros(0)), "0 ms");
        assert_eq!(time(micros(40)), "0.04 ms");
        assert_eq!(time(micros(95)), "0.1 ms");
        assert_eq!(time(micros(1_840)), "1.8 ms");
        assert_eq!(time(micros(9_960)), "10 ms");
        assert_eq!(time(micros(1_234_500)), "1,235 ms");
        assert_eq!(time(micros(12_000_000)), "12 s");
        assert_eq!([0, 999, 4_485, 1_000_000].map(thousands), ["0", "999", "4,485", "1,000,000"]);
        assert_eq!([40_000, 3_600_000].map(bytes), ["40 kB", "3.6 MB"]);
    }
}
