//! How the open file is written, and what helps the eye in it: indentation, line endings, guides.

use egui::{Context, Rect, Ui};

use super::App;
use crate::document::WholeText;
use crate::panels::{Action, FileStyle, StatusBar, style_buttons};
use crate::theme::Theme;

/// The column behind which the ruler stands: Black's and Ruff's limit of a line.
const RULER_COLUMN: u16 = 88;

/// Which of the status bar's facts is about encoding and line endings, and which about indentation, counted from the
/// last: what comes before them isn't always there.
const SPELLING_FACT: usize = 2;
const INDENT_FACT: usize = 1;

impl App {
    /// Does what was asked for in the menus of the status bar, or by the commands of the same name.
    pub(super) fn perform_style(&mut self, ctx: &Context, action: &Action) {
        let document = self.file.document.id();
        match action {
            Action::SetIndentUnit(unit) => self.file.document.set_indent_unit(*unit),
            Action::ConvertIndentation(unit) => {
                self.rewrite(ctx, document, WholeText::Indentation(*unit), None);
            }
            Action::ConvertLineEndings(ending) => {
                self.rewrite(ctx, document, WholeText::LineEndings(*ending), None);
            }
            Action::ToggleGuides => {
                self.alter_settings(ctx, |settings| settings.indent_guides = !settings.indent_guides);
            }
            Action::NextWhiteSpace => {
                self.alter_settings(ctx, |settings| settings.white_space = settings.white_space.next());
            }
            Action::ToggleColumnRuler => self.alter_settings(ctx, |settings| {
                let is_shown = !settings.rulers.is_empty();
                settings.rulers = if is_shown { Vec::new() } else { vec![RULER_COLUMN] };
            }),
            _ => {}
        }
    }

    /// Makes buttons of what the status bar says about the file.
    pub(super) fn draw_style_buttons(
        &mut self,
        ui: &Ui,
        theme: &Theme,
        bar: &StatusBar,
        places: &[(usize, Rect)],
    ) {
        let style = FileStyle {
            unit: self.file.document.indent_unit(),
            ending: self.file.document.line_ending(),
            breaks: self.file.document.line_breaks(),
            encoding: self.encoding_words(),
            row_height: self.file.view.row_height(),
        };
        let place = |from_last: usize| {
            let fact = bar.facts.len().checked_sub(from_last)?;
            let (_, rect) = places.iter().find(|(index, _)| *index == fact)?;
            Some((*rect, bar.facts.get(fact)?.as_str()))
        };
        style_buttons(ui, theme, &style, (place(SPELLING_FACT), place(INDENT_FACT)), &mut self.queue);
    }
}
