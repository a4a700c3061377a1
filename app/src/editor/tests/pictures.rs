//! Frames as pictures. With `NAMELIGHT_PICTURES=folder` they are written there, to be looked at.

use egui::{Color32, Rect, pos2};
use image::RgbaImage;

use super::{SIZE, Scene, Stage, sample};
use crate::drawing::{Raster, png};

/// Draws a scene, below 68 points of free space as in the look's pictures.
fn picture(name: &str, scene: Scene, scale: f32, theme: egui::Theme) -> RgbaImage {
    let rect = Rect::from_min_size(pos2(0.0, 0.0), SIZE);
    let mut stage = Stage::new(scene, rect, scale, theme);
    let mut raster = Raster::new(Color32::BLACK);
    let mut picture = RgbaImage::default();
    // The keyboard's focus arrives with the second frame.
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

/// How many pixels have exactly a colour.
fn count(picture: &RgbaImage, colour: Color32) -> usize {
    picture.pixels().filter(|pixel| pixel.0 == colour.to_array()).count()
}

#[test]
fn the_sample_looks_like_the_look() {
    for (name, which, theme) in [
        ("dark", egui::Theme::Dark, &crate::theme::LANTERN),
        ("light", egui::Theme::Light, &crate::theme::DAYLIGHT),
    ] {
        let picture = picture(name, sample::scene(), 1.0, which);
        assert_eq!(picture.dimensions(), (1280, 704));
        let pixel = |x: u32, y: u32| {
            Color32::from_rgb(
                picture.get_pixel(x, y)[0],
                picture.get_pixel(x, y)[1],
                picture.get_pixel(x, y)[2],
            )
        };
        // The page, the cursor's line, the ruler's edge, the reach line and its hook.
        assert_eq!(pixel(700, 10), theme.surface.editor);
        assert_eq!(pixel(700, 13 * 22 + 3), theme.surface.current_line);
        assert_eq!(pixel(1264, 690), theme.surface.hairline);
        assert_eq!(pixel(1270, 300), theme.surface.ruler_viewport);
        assert_eq!(pixel(54, 300), theme.marks.reach);
        assert_eq!(pixel(59, 99), theme.marks.reach);
        assert_eq!(pixel(59, 103), theme.surface.editor);
        // The definition's box: x 213 to 258 in row 26, and its solid corner.
        assert_eq!(pixel(230, 89), theme.marks.box_line);
        assert_eq!(pixel(230, 108), theme.marks.box_line);
        assert_eq!(pixel(258, 94), theme.marks.box_line);
        assert_eq!(pixel(215, 91), theme.marks.tick);
        // The fill, and the caret's colour.
        assert!(count(&picture, theme.marks.fill) > 3000);
        assert_eq!(pixel(155, 13 * 22 + 4), theme.accent.base);
    }
}

#[test]
fn headers_that_stay_look_like_code_with_a_line_below() {
    let mut scene = sample::scene();
    let text = scene.document.text();
    let never = namelight_engine::worker::CancelToken::never();
    let definitions = namelight_engine::FileIndex::of(text).definitions_in(0..90, &never).unwrap();
    scene.definitions = definitions.into();
    // The cursor's line 35 is the first below the headers of `mean` and of `keep`.
    scene.view.restore(&scene.document, 32.0);
    let picture = picture("sticky", scene, 1.0, egui::Theme::Dark);
    let theme = &crate::theme::LANTERN;
    let colour = |x: u32, y: u32| picture.get_pixel(x, y).0;
    assert_eq!(colour(700, 10), theme.surface.editor.to_array());
    assert_eq!(colour(700, 44), theme.surface.hairline.to_array());
    assert_eq!(colour(20, 44), theme.surface.hairline.to_array());
    // The mark of the parameter in the header, and the reach line from there on with its hook.
    assert_eq!(colour(230, 1), theme.marks.box_line.to_array());
    assert_eq!(colour(54, 18), theme.marks.reach.to_array());
    assert_eq!(colour(59, 10), theme.marks.reach.to_array());
}

#[test]
fn folds_and_wrapped_lines_look_like_the_rest() {
    for (name, which, theme) in [
        ("folds-dark", egui::Theme::Dark, &crate::theme::LANTERN),
        ("folds-light", egui::Theme::Light, &crate::theme::DAYLIGHT),
    ] {
        let mut scene = sample::scene();
        let fold = |header, last| crate::editor::Fold { header, last };
        let folds = [fold(26, 29), fold(37, 42), fold(44, 45)];
        scene.view.fold(&mut scene.document, folds, std::time::Duration::ZERO);
        let drawn = picture(name, scene, 1.0, which);
        assert!(count(&drawn, theme.surface.raised) > 3 * 60 * 12, "three boxes");
    }
    for (name, which) in [("wrap-dark", egui::Theme::Dark), ("wrap-light", egui::Theme::Light)] {
        let mut scene = sample::scene();
        let long =
            format!("    # {}\n", "every word of this remark belongs to it and total doesn't ".repeat(8));
        let at = sample::start(30);
        let text = format!("{}{long}{}", &scene.text()[..at], &scene.text()[at..]);
        let mut new = Scene::new(&text);
        new.view.set_top(21.0);
        new.view.set_wrapping(true);
        std::mem::swap(&mut scene, &mut new);
        let drawn = picture(name, scene, 1.0, which);
        assert_eq!(drawn.dimensions(), (1280, 704));
    }
}

#[test]
fn at_two_pixels_a_point_lines_are_two_pixels() {
    let picture = picture("dark@2x", sample::scene(), 2.0, egui::Theme::Dark);
    assert_eq!(picture.dimensions(), (2560, 1408));
    let theme = &crate::theme::LANTERN;
    let line: Vec<bool> =
        (170..230).map(|y| picture.get_pixel(460, y).0 == theme.marks.box_line.to_array()).collect();
    // Upper and lower edge of the definition's box.
    assert_eq!(line.iter().filter(|is| **is).count(), 4, "{line:?}");
}

/// A text of everything that isn't plain ASCII.
const STRANGE: &str = "\tif x:\t# a tab, then another\n\
    naïve = 'größer — “quoted” … →'\n\
    漢字 = '日本語のテキスト' + x\n\
    emoji = '👩\u{200D}👧 🇩🇪 ✓ 😀' + x\n\
    accent = 'e\u{301}a\u{308}' + x\n\
    hidden = 'nul\0 esc\u{1b} zero\u{200B}width bidi\u{202E} feff\u{FEFF}' + x\n\
    arabic = 'سلام' + x  # שלום\n\
    Привет = 'мир' ; Ελλάδα = 1\n\
    \u{301}lone mark\n";

#[test]
fn strange_text_keeps_to_its_cells() {
    let mut scene = Scene::new(STRANGE);
    scene.lit = STRANGE
        .match_indices('x')
        .map(|(at, _)| super::Occurrence {
            range: at..at + 1,
            kind: namelight_engine::occurrences::Kind::Write,
            certainty: namelight_engine::occurrences::Certainty::Exact,
            why: "".into(),
        })
        .collect();
    scene.document.apply(&crate::document::Command::SelectAll, std::time::Duration::ZERO);
    let picture = picture("strange", scene, 1.0, egui::Theme::Light);
    assert!(count(&picture, crate::theme::DAYLIGHT.marks.box_line) > 100);
}

#[test]
fn letters_of_other_fonts_are_no_wider_than_their_cells() {
    let ctx = egui::Context::default();
    crate::theme::install(&ctx);
    let mut wide = String::new();
    let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
        let font = crate::theme::sizes::code_font();
        ui.fonts_mut(|fonts| {
            let cell = fonts.glyph_width(&font, ' ');
            let letters = ('\u{100}'..'\u{2200}').filter(|c| c.is_alphabetic() || c.is_ascii_punctuation());
            wide = letters
                .filter(|c| fonts.has_glyph(&font, *c) && fonts.glyph_width(&font, *c) > cell + 1.0)
                .collect();
        });
    });
    output.textures_delta.clear();
    assert!(!wide.is_empty(), "a font that stands behind the code's has wider letters");
    let rect = Rect::from_min_size(pos2(0.0, 0.0), SIZE);
    let mut stage = Stage::new(Scene::new(&wide), rect, 1.0, egui::Theme::Dark);
    let mut output = stage.frame(Vec::new());
    output.textures_delta.clear();
    let mut seen = 0;
    for clipped in &output.shapes {
        let egui::Shape::Text(text) = &clipped.shape else { continue };
        if wide.contains(text.galley.text()) && text.galley.text().chars().count() == 1 {
            let cells = crate::editor::cells::end_cell(text.galley.text(), 0);
            let room = cells as f32 * stage.scene.view.metrics.cell as f32;
            assert!(text.galley.rect.width() <= room + 0.5, "{:?}", text.galley.text());
            seen += 1;
        }
    }
    assert!(seen > 20, "{seen} of {}", wide.chars().count());
}

#[test]
fn composing_zoom_and_lost_focus() {
    let mut scene = sample::scene();
    scene.view.set_zoom(scene.view.zoom().stepped(6.0));
    scene.view.interaction.preedit =
        Some(crate::editor::ime::Preedit { text: "にほん".to_owned(), active: Some(1..2) });
    picture("zoomed", scene, 1.0, egui::Theme::Dark);
    let mut scene = sample::scene();
    scene.view = crate::editor::View::new();
    scene.view.set_top(21.0);
    let from = sample::start(33) + 8;
    let selection = crate::document::Selection { anchor: from, head: sample::start(36) + 30 };
    scene.document.apply(&crate::document::Command::Select(selection), std::time::Duration::ZERO);
    picture("unfocused", scene, 1.0, egui::Theme::Dark);
}

#[test]
fn the_caret_of_the_lit_name_is_wider_and_warmer_than_the_others() {
    let mut scene = sample::scene();
    let primary = scene.document.selection();
    let ends = [(27, 4, 11), (31, 8, 8), (34, 4, 9), (39, 20, 12), (42, 10, 10)];
    let mut selections: Vec<_> = ends
        .into_iter()
        .map(|(line, anchor, head)| {
            let start = sample::start(line);
            crate::document::Selection { anchor: start + anchor, head: start + head }
        })
        .collect();
    selections.push(primary);
    scene.document.apply(&crate::document::Command::SelectMany(selections), std::time::Duration::ZERO);
    let picture = picture("cursors", scene, 1.0, egui::Theme::Dark);
    let theme = &crate::theme::LANTERN;
    // Columns of the text, to the left of its end, that are a caret's height of one colour.
    let columns_of = |colour: Color32, row: u32| {
        let is = |x: u32, y: u32| picture.get_pixel(x, y).0 == colour.to_array();
        (72..1200).filter(|x| (row * 22..row * 22 + 22).filter(|y| is(*x, *y)).count() >= 20).count()
    };
    let others: Vec<u32> = (0..32).filter(|row| columns_of(theme.text.secondary, *row) > 0).collect();
    assert_eq!(others, ends.map(|(line, ..)| line as u32 - 22));
    assert!(others.iter().all(|row| columns_of(theme.text.secondary, *row) == 1));
    // The box round the name has sides of its own, so its row isn't counted but looked at.
    let is_warm = |x: u32| picture.get_pixel(x, 13 * 22 + 5).0 == theme.accent.base.to_array();
    assert_eq!((150..165).filter(|x| is_warm(*x)).collect::<Vec<_>>(), [155, 156]);
}
