//! What a theme consists of: plain data, one value for each colour and stroke of the look.

use egui::Color32;

/// A colour from its red, green and blue bytes, `0xRRGGBB`; always opaque, so that contrast is known.
#[must_use]
pub const fn hex(rgb: u32) -> Color32 {
    let [_, red, green, blue] = rgb.to_be_bytes();
    Color32::from_rgb(red, green, blue)
}

/// Whether a theme is for the dark or for daylight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Light text on a dark page.
    Dark,
    /// Dark text on a light page.
    Light,
}

/// What things lie on. Lightness rises from window over panel and editor to raised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Surface {
    /// The window, the tab bar and the status bar.
    pub window: Color32,
    /// The page that code stands on.
    pub editor: Color32,
    /// Side panels and the breadcrumb.
    pub panel: Color32,
    /// Popups, buttons and hints.
    pub raised: Color32,
    /// A raised thing under the pointer.
    pub hover: Color32,
    /// A raised thing while it is pressed.
    pub pressed: Color32,
    /// The inside of text fields.
    pub field: Color32,
    /// The line that separates two areas.
    pub hairline: Color32,
    /// The band of the cursor's line.
    pub current_line: Color32,
    /// Beneath the line numbers.
    pub gutter: Color32,
    /// Beneath the marks of the overview ruler.
    pub ruler: Color32,
    /// The part of the ruler that is on screen.
    pub ruler_viewport: Color32,
    /// The tab that is shown.
    pub tab_active: Color32,
    /// The other tabs.
    pub tab_idle: Color32,
    /// The selected row of a list.
    pub row_selected: Color32,
}

/// Lines round things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Border {
    /// Round a control.
    pub control: Color32,
    /// Round a popup.
    pub popup: Color32,
    /// Round the tab that is shown.
    pub tab_active: Color32,
    /// Round a bar.
    pub bar: Color32,
}

/// Text of the interface, by rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextLevels {
    /// What one reads.
    pub primary: Color32,
    /// What one scans.
    pub secondary: Color32,
    /// Labels and shortcuts.
    pub tertiary: Color32,
    /// What cannot be used now.
    pub disabled: Color32,
    /// Line numbers.
    pub gutter: Color32,
    /// The line number of the cursor's line.
    pub gutter_current: Color32,
    /// Text on a fill of the accent.
    pub on_accent: Color32,
    /// Text on a solid fill.
    pub on_solid: Color32,
}

/// The lamp and its light: the only warm colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accent {
    /// The bulb, the caret, hint arrows.
    pub base: Color32,
    /// The lit name in sentences, line numbers of lit lines.
    pub text: Color32,
    /// The light further away.
    pub dim: Color32,
    /// The light close by.
    pub strong: Color32,
    /// The cone of light on the welcome page.
    pub glow: Color32,
}

/// Beneath selected text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SelectionFill {
    /// While the code has the focus.
    pub fill: Color32,
    /// While something else has it.
    pub inactive: Color32,
}

/// Matches of the find bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Find {
    /// Beneath a match.
    pub fill: Color32,
    /// Round a match.
    pub outline: Color32,
    /// Beneath the current match.
    pub current: Color32,
    /// The text of the current match.
    pub current_text: Color32,
}

/// Colours of code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Syntax {
    /// Text of no other class.
    pub plain: Color32,
    /// Keywords.
    pub keyword: Color32,
    /// The name that a `def` or `class` defines.
    pub definition: Color32,
    /// Strings.
    pub string: Color32,
    /// Escape sequences.
    pub escape: Color32,
    /// Numbers.
    pub number: Color32,
    /// Comments.
    pub comment: Color32,
    /// Decorators.
    pub decorator: Color32,
    /// Builtins.
    pub builtin: Color32,
    /// Operators and brackets.
    pub operator: Color32,
    /// Parameters.
    pub parameter: Color32,
    /// The first parameter of a method.
    pub self_name: Color32,
}

/// Marks of the light.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks {
    /// Beneath every counted place.
    pub fill: Color32,
    /// Underlines, dashes, strikes and marks on the ruler.
    pub line: Color32,
    /// Round a place that writes.
    pub box_line: Color32,
    /// The corner of a definition's box.
    pub tick: Color32,
    /// Dots below a possible place.
    pub possible: Color32,
    /// Corners of a mention.
    pub mention: Color32,
    /// Corners of a ghost.
    pub ghost: Color32,
    /// The line along the binding's scope.
    pub reach: Color32,
}

/// Problems and states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    /// Errors.
    pub error: Color32,
    /// Beneath an error.
    pub error_fill: Color32,
    /// Warnings.
    pub warn: Color32,
    /// Beneath a warning.
    pub warn_fill: Color32,
    /// Remarks.
    pub info: Color32,
    /// What is well.
    pub ok: Color32,
    /// Beneath a line that was added.
    pub ok_fill: Color32,
}

/// Widths of lines in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Strokes {
    /// The underline of a read.
    pub thin: f32,
    /// Boxes.
    pub box_line: f32,
    /// The bar of an update.
    pub thick: f32,
    /// The height of a dash.
    pub dash: f32,
    /// The side of a dot.
    pub dot: f32,
    /// The line through a delete.
    pub strike: f32,
    /// The corners of a ghost.
    pub ghost: f32,
    /// Lines above a pinned name.
    pub pin: f32,
    /// The focus ring.
    pub focus: f32,
    /// The caret.
    pub caret: f32,
    /// The legs of a definition's triangle.
    pub tick: f32,
}

/// The colours of one pin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pin {
    /// Above the text and on the ruler.
    pub line: Color32,
    /// Beneath the text.
    pub fill: Color32,
}

/// One look of the whole program.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Theme {
    /// As it is shown to people.
    pub name: &'static str,
    /// For the dark or for daylight.
    pub scheme: Scheme,
    /// Whether every text stands out by 7:1 rather than 4.5:1, with doubled strokes.
    pub is_high_contrast: bool,
    /// What things lie on.
    pub surface: Surface,
    /// Lines round things.
    pub border: Border,
    /// Text of the interface.
    pub text: TextLevels,
    /// The lamp and its light.
    pub accent: Accent,
    /// Round what has the keyboard.
    pub focus_ring: Color32,
    /// Beneath selected text.
    pub selection: SelectionFill,
    /// Matches of the find bar.
    pub find: Find,
    /// Colours of code.
    pub syntax: Syntax,
    /// Marks of the light.
    pub marks: Marks,
    /// The four pins.
    pub pins: [Pin; 4],
    /// Problems and states.
    pub status: Status,
    /// Widths of lines.
    pub stroke: Strokes,
}
