//! Every colour that means something can be seen where it stands.

use egui::Color32;

use super::colour::ratio;
use super::text_contrast;
use crate::theme::Theme;

/// Contrast that shapes need (WCAG 2.2, 1.4.11), and text that stands beside an icon in a colour of its own.
const SHAPE: f64 = 3.0;

/// Contrast of the words of errors and warnings, which an icon repeats.
const STATUS_TEXT: f64 = 4.5;

#[track_caller]
fn all_seen(theme: &Theme, what: &str, fores: &[Color32], backs: &[Color32], need: f64) {
    for &fore in fores {
        for &back in backs {
            let found = ratio(fore, back);
            assert!(found >= need, "{}: {what}: {fore:?} on {back:?} is {found:.2}", theme.name);
        }
    }
}

/// The colours of what can be an occurrence.
fn names(theme: &Theme) -> [Color32; 9] {
    let syntax = &theme.syntax;
    [
        syntax.plain,
        syntax.keyword,
        syntax.definition,
        syntax.string,
        syntax.decorator,
        syntax.builtin,
        syntax.operator,
        syntax.parameter,
        syntax.self_name,
    ]
}

/// Where a name may stand while nothing lights it.
fn page(theme: &Theme) -> [Color32; 7] {
    let surface = &theme.surface;
    [
        surface.editor,
        surface.current_line,
        surface.panel,
        surface.raised,
        theme.selection.fill,
        theme.selection.inactive,
        theme.find.fill,
    ]
}

#[test]
fn code_can_be_read_on_every_fill_it_can_stand_on() {
    for theme in Theme::ALL {
        let (syntax, need) = (&theme.syntax, text_contrast(theme));
        // Comments, numbers and escapes are never occurrences.
        let others = [syntax.escape, syntax.number, syntax.comment];
        all_seen(theme, "names on the page", &names(theme), &page(theme), need);
        all_seen(theme, "other code on the page", &others, &page(theme), need);
        let light = [theme.marks.fill, theme.status.error_fill];
        all_seen(theme, "names in the light", &names(theme), &light, need);
        all_seen(theme, "names on pins", &names(theme), &theme.pins.map(|pin| pin.fill), need);
        let compared = [theme.status.ok_fill, theme.status.error_fill];
        all_seen(theme, "compared lines", &[syntax.plain], &compared, need);
        all_seen(theme, "signs of compared lines", &[theme.status.ok], &compared[..1], SHAPE);
        all_seen(theme, "signs of compared lines", &[theme.status.error], &compared[1..], SHAPE);
        all_seen(theme, "numbers of compared lines", &[theme.text.secondary], &compared, need);
        all_seen(theme, "current match", &[theme.find.current_text], &[theme.find.current], need);
    }
}

#[test]
fn marks_can_be_seen_on_the_page_and_on_their_own_fill() {
    for theme in Theme::ALL {
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
        for pin in &theme.pins {
            all_seen(theme, "pins", &[pin.line], &[surface.editor, surface.current_line, pin.fill], SHAPE);
        }
        let match_lines = [theme.find.outline, theme.find.current];
        all_seen(theme, "matches", &match_lines, &[page[0], page[1], theme.find.fill], SHAPE);
        // Beside the current match, which is a fill without a line.
        all_seen(theme, "the current match", &[theme.find.current], &[theme.find.fill, page[0]], SHAPE);
        let collision = [page[0], page[1], theme.status.error_fill];
        all_seen(theme, "collisions", &[theme.status.error], &collision, SHAPE);
        let single =
            [marks.reach, theme.accent.base, theme.status.error, theme.status.warn, theme.status.info];
        all_seen(theme, "reach line, caret, squiggles", &single, &page, SHAPE);
    }
}

#[test]
fn marks_can_be_seen_on_the_ruler() {
    for theme in Theme::ALL {
        let marks = &theme.marks;
        let ruler = [theme.surface.ruler, theme.surface.ruler_viewport];
        let light = [marks.line, marks.possible, marks.ghost];
        all_seen(theme, "the light", &light, &ruler, SHAPE);
        let others = [
            theme.find.outline,
            theme.find.current,
            theme.status.error,
            theme.status.warn,
            theme.text.tertiary,
        ];
        all_seen(theme, "what else is there", &others, &ruler, SHAPE);
        all_seen(theme, "pins", &theme.pins.map(|pin| pin.line), &ruler, SHAPE);
    }
}

#[test]
fn the_interface_can_be_read() {
    for theme in Theme::ALL {
        let (surface, text, need) = (&theme.surface, &theme.text, text_contrast(theme));
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
        let levels = [text.primary, text.secondary, text.tertiary, theme.accent.text];
        all_seen(theme, "interface text", &levels, &everywhere, need);
        all_seen(theme, "line numbers", &[text.gutter, theme.accent.text], &[surface.gutter], need);
        all_seen(theme, "current line number", &[text.gutter_current], &[surface.current_line], need);
        all_seen(theme, "text on the accent", &[text.on_accent], &[theme.accent.base], need);
        all_seen(theme, "text on a solid fill", &[text.on_solid], &[text.primary], need);
        let below = [surface.window, surface.editor, surface.panel, surface.raised, surface.field];
        let status = &theme.status;
        let states = [status.error, status.warn, status.info, status.ok];
        all_seen(theme, "states in words", &states, &below, STATUS_TEXT);
        all_seen(theme, "states in words", &states, &[status.error_fill], STATUS_TEXT);
        all_seen(theme, "focus and controls", &[theme.focus_ring, theme.border.control], &below, SHAPE);
        let lamp = [surface.window, surface.raised, surface.panel, surface.field];
        all_seen(theme, "bulb, hints, caret in fields", &[theme.accent.base], &lamp, SHAPE);
    }
}

#[test]
fn selection_and_light_stand_out_from_the_page() {
    for theme in Theme::ALL {
        let surface = &theme.surface;
        let at_least = |what: &str, fill: Color32, back: Color32, need: f64| {
            let found = ratio(fill, back);
            assert!(found >= need, "{}: {what} is {found:.2}", theme.name);
        };
        at_least("the selection", theme.selection.fill, surface.editor, 1.25);
        at_least("the selection in the cursor's line", theme.selection.fill, surface.current_line, 1.12);
        // Its line does the rest.
        at_least("the light", theme.marks.fill, surface.editor, 1.12);
        // Both are square fills without a line, so lightness alone tells them apart.
        at_least("the current match in a selection", theme.find.current, theme.selection.fill, 1.5);
    }
}
