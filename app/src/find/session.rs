//! What the window's side knows of a search: what was typed, what was found, and which match is the current one.
//!
//! The current match is a place of its own and not the cursor: the light stays where it is while matches are looked
//! through. Invariant: every range here is about the text of the last [`Session::follow`].

mod accepting;

use std::ops::Range;

use namelight_engine::text::{Bias, DocumentId, Edit, EditLog, Generation, Patch, Revision};

use super::{History, KEPT, Matches, Problem, Query, Replaced, Work};

/// A way through the matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To the next one.
    Forward,
    /// To the one before.
    Backward,
}

/// At which end of the text a step went round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrap {
    /// From the last match to the first.
    ToStart,
    /// From the first match to the last.
    ToEnd,
}

/// A step that waits for matches.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Wish {
    direction: Direction,
    /// From which byte.
    from: usize,
    /// Whether a match that begins there is what is looked for.
    is_here_too: bool,
    /// Whether it is said that it went round.
    tells_wrap: bool,
}

/// What a question was about.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Asked {
    revision: Revision,
    query: Query,
    scope: Option<Range<usize>>,
}

/// What is known of the matches.
#[derive(Clone, Debug, Default)]
struct Known {
    matches: Matches,
    /// Where all are known, in bytes.
    parts: Vec<Range<usize>>,
    is_complete: bool,
    is_cut: bool,
    /// Whether they were all before the edits that they were carried through.
    were_all: bool,
    /// Whether something else is looked for now.
    is_stale: bool,
}

/// What is to be done once it is known what takes a match's place.
#[derive(Clone, Debug, PartialEq)]
pub struct Replacement {
    /// What takes the place of matches.
    pub replaced: Replaced,
    /// Whether it is about one match.
    pub is_one: bool,
}

/// A search, as far as the window's side knows.
#[derive(Debug)]
pub struct Session {
    /// What is looked for.
    pub query: Query,
    /// What takes a match's place.
    pub template: String,
    /// What was looked for before.
    pub history: History,
    /// Where it is looked for, in bytes; everywhere if none.
    pub scope: Option<Range<usize>>,
    document: DocumentId,
    log: EditLog,
    known: Known,
    problem: Option<Problem>,
    current: Option<Range<usize>>,
    /// From where a search that is being typed looks on, in bytes.
    origin: usize,
    wish: Option<Wish>,
    wrap: Option<Wrap>,
    asked: Option<Asked>,
    generation: u64,
    /// Whether the last question is still to be answered in full.
    is_waiting: bool,
    /// Whether it is about a replacement: of one match or of all, and in which text.
    replacing: Option<(bool, Revision)>,
    replacement: Option<Replacement>,
    /// Counts what changes which matches there are, for those who keep something about them.
    serial: usize,
    /// How many lines edits have put in and taken out.
    moved_lines: usize,
}

impl Session {
    /// Nothing is looked for yet in a document at a revision.
    #[must_use]
    pub fn new(document: DocumentId, revision: Revision) -> Self {
        Self {
            query: Query::default(),
            template: String::new(),
            history: History::default(),
            scope: None,
            document,
            log: EditLog::new(revision),
            known: Known::default(),
            problem: None,
            current: None,
            origin: 0,
            wish: None,
            wrap: None,
            asked: None,
            generation: 0,
            is_waiting: false,
            replacing: None,
            replacement: None,
            serial: 0,
            moved_lines: 0,
        }
    }

    /// Takes note of a frame's edits, or that there is another document.
    pub fn follow(&mut self, document: DocumentId, revision: Revision, edits: &[Edit]) {
        if self.document != document {
            let (query, template) = (std::mem::take(&mut self.query), std::mem::take(&mut self.template));
            let (history, generation) = (std::mem::take(&mut self.history), self.generation);
            let serial = self.serial + 1;
            *self = Self { query, template, history, generation, serial, ..Self::new(document, revision) };
            return;
        }
        if edits.is_empty() {
            return;
        }
        edits.iter().for_each(|edit| self.log.push(edit.clone()));
        self.serial += usize::from(self.known.matches.carry(edits));
        self.known.were_all &= Matches::can_carry(edits);
        self.known.is_complete = false;
        self.known.parts.clear();
        self.wrap = None;
        for edit in edits {
            let patch = Patch::from(edit);
            let is_met =
                |range: &Range<usize>| edit.range.start <= range.end && range.start <= edit.range.end;
            self.current = self.current.take().filter(|current| !is_met(current));
            self.current = self.current.take().and_then(|current| patch.map_range(current));
            self.origin = patch.map_offset(self.origin, Bias::Left);
            if let Some(wish) = &mut self.wish {
                wish.from = patch.map_offset(wish.from, Bias::Left);
            }
            let asked = self.asked.as_mut().and_then(|asked| asked.scope.as_mut());
            for scope in self.scope.iter_mut().chain(asked) {
                // What is put in at its ends is inside, so that replaced text stays in it.
                let start = patch.map_offset(scope.start, Bias::Left);
                *scope = start..patch.map_offset(scope.end, Bias::Right).max(start);
            }
        }
    }

    /// Edits have put in and taken out so many lines, at most; none if nobody counted.
    pub fn note_moved_lines(&mut self, count: Option<usize>) {
        match count {
            Some(count) => self.moved_lines = self.moved_lines.wrapping_add(count),
            None => self.serial += 1,
        }
    }

    /// What has to be asked about the text at a revision, if that wasn't asked already: the question's number.
    pub fn ask(&mut self, revision: Revision) -> Option<Generation> {
        let now = Asked { revision, query: self.query.clone(), scope: self.scope.clone() };
        if self.asked.as_ref() == Some(&now) {
            return None;
        }
        if self.query.text.is_empty() {
            self.forget();
            self.asked = Some(now);
            return None;
        }
        if self.replacing.is_some_and(|(_, asked)| asked == revision) {
            // What was asked to be replaced comes first.
            return None;
        }
        // Marks stay until the new ones are known; steps wait for these.
        let is_same = |asked: &Asked| (&asked.query, &asked.scope) == (&now.query, &now.scope);
        self.known.is_stale |= !self.asked.as_ref().is_some_and(is_same);
        self.asked = Some(now);
        (self.replacing, self.replacement) = (None, None);
        Some(self.next_generation())
    }

    /// How to find what [`ask`](Self::ask) asks for: what lies in the bytes `near` comes first.
    #[must_use]
    pub fn work(&self, near: Range<usize>) -> Work {
        let known = &self.known;
        if known.were_all && !known.is_stale {
            Work::Renew { known: known.matches.clone(), near }
        } else {
            Work::Find(near)
        }
    }

    /// The number of a question for what takes the place of one match or of all, in the text at a revision.
    pub fn ask_to_replace(&mut self, is_one: bool, revision: Revision) -> Generation {
        self.replacing = Some((is_one, revision));
        self.replacement = None;
        self.next_generation()
    }

    /// Another replacement is typed: what was wrong with the one before doesn't matter.
    pub fn forgive(&mut self) {
        if self.known.is_complete {
            self.problem = None;
        }
    }

    fn next_generation(&mut self) -> Generation {
        self.generation += 1;
        self.is_waiting = true;
        Generation(self.generation)
    }

    /// Forgets all that was found.
    pub fn forget(&mut self) {
        self.known = Known::default();
        (self.problem, self.current, self.wish, self.wrap, self.asked) = (None, None, None, None, None);
        (self.is_waiting, self.replacing, self.replacement) = (false, None, None);
        // An answer that is under way is about nothing any more.
        self.generation += 1;
        self.serial += 1;
    }

    /// What to replace, once it is known; once.
    pub fn take_replacement(&mut self) -> Option<Replacement> {
        self.replacement.take()
    }

    /// A new search begins at a byte: the first match from there on will be the current one.
    pub fn begin_at(&mut self, at: usize) {
        self.origin = at;
        self.search_on();
    }

    /// What is looked for has changed: the first match from where the search began will be the current one.
    pub fn search_on(&mut self) {
        let (direction, from) = (Direction::Forward, self.origin);
        self.wrap = None;
        self.wish = Some(Wish { direction, from, is_here_too: true, tells_wrap: false });
    }

    /// The cursor went elsewhere: steps start from there, and no match is the current one.
    pub fn leave_for(&mut self, cursor: usize) {
        (self.current, self.wish, self.wrap) = (None, None, None);
        self.origin = cursor;
    }

    /// Wishes to go to the next match or the one before, from the current one or else from a selection (bytes).
    pub fn step(&mut self, direction: Direction, selected: Range<usize>) {
        let from = self.current.clone().unwrap_or(selected.clone());
        // A cursor is before a match that begins there; on a match, that one isn't the next.
        let is_here_too = self.current.is_none() && selected.is_empty() && direction == Direction::Forward;
        self.wish = Some(Wish { direction, from: from.start, is_here_too, tells_wrap: true });
    }

    /// Does what was wished for, if enough is known for it: the match that is the current one now.
    pub fn resolve(&mut self) -> Option<Range<usize>> {
        let wish = self.wish.clone()?;
        if self.known.is_stale {
            return None;
        }
        let Wish { direction, from, is_here_too, tells_wrap } = wish;
        let matches = &self.known.matches;
        let found = match direction {
            Direction::Forward => {
                let index = matches.first(|one| one.start > from || is_here_too && one.start == from);
                matches.from(index).map(|(_, range)| range).filter(|range| self.knows(from..range.start))
            }
            Direction::Backward => {
                let index = matches.first(|one| one.start >= from);
                matches.before(index).map(|(_, range)| range).filter(|range| self.knows(range.start..from))
            }
        };
        let mut wrap = None;
        let found = match found {
            Some(found) => found,
            None if !self.known.is_complete => return None,
            None => {
                let round = match direction {
                    Direction::Forward => (matches.from(0), Wrap::ToStart),
                    Direction::Backward => (matches.before(usize::MAX), Wrap::ToEnd),
                };
                wrap = Some(round.1).filter(|_| tells_wrap);
                self.wish = None;
                let Some((_, range)) = round.0 else {
                    self.current = None;
                    return None;
                };
                range
            }
        };
        (self.wish, self.wrap) = (None, wrap);
        self.current = Some(found.clone());
        Some(found)
    }

    /// Whether all matches in some bytes are known.
    fn knows(&self, bytes: Range<usize>) -> bool {
        self.known.is_complete
            || self.known.parts.iter().any(|part| part.start <= bytes.start && bytes.end <= part.end)
    }

    /// The current match.
    #[must_use]
    pub fn current(&self) -> Option<&Range<usize>> {
        self.current.as_ref()
    }

    /// What is known of the matches.
    #[must_use]
    pub fn matches(&self) -> &Matches {
        &self.known.matches
    }

    /// Grows with everything that changes which matches there are; not where an edit moves all that stand behind it.
    #[must_use]
    pub fn serial(&self) -> usize {
        self.serial
    }

    /// A number that is so many lines higher as matches stand elsewhere, at most, than when it was asked for before.
    #[must_use]
    pub fn moved_lines(&self) -> usize {
        self.moved_lines
    }

    /// Whether all matches were known before the last edits, and nothing is known yet of what these change. That takes so
    /// little time that words which come and go with every letter would only flicker.
    fn is_nearly_complete(&self) -> bool {
        self.known.were_all && !self.known.is_stale && self.known.parts.is_empty()
    }

    /// Whether all matches are known.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.known.is_complete && !self.known.is_stale
    }

    /// What is wrong with the pattern or the replacement.
    #[must_use]
    pub fn problem(&self) -> Option<&Problem> {
        self.problem.as_ref()
    }

    /// At which end the last step went round.
    #[must_use]
    pub fn wrap(&self) -> Option<Wrap> {
        self.wrap
    }

    /// Whether no answer is under way and no step waits for one.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        !self.is_waiting && self.replacement.is_none()
    }

    /// Whether a step waits for matches.
    #[must_use]
    pub fn is_stepping(&self) -> bool {
        self.wish.is_some()
    }

    /// The number of a match, from 0.
    fn index_of(&self, range: &Range<usize>) -> Option<usize> {
        self.known.matches.number_of(range)
    }

    /// How many matches there are, as far as it can be told: `41`, `over 1,000,000`.
    #[must_use]
    pub fn total(&self) -> String {
        let over = if self.known.is_cut { "over " } else { "" };
        let count = self.known.matches.count();
        let count = if self.known.is_cut { count.min(KEPT) } else { count };
        format!("{over}{}", thousands(count))
    }

    /// What there is to say: `3 of 41 matches`, `No results`, `41,230…`, or what is wrong.
    #[must_use]
    pub fn words(&self) -> String {
        if let Some(problem) = &self.problem {
            return problem.to_string();
        }
        let count = self.known.matches.count();
        let has_asked = self.asked.as_ref().is_some_and(|asked| asked.query == self.query);
        if self.query.text.is_empty() || !has_asked {
            return String::new();
        }
        if !self.known.is_complete && !self.is_nearly_complete() {
            return if count == 0 { "Searching…".to_owned() } else { format!("{}…", thousands(count)) };
        }
        if count == 0 {
            return "No results".to_owned();
        }
        let plural = if count == 1 { "match" } else { "matches" };
        let total = format!("{} {plural}", self.total());
        let words = match self.current.as_ref().and_then(|current| self.index_of(current)) {
            Some(index) => format!("{} of {total}", thousands(index + 1)),
            None => total,
        };
        match self.wrap {
            None => words,
            Some(Wrap::ToStart) => format!("{words} · went round to the first"),
            Some(Wrap::ToEnd) => format!("{words} · went round to the last"),
        }
    }
}

/// A number with a comma at every thousand.
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut words = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}
