//! Bookmarks from one run to the next: as the numbers of their lines with how these begin.
//!
//! Invariant: a mark comes back at a line that begins as its line did, or not at all. Where the file has changed it is
//! looked for near where it was, and how much is read for that is bounded, whatever the file holds.

use crop::Rope;

use super::bookmarks::Bookmarks;
use crate::document::lines;
use crate::session::LastBookmark;

/// So many bookmarks of a file are remembered at most, from its beginning on.
const MOST: usize = 500;

/// Characters of a line that are remembered.
const LONGEST: usize = 120;

/// Lines that are looked at for all marks of a file whose line isn't where it was; near ones first.
const LINES_LOOKED_AT: usize = 20_000;

/// How a line begins, without the white space round it.
fn beginning(text: &Rope, line: usize) -> String {
    let bytes = lines::start(text, line)..lines::end(text, line);
    let taken: String = text.byte_slice(bytes).chars().take(LONGEST).collect();
    taken.trim().to_owned()
}

/// The marks of a text as they are remembered.
pub(super) fn kept(bookmarks: &Bookmarks, text: &Rope) -> Vec<LastBookmark> {
    let line = |start: usize| {
        let line = lines::of_offset(text, start);
        LastBookmark { line, text: beginning(text, line) }
    };
    bookmarks.lines().iter().take(MOST).map(|range| line(range.start)).collect()
}

/// The marks that were remembered, in a text that may be another one by now.
pub(super) fn found(kept: &[LastBookmark], text: &Rope) -> Bookmarks {
    let mut bookmarks = Bookmarks::default();
    for line in lines_of(kept, lines::count(text), |line| beginning(text, line)) {
        bookmarks.mark(text, lines::start(text, line));
    }
    bookmarks
}

/// The lines of marks in a text of so many lines, of which `beginning` tells how one begins.
fn lines_of(kept: &[LastBookmark], count: usize, mut beginning: impl FnMut(usize) -> String) -> Vec<usize> {
    let mut found = Vec::new();
    let mut left = LINES_LOOKED_AT;
    // What has moved one line has mostly moved those behind it as far.
    let mut shift = 0_isize;
    for mark in kept.iter().take(MOST) {
        let mut is_it = |line: &usize| *line < count && beginning(*line) == mark.text;
        let near = [mark.line.checked_add_signed(shift), Some(mark.line)];
        let mut line = near.into_iter().flatten().find(&mut is_it);
        // An empty line is like any other one.
        if line.is_none() && !mark.text.is_empty() {
            let ways = (1..count).take_while(|_| {
                left = left.saturating_sub(2);
                left > 0
            });
            let both = ways.flat_map(|way| [mark.line.checked_sub(way), mark.line.checked_add(way)]);
            line = both.flatten().find(&mut is_it);
        }
        let Some(line) = line else { continue };
        shift = line.saturating_sub(mark.line) as isize - mark.line.saturating_sub(line) as isize;
        found.push(line);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "import tide\n\n\ndef rise():\n    pass\n\n\ndef fall():\n    pass\n";

    /// The lines, from 0, at which marks of `TEXT` are in another text.
    fn moved(marked: &[usize], other: &str) -> Vec<usize> {
        let text = Rope::from(TEXT);
        let mut bookmarks = Bookmarks::default();
        marked.iter().for_each(|line| bookmarks.mark(&text, lines::start(&text, *line)));
        let other = Rope::from(other);
        let found = found(&kept(&bookmarks, &text), &other);
        found.lines().iter().map(|range| lines::of_offset(&other, range.start)).collect()
    }

    #[test]
    fn in_the_same_text_they_are_where_they_were() {
        assert_eq!(
            moved(&[0, 2, 8], TEXT),
            [0, 2, 8],
            "an empty line and the second of two that are alike, too"
        );
    }

    #[test]
    fn what_the_file_has_moved_is_found() {
        let other = format!("# one\n# two\n{TEXT}");
        assert_eq!(moved(&[0, 3, 8], &other), [2, 5, 10]);
        assert_eq!(moved(&[7], &TEXT.replace("import tide\n\n\n", "")), [4]);
        assert_eq!(moved(&[3], &TEXT.replace("def", "    def")), [3], "another indentation");
    }

    #[test]
    fn what_the_file_has_lost_is_dropped() {
        assert_eq!(moved(&[3, 7], &TEXT.replace("def rise()", "def ebb()")), [7]);
        assert!(moved(&[0, 3, 7, 8], "").is_empty());
        assert!(moved(&[2], "x = 1\ny = 2\nz = 3\n\n").is_empty(), "an empty line elsewhere is another one");
    }

    #[test]
    fn a_huge_text_is_not_gone_through() {
        let kept = vec![LastBookmark { line: 500_000, text: "y = 2".to_owned() }; MOST];
        let mut looks = 0;
        let found = lines_of(&kept, 1_000_000, |_| {
            looks += 1;
            "x = 1".to_owned()
        });
        assert!(found.is_empty() && looks <= LINES_LOOKED_AT + 2 * MOST, "{looks}");
    }

    #[test]
    fn only_so_many_and_so_much_of_each_is_remembered() {
        let text = Rope::from(format!("{}\n", "long ".repeat(1000)).repeat(MOST + 20));
        let mut bookmarks = Bookmarks::default();
        (0..MOST + 20).for_each(|line| bookmarks.mark(&text, lines::start(&text, line)));
        let kept = kept(&bookmarks, &text);
        assert_eq!(kept.len(), MOST);
        assert!(kept.iter().all(|mark| mark.text.len() <= LONGEST));
    }
}
