//! The program in its window.

use std::sync::{Arc, OnceLock};

use egui::{ViewportBuilder, vec2};

use super::recovery::end_after_panic;
use super::{App, FirstFile, Options, PaintedLight, SignalWatch};
use crate::panels::NoticeLevel;
use crate::trace::{Expectation, Recorder};
use crate::window::{self, Content, Renderer, WindowError};

/// The size of a new window, in points.
const SIZE: [f32; 2] = [1280.0, 800.0];
/// The smallest size at which everything can still be used, in points.
const SMALLEST: [f32; 2] = [480.0, 320.0];

/// Opens the window and returns when it has been closed: with the signal that closed it, if one did.
///
/// # Errors
/// [`WindowError`] if there can be no window.
pub fn open_window(
    options: Options,
    renderer: Renderer,
    recorder: Option<Recorder>,
) -> Result<Option<i32>, WindowError> {
    let context: Arc<OnceLock<egui::Context>> = Arc::default();
    let wakes = Arc::clone(&context);
    let signals = SignalWatch::start(move || {
        if let Some(ctx) = wakes.get() {
            ctx.request_repaint();
        }
    })?;
    let flag = signals.flag();
    let heard = flag.clone();
    let reader = Arc::clone(&context);
    let mut first_file = FirstFile::start(&options, move || {
        if let Some(ctx) = reader.get() {
            ctx.request_repaint();
        }
    })?;
    let [width, height] = first_file.window_size(&options).unwrap_or(SIZE);
    let viewport = ViewportBuilder::default()
        .with_inner_size(vec2(width, height))
        .with_min_inner_size(vec2(SMALLEST[0], SMALLEST[1]));
    let make: window::Make<'_> = Box::new(move |ctx| {
        // Set once, here; the others only read it.
        let _ = context.set(ctx.clone());
        crate::fonts::install(ctx);
        let mut app = App::with_first_file(ctx, options, first_file)?;
        app.heed(heard);
        if let Some(writer) = app.recovery_writer() {
            end_after_panic(writer);
        }
        Ok(Box::new(Recorded { app, recorder }))
    });
    window::run(renderer, viewport, make)?;
    Ok(flag.received())
}

/// The program, and what writes down all that comes in.
struct Recorded {
    app: App,
    recorder: Option<Recorder>,
}

impl Content for Recorded {
    fn logic(&mut self, ctx: &egui::Context) {
        self.app.logic(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui) {
        self.app.ui(ui);
        if let Some(recorder) = &mut self.recorder {
            recorder.saw(self.app.is_settled().then(|| self.app.expectation()));
        }
    }

    fn input(&mut self, _ctx: &egui::Context, input: &mut egui::RawInput) {
        let failed = self.recorder.as_mut().and_then(|recorder| recorder.input(input).err());
        if let Some(error) = failed {
            self.recorder = None;
            self.app.say(NoticeLevel::Error, error.to_string());
        }
    }

    fn closed(&mut self) {
        self.app.finish();
    }
}

/// [`App`] in eframe's terms, for tests that drive it without a window.
impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        App::logic(self, ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        App::ui(self, ui);
    }
}

impl App {
    /// What the last frame has lit, in the words of a trace: of a name that is being changed, the new one.
    #[must_use]
    pub fn expectation(&self) -> Expectation {
        let PaintedLight { target, counts } = &self.file.painted_light;
        match target {
            None => Expectation::Nothing,
            Some(target) => {
                Expectation::Lit { name: target.name.clone(), count: counts.uses, writes: counts.writes }
            }
        }
    }
}
