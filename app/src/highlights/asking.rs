//! When the light asks the engine, and what.
//!
//! Invariant: nothing is asked whose answer is known already, and what is asked is a complete question.

use std::ops::Range;
use std::time::{Duration, Instant};

use namelight_engine::occurrences::Wants;
use namelight_engine::text::{Generation, Revision};
use namelight_engine::worker::Request;

use super::ranges::{contains, touches, widened, with_margin};
use super::switches::CALM;
use super::{Ask, Highlights, Part, Scene};

/// The last question that was posted.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) generation: Generation,
    pub(super) revision: Revision,
    /// Where the cursor was, carried through edits since; none when its answer came too late to matter.
    pub(super) cursor: Option<usize>,
    /// Whether the light was off.
    pub(super) is_dark: bool,
    /// The lines that were asked about.
    pub(super) lines: Range<usize>,
    /// Those of them that were hidden.
    pub(super) hidden: Vec<Range<usize>>,
    /// The bytes of long lines that were asked about.
    pub(super) columns: Range<usize>,
    /// What else is known, or was asked for.
    pub(super) wants: Wants,
    /// The pins that are known, or were asked about.
    pub(super) pins: Vec<u64>,
    /// Whether anything besides the light is to come.
    pub(super) awaits_extras: bool,
    /// Whether it was the first one about its text.
    pub(super) is_after_edit: bool,
    /// How long was waited for its answer.
    pub(super) waited: Duration,
    /// Whether a complete answer came.
    pub(super) is_answered: bool,
}

impl Asked {
    /// Whether it was about all that can be seen, and some more, so that what comes into view next has its colours.
    fn covers(&self, scene: &Scene<'_>) -> bool {
        let needed = with_margin((&scene.visible_lines, scene.shown_lines()), 0.5, scene.text);
        contains(&self.lines, &needed)
            && contains(&self.columns, &scene.visible_columns)
            && self.covers_shown(scene)
    }

    /// Whether all lines that were hidden in the question still are.
    fn covers_shown(&self, scene: &Scene<'_>) -> bool {
        let is_hidden =
            |lines: &Range<usize>| scene.hidden_lines.iter().any(|hidden| contains(hidden, lines));
        let seen = |lines: &&Range<usize>| {
            lines.start < scene.visible_lines.end && scene.visible_lines.start < lines.end
        };
        self.hidden.iter().filter(seen).all(is_hidden)
    }
}

impl Highlights {
    /// Asks if something is to be known; returns after how long to ask if that has to wait.
    pub(super) fn ask(
        &mut self,
        engine: &mut impl Ask,
        scene: &Scene<'_>,
        meanwhile: impl FnOnce(),
    ) -> Option<Duration> {
        self.aim(scene.cursor);
        if !self.is_question_open(scene) {
            self.debounce.forget();
            return None;
        }
        let here = (self.revision, scene.cursor);
        let is_missing_edges = self.noted == Some(here) && self.is_missing_edges_alone(scene);
        if is_missing_edges && self.asked.as_ref().is_some_and(|asked| !asked.is_answered) {
            // What is on screen would only come later; the answer brings a frame with it.
            return None;
        }
        if self.noted != Some(here) {
            self.rests_since = scene.now;
        }
        let is_flood_over = if is_missing_edges {
            // Nothing has moved since, so the next move is no part of a flood.
            true
        } else {
            if self.noted != Some(here) || self.debounce.next_deadline().is_none() {
                self.noted = Some(here);
                self.debounce.moved(scene.now);
            }
            self.debounce.due(scene.now)
        };
        let until_due = self.debounce.next_deadline().map(|deadline| deadline.saturating_sub(scene.now));
        let is_covered = self.asked.as_ref().is_some_and(|asked| asked.covers(scene));
        // A key that is held may be for as long as somebody scrolls: what comes into view gets its colours meanwhile.
        if !is_flood_over && (is_covered || !self.debounce.due_in_flood(scene.now)) {
            return until_due;
        }
        let cursor = self.cursor_asked_about(scene).filter(|_| is_flood_over);
        let calm = CALM.saturating_sub(scene.now.saturating_sub(self.rests_since));
        let is_typing = scene.wants.completion.is_some();
        if cursor.is_none() && self.switches().is_on(Part::Light) && is_covered && !is_typing {
            // Nothing but the light is missing, and that comes later.
            return Some(calm);
        }
        // What is missing beyond the edges of the screen can come later, and colours sooner a frame late than the frame.
        let is_renaming = scene.wants.rename.is_some();
        let has_jumped = self.has_jumped(scene);
        let is_after_edit = self.asked.as_ref().is_some_and(|asked| asked.revision != self.revision);
        self.note_overrun();
        let patience = match (self.is_light_open(scene.cursor) || is_renaming, self.has_colours(scene)) {
            (true, _) if is_after_edit => self.after_edit.for_light(self.options.patience),
            (true, _) => self.options.patience,
            (false, false) => self.options.patience / 2,
            (false, true) => Duration::ZERO,
        };
        self.generation = Generation(self.generation.0 + 1);
        let (pins, pinned_places) = self.pins.places_to_ask();
        let wants = Wants { pins: pinned_places, ..scene.wants.clone() };
        // A view that scrolls asks for colours; what is known beside the light isn't asked for again.
        let knows_pins = self.beside_of.as_ref().is_some_and(|of| *of == (self.revision, pins.clone()));
        let lines = match has_jumped {
            // What is beyond the edges comes with the next question; all of it at once takes up to twice as long.
            true => scene.visible_lines.clone(),
            false => with_margin((&scene.visible_lines, scene.shown_lines()), 1.0, scene.text),
        };
        let asked_for = Wants {
            others: wants.others && (!self.has_others || self.is_light_open(scene.cursor)),
            pins: if knows_pins { Vec::new() } else { wants.pins.clone() },
            rename: wants.rename.clone(),
            completion: wants.completion,
            problems: wants.problems.filter(|wish| !self.problems.is_known(self.revision, *wish, &lines)),
            open: wants.open.clone(),
        };
        let awaits_extras = !asked_for.is_nothing();
        let columns = widened(&scene.visible_columns, 1);
        engine.post(Request {
            document: self.document,
            generation: self.generation,
            revision: self.revision,
            text: scene.text.clone(),
            edits: self.edits.since(Revision::default()),
            cursor,
            visible_lines: lines.clone(),
            hidden_lines: scene.hidden_lines.clone(),
            visible_columns: columns.clone(),
            wants: asked_for,
        });
        self.asked = Some(Asked {
            generation: self.generation,
            revision: self.revision,
            cursor,
            is_dark: !self.switches().is_on(Part::Light),
            lines,
            hidden: scene.hidden_lines.clone(),
            columns,
            wants,
            pins,
            awaits_extras,
            is_after_edit,
            waited: patience,
            is_answered: false,
        });
        self.waits_since.get_or_insert(scene.now);
        self.wait_for_answer(engine, scene, patience, meanwhile);
        if !is_flood_over {
            return until_due;
        }
        if has_jumped {
            return Some(Duration::ZERO);
        }
        (cursor.is_none() && self.switches().is_on(Part::Light)).then_some(calm)
    }

    /// Whether nothing is missing but what is beyond the edges of the screen.
    fn is_missing_edges_alone(&self, scene: &Scene<'_>) -> bool {
        let Some(asked) = &self.asked else { return false };
        let asked_of_screen = contains(&asked.lines, &scene.visible_lines)
            && contains(&asked.columns, &scene.visible_columns)
            && asked.covers_shown(scene);
        asked_of_screen && !self.is_light_open(scene.cursor) && !self.wants_more(asked, scene)
    }

    /// Waits for the answer, and where names are pinned for what comes after the light, since an edit may have given
    /// them another meaning.
    fn wait_for_answer(
        &mut self,
        engine: &impl Ask,
        scene: &Scene<'_>,
        patience: Duration,
        meanwhile: impl FnOnce(),
    ) {
        // The engine's work takes real time, whatever the clock of the scenes says.
        let began = Instant::now();
        let is_after_edit = self.asked.as_ref().is_some_and(|asked| asked.is_after_edit);
        let mut left = patience;
        // Where colours are missing the engine has more to do, and may have been woken on this very core.
        let mut meanwhile = Some(meanwhile).filter(|_| self.has_colours(scene));
        while !left.is_zero() {
            let meanwhile = || meanwhile.take().into_iter().for_each(|meanwhile| meanwhile());
            let Some(answer) = engine.wait_answer(self.generation, left, meanwhile) else { return };
            self.accept(&answer, scene);
            let knows_pins = self.beside_of.as_ref().is_some_and(|(revision, _)| *revision == self.revision);
            if self.pins.is_empty() || knows_pins {
                return;
            }
            let patience = if is_after_edit { self.after_edit.for_all(patience) } else { patience };
            left = patience.saturating_sub(began.elapsed());
        }
    }

    /// Notes that the last question after an edit is still open, though its answer was waited for.
    fn note_overrun(&mut self) {
        let is_waited_for =
            |asked: &&Asked| asked.is_after_edit && !asked.is_answered && !asked.waited.is_zero();
        if let Some(asked) = self.asked.as_ref().filter(is_waited_for) {
            let has_light = self.shown == Some(asked.generation);
            self.after_edit.took_longer_than(self.options.patience, has_light);
        }
    }

    /// The cursor, unless its light isn't wanted, or not yet.
    pub(super) fn cursor_asked_about(&self, scene: &Scene<'_>) -> Option<usize> {
        let rested = scene.now.saturating_sub(self.rests_since);
        let is_calm = self.switches().is_on(Part::Calm) && scene.wants.rename.is_none();
        let is_wanted = self.switches().is_on(Part::Light) && !(is_calm && rested < CALM);
        is_wanted.then_some(scene.cursor)
    }

    /// Whether the light or the colours on screen could be other than they are.
    pub(super) fn is_question_open(&self, scene: &Scene<'_>) -> bool {
        let Some(asked) = &self.asked else { return true };
        !asked.covers(scene) || self.is_light_open(scene.cursor) || self.wants_more(asked, scene)
    }

    /// Whether something else is wanted than was asked for; that less is wanted is no reason to ask.
    pub(super) fn wants_more(&self, asked: &Asked, scene: &Scene<'_>) -> bool {
        let pins = self.pins.iter().any(|(_, pin)| !asked.pins.contains(&pin.id()));
        let rename = scene.wants.rename.is_some() && scene.wants.rename != asked.wants.rename;
        let completion = scene.wants.completion.is_some() && scene.wants.completion != asked.wants.completion;
        let problems = scene.wants.problems.is_some() && scene.wants.problems != asked.wants.problems;
        pins || rename || completion || problems || scene.wants.others && !asked.wants.others
    }

    /// Whether the light could be another one than what was asked for.
    pub(crate) fn is_light_open(&self, cursor: usize) -> bool {
        let Some(asked) = &self.asked else { return true };
        // A jump to another lit place needs no new light, but what stands round the cursor is other there.
        let is_answered = self.is_answered_at(cursor);
        let is_dark = asked.is_dark && !self.switches().is_on(Part::Light);
        asked.revision != self.revision || !(is_answered || is_dark || asked.cursor == Some(cursor))
    }

    /// Whether the light at the cursor is known, or that there is none.
    fn is_answered_at(&self, cursor: usize) -> bool {
        let answered = self.answered.as_ref();
        answered.is_some_and(|(revision, range)| *revision == self.revision && touches(range, cursor))
    }

    /// Whether all that can be seen of the light and the colours is that of the present text.
    #[must_use]
    pub fn is_on_screen(&self, scene: &Scene<'_>) -> bool {
        let is_lit = self.is_answered_at(scene.cursor) && !self.is_partial && self.left_at.is_none();
        is_lit && self.has_colours(scene)
    }

    /// Whether nothing of what can be seen has colours or was asked about, though other parts of the text have some.
    fn has_jumped(&self, scene: &Scene<'_>) -> bool {
        let Some(asked) = &self.asked else { return false };
        let is_beside =
            |one: &Range<usize>, other: &Range<usize>| one.end <= other.start || other.end <= one.start;
        let known = &self.tokens.range;
        !known.is_empty()
            && is_beside(&asked.lines, &scene.visible_lines)
            && is_beside(known, &seen_bytes(scene))
    }

    /// Whether the colours of all that can be seen are known.
    pub(super) fn has_colours(&self, scene: &Scene<'_>) -> bool {
        let seen = seen_bytes(scene);
        let columns = self.asked.as_ref().map(|asked| &asked.columns);
        let knows_shown = self.asked.as_ref().is_some_and(|asked| asked.covers_shown(scene));
        contains(&self.tokens.range, &seen)
            && knows_shown
            && columns.is_some_and(|known| contains(known, &scene.visible_columns))
    }
}

/// The bytes of the lines that can be seen.
fn seen_bytes(scene: &Scene<'_>) -> Range<usize> {
    let start = |line: usize| match line < scene.text.line_len() {
        true => scene.text.byte_of_line(line),
        false => scene.text.byte_len(),
    };
    start(scene.visible_lines.start)..start(scene.visible_lines.end)
}
