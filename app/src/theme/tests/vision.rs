//! Colours that are told apart are told apart by eyes of every kind. Forms differ too, so this is the second
//! of two ways.

use super::colour::{Vision, distance};
use crate::theme::Theme;

/// How far pins and errors have to be from each other and from the light, in Oklab.
const APART: f64 = 0.05;

#[test]
fn pins_differ_from_each_other_and_from_the_light() {
    for theme in Theme::ALL {
        for vision in Vision::ALL {
            for (index, pin) in theme.pins.iter().enumerate() {
                let others = theme.pins.iter().skip(index + 1).map(|other| other.line);
                for other in others.chain([theme.marks.line]) {
                    let found = distance(pin.line, other, vision);
                    let (name, line) = (theme.name, pin.line);
                    assert!(found >= APART, "{name}, {vision:?}: {line:?} and {other:?}: {found:.3}");
                }
            }
        }
    }
}

#[test]
fn errors_differ_from_the_light() {
    for theme in Theme::ALL {
        for vision in Vision::ALL {
            let found = distance(theme.status.error, theme.marks.line, vision);
            assert!(found >= APART, "{}, {vision:?}: {found:.3}", theme.name);
        }
    }
}

#[test]
fn a_selection_has_another_hue_than_the_light() {
    for theme in Theme::ALL {
        let found = distance(theme.selection.fill, theme.marks.fill, Vision::Usual);
        assert!(found >= 0.08, "{}: {found:.3}", theme.name);
    }
}

#[test]
fn what_was_found_differs_from_the_light() {
    for theme in Theme::ALL {
        for vision in Vision::ALL {
            for found in [theme.find.outline, theme.find.current] {
                let apart = distance(found, theme.marks.line, vision);
                assert!(apart >= APART, "{}, {vision:?}: {found:?}: {apart:.3}", theme.name);
            }
        }
    }
}
