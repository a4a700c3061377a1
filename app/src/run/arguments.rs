//! What a person types for a program's arguments, taken apart as a shell would; and a command as it would be typed.
//!
//! Nothing is looked up or replaced: there are no variables and no patterns (`shell_words` has POSIX's shell language, 2.2).

use std::ffi::OsStr;

/// A quote has no partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("A quote isn't closed.")]
pub struct OpenQuote;

/// The arguments in what was typed.
///
/// # Errors
/// [`OpenQuote`] if a quote in it isn't closed.
pub fn split_arguments(typed: &str) -> Result<Vec<String>, OpenQuote> {
    // In the paths of Windows a backslash has no meaning.
    #[cfg(windows)]
    let typed = &typed.replace('\\', r"\\");
    shell_words::split(typed).map_err(|_| OpenQuote)
}

/// A command as people write it: what has a blank or a sign of the shell in it stands in quotes.
#[must_use]
pub fn command_line<'a>(words: impl IntoIterator<Item = &'a OsStr>) -> String {
    shell_words::join(words.into_iter().map(OsStr::to_string_lossy))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, expected: &[&str]) {
        let expected: Vec<String> = expected.iter().map(|one| (*one).to_owned()).collect();
        assert_eq!(split_arguments(typed).as_ref(), Ok(&expected), "{typed}");
        let shown = command_line(expected.iter().map(OsStr::new));
        assert_eq!(split_arguments(&shown), Ok(expected), "{shown}");
    }

    #[test]
    fn blanks_part_and_quotes_keep_together() {
        check("", &[]);
        check("  \t ", &[]);
        check(" one  two ", &["one", "two"]);
        check("'two words' \"and more\"", &["two words", "and more"]);
        check("--name='a b'c", &["--name=a bc"]);
        check("'' \"\"", &["", ""]);
        check("\"it's\" 'a \"b\"'", &["it's", "a \"b\""]);
        check("$HOME *.py '#' x", &["$HOME", "*.py", "#", "x"]);
        check("one # as in a shell, a note", &["one"]);
    }

    #[test]
    #[cfg(unix)]
    fn a_backslash_keeps_quotes_and_itself() {
        check(r#""a \" \\ \n""#, &[r#"a " \ \n"#]);
        check(r"'a\'", &[r"a\"]);
        check(r"a\ b \' \\", &["a b", "'", r"\"]);
    }

    #[test]
    fn what_isnt_closed_is_told() {
        assert_eq!(split_arguments("a 'b"), Err(OpenQuote));
        assert_eq!(split_arguments("\"b\\\""), Err(OpenQuote));
    }
}
