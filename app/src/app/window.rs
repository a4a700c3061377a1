//! The window: eframe's event loop round an [`App`].

use std::sync::{Arc, OnceLock};

use egui::{IconData, ViewportBuilder, vec2};

use super::{App, Options, SignalWatch};
use crate::trace::{Expectation, Recorder};

/// The size of a new window, in points.
const SIZE: [f32; 2] = [1280.0, 800.0];
/// The smallest size at which everything can still be used, in points.
const SMALLEST: [f32; 2] = [480.0, 320.0];
/// Side of the window's icon, in pixels.
const ICON_SIDE: u16 = 64;

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
pub enum WindowError {
    /// The system refused the window or the graphics.
    #[error("no window could be opened: {0}")]
    Window(#[from] eframe::Error),
    /// The system refused the handler for signals.
    #[error("signals can't be heard: {0}")]
    Signals(#[from] std::io::Error),
}

/// Opens the window and returns when it has been closed: with the signal that closed it, if one did.
///
/// # Errors
/// [`WindowError`] if there can be no window.
pub fn open_window(options: Options, recorder: Option<Recorder>) -> Result<Option<i32>, WindowError> {
    let context: Arc<OnceLock<egui::Context>> = Arc::default();
    let wakes = Arc::clone(&context);
    let signals = SignalWatch::start(move || {
        if let Some(ctx) = wakes.get() {
            ctx.request_repaint();
        }
    })?;
    let flag = signals.flag();
    let heard = flag.clone();
    let viewport = ViewportBuilder::default()
        .with_title("Namelight")
        .with_app_id("namelight")
        .with_icon(icon())
        .with_inner_size(vec2(SIZE[0], SIZE[1]))
        .with_min_inner_size(vec2(SMALLEST[0], SMALLEST[1]));
    let native = eframe::NativeOptions {
        viewport,
        renderer: eframe::Renderer::Glow,
        depth_buffer: 0,
        // Every colour is as the theme says.
        dithering: false,
        ..eframe::NativeOptions::default()
    };
    let build: eframe::AppCreator<'_> = Box::new(move |creation| {
        // Set once, here; the watch only reads it.
        let _ = context.set(creation.egui_ctx.clone());
        let mut app = App::new(&creation.egui_ctx, options)?;
        app.heed(heard);
        Ok(Box::new(Window { app, recorder }))
    });
    eframe::run_native("Namelight", native, build)?;
    Ok(flag.received())
}

struct Window {
    app: App,
    recorder: Option<Recorder>,
}

impl eframe::App for Window {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.app.logic(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.app.ui(ui);
        if let Some(recorder) = &mut self.recorder {
            recorder.saw(self.app.is_settled().then(|| self.app.expectation()));
        }
    }

    fn raw_input_hook(&mut self, _ctx: &egui::Context, raw_input: &mut egui::RawInput) {
        let failed = self.recorder.as_mut().and_then(|recorder| recorder.input(raw_input).err());
        if let Some(error) = failed {
            self.recorder = None;
            self.app.say(crate::panels::NoticeLevel::Error, error.to_string());
        }
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
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
    /// What is lit, in the words of a trace.
    #[must_use]
    pub fn expectation(&self) -> Expectation {
        match self.light.target() {
            None => Expectation::Nothing,
            Some(target) => {
                let counts = self.light.counts();
                Expectation::Lit { name: target.name.clone(), count: counts.uses, writes: counts.writes }
            }
        }
    }
}

/// The lamp with its light on, on the desk's colour.
fn icon() -> IconData {
    use crate::theme::LANTERN;
    let colour_at = |x: f32, y: f32| {
        let from_middle = (x - 32.0).abs();
        let (desk, metal) = (LANTERN.surface.editor, LANTERN.text.tertiary);
        if y < 22.0 {
            if from_middle < 2.0 { metal } else { desk }
        } else if y < 42.0 {
            if from_middle < 8.0 + (y - 22.0) * 0.7 { metal } else { desk }
        } else if y < 48.0 {
            if from_middle < 22.0 { LANTERN.accent.base } else { desk }
        } else {
            desk
        }
    };
    let pixels = (0..ICON_SIDE).flat_map(|y| (0..ICON_SIDE).map(move |x| (x, y)));
    let rgba =
        pixels.flat_map(|(x, y)| colour_at(f32::from(x) + 0.5, f32::from(y) + 0.5).to_array()).collect();
    IconData { rgba, width: u32::from(ICON_SIDE), height: u32::from(ICON_SIDE) }
}
