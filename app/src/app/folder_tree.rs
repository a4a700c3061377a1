//! The tree of the folder beside the code, and its keys.
//!
//! Invariant: while it is closed it costs nothing and has no thread.

use std::path::{Path, PathBuf};

use egui::{Context, Event, Key, Modifiers, Rect, Ui, pos2};

use super::App;
use crate::panels::{Action, FolderAction, FolderPanel, NoticeLevel, TreeRow, folder_panel, folder_rows_id};
use crate::project::{FolderReader, Row, RowKind, Step, Told, Tree};
use crate::session::Sidebar;
use crate::theme::Theme;

/// The width unless somebody changes it, and the least one, in points.
const WIDTHS: (f32, f32) = (240.0, 140.0);
/// Code keeps more than half of a narrow window.
const MOST: f32 = 0.45;
/// Letters that are typed within so many seconds are one word.
const ONE_WORD: f64 = 1.0;
/// So many rows are a page.
const PAGE: isize = 15;

/// The tree.
#[derive(Debug, Default)]
pub(super) struct FolderTree {
    sidebar: Sidebar,
    shown: Option<Shown>,
    /// Whether the window had the keyboard.
    was_focused: bool,
    /// Letters that were typed to go to a row, and when the last one was.
    typed: (String, f64),
}

/// The tree while it is shown.
#[derive(Debug)]
struct Shown {
    reader: FolderReader,
    /// None until it is known where the project begins.
    tree: Option<Tree>,
    /// The file that was revealed last.
    active: Option<PathBuf>,
    /// Whether the project of the file was asked for.
    has_asked: bool,
}

impl FolderTree {
    /// What is remembered of it.
    pub(super) fn sidebar(&self) -> Sidebar {
        self.sidebar
    }

    /// Shows it as it was remembered.
    pub(super) fn restore(&mut self, sidebar: Sidebar) {
        self.sidebar = sidebar;
    }

    /// Whether something is being read.
    pub(super) fn is_busy(&self) -> bool {
        let has_needs = |shown: &Shown| shown.tree.as_ref().is_some_and(Tree::has_needs);
        let is_busy = |shown: &Shown| shown.reader.is_busy() || has_needs(shown);
        self.sidebar.is_open && self.shown.as_ref().is_none_or(is_busy)
    }

    fn tree(&mut self) -> Option<&mut Tree> {
        self.shown.as_mut()?.tree.as_mut()
    }
}

impl App {
    /// Shows the tree and gives its rows the keyboard, or takes it away.
    pub(super) fn toggle_folder_tree(&mut self, ctx: &Context) {
        let tree = &mut self.folder_tree;
        tree.sidebar.is_open ^= true;
        if tree.sidebar.is_open {
            ctx.memory_mut(|memory| memory.request_focus(folder_rows_id()));
        } else {
            tree.shown = None;
            self.file.view.request_focus();
        }
    }

    /// Reads all that is shown again.
    pub(super) fn refresh_folder(&mut self) {
        if let Some(tree) = self.folder_tree.tree() {
            tree.refresh();
        }
    }

    pub(super) fn set_folder_width(&mut self, width: u16) {
        self.folder_tree.sidebar.width = Some(f32::from(width));
    }

    /// Takes what was read, follows the active file, and asks for what is to be shown.
    pub(super) fn update_folder_tree(&mut self, ctx: &Context) {
        if !self.folder_tree.sidebar.is_open {
            return;
        }
        if self.folder_tree.shown.is_none() {
            let waker = ctx.clone();
            match FolderReader::start(move || waker.request_repaint()) {
                Ok(reader) => {
                    self.folder_tree.shown =
                        Some(Shown { reader, tree: None, active: None, has_asked: false });
                }
                Err(error) => {
                    self.folder_tree.sidebar.is_open = false;
                    return self.say(NoticeLevel::Error, format!("The folder can't be read: {error}."));
                }
            }
        }
        let here = self.file.path().map(Path::to_owned);
        let folder = self.project_folder();
        let is_focused = ctx.input(|input| input.focused);
        let was_focused = std::mem::replace(&mut self.folder_tree.was_focused, is_focused);
        let comes_back = is_focused && !was_focused;
        let Some(shown) = &mut self.folder_tree.shown else { return };
        while let Some(told) = shown.reader.take() {
            match (told, &mut shown.tree) {
                (Told::Root(root), tree) => {
                    if tree.as_ref().is_none_or(|tree| tree.root() != root.folder) {
                        *tree = Some(Tree::new(root.folder));
                    }
                    if let (Some(tree), Some(here)) = (tree, &here) {
                        tree.reveal(here);
                    }
                }
                (Told::Listing(folder, listing), Some(tree)) if folder.starts_with(tree.root()) => {
                    tree.take(folder, listing);
                }
                (Told::Listing(..), _) => {}
            }
        }
        if !shown.has_asked || here.is_some() && here != shown.active {
            shown.active.clone_from(&here);
            match (&mut shown.tree, &here) {
                (Some(tree), Some(here)) if here.starts_with(tree.root()) => tree.reveal(here),
                // It may belong to another project.
                _ => shown.reader.find_root(folder),
            }
            shown.has_asked = true;
        }
        if let Some(tree) = &mut shown.tree {
            if comes_back {
                tree.refresh();
            }
            for folder in tree.take_needs() {
                shown.reader.read(folder);
            }
        }
    }

    /// The places of the tree, if it is shown, and of the code beside it.
    pub(super) fn split_for_tree(&self, code: Rect) -> (Option<Rect>, Rect) {
        if !self.folder_tree.sidebar.is_open {
            return (None, code);
        }
        let most = (code.width() * MOST).round();
        let width = self.folder_tree.sidebar.width.unwrap_or(WIDTHS.0).max(WIDTHS.1).min(most).round();
        let edge = code.left() + width;
        (Some(code.with_max_x(edge)), Rect::from_min_max(pos2(edge, code.top()), code.max))
    }

    /// Draws the tree into all of `ui` and takes what is done there; `both` is the width of tree and code, in points.
    pub(super) fn draw_folder_tree(&mut self, ui: &mut Ui, theme: &Theme, both: f32) {
        self.take_tree_keys(ui.ctx());
        let here = self.file.path().map(Path::to_owned);
        let mut none = Tree::new(PathBuf::new());
        let tree = self.folder_tree.shown.as_mut().and_then(|shown| shown.tree.as_mut()).unwrap_or(&mut none);
        let reveals = tree.take_reveals();
        let title = tree.root().file_name().unwrap_or(tree.root().as_os_str()).to_string_lossy().into_owned();
        let row = |index: usize| {
            let Row { path, depth, kind } = tree.rows().get(index)?;
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
            Some(TreeRow {
                title: if let RowKind::Said(said) = kind { said.clone() } else { name.into_owned() },
                depth: *depth,
                is_open_folder: if let RowKind::Folder { is_open } = kind { Some(*is_open) } else { None },
                is_said: matches!(kind, RowKind::Said(_)),
                is_active: *kind == RowKind::File && here.as_deref() == Some(path),
            })
        };
        let panel = FolderPanel {
            keymap: &self.keymap,
            title: &title,
            count: tree.rows().len(),
            row: &row,
            selected: tree.selected(),
            reveals,
            widths: (WIDTHS.1, (both * MOST).round()),
        };
        let clicked = folder_panel(ui, theme, &panel, &mut self.queue);
        if let Some(row) = clicked {
            tree.select(row);
            // It can be seen already.
            tree.take_reveals();
            self.enter_tree_row(ui.ctx());
        }
    }

    /// Opens the selected file, or opens or closes the selected folder.
    fn enter_tree_row(&mut self, ctx: &Context) {
        let Some(tree) = self.folder_tree.tree() else { return };
        let Some(at) = tree.selected() else { return };
        match tree.rows().get(at) {
            Some(Row { path, kind: RowKind::File, .. }) => {
                self.queue.push(Action::Folder(FolderAction::Open(path.clone(), None)));
            }
            Some(Row { kind: RowKind::Folder { .. }, .. }) => tree.toggle(at),
            _ => {}
        }
        ctx.request_repaint();
    }

    /// Arrow keys go through the rows, letters to the next one that begins so; Enter opens; Escape leads to the code.
    fn take_tree_keys(&mut self, ctx: &Context) {
        let id = folder_rows_id();
        if !ctx.memory(|memory| memory.has_focus(id)) || self.is_asking() {
            return;
        }
        ctx.memory_mut(|memory| {
            let filter = egui::EventFilter {
                vertical_arrows: true,
                horizontal_arrows: true,
                escape: true,
                ..Default::default()
            };
            memory.set_focus_lock_filter(id, filter);
        });
        let (rows, inwards, enters, escapes, letters, now) = ctx.input_mut(|input| {
            let mut pressed = |key| input.count_and_consume_key(Modifiers::NONE, key) as isize;
            let rows = pressed(Key::ArrowDown) - pressed(Key::ArrowUp)
                + PAGE * (pressed(Key::PageDown) - pressed(Key::PageUp))
                + isize::MAX / 4 * (pressed(Key::End) - pressed(Key::Home));
            let inwards = pressed(Key::ArrowRight) - pressed(Key::ArrowLeft);
            let (enters, escapes) = (pressed(Key::Enter) > 0, pressed(Key::Escape) > 0);
            let letters: String = input
                .events
                .iter()
                .filter_map(
                    |event| if let Event::Text(text) = event { Some(text.to_lowercase()) } else { None },
                )
                .collect();
            (rows, inwards, enters, escapes, letters, input.time)
        });
        let (typed, at) = &mut self.folder_tree.typed;
        let is_new = !letters.is_empty() && now - *at > ONE_WORD;
        if is_new {
            typed.clear();
        }
        if !letters.is_empty() {
            typed.push_str(&letters);
            *at = now;
        }
        let typed = typed.clone();
        if let Some(tree) = self.folder_tree.tree() {
            if rows != 0 {
                tree.step(Step::By(rows));
            }
            if inwards != 0 {
                tree.step(if inwards > 0 { Step::In } else { Step::Out });
            }
            if !letters.is_empty() {
                tree.jump(&typed, is_new);
            }
            if rows != 0 || inwards != 0 || !letters.is_empty() {
                ctx.request_repaint();
            }
        }
        if enters {
            self.enter_tree_row(ctx);
        }
        if escapes {
            self.file.view.request_focus();
            ctx.request_repaint();
        }
    }

    /// F6: from the code to the tree, and on from there; whether that was it.
    pub(super) fn take_tree_turn(&mut self, ctx: &Context) -> bool {
        let goes = self.folder_tree.sidebar.is_open && self.file.view.has_keyboard(ctx);
        if goes {
            ctx.memory_mut(|memory| memory.request_focus(folder_rows_id()));
        }
        goes
    }
}
