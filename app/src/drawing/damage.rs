//! What differs between two frames, found by their shapes.
//!
//! Invariant: shapes that both frames have are paired in the same order. So a pixel that no unpaired shape touches
//! is touched by the same shapes in the same order, and has the same colour.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::mem::{Discriminant, discriminant};
use std::sync::Arc;

use egui::epaint::{ClippedShape, TextShape};
use egui::{Rect, Shape};

/// What two equal shapes have in common and few others share with them.
type Key = (Discriminant<Shape>, u64);

/// Where something may have changed, in points: the places of all shapes that only one of the frames has. An edge may
/// reach so far beyond its shape as `edge` says.
pub(super) fn damage(before: &[ClippedShape], after: &[ClippedShape], edge: f32) -> Vec<Rect> {
    let same_first = before.iter().zip(after).take_while(|(a, b)| is_same(a, b)).count();
    let before = before.get(same_first..).unwrap_or_default();
    let after = after.get(same_first..).unwrap_or_default();
    let same_last = before.iter().rev().zip(after.iter().rev()).take_while(|(a, b)| is_same(a, b)).count();
    let before = before.get(..before.len() - same_last).unwrap_or_default();
    let after = after.get(..after.len() - same_last).unwrap_or_default();

    let mut places: HashMap<Key, Vec<usize>> = HashMap::new();
    for (at, shape) in before.iter().enumerate() {
        places.entry(key(shape)).or_default().push(at);
    }
    let mut is_kept = vec![false; before.len()];
    let mut damaged = Vec::new();
    let mut next = 0;
    for shape in after {
        let candidates = places.get(&key(shape)).map(Vec::as_slice).unwrap_or_default();
        let behind = candidates.get(candidates.partition_point(|&at| at < next)..).unwrap_or_default();
        let pair = behind.iter().find(|&&at| before.get(at).is_some_and(|before| is_same(before, shape)));
        match pair {
            Some(&at) => {
                if let Some(kept) = is_kept.get_mut(at) {
                    *kept = true;
                }
                next = at + 1;
            }
            None => damaged.push(seen(shape, edge)),
        }
    }
    let gone = before.iter().zip(&is_kept).filter(|(_, is_kept)| !**is_kept);
    damaged.extend(gone.map(|(shape, _)| seen(shape, edge)));
    damaged.retain(|rect| rect.is_positive());
    damaged
}

/// Where a shape can be seen, with its edges, in points.
pub(super) fn seen(shape: &ClippedShape, edge: f32) -> Rect {
    let bounds = shape.transform_after_tessellation * shape.shape.visual_bounding_rect();
    if bounds.is_negative() { Rect::NOTHING } else { bounds.expand(edge).intersect(shape.clip_rect) }
}

fn key(shape: &ClippedShape) -> Key {
    let Rect { min, max } = seen(shape, 0.0);
    let mut hasher = DefaultHasher::new();
    [min.x, min.y, max.x, max.y].map(f32::to_bits).hash(&mut hasher);
    (discriminant(&shape.shape), hasher.finish())
}

fn is_same(a: &ClippedShape, b: &ClippedShape) -> bool {
    if let (Shape::Text(text), Shape::Text(other)) = (&a.shape, &b.shape)
        && Arc::ptr_eq(&text.galley, &other.galley)
    {
        // egui keeps what it has laid out; so most texts needn't be compared letter by letter.
        let TextShape {
            pos,
            galley: _,
            underline,
            fallback_color,
            override_text_color,
            opacity_factor,
            angle,
        } = text;
        return a.clip_rect == b.clip_rect
            && a.transform_after_tessellation == b.transform_after_tessellation
            && *pos == other.pos
            && *underline == other.underline
            && *fallback_color == other.fallback_color
            && *override_text_color == other.override_text_color
            && *opacity_factor == other.opacity_factor
            && *angle == other.angle;
    }
    a == b
}

#[cfg(test)]
mod tests {
    use egui::{Color32, pos2, vec2};

    use super::*;

    fn bar(x: f32, colour: Color32) -> ClippedShape {
        let rect = Rect::from_min_size(pos2(x, 0.0), vec2(10.0, 10.0));
        ClippedShape::new(Rect::EVERYTHING, Shape::rect_filled(rect, 0.0, colour))
    }

    fn columns(before: &[ClippedShape], after: &[ClippedShape]) -> Vec<f32> {
        let mut found: Vec<f32> = damage(before, after, 0.0).iter().map(|rect| rect.min.x).collect();
        found.sort_by(f32::total_cmp);
        found
    }

    const RED: Color32 = Color32::RED;
    const BLUE: Color32 = Color32::BLUE;

    #[test]
    fn equal_frames_have_no_damage() {
        let frame = [bar(0.0, RED), bar(20.0, BLUE), bar(0.0, RED)];
        assert!(damage(&frame, &frame, 0.0).is_empty());
    }

    #[test]
    fn what_comes_goes_or_changes_is_damage() {
        let before = [bar(0.0, RED), bar(20.0, RED), bar(40.0, RED), bar(60.0, RED)];
        let after = [bar(0.0, RED), bar(20.0, BLUE), bar(60.0, RED), bar(80.0, RED)];
        assert_eq!(columns(&before, &after), [20.0, 20.0, 40.0, 80.0]);
    }

    #[test]
    fn a_changed_order_is_damage_where_it_changed() {
        let before = [bar(0.0, RED), bar(5.0, BLUE), bar(40.0, RED)];
        let after = [bar(5.0, BLUE), bar(0.0, RED), bar(40.0, RED)];
        // One of the two that changed places.
        assert_eq!(columns(&before, &after).len(), 2);
        assert!(columns(&before, &after).iter().all(|&x| x < 40.0));
    }

    #[test]
    fn the_clip_counts() {
        let clipped = |right: f32| ClippedShape {
            clip_rect: Rect::from_min_max(pos2(0.0, 0.0), pos2(right, 100.0)),
            ..bar(0.0, RED)
        };
        assert_eq!(columns(&[clipped(5.0)], &[clipped(8.0)]), [0.0, 0.0]);
        // What can't be seen is no damage.
        assert!(damage(&[], &[clipped(-5.0)], 1.0).is_empty());
    }
}
