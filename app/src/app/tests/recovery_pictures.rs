//! What the bar with kept texts looks like. With `NAMELIGHT_PICTURES=folder` the pictures are written there, to be looked at.

use std::cell::RefCell;
use std::rc::Rc;

use super::look::{Drawing, picture};
use super::recovery::{await_copies, run_with};
use super::*;
use crate::drawing::Raster;
use crate::theme::{LANTERN, ThemeChoice};

#[test]
fn the_bar_stands_above_the_code_with_all_its_buttons() {
    let (folder, state) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = file(&folder, TEXT);
    for number in 0..4 {
        let mut harness = run_with(&state, &path);
        type_text(&mut harness, &format!("# {number}\n"));
        await_copies(&mut harness);
    }
    for width in [1280.0, 640.0] {
        let raster = Rc::new(RefCell::new(Raster::default()));
        let (start, kept) = (Start::File(path.clone()), Some(state.path().to_owned()));
        let options = Options { start, state: kept, has_dialogs: false, ..Options::default() };
        let mut harness = Harness::builder()
            .with_size(egui::vec2(width, 800.0))
            .renderer(Drawing(Rc::clone(&raster)))
            .build_eframe(|creation| App::new(&creation.egui_ctx, options).unwrap());
        settle(&mut harness);
        harness.state_mut().queue.push(Action::SetTheme(ThemeChoice::Lantern));
        settle(&mut harness);
        let buttons: Vec<egui::Rect> =
            harness.get_all_by_label_contains("the unsaved text of").map(|button| button.rect()).collect();
        assert_eq!(buttons.len(), 12, "three rows of four");
        for (at, button) in buttons.iter().enumerate() {
            assert!(button.left() >= 0.0 && button.right() <= width, "{button:?}");
            assert!(buttons[..at].iter().all(|other| !other.intersects(*button)), "{button:?}");
        }
        harness.get_by_label("1 more text was kept.");
        let seen = picture(&raster, &harness, &format!("recovery {width}"));
        let below = buttons[0].bottom() as u32 + 2;
        assert_eq!(seen.get_pixel(2, below).0, LANTERN.surface.panel.to_array());
    }
}
