//! How large text and window are, by keys and menu.

use egui::{ViewportCommand, ViewportId};

use super::*;

fn points(harness: &Harness<'_, App>) -> f32 {
    harness.state().file.view.zoom().font_size()
}

#[test]
fn zoom_by_keys_and_back() {
    let mut harness = start(Options::default());
    for (modifiers, key, size) in [
        (Modifiers::COMMAND, Key::Plus, 15.0),
        (Modifiers::COMMAND, Key::Equals, 16.0),
        (Modifiers::COMMAND | Modifiers::SHIFT, Key::Plus, 17.0),
        (Modifiers::COMMAND | Modifiers::SHIFT, Key::Equals, 18.0),
        (Modifiers::COMMAND, Key::Minus, 17.0),
        (Modifiers::COMMAND, Key::Num0, 14.0),
    ] {
        press(&mut harness, modifiers, key);
        assert_eq!(points(&harness), size, "{key:?}");
    }
}

#[test]
fn the_smallest_text_stays_as_it_is() {
    let mut harness = start(Options::default());
    for _ in 0..12 {
        press(&mut harness, Modifiers::COMMAND, Key::Minus);
    }
    assert_eq!(points(&harness), 6.0);
}

#[test]
fn zoom_keys_count_in_the_find_bar_too() {
    let mut harness = start(Options::default());
    press(&mut harness, Modifiers::COMMAND, Key::F);
    press(&mut harness, Modifiers::COMMAND, Key::Plus);
    assert_eq!(points(&harness), 15.0);
}

#[test]
fn other_keys_may_zoom_and_then_the_usual_ones_do_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.toml");
    fs::write(&path, "[keys]\n\"view.larger\" = \"Alt+Plus\"\n").unwrap();
    let mut harness = start(Options { settings: Some(path), ..Options::default() });
    press(&mut harness, Modifiers::COMMAND, Key::Plus);
    assert_eq!(points(&harness), 14.0);
    press(&mut harness, Modifiers::ALT, Key::Plus);
    assert_eq!(points(&harness), 15.0);
}

/// What the window is told in the frame of a key.
pub(super) fn told(harness: &mut Harness<'_, App>, modifiers: Modifiers, key: Key) -> Vec<ViewportCommand> {
    let pressed = Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers };
    harness.input_mut().events.push(pressed);
    harness.step();
    harness.output().viewport_output[&ViewportId::ROOT].commands.clone()
}

#[test]
fn f11_asks_for_the_whole_screen_and_back_and_escape_does_not() {
    let mut harness = start(Options::default());
    let whole = [ViewportCommand::Fullscreen(true)];
    assert_eq!(told(&mut harness, Modifiers::NONE, Key::F11), whole);
    harness.input_mut().viewports.entry(ViewportId::ROOT).or_default().fullscreen = Some(true);
    assert!(told(&mut harness, Modifiers::NONE, Key::Escape).is_empty());
    assert_eq!(told(&mut harness, Modifiers::NONE, Key::F11), [ViewportCommand::Fullscreen(false)]);
}
