//! What the program looks like, under `egui_kittest` and with our own rasteriser.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use egui::{Key, Modifiers, Theme};
use namelight::app::{Options, Start};
use namelight_tests::bench::Bench;
use namelight_tests::picture;
use namelight_tests::truth::check_lit;

const TEXT: &str = "\
\"\"\"Rainfall of a year.\"\"\"

from statistics import median


class Summary:
    \"\"\"What a year of rain comes to.\"\"\"

    def __init__(self, name: str, values: list[float]):
        self.name = name
        self.values = values

    def wettest(self, limit: float = 20.0) -> list[int]:
        days = []
        for day, value in enumerate(self.values):
            if value > limit:  # a wet day
                days.append(day)
        return days


def mean(values):
    total = 0.0
    count = 0
    for value in values:
        total += value
        count += 1
    if not count:
        del total
        return None
    return total / count


year = Summary(\"Bergen\", [3.5, 21.0, 0.0, 40.2])
print(f\"{year.name}: {mean(year.values):.1f} mm, {median(year.values)} in the middle\")
";

fn bench(size: [f32; 2], scale: f32, theme: Theme) -> Bench {
    let options = Options { start: Start::Text(TEXT.to_owned()), has_dialogs: false, ..Options::default() };
    Bench::new(options, size, scale, theme).unwrap()
}

/// Goes to a place, counted from 1, and looks.
#[track_caller]
fn look(bench: &mut Bench, line: usize, column: usize, name: &str) {
    bench.key(Modifiers::COMMAND, Key::Home, 1);
    bench.key(Modifiers::NONE, Key::ArrowDown, line - 1);
    bench.key(Modifiers::NONE, Key::ArrowRight, column - 1);
    // So that the caret doesn't stand in its first blink.
    bench.rest().unwrap();
    check_lit(&bench.app().observe()).unwrap();
    if let Err(difference) = picture::check(name, &bench.picture()) {
        panic!("{difference}");
    }
}

#[test]
fn a_lit_local_in_the_dark() {
    look(&mut bench([1000.0, 640.0], 1.0, Theme::Dark), 24, 10, "lit_dark");
}

#[test]
fn a_lit_local_in_the_light() {
    look(&mut bench([1000.0, 640.0], 1.0, Theme::Light), 24, 10, "lit_light");
}

#[test]
fn nothing_lit_on_a_small_screen_with_small_pixels() {
    look(&mut bench([480.0, 320.0], 2.0, Theme::Dark), 2, 1, "small");
}
