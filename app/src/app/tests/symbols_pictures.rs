//! What the list of symbols, the outline and bookmarks look like. With `NAMELIGHT_PICTURES=folder` the pictures are
//! written there, to be looked at.

use std::cell::RefCell;
use std::rc::Rc;

use super::look::{Drawing, picture};
use super::*;
use crate::drawing::Raster;
use crate::theme::{ThemeChoice, current};

const HELD: Modifiers = Modifiers::COMMAND.plus(Modifiers::ALT);

#[test]
fn a_dark_and_a_light_theme_show_lists_and_marks() {
    let raster = Rc::new(RefCell::new(Raster::default()));
    let options = Options { has_dialogs: false, ..Options::default() };
    let mut harness = Harness::builder()
        .with_size(egui::vec2(1280.0, 800.0))
        .renderer(Drawing(Rc::clone(&raster)))
        .build_eframe(|creation| App::new(&creation.egui_ctx, options).unwrap());
    settle(&mut harness);
    go_to(&mut harness, "total=0.0", 0);
    press(&mut harness, HELD, Key::K);
    go_to(&mut harness, "total", 3);
    for choice in [ThemeChoice::Lantern, ThemeChoice::Daylight] {
        harness.state_mut().queue.push(Action::SetTheme(choice));
        settle(&mut harness);
        let theme = current(&harness.ctx);
        press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::B);
        let seen = picture(&raster, &harness, &format!("{} outline", theme.name));
        assert_eq!(seen.get_pixel(1000, 700).0, theme.surface.panel.to_array(), "{}: panel", theme.name);
        let mark = theme.text.gutter_current.to_array();
        let ribbon = (0..7).flat_map(|x| (68..740).map(move |y| (x, y)));
        let ribbon = ribbon.filter(|&(x, y)| seen.get_pixel(x, y).0 == mark).count();
        assert!(ribbon > 30, "{}: {ribbon} pixels of the ribbon", theme.name);
        press(&mut harness, Modifiers::NONE, Key::Escape);
        press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::O);
        type_text(&mut harness, "r");
        let seen = picture(&raster, &harness, &format!("{} symbols", theme.name));
        let raised = seen.pixels().filter(|pixel| pixel.0 == theme.surface.raised.to_array()).count();
        assert!(raised > 50_000, "{}: {raised} pixels of the box", theme.name);
        press(&mut harness, Modifiers::NONE, Key::Escape);
    }
}
