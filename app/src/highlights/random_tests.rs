//! Whatever is typed, wherever the cursor goes and however late answers come: light is never on wrong text.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use proptest::prelude::*;

use super::carry::is_whole_identifier;
use super::desk::{Desk, answer};

/// Something that happens; numbers are taken modulo what there is.
#[derive(Clone, Debug)]
enum Event {
    /// Replaces so many characters at a place.
    Edit { at: usize, len: usize, new: &'static str },
    /// Moves the cursor.
    Move { at: usize },
    /// Lets time pass, in milliseconds.
    Wait { millis: u64 },
    /// One of the requests so far is answered.
    Answer { which: usize },
}

fn event() -> impl Strategy<Value = Event> {
    let new = prop::sample::select(vec!["", "a", "ab", " ", "(", "\n", "é", "a a", "ab = a"]);
    prop_oneof![
        (any::<usize>(), 0_usize..4, new).prop_map(|(at, len, new)| Event::Edit { at, len, new }),
        any::<usize>().prop_map(|at| Event::Move { at }),
        (0_u64..120).prop_map(|millis| Event::Wait { millis }),
        any::<usize>().prop_map(|which| Event::Answer { which }),
        // Most answers are about the newest request.
        Just(Event::Answer { which: usize::MAX }),
    ]
}

/// The byte at which the `nth` character starts, or the end.
fn boundary(text: &str, nth: usize) -> usize {
    let boundaries: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    boundaries[nth % boundaries.len()]
}

proptest! {
    #[test]
    fn fault_24_light_is_never_on_wrong_text(events in prop::collection::vec(event(), 1..60)) {
        let mut desk = Desk::new("ab = a\nab a(ab)\né ab\n");
        for event in events {
            let text = desk.text.to_string();
            match event {
                Event::Edit { at, len, new } => {
                    let start = boundary(&text, at);
                    let end = text[start..].char_indices().nth(len).map_or(text.len(), |(more, _)| start + more);
                    desk.replace(start..end, new);
                }
                Event::Move { at } => {
                    desk.cursor = boundary(&text, at);
                    desk.frame();
                }
                Event::Wait { millis } => {
                    desk.now += std::time::Duration::from_millis(millis);
                    desk.frame();
                }
                Event::Answer { which } => {
                    let posted = desk.hand.posted.borrow();
                    let late = answer(&posted[which.min(posted.len() - 1) % posted.len()]);
                    drop(posted);
                    desk.hand.answers.borrow_mut().push_back(late);
                    desk.frame();
                }
            }
            let name = desk.light.target().map(|target| target.name.clone());
            for (at, lit) in desk.lit() {
                if name.as_deref() == Some("( )") {
                    prop_assert!(matches!(lit.as_str(), "(" | ")"));
                    continue;
                }
                prop_assert_eq!(Some(&lit), name.as_ref());
                prop_assert!(is_whole_identifier(&(at..at + lit.len()), &desk.text));
            }
            let tokens = desk.light.tokens();
            prop_assert!(tokens.range.end <= desk.text.byte_len());
        }
        // In the end, when all is quiet, the light is what a fresh question says.
        for _ in 0..3 {
            desk.now += std::time::Duration::from_secs(1);
            desk.frame();
            desk.hear();
        }
        prop_assert!(desk.light.is_settled(&desk.scene()));
        let mut fresh = desk.hand.posted.borrow().last().unwrap().clone();
        (fresh.text, fresh.cursor) = (desk.text.clone(), Some(desk.cursor));
        let fresh: Vec<_> = answer(&fresh).occurrences.iter().map(|one| one.range.start).collect();
        prop_assert_eq!(desk.lit_at(), fresh);
    }
}
