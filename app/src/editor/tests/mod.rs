//! The view as a person meets it: a document, what is lit in it, and frames driven by events.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod aids;
mod commands;
mod composing;
mod cursors;
mod dropping;
mod laid_out_ahead;
mod large;
mod pictures;
mod pointing;
mod same_rows;
mod sample;
mod sticky;
mod telling;
mod typing;
mod wrapping;

use std::sync::Arc;
use std::time::Duration;

use egui::{Event, Modifiers, Pos2, RawInput, Rect, Ui, pos2, vec2};
use egui_kittest::Harness;
use namelight_engine::occurrences::{Occurrence, Scope, Tokens};
use namelight_engine::text::DocumentId;

use super::{Decorations, Painted, View, input, paint};
use crate::commands::Keymap;
use crate::document::{Command, Document};
use crate::theme;

/// A document with its view, as the program will hold them.
struct Scene {
    document: Document,
    view: View,
    lit: Vec<Occurrence>,
    tokens: Tokens,
    definitions: Arc<[Scope]>,
    reach: Option<std::ops::Range<usize>>,
    /// What the last frame drew.
    painted: Painted,
    /// Every command so far.
    commands: Vec<Command>,
}

impl Scene {
    fn new(text: &str) -> Self {
        let mut view = View::new();
        view.request_focus();
        Self {
            document: Document::new(DocumentId(7), text),
            view,
            lit: Vec::new(),
            tokens: Tokens::default(),
            definitions: Arc::default(),
            reach: None,
            painted: Painted::default(),
            commands: Vec::new(),
        }
    }

    fn frame(&mut self, ui: &mut Ui) {
        let theme = theme::current(ui.ctx());
        let now = Duration::from_secs_f64(ui.input(|input| input.time.max(0.0)));
        for command in input(ui, &mut self.view, &self.document, &Keymap::default()) {
            self.view.apply(&mut self.document, &command, now);
            self.commands.push(command);
        }
        self.view.follow(&self.document);
        let _ = self.document.take_edits();
        let decorations = Decorations {
            lit: &self.lit,
            tokens: &self.tokens,
            definitions: &self.definitions,
            reach: self.reach.clone(),
            beside: crate::editor::Beside::default(),
            has_hints: true,
            has_ruler_marks: true,
        };
        self.painted = paint(ui, &mut self.view, &self.document, &decorations, theme);
    }

    fn text(&self) -> String {
        self.document.text().to_string()
    }

    /// The upper edge of a line's first row.
    fn line_top(&self, line: usize) -> f32 {
        self.view.line_top(super::line::Source::of(&self.document), line)
    }

    fn selected(&self) -> (usize, usize) {
        let selection = self.document.selection();
        (selection.anchor, selection.head)
    }
}

/// The size of the code view in the look's pictures.
const SIZE: egui::Vec2 = vec2(1280.0, 704.0);

/// A scene that kittest drives.
fn harness(text: &str) -> Harness<'static, Scene> {
    harness_of(Scene::new(text))
}

fn harness_of(scene: Scene) -> Harness<'static, Scene> {
    let mut harness = Harness::builder()
        .with_size(SIZE)
        .with_step_dt(1.0 / 60.0)
        .allow_missing_glyphs()
        .with_context_setup(theme::install)
        .build_ui_state(
            |ui, scene: &mut Scene| {
                // Without the margin that kittest leaves round it.
                let whole = egui::UiBuilder::new().max_rect(ui.ctx().content_rect());
                ui.scope_builder(whole, |ui| {
                    ui.set_clip_rect(ui.max_rect());
                    scene.frame(ui);
                });
            },
            scene,
        );
    harness.run_ok();
    harness
}

/// Where a column, counted in cells, of a line stands; the middle of its row.
fn at(harness: &Harness<'_, Scene>, line: usize, cell: f64) -> Pos2 {
    let view = &harness.state().view;
    let source = super::line::Source::of(&harness.state().document);
    pos2(view.cell_x(cell), view.line_top(source, line) + view.metrics.row / 2.0)
}

fn button(pos: Pos2, pressed: bool, modifiers: Modifiers) -> Event {
    Event::PointerButton { pos, button: egui::PointerButton::Primary, pressed, modifiers }
}

fn click(harness: &mut Harness<'_, Scene>, pos: Pos2, modifiers: Modifiers) {
    harness.input_mut().events.extend([
        Event::PointerMoved(pos),
        button(pos, true, modifiers),
        button(pos, false, modifiers),
    ]);
    harness.run_ok();
}

/// Frames without a harness: all events of a frame at once, and what egui put out.
struct Stage {
    ctx: egui::Context,
    scene: Scene,
    rect: Rect,
    scale: f32,
    time: f64,
}

impl Stage {
    fn new(scene: Scene, rect: Rect, scale: f32, theme: egui::Theme) -> Self {
        let ctx = egui::Context::default();
        theme::install(&ctx);
        ctx.set_theme(theme);
        Self { ctx, scene, rect, scale, time: 0.0 }
    }

    fn frame(&mut self, events: Vec<Event>) -> egui::FullOutput {
        self.time += 1.0 / 60.0;
        let mut raw =
            RawInput { screen_rect: Some(self.rect), time: Some(self.time), events, ..RawInput::default() };
        raw.viewports.entry(egui::ViewportId::ROOT).or_default().native_pixels_per_point = Some(self.scale);
        self.ctx.clone().run_ui(raw, |ui| self.scene.frame(ui))
    }
}
