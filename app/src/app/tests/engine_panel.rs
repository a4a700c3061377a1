//! The engine panel, driven by keys and pointer.

use namelight_engine::text::Generation;
use namelight_engine::worker::Request;

use super::*;
use crate::headless::{FrameLoop, Screen};
use crate::highlights::Ask as _;
use crate::requests::{Logged, Outcome, Summary};

fn open() -> Harness<'static, App> {
    let mut harness = start(Options { start: Start::Text(TEXT.to_owned()), ..Options::default() });
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    assert!(is_open(&harness));
    harness
}

fn is_open(harness: &Harness<'_, App>) -> bool {
    harness.query_by_label("Pause").is_some()
}

/// Whether what is typed goes into the code.
fn types_into_code(harness: &mut Harness<'_, App>) -> bool {
    let before = harness.state().observe().revision;
    type_text(harness, "x");
    harness.state().observe().revision != before
}

fn summary(harness: &Harness<'_, App>) -> Summary {
    let app = harness.state();
    Summary::of(&app.requests, app.engine.index_progress(), 0)
}

/// Asks many times before the engine can answer any.
fn flood(app: &mut App, times: u64) {
    let newest = app.file.light.shown().map_or(0, |generation| generation.0);
    let mut logged = Logged { engine: &mut app.engine, log: &mut app.requests };
    for number in 1..=times {
        logged.post(Request {
            document: app.file.document.id(),
            generation: Generation(newest + number),
            revision: app.file.document.revision(),
            text: app.file.document.text().clone(),
            edits: Vec::new(),
            cursor: Some(0),
            visible_lines: app.file.painted.visible_lines.clone(),
            hidden_lines: Vec::new(),
            visible_columns: 0..100,
            wants: namelight_engine::occurrences::Wants::default(),
        });
    }
}

#[test]
fn it_opens_and_closes_by_key_by_button_and_by_menu() {
    let mut harness = open();
    assert!(types_into_code(&mut harness), "opening it takes nobody's keyboard");
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    assert!(!is_open(&harness));

    harness.get_by_label("Open the engine panel").click();
    settle(&mut harness);
    assert!(is_open(&harness));
    harness.get_by_label("Close").click();
    settle(&mut harness);
    assert!(!is_open(&harness));
    assert!(types_into_code(&mut harness));

    press(&mut harness, Modifiers::NONE, Key::F10);
    harness.get_by_label("View").click();
    settle(&mut harness);
    harness.get_by_label("Engine panel Ctrl+Shift+E").click();
    settle(&mut harness);
    assert!(is_open(&harness));
}

#[test]
fn f6_goes_through_it_and_escape_closes_it() {
    let mut harness = open();
    press(&mut harness, Modifiers::NONE, Key::F6);
    assert!(harness.get_by_label("Main menu").is_focused());
    press(&mut harness, Modifiers::NONE, Key::F6);
    let last = harness.get_all_by_label_contains("Request ").last().unwrap();
    assert!(last.is_focused(), "the latest request");
    press(&mut harness, Modifiers::NONE, Key::F6);
    assert!(types_into_code(&mut harness));

    for modifiers_and_key in [(Modifiers::NONE, Key::Escape), (Modifiers::COMMAND | Modifiers::SHIFT, Key::E)]
    {
        press(&mut harness, Modifiers::NONE, Key::F6);
        press(&mut harness, Modifiers::NONE, Key::F6);
        press(&mut harness, modifiers_and_key.0, modifiers_and_key.1);
        assert!(!is_open(&harness));
        assert!(types_into_code(&mut harness));
        press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    }
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(is_open(&harness), "Escape in the code is the code's");
}

#[test]
fn requests_are_told_with_their_times_and_the_arrow_keys_go_from_one_to_the_next() {
    let mut harness = open();
    for nth in 0..3 {
        go_to(&mut harness, "level", nth);
        go_to(&mut harness, "total", nth);
    }
    let generation = summary(&harness).generation;
    let told = format!("Request {generation}: completed and lit in ");
    // The engine reports on a request after it has answered it.
    let began = std::time::Instant::now();
    while harness.query_by_label_contains(&told).is_none() {
        assert!(began.elapsed() < std::time::Duration::from_secs(60), "{told}");
        std::thread::sleep(std::time::Duration::from_millis(1));
        harness.step();
    }
    harness.get_by_label_contains("From the cursor's move to the light: p50 ");
    harness.get_by_label_contains("Wrong frames since the panel was opened: 0.");
    harness.get_by_label_contains("asked in the last 60 s: ");
    harness.get_by_label(&format!("Engine, revision 0, generation {generation}"));

    harness.get_by_label_contains(&told).click();
    settle(&mut harness);
    assert!(harness.get_by_label_contains(&told).is_focused());
    press(&mut harness, Modifiers::NONE, Key::ArrowUp);
    press(&mut harness, Modifiers::NONE, Key::ArrowUp);
    assert!(harness.get_by_label_contains(&format!("Request {}: ", generation - 2)).is_focused());
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    assert!(harness.get_by_label_contains(&format!("Request {}: ", generation - 1)).is_focused());
    press(&mut harness, Modifiers::NONE, Key::End);
    assert!(harness.get_by_label_contains(&told).is_focused());
    press(&mut harness, Modifiers::NONE, Key::Tab);
    assert!(!harness.get_by_label_contains(&told).is_focused(), "one stop for Tab");
    assert!(!types_into_code(&mut harness), "the keyboard is in the panel still");
}

#[test]
fn a_flood_shows_what_was_superseded() {
    let mut harness = open();
    flood(harness.state_mut(), 200);
    for _ in 0..200 {
        harness.step();
        std::thread::sleep(std::time::Duration::from_millis(1));
        if harness.state().observe().statistics.in_flight() == 0 {
            break;
        }
    }
    harness.step();
    let (statistics, summary) = (harness.state().observe().statistics, summary(&harness));
    assert!(statistics.superseded > 0, "{statistics:?}");
    assert_eq!(summary.counts.superseded as u64, statistics.superseded);
    assert_eq!(summary.counts.cancelled as u64, statistics.cancelled);
    assert_eq!(summary.counts.asked as u64, statistics.posted);
    assert!(summary.timeline.rows.iter().any(|row| row.outcome == Outcome::Superseded));
    assert!(harness.query_all_by_label_contains(": superseded after waiting ").count() > 0);
}

#[test]
fn a_paused_picture_stands_still() {
    let mut harness = open();
    go_to(&mut harness, "total", 0);
    let generation = summary(&harness).generation;
    harness.get_by_label("Pause").click();
    settle(&mut harness);
    go_to(&mut harness, "level", 1);
    assert!(summary(&harness).generation > generation);
    assert!(harness.query_by_label_contains(&format!("Request {generation}: ")).is_some());
    assert!(harness.query_by_label_contains(&format!("Request {}: ", generation + 1)).is_none());
    harness.get_by_label("Go on").click();
    settle(&mut harness);
    harness.get_by_label_contains(&format!("Request {}: ", generation + 1));
}

#[test]
fn a_closed_panel_adds_nothing_up_and_an_open_one_is_idle_when_nothing_happens() {
    let mut harness = start(Options { start: Start::Text(TEXT.to_owned()), ..Options::default() });
    for nth in 0..3 {
        go_to(&mut harness, "level", nth);
    }
    assert_eq!(harness.state().requests.summaries(), 0);

    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    harness.run_steps(40);
    assert!(harness.state().requests.summaries() > 0);
    let viewport = harness.output().viewport_output.values().next().unwrap();
    assert_eq!(viewport.repaint_delay, std::time::Duration::MAX, "{:?}", harness.ctx.repaint_causes());

    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    let before = harness.state().requests.summaries();
    go_to(&mut harness, "total", 0);
    assert_eq!(harness.state().requests.summaries(), before);
}

#[test]
fn it_leaves_room_for_code_in_a_low_window() {
    for (name, size, rows) in [
        ("engine-low", egui::vec2(480.0, 320.0), 2.9..4.0),
        ("engine-narrow", egui::vec2(800.0, 600.0), 9.0..10.0),
    ] {
        let screen = Screen { size, ..Screen::default() };
        let options = Options { has_dialogs: false, ..Options::default() };
        let mut frames = FrameLoop::new(screen, |ctx| App::new(ctx, options).unwrap());
        frames.settle(Duration::from_secs(10));
        frames.program_mut().show_engine_panel(true);
        for key in [Key::ArrowRight, Key::F6, Key::F6, Key::ArrowUp] {
            let (physical_key, modifiers) = (None, Modifiers::NONE);
            frames.frame(vec![Event::Key { key, physical_key, pressed: true, repeat: false, modifiers }]);
            frames.settle(Duration::from_secs(10));
        }
        keep(name, &frames.picture());
        let shown = frames.program().file.view.rect().height() / crate::theme::sizes::CODE_ROW;
        assert!(rows.contains(&shown), "{shown} rows of code");
        assert!(frames.program().engine_panel.has_focus());
    }
}

fn keep(name: &str, picture: &image::RgbaImage) {
    if let Some(folder) = std::env::var_os("NAMELIGHT_PICTURES") {
        let path = Path::new(&folder).join(format!("{name}.png"));
        fs::write(path, crate::drawing::png(picture).unwrap()).unwrap();
    }
}

/// Pictures to be looked at; see `editor/tests/pictures.rs`.
#[test]
fn the_panel_has_its_place_and_its_colours() {
    for (name, look, theme) in [
        ("engine-dark", egui::Theme::Dark, &theme::LANTERN),
        ("engine-light", egui::Theme::Light, &theme::DAYLIGHT),
    ] {
        let text = include_str!("../../editor/tests/summary.py");
        let start = Start::Text(text.to_owned());
        let options = Options { has_dialogs: false, start, ..Options::default() };
        let screen = Screen { theme: look, ..Screen::default() };
        let mut frames = FrameLoop::new(screen, |ctx| App::new(ctx, options).unwrap());
        frames.settle(Duration::from_secs(10));
        frames.program_mut().show_engine_panel(true);
        let names = ["total", "level", "count", "keep", "levels", "total", "skip", "level", "total"];
        for (name, nth) in names.into_iter().zip(4..) {
            let app = frames.program_mut();
            let at = text.match_indices(name).cycle().nth(nth).unwrap().0;
            app.file.document.apply(&crate::document::Command::Select(Selection::cursor(at + 2)), app.now);
            frames.frame(vec![Event::PointerMoved(egui::pos2(700.0, 300.0))]);
            std::thread::sleep(Duration::from_millis(30));
            frames.settle(Duration::from_secs(10));
        }
        let generation = frames.program().file.light.shown().unwrap().0;
        frames.program_mut().engine_panel.choose(generation - 1);
        flood(frames.program_mut(), 4);
        frames.frame(Vec::new());
        std::thread::sleep(Duration::from_millis(20));
        frames.frame(Vec::new());
        let picture = frames.picture();
        keep(name, &picture);
        let pixel = |x: u32, y: u32| {
            egui::Color32::from_rgb(
                picture.get_pixel(x, y)[0],
                picture.get_pixel(x, y)[1],
                picture.get_pixel(x, y)[2],
            )
        };
        // Its ground, its upper edge, the lines between its columns, the done index.
        assert_eq!(pixel(10, 600), theme.surface.panel);
        assert_eq!(pixel(600, 472), theme.surface.hairline);
        assert_eq!(pixel(288, 600), theme.surface.hairline);
        assert_eq!(pixel(984, 600), theme.surface.hairline);
        assert_eq!(pixel(1100, 573), theme.status.info);
    }
}
