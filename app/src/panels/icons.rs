//! Icons of lines, circles and polygons on a 16-point square; the source is `look/src/draw.py`.

use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

use crate::theme::{Theme, sizes};

/// Width of an icon's lines in points.
const LINE: f32 = 1.5;

/// An icon of one colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A cross: take away.
    Close,
    /// A corner to the right: what follows lies inside.
    Chevron,
    /// A corner upwards: the one before.
    Up,
    /// A corner downwards: the next one, or more of it is below.
    Down,
    /// A plus: one more.
    Plus,
    /// A circle with a cross.
    Error,
    /// A triangle with an exclamation mark.
    Warn,
    /// A circle with an i.
    Info,
    /// A full dot: unsaved.
    Dot,
    /// A pin: stays lit.
    Pin,
    /// Lines with points: a list.
    List,
    /// Lines, of which some stand further in: an outline.
    Tree,
    /// A line with a beat: the engine.
    Pulse,
    /// Two bars: stand still.
    Pause,
    /// A triangle to the right: go on.
    Play,
    /// A lens: look for something.
    Search,
    /// A sheet with a turned corner.
    File,
    /// A folder with its tab.
    Folder,
    /// A turn with an arrowhead: look again.
    Again,
    /// A tick: all went well.
    Check,
    /// A square: it was told to end.
    Stop,
}

/// Draws `icon` with its square's centre at `centre`.
pub fn draw(painter: &Painter, icon: Icon, centre: Pos2, colour: Color32) {
    let origin = (centre - vec2(sizes::ICON / 2.0, sizes::ICON / 2.0)).round();
    let at = |x: f32, y: f32| origin + vec2(x, y);
    let stroke = Stroke::new(LINE, colour);
    let path = |points: &[(f32, f32)]| {
        let points = points.iter().map(|&(x, y)| at(x, y)).collect();
        painter.add(Shape::line(points, stroke));
    };
    let line = |x1, y1, x2, y2| {
        painter.line_segment([at(x1, y1), at(x2, y2)], stroke);
    };
    let bar = |x, y, width, height| {
        painter.rect_filled(Rect::from_min_size(at(x, y), vec2(width, height)), 0.0, colour);
    };
    match icon {
        Icon::Close => {
            line(4.5, 4.5, 11.5, 11.5);
            line(11.5, 4.5, 4.5, 11.5);
        }
        Icon::Chevron => path(&[(6.0, 4.0), (10.0, 8.0), (6.0, 12.0)]),
        Icon::Up => path(&[(4.0, 10.0), (8.0, 6.0), (12.0, 10.0)]),
        Icon::Down => path(&[(4.0, 6.0), (8.0, 10.0), (12.0, 6.0)]),
        Icon::Plus => {
            line(8.0, 3.0, 8.0, 13.0);
            line(3.0, 8.0, 13.0, 8.0);
        }
        Icon::Error => {
            painter.circle_stroke(at(8.0, 8.0), 6.25, stroke);
            line(5.8, 5.8, 10.2, 10.2);
            line(10.2, 5.8, 5.8, 10.2);
        }
        Icon::Warn => {
            path(&[(8.0, 2.2), (14.4, 13.2), (1.6, 13.2), (8.0, 2.2)]);
            line(8.0, 6.2, 8.0, 9.6);
            bar(7.2, 10.6, 1.6, 1.6);
        }
        Icon::Info => {
            painter.circle_stroke(at(8.0, 8.0), 6.25, stroke);
            line(8.0, 7.2, 8.0, 11.4);
            bar(7.2, 4.4, 1.6, 1.6);
        }
        Icon::Pin => {
            path(&[(5.5, 2.5), (10.5, 2.5)]);
            path(&[(6.5, 2.5), (6.5, 7.0), (4.5, 9.5), (11.5, 9.5), (9.5, 7.0), (9.5, 2.5)]);
            line(8.0, 9.5, 8.0, 14.0);
        }
        Icon::List => {
            for y in [4.0, 8.0, 12.0] {
                bar(2.0, y - 0.75, 1.5, 1.5);
                line(5.5, y, 14.0, y);
            }
        }
        Icon::Tree => {
            line(2.0, 4.0, 10.0, 4.0);
            line(5.5, 8.0, 14.0, 8.0);
            line(5.5, 12.0, 14.0, 12.0);
        }
        Icon::Pulse => {
            path(&[(1.5, 9.0), (4.5, 9.0), (6.5, 4.0), (9.5, 12.5), (11.5, 9.0), (14.5, 9.0)]);
        }
        Icon::Pause => {
            bar(5.0, 4.0, 2.0, 8.0);
            bar(9.0, 4.0, 2.0, 8.0);
        }
        Icon::Play => {
            let corners = [(5.0, 3.5), (12.0, 8.0), (5.0, 12.5)].map(|(x, y)| at(x, y));
            painter.add(Shape::convex_polygon(corners.to_vec(), colour, Stroke::NONE));
        }
        Icon::Search => {
            painter.circle_stroke(at(7.0, 7.0), 4.25, stroke);
            line(10.2, 10.2, 14.0, 14.0);
        }
        Icon::File => {
            path(&[(4.0, 2.0), (10.0, 2.0), (12.5, 4.5), (12.5, 14.0), (4.0, 14.0), (4.0, 2.0)]);
        }
        Icon::Folder => {
            let edge =
                [(2.0, 4.0), (6.5, 4.0), (8.0, 6.0), (14.0, 6.0), (14.0, 13.0), (2.0, 13.0), (2.0, 4.0)];
            path(&edge);
        }
        Icon::Again => {
            path(&[(12.5, 10.5), (11.0, 12.5), (8.0, 13.25), (5.0, 12.5), (3.2, 10.0), (3.2, 6.5)]);
            path(&[(3.2, 6.5), (5.0, 3.7), (8.0, 2.75), (11.0, 3.7), (12.5, 5.5)]);
            path(&[(13.0, 2.5), (13.0, 6.0), (9.5, 6.0)]);
        }
        Icon::Check => path(&[(3.5, 8.5), (6.5, 11.5), (12.5, 4.5)]),
        Icon::Stop => bar(4.5, 4.5, 7.0, 7.0),
        Icon::Dot => {
            painter.circle_filled(at(8.0, 8.0), 3.5, colour);
        }
    }
}

/// The lamp that hangs from the window's top edge in the middle of `zone`; its bulb is the light's state.
pub fn lamp(painter: &Painter, theme: &Theme, zone: Rect, is_lit: bool) {
    let top = pos2(zone.center().x, zone.top());
    let metal = theme.text.tertiary;
    painter.line_segment([top, top + vec2(0.0, 14.0)], Stroke::new(LINE, metal));
    let shade = [(-4.0, 14.0), (4.0, 14.0), (11.0, 24.0), (-11.0, 24.0)].map(|(x, y)| top + vec2(x, y));
    painter.add(Shape::convex_polygon(shade.to_vec(), metal, Stroke::NONE));
    let bulb = if is_lit { theme.accent.base } else { theme.surface.hairline };
    painter.rect_filled(Rect::from_min_size(top + vec2(-11.0, 24.0), vec2(22.0, 3.0)), 0.0, bulb);
}

/// The lamp as an icon, its square's centre at `centre`.
pub fn small_lamp(painter: &Painter, theme: &Theme, centre: Pos2) {
    let origin = (centre - vec2(sizes::ICON / 2.0, sizes::ICON / 2.0)).round();
    let at = |x: f32, y: f32| origin + vec2(x, y);
    let metal = theme.text.tertiary;
    painter.line_segment([at(8.0, 1.0), at(8.0, 6.0)], Stroke::new(LINE, metal));
    let shade = [(6.0, 5.0), (10.0, 5.0), (14.0, 11.0), (2.0, 11.0)].map(|(x, y)| at(x, y));
    painter.add(Shape::convex_polygon(shade.to_vec(), metal, Stroke::NONE));
    painter.rect_filled(Rect::from_min_size(at(2.0, 12.0), vec2(12.0, 2.0)), 0.0, metal);
}

/// The status bar's dot: full when a name is lit, a ring when not.
pub fn status_dot(painter: &Painter, theme: &Theme, centre: Pos2, is_lit: bool) {
    if is_lit {
        painter.circle_filled(centre, 5.0, theme.accent.base);
    } else {
        painter.circle_stroke(centre, 4.25, Stroke::new(LINE, theme.text.tertiary));
    }
}
