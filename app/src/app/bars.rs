//! The bars above the code that offer something, and the key that leads from panel to panel: on its way from the lamp it
//! stops at each that is open.

use egui::Context;

use super::App;

/// A bar, as they stand from the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bar {
    /// What another program did to the file.
    Outside,
    /// Texts that were kept.
    Recovery,
}

/// Where the keyboard is, and where it goes in the next frame.
#[derive(Debug, Default)]
pub(super) struct Bars {
    focused: Option<Bar>,
    wanted: Option<Bar>,
}

impl Bars {
    /// The keyboard goes to the first button of a bar.
    pub(super) fn go_to(&mut self, bar: Bar) {
        self.wanted = Some(bar);
    }

    /// Whether the keyboard goes to this bar, which is being drawn.
    pub(super) fn take_wanted(&mut self, bar: Bar) -> bool {
        self.wanted.take_if(|wanted| *wanted == bar).is_some()
    }

    /// Notes whether the keyboard is in a bar that was drawn.
    pub(super) fn note(&mut self, bar: Bar, has_keyboard: bool) {
        if has_keyboard {
            self.focused = Some(bar);
        } else {
            self.focused.take_if(|focused| *focused == bar);
        }
    }
}

impl App {
    /// The keyboard goes to the next bar if it comes from the lamp or another bar; whether there is one. Behind the last
    /// bar it goes on as from the lamp.
    pub(super) fn take_bar_turn(&mut self, ctx: &Context, lamp: egui::Id) -> bool {
        let focused = self.bars.focused.filter(|bar| self.is_shown(*bar));
        if focused.is_none() && !ctx.memory(|memory| memory.has_focus(lamp)) {
            return false;
        }
        let below = match focused {
            None => [Bar::Outside, Bar::Recovery].as_slice(),
            Some(Bar::Outside) => &[Bar::Recovery],
            Some(Bar::Recovery) => &[],
        };
        let next = below.iter().copied().find(|bar| self.is_shown(*bar));
        match next {
            Some(bar) => self.bars.go_to(bar),
            None => ctx.memory_mut(|memory| memory.request_focus(lamp)),
        }
        next.is_some()
    }

    fn is_shown(&self, bar: Bar) -> bool {
        match bar {
            Bar::Outside => self.has_outside_bar(),
            Bar::Recovery => self.recovery.has_offers(),
        }
    }
}
