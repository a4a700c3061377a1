//! Which theme is shown: one of the five, or a dark and a light one as the system asks.
//!
//! The choice lives in egui's own data, so that all who draw ask [`current`] and none can hold another
//! theme than the rest of the frame. Invariant: egui's style is always that of the current theme.

use egui::{Context, Id, ThemePreference};

use super::{BEACON, DAYLIGHT, HARBOUR, LANTERN, OVERCAST, Scheme, Theme, style};

/// Which theme is shown.
///
/// Whether the system asks for more contrast can't be told: neither winit nor egui hears of it. So Beacon is
/// shown only where it was chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ThemeChoice {
    /// Lantern or Daylight, as the system is dark or light.
    #[default]
    System,
    /// The default dark one.
    Lantern,
    /// A softer dark one.
    Harbour,
    /// The default light one.
    Daylight,
    /// A dim light one.
    Overcast,
    /// The one of high contrast.
    Beacon,
}

impl ThemeChoice {
    /// Every choice, in the order of the menu.
    pub const ALL: [Self; 6] =
        [Self::System, Self::Lantern, Self::Harbour, Self::Daylight, Self::Overcast, Self::Beacon];

    /// The theme that was chosen by name; none if the system decides.
    #[must_use]
    pub fn theme(self) -> Option<&'static Theme> {
        match self {
            Self::System => None,
            Self::Lantern => Some(&LANTERN),
            Self::Harbour => Some(&HARBOUR),
            Self::Daylight => Some(&DAYLIGHT),
            Self::Overcast => Some(&OVERCAST),
            Self::Beacon => Some(&BEACON),
        }
    }

    /// As the menu says it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::System => "As the system",
            Self::Lantern => "Lantern, dark",
            Self::Harbour => "Harbour, softer dark",
            Self::Daylight => "Daylight, light",
            Self::Overcast => "Overcast, dim light",
            Self::Beacon => "Beacon, high contrast",
        }
    }
}

fn place() -> Id {
    Id::unique("theme choice")
}

/// Shows another theme, from what is drawn next on. A [`Ui`](egui::Ui) that exists already has to be given the
/// new style ([`Context::global_style`]).
pub fn choose(ctx: &Context, choice: ThemeChoice) {
    ctx.data_mut(|data| data.insert_temp(place(), choice));
    match choice.theme() {
        None => {
            style::apply(ctx, &LANTERN);
            style::apply(ctx, &DAYLIGHT);
            ctx.set_theme(ThemePreference::System);
        }
        Some(theme) => {
            style::apply(ctx, theme);
            ctx.set_theme(match theme.scheme {
                Scheme::Dark => ThemePreference::Dark,
                Scheme::Light => ThemePreference::Light,
            });
        }
    }
}

/// The theme that is on screen now.
#[must_use]
pub fn current(ctx: &Context) -> &'static Theme {
    let chosen: Option<ThemeChoice> = ctx.data(|data| data.get_temp(place()));
    chosen.and_then(ThemeChoice::theme).unwrap_or_else(|| match ctx.theme() {
        egui::Theme::Dark => &LANTERN,
        egui::Theme::Light => &DAYLIGHT,
    })
}

#[cfg(test)]
mod tests {
    use egui::{Context, RawInput};

    use super::{ThemeChoice, choose, current};
    use crate::theme::{DAYLIGHT, LANTERN, install};

    #[test]
    fn style_and_theme_are_the_chosen_ones_at_once() {
        let ctx = Context::default();
        install(&ctx);
        for choice in ThemeChoice::ALL.into_iter().chain(ThemeChoice::ALL) {
            choose(&ctx, choice);
            let theme = current(&ctx);
            assert!(choice.theme().is_none_or(|chosen| chosen == theme), "{choice:?}");
            let visuals = &ctx.global_style().visuals;
            assert_eq!(visuals.panel_fill, theme.surface.panel, "{choice:?}");
            assert!((visuals.selection.stroke.width - theme.stroke.focus).abs() < 1e-6, "{choice:?}");
        }
    }

    #[test]
    fn by_itself_the_theme_follows_the_system() {
        let ctx = Context::default();
        install(&ctx);
        for (system, theme) in [(egui::Theme::Light, &DAYLIGHT), (egui::Theme::Dark, &LANTERN)] {
            let input = RawInput { system_theme: Some(system), ..RawInput::default() };
            ctx.run_ui(input, |ui| assert_eq!(current(ui.ctx()), theme)).textures_delta.clear();
        }
        choose(&ctx, ThemeChoice::Overcast);
        let input = RawInput { system_theme: Some(egui::Theme::Dark), ..RawInput::default() };
        ctx.run_ui(input, |ui| assert_eq!(current(ui.ctx()).name, "Overcast")).textures_delta.clear();
    }
}
