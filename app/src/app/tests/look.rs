//! How the program looks is chosen in the menu: theme and row height. And what it says about itself.

use std::cell::RefCell;
use std::rc::Rc;

use egui::{Color32, Shape, TexturesDelta};
use egui_kittest::TestRenderer;
use image::RgbaImage;

use super::*;
use crate::drawing::{Raster, png};
use crate::theme::{BEACON, OVERCAST, RowHeight, Theme, ThemeChoice};

fn open() -> Harness<'static, App> {
    start(Options { start: Start::Text(TEXT.to_owned()), ..Options::default() })
}

/// Opens the menu by key and goes down to an entry.
fn go_to_entry(harness: &mut Harness<'static, App>, name: &str) {
    press(harness, Modifiers::NONE, Key::F10);
    for _ in 0..40 {
        if harness.get_by_label(name).is_focused() {
            return;
        }
        press(harness, Modifiers::NONE, Key::ArrowDown);
    }
    panic!("{name} can't be reached by key");
}

/// Chooses from one of the menu's lists by key.
fn choose(harness: &mut Harness<'static, App>, list: &str, choice: &str) {
    go_to_entry(harness, list);
    press(harness, Modifiers::NONE, Key::ArrowRight);
    for _ in 0..10 {
        if harness.get_by_label_contains(choice).is_focused() {
            press(harness, Modifiers::NONE, Key::Enter);
            return;
        }
        press(harness, Modifiers::NONE, Key::ArrowDown);
    }
    panic!("{choice} can't be reached by key");
}

/// The colours of all rectangles in the last frame.
fn fills(harness: &Harness<'static, App>) -> Vec<Color32> {
    let shapes = &harness.output().shapes;
    let rects = shapes.iter().filter_map(|clipped| match &clipped.shape {
        Shape::Rect(rect) => Some(rect.fill),
        _ => None,
    });
    rects.collect()
}

#[test]
fn every_theme_can_be_chosen_by_key_and_the_menu_says_which_is() {
    let mut harness = open();
    go_to_entry(&mut harness, "Theme");
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    harness.get_by_label("As the system (chosen)");
    for theme in Theme::ALL {
        harness.get_by_label_contains(theme.name);
    }
    press(&mut harness, Modifiers::NONE, Key::Escape);
    for theme in Theme::ALL {
        let choice = ThemeChoice::ALL.into_iter().find(|choice| choice.theme() == Some(theme)).unwrap();
        choose(&mut harness, "Theme", choice.words());
        assert_eq!(theme::current(&harness.ctx), theme);
        assert!(fills(&harness).contains(&theme.surface.editor), "{}", theme.name);
    }
    go_to_entry(&mut harness, "Theme");
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    harness.get_by_label("Beacon, high contrast (chosen)");
}

#[test]
fn a_theme_is_there_in_the_frame_that_it_is_chosen_in() {
    let mut harness = open();
    let before = theme::current(&harness.ctx);
    harness.state_mut().queue.push(Action::ShowAbout);
    settle(&mut harness);
    harness.state_mut().queue.push(Action::SetTheme(ThemeChoice::Overcast));
    harness.step();
    let fills = fills(&harness);
    let surfaces = |theme: &Theme| {
        let surface = &theme.surface;
        [surface.window, surface.panel, surface.editor, surface.raised, surface.pressed, surface.current_line]
    };
    assert!(!fills.iter().any(|fill| surfaces(before).contains(fill)), "nothing of the old one is left");
    for surface in [OVERCAST.surface.window, OVERCAST.surface.editor, OVERCAST.surface.raised] {
        assert!(fills.contains(&surface), "{surface:?}");
    }
}

#[test]
fn rows_get_another_height_and_keep_it_in_another_text() {
    let mut harness = open();
    go_to(&mut harness, "total", 1);
    for height in [RowHeight::Low, RowHeight::High, RowHeight::Normal, RowHeight::Low] {
        choose(&mut harness, "View", height.words());
        let caret = harness.state().observe().painted.caret.unwrap();
        assert!((caret.height() - height.code()).abs() < 1e-3, "{caret:?}");
        // The cursor is in the third line, and the text begins below tab bar and breadcrumb.
        assert!((caret.top() - 68.0 - 2.0 * height.code()).abs() < 1e-3, "{caret:?}");
        assert_eq!(lit(&harness).len(), 3);
    }
    press(&mut harness, Modifiers::COMMAND, Key::N);
    assert_eq!(harness.state().file.view.row_height(), RowHeight::Low);
}

#[test]
fn the_box_about_the_program_opens_from_the_menu_and_takes_the_keyboard() {
    let mut harness = open();
    go_to_entry(&mut harness, "About Namelight");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(harness.state().observe().is_asking);
    let dialog = harness.get_by_role_and_label(egui::Role::Dialog, "About Namelight");
    dialog.get_by_label(&format!("Version {}", env!("CARGO_PKG_VERSION")));
    dialog.get_by_label_contains("MIT or Apache-2.0");
    assert!(harness.get_by_label("Close").is_focused());
    let before = harness.state().observe().revision;
    type_text(&mut harness, "x");
    assert_eq!(harness.state().observe().revision, before, "what is typed goes nowhere");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(harness.query_by_label("Close").is_none());
    type_text(&mut harness, "x");
    assert_ne!(harness.state().observe().revision, before, "the code has the keyboard again");

    harness.state_mut().queue.push(Action::ShowAbout);
    settle(&mut harness);
    harness.get_by_label("Close").click();
    settle(&mut harness);
    assert!(!harness.state().observe().is_asking);
}

#[test]
fn beacon_doubles_what_egui_draws_too() {
    let mut harness = open();
    harness.state_mut().queue.push(Action::SetTheme(ThemeChoice::Beacon));
    settle(&mut harness);
    let style = harness.ctx.global_style();
    assert!((style.visuals.selection.stroke.width - 3.0).abs() < 1e-6);
    let caret = harness.output().shapes.iter().any(|clipped| match &clipped.shape {
        Shape::Rect(rect) => rect.fill == BEACON.accent.base && (rect.rect.width() - 3.0).abs() < 1e-3,
        _ => false,
    });
    assert!(caret, "the caret is three wide");
}

/// Draws what the harness's program shows.
pub(super) struct Drawing(pub(super) Rc<RefCell<Raster>>);

impl TestRenderer for Drawing {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        self.0.borrow_mut().update(delta);
    }
}

/// A picture of the last frame. With `NAMELIGHT_PICTURES=folder` it is written there, to be looked at.
pub(super) fn picture(raster: &RefCell<Raster>, harness: &Harness<'static, App>, name: &str) -> RgbaImage {
    let picture = raster.borrow().picture(&harness.ctx, harness.output());
    if let Some(folder) = std::env::var_os("NAMELIGHT_PICTURES") {
        fs::write(Path::new(&folder).join(format!("{name}.png")), png(&picture).unwrap()).unwrap();
    }
    picture
}

#[test]
fn theme_and_row_height_reach_the_whole_window() {
    let raster = Rc::new(RefCell::new(Raster::default()));
    let options = Options { has_dialogs: false, ..Options::default() };
    let mut harness = Harness::builder()
        .with_size(egui::vec2(1280.0, 800.0))
        .renderer(Drawing(Rc::clone(&raster)))
        .build_eframe(|creation| App::new(&creation.egui_ctx, options).unwrap());
    settle(&mut harness);
    go_to(&mut harness, "total=0.0", 0);
    for choice in ThemeChoice::ALL {
        let Some(theme) = choice.theme() else { continue };
        harness.state_mut().queue.push(Action::SetTheme(choice));
        settle(&mut harness);
        let seen = picture(&raster, &harness, theme.name);
        let pixel = |x, y| seen.get_pixel(x, y).0;
        assert_eq!(pixel(900, 20), theme.surface.window.to_array(), "{}: tab bar", theme.name);
        assert_eq!(pixel(1100, 55), theme.surface.editor.to_array(), "{}: breadcrumb", theme.name);
        assert_eq!(pixel(1100, 760), theme.surface.editor.to_array(), "{}: page", theme.name);
        assert_eq!(pixel(1266, 400), theme.surface.ruler_viewport.to_array(), "{}: ruler", theme.name);
        assert_eq!(pixel(700, 775), theme.surface.window.to_array(), "{}: status bar", theme.name);
        let fill = seen.pixels().filter(|pixel| pixel.0 == theme.marks.fill.to_array()).count();
        assert!(fill > 2000, "{}: {fill} pixels of light", theme.name);

        harness.state_mut().queue.push(Action::ShowAbout);
        settle(&mut harness);
        let seen = picture(&raster, &harness, &format!("{} about", theme.name));
        let raised = seen.pixels().filter(|pixel| pixel.0 == theme.surface.raised.to_array()).count();
        assert!(raised > 50_000, "{}: {raised} pixels of the box", theme.name);
        press(&mut harness, Modifiers::NONE, Key::Escape);
    }
    for height in RowHeight::ALL {
        harness.state_mut().queue.push(Action::SetRowHeight(height));
        settle(&mut harness);
        let seen = picture(&raster, &harness, height.words());
        let pixel = |y: f32| seen.get_pixel(800, (68.0 + y) as u32).0;
        // The band of the cursor's line is as high as a row.
        let band = (0..600).filter(|y| pixel(*y as f32) == BEACON.surface.current_line.to_array()).count();
        assert_eq!(band as f32, height.code());
    }
    go_to_entry(&mut harness, "Theme");
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    let seen = picture(&raster, &harness, "menu");
    let rings = seen.pixels().filter(|pixel| pixel.0 == BEACON.focus_ring.to_array()).count();
    assert!(rings > 1000, "{rings} pixels of the ring round the choice that has the keyboard");
}
