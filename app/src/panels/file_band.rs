//! Bands between breadcrumb and code that say something about a file for as long as it is so: how far it is read, or
//! why it can only be read.

use egui::{
    Button, FontFamily, FontId, Frame, Label, Margin, Rect, RichText, Stroke, Ui, UiBuilder, pos2, vec2,
};
use egui::{Id, Role, Sense, WidgetInfo};

use super::icons::{self, Icon};
use super::{Action, EncodingAction};
use crate::theme::{Theme, sizes};
use crate::tips::Tip as _;

/// What a band says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileBand {
    /// A file is being read.
    Opening {
        /// Its name.
        title: String,
        /// Bytes that have been read.
        read: u64,
        /// Bytes in the file.
        total: u64,
    },
    /// The file can only be looked at.
    ReadOnly {
        /// What is wrong with it, in a sentence.
        said: String,
    },
}

/// Where bands were shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BandPlaces {
    /// The height that they take, in points; 0 if there are none.
    pub height: f32,
    buttons: Vec<Rect>,
}

/// The bar that shows how far a file is, in points.
const BAR: egui::Vec2 = vec2(160.0, 4.0);
/// Kept free for the button at the right, in points.
const BUTTON: f32 = 176.0;
/// Between the parts of a band, in points.
const GAP: f32 = 12.0;

impl FileBand {
    fn button(&self) -> (&'static str, EncodingAction) {
        match self {
            Self::Opening { .. } => ("Stop opening", EncodingAction::StopOpening),
            Self::ReadOnly { .. } => ("Reopen with encoding", EncodingAction::ChooseToReopen),
        }
    }
}

/// `34 of 210 MB`.
fn amount(read: u64, total: u64) -> String {
    const MEGABYTE: u64 = 1 << 20;
    match total {
        0..MEGABYTE => format!("{} of {} KB", read >> 10, total >> 10),
        _ => format!("{} of {} MB", read / MEGABYTE, total / MEGABYTE),
    }
}

/// Shows the bands from the top of `ui`. [`band_buttons`] adds their buttons.
pub fn file_bands(ui: &mut Ui, theme: &Theme, bands: &[FileBand]) -> BandPlaces {
    let mut places = BandPlaces::default();
    if bands.is_empty() {
        return places;
    }
    let margin = Margin { left: 20, right: 12, top: 4, bottom: 4 };
    let shown = Frame::NONE.fill(theme.surface.panel).inner_margin(margin).show(ui, |ui| {
        ui.set_width(ui.available_width());
        places.buttons.extend(bands.iter().map(|band| row(ui, theme, band)));
    });
    let rect = shown.response.rect;
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.surface.hairline));
    places.height = rect.height();
    places
}

/// Shows one band; where its button belongs.
fn row(ui: &mut Ui, theme: &Theme, band: &FileBand) -> Rect {
    let shown = ui.horizontal(|ui| {
        let (icon, colour) = match band {
            FileBand::Opening { .. } => (Icon::File, theme.text.secondary),
            FileBand::ReadOnly { .. } => (Icon::Warn, theme.status.warn),
        };
        let (place, _) = ui.allocate_exact_size(vec2(sizes::ICON, sizes::CONTROL), Sense::hover());
        icons::draw(ui.painter(), icon, place.center(), colour);
        let width = (ui.available_width() - BUTTON - GAP).max(0.0);
        match band {
            FileBand::Opening { title, read, total } => progress(ui, theme, title, *read, *total),
            FileBand::ReadOnly { said } => {
                ui.allocate_ui(vec2(width, sizes::CONTROL), |ui| {
                    ui.set_max_width(width);
                    ui.add(Label::new(RichText::new(said).color(theme.text.primary)).wrap());
                });
            }
        }
    });
    let row = shown.response.rect;
    let right = ui.max_rect().right();
    let top = row.center().y - sizes::CONTROL / 2.0;
    Rect::from_min_max(pos2(right - BUTTON, top), pos2(right, top + sizes::CONTROL))
}

fn progress(ui: &mut Ui, theme: &Theme, title: &str, read: u64, total: u64) {
    ui.spacing_mut().item_spacing.x = GAP;
    ui.label(RichText::new(format!("Opening {title}")).color(theme.text.primary));
    let share = if total == 0 { 0.0 } else { (read as f64 / total as f64).clamp(0.0, 1.0) };
    let (place, _) = ui.allocate_exact_size(vec2(BAR.x, sizes::CONTROL), Sense::hover());
    let bar = Rect::from_center_size(place.center(), BAR);
    ui.painter().rect_filled(bar, BAR.y / 2.0, theme.surface.hover);
    let done = bar.with_max_x(bar.left() + BAR.x * share as f32);
    ui.painter().rect_filled(done, BAR.y / 2.0, theme.text.secondary);
    let number = FontId::new(sizes::FONT_STATUS, FontFamily::Monospace);
    ui.label(RichText::new(amount(read, total)).font(number).color(theme.text.secondary));
    let said = format!("Opening {title}: {} %", (share * 100.0) as u32);
    ui.interact(place, Id::unique("opening progress"), Sense::hover())
        .widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, &said));
}

/// Adds the buttons of bands that were shown. They come after the code, as those of notices do.
pub fn band_buttons(ui: &mut Ui, bands: &[FileBand], places: &BandPlaces, actions: &mut Vec<Action>) {
    for (band, &rect) in bands.iter().zip(&places.buttons) {
        let (words, action) = band.button();
        let mut place = ui.new_child(
            UiBuilder::new()
                .max_rect(rect)
                .id_salt(words)
                .layout(egui::Layout::right_to_left(egui::Align::Center)),
        );
        let button = place.add(Button::new(words));
        let button = match band {
            FileBand::Opening { .. } => button.tip("Stop opening this file (Escape)"),
            FileBand::ReadOnly { .. } => button.tip("Choose how its characters are written"),
        };
        if button.clicked() {
            actions.push(Action::Encoding(action));
        }
    }
}
