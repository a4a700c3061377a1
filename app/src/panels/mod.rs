//! Everything round the code: tab bar with the lamp, breadcrumb, notices, status bar, questions.
//!
//! A panel shows plain data and says what was asked for as an [`Action`]; it changes nothing itself.
//! Invariant: every control has a name for assistive technology, a tooltip with its shortcut, and a
//! focus ring that can be seen.

mod about;
mod action;
mod breadcrumb;
mod control;
mod engine;
mod go_to_line;
pub mod icons;
mod light_menu;
mod look_menu;
mod menu;
mod notices;
mod occurrences;
mod path_field;
mod question;
mod rename_box;
mod status_bar;
mod style_menu;
mod tab_bar;
mod tools;
mod welcome;

pub use about::About;
pub use action::{Action, RowHeight, ThemeChoice};
pub use breadcrumb::{Breadcrumb, Crumb, breadcrumb};
pub use engine::{EngineAction, EnginePanel, engine_button};
pub use go_to_line::{GoToLine, GoToLineDone, LineWish};
pub use menu::MenuFacts;
pub use notices::{Notice, NoticeLevel, NoticePlaces, notice_buttons, notices};
pub use occurrences::{
    OccurrenceHead, OccurrencePanel, OccurrenceRow, PanelDone, ROW, Sign, occurrence_panel,
    occurrence_rows_id,
};
pub use path_field::{PathField, PathPurpose};
pub use question::{Question, question};
pub use rename_box::{RenameBox, RenameOption, RenamePlace, rename_box, rename_box_height};
pub use status_bar::{Sentence, StatusBar, status_bar};
pub use style_menu::{FileStyle, StatusFact, indent_words, line_ending_words, style_buttons};
pub use tab_bar::{TabBar, lamp_id, tab_bar};
pub use tools::{PinnedName, tools};
pub use welcome::welcome;
