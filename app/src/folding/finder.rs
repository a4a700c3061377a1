//! The thread that finds what can be folded.
//!
//! Invariant: an answer is about the state of the text that it names.

use std::ops::Range;

use crop::Rope;
use namelight_engine::FileIndex;
use namelight_engine::occurrences::{self, FoldKind, Folds};
use namelight_engine::text::{DocumentId, Revision};
use namelight_engine::worker::{CancelToken, Cancelled};

use super::FoldAction;
use crate::document::lines;
use crate::editor::{Fold, Folds as Folded};
use crate::newest::Newest;

/// What sort of thing can be folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// The body of a function.
    Function,
    /// Imports, one below the other.
    Imports,
    /// A string that is a statement of its own.
    Docstring,
    /// Anything else.
    Other,
}

/// One thing that can be folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its lines.
    pub fold: Fold,
    /// What it is.
    pub sort: Sort,
}

/// A question.
#[derive(Clone, Debug)]
pub struct Job {
    /// Which text it is about.
    pub document: DocumentId,
    /// Its state.
    pub revision: Revision,
    /// The text itself; a rope's clone copies nothing.
    pub text: Rope,
    /// Which lines, from 0, end exclusive; none for the whole text.
    pub lines: Option<Range<usize>>,
    /// What is to be folded beside what is folded already: folds of a large text are put in order here and not in a frame.
    pub all: Option<(FoldAction, Folded)>,
}

/// What can be folded, by headers; a header that has several has the longest.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Which text it is about.
    pub stamp: (DocumentId, Revision),
    /// The lines that were asked about; what reaches into them may begin above.
    pub lines: Option<Range<usize>>,
    /// What there is; nothing if that was to be folded.
    pub found: Vec<Found>,
    /// All that is folded then, if something was to be folded.
    pub folded: Option<Folded>,
}

/// The thread's handle.
pub type Finder = Newest<Job, Answer>;

/// Starts the thread. `wake` is called on it when there is an answer.
///
/// # Errors
/// If the system gives no thread.
pub fn start_finder(wake: impl Fn() + Send + 'static) -> std::io::Result<Finder> {
    let mut known: Option<(DocumentId, Revision, FileIndex)> = None;
    Newest::start("folds", move |job, cancel, _| answer(job, &mut known, cancel), wake)
}

fn answer(
    job: Job,
    known: &mut Option<(DocumentId, Revision, FileIndex)>,
    cancel: &CancelToken,
) -> Result<Answer, Cancelled> {
    cancel.check()?;
    let stamp = (job.document, job.revision);
    let index = match known.take().filter(|(document, revision, _)| (*document, *revision) == stamp) {
        Some((.., index)) => index,
        None => FileIndex::of(&job.text),
    };
    let (.., index) = known.insert((stamp.0, stamp.1, index));
    let all = match &job.lines {
        Some(lines) => index.folds_in(lines.clone(), cancel)?,
        None => {
            let mut folds = Folds::default();
            while !index.folds_on(&mut folds, cancel)? {}
            folds.found
        }
    };
    let mut found: Vec<Found> = all.iter().filter_map(|fold| in_lines(&job.text, fold)).collect();
    found.sort_by_key(|one| (one.fold.header, usize::MAX - one.fold.last));
    found.dedup_by_key(|one| one.fold.header);
    let folded = job.all.map(|(action, mut folded)| {
        let taken = found.drain(..).filter(|one| action.takes(one.sort)).map(|one| one.fold);
        folded.fold(taken, &job.text, job.revision);
        folded
    });
    Ok(Answer { stamp, lines: job.lines, found, folded })
}

/// A fold in lines; none if it hides none.
fn in_lines(text: &Rope, fold: &occurrences::Fold) -> Option<Found> {
    let header = lines::of_offset(text, fold.range.start);
    let last = lines::of_offset(text, fold.range.end);
    let sort = match fold.kind {
        FoldKind::Block if begins_function(text, header) => Sort::Function,
        FoldKind::Imports => Sort::Imports,
        // The strings among what is no code; the others begin with their sign.
        FoldKind::Comment if text.byte(fold.range.start) != b'#' => Sort::Docstring,
        _ => Sort::Other,
    };
    (header < last).then_some(Found { fold: Fold { header, last }, sort })
}

/// Whether the code of a line begins with `def` or `async`, as one with a fold of its own does for a function alone
/// or with a loop or a `with`.
fn begins_function(text: &Rope, line: usize) -> bool {
    let start = lines::indentation_end(text, line);
    let end = lines::end(text, line);
    let code: String = text.byte_slice(start..end).chars().take(16).collect();
    let mut words = code.split_whitespace();
    match words.next() {
        Some("def") => true,
        Some("async") => words.next() == Some("def"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn found(text: &str, lines: Option<Range<usize>>) -> Vec<(usize, usize, Sort)> {
        let job =
            Job { document: DocumentId(1), revision: Revision(1), text: Rope::from(text), lines, all: None };
        let answer = answer(job, &mut None, &CancelToken::never()).unwrap();
        answer.found.iter().map(|one| (one.fold.header, one.fold.last, one.sort)).collect()
    }

    const TEXT: &str = "import a\nimport b\n\nclass C:\n    '''Says.\n\n    More.\n    '''\n    async def f(self):\n        return [\n            1,\n        ]\n\n    async with x:\n        y\n";

    #[test]
    fn everything_is_found_with_its_sort() {
        let all = [
            (0, 1, Sort::Imports),
            (3, 14, Sort::Other),
            (4, 7, Sort::Docstring),
            (8, 11, Sort::Function),
            (9, 10, Sort::Other),
            (13, 14, Sort::Other),
        ];
        assert_eq!(found(TEXT, None), all);
        assert_eq!(found(TEXT, Some(9..10)), all[1..], "the statement that the line is in");
    }

    #[test]
    fn what_is_to_be_folded_comes_ready_beside_what_is_folded() {
        let text = Rope::from(TEXT);
        let mut folded = Folded::default();
        folded.fold([Fold { header: 0, last: 1 }], &text, Revision(1));
        let version = folded.version();
        let all = Some((FoldAction::FoldFunctions, folded));
        let job = Job { document: DocumentId(1), revision: Revision(1), text, lines: None, all };
        let answer = answer(job, &mut None, &CancelToken::never()).unwrap();
        let folded = answer.folded.unwrap();
        assert_eq!(folded.all(), [Fold { header: 0, last: 1 }, Fold { header: 8, last: 11 }]);
        assert_eq!((folded.version(), folded.hidden_count()), (version + 1, 4));
        assert!(answer.found.is_empty());
    }
}
