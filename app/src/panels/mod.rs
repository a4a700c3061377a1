//! Everything round the code: tab bar with the lamp, breadcrumb, notices, status bar, questions.
//!
//! A panel shows plain data and says what was asked for as an [`Action`]; it changes nothing itself.
//! Invariant: every control has a name for assistive technology, a tooltip with its shortcut, and a
//! focus ring that can be seen.

mod about;
mod action;
mod breadcrumb;
mod code_menu;
mod comparison;
mod control;
mod encoding;
mod engine;
mod field_box;
mod file_band;
mod find;
mod folder;
mod folder_tree;
mod go_to_line;
pub mod icons;
mod light_menu;
mod look_menu;
mod menu;
mod names;
mod navigate;
mod notices;
mod occurrences;
mod outline;
mod outside;
mod panes;
mod path_field;
mod picker;
mod pieces;
mod question;
mod recovery;
mod rename_box;
mod run;
mod run_arguments;
mod settings;
mod status_bar;
mod style_menu;
mod suggestions;
mod symbol_sign;
mod tab_bar;
mod tabs;
mod tools;
mod welcome;

pub use about::About;
pub use action::{Action, RowHeight, ThemeChoice};
pub use breadcrumb::{Breadcrumb, Crumb, breadcrumb};
pub use code_menu::{ClipboardAction, code_menu};
pub use comparison::{CompareAction, ComparisonFacts, ComparisonView};
pub use encoding::EncodingAction;
pub use engine::{EngineAction, EnginePanel, engine_button};
pub use field_box::BoxLeft;
pub use file_band::{BandPlaces, FileBand, band_buttons, file_bands};
pub use find::{FindAction, FindBar, FindFacts, FindField};
pub use folder::FolderAction;
pub use folder_tree::{FolderPanel, TreeRow, folder_panel, folder_rows_id};
pub use go_to_line::{GoToLine, LineWish};
pub use menu::MenuFacts;
pub use names::{NamesAction, NamesSwitches};
pub use navigate::NavigateAction;
pub use notices::{Notice, NoticeLevel, NoticePlaces, notice_buttons, notices};
pub use occurrences::{
    OccurrenceHead, OccurrencePanel, OccurrenceRow, PanelDone, ROW, Sign, occurrence_panel,
    occurrence_rows_id,
};
pub use outline::{OutlineDone, OutlinePanel, OutlineRow, outline_panel, outline_rows_id};
pub use outside::{OUTSIDE_BAR, OutsideAction, OutsideBar, outside_bar};
pub use panes::{DIVIDER, PANE_HEADER, PaneAction, PaneHeader, divider, pane_header};
pub use path_field::{PathField, PathPurpose};
pub use picker::{Picker, PickerDone, PickerFacts, PickerRow, picker_field_id};
pub use question::{Question, question};
pub use recovery::{RecoveryAction, RecoveryBar, RecoveryRow};
pub use rename_box::{RenameBox, RenameOption, RenamePlace, rename_box, rename_box_height};
pub use run::{RunAction, RunFacts, RunPanel, run_panel_height, run_words};
pub use run_arguments::ArgumentsBox;
pub use settings::{SettingsDialog, SettingsFacts};
pub use status_bar::{Sentence, StatusBar, status_bar};
pub use style_menu::{FileStyle, StatusFact, indent_words, line_ending_words, spelling_words, style_buttons};
pub use suggestions::{SuggestionsPlace, suggestions};
pub use tab_bar::{TabBar, lamp_id, tab_bar};
pub use tabs::{Tab, TabAction};
pub use tools::{PinnedName, tools};
pub use welcome::welcome;
