//! The pixels of a window, as the system takes them.

use std::collections::VecDeque;
use std::num::NonZeroU32;
use std::rc::Rc;

use egui_winit::winit::window::Window;
use softbuffer::{Rect, SoftBufferError};

use crate::drawing::{Area, Retained};

/// Of how many frames it is kept what changed in them. A system has two or three buffers for a window.
const REMEMBERED: usize = 3;

/// What a window shows.
pub(super) struct Surface {
    inner: softbuffer::Surface<Rc<Window>, Rc<Window>>,
    size: [usize; 2],
    /// What changed in the last frames, the newest first.
    changed: VecDeque<Vec<Area>>,
}

impl Surface {
    /// The pixels of a window.
    pub(super) fn new(window: &Rc<Window>) -> Result<Self, SoftBufferError> {
        let context = softbuffer::Context::new(Rc::clone(window))?;
        let inner = softbuffer::Surface::new(&context, Rc::clone(window))?;
        Ok(Self { inner, size: [0, 0], changed: VecDeque::new() })
    }

    /// Shows a picture that has changed in some areas since it was shown last. Where the system has lost the window's
    /// pixels, all of them must be said to have changed.
    pub(super) fn show(&mut self, picture: &Retained, changed: Vec<Area>) -> Result<(), SoftBufferError> {
        let size = picture.size();
        let side = |pixels: usize| u32::try_from(pixels).ok().and_then(NonZeroU32::new);
        let [Some(width), Some(height)] = size.map(side) else { return Ok(()) };
        if self.size != size {
            self.inner.resize(width, height)?;
            self.size = size;
            self.changed.clear();
        }
        if changed.is_empty() {
            return Ok(());
        }
        self.changed.push_front(changed);
        self.changed.truncate(REMEMBERED);
        let mut buffer = self.inner.buffer_mut()?;
        // The buffer holds the frame of so many frames ago, or nothing.
        let age = usize::from(buffer.age());
        let whole = [vec![Area::whole(size)]];
        let missed: Vec<&Area> = if age == 0 || age > self.changed.len() {
            whole.iter().flatten().collect()
        } else {
            self.changed.iter().take(age).flatten().collect()
        };
        for area in &missed {
            for y in area.y.clone() {
                let start = y * size[0];
                let row = buffer.get_mut(start + area.x.start..start + area.x.end).unwrap_or_default();
                for (to, pixel) in row.iter_mut().zip(picture.row(area, y)) {
                    // Written so that the compiler does several at once.
                    let [red_and_blue, green] =
                        [0x00FF_00FF, 0x0000_FF00].map(|of| u32::from_le_bytes(*pixel) & of);
                    *to = red_and_blue.rotate_left(16) | green;
                }
            }
        }
        let damage: Vec<Rect> = missed.into_iter().filter_map(rectangle).collect();
        buffer.present_with_damage(&damage)
    }
}

fn rectangle(area: &Area) -> Option<Rect> {
    let number = |pixels: usize| u32::try_from(pixels).ok();
    Some(Rect {
        x: number(area.x.start)?,
        y: number(area.y.start)?,
        width: NonZeroU32::new(number(area.x.len())?)?,
        height: NonZeroU32::new(number(area.y.len())?)?,
    })
}
