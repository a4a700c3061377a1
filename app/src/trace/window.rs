//! Plays a trace in a window, in real time.

use std::path::Path;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use egui::{Context, RawInput, ScreenshotCallback, ViewportBuilder, ViewportCommand, vec2};
use image::RgbaImage;

use super::format::{Place, Trace};
use super::latency::Shown;
use super::playback::Playback;
use super::report::Report;
use super::seen::Seen;
use super::stage::Stage;
use super::unseen::options_for;
use crate::app::App;
use crate::headless::Dropped;
use crate::window::{self, Content, Renderer, WindowError};

/// The longest that is waited for the picture of the last frame.
const PICTURE: Duration = Duration::from_secs(5);

/// What a window that played a trace leaves behind.
#[derive(Default)]
pub(super) struct Shot {
    /// What was found; none if the window was closed before the trace's end.
    pub(super) report: Option<Report>,
    /// The last frame, if it was wanted.
    pub(super) picture: Option<RgbaImage>,
}

/// Opens a window, plays a trace in it, which is called `name` in the report, and closes it.
///
/// # Errors
/// When there can be no window.
pub(super) fn play(
    trace: Trace,
    stage: &Stage,
    name: &Path,
    renderer: Renderer,
    wants_picture: bool,
) -> Result<Shot, WindowError> {
    let size = trace.header.size;
    let viewport = ViewportBuilder::default().with_inner_size(vec2(size[0], size[1]));
    let (sender, receiver) = mpsc::channel();
    let options = options_for(stage);
    let place = trace.header.start;
    let playback = Playback::new(trace, name.display().to_string());
    let make: window::Make<'_> = Box::new(move |ctx| {
        Ok(Box::new(Window {
            app: App::new(ctx, options)?,
            playback,
            stage,
            place,
            started: None,
            frame: None,
            number: 0,
            phase: Phase::Playing,
            wants_picture,
            shots: mpsc::channel(),
            out: sender,
        }))
    });
    window::run(renderer, viewport, make)?;
    Ok(receiver.try_recv().unwrap_or_default())
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Playing,
    /// The picture of the last frame was asked for, at a time since the start.
    Picturing(Duration),
    /// The window is to close, whatever the program thinks of it.
    Closing,
}

struct Window<'s> {
    app: App,
    playback: Playback,
    stage: &'s Stage,
    /// Where the trace begins, until the program was sent there.
    place: Option<Place>,
    /// When the trace's time began: in the first frame in which the program was ready.
    started: Option<Instant>,
    /// When the frame being drawn was begun.
    frame: Option<Duration>,
    number: u64,
    phase: Phase,
    wants_picture: bool,
    shots: (mpsc::Sender<RgbaImage>, mpsc::Receiver<RgbaImage>),
    out: mpsc::Sender<Shot>,
}

impl Content for Window<'_> {
    fn input(&mut self, ctx: &Context, input: &mut RawInput) {
        // Nothing but the trace comes in.
        input.events.clear();
        input.dropped_files.clear();
        input.hovered_files.clear();
        if input.viewport().close_requested() {
            self.phase = Phase::Closing;
        }
        if self.started.is_none() && self.app.is_settled() {
            match self.place.take() {
                Some(place) => self.app.go_to(&place),
                None => self.started = Some(Instant::now()),
            }
        }
        let Some(now) = self.now() else { return };
        self.frame = Some(now);
        if self.phase != Phase::Playing {
            return;
        }
        if self.playback.expect(now) {
            // What comes behind an expectation comes with the next frame.
            return;
        }
        let incoming = self.playback.take(now);
        input.events = incoming.events;
        input.dropped_files =
            self.stage.dropped(&incoming.dropped).into_iter().map(Dropped::handle).collect();
        input.focused = incoming.focus.unwrap_or(true);
        if let Some(size) = incoming.size {
            ctx.send_viewport_cmd(ViewportCommand::InnerSize(size.into()));
        }
        if let Some(look) = incoming.look {
            input.system_theme = Some(look.into());
        }
    }

    fn logic(&mut self, ctx: &Context) {
        self.app.logic(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui) {
        let ctx = ui.ctx().clone();
        if self.phase == Phase::Closing {
            // The program isn't asked: it might want to know what to do with unsaved text.
            ctx.send_viewport_cmd(ViewportCommand::Close);
            return;
        }
        self.app.ui(ui);
        let (Some(now), Some(started)) = (self.now(), self.frame) else {
            ctx.request_repaint();
            return;
        };
        match self.phase {
            Phase::Playing => self.judge(&ctx, started, now),
            Phase::Picturing(since) => self.look_for_picture(&ctx, since, now),
            Phase::Closing => {}
        }
    }
}

impl Window<'_> {
    /// Real time since the trace's time began.
    fn now(&self) -> Option<Duration> {
        self.started.map(|started| started.elapsed())
    }

    fn judge(&mut self, ctx: &Context, started: Duration, done: Duration) {
        self.number += 1;
        let shown = Shown { number: self.number, started, done };
        self.playback.frame(shown, &Seen::from(&self.app.observe()));
        let next = self.playback.next_at().unwrap_or(self.playback.end());
        if self.playback.next_at().is_some() || next > done {
            ctx.request_repaint_after(next.saturating_sub(done));
            return;
        }
        if self.wants_picture {
            let (sender, waker) = (self.shots.0.clone(), ctx.clone());
            ctx.send_viewport_cmd(ViewportCommand::Screenshot(ScreenshotCallback::new(move |shot| {
                let [width, height] = shot.size.map(|side| side as u32);
                if let Some(picture) = RgbaImage::from_raw(width, height, shot.as_raw().to_vec()) {
                    // Nobody hears it if the window was closed meanwhile.
                    let _ = sender.send(picture);
                }
                waker.request_repaint();
            })));
            self.phase = Phase::Picturing(done);
            ctx.request_repaint_after(PICTURE);
        } else {
            self.end(ctx, None);
        }
    }

    fn look_for_picture(&mut self, ctx: &Context, since: Duration, now: Duration) {
        let picture = self.shots.1.try_recv().ok();
        if picture.is_some() || now >= since + PICTURE {
            self.end(ctx, picture);
        } else {
            ctx.request_repaint_after(PICTURE);
        }
    }

    fn end(&mut self, ctx: &Context, picture: Option<RgbaImage>) {
        let report = Some(self.playback.report(self.app.observe().statistics));
        // The receiver waits for the window to close.
        let _ = self.out.send(Shot { report, picture });
        self.phase = Phase::Closing;
        ctx.send_viewport_cmd(ViewportCommand::Close);
        ctx.request_repaint();
    }
}
