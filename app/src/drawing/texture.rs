//! Textures in memory, and how a colour is read from one.

use egui::epaint::ImageDelta;
use egui::epaint::textures::{TextureFilter, TextureOptions, TextureWrapMode};
use egui::{Color32, ImageData};

/// Colour channels as numbers from 0 to 255: red, green, blue, alpha, premultiplied, in gamma space.
pub(super) type Channels = [f32; 4];

/// Steps between two neighbouring texels when they are blended, as on graphics cards: a texel that lies
/// on a pixel, or within half a step of it, is taken as it is.
const SUBTEXEL: i64 = 256;

/// Steps between two neighbouring texels when counting along a row of pixels; far finer than
/// [`SUBTEXEL`], so that thousands of steps don't add up to one.
pub(super) const FINE: i64 = 1 << 24;

/// An image that triangles are filled from.
pub(super) struct Texture {
    width: i64,
    height: i64,
    texels: Vec<Color32>,
    options: TextureOptions,
}

impl Texture {
    /// A texture of the size and content of a whole-image update.
    pub(super) fn new(delta: &ImageDelta) -> Option<Self> {
        let ImageData::Color(image) = &delta.image;
        let [width, height] = image.size;
        if width == 0 || height == 0 || image.pixels.len() != width.checked_mul(height)? {
            return None;
        }
        Some(Self {
            width: i64::try_from(width).ok()?,
            height: i64::try_from(height).ok()?,
            texels: image.pixels.clone(),
            options: delta.options,
        })
    }

    /// Replaces the part of the image that an update speaks of; what lies outside of it is left out.
    pub(super) fn update(&mut self, delta: &ImageDelta, at: [usize; 2]) {
        let ImageData::Color(image) = &delta.image;
        let [width, height] = image.size;
        self.options = delta.options;
        if width == 0 {
            return;
        }
        let own = self.width as usize;
        for (y, row) in image.pixels.chunks_exact(width).take(height).enumerate() {
            let start = (at[1] + y) * own + at[0];
            let kept = width.min(own.saturating_sub(at[0]));
            if let (Some(to), Some(from)) = (self.texels.get_mut(start..start + kept), row.get(..kept)) {
                to.copy_from_slice(from);
            }
        }
    }

    /// Width and height in texels.
    pub(super) fn size(&self) -> [f32; 2] {
        [self.width as f32, self.height as f32]
    }

    /// Whether neighbouring texels are blended, at so many texels per pixel.
    pub(super) fn blends(&self, texels_per_pixel: f32) -> bool {
        let filter =
            if texels_per_pixel > 1.0 { self.options.minification } else { self.options.magnification };
        filter == TextureFilter::Linear
    }

    /// The colour at a place given in parts of a texel ([`FINE`]), where the centre of the first texel
    /// is at 0.
    pub(super) fn sample(&self, [u, v]: [i64; 2], blend: bool) -> Channels {
        if !blend {
            let nearest = |at: i64| (at + FINE / 2).div_euclid(FINE);
            return channels(self.texel(nearest(u), nearest(v)));
        }
        let (u, v) = (subtexels(u), subtexels(v));
        let (x, y) = (u.div_euclid(SUBTEXEL), v.div_euclid(SUBTEXEL));
        let (right, below) = (u.rem_euclid(SUBTEXEL), v.rem_euclid(SUBTEXEL));
        if right == 0 && below == 0 {
            return channels(self.texel(x, y));
        }
        let corners =
            [self.texel(x, y), self.texel(x + 1, y), self.texel(x, y + 1), self.texel(x + 1, y + 1)];
        let [a, b, c, d] = corners.map(channels);
        let (right, below) = (right as f32 / SUBTEXEL as f32, below as f32 / SUBTEXEL as f32);
        std::array::from_fn(|i| {
            let upper = a[i] + (b[i] - a[i]) * right;
            let lower = c[i] + (d[i] - c[i]) * right;
            upper + (lower - upper) * below
        })
    }

    /// The texels that a row of pixels shows one by one, unblended; none where they don't lie on pixels.
    /// Nearly all letters are drawn so, and this is many times faster than [`Self::sample`].
    pub(super) fn row(&self, [u, v]: [i64; 2], step: [i64; 2], pixels: usize) -> Option<&[Color32]> {
        let drift = i64::try_from(pixels).ok()?.checked_mul((step[0] - FINE).abs())?;
        let is_even = step[1] == 0 && drift < FINE / SUBTEXEL / 2;
        let (u, v) = (subtexels(u), subtexels(v));
        if !is_even || u % SUBTEXEL != 0 || v % SUBTEXEL != 0 || u < 0 {
            return None;
        }
        let (x, y) = (usize::try_from(u / SUBTEXEL).ok()?, usize::try_from(v / SUBTEXEL).ok()?);
        let (width, end) = (self.width as usize, x.checked_add(pixels)?);
        if end > width {
            return None;
        }
        let row = y.checked_mul(width)?;
        self.texels.get(row.checked_add(x)?..row.checked_add(end)?)
    }

    fn texel(&self, x: i64, y: i64) -> Color32 {
        let x = wrap(x, self.width, self.options.wrap_mode);
        let y = wrap(y, self.height, self.options.wrap_mode);
        let at = y as usize * self.width as usize + x as usize;
        self.texels.get(at).copied().unwrap_or(Color32::TRANSPARENT)
    }
}

/// A place as a whole number of steps for blending.
fn subtexels(at: i64) -> i64 {
    let step = FINE / SUBTEXEL;
    (at + step / 2).div_euclid(step)
}

/// A place or a distance in texels as a number of parts ([`FINE`]); saturates.
pub(super) fn fine(texels: f32) -> i64 {
    // Casting saturates at the ends of i32 and turns what is no number into 0.
    i64::from((texels * 256.0) as i32) * (FINE / 256)
        + ((texels * 256.0).fract() * (FINE / 256) as f32) as i64
}

/// The texel shown at a place that may lie outside of `0..size`.
fn wrap(at: i64, size: i64, mode: TextureWrapMode) -> i64 {
    match mode {
        TextureWrapMode::ClampToEdge => at.clamp(0, size - 1),
        TextureWrapMode::Repeat => at.rem_euclid(size),
        TextureWrapMode::MirroredRepeat => {
            let at = at.rem_euclid(size.saturating_mul(2));
            if at < size { at } else { 2 * size - 1 - at }
        }
    }
}

/// The channels of a colour.
pub(super) fn channels(color: Color32) -> Channels {
    color.to_array().map(f32::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outside_of_the_texture_the_wrap_mode_decides() {
        let at = |mode| (-3..6).map(|x| wrap(x, 3, mode)).collect::<Vec<_>>();
        assert_eq!(at(TextureWrapMode::ClampToEdge), [0, 0, 0, 0, 1, 2, 2, 2, 2]);
        assert_eq!(at(TextureWrapMode::Repeat), [0, 1, 2, 0, 1, 2, 0, 1, 2]);
        assert_eq!(at(TextureWrapMode::MirroredRepeat), [2, 1, 0, 0, 1, 2, 2, 1, 0]);
    }
}
