//! The table of all settings but keys.

use super::{Choice, Kind, Settings, Value};
use crate::editor::WhiteSpace;
use crate::highlights::Part;
use crate::theme::{RowHeight, ThemeChoice};

/// A page of the dialog.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// How the program looks.
    #[default]
    Look,
    /// What is lit.
    Light,
    /// How it edits and saves.
    Editing,
    /// Which keys do what.
    Keys,
}

impl Page {
    /// Every page, in the order in which they are listed.
    pub const ALL: [Self; 4] = [Self::Look, Self::Light, Self::Editing, Self::Keys];

    /// Its title.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Look => "Look",
            Self::Light => "Light",
            Self::Editing => "Editing",
            Self::Keys => "Keys",
        }
    }
}

/// One setting.
#[derive(Debug)]
pub struct Setting {
    /// Where it stands in the file: the table's name and its own.
    pub key: &'static str,
    /// The page on which the dialog has it.
    pub page: Page,
    /// What people call it, in sentence case.
    pub title: &'static str,
    /// What it may be.
    pub kind: Kind,
    get: fn(&Settings) -> Value,
    set: fn(&mut Settings, &Value),
}

impl Setting {
    /// Its value.
    #[must_use]
    pub fn get(&self, settings: &Settings) -> Value {
        (self.get)(settings)
    }

    /// Gives it a value; one that it can't have changes nothing.
    pub fn set(&self, settings: &mut Settings, value: &Value) {
        if self.kind.allows(value) {
            (self.set)(settings, value);
        }
    }

    /// The value that it has unless another one is chosen.
    #[must_use]
    pub fn default(&self) -> Value {
        self.get(&Settings::default())
    }
}

/// All settings but keys, in the order in which the dialog has them.
#[must_use]
pub fn all() -> &'static [Setting] {
    SETTINGS
}

/// The setting that stands at a place in the file.
#[must_use]
pub fn setting(key: &str) -> Option<&'static Setting> {
    SETTINGS.iter().find(|setting| setting.key == key)
}

const fn choice(word: &'static str, words: &'static str) -> Choice {
    Choice { word, words }
}

const THEMES: &[Choice] = &[
    choice("system", "As the system"),
    choice("lantern", "Lantern, dark"),
    choice("harbour", "Harbour, softer dark"),
    choice("daylight", "Daylight, light"),
    choice("overcast", "Overcast, dim light"),
    choice("beacon", "Beacon, high contrast"),
];

const ROW_HEIGHTS: &[Choice] =
    &[choice("low", "Low, 20"), choice("normal", "Normal, 22"), choice("high", "High, 24")];

const WHITE_SPACES: &[Choice] =
    &[choice("never", "Never"), choice("selection", "In the selection"), choice("always", "Everywhere")];

/// The word at the same place in its list as a value in all of its values, and back.
fn word<T: PartialEq>(choices: &[Choice], all: &[T], value: &T) -> Value {
    let at = all.iter().position(|one| one == value).unwrap_or(0);
    Value::Choice(choices.get(at).map_or("", |choice| choice.word))
}

fn chosen<T: Copy>(choices: &[Choice], all: &[T], value: &Value) -> Option<T> {
    let Value::Choice(word) = value else { return None };
    all.get(choices.iter().position(|choice| choice.word == *word)?).copied()
}

const WHITE_SPACE_VALUES: [WhiteSpace; 3] = [WhiteSpace::Off, WhiteSpace::Selection, WhiteSpace::All];

/// A setting that is on or off.
macro_rules! switch {
    ($key:literal, $page:ident, $title:literal, $field:ident) => {
        Setting {
            key: $key,
            page: Page::$page,
            title: $title,
            kind: Kind::Switch,
            get: |settings| Value::Switch(settings.$field),
            set: |settings, value| {
                if let Value::Switch(is_on) = value {
                    settings.$field = *is_on;
                }
            },
        }
    };
}

/// A part of the light.
macro_rules! light {
    ($key:literal, $title:literal, $part:ident) => {
        Setting {
            key: $key,
            page: Page::Light,
            title: $title,
            kind: Kind::Switch,
            get: |settings| Value::Switch(settings.switches.is_on(Part::$part)),
            set: |settings, value| {
                if *value != Value::Switch(settings.switches.is_on(Part::$part)) {
                    settings.switches = settings.switches.toggled(Part::$part);
                }
            },
        }
    };
}

static SETTINGS: &[Setting] = &[
    Setting {
        key: "look.theme",
        page: Page::Look,
        title: "Theme",
        kind: Kind::Choice(THEMES),
        get: |settings| word(THEMES, &ThemeChoice::ALL, &settings.theme),
        set: |settings, value| {
            settings.theme = chosen(THEMES, &ThemeChoice::ALL, value).unwrap_or(settings.theme);
        },
    },
    Setting {
        key: "look.row_height",
        page: Page::Look,
        title: "Row height",
        kind: Kind::Choice(ROW_HEIGHTS),
        get: |settings| word(ROW_HEIGHTS, &RowHeight::ALL, &settings.row_height),
        set: |settings, value| {
            settings.row_height = chosen(ROW_HEIGHTS, &RowHeight::ALL, value).unwrap_or(settings.row_height);
        },
    },
    Setting {
        key: "look.text_size",
        page: Page::Look,
        title: "Text size, in points",
        kind: Kind::Number { least: 6, most: 48 },
        get: |settings| Value::Number(settings.text_size),
        set: |settings, value| {
            if let Value::Number(points) = value {
                settings.text_size = *points;
            }
        },
    },
    Setting {
        key: "look.code_font",
        page: Page::Look,
        title: "Font of code; empty for the built-in one",
        kind: Kind::Text,
        get: |settings| Value::Text(settings.code_font.clone()),
        set: |settings, value| {
            if let Value::Text(family) = value {
                settings.code_font = family.trim().to_owned();
            }
        },
    },
    switch!("look.sticky_lines", Look, "Sticky scope lines", sticky_lines),
    switch!("look.indent_guides", Look, "Indent guides", indent_guides),
    Setting {
        key: "look.white_space",
        page: Page::Look,
        title: "Show blanks and tabs",
        kind: Kind::Choice(WHITE_SPACES),
        get: |settings| word(WHITE_SPACES, &WHITE_SPACE_VALUES, &settings.white_space),
        set: |settings, value| {
            let chosen = chosen(WHITE_SPACES, &WHITE_SPACE_VALUES, value);
            settings.white_space = chosen.unwrap_or(settings.white_space);
        },
    },
    switch!("look.wrap", Look, "Wrap long lines", wrap),
    Setting {
        key: "look.rulers",
        page: Page::Look,
        title: "Lines at these columns",
        kind: Kind::Numbers { least: 1, most: 1000, count: 8 },
        get: |settings| Value::Numbers(settings.rulers.clone()),
        set: |settings, value| {
            if let Value::Numbers(columns) = value {
                settings.rulers.clone_from(columns);
            }
        },
    },
    light!("light.names", "Light up names", Light),
    light!("light.calm", "Calm: only when the cursor rests", Calm),
    light!("light.keywords", "Keywords and brackets", Keywords),
    light!("light.possible", "Places that may be meant", Possible),
    light!("light.mentions", "Mentions in docstrings", Mentions),
    light!("light.scope_line", "Line along the scope", Reach),
    light!("light.ruler_marks", "Marks on the ruler", Ruler),
    light!("light.arrows", "Arrows to places off the screen", Hints),
    light!("light.not_meant", "Names that are not meant, with Alt", Ghosts),
    switch!("editing.mark_undefined", Editing, "Mark undefined names", mark_undefined),
    switch!("editing.mark_unused", Editing, "Mark unused names", mark_unused),
    switch!("editing.suggest_names", Editing, "Suggest names while typing", suggest_names),
    switch!("editing.auto_close", Editing, "Close brackets and quotes", auto_close),
    switch!("editing.trim_on_save", Editing, "Trim blanks at the ends of lines when saving", trim_on_save),
    switch!("editing.final_newline", Editing, "End saved files with a line break", final_newline),
    Setting {
        key: "run.python",
        page: Page::Editing,
        title: "Python that runs files; empty for the one on the PATH",
        kind: Kind::Text,
        get: |settings| Value::Text(settings.python.clone()),
        set: |settings, value| {
            if let Value::Text(program) = value {
                settings.python = program.trim().to_owned();
            }
        },
    },
    Setting {
        key: "files.recent_limit",
        page: Page::Editing,
        title: "Recent files that are remembered",
        kind: Kind::Number { least: 0, most: 100 },
        get: |settings| Value::Number(settings.recent_files),
        set: |settings, value| {
            if let Value::Number(count) = value {
                settings.recent_files = *count;
            }
        },
    },
    switch!("files.restore_session", Editing, "Open the last session again at the start", restore_session),
];
