//! What a person types for a program's arguments, taken apart as a shell would.
//!
//! Blanks part arguments; quotes keep blanks in them, and a backslash takes the next character as it is (POSIX shell
//! language, 2.2). Nothing else has a meaning: there are no variables and no patterns.

/// Why what was typed can't be taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfinished {
    /// A quote has no partner.
    #[error("The quote {0} isn't closed.")]
    Quote(char),
    /// Nothing follows a backslash.
    #[error("A character is missing behind \\. Type \\\\ for a backslash.")]
    Backslash,
}

/// Whether a backslash has a meaning outside of double quotes; in the paths of Windows it has none.
const ESCAPES: bool = !cfg!(windows);

/// The arguments in what was typed.
///
/// # Errors
/// [`Unfinished`] if something in it isn't closed.
pub fn split_arguments(typed: &str) -> Result<Vec<String>, Unfinished> {
    let mut arguments = Vec::new();
    // None between two arguments; an empty one can be written as a pair of quotes.
    let mut argument: Option<String> = None;
    let mut characters = typed.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            _ if c.is_whitespace() => arguments.extend(argument.take()),
            '\'' => {
                let inside = argument.get_or_insert_default();
                loop {
                    match characters.next() {
                        Some('\'') => break,
                        Some(c) => inside.push(c),
                        None => return Err(Unfinished::Quote(c)),
                    }
                }
            }
            '"' => {
                let inside = argument.get_or_insert_default();
                loop {
                    let is_escaped = |c: &char| matches!(c, '"' | '\\' | '$' | '`');
                    match characters.next() {
                        Some('"') => break,
                        Some('\\') => inside.push(characters.next_if(is_escaped).unwrap_or('\\')),
                        Some(c) => inside.push(c),
                        None => return Err(Unfinished::Quote(c)),
                    }
                }
            }
            '\\' if ESCAPES => {
                let next = characters.next().ok_or(Unfinished::Backslash)?;
                argument.get_or_insert_default().push(next);
            }
            c => argument.get_or_insert_default().push(c),
        }
    }
    arguments.extend(argument);
    Ok(arguments)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, expected: &[&str]) {
        let expected = expected.iter().map(|one| (*one).to_owned()).collect();
        assert_eq!(split_arguments(typed), Ok(expected), "{typed}");
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
        check("$HOME *.py # x", &["$HOME", "*.py", "#", "x"]);
    }

    #[test]
    fn a_backslash_keeps_quotes_and_itself() {
        check(r#""a \" \\ \n""#, &[r#"a " \ \n"#]);
        check(r"'a\'", &[r"a\"]);
        if ESCAPES {
            check(r"a\ b \' \\", &["a b", "'", r"\"]);
        }
    }

    #[test]
    fn what_isnt_closed_is_told() {
        assert_eq!(split_arguments("a 'b"), Err(Unfinished::Quote('\'')));
        assert_eq!(split_arguments("\"b\\\""), Err(Unfinished::Quote('"')));
        if ESCAPES {
            assert_eq!(split_arguments("a\\"), Err(Unfinished::Backslash));
        }
    }
}
