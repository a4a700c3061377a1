//! A look at a state (not kept).
#![allow(clippy::unwrap_used, missing_docs)]
use egui::{Key, Modifiers, Theme};
use namelight::app::{Options, Start};
use namelight_tests::bench::Bench;
fn main() {
    let options = Options { start: Start::Tour, has_dialogs: false, ..Options::default() };
    let mut bench = Bench::new(options, [1280.0, 800.0], 1.0, Theme::Dark).unwrap();
    bench.key(Modifiers::COMMAND, Key::Home, 1);
    bench.key(Modifiers::NONE, Key::ArrowDown, std::env::args().nth(1).unwrap().parse().unwrap());
    bench.key(Modifiers::NONE, Key::ArrowRight, std::env::args().nth(2).unwrap().parse().unwrap());
    bench.rest().unwrap();
    bench.key(Modifiers::NONE, Key::F2, 1);
    bench.frame(vec![egui::Event::Text(std::env::args().nth(3).unwrap())]);
    bench.rest().unwrap();
    std::fs::write("/tmp/look.png", namelight::drawing::png(&bench.picture()).unwrap()).unwrap();
}
