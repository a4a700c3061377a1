//! Lays colours over pixels, in gamma space with premultiplied alpha.
//!
//! Invariant: a result is the nearest whole number, however it is come by.

use egui::Color32;

use super::raster::Pixel;
use super::texture::Channels;

/// A channel as it is kept, rounded.
pub(super) fn to_byte(value: f32) -> u8 {
    // Casting saturates.
    (value + 0.5) as u8
}

/// Lays a premultiplied colour over a pixel.
pub(super) fn blend_over(pixel: &mut Pixel, color: Channels) {
    if color == [0.0; 4] {
        return;
    }
    let shows_through = 1.0 - color[3].clamp(0.0, 255.0) / 255.0;
    *pixel = std::array::from_fn(|i| to_byte(color[i] + f32::from(pixel[i]) * shows_through));
}

/// Lays texels, each multiplied by a colour, over pixels.
pub(super) fn blend_row_over(row: &mut [Pixel], tint: Color32, texels: &[Color32]) {
    let solid = u32::from_le_bytes(tint.to_array());
    for (pixel, texel) in row.iter_mut().zip(texels) {
        let [red, green, blue, coverage] = texel.to_array();
        // A letter is white with the alpha of how much of the pixel it covers, and seldom see-through.
        if !tint.is_opaque() || [red, green, blue] != [coverage; 3] {
            *pixel = blended(*pixel, tint, *texel);
            continue;
        }
        match coverage {
            0 => {}
            255 => *pixel = tint.to_array(),
            part => *pixel = mixed(solid, u32::from_le_bytes(*pixel), part.into()).to_le_bytes(),
        }
    }
}

/// A texel multiplied by a colour, laid over a pixel.
fn blended(pixel: Pixel, tint: Color32, texel: Color32) -> Pixel {
    const ONE: u32 = 255 * 255;
    let (tint, texel) = (tint.to_array().map(u32::from), texel.to_array().map(u32::from));
    let shows_through = ONE - tint[3] * texel[3];
    std::array::from_fn(|i| {
        let sum = tint[i] * texel[i] * 255 + u32::from(pixel[i]) * shows_through;
        ((sum + ONE / 2) / ONE).min(255) as u8
    })
}

/// A colour that covers so much of a pixel, of 255, and the pixel behind it, each as four bytes in a number: two channels
/// at once, each in a half of it, which has room for a product of two bytes.
fn mixed(color: u32, pixel: u32, coverage: u32) -> u32 {
    const HALVES: u32 = 0x00FF_00FF;
    const ROUNDING: u32 = 0x0080_0080;
    let two = |color: u32, pixel: u32| {
        let sum = (color & HALVES) * coverage + (pixel & HALVES) * (255 - coverage) + ROUNDING;
        // A 255th, exact for all products of two bytes.
        ((sum + (sum >> 8 & HALVES)) >> 8) & HALVES
    };
    two(color, pixel) | two(color >> 8, pixel >> 8) << 8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_channels_at_once_give_what_each_gives_alone() {
        for coverage in 0..=255_u8 {
            let texel = Color32::from_rgba_premultiplied(coverage, coverage, coverage, coverage);
            for tint in 0..=255_u8 {
                let tint = Color32::from_rgb(tint, 255 - tint, tint / 2);
                let solid = u32::from_le_bytes(tint.to_array());
                for pixel in 0..=255_u8 {
                    let pixel = [pixel, pixel / 2, 255 - pixel, 255];
                    let expected = blended(pixel, tint, texel);
                    let found = mixed(solid, u32::from_le_bytes(pixel), coverage.into()).to_le_bytes();
                    assert_eq!(found, expected, "{coverage} of {tint:?} over {pixel:?}");
                }
            }
        }
    }

    #[test]
    fn what_is_see_through_and_what_has_colours_of_its_own_is_blended_too() {
        let row = |tint, texel| {
            let mut row = [[200, 100, 0, 255]];
            blend_row_over(&mut row, tint, &[texel]);
            row[0]
        };
        let half = Color32::from_rgba_premultiplied(128, 0, 0, 128);
        assert_eq!(row(half, Color32::WHITE), [228, 50, 0, 255]);
        assert_eq!(row(Color32::WHITE, half), [228, 50, 0, 255]);
        assert_eq!(row(Color32::BLACK, Color32::TRANSPARENT), [200, 100, 0, 255]);
        assert_eq!(row(Color32::BLACK, Color32::WHITE), [0, 0, 0, 255]);
    }
}
