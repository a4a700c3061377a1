//! The occurrence panel beside the code, and its keys. The outline takes its place while that is open.

use egui::{Context, Key, Modifiers, Rect, Ui};

use super::App;
use crate::editor::MARGIN;
use crate::panels::{OccurrenceHead, OccurrencePanel, occurrence_panel, occurrence_rows_id, outline_rows_id};
use crate::side::{Material, SidePanel};
use crate::theme::Theme;

impl App {
    /// Opens the panel and gives its rows the keyboard, or closes it.
    pub(super) fn toggle_occurrences(&mut self, ctx: &Context) {
        self.side = match self.side.take() {
            Some(_) => {
                self.file.view.request_focus();
                None
            }
            None => {
                self.outline = None;
                ctx.memory_mut(|memory| memory.request_focus(occurrence_rows_id()));
                Some(SidePanel::default())
            }
        };
    }

    /// What the list is made of.
    pub(super) fn material(&self) -> Material<'_> {
        Material {
            stamp: (self.file.document.id(), self.file.document.revision()),
            text: self.file.document.text(),
            target: self.file.light.target(),
            lit: self.file.light.shared_lit(),
            others: self.file.light.shared_others(),
        }
    }

    /// Draws the panel into `rect` of `ui`, if it is open.
    pub(super) fn draw_side_panel(&mut self, ui: &mut Ui, theme: &Theme) {
        if self.outline.is_some() {
            return self.draw_outline(ui, theme);
        }
        let Some(mut side) = self.side.take() else { return };
        let waker = ui.ctx().clone();
        side.update(self.material(), self.file.document.cursor(), move || waker.request_repaint());
        self.take_side_keys(ui.ctx(), &mut side);
        let counts = self.file.light.words();
        let target = self.file.light.target();
        let head = OccurrenceHead {
            name: target.map(|target| target.name.clone()),
            words: counts.map(|words| format!("{} · {}", words.scope, words.counts)).unwrap_or_default(),
            is_pinned: target.is_some_and(|target| self.file.light.pins().number_at(&target.range).is_some()),
            reason: side.reason(self.material()),
        };
        let reveals = side.take_reveals();
        let mut filter = std::mem::take(&mut side.filter);
        let material = self.material();
        let row = |row: usize| side.row(row, material);
        let panel = OccurrencePanel {
            keymap: &self.keymap,
            head,
            count: side.len(),
            row: &row,
            selected: side.selected(),
            reveals,
        };
        let mut asked = Vec::new();
        let done = occurrence_panel(ui, theme, &panel, &mut filter, &mut asked);
        side.filter = filter;
        if let Some(row) = done.clicked
            && let Some(place) = side.choose(row, self.material())
        {
            self.go_to_place(&place);
            self.file.view.request_focus();
        }
        if done.clicked.is_some() || done.is_filtered {
            ui.ctx().request_repaint();
        }
        self.queue.append(&mut asked);
        self.side = Some(side);
    }

    /// Arrow keys choose a row, whose place is shown; Enter goes there; Escape closes the panel.
    fn take_side_keys(&mut self, ctx: &Context, side: &mut SidePanel) {
        let id = occurrence_rows_id();
        if !ctx.memory(|memory| memory.has_focus(id)) {
            return;
        }
        ctx.memory_mut(|memory| {
            let filter = egui::EventFilter { vertical_arrows: true, escape: true, ..Default::default() };
            memory.set_focus_lock_filter(id, filter);
        });
        const PAGE: isize = 15;
        let (rows, enters, escapes) = ctx.input_mut(|input| {
            let mut pressed = |key| input.count_and_consume_key(Modifiers::NONE, key) as isize;
            let rows = pressed(Key::ArrowDown) - pressed(Key::ArrowUp)
                + PAGE * (pressed(Key::PageDown) - pressed(Key::PageUp))
                + isize::MAX / 4 * (pressed(Key::End) - pressed(Key::Home));
            (rows, pressed(Key::Enter) > 0, pressed(Key::Escape) > 0)
        });
        if rows != 0 {
            side.move_by(rows);
            let place = side.selected().and_then(|row| side.place(row, self.material()));
            if let Some(place) = place {
                self.file.view.scroll_to(&self.file.document, place.start, MARGIN);
                ctx.request_repaint();
            }
        }
        if enters && let Some(place) = side.selected().and_then(|row| side.place(row, self.material())) {
            self.go_to_place(&place);
            self.file.view.request_focus();
            ctx.request_repaint();
        }
        if escapes {
            self.queue.push(crate::panels::Action::ToggleOccurrences);
            ctx.request_repaint();
        }
    }

    /// From the code the keyboard goes to the panel, from there to the lamp; whether that was it.
    pub(super) fn take_side_turn(&mut self, ctx: &Context, lamp: egui::Id) -> bool {
        let is_open = self.side.is_some() || self.outline.is_some();
        if !is_open || self.engine_panel.has_focus() || self.running.panel.has_focus() {
            return false;
        }
        let rows = if self.outline.is_some() { outline_rows_id() } else { occurrence_rows_id() };
        ctx.memory_mut(|memory| {
            let next = if memory.has_focus(rows) { lamp } else { rows };
            if memory.has_focus(lamp) {
                return false;
            }
            memory.request_focus(next);
            true
        })
    }

    /// How wide the panel is beside code in `area`, in points; 0 while it is closed.
    pub(super) fn side_width(&self, area: Rect) -> f32 {
        match self.side.is_some() || self.outline.is_some() {
            // Code keeps more than half of a narrow window.
            true => crate::theme::sizes::SIDE_PANEL.min(area.width() * 0.45).round(),
            false => 0.0,
        }
    }
}
