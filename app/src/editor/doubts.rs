//! Says why something is lit where that is not certain, and why something isn't, when the pointer rests on it.

use egui::{Pos2, Rect, Tooltip, Ui};
use namelight_engine::occurrences::{Certainty, Occurrence, Other, Problem};

use super::view::View;
use crate::tips;

/// What may be said about a place.
#[derive(Clone, Copy, Debug)]
pub(super) enum Said<'a> {
    /// It is lit.
    Lit(&'a Occurrence),
    /// It is only spelled like what is lit.
    Other(&'a Other),
    /// Something is wrong with it.
    Problem(&'a Problem),
}

/// How sure an occurrence is and why: `Likely: gauge is bound once, to Gauge()`. None where it is certain.
/// Of a name that is not meant, what it is.
fn words(said: Said<'_>) -> Option<String> {
    let occurrence = match said {
        Said::Lit(occurrence) => occurrence,
        Said::Problem(problem) => return Some(problem.sentence.to_string()),
        Said::Other(other) => return Some(format!("Not this one: {}", other.scope)),
    };
    let certainty = match occurrence.certainty {
        Certainty::Exact => return None,
        Certainty::Likely => "Likely",
        Certainty::Possible => "Possible",
        Certainty::Mention => "Mentioned",
    };
    Some(format!("{certainty}: {}", occurrence.why))
}

/// Shows the words of the place under a resting pointer.
pub(super) fn show<'a>(ui: &Ui, view: &View, places: impl Iterator<Item = (Rect, Said<'a>)>) {
    let Some(id) = view.interaction.id else { return };
    let delay = ui.style().interaction.tooltip_delay;
    let (at, rested, is_pressed) = ui.input(|input| {
        let pointer = &input.pointer;
        (pointer.hover_pos(), pointer.time_since_last_movement(), pointer.any_down())
    });
    if !tips::are_wanted(ui.ctx()) {
        return;
    }
    // The gutter has its signs.
    let is_here = |at: &Pos2| view.metrics.text_area().with_min_x(view.metrics.rect.left()).contains(*at);
    let Some(at) = at.filter(|at| !is_pressed && is_here(at) && at.y >= view.code_top()) else { return };
    // What lies over the code has the pointer.
    if ui.ctx().layer_id_at(at) != Some(ui.layer_id()) {
        return;
    }
    let mut here = places.filter(|(cells, _)| cells.contains(at));
    let Some((cells, words)) = here.find_map(|(cells, one)| Some((cells, words(one)?))) else { return };
    if rested < delay {
        ui.ctx().request_repaint_after(std::time::Duration::from_secs_f32(delay - rested));
        return;
    }
    Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), id.with("doubt"), cells).show(|ui| ui.label(words));
}
