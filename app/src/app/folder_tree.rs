//! The tree of the folder beside the code.

use crate::session::Sidebar;

/// The tree.
#[derive(Debug, Default)]
pub(super) struct FolderTree {
    sidebar: Sidebar,
}

impl FolderTree {
    pub(super) fn sidebar(&self) -> Sidebar {
        self.sidebar
    }

    pub(super) fn restore(&mut self, sidebar: Sidebar) {
        self.sidebar = sidebar;
    }

    pub(super) fn is_busy(&self) -> bool {
        false
    }
}
