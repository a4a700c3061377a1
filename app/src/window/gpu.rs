//! A window that the graphics card draws: eframe's.

use egui::ViewportBuilder;

use super::{Content, Make, WindowError};

/// See [`super::run`].
pub(super) fn run(viewport: ViewportBuilder, make: Make<'_>) -> Result<(), WindowError> {
    let native = eframe::NativeOptions {
        viewport,
        renderer: eframe::Renderer::Glow,
        depth_buffer: 0,
        // Every colour is as the theme says.
        dithering: false,
        // Ours are looked for in `fonts`.
        system_font_fallback: false,
        ..eframe::NativeOptions::default()
    };
    let build: eframe::AppCreator<'_> = Box::new(move |creation| {
        let content = make(&creation.egui_ctx)?;
        Ok(Box::new(Window { content }))
    });
    Ok(eframe::run_native("Namelight", native, build)?)
}

struct Window<'c> {
    content: Box<dyn Content + 'c>,
}

impl eframe::App for Window<'_> {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.content.logic(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.content.ui(ui);
    }

    fn raw_input_hook(&mut self, ctx: &egui::Context, raw_input: &mut egui::RawInput) {
        self.content.input(ctx, raw_input);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.content.closed();
    }
}
