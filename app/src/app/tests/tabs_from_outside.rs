//! Tabs that come from the command line and from standard input, and what texts without a file are called.

use super::tabs::{folder_with, start_with_all, tabs, title};
use super::*;

#[test]
fn a_place_on_the_command_line_is_gone_to() {
    let (_folder, paths) = folder_with(&["a.py", "b.py"]);
    let wanted = vec![
        Wanted::File { path: paths[0].clone(), place: Some((2, 7)) },
        Wanted::File { path: paths[1].clone(), place: Some((99, 1)) },
    ];
    let mut harness = start(Options { start: Start::Files(wanted), ..Options::default() });
    assert_eq!(harness.state().file.document.position(), (2, 7));
    assert_eq!(lit(&harness), ["a", "a", "a"]);
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    assert_eq!(harness.state().file.document.position(), (4, 1), "beyond the end is the end");
}

#[test]
fn what_comes_through_standard_input_is_a_text_without_a_file() {
    let mut harness = start(Options { start: Start::Text(String::new()), ..Options::default() });
    let ctx = harness.ctx.clone();
    harness.state_mut().read_input(&ctx, TEXT.as_bytes(), true);
    settle(&mut harness);
    assert_eq!(harness.state().observe().text.to_string(), TEXT);
    assert_eq!(tabs(&harness), ["Untitled"]);
}

#[test]
fn texts_without_a_file_are_numbered() {
    let mut harness = start(Options { start: Start::Text(TEXT.to_owned()), ..Options::default() });
    press(&mut harness, Modifiers::COMMAND, Key::N);
    type_text(&mut harness, "x");
    press(&mut harness, Modifiers::COMMAND, Key::N);
    assert_eq!(tabs(&harness), ["Untitled", "Untitled 2, unsaved changes", "Untitled 3"]);
    press(&mut harness, Modifiers::COMMAND, Key::N);
    assert_eq!(tabs(&harness).len(), 3, "an untouched one is good enough");
}

#[test]
fn input_that_does_not_end_is_waited_for_no_longer_than_was_said() {
    /// Gives some bytes and then nothing, for as long as anybody can wait.
    struct Slow(bool, std::sync::mpsc::Receiver<()>);
    impl std::io::Read for Slow {
        fn read(&mut self, to: &mut [u8]) -> std::io::Result<usize> {
            if std::mem::replace(&mut self.0, true) {
                // Ends when the test does.
                let _ = self.1.recv();
                return Ok(0);
            }
            to[..2].copy_from_slice(b"x\n");
            Ok(2)
        }
    }
    let (_until, end) = std::sync::mpsc::channel();
    let mut harness = start(Options { start: Start::Text(String::new()), ..Options::default() });
    let ctx = harness.ctx.clone();
    let patience = std::time::Duration::from_millis(100);
    harness.state_mut().read_input_for(&ctx, Slow(false, end), patience);
    settle(&mut harness);
    assert_eq!(harness.state().observe().text.to_string(), "x\n");
    assert!(harness.state().observe().notices[0].text.contains("has not ended"));
}

#[test]
fn input_that_is_not_named_first_stays_behind() {
    let (_folder, paths) = folder_with(&["a.py"]);
    let mut harness = start_with_all(&paths);
    let ctx = harness.ctx.clone();
    harness.state_mut().read_input(&ctx, TEXT.as_bytes(), false);
    settle(&mut harness);
    assert_eq!(tabs(&harness), ["a.py", "Untitled"]);
    assert_eq!(title(&harness), "a.py");
}
