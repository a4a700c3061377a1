//! What tabs and panes look like. With `NAMELIGHT_PICTURES=folder` the pictures are written there, to be looked at.

use std::cell::RefCell;
use std::rc::Rc;

use super::look::{Drawing, picture};
use super::tabs::{folder_with, tabs};
use super::*;
use crate::drawing::Raster;
use crate::theme::LANTERN;
use crate::theme::ThemeChoice;

fn open(names: &[&str]) -> (tempfile::TempDir, Rc<RefCell<Raster>>, Harness<'static, App>) {
    let (folder, paths) = folder_with(names);
    fs::write(&paths[0], TOUR).unwrap();
    let raster = Rc::new(RefCell::new(Raster::default()));
    let file = |path: &PathBuf| Wanted::File { path: path.clone(), place: None };
    let start = Start::Files(paths.iter().map(file).collect());
    let options = Options { start, has_dialogs: false, ..Options::default() };
    let mut harness = Harness::builder()
        .with_size(egui::vec2(1280.0, 800.0))
        .renderer(Drawing(Rc::clone(&raster)))
        .build_eframe(|creation| App::new(&creation.egui_ctx, options).unwrap());
    settle(&mut harness);
    harness.state_mut().queue.push(Action::SetTheme(ThemeChoice::Lantern));
    settle(&mut harness);
    (folder, raster, harness)
}

#[test]
fn the_active_tab_is_one_with_its_page() {
    let (_folder, raster, mut harness) = open(&["summary.py", "gauges.py", "north/tide.py", "south/tide.py"]);
    go_to(&mut harness, "total=0.0", 0);
    type_text(&mut harness, "x");
    assert_eq!(tabs(&harness).len(), 4);
    let seen = picture(&raster, &harness, "tabs");
    let colour = |x: u32, y: u32| seen.get_pixel(x, y).0;
    assert_eq!(colour(70, 30), LANTERN.surface.tab_active.to_array());
    assert_eq!(colour(70, 36), colour(1100, 55), "the tab has the page's colour");
    assert_eq!(colour(250, 12), LANTERN.surface.window.to_array(), "another tab has the window's");
}

#[test]
fn panes_say_by_form_which_has_the_keyboard() {
    let (_folder, raster, mut harness) = open(&["summary.py", "gauges.py"]);
    go_to(&mut harness, "total=0.0", 0);
    press(&mut harness, Modifiers::COMMAND, Key::Backslash);
    let seen = picture(&raster, &harness, "panes of one file");
    let bars = |seen: &image::RgbaImage, columns: std::ops::Range<u32>| {
        columns.filter(|&x| seen.get_pixel(x, 69).0 == LANTERN.focus_ring.to_array()).count()
    };
    assert_eq!((bars(&seen, 0..630), bars(&seen, 650..1280)), (0, 630));
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    picture(&raster, &harness, "panes of two files");
    press(&mut harness, Modifiers::COMMAND, Key::Num1);
    let seen = picture(&raster, &harness, "left pane");
    assert_eq!((bars(&seen, 0..630), bars(&seen, 650..1280)), (630, 0));
}

#[test]
fn the_list_of_names_stands_in_the_question() {
    let (_folder, raster, mut harness) = open(&["summary.py", "gauges.py", "tide.py"]);
    for _ in 0..3 {
        type_text(&mut harness, "x");
        press(&mut harness, Modifiers::COMMAND, Key::Tab);
    }
    press(&mut harness, Modifiers::COMMAND, Key::Q);
    let seen = picture(&raster, &harness, "question");
    let raised = seen.pixels().filter(|pixel| pixel.0 == LANTERN.surface.raised.to_array()).count();
    assert!(raised > 30_000, "{raised} pixels of the box");
}
