//! Lines, and what a query leaves of them.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::{Lines, score};

/// Up to so many lines are looked through in the frame that asks: that takes less than a millisecond.
const AT_ONCE: usize = 1000;

/// After so many lines a search asks whether it is still wanted.
const ASK_AGAIN: usize = 256;

/// Lines, and what a query leaves of them, the best first.
#[derive(Debug)]
pub struct Picking {
    lines: Lines,
    query: String,
    found: Vec<u32>,
    /// The number of the newest query; a search for another one ends.
    newest: Arc<AtomicU64>,
    asked: u64,
    shown: u64,
    answers: (Sender<Answer>, Receiver<Answer>),
}

/// A query's number, and the lines that it leaves.
type Answer = (u64, Vec<u32>);

impl Picking {
    /// All of some lines. They stand in the order in which they are shown until something is asked for, and among those
    /// that fit alike. Lines beyond the first four thousand million are left out.
    #[must_use]
    pub fn new(lines: Lines) -> Self {
        let found = all(&lines);
        let newest = Arc::new(AtomicU64::new(0));
        Self { lines, query: String::new(), found, newest, asked: 0, shown: 0, answers: channel() }
    }

    /// Asks for what fits a query. Many lines are looked through by another thread, which calls `wake` when it is done;
    /// then [`Self::hear`] takes what it has found.
    pub fn ask(&mut self, query: &str, wake: impl FnOnce() + Send + 'static) {
        if query == self.query {
            return;
        }
        query.clone_into(&mut self.query);
        self.asked += 1;
        self.newest.store(self.asked, Ordering::Relaxed);
        let asked = self.asked;
        if query.trim().is_empty() {
            self.show((asked, all(&self.lines)));
            return;
        }
        let (lines, newest, answer) = (self.lines.clone(), Arc::clone(&self.newest), self.answers.0.clone());
        if self.lines.len() <= AT_ONCE {
            let found = search(&self.query, &lines, &|| false).unwrap_or_default();
            self.show((asked, found));
            return;
        }
        let query = self.query.clone();
        let work = move || {
            let is_unwanted = || newest.load(Ordering::Relaxed) != asked;
            if let Some(found) = search(&query, &lines, &is_unwanted)
                && answer.send((asked, found)).is_ok()
            {
                wake();
            }
        };
        if thread::Builder::new().name("picking".to_owned()).spawn(work).is_err() {
            // Without a thread all lines stay; the next letter tries again.
            self.show((asked, all(&self.lines)));
        }
    }

    /// Takes what was found; whether that is something else than before.
    pub fn hear(&mut self) -> bool {
        let mut is_news = false;
        while let Ok(answer) = self.answers.1.try_recv() {
            is_news |= answer.0 == self.asked;
            self.show(answer);
        }
        is_news
    }

    fn show(&mut self, (asked, found): Answer) {
        if asked == self.asked {
            self.found = found;
            self.shown = asked;
        }
    }

    /// Whether a search is under way.
    #[must_use]
    pub fn is_searching(&self) -> bool {
        self.shown != self.asked
    }

    /// What is asked for.
    #[must_use]
    pub fn query(&self) -> &str {
        &self.query
    }

    /// How many lines there are in all.
    #[must_use]
    pub fn total(&self) -> usize {
        self.lines.len()
    }

    /// How many lines are left.
    #[must_use]
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Whether none is left.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Which line stands in a row, counted among all lines.
    #[must_use]
    pub fn line_at(&self, row: usize) -> Option<usize> {
        self.found.get(row).map(|line| *line as usize)
    }

    /// The text of a line, counted among all lines.
    #[must_use]
    pub fn text(&self, line: usize) -> &str {
        self.lines.get(line).unwrap_or_default()
    }
}

impl Drop for Picking {
    fn drop(&mut self) {
        // A search that is under way has nobody to tell.
        self.newest.store(u64::MAX, Ordering::Relaxed);
    }
}

fn all(lines: &Lines) -> Vec<u32> {
    (0..u32::try_from(lines.len()).unwrap_or(u32::MAX)).collect()
}

/// The lines that fit, the best first; none if they aren't wanted any more.
fn search(query: &str, lines: &Lines, is_unwanted: &dyn Fn() -> bool) -> Option<Vec<u32>> {
    let mut found = Vec::new();
    for (at, line) in (0_u32..).zip(lines.iter()) {
        if (at as usize).is_multiple_of(ASK_AGAIN) && is_unwanted() {
            return None;
        }
        found.extend(score(query, line).map(|score| (std::cmp::Reverse(score), at)));
    }
    found.sort_unstable();
    Some(found.into_iter().map(|(_, at)| at).collect())
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::time::{Duration, Instant};

    use super::*;

    fn lines(count: usize) -> Lines {
        (0..count).map(|n| format!("folder{}/file_{n}.py", n % 97)).collect::<Vec<_>>().into()
    }

    fn texts(picking: &Picking) -> Vec<&str> {
        let rows = (0..picking.len()).filter_map(|row| picking.line_at(row));
        rows.map(|line| picking.text(line)).collect()
    }

    #[test]
    fn few_lines_are_found_at_once_and_an_empty_query_gives_all() {
        let lines: Vec<String> = ["Undo", "Redo", "Next place"].map(str::to_owned).into();
        let mut picking = Picking::new(lines.into());
        picking.ask("do", || {});
        assert!(!picking.is_searching());
        assert_eq!(texts(&picking), ["Undo", "Redo"], "alike, so they stay in order");
        picking.ask(" ", || {});
        assert_eq!(picking.len(), 3);
    }

    #[test]
    fn many_lines_are_found_by_another_thread_and_the_latest_query_wins() {
        let mut picking = Picking::new(lines(100_000));
        let (tell, told) = channel();
        let began = Instant::now();
        for query in ["f", "fi", "file_9", "file_99", "file_99999"] {
            let tell = tell.clone();
            picking.ask(query, move || {
                // Nobody listens any more once the newest is found.
                let _ = tell.send(());
            });
        }
        // Asking doesn't wait for what is asked for; a machine that is busy gets a generous bound.
        assert!(began.elapsed() < Duration::from_millis(200), "{:?}", began.elapsed());
        assert!(picking.is_searching());
        assert_eq!(picking.len(), 100_000, "what was found before stays until then");
        while picking.is_searching() {
            assert!(told.recv_timeout(Duration::from_secs(60)).is_ok(), "it tells when it is done");
            picking.hear();
        }
        assert_eq!(texts(&picking), [format!("folder{}/file_99999.py", 99_999 % 97)]);
    }
}
