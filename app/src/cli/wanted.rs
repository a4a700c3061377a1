//! What the words for files on the command line mean: `name.py`, `name.py:line`, `name.py:line:column`, or `-`.

use std::path::{Path, PathBuf};

use crate::app::Wanted;

/// What is to be opened for these words. A word that is the name of something on disk is that, whatever colons it has.
pub(super) fn wanted(words: Vec<PathBuf>, is_there: impl Fn(&Path) -> bool) -> Vec<Wanted> {
    words.into_iter().map(|word| read(word, &is_there)).collect()
}

fn read(word: PathBuf, is_there: impl Fn(&Path) -> bool) -> Wanted {
    if word.as_os_str() == "-" {
        return Wanted::Input;
    }
    let place = word.to_str().filter(|_| !is_there(&word)).and_then(place_in);
    match place {
        Some((path, place)) => Wanted::File { path, place: Some(place) },
        None => Wanted::File { path: word, place: None },
    }
}

/// The name before `:line` or `:line:column`, and that place.
fn place_in(word: &str) -> Option<(PathBuf, (usize, usize))> {
    let (rest, last) = number_behind(word)?;
    let (name, place) = match number_behind(rest) {
        Some((name, line)) => (name, (line, last)),
        None => (rest, (last, 1)),
    };
    Some((PathBuf::from(name), place))
}

/// What stands before the last colon, and the number from 1 behind it.
fn number_behind(word: &str) -> Option<(&str, usize)> {
    let (before, number) = word.rsplit_once(':')?;
    let is_plain = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let number = number.parse().ok().filter(|number| is_plain && *number > 0)?;
    (!before.is_empty()).then_some((before, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(word: &str, there: &[&str]) -> (String, Option<(usize, usize)>) {
        match read(PathBuf::from(word), |path| there.iter().any(|known| Path::new(known) == path)) {
            Wanted::File { path, place } => (path.display().to_string(), place),
            Wanted::Input => ("input".to_owned(), None),
        }
    }

    #[test]
    fn a_word_may_end_with_a_place() {
        let rows = [
            ("a.py", "a.py", None),
            ("a.py:7", "a.py", Some((7, 1))),
            ("a.py:120:8", "a.py", Some((120, 8))),
            ("dir/a.py:1:1", "dir/a.py", Some((1, 1))),
            ("a:b:3:4", "a:b", Some((3, 4))),
            ("a.py:", "a.py:", None),
            ("a.py:0", "a.py:0", None),
            ("a.py:7:0", "a.py:7:0", None),
            ("a.py:x", "a.py:x", None),
            ("a.py:+3", "a.py:+3", None),
            (":7", ":7", None),
            ("a.py:99999999999999999999999", "a.py:99999999999999999999999", None),
            ("-", "input", None),
            ("./-", "./-", None),
        ];
        for (word, path, place) in rows {
            assert_eq!(of(word, &["a.py"]), (path.to_owned(), place), "{word}");
        }
    }

    #[test]
    fn a_name_that_is_there_wins() {
        assert_eq!(of("a.py:7", &["a.py:7"]), ("a.py:7".to_owned(), None));
        assert_eq!(of("a.py:7:9", &["a.py:7"]), ("a.py".to_owned(), Some((7, 9))));
    }

    #[test]
    fn the_order_stays() {
        let words = ["b.py:2", "-", "a.py"].map(PathBuf::from).to_vec();
        let found = wanted(words, |_| false);
        let file = |name: &str, place| Wanted::File { path: PathBuf::from(name), place };
        assert_eq!(found, [file("b.py", Some((2, 1))), Wanted::Input, file("a.py", None)]);
    }
}
