//! The find bar in the window: its place, what it says, and the Escape that closes it.

use egui::{Rect, Ui, pos2};

use super::super::App;
use crate::find::Query;
use crate::panels::{Action, FindAction, FindFacts, Sentence};
use crate::theme::Theme;

impl App {
    /// The band that the find bar takes from the top of a part of the window, and what is left. The text stays where it
    /// is on the screen when the bar comes or goes.
    pub(in crate::app) fn split_for_find(&mut self, below: Rect) -> (Rect, Rect) {
        let height = if self.find.is_open { self.find.bar.height() } else { 0.0 };
        if height != self.find.height {
            self.file.view.move_top_edge(height - self.find.height);
            self.find.height = height;
        }
        let edge = (below.top() + height).min(below.bottom());
        (below.with_max_y(edge), Rect::from_min_max(pos2(below.left(), edge), below.max))
    }

    /// Draws the bar, if it is open, and hears what was typed into it.
    pub(in crate::app) fn draw_find(&mut self, ui: &mut Ui, theme: &Theme) {
        if !self.find.is_open {
            return;
        }
        let facts = self.find_facts();
        let facts = FindFacts { keymap: &self.keymap, ..facts };
        let bar = &mut self.find.bar;
        let before = (bar.text.clone(), bar.template.clone());
        bar.show(ui, theme, &facts, &mut self.queue);
        if bar.text != before.0 {
            self.find.session.search_on();
            self.find.said = None;
            // Asked at once, so that the next frame can show it.
            self.ask_finder();
            self.post_to_finder();
        }
        if self.find.bar.template != before.1 {
            self.find.session.forgive();
        }
    }

    fn find_facts(&self) -> FindFacts<'_> {
        let session = &self.find.session;
        let Query { is_case_sensitive, is_whole_word, is_regex, .. } = session.query;
        let said = self.find_said();
        let is_problem = session.problem().is_some();
        FindFacts {
            keymap: &self.keymap,
            is_case_sensitive,
            is_whole_word,
            is_regex,
            is_in_selection: session.scope.is_some(),
            can_be_in_selection: session.scope.is_some() || !self.file.document.selection().is_empty(),
            words: said.filter(|_| !is_problem).map_or_else(|| session.words(), str::to_owned),
            is_problem,
            total: (session.matches().count() > 0).then(|| session.total()),
        }
    }

    /// What was said last, as long as nothing has changed since.
    fn find_said(&self) -> Option<&str> {
        let (stamp, words) = self.find.said.as_ref()?;
        (*stamp == self.stamp()).then_some(words)
    }

    /// What the status bar says of a search without a bar.
    pub(in crate::app) fn find_sentence(&self) -> Option<Sentence> {
        let said = self.find_said().filter(|_| !self.find.is_open)?;
        Some(Sentence { is_problem: false, lead: said.to_owned(), rest: Vec::new() })
    }

    /// Whether Escape in the code closes the bar: there is nothing else for it to end.
    pub(in crate::app) fn hears_escape_for_find(&self) -> bool {
        let document = &self.file.document;
        let is_plain = document.selections().is_single() && document.selection().is_empty();
        self.find.is_open && self.rename.is_none() && is_plain
    }

    /// Takes Escape in the code for the bar.
    pub(in crate::app) fn take_find_escape(&mut self, ui: &Ui) {
        let is_pressed =
            |input: &mut egui::InputState| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape);
        if self.file.view.has_keyboard(ui.ctx())
            && !self.was_menu_open
            && self.hears_escape_for_find()
            && ui.input_mut(is_pressed)
        {
            self.queue.push(Action::Find(FindAction::Close));
        }
    }
}
