//! What takes a match's place.

use regex::Captures;

use super::{Pattern, Problem};

/// A piece of a replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    /// What a group of the pattern has taken.
    Group(usize),
}

/// What takes a match's place, ready to be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    pieces: Vec<Piece>,
}

impl Template {
    /// Text that is put in as it is.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        Self { pieces: vec![Piece::Text(text.to_owned())] }
    }

    /// Reads a replacement for a regular expression: `$1` and `${name}` are what its groups have taken, `$0` is all of
    /// the match, `$$` is a dollar, `\n` a line break (`ending`), `\t` a tab and `\\` a backslash. A dollar or a
    /// backslash before anything else stands for itself.
    ///
    /// # Errors
    /// [`Problem`] if the pattern has no group of that name.
    pub fn for_pattern(text: &str, pattern: &Pattern, ending: &str) -> Result<Self, Problem> {
        let groups = pattern.groups();
        let mut template = Self { pieces: Vec::new() };
        let mut rest = text;
        while let Some(at) = rest.find(['$', '\\']) {
            let (before, mark) = rest.split_at(at);
            template.push(before);
            let taken = if mark.starts_with('$') { group(mark) } else { escape(mark, ending) };
            let length = match taken {
                Some((Part::Text(text), length)) => {
                    template.push(text);
                    length
                }
                Some((Part::Group(name), length)) => {
                    let number = match name.parse::<usize>() {
                        Ok(number) => (number < groups.len()).then_some(number),
                        Err(_) => groups.iter().position(|group| *group == Some(name)),
                    };
                    let number = number.ok_or_else(|| Problem::no_group(name))?;
                    template.pieces.push(Piece::Group(number));
                    length
                }
                None => {
                    template.push(mark.get(..1).unwrap_or_default());
                    1
                }
            };
            rest = mark.get(length..).unwrap_or_default();
        }
        template.push(rest);
        Ok(template)
    }

    fn push(&mut self, text: &str) {
        if let Some(Piece::Text(last)) = self.pieces.last_mut() {
            last.push_str(text);
        } else if !text.is_empty() {
            self.pieces.push(Piece::Text(text.to_owned()));
        }
    }

    /// Whether it needs to know what groups have taken.
    pub(super) fn has_groups(&self) -> bool {
        self.pieces.iter().any(|piece| matches!(piece, Piece::Group(_)))
    }

    /// The text for a match; `captures` are its groups, if it has any.
    pub(super) fn fill(&self, captures: Option<&Captures<'_>>) -> String {
        let mut filled = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => filled.push_str(text),
                Piece::Group(number) => {
                    let taken = captures.and_then(|captures| captures.get(*number));
                    filled.push_str(taken.map_or("", |taken| taken.as_str()));
                }
            }
        }
        filled
    }
}

/// What a dollar or a backslash begins.
enum Part<'a> {
    Text(&'a str),
    Group(&'a str),
}

/// What a dollar begins, and how many bytes of it; none if it is just a dollar.
fn group(mark: &str) -> Option<(Part<'_>, usize)> {
    let behind = mark.get(1..)?;
    if behind.starts_with('$') {
        return Some((Part::Text("$"), 2));
    }
    if let Some(braced) = behind.strip_prefix('{') {
        let end = braced.find('}').filter(|end| *end > 0)?;
        return Some((Part::Group(braced.get(..end)?), end + 3));
    }
    let is_number = behind.starts_with(|c: char| c.is_ascii_digit());
    let is_in = |c: char| if is_number { c.is_ascii_digit() } else { c.is_alphanumeric() || c == '_' };
    let end = behind.find(|c| !is_in(c)).unwrap_or(behind.len());
    (end > 0).then(|| (Part::Group(behind.get(..end).unwrap_or_default()), end + 1))
}

/// What a backslash begins, and how many bytes of it; none if it is just a backslash.
fn escape<'a>(mark: &str, ending: &'a str) -> Option<(Part<'a>, usize)> {
    let text = match mark.as_bytes().get(1)? {
        b'n' => ending,
        b't' => "\t",
        b'\\' => "\\",
        _ => return None,
    };
    Some((Part::Text(text), 2))
}
