//! Renaming where some of the places, or what is in the way, are folded away.

use std::cell::RefCell;
use std::rc::Rc;

use super::look::{Drawing, picture};
use super::*;
use crate::drawing::Raster;
use crate::panels::Action;
use crate::theme::{self, ThemeChoice};

const TEXT: &str = "\
total = 0


def rise(level):
    return total + level


def fall(level):
    least = total - level
    return least, total
";

/// The text with all functions folded, and `total` being renamed.
fn renaming_folded() -> Harness<'static, App> {
    let mut harness = start(Options { start: Start::Text(TEXT.to_owned()), ..Options::default() });
    press(&mut harness, Modifiers::COMMAND | Modifiers::ALT, Key::OpenBracket);
    press(&mut harness, Modifiers::NONE, Key::F2);
    assert_eq!(harness.state().file.painted.folds.len(), 2);
    harness
}

#[test]
fn the_box_says_how_many_places_are_folded_away() {
    let mut harness = renaming_folded();
    type_text(&mut harness, "sum_");
    harness.get_by_label("Every use of total gets the new name. 3 of them are folded away.");
    let header = TEXT[..TEXT.find("def fall").unwrap()].lines().count();
    assert!(harness.state_mut().file.view.unfold(header));
    settle(&mut harness);
    harness.get_by_label("Every use of total gets the new name. 1 of them is folded away.");
    harness.state_mut().file.view.unfold_all();
    settle(&mut harness);
    harness.get_by_label("Every use of total gets the new name.");
}

#[test]
fn what_is_in_the_way_is_told_at_the_line_that_stands_for_it() {
    let mut harness = renaming_folded();
    type_text(&mut harness, "least");
    let folds = &harness.state().file.painted.folds;
    let told: Vec<usize> = folds.iter().map(|fold| fold.conflicts).collect();
    assert!(told[0] == 0 && told[1] > 0, "{told:?}: {:?}", harness.state().rename_box());
    let header = folds[1].fold.header + 1;
    let words = format!("Unfold 2 lines below line {header}, 2 lit, {} in the way", told[1]);
    harness.get_by_label(&words).click();
    settle(&mut harness);
    assert!(!harness.state().file.painted.conflicts.is_empty(), "it can be seen now");
    assert!(harness.state().rename.is_some(), "and the rename goes on");
}

#[test]
fn another_name_takes_the_sign_away() {
    let mut harness = renaming_folded();
    type_text(&mut harness, "least");
    type_text(&mut harness, "_of_all");
    assert!(harness.state().file.painted.folds.iter().all(|fold| fold.conflicts == 0));
}

/// With `NAMELIGHT_PICTURES=folder` the pictures are written there, to be looked at.
#[test]
fn the_sign_is_drawn_in_every_theme() {
    for choice in [ThemeChoice::Lantern, ThemeChoice::Daylight, ThemeChoice::Beacon] {
        let raster = Rc::new(RefCell::new(Raster::default()));
        let start = Start::Text(TEXT.to_owned());
        let options = Options { start, has_dialogs: false, ..Options::default() };
        let mut harness = Harness::builder()
            .with_size(egui::vec2(1280.0, 800.0))
            .renderer(Drawing(Rc::clone(&raster)))
            .build_eframe(|creation| App::new(&creation.egui_ctx, options).unwrap());
        settle(&mut harness);
        harness.state_mut().queue.push(Action::SetTheme(choice));
        settle(&mut harness);
        press(&mut harness, Modifiers::COMMAND | Modifiers::ALT, Key::OpenBracket);
        press(&mut harness, Modifiers::NONE, Key::F2);
        let read = |harness: &Harness<'static, App>, name: &str| {
            let drawn = picture(&raster, harness, &format!("rename-folded-{name}-{choice:?}"));
            let fold = harness.state().file.painted.folds[1];
            let [red, green, blue, _] = theme::current(&harness.ctx).status.error.to_array();
            let inside = |x: u32, y: u32| fold.rect.contains(egui::pos2(x as f32, y as f32));
            let is_error = |pixel: &[u8; 4]| {
                let near = |a: u8, b: u8| a.abs_diff(b) < 24;
                near(pixel[0], red) && near(pixel[1], green) && near(pixel[2], blue)
            };
            drawn.enumerate_pixels().filter(|(x, y, pixel)| inside(*x, *y) && is_error(&pixel.0)).count()
        };
        type_text(&mut harness, "sum_");
        assert_eq!(read(&harness, "sound"), 0, "{choice:?}");
        press(&mut harness, Modifiers::COMMAND, Key::A);
        type_text(&mut harness, "least");
        assert!(read(&harness, "conflict") > 10, "{choice:?}");
    }
}
