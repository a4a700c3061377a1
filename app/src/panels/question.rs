//! Questions that must be answered before something is lost.

use std::borrow::Cow;

use egui::{Button, Context, Key, RichText, Ui};

use super::{Action, EncodingAction, OutsideAction, control};
use crate::files::Encoding;
use crate::theme::{Theme, sizes};

/// The widest a question gets, in points: three buttons stand side by side.
const WIDTH: f32 = 480.0;

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Unsaved changes would be lost.
    Unsaved {
        /// The file's name.
        title: String,
    },
    /// Unsaved changes of several files would be lost.
    SeveralUnsaved {
        /// The files' names.
        titles: Vec<String>,
    },
    /// There is a file under the name chosen for a new one.
    Exists {
        /// The file's name.
        title: String,
    },
    /// The text has a character that its encoding doesn't have.
    Unencodable {
        /// The file's name.
        title: String,
        /// What the encoding is called.
        encoding: &'static str,
        /// The character, as it is shown.
        character: String,
        /// Its line, from 1.
        line: usize,
        /// Its first byte in the text.
        at: usize,
    },
    /// The file to be opened is no text.
    Binary {
        /// The file's name.
        title: String,
    },
    /// The file on disk is not the one that was opened.
    ChangedOnDisk {
        /// The file's name.
        title: String,
    },
}

impl Question {
    fn heading(&self) -> String {
        match self {
            Self::Unsaved { title } => format!("{title} has unsaved changes"),
            Self::SeveralUnsaved { titles } => format!("{} files have unsaved changes", titles.len()),
            Self::Exists { title } => format!("There is a {title} already"),
            Self::ChangedOnDisk { title } => format!("{title} has changed on disk"),
            Self::Unencodable { title, encoding, .. } => format!("{title} can't be saved in {encoding}"),
            Self::Binary { title } => format!("{title} isn't a text file"),
        }
    }

    fn explanation(&self) -> Cow<'static, str> {
        let said = match self {
            Self::Unencodable { encoding, character, line, .. } => {
                return Cow::Owned(format!(
                    "{encoding} has no {character}, which stands in line {line}. Nothing was written; the file on disk \
                     is unchanged. UTF-8 has every character; what the file says about its encoding is changed with it."
                ));
            }
            Self::Binary { .. } => {
                "It has many bytes that no text has. Opened all the same, it can be looked at, and saving it \
                 untouched changes nothing."
            }
            Self::Unsaved { .. } | Self::SeveralUnsaved { .. } => "They are lost if you don't save them.",
            Self::Exists { .. } => "Overwriting it loses what it holds.",
            Self::ChangedOnDisk { .. } => {
                "Another program wrote to it since it was opened. Overwriting loses what that program wrote; \
                 your text is safe either way as long as this window is open."
            }
        };
        Cow::Borrowed(said)
    }

    /// The buttons from left to right; the first is the safe way on and has the keyboard.
    fn ways(&self) -> Vec<(String, Action)> {
        match self {
            Self::Unsaved { title } => vec![
                (format!("Save {title}"), Action::SaveAndGoOn),
                ("Discard changes".to_owned(), Action::DiscardAndGoOn),
                ("Keep editing".to_owned(), Action::KeepEditing),
            ],
            Self::SeveralUnsaved { .. } => vec![
                ("Save all".to_owned(), Action::SaveAndGoOn),
                ("Discard changes".to_owned(), Action::DiscardAndGoOn),
                ("Keep editing".to_owned(), Action::KeepEditing),
            ],
            Self::ChangedOnDisk { title } => vec![
                ("Keep editing".to_owned(), Action::KeepEditing),
                ("Compare".to_owned(), Action::Outside(OutsideAction::Compare)),
                (format!("Reload {title}"), Action::Outside(OutsideAction::Reload)),
                (format!("Overwrite {title}"), Action::Overwrite),
                ("Save under another name".to_owned(), Action::SaveAs),
            ],
            Self::Exists { title } => vec![
                ("Keep editing".to_owned(), Action::KeepEditing),
                (format!("Overwrite {title}"), Action::Overwrite),
                ("Save under another name".to_owned(), Action::SaveAs),
            ],
            Self::Unencodable { line, at, .. } => vec![
                (format!("Show line {line}"), Action::Encoding(EncodingAction::Show(*at))),
                ("Save as UTF-8".to_owned(), Action::Encoding(EncodingAction::Save(Encoding::Utf8, false))),
                ("Keep editing".to_owned(), Action::KeepEditing),
            ],
            Self::Binary { title } => vec![
                ("Don't open it".to_owned(), Action::KeepEditing),
                (format!("Open {title} all the same"), Action::Encoding(EncodingAction::OpenBinary)),
            ],
        }
    }
}

/// Shows the question over everything else; Escape keeps editing.
///
/// `is_new` tells that it was not there in the frame before, so its first button takes the keyboard.
pub fn question(ctx: &Context, theme: &Theme, question: &Question, is_new: bool, actions: &mut Vec<Action>) {
    let shown = control::modal(theme, "question").show(ctx, |ui| {
        ui.set_max_width(WIDTH);
        ui.label(RichText::new(question.heading()).font(sizes::interface_font(sizes::FONT_PANEL_TITLE)));
        ui.add_space(4.0);
        ui.label(RichText::new(question.explanation()).color(theme.text.secondary));
        if let Question::SeveralUnsaved { titles } = question {
            names(ui, titles);
        }
        ui.add_space(12.0);
        ui.horizontal_wrapped(|ui| ways(ui, question, is_new, actions));
    });
    let is_escaped = ctx.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Escape));
    if is_escaped || shown.backdrop_response.clicked() {
        actions.push(Action::KeepEditing);
    }
}

/// The names of the files that a question is about, as far as there is room for them.
fn names(ui: &mut Ui, titles: &[String]) {
    const MOST: usize = 12;
    ui.add_space(8.0);
    for title in titles.iter().take(MOST) {
        ui.label(title);
    }
    if let Some(more) = titles.len().checked_sub(MOST).filter(|more| *more > 0) {
        ui.label(format!("and {more} more"));
    }
}

fn ways(ui: &mut Ui, question: &Question, is_new: bool, actions: &mut Vec<Action>) {
    for (index, (words, action)) in question.ways().into_iter().enumerate() {
        let response = ui.add(Button::new(words));
        if index == 0 && is_new {
            response.request_focus();
        }
        if response.clicked() {
            actions.push(action);
        }
    }
}
