//! Trace files that were damaged, and traces of what no person does.

use std::time::Duration;

use egui::{Event, Key, Modifiers, PointerButton, pos2};
use namelight::trace::Trace;

use super::input::Input;
use super::texts;
use crate::script::Script;

/// What is lit is carried through an edit until its answer comes, and where the edit breaks a line that may not be what an
/// analysis of the broken line says. So each frame waits for its answer, however busy the machine is.
const PATIENCE: Duration = Duration::from_secs(20);

const KEYS: [Key; 12] = [
    Key::ArrowLeft,
    Key::ArrowRight,
    Key::ArrowUp,
    Key::ArrowDown,
    Key::Home,
    Key::End,
    Key::Enter,
    Key::Backspace,
    Key::Delete,
    Key::Tab,
    Key::Escape,
    Key::F8,
];

/// A trace as it could have been recorded.
fn script(input: &mut Input, text: &str) -> Script {
    let mut script = Script::on(text);
    for _ in 0..input.number(1..14) {
        let pos = pos2(input.share() * 900.0, input.share() * 600.0);
        let button = |pressed| Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        script = match input.number(..9) {
            0..=3 => script.key(input.one_of(&KEYS, Key::End), 1),
            4 => {
                script.chord(Modifiers::COMMAND, input.one_of(&[Key::Z, Key::Y, Key::Home, Key::End], Key::Z))
            }
            5 => script.event(button(true)).event(button(false)),
            6 => script.event(Event::Paste(texts::pieces(input, 8))),
            _ => script.typed(texts::piece(input)),
        };
    }
    script
}

/// The bytes of a trace that was damaged.
fn damaged(input: &mut Input) -> Vec<u8> {
    let text = texts::pieces(input, 8);
    let mut bytes = script(input, &text).to_text().unwrap_or_default().into_bytes();
    texts::damage(input, &mut bytes);
    if input.one_in(2) {
        numbers(input, &mut bytes);
    }
    bytes
}

/// Reads a trace that was damaged.
pub(super) fn reading(input: &mut Input) -> Result<(), String> {
    let bytes = input.rest(damaged);
    let Ok(text) = String::from_utf8(bytes) else { return Ok(()) };
    match Trace::read(&text) {
        Err(error) if error.line <= text.lines().count().max(1) => Ok(()),
        Err(error) => Err(format!("line {} of {} is to blame", error.line, text.lines().count())),
        Ok(trace) => {
            let again = trace.to_text().map_err(|error| format!("it can't be written again: {error}"))?;
            match Trace::read(&again) {
                Ok(same) if same == trace => Ok(()),
                other => Err(format!("{trace:?}\n  became {other:?}")),
            }
        }
    }
}

/// Puts another number in the place of one.
fn numbers(input: &mut Input, bytes: &mut Vec<u8>) {
    let digits: Vec<usize> =
        (0..bytes.len()).filter(|&at| bytes.get(at).is_some_and(u8::is_ascii_digit)).collect();
    let Some(&at) = digits.get(input.number(..digits.len())) else { return };
    let new = input.one_of(&["-1", "1e300", "1e-300", "99999999999999999999", "null", "\"1\"", "0.1"], "0");
    bytes.splice(at..=at, new.bytes());
}

/// Plays a trace. The light is waited for, so that every frame that is judged has its answer.
pub(super) fn playing(input: &mut Input) -> Result<(), String> {
    let text = input.text(|input| texts::pieces(input, 30));
    let played = script(input, &text).play_with(PATIENCE).map_err(|error| error.to_string())?;
    let mut frames = played.frames;
    if !played.report.is_good() {
        return Err(format!("on {text:?}\n{}", played.report));
    }
    if !frames.settle(Duration::from_secs(60)) {
        return Err(format!("after the trace on {text:?} the program doesn't come to rest"));
    }
    Ok(())
}
