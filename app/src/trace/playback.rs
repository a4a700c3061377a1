//! A trace being played: what comes in when, and what is to be thought of the frames that follow.
//!
//! It knows neither a window nor a clock: whoever draws the frames asks it for input and tells it what
//! they showed.

use std::path::PathBuf;
use std::time::Duration;

use egui::Event;
use namelight_engine::worker::Statistics;

use super::format::{Expectation, Look, Step, Trace, What};
use super::judge::Judge;
use super::latency::{Latency, Shown};
use super::report::Report;
use super::seen::{Kept, Seen};

/// So many frames are kept before they are judged; judging takes time that the engine would have for
/// itself, so it is put off. An hour of typing has some ten thousand.
const KEPT: usize = 4_096;

/// What comes in with a frame.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Incoming {
    /// Events in their order.
    pub events: Vec<Event>,
    /// Files dropped, as the trace names them.
    pub dropped: Vec<String>,
    /// The window's new width and height, in points.
    pub size: Option<[f32; 2]>,
    /// New pixels per point.
    pub scale: Option<f32>,
    /// Whether the window now has the keyboard.
    pub focus: Option<bool>,
    /// Dark or light from now on.
    pub look: Option<Look>,
}

/// A trace being played.
pub struct Playback {
    steps: std::iter::Peekable<std::vec::IntoIter<Step>>,
    end: Duration,
    judge: Judge,
    latency: Latency,
    /// Frames that are still to be judged; the last one of all is always here.
    frames: Vec<(Shown, Kept)>,
    /// Whether the first of them has been judged already.
    is_first_judged: bool,
    report: Report,
}

impl Playback {
    /// At the start of a trace, which is called `name` in the report.
    #[must_use]
    pub fn new(trace: Trace, name: String) -> Self {
        Self {
            steps: trace.steps.into_iter().peekable(),
            end: trace.end,
            judge: Judge::new(),
            latency: Latency::default(),
            frames: Vec::new(),
            is_first_judged: false,
            report: Report { trace: name, ..Report::default() },
        }
    }

    /// When the next thing comes in or is expected, since the trace's start; none when nothing is left.
    pub fn next_at(&mut self) -> Option<Duration> {
        self.steps.peek().map(|step| step.at)
    }

    /// Whether the next thing in the trace is an expectation.
    pub fn is_expecting(&mut self) -> bool {
        self.steps.peek().is_some_and(|step| matches!(step.what, What::Expect(_)))
    }

    /// When the trace ends, since its start.
    #[must_use]
    pub fn end(&self) -> Duration {
        self.end
    }

    /// What comes in with a frame at `now`: all up to then, except what comes behind an expectation. That
    /// is held against the frame first.
    pub fn take(&mut self, now: Duration) -> Incoming {
        let mut incoming = Incoming::default();
        while let Some(step) =
            self.steps.next_if(|step| step.at <= now && !matches!(step.what, What::Expect(_)))
        {
            match step.what {
                What::Event(event) => incoming.events.push(event),
                What::Resize(size) => incoming.size = Some(size),
                What::Scale(scale) => incoming.scale = Some(scale),
                What::Focus(focus) => incoming.focus = Some(focus),
                What::Theme(look) => incoming.look = Some(look),
                What::Dropped(files) => incoming.dropped.extend(files),
                What::Expect(_) => {}
            }
        }
        incoming
    }

    /// Takes note of a frame that was drawn.
    pub fn frame(&mut self, shown: Shown, seen: &Seen<'_>) {
        self.frames.push((shown, Kept::from(seen)));
        if self.frames.len() > KEPT {
            self.judge();
        }
    }

    fn judge(&mut self) {
        let frames = std::mem::take(&mut self.frames);
        for (shown, kept) in frames.iter().skip(usize::from(self.is_first_judged)) {
            let seen = kept.seen();
            self.report.frames += 1;
            if let Some(fault) = self.judge.fault(&seen) {
                self.report.wrong_frames += 1;
                if self.report.wrong_frames <= Report::MOST_FAILURES as u64 {
                    self.tell(shown.started, &format!("wrong frame {}: {fault}", shown.number));
                }
            }
            self.latency.frame(*shown, &seen, &mut self.judge);
        }
        self.is_first_judged = !frames.is_empty();
        self.frames.extend(frames.into_iter().next_back());
    }

    /// Holds the expectations that are due at `now`, and next in the trace, against the frame drawn last;
    /// whether there was one. Without a frame nothing is lit.
    pub fn expect(&mut self, now: Duration) -> bool {
        let mut any = false;
        while let Some(step) =
            self.steps.next_if(|step| step.at <= now && matches!(step.what, What::Expect(_)))
        {
            any = true;
            let What::Expect(expected) = step.what else { continue };
            let last = self.frames.last();
            let found = last.map_or(Expectation::Nothing, |(_, kept)| kept.seen().expectation());
            if found == expected {
                self.report.expectations_met += 1;
                continue;
            }
            self.report.expectations_failed += 1;
            if self.report.expectations_failed <= Report::MOST_FAILURES {
                self.tell(step.at, &format!("expected {expected}, found {found}"));
            }
        }
        any
    }

    /// What was found. To be called when nothing is left; `statistics` are the engine's.
    #[must_use]
    pub fn report(&mut self, statistics: Statistics) -> Report {
        self.judge();
        Report { requests: statistics.into(), cursor_to_lit: self.latency.report(), ..self.report.clone() }
    }

    fn tell(&mut self, at: Duration, what: &str) {
        self.report.failures.push(format!("at {:.3} s: {what}", at.as_secs_f64()));
    }
}

/// The paths of dropped files, by what the trace calls them.
pub(super) type Places = std::collections::HashMap<String, PathBuf>;
