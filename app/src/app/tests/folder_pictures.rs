//! What the folder looks like. With `NAMELIGHT_PICTURES=folder` the pictures are written there, to be looked at.

use std::cell::RefCell;
use std::rc::Rc;

use super::look::{Drawing, picture};
use super::tabs::folder_with;
use super::*;
use crate::drawing::Raster;
use crate::theme::{LANTERN, ThemeChoice};

const NAMES: [&str; 5] = ["setup.py", "app/deep/gauge.py", "app/lamp.py", "notes.md", "tests/test_gauge.py"];

fn open(start: Start, state: Option<PathBuf>) -> (Rc<RefCell<Raster>>, Harness<'static, App>) {
    let raster = Rc::new(RefCell::new(Raster::default()));
    let options = Options { start, state, has_dialogs: false, ..Options::default() };
    let mut harness = Harness::builder()
        .with_size(egui::vec2(1280.0, 800.0))
        .renderer(Drawing(Rc::clone(&raster)))
        .build_eframe(|creation| App::new(&creation.egui_ctx, options).unwrap());
    settle(&mut harness);
    harness.state_mut().queue.push(Action::SetTheme(ThemeChoice::Lantern));
    settle(&mut harness);
    (raster, harness)
}

#[test]
fn the_tree_stands_left_of_the_code() {
    let (_folder, paths) = folder_with(&NAMES);
    let (raster, mut harness) = open(Start::File(paths[1].clone()), None);
    // The project begins where `setup.py` is.
    press(&mut harness, Modifiers::COMMAND, Key::B);
    let seen = picture(&raster, &harness, "folder");
    let colour = |x: u32, y: u32| seen.get_pixel(x, y).0;
    assert_eq!(colour(120, 700), LANTERN.surface.panel.to_array());
    assert_eq!(colour(239, 700), LANTERN.surface.hairline.to_array());
    let bar = (100..700).filter(|&y| colour(1, y) == LANTERN.focus_ring.to_array()).count();
    assert!(bar > 20, "the selected row has its ring: {bar}");
}

#[test]
fn files_to_choose_from_stand_over_the_code() {
    let (_folder, paths) = folder_with(&NAMES);
    let (raster, mut harness) = open(Start::File(paths[0].clone()), None);
    press(&mut harness, Modifiers::COMMAND, Key::P);
    type_text(&mut harness, "gau");
    let seen = picture(&raster, &harness, "quick open");
    assert_eq!(seen.get_pixel(640, 100).0, LANTERN.surface.raised.to_array());
}

#[test]
fn recent_files_stand_on_the_welcome_page() {
    let state = tempfile::tempdir().unwrap();
    let (_folder, paths) = folder_with(&NAMES);
    let all = paths.iter().map(|path| Wanted::File { path: path.clone(), place: None }).collect();
    let (_, mut harness) = open(Start::Files(all), Some(state.path().to_owned()));
    for _ in 0..paths.len() {
        press(&mut harness, Modifiers::COMMAND, Key::Tab);
    }
    drop(harness);
    let (raster, harness) = open(Start::Text(String::new()), Some(state.path().to_owned()));
    let seen = picture(&raster, &harness, "recent files");
    let words = seen.enumerate_pixels().filter(|(x, y, pixel)| {
        *x > 700 && (330..600).contains(y) && pixel.0 != LANTERN.surface.editor.to_array()
    });
    assert!(words.count() > 500, "names on the right");
}
