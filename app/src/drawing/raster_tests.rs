#![allow(clippy::unwrap_used, clippy::expect_used)]

use egui::epaint::textures::TextureOptions;
use egui::epaint::{ClippedPrimitive, ImageDelta, Mesh, Primitive, Vertex};
use egui::{
    Color32, ColorImage, FontId, Painter, Pos2, RawInput, Rect, TextureId, TexturesDelta, pos2, vec2,
};
use image::RgbaImage;

use super::{Raster, png};

/// A frame of 40 × 20 points on white, at a scale.
fn frame(scale: f32, draw: impl Fn(&Painter)) -> RgbaImage {
    let ctx = egui::Context::default();
    let mut raster = Raster::new(Color32::WHITE);
    let mut input = RawInput {
        screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(40.0, 20.0))),
        ..RawInput::default()
    };
    input.viewports.get_mut(&egui::ViewportId::ROOT).unwrap().native_pixels_per_point = Some(scale);
    let mut output = ctx.run_ui(input, |ui| draw(ui.painter()));
    raster.update(&mut output.textures_delta);
    assert!(output.textures_delta.is_empty());
    raster.picture(&ctx, &output)
}

/// Triangles with a texture of 2 × 1 texels, red and half-transparent blue, on a black picture.
fn textured(mesh: Mesh, size: [usize; 2], options: TextureOptions) -> RgbaImage {
    let mut raster = Raster::default();
    let texels = ColorImage::new([2, 1], vec![RED, HALF_BLUE]);
    let mut delta = TexturesDelta::default();
    delta.push(TextureId::default(), ImageDelta::full(texels, options));
    raster.update(&mut delta);
    raster.draw(&[everywhere(mesh)], size, 1.0)
}

fn everywhere(mesh: Mesh) -> ClippedPrimitive {
    ClippedPrimitive { clip_rect: Rect::EVERYTHING, primitive: Primitive::Mesh(mesh) }
}

const RED: Color32 = Color32::from_rgb(255, 0, 0);
const HALF_BLUE: Color32 = Color32::from_rgba_premultiplied(0, 0, 128, 128);
const WHOLE: Rect = Rect { min: Pos2::ZERO, max: pos2(1.0, 1.0) };

#[test]
fn a_filled_rectangle_covers_its_pixels_and_no_others() {
    for scale in [1.0_f32, 2.0] {
        let area = Rect::from_min_max(pos2(3.0, 4.0), pos2(30.0, 15.0));
        let picture = frame(scale, |painter| {
            painter.rect_filled(area, 0.0, RED);
        });
        assert_eq!(picture.dimensions(), ((40.0 * scale) as u32, (20.0 * scale) as u32));
        for (x, y, pixel) in picture.enumerate_pixels() {
            let center = pos2((x as f32 + 0.5) / scale, (y as f32 + 0.5) / scale);
            let expected = if area.contains(center) { [255, 0, 0, 255] } else { [255; 4] };
            assert_eq!(pixel.0, expected, "pixel {x}, {y} at scale {scale}");
        }
    }
}

#[test]
fn a_translucent_color_is_blended_in_gamma_space() {
    let picture = frame(1.0, |painter| {
        painter.rect_filled(painter.clip_rect(), 0.0, Color32::from_rgb(100, 150, 200));
        painter.rect_filled(painter.clip_rect(), 0.0, Color32::from_rgba_premultiplied(80, 40, 0, 128));
    });
    // What is laid over, plus what is below times the share 1 - 128/255 of it that shows through.
    assert_eq!(picture.get_pixel(20, 10).0, [80 + 50, 40 + 75, 100, 255]);
}

#[test]
fn nothing_is_drawn_outside_of_a_clip_rectangle() {
    let clip = Rect::from_min_max(pos2(5.0, 2.0), pos2(20.0, 11.0));
    let text = |painter: &Painter| {
        painter.text(pos2(1.0, 1.0), egui::Align2::LEFT_TOP, "namelight", FontId::monospace(14.0), RED);
    };
    let whole = frame(1.0, text);
    let clipped = frame(1.0, |painter| text(&painter.with_clip_rect(clip)));
    let (mut inside, mut cut) = (0, 0);
    for (x, y, pixel) in clipped.enumerate_pixels() {
        let unclipped = whole.get_pixel(x, y);
        if clip.contains(pos2(x as f32 + 0.5, y as f32 + 0.5)) {
            assert_eq!(pixel, unclipped, "pixel {x}, {y}");
            inside += u32::from(pixel.0 != [255; 4]);
        } else {
            assert_eq!(pixel.0, [255; 4], "pixel {x}, {y}");
            cut += u32::from(unclipped.0 != [255; 4]);
        }
    }
    assert!(inside > 30 && cut > 30, "the text lies inside ({inside}) and outside ({cut})");
    // Letters are opaque in their strokes: some pixel has the text's own colour, or nearly.
    assert!(whole.pixels().any(|pixel| pixel.0[1] < 40), "the text is there in its own colour");
}

#[test]
fn texels_are_taken_as_they_are_where_they_lie_on_pixels() {
    let mut mesh = Mesh::with_texture(TextureId::default());
    mesh.add_rect_with_uv(Rect::from_min_size(Pos2::ZERO, vec2(2.0, 1.0)), WHOLE, Color32::WHITE);
    let picture = textured(mesh, [2, 1], TextureOptions::LINEAR);
    assert_eq!(picture.get_pixel(0, 0).0, [255, 0, 0, 255]);
    assert_eq!(picture.get_pixel(1, 0).0, [0, 0, 128, 255]);
}

#[test]
fn texels_are_blended_between_pixels() {
    let mut mesh = Mesh::with_texture(TextureId::default());
    mesh.add_rect_with_uv(Rect::from_min_size(Pos2::ZERO, vec2(4.0, 1.0)), WHOLE, Color32::WHITE);
    let picture = textured(mesh.clone(), [4, 1], TextureOptions::LINEAR);
    // The second pixel's centre lies a quarter of the way from the first texel's centre to the second's.
    let row: Vec<_> = picture.pixels().map(|pixel| pixel.0).collect();
    assert_eq!(row, [[255, 0, 0, 255], [191, 0, 32, 255], [64, 0, 96, 255], [0, 0, 128, 255]]);
    let nearest = textured(mesh, [4, 1], TextureOptions::NEAREST);
    let row: Vec<_> = nearest.pixels().map(|pixel| pixel.0).collect();
    assert_eq!(row, [[255, 0, 0, 255], [255, 0, 0, 255], [0, 0, 128, 255], [0, 0, 128, 255]]);
}

#[test]
fn letters_look_the_same_as_one_rectangle_and_as_two_triangles() {
    let area = Rect::from_min_max(pos2(1.25, 0.75), pos2(7.5, 5.0));
    let mut mesh = Mesh::with_texture(TextureId::default());
    mesh.add_rect_with_uv(area, WHOLE, Color32::from_rgb(200, 220, 240));
    let mut apart = mesh.clone();
    apart.indices = vec![1, 2, 0, 2, 1, 3];
    let options = TextureOptions::LINEAR;
    assert_eq!(textured(mesh, [9, 6], options), textured(apart, [9, 6], options));
}

#[test]
fn an_update_of_a_part_changes_only_that_part() {
    let mut raster = Raster::default();
    let id = TextureId::default();
    let mut delta = TexturesDelta::default();
    delta.push(id, ImageDelta::full(ColorImage::filled([3, 3], RED), TextureOptions::NEAREST));
    let patch = ColorImage::filled([1, 2], Color32::WHITE);
    delta.push(id, ImageDelta::partial([2, 1], patch, TextureOptions::NEAREST));
    raster.update(&mut delta);
    assert!(delta.is_empty());
    let mut mesh = Mesh::with_texture(id);
    mesh.add_rect_with_uv(Rect::from_min_size(Pos2::ZERO, vec2(3.0, 3.0)), WHOLE, Color32::WHITE);
    let picture = raster.draw(&[everywhere(mesh.clone())], [3, 3], 1.0);
    for (x, y, pixel) in picture.enumerate_pixels() {
        let expected = if x == 2 && y >= 1 { [255; 4] } else { [255, 0, 0, 255] };
        assert_eq!(pixel.0, expected, "pixel {x}, {y}");
    }

    // What is freed is still there for the frame that frees it, and gone for the next.
    delta.free(id);
    raster.update(&mut delta);
    assert_eq!(raster.draw(&[everywhere(mesh.clone())], [3, 3], 1.0), picture);
    raster.update(&mut delta);
    assert_eq!(raster.draw(&[everywhere(mesh)], [3, 3], 1.0).get_pixel(0, 0).0, [0, 0, 0, 255]);
}

#[test]
fn colors_run_evenly_between_corners() {
    let corner = |x, y, color| Vertex { pos: pos2(x, y), uv: Pos2::ZERO, color };
    let mut mesh = Mesh::with_texture(TextureId::default());
    mesh.vertices = vec![
        corner(0.0, 0.0, Color32::BLACK),
        corner(10.0, 0.0, Color32::from_rgb(200, 0, 0)),
        corner(0.0, 10.0, Color32::BLACK),
    ];
    mesh.indices = vec![0, 1, 2];
    let picture = textured(mesh, [10, 10], TextureOptions::LINEAR);
    let row: Vec<_> = (0..9).map(|x| picture.get_pixel(x, 0).0[0]).collect();
    assert_eq!(row, [10, 30, 50, 70, 90, 110, 130, 150, 170]);
}

#[test]
fn senseless_triangles_are_left_out() {
    let corner = |x, y| Vertex { pos: pos2(x, y), uv: pos2(f32::NAN, f32::INFINITY), color: RED };
    let mut mesh = Mesh::with_texture(TextureId::default());
    mesh.vertices = vec![
        corner(f32::NAN, 0.0),
        corner(f32::INFINITY, -f32::INFINITY),
        corner(1e30, 1e30),
        corner(0.0, 0.0),
    ];
    mesh.indices = vec![0, 1, 2, 1, 2, 3, 3, 3, 3, 7, 8, 9, 1, 2];
    let picture = textured(mesh, [5, 5], TextureOptions::LINEAR);
    assert_eq!(picture.dimensions(), (5, 5));
}

#[test]
fn a_picture_survives_being_written_and_read() {
    let picture = frame(1.0, |painter| {
        painter.circle_filled(pos2(12.0, 9.0), 7.0, HALF_BLUE);
    });
    let bytes = png(&picture).unwrap();
    assert_eq!(image::load_from_memory(&bytes).unwrap().to_rgba8(), picture);
}
