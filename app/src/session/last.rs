//! The last session as data and as text.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// So many files are opened again at most.
const MOST_FILES: usize = 500;
/// So many cursors of a file are remembered at most.
const MOST_CURSORS: usize = 1000;
/// The sides of a window, in points: what no screen has is no window's size.
const SIDES: std::ops::RangeInclusive<f32> = 200.0..=20_000.0;

/// What was open.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LastSession {
    /// The files, in the order of their tabs.
    pub files: Vec<LastFile>,
    /// Which one was active, from 0.
    pub active: usize,
    /// The pane beside the active one.
    pub beside: Option<Half>,
    /// Width and height of the window, in points.
    pub window: Option<[f32; 2]>,
    /// The tree of the folder.
    pub sidebar: Sidebar,
}

/// A file that was open.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LastFile {
    /// Where it is.
    pub path: PathBuf,
    /// Anchor and head of each selection in bytes, in the order in which they were added.
    pub selections: Vec<[usize; 2]>,
    /// The line at the view's upper edge with its hidden fraction, from 0.
    pub top: f64,
    /// What it is run with, as it was typed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub arguments: String,
    /// The marked lines.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bookmarks: Vec<LastBookmark>,
}

/// A line that was marked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LastBookmark {
    /// From 0.
    pub line: usize,
    /// How it begins.
    pub text: String,
}

/// A second pane.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Half {
    /// Which of the files it showed, from 0.
    pub file: usize,
    /// As in [`LastFile::selections`].
    pub selections: Vec<[usize; 2]>,
    /// As in [`LastFile::top`].
    pub top: f64,
    /// Whether it was the left one.
    pub is_left: bool,
    /// The left pane's part of the width.
    pub share: f32,
}

/// The panel with the tree of the folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sidebar {
    /// Whether it was open.
    pub is_open: bool,
    /// Its width, in points; none if nobody has changed it.
    pub width: Option<f32>,
}

impl LastSession {
    /// The session as it is kept. Files whose names aren't UTF-8 are not part of it.
    #[must_use]
    pub fn written(&self) -> String {
        let mut session = self.clone();
        session.keep_files(|path| path.to_str().is_some());
        serde_json::to_string_pretty(&session).unwrap_or_default()
    }

    /// What is kept, with everything in it within its bounds; none if it is no session.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut session: Self = serde_json::from_slice(bytes).ok()?;
        session.keep_files(Path::is_absolute);
        session.files.truncate(MOST_FILES);
        for file in &mut session.files {
            bound(&mut file.selections, &mut file.top);
        }
        session.active = session.active.min(session.files.len().saturating_sub(1));
        session.beside = session.beside.filter(|half| half.file < session.files.len());
        if let Some(half) = &mut session.beside {
            bound(&mut half.selections, &mut half.top);
            half.share = if half.share.is_finite() { half.share.clamp(0.1, 0.9) } else { 0.5 };
        }
        session.window = session.window.filter(|sides| sides.iter().all(|side| SIDES.contains(side)));
        session.sidebar.width = session.sidebar.width.filter(|width| SIDES.contains(width));
        Some(session)
    }

    /// Leaves out files, and goes on meaning the same ones by their numbers; returns what was left out.
    pub fn keep_files(&mut self, is_kept: impl Fn(&Path) -> bool) -> Vec<PathBuf> {
        let kept: Vec<bool> = self.files.iter().map(|file| is_kept(&file.path)).collect();
        let new_number = |old: usize| kept.iter().take(old).filter(|is_kept| **is_kept).count();
        let beside = self.beside.take().filter(|half| kept.get(half.file) == Some(&true));
        self.beside = beside.map(|half| Half { file: new_number(half.file), ..half });
        self.active = new_number(self.active);
        let (files, out): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.files).into_iter().zip(&kept).partition(|(_, is_kept)| **is_kept);
        self.files = files.into_iter().map(|(file, _)| file).collect();
        self.active = self.active.min(self.files.len().saturating_sub(1));
        out.into_iter().map(|(file, _)| file.path).collect()
    }
}

fn bound(selections: &mut Vec<[usize; 2]>, top: &mut f64) {
    selections.truncate(MOST_CURSORS);
    *top = if top.is_finite() { top.max(0.0) } else { 0.0 };
}
