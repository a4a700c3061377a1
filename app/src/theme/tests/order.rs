//! What the look says of colours beyond contrast: what rises, and to whom amber belongs.

use super::colour::{hue_and_chroma, lightness, luminance};
use crate::theme::{BEACON, Scheme, Strokes, Theme};

/// Hues in degrees that belong to the light and to warnings.
const AMBER: std::ops::Range<f64> = 40.0..110.0;

/// Chroma below which a colour counts as grey, to which no hue belongs. The greys of the page have up to 0.02.
const GREY: f64 = 0.025;

#[test]
fn surfaces_rise_from_the_window_to_what_is_raised() {
    for theme in Theme::ALL {
        let surface = &theme.surface;
        let steps = [surface.window, surface.panel, surface.editor, surface.raised].map(luminance);
        if theme.is_high_contrast {
            // A black desk can't have steps: lines separate there.
            assert!(steps.is_sorted(), "{}: {steps:?}", theme.name);
            assert!(steps[3] > steps[2], "{}: {steps:?}", theme.name);
        } else {
            assert!(steps.is_sorted_by(|a, b| a < b), "{}: {steps:?}", theme.name);
        }
        // Hover and pressed go on from there, away from the page.
        let [raised, hover, pressed] = [surface.raised, surface.hover, surface.pressed].map(lightness);
        match theme.scheme {
            Scheme::Dark => assert!(raised < hover && hover < pressed, "{}", theme.name),
            Scheme::Light => assert!(raised > hover && hover > pressed, "{}", theme.name),
        }
    }
}

#[test]
fn amber_is_for_the_light_alone() {
    for theme in Theme::ALL {
        let syntax = &theme.syntax;
        let code = [
            syntax.plain,
            syntax.keyword,
            syntax.definition,
            syntax.string,
            syntax.escape,
            syntax.number,
            syntax.comment,
            syntax.decorator,
            syntax.builtin,
            syntax.operator,
            syntax.parameter,
            syntax.self_name,
        ];
        let others = [theme.selection.fill, theme.find.fill, theme.find.current, theme.focus_ring];
        for colour in code.into_iter().chain(others).chain(theme.pins.map(|pin| pin.line)) {
            let (hue, chroma) = hue_and_chroma(colour);
            assert!(
                chroma < GREY || (150.0..352.5).contains(&hue),
                "{}: {colour:?} has the hue {hue:.0}",
                theme.name
            );
        }
        let (accent, marks) = (&theme.accent, &theme.marks);
        let light =
            [accent.base, accent.text, accent.strong, marks.line, marks.box_line, marks.tick, marks.fill];
        for colour in light.into_iter().chain([marks.possible, marks.mention, marks.reach]) {
            let (hue, chroma) = hue_and_chroma(colour);
            assert!(chroma > GREY && AMBER.contains(&hue), "{}: {colour:?} has the hue {hue:.0}", theme.name);
        }
    }
}

#[test]
fn beacon_doubles_the_strokes_and_no_theme_has_thinner_ones() {
    let widths = |stroke: &Strokes| {
        [
            stroke.thin,
            stroke.box_line,
            stroke.thick,
            stroke.dash,
            stroke.dot,
            stroke.strike,
            stroke.ghost,
            stroke.pin,
            stroke.focus,
            stroke.caret,
            stroke.tick,
        ]
    };
    for theme in Theme::ALL {
        let expected = if theme.is_high_contrast {
            [2.0, 2.0, 4.0, 3.0, 3.0, 2.0, 2.0, 2.0, 3.0, 3.0, 11.0]
        } else {
            [1.0, 1.0, 3.0, 2.0, 2.0, 1.0, 1.0, 2.0, 2.0, 2.0, 8.0]
        };
        assert_eq!(widths(&theme.stroke), expected, "{}", theme.name);
    }
    assert!(BEACON.is_high_contrast);
}
