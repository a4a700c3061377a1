//! What the bars round the code say, told by the state alone.
//!
//! Invariant: nothing is kept here and nothing is changed, so a bar can't say what isn't.

use namelight_engine::occurrences::Scope;

use super::App;
use crate::document::lines;
use crate::highlights::Part;
use crate::panels::{
    Action, Breadcrumb, Crumb, MenuFacts, Sentence, StatusBar, indent_words, spelling_words,
};

impl App {
    pub(super) fn menu(&self) -> MenuFacts<'_> {
        MenuFacts {
            keymap: &self.keymap,
            theme: self.preferences.settings.theme,
            switches: self.file.light.switches(),
            names: self.names_switches(),
            row_height: self.file.view.row_height(),
            is_sticky: self.file.view.is_sticky(),
            is_wrapping: self.file.view.is_wrapping(),
            aids: self.file.view.aids(),
            can_undo: self.file.document.can_undo(),
            can_redo: self.file.document.can_redo(),
            is_lit: self.file.light.target().is_some(),
            toggle: self.toggles_menu,
        }
    }

    pub(super) fn crumbs(&self) -> Breadcrumb {
        let folder = self.file.document.path().and_then(|path| path.parent()?.file_name());
        let text = self.file.document.text();
        let crumb = |scope: &Scope| Crumb {
            title: scope.title.clone(),
            at: scope.name.start,
            line: lines::of_offset(text, scope.name.start) + 1,
        };
        Breadcrumb {
            folder: folder.map(|name| name.to_string_lossy().into_owned()),
            file: self.title(),
            scopes: self
                .file
                .light
                .scopes_round(self.file.document.cursor())
                .into_iter()
                .map(crumb)
                .collect(),
        }
    }

    /// What is said where the light is off.
    pub(super) fn darkness(&self) -> Option<Sentence> {
        let is_dark = !self.file.light.switches().is_on(Part::Light);
        is_dark.then(|| Sentence {
            is_problem: false,
            lead: "The light is off".to_owned(),
            rest: match self.keymap.words(&Action::Switch(Part::Light)) {
                keys if keys.is_empty() => vec!["The main menu turns it on".to_owned()],
                keys => vec![format!("{keys} turns it on")],
            },
        })
    }

    pub(super) fn status(&self) -> StatusBar {
        StatusBar {
            words: self.file.light.words(),
            sentence: self
                .rename_sentence()
                .or_else(|| self.settings_sentence())
                .or_else(|| self.find_sentence())
                .or_else(|| self.problem_sentence())
                .or_else(|| self.engine_sentence())
                .or_else(|| self.darkness()),
            position: self.shown().position(),
            cursors: self.shown().selections().len(),
            selected: self.shown().selected_characters(),
            facts: self
                .problem_count()
                .into_iter()
                .chain(["Python".to_owned()])
                .chain(self.file.document.fault().map(|_| "Read-only".to_owned()))
                .chain([
                    spelling_words(
                        &self.encoding_words(),
                        self.file.document.line_ending(),
                        self.file.document.line_breaks(),
                    ),
                    indent_words(self.file.document.indent_unit()),
                ])
                .collect(),
        }
    }
}
