//! Lines that end with an operator outside of brackets.
//!
//! Python says that they are broken. The grammar reads on in the next line where no line end may stand, so
//! that `x = self.` takes the first name of the line below for an attribute, without an error.

use crate::segments::any_line_end;
use crate::worker::{CancelToken, Cancelled};

/// Words that end no statement.
const HANGING: [&str; 22] = [
    "and", "as", "assert", "await", "class", "def", "del", "elif", "else", "for", "from", "global", "if",
    "import", "in", "is", "lambda", "nonlocal", "not", "or", "while", "with",
];

/// Whether a line of the text ends with an operator outside of brackets.
pub(crate) fn has_hanging_line(text: &str, cancel: &CancelToken) -> Result<bool, Cancelled> {
    any_line_end(text, cancel, |end| hangs(text, end))
}

/// Whether what ends before the byte `end` goes on.
fn hangs(text: &str, end: usize) -> bool {
    let line = text.get(..end).unwrap_or_default().trim_end_matches([' ', '\t', '\u{c}', '\r']);
    let Some(last) = line.as_bytes().last() else { return false };
    match last {
        b'.' => !line.ends_with("..."),
        b'*' => !line.trim_end_matches('*').trim_end().ends_with("import"),
        b'=' | b'+' | b'-' | b'/' | b'%' | b'&' | b'|' | b'^' | b'<' | b'>' | b'~' | b'@' => true,
        byte if byte.is_ascii_lowercase() => {
            let start = line.rfind(|c: char| !c.is_ascii_lowercase()).map_or(0, |before| before + 1);
            let word = line.get(start..).unwrap_or_default();
            let before = line.get(..start).and_then(|before| before.chars().next_back());
            let is_word = before.is_none_or(|c| !(c == '_' || c == '.' || c.is_alphanumeric()));
            is_word && HANGING.contains(&word)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::worker::CancelToken;

    fn has_hanging_line(text: &str) -> bool {
        super::has_hanging_line(text, &CancelToken::never()).unwrap_or_default()
    }

    #[test]
    fn operators_and_keywords_hang() {
        for line in
            ["x = self.", "if x ==", "x = y and", "import a.", "x: int =  # c", "del", "x = 'a' in\t", "a ->"]
        {
            for (before, after) in [("", ""), ("", "\ny = 1\n"), ("def f():\n    ", "\r\n    y = 1\n")] {
                let text = format!("{before}{line}{after}");
                assert_eq!(has_hanging_line(&text), !after.is_empty(), "{text:?}");
            }
        }
    }

    #[test]
    fn what_python_takes_does_not_hang() {
        for text in [
            "from a import *\nb\n",
            "x = ...\ny = 1\n",
            "x = (a +\nb)\n",
            "x = a + \\\nb\n",
            "x = 'a +'\n",
            "x = '''a +\nb'''\n",
            "x  # a +\n# b =\n",
            "return\nyield\nraise\nmy_if\nx.or_\nx,\n",
            "if a:\n    b\nelse:\n    c\n",
            "f'{a +\nb}'\n",
        ] {
            assert!(!has_hanging_line(text), "{text:?}");
        }
    }
}
