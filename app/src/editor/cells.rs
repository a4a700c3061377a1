//! Columns: every piece of a line stands in whole cells of the code font's width.
//!
//! A letter takes one cell, wide East Asian characters and emoji two, a tab as many as lead to the next
//! stop. What stands where follows from the text alone and not from fonts, so an offset and a place on the
//! screen always agree, also where a glyph is missing or comes from another font.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Cells between tab stops.
pub const TAB_STOP: usize = 4;

/// How a cluster is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// One character that takes one cell; neighbours can be drawn together.
    Simple,
    /// Something that the grid has to place by itself: wide, combined, an emoji.
    Placed,
    /// White space up to the next stop.
    Tab,
    /// A character that has no picture or that changes the direction of text: shown by a sign.
    Hidden(char),
}

/// What the cursor steps over at once, with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cluster<'a> {
    /// Where it begins, in bytes from the text's start.
    pub at: usize,
    /// Its text.
    pub text: &'a str,
    /// Its first cell.
    pub cell: usize,
    /// How many cells it takes, at least one.
    pub width: usize,
    /// How it is drawn.
    pub face: Face,
}

/// The clusters of a text without line breaks that begins at a cell.
#[derive(Clone, Debug)]
pub struct Clusters<'a> {
    text: &'a str,
    at: usize,
    cell: usize,
}

impl<'a> Clusters<'a> {
    /// Starts at the text's first byte, which stands at `cell`.
    #[must_use]
    pub fn new(text: &'a str, cell: usize) -> Self {
        Self { text, at: 0, cell }
    }
}

impl<'a> Iterator for Clusters<'a> {
    type Item = Cluster<'a>;

    fn next(&mut self) -> Option<Cluster<'a>> {
        let rest = self.text.get(self.at..)?;
        let text = first_cluster(rest)?;
        let (width, face) = measure(text, self.cell);
        let cluster = Cluster { at: self.at, text, cell: self.cell, width, face };
        self.at += text.len();
        self.cell += width;
        Some(cluster)
    }
}

/// Where a text that begins at a cell ends.
#[must_use]
pub fn end_cell(text: &str, cell: usize) -> usize {
    Clusters::new(text, cell).last().map_or(cell, |last| last.cell + last.width)
}

/// The first thing that the cursor steps over.
fn first_cluster(text: &str) -> Option<&str> {
    let mut chars = text.chars();
    let first = chars.next()?;
    // Two characters of this sort never join, and almost all text is of it.
    if stands_alone(first) && chars.next().is_none_or(stands_alone) {
        return text.get(..first.len_utf8());
    }
    text.graphemes(true).next()
}

/// Whether a character never joins with another one of this sort (Unicode's UAX 29): printable ASCII, Latin,
/// Greek and Cyrillic letters, kana and Han.
fn stands_alone(c: char) -> bool {
    matches!(c,
        ' '..='~' | '\t' | '\u{AE}'..='\u{2FF}' | '\u{391}'..='\u{3CE}' | '\u{410}'..='\u{44F}'
        | '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | '\u{4E00}'..='\u{9FFF}')
}

/// How many cells a cluster that begins at a cell takes, and how it is drawn.
fn measure(text: &str, cell: usize) -> (usize, Face) {
    let mut chars = text.chars();
    let (Some(first), second) = (chars.next(), chars.next()) else { return (1, Face::Placed) };
    match first {
        ' '..='~' if second.is_none() => (1, Face::Simple),
        '\t' => (TAB_STOP - cell % TAB_STOP, Face::Tab),
        // Kana and Han, without looking them up.
        '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | '\u{4E00}'..='\u{9FFF}' if second.is_none() => {
            (2, Face::Placed)
        }
        _ if is_hidden(first) => (1, Face::Hidden(first)),
        _ => {
            let width = text.width().max(1);
            let is_simple = width == 1 && second.is_none() && stands_alone(first);
            (width, if is_simple { Face::Simple } else { Face::Placed })
        }
    }
}

/// What stands for bytes that were no text: fonts draw it as they like, many as an empty box.
pub(super) const REPLACEMENT: char = char::REPLACEMENT_CHARACTER;

/// Whether a character at the start of a cluster would leave nothing to see, or would reorder its neighbours:
/// control characters, invisible format characters and the marks of direction. And the one that stands for bytes that
/// were no text.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{AD}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{180E}' | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
            | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' | REPLACEMENT | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use proptest::prelude::*;

    use super::{Clusters, Face, end_cell};

    fn cells(text: &str) -> Vec<(usize, usize)> {
        Clusters::new(text, 0).map(|cluster| (cluster.cell, cluster.width)).collect()
    }

    #[test]
    fn letters_take_one_cell_and_tabs_lead_to_the_next_stop() {
        assert_eq!(cells("a\tbcd\t\te"), [(0, 1), (1, 3), (4, 1), (5, 1), (6, 1), (7, 1), (8, 4), (12, 1)]);
        assert_eq!(end_cell("grün", 0), 4);
        assert_eq!(end_cell("", 7), 7);
        assert_eq!(Clusters::new("\t", 6).next().unwrap().width, 2);
    }

    #[test]
    fn fault_36_wide_text_emoji_and_marks() {
        assert_eq!(cells("漢字x"), [(0, 2), (2, 2), (4, 1)]);
        // Family of four with joiners, a flag, an e with an accent of its own, a lone combining mark.
        assert_eq!(cells("👨\u{200D}👩\u{200D}👧\u{200D}👦!"), [(0, 2), (2, 1)]);
        assert_eq!(cells("🇩🇪x"), [(0, 2), (2, 1)]);
        assert_eq!(cells("e\u{301}x"), [(0, 1), (1, 1)]);
        assert_eq!(cells("\u{301}"), [(0, 1)]);
        let arabic: Vec<_> = Clusters::new("سلام", 0).map(|cluster| cluster.at).collect();
        assert_eq!(arabic, [0, 2, 4, 6]);
    }

    #[test]
    fn what_is_taken_to_be_wide_is_wide() {
        use unicode_width::UnicodeWidthChar;
        for c in ('\u{3041}'..='\u{3096}').chain('\u{30A1}'..='\u{30FA}').chain('\u{4E00}'..='\u{9FFF}') {
            assert_eq!(c.width(), Some(2), "{c:?}");
        }
    }

    #[test]
    fn what_cannot_be_seen_is_shown() {
        for text in [
            "\0", "\u{1b}", "\r", "\u{7f}", "\u{85}", "\u{200B}", "\u{202E}", "\u{2066}", "\u{FEFF}",
            "\u{FFFD}",
        ] {
            let cluster = Clusters::new(text, 0).next().unwrap();
            assert!(matches!(cluster.face, Face::Hidden(_)), "{text:?}");
            assert_eq!(cluster.width, 1);
        }
    }

    proptest! {
        #[test]
        fn clusters_cover_the_text_without_gaps(text in "(\\PC|[\t\u{0}a-z\u{301}\u{200D}漢👩🇩])*", start in 0usize..9) {
            let text = text.replace(['\n', '\r'], "");
            let (mut at, mut cell) = (0, start);
            for cluster in Clusters::new(&text, start) {
                prop_assert_eq!((cluster.at, cluster.cell), (at, cell));
                prop_assert!(cluster.width >= 1);
                at += cluster.text.len();
                cell += cluster.width;
            }
            prop_assert_eq!(at, text.len());
        }

        #[test]
        fn clusters_are_unicodes_graphemes(text in "([ -~äжα漢あア\t\u{301}\u{200D}\u{FE0F}👩🇩🇪किक्षि각ᄀ]){0,30}") {
            use unicode_segmentation::UnicodeSegmentation;
            let ours: Vec<&str> = Clusters::new(&text, 0).map(|cluster| cluster.text).collect();
            let theirs: Vec<&str> = text.graphemes(true).collect();
            prop_assert_eq!(ours, theirs);
        }
    }
}
