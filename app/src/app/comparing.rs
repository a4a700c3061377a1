//! Shows two texts side by side over everything else, from the moment it is asked for until it is closed.

use egui::Context;

use super::App;
use crate::compare::{Compared, Comparer, Comparison};
use crate::panels::{CompareAction, ComparisonFacts, ComparisonView, NoticeLevel};
use crate::theme::Theme;

/// A comparison on screen.
pub(super) struct Comparing {
    comparison: Comparison,
    comparer: Comparer,
    found: Option<Compared>,
    view: ComparisonView,
}

impl App {
    /// Shows what two texts have that the other one hasn't; a comparison that was shown before goes.
    pub fn show_comparison(&mut self, ctx: &Context, comparison: Comparison) {
        let (left, right) = (comparison.left.1.clone(), comparison.right.1.clone());
        let wake = ctx.clone();
        match Comparer::start(left, right, move || wake.request_repaint()) {
            Ok(comparer) => {
                let view = ComparisonView::default();
                self.comparing = Some(Comparing { comparison, comparer, found: None, view });
                ctx.request_repaint();
            }
            Err(error) => self.say(NoticeLevel::Error, format!("The texts can't be compared: {error}.")),
        }
    }

    /// Takes what the comparison has found.
    pub(super) fn hear_comparison(&mut self) {
        if let Some(comparing) = &mut self.comparing
            && let Some(found) = comparing.comparer.take()
        {
            comparing.found = Some(found);
        }
    }

    /// Whether a comparison is being made.
    pub(super) fn is_comparing_waiting(&self) -> bool {
        self.comparing.as_ref().is_some_and(|comparing| comparing.comparer.is_waiting())
    }

    pub(super) fn draw_comparison(&mut self, ctx: &Context, theme: &Theme) {
        let Some(Comparing { comparison, comparer, found, view }) = &mut self.comparing else { return };
        let facts = ComparisonFacts { comparison, found: found.as_ref(), is_waiting: comparer.is_waiting() };
        view.show(ctx, theme, &facts, &mut self.queue);
    }

    pub(super) fn perform_compare(&mut self, action: CompareAction) {
        match action {
            CompareAction::Close => self.comparing = None,
        }
    }
}
