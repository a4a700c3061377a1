//! The bar above the code that says what another program did to the file: it covers nothing and waits.

use egui::accesskit::Live;
use egui::{Button, Id, Label, Rect, RichText, Stroke, Ui, UiBuilder, pos2, vec2};

use super::icons::{self, Icon};
use super::{Action, control};
use crate::theme::{Theme, sizes};

/// Height of the bar, its hairline included, in points.
pub const OUTSIDE_BAR: f32 = 40.0;
/// From the window's edge to the sign, and from the last button to the other edge.
const MARGIN: f32 = 20.0;
/// Between what stands in the bar.
const GAP: f32 = 8.0;

/// What can be done about a file that another program has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutsideAction {
    /// Show how the text and the file differ.
    Compare,
    /// Take over what the file holds.
    Reload,
    /// Write the text to the file, whatever it holds.
    Overwrite,
    /// Say no more of it.
    Dismiss,
}

/// What the bar says and offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutsideBar {
    /// What happened, and what is still safe.
    pub said: String,
    /// The buttons: their words and what they ask for.
    pub ways: Vec<(String, Action)>,
}

/// Shows the bar in all of `ui`. The keyboard goes to its first button if it is wanted there; whether it is in the bar.
pub fn outside_bar(
    ui: &mut Ui,
    theme: &Theme,
    bar: &OutsideBar,
    mut takes_keyboard: bool,
    actions: &mut Vec<Action>,
) -> bool {
    let whole = ui.max_rect();
    ui.painter().rect_filled(whole, 0.0, theme.surface.panel);
    ui.painter().hline(whole.x_range(), whole.bottom() - 0.5, Stroke::new(1.0, theme.surface.hairline));
    let middle = (whole.top() + (OUTSIDE_BAR - 1.0) / 2.0).round();
    let sign = pos2(whole.left() + MARGIN + sizes::ICON / 2.0, middle);
    icons::draw(ui.painter(), Icon::Warn, sign, theme.status.warn);

    let font = sizes::interface_font(sizes::FONT_BODY);
    let width = |words: &String| {
        let galley = ui.painter().layout_no_wrap(words.clone(), font.clone(), theme.text.primary);
        galley.size().x + 2.0 * ui.spacing().button_padding.x
    };
    let widths: Vec<f32> = bar.ways.iter().map(|(words, _)| width(words).ceil()).collect();
    let taken: f32 = widths.iter().map(|width| width + GAP).sum::<f32>() + sizes::HIT;
    let buttons = whole.right() - 12.0 - taken;
    let text = Rect::from_min_max(
        pos2(sign.x + sizes::ICON / 2.0 + GAP, whole.top()),
        pos2(buttons - GAP, whole.bottom() - 1.0),
    );
    let mut text_ui = ui.new_child(
        UiBuilder::new()
            .max_rect(text)
            .layout(egui::Layout::left_to_right(egui::Align::Center))
            .id_salt("said"),
    );
    let said = RichText::new(&bar.said).color(theme.text.primary);
    let said = text_ui.add(Label::new(said).truncate());
    ui.ctx().accesskit_node_builder(said.id, |node| node.set_live(Live::Polite));

    let mut left = buttons;
    let mut has_keyboard = false;
    for ((words, action), width) in bar.ways.iter().zip(widths) {
        let size = vec2(width, sizes::CONTROL);
        let rect = Rect::from_min_size(pos2(left, middle - sizes::CONTROL / 2.0), size);
        left += width + GAP;
        let response = ui.put(rect, Button::new(words));
        if std::mem::take(&mut takes_keyboard) {
            response.request_focus();
        }
        has_keyboard |= response.has_focus();
        control::focus_ring(ui, theme, &response, rect);
        if response.clicked() {
            actions.push(action.clone());
        }
    }
    let rect = Rect::from_center_size(pos2(left + sizes::HIT / 2.0, middle), vec2(sizes::HIT, sizes::HIT));
    let id = Id::unique("dismiss outside change");
    let close = control::button(ui, rect, id, "Dismiss what is said of the file", "Dismiss");
    control::hover_fill(ui, theme, &close, rect);
    icons::draw(ui.painter(), Icon::Close, rect.center(), theme.text.tertiary);
    control::focus_ring(ui, theme, &close, rect);
    if close.clicked() {
        actions.push(Action::Outside(OutsideAction::Dismiss));
    }
    has_keyboard || close.has_focus()
}
