//! The window's icon.

use egui::IconData;

use crate::theme::LANTERN;

/// Its side, in pixels.
const SIDE: u16 = 64;

/// The lamp with its light on, on the desk's colour.
pub(super) fn icon() -> IconData {
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
    let pixels = (0..SIDE).flat_map(|y| (0..SIDE).map(move |x| (x, y)));
    let rgba =
        pixels.flat_map(|(x, y)| colour_at(f32::from(x) + 0.5, f32::from(y) + 0.5).to_array()).collect();
    IconData { rgba, width: u32::from(SIDE), height: u32::from(SIDE) }
}
