//! The window's icon. `assets/namelight.svg` is the same for desktops, which show it in menus.

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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::icon;

    const DRAWING: &str = include_str!("../../assets/namelight.svg");
    const ENTRY: &str = include_str!("../../assets/namelight.desktop");

    #[test]
    fn the_drawing_for_desktops_shows_the_windows_icon() {
        let icon = icon();
        let colour = |x: usize, y: usize| {
            let at = 4 * (y * 64 + x);
            format!("#{:02x}{:02x}{:02x}", icon.rgba[at], icon.rgba[at + 1], icon.rgba[at + 2])
        };
        // In the middle of each of its shapes, and just inside and outside their edges.
        for (shape, inside, outside) in [
            (r#"<rect x="30" width="4" height="22""#, [(30, 0), (33, 21)], [(29, 10), (34, 10)]),
            (r#"points="24,22 40,22 54,42 10,42""#, [(25, 22), (12, 41)], [(22, 22), (9, 41)]),
            (r#"<rect x="10" y="42" width="44" height="6""#, [(10, 42), (53, 47)], [(9, 44), (30, 48)]),
        ] {
            let line = DRAWING.lines().find(|line| line.contains(shape)).unwrap();
            for (x, y) in inside {
                assert!(line.contains(&format!(r#"fill="{}""#, colour(x, y))), "{line} at {x}, {y}");
            }
            for (x, y) in outside {
                assert!(!line.contains(&colour(x, y)), "{line} at {x}, {y}");
            }
        }
        assert!(DRAWING.contains(&format!(r#"<rect width="64" height="64" fill="{}""#, colour(0, 63))));
    }

    #[test]
    fn the_desktops_entry_names_program_icon_and_window() {
        for line in ["Exec=namelight %f", "Icon=namelight", "StartupWMClass=namelight", "Terminal=false"] {
            assert!(ENTRY.lines().any(|found| found == line), "{line}");
        }
    }
}
