//! Searching as egui does it, in a folder of fonts made from the built-in ones.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Context, FontDefinitions, FontFamily, FontId, FontProvider as _, RawInput};
use proptest::prelude::*;

use super::{FallbackRequest, SystemFonts, Variant, face, search};

/// In Ubuntu-Light, but not in Hack.
const SCHWA: char = 'Ə';
/// In neither.
const HANGUL: char = '한';

/// A built-in font's bytes.
fn built_in(name: &str) -> Vec<u8> {
    FontDefinitions::default().font_data[name].bytes().to_vec()
}

/// A font without one of its tables, which is called something else.
fn renamed_table(mut font: Vec<u8>, from: &[u8; 4], to: &[u8; 4]) -> Vec<u8> {
    let count = usize::from(u16::from_be_bytes([font[4], font[5]]));
    let at = (0..count).map(|index| 12 + 16 * index).find(|at| &font[*at..at + 4] == from).unwrap();
    font[at..at + 4].copy_from_slice(to);
    font
}

/// A collection of a font with itself.
fn collection(font: &[u8]) -> Vec<u8> {
    let shift: u32 = 20;
    let mut moved = font.to_vec();
    let count = usize::from(u16::from_be_bytes([font[4], font[5]]));
    for record in (0..count).map(|index| 12 + 16 * index) {
        let at = u32::from_be_bytes(font[record + 8..record + 12].try_into().unwrap()) + shift;
        moved[record + 8..record + 12].copy_from_slice(&at.to_be_bytes());
    }
    let head = [u32::from_be_bytes(*b"ttcf"), 0x1_0000, 2, shift, shift];
    head.into_iter().flat_map(u32::to_be_bytes).chain(moved).collect()
}

fn has(folder: &Path, file: &str, c: char) -> Vec<bool> {
    face::read_all(&folder.join(file)).unwrap().iter().map(|face| face.has(c)).collect()
}

#[test]
fn a_file_tells_what_it_has_and_how_it_looks() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    let light = built_in("Ubuntu-Light");
    write("light.ttf", &light);
    write("both.ttc", &collection(&light));
    write("colour.ttf", &renamed_table(light.clone(), b"GPOS", b"COLR"));
    write("empty.ttf", &renamed_table(light.clone(), b"glyf", b"none"));
    write("cut.ttf", &light[..2000]);
    write("text.ttf", b"this is no font at all");
    assert_eq!(has(folder.path(), "light.ttf", SCHWA), [true]);
    assert_eq!(has(folder.path(), "light.ttf", HANGUL), [false]);
    assert_eq!(has(folder.path(), "both.ttc", SCHWA), [true, true]);
    assert!(has(folder.path(), "colour.ttf", SCHWA).is_empty(), "what egui can't draw");
    assert!(has(folder.path(), "empty.ttf", SCHWA).is_empty(), "what has no outlines");
    for broken in ["cut.ttf", "text.ttf", "nothing.ttf"] {
        assert!(face::read_all(&folder.path().join(broken)).is_err(), "{broken}");
    }
    let style = &face::read_all(&folder.path().join("light.ttf")).unwrap()[0].style;
    assert!(style.family.starts_with("Ubuntu"), "{style:?}");
    assert_eq!((style.width, style.is_slanted, style.has_serifs), (5, false, false));
    assert_eq!(style.weight, 300);
    fs::write(folder.path().join("hack.ttf"), built_in("Hack")).unwrap();
    assert!(
        !style.is_monospaced
            && face::read_all(&folder.path().join("hack.ttf")).unwrap()[0].style.is_monospaced
    );
}

#[test]
fn the_best_font_is_taken_and_no_more_than_are_needed() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("deep/er")).unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    write("a readme.txt", b"fonts");
    write("b broken.ttf", b"OTTO");
    write("deep/er/light.ttf", &built_in("Ubuntu-Light"));
    write("deep/hack.TTF", &built_in("Hack"));
    let folders = [folder.path().to_owned(), folder.path().join("not there")];
    let names = |wanted: &[char], room| {
        let found = search::fonts_for(&folders, &wanted.iter().copied().collect(), Variant::Japan, room);
        let names = found.iter().map(|font| font.name().rsplit('/').next().unwrap().to_owned());
        names.collect::<Vec<String>>()
    };
    // Hack is regular, Ubuntu-Light is light.
    assert_eq!(names(&['a'], 9), ["hack.TTF#0"]);
    assert_eq!(names(&[SCHWA], 9), ["light.ttf#0"]);
    assert_eq!(names(&['a', 'b', SCHWA, HANGUL], 9), ["hack.TTF#0", "light.ttf#0"]);
    assert_eq!(names(&['a', SCHWA], 1).len(), 1);
    assert_eq!(names(&[HANGUL], 9).len(), 0);
}

/// A context that has Hack only, whose system has Ubuntu-Light, and what counts how often it was woken.
fn context(folder: &Path) -> (Context, Arc<SystemFonts>) {
    let ctx = Context::default();
    let mut fonts = FontDefinitions::default();
    for family in fonts.families.values_mut() {
        *family = vec!["Hack".to_owned()];
    }
    ctx.set_fonts(fonts);
    let system = SystemFonts::new(vec![folder.to_owned()], Variant::Japan, |fonts| {
        let ctx = ctx.clone();
        move || ctx.set_font_providers(fonts.upgrade().into_iter().map(|fonts| fonts as _).collect())
    });
    ctx.set_font_providers(vec![Arc::clone(&system) as _]);
    (ctx, system)
}

/// Whether a frame draws a character with a glyph of its own.
fn draws(ctx: &Context, c: char) -> bool {
    let mut is_drawn = false;
    let mut output = ctx.run_ui(RawInput::default(), |ui| {
        let font = FontId::new(14.0, FontFamily::Monospace);
        is_drawn = ui.fonts_mut(|fonts| fonts.has_glyph(&font, c));
    });
    output.textures_delta.clear();
    is_drawn
}

fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    let began = Instant::now();
    while !holds() {
        assert!(began.elapsed() < Duration::from_secs(10), "{what}");
        std::thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn a_missing_character_is_looked_for_once_and_drawn_in_a_later_frame() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("light.ttf"), built_in("Ubuntu-Light")).unwrap();
    let (ctx, system) = context(folder.path());
    assert!(draws(&ctx, 'a'));
    let state = || {
        let state = system.shared.state();
        (state.found.len(), state.missing.len(), state.is_searching)
    };
    assert_eq!(state(), (0, 0, false), "nothing is looked for that isn't missing");
    wait_until("the font is found", || draws(&ctx, SCHWA));
    assert!(!draws(&ctx, HANGUL));
    wait_until("the search ends", || state() == (1, 1, false));
    assert!(draws(&ctx, SCHWA) && !draws(&ctx, HANGUL));

    // What nobody has stays missing, and no thread starts for it.
    fs::remove_file(folder.path().join("light.ttf")).unwrap();
    let cluster = HANGUL.to_string();
    let request = FallbackRequest { cluster: &cluster, family: &FontFamily::Proportional };
    assert!(system.font_for(&request).is_none());
    assert_eq!(state(), (1, 1, false));
    // The interface's letters come from what was found for the code, without the file.
    let cluster = SCHWA.to_string();
    let request = FallbackRequest { cluster: &cluster, family: &FontFamily::Proportional };
    assert!(system.font_for(&request).is_some());
}

#[test]
fn emoji_and_symbols_are_built_in() {
    let ctx = Context::default();
    for c in ['😀', '🚀', '✅', '🎉', '★', '→', '√'] {
        assert!(draws(&ctx, c), "{c}");
    }
}

#[test]
fn a_machine_without_fonts_shows_boxes() {
    let folder = tempfile::tempdir().unwrap();
    let (ctx, system) = context(&folder.path().join("none"));
    assert!(!draws(&ctx, SCHWA));
    wait_until("the search ends", || {
        let state = system.shared.state();
        state.missing.contains(&SCHWA) && !state.is_searching
    });
    assert!(!draws(&ctx, SCHWA));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn whatever_a_file_holds_reading_it_ends(
        changes in prop::collection::vec((0usize..4000, any::<u8>()), 1..60),
        length in 0usize..60_000,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("broken.ttf");
        let mut font = built_in("Hack");
        for (at, byte) in changes {
            font[at] = byte;
        }
        font.truncate(length);
        fs::write(&path, font).unwrap();
        for face in face::read_all(&path).unwrap_or_default() {
            for c in ['a', SCHWA, HANGUL, '😀', char::MAX] {
                face.has(c);
            }
        }
    }
}
