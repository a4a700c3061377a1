//! How far colours are apart: in luminance as WCAG counts it, and as eyes of different kinds see them.

use egui::Color32;

/// A kind of colour vision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vision {
    /// That of most people.
    Usual,
    /// Without the cones for long waves.
    Protan,
    /// Without the cones for middle waves.
    Deutan,
    /// Without the cones for short waves.
    Tritan,
}

impl Vision {
    pub(super) const ALL: [Self; 4] = [Self::Usual, Self::Protan, Self::Deutan, Self::Tritan];

    /// What is seen of linear red, green and blue: Machado, Oliveira and Fernandes 2009, severity 1.
    fn matrix(self) -> [[f64; 3]; 3] {
        match self {
            Self::Usual => [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
            Self::Protan => [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
            Self::Deutan => [
                [0.367_322, 0.860_646, -0.227_968],
                [0.280_085, 0.672_501, 0.047_413],
                [-0.011_820, 0.042_940, 0.968_881],
            ],
            Self::Tritan => [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
        }
    }
}

/// Red, green and blue as amounts of light, from 0 to 1.
fn linear(colour: Color32) -> [f64; 3] {
    let [red, green, blue, _] = colour.to_array();
    [red, green, blue].map(|byte| {
        let value = f64::from(byte) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    })
}

fn times(matrix: [[f64; 3]; 3], vector: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row.iter().zip(vector).map(|(a, b)| a * b).sum())
}

/// Lightness, and the two axes of colour, in Oklab (Ottosson 2020).
fn oklab(linear: [f64; 3]) -> [f64; 3] {
    const CONES: [[f64; 3]; 3] = [
        [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
        [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
        [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
    ];
    const LAB: [[f64; 3]; 3] = [
        [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
        [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
        [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
    ];
    times(LAB, times(CONES, linear).map(|value| value.max(0.0).cbrt()))
}

/// Relative luminance as WCAG 2.2 defines it, from 0 to 1.
pub(super) fn luminance(colour: Color32) -> f64 {
    let [red, green, blue] = linear(colour);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// Contrast as WCAG 2.2 defines it, from 1 to 21.
pub(super) fn ratio(a: Color32, b: Color32) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// How far two colours are apart to eyes of a kind; black and white are apart by 1.
pub(super) fn distance(a: Color32, b: Color32, vision: Vision) -> f64 {
    let seen =
        |colour| oklab(times(vision.matrix(), linear(colour)).map(|amount: f64| amount.clamp(0.0, 1.0)));
    let (a, b) = (seen(a), seen(b));
    a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

/// Lightness in Oklab, from 0 to 1.
pub(super) fn lightness(colour: Color32) -> f64 {
    oklab(linear(colour))[0]
}

/// Hue in Oklab, in degrees from 0 to 360, and chroma.
pub(super) fn hue_and_chroma(colour: Color32) -> (f64, f64) {
    let [_, a, b] = oklab(linear(colour));
    (b.atan2(a).to_degrees().rem_euclid(360.0), a.hypot(b))
}

#[test]
fn the_scales_are_those_that_they_are_said_to_be() {
    let near = |a: f64, b: f64, within: f64| assert!((a - b).abs() < within, "{a} and {b}");
    near(ratio(Color32::WHITE, Color32::BLACK), 21.0, 1e-9);
    near(ratio(Color32::WHITE, Color32::WHITE), 1.0, 1e-9);
    near(lightness(Color32::WHITE), 1.0, 1e-6);
    // Oklab of sRGB red: 0.628, hue 29°, chroma 0.258.
    near(lightness(Color32::RED), 0.628, 1e-3);
    let (hue, chroma) = hue_and_chroma(Color32::RED);
    near(hue, 29.2, 0.1);
    near(chroma, 0.258, 1e-3);
    for vision in Vision::ALL {
        near(distance(Color32::BLACK, Color32::WHITE, vision), 1.0, 1e-3);
    }
    let (red, green) = (Color32::from_rgb(180, 90, 60), Color32::from_rgb(110, 120, 60));
    let usual = distance(red, green, Vision::Usual);
    assert!(distance(red, green, Vision::Deutan) < usual / 2.0, "who sees no green confuses them");
    assert!(distance(red, green, Vision::Tritan) > usual / 2.0);
}
