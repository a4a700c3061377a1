//! What was looked for before.

use crate::find::History;

fn history(searches: &[&str]) -> History {
    let mut history = History::default();
    searches.iter().for_each(|search| history.keep(search));
    history
}

#[test]
fn each_search_is_kept_once_the_latest_last() {
    let mut history = history(&["a", "b", "", "a"]);
    assert_eq!(history.last(), Some("a"));
    assert_eq!(history.older(""), Some("a".to_owned()));
    assert_eq!(history.older("a"), Some("b".to_owned()));
    assert_eq!(history.older("b"), None);
}

#[test]
fn the_way_back_ends_with_what_was_typed() {
    let mut history = history(&["a", "b"]);
    assert_eq!(history.older("typed"), Some("b".to_owned()));
    assert_eq!(history.older("b"), Some("a".to_owned()));
    assert_eq!(history.newer("a"), Some("b".to_owned()));
    assert_eq!(history.newer("b"), Some("typed".to_owned()));
    assert_eq!(history.newer("typed"), None);
}

#[test]
fn what_stands_there_already_is_passed_over() {
    let mut history = history(&["a", "b"]);
    assert_eq!(history.older("b"), Some("a".to_owned()));
}

#[test]
fn fifty_searches_are_kept() {
    let mut history = History::default();
    (0..80).for_each(|number| history.keep(&number.to_string()));
    let mut shown = String::new();
    let mut steps = 0;
    while let Some(older) = history.older(&shown) {
        (shown, steps) = (older, steps + 1);
    }
    assert_eq!((shown.as_str(), steps), ("30", 50));
}
