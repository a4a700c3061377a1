//! A field for a path, for where the desktop has no file dialog.

use std::ops::Range;
use std::path::{MAIN_SEPARATOR, PathBuf};

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Button, Context, Id, Key, RichText, TextEdit, vec2};

use super::{Action, control};
use crate::theme::{Theme, sizes};

/// What the path is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathPurpose {
    /// A file to open.
    Open,
    /// A file to write.
    Save,
}

/// A path that is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathField {
    purpose: PathPurpose,
    text: String,
    is_new: bool,
}

impl PathField {
    /// An open field with a first suggestion.
    #[must_use]
    pub fn new(purpose: PathPurpose, suggestion: String) -> Self {
        Self { purpose, text: suggestion, is_new: true }
    }

    /// Shows the field; whether it stays open.
    pub fn show(&mut self, ctx: &Context, theme: &Theme, actions: &mut Vec<Action>) -> bool {
        let mut is_done = false;
        let (heading, verb) = match self.purpose {
            PathPurpose::Open => ("Which file?", "Open this file"),
            PathPurpose::Save => ("Under which name?", "Save under this name"),
        };
        let shown = control::modal(theme, "path field").show(ctx, |ui| {
            ui.set_width(sizes::TOOLTIP + 4.0 * sizes::CONTROL);
            let title = RichText::new(heading).font(sizes::interface_font(sizes::FONT_PANEL_TITLE));
            let label = ui.label(title);
            ui.label(
                RichText::new("This desktop offers no file dialog, so type the path.")
                    .color(theme.text.secondary),
            );
            ui.add_space(8.0);
            let field = TextEdit::singleline(&mut self.text).desired_width(f32::INFINITY);
            let field = field.font(sizes::code_font()).align(egui::Align2::LEFT_CENTER);
            let field = ui.add(field.min_size(vec2(0.0, sizes::CONTROL))).labelled_by(label.id);
            if self.is_new {
                field.request_focus();
                if self.purpose == PathPurpose::Save {
                    select(ctx, field.id, stem(&self.text));
                }
                self.is_new = false;
            }
            let is_entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            ui.add_space(8.0);
            ui.horizontal(|ui| {
                let go = ui.add_enabled(!self.text.trim().is_empty(), Button::new(verb));
                if (go.clicked() || is_entered) && !self.text.trim().is_empty() {
                    let path = meant(self.text.trim(), std::env::home_dir());
                    actions.push(match self.purpose {
                        PathPurpose::Open => Action::OpenPath(path),
                        PathPurpose::Save => Action::SaveNew(path),
                    });
                    is_done = true;
                }
                is_done |= ui.add(Button::new("Keep editing")).clicked();
            });
        });
        is_done |= shown.backdrop_response.clicked();
        is_done |= ctx.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Escape));
        !is_done
    }
}

/// The path that is meant: one that begins anew behind the folder that stood there counts alone, and `~` is the home.
fn meant(typed: &str, home: Option<PathBuf>) -> PathBuf {
    let anew = |sign: &str| typed.rfind(sign).filter(|at| *at > 0 || sign == "/~/").map(|at| at + 1);
    let start = if cfg!(windows) { None } else { anew("//").max(anew("/~/")) };
    let typed = typed.get(start.unwrap_or(0)..).unwrap_or(typed);
    match (typed.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(typed),
    }
}

/// Where the name in a path is without its folder and its ending, in characters: what is typed instead of it keeps both.
fn stem(path: &str) -> Range<usize> {
    let start = path.rfind(MAIN_SEPARATOR).map_or(0, |at| at + MAIN_SEPARATOR.len_utf8());
    let name = path.get(start..).unwrap_or_default();
    let end = start + name.rfind('.').filter(|&at| at > 0).unwrap_or(name.len());
    let characters = |at: usize| path.get(..at).unwrap_or_default().chars().count();
    characters(start)..characters(end)
}

fn select(ctx: &Context, field: Id, characters: Range<usize>) {
    let mut state = TextEditState::load(ctx, field).unwrap_or_default();
    let range = CCursorRange::two(CCursor::new(characters.start), CCursor::new(characters.end));
    state.cursor.set_char_range(Some(range));
    state.store(ctx, field);
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::{meant, stem};

    #[test]
    #[cfg(unix)]
    fn a_path_that_begins_anew_counts_alone() {
        let meant = |typed| meant(typed, Some(PathBuf::from("/home/ada")));
        assert_eq!(meant("/tmp/work/a.py"), Path::new("/tmp/work/a.py"));
        assert_eq!(meant("/tmp/work//etc/a.py"), Path::new("/etc/a.py"));
        assert_eq!(meant("/tmp/work/~/a.py"), Path::new("/home/ada/a.py"));
        assert_eq!(meant("~/a.py"), Path::new("/home/ada/a.py"));
        assert_eq!(meant("/tmp/a~/b.py"), Path::new("/tmp/a~/b.py"));
    }

    #[test]
    fn the_stem_is_the_name_without_its_ending() {
        assert_eq!(stem("/home/ada/untitled.py"), 10..18);
        assert_eq!(stem("/tm\u{f6}/b.tar.gz"), 5..10);
        assert_eq!(stem("/home/.profile"), 6..14);
        assert_eq!(stem("name"), 0..4);
        assert_eq!(stem("/home/"), 6..6);
    }
}
