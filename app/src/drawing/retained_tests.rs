#![allow(clippy::unwrap_used)]

use egui::{Color32, Context, CornerRadius, FontId, RawInput, Rect, Shape, Stroke, StrokeKind, pos2, vec2};
use image::RgbaImage;
use proptest::prelude::*;

use super::{Area, NewFrame, Raster, Retained};

const SIZE: [usize; 2] = [160, 90];

/// One thing to see.
#[derive(Clone, Debug)]
enum Thing {
    Bar(Rect, Color32),
    Round(Rect, Color32),
    Frame(Rect, Color32),
    Line(Rect, Color32),
    Text(String, Rect, Color32),
}

fn paint(things: &[Thing], painter: &egui::Painter) {
    for thing in things {
        let shape = match thing.clone() {
            Thing::Bar(rect, colour) => Shape::rect_filled(rect, 0.0, colour),
            Thing::Round(rect, colour) => Shape::rect_filled(rect, CornerRadius::same(4), colour),
            Thing::Frame(rect, colour) => {
                Shape::rect_stroke(rect, 3.0, Stroke::new(1.5, colour), StrokeKind::Outside)
            }
            Thing::Line(rect, colour) => Shape::line_segment([rect.min, rect.max], Stroke::new(1.3, colour)),
            Thing::Text(text, rect, colour) => {
                painter.text(rect.min, egui::Align2::LEFT_TOP, text, FontId::monospace(11.0), colour);
                continue;
            }
        };
        painter.add(shape);
    }
}

fn thing() -> impl Strategy<Value = Thing> {
    let rect = (-20.0f32..170.0, -20.0f32..100.0, 0.0f32..60.0, 0.0f32..30.0)
        .prop_map(|(x, y, w, h)| Rect::from_min_size(pos2(x, y), vec2(w, h)));
    let colour = any::<[u8; 4]>().prop_map(|[r, g, b, a]| Color32::from_rgba_unmultiplied(r, g, b, a));
    (0..5, "[a-zß_]{0,9}", rect, colour).prop_map(|(kind, text, rect, colour)| match kind {
        0 => Thing::Bar(rect, colour),
        1 => Thing::Round(rect, colour),
        2 => Thing::Frame(rect, colour),
        3 => Thing::Line(rect, colour),
        _ => Thing::Text(text, rect, colour),
    })
}

/// The same thing further from the upper left corner.
fn moved_away(mut thing: Thing, factor: f32) -> Thing {
    let (Thing::Bar(rect, _)
    | Thing::Round(rect, _)
    | Thing::Frame(rect, _)
    | Thing::Line(rect, _)
    | Thing::Text(_, rect, _)) = &mut thing;
    *rect = Rect::from_min_size(rect.min * factor, rect.size());
    thing
}

/// What happens to a frame before the next one.
#[derive(Clone, Debug)]
enum Change {
    Insert(usize, Thing),
    Remove(usize),
    Swap(usize, usize),
    Grow,
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        4 => (0usize..12, thing()).prop_map(|(at, thing)| Change::Insert(at, thing)),
        2 => (0usize..12).prop_map(Change::Remove),
        2 => (0usize..12, 0usize..12).prop_map(|(a, b)| Change::Swap(a, b)),
        1 => Just(Change::Grow),
    ]
}

fn picture(retained: &Retained) -> RgbaImage {
    let [width, height] = retained.size();
    let whole = Area::whole([width, height]);
    let pixels = (0..height).flat_map(|y| retained.row(&whole, y).iter().flatten().copied());
    RgbaImage::from_raw(width as u32, height as u32, pixels.collect()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn what_is_drawn_in_parts_is_what_is_drawn_at_once(
        scale in prop_oneof![Just(1.0f32), Just(1.5), Just(2.0)],
        // In a small picture nearly everything that changes is drawn at once, in a large one each thing by itself.
        width in prop_oneof![9 => Just(1usize), 1 => Just(7)],
        first in prop::collection::vec(thing(), 0..10),
        changes in prop::collection::vec(change(), 1..8),
    ) {
        let ctx = Context::default();
        let (mut whole, mut retained) = (Raster::new(Color32::WHITE), Retained::new(Color32::WHITE));
        let away = |thing| moved_away(thing, width as f32);
        let mut things: Vec<Thing> = first.into_iter().map(away).collect();
        let mut size = SIZE.map(|side| side * width);
        for (number, change) in std::iter::once(None).chain(changes.into_iter().map(Some)).enumerate() {
            match change {
                None => {}
                Some(Change::Insert(at, thing)) => things.insert(at.min(things.len()), away(thing)),
                Some(Change::Remove(at)) if at < things.len() => drop(things.remove(at)),
                Some(Change::Swap(a, b)) if a.max(b) < things.len() => things.swap(a, b),
                Some(Change::Grow) => size[1] += 3,
                Some(_) => {}
            }
            let points = vec2(size[0] as f32, size[1] as f32) / scale;
            let mut input =
                RawInput { screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), points)), ..RawInput::default() };
            input.viewports.get_mut(&egui::ViewportId::ROOT).unwrap().native_pixels_per_point = Some(scale);
            let mut output = ctx.run_ui(input, |ui| paint(&things, ui.painter()));
            retained.update(&mut output.textures_delta.clone());
            whole.update(&mut output.textures_delta);
            let all = ctx.tessellate(output.shapes.clone(), scale);
            let before = (number > 0).then(|| picture(&retained));
            let areas = retained.draw(&ctx, NewFrame { shapes: output.shapes, size, scale });
            let after = picture(&retained);
            prop_assert!(after == whole.draw(&all, size, scale), "frame {number} of {things:?}");
            // What is said to be as it was, is.
            if let Some(before) = before.filter(|before| before.dimensions() == after.dimensions()) {
                for (x, y, pixel) in after.enumerate_pixels() {
                    let (x, y) = (x as usize, y as usize);
                    let is_said = areas.iter().any(|area| area.x.contains(&x) && area.y.contains(&y));
                    prop_assert!(is_said || pixel == before.get_pixel(x as u32, y as u32));
                }
            }
        }
    }
}

#[test]
fn an_edge_that_reaches_into_the_picture_is_drawn() {
    let ctx = Context::default();
    let (mut whole, mut retained) = (Raster::new(Color32::WHITE), Retained::new(Color32::WHITE));
    let input = RawInput {
        screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(160.0, 90.0))),
        ..RawInput::default()
    };
    let line = Thing::Line(Rect::from_min_max(pos2(160.8, 10.0), pos2(160.8, 30.0)), Color32::BLACK);
    let mut output = ctx.run_ui(input, |ui| paint(std::slice::from_ref(&line), ui.painter()));
    retained.update(&mut output.textures_delta.clone());
    whole.update(&mut output.textures_delta);
    let expected = whole.draw(&ctx.tessellate(output.shapes.clone(), 1.0), SIZE, 1.0);
    assert!(expected.get_pixel(159, 20).0[0] < 255);
    let _ = retained.draw(&ctx, NewFrame { shapes: output.shapes, size: SIZE, scale: 1.0 });
    assert!(picture(&retained) == expected);
}

#[test]
fn a_frame_like_the_one_before_changes_nothing() {
    let ctx = Context::default();
    let mut retained = Retained::new(Color32::BLACK);
    let mut areas = Vec::new();
    for _ in 0..3 {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(160.0, 90.0))),
            ..RawInput::default()
        };
        let mut output = ctx.run_ui(input, |ui| {
            ui.label("Nothing moves");
        });
        retained.update(&mut output.textures_delta);
        areas = retained.draw(&ctx, NewFrame { shapes: output.shapes, size: SIZE, scale: 1.0 });
    }
    assert_eq!(areas, []);
}
