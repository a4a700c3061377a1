//! A folder as a tree: what is open in it, and the rows that makes.
//!
//! Invariant: the rows are made anew only when what they are made of has changed, so that a frame costs what is seen.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::{Listing, MOST_ENTRIES};

/// A row of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it stands for, or the folder that something is said about.
    pub path: PathBuf,
    /// In how many folders below the root it is.
    pub depth: usize,
    /// What it is.
    pub kind: RowKind,
}

/// What a row is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// A file.
    File,
    /// A folder.
    Folder {
        /// Whether its rows are shown.
        is_open: bool,
    },
    /// A sentence about the folder above it.
    Said(String),
}

/// Where the arrow keys go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Down by so many rows, or up if negative.
    By(isize),
    /// Into a folder: opens it first.
    In,
    /// Out of a folder: closes it first.
    Out,
}

/// The tree.
#[derive(Debug)]
pub struct Tree {
    root: PathBuf,
    listings: HashMap<PathBuf, Listing>,
    open: HashSet<PathBuf>,
    /// Folders that were asked for.
    asked: HashSet<PathBuf>,
    rows: Vec<Row>,
    selected: Option<usize>,
    /// What is to be selected once its row is there.
    wanted: Option<PathBuf>,
    /// Whether the selected row has to be brought into view.
    reveals: bool,
}

impl Tree {
    /// A folder of which nothing is known yet.
    #[must_use]
    pub fn new(root: PathBuf) -> Self {
        Self {
            open: HashSet::from([root.clone()]),
            root,
            listings: HashMap::new(),
            asked: HashSet::new(),
            rows: Vec::new(),
            selected: None,
            wanted: None,
            reveals: false,
        }
    }

    /// The folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The rows, from the top.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The selected row.
    #[must_use]
    pub fn selected(&self) -> Option<usize> {
        self.selected
    }

    /// Whether the selected row has to be brought into view; asked once.
    pub fn take_reveals(&mut self) -> bool {
        std::mem::take(&mut self.reveals)
    }

    /// Folders that are open and have to be read.
    pub fn take_needs(&mut self) -> Vec<PathBuf> {
        let needs: Vec<PathBuf> = self.open.difference(&self.asked).cloned().collect();
        self.asked.extend(needs.iter().cloned());
        needs
    }

    /// Whether there are folders that are open and have to be read.
    #[must_use]
    pub fn has_needs(&self) -> bool {
        !self.open.is_subset(&self.asked)
    }

    /// All that is open is to be read again; until then it stays as it is.
    pub fn refresh(&mut self) {
        self.asked.clear();
    }

    /// Takes what is in a folder.
    pub fn take(&mut self, folder: PathBuf, listing: Listing) {
        if self.listings.get(&folder) != Some(&listing) {
            self.listings.insert(folder, listing);
            self.make_rows();
        }
    }

    /// Opens the folders that a file is in, and selects it as soon as it is there.
    pub fn reveal(&mut self, path: &Path) {
        let inside = path.strip_prefix(&self.root).is_ok();
        if inside {
            let folders = path.ancestors().skip(1).take_while(|folder| folder.starts_with(&self.root));
            self.open.extend(folders.map(Path::to_owned));
            self.wanted = Some(path.to_owned());
            self.make_rows();
        }
    }

    /// Selects a row.
    pub fn select(&mut self, row: usize) {
        self.wanted = None;
        self.selected = Some(row).filter(|row| *row < self.rows.len());
        self.reveals = self.selected.is_some();
    }

    /// Opens a folder's row or closes it.
    pub fn toggle(&mut self, row: usize) {
        let Some(Row { path, kind: RowKind::Folder { is_open }, .. }) = self.rows.get(row) else { return };
        let (path, is_open) = (path.clone(), *is_open);
        if is_open {
            self.open.remove(&path);
        } else {
            // It may have changed since it was read.
            self.asked.remove(&path);
            self.open.insert(path);
        }
        self.make_rows();
    }

    /// Goes to another row.
    pub fn step(&mut self, step: Step) {
        let last = self.rows.len().saturating_sub(1);
        let at = self.selected.unwrap_or(0);
        let Some(row) = self.rows.get(at) else { return };
        let is_open = matches!(row.kind, RowKind::Folder { is_open: true });
        let is_closed = matches!(row.kind, RowKind::Folder { is_open: false });
        match step {
            Step::By(rows) if self.selected.is_none() && rows > 0 => self.select(0),
            Step::By(rows) => self.select(at.saturating_add_signed(rows).min(last)),
            Step::In if is_closed => self.toggle(at),
            Step::In if is_open => self.select((at + 1).min(last)),
            Step::In => {}
            Step::Out if is_open => self.toggle(at),
            Step::Out => {
                let depth = row.depth;
                let above = self.rows.get(..at).unwrap_or_default();
                if let Some(parent) = above.iter().rposition(|above| above.depth < depth) {
                    self.select(parent);
                }
            }
        }
    }

    /// Goes to the next row whose name begins so, after the selected one if that is one already and `goes_on`.
    pub fn jump(&mut self, letters: &str, goes_on: bool) {
        let count = self.rows.len();
        let start = self.selected.map_or(0, |row| if goes_on { row + 1 } else { row });
        let fits = |row: &usize| {
            self.rows.get(*row).is_some_and(|row| {
                let name = row.path.file_name().map(|name| name.to_string_lossy().to_lowercase());
                !matches!(row.kind, RowKind::Said(_)) && name.is_some_and(|name| name.starts_with(letters))
            })
        };
        if let Some(row) = (0..count).map(|step| (start + step) % count).find(fits) {
            self.select(row);
        }
    }

    fn make_rows(&mut self) {
        let before =
            self.selected.and_then(|row| self.rows.get(row)).map(|row| (row.path.clone(), row.depth));
        let mut rows = Vec::new();
        self.add_rows(&self.root, 0, &mut rows);
        self.rows = rows;
        let at = |path: &Path| self.rows.iter().position(|row| row.path == path);
        if let Some(row) = self.wanted.as_deref().and_then(at) {
            self.wanted = None;
            self.selected = Some(row);
            self.reveals = true;
        } else {
            // What was selected stays so wherever it is now; if it is gone, what stands in its place.
            let last = self.rows.len().checked_sub(1);
            let same = before.and_then(|(path, _)| at(&path));
            self.selected = same.or(self.selected.and_then(|row| last.map(|last| row.min(last))));
        }
    }

    fn add_rows(&self, folder: &Path, depth: usize, rows: &mut Vec<Row>) {
        let said = |said: String| Row { path: folder.to_owned(), depth, kind: RowKind::Said(said) };
        let (entries, is_cut) = match self.listings.get(folder) {
            None => return,
            Some(Listing::Refused(why)) => {
                rows.push(said(format!("Can't be read: {why}.")));
                return;
            }
            Some(Listing::Entries { entries, is_cut }) => (entries, *is_cut),
        };
        if entries.is_empty() {
            rows.push(said("Nothing in it.".to_owned()));
        }
        for entry in entries {
            let path = folder.join(&entry.name);
            let is_open = entry.is_folder && self.open.contains(&path);
            let kind = if entry.is_folder { RowKind::Folder { is_open } } else { RowKind::File };
            rows.push(Row { path: path.clone(), depth, kind });
            if is_open {
                self.add_rows(&path, depth + 1, rows);
            }
        }
        if is_cut {
            rows.push(said(format!("There are more than these {MOST_ENTRIES}.")));
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::Entry;
    use super::*;

    fn listing(names: &[&str]) -> Listing {
        let entry = |name: &&str| Entry {
            name: name.trim_end_matches('/').to_owned(),
            is_folder: name.ends_with('/'),
        };
        Listing::Entries { entries: names.iter().map(entry).collect(), is_cut: false }
    }

    fn tree() -> Tree {
        let mut tree = Tree::new("/p".into());
        assert_eq!(tree.take_needs(), [PathBuf::from("/p")]);
        tree.take("/p".into(), listing(&["app/", "tests/", "setup.py"]));
        tree
    }

    fn shown(tree: &Tree) -> Vec<String> {
        let word = |row: &Row| match &row.kind {
            RowKind::Said(said) => said.clone(),
            _ => row.path.file_name().unwrap().to_string_lossy().into_owned(),
        };
        tree.rows().iter().map(|row| format!("{}{}", "-".repeat(row.depth), word(row))).collect()
    }

    fn selected(tree: &Tree) -> String {
        tree.rows()[tree.selected().unwrap()].path.display().to_string()
    }

    #[test]
    fn a_folder_is_read_when_it_is_opened() {
        let mut tree = tree();
        assert!(tree.take_needs().is_empty());
        tree.toggle(0);
        assert_eq!(tree.take_needs(), [PathBuf::from("/p/app")]);
        assert_eq!(shown(&tree), ["app", "tests", "setup.py"], "nothing is known of it yet");
        tree.take("/p/app".into(), listing(&["gauge.py"]));
        assert_eq!(shown(&tree), ["app", "-gauge.py", "tests", "setup.py"]);
        tree.toggle(0);
        assert_eq!(shown(&tree), ["app", "tests", "setup.py"]);
    }

    #[test]
    fn what_cannot_be_read_and_what_is_empty_is_said() {
        let mut tree = tree();
        tree.toggle(0);
        tree.toggle(1);
        tree.take("/p/app".into(), Listing::Refused("you don't have permission".to_owned()));
        tree.take("/p/tests".into(), listing(&[]));
        assert_eq!(
            shown(&tree),
            ["app", "-Can't be read: you don't have permission.", "tests", "-Nothing in it.", "setup.py"]
        );
    }

    #[test]
    fn a_file_is_revealed_once_its_folders_are_read() {
        let mut tree = tree();
        tree.reveal(Path::new("/p/app/deep/gauge.py"));
        let mut needs = tree.take_needs();
        needs.sort();
        assert_eq!(needs, [PathBuf::from("/p/app"), PathBuf::from("/p/app/deep")]);
        tree.take("/p/app/deep".into(), listing(&["gauge.py"]));
        assert_eq!(tree.selected(), None);
        tree.take("/p/app".into(), listing(&["deep/"]));
        assert_eq!(selected(&tree), "/p/app/deep/gauge.py");
        assert!(tree.take_reveals());
        assert!(!tree.take_reveals(), "once");
    }

    #[test]
    fn arrows_go_in_and_out() {
        let mut tree = tree();
        tree.step(Step::By(1));
        assert_eq!(selected(&tree), "/p/app");
        tree.step(Step::In);
        tree.take("/p/app".into(), listing(&["gauge.py"]));
        tree.step(Step::In);
        assert_eq!(selected(&tree), "/p/app/gauge.py");
        tree.step(Step::Out);
        assert_eq!(selected(&tree), "/p/app");
        tree.step(Step::Out);
        assert_eq!(shown(&tree), ["app", "tests", "setup.py"]);
        tree.step(Step::By(99));
        assert_eq!(selected(&tree), "/p/setup.py");
        tree.step(Step::By(-99));
        assert_eq!(selected(&tree), "/p/app");
    }

    #[test]
    fn what_is_selected_stays_so_when_the_folder_has_changed() {
        let mut tree = tree();
        tree.step(Step::By(1));
        tree.step(Step::By(1));
        tree.refresh();
        assert_eq!(tree.take_needs(), [PathBuf::from("/p")]);
        tree.take("/p".into(), listing(&["a/", "app/", "tests/", "setup.py"]));
        assert_eq!(selected(&tree), "/p/tests");
        tree.take("/p".into(), listing(&["a/", "app/"]));
        assert_eq!(selected(&tree), "/p/app", "it is gone");
        tree.take("/p".into(), Listing::Refused("it isn't there".to_owned()));
        assert_eq!(tree.selected(), Some(0));
    }

    #[test]
    fn letters_jump_and_go_round() {
        let mut tree = tree();
        tree.take("/p".into(), listing(&["app/", "alpha.py", "beta.py"]));
        tree.jump("b", true);
        assert_eq!(selected(&tree), "/p/beta.py");
        tree.jump("a", true);
        assert_eq!(selected(&tree), "/p/app");
        tree.jump("al", false);
        assert_eq!(selected(&tree), "/p/alpha.py");
        tree.jump("zzz", false);
        assert_eq!(selected(&tree), "/p/alpha.py");
    }
}
