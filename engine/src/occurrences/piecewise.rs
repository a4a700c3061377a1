//! Long brackets are read piece by piece, by as many threads as are worth it: no tree is large then, and the memory that
//! the trees take is that of a few pieces.
//!
//! The other threads parse; the engine's own adds what they parsed to the index, from the last piece to the first, and
//! parses where nothing is there to be added. Invariant: what is read is what the tree of the whole text would tell;
//! pieces that were added stay when it is cancelled.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use flume::{Receiver, RecvTimeoutError, Sender};
use rustc_hash::FxHashMap;

use super::ahead::{MOST_WAITING, OTHERS, WORTH_A_THREAD};
use crate::scopes::{Names, PiecewiseIndex, SegmentIndex};
use crate::syntax::{Cutting, FragmentParser, PartsParser, Piece};
use crate::worker::{CancelToken, Cancelled};

/// How often somebody who waits for a piece looks whether it is still wanted.
const LOOK: Duration = Duration::from_micros(250);

/// A piece by its number; none if it isn't what it was cut for.
type Parsed = (usize, Option<Piece>);

/// Brackets of which some pieces are read.
pub(super) struct Pieces {
    cutting: Cutting,
    index: PiecewiseIndex,
    /// How many are still to be read, which are the first ones.
    left: usize,
}

impl Pieces {
    /// Of a text that is cut so.
    pub(super) fn new(cutting: Cutting, text: &str) -> Self {
        Self { index: PiecewiseIndex::new(text.len()), left: cutting.pieces().len(), cutting }
    }

    pub(super) fn cutting(&self) -> &Cutting {
        &self.cutting
    }

    /// Reads those that are left. Whether all of them were what they were cut for.
    pub(super) fn read(
        &mut self,
        text: &str,
        names: &mut Names,
        cancel: &CancelToken,
    ) -> Result<bool, Cancelled> {
        let left = self.cutting.pieces().get(..self.left).unwrap_or_default();
        let bytes: usize = left.iter().map(ExactSizeIterator::len).sum();
        self.read_with(OTHERS.min(bytes / WORTH_A_THREAD), text, names, cancel)
    }

    fn read_with(
        &mut self,
        others: usize,
        text: &str,
        names: &mut Names,
        cancel: &CancelToken,
    ) -> Result<bool, Cancelled> {
        let Self { cutting, index, left } = self;
        let jobs = Jobs { cutting, text, left: AtomicUsize::new(*left) };
        thread::scope(|scope| {
            // Where this thread gives up, the others find nobody to send to, and give up, too.
            let (sender, parsed) = flume::bounded(MOST_WAITING);
            for _ in 0..others {
                let (sender, cancel, jobs) = (sender.clone(), cancel.unwatched(), &jobs);
                scope.spawn(move || jobs.serve(&sender, &cancel));
            }
            drop(sender);
            let mut waiting =
                Waiting { jobs: &jobs, parser: PartsParser::new(), parsed, known: FxHashMap::default() };
            while let Some(at) = left.checked_sub(1) {
                let Some(bytes) = cutting.pieces().get(at) else { return Ok(false) };
                match waiting.piece(at, cancel)? {
                    Some(Piece::Plain(read)) => index.add_plain(text, read, names),
                    Some(Piece::Tree(tree)) => {
                        index.add(text, &tree, cutting.open(), bytes, names, cancel)?
                    }
                    None => return Ok(false),
                }
                *left = at;
            }
            Ok(true)
        })
    }

    /// The index, once all are read.
    pub(super) fn finish(
        self,
        text: &str,
        names: &mut Names,
        fragments: &mut FragmentParser,
        cancel: &CancelToken,
    ) -> Result<SegmentIndex, Cancelled> {
        self.index.finish(text, self.cutting.head_tree(), names, fragments, cancel)
    }
}

/// The pieces that nobody has begun to parse.
struct Jobs<'a> {
    cutting: &'a Cutting,
    text: &'a str,
    /// How many there are: the first ones.
    left: AtomicUsize,
}

impl Jobs<'_> {
    /// Takes the last one of them.
    fn take(&self) -> Option<usize> {
        let less = |left: usize| left.checked_sub(1);
        self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less).ok()?.checked_sub(1)
    }

    fn parse(
        &self,
        at: usize,
        parser: &mut PartsParser,
        cancel: &CancelToken,
    ) -> Result<Option<Piece>, Cancelled> {
        match self.cutting.pieces().get(at) {
            Some(piece) => self.cutting.piece(piece, parser, self.text, cancel),
            None => Ok(None),
        }
    }

    /// Parses one after the other until there are none, or none are wanted.
    fn serve(&self, done: &Sender<Parsed>, cancel: &CancelToken) {
        let mut parser = PartsParser::new();
        while let Some(at) = self.take() {
            let Ok(piece) = self.parse(at, &mut parser, cancel) else { return };
            if done.send((at, piece)).is_err() {
                return;
            }
        }
    }
}

/// What the engine's thread has of the pieces that are parsed.
struct Waiting<'a> {
    jobs: &'a Jobs<'a>,
    parser: PartsParser,
    parsed: Receiver<Parsed>,
    known: FxHashMap<usize, Option<Piece>>,
}

impl Waiting<'_> {
    /// A piece, read here or elsewhere. None as of [`Cutting::piece`].
    fn piece(&mut self, wanted: usize, cancel: &CancelToken) -> Result<Option<Piece>, Cancelled> {
        loop {
            self.known.extend(self.parsed.try_iter());
            if let Some(tree) = self.known.remove(&wanted) {
                return Ok(tree);
            }
            let may_take = self.known.len() < MOST_WAITING;
            if let Some(at) = may_take.then(|| self.jobs.take()).flatten() {
                let tree = self.jobs.parse(at, &mut self.parser, cancel)?;
                self.known.insert(at, tree);
                continue;
            }
            match self.parsed.recv_timeout(LOOK) {
                Ok((at, tree)) => _ = self.known.insert(at, tree),
                Err(RecvTimeoutError::Timeout) => cancel.check()?,
                // Whoever took it gave up.
                Err(RecvTimeoutError::Disconnected) => {
                    return self.jobs.parse(wanted, &mut self.parser, cancel);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::fmt::Write as _;

    use super::*;
    use crate::occurrences::FileIndex;

    fn table(rows: usize) -> String {
        let mut text = "# Rows.\nTABLE: dict[str, Row] = {\n    'first': level,\n".to_owned();
        for row in 0..rows {
            writeln!(
                text,
                "    'row, {row}': [level, name_{}, lambda level: level, {{level}}],  # it",
                row % 9
            )
            .unwrap();
        }
        text + "}\n"
    }

    fn pieces(text: &str) -> Pieces {
        let cutting = Cutting::with_pieces_of(2_000, 500, text, &CancelToken::never()).unwrap().unwrap();
        Pieces::new(cutting, text)
    }

    /// What is read of a text, by so many threads besides this one.
    fn read(text: &str, others: usize) -> Option<usize> {
        let (mut pieces, mut names) = (pieces(text), Names::default());
        let never = CancelToken::never();
        pieces.read_with(others, text, &mut names, &never).unwrap().then_some(())?;
        let index = pieces.finish(text, &mut names, &mut FragmentParser::new(), &never).unwrap();
        Some(index.references().len())
    }

    #[test]
    fn any_number_of_threads_reads_the_same() {
        let text = table(900);
        for others in 0..4 {
            assert_eq!(read(&text, others), Some(5 + 900 * 5), "{others}");
        }
    }

    #[test]
    fn a_piece_with_an_error_is_noticed() {
        let text = table(900).replace("'row, 456':", "'row, 456'");
        assert_eq!(read(&text, 2), None);
    }

    #[test]
    fn what_was_read_stays_when_it_is_cancelled() {
        let text = table(300);
        let (mut pieces, mut names) = (pieces(&text), Names::default());
        let mut tries = 0;
        while pieces.read_with(0, &text, &mut names, &CancelToken::after(40)).is_err() {
            tries += 1;
            assert!(tries < 1_000, "it gets nowhere");
        }
        assert!(tries > 1, "it was never cancelled");
        let index = pieces.finish(&text, &mut names, &mut FragmentParser::new(), &CancelToken::never());
        assert_eq!(index.unwrap().references().len(), 5 + 300 * 5);
    }

    #[test]
    fn a_file_of_long_brackets_is_divided_without_a_tree_of_all() {
        let text = table(4_000);
        let rope = crop::Rope::from(text.as_str());
        let mut file = FileIndex::of(&rope);
        let at = text.find("name_8").unwrap();
        let found = file.find_at(at, &CancelToken::never()).unwrap().unwrap();
        assert_eq!(found.occurrences.len(), 444);
        let id = file.segments.id(0).unwrap();
        assert!(file.divisions.of_segment(id).is_some());
        assert!(file.reader_mut().take_tree(id.into()).is_none());
    }
}
