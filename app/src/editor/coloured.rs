//! Lines that egui has laid out in one colour, in the colours of their tokens.
//!
//! Laying out takes a shaping for each colour, and shaping is what a frame of new lines costs most for; and the colours
//! of a line can come a frame after its text. So a line is laid out in one colour and given the others afterwards.
//! Invariant: what is kept belongs to a layout that is still egui's own: it is found by that very layout, and kept no
//! longer than it is drawn.

use std::collections::HashMap;
use std::sync::Arc;

use egui::epaint::text::Row;
use egui::{Color32, Galley};

/// A colour, up to a letter of a line, from its first one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Run {
    /// How many letters of the line lie before its end.
    pub end: usize,
    /// What they are drawn in.
    pub colour: Color32,
}

/// A layout, by its place in memory, and colours.
type Key = (usize, Box<[Run]>);

#[derive(Debug)]
struct Entry {
    /// Kept, so that no other layout can come to the same place.
    plain: Arc<Galley>,
    coloured: Arc<Galley>,
    is_used: bool,
}

/// The coloured lines of the last frame.
#[derive(Debug, Default)]
pub(super) struct ColouredLines {
    entries: HashMap<Key, Entry>,
}

impl ColouredLines {
    /// A line in colours; `runs` are in order and end with the line.
    pub(super) fn get(&mut self, plain: &Arc<Galley>, runs: Vec<Run>) -> Arc<Galley> {
        let place = Arc::as_ptr(plain) as usize;
        let entry = self.entries.entry((place, runs.into())).or_insert_with_key(|(_, runs)| Entry {
            plain: Arc::clone(plain),
            coloured: Arc::new(coloured(plain, runs)),
            is_used: true,
        });
        entry.is_used = true;
        Arc::clone(&entry.coloured)
    }

    /// Ends a frame: what wasn't drawn in it goes, and what egui itself has given up.
    pub(super) fn end_frame(&mut self) {
        self.entries
            .retain(|_, entry| std::mem::take(&mut entry.is_used) && Arc::strong_count(&entry.plain) > 1);
    }
}

fn coloured(plain: &Galley, runs: &[Run]) -> Galley {
    let mut galley = plain.clone();
    if let Some(placed) = galley.rows.first_mut() {
        paint(Arc::make_mut(&mut placed.row), runs);
    }
    galley
}

/// Gives each letter's four corners its colour.
fn paint(row: &mut Row, runs: &[Run]) {
    let mut corner = row.visuals.glyph_vertex_range.start;
    let mut runs = runs.iter().peekable();
    for (letter, glyph) in row.glyphs.iter().enumerate() {
        while runs.next_if(|run| run.end <= letter).is_some() {}
        if glyph.uv_rect.is_nothing() {
            continue;
        }
        if let (Some(run), Some(corners)) =
            (runs.peek(), row.visuals.mesh.vertices.get_mut(corner..corner + 4))
        {
            corners.iter_mut().for_each(|corner| corner.color = run.colour);
        }
        corner += 4;
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use egui::epaint::text::{LayoutJob, TextFormat};
    use egui::{Context, FontId, RawInput};

    use super::*;

    const RED: Color32 = Color32::RED;
    const BLUE: Color32 = Color32::BLUE;

    fn layout(ctx: &Context, parts: &[(&str, Color32)]) -> Arc<Galley> {
        let mut job = LayoutJob { break_on_newline: false, ..LayoutJob::default() };
        for (text, colour) in parts {
            job.append(text, 0.0, TextFormat::simple(FontId::monospace(14.0), *colour));
        }
        ctx.fonts_mut(|fonts| fonts.layout_job(job))
    }

    #[test]
    fn a_line_that_is_coloured_afterwards_is_what_it_would_be() {
        let ctx = Context::default();
        let mut output = ctx.run_ui(RawInput::default(), |ui| {
            let plain = layout(ui.ctx(), &[("def é  x=1", RED)]);
            let expected = layout(ui.ctx(), &[("def", BLUE), (" é  x", RED), ("=1", BLUE)]);
            let mut lines = ColouredLines::default();
            let run = |end, colour| Run { end, colour };
            let found = lines.get(&plain, vec![run(3, BLUE), run(8, RED), run(10, BLUE)]);
            assert_eq!(found.rows[0].row.visuals.mesh, expected.rows[0].row.visuals.mesh);
            let again = lines.get(&plain, vec![run(3, BLUE), run(8, RED), run(10, BLUE)]);
            assert!(Arc::ptr_eq(&found, &again), "made once");
        });
        output.textures_delta.clear();
    }

    #[test]
    fn what_is_not_drawn_goes() {
        let ctx = Context::default();
        let mut output = ctx.run_ui(RawInput::default(), |ui| {
            let plain = layout(ui.ctx(), &[("x", RED)]);
            let mut lines = ColouredLines::default();
            lines.get(&plain, vec![Run { end: 1, colour: BLUE }]);
            lines.end_frame();
            assert_eq!(lines.entries.len(), 1);
            lines.end_frame();
            assert!(lines.entries.is_empty());
        });
        output.textures_delta.clear();
    }
}
