//! Every colour that means something can be seen where it stands. The rules are those of `look/check.py`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use egui::Color32;

use super::{DAYLIGHT, LANTERN, Theme};

/// Contrast that text needs (WCAG 2.2, 1.4.3).
const TEXT: f64 = 4.5;
/// Contrast that shapes need (WCAG 2.2, 1.4.11).
const SHAPE: f64 = 3.0;

/// Relative luminance as WCAG 2.2 defines it.
fn luminance(colour: Color32) -> f64 {
    let linear = |byte: u8| {
        let value = f64::from(byte) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(colour.r()) + 0.7152 * linear(colour.g()) + 0.0722 * linear(colour.b())
}

fn ratio(a: Color32, b: Color32) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[track_caller]
fn all_seen(theme: &Theme, what: &str, fores: &[Color32], backs: &[Color32], need: f64) {
    for &fore in fores {
        for &back in backs {
            let found = ratio(fore, back);
            assert!(found >= need, "{}: {what}: {fore:?} on {back:?} is {found:.2}", theme.name);
        }
    }
}

fn themes() -> [&'static Theme; 2] {
    [&LANTERN, &DAYLIGHT]
}

#[test]
fn the_scale_is_that_of_wcag() {
    assert!((ratio(Color32::WHITE, Color32::BLACK) - 21.0).abs() < 1e-9);
    assert!((ratio(Color32::WHITE, Color32::WHITE) - 1.0).abs() < 1e-9);
}

#[test]
fn code_can_be_read_on_every_fill_it_can_stand_on() {
    for theme in themes() {
        let (syntax, surface) = (&theme.syntax, &theme.surface);
        // Comments, numbers and escapes are never occurrences.
        let names = [
            syntax.plain,
            syntax.keyword,
            syntax.definition,
            syntax.string,
            syntax.decorator,
            syntax.builtin,
            syntax.operator,
            syntax.parameter,
            syntax.self_name,
        ];
        let others = [syntax.escape, syntax.number, syntax.comment];
        let page = [
            surface.editor,
            surface.current_line,
            surface.panel,
            surface.raised,
            theme.selection.fill,
            theme.selection.inactive,
            theme.find.fill,
        ];
        all_seen(theme, "names on the page", &names, &page, TEXT);
        all_seen(theme, "other code on the page", &others, &page, TEXT);
        let light = [theme.marks.fill, theme.status.error_fill];
        all_seen(theme, "names in the light", &names, &light, TEXT);
        all_seen(theme, "names on pins", &names, &theme.pins.map(|pin| pin.fill), TEXT);
        all_seen(theme, "current match", &[theme.find.current_text], &[theme.find.current], TEXT);
    }
}

#[test]
fn marks_can_be_seen_on_the_page_and_on_their_own_fill() {
    for theme in themes() {
        let (marks, surface) = (&theme.marks, &theme.surface);
        let page = [surface.editor, surface.current_line];
        let lines = [marks.line, marks.box_line, marks.tick, marks.possible, marks.mention, marks.ghost];
        all_seen(theme, "marks on the page", &lines, &page, SHAPE);
        all_seen(
            theme,
            "marks in the light",
            &[marks.line, marks.box_line, marks.tick],
            &[marks.fill],
            SHAPE,
        );
        let selected = [marks.line, marks.box_line, marks.possible];
        all_seen(theme, "marks over a selection", &selected, &[theme.selection.fill], SHAPE);
        let single = [marks.reach, theme.accent.base, theme.status.error, theme.status.warn];
        all_seen(theme, "reach line, caret, squiggles", &single, &page, SHAPE);
        let ruler = [surface.ruler, surface.ruler_viewport];
        let places = [marks.line, marks.possible, theme.status.error, theme.text.tertiary];
        all_seen(theme, "marks on the ruler", &places, &ruler, SHAPE);
        for pin in &theme.pins {
            all_seen(theme, "pins", &[pin.line], &[surface.editor, surface.current_line, pin.fill], SHAPE);
        }
    }
}

#[test]
fn the_interface_can_be_read() {
    for theme in themes() {
        let surface = &theme.surface;
        let everywhere = [
            surface.window,
            surface.editor,
            surface.panel,
            surface.raised,
            surface.hover,
            surface.pressed,
            surface.field,
            surface.row_selected,
        ];
        let levels = [theme.text.primary, theme.text.secondary, theme.text.tertiary, theme.accent.text];
        all_seen(theme, "interface text", &levels, &everywhere, TEXT);
        all_seen(theme, "line numbers", &[theme.text.gutter, theme.accent.text], &[surface.gutter], TEXT);
        all_seen(theme, "current line number", &[theme.text.gutter_current], &[surface.current_line], TEXT);
        let controls = [surface.window, surface.editor, surface.panel, surface.raised, surface.field];
        all_seen(theme, "focus and controls", &[theme.focus_ring, theme.border.control], &controls, SHAPE);
    }
}

#[test]
fn amber_is_for_the_light_alone() {
    // Hues 40 to 110 belong to the light and to warnings; code stays out of them unless it has next to no colour.
    for theme in themes() {
        let syntax = &theme.syntax;
        for colour in
            [syntax.plain, syntax.keyword, syntax.definition, syntax.string, syntax.builtin, syntax.number]
        {
            let [red, green, blue, _] = colour.to_array();
            assert!(!(red > green && green > blue), "{}: {colour:?} is warm", theme.name);
        }
    }
}
