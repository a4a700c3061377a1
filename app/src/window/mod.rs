//! Windows: the system's events become frames of the program, and its frames become pixels.
//!
//! There are two kinds, and what is inside knows neither. `gpu` is eframe with OpenGL. `cpu` draws itself: without a
//! graphics card OpenGL is emulated, and each frame costs all of the window's pixels several times over, while we need
//! those that changed once. Invariant: both show the same picture and hear the same events.

mod cpu;
mod gpu;
mod icon;
mod pacing;
mod surface;

use std::error::Error;
use std::path::Path;

use egui::{Context, RawInput, Ui, ViewportBuilder};

/// What draws windows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Renderer {
    /// The graphics card where there is one.
    #[default]
    Auto,
    /// The graphics card, or what stands in for it.
    Gpu,
    /// The program itself.
    Cpu,
}

/// What is inside of a window.
pub(crate) trait Content {
    /// Sees what comes in before a frame, and may change it.
    fn input(&mut self, ctx: &Context, input: &mut RawInput);

    /// What comes before drawing; also called while the window can't be seen.
    fn logic(&mut self, ctx: &Context);

    /// Draws a frame.
    fn ui(&mut self, ui: &mut Ui);

    /// Called once, when the window has been closed.
    fn closed(&mut self) {}
}

/// Makes what is inside of a window, once there is one.
pub(crate) type Make<'c> =
    Box<dyn FnOnce(&Context) -> Result<Box<dyn Content + 'c>, Box<dyn Error + Send + Sync>> + 'c>;

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
pub enum WindowError {
    /// The system refused the window or the graphics.
    #[error("no window could be opened: {0}")]
    Eframe(#[from] eframe::Error),
    /// The system refused to tell of its events.
    #[error("no window could be opened: {0}")]
    Events(#[from] egui_winit::winit::error::EventLoopError),
    /// The system refused the window.
    #[error("no window could be opened: {0}")]
    Window(#[from] egui_winit::winit::error::OsError),
    /// The system refused the window's pixels.
    #[error("the window can't be drawn: {0}")]
    Pixels(#[from] softbuffer::SoftBufferError),
    /// What was to be inside can't start.
    #[error("{0}")]
    Content(Box<dyn Error + Send + Sync>),
    /// The program can't start.
    #[error(transparent)]
    Start(#[from] crate::app::StartError),
    /// The system refused the handler for signals.
    #[error("signals can't be heard: {0}")]
    Signals(#[from] std::io::Error),
}

/// Opens a window and returns when it has been closed.
///
/// # Errors
/// [`WindowError`] if there can be no window, or no longer.
pub(crate) fn run(renderer: Renderer, viewport: ViewportBuilder, make: Make<'_>) -> Result<(), WindowError> {
    let viewport = viewport.with_title("Namelight").with_app_id("namelight").with_icon(icon::icon());
    let is_gpu = match renderer {
        Renderer::Gpu => true,
        Renderer::Cpu => false,
        Renderer::Auto => has_graphics_card(),
    };
    if is_gpu { gpu::run(viewport, make) } else { cpu::run(viewport, make) }
}

/// Whether OpenGL runs on a graphics card. Asked for before OpenGL is loaded, which takes longer than all else at the
/// start and more memory.
fn has_graphics_card() -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    // Mesa's own switch.
    let is_emulated = std::env::var_os("LIBGL_ALWAYS_SOFTWARE").is_some_and(|value| value != "0");
    !is_emulated && has_render_node(Path::new("/dev/dri"))
}

/// The kernel gives every card that can draw a file `renderD…`.
fn has_render_node(folder: &Path) -> bool {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.into_iter().any(|entry| entry.file_name().as_encoded_bytes().starts_with(b"renderD"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::has_render_node;

    #[test]
    fn a_card_that_can_draw_has_a_render_node() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!has_render_node(&folder.path().join("dri")));
        std::fs::write(folder.path().join("card0"), "").unwrap();
        assert!(!has_render_node(folder.path()));
        std::fs::write(folder.path().join("renderD128"), "").unwrap();
        assert!(has_render_node(folder.path()));
    }
}
