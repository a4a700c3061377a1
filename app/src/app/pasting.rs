//! Pastes that bring nothing: the clipboard is empty, holds a picture, or its owner doesn't give it.
//!
//! The window's side swallows the key of a paste and sends the text in its place; where there is none, it sends nothing.
//! What comes all the same is the key's release, and that is how it is noticed here.

use egui::{Context, Event, Key};

use super::App;
use crate::panels::NoticeLevel;

/// Whether the release of the paste key that comes next is that of a key whose press was seen, or that brought a text.
#[derive(Debug, Default)]
pub(super) struct Pasting {
    is_explained: bool,
}

/// What came of a paste.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Failure {
    Nothing,
    Picture,
}

impl Pasting {
    /// Hears of an event; what failed, if it shows that something has.
    fn hear(&mut self, event: &Event) -> Option<Failure> {
        match event {
            Event::PasteImage(_) => {
                self.is_explained = true;
                Some(Failure::Picture)
            }
            // With another window's focus its keys are held as it comes.
            Event::Paste(_) | Event::Key { key: Key::V, pressed: true, .. } | Event::WindowFocused(_) => {
                self.is_explained = true;
                None
            }
            Event::Key { key: Key::V, pressed: false, modifiers, .. } => {
                let is_explained = std::mem::take(&mut self.is_explained);
                (modifiers.command && !is_explained).then_some(Failure::Nothing)
            }
            _ => None,
        }
    }
}

impl App {
    /// Says so where a paste has brought nothing.
    pub(super) fn hear_pastes(&mut self, ctx: &Context) {
        let pasting = &mut self.pasting;
        let failures: Vec<Failure> =
            ctx.input(|input| input.raw.events.iter().filter_map(|event| pasting.hear(event)).collect());
        for failure in failures {
            let text = match failure {
                Failure::Nothing => {
                    "Nothing was pasted: the clipboard is empty, or the desktop doesn't give what is in it."
                }
                Failure::Picture => "Nothing was pasted: the clipboard holds a picture and no text.",
            };
            self.say(NoticeLevel::Info, text);
        }
    }
}
