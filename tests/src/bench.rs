//! The program under `egui_kittest`, drawn by our own rasteriser: no window, no graphics card.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use egui::{Event, Key, Modifiers, TexturesDelta};
use egui_kittest::{Harness, TestRenderer};
use image::RgbaImage;
use namelight::app::{App, Options};
use namelight::drawing::Raster;
use namelight::headless::RATE;
use namelight::theme::{self, ThemeChoice};

use crate::script::Failure;

/// The longest that the program may take to come to rest, in real time.
const REST: Duration = Duration::from_secs(30);

/// Our rasteriser in `egui_kittest`'s terms: it is told of every frame's textures.
#[derive(Clone, Default)]
struct Renderer(Arc<Mutex<Raster>>);

impl Renderer {
    fn raster(&self) -> MutexGuard<'_, Raster> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl TestRenderer for Renderer {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        self.raster().update(delta);
    }
}

/// The program on a test bench.
pub struct Bench {
    harness: Harness<'static, App>,
    renderer: Renderer,
}

impl Bench {
    /// Starts the program, in a window of a size in points.
    ///
    /// # Errors
    /// When the program can't be started or doesn't come to rest.
    pub fn new(options: Options, size: [f32; 2], scale: f32, theme: egui::Theme) -> Result<Self, Failure> {
        let renderer = Renderer::default();
        // egui_kittest has no way to hear of a failure, so a program that starts is made sure of first.
        drop(App::new(&egui::Context::default(), options.clone())?);
        let harness = Harness::builder()
            .with_size(size)
            .with_pixels_per_point(scale)
            .with_theme(theme)
            .with_step_dt(1.0 / RATE as f32)
            .with_max_steps(REST.as_secs() * RATE)
            .allow_missing_glyphs()
            .renderer(renderer.clone())
            .build_eframe(|creation| start(&creation.egui_ctx, options));
        let mut bench = Self { harness, renderer };
        bench.rest()?;
        Ok(bench)
    }

    /// The program.
    #[must_use]
    pub fn app(&self) -> &App {
        self.harness.state()
    }

    /// The harness, to look for labels in.
    #[must_use]
    pub fn harness(&self) -> &Harness<'static, App> {
        &self.harness
    }

    /// A frame in which `events` come in.
    pub fn frame(&mut self, events: Vec<Event>) {
        self.harness.input_mut().events.extend(events);
        self.harness.step();
    }

    /// A key is pressed so many times.
    pub fn key(&mut self, modifiers: Modifiers, key: Key, times: usize) {
        for _ in 0..times {
            for pressed in [true, false] {
                self.frame(vec![Event::Key { key, physical_key: None, pressed, repeat: false, modifiers }]);
            }
        }
    }

    /// Runs frames until the program is at rest.
    ///
    /// # Errors
    /// When it isn't after half a minute.
    pub fn rest(&mut self) -> Result<(), Failure> {
        let started = Instant::now();
        loop {
            self.harness.step();
            if self.app().is_settled() {
                // What came with the last answer is drawn, and so is what that has moved.
                self.harness.step();
                self.harness.step();
                return Ok(());
            }
            if started.elapsed() > REST {
                return Err("the program doesn't come to rest".into());
            }
            // Another thread is at work; a frame's time is what a screen would give it at most.
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// The last frame.
    #[must_use]
    pub fn picture(&self) -> RgbaImage {
        self.renderer.raster().picture(&self.harness.ctx, self.harness.output())
    }
}

/// A picture of a part of the program alone, in its theme: `show` fills the whole picture. Several frames are drawn, since
/// egui learns some sizes from the frame before.
pub fn picture_of(size: [f32; 2], choice: ThemeChoice, mut show: impl FnMut(&mut egui::Ui)) -> RgbaImage {
    let renderer = Renderer::default();
    let mut harness = Harness::builder().with_size(size).renderer(renderer.clone()).build_ui(|ui| {
        // The harness leaves a margin.
        let whole = ui.ctx().content_rect();
        show(&mut ui.new_child(egui::UiBuilder::new().max_rect(whole)));
    });
    theme::install(&harness.ctx);
    theme::choose(&harness.ctx, choice);
    harness.run_steps(4);
    renderer.raster().picture(&harness.ctx, harness.output())
}

#[expect(clippy::expect_used, reason = "it has just been made sure of")]
fn start(ctx: &egui::Context, options: Options) -> App {
    App::new(ctx, options).expect("the system gives threads")
}
