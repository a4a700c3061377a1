//! How long the light took, how often it was wrong, and how often the engine had to be started afresh.

use egui::{Align2, Color32, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::words::{milliseconds, time};
use super::{id, write};
use crate::requests::{Spread, Summary};
use crate::theme::{Theme, sizes};
use crate::tips::Tip as _;

/// Where the two columns of numbers begin, in points from the column's left edge.
const NUMBERS: [f32; 2] = [20.0, 140.0];
/// Where the histogram's bars stand, in points from the column's top.
const BASE: f32 = 208.0;
/// Of the highest bar, in points.
const HEIGHT: f32 = 50.0;
/// From one bar to the next, and how much of that is free, in points.
const BAR: (f32, f32) = (15.0, 2.0);

/// Shows the numbers and the histogram.
pub(super) fn show(ui: &Ui, theme: &Theme, column: Rect, summary: &Summary, wrong_frames: u64) {
    let spread = summary.cursor_to_lit.as_ref();
    let ms = |of: fn(&Spread) -> std::time::Duration| spread.map(of).map(milliseconds);
    let restarts = summary.restarts;
    let good = if wrong_frames == 0 { theme.status.ok } else { theme.status.error };
    let primary = theme.text.primary;
    let (p50, p99) = (ms(|spread| spread.p50), ms(|spread| spread.p99));
    number(ui, theme, column, [0, 0], (p50.as_deref().unwrap_or("–"), primary), ("ms", "cursor to lit, p50"));
    number(ui, theme, column, [1, 0], (p99.as_deref().unwrap_or("–"), primary), ("ms", "cursor to lit, p99"));
    number(ui, theme, column, [0, 1], (&wrong_frames.to_string(), good), ("", "wrong frames"));
    number(ui, theme, column, [1, 1], (&restarts.to_string(), primary), ("", "worker restarts"));
    if let Some(spread) = spread {
        histogram(ui, theme, column, spread);
    }

    let lit = spread.map_or_else(
        || "Nothing was lit yet".to_owned(),
        |spread| {
            let (p50, p99) = (time(spread.p50), time(spread.p99));
            format!("From the cursor's move to the light: p50 {p50}, p99 {p99}, of {} times", spread.count)
        },
    );
    let label = format!(
        "{lit}. Wrong frames since the panel was opened: {wrong_frames}. Worker restarts: {restarts}."
    );
    let response = ui.interact(column, id("numbers"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &label));
    response.tip(
        "Measured from the start of the frame that moves the cursor to the end of the frame that shows the light. \
         A frame is wrong if something is lit in it that isn't the lit name; that is looked at while this panel \
         is open.",
    );
}

/// One number with its unit and what it means, in a column and a row.
fn number(
    ui: &Ui,
    theme: &Theme,
    column: Rect,
    place: [usize; 2],
    (number, colour): (&str, Color32),
    (unit, meaning): (&str, &str),
) {
    let painter = ui.painter();
    let x = column.left() + NUMBERS.get(place[0]).copied().unwrap_or_default();
    let y = column.top() + 14.0 + 64.0 * place[1] as f32;
    let font = sizes::number_font(sizes::FONT_FIGURE);
    let number = write::line(painter, pos2(x, y), Align2::LEFT_CENTER, number, font, colour);
    let (label, quiet) = (write::label(), theme.text.tertiary);
    write::line(
        painter,
        pos2(number.right() + 6.0, y + 2.0),
        Align2::LEFT_CENTER,
        unit,
        label.clone(),
        quiet,
    );
    write::line(painter, pos2(x, y + 22.0), Align2::LEFT_CENTER, meaning, label, quiet);
}

fn histogram(ui: &Ui, theme: &Theme, column: Rect, spread: &Spread) {
    let painter = ui.painter();
    let bins = &spread.bins;
    let (left, base) = (column.left() + NUMBERS[0], column.top() + BASE);
    let end = left + BAR.0 * bins.counts.len() as f32;
    let most = bins.counts.iter().copied().max().unwrap_or(0).max(1);
    let x_of = |time: std::time::Duration| {
        (left + (end - left) * (time.as_secs_f32() / bins.end().as_secs_f32()).clamp(0.0, 1.0)).round()
    };
    for (at, &count) in bins.counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        // One of many can still be seen.
        let height = (HEIGHT * count as f32 / most as f32).round().max(2.0);
        let x = left + BAR.0 * at as f32;
        let bar = Rect::from_min_size(pos2(x, base - height), vec2(BAR.0 - BAR.1, height));
        let is_marked = [spread.p50, spread.p99].iter().any(|time| bar.x_range().contains(x_of(*time)));
        let fill = if is_marked { theme.text.secondary } else { theme.surface.pressed };
        painter.rect_filled(bar, 0.0, fill);
    }
    painter.hline(left..=end, base + 0.5, Stroke::new(1.0, theme.border.popup));
    for (name, time) in [("p50", spread.p50), ("p99", spread.p99)] {
        let x = x_of(time);
        painter.vline(x + 0.5, base - HEIGHT - 15.0..=base, Stroke::new(1.0, theme.text.primary));
        // The two names never stand one over the other.
        let is_crowded = name == "p50" && x_of(spread.p99) - x < 32.0;
        let (at, anchor) = match is_crowded {
            true => (x - 5.0, Align2::RIGHT_CENTER),
            false => (x + 5.0, Align2::LEFT_CENTER),
        };
        write::line(
            painter,
            pos2(at, base - HEIGHT - 11.0),
            anchor,
            name,
            write::label(),
            theme.text.secondary,
        );
    }
    let y = base + 12.0;
    let quiet = theme.text.tertiary;
    write::line(painter, pos2(left, y), Align2::LEFT_CENTER, "0", write::axis(), quiet);
    write::line(painter, pos2(end, y), Align2::RIGHT_CENTER, time(bins.end()), write::axis(), quiet);
}
