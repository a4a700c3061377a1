//! Draws egui's triangles on the CPU: textured, blended in gamma space with premultiplied alpha, as
//! egui's own shaders do (egui_glow's `fragment.glsl`), without the dithering.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use egui::epaint::{ClippedPrimitive, Mesh, Primitive, Vertex};
use egui::{Color32, Context, FullOutput, TextureId, TexturesDelta};
use image::{ImageFormat, RgbaImage};

use super::area::Area;
use super::blend::{blend_over, blend_row_over, to_byte};
use super::texture::{Channels, Texture, channels, fine};
use super::triangle::{Clip, Corner, SUBPIXEL, between, bounds, doubled_area, rows};

/// Longest side of a picture in pixels; a window asked to be larger is cut.
const LONGEST_SIDE: usize = 16_384;

/// A smaller area, in pixels, isn't worth a second thread: starting one takes as long as some ten thousand of them.
const FEW: usize = 60_000;

/// Threads that draw at once, at most.
const MOST_THREADS: usize = 4;

/// Threads that draw at once. Asked for once, since the system reads files to tell.
static THREADS: LazyLock<usize> =
    LazyLock::new(|| std::thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS));

/// Red, green, blue and alpha, premultiplied.
pub(super) type Pixel = [u8; 4];

/// Draws frames into pictures. It keeps the textures that egui hands out once and then only updates,
/// so it has to be given the texture changes of every frame, drawn or not.
pub struct Raster {
    textures: HashMap<TextureId, Texture>,
    /// Textures that the frame drawn last may still use.
    freed: Vec<TextureId>,
    background: Color32,
}

impl Default for Raster {
    fn default() -> Self {
        Self::new(Color32::BLACK)
    }
}

impl Raster {
    /// Without textures; `background` shows where nothing is drawn.
    #[must_use]
    pub fn new(background: Color32) -> Self {
        Self { textures: HashMap::new(), freed: Vec::new(), background }
    }

    /// Takes over a frame's texture changes and leaves `delta` empty. To be called before the frame
    /// is drawn; textures that it frees go at the next call.
    pub fn update(&mut self, delta: &mut TexturesDelta) {
        for id in self.freed.drain(..) {
            self.textures.remove(&id);
        }
        for (id, changes) in delta.set.drain() {
            for change in changes {
                match change.pos {
                    Some(at) => {
                        if let Some(texture) = self.textures.get_mut(&id) {
                            texture.update(&change, at);
                        }
                    }
                    None => {
                        if let Some(texture) = Texture::new(&change) {
                            self.textures.insert(id, texture);
                        }
                    }
                }
            }
        }
        self.freed.extend(delta.free.drain());
    }

    /// Draws what a frame put out. Its texture changes must have been taken over before.
    #[must_use]
    pub fn picture(&self, ctx: &Context, output: &FullOutput) -> RgbaImage {
        let points = ctx.viewport_rect().size();
        let scale = output.pixels_per_point;
        let side = |points: f32| (points * scale).round().clamp(1.0, LONGEST_SIDE as f32) as usize;
        let primitives = ctx.tessellate(output.shapes.clone(), scale);
        self.draw(&primitives, [side(points.x), side(points.y)], scale)
    }

    /// Draws triangles given in points into a picture of a size in pixels.
    #[must_use]
    pub fn draw(&self, primitives: &[ClippedPrimitive], size: [usize; 2], scale: f32) -> RgbaImage {
        let [width, height] = size.map(|side| side.clamp(1, LONGEST_SIDE));
        let mut pixels = vec![Pixel::default(); width * height];
        self.draw_areas(primitives, &mut pixels, width, &[Area::whole([width, height])], scale);
        let (width, height) = (width as u32, height as u32);
        RgbaImage::from_raw(width, height, pixels.into_flattened()).unwrap_or_default()
    }

    /// Draws areas of a picture anew; the rest stays as it is. The picture's pixels come row by row, the areas from the
    /// top and without overlap: those that share a row have all of their rows in common.
    pub(super) fn draw_areas(
        &self,
        primitives: &[ClippedPrimitive],
        pixels: &mut [Pixel],
        width: usize,
        areas: &[Area],
        scale: f32,
    ) {
        let (Some(first), Some(last)) = (areas.first(), areas.last()) else { return };
        let (top, bottom) = (first.y.start, last.y.end);
        let rows = pixels.get_mut(top * width..bottom * width).unwrap_or_default();
        let bands = match areas.iter().map(Area::pixels).sum() {
            0..FEW => 1,
            _ => *THREADS,
        };
        let height = (bottom - top).div_ceil(bands).max(1);
        std::thread::scope(|scope| {
            let mut canvases = rows.chunks_mut((height * width).max(1)).enumerate().map(|(band, pixels)| {
                let top = top + band * height;
                Canvas { width, rows: top as i64..(top + height).min(bottom) as i64, pixels }
            });
            // This thread has a share of the work, too.
            let own = canvases.next();
            for canvas in canvases {
                scope.spawn(move || self.draw_band(primitives, canvas, areas, scale));
            }
            if let Some(canvas) = own {
                self.draw_band(primitives, canvas, areas, scale);
            }
        });
    }

    fn draw_band(&self, primitives: &[ClippedPrimitive], mut canvas: Canvas<'_>, areas: &[Area], scale: f32) {
        let within = |range: &Range<usize>| range.start as i64..range.end as i64;
        let all = Clip { x: 0..canvas.width as i64, y: canvas.rows.clone() };
        let areas: Vec<Clip> = areas
            .iter()
            .map(|area| all.shared(&Clip { x: within(&area.x), y: within(&area.y) }))
            .filter(|area| !area.is_empty())
            .collect();
        for area in &areas {
            for y in area.y.clone() {
                canvas.row(y, area.x.start, area.x.end).fill(self.background.to_array());
            }
        }
        let mut clips = Vec::new();
        for ClippedPrimitive { clip_rect, primitive } in primitives {
            // Paint callbacks speak to a graphics card; there is none.
            let Primitive::Mesh(mesh) = primitive else { continue };
            let Some(texture) = self.textures.get(&mesh.texture_id) else { continue };
            // Casting saturates.
            let edge = |points: f32| i64::from((points * scale).round() as i32);
            let clip = Clip {
                x: edge(clip_rect.min.x)..edge(clip_rect.max.x),
                y: edge(clip_rect.min.y)..edge(clip_rect.max.y),
            };
            clips.clear();
            clips.extend(areas.iter().map(|area| area.shared(&clip)).filter(|area| !area.is_empty()));
            canvas.mesh(mesh, texture, &clips, scale);
        }
    }
}

/// A picture as the bytes of a PNG file.
///
/// # Errors
/// When the encoder refuses the picture, which it does only if memory runs out.
pub fn png(picture: &RgbaImage) -> Result<Vec<u8>, image::ImageError> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png)?;
    Ok(bytes.into_inner())
}

/// A corner with what is interpolated between corners.
#[derive(Clone, Copy)]
struct Point {
    corner: Corner,
    /// Place in the texture, in texels.
    uv: [f32; 2],
    color: Color32,
}

/// How a value changes from pixel to pixel: `N` values as a plane over the picture.
#[derive(Clone, Copy)]
struct Slope<const N: usize> {
    origin: [f32; 2],
    start: [f32; N],
    per_x: [f32; N],
    per_y: [f32; N],
}

impl<const N: usize> Slope<N> {
    /// The plane through three values at three corners that don't lie on one line.
    fn new(corners: [Corner; 3], values: [[f32; N]; 3]) -> Self {
        let [a, b, c] = corners.map(Corner::pixels);
        let (bx, by, cx, cy) = (b[0] - a[0], b[1] - a[1], c[0] - a[0], c[1] - a[1]);
        let area = bx * cy - by * cx;
        let [va, vb, vc] = values;
        let per_x = std::array::from_fn(|i| ((vb[i] - va[i]) * cy - (vc[i] - va[i]) * by) / area);
        let per_y = std::array::from_fn(|i| ((vc[i] - va[i]) * bx - (vb[i] - va[i]) * cx) / area);
        Self { origin: a, start: va, per_x, per_y }
    }

    /// The values at the centre of a pixel.
    fn at(&self, x: i64, y: i64) -> [f32; N] {
        let (dx, dy) = (x as f32 + 0.5 - self.origin[0], y as f32 + 0.5 - self.origin[1]);
        std::array::from_fn(|i| self.start[i] + self.per_x[i] * dx + self.per_y[i] * dy)
    }
}

/// Some rows of a picture.
struct Canvas<'p> {
    width: usize,
    /// Their numbers in the picture.
    rows: Range<i64>,
    pixels: &'p mut [Pixel],
}

impl Canvas<'_> {
    /// Draws triangles as far as they lie in any of the clips, which are in the order of [`Raster::draw_areas`].
    fn mesh(&mut self, mesh: &Mesh, texture: &Texture, clips: &[Clip], scale: f32) {
        let (Some(first), Some(last)) = (clips.first(), clips.last()) else { return };
        let size = texture.size();
        let point = |vertex: &Vertex| {
            Some(Point {
                corner: Corner::new(vertex.pos.x * scale, vertex.pos.y * scale)?,
                uv: [vertex.uv.x * size[0], vertex.uv.y * size[1]],
                color: vertex.color,
            })
        };
        let find = |index: u32| mesh.vertices.get(index as usize).and_then(point);
        // A band of a window has all triangles of the window to look at; most lie above it or below, which their corners'
        // heights tell. One pixel more at both ends is for rounding.
        let seen = (first.y.start - 1) as f32 / scale..=(last.y.end + 1) as f32 / scale;
        let height = |index: &u32| mesh.vertices.get(*index as usize).map_or(f32::NAN, |vertex| vertex.pos.y);
        let mut rest = mesh.indices.as_slice();
        while let [a, b, c, next @ ..] = rest {
            rest = next;
            let heights = [a, b, c].map(height);
            if heights.iter().all(|y| y < seen.start()) || heights.iter().all(|y| y > seen.end()) {
                continue;
            }
            let [Some(pa), Some(pb), Some(pc)] = [*a, *b, *c].map(find) else { continue };
            // Letters come as two triangles `a b c`, `c b d`; drawn at once they take half the time.
            if let [c2, b2, d, after @ ..] = next
                && (c2, b2) == (c, b)
                && let Some(pd) = find(*d)
                && is_upright([pa, pb, pc, pd])
            {
                self.rectangle([pa, pb, pc, pd], texture, clips);
                rest = after;
            } else {
                self.triangle([pa, pb, pc], texture, clips);
            }
        }
    }

    fn rectangle(&mut self, [a, b, c, d]: [Point; 4], texture: &Texture, clips: &[Clip]) {
        let whole = Clip { x: between(a.corner.x, d.corner.x), y: between(a.corner.y, d.corner.y) };
        let mut fill = None;
        for part in within(&whole, clips) {
            let fill = fill.get_or_insert_with(|| Fill::new([a, b, c], texture));
            for y in part.y {
                fill.span(y, part.x.start, self.row(y, part.x.start, part.x.end));
            }
        }
    }

    fn triangle(&mut self, points: [Point; 3], texture: &Texture, clips: &[Clip]) {
        let corners = points.map(|point| point.corner);
        if doubled_area(corners) == 0 {
            return;
        }
        let mut fill = None;
        for part in within(&bounds(corners), clips) {
            let fill = fill.get_or_insert_with(|| Fill::new(points, texture));
            rows(corners, &part, |y, xs| fill.span(y, xs.start, self.row(y, xs.start, xs.end)));
        }
    }

    /// Pixels of a row; the caller has clipped them to the canvas.
    fn row(&mut self, y: i64, start: i64, end: i64) -> &mut [Pixel] {
        let row = (y - self.rows.start) as usize * self.width;
        self.pixels.get_mut(row + start as usize..row + end as usize).unwrap_or_default()
    }
}

/// What of a part of the picture lies in clips, which are in the order of [`Raster::draw_areas`].
fn within(whole: &Clip, clips: &[Clip]) -> impl Iterator<Item = Clip> {
    let first = clips.partition_point(|clip| clip.y.end <= whole.y.start);
    let beside = clips.get(first..).unwrap_or_default().iter().take_while(|clip| clip.y.start < whole.y.end);
    beside.map(|clip| clip.shared(whole)).filter(|part| !part.is_empty())
}

/// Whether four points are the corners of an upright rectangle in one colour, in the order left top,
/// right top, left bottom, right bottom, showing an upright part of the texture.
fn is_upright([a, b, c, d]: [Point; 4]) -> bool {
    let places = [a, b, c, d].map(|point| point.corner);
    let [left_top, right_top, left_bottom, right_bottom] = places;
    a.color == b.color
        && b.color == c.color
        && c.color == d.color
        && left_top.x == left_bottom.x
        && right_top.x == right_bottom.x
        && left_top.y == right_top.y
        && left_bottom.y == right_bottom.y
        && left_top.x < right_top.x
        && left_top.y < left_bottom.y
        && a.uv[0] == c.uv[0]
        && b.uv[0] == d.uv[0]
        && a.uv[1] == b.uv[1]
        && c.uv[1] == d.uv[1]
}

/// What a triangle is filled with.
enum Fill<'a> {
    /// One colour all over.
    Flat(Channels),
    /// One colour times the texture.
    Textured { tint: Color32, uv: Slope<2>, texture: &'a Texture, blend: bool },
    /// A colour that changes, times one texel.
    Shaded { texel: Channels, color: Slope<4> },
    /// Both change.
    Full { color: Slope<4>, uv: Slope<2>, texture: &'a Texture, blend: bool },
}

impl<'a> Fill<'a> {
    fn new(points: [Point; 3], texture: &'a Texture) -> Self {
        let [a, b, c] = points;
        let corners = points.map(|point| point.corner);
        let is_flat = a.color == b.color && b.color == c.color;
        if a.uv == b.uv && b.uv == c.uv {
            let texel = texture.sample(in_texture(a.uv), texture.blends(0.0));
            if is_flat {
                return Self::Flat(product(channels(a.color), texel));
            }
            return Self::Shaded { texel, color: Slope::new(corners, points.map(|p| channels(p.color))) };
        }
        let uv = Slope::new(corners, points.map(|point| point.uv));
        let fastest = uv.per_x.iter().chain(&uv.per_y).fold(0.0_f32, |most, step| most.max(step.abs()));
        // Rounding to subpixels makes a letter's steps a little uneven; that isn't a smaller picture.
        let blend = texture.blends(fastest - 1.0 / SUBPIXEL as f32);
        if is_flat {
            Self::Textured { tint: a.color, uv, texture, blend }
        } else {
            Self::Full { color: Slope::new(corners, points.map(|p| channels(p.color))), uv, texture, blend }
        }
    }

    /// Blends the fill over the pixels of a row, the first of which is at `x`. What a pixel gets doesn't depend on
    /// where the row begins.
    fn span(&self, y: i64, x: i64, row: &mut [Pixel]) {
        match self {
            Self::Flat(color) if color[3] >= 255.0 => row.fill(color.map(to_byte)),
            Self::Flat(color) => row.iter_mut().for_each(|pixel| blend_over(pixel, *color)),
            Self::Textured { tint, uv, texture, blend } => {
                if let Some(texels) = texture.row(in_texture(uv.at(x, y)), uv.per_x.map(fine), row.len()) {
                    blend_row_over(row, *tint, texels);
                    return;
                }
                for (x, pixel) in (x..).zip(row) {
                    let texel = texture.sample(in_texture(uv.at(x, y)), *blend);
                    blend_over(pixel, product(channels(*tint), texel));
                }
            }
            Self::Shaded { texel, color } => {
                for (x, pixel) in (x..).zip(row) {
                    blend_over(pixel, product(color.at(x, y), *texel));
                }
            }
            Self::Full { color, uv, texture, blend } => {
                for (x, pixel) in (x..).zip(row) {
                    let texel = texture.sample(in_texture(uv.at(x, y)), *blend);
                    blend_over(pixel, product(color.at(x, y), texel));
                }
            }
        }
    }
}

/// A place in the texture as counted from the centre of its first texel.
fn in_texture(uv: [f32; 2]) -> [i64; 2] {
    uv.map(|texels| fine(texels - 0.5))
}

fn product(a: Channels, b: Channels) -> Channels {
    std::array::from_fn(|i| a[i] * b[i] / 255.0)
}
