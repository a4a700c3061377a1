//! From a segment's text to its tree: of the text as it is, respelled, or repaired.
//!
//! Invariant: what is read depends on the text alone. Work that was finished stays when it is cancelled.

mod by_parts;

use std::borrow::Cow;
use std::sync::Arc;

use tree_sitter::Tree;

use super::divisions::Division;
use super::piecewise::Pieces;
use crate::faults::{Fault, faults};
use crate::repair::{Offsets, Repair, Repaired, has_hanging_line, is_misread, respelled};
use crate::scopes::{Names, SegmentIndex, build, build_plain};
use crate::segments::{Hazard, hazard, without_dedents};
use crate::syntax::{FragmentParser, NoTree, ParseKey, PartTrees, SegmentParser, TreeCache};
use crate::worker::{CancelToken, Cancelled};

/// Repaired texts that are kept: the one being typed in, and others on the screen.
const MOST_REPAIRED: usize = 4;

/// A segment's tree.
pub(super) struct Reading {
    pub(super) tree: Tree,
    /// The text that the tree is of, where it isn't the segment's own.
    pub(super) repaired: Option<Arc<Repaired>>,
    /// Whether it is in the segment's own words.
    is_in_its_words: bool,
}

impl Reading {
    /// The text that the tree is of, where `text` is the segment's own.
    fn text<'a>(&'a self, text: &'a str) -> &'a str {
        self.repaired.as_ref().map_or(text, |repaired| &repaired.text)
    }

    fn offsets(&self) -> Option<&Offsets> {
        self.repaired.as_ref().map(|repaired| &repaired.offsets)
    }
}

/// How a segment was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Without an error.
    Sound,
    /// Only after a repair.
    Broken,
    /// Not at all: its names were found by spelling.
    Unread,
}

impl State {
    /// Where Python refuses the segment for certain.
    pub(super) fn faults(self, text: &str, cancel: &CancelToken) -> Result<Vec<Fault>, Cancelled> {
        match self {
            Self::Unread => Ok(Vec::new()),
            _ => faults(text, self == Self::Broken, cancel),
        }
    }
}

/// What becomes of a tree once the index is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AndTree {
    /// It is on the screen and will be asked for again.
    Keep,
    /// It makes room for those that are.
    Drop,
}

/// What was found by looking over a text, so that whoever asks for it again after a cancelled parse doesn't look
/// again; each is none as long as it isn't known.
#[derive(Default)]
struct Survey {
    key: Option<ParseKey>,
    hazard: Option<Option<Hazard>>,
    /// Whether the parser is given the text as it is.
    is_given_as_is: Option<bool>,
    has_hanging_line: Option<bool>,
}

impl Survey {
    /// What is known of a text.
    fn of(&mut self, key: ParseKey) -> &mut Self {
        if self.key != Some(key) {
            *self = Self { key: Some(key), ..Self::default() };
        }
        self
    }
}

/// Parsers, and what they parsed last.
pub(super) struct Reader {
    survey: Survey,
    parser: SegmentParser,
    fragments: FragmentParser,
    parts: PartTrees,
    /// Long brackets that are being read piece by piece; none if their text can't be.
    pieces: Option<(ParseKey, Option<Pieces>)>,
    trees: TreeCache,
    /// The text that had errors when its parse started from an earlier tree.
    parsed_in_vain: Option<ParseKey>,
    /// A repair that was cancelled, and whose text it is of.
    repair: Option<(ParseKey, Repair)>,
    /// The last first.
    repaired: Vec<(ParseKey, Arc<Repaired>)>,
}

impl Reader {
    /// A reader that has read nothing.
    pub(super) fn new() -> Self {
        Self {
            survey: Survey::default(),
            parser: SegmentParser::new(),
            fragments: FragmentParser::new(),
            parts: PartTrees::new(),
            pieces: None,
            trees: TreeCache::default(),
            parsed_in_vain: None,
            repair: None,
            repaired: Vec::new(),
        }
    }

    /// Forgets every text; the keys of others may be the same.
    pub(super) fn forget(&mut self) {
        let trees = self.trees.take_all();
        self.discard(trees);
        self.parser.forget();
        self.parts.forget();
        self.pieces = None;
        self.survey = Survey::default();
        self.parsed_in_vain = None;
        self.repair = None;
        self.repaired.clear();
    }

    /// The index of a segment, how it was read, and how it is divided if it is a long class; `key` must change whenever
    /// its text does.
    pub(super) fn index(
        &mut self,
        key: ParseKey,
        text: &str,
        names: &mut Names,
        base: Option<&Tree>,
        tree: AndTree,
        cancel: &CancelToken,
    ) -> Result<(SegmentIndex, State, Option<Division>), Cancelled> {
        if let Some(hazard) = self.hazard(key, text, cancel)? {
            tracing::info!(%hazard, "a segment is searched as plain text");
            return Ok((build_plain(text, names, cancel)?, State::Unread, None));
        }
        match self.read(key, text, base, cancel) {
            Ok(reading) => {
                let state = if reading.repaired.is_some() { State::Broken } else { State::Sound };
                let (read, offsets) = (reading.text(text), reading.offsets());
                let index = build(read, &reading.tree, offsets, names, &mut self.fragments, cancel)?;
                let division = self.division(key, text, &reading, &index, cancel)?;
                // Not before: if it was cancelled, the next try needs the tree again.
                if tree == AndTree::Drop {
                    for key in [key, key.respelled(), key.repaired()] {
                        let dropped = self.trees.remove(key);
                        self.discard(dropped);
                    }
                }
                Ok((index, state, division))
            }
            Err(NoTree::Cancelled) => Err(Cancelled),
            Err(NoTree::Refused) => Ok((build_plain(text, names, cancel)?, State::Unread, None)),
        }
    }

    /// Has the tree of a long segment made, as [`Self::index`] will need it, while this thread does something else.
    pub(super) fn begin(&mut self, key: ParseKey, text: &str, cancel: &CancelToken) -> Result<(), Cancelled> {
        if self.trees.get(key).is_some()
            || self.hazard(key, text, cancel)?.is_some()
            || self.has_pieces(key, text, cancel)?
        {
            return Ok(());
        }
        self.parser.begin(key, &without_dedents(text, cancel)?, cancel)
    }

    /// The tree of a segment. `base` is that of an earlier text, told of all that changed since.
    pub(super) fn read(
        &mut self,
        key: ParseKey,
        text: &str,
        base: Option<&Tree>,
        cancel: &CancelToken,
    ) -> Result<Reading, NoTree> {
        let mut tree = self.parse(key, text, base, cancel)?;
        let mut words = None;
        if tree.root_node().has_error() || is_misread(text, cancel)? {
            words = respelled(text);
            if let Some(words) = &words {
                tree = self.parse(key.respelled(), words, None, cancel)?;
            }
        }
        if !tree.root_node().has_error() && !self.has_hanging_line(key, text, cancel)? {
            return Ok(Reading { tree, repaired: None, is_in_its_words: words.is_none() });
        }
        let repaired = self.repair(key, words.as_deref().unwrap_or(text), &tree, cancel)?;
        let tree = self.parse(key.repaired(), &repaired.text, None, cancel)?;
        Ok(Reading { tree, repaired: Some(repaired), is_in_its_words: false })
    }

    /// Takes over the tree of a text that was parsed elsewhere; `is_as_typed`: whether the parser was given the text as it
    /// was typed.
    pub(super) fn admit(&mut self, key: ParseKey, tree: Tree, len: usize, is_as_typed: bool) {
        let dropped = self.trees.insert(key, tree, len, is_as_typed);
        self.discard(dropped);
    }

    /// Drops trees without keeping anybody waiting.
    pub(super) fn discard(&mut self, trees: impl IntoIterator<Item = Tree>) {
        for tree in trees {
            self.parser.discard(tree);
        }
    }

    /// The tree of a text that is about to be edited, if it is here and of the text as it was typed.
    pub(super) fn take_tree(&mut self, key: ParseKey) -> Option<Tree> {
        self.trees.take_as_typed(key)
    }

    fn hazard(
        &mut self,
        key: ParseKey,
        text: &str,
        cancel: &CancelToken,
    ) -> Result<Option<Hazard>, Cancelled> {
        let known = &mut self.survey.of(key).hazard;
        match *known {
            Some(hazard) => Ok(hazard),
            None => Ok(*known.insert(hazard(text, cancel)?)),
        }
    }

    fn is_given_as_is(&mut self, key: ParseKey, text: &str, cancel: &CancelToken) -> Result<bool, Cancelled> {
        let known = &mut self.survey.of(key).is_given_as_is;
        match *known {
            Some(is_given) => Ok(is_given),
            None => Ok(*known.insert(matches!(without_dedents(text, cancel)?, Cow::Borrowed(_)))),
        }
    }

    fn has_hanging_line(
        &mut self,
        key: ParseKey,
        text: &str,
        cancel: &CancelToken,
    ) -> Result<bool, Cancelled> {
        let known = &mut self.survey.of(key).has_hanging_line;
        match *known {
            Some(hangs) => Ok(hangs),
            None => Ok(*known.insert(has_hanging_line(text, cancel)?)),
        }
    }

    fn parse(
        &mut self,
        key: ParseKey,
        text: &str,
        base: Option<&Tree>,
        cancel: &CancelToken,
    ) -> Result<Tree, NoTree> {
        if let Some(tree) = self.trees.get(key) {
            return Ok(tree);
        }
        let given = match self.survey.of(key).is_given_as_is {
            Some(true) => Cow::Borrowed(text),
            _ => without_dedents(text, cancel)?,
        };
        self.survey.of(key).is_given_as_is = Some(matches!(given, Cow::Borrowed(_)));
        let is_as_typed = matches!(given, Cow::Borrowed(_));
        let base = base.filter(|_| is_as_typed && self.parsed_in_vain != Some(key));
        let mut tree = self.parser.parse(key, &given, base, cancel)?;
        if base.is_some() && tree.root_node().has_error() {
            // How the parser recovers from an error depends on what it starts from, and an answer mustn't.
            self.parsed_in_vain = Some(key);
            let in_vain = std::mem::replace(&mut tree, self.parser.parse(key, &given, None, cancel)?);
            self.parser.discard(in_vain);
        }
        let dropped = self.trees.insert(key, tree.clone(), text.len(), is_as_typed);
        self.discard(dropped);
        Ok(tree)
    }

    fn repair(
        &mut self,
        key: ParseKey,
        text: &str,
        tree: &Tree,
        cancel: &CancelToken,
    ) -> Result<Arc<Repaired>, NoTree> {
        if let Some(at) = self.repaired.iter().position(|(known, _)| *known == key) {
            let known = self.repaired.remove(at);
            let repaired = Arc::clone(&known.1);
            self.repaired.insert(0, known);
            return Ok(repaired);
        }
        let mut repair = match self.repair.take().filter(|(known, _)| *known == key) {
            Some((_, repair)) => repair,
            None => Repair::new(text, tree),
        };
        match repair.go_on(|text| self.fragments.is_whole(text, cancel)) {
            Ok(repaired) => {
                let repaired = Arc::new(repaired);
                self.repaired.insert(0, (key, Arc::clone(&repaired)));
                self.repaired.truncate(MOST_REPAIRED);
                Ok(repaired)
            }
            Err(Cancelled) => {
                self.repair = Some((key, repair));
                Err(NoTree::Cancelled)
            }
        }
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let trees = self.trees.take_all();
        self.discard(trees);
    }
}
