//! Find and replace, between the keys, the thread that searches, and the frame.
//!
//! A frame takes the code's input, follows its edits, takes in what was found, and only then moves the cursor or
//! replaces anything: so every range used here is about the present text. Invariant: nothing is searched here.

mod bar;

use std::ops::Range;

use crop::Rope;
use egui::Context;
use namelight_engine::text::{Edit, Patch};

use super::open_file::Stamp;
use super::{App, OpenFile};
use crate::document::{Command, LineEnding, Selection, lines};
use crate::editor::{FoundMarks, MARGIN};
use crate::find::{Direction, Finder, Matches, Replacement, Request, Session, Work};
use crate::highlights::number_of;
use crate::panels::{FindAction, FindBar, FindField};

/// Bytes round what can be seen that are searched first.
const NEAR: usize = 64 * 1024;

/// Cursors that one command makes at most: with more, every key takes too long.
const MOST_CURSORS: usize = 100_000;

/// A search and its bar.
pub(in crate::app) struct Finding {
    finder: Finder,
    /// The question that its thread gets next.
    unposted: Option<Request>,
    pub(in crate::app) session: Session,
    pub(in crate::app) bar: FindBar,
    pub(in crate::app) is_open: bool,
    /// How much of the window the bar took in the last frame, in points.
    height: f32,
    /// Text and cursor as the last frame left them.
    left_at: Option<Stamp>,
    /// How many line breaks its text had then.
    breaks: usize,
    /// Whether a cursor is to be put on every match once all are known.
    selects_all: bool,
    /// What was said last, and of which text and cursor it is true.
    said: Option<(Stamp, String)>,
}

impl Finding {
    /// Starts the thread that searches; nothing is looked for yet.
    pub(in crate::app) fn start(file: &OpenFile, wake: impl Fn() + Send + 'static) -> std::io::Result<Self> {
        Ok(Self {
            finder: Finder::start(wake)?,
            unposted: None,
            session: Session::new(file.document.id(), file.document.revision()),
            bar: FindBar::default(),
            is_open: false,
            height: 0.0,
            left_at: None,
            breaks: 0,
            selects_all: false,
            said: None,
        })
    }

    /// Whether nothing is under way.
    pub(in crate::app) fn is_settled(&self) -> bool {
        self.session.is_settled() && !self.selects_all
    }

    /// What is marked in the code; nothing while the bar is closed.
    pub(in crate::app) fn marks(&self) -> Option<FoundMarks<'_>> {
        let session = &self.session;
        self.is_open.then(|| FoundMarks {
            matches: session.matches(),
            current: session.current().cloned(),
            serial: session.serial(),
            moved_lines: session.moved_lines(),
        })
    }
}

/// How many line breaks a text has.
fn count_breaks(text: &Rope) -> usize {
    text.line_of_byte(text.byte_len())
}

/// How many line breaks edits have put in; none if that is so much text that it isn't looked for. Where none was put in and
/// there are as many as before, all lines begin where they did.
fn breaks_put_in(text: &Rope, edits: &[Edit]) -> Option<usize> {
    const MOST: usize = 4096;
    if !Matches::can_carry(edits) {
        return None;
    }
    let patch = Patch::of(edits);
    let new = || patch.replacements().iter().map(|one| one.new.clone());
    if new().map(|bytes| bytes.len()).sum::<usize>() > MOST {
        return None;
    }
    let breaks = |bytes: Range<usize>| text.line_of_byte(bytes.end) - text.line_of_byte(bytes.start);
    Some(new().map(breaks).sum())
}

impl App {
    /// Does what was asked of the search.
    pub(in crate::app) fn perform_find(&mut self, ctx: &Context, action: FindAction) {
        match action {
            FindAction::Open => self.open_find(ctx, FindField::Text),
            FindAction::OpenReplace => {
                self.find.bar.has_replace = true;
                let is_in_text = self.find.is_open && FindField::Text.has_focus(ctx);
                self.open_find(ctx, if is_in_text { FindField::Template } else { FindField::Text });
            }
            FindAction::Close => self.close_find(),
            FindAction::Next => self.step_to_match(ctx, Direction::Forward),
            FindAction::Previous => self.step_to_match(ctx, Direction::Backward),
            FindAction::NextSame => self.find_same(),
            FindAction::ToggleCase => self.find.session.query.is_case_sensitive ^= true,
            FindAction::ToggleWord => self.find.session.query.is_whole_word ^= true,
            FindAction::ToggleRegex => self.find.session.query.is_regex ^= true,
            FindAction::ToggleSelection => {
                let selected = Some(self.file.document.selection().range());
                let selected = selected.filter(|range| !range.is_empty());
                let scope = &mut self.find.session.scope;
                *scope = if scope.is_some() { None } else { selected };
            }
            FindAction::ReplaceOne => self.replace_match(ctx),
            FindAction::ReplaceAll => self.ask_to_replace(None),
            FindAction::SelectAll => self.find.selects_all = self.find.is_open,
            FindAction::OlderSearch => {
                let older = self.find.session.history.older(&self.find.bar.text);
                self.recall(older);
            }
            FindAction::NewerSearch => {
                let newer = self.find.session.history.newer(&self.find.bar.text);
                self.recall(newer);
            }
        }
        let is_another_search = matches!(
            action,
            FindAction::ToggleCase
                | FindAction::ToggleWord
                | FindAction::ToggleRegex
                | FindAction::ToggleSelection
        );
        if is_another_search {
            self.find.session.search_on();
        }
        ctx.request_repaint();
    }

    /// Opens the bar with the selected text, if that is within a line, or what was looked for last.
    fn open_find(&mut self, ctx: &Context, field: FindField) {
        let find = &mut self.find;
        let is_in_bar = find.is_open && find.bar.has_focus();
        if !is_in_bar {
            let document = &self.file.document;
            let selection = document.selection();
            find.session.begin_at(selection.range().start);
            let text = document.text();
            let is_in_line = !selection.is_empty()
                && lines::of_offset(text, selection.anchor) == lines::of_offset(text, selection.head);
            if is_in_line {
                let selected = document.selected_text();
                let is_regex = find.session.query.is_regex;
                find.bar.text = if is_regex { regex::escape(&selected) } else { selected };
            } else if !find.is_open
                && let Some(last) = find.session.history.last()
            {
                find.bar.text = last.to_owned();
            }
        }
        find.is_open = true;
        find.bar.wants_focus = Some(field);
        ctx.request_repaint();
    }

    /// Closes the bar and leaves the cursor at the current match.
    fn close_find(&mut self) {
        if !self.find.is_open {
            return;
        }
        self.find.session.history.keep(&self.find.bar.text);
        if let Some(current) = self.find.session.current().cloned() {
            self.select_match(&current);
        }
        self.find.is_open = false;
        self.find.bar.has_replace = false;
        self.find.selects_all = false;
        self.find.session.scope = None;
        self.find.session.forget();
        self.file.view.request_focus();
    }

    /// Shows another search in the field, all of it selected.
    fn recall(&mut self, text: Option<String>) {
        let Some(text) = text else { return };
        self.find.bar.text = text;
        self.find.bar.wants_focus = Some(FindField::Text);
    }

    fn step_to_match(&mut self, ctx: &Context, direction: Direction) {
        self.find.session.history.keep(&self.find.bar.text);
        if self.find.bar.text.is_empty() {
            return self.open_find(ctx, FindField::Text);
        }
        let selected = self.file.document.selection().range();
        self.find.session.step(direction, selected);
    }

    /// Looks for what is selected, or for the word at the cursor, and goes to the next one.
    fn find_same(&mut self) {
        let document = &self.file.document;
        let selection = document.selection();
        let is_word = selection.is_empty();
        let range = if is_word { document.word_at(selection.head) } else { selection.range() };
        let text = document.text().byte_slice(range.clone()).to_string();
        if text.trim().is_empty() || text.contains('\n') {
            return self.say_of_find("There is nothing at the cursor that could be looked for");
        }
        let query = &mut self.find.session.query;
        (query.is_regex, query.is_whole_word) = (false, is_word);
        query.text.clone_from(&text);
        self.find.session.history.keep(&text);
        self.find.bar.text = text;
        self.find.session.leave_for(range.start);
        self.find.session.step(Direction::Forward, range.start..range.start.max(range.end));
    }

    fn select_match(&mut self, range: &Range<usize>) {
        let selection = Selection { anchor: range.start, head: range.end };
        self.file.document.apply(&Command::Select(selection), self.now);
        self.find.left_at = Some(self.stamp());
    }

    /// Replaces the current match; where there is none, the next one becomes it.
    fn replace_match(&mut self, ctx: &Context) {
        match self.find.session.current().cloned() {
            Some(current) => self.ask_to_replace(Some(current)),
            None => self.step_to_match(ctx, Direction::Forward),
        }
    }

    fn ask_to_replace(&mut self, at: Option<Range<usize>>) {
        if !self.find.is_open || self.find.session.query.text.is_empty() || self.rename.is_some() {
            return;
        }
        let ending = match self.file.document.line_ending() {
            LineEnding::Lf => "\n",
            LineEnding::CrLf => "\r\n",
        };
        let template = self.find.bar.template.clone();
        self.find.session.history.keep(&self.find.bar.text);
        let revision = self.file.document.revision();
        let generation = self.find.session.ask_to_replace(at.is_some(), revision);
        self.tell_finder(generation, Work::Replace { at, template, ending });
    }

    /// Has a question ready for the thread that searches.
    fn tell_finder(&mut self, generation: namelight_engine::text::Generation, work: Work) {
        let (document, session) = (&self.file.document, &self.find.session);
        self.find.unposted = Some(Request {
            generation,
            document: document.id(),
            revision: document.revision(),
            text: document.text().clone(),
            query: session.query.clone(),
            scope: session.scope.clone(),
            work,
        });
    }

    /// Posts what is to be asked of the thread that searches. Not before the light was waited for: of two cores one waits
    /// then, and the search would take the other from the engine.
    pub(in crate::app) fn post_to_finder(&mut self) {
        if let Some(question) = self.find.unposted.take() {
            self.find.finder.post(question);
        }
    }

    /// All edits of the frame so far, those that the search made included. Takes in what was found and goes on with it.
    pub(in crate::app) fn take_edits_and_find(&mut self, ctx: &Context) -> Vec<Edit> {
        let mut edits = self.file.document.take_edits();
        self.follow_with_find(&edits);
        while let Some(answer) = self.find.finder.take() {
            self.find.session.accept(answer);
        }
        if let Some(replacement) = self.find.session.take_replacement() {
            let next = self.replace_found(replacement);
            self.find.left_at = Some(self.stamp());
            self.file.view.follow(&self.file.document);
            let made = self.file.document.take_edits();
            self.follow_with_find(&made);
            next.into_iter().for_each(|from| self.find.session.begin_at(from));
            edits.extend(made);
        }
        self.ask_finder();
        if let Some(found) = self.find.session.resolve() {
            self.go_to_match(&found);
        } else if !self.find.is_open && !self.find.session.is_stepping() {
            self.tell_that_nothing_was_found();
        }
        self.select_all_matches(ctx);
        // A match in folded lines opens them.
        self.file.view.follow(&self.file.document);
        self.find.left_at = Some(self.stamp());
        edits
    }

    /// Carries what is known through edits, and notes where the cursor went without the search's doing.
    fn follow_with_find(&mut self, edits: &[Edit]) {
        let document = &self.file.document;
        self.find.session.follow(document.id(), document.revision(), edits);
        let breaks = count_breaks(document.text());
        let before = std::mem::replace(&mut self.find.breaks, breaks);
        // As many were taken out as there are fewer than there would be.
        let moved = breaks_put_in(document.text(), edits);
        let moved = moved.map(|put_in| put_in + (before + put_in).abs_diff(breaks));
        self.find.session.note_moved_lines(moved);
        let now = self.stamp();
        if self.find.left_at.is_some_and(|then| then != now) {
            if self.find.left_at.is_some_and(|then| (then.0, then.2) != (now.0, now.2)) {
                self.find.session.leave_for(self.file.document.cursor());
            }
            if !edits.is_empty() && !self.find.is_open && !self.find.session.is_stepping() {
                self.find.session.forget();
            }
        }
        self.find.left_at = Some(now);
    }

    /// Asks what isn't known yet, if somebody wants to know it.
    fn ask_finder(&mut self) {
        let find = &mut self.find;
        if !find.is_open && !find.session.is_stepping() {
            return;
        }
        find.session.query.text.clone_from(&find.bar.text);
        let Some(generation) = find.session.ask(self.file.document.revision()) else { return };
        let text = self.file.document.text();
        let seen = &self.file.painted.visible_bytes;
        let seen = seen.start.min(text.byte_len())..seen.end.min(text.byte_len());
        // Of a line of megabytes, what is round the cursor.
        let cursor = self.file.document.cursor();
        let near = if seen.len() > 2 * NEAR { cursor..cursor } else { seen };
        let near = near.start.saturating_sub(NEAR)..near.end.saturating_add(NEAR);
        let work = find.session.work(near);
        self.tell_finder(generation, work);
    }

    /// Shows a match; the cursor goes there unless the keyboard is in the bar.
    fn go_to_match(&mut self, found: &Range<usize>) {
        let is_in_bar =
            self.find.is_open && (self.find.bar.has_focus() || self.find.bar.wants_focus.is_some());
        if !is_in_bar {
            let wrap = self.find.session.wrap();
            self.select_match(found);
            if wrap.is_some() && !self.find.is_open {
                let words = self.find.session.words();
                self.say_of_find(&words);
            }
        }
        self.file.view.scroll_to(&self.file.document, found.start, MARGIN);
    }

    /// Where there is no bar, the status bar says that a step led nowhere.
    fn tell_that_nothing_was_found(&mut self) {
        let session = &self.find.session;
        let words = match session.problem() {
            Some(problem) => problem.to_string(),
            None if session.is_complete() && session.matches().count() == 0 => {
                format!("No results for {}", session.query.text)
            }
            None => return,
        };
        self.say_of_find(&words);
        self.find.session.forget();
    }

    fn say_of_find(&mut self, words: &str) {
        self.find.said = Some((self.stamp(), words.to_owned()));
    }

    /// Does a replacement that was computed for the present text. After one of a single match, the byte from which
    /// the next one is looked for.
    fn replace_found(&mut self, Replacement { replaced, is_one }: Replacement) -> Option<usize> {
        let (last, length) = replaced.places.last().cloned()?;
        let Selection { anchor, head } = self.file.document.selection();
        let selection = Selection { anchor: replaced.map(anchor), head: replaced.map(head) };
        let count = replaced.places.len();
        let replaces = replaced.replaces;
        self.file.document.apply(&Command::ReplaceMany { replaces, selection }, self.now);
        if self.file.document.fault().is_some() {
            // It can only be read, which is said elsewhere.
            return None;
        }
        if !is_one {
            self.say_of_find(&format!("Replaced {}", number_of(count, "place")));
            return None;
        }
        // Behind a match of nothing the same one would be found again.
        Some(last.start + length + usize::from(last.is_empty()))
    }

    /// Puts a cursor on every match, once all are known.
    fn select_all_matches(&mut self, ctx: &Context) {
        if !self.find.selects_all || !self.find.session.is_settled() {
            return;
        }
        self.find.selects_all = false;
        let session = &self.find.session;
        let count = session.matches().count();
        if count > MOST_CURSORS {
            let words = format!("{} matches are too many to select", session.total());
            return self.say_of_find(&words);
        }
        let at = session.current().map_or(self.file.document.cursor(), |current| current.start);
        let mut all: Vec<Selection> = session
            .matches()
            .iter()
            .map(|range| Selection { anchor: range.start, head: range.end })
            .collect();
        if all.is_empty() {
            return;
        }
        // The one that is shown becomes the primary, whose name is lit.
        let here = all.partition_point(|one| one.anchor < at).min(all.len() - 1);
        let here = all.remove(here);
        all.push(here);
        self.file.document.apply(&Command::SelectMany(all), self.now);
        self.file.view.request_focus();
        ctx.request_repaint();
    }
}
