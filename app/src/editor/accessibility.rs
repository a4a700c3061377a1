//! What assistive technologies are told: the visible text, where the cursor is, and back from them a
//! selection to set.

use std::sync::Arc;

use egui::emath::TSTransform;
use egui::epaint::text::cursor::CCursor;
use egui::text_selection::CCursorRange;
use egui::text_selection::accesskit_text::update_accesskit_for_text_widget;
use egui::{Color32, Galley, Id, TextFormat, Ui, accesskit, pos2};

use super::line::Source;
use super::row_map::Piece;
use super::rows::Row;
use super::text::empty_job;
use super::view::View;
use crate::document::{Command, Selection};

/// Characters that egui puts into one text run (`MAX_CHARS_PER_TEXT_RUN` in egui 0.37, where AccessKit counts
/// word starts in bytes).
const RUN: usize = 255;

/// The visible text as it was told: each row's first byte and its text. Empty if nobody listens.
pub(super) type Described = Vec<(usize, String)>;

/// Tells the visible text and the selection, if anybody listens.
pub(super) fn describe(
    ui: &Ui,
    id: Id,
    view: &mut View,
    source: Source<'_>,
    selection: Selection,
    rows: &[Row],
) {
    view.interaction.described.clear();
    let is_heard = ui.ctx().accesskit_node_builder(id, |node| {
        node.set_role(accesskit::Role::MultilineTextInput);
        node.add_action(accesskit::Action::SetTextSelection);
        node.add_action(accesskit::Action::ReplaceSelectedText);
    });
    if is_heard.is_none() {
        return;
    }
    let cells = view.visible_cells();
    let described: Described = rows
        .iter()
        .map(|row| {
            if row.piece.is_whole() {
                let (at, _, text) = view.lines.line(source, row.line).part_at(cells.clone());
                (at, text)
            } else {
                let Piece { start, end, .. } = row.piece;
                (start, source.text.byte_slice(start..end).chunks().collect())
            }
        })
        .collect();
    let mut format = TextFormat::simple(view.metrics.font.clone(), Color32::PLACEHOLDER);
    format.line_height = Some(view.metrics.row);
    let job = |text: &str| {
        let mut job = empty_job();
        job.append(text, 0.0, format.clone());
        job
    };
    let galleys: Vec<Arc<Galley>> =
        ui.fonts_mut(|fonts| described.iter().map(|(_, text)| fonts.layout_job(job(text))).collect());
    let texts: Vec<&str> = described.iter().map(|(_, text)| text.as_str()).collect();
    let galley = Galley::concat(Arc::new(job(&texts.join("\n"))), &galleys, ui.pixels_per_point());
    let range = CCursorRange::two(
        CCursor::new(character_of(&described, selection.anchor)),
        CCursor::new(character_of(&described, selection.head)),
    );
    let top = rows.first().map_or(view.metrics.rect.top(), |row| row.top);
    let origin = pos2(view.metrics.text_left(), top);
    let place = TSTransform::from_translation(origin.to_vec2());
    update_accesskit_for_text_widget(ui.ctx(), id, Some(range), place, &galley);
    view.interaction.described = described;
}

/// The character of the told text that an offset is at, or the nearest one.
fn character_of(described: &Described, offset: usize) -> usize {
    let mut characters = 0;
    for (index, (start, text)) in described.iter().enumerate() {
        let is_last = described.get(index + 1).is_none_or(|next| offset < next.0);
        if is_last {
            let inside = text.floor_char_boundary(offset.saturating_sub(*start));
            return characters + text.get(..inside).map_or(0, |before| before.chars().count());
        }
        characters += text.chars().count() + 1;
    }
    characters
}

/// What an assistive technology asks this widget for.
pub(super) fn requested(
    request: &accesskit::ActionRequest,
    id: Id,
    described: &Described,
) -> Option<Command> {
    if request.target_tree != accesskit::TreeId::ROOT || request.target_node != id.accesskit_id() {
        return None;
    }
    match (&request.action, request.data.as_ref()?) {
        (accesskit::Action::SetTextSelection, accesskit::ActionData::SetTextSelection(selection)) => {
            let anchor = offset_of(id, described, &selection.anchor)?;
            let head = offset_of(id, described, &selection.focus)?;
            Some(Command::Select(Selection { anchor, head }))
        }
        (accesskit::Action::ReplaceSelectedText, accesskit::ActionData::Value(text)) => {
            Some(Command::Paste(text.to_string()))
        }
        _ => None,
    }
}

/// The offset of a place in one of the text runs, which egui numbers by row and by piece of a row.
fn offset_of(id: Id, described: &Described, position: &accesskit::TextPosition) -> Option<usize> {
    described.iter().enumerate().find_map(|(row, (start, text))| {
        let pieces = (text.chars().count() + 1).div_ceil(RUN);
        let piece = (0..pieces).find(|piece| id.with(row).with(*piece).accesskit_id() == position.node)?;
        let character = piece * RUN + position.character_index;
        Some(start + text.char_indices().nth(character).map_or(text.len(), |(at, _)| at))
    })
}
