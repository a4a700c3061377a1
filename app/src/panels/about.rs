//! What the program says about itself.

use egui::{Button, Context, Key, Modifiers, RichText, Role};

use super::{Action, control, icons};
use crate::theme::{Theme, sizes};

/// Width of the box's text in points.
const WIDTH: f32 = 400.0;
/// Room for the lamp, in points.
const LAMP: f32 = 32.0;

/// The box's name for assistive technology.
const NAME: &str = "About Namelight";

/// The box that says it.
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// Not shown yet, so its button takes the keyboard.
    is_new: bool,
}

impl Default for About {
    fn default() -> Self {
        Self::new()
    }
}

impl About {
    /// A box that was just asked for.
    #[must_use]
    pub fn new() -> Self {
        Self { is_new: true }
    }

    /// Shows it over everything else; Escape and a click beside it close it, as its button does.
    pub fn show(&mut self, ctx: &Context, theme: &Theme, actions: &mut Vec<Action>) {
        let modal = control::modal(theme, "about");
        let area = modal.area.clone().accessible_name(NAME).role(Role::Dialog);
        let shown = modal.area(area).show(ctx, |ui| {
            ui.set_width(WIDTH);
            let (zone, _) = ui.allocate_exact_size(egui::vec2(LAMP, LAMP), egui::Sense::hover());
            icons::lamp(ui.painter(), theme, zone, true);
            ui.label(RichText::new("Namelight").font(sizes::interface_font(sizes::FONT_TITLE)));
            ui.label(version());
            ui.add_space(4.0);
            ui.label(RichText::new(env!("CARGO_PKG_DESCRIPTION")).color(theme.text.secondary));
            ui.label(RichText::new(licence()).color(theme.text.secondary));
            ui.add_space(12.0);
            let close = ui.add(Button::new("Close"));
            if std::mem::take(&mut self.is_new) {
                close.request_focus();
            }
            close.clicked()
        });
        let is_escaped = ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        if is_escaped || shown.inner || shown.backdrop_response.clicked() {
            actions.push(Action::CloseAbout);
        }
    }
}

fn version() -> String {
    format!("Version {}", env!("CARGO_PKG_VERSION"))
}

/// The licence in words: `MIT or Apache-2.0`.
fn licence() -> String {
    format!("Licence: {}", env!("CARGO_PKG_LICENSE").replace(" OR ", " or "))
}
