//! Parses long texts on a thread of their own, and throws their trees away there.
//!
//! The parser asks whether it is still wanted while it reads, but not while it balances a long list of its tree,
//! and freeing the tree of ten megabytes takes half a second. Neither may keep the engine from a newer request.
//!
//! Invariants: at most one parse is under way, and it is that of the text that was asked for last; whoever waits for
//! it asks every [`LOOK`] whether to go on; a parse that nobody waits for goes on until another text is asked for.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use flume::{Receiver, RecvTimeoutError, Sender};
use tree_sitter::Tree;

use super::parse::{NoTree, ParseKey, parse_while, python_parser};
use crate::worker::{CancelToken, Cancelled, PARSER_STACK};

/// Bytes from which on a text counts as long: balancing the longest possible list in it takes some 2 ms
/// (measured: 490 ms for 10 MB).
pub(super) const LONG_TEXT: usize = 64 * 1024;

/// How often somebody who waits for a tree looks whether it is still wanted.
const LOOK: Duration = Duration::from_micros(250);

/// Bytes that are copied between two questions whether to go on.
const COPIED_AT_ONCE: usize = 256 * 1024;

/// What the thread is given to do.
enum Job {
    Parse { text: String, base: Option<Tree>, is_wanted: Arc<AtomicBool>, done: Sender<Option<Tree>> },
    Discard(Tree),
}

/// A parse that was asked for.
struct Parse {
    key: ParseKey,
    /// Whether it starts from another tree, which its own may depend on.
    has_base: bool,
    is_wanted: Arc<AtomicBool>,
    done: Receiver<Option<Tree>>,
}

impl Drop for Parse {
    fn drop(&mut self) {
        self.is_wanted.store(false, Ordering::Relaxed);
    }
}

/// The thread, from when it is first needed until this is dropped; it may then take a moment longer to free what it
/// was given.
#[derive(Default)]
pub(super) struct HeavyParser {
    jobs: Option<Sender<Job>>,
    parse: Option<Parse>,
}

impl HeavyParser {
    /// The tree of `text`, as of [`super::SegmentParser::parse`].
    pub(super) fn parse(
        &mut self,
        key: ParseKey,
        text: &str,
        base: Option<&Tree>,
        cancel: &CancelToken,
    ) -> Result<Tree, NoTree> {
        self.begin(key, text, base, cancel)?;
        let Some(parse) = &self.parse else { return Err(NoTree::Refused) };
        let tree = loop {
            match parse.done.recv_timeout(LOOK) {
                Ok(tree) => break tree,
                Err(RecvTimeoutError::Timeout) => cancel.check()?,
                Err(RecvTimeoutError::Disconnected) => break None,
            }
        };
        self.parse = None;
        tree.ok_or(NoTree::Refused)
    }

    /// Begins with what [`Self::parse`] does and doesn't wait for it.
    pub(super) fn begin(
        &mut self,
        key: ParseKey,
        text: &str,
        base: Option<&Tree>,
        cancel: &CancelToken,
    ) -> Result<(), NoTree> {
        // Whoever has no tree to start from couldn't know that this one may depend on such a tree.
        let serves = |parse: &Parse| parse.key == key && (base.is_some() || !parse.has_base);
        if self.parse.as_ref().is_some_and(serves) {
            return Ok(());
        }
        self.parse = None;
        let is_wanted = Arc::new(AtomicBool::new(true));
        let (sender, done) = flume::bounded(1);
        let job = Job::Parse {
            text: copied(text, cancel)?,
            base: base.cloned(),
            is_wanted: Arc::clone(&is_wanted),
            done: sender,
        };
        self.give(job)?;
        self.parse = Some(Parse { key, has_base: base.is_some(), is_wanted, done });
        Ok(())
    }

    /// Ends the parse that is under way.
    pub(super) fn forget(&mut self) {
        self.parse = None;
    }

    /// Drops a tree on the thread.
    pub(super) fn discard(&mut self, tree: Tree) {
        // Without a thread it is dropped here.
        let _ = self.give(Job::Discard(tree));
    }

    /// Refused if the system gives no thread.
    fn give(&mut self, job: Job) -> Result<(), NoTree> {
        let jobs = match &self.jobs {
            Some(jobs) => jobs,
            None => {
                let (sender, jobs) = flume::unbounded();
                let started = thread::Builder::new()
                    .name("long-texts".to_owned())
                    .stack_size(PARSER_STACK)
                    .spawn(move || serve(&jobs));
                if let Err(error) = started {
                    tracing::error!(%error, "no thread for long texts");
                    return Err(NoTree::Refused);
                }
                self.jobs.insert(sender)
            }
        };
        jobs.send(job).map_err(|_| NoTree::Refused)
    }
}

/// Copying ten megabytes takes some milliseconds, too.
fn copied(text: &str, cancel: &CancelToken) -> Result<String, Cancelled> {
    let mut copy = String::with_capacity(text.len());
    let mut done = 0;
    while done < text.len() {
        cancel.check()?;
        let end = text.ceil_char_boundary(done + COPIED_AT_ONCE);
        copy.push_str(text.get(done..end).unwrap_or_default());
        done = end;
    }
    Ok(copy)
}

/// Does one job after the other until nobody gives any more.
fn serve(jobs: &Receiver<Job>) {
    let mut parser = python_parser();
    for job in jobs {
        match job {
            Job::Parse { text, base, is_wanted, done } => {
                let is_wanted = || is_wanted.load(Ordering::Relaxed);
                let tree = parse_while(&mut parser, text.as_bytes(), base.as_ref(), is_wanted);
                if tree.is_none() {
                    parser.reset();
                }
                // Nobody may wait for it any more.
                let _ = done.send(tree);
            }
            Job::Discard(tree) => drop(tree),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn list(of: &str) -> String {
        format!("x = [{}]\n", format!("{of}, ").repeat(20_000))
    }

    #[test]
    fn whoever_is_cancelled_gets_the_tree_later() {
        let mut heavy = HeavyParser::default();
        let text = list("total");
        let mut tries = 0;
        let tree = loop {
            match heavy.parse(ParseKey(1), &text, None, &CancelToken::after(1)) {
                Ok(tree) => break tree,
                Err(NoTree::Cancelled) => tries += 1,
                Err(NoTree::Refused) => panic!("it was refused"),
            }
        };
        assert!(tries > 0, "it was never cancelled");
        assert_eq!(tree.root_node().end_byte(), text.len());
        heavy.discard(tree);
    }

    #[test]
    fn the_text_that_was_asked_for_last_is_parsed() {
        let mut heavy = HeavyParser::default();
        let (first, second) = (list("first"), list("second_name"));
        let cancelled = heavy.parse(ParseKey(1), &first, None, &CancelToken::after(1));
        assert_eq!(cancelled.err(), Some(NoTree::Cancelled));
        let tree = heavy.parse(ParseKey(2), &second, None, &CancelToken::never()).unwrap();
        assert_eq!(tree.root_node().end_byte(), second.len());
        let tree = heavy.parse(ParseKey(1), &first, None, &CancelToken::never()).unwrap();
        assert_eq!(tree.root_node().end_byte(), first.len());
    }

    /// What is asked for without a tree to start from isn't what began with one, nor the other way round a new one.
    #[test]
    fn a_parse_that_began_with_a_tree_serves_only_whoever_has_one() {
        let mut heavy = HeavyParser::default();
        let text = list("total");
        let base = heavy.parse(ParseKey(1), &text, None, &CancelToken::never()).unwrap();
        let mut begin = |key, base: Option<&Tree>| {
            heavy.begin(ParseKey(key), &text, base, &CancelToken::never()).unwrap();
            let parse = heavy.parse.as_ref().unwrap();
            (parse.has_base, Arc::as_ptr(&parse.is_wanted))
        };
        let with_base = begin(2, Some(&base));
        assert_eq!(begin(2, Some(&base)), with_base);
        let without = begin(2, None);
        assert!(with_base.0 && !without.0);
        assert_eq!(begin(2, Some(&base)), without);
    }
}
