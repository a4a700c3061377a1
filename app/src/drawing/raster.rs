//! Draws egui's triangles on the CPU: textured, blended in gamma space with premultiplied alpha, as
//! egui's own shaders do (egui_glow's `fragment.glsl`), without the dithering.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use egui::epaint::{ClippedPrimitive, Mesh, Primitive, Vertex};
use egui::{Color32, Context, FullOutput, TextureId, TexturesDelta};
use image::{ImageFormat, RgbaImage};

use super::area::Area;
use super::texture::{Channels, Texture, channels, fine};
use super::triangle::{Clip, Corner, SUBPIXEL, between, doubled_area, rows, shared};

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
        self.draw_area(primitives, &mut pixels, width, &Area::whole([width, height]), scale);
        let (width, height) = (width as u32, height as u32);
        RgbaImage::from_raw(width, height, pixels.into_flattened()).unwrap_or_default()
    }

    /// Draws an area of a picture anew; the others stay as they are. The picture's pixels come row by row.
    pub(super) fn draw_area(
        &self,
        primitives: &[ClippedPrimitive],
        pixels: &mut [Pixel],
        width: usize,
        area: &Area,
        scale: f32,
    ) {
        let rows = pixels.get_mut(area.y.start * width..area.y.end * width).unwrap_or_default();
        let bands = match area.pixels() {
            0..FEW => 1,
            _ => *THREADS,
        };
        let height = area.y.len().div_ceil(bands).max(1);
        std::thread::scope(|scope| {
            let mut canvases = rows.chunks_mut(height * width).enumerate().map(|(band, pixels)| {
                let top = area.y.start + band * height;
                let y = top..(top + height).min(area.y.end);
                (Canvas { width, top, pixels }, Area { x: area.x.clone(), y })
            });
            // This thread has a share of the work, too.
            let own = canvases.next();
            for (canvas, area) in canvases {
                scope.spawn(move || self.draw_band(primitives, canvas, &area, scale));
            }
            if let Some((canvas, area)) = own {
                self.draw_band(primitives, canvas, &area, scale);
            }
        });
    }

    fn draw_band(&self, primitives: &[ClippedPrimitive], mut canvas: Canvas<'_>, area: &Area, scale: f32) {
        let within = |range: &Range<usize>| range.start as i64..range.end as i64;
        let (columns, lines) = (within(&area.x), within(&area.y));
        for y in lines.clone() {
            canvas.row(y, columns.start, columns.end).fill(self.background.to_array());
        }
        for ClippedPrimitive { clip_rect, primitive } in primitives {
            // Paint callbacks speak to a graphics card; there is none.
            let Primitive::Mesh(mesh) = primitive else { continue };
            let Some(texture) = self.textures.get(&mesh.texture_id) else { continue };
            // Casting saturates.
            let edge = |points: f32| i64::from((points * scale).round() as i32);
            let clip = Clip {
                x: shared(&(edge(clip_rect.min.x)..edge(clip_rect.max.x)), &columns),
                y: shared(&(edge(clip_rect.min.y)..edge(clip_rect.max.y)), &lines),
            };
            canvas.mesh(mesh, texture, &clip, scale);
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
    /// The number of the first row.
    top: usize,
    pixels: &'p mut [Pixel],
}

impl Canvas<'_> {
    fn mesh(&mut self, mesh: &Mesh, texture: &Texture, clip: &Clip, scale: f32) {
        if clip.x.is_empty() || clip.y.is_empty() {
            return;
        }
        let size = texture.size();
        let point = |vertex: &Vertex| {
            Some(Point {
                corner: Corner::new(vertex.pos.x * scale, vertex.pos.y * scale)?,
                uv: [vertex.uv.x * size[0], vertex.uv.y * size[1]],
                color: vertex.color,
            })
        };
        let find = |index: u32| mesh.vertices.get(index as usize).and_then(point);
        let mut rest = mesh.indices.as_slice();
        while let [a, b, c, next @ ..] = rest {
            rest = next;
            let [Some(pa), Some(pb), Some(pc)] = [*a, *b, *c].map(find) else { continue };
            // Letters come as two triangles `a b c`, `c b d`; drawn at once they take half the time.
            if let [c2, b2, d, after @ ..] = next
                && (c2, b2) == (c, b)
                && let Some(pd) = find(*d)
                && is_upright([pa, pb, pc, pd])
            {
                self.rectangle([pa, pb, pc, pd], texture, clip);
                rest = after;
            } else {
                self.triangle([pa, pb, pc], texture, clip);
            }
        }
    }

    fn rectangle(&mut self, [a, b, c, d]: [Point; 4], texture: &Texture, clip: &Clip) {
        let xs = shared(&between(a.corner.x, d.corner.x), &clip.x);
        let ys = shared(&between(a.corner.y, d.corner.y), &clip.y);
        if xs.is_empty() || ys.is_empty() {
            return;
        }
        let fill = Fill::new([a, b, c], texture);
        for y in ys {
            fill.span(y, xs.start, self.row(y, xs.start, xs.end));
        }
    }

    fn triangle(&mut self, points: [Point; 3], texture: &Texture, clip: &Clip) {
        let corners = points.map(|point| point.corner);
        if doubled_area(corners) == 0 {
            return;
        }
        let fill = Fill::new(points, texture);
        rows(corners, clip, |y, xs| fill.span(y, xs.start, self.row(y, xs.start, xs.end)));
    }

    /// Pixels of a row; the caller has clipped them to the canvas.
    fn row(&mut self, y: i64, start: i64, end: i64) -> &mut [Pixel] {
        let row = (y as usize - self.top) * self.width;
        self.pixels.get_mut(row + start as usize..row + end as usize).unwrap_or_default()
    }
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

fn to_byte(value: f32) -> u8 {
    // Casting saturates.
    (value + 0.5) as u8
}

/// Lays a premultiplied colour over a pixel.
fn blend_over(pixel: &mut Pixel, color: Channels) {
    if color == [0.0; 4] {
        return;
    }
    let shows_through = 1.0 - color[3].clamp(0.0, 255.0) / 255.0;
    *pixel = std::array::from_fn(|i| to_byte(color[i] + f32::from(pixel[i]) * shows_through));
}

/// Lays texels, each multiplied by a colour, over pixels.
fn blend_row_over(row: &mut [Pixel], tint: Color32, texels: &[Color32]) {
    const ONE: u32 = 255 * 255;
    let tint = tint.to_array().map(u32::from);
    for (pixel, texel) in row.iter_mut().zip(texels) {
        if *texel == Color32::TRANSPARENT {
            continue;
        }
        let texel = texel.to_array().map(u32::from);
        let shows_through = ONE - tint[3] * texel[3];
        *pixel = std::array::from_fn(|i| {
            let sum = tint[i] * texel[i] * 255 + u32::from(pixel[i]) * shows_through;
            ((sum + ONE / 2) / ONE).min(255) as u8
        });
    }
}
