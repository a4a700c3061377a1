//! Pastes whole lines at the level of the cursor's line.

use std::ops::Range;

use crop::Rope;

use super::{Selection, lexical, lines};

/// What pasting whole lines replaces and what it writes, with every line shifted by as much as the first is; none
/// where it isn't plain what level is meant: behind code, or in an empty line without blanks.
pub(super) fn reindented(text: &Rope, selection: Selection, pasted: &str) -> Option<(Range<usize>, String)> {
    let range = selection.range();
    let line = lines::of_offset(text, range.start);
    let (start, code) = (lines::start(text, line), lines::indentation_end(text, line));
    if range.start > code || !pasted.ends_with('\n') {
        return None;
    }
    let is_blank = code == lines::end(text, line);
    let level = text.byte_slice(start..if is_blank { range.start } else { code }).to_string();
    if is_blank && level.is_empty() {
        return None;
    }
    let strings = lexical::lines_in_strings(pasted, &|| true)?;
    let mut at = 0;
    let mut own: Option<&str> = None;
    let mut rows = Vec::new();
    for row in pasted.split_inclusive('\n') {
        let is_data = strings.iter().any(|line| line.start == at && !line.is_documentation);
        at += row.len();
        let words = row.trim_start_matches([' ', '\t']);
        let blanks = row.get(..row.len() - words.len()).unwrap_or_default();
        let is_empty = words.trim_end_matches(['\r', '\n']).is_empty();
        if !is_data && !is_empty {
            own = Some(own.map_or(blanks, |own| common(own, blanks)));
        }
        rows.push((row, is_data || is_empty));
    }
    let own = own?.len();
    let mut new = String::with_capacity(pasted.len());
    for (row, stays) in rows {
        if !stays {
            new.push_str(&level);
        }
        new.push_str(if stays { row } else { row.get(own..).unwrap_or_default() });
    }
    // What stood behind the cursor keeps its own level.
    let end = lines::end(text, lines::of_offset(text, range.end));
    let rest = text.byte_slice(range.end..end);
    if !is_blank && rest.bytes().any(|byte| !matches!(byte, b' ' | b'\t')) {
        let kept = code.max(range.end) - range.end;
        new.push_str(level.get(..level.len() - kept.min(level.len())).unwrap_or_default());
    }
    Some((start..range.end, new))
}

/// What two texts begin with.
fn common<'a>(a: &'a str, b: &str) -> &'a str {
    let length = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    a.get(..length).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pastes at the `|`.
    fn paste(marked: &str, pasted: &str) -> String {
        let at = marked.find('|').unwrap_or(0);
        let mut source = marked.replacen('|', "", 1);
        let text = Rope::from(source.as_str());
        let (range, new) =
            reindented(&text, Selection::cursor(at), pasted).unwrap_or((at..at, pasted.to_owned()));
        source.replace_range(range.clone(), &new);
        source.insert(range.start + new.len(), '|');
        source
    }

    #[test]
    fn lines_go_to_the_cursors_level_and_keep_their_shape() {
        let lines = "if a:\n    b\n\n    c\n";
        assert_eq!(paste("def f():\n    |", lines), "def f():\n    if a:\n        b\n\n        c\n|");
        assert_eq!(paste("        |\n", "    x\n      y\n"), "        x\n          y\n|\n");
        assert_eq!(paste("|x = 1", "    y\n"), "y\n|x = 1");
        assert_eq!(paste("    |x = 1", "y\n"), "    y\n    |x = 1");
        assert_eq!(paste("|    x = 1", "y\n"), "    y\n|    x = 1");
        assert_eq!(paste("\t|x", "y\r\n"), "\ty\r\n\t|x");
    }

    #[test]
    fn where_no_level_is_meant_they_stay_as_they_are() {
        assert_eq!(paste("|\nx", "    y\n"), "    y\n|\nx");
        assert_eq!(paste("x|", "    y\n"), "x    y\n|");
        assert_eq!(paste("    |", "x"), "    x|");
    }

    #[test]
    fn what_is_in_strings_stays_unless_it_is_documentation() {
        let data = "x = '''\n a\n'''\n";
        assert_eq!(paste("    |", data), "    x = '''\n a\n'''\n|");
        let function = "def f():\n    \"\"\"A.\n\n    B.\n    \"\"\"\n";
        let expected = "    def f():\n        \"\"\"A.\n\n        B.\n        \"\"\"\n|";
        assert_eq!(paste("    |", function), expected);
    }
}
