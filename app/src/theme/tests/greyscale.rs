//! Without any colour every kind of mark is told from every other: its form says what it is.
//!
//! Each mark is drawn as it is in the code, round a name, and the pictures are compared in grey.

use egui::{Color32, Context, RawInput, Rect, Shape, pos2};
use image::RgbaImage;
use namelight_engine::occurrences::ProblemKind;

use super::colour::luminance;
use crate::drawing::Raster;
use crate::editor::marks::{self, Mark};
use crate::editor::{Look, PixelGrid, draw_found, draw_found_on_ruler, draw_ghost, draw_pin, draw_problem};
use crate::highlights::MOST_PINS;
use crate::theme::{RowHeight, Theme, sizes};

/// How far two greys have to be apart to count as different, of 255. Fills are not that far from the page, so
/// it is the forms that count.
const GREYS_APART: u8 = 60;

/// How many square points have to differ at least. So few do where dots and dashes of high contrast stand below
/// a single letter in a selection, which takes the fills away; all others differ in 8 or more.
const AREA: f32 = 6.0;

/// Names of one and two letters have the least room.
const NAMES: [&str; 3] = ["i", "io", "total"];

/// What is drawn round a name.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Sign {
    Lit(Mark),
    Ghost,
    Pin(usize),
    /// A match of a search.
    Found(Look),
    Problem(ProblemKind),
}

/// A match, the current match, and one that is lit, too.
const FOUND: Look = Look { is_current: false, is_lit: false };
const CURRENT: Look = Look { is_current: true, is_lit: false };
const FOUND_AND_LIT: Look = Look { is_current: false, is_lit: true };

/// Where it is drawn.
enum Place {
    Code { is_selected: bool },
    Ruler,
}

/// A colour's grey, of 255: as light as the colour is to the eye.
fn grey(colour: Color32) -> u8 {
    let linear = luminance(colour);
    let value = if linear <= 0.003_130_8 { linear * 12.92 } else { 1.055 * linear.powf(1.0 / 2.4) - 0.055 };
    (value * 255.0).round() as u8
}

/// Draws a mark at a place, round a name of the page.
fn picture(sign: Sign, place: &Place, name: &str, theme: &Theme, row: RowHeight, scale: f32) -> RgbaImage {
    let size = egui::vec2(80.0, 32.0);
    let grid = PixelGrid::new(scale);
    let ctx = Context::default();
    let mut raw =
        RawInput { screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), size)), ..RawInput::default() };
    raw.viewports.entry(egui::ViewportId::ROOT).or_default().native_pixels_per_point = Some(scale);
    let mut output = ctx.run_ui(raw, |ui| {
        let painter = ui.ctx().debug_painter();
        let mut shapes = Vec::new();
        match place {
            Place::Ruler => {
                shapes.push(Shape::rect_filled(ui.ctx().content_rect(), 0.0, theme.surface.ruler));
                match sign {
                    Sign::Lit(mark) => marks::on_ruler(mark, 20.0, 16.0, theme, grid, &mut shapes),
                    Sign::Found(look) => {
                        draw_found_on_ruler(look, 20.0, 16.0, theme, grid, &mut shapes);
                    }
                    Sign::Ghost | Sign::Pin(_) | Sign::Problem(_) => {}
                }
            }
            Place::Code { is_selected } => {
                let font = sizes::code_font();
                let galley = painter.layout_no_wrap(name.to_owned(), font, theme.syntax.plain);
                let (left, top) = (12.4, 4.0);
                let cells =
                    Rect::from_min_max(pos2(left, top), pos2(left + galley.rect.width(), top + row.code()));
                let ground = if *is_selected { theme.selection.fill } else { theme.surface.editor };
                shapes.push(Shape::rect_filled(ui.ctx().content_rect(), 0.0, ground));
                let free = sizes::FREE_BESIDE_MARKS - row.free_beside_marks();
                let cells = cells.expand2(egui::vec2(0.0, free));
                let mut over = Vec::new();
                match sign {
                    Sign::Lit(mark) => {
                        marks::behind(mark, cells, *is_selected, theme, grid, &mut shapes);
                        marks::over(mark, cells, theme, grid, &mut over);
                    }
                    Sign::Problem(kind) => draw_problem(kind, cells, theme, grid, &mut over),
                    Sign::Ghost => draw_ghost(cells, theme, grid, &mut shapes),
                    Sign::Found(look) => {
                        if look.is_lit {
                            marks::behind(Mark::Read, cells, *is_selected, theme, grid, &mut shapes);
                        }
                        draw_found(look, cells, theme, grid, &mut shapes);
                    }
                    Sign::Pin(number) => draw_pin(number, cells, theme, grid, &mut shapes, &mut over),
                }
                shapes.push(Shape::galley(pos2(left, top + 3.0), galley, theme.syntax.plain));
                shapes.append(&mut over);
            }
        }
        painter.extend(shapes);
    });
    let mut raster = Raster::default();
    raster.update(&mut output.textures_delta);
    raster.picture(&ctx, &output)
}

/// The area in which two pictures differ in grey, in square points.
fn area_apart(a: &RgbaImage, b: &RgbaImage, scale: f32) -> f32 {
    let greys = |picture: &RgbaImage| -> Vec<u8> {
        picture.pixels().map(|pixel| grey(Color32::from_rgb(pixel[0], pixel[1], pixel[2]))).collect()
    };
    let (a, b) = (greys(a), greys(b));
    let count = a.iter().zip(&b).filter(|(a, b)| a.abs_diff(**b) >= GREYS_APART).count();
    count as f32 / (scale * scale)
}

/// Every two of the marks that are drawn at a place differ.
#[track_caller]
fn all_apart(signs: &[Sign], place: &Place, name: &str, row: RowHeight) {
    for theme in Theme::ALL {
        for scale in [1.0, 2.0] {
            let drawn: Vec<_> =
                signs.iter().map(|sign| picture(*sign, place, name, theme, row, scale)).collect();
            for (index, a) in drawn.iter().enumerate() {
                for (other, b) in drawn.iter().enumerate().skip(index + 1) {
                    let found = area_apart(a, b, scale);
                    let (a, b) = (signs[index], signs[other]);
                    assert!(
                        found >= AREA,
                        "{}, {row:?}, scale {scale}, {name}: {a:?} and {b:?} differ in {found}",
                        theme.name
                    );
                }
            }
        }
    }
}

fn lit() -> Vec<Sign> {
    Mark::ALL.into_iter().map(Sign::Lit).collect()
}

/// Everything that can stand round a name.
fn signs() -> Vec<Sign> {
    let mut all = lit();
    all.push(Sign::Ghost);
    all.extend((0..MOST_PINS).map(Sign::Pin));
    all.extend([FOUND, CURRENT, FOUND_AND_LIT].map(Sign::Found));
    let kinds = [ProblemKind::Syntax, ProblemKind::Undefined, ProblemKind::Unused];
    all.extend(kinds.map(Sign::Problem));
    all
}

#[test]
fn marks_in_the_code_are_told_apart_in_grey() {
    for name in NAMES {
        for row in RowHeight::ALL {
            all_apart(&signs(), &Place::Code { is_selected: false }, name, row);
        }
        all_apart(&lit(), &Place::Code { is_selected: true }, name, RowHeight::Normal);
    }
}

#[test]
fn marks_on_the_ruler_are_told_apart_in_grey() {
    let mut drawn: Vec<Sign> = lit().into_iter().filter(|sign| *sign != Sign::Lit(Mark::Mention)).collect();
    drawn.extend([FOUND, CURRENT].map(Sign::Found));
    all_apart(&drawn, &Place::Ruler, "", RowHeight::Normal);
}
