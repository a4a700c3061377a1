//! How the find bar and its marks look, beside the look's picture `g-find`.

use std::cell::RefCell;
use std::rc::Rc;

use super::look::{Drawing, picture};
use super::*;
use crate::drawing::Raster;
use crate::theme::Theme;
use crate::theme::ThemeChoice;

const SAMPLE: &str = include_str!("../../editor/tests/summary.py");

#[test]
fn the_bar_looks_like_the_look_in_every_theme() {
    let raster = Rc::new(RefCell::new(Raster::default()));
    let options = Options { has_dialogs: false, start: Start::Text(SAMPLE.to_owned()), ..Options::default() };
    let mut harness = Harness::builder()
        .with_size(egui::vec2(1280.0, 800.0))
        .renderer(Drawing(Rc::clone(&raster)))
        .build_eframe(|creation| App::new(&creation.egui_ctx, options).unwrap());
    settle(&mut harness);
    go_to(&mut harness, "total += level", 0);
    press(&mut harness, Modifiers::COMMAND, Key::H);
    type_text(&mut harness, "level");
    press(&mut harness, Modifiers::ALT, Key::C);
    for _ in 0..3 {
        press(&mut harness, Modifiers::NONE, Key::Enter);
    }
    harness.state_mut().find.bar.template = "height".to_owned();
    for choice in ThemeChoice::ALL {
        let Some(theme) = choice.theme() else { continue };
        harness.state_mut().queue.push(Action::SetTheme(choice));
        settle(&mut harness);
        let seen = picture(&raster, &harness, &format!("find {}", theme.name));
        let pixel = |x, y| seen.get_pixel(x, y).0;
        assert_eq!(pixel(1100, 90), theme.surface.panel.to_array(), "{}: the bar", theme.name);
        assert_eq!(pixel(270, 90), theme.surface.field.to_array(), "{}: its field", theme.name);
        assert_eq!(pixel(700, 147), theme.surface.hairline.to_array(), "{}: its edge", theme.name);
        let count =
            |colour: egui::Color32| seen.pixels().filter(|pixel| pixel.0 == colour.to_array()).count();
        assert!(count(theme.find.current) > 300, "{}: the current match", theme.name);
        assert!(count(theme.find.fill) > 2000, "{}: the others", theme.name);
        assert!(count(theme.find.outline) > 800, "{}: their boxes", theme.name);
        assert!(count(theme.marks.fill) > 1000, "{}: the light stays", theme.name);
    }
    assert_eq!(Theme::ALL.len(), 5);
}
