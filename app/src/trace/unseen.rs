//! Plays a trace without a window.

use std::time::Duration;

use egui::Context;
use image::RgbaImage;

use super::format::Trace;
use super::latency::Shown;
use super::playback::{Incoming, Playback};
use super::report::Report;
use super::seen::Seen;
use super::stage::Stage;
use crate::app::{App, Options, Start, StartError};
use crate::headless::{Frame, FrameLoop, Program, Screen};
use crate::highlights;

/// The longest that the program may take until its file is open and its first frames are drawn.
const START: Duration = Duration::from_secs(60);

impl Program for App {
    fn logic(&mut self, ctx: &Context) {
        App::logic(self, ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui) {
        App::ui(self, ui);
    }

    fn is_quiet(&self) -> bool {
        self.is_settled()
    }
}

/// A trace that was played to its end without a window.
pub struct Played {
    /// What was found.
    pub report: Report,
    /// The program as the trace left it.
    pub frames: FrameLoop<App>,
}

impl Played {
    /// The last frame.
    #[must_use]
    pub fn picture(&self) -> RgbaImage {
        self.frames.picture()
    }
}

/// The options for a program that a trace is played to: it has the trace's file open and asks the desktop
/// for nothing.
#[must_use]
pub fn options_for(stage: &Stage) -> Options {
    Options {
        start: stage.file().map_or(Start::Tour, |file| Start::File(file.to_owned())),
        has_dialogs: false,
        // What a trace saves is no more to be kept than the file that it is played on.
        trace_folder: Some(stage.trace_folder()),
        ..Options::default()
    }
}

/// The same, on a machine that is busy with something else: the light is waited for up to `patience` in each
/// frame, so that the frames that a person sees are looked at and not those that the machine was late for.
#[must_use]
pub fn patient_options_for(stage: &Stage, patience: Duration) -> Options {
    let highlights = highlights::Options { patience, ..highlights::Options::default() };
    Options { highlights, ..options_for(stage) }
}

/// Plays a trace, which is called `name` in the report, to its end without a window: in virtual time, so
/// in much less time than it took, but with as much time for the engine between frames as on a screen.
/// `options` are [`options_for`] the stage.
///
/// # Errors
/// When the program can't be started.
pub fn play(trace: Trace, stage: &Stage, options: Options, name: String) -> Result<Played, StartError> {
    let screen = Screen {
        size: trace.header.size.into(),
        scale: trace.header.scale,
        theme: trace.header.theme.into(),
        is_focused: true,
    };
    let mut frames = FrameLoop::try_new(screen, |ctx| App::new(ctx, options))?;
    frames.settle(START);
    if let Some(place) = &trace.header.start {
        frames.program_mut().go_to(place);
        // What it looks like there is as much of its start as the file is.
        frames.frame(Vec::new());
        frames.settle(START);
    }
    let first = frames.frame(Vec::new());
    let mut play = Play { zero: first.at, playback: Playback::new(trace, name) };
    play.look(&frames, first);
    while let Some(next) = play.playback.next_at() {
        play.pass(&mut frames, next);
        if play.playback.is_expecting() {
            play.settle(&mut frames);
        }
        if play.playback.expect(next) {
            continue;
        }
        let due = frames.time_of_frame_at(play.zero + next);
        let incoming = play.playback.take(due.saturating_sub(play.zero));
        let frame = play.bring(&mut frames, due, incoming, stage);
        play.look(&frames, frame);
    }
    let end = play.playback.end();
    play.pass(&mut frames, end);
    let report = play.playback.report(frames.program().observe().statistics);
    Ok(Played { report, frames })
}

struct Play {
    /// When the trace's time began, in the loop's.
    zero: Duration,
    playback: Playback,
}

impl Play {
    /// Lets time pass up to `until` in the trace's time, and looks at the frames that come meanwhile.
    fn pass(&mut self, frames: &mut FrameLoop<App>, until: Duration) {
        while let Some(frame) = frames.next_frame(self.zero + until) {
            self.look(frames, frame);
        }
    }

    /// Lets time pass until what is shown is the program's last word. What is expected was shown in a
    /// pause, so a machine slower than the one of the recording is waited for, as the person waited.
    fn settle(&mut self, frames: &mut FrameLoop<App>) {
        let before = frames.now();
        while !frames.is_settled() {
            let Some(frame) = frames.next_frame(before + START) else { break };
            self.look(frames, frame);
        }
        // What comes in later comes as much later.
        self.zero += frames.now().saturating_sub(before);
    }

    /// Runs the frame due at `at`, in the loop's time, with what comes in.
    fn bring(&self, frames: &mut FrameLoop<App>, at: Duration, incoming: Incoming, stage: &Stage) -> Frame {
        let Incoming { events, dropped, size, scale, focus, look } = incoming;
        let screen = frames.screen_mut();
        screen.size = size.map_or(screen.size, Into::into);
        screen.scale = scale.unwrap_or(screen.scale);
        screen.is_focused = focus.unwrap_or(screen.is_focused);
        screen.theme = look.map_or(screen.theme, Into::into);
        frames.frame_at(at, events, stage.dropped(&dropped))
    }

    fn look(&mut self, frames: &FrameLoop<App>, frame: Frame) {
        // In the trace's time; on a screen the frame would be seen when the program is done with it.
        let started = frame.at.saturating_sub(self.zero);
        let shown = Shown { number: frame.number, started, done: started + frame.took };
        self.playback.frame(shown, &Seen::from(&frames.program().observe()));
    }
}
