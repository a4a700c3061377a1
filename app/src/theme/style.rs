//! Makes egui's own widgets look like the rest.

use egui::style::{ScrollAnimation, Spacing, TextCursorStyle, WidgetVisuals, Widgets};
use egui::{Color32, Context, CornerRadius, Margin, Shadow, Stroke, Style, TextStyle, Visuals, vec2};

use super::{RowHeight, Scheme, Theme, ThemeChoice, choose, sizes};

/// Gives egui our looks and follows the system's choice between light and dark.
///
/// Ctrl+plus and Ctrl+minus are taken from egui: they are the code's zoom, and the interface keeps its size.
pub fn install(ctx: &Context) {
    choose(ctx, ThemeChoice::System);
    ctx.options_mut(|options| {
        options.zoom_with_keyboard = false;
    });
    set_wheel(ctx, RowHeight::default());
}

/// Makes a notch of the wheel three rows of code, as in other editors.
pub fn set_wheel(ctx: &Context, height: RowHeight) {
    ctx.options_mut(|options| options.input_options.line_scroll_speed = 3.0 * height.code());
}

/// Sets the style that egui uses for the theme's scheme: visuals, spacing and text styles.
pub fn apply(ctx: &Context, theme: &Theme) {
    let (which, base) = match theme.scheme {
        Scheme::Dark => (egui::Theme::Dark, Visuals::dark()),
        Scheme::Light => (egui::Theme::Light, Visuals::light()),
    };
    let mut style = Style { visuals: visuals(theme, base), ..Style::default() };
    spacing(&mut style.spacing);
    style.animation_time = 0.06;
    style.scroll_animation = ScrollAnimation::none();
    style.text_styles = [
        (TextStyle::Small, sizes::interface_font(sizes::FONT_LABEL)),
        (TextStyle::Body, sizes::interface_font(sizes::FONT_BODY)),
        (TextStyle::Button, sizes::interface_font(sizes::FONT_BODY)),
        (TextStyle::Heading, sizes::interface_font(sizes::FONT_TITLE)),
        (TextStyle::Monospace, sizes::code_font()),
        (sizes::status_style(), sizes::interface_font(sizes::FONT_STATUS)),
        (sizes::panel_title_style(), sizes::interface_font(sizes::FONT_PANEL_TITLE)),
    ]
    .into();
    ctx.set_style_of(which, style);
}

fn spacing(spacing: &mut Spacing) {
    spacing.item_spacing = vec2(8.0, 4.0);
    spacing.button_padding = vec2(12.0, 4.0);
    spacing.interact_size = vec2(sizes::HIT, sizes::CONTROL);
    spacing.window_margin = Margin::same(16);
    spacing.menu_margin = Margin::same(8);
    spacing.icon_width = sizes::ICON;
    spacing.icon_width_inner = 8.0;
    spacing.icon_spacing = 8.0;
    spacing.indent = 16.0;
    spacing.tooltip_width = sizes::TOOLTIP;
}

fn visuals(theme: &Theme, base: Visuals) -> Visuals {
    let surface = &theme.surface;
    let popup = CornerRadius::same(sizes::RADIUS_POPUP);
    let focus = Stroke::new(theme.stroke.focus, theme.focus_ring);
    let control = Stroke::new(1.0, theme.border.control);
    let widget = |fill: Color32, outline: Stroke, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: outline,
        corner_radius: CornerRadius::same(sizes::RADIUS_CONTROL),
        fg_stroke: Stroke::new(1.5, text),
        expansion: 0.0,
    };
    let mut visuals = Visuals {
        override_text_color: None,
        weak_text_color: Some(theme.text.tertiary),
        widgets: Widgets {
            noninteractive: widget(surface.panel, Stroke::new(1.0, surface.hairline), theme.text.primary),
            inactive: widget(surface.raised, control, theme.text.primary),
            hovered: widget(surface.hover, control, theme.text.primary),
            active: widget(surface.pressed, focus, theme.text.primary),
            open: widget(surface.pressed, control, theme.text.primary),
        },
        hyperlink_color: theme.status.info,
        faint_bg_color: surface.hover,
        extreme_bg_color: surface.field,
        text_edit_bg_color: Some(surface.field),
        code_bg_color: surface.field,
        warn_fg_color: theme.status.warn,
        error_fg_color: theme.status.error,
        window_corner_radius: popup,
        window_shadow: Shadow::NONE,
        window_fill: surface.raised,
        window_stroke: Stroke::new(1.0, theme.border.popup),
        menu_corner_radius: popup,
        panel_fill: surface.panel,
        popup_shadow: Shadow::NONE,
        text_cursor: TextCursorStyle {
            stroke: Stroke::new(theme.stroke.caret, theme.accent.base),
            blink: false,
            ..TextCursorStyle::default()
        },
        ..base
    };
    visuals.selection.bg_fill = theme.selection.fill;
    // egui draws the outline of a focused text field with this stroke.
    visuals.selection.stroke = focus;
    visuals
}
