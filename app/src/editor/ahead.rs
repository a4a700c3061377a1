//! Lays out what a frame will draw while the light that it shows is still under way.
//!
//! The engine works in a thread of its own; to wait for it with nothing done would make a page last as long as both
//! together. Invariant: nothing is drawn and nothing of the view changes; a wrong guess costs time and no more.

use egui::Context;
use namelight_engine::occurrences::Tokens;

use super::gutter;
use super::line::Source;
use super::text::TextPainter;
use super::view::View;
use crate::document::Document;
use crate::theme::Theme;

/// Lays out the rows that come into view with the cursor, and their numbers; egui keeps them. Of the rows that were drawn in
/// the last frame at most one has changed, as a rule, and those are left to painting.
pub fn lay_out_ahead(ctx: &Context, view: &mut View, document: &Document, theme: &Theme) {
    let source = Source::of(document);
    match view.is_to_follow(source, document.cursor()) {
        true => view.once_seen(source, document.cursor(), |view| lay_out(ctx, view, source, theme)),
        false => lay_out(ctx, view, source, theme),
    }
}

fn lay_out(ctx: &Context, view: &View, source: Source<'_>, theme: &Theme) {
    if !view.metrics.rect.is_positive() {
        return;
    }
    let mut rows = view.visible_rows(source);
    let known = view.painted_rows.borrow();
    rows.retain(|row| !known.holds((row.line, row.piece.number)));
    if rows.is_empty() {
        return;
    }
    let tokens = Tokens::default();
    ctx.fonts_mut(|fonts| {
        for row in rows.iter().filter(|row| row.piece.number == 0) {
            gutter::number(view, fonts, row.line, theme.text.gutter);
        }
        let shapes = Vec::new();
        let mut painter =
            TextPainter { view, fonts, tokens: &tokens, theme, inverse: None, moved: 0, shapes };
        for row in &rows {
            painter.lay_out(&view.lines.line(source, row.line), row);
        }
    });
}
