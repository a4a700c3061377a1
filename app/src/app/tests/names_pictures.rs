//! Suggestions and problems as pictures. With `NAMELIGHT_PICTURES=folder` they are written there, to be looked at.

use std::cell::RefCell;
use std::rc::Rc;

use super::look::{Drawing, picture};
use super::*;
use crate::drawing::Raster;
use crate::panels::{Action, NamesAction};
use crate::theme;
use crate::theme::ThemeChoice;

const CODE: &str = "\
import os

print(lvel)


class Gauge:
    limit = 3

    def lift(self, amount, total_time=1)
        tide = 1
        print(lvel, self.limit)
        return [amount


def mean(values, total=0, tone=2):
    tide = 1
    x = values +
    name = 'rain
    HERE


mean([1], lvel)
";

#[test]
fn marks_and_the_list_are_drawn_in_every_theme() {
    for choice in [ThemeChoice::Lantern, ThemeChoice::Daylight, ThemeChoice::Beacon] {
        let raster = Rc::new(RefCell::new(Raster::default()));
        let start = Start::Text(CODE.replace("HERE", ""));
        let options = Options { start, has_dialogs: false, ..Options::default() };
        let mut harness = Harness::builder()
            .with_size(egui::vec2(1280.0, 800.0))
            .renderer(Drawing(Rc::clone(&raster)))
            .build_eframe(|creation| App::new(&creation.egui_ctx, options).unwrap());
        settle(&mut harness);
        for action in [
            Action::SetTheme(choice),
            Action::Names(NamesAction::ToggleUndefined),
            Action::Names(NamesAction::ToggleUnused),
        ] {
            harness.state_mut().queue.push(action);
        }
        harness.run_steps(10);
        settle(&mut harness);
        let at = CODE.find("HERE").unwrap();
        let app = harness.state_mut();
        app.file.document.apply(&crate::document::Command::Select(Selection::cursor(at)), app.now);
        settle(&mut harness);
        for letter in ["t", "o"] {
            type_text(&mut harness, letter);
        }
        press(&mut harness, Modifiers::NONE, Key::ArrowDown);
        harness.run_steps(10);
        let theme = theme::current(&harness.ctx);
        let picture = picture(&raster, &harness, &format!("names-{}", theme.name));
        let count =
            |colour: egui::Color32| picture.pixels().filter(|pixel| pixel.0 == colour.to_array()).count();
        assert!(count(theme.surface.row_selected) > 2_000, "{}", theme.name);
        assert!(count(theme.status.info) > 10 && count(theme.status.error) > 10, "{}", theme.name);
    }
}
