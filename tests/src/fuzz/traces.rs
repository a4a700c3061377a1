//! Trace files that were damaged, and traces of what no person does.

use std::time::Duration;

use egui::{Event, Key, Modifiers, PointerButton, pos2};
use fastrand::Rng;
use namelight::trace::Trace;

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
fn script(rng: &mut Rng, text: &str) -> Script {
    let mut script = Script::on(text);
    for _ in 0..rng.usize(1..14) {
        let pos = pos2(rng.f32() * 900.0, rng.f32() * 600.0);
        let button = |pressed| Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        script = match rng.u8(..9) {
            0..=3 => script.key(*rng.choice(&KEYS).unwrap_or(&Key::End), 1),
            4 => script.chord(
                Modifiers::COMMAND,
                *rng.choice(&[Key::Z, Key::Y, Key::Home, Key::End]).unwrap_or(&Key::Z),
            ),
            5 => script.event(button(true)).event(button(false)),
            6 => script.event(Event::Paste(texts::pieces(rng, 8))),
            _ => script.typed(texts::piece(rng)),
        };
    }
    script
}

/// Reads a trace that was damaged.
pub(super) fn reading(rng: &mut Rng) -> Result<(), String> {
    let text = texts::pieces(rng, 8);
    let whole = script(rng, &text).to_text().map_err(|error| error.to_string())?;
    let mut bytes = whole.into_bytes();
    texts::damage(rng, &mut bytes);
    if rng.bool() {
        numbers(rng, &mut bytes);
    }
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
fn numbers(rng: &mut Rng, bytes: &mut Vec<u8>) {
    let digits: Vec<usize> =
        (0..bytes.len()).filter(|&at| bytes.get(at).is_some_and(u8::is_ascii_digit)).collect();
    let Some(&at) = rng.choice(&digits) else { return };
    let new = *rng
        .choice(&["-1", "1e300", "1e-300", "99999999999999999999", "null", "\"1\"", "0.1"])
        .unwrap_or(&"0");
    bytes.splice(at..=at, new.bytes());
}

/// Plays a trace. The light is waited for, so that every frame that is judged has its answer.
pub(super) fn playing(rng: &mut Rng) -> Result<(), String> {
    let text = texts::pieces(rng, 30);
    let played = script(rng, &text).play_with(PATIENCE).map_err(|error| error.to_string())?;
    let mut frames = played.frames;
    if !played.report.is_good() {
        return Err(format!("on {text:?}\n{}", played.report));
    }
    if !frames.settle(Duration::from_secs(60)) {
        return Err(format!("after the trace on {text:?} the program doesn't come to rest"));
    }
    Ok(())
}
