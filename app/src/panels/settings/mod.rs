//! The settings as a dialog: pages of plain words, each change in force at once.
//!
//! It shows what the [settings](crate::settings) are and asks for [`Change`]s; it knows each setting only by the table.

mod fields;
mod keys;

use std::path::Path;

use egui::{Button, Context, Key, Modifiers, RichText, Role, ScrollArea, Ui};

use super::{Action, control};
use crate::commands::Keymap;
use crate::settings::{Page, Settings};
use crate::theme::{Theme, sizes};
use crate::tips::Tip as _;

use fields::Drafts;
use keys::KeysPage;

/// Width of the dialog, and the most that its pages are high, in points.
const SIZE: (f32, f32) = (600.0, 460.0);
/// What the dialog takes besides its page, and what stays free round it, in points.
const AROUND: f32 = 150.0;

/// The dialog's name for assistive technology.
const NAME: &str = "Settings";

/// What the dialog is told.
pub struct SettingsFacts<'a> {
    /// The settings as they are.
    pub settings: &'a Settings,
    /// The keys as they are.
    pub keymap: &'a Keymap,
    /// The file in which they are kept, if there is one.
    pub file: Option<&'a Path>,
}

/// A dialog that is open.
#[derive(Debug)]
pub struct SettingsDialog {
    page: Page,
    /// Not shown yet, so its first button takes the keyboard.
    is_new: bool,
    drafts: Drafts,
    keys: KeysPage,
}

impl SettingsDialog {
    /// A dialog that was just asked for.
    #[must_use]
    pub fn new(settings: &Settings) -> Self {
        Self { page: Page::default(), is_new: true, drafts: Drafts::of(settings), keys: KeysPage::default() }
    }

    /// Shows it over everything else; Escape and a click beside it close it, as its button does.
    pub fn show(
        &mut self,
        ctx: &Context,
        theme: &Theme,
        facts: &SettingsFacts<'_>,
        actions: &mut Vec<Action>,
    ) {
        // Keys that are being chosen mean nothing else.
        self.keys.take_pressed(ctx, facts.keymap, actions);
        let modal = control::modal(theme, "settings");
        let area = modal.area.clone().accessible_name(NAME).role(Role::Dialog);
        let screen = ctx.content_rect();
        let shown = modal.area(area).show(ctx, |ui| {
            ui.set_width(SIZE.0.min(screen.width() - 64.0).max(0.0));
            ui.label(RichText::new(NAME).font(sizes::interface_font(sizes::FONT_TITLE)));
            self.pages(ui, theme);
            ui.separator();
            let height = SIZE.1.min(screen.height() - AROUND).max(2.0 * sizes::CONTROL);
            ui.allocate_ui(egui::vec2(ui.available_width(), height), |ui| {
                ui.set_min_height(height);
                match self.page {
                    Page::Keys => self.keys.show(ui, theme, facts, actions),
                    page => {
                        let area = ScrollArea::vertical().id_salt(page.words()).auto_shrink(false);
                        let area = area.max_height(height);
                        let area = area
                            .show(ui, |ui| fields::show(ui, theme, page, facts, &mut self.drafts, actions));
                        control::name_scroll_bar(ui, &area, "Scroll bar of the settings");
                    }
                }
            });
            ui.separator();
            buttons(ui, theme, facts, actions)
        });
        self.is_new = false;
        let is_escaped = ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        if is_escaped || shown.inner || shown.backdrop_response.clicked() {
            actions.push(Action::CloseSettings);
        }
    }

    /// The buttons that lead to the pages.
    fn pages(&mut self, ui: &mut Ui, theme: &Theme) {
        ui.horizontal(|ui| {
            for page in Page::ALL {
                let is_here = self.page == page;
                let response = ui.add(Button::selectable(is_here, page.words()));
                response.widget_info(|| egui::WidgetInfo::selected(Role::Tab, true, is_here, page.words()));
                if is_here {
                    // The line tells the page without its colour.
                    let line = egui::Stroke::new(theme.stroke.focus, theme.focus_ring);
                    let rect = response.rect.shrink2(egui::vec2(4.0, 0.0));
                    ui.painter().hline(rect.x_range(), rect.bottom() - 1.0, line);
                }
                control::focus_ring(ui, theme, &response, response.rect);
                if self.is_new && is_here {
                    response.request_focus();
                }
                if response.clicked() {
                    self.page = page;
                    response.request_focus();
                }
            }
        });
    }
}

/// What stands at the end; whether the dialog is to be closed.
fn buttons(ui: &mut Ui, theme: &Theme, facts: &SettingsFacts<'_>, actions: &mut Vec<Action>) -> bool {
    ui.horizontal(|ui| {
        let close = ui.add(Button::new("Close"));
        control::focus_ring(ui, theme, &close, close.rect);
        let Some(file) = facts.file else {
            let words = RichText::new("These settings are kept in no file.");
            ui.label(words.color(theme.text.secondary));
            return close.clicked();
        };
        let open = ui.add(Button::new("Open the file")).tip(file.display().to_string());
        control::focus_ring(ui, theme, &open, open.rect);
        if open.clicked() {
            actions.push(Action::OpenSettingsFile);
        }
        let words = RichText::new("Changes count at once and are kept there.");
        ui.label(words.color(theme.text.secondary));
        close.clicked()
    })
    .inner
}
