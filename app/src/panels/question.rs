//! Questions that must be answered before something is lost.

use egui::{Button, Context, Key, RichText, Ui};

use super::{Action, OutsideAction, control};
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
        }
    }

    fn explanation(&self) -> &'static str {
        match self {
            Self::Unsaved { .. } | Self::SeveralUnsaved { .. } => "They are lost if you don't save them.",
            Self::Exists { .. } => "Overwriting it loses what it holds.",
            Self::ChangedOnDisk { .. } => {
                "Another program wrote to it since it was opened. Overwriting loses what that program wrote; \
                 your text is safe either way as long as this window is open."
            }
        }
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
