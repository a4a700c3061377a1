//! Two views side by side: one has the keyboard and the light, the other rests.
//!
//! Invariants: the active pane is [`App::file`] with its view, as it is where there is one pane, so nothing else of the
//! program has to know of two; the resting pane has a view, cursors and colours of its own, over the same file or
//! another one that is open. What rests is carried through every edit in the frame of the edit.

mod draw;
mod mail;

use egui::{Context, Rect};
use namelight_engine::text::{Bias, DocumentId, Edit, Patch, Revision};

use super::App;
use crate::document::{Command, Selection, lines};
use crate::editor::{Painted, View};
use crate::highlights::Highlights;
use crate::panels::{PaneAction, lamp_id};

pub(super) use mail::Active;
use mail::Mail;

/// The resting pane, and how the window is divided.
pub(super) struct Split {
    /// What it shows.
    document: DocumentId,
    view: View,
    /// The cursors, in the order in which they were added.
    selections: Vec<Selection>,
    /// Its colours.
    light: Highlights,
    mail: Mail,
    /// Edits of its document that its light hasn't followed yet.
    edits: Vec<Edit>,
    /// The text state to which the cursors and the next place belong.
    revision: Revision,
    /// The first byte of the line at its upper edge.
    top_at: usize,
    painted: Painted,
    /// Whether it is the left one.
    is_left: bool,
    /// The left pane's part of the width.
    share: f32,
    /// Where it was drawn.
    rect: Rect,
}

impl Split {
    /// Waits for no answer about its document, if that is lost.
    pub(super) fn give_up_if(&mut self, is_lost: impl Fn(DocumentId) -> bool) {
        if is_lost(self.document) {
            self.light.give_up();
        }
    }

    /// What tells its answers from the active pane's.
    pub(super) fn mail(&self) -> &Mail {
        &self.mail
    }

    /// How the resting pane is looked at.
    pub(super) fn view_mut(&mut self) -> &mut View {
        &mut self.view
    }

    /// What is remembered of it: what it shows, its selections in the order in which they were added, its upper edge,
    /// whether it is the left one, and the left one's part of the width.
    pub(super) fn remembered(&self) -> (DocumentId, &[Selection], f64, bool, f32) {
        (self.document, &self.selections, self.view.top(), self.is_left, self.share)
    }

    /// Goes on with the view and the cursors through edits of its document.
    fn carry(&mut self, edits: &[Edit], text: &crop::Rope) {
        self.edits.extend_from_slice(edits);
        // The pane may have begun to rest in the middle of a frame, after some of them.
        let known = edits.partition_point(|edit| edit.revision <= self.revision);
        let Some(edits) = edits.get(known..).filter(|edits| !edits.is_empty()) else { return };
        let patch = Patch::of(edits);
        for selection in &mut self.selections {
            selection.anchor = patch.map_offset(selection.anchor, Bias::Right);
            selection.head = patch.map_offset(selection.head, Bias::Right);
        }
        self.top_at = patch.map_offset(self.top_at, Bias::Left).min(text.byte_len());
        let top = lines::of_offset(text, self.top_at) as f64;
        self.view.set_top(top + self.view.top().fract());
        self.revision = edits.last().map_or(self.revision, |edit| edit.revision);
    }
}

impl App {
    /// Does one thing that was asked of the panes.
    pub(super) fn perform_pane(&mut self, ctx: &Context, action: PaneAction) {
        match action {
            PaneAction::Split => self.split_right(),
            PaneAction::Close => self.close_pane(),
            PaneAction::CloseOther => self.split = None,
            PaneAction::GoLeft => self.go_to_pane(true),
            PaneAction::GoRight => self.go_to_pane(false),
            PaneAction::Divide(share) => {
                if let Some(split) = &mut self.split {
                    split.share = share;
                }
            }
        }
        ctx.request_repaint();
    }

    /// Shows the active file in a second pane, too, and goes there; where there are two already, goes to the other one.
    fn split_right(&mut self) {
        if self.split.is_some() {
            return self.turn_pane();
        }
        let file = &self.file;
        let mut view = View::new();
        view.set_zoom(file.view.zoom());
        view.set_row_height(file.view.row_height());
        view.set_sticky(file.view.is_sticky());
        view.restore(&file.document, file.view.top());
        self.split = Some(Split {
            document: file.document.id(),
            view,
            selections: file.document.selections().as_added(),
            light: file.light.colours_alone(),
            mail: Mail::default(),
            edits: Vec::new(),
            revision: file.document.revision(),
            top_at: top_of(&file.document, file.view.top()),
            painted: Painted::default(),
            is_left: false,
            share: 0.5,
            rect: Rect::NOTHING,
        });
        self.turn_pane();
    }

    /// Shows a file in a pane that rests beside the active one: where it is, and how the window is divided.
    pub(super) fn rest_beside(
        &mut self,
        document: DocumentId,
        selections: Vec<Selection>,
        top: f64,
        (is_left, share): (bool, f32),
    ) {
        let Some(file) = self.file_of(document) else { return };
        let end = file.document.text().byte_len();
        let mut selections: Vec<Selection> = selections
            .into_iter()
            .map(|selection| Selection { anchor: selection.anchor.min(end), head: selection.head.min(end) })
            .collect();
        if selections.is_empty() {
            selections.push(Selection::cursor(0));
        }
        let mut view = View::new();
        view.set_zoom(self.file.view.zoom());
        view.set_row_height(self.file.view.row_height());
        view.set_sticky(self.file.view.is_sticky());
        view.restore(&file.document, top);
        self.split = Some(Split {
            document,
            view,
            selections,
            light: file.light.colours_alone(),
            mail: Mail::default(),
            edits: Vec::new(),
            revision: file.document.revision(),
            top_at: top_of(&file.document, top),
            painted: Painted::default(),
            is_left,
            share,
            rect: Rect::NOTHING,
        });
    }

    /// Leaves only the other pane, with its file.
    fn close_pane(&mut self) {
        if self.split.is_some() {
            self.turn_pane();
            self.split = None;
        }
    }

    /// Gives the left or the right pane the keyboard; where there is one pane, the code.
    fn go_to_pane(&mut self, left: bool) {
        if self.split.as_ref().is_some_and(|split| split.is_left == left) {
            self.turn_pane();
        }
        self.file.view.request_focus();
    }

    /// F6: from the left pane to the right one, and on from there; whether that was it.
    pub(super) fn take_pane_turn(&mut self, ctx: &Context) -> bool {
        let Some(split) = &self.split else { return false };
        if !split.is_left && self.file.view.has_keyboard(ctx) {
            self.turn_pane();
            return true;
        }
        if ctx.memory(|memory| memory.has_focus(lamp_id())) {
            self.go_to_pane(true);
        }
        false
    }

    /// Closing is about the pane alone where the other one shows the same file; whether that was it.
    pub(super) fn close_pane_of_same_file(&mut self) -> bool {
        let is_same = self.split.as_ref().is_some_and(|split| split.document == self.file.document.id());
        if is_same {
            self.close_pane();
        }
        is_same
    }

    /// A file is closed: a pane that rests on it goes with it.
    pub(super) fn close_panes_of(&mut self, document: DocumentId) {
        self.split.take_if(|split| split.document == document);
    }

    /// Notes what was edited, for the pane that rests.
    pub(super) fn carry_pane(&mut self, edits: &[Edit]) {
        let document = &self.file.document;
        if let Some(split) = self.split.as_mut().filter(|split| split.document == document.id()) {
            split.carry(edits, document.text());
        }
    }

    /// Gives the resting pane the keyboard and the light.
    pub(super) fn turn_pane(&mut self) {
        if self.file_of(self.split.as_ref().map_or(self.file.document.id(), |split| split.document)).is_none()
        {
            self.split = None;
        }
        let Some(mut split) = self.split.take() else { return };
        self.end_rename_here();
        let left = self.file.document.id();
        let revision = self.file.document.revision();
        let selections = self.file.document.selections().as_added();
        let top_at = top_of(&self.file.document, self.file.view.top());
        let light = self.file.light.colours_alone();
        let (zoom, row_height, is_sticky) =
            (self.file.view.zoom(), self.file.view.row_height(), self.file.view.is_sticky());
        self.show_tab(split.document);
        std::mem::swap(&mut self.file.view, &mut split.view);
        if split.document != left
            && let Some(last) = self.file_of_mut(left)
        {
            // The view that stands here goes with its pane; the file keeps the one that the pane had for it.
            std::mem::swap(&mut last.view, &mut split.view);
            let top = split.view.top();
            last.view.restore(&last.document, top);
        }
        let file = &mut self.file;
        file.document.apply(&Command::SelectMany(split.selections), self.now);
        let top = file.view.top();
        file.view.restore(&file.document, top);
        file.view.set_zoom(zoom);
        file.view.set_row_height(row_height);
        file.view.set_sticky(is_sticky);
        file.view.request_focus();
        file.light.adopt_colours(&split.light);
        file.light.ask_after(&split.light);
        file.painted = std::mem::take(&mut split.painted);
        file.painted_at = Some((file.document.id(), file.document.revision(), file.document.cursor()));
        self.left_at = None;
        self.split = Some(Split {
            document: left,
            selections,
            light,
            mail: Mail::default(),
            edits: Vec::new(),
            revision,
            top_at,
            painted: Painted::default(),
            is_left: !split.is_left,
            ..split
        });
    }
}

/// The first byte of the line at a view's upper edge.
fn top_of(document: &crate::document::Document, top: f64) -> usize {
    let text = document.text();
    lines::start(text, (top as usize).min(lines::of_offset(text, text.byte_len())))
}
