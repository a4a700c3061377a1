//! What is promised of every theme, worked out from its values. The rules are those of `look/check.py`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod colour;
mod contrast;
mod greyscale;
mod order;
mod vision;

use super::Theme;

/// Contrast that the theme's text needs: WCAG 2.2, 1.4.3, and 1.4.6 where high contrast is promised.
fn text_contrast(theme: &Theme) -> f64 {
    if theme.is_high_contrast { 7.0 } else { 4.5 }
}
