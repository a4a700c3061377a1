//! The status bar's buttons for indentation and line endings, and the aids for the eye.

use std::cell::RefCell;
use std::rc::Rc;

use super::look::{Drawing, picture};
use super::*;
use crate::document::{IndentUnit, LineEnding};
use crate::drawing::Raster;
use crate::editor::WhiteSpace;
use crate::theme::ThemeChoice;

const SOURCE: &str = "if a:\n  b\n  if c:\n    d\n";

fn open(text: &str) -> Harness<'static, App> {
    start(Options { start: Start::Text(text.to_owned()), ..Options::default() })
}

fn text(harness: &Harness<'_, App>) -> String {
    harness.state().file.document.text().to_string()
}

fn click(harness: &mut Harness<'_, App>, name: &str) {
    harness.get_by_label(name).click();
    settle(harness);
}

#[test]
fn the_buttons_say_how_the_file_is_written() {
    let harness = open(SOURCE);
    harness.get_by_label("Indentation: 2 spaces");
    harness.get_by_label("Line endings: LF");
}

#[test]
fn another_indentation_is_chosen_for_what_is_typed_from_now_on() {
    let mut harness = open(SOURCE);
    click(&mut harness, "Indentation: 2 spaces");
    harness.get_by_label("Indent with 2 spaces (chosen)");
    click(&mut harness, "Indent with tabs");
    harness.get_by_label("Indentation: Tabs");
    assert_eq!(text(&harness), SOURCE);
    press(&mut harness, Modifiers::NONE, Key::Tab);
    assert_eq!(text(&harness), format!("\t{SOURCE}"));
}

#[test]
fn the_indentation_is_converted_in_one_step() {
    let mut harness = open(SOURCE);
    click(&mut harness, "Indentation: 2 spaces");
    click(&mut harness, "Convert the text to 4 spaces");
    assert_eq!(text(&harness), "if a:\n    b\n    if c:\n        d\n");
    harness.get_by_label("Indentation: 4 spaces");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(text(&harness), SOURCE);
    harness.get_by_label("Indentation: 2 spaces");
}

#[test]
fn line_endings_are_converted_in_one_step() {
    let mut harness = open("a\nb\r\nc\n");
    click(&mut harness, "Line endings: mixed, 2 LF and 1 CRLF");
    click(&mut harness, "CRLF, as on Windows");
    assert_eq!(text(&harness), "a\r\nb\r\nc\r\n");
    assert_eq!(harness.state().file.document.line_ending(), LineEnding::CrLf);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(text(&harness), "a\nb\r\nc\n");
    harness.get_by_label("Line endings: mixed, 2 LF and 1 CRLF");
}

#[test]
fn fault_12_a_carriage_return_alone_is_converted_on_request_only() {
    let mut harness = open("a\rb\rc");
    assert_eq!(text(&harness), "a\rb\rc");
    click(&mut harness, "Line endings: CR");
    click(&mut harness, "LF, as on Linux and macOS");
    assert_eq!(text(&harness), "a\nb\nc");
    harness.get_by_label("Line endings: LF");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(text(&harness), "a\rb\rc");
    harness.get_by_label("Line endings: CR");
}

#[test]
fn fault_12_line_ends_are_counted_while_one_types() {
    let mut harness = open("a\r\n");
    harness.get_by_label("Line endings: CRLF");
    press(&mut harness, Modifiers::NONE, Key::Delete);
    type_text(&mut harness, "b");
    harness.get_by_label("Line endings: CRLF");
    press(&mut harness, Modifiers::NONE, Key::Delete);
    harness.get_by_label("Line endings: CRLF");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    harness.get_by_label("Line endings: CRLF");
}

#[test]
fn with_a_problem_the_buttons_keep_their_places() {
    let harness = open("def f(:\n    pass\n");
    assert!(harness.state().problem_count().is_some());
    harness.get_by_label("Encoding: UTF-8");
    let button = harness.get_by_label("Line endings: LF").rect();
    let other = harness.get_by_label("Encoding: UTF-8").rect();
    assert!(other.right() <= button.left() + 1.0 && button.width() < 40.0, "{other} {button}");
}

#[test]
fn the_buttons_and_menus_are_reached_by_keyboard() {
    let mut harness = open(SOURCE);
    harness.get_by_label("Indentation: 2 spaces").focus();
    settle(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::Space);
    assert!(harness.get_by_label("Indent with 2 spaces (chosen)").is_focused());
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(harness.state().file.document.indent_unit(), IndentUnit::Spaces(4));
}

#[test]
fn a_conversion_keeps_the_light_true() {
    let mut harness = open("def f(total):\n  total += 1\n  return total\n");
    go_to(&mut harness, "total", 0);
    harness.state_mut().queue.push(Action::ConvertIndentation(IndentUnit::Tab));
    settle(&mut harness);
    assert_eq!(lit(&harness), ["total", "total", "total"]);
    assert_eq!(says(&harness), "total · parameter of f() · 3 uses, 1 write");
}

#[test]
fn a_conversion_while_one_types_is_made_of_the_newest_text() {
    let mut harness = open(SOURCE);
    harness.state_mut().queue.push(Action::ConvertLineEndings(LineEnding::CrLf));
    harness.step();
    type_text(&mut harness, "x");
    assert_eq!(text(&harness), format!("x{SOURCE}").replace('\n', "\r\n"));
}

#[test]
fn the_aids_are_switched_and_stay_for_the_next_file() {
    let mut harness = open(SOURCE);
    let aids = |harness: &Harness<'_, App>| harness.state().file.view.aids().clone();
    assert_eq!(aids(&harness), crate::editor::Aids::default());
    for action in [Action::ToggleGuides, Action::NextWhiteSpace, Action::ToggleColumnRuler] {
        harness.state_mut().queue.push(action);
    }
    settle(&mut harness);
    press(&mut harness, Modifiers::COMMAND, Key::N);
    let chosen = aids(&harness);
    assert!(chosen.guides);
    assert_eq!((chosen.white_space, chosen.columns), (WhiteSpace::Selection, vec![88]));
}

#[test]
fn the_menu_says_which_aids_are_on() {
    let mut harness = open(SOURCE);
    press(&mut harness, Modifiers::NONE, Key::F10);
    click(&mut harness, "View");
    harness.get_by_label("Indent guides");
    harness.get_by_label("White space: off");
    click(&mut harness, "Column ruler");
    assert_eq!(harness.state().file.view.aids().columns, [88]);
}

#[test]
fn in_a_narrow_window_the_facts_give_way_with_their_buttons() {
    let mut harness = open("def mean(levels):\n    return levels\n");
    go_to(&mut harness, "levels", 0);
    harness.set_size(egui::vec2(560.0, 600.0));
    settle(&mut harness);
    assert!(harness.query_by_label("Indentation: 4 spaces").is_none());
}

#[test]
fn box_and_menu_lie_on_a_raised_ground_with_a_border() {
    let raster = Rc::new(RefCell::new(Raster::default()));
    let options = Options { has_dialogs: false, ..Options::default() };
    let mut harness = Harness::builder()
        .with_size(egui::vec2(1280.0, 800.0))
        .renderer(Drawing(Rc::clone(&raster)))
        .build_eframe(|creation| App::new(&creation.egui_ctx, options).unwrap());
    settle(&mut harness);
    go_to(&mut harness, "total=0.0", 0);
    let theme = &theme::LANTERN;
    harness.state_mut().queue.push(Action::SetTheme(ThemeChoice::Lantern));
    harness.state_mut().queue.push(Action::ToggleColumnRuler);
    settle(&mut harness);
    let count = |picture: &image::RgbaImage, colour: egui::Color32| {
        picture.pixels().filter(|pixel| pixel.0 == colour.to_array()).count()
    };
    let plain = picture(&raster, &harness, "aids");
    press(&mut harness, Modifiers::COMMAND, Key::G);
    type_text(&mut harness, "9000");
    // The colours of the lines that are shown now come a frame later.
    settle(&mut harness);
    let boxed = picture(&raster, &harness, "go to line");
    assert!(count(&boxed, theme.surface.raised) > count(&plain, theme.surface.raised) + 10_000);
    assert!(count(&boxed, theme.border.popup) > count(&plain, theme.border.popup) + 500);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    click(&mut harness, "Indentation: 4 spaces");
    let menu = picture(&raster, &harness, "indentation menu");
    assert!(count(&menu, theme.surface.raised) > count(&plain, theme.surface.raised) + 10_000);
}
