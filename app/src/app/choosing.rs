//! Going to a symbol or a bookmark that is chosen from a list: the view shows what is selected, and goes back if nothing is chosen.

use std::ops::Range;

use egui::Context;
use namelight_engine::text::{DocumentId, Revision};

use super::App;
use crate::document::lines;
use crate::editor::MARGIN;
use crate::highlights::number_of;
use crate::panels::{Picker, PickerFacts, PickerRow};
use crate::picking::{Picking, places};
use crate::symbols::{Carried, word};
use crate::theme::Theme;

/// Letters of a marked line that are listed.
const SHOWN: usize = 200;

/// The list, if it is open.
#[derive(Default)]
pub(super) struct Choosing {
    open: Option<Open>,
    /// Whether it was closed in the frame before.
    has_closed: bool,
}

struct Open {
    picker: Picker,
    picking: Picking,
    list: List,
    /// The text that it is about.
    document: DocumentId,
    /// The view's upper edge before, in lines.
    top: f64,
    /// Whether the view shows what is selected.
    is_previewing: bool,
}

/// What is chosen from.
enum List {
    /// The symbols of this state of the text; none yet.
    Symbols(Option<(DocumentId, Revision)>),
    /// Marked lines, by their first byte.
    Bookmarks(Vec<usize>),
}

impl Choosing {
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Whether something is looked for or waits to be done.
    pub(super) fn is_busy(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.picking.is_searching() || open.picker.is_waiting())
    }

    /// Whether symbols are chosen from.
    pub(super) fn lists_symbols(&self) -> bool {
        self.open.as_ref().is_some_and(|open| matches!(open.list, List::Symbols(_)))
    }
}

impl App {
    /// Lists the symbols of the file.
    pub(super) fn choose_symbol(&mut self) {
        self.open_list(List::Symbols(None), Vec::new());
    }

    /// Lists the marked lines of the file.
    pub(super) fn choose_bookmark(&mut self) {
        let text = self.file.document.text();
        let marked = self.file.bookmarks.lines();
        let words = |line: &Range<usize>| {
            // Of a line of megabytes its beginning will do.
            let code: String = text.byte_slice(line.clone()).chars().take(SHOWN).collect();
            if code.trim().is_empty() { "an empty line".to_owned() } else { code.trim().to_owned() }
        };
        let lines = marked.iter().map(words).collect();
        let starts = marked.iter().map(|line| line.start).collect();
        self.open_list(List::Bookmarks(starts), lines);
    }

    fn open_list(&mut self, list: List, lines: Vec<String>) {
        self.end_rename_here();
        self.choosing.open = Some(Open {
            picker: Picker::default(),
            picking: Picking::new(lines.into()),
            list,
            document: self.file.document.id(),
            top: self.file.view.top(),
            is_previewing: false,
        });
    }

    /// Gives the keyboard back to the code when the list has just closed.
    pub(super) fn leave_list(&mut self) {
        if std::mem::take(&mut self.choosing.has_closed) && !self.is_asking() {
            self.file.view.request_focus();
        }
    }

    /// Draws the list and does what was asked for there.
    pub(super) fn draw_list(&mut self, ctx: &Context, theme: &Theme) {
        let document = self.file.document.id();
        let Some(mut open) = self.choosing.open.take_if(|open| open.document == document) else {
            // Another file has come in between.
            self.choosing = Choosing::default();
            return;
        };
        self.renew_symbols(&mut open, ctx);
        let has_found = open.picking.hear();
        let Open { picker, picking, list, .. } = &mut open;
        let row = |row: usize| self.list_row(list, picking, row);
        let (name, hint, nothing) = match &*list {
            List::Symbols(_) => ("Symbols", "Go to a symbol", self.no_symbols(picking)),
            List::Bookmarks(starts) if starts.is_empty() => {
                ("Bookmarks", "Go to a bookmark", "No line of this file has a bookmark.")
            }
            List::Bookmarks(_) => ("Bookmarks", "Go to a bookmark", "No bookmark's line holds that."),
        };
        let facts = PickerFacts {
            name,
            hint,
            count: picking.len(),
            said: self.list_said(list, picking),
            is_searching: picking.is_searching() || matches!(list, List::Symbols(None)),
            nothing,
            row: &row,
            foot: &["Enter goes there", "Up and Down show it", "Esc goes back"],
        };
        let done = picker.show(ctx, theme, &facts);
        if done.is_typed {
            let waker = ctx.clone();
            picking.ask(picker.text(), move || waker.request_repaint());
            ctx.request_repaint();
        }
        if let Some(place) = done.chosen.and_then(|row| self.list_place(&open, row)) {
            self.go_to_place(&place);
            // The cursor may have been there already.
            self.file.view.scroll_to(&self.file.document, place.start, MARGIN);
        } else if done.is_closed {
            self.file.view.restore(&self.file.document, open.top);
        } else {
            if done.is_moved || done.is_typed || has_found {
                self.preview(&mut open, done.is_moved);
                ctx.request_repaint();
            }
            self.choosing.open = Some(open);
            return;
        }
        self.choosing.has_closed = true;
        ctx.request_repaint();
    }

    /// Shows what is selected, or what was seen before if nothing was asked for.
    fn preview(&mut self, open: &mut Open, is_moved: bool) {
        let is_meant = is_moved || !open.picker.text().trim().is_empty();
        let place = self.list_place(open, open.picker.selected()).filter(|_| is_meant);
        match place {
            Some(place) => {
                open.is_previewing = true;
                self.file.view.scroll_to(&self.file.document, place.start, MARGIN);
            }
            None if open.is_previewing => {
                open.is_previewing = false;
                self.file.view.restore(&self.file.document, open.top);
            }
            None => {}
        }
    }

    /// Takes over newer symbols; the first ones are shown from where the cursor is.
    fn renew_symbols(&self, open: &mut Open, ctx: &Context) {
        let List::Symbols(of) = &mut open.list else { return };
        let Some(known) = self.outlining.known() else { return };
        if *of == Some(known.symbols.stamp) {
            return;
        }
        open.picking = Picking::new(known.symbols.paths.clone());
        let waker = ctx.clone();
        open.picking.ask(open.picker.text(), move || waker.request_repaint());
        if of.is_none()
            && open.picker.text().is_empty()
            && let Some(here) = known.round(self.file.document.cursor())
        {
            open.picker.select(here);
        }
        *of = Some(known.symbols.stamp);
    }

    /// Where what stands in a row is in the text, in bytes.
    fn list_place(&self, open: &Open, row: usize) -> Option<Range<usize>> {
        let line = open.picking.line_at(row)?;
        let place = match &open.list {
            List::Symbols(_) => self.outlining.known()?.name(line)?,
            List::Bookmarks(starts) => {
                let text = self.file.document.text();
                let at = lines::indentation_end(text, lines::of_offset(text, *starts.get(line)?));
                at..at
            }
        };
        let all = self.file.document.text().byte_len();
        Some(place.start.min(all)..place.end.min(all))
    }

    fn list_row(&self, list: &List, picking: &Picking, row: usize) -> Option<PickerRow> {
        let line = picking.line_at(row)?;
        let title = picking.text(line);
        let row = PickerRow {
            title: title.to_owned(),
            met: places(picking.query(), title),
            is_usable: true,
            ..PickerRow::default()
        };
        match list {
            List::Symbols(_) => {
                let known = self.outlining.known()?;
                let kind = known.symbols.all.get(line)?.kind;
                let number = self.line_of_symbol(known, line)?;
                let keys = format!("line {number}");
                Some(PickerRow { detail: word(kind).to_owned(), keys, sign: Some(kind), ..row })
            }
            List::Bookmarks(starts) => {
                let number = lines::of_offset(self.file.document.text(), *starts.get(line)?) + 1;
                Some(PickerRow { keys: format!("line {number}"), ..row })
            }
        }
    }

    /// The line of a symbol's name, from 1.
    pub(super) fn line_of_symbol(&self, known: &Carried, at: usize) -> Option<usize> {
        Some(lines::of_offset(self.file.document.text(), known.name(at)?.start) + 1)
    }

    fn list_said(&self, list: &List, picking: &Picking) -> String {
        let what = match list {
            List::Symbols(_) => "symbol",
            List::Bookmarks(_) => "bookmark",
        };
        if let (List::Symbols(None), Some(percent)) = (list, self.outlining.percent()) {
            return format!("{percent} % of the file is read");
        }
        let (count, total) = (picking.len(), picking.total());
        let all = number_of(total, what);
        if count == total { all } else { format!("{count} of {all}") }
    }

    fn no_symbols(&self, picking: &Picking) -> &'static str {
        if self.outlining.known().is_none() {
            "The file is being read."
        } else if picking.total() == 0 {
            "This file defines nothing."
        } else {
            "No symbol is called like that."
        }
    }
}
