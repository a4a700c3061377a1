//! Renaming in texts of every kind: other alphabets, members, keywords of calls, strings, line ends, long lines.

use super::*;

/// Opens a text and begins to rename the `nth` place of `what`.
fn renaming(text: &str, what: &str, nth: usize) -> Harness<'static, App> {
    let mut harness = start(Options { start: Start::Text(text.to_owned()), ..Options::default() });
    go_to(&mut harness, what, nth);
    press(&mut harness, Modifiers::NONE, Key::F2);
    harness
}

/// The same, with the new name typed and taken; the text then.
fn renamed(text: &str, what: &str, nth: usize, new: &str) -> String {
    let mut harness = renaming(text, what, nth);
    type_text(&mut harness, new);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(!is_renaming(&harness), "{}", status(&harness));
    text_of(&harness)
}

fn text_of(harness: &Harness<'_, App>) -> String {
    harness.state().file.document.text().to_string()
}

fn is_renaming(harness: &Harness<'_, App>) -> bool {
    harness.state().rename.is_some()
}

fn status(harness: &Harness<'_, App>) -> String {
    harness.state().rename_sentence().map_or_else(String::new, |sentence| sentence.to_string())
}

/// A key goes down and up, without a frame yet.
fn key(key: Key) -> [Event; 2] {
    [true, false].map(|pressed| Event::Key {
        key,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers: Modifiers::NONE,
    })
}

#[test]
fn names_in_any_alphabet() {
    let text = "größe = 1\nprint(größe, f'{größe}')\n";
    assert_eq!(renamed(text, "größe", 1, "высота"), text.replace("größe", "высота"));
    let text = "имя = 1\nprint(имя)\n";
    assert_eq!(renamed(text, "имя", 0, "größe"), text.replace("имя", "größe"));
}

#[test]
fn two_spellings_of_one_name_are_one() {
    // Python reads the ligature as two letters.
    let mut harness = renaming("fin = 1\nx = 2\nprint(fin, x)\n", "x", 0);
    type_text(&mut harness, "ﬁn");
    assert!(status(&harness).starts_with("Cannot rename to ﬁn"), "{}", status(&harness));
    assert!(harness.state().observe().painted.lit.is_empty());
}

#[test]
fn a_members_places_are_all_renamed_and_other_classes_keep_theirs() {
    let text = "\
class Gauge:
    def __init__(self):
        self.level = 0

    def rise(self):
        self.level += 1


class Tank:
    level = 3
";
    let expected = text.replace("self.level", "self.height");
    assert_eq!(renamed(text, "level", 1, "height"), expected);
}

#[test]
fn private_names_of_a_class_stay_private() {
    let text = "\
class Gauge:
    def __init__(self):
        self.__level = 0

    def read(self):
        return self.__level
";
    assert_eq!(renamed(text, "__level", 1, "__height"), text.replace("__level", "__height"));
}

#[test]
fn a_private_name_written_out_in_full_follows() {
    let text = "class A:\n    __x = 1\n    def get(self): return self.__x\nprint(A._A__x)\n";
    assert_eq!(renamed(text, "__x", 0, "__y"), text.replace("__x", "__y"));
}

#[test]
fn keyword_arguments_follow_their_parameter_and_other_functions_keep_theirs() {
    let text = "\
def mean(levels, total=0):
    return sum(levels) + total


def spread(total):
    return mean([], total=total) + other(total=1)
";
    let expected = text.replace("total=0", "first=0").replace("+ total\n", "+ first\n");
    let expected = expected.replace("total=total", "first=total");
    assert_eq!(renamed(text, "total", 1, "first"), expected);
    // And from the keyword itself.
    let at_keyword = text.match_indices("total").position(|(at, _)| text[at..].starts_with("total=total"));
    assert_eq!(renamed(text, "total", at_keyword.unwrap(), "first"), expected);
}

#[test]
fn in_f_strings_only_the_code_is_renamed() {
    let text = "total = 1\nprint(f'total: {total:.1f}, {total!r}, {{total}}', 'total')\n";
    let expected = "sum_ = 1\nprint(f'total: {sum_:.1f}, {sum_!r}, {{total}}', 'total')\n";
    assert_eq!(renamed(text, "total", 0, "sum_"), expected);
}

#[test]
fn a_name_at_the_very_end_of_the_text() {
    let text = "x = 1\nx";
    let mut harness = renaming(text, "x", 1);
    type_text(&mut harness, "length");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(text_of(&harness), "length = 1\nlength");
    assert_eq!(harness.state().file.document.cursor(), "length = 1\nlength".len());
    assert_eq!(lit(&harness), ["length", "length"]);
}

#[test]
fn line_ends_of_windows_stay_what_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let text = "def f(x):\r\n    y = x\r\n    return x\r\n";
    let path = file(&folder, text);
    let mut harness = start_with(&path);
    go_to(&mut harness, "x", 0);
    press(&mut harness, Modifiers::NONE, Key::F2);
    type_text(&mut harness, "width");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    press(&mut harness, Modifiers::COMMAND, Key::S);
    assert_eq!(fs::read_to_string(&path).unwrap(), text.replace('x', "width"));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    press(&mut harness, Modifiers::COMMAND, Key::S);
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn a_line_of_many_screens() {
    let text = format!("alpha = 1\nall = [{}]\n", "alpha, ".repeat(5_000));
    let mut harness = renaming(&text, "alpha", 3);
    type_text(&mut harness, "beta");
    assert_eq!(status(&harness), "Renaming alpha to beta · 5001 places · nothing has changed yet");
    let painted = harness.state().observe().painted.lit.len();
    assert!((10..1_000).contains(&painted), "{painted} are drawn of 5,001");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(text_of(&harness), text.replace("alpha", "beta"));
}

#[test]
fn keys_that_come_faster_than_frames_are_all_heard() {
    let text = "total = 1\nprint(total)\n";
    let mut harness = start(Options { start: Start::Text(text.to_owned()), ..Options::default() });
    go_to(&mut harness, "total", 1);
    let events = &mut harness.input_mut().events;
    events.extend(key(Key::F2));
    harness.step();
    let events = &mut harness.input_mut().events;
    events.extend(["n", "e", "w"].map(|text| Event::Text(text.to_owned())));
    // Nobody knows yet whether that name can be.
    events.extend(key(Key::Enter));
    settle(&mut harness);
    assert_eq!(text_of(&harness), text.replace("total", "new"));
    assert!(!is_renaming(&harness));
}

#[test]
fn who_types_on_after_enter_has_not_taken_the_name_yet() {
    let text = "count = 1\ntotal = 2\nprint(total)\n";
    let mut harness = renaming(text, "total", 0);
    type_text(&mut harness, "count");
    // Taken as soon as it can be, which it never can.
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(is_renaming(&harness));
    type_text(&mut harness, "er");
    assert!(is_renaming(&harness));
    assert_eq!(text_of(&harness), text);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(text_of(&harness), text.replace("total", "counter"));
}

#[test]
fn renames_are_undone_and_done_again_one_by_one() {
    let text = "a = 1\nb = a\nprint(a, b)\n";
    let mut harness = renaming(text, "a", 0);
    type_text(&mut harness, "first");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let once = text_of(&harness);
    assert_eq!(once, "first = 1\nb = first\nprint(first, b)\n");
    go_to(&mut harness, "b =", 0);
    press(&mut harness, Modifiers::NONE, Key::F2);
    type_text(&mut harness, "second");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let twice = text_of(&harness);
    assert_eq!(twice, "first = 1\nsecond = first\nprint(first, second)\n");
    for (key, expected) in [(Key::Z, once.as_str()), (Key::Z, text), (Key::Y, &once), (Key::Y, &twice)] {
        press(&mut harness, Modifiers::COMMAND, key);
        assert_eq!(text_of(&harness), expected);
    }
    assert_eq!(lit(&harness), ["second", "second"]);
}

#[test]
fn taking_back_in_the_name_takes_back_what_was_typed_there() {
    let text = "total = 1\nprint(total)\n";
    let mut harness = renaming(text, "total", 0);
    type_text(&mut harness, "sum");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(is_renaming(&harness), "the text itself is left alone");
    assert_eq!(harness.state().shown().text().to_string(), text);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(!harness.state().file.document.can_undo());
}

#[test]
fn pasted_lines_give_the_name_their_first_word_line() {
    let mut harness = renaming("total = 1\nprint(total)\n", "total", 0);
    harness.event(Event::Paste("  width\nheight\n".to_owned()));
    settle(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(text_of(&harness), "width = 1\nprint(width)\n");
}

#[test]
fn saving_meanwhile_writes_the_text_as_it_still_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, "total = 1\n");
    let mut harness = start_with(&path);
    press(&mut harness, Modifiers::NONE, Key::F2);
    type_text(&mut harness, "sum_");
    press(&mut harness, Modifiers::COMMAND, Key::S);
    assert_eq!(fs::read_to_string(&path).unwrap(), "total = 1\n");
    assert!(is_renaming(&harness));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(text_of(&harness), "sum_ = 1\n");
    assert!(harness.state().observe().is_modified);
}

#[test]
fn another_text_ends_it() {
    let mut harness = renaming("total = 1\n", "total", 0);
    type_text(&mut harness, "sum_");
    press(&mut harness, Modifiers::COMMAND, Key::N);
    assert!(!is_renaming(&harness));
    assert_eq!(text_of(&harness), "");
    type_text(&mut harness, "x");
    assert_eq!(text_of(&harness), "x");
}

#[test]
fn a_rename_at_the_newest_of_several_cursors_leaves_one() {
    let text = "total = 1\ncount = 2\nprint(total, count)\n";
    let mut harness = start(Options { start: Start::Text(text.to_owned()), ..Options::default() });
    press(&mut harness, Modifiers { alt: true, ..Modifiers::COMMAND }, Key::ArrowDown);
    assert_eq!(harness.state().file.document.selections().len(), 2);
    press(&mut harness, Modifiers::NONE, Key::F2);
    type_text(&mut harness, "number");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(text_of(&harness), text.replace("count", "number"));
    assert_eq!(harness.state().file.document.selections().len(), 1);
}

#[test]
fn an_import_keeps_the_module_that_it_names() {
    let text = "import os\nprint(os.sep)\n";
    assert_eq!(renamed(text, "os", 1, "system"), "import os as system\nprint(system.sep)\n");
    let text = "import os as system\nprint(system.sep)\n";
    assert_eq!(renamed(text, "system", 1, "o"), "import os as o\nprint(o.sep)\n");
}
