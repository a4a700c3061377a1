//! A view without the keyboard, beside the one that has it: it scrolls, and that is all.

use egui::{Sense, Ui, WidgetInfo, accesskit};

use super::input::{scroll, show_pointer};
use super::line::Source;
use super::view::View;
use crate::document::Document;

/// Takes up all the space that is left in `ui`; whether the view was given the keyboard, as by an assistive technology.
/// [`paint`](super::paint) draws it afterwards.
pub fn rest(ui: &mut Ui, view: &mut View, document: &Document) -> bool {
    let rect = ui.available_rect_before_wrap();
    ui.allocate_rect(rect, Sense::hover());
    let id = view.id_over(document);
    let response = ui.interact(rect, id, Sense::click_and_drag());
    let label = view.label();
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::MultilineTextInput, true, label));
    let source = Source::of(document);
    view.interaction.id = Some(id);
    view.interaction.preedit = None;
    view.begin(ui, rect, source);
    show_pointer(ui, view, response.hovered());
    scroll(ui, view, source, response.contains_pointer());
    response.has_focus()
}
