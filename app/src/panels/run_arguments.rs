//! A small box for the arguments that a file is run with, at the top of the code.

use egui::{Context, Rect};

use super::field_box::{BoxLeft, BoxLook, FieldBox};
use crate::run::split_arguments;
use crate::theme::Theme;

/// Width of the box, in points.
const WIDTH: f32 = 480.0;

/// The box.
#[derive(Clone, Debug)]
pub struct ArgumentsBox {
    title: String,
    field: FieldBox,
}

impl ArgumentsBox {
    /// For the file with this name, which was run with `typed` last.
    #[must_use]
    pub fn new(name: &str, typed: String) -> Self {
        Self { title: format!("Arguments for {name}"), field: FieldBox::with(typed) }
    }

    /// What was typed; none while it can't be taken apart.
    #[must_use]
    pub fn typed(&self) -> Option<&str> {
        split_arguments(&self.field.typed).is_ok().then_some(self.field.typed.trim())
    }

    /// What is said below the field.
    fn words(&self) -> String {
        match split_arguments(&self.field.typed) {
            Err(unfinished) => unfinished.to_string(),
            Ok(arguments) if arguments.is_empty() => {
                "None. As in a shell, blanks part them and quotes keep them together.".to_owned()
            }
            Ok(arguments) => {
                let noun = if arguments.len() == 1 { "argument" } else { "arguments" };
                format!("{} {noun}. Enter runs, now and with F5; Esc changes nothing.", arguments.len())
            }
        }
    }

    /// Shows the box at the top of `area`; how it was left, if it was. By Enter it is left only with what can be taken apart.
    pub fn show(&mut self, ctx: &Context, theme: &Theme, area: Rect) -> Option<BoxLeft> {
        let look = BoxLook {
            id: "arguments",
            title: &self.title,
            hint: "--name 'two words'",
            width: WIDTH,
            words: self.words(),
        };
        let left = self.field.show(ctx, theme, area, &look);
        if left == Some(BoxLeft::Entered) && self.typed().is_none() {
            self.field.keep();
            return None;
        }
        left
    }
}
