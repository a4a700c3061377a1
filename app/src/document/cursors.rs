//! Moves cursors, adds them and takes them away. Nothing here changes the text.

use crop::Rope;

use super::selections::{Caret, Goals, Selections};
use super::{Document, Motion, Selection, Side, columns, graphemes, lines, motion};

/// Where an offset of a text leads with the column kept so far, and the column to keep.
pub type Destination<'a> = dyn Fn(&Rope, usize, Option<usize>) -> (usize, Option<usize>) + 'a;

/// Which offset is beside another one of a text with the column kept so far, and the column to keep.
pub type Beside<'a> = dyn Fn(&Rope, usize, Option<usize>) -> Option<(usize, usize)> + 'a;

impl Document {
    /// Moves every cursor.
    pub(super) fn travel(&mut self, motion: Motion, extend: bool) {
        self.travel_by(motion, extend, &|text, from, goal| motion::destination(text, motion, from, goal));
    }

    /// Moves every cursor to where somebody else says who knows what is seen of the text: `to` is given the text, an
    /// offset and the column kept so far, and says the offset to go to and the column to keep.
    pub fn travel_by(&mut self, motion: Motion, extend: bool, to: &Destination<'_>) {
        let text = &self.text;
        let moved = self.selections.moved(|caret| {
            let selection = caret.selection;
            let (from, there) =
                if extend { (selection.head, false) } else { motion::origin(selection, motion) };
            let (head, goal) = if there { (from, None) } else { to(text, from, caret.goals.head) };
            let head = graphemes::snap_back(text, head);
            let anchor = if extend { selection.anchor } else { head };
            Caret { goals: Goals { anchor: None, head: goal }, ..caret.at(Selection { anchor, head }) }
        });
        self.go_to(moved);
    }

    /// Selects in one place, and nowhere else.
    pub(super) fn select(&mut self, selection: Selection) {
        let snapped = self.snapped(selection);
        self.go_to(Selections::one(snapped));
    }

    /// Selects in these places, the last of which becomes the primary.
    pub(super) fn select_many(&mut self, selections: &[Selection]) {
        let snapped = selections.iter().map(|selection| self.snapped(*selection));
        if let Some(selections) = Selections::in_order(snapped) {
            self.go_to(selections);
        }
    }

    /// Adds a cursor in the line beside that of every cursor, with as much selected. A line that is too short has it
    /// at its end, and the one beyond it in the old column again. Beside lines that are selected nothing is.
    pub(super) fn add_cursors(&mut self, side: Side) {
        let last = lines::count(&self.text) - 1;
        self.add_cursors_by(side, &|text, offset, goal| {
            let line = lines::of_offset(text, offset);
            let target = match side {
                Side::Above => line.checked_sub(1)?,
                Side::Below => (line < last).then_some(line + 1)?,
            };
            let column = goal.unwrap_or_else(|| columns::of_offset(text, offset));
            Some((columns::offset_at(text, target, column), column))
        });
    }

    /// Like adding cursors, with somebody else saying which place is beside another one: the offset and the column to
    /// keep, or none if there is no line.
    pub fn add_cursors_by(&mut self, side: Side, beside: &Beside<'_>) {
        let text = &self.text;
        let beside = |offset: usize, goal: Option<usize>| beside(text, offset, goal);
        let copy = |caret: Caret| {
            let Selection { mut anchor, mut head } = caret.selection;
            if lines::of_offset(text, anchor) != lines::of_offset(text, head) {
                let range = caret.selection.range();
                let edge = if side == Side::Above { range.start } else { range.end };
                (anchor, head) = (edge, edge);
            }
            let (anchor, anchor_goal) = beside(anchor, caret.goals.anchor)?;
            let (head, head_goal) = beside(head, caret.goals.head)?;
            let goals = Goals { anchor: Some(anchor_goal), head: Some(head_goal) };
            Some(Caret { goals, ..caret.at(Selection { anchor, head }) })
        };
        let mut new: Vec<Caret> = self.selections.carets().filter_map(copy).collect();
        if side == Side::Above {
            // The uppermost is to be the newest.
            new.reverse();
        }
        let all = self.selections.with(new);
        self.go_to(all);
    }

    /// Takes away the cursor that was added last.
    pub(super) fn take_back_cursor(&mut self) {
        if !self.selections.is_single() {
            self.go_to(self.selections.without_newest());
        }
    }

    /// Puts the cursors elsewhere, which ends a run of typing.
    pub(super) fn go_to(&mut self, selections: Selections) {
        let is_same =
            self.selections.iter().eq(selections.iter()) && self.selections.primary() == selections.primary();
        if !is_same {
            self.history.close();
        }
        self.set_selections(selections);
    }

    /// The one door to the selections.
    pub(super) fn set_selections(&mut self, selections: Selections) {
        self.selections = selections;
        self.selected.set(None);
    }

    fn snapped(&self, selection: Selection) -> Selection {
        let anchor = graphemes::snap_back(&self.text, selection.anchor);
        let head = graphemes::snap_back(&self.text, selection.head);
        Selection { anchor, head }
    }
}
