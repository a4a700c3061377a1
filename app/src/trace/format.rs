//! What a trace says, and how it stands in the file.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::document::Selection;

/// The version of the format that this program writes, and the only one that it reads.
pub const VERSION: u32 = 1;

/// What was lit, or must be lit, at a moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
pub enum Expectation {
    /// Nothing is lit.
    Nothing,
    /// A name is lit, everywhere.
    Lit {
        /// The name as Python compares it.
        name: String,
        /// How many uses the status bar counts.
        count: usize,
        /// How many of them the status bar calls writes.
        writes: usize,
    },
}

impl std::fmt::Display for Expectation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Nothing => f.write_str("nothing lit"),
            Self::Lit { name, count, writes } => write!(f, "{name} · {count} uses, {writes} writes"),
        }
    }
}

/// The system's wish for dark or light colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Look {
    /// Light on dark.
    Dark,
    /// Dark on light.
    Light,
}

impl From<egui::Theme> for Look {
    fn from(theme: egui::Theme) -> Self {
        match theme {
            egui::Theme::Dark => Self::Dark,
            egui::Theme::Light => Self::Light,
        }
    }
}

impl From<Look> for egui::Theme {
    fn from(look: Look) -> Self {
        match look {
            Look::Dark => Self::Dark,
            Look::Light => Self::Light,
        }
    }
}

/// The first line: what the trace was recorded on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// The format's version.
    #[serde(rename = "namelight_trace")]
    pub version: u32,
    /// The file that was open, relative to the trace, with `/` between folders; none for the tour that
    /// is part of the program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// What [`content_hash`](super::content_hash) makes of the text that was open.
    pub hash: String,
    /// Width and height of the window's inside, in points.
    pub size: [f32; 2],
    /// Pixels per point.
    pub scale: f32,
    /// Dark or light.
    pub theme: Look,
    /// What the window was like when recording began; none where it had just been opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Place>,
}

/// Where in its text a window is, and what else of it decides where things stand.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The selection, in bytes.
    pub selection: Selection,
    /// The line at the upper edge with its hidden fraction, from 0.
    pub top: f64,
    /// Size of the code's font, in points.
    pub font: f32,
    /// Whether the engine panel is open.
    pub has_engine_panel: bool,
}

/// One thing that came in, or that must hold.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// Keys, text, pointer, clipboard and the like, as egui has them.
    Event(egui::Event),
    /// The window's inside has a new width and height, in points.
    Resize([f32; 2]),
    /// The window got or lost the keyboard.
    Focus(bool),
    /// Pixels per point have changed.
    Scale(f32),
    /// The system now wants dark or light colours.
    Theme(Look),
    /// Files were dropped on the window; relative to the trace, with `/` between folders.
    Dropped(Vec<String>),
    /// This must be lit now.
    Expect(Expectation),
}

/// A line of a trace.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Time since recording began.
    pub at: Duration,
    /// What happened.
    pub what: What,
}

/// A whole trace.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    /// What it was recorded on.
    pub header: Header,
    /// What happened, in the order of time.
    pub steps: Vec<Step>,
    /// When recording ended, since it began.
    pub end: Duration,
}

impl Trace {
    /// The trace as it stands in a file.
    ///
    /// # Errors
    /// When a step can't be written as JSON, which no step that was read or recorded is.
    pub fn to_text(&self) -> Result<String, serde_json::Error> {
        let mut text = serde_json::to_string(&self.header)?;
        text.push('\n');
        for step in &self.steps {
            text.push_str(&serde_json::to_string(&Line::from(step.clone()))?);
            text.push('\n');
        }
        text.push_str(&serde_json::to_string(&Line::end(self.end))?);
        text.push('\n');
        Ok(text)
    }
}

/// A line after the first, as it stands in the file: a time and exactly one of the rest.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Line {
    /// Milliseconds since recording began.
    pub(super) ms: f64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) event: Option<egui::Event>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) resize: Option<[f32; 2]>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) focus: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) scale: Option<f32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) theme: Option<Look>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) dropped: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) expect: Option<Expectation>,
    /// The trace's last line, and no other, has this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) end: Option<bool>,
}

impl Line {
    /// The last line.
    pub(super) fn end(at: Duration) -> Self {
        Self { ms: milliseconds(at), end: Some(true), ..Self::default() }
    }

    /// What the line says; none if it says nothing or more than one thing.
    pub(super) fn what(self) -> Option<What> {
        let Self { ms: _, event, resize, focus, scale, theme, dropped, expect, end: None } = self else {
            return None;
        };
        let mut said = [
            event.map(What::Event),
            resize.map(What::Resize),
            focus.map(What::Focus),
            scale.map(What::Scale),
            theme.map(What::Theme),
            dropped.map(What::Dropped),
            expect.map(What::Expect),
        ]
        .into_iter()
        .flatten();
        let first = said.next();
        if said.next().is_some() { None } else { first }
    }
}

impl From<Step> for Line {
    fn from(step: Step) -> Self {
        let line = Self { ms: milliseconds(step.at), ..Self::default() };
        match step.what {
            What::Event(event) => Self { event: Some(event), ..line },
            What::Resize(size) => Self { resize: Some(size), ..line },
            What::Focus(focused) => Self { focus: Some(focused), ..line },
            What::Scale(scale) => Self { scale: Some(scale), ..line },
            What::Theme(look) => Self { theme: Some(look), ..line },
            What::Dropped(files) => Self { dropped: Some(files), ..line },
            What::Expect(expectation) => Self { expect: Some(expectation), ..line },
        }
    }
}

/// A time as it stands in the file: milliseconds with three digits after the point.
fn milliseconds(at: Duration) -> f64 {
    at.as_micros() as f64 / 1000.0
}
