//! Files in other encodings, as a person meets them: what is said, what is asked, and what the file holds afterwards.

use std::cell::RefCell;
use std::rc::Rc;

use super::look::{Drawing, picture};
use super::*;
use crate::drawing::Raster;
use crate::files::Encoding;
use crate::panels::EncodingAction;

const LATIN: &[u8] = b"# coding: latin-1\nname = '\xe9'\nprint(name)\n";

fn open(bytes: &[u8]) -> (tempfile::TempDir, PathBuf, Harness<'static, App>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("summary.py");
    fs::write(&path, bytes).unwrap();
    // The built-in fonts have no mark for bytes that are no text; what stands for it then is good enough.
    let options = Options { has_dialogs: false, start: Start::File(path.clone()), ..Options::default() };
    let mut harness = Harness::builder()
        .with_size(egui::vec2(1280.0, 800.0))
        .allow_missing_glyphs()
        .build_eframe(|creation| App::new(&creation.egui_ctx, options).unwrap());
    settle(&mut harness);
    (folder, path, harness)
}

fn ask(harness: &mut Harness<'_, App>, action: EncodingAction) {
    harness.state_mut().queue.push(Action::Encoding(action));
    settle(harness);
}

fn click(harness: &mut Harness<'_, App>, name: &str) {
    harness.get_by_label(name).click();
    settle(harness);
}

fn text(harness: &Harness<'_, App>) -> String {
    harness.state().file.document.text().to_string()
}

#[test]
fn fault_13_a_declared_file_is_edited_and_saved_as_declared() {
    let (_folder, path, mut harness) = open(LATIN);
    harness.get_by_label("Encoding: Latin-1");
    go_to(&mut harness, "'é", 0);
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    type_text(&mut harness, "ü");
    press(&mut harness, Modifiers::COMMAND, Key::S);
    assert_eq!(fs::read(&path).unwrap(), b"# coding: latin-1\nname = '\xfc\xe9'\nprint(name)\n");
    assert!(notices(&harness).is_empty());
}

#[test]
fn fault_13_a_name_lights_up_whatever_its_encoding() {
    let (_folder, _path, mut harness) = open(b"# coding: latin-1\ngr\xf6\xdfe = 1\nprint(gr\xf6\xdfe)\n");
    go_to(&mut harness, "größe", 0);
    assert_eq!(lit(&harness), ["größe", "größe"]);
}

#[test]
fn fault_13_a_character_without_bytes_is_asked_about_with_its_place() {
    let (_folder, path, mut harness) = open(LATIN);
    go_to(&mut harness, "print", 0);
    type_text(&mut harness, "€");
    press(&mut harness, Modifiers::COMMAND, Key::S);
    assert_eq!(fs::read(&path).unwrap(), LATIN);
    harness.get_by_label("summary.py can't be saved in Latin-1");
    click(&mut harness, "Show line 3");
    assert!(!harness.state().is_asking());
    assert_eq!(harness.state().file.document.selected_text(), "€");
    assert!(harness.state().observe().is_modified);
}

#[test]
fn fault_13_saving_as_utf_8_changes_the_declaration_and_can_be_taken_back() {
    let (_folder, path, mut harness) = open(LATIN);
    go_to(&mut harness, "print", 0);
    type_text(&mut harness, "€");
    press(&mut harness, Modifiers::COMMAND, Key::S);
    click(&mut harness, "Save as UTF-8");
    let saved = "# coding: utf-8\nname = 'é'\n€print(name)\n";
    assert_eq!(fs::read_to_string(&path).unwrap(), saved);
    assert!(!harness.state().observe().is_modified);
    harness.get_by_label("Encoding: UTF-8");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    harness.get_by_label("Encoding: Latin-1");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    press(&mut harness, Modifiers::COMMAND, Key::S);
    assert_eq!(fs::read(&path).unwrap(), LATIN);
}

#[test]
fn fault_13_a_declaration_that_is_typed_counts() {
    let (_folder, path, mut harness) = open(b"name = '\xc3\xa9'\n");
    type_text(&mut harness, "# coding: latin-1\n");
    harness.get_by_label("Encoding: Latin-1");
    press(&mut harness, Modifiers::COMMAND, Key::S);
    assert_eq!(fs::read(&path).unwrap(), b"# coding: latin-1\nname = '\xe9'\n");
}

#[test]
fn fault_13_invalid_bytes_can_be_looked_at_and_nothing_else() {
    let bytes = b"a = 1\nname = '\xe9'\n";
    let (_folder, path, mut harness) = open(bytes);
    harness.get_by_label("summary.py can only be read: line 2 has the byte 0xE9, which isn't UTF-8 text.");
    harness.get_by_label("Encoding: not UTF-8");
    let before = text(&harness);
    type_text(&mut harness, "x");
    assert_eq!(text(&harness), before);
    assert!(notices(&harness)[0].contains("nothing was changed"), "{:?}", notices(&harness));
    press(&mut harness, Modifiers::COMMAND, Key::S);
    assert!(notices(&harness)[1].contains("nothing was saved"), "{:?}", notices(&harness));
    for action in [
        Action::ConvertLineEndings(crate::document::LineEnding::CrLf),
        Action::SaveNew(path.with_extension("b")),
    ] {
        harness.state_mut().queue.push(action);
        settle(&mut harness);
    }
    assert!(!path.with_extension("b").exists());
    assert_eq!((text(&harness), fs::read(&path).unwrap().as_slice()), (before, bytes.as_slice()));
}

#[test]
fn fault_13_what_can_only_be_read_can_be_copied() {
    let (_folder, _path, mut harness) = open(b"name = '\xe9'\n");
    press(&mut harness, Modifiers::COMMAND, Key::A);
    harness.event(Event::Copy);
    harness.step();
    let copied = harness.output().platform_output.commands.iter().any(
        |command| matches!(command, egui::OutputCommand::CopyText(text) if text == "name = '\u{fffd}'\n"),
    );
    assert!(copied);
}

#[test]
fn fault_13_an_invalid_file_is_reopened_with_another_encoding() {
    let (_folder, path, mut harness) = open(b"a = 1\nname = '\xe9'\n");
    go_to(&mut harness, "name", 0);
    click(&mut harness, "Reopen with encoding");
    type_text(&mut harness, "latin-1");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(text(&harness), "a = 1\nname = 'é'\n");
    assert_eq!(harness.state().file.document.position(), (2, 1));
    assert!(harness.query_by_label_contains("can only be read").is_none());
    type_text(&mut harness, "x");
    press(&mut harness, Modifiers::COMMAND, Key::S);
    assert_eq!(fs::read(&path).unwrap(), b"a = 1\nxname = '\xe9'\n");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(!text(&harness).contains('\u{fffd}'), "what could only be read must not come back");
}

#[test]
fn fault_13_unsaved_changes_are_not_lost_by_reopening() {
    let (_folder, _path, mut harness) = open(LATIN);
    type_text(&mut harness, "x");
    ask(&mut harness, EncodingAction::ChooseToReopen);
    assert!(!harness.state().is_asking());
    assert!(notices(&harness)[0].contains("unsaved changes"));
    assert!(text(&harness).starts_with('x'));
}

#[test]
fn fault_13_saving_with_an_encoding_declares_it() {
    let (_folder, path, mut harness) = open("#!/usr/bin/python\nname = 'é'\n".as_bytes());
    click(&mut harness, "Encoding: UTF-8");
    click(&mut harness, "Save with encoding");
    type_text(&mut harness, "1252");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(fs::read(&path).unwrap(), b"#!/usr/bin/python\n# -*- coding: cp1252 -*-\nname = '\xe9'\n");
    harness.get_by_label("Encoding: windows-1252");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    harness.get_by_label("Encoding: UTF-8");
}

#[test]
fn fault_12_a_byte_order_mark_is_added_and_taken_away_on_request() {
    let (_folder, path, mut harness) = open(b"x = 1\n");
    ask(&mut harness, EncodingAction::Save(Encoding::Utf8, true));
    assert_eq!(fs::read(&path).unwrap(), b"\xef\xbb\xbfx = 1\n");
    harness.get_by_label("Encoding: UTF-8 with BOM");
    ask(&mut harness, EncodingAction::Save(Encoding::Utf8, false));
    assert_eq!(fs::read(&path).unwrap(), b"x = 1\n");
}

#[test]
fn fault_14_a_binary_file_is_asked_about() {
    let bytes = [b"\x7fELF".as_slice(), &[0; 64]].concat();
    let (_folder, path, mut harness) = open(&bytes);
    harness.get_by_label("summary.py isn't a text file");
    click(&mut harness, "Don't open it");
    assert_ne!(harness.state().title(), "summary.py");
    harness.state_mut().queue.push(Action::OpenPath(path));
    settle(&mut harness);
    click(&mut harness, "Open summary.py all the same");
    assert_eq!(harness.state().title(), "summary.py");
    assert_eq!(text(&harness).len(), bytes.len());
}

#[test]
fn read_only_files_and_the_list_of_encodings_are_drawn() {
    let raster = Rc::new(RefCell::new(Raster::default()));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("summary.py");
    fs::write(&path, b"def mean(levels):\r\n    return '\xe9'\n").unwrap();
    let options = Options { has_dialogs: false, start: Start::File(path), ..Options::default() };
    let mut harness = Harness::builder()
        .with_size(egui::vec2(1280.0, 800.0))
        .allow_missing_glyphs()
        .renderer(Drawing(Rc::clone(&raster)))
        .build_eframe(|creation| App::new(&creation.egui_ctx, options).unwrap());
    settle(&mut harness);
    harness.state_mut().queue.push(Action::SetTheme(crate::theme::ThemeChoice::Lantern));
    settle(&mut harness);
    let count = |picture: &image::RgbaImage, colour: egui::Color32| {
        picture.pixels().filter(|pixel| pixel.0 == colour.to_array()).count()
    };
    let theme = &theme::LANTERN;
    let plain = picture(&raster, &harness, "read-only");
    assert!(count(&plain, theme.status.warn) > 10, "there is a sign before the sentence");
    click(&mut harness, "Encoding: not UTF-8");
    picture(&raster, &harness, "encoding menu");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    click(&mut harness, "Reopen with encoding");
    let list = picture(&raster, &harness, "encodings");
    assert!(count(&list, theme.surface.raised) > count(&plain, theme.surface.raised) + 100_000);
}
