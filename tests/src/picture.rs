//! Pictures of the program, compared with pictures of it that somebody has looked at.

use std::path::{Path, PathBuf};

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, RgbaImage};

/// Set to `1` this makes the pictures of a run the ones to compare with; look at them before keeping them.
pub const BLESS: &str = "NAMELIGHT_BLESS";

/// How much a channel of a pixel may differ before the pixel counts, of 255. Fonts and blending are the
/// same on every machine, but for how the last bit of a number is rounded.
const CHANNEL: u8 = 8;

/// How many pixels in a million may differ by more.
const PER_MILLION: usize = 100;

/// Holds a picture against `fixtures/pictures/NAME.png`.
///
/// # Errors
/// In words, when they differ: then the new picture is written to the temporary folder, and where it is,
/// is said.
pub fn check(name: &str, picture: &RgbaImage) -> Result<(), String> {
    let path = folder().join(name).with_extension("png");
    if std::env::var(BLESS).is_ok_and(|set| set == "1") {
        return write(&path, picture);
    }
    let difference = match image::open(&path) {
        Err(error) => error.to_string(),
        Ok(known) => match difference(&known.to_rgba8(), picture) {
            None => return Ok(()),
            Some(difference) => difference,
        },
    };
    let new = std::env::temp_dir().join(format!("namelight-{name}.png"));
    write(&new, picture)?;
    let (path, new) = (path.display(), new.display());
    Err(format!("{path}: {difference}. The new picture is {new}; {BLESS}=1 keeps it"))
}

/// How two pictures differ in words; none if they don't, within tolerance.
#[must_use]
pub fn difference(known: &RgbaImage, new: &RgbaImage) -> Option<String> {
    if known.dimensions() != new.dimensions() {
        let ((a, b), (c, d)) = (known.dimensions(), new.dimensions());
        return Some(format!("it was {a} × {b} pixels and is {c} × {d}"));
    }
    let differs = |(a, b): &(&image::Rgba<u8>, &image::Rgba<u8>)| {
        a.0.iter().zip(b.0).any(|(a, b)| a.abs_diff(b) > CHANNEL)
    };
    let count = known.pixels().zip(new.pixels()).filter(differs).count();
    let allowed = known.pixels().len() * PER_MILLION / 1_000_000;
    (count > allowed).then(|| format!("{count} pixels differ, {allowed} may"))
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/pictures")
}

fn write(path: &Path, picture: &RgbaImage) -> Result<(), String> {
    let said = |error: &dyn std::fmt::Display| format!("{} can't be written: {error}", path.display());
    let bytes = small_png(picture).map_err(|error| said(&error))?;
    path.parent().map_or(Ok(()), std::fs::create_dir_all).map_err(|error| said(&error))?;
    std::fs::write(path, bytes).map_err(|error| said(&error))
}

/// A picture as PNG, without its opacity and packed as tightly as can be: these are kept for long.
fn small_png(picture: &RgbaImage) -> Result<Vec<u8>, image::ImageError> {
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, FilterType::NoFilter);
    DynamicImage::from(picture.clone()).into_rgb8().write_with_encoder(encoder)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use image::Rgba;

    use super::*;

    #[test]
    fn a_few_pixels_may_differ_and_all_of_them_a_little() {
        let known = RgbaImage::from_pixel(200, 100, Rgba([100, 100, 100, 255]));
        let mut new = RgbaImage::from_pixel(200, 100, Rgba([108, 92, 100, 255]));
        assert_eq!(difference(&known, &new), None);
        for x in 0..2 {
            new.put_pixel(x, 7, Rgba([109, 100, 100, 255]));
        }
        assert_eq!(difference(&known, &new), None, "2 of 20,000 are 100 in a million");
        new.put_pixel(2, 7, Rgba([109, 100, 100, 255]));
        assert_eq!(difference(&known, &new).as_deref(), Some("3 pixels differ, 2 may"));
        let wider = RgbaImage::new(201, 100);
        assert!(difference(&known, &wider).is_some_and(|said| said.contains("201 × 100")));
    }
}
