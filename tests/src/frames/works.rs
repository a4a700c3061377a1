//! What somebody does, once for each frame.

use egui::{
    Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, Rect, TouchPhase, pos2,
    vec2,
};
use fastrand::Rng;

use super::features::{Feature, Features, OUTLINE_FILTER};

/// The width of the window in points.
const WINDOW: f32 = 1280.0;

/// What somebody does, once for each frame.
pub(super) struct Work {
    pub(super) name: &'static str,
    /// The feature that it is about; it is only done where that is in use.
    feature: Option<Feature>,
    /// The input of the frame of a number.
    pub(super) input: fn(usize, &mut Hand) -> Vec<Event>,
}

impl Work {
    /// Whether it can be done with these features.
    pub(super) fn is_possible(&self, features: &Features) -> bool {
        self.feature.is_none_or(|feature| features.has(feature))
    }
}

/// Who does it.
pub(super) struct Hand {
    pub(super) rng: Rng,
    /// Where the code view is, gutter and ruler included, in points.
    pub(super) view: Rect,
    /// What is looked for.
    pub(super) word: &'static str,
}

impl Hand {
    /// A point within the text.
    pub(super) fn in_text(&self) -> Pos2 {
        self.view.min + vec2(300.0_f32.min(self.view.width() / 2.0), 220.0_f32.min(self.view.height() / 2.0))
    }

    /// A click into the text.
    pub(super) fn click(&self) -> Vec<Event> {
        let at = self.in_text();
        vec![Event::PointerMoved(at), button(at, true), button(at, false)]
    }
}

/// All works, in the order in which they are done.
pub(super) const WORKS: [Work; 18] = [
    Work { name: "idle", feature: None, input: |_, _| Vec::new() },
    Work { name: "type", feature: None, input: type_lines },
    Work { name: "type on", feature: None, input: |_, _| vec![Event::Text("a".into())] },
    Work { name: "move", feature: None, input: by_words },
    Work { name: "hold ↓", feature: None, input: |_, _| vec![key(Modifiers::NONE, Key::ArrowDown)] },
    Work { name: "wheel", feature: None, input: turn_wheel },
    Work { name: "page", feature: None, input: page },
    Work { name: "jump", feature: None, input: jump },
    Work { name: "drag", feature: None, input: drag },
    Work { name: "rename", feature: None, input: rename },
    Work { name: "enter", feature: None, input: |_, _| vec![key(Modifiers::NONE, Key::Enter)] },
    Work { name: "search", feature: Some(Feature::Find), input: search },
    Work { name: "next", feature: Some(Feature::Find), input: |_, _| vec![key(Modifiers::NONE, Key::F3)] },
    Work { name: "unfold", feature: Some(Feature::Fold), input: unfold_and_fold },
    Work { name: "inside", feature: Some(Feature::Fold), input: edit_inside },
    Work { name: "turn", feature: Some(Feature::Split), input: turn_pane },
    Work { name: "complete", feature: Some(Feature::Completion), input: complete },
    Work { name: "filter", feature: Some(Feature::Outline), input: filter },
];

/// A key is pressed.
pub(super) fn key(modifiers: Modifiers, key: Key) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
}

/// The first mouse button is pressed or let go.
pub(super) fn button(pos: Pos2, pressed: bool) -> Event {
    Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
}

fn wheel(lines: f32) -> Event {
    Event::MouseWheel {
        unit: MouseWheelUnit::Line,
        delta: vec2(0.0, lines),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    }
}

fn by_words(at: usize, _: &mut Hand) -> Vec<Event> {
    vec![key(Modifiers::COMMAND, if at % 40 < 20 { Key::ArrowRight } else { Key::ArrowLeft })]
}

fn turn_wheel(at: usize, hand: &mut Hand) -> Vec<Event> {
    vec![Event::PointerMoved(hand.in_text()), wheel(if at % 200 < 150 { -1.0 } else { 1.0 })]
}

fn page(at: usize, _: &mut Hand) -> Vec<Event> {
    vec![key(Modifiers::NONE, if at % 60 < 40 { Key::PageDown } else { Key::PageUp })]
}

/// To an end of the file, or to any place of it by a click on the ruler.
fn jump(at: usize, hand: &mut Hand) -> Vec<Event> {
    match at % 4 {
        0 => vec![key(Modifiers::COMMAND, Key::End)],
        1 => vec![key(Modifiers::COMMAND, Key::Home)],
        _ => {
            let down = hand.view.height() * (0.05 + hand.rng.f32() * 0.5);
            let on_ruler = pos2(hand.view.right() - 8.0, hand.view.top() + down);
            vec![Event::PointerMoved(on_ruler), button(on_ruler, true), button(on_ruler, false)]
        }
    }
}

/// A selection drawn with the mouse, for forty frames each.
fn drag(at: usize, hand: &mut Hand) -> Vec<Event> {
    let (across, down) = (hand.rng.f32() * 0.65, hand.rng.f32() * 0.4);
    let part = vec2(hand.view.width() * (0.1 + across), hand.view.height() * (0.1 + down));
    let to = hand.view.min + part;
    match at % 40 {
        0 => vec![Event::PointerMoved(to), button(to, true)],
        39 => vec![button(to, false)],
        _ => vec![Event::PointerMoved(to)],
    }
}

fn rename(at: usize, _: &mut Hand) -> Vec<Event> {
    match at % 10 {
        0 => vec![key(Modifiers::NONE, Key::F2)],
        9 => vec![key(Modifiers::NONE, Key::Escape)],
        _ => vec![Event::Text("a".into())],
    }
}

/// Looks for a word, a letter in every fourth frame, and for each part of it on the way.
fn search(at: usize, hand: &mut Hand) -> Vec<Event> {
    let at = at % 40;
    let letter = at
        .checked_sub(4)
        .filter(|at| at.is_multiple_of(4))
        .and_then(|at| hand.word.get(at / 4..)?.chars().next());
    match letter {
        _ if at == 0 => vec![key(Modifiers::COMMAND, Key::F), key(Modifiers::COMMAND, Key::A)],
        Some(letter) => vec![Event::Text(letter.into())],
        None => Vec::new(),
    }
}

/// Opens and closes the fold at the cursor.
fn unfold_and_fold(at: usize, _: &mut Hand) -> Vec<Event> {
    match at % 4 {
        0 => vec![key(Modifiers::COMMAND | Modifiers::SHIFT, Key::CloseBracket)],
        2 => vec![key(Modifiers::COMMAND | Modifiers::SHIFT, Key::OpenBracket)],
        3 => vec![key(Modifiers::NONE, Key::ArrowDown)],
        _ => Vec::new(),
    }
}

/// Opens a fold, types in it, and closes it again.
fn edit_inside(at: usize, _: &mut Hand) -> Vec<Event> {
    match at % 12 {
        0 => vec![key(Modifiers::COMMAND | Modifiers::SHIFT, Key::CloseBracket)],
        1 => vec![key(Modifiers::NONE, Key::ArrowDown)],
        5 => vec![key(Modifiers::NONE, Key::Enter)],
        10 => vec![key(Modifiers::COMMAND | Modifiers::SHIFT, Key::OpenBracket)],
        11 => vec![key(Modifiers::NONE, Key::ArrowDown)],
        _ => vec![Event::Text("a".into())],
    }
}

/// Goes from one pane to the other and on in it.
fn turn_pane(at: usize, _: &mut Hand) -> Vec<Event> {
    match at % 10 {
        0 => vec![key(Modifiers::COMMAND, Key::Num1)],
        5 => vec![key(Modifiers::COMMAND, Key::Num2)],
        3 | 8 => vec![Event::Text("a".into())],
        _ => vec![key(Modifiers::NONE, Key::ArrowDown)],
    }
}

/// Types letters, and a line break where most lines of code have ended.
fn type_lines(at: usize, _: &mut Hand) -> Vec<Event> {
    match at % 60 {
        59 => vec![key(Modifiers::NONE, Key::Enter)],
        _ => vec![Event::Text("a".into())],
    }
}

/// Types the beginning of a name, looks through what is offered, and takes all back.
fn complete(at: usize, _: &mut Hand) -> Vec<Event> {
    const TYPED: [&str; 4] = [" ", "c", "o", "u"];
    match at % 20 {
        at @ 0..4 => vec![Event::Text(TYPED.get(at).copied().unwrap_or_default().into())],
        6..=14 => vec![key(Modifiers::NONE, Key::ArrowDown)],
        15 => vec![key(Modifiers::NONE, Key::Escape)],
        16.. => vec![key(Modifiers::NONE, Key::Backspace)],
        _ => Vec::new(),
    }
}

/// Types into the field above the outline, which has the keyboard then, and moves in the rows.
fn filter(at: usize, hand: &mut Hand) -> Vec<Event> {
    let at_field = pos2(WINDOW - 150.0, hand.view.top() + OUTLINE_FILTER);
    match at % 40 {
        0 => vec![Event::PointerMoved(at_field), button(at_field, true), button(at_field, false)],
        1 => vec![key(Modifiers::COMMAND, Key::A)],
        5 => vec![Event::Text("l".into())],
        10 => vec![Event::Text("o".into())],
        15 => vec![Event::Text("a".into())],
        20 | 25 | 30 => vec![key(Modifiers::NONE, Key::Backspace)],
        _ => Vec::new(),
    }
}
