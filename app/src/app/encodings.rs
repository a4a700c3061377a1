//! Reading a file in another encoding, saving it in one, and what is asked where a text has no bytes in its encoding.

use std::path::Path;

use egui::Context;
use namelight_engine::text::DocumentId;

use super::rewriting::Write;
use super::tabs::Goal;
use super::{App, Asking};
use crate::document::{Command, Document, Selection};
use crate::editor::MARGIN;
use crate::files::{Encoding, Loaded, OpenError, Reading, character_words};
use crate::highlights::number_of;
use crate::panels::{
    Action, EncodingAction, NoticeLevel, PathPurpose, Picker, PickerFacts, PickerRow, Question,
};
use crate::picking::{Picking, places};
use crate::theme::Theme;

/// The list of encodings, if it is open.
#[derive(Default)]
pub(super) struct Encodings {
    open: Option<Open>,
}

struct Open {
    picker: Picker,
    picking: Picking,
    /// In the order of the picking's lines.
    choices: Vec<Choice>,
    /// Whether the file is saved so, and not read so.
    saves: bool,
    document: DocumentId,
}

/// An encoding, and whether a byte order mark comes first.
type Choice = (Encoding, bool);

impl Encodings {
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Whether something is looked for or waits to be done.
    pub(super) fn is_busy(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.picking.is_searching() || open.picker.is_waiting())
    }
}

impl App {
    /// Does what was asked about encodings.
    pub(super) fn perform_encoding(&mut self, ctx: &Context, action: EncodingAction) {
        match action {
            // A file that isn't read yet has no text.
            _ if self.file.unread.is_some() && action != EncodingAction::StopOpening => {}
            EncodingAction::ChooseToReopen => self.choose_encoding(false),
            EncodingAction::ChooseToSave => self.choose_encoding(true),
            EncodingAction::Reopen(encoding) => self.reopen_with(encoding),
            EncodingAction::Save(encoding, has_bom) => self.save_with(ctx, encoding, has_bom),
            EncodingAction::Show(at) => {
                self.asking = None;
                self.show_character(at);
            }
            EncodingAction::OpenBinary => {
                if let Some(path) = self.asking.take().and_then(|asking| asking.path) {
                    let reading = Reading { accepts_binary: true, ..Reading::default() };
                    self.read_file(path, Goal::Nowhere, true, reading, None);
                }
            }
            EncodingAction::StopOpening => self.stop_opening(),
        }
    }

    /// Whether something about encodings would do something now.
    pub(super) fn is_encoding_usable(&self, action: &EncodingAction) -> bool {
        let document = &self.file.document;
        match action {
            EncodingAction::ChooseToReopen => document.path().is_some() && !document.is_modified(),
            EncodingAction::ChooseToSave => document.fault().is_none(),
            EncodingAction::StopOpening => self.opening.iter().any(|opening| !opening.is_unwanted),
            _ => true,
        }
    }

    /// What the status bar calls the encoding.
    pub(super) fn encoding_words(&self) -> String {
        let document = &self.file.document;
        match (document.fault(), document.encoding()) {
            (Some(fault), _) => format!("not {}", fault.encoding.title()),
            (None, Encoding::Utf8) if document.has_bom() => "UTF-8 with BOM".to_owned(),
            (None, encoding) => encoding.title().to_owned(),
        }
    }

    fn choose_encoding(&mut self, saves: bool) {
        if !saves && self.file.document.path().is_none() {
            let said =
                format!("{} isn't saved anywhere yet, so there is no file to read again.", self.title());
            return self.say(NoticeLevel::Info, said);
        }
        if saves && self.refuses_to_write(self.file.document.id()) {
            return;
        }
        if !saves && self.file.document.is_modified() {
            let said = format!(
                "{} has unsaved changes. Save them or take them back before you reopen it with another encoding.",
                self.title()
            );
            return self.say(NoticeLevel::Warning, said);
        }
        self.end_rename_here();
        let mut choices = Vec::new();
        let mut lines = Vec::new();
        for (encoding, languages) in Encoding::all() {
            if saves && encoding.python_name().is_none() {
                continue;
            }
            choices.push((encoding, false));
            lines.push(format!("{}, {languages}", encoding.title()));
            if saves && encoding == Encoding::Utf8 {
                choices.push((encoding, true));
                lines.push(format!("{} with a byte order mark", encoding.title()));
            }
        }
        self.encodings.open = Some(Open {
            picker: Picker::default(),
            picking: Picking::new(lines.into()),
            choices,
            saves,
            document: self.file.document.id(),
        });
    }

    /// Draws the list of encodings and takes what was done there.
    pub(super) fn draw_encodings(&mut self, ctx: &Context, theme: &Theme) {
        let document = self.file.document.id();
        let Some(mut open) = self.encodings.open.take_if(|open| open.document == document) else {
            // Another file has come in between.
            self.encodings = Encodings::default();
            return;
        };
        open.picking.hear();
        let Open { picker, picking, choices, saves, .. } = &mut open;
        let fault = self.file.document.fault();
        let used = (self.file.document.encoding(), self.file.document.has_bom());
        let row = |row: usize| {
            let line = picking.line_at(row)?;
            let title = picking.text(line);
            let choice = choices.get(line)?;
            let is_used = fault.is_none() && choice.0 == used.0 && (!*saves || choice.1 == used.1);
            Some(PickerRow {
                title: title.to_owned(),
                detail: if is_used { "in use".to_owned() } else { String::new() },
                met: places(picking.query(), title),
                is_usable: true,
                ..PickerRow::default()
            })
        };
        let (count, total) = (picking.len(), picking.total());
        let all = number_of(total, "encoding");
        let (hint, enters) = match saves {
            true => ("Save with an encoding", "Enter saves the file so"),
            false => ("Reopen with an encoding", "Enter reads the file again"),
        };
        let facts = PickerFacts {
            name: "Encodings",
            hint,
            count,
            said: if count == total { all } else { format!("{count} of {all}") },
            is_searching: picking.is_searching(),
            nothing: "No encoding is called like that.",
            row: &row,
            foot: &[enters, "Up and Down choose", "Esc closes"],
        };
        let done = picker.show(ctx, theme, &facts);
        if done.is_typed {
            let waker = ctx.clone();
            picking.ask(picker.text(), move || waker.request_repaint());
            ctx.request_repaint();
        }
        match done.chosen.and_then(|row| choices.get(picking.line_at(row)?).copied()) {
            Some((encoding, has_bom)) => {
                let action = match saves {
                    true => EncodingAction::Save(encoding, has_bom),
                    false => EncodingAction::Reopen(encoding),
                };
                let action = Action::Encoding(action);
                self.palette.has_closed_for(done.is_clicked.then(|| action.clone()));
                if !done.is_clicked {
                    self.queue.push(action);
                }
                ctx.request_repaint();
            }
            None if done.is_closed => {
                self.palette.has_closed_for(None);
                ctx.request_repaint();
            }
            None => self.encodings.open = Some(open),
        }
    }

    /// Has the file read again in another encoding.
    fn reopen_with(&mut self, encoding: Encoding) {
        let Some(path) = self.file.document.path().map(Path::to_owned) else { return };
        let (line, column) = self.file.document.position();
        let reading = Reading { encoding: Some(encoding), accepts_binary: true };
        let id = self.file.document.id();
        self.read_file(path, Goal::Place(line, column), false, reading, Some(id));
    }

    /// A file was read again: it becomes another document, since nothing that was done to the text before can be taken
    /// back in bytes of another encoding.
    pub(super) fn hear_reopened(
        &mut self,
        replaced: DocumentId,
        path: &Path,
        result: Result<Loaded, OpenError>,
    ) {
        let Some(file) = self.file_of(replaced) else { return };
        if file.document.is_modified() {
            let said = format!("{} was changed meanwhile, so it wasn't reopened.", file.title());
            return self.say(NoticeLevel::Warning, said);
        }
        let (line, column) = file.document.position();
        let loaded = match result {
            Ok(loaded) => loaded,
            Err(error) => return self.complain_of(path, &error),
        };
        let note = loaded.note.clone();
        self.notices.clear();
        let id = self.next_id();
        self.close_panes_of(replaced);
        self.fill_unread(replaced, Some(Document::from_loaded(id, loaded)));
        self.go_to_goal(id, &Goal::Place(line, column));
        if let Some(note) = note {
            self.say(NoticeLevel::Warning, note);
        }
    }

    /// Saves the text in another encoding; what it declares is changed with it.
    fn save_with(&mut self, ctx: &Context, encoding: Encoding, has_bom: bool) {
        let mut path = None;
        if let Some(asking) = self.asking.take() {
            self.after_save = asking.intent;
            path = asking.path;
        }
        self.file.document.respell(encoding, has_bom, self.now);
        let id = self.file.document.id();
        match (path, self.file.document.path()) {
            (Some(path), here) if here != Some(path.as_path()) => {
                self.tidy_and_write(ctx, id, Write::New(path));
            }
            (_, Some(_)) => self.tidy_and_write(ctx, id, Write::Here),
            (_, None) => self.ask_for_path(ctx, PathPurpose::Save),
        }
    }

    /// Selects a character that can't be saved.
    fn show_character(&mut self, at: usize) {
        let text = self.file.document.text();
        let at = at.min(text.byte_len());
        let end = at + text.byte_slice(at..).chars().next().map_or(0, char::len_utf8);
        self.file.document.apply(&Command::Select(Selection { anchor: at, head: end }), self.now);
        self.file.view.scroll_to(&self.file.document, at, MARGIN);
        self.file.view.request_focus();
    }

    /// What is asked where a text has a character that its encoding doesn't have.
    pub(super) fn unencodable(
        &self,
        document: DocumentId,
        encoding: Encoding,
        character: char,
        (at, line): (usize, usize),
    ) -> Option<Question> {
        let title = self.file_of(document)?.title();
        let character = character_words(character);
        Some(Question::Unencodable { title, encoding: encoding.title(), character, line, at })
    }

    /// Says why a file wasn't opened, or asks whether it is to be although it is no text.
    pub(super) fn complain_or_ask(&mut self, path: &Path, error: &OpenError) {
        match error {
            OpenError::Binary { path } if !self.is_asking() => {
                let title = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
                let (question, path) = (Question::Binary { title }, Some(path.clone()));
                self.asking = Some(Asking { question, intent: None, path, is_new: true });
            }
            _ => self.complain_of(path, error),
        }
    }
}
