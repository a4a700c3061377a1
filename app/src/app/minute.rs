//! Keeps the last minute of what came in, and saves it when it is asked for.

use std::path::PathBuf;

use egui::Context;

use super::App;
use crate::document::{Command, Selection};
use crate::panels::NoticeLevel;
use crate::trace::{Disguise, Minute, Moment, Place, Saved, Saver, trace_folder};

/// The last minute, and the trace that is made of it.
#[derive(Debug)]
pub(super) struct Keeper {
    minute: Minute,
    /// Where traces are saved; none for the usual place.
    folder: Option<PathBuf>,
    saver: Option<Saver>,
}

impl Keeper {
    pub(super) fn new(folder: Option<PathBuf>) -> Self {
        Self { minute: Minute::default(), folder, saver: None }
    }

    /// How long what is kept is; none if nothing has come in yet.
    #[cfg(test)]
    pub(super) fn length(&self, now: std::time::Duration) -> Option<std::time::Duration> {
        self.minute.length(now)
    }

    /// What came in so far doesn't lead to the present text any more.
    pub(super) fn forget(&mut self) {
        self.minute.forget();
    }

    /// Whether a trace is being written.
    pub(super) fn is_saving(&self) -> bool {
        self.saver.is_some()
    }
}

impl App {
    /// Keeps what came in with this frame; called before anybody acts on it.
    pub(super) fn keep_minute(&mut self, ctx: &Context) {
        let (news, is_pressed) = ctx.input(|input| {
            let is_pressed = input.pointer.any_down() || input.pointer.any_released();
            (self.minute.minute.news(&input.raw), is_pressed)
        });
        if news.is_empty() {
            return;
        }
        let document = self.file.document.id();
        // A question, a menu, a button that is held and a keyboard that is elsewhere are no part of a trace's start,
        // so none begins there.
        let is_plain = !self.is_asking() && !self.was_menu_open && !is_pressed && self.file.painted.has_focus;
        // A notice moves the code and isn't there in a replay; only one that stays for a minute is put up with.
        let wants_moment = match self.notices.is_empty() {
            true => self.minute.minute.wants_moment(document, self.now),
            false => self.minute.minute.needs_moment(document, self.now),
        };
        let moment = (is_plain && wants_moment).then(|| self.moment(ctx));
        let is_at_rest = self.minute.minute.is_at_rest(self.now) && self.is_settled();
        let lit = is_at_rest.then(|| self.expectation());
        self.minute.minute.keep(self.now, document, moment, lit, news);
    }

    /// What the program is like before this frame's input reaches it.
    fn moment(&self, ctx: &Context) -> Moment {
        let (pointer, modifiers) = ctx.input(|input| (input.pointer.latest_pos(), input.modifiers));
        Moment {
            document: self.file.document.id(),
            text: self.file.document.text().clone(),
            place: Place {
                selection: self.file.document.selection(),
                top: self.file.view.top(),
                font: self.file.view.zoom().font_size(),
                has_engine_panel: self.engine_panel.is_open(),
            },
            pointer,
            modifiers,
        }
    }

    /// Brings the window to where a trace begins, on the text that it begins with.
    pub fn go_to(&mut self, place: &Place) {
        let Place { selection, top, font, has_engine_panel } = *place;
        let within = |at: usize| at.min(self.file.document.text().byte_len());
        let selection = Selection { anchor: within(selection.anchor), head: within(selection.head) };
        self.file.document.apply(&Command::Select(selection), self.now);
        self.show_text_size(font);
        self.file.view.restore(&self.file.document, top);
        self.show_engine_panel(has_engine_panel);
    }

    /// Begins to save the last minute, unless that is under way.
    pub(super) fn save_minute(&mut self, ctx: &Context, leaves_text_out: bool) {
        if self.minute.is_saving() {
            return;
        }
        let Some(piece) = self.minute.minute.piece() else {
            self.say(NoticeLevel::Info, "Nothing has happened yet that could be saved.");
            return;
        };
        let folder = self.minute.folder.clone().unwrap_or_else(trace_folder);
        let disguise = leaves_text_out.then(Disguise::random);
        let waker = ctx.clone();
        let saver = Saver::start(piece, self.now, folder, disguise, move || waker.request_repaint());
        self.minute.saver = Some(saver);
    }

    /// Takes what came of it.
    pub(super) fn hear_minute(&mut self) {
        let Some(outcome) = self.minute.saver.as_ref().and_then(Saver::take) else { return };
        self.minute.saver = None;
        match outcome {
            Ok(saved) => self.say(NoticeLevel::Info, told(&saved)),
            Err(error) => self.say(NoticeLevel::Error, format!("The trace can't be saved: {error}.")),
        }
    }
}

/// Where a trace is, and what is in it.
fn told(saved: &Saved) -> String {
    let trace = saved.trace.display();
    let text = saved.text.file_name().unwrap_or_default().to_string_lossy();
    let content = match saved.is_disguised {
        true => "with every word of the text replaced",
        false => "with the whole text",
    };
    format!("Saved the last minute as {trace}; the text is beside it in {text}, {content}.")
}
