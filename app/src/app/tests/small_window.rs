//! A window of 500 × 350 points: nothing is cut or stands over something else.

use egui::Rect;

use super::*;

const SIZE: (f32, f32) = (500.0, 350.0);

fn small(text: &str) -> Harness<'static, App> {
    let mut harness = start(Options { start: Start::Text(text.to_owned()), ..Options::default() });
    harness.set_size(egui::vec2(SIZE.0, SIZE.1));
    settle(&mut harness);
    harness
}

fn place(harness: &Harness<'_, App>, label: &str) -> Rect {
    harness.get_by_label(label).rect()
}

fn window() -> Rect {
    Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(SIZE.0, SIZE.1))
}

#[test]
fn the_find_bar_has_all_its_buttons_beside_each_other() {
    let mut harness = small(TEXT);
    press(&mut harness, Modifiers::COMMAND, Key::H);
    type_text(&mut harness, "total");
    let labels = ["Previous match", "Next match", "Close the find bar", "Replace", "Replace all 3"];
    let places = labels.map(|label| place(&harness, label));
    for (at, one) in places.iter().enumerate() {
        assert!(window().contains_rect(*one), "{}: {one}", labels[at]);
        for (other, behind) in places.iter().zip(labels).skip(at + 1) {
            assert!(!one.intersects(*other), "{} and {behind}", labels[at]);
        }
    }
}

#[test]
fn the_box_of_a_rename_stands_inside_above_the_status_bar() {
    let lines = "\n".repeat(30);
    for before in ["", &lines] {
        let mut harness = small(&format!("{before}{TEXT}"));
        go_to(&mut harness, "total", 0);
        press(&mut harness, Modifiers::NONE, Key::F2);
        type_text(&mut harness, "levels");
        harness.step();
        let shown = harness.ctx.memory(|memory| memory.area_rect(egui::Id::unique("rename box"))).unwrap();
        assert!(window().contains_rect(shown), "{shown}");
        assert!(shown.bottom() <= SIZE.1 - crate::theme::sizes::STATUS_BAR, "{shown}");
    }
}

#[test]
fn what_is_under_way_leaves_the_cursors_place_free() {
    let mut harness = small(TEXT);
    go_to(&mut harness, "total", 0);
    press(&mut harness, Modifiers::NONE, Key::F2);
    type_text(&mut harness, "levels");
    let said = harness.get_by_role(egui::Role::Status).rect();
    let words = harness.get_by_label_contains("Line 1, column").rect();
    assert!(said.right() <= words.left() + 1.0, "{said} {words}");
    assert!(words.width() > 80.0, "{words}");
}
