//! What assistive technologies see and ask for.

use egui::accesskit::{Action, ActionData, ActionRequest, Role, TextPosition, TextSelection, TreeId};
use egui::{Event, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::super::LABEL;
use super::harness;

#[test]
fn the_view_is_a_text_field_with_a_name_and_its_text() {
    let mut harness = harness("def f():\n    return 1\n");
    harness.run_steps(2);
    let node = harness.get_by_label(LABEL);
    assert_eq!(node.accesskit_node().role(), Role::MultilineTextInput);
    assert!(node.is_focused());
    assert_eq!(node.accesskit_node().document_range().text(), "def f():\n    return 1\n");
}

#[test]
fn the_selection_is_told() {
    let mut harness = harness("one two");
    harness.key_press_modifiers(Modifiers::SHIFT | Modifiers::COMMAND, egui::Key::ArrowRight);
    harness.run_steps(3);
    let node = harness.get_by_label(LABEL);
    let node = node.accesskit_node();
    let range = node.text_selection().unwrap();
    assert_eq!(range.text(), "one");
}

#[test]
fn a_selection_can_be_set_from_outside() {
    let text = format!("one\n{}\n", "wörds ".repeat(60));
    let mut harness = harness(&text);
    harness.run_steps(2);
    let id = harness.state().view.interaction.id.unwrap();
    let run = |row: usize, piece: usize| id.with(row).with(piece).accesskit_id();
    let selection = TextSelection {
        anchor: TextPosition { node: run(0, 0), character_index: 2 },
        // Character 300 of the second line: its second run, 255 characters in.
        focus: TextPosition { node: run(1, 1), character_index: 45 },
    };
    harness.input_mut().events.push(Event::AccessKitActionRequest(ActionRequest {
        action: Action::SetTextSelection,
        target_tree: TreeId::ROOT,
        target_node: id.accesskit_id(),
        data: Some(ActionData::SetTextSelection(selection)),
    }));
    harness.run_steps(2);
    // 300 characters are 50 times "wörds ", of seven bytes.
    assert_eq!(harness.state().selected(), (2, 4 + 350));
}

#[test]
fn text_can_be_put_in_from_outside() {
    let mut harness = harness("one");
    harness.run_steps(2);
    harness.get_by_label(LABEL).replace_selected_text_accesskit("x");
    harness.run_steps(2);
    assert_eq!(harness.state().text(), "xone");
}
