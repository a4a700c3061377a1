//! Where two panes are, and what the resting one shows.

use egui::{Context, Event, Rect, Ui, pos2};
use namelight_engine::occurrences::Wants;

use super::super::frame::part;
use super::super::{App, OpenFile, scene};
use super::mail::Resting;
use super::{Split, top_of};
use crate::document::{Command, Document};
use crate::editor::{self, Beside, Decorations};
use crate::highlights::Part;
use crate::panels::{DIVIDER, PANE_HEADER, PaneHeader, divider, pane_header};
use crate::requests::Logged;
use crate::theme::Theme;

/// The places of both panes, headers included.
struct Places {
    left: Rect,
    right: Rect,
}

impl Places {
    fn of(split: &Split, code: Rect) -> Self {
        let middle = (code.left() + code.width() * split.share).round();
        Self {
            left: code.with_max_x(middle),
            right: Rect::from_min_max(pos2(middle + DIVIDER, code.top()), code.max),
        }
    }

    fn active_and_resting(&self, split: &Split) -> (Rect, Rect) {
        if split.is_left { (self.right, self.left) } else { (self.left, self.right) }
    }
}

impl App {
    /// Divides the code's place, if there are two panes, and turns to the one that was pressed into; returns that of the
    /// active one.
    pub(in crate::app) fn place_panes(&mut self, ui: &Ui, code: Rect) -> Rect {
        let Some(split) = &self.split else {
            if self.file.view.pane() != 0 {
                // There is one view again.
                self.file.view.set_pane(0);
                self.file.view.request_focus();
            }
            return code;
        };
        let (_, resting) = Places::of(split, code).active_and_resting(split);
        if !self.is_asking() && is_pressed_in(ui, below_header(resting)) {
            self.turn_pane();
        }
        let Some(split) = &mut self.split else { return code };
        let (active, resting) = Places::of(split, code).active_and_resting(split);
        split.rect = resting;
        split.view.set_pane(usize::from(!split.is_left));
        self.file.view.set_pane(usize::from(split.is_left));
        below_header(active)
    }

    /// Draws the resting pane, the headers of both, and the divider between them; the light of the active one is known.
    pub(in crate::app) fn draw_panes(&mut self, ui: &mut Ui, theme: &Theme, code: Rect) {
        let Some(mut split) = self.split.take() else { return };
        let ctx = ui.ctx().clone();
        let places = Places::of(&split, code);
        for (is_left, place) in [(true, places.left), (false, places.right)] {
            let is_active = is_left != split.is_left;
            let file = if is_active { Some(&self.file) } else { self.file_of(split.document) };
            let header = PaneHeader {
                title: file.map(OpenFile::title).unwrap_or_default(),
                is_modified: file.is_some_and(|file| file.document.is_modified()),
                is_active,
                is_left,
            };
            let top = place.with_max_y(place.top() + PANE_HEADER);
            pane_header(
                &mut part(ui, top, if is_left { "left pane" } else { "right pane" }),
                theme,
                &header,
                &mut self.queue,
            );
        }
        let bar = Rect::from_min_max(places.left.right_top(), places.right.left_bottom());
        divider(ui, theme, bar, (code.x_range(), split.share), &mut self.queue);
        // Last, since the keyboard goes no further from there.
        let is_given_keyboard = match self.shown_in(&split) {
            Some(shown) => self.draw_resting(ui, theme, &mut split, &shown),
            None => false,
        };
        self.split = Some(split);
        if is_given_keyboard && !self.is_asking() {
            self.turn_pane();
            ctx.request_repaint();
        }
    }

    /// The resting pane's document with its own cursors; copying it copies no text.
    fn shown_in(&self, split: &Split) -> Option<Document> {
        let document = &self.file_of(split.document)?.document;
        let primary = split.selections.last().copied().unwrap_or_default();
        let mut shown = document.preview(&[], primary, document.revision());
        shown.apply(&Command::SelectMany(split.selections.clone()), self.now);
        Some(shown)
    }

    /// Draws the resting pane; whether it was given the keyboard.
    fn draw_resting(&mut self, ui: &mut Ui, theme: &Theme, split: &mut Split, shown: &Document) -> bool {
        let mut pane = part(ui, below_header(split.rect), "resting code");
        let is_given_keyboard = editor::rest(&mut pane, &mut split.view, shown);
        split.view.set_zoom(self.file.view.zoom());
        split.view.set_row_height(self.file.view.row_height());
        split.view.set_sticky(self.file.view.is_sticky());
        // Whatever is edited elsewhere, the view stays where it is.
        let top = split.view.top();
        split.view.carry(shown, &split.edits);
        split.view.restore(shown, top);
        self.ask_for_resting(pane.ctx(), split, shown);
        let is_same = split.document == self.file.document.id();
        let file = if is_same { Some(&self.file) } else { self.file_of(split.document) };
        let Some(file) = file else { return false };
        let switches = self.file.light.switches();
        let light = &file.light;
        let mut beside = Beside::default();
        if !is_same || self.rename.is_none() {
            beside.bookmarks = file.bookmarks.lines();
        }
        if self.rename.is_none() {
            beside.pins = light.pins().iter().map(|(number, pin)| (number, pin.lit())).collect();
        }
        let is_lit = is_same && self.is_light_sound() && self.rename.is_none();
        let decorations = Decorations {
            // The light is where the keyboard is; what means the same in another view of the text is lit there, too.
            lit: if is_lit { light.lit() } else { &[] },
            tokens: split.light.tokens(),
            definitions: split.light.definitions(),
            reach: None,
            beside,
            has_hints: false,
            has_ruler_marks: switches.is_on(Part::Ruler),
        };
        split.painted = editor::paint(&mut pane, &mut split.view, shown, &decorations, theme);
        split.top_at = top_of(shown, split.view.top());
        split.revision = shown.revision();
        is_given_keyboard
    }

    /// Asks for the resting pane's colours once the active one knows all that it wants.
    fn ask_for_resting(&mut self, ctx: &Context, split: &mut Split, shown: &Document) {
        let is_free = !self.is_light_under_way();
        let lines = split.view.visible_lines(shown);
        let hidden = split.view.long_folds_in(lines.clone());
        let visible = (lines, split.view.visible_columns(shown), hidden);
        let scene = scene(shown, visible, self.now, Wants::default());
        let edits = std::mem::take(&mut split.edits);
        split.light.ask_after_lost(&self.file.light);
        let logged = Logged { engine: &mut self.engine, log: &mut self.requests };
        let mut engine = Resting { engine: logged, mail: &split.mail };
        if !is_free {
            return split.light.drain(&engine, &scene, &edits);
        }
        if let Some(wake) = split.light.frame(&mut engine, &scene, &edits) {
            ctx.request_repaint_after(wake);
        }
        self.file.light.ask_after(&split.light);
    }

    /// Whether the resting pane knows all that it shows.
    pub(in crate::app) fn is_pane_settled(&self) -> bool {
        let Some(split) = &self.split else { return true };
        let Some(file) = self.file_of(split.document) else { return true };
        let lines = split.painted.visible_lines.clone();
        let hidden = split.view.long_folds_in(lines.clone());
        let visible = (lines, split.painted.visible_columns.clone(), hidden);
        split.light.is_settled(&scene(&file.document, visible, self.now, Wants::default()))
    }

    /// What the resting pane has shown.
    #[cfg(test)]
    pub(in crate::app) fn resting_pane(&self) -> Option<(&editor::Painted, &crate::highlights::Highlights)> {
        self.split.as_ref().map(|split| (&split.painted, &split.light))
    }
}

fn below_header(pane: Rect) -> Rect {
    pane.with_min_y(pane.top() + PANE_HEADER)
}

/// Whether a button went down in a place that nothing lies above.
fn is_pressed_in(ui: &Ui, place: Rect) -> bool {
    let pressed = ui.input(|input| {
        input.events.iter().find_map(|event| match event {
            Event::PointerButton { pos, pressed: true, .. } if place.contains(*pos) => Some(*pos),
            _ => None,
        })
    });
    pressed.is_some_and(|pos| ui.ctx().layer_id_at(pos).is_none_or(|layer| layer == ui.layer_id()))
}
