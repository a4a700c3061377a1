//! What a window can really send: numbers beyond it in a trace are a fault of the trace.

use egui::{Event, Pos2, Vec2};

use super::format::{Place, What};

/// Points beyond which no pointer goes and no wheel turns.
const FARTHEST: f32 = 1_000_000.0;

/// The longest side of a window in points.
const LONGEST_SIDE: f32 = 16_384.0;

/// The most files dropped at once.
const MOST_FILES: usize = 1_000;

/// The longest path in bytes, as on Linux (`PATH_MAX`).
const LONGEST_PATH: usize = 4_096;

pub(super) fn what(what: &What) -> Result<(), String> {
    match what {
        What::Event(event) => self::event(event),
        What::Resize(size) => self::size(*size),
        What::Scale(scale) => self::scale(*scale),
        What::Dropped(files) if files.len() > MOST_FILES => Err(format!("more than {MOST_FILES} files")),
        What::Dropped(files) => files.iter().try_for_each(|path| file(path)),
        What::Focus(_) | What::Theme(_) | What::Expect(_) => Ok(()),
    }
}

/// A window may be as small as nothing (FAULTS 37), but not endless.
pub(super) fn size(size: [f32; 2]) -> Result<(), String> {
    let fits = size.iter().all(|side| (0.0..=LONGEST_SIDE).contains(side));
    if fits { Ok(()) } else { Err(format!("no window is {} by {} points", size[0], size[1])) }
}

pub(super) fn scale(scale: f32) -> Result<(), String> {
    if (0.25..=8.0).contains(&scale) { Ok(()) } else { Err(format!("no screen has scale {scale}")) }
}

pub(super) fn file(path: &str) -> Result<(), String> {
    if path.is_empty() || path.len() > LONGEST_PATH || path.contains('\0') {
        return Err("no file has such a path".to_owned());
    }
    Ok(())
}

/// Offsets beyond the text are clamped by whoever goes there.
pub(super) fn place(place: &Place) -> Result<(), String> {
    let fits = place.top.is_finite() && place.top >= 0.0 && (1.0..=100.0).contains(&place.font);
    if fits { Ok(()) } else { Err("no window shows its text so".to_owned()) }
}

/// Whether the editor can be given an event: all but pictures from the clipboard, which it has no use
/// for and whose sizes a trace could lie about.
pub(super) fn is_recorded(event: &Event) -> bool {
    !matches!(event, Event::PasteImage(_))
}

fn event(event: &Event) -> Result<(), String> {
    let fits = match event {
        Event::PointerMoved(pos) | Event::PointerButton { pos, .. } | Event::MiddleClickPaste { pos, .. } => {
            is_place(*pos)
        }
        Event::MouseMoved(delta) | Event::MouseWheel { delta, .. } => is_way(*delta),
        Event::Zoom(factor) => (0.01..=100.0).contains(factor),
        Event::Rotate(angle) => angle.abs() <= FARTHEST,
        Event::Touch { pos, force, .. } => {
            is_place(*pos) && force.is_none_or(|force| (0.0..=1.0).contains(&force))
        }
        event => is_recorded(event),
    };
    if fits { Ok(()) } else { Err("no window sends such an event".to_owned()) }
}

fn is_place(pos: Pos2) -> bool {
    is_way(pos.to_vec2())
}

fn is_way(way: Vec2) -> bool {
    way.x.abs() <= FARTHEST && way.y.abs() <= FARTHEST
}
