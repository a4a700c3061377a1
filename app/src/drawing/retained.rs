//! A picture that is kept from frame to frame, and of which only what has changed is drawn anew.
//!
//! A key typed changes one line, a status bar and a mark: a fiftieth of the pixels. Invariant: after each frame the
//! picture is what [`Raster::draw`] would make of all of its shapes.

use egui::epaint::ClippedShape;
use egui::{Color32, Context, TextureId, TexturesDelta};

use super::area::{Area, joined};
use super::damage::{damage, seen};
use super::raster::{Pixel, Raster};

/// How far an edge may reach beyond its shape, in pixels: smoothing takes one, rounding another.
const EDGE: f32 = 2.0;

/// What egui has put out for a frame.
pub struct NewFrame {
    /// What is to be seen.
    pub shapes: Vec<ClippedShape>,
    /// Width and height, in pixels.
    pub size: [usize; 2],
    /// Pixels in a point.
    pub scale: f32,
}

/// The picture of a window, kept from frame to frame.
pub struct Retained {
    raster: Raster,
    size: [usize; 2],
    scale: f32,
    shapes: Vec<ClippedShape>,
    pixels: Vec<Pixel>,
    /// Whether a texture that shapes of the frame before may show is another one.
    is_stale: bool,
}

impl Retained {
    /// An empty picture; `background` shows where nothing is drawn.
    #[must_use]
    pub fn new(background: Color32) -> Self {
        Self {
            raster: Raster::new(background),
            size: [0, 0],
            scale: 1.0,
            shapes: Vec::new(),
            pixels: Vec::new(),
            is_stale: false,
        }
    }

    /// Takes over a frame's texture changes and leaves `delta` empty. To be called before the frame is drawn, and
    /// for frames that are not drawn, too.
    pub fn update(&mut self, delta: &mut TexturesDelta) {
        // Into the fonts' texture egui only writes what wasn't there; all else may have been seen already.
        self.is_stale |= delta.set.iter().any(|(id, changes)| {
            *id != TextureId::default() || changes.iter().any(|change| change.is_whole())
        });
        self.raster.update(delta);
    }

    /// Draws a frame and says where the picture has changed, from the top. Nothing in there overlaps.
    #[must_use]
    pub fn draw(&mut self, ctx: &Context, frame: NewFrame) -> Vec<Area> {
        let NewFrame { shapes, size, scale } = frame;
        let is_other = self.size != size || self.scale != scale || std::mem::take(&mut self.is_stale);
        let areas = if is_other {
            vec![Area::whole(size)]
        } else {
            let damaged = damage(&self.shapes, &shapes, EDGE / scale);
            joined(damaged.into_iter().filter_map(|rect| Area::touched(rect, scale, size)))
        };
        self.pixels.resize(size[0] * size[1], Pixel::default());
        (self.size, self.scale) = (size, scale);
        if !areas.is_empty() {
            // From the top, none beginning above the end of one before it unless both are as high.
            let reach: Vec<_> = areas.iter().map(|area| area.in_points(scale)).collect();
            let touching = shapes.iter().filter(|shape| {
                let seen = seen(shape, EDGE / scale);
                let first = reach.partition_point(|area| area.bottom() < seen.top());
                let mut beside = reach.iter().skip(first).take_while(|area| area.top() <= seen.bottom());
                seen.is_positive() && beside.any(|area| area.intersects(seen))
            });
            let primitives = ctx.tessellate(touching.cloned().collect(), scale);
            self.raster.draw_areas(&primitives, &mut self.pixels, size[0], &areas, scale);
        }
        self.shapes = shapes;
        areas
    }

    /// What draws it, with the textures of the frames so far.
    #[must_use]
    pub fn raster(&self) -> &Raster {
        &self.raster
    }

    /// Width and height of the picture, in pixels.
    #[must_use]
    pub fn size(&self) -> [usize; 2] {
        self.size
    }

    /// The part of a row that lies in an area: red, green, blue, alpha for each pixel.
    #[must_use]
    pub fn row(&self, area: &Area, y: usize) -> &[[u8; 4]] {
        let start = y * self.size[0];
        self.pixels.get(start + area.x.start..start + area.x.end).unwrap_or_default()
    }
}
