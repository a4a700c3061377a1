//! How far a run is, in words.

use std::time::{Duration, Instant};

use crate::run::{Ending, State};

/// How far it is: `Ended with exit code 1 after 0.4 s`.
#[must_use]
pub fn run_words(state: &State, now: Instant) -> String {
    match state {
        State::Starting => "Starting".to_owned(),
        State::Running { since, is_stopping } => {
            let word = if *is_stopping { "Stopping" } else { "Running" };
            format!("{word} for {}", whole(now.saturating_duration_since(*since)))
        }
        State::Ended { how, took, has_offspring } => {
            let took = exact(*took);
            let mut words = match how {
                Ending::Code(code) => format!("Ended with exit code {code} after {took}"),
                Ending::Signal(signal) => format!("Ended by signal {signal} after {took}"),
                Ending::Stopped => format!("Stopped after {took}"),
            };
            if *has_offspring {
                words.push_str(" · something that it started still runs");
            }
            words
        }
        State::Failed(_) => "Not run".to_owned(),
    }
}

/// The same as it is announced: without the time that passes.
pub(super) fn announced(state: &State, now: Instant) -> String {
    match state {
        State::Running { is_stopping: false, .. } => "Running".to_owned(),
        State::Running { is_stopping: true, .. } => "Stopping".to_owned(),
        state => run_words(state, now),
    }
}

fn whole(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds / 60 {
        0 => format!("{seconds} s"),
        minutes if minutes < 60 => format!("{minutes} min {} s", seconds % 60),
        minutes => format!("{} h {} min", minutes / 60, minutes % 60),
    }
}

fn exact(time: Duration) -> String {
    match time.as_secs() {
        0 if time.as_millis() < 100 => format!("{:.2} s", time.as_secs_f64()),
        0..10 => format!("{:.1} s", time.as_secs_f64()),
        _ => whole(time),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ended(how: Ending, took: u64, has_offspring: bool) -> String {
        let took = Duration::from_millis(took);
        run_words(&State::Ended { how, took, has_offspring }, Instant::now())
    }

    #[test]
    fn the_end_is_told_with_its_time() {
        assert_eq!(ended(Ending::Code(1), 400, false), "Ended with exit code 1 after 0.4 s");
        assert_eq!(ended(Ending::Code(0), 12, false), "Ended with exit code 0 after 0.01 s");
        assert_eq!(ended(Ending::Stopped, 61_000, false), "Stopped after 1 min 1 s");
        assert_eq!(ended(Ending::Signal(11), 7_300_000, false), "Ended by signal 11 after 2 h 1 min");
        assert!(ended(Ending::Code(0), 400, true).ends_with("something that it started still runs"));
    }

    #[test]
    fn whole_seconds_are_shown_and_none_is_announced() {
        let since = Instant::now();
        let state = State::Running { since, is_stopping: false };
        let now = since + Duration::from_millis(3_900);
        assert_eq!(run_words(&state, now), "Running for 3 s");
        assert_eq!(announced(&state, now), "Running");
        assert_eq!(announced(&State::Running { since, is_stopping: true }, now), "Stopping");
    }
}
