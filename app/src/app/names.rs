//! What is wrong with the text: what of it is marked, what is said of it, and the way from one place to the next.
//!
//! A place that may only be one because somebody is still typing there waits until they rest or go elsewhere.

use std::ops::Range;
use std::time::Duration;

use egui::Context;
use namelight_engine::occurrences::{Problem, ProblemKind, ProblemWish};
use namelight_engine::text::{DocumentId, Revision};

use super::App;
use crate::document::lines;
use crate::editor::is_quiet;
use crate::highlights::number_of;
use crate::panels::{NamesAction, NamesSwitches, Sentence};

/// How long nothing is typed before the line with the cursor is judged, too.
const REST: Duration = Duration::from_secs(1);

/// When the engine is looked at first and at least while it still reads the file; each time later than the last.
const READING: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(2));

/// Since when nobody has typed, and how much of the text was known.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// The text that was on screen last, and when it was edited last; none before that.
    seen: Option<(DocumentId, Revision)>,
    edited_at: Option<Duration>,
    /// How often it was asked again since more of the text was indexed.
    round: u32,
    /// How long the last wait for the index was.
    waited: Duration,
}

impl App {
    pub(super) fn perform_names(&mut self, ctx: &Context, action: NamesAction) {
        match action {
            NamesAction::Suggest => self.open_suggestions(),
            NamesAction::Take(row) => self.take_suggestion(Some(row)),
            NamesAction::ToggleSuggestions => self.alter_settings(ctx, |all| all.suggest_names ^= true),
            NamesAction::ToggleUndefined => self.alter_settings(ctx, |all| all.mark_undefined ^= true),
            NamesAction::ToggleUnused => self.alter_settings(ctx, |all| all.mark_unused ^= true),
            NamesAction::NextProblem => self.step_to_problem(true),
            NamesAction::PreviousProblem => self.step_to_problem(false),
        }
    }

    pub(super) fn names_switches(&self) -> NamesSwitches {
        NamesSwitches {
            suggests: self.preferences.settings.suggest_names,
            marks_undefined: self.preferences.settings.mark_undefined,
            marks_unused: self.preferences.settings.mark_unused,
        }
    }

    /// What is to be known of problems.
    pub(super) fn problem_wish(&self) -> ProblemWish {
        let name = self.file.document.path().and_then(|path| path.file_name());
        ProblemWish {
            undefined: self.preferences.settings.mark_undefined,
            unused: self.preferences.settings.mark_unused,
            is_read_elsewhere: name.is_some_and(|name| name == "__init__.py"),
            round: self.marks.round,
        }
    }

    /// Whether the engine has indexed the whole text.
    fn is_file_read(&self) -> bool {
        let progress = self.engine.index_progress();
        progress.indexed == progress.total
    }

    /// Sees to it that another frame comes when somebody has rested, or when there may be more to say.
    pub(super) fn await_rest(&mut self, ctx: &Context) {
        let here = (self.file.document.id(), self.file.document.revision());
        match self.marks.seen.replace(here) {
            Some((document, _)) if document != here.0 => self.marks.edited_at = None,
            Some(before) if before != here => self.marks.edited_at = Some(self.now),
            _ => {}
        }
        if let Some(quiet) = self.quiet_bytes() {
            let is_hidden = |problem: &Problem| is_quiet(problem, Some(&quiet));
            if self.file.light.problems().all().iter().any(is_hidden) {
                let rested = self.now.saturating_sub(self.marks.edited_at.unwrap_or_default());
                ctx.request_repaint_after(REST.saturating_sub(rested));
            }
        }
        self.await_index(ctx);
    }

    /// Asks again once the whole text is indexed, if the last answer was about a part of it.
    fn await_index(&mut self, ctx: &Context) {
        let is_of_this_round = |wish: &ProblemWish| wish.round == self.marks.round;
        if self.rename.is_some() {
            return;
        }
        if self.file.light.problems().answered_in_part().filter(is_of_this_round).is_none() {
            self.marks.waited = Duration::ZERO;
        } else if self.is_file_read() {
            self.marks.round = self.marks.round.wrapping_add(1);
            ctx.request_repaint();
        } else {
            self.marks.waited = (self.marks.waited * 2).clamp(READING.0, READING.1);
            ctx.request_repaint_after(self.marks.waited);
        }
    }

    /// The bytes of the line in which somebody is typing; none if nobody is.
    pub(super) fn quiet_bytes(&self) -> Option<Range<usize>> {
        let edited_at = self.marks.edited_at?;
        if self.now.saturating_sub(edited_at) >= REST {
            return None;
        }
        let text = self.file.document.text();
        let line = lines::of_offset(text, self.file.document.cursor());
        Some(lines::start(text, line)..lines::end(text, line))
    }

    /// The problem at the cursor that is shown.
    fn problem_here(&self) -> Option<&Problem> {
        let cursor = self.file.document.cursor();
        let quiet = self.quiet_bytes();
        let all = self.file.light.problems().all();
        let first = all.partition_point(|problem| problem.range.end < cursor);
        let mut here = all.get(first..)?.iter().take_while(|problem| problem.range.start <= cursor);
        here.find(|problem| !is_quiet(problem, quiet.as_ref()))
    }

    /// What the status bar says of the problem at the cursor.
    pub(super) fn problem_sentence(&self) -> Option<Sentence> {
        let problem = self.problem_here()?;
        let words = self.file.light.words().map(|words| words.to_string());
        let is_problem = problem.kind == ProblemKind::Syntax;
        let rest = if is_problem { Vec::new() } else { words.into_iter().collect() };
        Some(Sentence { is_problem, lead: problem.sentence.to_string(), rest })
    }

    /// How many places Python refuses, in words; none if there is none.
    pub(super) fn problem_count(&self) -> Option<String> {
        let count = self.file.light.problems().syntax_count();
        (count > 0).then(|| number_of(count, "problem"))
    }

    /// Goes to the next problem behind the cursor or the one before it, round the ends.
    fn step_to_problem(&mut self, forward: bool) {
        let cursor = self.file.document.cursor();
        let all = self.file.light.problems().all();
        let found = if forward {
            all.iter().find(|problem| problem.range.start > cursor).or_else(|| all.first())
        } else {
            all.iter().rfind(|problem| problem.range.start < cursor).or_else(|| all.last())
        };
        match found.map(|problem| problem.range.start) {
            Some(at) => {
                self.go_to_place(&(at..at));
                self.file.view.request_focus();
            }
            None => self.say_in_passing("There is no problem in what has been read so far."),
        }
    }
}
