//! What the editor does by itself while a person types or saves.

/// What the editor does by itself; settings fill it in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Habits {
    /// Brackets and quotes get their partner, a `:` behind `else` and the like takes the line to its level, and what
    /// is selected is surrounded. On unless it is turned off.
    pub auto_close: bool,
    /// Saving takes away white space at the ends of lines, except in strings and in the cursors' lines. Off unless
    /// it is turned on.
    pub trim_on_save: bool,
    /// Saving ends the text with a line break. Off unless it is turned on.
    pub final_newline: bool,
    /// Whole lines that were copied here are pasted at the cursor's level. On unless it is turned off.
    pub reindent_paste: bool,
}

impl Default for Habits {
    fn default() -> Self {
        Self { auto_close: true, trim_on_save: false, final_newline: false, reindent_paste: true }
    }
}

impl Habits {
    /// Nothing by itself: what is typed is what is written.
    pub const NONE: Self =
        Self { auto_close: false, trim_on_save: false, final_newline: false, reindent_paste: false };
}
