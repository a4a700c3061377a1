//! What the outline lists: classes and functions as a tree, of which parts can be closed, and that can be filtered.
//!
//! Invariants: the rows are made anew only when there are other symbols, another filter or another closed part; the selected
//! row follows the cursor until a person selects another one.

use std::collections::HashSet;

use namelight_engine::text::{DocumentId, Revision};

use super::rows::Rows;
use super::{Carried, Symbols};
use crate::picking::Picking;

/// The rows of the outline, and what a person has chosen in it.
#[derive(Debug, Default)]
pub struct OutlineTree {
    /// What rows have to hold, or something in them.
    pub filter: String,
    /// The symbols whose rows were made, and which of them are listed, by number.
    of: Option<(DocumentId, Revision)>,
    rows: Rows,
    picking: Option<Picking>,
    /// Closed entries, by key.
    closed: HashSet<u64>,
    /// The selected row, and the key of its entry.
    selected: Option<(usize, u64)>,
    reveals: bool,
    /// The entry that the cursor is in, by key; none before the first look.
    here: Option<Option<u64>>,
}

impl OutlineTree {
    /// Takes over what is known; `cursor` is a byte of the present text. Where the filter goes through many symbols, `wake`
    /// is called when that is done.
    pub fn update(&mut self, known: &Carried, cursor: usize, wake: impl FnOnce() + Send + 'static) {
        let symbols = &known.symbols;
        let is_other = self.of != Some(symbols.stamp);
        if is_other {
            self.of = Some(symbols.stamp);
            self.picking = None;
        }
        let filter = self.filter.trim();
        let is_filtered = if filter.is_empty() {
            self.picking.take().is_some()
        } else {
            let picking = self.picking.get_or_insert_with(|| Picking::new(symbols.paths.clone()));
            let is_asked = picking.query() != filter;
            picking.ask(filter, wake);
            picking.hear() || is_asked
        };
        if is_other || is_filtered {
            self.make_rows(symbols);
        }
        let round = known.round(cursor);
        let here = round.and_then(|at| Some(symbols.all.get(at)?.key));
        if self.here != Some(here) || is_other && self.selected.is_none() {
            self.here = Some(here);
            self.select(round.and_then(|at| self.row_round(symbols, at)), symbols);
        }
    }

    /// Whether the filter is still being looked for.
    #[must_use]
    pub fn is_searching(&self) -> bool {
        self.picking.as_ref().is_some_and(Picking::is_searching)
    }

    fn make_rows(&mut self, symbols: &Symbols) {
        self.rows = match &self.picking {
            // What is found is shown in what it stands in.
            Some(picking) => Rows::found(symbols, (0..picking.len()).filter_map(|row| picking.line_at(row))),
            None => {
                let closed = self.closed.iter().filter_map(|key| symbols.definition(*key));
                Rows::all(&symbols.definitions, closed.collect())
            }
        };
        let key = self.selected.map(|(_, key)| key);
        let symbol = key.and_then(|key| symbols.definitions.get(symbols.definition(key)?));
        let row = symbol.and_then(|one| self.rows.row_of(one.symbol));
        self.selected = row.zip(key);
    }

    /// The row of an entry, or of the nearest one round it that is listed.
    fn row_round(&self, symbols: &Symbols, at: usize) -> Option<usize> {
        let mut next = Some(at);
        while let Some(at) = next {
            if let Some(row) = self.rows.row_of(at) {
                return Some(row);
            }
            next = symbols.all.get(at)?.parent;
        }
        None
    }

    fn select(&mut self, row: Option<usize>, symbols: &Symbols) {
        self.selected = row.and_then(|row| Some((row, symbols.all.get(self.rows.symbol(row)?)?.key)));
        self.reveals |= self.selected.is_some();
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.len() == 0
    }

    /// The symbol in a row, by number.
    #[must_use]
    pub fn symbol(&self, row: usize) -> Option<usize> {
        self.rows.symbol(row)
    }

    /// The selected row.
    #[must_use]
    pub fn selected(&self) -> Option<usize> {
        self.selected.map(|(row, _)| row)
    }

    /// Whether an entry, by key, is the one that the cursor is in.
    #[must_use]
    pub fn is_here(&self, key: u64) -> bool {
        self.here == Some(Some(key))
    }

    /// Whether what stands in an entry, by key, is listed.
    #[must_use]
    pub fn is_open(&self, key: u64) -> bool {
        self.picking.is_some() || !self.closed.contains(&key)
    }

    /// Whether the selected row has to be brought into view.
    #[must_use]
    pub fn reveals(&self) -> bool {
        self.reveals
    }

    /// The selected row was brought into view.
    pub fn has_revealed(&mut self) {
        self.reveals = false;
    }

    /// Selects the row so many further down; stops at the ends.
    pub fn move_by(&mut self, rows: isize, symbols: &Symbols) {
        let Some(last) = self.rows.len().checked_sub(1) else { return };
        let next = match self.selected {
            Some((now, _)) => now.saturating_add_signed(rows).min(last),
            None if rows < 0 => last,
            None => 0,
        };
        self.select(Some(next), symbols);
    }

    /// Opens or closes the entry in a row. Left on one that is closed or holds nothing goes to the one that it stands in,
    /// right on one that is open to the first in it.
    pub fn open(&mut self, row: usize, opens: bool, symbols: &Symbols) {
        let Some(symbol) = self.symbol(row).and_then(|at| symbols.all.get(at)) else { return };
        let is_open = self.is_open(symbol.key) && symbol.holds;
        if opens == is_open || !symbol.holds {
            let parent = symbol.parent.and_then(|parent| self.row_round(symbols, parent));
            match opens {
                true if is_open => self.move_by(1, symbols),
                false if parent.is_some() => self.select(parent, symbols),
                _ => {}
            }
            return;
        }
        self.toggle(row, symbols);
    }

    /// Opens or closes the entry in a row; while something is looked for all stay open.
    pub fn toggle(&mut self, row: usize, symbols: &Symbols) {
        let Some(symbol) = self.symbol(row).and_then(|at| symbols.all.get(at)) else { return };
        if self.picking.is_some() || !symbol.holds {
            return;
        }
        if !self.closed.remove(&symbol.key) {
            self.closed.insert(symbol.key);
        }
        self.selected = Some((row, symbol.key));
        self.make_rows(symbols);
    }
}
