//! The list of all commands: what stands in it, and what becomes of the one that is chosen.

use egui::Context;

use super::App;
use crate::commands::{self, Entry};
use crate::document::Command;
use crate::panels::{Action, Picker, PickerFacts, PickerRow, picker_field_id};
use crate::picking::{Picking, places};
use crate::theme::Theme;

/// Commands that are remembered as used.
const REMEMBERED: usize = 50;

/// The list of all commands, if it is open, and what was used of it.
#[derive(Default)]
pub(super) struct Palette {
    open: Option<Open>,
    /// Commands that were run from here, the latest first.
    used: Vec<&'static str>,
    /// Whether it was closed in the frame before.
    has_closed: bool,
    /// What was clicked, to be done in the frame after the next one: the box was still drawn, and keeps the keyboard
    /// from everything else for one frame more.
    clicked: Option<Action>,
}

struct Open {
    picker: Picker,
    picking: Picking,
    /// The commands, in the order of the picking's lines.
    entries: Vec<&'static Entry>,
}

impl Palette {
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Whether something is looked for or waits to be done.
    pub(super) fn is_busy(&self) -> bool {
        let is_open_busy = |open: &Open| open.picking.is_searching() || open.picker.is_waiting();
        self.clicked.is_some() || self.open.as_ref().is_some_and(is_open_busy)
    }

    fn close(&mut self) {
        self.open = None;
        self.has_closed = true;
    }

    /// Another such box was closed, by a click on a row that stands for an action if there is one.
    pub(super) fn has_closed_for(&mut self, clicked: Option<Action>) {
        self.has_closed = true;
        self.clicked = clicked;
    }

    fn note_use(&mut self, id: &'static str) {
        self.used.retain(|used| *used != id);
        self.used.insert(0, id);
        self.used.truncate(REMEMBERED);
    }
}

impl App {
    /// Shows every command, those that were used last first.
    pub(super) fn show_palette(&mut self) {
        let rank = |entry: &&Entry| {
            let used = &self.palette.used;
            used.iter().position(|id| *id == entry.id).unwrap_or(usize::MAX)
        };
        // Showing this list from this list is of no use.
        let mut entries: Vec<&'static Entry> =
            commands::all().iter().filter(|entry| entry.action != Action::ShowPalette).collect();
        entries.sort_by_key(rank);
        let lines: Vec<String> = entries.iter().map(|entry| entry.title.to_owned()).collect();
        self.palette.open =
            Some(Open { picker: Picker::default(), picking: Picking::new(lines.into()), entries });
    }

    /// Gives the keyboard back to the code when the list has just closed, unless what was chosen took it elsewhere.
    pub(super) fn leave_palette(&mut self, ctx: &Context) {
        self.queue.extend(self.palette.clicked.take());
        if std::mem::take(&mut self.palette.has_closed) {
            let is_stale = ctx.memory(|memory| memory.focused().is_none_or(|id| id == picker_field_id()));
            if is_stale && !self.is_asking() {
                self.file.view.request_focus();
            }
        }
    }

    /// Draws the list and takes what was done there.
    pub(super) fn draw_palette(&mut self, ctx: &Context, theme: &Theme) {
        let Some(mut open) = self.palette.open.take() else { return };
        open.picking.hear();
        let Open { picker, picking, entries } = &mut open;
        let (count, total) = (picking.len(), picking.total());
        let row = |row: usize| {
            let entry = *entries.get(picking.line_at(row)?)?;
            let is_usable = self.is_usable(&entry.action);
            Some(PickerRow {
                title: entry.title.to_owned(),
                detail: if is_usable { String::new() } else { "not now".to_owned() },
                keys: self.keymap.chord(entry).map(|chord| chord.to_string()).unwrap_or_default(),
                met: places(picking.query(), entry.title),
                is_usable,
                sign: None,
            })
        };
        let facts = PickerFacts {
            name: "Commands",
            hint: "Type what you want to do",
            count,
            said: if count == total {
                format!("{total} commands")
            } else {
                format!("{count} of {total} commands")
            },
            is_searching: picking.is_searching(),
            nothing: "No command is called like that.",
            row: &row,
            foot: &["Enter runs it", "Up and Down choose", "Esc closes"],
        };
        let done = picker.show(ctx, theme, &facts);
        if done.is_typed {
            let waker = ctx.clone();
            picking.ask(picker.text(), move || waker.request_repaint());
            ctx.request_repaint();
        }
        let chosen = done.chosen.and_then(|row| entries.get(picking.line_at(row)?).copied());
        match chosen.filter(|entry| self.is_usable(&entry.action)) {
            Some(entry) => {
                self.palette.note_use(entry.id);
                self.palette.close();
                let action = entry.action.clone();
                match done.is_clicked {
                    true => self.palette.clicked = Some(action),
                    false => self.queue.push(action),
                }
                ctx.request_repaint();
            }
            None if done.is_closed => {
                self.palette.close();
                ctx.request_repaint();
            }
            None => self.palette.open = Some(open),
        }
    }

    /// Whether an action would do something now, as far as that can be said at once.
    fn is_usable(&self, action: &Action) -> bool {
        match action {
            Action::Edit(Command::Undo) => self.file.document.can_undo(),
            Action::Edit(Command::Redo) => self.file.document.can_redo(),
            Action::Rename
            | Action::GoToDefinition
            | Action::NextPlace
            | Action::PreviousPlace
            | Action::NextWrite
            | Action::PreviousWrite
            | Action::SelectAllPlaces
            | Action::TogglePin => self.file.light.target().is_some(),
            Action::Encoding(action) => self.is_encoding_usable(action),
            Action::NextOfPin(number) => self.file.light.pins().iter().any(|(pinned, _)| pinned == *number),
            _ => true,
        }
    }
}
