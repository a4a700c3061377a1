//! Going to places of the lit name, keeping names lit, and going back.

use std::ops::Range;

use egui::Context;
use namelight_engine::occurrences::{Class, Kind, Occurrence, Target};
use namelight_engine::text::{DocumentId, Edit};

use super::trail::Place;
use super::{App, scene};
use crate::document::{Command, Selection, lines};
use crate::editor::MARGIN;
use crate::highlights::{NoPin, Part, Pin};
use crate::panels::{Action, PinnedName};

impl App {
    /// Goes to the next or previous place of the lit name.
    pub(super) fn step(&mut self, forward: bool) {
        if let Some(place) = self.file.light.step(self.file.document.cursor(), forward) {
            self.put_cursor(place.start);
        }
    }

    /// Goes to the next or previous place where the lit name gets a value.
    pub(super) fn step_to_write(&mut self, forward: bool) {
        let binds = |one: &&Occurrence| {
            one.certainty.is_counted() && (one.kind.counts_as_write() || one.kind == Kind::Definition)
        };
        let cursor = self.file.document.cursor();
        let mut writes = self.file.light.lit().iter().filter(binds);
        let found = match forward {
            true => writes.clone().find(|one| one.range.start > cursor).or_else(|| writes.next()),
            false => writes.clone().rfind(|one| one.range.end < cursor).or_else(|| writes.next_back()),
        };
        if let Some(place) = found.map(|one| one.range.start) {
            self.put_cursor(place);
        }
    }

    /// Goes to where the lit name is defined; where it is more than once, to the next definition.
    pub(super) fn go_to_definition(&mut self, ctx: &Context) {
        let Some(target) = self.name_at_cursor() else {
            if self.is_light_under_way() {
                self.queue.push(Action::GoToDefinition);
                ctx.request_repaint();
            } else {
                self.say_no_name("There is no name at the cursor.");
            }
            return;
        };
        let (here, name) = (target.range.start, target.name.clone());
        let is_foreign = target.class == Class::Undefined;
        let counted = || self.file.light.lit().iter().filter(|one| one.certainty.is_counted());
        let mut found: Vec<usize> =
            counted().filter(|one| one.kind == Kind::Definition).map(|one| one.range.start).collect();
        if found.is_empty() && !is_foreign {
            // A variable is defined where it first gets a value.
            found.extend(counted().find(|one| one.kind.counts_as_write()).map(|one| one.range.start));
        }
        let next = found.iter().find(|&&at| at > here).or_else(|| found.first());
        match next {
            Some(&place) if place != here => {
                self.trail.leave(self.here());
                self.put_cursor(place);
            }
            Some(_) => self.say_in_passing(format!("This is where {name} is defined.")),
            None => self.say_in_passing(format!("{name} is not defined in this file.")),
        }
    }

    /// Says that there is no name to do something with, or that the light is off.
    pub(super) fn say_no_name(&mut self, words: &str) {
        let is_dark = !self.file.light.switches().is_on(Part::Light);
        let words = if is_dark { "The light is off. F7 turns it on." } else { words };
        self.say_in_passing(words);
    }

    /// The lit name, if the cursor is on it.
    pub(super) fn name_at_cursor(&self) -> Option<&Target> {
        let cursor = self.file.document.cursor();
        self.file.light.target().filter(|target| {
            target.class.is_name() && target.range.start <= cursor && cursor <= target.range.end
        })
    }

    /// Whether the light of where the cursor is may still come.
    pub(super) fn is_light_under_way(&self) -> bool {
        !self.file.light.is_settled(&scene(&self.file.document, self.painted_part(), self.now, self.wants()))
    }

    /// Where the cursor is.
    fn here(&self) -> Place {
        Place { document: self.file.document.id(), at: self.file.document.cursor() }
    }

    /// Goes back to where the cursor was before it leapt, or forward again, in whichever open file that is.
    pub(super) fn go_along_trail(&mut self, forward: bool) {
        let here = self.here();
        let open: Vec<DocumentId> = self.files().map(|file| file.document.id()).collect();
        let is_open = |document: DocumentId| open.contains(&document);
        let place = match forward {
            true => self.trail.forward(here, is_open),
            false => self.trail.back(here, is_open),
        };
        if let Some(place) = place {
            self.go_to_trail_place(place);
        }
    }

    /// Goes to where the text was edited last, in whichever file that is.
    pub(super) fn go_to_last_edit(&mut self) {
        match self.trail.last_edit() {
            None => self.say_in_passing("Nothing was edited yet."),
            Some(place) if self.file_of(place.document).is_none() => {
                self.say_in_passing("The file of the last edit is closed.");
            }
            Some(place) if place == self.here() => {
                self.file.view.scroll_to(&self.file.document, place.at, MARGIN);
            }
            Some(place) => {
                self.trail.leave(self.here());
                self.go_to_trail_place(place);
            }
        }
    }

    fn go_to_trail_place(&mut self, place: Place) {
        if place.document != self.file.document.id() {
            self.show_tab(place.document);
        }
        self.put_cursor(place.at.min(self.file.document.text().byte_len()));
        // It is on the trail already.
        self.left_at = None;
    }

    /// Puts the cursor at a byte.
    pub(super) fn put_cursor(&mut self, at: usize) {
        self.file.document.apply(&Command::Select(Selection::cursor(at)), self.now);
    }

    /// Selects a place, as from a list.
    pub(super) fn go_to_place(&mut self, place: &Range<usize>) {
        self.trail.leave(self.here());
        self.put_cursor(place.start);
        self.left_at = None;
    }

    /// Notes leaps of the cursor since the last frame, from one file to another too.
    pub(super) fn follow_trail(&mut self, edits: &[Edit]) {
        let here = self.here();
        self.trail.follow(here.document, edits);
        match self.left_at {
            Some(from) if from.document != here.document => self.trail.leave(from),
            Some(from) if edits.is_empty() && from != here => {
                let text = self.file.document.text();
                let line = |at: usize| lines::of_offset(text, at.min(text.byte_len()));
                self.trail.went(from, line(from.at).abs_diff(line(here.at)));
            }
            _ => {}
        }
        self.left_at = Some(here);
    }

    /// Pins the lit name, or takes its pin away.
    pub(super) fn toggle_pin(&mut self) {
        match self.file.light.toggle_pin() {
            Ok(_) => {}
            Err(NoPin::NoName) => self.say_no_name("There is no name at the cursor to pin."),
            Err(NoPin::NoRoom) => {
                self.say_in_passing("Four names are pinned. Unpin one of them first.");
            }
        }
    }

    /// The pinned names, as they are shown.
    pub(super) fn pinned_names(&self) -> Vec<PinnedName> {
        let of = |(number, pin): (usize, &Pin)| PinnedName {
            number,
            name: pin.target.name.clone(),
            uses: pin.counts().uses,
        };
        self.file.light.pins().iter().map(of).collect()
    }

    /// Goes to the next place of a pinned name.
    pub(super) fn step_to_pin(&mut self, number: usize) {
        let cursor = self.file.document.cursor();
        let Some((_, pin)) = self.file.light.pins().iter().find(|(pin, _)| *pin == number) else { return };
        let mut counted = pin.lit().iter().filter(|one| one.certainty.is_counted());
        let next = counted.clone().find(|one| one.range.start > cursor).or_else(|| counted.next());
        match next.map(|one| one.range.clone()) {
            Some(place) => self.go_to_place(&place),
            None => {
                let words = format!("Nothing in the code is {} now.", pin.target.name);
                self.say_in_passing(words);
            }
        }
    }
}
