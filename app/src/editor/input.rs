//! Turns a frame's events into commands for the document.
//!
//! Invariant: nothing is done to the document here; the caller applies the commands in order and then paints.
//! Events that have to look at the text or the selection after an earlier command of the same frame wait for
//! the next one, so a click never means a place in a text that is no longer there.

use egui::{
    CursorIcon, Event, EventFilter, FocusDirection, Id, OutputCommand, PointerButton, Pos2, Rect, Sense, Ui,
    WidgetInfo, accesskit,
};
use namelight_engine::text::Revision;

use super::accessibility::{self, Described};
use super::dropping;
use super::ime::{self, Preedit};
use super::keys::{self, Meaning};
use super::line::Source;
use super::pointer::{self, Clicks, Drag};
use super::view::View;
use crate::commands::Keymap;
use crate::document::{Command, Document, Selection, joined};

/// What assistive technologies and tests call the view.
pub const LABEL: &str = "Code";

/// What they call the second of two views.
pub const SECOND_LABEL: &str = "Code in the right pane";

/// A selection longer than this (bytes) isn't offered for pasting with the middle button: every change of it
/// would be copied.
const LONGEST_PRIMARY: usize = 1 << 20;

/// Keys that stay with the view instead of moving the focus.
const KEPT_KEYS: EventFilter =
    EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };

/// What a view remembers of the person's hands between frames.
#[derive(Debug, Default)]
pub(super) struct Interaction {
    pub(super) id: Option<Id>,
    pub(super) wants_focus: bool,
    /// A drag that selects.
    pub(super) drag: Option<Drag>,
    /// A drag on the ruler: from the pointer's line to the view's upper edge, in lines.
    pub(super) grip: Option<f64>,
    pub(super) clicks: Clicks,
    pub(super) preedit: Option<Preedit>,
    /// Events that wait for the commands before them.
    waiting: Vec<Event>,
    /// The selection that was offered for the middle button last.
    offered: Option<(Revision, Selection)>,
    /// Where hints and sticky lines lie over the code; they take clicks for themselves.
    pub(super) hints: Vec<Rect>,
    /// Whether the cursor was moved by the mouse in this frame.
    pub(super) is_by_pointer: bool,
    /// Whether a name was clicked to go to its definition.
    pub(super) follows: bool,
    /// Where a menu was asked for, in points.
    pub(super) menu_at: Option<Pos2>,
    /// What was copied last from several selections; empty if it was one.
    copied: Vec<String>,
    /// What was copied last, if it was whole lines.
    copied_lines: Option<String>,
    /// What assistive technologies were told last.
    pub(super) described: Described,
}

/// Takes up all the space that is left in `ui` and turns what happened there into commands.
///
/// Shortcuts that the view doesn't know stay in egui's input for the shell.
pub fn input(ui: &mut Ui, view: &mut View, document: &Document, keymap: &Keymap) -> Vec<Command> {
    let rect = ui.available_rect_before_wrap();
    ui.allocate_rect(rect, Sense::hover());
    let id = view.id_over(document);
    let response = ui.interact(rect, id, Sense::click_and_drag());
    let label = view.label();
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::MultilineTextInput, true, label));
    let source = Source::of(document);
    view.interaction.id = Some(id);
    view.begin(ui, rect, source);
    if std::mem::take(&mut view.interaction.wants_focus) {
        response.request_focus();
    }
    let has_focus = ui.memory(|memory| memory.has_focus(id));
    if has_focus {
        ui.memory_mut(|memory| {
            memory.set_focus_lock_filter(id, KEPT_KEYS);
            // In the first frame with the keyboard the keys aren't kept yet.
            memory.move_focus(FocusDirection::None);
        });
    } else {
        view.interaction.preedit = None;
    }
    show_pointer(ui, view, response.hovered());
    scroll(ui, view, source, response.contains_pointer());
    offer_selection(ui, view, document);

    let commands = Vec::new();
    let mut frame = Frame { ui, view, document, keymap, rect, has_focus, commands, has_edited: false };
    frame.events();
    let mut commands = frame.commands;
    continue_drag(ui, view, document, &mut commands);
    commands
}

/// One frame's events on their way to commands.
struct Frame<'a> {
    ui: &'a Ui,
    view: &'a mut View,
    document: &'a Document,
    keymap: &'a Keymap,
    rect: Rect,
    has_focus: bool,
    commands: Vec<Command>,
    /// Whether one of the commands changes the text.
    has_edited: bool,
}

impl Frame<'_> {
    fn events(&mut self) {
        let mut events = std::mem::take(&mut self.view.interaction.waiting);
        events.extend(self.ui.input(|input| input.events.clone()));
        let mut rest = events.into_iter();
        while let Some(event) = rest.next() {
            if self.must_wait(&event) {
                self.view.interaction.waiting.push(event);
                self.view.interaction.waiting.extend(rest.filter(is_ours));
                self.ui.ctx().request_repaint();
                return;
            }
            self.event(event);
        }
    }

    /// Whether an event needs the text or the selection as earlier commands will leave them.
    fn must_wait(&self, event: &Event) -> bool {
        match event {
            Event::PointerButton { modifiers, pressed, .. } => {
                let looks_at_selection = *pressed && (modifiers.shift || modifiers.alt);
                self.has_edited || (looks_at_selection && !self.commands.is_empty())
            }
            Event::PointerMoved(_) => self.has_edited && self.view.interaction.drag.is_some(),
            Event::MiddleClickPaste { .. } => self.has_edited,
            Event::Copy | Event::Cut => !self.commands.is_empty(),
            Event::Ime(egui::ImeEvent::DeleteSurrounding { .. }) => !self.commands.is_empty(),
            Event::AccessKitActionRequest(_) => self.has_edited,
            Event::Key { key: egui::Key::Escape, pressed: true, .. } => !self.commands.is_empty(),
            _ => false,
        }
    }

    fn event(&mut self, event: Event) {
        match event {
            Event::PointerButton { pos, button: PointerButton::Primary, pressed: true, modifiers }
                if self.is_here(pos) =>
            {
                // Asked for again by who has it, the keyboard comes without the keys kept from moving it on:
                // an arrow key in the next frame would take it away.
                if let Some(id) = self.view.interaction.id.filter(|_| !self.has_focus) {
                    self.ui.memory_mut(|memory| memory.request_focus(id));
                    self.has_focus = true;
                }
                if self.view.interaction.preedit.take().is_some() {
                    self.ui.memory_mut(|memory| memory.interrupt_ime());
                }
                let command = pointer::press(self.ui, self.view, self.document, pos, modifiers);
                self.push(command);
                let is_plain = modifiers.command && !modifiers.alt && !modifiers.shift;
                self.view.interaction.follows = is_plain && self.view.metrics.text_area().contains(pos);
                if self.view.interaction.follows {
                    // Letting go of the button mustn't bring the cursor back.
                    self.view.interaction.drag = None;
                }
            }
            Event::PointerButton { pos, button: PointerButton::Primary, pressed: false, modifiers } => {
                self.pointer_moved(pos);
                let dropped = dropping::drop(self.view, self.document, pos, modifiers);
                self.push(dropped);
                self.view.interaction.drag = None;
                self.view.interaction.grip = None;
            }
            Event::PointerButton { pos, button: PointerButton::Secondary, pressed, .. }
                if self.is_here(pos) && self.view.metrics.text_area().contains(pos) =>
            {
                if pressed {
                    let command = pointer::press_for_menu(self.view, self.document, pos);
                    self.push(command);
                } else {
                    // Opened any sooner, letting go of the button would close it.
                    self.view.interaction.menu_at = Some(pos);
                }
            }
            Event::PointerMoved(pos) => self.pointer_moved(pos),
            Event::MiddleClickPaste { pos, text } if self.is_here(pos) && !text.is_empty() => {
                let at = self.view.offset_in(Source::of(self.document), pos);
                self.view.interaction.is_by_pointer = true;
                self.push([Command::Select(Selection::cursor(at)), Command::Paste(text)]);
            }
            Event::MouseWheel { delta, modifiers, .. } if modifiers.command => {
                let is_over =
                    self.ui.input(|input| input.pointer.hover_pos()).is_some_and(|pos| self.is_here(pos));
                if is_over && delta.y != 0.0 {
                    self.view.set_zoom(self.view.zoom().stepped(delta.y.signum()));
                }
            }
            event if self.has_focus => self.keyboard(event),
            _ => {}
        }
    }

    fn keyboard(&mut self, event: Event) {
        match event {
            Event::Text(text) if !text.is_empty() && text != "\n" && text != "\r" => {
                self.push([Command::Type(text)])
            }
            Event::Key { key, pressed: true, modifiers, .. } => {
                let rows = self.view.metrics.rows() as usize;
                let edit = self.keymap.edit(key, modifiers).map(Meaning::Edit);
                match edit.or_else(|| keys::meaning(key, modifiers, rows)) {
                    Some(Meaning::Edit(command)) => self.push([command]),
                    Some(Meaning::Scroll(rows)) => self.view.scroll_rows(rows, Source::of(self.document)),
                    Some(Meaning::Deselect) => self.deselect(),
                    None => {}
                }
            }
            Event::Copy => self.copy(),
            Event::Cut => {
                self.copy();
                self.push([Command::Cut]);
            }
            Event::Paste(text) if !text.is_empty() => {
                let command = self.paste(text);
                self.push([command]);
            }
            Event::Ime(event) => {
                let mut commands = Vec::new();
                ime::on_event(&event, &mut self.view.interaction.preedit, self.document, &mut commands);
                self.push(commands);
            }
            Event::AccessKitActionRequest(request) => {
                let id = self.view.interaction.id;
                let found = id
                    .and_then(|id| accessibility::requested(&request, id, &self.view.interaction.described));
                self.push(found);
            }
            _ => {}
        }
    }

    /// Goes back to one cursor, or deselects.
    fn deselect(&mut self) {
        if self.view.interaction.holds_text() {
            self.view.interaction.drag = None;
            return;
        }
        let selection = self.document.selection();
        if !self.document.selections().is_single() {
            self.push([Command::Select(selection)]);
        } else if !selection.is_empty() {
            self.push([Command::Select(Selection::cursor(selection.head))]);
        }
    }

    /// Copies what is selected, or the lines of cursors that have selected nothing.
    fn copy(&mut self) {
        let parts = self.document.copied();
        let text = joined(&parts);
        if !text.is_empty() {
            let is_lines = self.document.copies_lines() && text.len() <= LONGEST_PRIMARY;
            self.view.interaction.copied_lines = is_lines.then(|| text.clone());
            self.ui.copy_text(text);
            self.view.interaction.copied = if parts.len() > 1 { parts } else { Vec::new() };
        }
    }

    /// A text from the clipboard, in parts if it was copied in parts here.
    fn paste(&self, text: String) -> Command {
        let parts = &self.view.interaction.copied;
        // The clipboard may have written the line breaks in the system's way.
        let plain = |text: &str| text.replace('\r', "");
        let is_lines = |lines: &String| plain(lines) == plain(&text);
        if self.view.interaction.copied_lines.as_ref().is_some_and(is_lines) && parts.is_empty() {
            return Command::PasteLines(text);
        }
        if parts.is_empty() || plain(&text) != plain(&joined(parts)) {
            return Command::Paste(text);
        }
        Command::PasteEach(parts.clone())
    }

    fn pointer_moved(&mut self, pos: egui::Pos2) {
        if self.view.interaction.grip.is_some() {
            pointer::drag_ruler(self.view, Source::of(self.document), pos);
        } else {
            let command = pointer::drag_to(self.view, self.document, pos);
            self.push(command);
        }
    }

    fn push(&mut self, commands: impl IntoIterator<Item = Command>) {
        for command in commands {
            self.has_edited |= command.is_edit();
            if command.is_edit() && self.view.interaction.holds_text() {
                self.view.interaction.drag = None;
            }
            self.commands.push(command);
        }
    }

    /// Whether a place is in this view and nothing lies above it.
    fn is_here(&self, pos: egui::Pos2) -> bool {
        self.rect.contains(pos)
            && !self.view.interaction.hints.iter().any(|hint| hint.contains(pos))
            && self.ui.ctx().layer_id_at(pos).is_none_or(|layer| layer == self.ui.layer_id())
    }
}

/// Whether an event may wait; the others are egui's own affair, and it has seen them already.
fn is_ours(event: &Event) -> bool {
    !matches!(event, Event::MouseWheel { .. } | Event::Zoom(_) | Event::WindowFocused(_))
}

/// While the button is held, a drag goes on also without events: beyond an edge it scrolls.
fn continue_drag(ui: &Ui, view: &mut View, document: &Document, commands: &mut Vec<Command>) {
    if !view.interaction.waiting.is_empty() {
        return;
    }
    let (is_down, pos, seconds) = ui.input(|input| {
        (input.pointer.primary_down(), input.pointer.latest_pos(), f64::from(input.stable_dt.min(0.1)))
    });
    if !is_down {
        view.interaction.drag = None;
        view.interaction.grip = None;
        return;
    }
    let (Some(pos), true) = (pos, view.interaction.drag.is_some()) else { return };
    if commands.is_empty() && pointer::scroll_by_drag(view, Source::of(document), pos, seconds) {
        commands.extend(pointer::drag_to(view, document, pos));
    }
    if !view.metrics.text_area().with_min_y(view.code_top()).contains(pos) {
        ui.ctx().request_repaint();
    }
}

pub(super) fn show_pointer(ui: &Ui, view: &View, is_hovered: bool) {
    let pos = ui.input(|input| input.pointer.hover_pos());
    let is_code = |pos| {
        view.metrics.text_area().contains(pos)
            && !view.interaction.hints.iter().any(|hint| hint.contains(pos))
    };
    if is_hovered && pos.is_some_and(is_code) {
        let follows = ui.input(|input| input.modifiers.command_only());
        ui.ctx().set_cursor_icon(if follows { CursorIcon::PointingHand } else { CursorIcon::Text });
    }
    dropping::show_pointer(ui, view);
}

pub(super) fn scroll(ui: &Ui, view: &mut View, source: Source<'_>, is_hovered: bool) {
    let delta = ui.input(|input| input.smooth_scroll_delta());
    if !is_hovered || delta == egui::Vec2::ZERO {
        return;
    }
    if delta.y != 0.0 {
        view.scroll_rows(-f64::from(delta.y / view.metrics.row), source);
    }
    if delta.x != 0.0 {
        view.scroll_sideways(-f64::from(delta.x), source);
    }
}

/// Offers a settled selection for pasting with the middle button, where the system knows that.
fn offer_selection(ui: &Ui, view: &mut View, document: &Document) {
    let selection = document.selection();
    let now = Some((document.revision(), selection));
    if view.interaction.offered == now || ui.input(|input| input.pointer.any_down()) {
        return;
    }
    view.interaction.offered = now;
    if !selection.is_empty() && selection.range().len() <= LONGEST_PRIMARY {
        ui.ctx().send_cmd(OutputCommand::TextSelectionSettled(document.selected_text()));
    }
}
