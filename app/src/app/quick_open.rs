//! Choosing a file by some letters of its name: one of the project, or one that was open before.
//!
//! The project's files are found by a thread of its own and shown as they come. Invariant: while newer files are looked
//! through, the rows are those of before, so that no row changes its meaning between looking at it and Enter.

use std::path::{Path, PathBuf};

use egui::Context;

use super::App;
use super::tabs::Goal;
use crate::panels::{Action, FolderAction, LineWish, NoticeLevel, Picker, PickerFacts, PickerRow};
use crate::picking::{Picking, places};
use crate::project::{Found, MOST_FILES, Walk};
use crate::theme::Theme;

/// The box, if it is open.
#[derive(Default)]
pub(super) struct QuickOpen(Option<Open>);

struct Open {
    picker: Picker,
    picking: Picking,
    /// The files that are known by now, while they are looked through for the same letters.
    next: Option<Picking>,
    source: Source,
}

/// Where the lines come from.
enum Source {
    /// The files of a project, as paths from its root.
    Project { walk: Walk, root: PathBuf, is_cut: bool },
    /// Files that were open before, as whole paths.
    Recent,
}

impl QuickOpen {
    pub(super) fn is_open(&self) -> bool {
        self.0.is_some()
    }

    /// Whether files are looked for.
    pub(super) fn is_busy(&self) -> bool {
        self.0.as_ref().is_some_and(|open| {
            open.is_walking()
                || open.next.is_some()
                || open.picking.is_searching()
                || open.picker.is_waiting()
        })
    }
}

impl Open {
    fn new(lines: Vec<String>, source: Source) -> Self {
        Self { picker: Picker::default(), picking: Picking::new(lines.into()), next: None, source }
    }

    fn is_walking(&self) -> bool {
        matches!(&self.source, Source::Project { walk, .. } if !walk.is_done())
    }

    /// Takes what was found, and what was found of it by the letters.
    fn hear(&mut self, wake: impl FnOnce() + Send + 'static) {
        self.picking.hear();
        if let Source::Project { walk, root, is_cut } = &mut self.source
            && let Some(Found { root: found_in, files, is_cut: found_cut, .. }) = walk.take()
        {
            (*root, *is_cut) = (found_in.folder, found_cut);
            let mut next = Picking::new(files.into());
            next.ask(name_and_line(self.picker.text()).0, wake);
            self.next = Some(next);
        }
        if let Some(next) = &mut self.next {
            next.hear();
        }
        if let Some(next) = self.next.take_if(|next| !next.is_searching()) {
            self.picking = next;
        }
    }

    /// Other letters: the newest files are asked for them.
    fn ask(&mut self, wake: impl FnOnce() + Send + 'static) {
        if let Some(next) = self.next.take() {
            self.picking = next;
        }
        self.picking.ask(name_and_line(self.picker.text()).0, wake);
    }

    fn said(&self) -> String {
        let (count, total) = (self.picking.len(), self.picking.total());
        let files = if total == 1 { "file" } else { "files" };
        let all = match &self.source {
            Source::Project { is_cut: true, .. } => format!("the first {total} files"),
            Source::Project { .. } if self.is_walking() => format!("{total} {files} so far"),
            _ => format!("{total} {files}"),
        };
        if count == total { all } else { format!("{count} of {all}") }
    }

    fn path(&self, row: usize) -> Option<PathBuf> {
        let line = self.picking.text(self.picking.line_at(row)?);
        Some(match &self.source {
            Source::Project { root, .. } => root.join(line),
            Source::Recent => PathBuf::from(line),
        })
    }

    fn row(&self, row: usize) -> Option<PickerRow> {
        let line = self.picking.text(self.picking.line_at(row)?);
        let (title, detail) = match &self.source {
            Source::Project { .. } => (line, ""),
            // The name is what a person looks for; where it is tells it from others.
            Source::Recent => line.rsplit_once('/').map_or((line, ""), |(folder, name)| (name, folder)),
        };
        Some(PickerRow {
            title: title.to_owned(),
            detail: detail.to_owned(),
            met: places(self.picking.query(), title),
            is_usable: true,
            ..PickerRow::default()
        })
    }
}

impl App {
    /// Does one thing that was asked of files besides the open ones.
    pub(super) fn perform_folder(&mut self, ctx: &Context, action: FolderAction) {
        match action {
            FolderAction::QuickOpen => self.show_quick_open(ctx),
            FolderAction::ShowRecent => self.show_recent(),
            FolderAction::ToggleTree => self.toggle_folder_tree(ctx),
            FolderAction::Refresh => self.refresh_folder(),
            FolderAction::SetWidth(width) => self.set_folder_width(width),
            FolderAction::Open(path, place) => {
                let goal = place.map_or(Goal::Nowhere, |(line, column)| Goal::Place(line, column));
                self.open_at(path, goal, true);
            }
        }
    }

    /// Shows the files of the project that the active file belongs to, those that were looked at last first.
    pub(super) fn show_quick_open(&mut self, ctx: &Context) {
        let here = self.file.document.path();
        let first = self.recent.files().iter().filter(|path| Some(path.as_path()) != here).cloned().collect();
        let waker = ctx.clone();
        match Walk::start(self.project_folder(), first, MOST_FILES, move || waker.request_repaint()) {
            Ok(walk) => {
                let source = Source::Project { walk, root: PathBuf::new(), is_cut: false };
                self.quick_open.0 = Some(Open::new(Vec::new(), source));
            }
            Err(error) => self.say(NoticeLevel::Error, format!("Files can't be looked for: {error}.")),
        }
    }

    /// Shows the files that were open last.
    pub(super) fn show_recent(&mut self) {
        let here = self.file.document.path();
        let files = self.recent.files().iter().filter(|path| Some(path.as_path()) != here);
        let lines = files.filter_map(|path| path.to_str().map(str::to_owned)).collect();
        self.quick_open.0 = Some(Open::new(lines, Source::Recent));
    }

    /// The folder of the active file; if it has none, of another one that is or was open.
    pub(super) fn project_folder(&self) -> PathBuf {
        let open = std::iter::once(&self.file).chain(self.files()).filter_map(|file| file.document.path());
        let known = open.chain(self.recent.files().iter().map(PathBuf::as_path));
        let folder = known.filter_map(Path::parent).next().map(Path::to_owned);
        folder.or_else(|| std::env::current_dir().ok()).unwrap_or_default()
    }

    /// Draws the box and takes what was done in it.
    pub(super) fn draw_quick_open(&mut self, ctx: &Context, theme: &Theme) {
        let Some(mut open) = self.quick_open.0.take() else { return };
        let waker = ctx.clone();
        let wake = move || waker.request_repaint();
        open.hear(wake.clone());
        let (name, hint, nothing) = match &open.source {
            Source::Recent if open.picking.total() == 0 => {
                ("Recent files", "Type some letters of a name", "No other file was open yet.")
            }
            Source::Recent => {
                ("Recent files", "Type some letters of a name", "No recent file is called like that.")
            }
            Source::Project { .. } if open.is_walking() => {
                ("Files of this project", "Type some letters of a name, or name:120", "Looking for files.")
            }
            Source::Project { .. } => (
                "Files of this project",
                "Type some letters of a name, or name:120",
                "No file of this project is called like that.",
            ),
        };
        let mut picker = std::mem::take(&mut open.picker);
        let row = |row: usize| open.row(row);
        let facts = PickerFacts {
            name,
            hint,
            count: open.picking.len(),
            said: open.said(),
            is_searching: open.picking.is_searching(),
            nothing,
            row: &row,
            foot: &["Enter opens it", "Up and Down choose", "Esc closes"],
        };
        let done = picker.show(ctx, theme, &facts);
        open.picker = picker;
        if done.is_typed {
            open.ask(wake);
            ctx.request_repaint();
        }
        let chosen = done.chosen.and_then(|row| open.path(row));
        if let Some(path) = chosen {
            let place = name_and_line(open.picker.text()).1.map(|wish| (wish.line, wish.column));
            let action = Action::Folder(FolderAction::Open(path, place));
            let clicked = if done.is_clicked {
                Some(action)
            } else {
                self.queue.push(action);
                None
            };
            self.palette.has_closed_for(clicked);
            ctx.request_repaint();
        } else if done.is_closed {
            self.palette.has_closed_for(None);
            ctx.request_repaint();
        } else {
            self.quick_open.0 = Some(open);
        }
    }
}

/// What was typed as letters of a name, and the line behind it: `name:120`, or `name:120:8`.
fn name_and_line(typed: &str) -> (&str, Option<LineWish>) {
    for (at, _) in typed.match_indices(':') {
        let (name, line) = (&typed[..at], &typed[at + 1..]);
        let wish = LineWish::read(line);
        if wish.is_some() || line.is_empty() {
            return (name, wish);
        }
    }
    (typed, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_may_stand_behind_the_name() {
        let place = |line, column| Some(LineWish { line, column });
        for (typed, name, wish) in [
            ("gauge", "gauge", None),
            ("gauge:", "gauge", None),
            ("gauge:120", "gauge", place(120, 1)),
            ("gauge:120:", "gauge", place(120, 1)),
            ("gauge:120:8", "gauge", place(120, 8)),
            ("a:b:7", "a:b", place(7, 1)),
            ("a:b", "a:b", None),
            (":7", "", place(7, 1)),
            ("", "", None),
        ] {
            assert_eq!(name_and_line(typed), (name, wish), "{typed}");
        }
    }
}
