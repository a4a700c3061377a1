//! Indentation guides, columns and white space, as pixels.

use egui::{Color32, Rect, pos2};
use image::RgbaImage;

use super::{SIZE, Scene, Stage};
use crate::document::{Command, Selection};
use crate::drawing::{Raster, png};
use crate::editor::{Aids, WhiteSpace};
use crate::theme::LANTERN;

const TEXT: &str = "\
class Tide:
    def rise(self, level):
        if level:
            self.sum += level

\tx = 1  # a tab
y = 2
";

const NONE: Aids = Aids { guides: false, white_space: WhiteSpace::Off, columns: Vec::new() };

/// A picture of the text with some aids; the cursor is at the `nth` place of `+=` if anything.
fn picture(name: &str, aids: Aids, selection: Selection) -> RgbaImage {
    let mut scene = Scene::new(TEXT);
    scene.view.set_aids(aids);
    scene.document.apply(&Command::Select(selection), std::time::Duration::ZERO);
    let rect = Rect::from_min_size(pos2(0.0, 0.0), SIZE);
    let mut stage = Stage::new(scene, rect, 1.0, egui::Theme::Dark);
    let mut raster = Raster::new(Color32::BLACK);
    let mut picture = RgbaImage::default();
    for _ in 0..3 {
        let mut output = stage.frame(Vec::new());
        raster.update(&mut output.textures_delta);
        picture = raster.picture(&stage.ctx, &output);
    }
    if let Some(folder) = std::env::var_os("NAMELIGHT_PICTURES") {
        let path = std::path::Path::new(&folder).join(format!("{name}.png"));
        std::fs::write(path, png(&picture).unwrap()).unwrap();
    }
    picture
}

/// The rows (from 0) that have a line of a colour from top to bottom, by its horizontal place.
fn uprights(picture: &RgbaImage, colour: Color32) -> Vec<(u32, Vec<u32>)> {
    let is = |x: u32, y: u32| picture.get_pixel(x, y).0 == colour.to_array();
    let rows = |x: u32| (0..8).filter(|row| (row * 22..row * 22 + 22).all(|y| is(x, y))).collect();
    let all = (66..1200).map(|x| (x, rows(x)));
    all.filter(|(_, rows): &(u32, Vec<u32>)| !rows.is_empty()).collect()
}

#[test]
fn every_level_has_a_faint_line_and_the_cursors_block_a_stronger_one() {
    let at = TEXT.find("+=").unwrap();
    let seen = picture("guides", Aids { guides: true, ..NONE }, Selection::cursor(at));
    // Four columns of 8.43 points each.
    assert_eq!(uprights(&seen, LANTERN.surface.hairline), [(72, vec![1, 2, 3, 4, 5]), (106, vec![2, 3])]);
    assert_eq!(uprights(&seen, LANTERN.border.popup), [(139, vec![3])]);
}

#[test]
fn at_a_header_the_block_below_is_the_cursors() {
    let at = TEXT.find("def").unwrap();
    let seen = picture("guides header", Aids { guides: true, ..NONE }, Selection::cursor(at));
    assert_eq!(uprights(&seen, LANTERN.border.popup), [(106, vec![2, 3])]);
}

#[test]
fn outside_of_all_blocks_no_line_is_stronger() {
    let seen = picture("guides outside", Aids { guides: true, ..NONE }, Selection::cursor(TEXT.len()));
    assert!(uprights(&seen, LANTERN.border.popup).is_empty());
}

#[test]
fn what_is_off_leaves_nothing() {
    let seen = picture("aids off", NONE, Selection::cursor(TEXT.len()));
    assert!(uprights(&seen, LANTERN.surface.hairline).is_empty());
    assert_eq!(count(&seen, LANTERN.text.disabled), 0);
}

#[test]
fn a_column_has_a_line_from_top_to_bottom() {
    let seen = picture("column", Aids { columns: vec![88], ..NONE }, Selection::cursor(TEXT.len()));
    let all: Vec<u32> = (0..8).collect();
    let is_whole = |(x, rows): &(u32, Vec<u32>)| *rows == all && (812..816).contains(x);
    let lines = uprights(&seen, LANTERN.surface.hairline);
    assert!(lines.len() == 1 && lines.iter().all(is_whole), "{lines:?}");
}

fn count(picture: &RgbaImage, colour: Color32) -> usize {
    picture.pixels().filter(|pixel| pixel.0 == colour.to_array()).count()
}

#[test]
fn every_space_has_a_dot_and_every_tab_an_arrow() {
    let aids = Aids { white_space: WhiteSpace::All, ..NONE };
    let seen = picture("white space", aids, Selection::cursor(TEXT.len()));
    let spaces = TEXT.matches(' ').count();
    // A dot has four pixels; the arrow is longer than any of them.
    let arrow = count(&seen, LANTERN.text.disabled) - 4 * spaces;
    assert!((20..60).contains(&arrow), "{arrow}");
}

#[test]
fn signs_in_the_selection_are_only_there() {
    let aids = Aids { white_space: WhiteSpace::Selection, ..NONE };
    let none = picture("white space, none", aids.clone(), Selection::cursor(3));
    assert_eq!(count(&none, LANTERN.text.disabled), 0);
    let some = picture("white space, some", aids, Selection { anchor: 12, head: 20 });
    // Five of the eight letters before the cursor are spaces.
    assert_eq!(count(&some, LANTERN.text.disabled), 4 * 5);
}
