//! Frames without a window, in virtual time.
//!
//! A window on a screen of 60 Hz draws a frame when something came in or was asked for, and never more
//! than one in 1/60 s; all that while the engine's thread works. Here virtual time jumps over what
//! nobody needs, but where the program waits for another thread, a frame's time passes in real time too.
//! So an answer that is late by two frames on a screen is late by two frames here.

use std::convert::Infallible;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::epaint::{ClippedPrimitive, Primitive};
use egui::{
    Color32, Context, Event, FullOutput, OutputCommand, Pos2, RawInput, Rect, Vec2, ViewportCommand,
    ViewportEvent, ViewportId, ViewportInfo,
};
use image::RgbaImage;

use super::bell::Bell;
use super::dropped::Dropped;
use crate::drawing::{Area, NewFrame, Retained};

/// Frames in a second.
pub const RATE: u64 = 60;

/// The time of one frame.
const FRAME: Duration = Duration::from_nanos(1_000_000_000 / RATE);

/// The side of the largest texture in pixels, as on ordinary graphics cards.
const LARGEST_TEXTURE: usize = 8_192;

/// What a frame loop drives.
pub trait Program {
    /// What comes before drawing; also called between frames when another thread asks for one.
    fn logic(&mut self, ctx: &Context);

    /// Draws the frame.
    fn ui(&mut self, ui: &mut egui::Ui);

    /// Whether no other thread is at work on something that the next frame could show. While it isn't,
    /// the loop gives the other threads as much real time as a screen would.
    fn is_quiet(&self) -> bool;
}

/// What the program is shown on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Screen {
    /// Width and height of the window's inside, in points.
    pub size: Vec2,
    /// Pixels per point.
    pub scale: f32,
    /// Whether the system asks for dark or light colours.
    pub theme: egui::Theme,
    /// Whether the window has the keyboard.
    pub is_focused: bool,
}

impl Default for Screen {
    fn default() -> Self {
        Self { size: Vec2::new(1280.0, 800.0), scale: 1.0, theme: egui::Theme::Dark, is_focused: true }
    }
}

/// A frame that was run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Counted from 1.
    pub number: u64,
    /// When it was due, in virtual time since the start.
    pub at: Duration,
    /// How long the program took for it in real time, without drawing on pixels.
    pub took: Duration,
}

/// Runs a program frame by frame.
pub struct FrameLoop<P> {
    // Dropped first: its threads ring until they have ended.
    program: P,
    ctx: Context,
    screen: Screen,
    picture: Retained,
    bell: Arc<Bell>,
    /// Frames' times that have passed.
    tick: u64,
    frames: u64,
    /// When the next frame is wanted if nothing comes in.
    due: Option<Duration>,
    /// When the last frame was begun, in real time, while its time has not been waited for.
    begun: Option<Instant>,
    is_close_requested: bool,
    is_closed: bool,
    output: FullOutput,
    title: Option<String>,
    clipboard: Option<String>,
}

impl<P: Program> FrameLoop<P> {
    /// Starts a program; no frame is run yet.
    pub fn new(screen: Screen, start: impl FnOnce(&Context) -> P) -> Self {
        let Ok(frames) = Self::try_new(screen, |ctx| Ok::<P, Infallible>(start(ctx)));
        frames
    }

    /// Starts a program that may fail to start; no frame is run yet.
    ///
    /// # Errors
    /// What `start` returns.
    pub fn try_new<E>(screen: Screen, start: impl FnOnce(&Context) -> Result<P, E>) -> Result<Self, E> {
        let ctx = Context::default();
        let bell = Arc::new(Bell::default());
        let (own, ringer) = (std::thread::current().id(), Arc::clone(&bell));
        ctx.set_repaint_observer(move |wanted| {
            ringer.ring(wanted.delay, std::thread::current().id() != own);
        });
        Ok(Self {
            program: start(&ctx)?,
            ctx,
            screen,
            picture: Retained::new(Color32::BLACK),
            bell,
            tick: 0,
            frames: 0,
            due: Some(Duration::ZERO),
            begun: None,
            is_close_requested: false,
            is_closed: false,
            output: FullOutput::default(),
            title: None,
            clipboard: None,
        })
    }

    /// The program.
    pub fn program(&self) -> &P {
        &self.program
    }

    /// The program, to be changed between frames.
    pub fn program_mut(&mut self) -> &mut P {
        &mut self.program
    }

    /// Ends the loop; the program lives on.
    pub fn into_program(self) -> P {
        self.program
    }

    /// egui's side of it.
    pub fn ctx(&self) -> &Context {
        &self.ctx
    }

    /// What the program is shown on; what is changed here holds from the next frame on.
    pub fn screen_mut(&mut self) -> &mut Screen {
        self.due = Some(Duration::ZERO);
        &mut self.screen
    }

    /// Virtual time since the start.
    pub fn now(&self) -> Duration {
        time(self.tick)
    }

    /// Frames that were run.
    pub fn frames(&self) -> u64 {
        self.frames
    }

    /// The window's title, once the program has set one.
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// The text that the program copied last.
    pub fn clipboard(&self) -> Option<&str> {
        self.clipboard.as_deref()
    }

    /// Asks the program to close, as the cross in a window's corner does.
    pub fn request_close(&mut self) {
        self.is_close_requested = true;
        self.due = Some(Duration::ZERO);
    }

    /// Whether the program was asked to close, or asked for it, and didn't object.
    pub fn is_closed(&self) -> bool {
        self.is_closed
    }

    /// Runs the next frame at once, with what came in.
    pub fn frame(&mut self, events: Vec<Event>) -> Frame {
        self.frame_at(Duration::ZERO, events, Vec::new())
    }

    /// Lets time pass up to `at` without a frame, and runs one then, or in the first frame's time after
    /// it, with what came in.
    ///
    /// Between calls the program is as the frame has left it; only the next call gives other threads the
    /// rest of the frame's time.
    pub fn frame_at(&mut self, at: Duration, events: Vec<Event>, dropped: Vec<PathBuf>) -> Frame {
        self.end_frame();
        self.tick = self.next_tick(at);
        self.run(events, dropped)
    }

    /// When the frame is run that [`Self::frame_at`] is asked for.
    pub fn time_of_frame_at(&self, at: Duration) -> Duration {
        time(self.next_tick(at))
    }

    fn next_tick(&self, at: Duration) -> u64 {
        (self.tick + 1).max(first_tick(at))
    }

    /// Runs the next frame that is due before `until` without anything coming in; none, and time has
    /// passed up to `until`, if no frame is.
    pub fn next_frame(&mut self, until: Duration) -> Option<Frame> {
        self.end_frame();
        loop {
            self.hear();
            let next = self.tick + 1;
            if time(next) >= until {
                return None;
            }
            if self.due.is_some_and(|due| due <= time(next)) {
                self.tick = next;
                return Some(self.run(Vec::new(), Vec::new()));
            }
            if self.program.is_quiet() {
                let to = self.due.map_or(until, |due| due.min(until));
                self.tick = self.tick.max(first_tick(to).saturating_sub(1));
            } else {
                self.tick = next;
                self.wait(Instant::now());
            }
        }
    }

    /// Whether nothing is under way any more and no frame is due at once. Lets the last frame's time pass.
    pub fn is_settled(&mut self) -> bool {
        self.end_frame();
        self.hear();
        let is_due = self.due.is_some_and(|due| due <= time(self.tick + 1));
        self.program.is_quiet() && !is_due
    }

    /// Runs frames until it [is settled](Self::is_settled); whether that came about within `at_most` of
    /// virtual time.
    pub fn settle(&mut self, at_most: Duration) -> bool {
        let until = self.now() + at_most;
        while !self.is_settled() {
            if self.next_frame(until).is_none() {
                return false;
            }
        }
        true
    }

    /// Draws the last frame.
    pub fn picture(&self) -> RgbaImage {
        self.picture.raster().picture(&self.ctx, &self.output)
    }

    /// Draws what has changed since this was called last, as a window without a graphics card does, and returns how many
    /// pixels that were.
    pub fn draw_changes(&mut self) -> usize {
        let scale = self.output.pixels_per_point;
        let size = self.ctx.viewport_rect().size() * scale;
        // Casting saturates.
        let size = [size.x, size.y].map(|side| side.round() as usize);
        let frame = NewFrame { shapes: self.output.shapes.clone(), size, scale };
        self.picture.draw(&self.ctx, frame).iter().map(Area::pixels).sum()
    }

    /// Turns all shapes of the last frame into triangles, as a window with a graphics card does, and returns how many
    /// corners they have.
    pub fn tessellate(&self) -> usize {
        let primitives = self.ctx.tessellate(self.output.shapes.clone(), self.output.pixels_per_point);
        let corners = |shape: &ClippedPrimitive| match &shape.primitive {
            Primitive::Mesh(mesh) => mesh.vertices.len(),
            Primitive::Callback(_) => 0,
        };
        primitives.iter().map(corners).sum()
    }

    fn run(&mut self, events: Vec<Event>, dropped: Vec<PathBuf>) -> Frame {
        let started = Instant::now();
        let at = self.now();
        let input = self.input(events, dropped);
        let (program, is_close_requested) = (&mut self.program, std::mem::take(&mut self.is_close_requested));
        self.due = None;
        self.bell.soonest();
        let mut output = self.ctx.run_ui(input, |ui| {
            program.logic(&ui.ctx().clone());
            program.ui(ui);
        });
        let took = started.elapsed();
        self.picture.update(&mut output.textures_delta);
        if let Some(window) = output.viewport_output.get_mut(&ViewportId::ROOT) {
            // egui says "never" with the longest time there is.
            self.due = at.checked_add(window.repaint_delay);
            let commands = std::mem::take(&mut window.commands);
            self.is_closed |= is_close_requested && !commands.contains(&ViewportCommand::CancelClose);
            self.obey(commands);
        }
        self.copy(std::mem::take(&mut output.platform_output.commands));
        self.output = output;
        self.frames += 1;
        self.hear();
        self.begun = Some(started);
        Frame { number: self.frames, at, took }
    }

    fn input(&self, events: Vec<Event>, dropped: Vec<PathBuf>) -> RawInput {
        let inside = Rect::from_min_size(Pos2::ZERO, self.screen.size);
        let window = ViewportInfo {
            native_pixels_per_point: Some(self.screen.scale),
            inner_rect: Some(inside),
            focused: Some(self.screen.is_focused),
            events: if self.is_close_requested { vec![ViewportEvent::Close] } else { Vec::new() },
            ..ViewportInfo::default()
        };
        RawInput {
            viewports: std::iter::once((ViewportId::ROOT, window)).collect(),
            // A window of no size still has a place (FAULTS 37); egui divides by neither side.
            screen_rect: Some(inside),
            max_texture_side: Some(LARGEST_TEXTURE),
            time: Some(self.now().as_secs_f64()),
            predicted_dt: FRAME.as_secs_f32(),
            events,
            dropped_files: dropped.into_iter().map(Dropped::handle).collect(),
            focused: self.screen.is_focused,
            system_theme: Some(self.screen.theme),
            ..RawInput::default()
        }
    }

    /// Lets the time of the last frame pass.
    fn end_frame(&mut self) {
        if let Some(begun) = self.begun.take() {
            self.wait(begun);
        }
    }

    /// Gives the program's other threads the rest of a frame's time, which began at `started`, or as much
    /// of it as they need.
    fn wait(&mut self, started: Instant) {
        while !self.program.is_quiet() && self.bell.wait_until(started + FRAME) {
            let input = self.input(Vec::new(), Vec::new());
            let program = &mut self.program;
            let output = self.ctx.run_logic(&input, |ctx| program.logic(ctx));
            self.obey(output.viewport_commands.into_values().flatten().collect());
            self.copy(output.platform_output.commands);
        }
        self.hear();
    }

    /// Takes note of the frames that were asked for.
    fn hear(&mut self) {
        let wanted = self.bell.soonest().and_then(|delay| self.now().checked_add(delay));
        self.due = [self.due, wanted].into_iter().flatten().min();
    }

    /// Does what a window does with the program's commands, as far as it matters without one. Requests
    /// to paste aren't met: what is pasted comes in as an event.
    fn obey(&mut self, commands: Vec<ViewportCommand>) {
        for command in commands {
            match command {
                ViewportCommand::Title(title) => self.title = Some(title),
                ViewportCommand::Close => self.request_close(),
                _ => {}
            }
        }
    }

    fn copy(&mut self, commands: Vec<OutputCommand>) {
        for command in commands {
            if let OutputCommand::CopyText(text) = command {
                self.clipboard = Some(text);
            }
        }
    }
}

/// The time of a frame since the start.
fn time(tick: u64) -> Duration {
    let within = tick % RATE * 1_000_000_000 / RATE;
    Duration::from_secs(tick / RATE) + Duration::from_nanos(within)
}

/// The first frame's time that is not before `at`.
fn first_tick(at: Duration) -> u64 {
    let within = u64::from(at.subsec_nanos()) * RATE;
    let tick = at.as_secs().saturating_mul(RATE) + within / 1_000_000_000;
    if time(tick) < at { tick + 1 } else { tick }
}
