//! Where a docstring speaks of parameters: the sections of Google's and NumPy's styles and the fields of
//! Sphinx and epydoc.
//!
//! A pure function from the text to places. Which of the names are parameters is the caller's to tell, so
//! prose that looks like an entry does no harm. Takes time in proportion to the text.

use std::ops::Range;

use unicode_ident::{is_xid_continue, is_xid_start};

/// A name that a docstring explains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    /// Bytes from the docstring's start.
    pub(crate) range: Range<usize>,
    /// Whether it is said to be an attribute of the class rather than a parameter.
    pub(crate) is_attribute: bool,
}

/// Titles of the sections that explain parameters (Sphinx's `napoleon` knows these), in any case.
const PARAMETERS: [&str; 9] = [
    "Args",
    "Arguments",
    "Keyword Args",
    "Keyword Arguments",
    "Keyword Parameters",
    "Other Parameters",
    "Parameter",
    "Parameters",
    "Params",
];

/// Titles of the sections that explain attributes.
const ATTRIBUTES: [&str; 1] = ["Attributes"];

/// Fields that explain parameters (Sphinx, "Info field lists"; epydoc, "Fields").
const PARAMETER_FIELDS: [&str; 10] =
    ["param", "parameter", "arg", "argument", "key", "keyword", "kwarg", "kwparam", "type", "paramtype"];

/// Fields that explain attributes.
const ATTRIBUTE_FIELDS: [&str; 4] = ["var", "ivar", "cvar", "vartype"];

/// The least row of dashes under a title.
const SHORTEST_RULE: usize = 3;

/// One line without the blanks round it.
#[derive(Clone, Copy)]
struct Line<'a> {
    /// Bytes from the docstring's start.
    start: usize,
    /// Blanks before it, a tab being eight; 0 on the first line, which stands behind the quotes.
    indent: usize,
    text: &'a str,
}

/// What the lines that follow are.
#[derive(Clone, Copy)]
enum Section {
    Prose,
    /// `Args:`; entries stand further right than the title, all where the first one stands.
    Google {
        title: usize,
        entries: Option<usize>,
        is_attribute: bool,
    },
    /// `Parameters` over dashes; entries stand where the title stands.
    NumPy {
        title: usize,
        is_attribute: bool,
    },
}

/// The names that a docstring explains, in the order of the text.
pub(crate) fn mentions(docstring: &str) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut section = Section::Prose;
    let mut lines = lines(docstring).peekable();
    while let Some(line) = lines.next() {
        if is_rule(line.text) {
            continue;
        }
        if lines.peek().is_some_and(|next| is_rule(next.text) && next.indent == line.indent) {
            section = match kind_of_title(line.text) {
                Some(is_attribute) => Section::NumPy { title: line.indent, is_attribute },
                None => Section::Prose,
            };
            continue;
        }
        if let Some(is_attribute) = line.text.strip_suffix(':').and_then(kind_of_title) {
            section = Section::Google { title: line.indent, entries: None, is_attribute };
            continue;
        }
        if line.text.starts_with([':', '@']) {
            found.extend(field(line));
            continue;
        }
        match section {
            Section::Prose => {}
            Section::Google { title, entries, is_attribute } => {
                let entries = entries.unwrap_or(line.indent);
                if line.indent <= title || line.indent < entries {
                    section = Section::Prose;
                    continue;
                }
                section = Section::Google { title, entries: Some(entries), is_attribute };
                if line.indent == entries {
                    entry(line, is_attribute, false, &mut found);
                }
            }
            Section::NumPy { title, is_attribute } => {
                if line.indent < title {
                    section = Section::Prose;
                } else if line.indent == title {
                    entry(line, is_attribute, true, &mut found);
                }
            }
        }
    }
    found
}

/// The lines that are not blank.
fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut next = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let line_start = next;
        next += line.len();
        let text = line.trim_start();
        let blanks = line.len() - text.len();
        let width = |blank: char| if blank == '\t' { 8 } else { 1 };
        let indent = line.chars().take_while(|c| c.is_whitespace()).map(width).sum();
        let line = Line {
            start: line_start + blanks,
            indent: if line_start == 0 { 0 } else { indent },
            text: text.trim_end(),
        };
        (!line.text.is_empty()).then_some(line)
    })
}

fn is_rule(text: &str) -> bool {
    text.len() >= SHORTEST_RULE && text.bytes().all(|byte| byte == b'-')
}

/// Whether a title's section explains attributes; none if it explains neither those nor parameters.
fn kind_of_title(title: &str) -> Option<bool> {
    let is_one_of = |titles: &[&str]| titles.iter().any(|known| known.eq_ignore_ascii_case(title));
    if is_one_of(&PARAMETERS) { Some(false) } else { is_one_of(&ATTRIBUTES).then_some(true) }
}

/// `x: …`, `x (int): …`, `*args: …`, and in NumPy's style also `x`, `x : int`, `x, y : int`.
fn entry(line: Line<'_>, is_attribute: bool, may_end_after_name: bool, found: &mut Vec<Mention>) {
    let before = found.len();
    let mut at = 0;
    let is_entry = loop {
        let Some(name) = name_at(line.text, at) else { break false };
        at = name.end;
        found.push(Mention { range: line.start + name.start..line.start + name.end, is_attribute });
        let rest = line.text.get(at..).unwrap_or_default();
        let behind = rest.trim_start();
        at += rest.len() - behind.len();
        match behind.bytes().next() {
            Some(b',') => at += 1,
            Some(b':') => break !behind.starts_with("::"),
            Some(b'(') => break behind_brackets(behind).is_some_and(|rest| rest.starts_with(':')),
            None => break may_end_after_name,
            Some(_) => break false,
        }
    };
    if !is_entry {
        found.truncate(before);
    }
}

/// The name that begins at `at`, behind blanks and stars; in reStructuredText stars have backslashes.
fn name_at(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text.get(at..)?;
    let word = rest.trim_start().trim_start_matches(['*', '\\']);
    let start = at + rest.len() - word.len();
    word.chars().next().filter(|&first| first == '_' || is_xid_start(first))?;
    let len = word
        .char_indices()
        .skip(1)
        .find(|(_, character)| !is_xid_continue(*character))
        .map_or(word.len(), |(end, _)| end);
    Some(start..start + len)
}

/// What follows the closing partner of the bracket that the text begins with, without blanks.
fn behind_brackets(text: &str) -> Option<&str> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            return text.get(at + 1..).map(str::trim_start);
        }
    }
    None
}

/// `:param int x: …`, `@param x: …`: the name is the last word of the field.
fn field(line: Line<'_>) -> Option<Mention> {
    let word = line.text.get(1..)?.split([' ', '\t', ':']).next()?;
    let is_attribute = ATTRIBUTE_FIELDS.contains(&word);
    if !is_attribute && !PARAMETER_FIELDS.contains(&word) {
        return None;
    }
    let from = 1 + word.len();
    let rest = line.text.get(from..)?;
    // A type before the name may have colons of its own.
    for (colon, _) in rest.match_indices(':') {
        let (inside, behind) = (rest.get(..colon)?, rest.get(colon + 1..)?);
        if !behind.is_empty() && !behind.starts_with(char::is_whitespace) {
            continue;
        }
        let start = inside.rfind(char::is_whitespace)? + 1;
        let Some(name) = name_at(inside, start).filter(|name| name.end == colon) else { continue };
        let range = line.start + from + name.start..line.start + from + name.end;
        return Some(Mention { range, is_attribute });
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names that are found, those of attributes with a dot before them.
    #[track_caller]
    fn check(docstring: &str, expected: &str) {
        let found = mentions(docstring);
        let names: Vec<String> = found
            .iter()
            .map(|mention| {
                let dot = if mention.is_attribute { "." } else { "" };
                format!("{dot}{}", &docstring[mention.range.clone()])
            })
            .collect();
        assert_eq!(names.join(" "), expected);
        assert!(found.is_sorted_by(|a, b| a.range.end <= b.range.start));
    }

    #[test]
    fn google_style() {
        check(
            "Do it.\n\n    Args:\n        x: the x\n            y: not an entry\n\n        z (int): the z\n        \
             *args: more\n        **kwargs (Any): most\n\n    Returns:\n        w: none",
            "x z args kwargs",
        );
        check("Args:\n    x: the x\n    y: the y\n  Note:\n    z: no entry", "x y");
        check("Do.\n\n\tArguments:\n\t\tx: a\n\t\ty: b\n", "x y");
    }

    #[test]
    fn types_in_brackets_may_hold_anything() {
        check("Args:\n  x (Dict[str, Tuple[int, ...]], optional): a\n  y (a: b) : c\n  z (open: d\n", "x y");
    }

    #[test]
    fn entries_need_a_colon() {
        check("Args:\n  x the x\n  y:: literal\n  z\n  w - dash\n  x.y: dotted\n  v: good\n", "v");
    }

    #[test]
    fn titles_in_any_case_and_of_all_sorts() {
        for title in PARAMETERS {
            check(&format!("Do.\n\n  {}:\n    x: a\n", title.to_lowercase()), "x");
            check(&format!("Do.\n\n  {title}\n  -----\n  x\n"), "x");
        }
        check("Do.\n\n  Attributes:\n    x: a\n", ".x");
        check("Do.\n\n  Raises:\n    x: a\n", "");
        check("Args: x: a\n  y: b\n", "");
    }

    #[test]
    fn numpy_style() {
        check(
            "Do it.\n\n    Parameters\n    ----------\n    x : int\n        the x: number\n    y, z: float\n    \
             *args, **kwargs\n        more\n    w\n    two words\n\n    Returns\n    -------\n    v : int\n",
            "x y z args kwargs w",
        );
        check("Do.\n\n  Attributes\n  ----------\n  x : int\n", ".x");
        check("Do.\n\n  Parameters\n  ----------\n  x : int\n y : int\n  z : int\n", "x");
        check("Do.\n\n  Parameters\n      ----\n  x : int\n", "");
    }

    #[test]
    fn fields_of_sphinx() {
        check(
            "Do it.\n\n    :param x: the x\n    :param int y: the y\n    :type z: int\n    :arg w: the w\n    \
             :keyword v: the v\n    :raises u: never\n    :param \\*args: more\n    :param **kwargs:\n",
            "x y z w v args kwargs",
        );
        check(":param Dict[str, int] x: a\n:param dict(str: int) y: b\n", "x y");
        check(":param: x\n:param x\n:param x.y: a\n:param x:y\n:parameters x: a\n", "");
        check(":ivar x: a\n:cvar y: b\n", ".x .y");
    }

    #[test]
    fn fields_of_epydoc() {
        check("Do.\n\n  @param x: the x\n  @type y: int\n  @return: x\n  @ivar z: a", "x y .z");
    }

    #[test]
    fn line_ends_and_letters_of_any_kind() {
        check("Do.\r\n\r\nArgs:\r\n  größe: a\r\n  x: b\r\n:param 名: c\r\n", "größe x 名");
    }

    #[test]
    fn nothing_in_nothing() {
        for text in
            ["", "\n", ":", "@", "---", "Args:", "Args:\n", "Args:\n  ", ":param ", "Args:\n  *", "x,"]
        {
            check(text, "");
        }
        check("Args:\n  x,", "");
        check("Args:\n  x,:", "");
    }
}
