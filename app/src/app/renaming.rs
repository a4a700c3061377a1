//! Renaming in place, between the keys and the frame.

use egui::{Context, Key, Modifiers, Ui};
use namelight_engine::occurrences::Certainty;

use super::App;
use crate::document::{Command, Document, Selection};
use crate::editor;
use crate::highlights::{Counts, number_of};
use crate::panels::{Action, RenameBox, RenameOption, Sentence, occurrence_rows_id};
use crate::rename::{Outcome, Session, Verdict};

impl App {
    /// Begins to rename the lit name, or says why that can't be.
    pub(super) fn begin_rename(&mut self, ctx: &Context) {
        if self.rename.is_some() {
            // What is typed so far isn't thrown away.
            return self.file.view.request_focus();
        }
        if let Some(target) = self.name_at_cursor().cloned() {
            self.last_id += 1;
            let id = namelight_engine::text::DocumentId(self.last_id);
            self.rename = Some(Session::new(&self.file.document, &target, id));
            self.file.light.forget_renaming();
            self.file.view.request_focus();
        } else if self.is_light_under_way() {
            self.queue.push(Action::Rename);
            ctx.request_repaint();
        } else {
            self.say_no_name("There is no name at the cursor that could be renamed.");
        }
    }

    /// What is on the screen: the document, or the text as a rename would leave it.
    pub(super) fn shown(&self) -> &Document {
        let preview = self.rename.as_ref().and_then(Session::preview);
        preview.map_or(&self.file.document, |preview| &preview.document)
    }

    /// Whether what is lit is known to be one name: while another one is typed that isn't always so.
    pub(super) fn is_light_sound(&self) -> bool {
        let verdict = self.rename.as_ref().map(Session::verdict);
        verdict.is_none_or(|verdict| matches!(verdict, Verdict::Sound(_) | Verdict::Same))
    }

    /// Gives the frame's input to the rename.
    pub(super) fn take_rename_input(&mut self, ui: &mut Ui) {
        self.leave_rename_behind();
        let escapes =
            self.hears_escape(ui) && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        let Some(session) = &mut self.rename else { return };
        toggle_by_keys(ui, session);
        let shown = session.preview().map_or(&self.file.document, |preview| &preview.document);
        let commands = editor::input(ui, &mut self.file.view, shown, &self.keymap);
        if escapes || session.is_impossible() && !commands.is_empty() {
            self.rename = None;
            return;
        }
        for command in commands {
            match &mut self.rename {
                Some(session) => {
                    if session.apply(&command, self.now) == Outcome::Leaves {
                        self.leave_rename(&command);
                    }
                }
                None => self.file.document.apply(&command, self.now),
            }
        }
        self.finish_rename(ui.ctx());
    }

    /// Whether Escape gives the rename up: what is over the code or beside it closes first.
    fn hears_escape(&self, ui: &Ui) -> bool {
        let is_in_list = ui.memory(|memory| memory.has_focus(occurrence_rows_id()));
        !self.was_menu_open && !self.engine_panel.has_focus() && !is_in_list
    }

    /// An action has moved the cursor elsewhere, as a click does: a sound name is taken, any other is given up.
    fn leave_rename_behind(&mut self) {
        let here = self.file.document.cursor();
        let base = (self.file.document.id(), self.file.document.revision());
        let has_left = |session: &Session| session.base() == base && session.cursor() != here;
        let Some(mut session) = self.rename.take_if(|session| has_left(session)) else { return };
        session.take_name();
        if let (Some(taken), Some(preview)) = (session.taken(), session.preview()) {
            let there = preview.place_of(&(here..here)).start;
            self.file.document.apply(&taken, self.now);
            self.file.document.apply(&Command::Select(Selection::cursor(there)), self.now);
        }
    }

    /// The person turned elsewhere: a sound name is taken, any other is given up.
    fn leave_rename(&mut self, command: &Command) {
        let Some(mut session) = self.rename.take() else { return };
        session.take_name();
        if let Some(taken) = session.taken() {
            self.file.document.apply(&taken, self.now);
            self.file.document.apply(command, self.now);
        } else if let (Command::Select(selection), Some(preview)) = (command, session.preview()) {
            let selection = Selection {
                anchor: preview.offset_before(selection.anchor),
                head: preview.offset_before(selection.head),
            };
            self.file.document.apply(&Command::Select(selection), self.now);
        }
    }

    /// Does what the rename has come to.
    fn finish_rename(&mut self, ctx: &Context) {
        let Some(session) = &self.rename else { return };
        if let Some(taken) = session.taken() {
            self.file.document.apply(&taken, self.now);
            self.rename = None;
        } else if session.is_over() {
            self.rename = None;
        }
        if self.rename.is_none() {
            ctx.request_repaint();
        }
    }

    /// Brings the rename to what is known of it now; it ends where the text or the cursor isn't what it was.
    pub(super) fn update_rename(&mut self, ctx: &Context) {
        let Some(session) = &mut self.rename else { return };
        if session.base() != (self.file.document.id(), self.file.document.revision())
            || session.cursor() != self.file.document.cursor()
        {
            self.rename = None;
            return;
        }
        session.update(&self.file.document, &self.file.light);
        session.count_hidden(&self.file.view);
        if session.taken().is_some() || session.is_over() {
            ctx.request_repaint();
        }
    }

    /// What is said in the box beside the name.
    pub(super) fn rename_box(&self) -> Option<RenameBox> {
        let session = self.rename.as_ref()?;
        let (problem, consequence) = match session.verdict() {
            Verdict::Refused(refusal) => (Some(format!("{refusal}.")), refusal.consequence()),
            _ => (None, None),
        };
        let places = match session.verdict() {
            Verdict::Sound(places) => Some(places),
            _ => None,
        };
        let extent = session.extent();
        let option = |words: &str, key, certainty, is_on| {
            let count = session.count(certainty);
            (count > 0).then(|| RenameOption { words: format!("{count} {words}"), key, is_on })
        };
        Some(RenameBox {
            old: session.old_name().to_owned(),
            problem,
            consequence,
            places,
            hidden: session.hidden_places(),
            is_possible: !session.is_impossible(),
            likely: option("likely", "Alt+L", Certainty::Likely, extent.likely),
            mentions: option("in docstrings", "Alt+M", Certainty::Mention, extent.mentions),
            possible: option("of unknown objects", "Alt+O", Certainty::Possible, extent.possible),
        })
    }

    /// What the status bar says meanwhile.
    pub(super) fn rename_sentence(&self) -> Option<Sentence> {
        let session = self.rename.as_ref()?;
        let (old, new) = (session.old_name(), session.new_name());
        let nothing_yet = "nothing has changed yet".to_owned();
        Some(match session.verdict() {
            Verdict::Refused(refusal) if session.is_impossible() => Sentence {
                is_problem: true,
                lead: format!("Cannot rename {old}"),
                rest: vec![refusal.to_string(), nothing_yet],
            },
            Verdict::Refused(refusal) => Sentence {
                is_problem: true,
                lead: format!("Cannot rename to {new}"),
                rest: vec![refusal.to_string(), nothing_yet],
            },
            Verdict::Waiting | Verdict::Same => Sentence {
                is_problem: false,
                lead: format!("Renaming {old}"),
                rest: vec!["type another name".to_owned(), nothing_yet],
            },
            Verdict::Sound(places) => Sentence {
                is_problem: false,
                lead: format!("Renaming {old} to {new}"),
                rest: vec![number_of(places, "place"), nothing_yet],
            },
        })
    }

    /// What is lit, as it is counted on the screen.
    pub(super) fn shown_counts(&self) -> Counts {
        let preview = self.rename.as_ref().and_then(Session::preview);
        preview.map_or_else(|| self.file.light.counts(), |preview| Counts::of(&preview.lit))
    }
}

/// Alt+L, Alt+M and Alt+O change which places are renamed.
fn toggle_by_keys(ui: &Ui, session: &mut Session) {
    let [likely, mentions, possible] = ui.input_mut(|input| {
        let pressed = [Key::L, Key::M, Key::O].map(|key| input.consume_key(Modifiers::ALT, key));
        if pressed.contains(&true) {
            // With Alt held a letter arrives as text, too.
            input.events.retain(|event| !matches!(event, egui::Event::Text(_)));
        }
        pressed
    });
    let mut extent = session.extent();
    extent.likely ^= likely && session.count(Certainty::Likely) > 0;
    extent.mentions ^= mentions && session.count(Certainty::Mention) > 0;
    extent.possible ^= possible && session.count(Certainty::Possible) > 0;
    session.set_extent(extent);
}
