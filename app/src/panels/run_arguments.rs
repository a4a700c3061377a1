//! A small box for the arguments that a file is run with, at the top of the code.

use egui::{Area, Context, Frame, Id, Key, Modifiers, Order, Rect, RichText, Stroke, TextEdit, pos2, vec2};

use crate::run::split_arguments;
use crate::theme::{Theme, sizes};

/// Width of the box, in points.
const WIDTH: f32 = 480.0;

/// How the box was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArgumentsDone {
    /// The file is to be run with what was typed.
    Run,
    /// By Escape: all stays as it was.
    Back,
    /// The person turned elsewhere; all stays as it was.
    Stay,
}

/// The box.
#[derive(Clone, Debug)]
pub struct ArgumentsBox {
    title: String,
    typed: String,
    is_open: bool,
}

impl ArgumentsBox {
    /// For the file with this name, which was run with `typed` last.
    #[must_use]
    pub fn new(name: &str, typed: String) -> Self {
        Self { title: format!("Arguments for {name}"), typed, is_open: false }
    }

    /// What was typed; none while it can't be taken apart.
    #[must_use]
    pub fn typed(&self) -> Option<&str> {
        split_arguments(&self.typed).is_ok().then_some(self.typed.trim())
    }

    /// What is said below the field.
    fn words(&self) -> String {
        match split_arguments(&self.typed) {
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

    /// Shows the box at the top of `area`; how it was left, if it was.
    pub fn show(&mut self, ctx: &Context, theme: &Theme, area: Rect) -> Option<ArgumentsDone> {
        let is_escaped = ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        let left = (area.center().x - WIDTH / 2.0).max(area.left()).round();
        let shown = Area::new(Id::unique("arguments"))
            .order(Order::Foreground)
            .fixed_pos(pos2(left, area.top() + 8.0))
            .fade_in(false)
            .show(ctx, |ui| {
                Frame::NONE
                    .fill(theme.surface.raised)
                    .stroke(Stroke::new(1.0, theme.border.popup))
                    .corner_radius(sizes::RADIUS_POPUP)
                    .inner_margin(12)
                    .show(ui, |ui| {
                        ui.set_width((WIDTH - 24.0).min(area.width() - 24.0).max(0.0));
                        let label = ui.label(RichText::new(&self.title).color(theme.text.secondary));
                        let field = TextEdit::singleline(&mut self.typed)
                            .desired_width(f32::INFINITY)
                            .hint_text("--name 'two words'")
                            .font(sizes::code_font())
                            .align(egui::Align2::LEFT_CENTER)
                            .min_size(vec2(0.0, sizes::CONTROL));
                        let field = ui.add(field).labelled_by(label.id);
                        let font = sizes::interface_font(sizes::FONT_LABEL);
                        ui.label(RichText::new(self.words()).font(font).color(theme.text.secondary));
                        field
                    })
                    .inner
            });
        let field = shown.inner;
        if !std::mem::replace(&mut self.is_open, true) {
            field.request_focus();
            return None;
        }
        if is_escaped {
            return Some(ArgumentsDone::Back);
        }
        if !field.lost_focus() {
            return None;
        }
        if !ctx.input(|input| input.key_pressed(Key::Enter)) {
            return Some(ArgumentsDone::Stay);
        }
        if self.typed().is_none() {
            // There is something to be mended first.
            field.request_focus();
            return None;
        }
        Some(ArgumentsDone::Run)
    }
}
