//! The outline panel beside the code, and its keys.

use egui::{Context, EventFilter, Key, Modifiers, Ui};

use super::App;
use crate::editor::MARGIN;
use crate::highlights::number_of;
use crate::panels::{Action, NavigateAction, OutlinePanel, OutlineRow, outline_panel, outline_rows_id};
use crate::symbols::OutlineTree;
use crate::theme::Theme;

/// Rows of a page.
const PAGE: isize = 15;

/// `1 class`, `2 classes`.
fn classes_in_words(count: usize) -> String {
    if count == 1 { "1 class".to_owned() } else { format!("{count} classes") }
}

impl App {
    /// Opens the panel in place of the list of places and gives its rows the keyboard, or closes it.
    pub(super) fn toggle_outline(&mut self, ctx: &Context) {
        self.outline = match self.outline.take() {
            Some(_) => {
                self.file.view.request_focus();
                None
            }
            None => {
                self.side = None;
                ctx.memory_mut(|memory| memory.request_focus(outline_rows_id()));
                Some(OutlineTree::default())
            }
        };
    }

    /// Draws the panel into all of `ui`, if it is open.
    pub(super) fn draw_outline(&mut self, ui: &mut Ui, theme: &Theme) {
        let Some(mut tree) = self.outline.take() else { return };
        let ctx = ui.ctx().clone();
        self.renew_outline(&ctx, &mut tree);
        self.take_outline_keys(&ctx, &mut tree);
        let known = self.outlining.known();
        let count = known.map_or(0, |_| tree.len());
        let words = match (known, self.outlining.percent()) {
            (None, Some(percent)) => format!("{percent} % of the file is read"),
            (None, None) => "The file is being read".to_owned(),
            (Some(_), _) if !tree.filter.trim().is_empty() => number_of(count, "row"),
            (Some(known), _) => {
                let (classes, functions) = known.symbols.counts;
                format!("{}, {}", classes_in_words(classes), number_of(functions, "function"))
            }
        };
        let row = |row: usize| self.outline_row(&tree, row);
        let panel = OutlinePanel {
            keymap: &self.keymap,
            words: &words,
            nothing: match known {
                None => "The file is being read.",
                Some(_) if tree.filter.trim().is_empty() => "This file has no class and no function.",
                Some(_) => "None is called like that.",
            },
            count,
            row: &row,
            selected: tree.selected(),
            reveals: tree.reveals(),
        };
        let mut filter = tree.filter.clone();
        let mut asked = Vec::new();
        let done = outline_panel(ui, theme, &panel, &mut filter, &mut asked);
        tree.has_revealed();
        self.queue.append(&mut asked);
        if done.is_filtered {
            tree.filter = filter;
            // Asked at once, so that the next frame can show it.
            self.renew_outline(&ctx, &mut tree);
        }
        if let (Some(row), Some(known)) = (done.toggled, self.outlining.known()) {
            tree.toggle(row, &known.symbols);
        }
        if let Some(row) = done.clicked {
            self.go_to_outline_row(&tree, row);
        }
        if done != crate::panels::OutlineDone::default() {
            ctx.request_repaint();
        }
        self.outline = Some(tree);
    }

    /// Brings the rows to what is known and to where the cursor is.
    fn renew_outline(&self, ctx: &Context, tree: &mut OutlineTree) {
        if let Some(known) = self.outlining.known() {
            let waker = ctx.clone();
            tree.update(known, self.file.document.cursor(), move || waker.request_repaint());
        }
    }

    fn outline_row(&self, tree: &OutlineTree, row: usize) -> Option<OutlineRow> {
        let known = self.outlining.known()?;
        let at = tree.symbol(row)?;
        let symbol = known.symbols.all.get(at)?;
        Some(OutlineRow {
            name: known.symbols.name(at).to_owned(),
            kind: symbol.kind,
            depth: symbol.depth,
            line: self.line_of_symbol(known, at)?,
            is_open: symbol.holds.then(|| tree.is_open(symbol.key)),
            is_here: tree.is_here(symbol.key),
        })
    }

    /// Where the name in a row stands, in bytes.
    fn outline_place(&self, tree: &OutlineTree, row: usize) -> Option<std::ops::Range<usize>> {
        let place = self.outlining.known()?.name(tree.symbol(row)?)?;
        let all = self.file.document.text().byte_len();
        Some(place.start.min(all)..place.end.min(all))
    }

    fn go_to_outline_row(&mut self, tree: &OutlineTree, row: usize) {
        if let Some(place) = self.outline_place(tree, row) {
            self.go_to_place(&place);
            // The cursor may have been there already.
            self.file.view.scroll_to(&self.file.document, place.start, MARGIN);
            self.file.view.request_focus();
        }
    }

    /// Up and down choose a row, which is shown; left and right close and open it; Enter goes there; Escape closes the
    /// panel.
    fn take_outline_keys(&mut self, ctx: &Context, tree: &mut OutlineTree) {
        let id = outline_rows_id();
        if !ctx.memory(|memory| memory.has_focus(id)) {
            return;
        }
        ctx.memory_mut(|memory| {
            let filter = EventFilter {
                vertical_arrows: true,
                horizontal_arrows: true,
                escape: true,
                ..Default::default()
            };
            memory.set_focus_lock_filter(id, filter);
        });
        let (rows, opens, enters, escapes) = ctx.input_mut(|input| {
            let mut pressed = |key| input.count_and_consume_key(Modifiers::NONE, key) as isize;
            let rows = pressed(Key::ArrowDown) - pressed(Key::ArrowUp)
                + PAGE * (pressed(Key::PageDown) - pressed(Key::PageUp))
                + isize::MAX / 4 * (pressed(Key::End) - pressed(Key::Home));
            let opens = pressed(Key::ArrowRight) - pressed(Key::ArrowLeft);
            (rows, opens, pressed(Key::Enter) > 0, pressed(Key::Escape) > 0)
        });
        let Some(known) = self.outlining.known() else {
            if escapes {
                self.queue.push(Action::Navigate(NavigateAction::ToggleOutline));
            }
            return;
        };
        let before = tree.selected();
        if rows != 0 {
            tree.move_by(rows, &known.symbols);
        }
        if let Some(selected) = tree.selected().filter(|_| opens != 0) {
            tree.open(selected, opens > 0, &known.symbols);
        }
        if let Some(row) = tree.selected().filter(|_| enters) {
            self.go_to_outline_row(tree, row);
        } else if let Some(place) = tree.selected().and_then(|row| self.outline_place(tree, row))
            && tree.selected() != before
        {
            self.file.view.scroll_to(&self.file.document, place.start, MARGIN);
        }
        if escapes {
            self.queue.push(Action::Navigate(NavigateAction::ToggleOutline));
        }
        if rows != 0 || opens != 0 || enters || escapes {
            ctx.request_repaint();
        }
    }
}
