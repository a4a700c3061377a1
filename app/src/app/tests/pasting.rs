//! Pastes: those that bring nothing, and those that bring much.

use std::time::{Duration, Instant};

use super::*;

/// The release of a key that was held with Ctrl: all that comes of a paste without a text.
fn release(key: Key) -> Event {
    Event::Key { key, physical_key: None, pressed: false, repeat: false, modifiers: Modifiers::COMMAND }
}

fn started() -> Harness<'static, App> {
    start(Options { start: Start::Text(TEXT.to_owned()), ..Options::default() })
}

#[test]
fn fault_39_a_clipboard_that_gives_nothing_is_told() {
    let mut harness = started();
    harness.event(release(Key::V));
    settle(&mut harness);
    let said = "Nothing was pasted: the clipboard is empty, or the desktop doesn't give what is in it.";
    assert_eq!(notices(&harness), [said]);
    harness.event(release(Key::V));
    settle(&mut harness);
    assert_eq!(notices(&harness), [said], "once");
    assert_eq!(harness.state().observe().text.to_string(), TEXT);
}

#[test]
fn fault_39_a_paste_that_comes_is_not_complained_of() {
    let mut harness = started();
    harness.event(Event::Paste("x".to_owned()));
    harness.event(release(Key::V));
    settle(&mut harness);
    assert_eq!(notices(&harness), [""; 0]);
    assert_eq!(harness.state().observe().text.to_string(), format!("x{TEXT}"));
}

#[test]
fn fault_39_keys_that_paste_nothing_are_not_complained_of() {
    let mut harness = started();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::V);
    harness.event(Event::WindowFocused(true));
    harness.event(release(Key::V));
    harness.event(release(Key::C));
    settle(&mut harness);
    assert_eq!(notices(&harness), [""; 0]);
}

#[test]
fn fault_39_a_picture_is_told() {
    let mut harness = started();
    let picture = egui::ColorImage::filled([2, 2], egui::Color32::RED);
    harness.event(Event::PasteImage(std::sync::Arc::new(picture)));
    harness.event(release(Key::V));
    settle(&mut harness);
    assert_eq!(notices(&harness), ["Nothing was pasted: the clipboard holds a picture and no text."]);
}

#[test]
fn fault_39_a_paste_of_50_mb_leaves_the_window_responsive() {
    let mut harness = started();
    let line = "level = total + 1  # a line as long as most are\n";
    let much = line.repeat(50_000_000 / line.len());
    harness.event(Event::Paste(much.clone()));
    let began = Instant::now();
    harness.step();
    let pasted = began.elapsed();
    assert_eq!(harness.state().observe().text.byte_len(), much.len() + TEXT.len());
    let began = Instant::now();
    for _ in 0..10 {
        harness.event(Event::Text("x".to_owned()));
        harness.step();
    }
    let typed = began.elapsed() / 10;
    println!("the paste took {pasted:?}, a letter behind it {typed:?}");
    assert!(harness.state().observe().text.byte_len() == much.len() + TEXT.len() + 10);
    // An unoptimised build on a machine that does other things, too.
    assert!(pasted < Duration::from_secs(20), "{pasted:?}");
    assert!(typed < Duration::from_secs(2), "{typed:?}");
    press_quickly(&mut harness, Key::Z);
    press_quickly(&mut harness, Key::Z);
    assert_eq!(harness.state().observe().text.to_string(), TEXT);
}

/// Without waiting for the analysis.
fn press_quickly(harness: &mut Harness<'_, App>, key: Key) {
    harness.key_press_modifiers(Modifiers::COMMAND, key);
    harness.run_steps(2);
}
