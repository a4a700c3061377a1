//! The last minute of what came into the window, kept in memory, in case somebody wants to show what went wrong.
//!
//! Steps are kept in pieces of some seconds, each with the state of the window before its first step, so that old
//! ones can be let go of and a replay can still begin. Invariant: a minute holds one document and is bounded; what
//! is kept of a text is a rope's clone, which copies nothing, and a frame without input costs a comparison.

use std::collections::VecDeque;
use std::time::Duration;

use crop::Rope;
use egui::{Event, Modifiers, Pos2, RawInput};
use namelight_engine::text::DocumentId;

use super::format::{Expectation, Place, Step, What};
use super::recorder::{SETTLED, Window, changes};

/// As much is always kept, if so much has happened since the text was opened.
const MINUTE: Duration = Duration::from_secs(60);

/// A piece that is older is followed by a new one.
const PIECE: Duration = Duration::from_secs(5);

/// The most steps that are kept: two for every frame of a minute, and some. Where more come in, it is less than a
/// minute.
const MOST_STEPS: usize = 8_192;

/// The most bytes of pasted text that are kept.
const MOST_PASTED: usize = 16 * 1024 * 1024;

/// What the program is like before a frame's input reaches it.
#[derive(Clone, Debug)]
pub struct Moment {
    /// Which text is open.
    pub document: DocumentId,
    /// The text itself.
    pub text: Rope,
    /// Where in it the window is.
    pub place: Place,
    /// Where the pointer is.
    pub pointer: Option<Pos2>,
    /// Which keys are held that change others.
    pub modifiers: Modifiers,
}

/// Some seconds of what came in.
#[derive(Clone, Debug)]
pub struct Piece {
    /// When it begins, since the program started.
    pub(super) at: Duration,
    /// What the program was like then.
    pub(super) moment: Moment,
    /// What the window was like then.
    pub(super) window: Window,
    /// In the order of time, which counts since the program started.
    pub(super) steps: Vec<Step>,
    pasted: usize,
}

/// The last minute.
#[derive(Debug, Default)]
pub struct Minute {
    pieces: VecDeque<Piece>,
    window: Option<Window>,
    /// When anything came in last.
    last_input: Duration,
}

impl Minute {
    /// What came in with a frame's input; nearly always nothing.
    #[must_use]
    pub fn news(&mut self, input: &RawInput) -> Vec<What> {
        let window = Window::of(input, self.window);
        let before = self.window.replace(window).unwrap_or(window);
        let mut news: Vec<What> = Vec::new();
        for what in changes(Some(before), window, input, |file| file.display().to_string()) {
            match what {
                // Nothing here asks how far the mouse itself was moved.
                What::Event(Event::MouseMoved(_)) => continue,
                // Where the pointer was between two frames decides nothing.
                What::Event(Event::PointerMoved(_)) => {
                    news.pop_if(|last| matches!(last, What::Event(Event::PointerMoved(_))));
                }
                _ => {}
            }
            news.push(what);
        }
        news
    }

    /// Whether anything came in so long ago that what is lit by now is meant to be.
    #[must_use]
    pub fn is_at_rest(&self, now: Duration) -> bool {
        now >= self.last_input + SETTLED
    }

    /// Forgets what came in: the text has become another one by something that isn't in it.
    pub fn forget(&mut self) {
        self.pieces.clear();
    }

    /// Whether the next step needs to be told what the program is like.
    #[must_use]
    pub fn wants_moment(&self, document: DocumentId, now: Duration) -> bool {
        self.pieces.back().is_none_or(|piece| piece.moment.document != document || now > piece.at + PIECE)
    }

    /// Whether a replay can't begin but with the next step: there is nothing else, or only what is too old.
    #[must_use]
    pub fn needs_moment(&self, document: DocumentId, now: Duration) -> bool {
        self.pieces.back().is_none_or(|piece| piece.moment.document != document || now > piece.at + MINUTE)
    }

    /// Keeps what came in at `now`, behind what was lit before it. `moment` is what the program was like before; where
    /// that is wanted and not given, another piece begins later.
    pub fn keep(
        &mut self,
        now: Duration,
        document: DocumentId,
        moment: Option<Moment>,
        lit: Option<Expectation>,
        news: Vec<What>,
    ) {
        if self.pieces.back().is_some_and(|piece| piece.moment.document != document) {
            self.pieces.clear();
        }
        self.last_input = now;
        if let (Some(moment), Some(window)) = (moment, self.window) {
            let steps = Vec::new();
            self.pieces.push_back(Piece { at: now, moment, window, steps, pasted: 0 });
        }
        let Some(piece) = self.pieces.back_mut() else { return };
        let lit = lit.map(What::Expect);
        for what in lit.into_iter().chain(news) {
            if let What::Event(Event::Paste(text)) = &what {
                piece.pasted += text.len();
            }
            piece.steps.push(Step { at: now, what });
        }
        self.let_go(now);
    }

    /// Lets go of what is more than a minute old, or too much.
    fn let_go(&mut self, now: Duration) {
        loop {
            let is_old = self.pieces.get(1).is_some_and(|second| second.at + MINUTE <= now);
            let (steps, pasted) = self
                .pieces
                .iter()
                .fold((0, 0), |(steps, pasted), piece| (steps + piece.steps.len(), pasted + piece.pasted));
            if !(is_old || steps > MOST_STEPS || pasted > MOST_PASTED) {
                return;
            }
            self.pieces.pop_front();
        }
    }

    /// All of it, from its first piece on, as one piece; none if nothing has come in yet.
    #[must_use]
    pub fn piece(&self) -> Option<Piece> {
        let mut pieces = self.pieces.iter();
        let mut whole = pieces.next()?.clone();
        whole.steps.extend(pieces.flat_map(|piece| piece.steps.iter().cloned()));
        Some(whole)
    }

    /// How long ago it begins; none if nothing has come in yet.
    #[must_use]
    pub fn length(&self, now: Duration) -> Option<Duration> {
        Some(now.saturating_sub(self.pieces.front()?.at))
    }
}
