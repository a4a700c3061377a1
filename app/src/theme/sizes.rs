//! Sizes of the interface in points, on a grid of four. The source is `look/tokens.json`.

use egui::{FontFamily, FontId, TextStyle};

/// The tab bar's height.
pub const TAB_BAR: f32 = 40.0;
/// The breadcrumb's height, its hairline included.
pub const BREADCRUMB: f32 = 28.0;
/// The status bar's height.
pub const STATUS_BAR: f32 = 28.0;
/// The find bar's height with both of its rows.
pub const FIND_BAR: f32 = 80.0;
/// The engine panel's height.
pub const ENGINE_PANEL: f32 = 300.0;
/// The output panel's height.
pub const RUN_PANEL: f32 = 260.0;
/// Height of a line of output.
pub const OUTPUT_ROW: f32 = 20.0;
/// Width of the side panel.
pub const SIDE_PANEL: f32 = 336.0;
/// Height of buttons and other controls.
pub const CONTROL: f32 = 28.0;
/// The smallest side of anything that can be clicked.
pub const HIT: f32 = 24.0;
/// Side of an icon.
pub const ICON: f32 = 16.0;
/// The widest tooltip.
pub const TOOLTIP: f32 = 360.0;

/// The gutter's width where line numbers have up to five digits.
pub const GUTTER: f32 = 64.0;
/// Width of the overview ruler, which is also the scrollbar.
pub const RULER: f32 = 16.0;
/// Between the gutter and the text: the text starts at 72.
pub const TEXT_MARGIN: f32 = 8.0;

/// Size of code at 100 %.
pub const CODE_FONT: f32 = 14.0;
/// Height of a row of code at 100 %.
pub const CODE_ROW: f32 = 22.0;
/// From a row's top to its baseline at 100 %.
pub const CODE_BASELINE: f32 = 16.0;
/// What a mark leaves free of its row, above and below.
pub const FREE_BESIDE_MARKS: f32 = 1.0;
/// Size of line numbers at 100 %.
pub const LINE_NUMBER_FONT: f32 = 12.5;

/// Side of the dot that stands for a space.
pub const WHITE_SPACE_DOT: f32 = 2.0;
/// How far above the baseline the signs for white space stand.
pub const WHITE_SPACE_RISE: f32 = 5.0;

/// Corner radius of marks.
pub const RADIUS_MARK: u8 = 3;
/// Corner radius of controls.
pub const RADIUS_CONTROL: u8 = 5;
/// Corner radius of the top of a tab.
pub const RADIUS_TAB: u8 = 6;
/// Corner radius of popups.
pub const RADIUS_POPUP: u8 = 8;

/// Text of the interface.
pub const FONT_BODY: f32 = 14.0;
/// Labels and shortcuts.
pub const FONT_LABEL: f32 = 13.0;
/// The status bar.
pub const FONT_STATUS: f32 = 13.5;
/// A panel's title.
pub const FONT_PANEL_TITLE: f32 = 15.0;
/// A number that a panel is about.
pub const FONT_FIGURE: f32 = 19.0;
/// Numbers along an axis.
pub const FONT_AXIS: f32 = 12.0;
/// A page's title.
pub const FONT_TITLE: f32 = 18.0;
/// The program's name on the welcome page.
pub const FONT_WORDMARK: f32 = 34.0;

/// Code at 100 %, and numbers that change, so that they don't dance.
#[must_use]
pub fn code_font() -> FontId {
    FontId::new(CODE_FONT, FontFamily::Monospace)
}

/// The code's font in a size in points, for numbers.
#[must_use]
pub fn number_font(size: f32) -> FontId {
    FontId::new(size, FontFamily::Monospace)
}

/// The interface's font in a size in points.
#[must_use]
pub fn interface_font(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// The style of the status bar's text.
#[must_use]
pub fn status_style() -> TextStyle {
    TextStyle::Name("status".into())
}

/// The style of a panel's title.
#[must_use]
pub fn panel_title_style() -> TextStyle {
    TextStyle::Name("panel title".into())
}
