//! Whatever is open in a window that is dragged to next to nothing is drawn, and the program goes on.

use super::*;
use crate::commands;

#[test]
fn fault_37_every_command_is_drawn_in_a_window_of_next_to_no_size() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, TEXT);
    let sizes = [(0.0, 0.0), (20.0, 30.0), (90.0, 700.0), (300.0, 60.0)];
    for (width, height) in sizes {
        let mut harness = start_with(&path);
        harness.set_size(egui::vec2(width, height));
        for entry in commands::all() {
            if matches!(entry.action, Action::Quit) {
                continue;
            }
            harness.state_mut().queue.push(entry.action.clone());
            harness.run_steps(3);
            harness.key_press(Key::Escape);
            harness.run_steps(2);
        }
        harness.set_size(egui::vec2(1280.0, 800.0));
        for _ in 0..3 {
            harness.key_press(Key::Escape);
            harness.run_steps(2);
        }
        settle(&mut harness);
        assert!(harness.state().files().count() >= 1, "{width} by {height}");
    }
}
