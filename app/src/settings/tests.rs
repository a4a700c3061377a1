#![allow(clippy::unwrap_used, clippy::expect_used)]

use egui::Key;
use proptest::prelude::*;

use super::*;
use crate::commands;
use crate::highlights::Part;

fn said(text: &str) -> Vec<String> {
    read(text).unwrap().problems.iter().map(|one| format!("{}: {}", one.line, one.said)).collect()
}

fn set(key: &'static str, value: Value) -> Change {
    Change::Set { key, value }
}

#[test]
fn nothing_means_the_defaults() {
    assert_eq!(read("").unwrap(), Reading::default());
    assert_eq!(read("# only a comment\n").unwrap(), Reading::default());
}

#[test]
fn every_setting_is_read() {
    let text = "\
[look]
theme = \"harbour\"
row_height = \"high\"
text_size = 17
code_font = \"Some Mono\"
sticky_lines = false
indent_guides = false
white_space = \"always\"
wrap = true
rulers = [79, 100]

[light]
calm = true
scope_line = false

[editing]
auto_close = false
trim_on_save = true
final_newline = true

[files]
recent_limit = 5

[keys]
\"edit.undo\" = \"Alt+U\"
edit.redo = [\"Ctrl+Y\", \"F4\"]
\"program.quit\" = \"\"
";
    let reading = read(text).unwrap();
    assert_eq!(reading.problems, []);
    let settings = reading.settings;
    assert_eq!(settings.theme, ThemeChoice::Harbour);
    assert_eq!(settings.row_height, RowHeight::High);
    assert_eq!((settings.text_size, settings.recent_files), (17, 5));
    assert_eq!(settings.code_font, "Some Mono");
    assert!(!settings.sticky_lines && !settings.indent_guides && settings.wrap);
    assert_eq!(settings.white_space, crate::editor::WhiteSpace::All);
    assert_eq!(settings.rulers, [79, 100]);
    assert!(settings.switches.is_on(Part::Calm) && !settings.switches.is_on(Part::Reach));
    assert!(settings.switches.is_on(Part::Light));
    assert!(!settings.auto_close && settings.trim_on_save && settings.final_newline);
    assert_eq!(settings.keys["edit.undo"], [Chord::alt(Key::U)]);
    assert_eq!(settings.keys["edit.redo"], [Chord::ctrl(Key::Y), Chord::key(Key::F4)]);
    assert_eq!(settings.keys["program.quit"], []);
}

#[test]
fn fault_40_settings_what_is_wrong_is_told_with_its_line_and_what_is_used() {
    let text = "\
colour = 1
[look]
theme = \"Lantrn\"
text_size = 500
wrap = \"yes\"
shadow = true
[light]
calm = 1
";
    assert_eq!(
        said(text),
        [
            "1: there is no setting called colour, so it is left alone",
            "3: look.theme is \"Lantrn\" and must be one of \"system\", \"lantern\", \"harbour\", \"daylight\", \
             \"overcast\", \"beacon\"; \"system\" is used",
            "4: look.text_size is 500 and must be a whole number from 6 to 48; 14 is used",
            "5: look.wrap is \"yes\" and must be true or false; false is used",
            "6: there is no setting called look.shadow, so it is left alone",
            "8: light.calm is 1 and must be true or false; false is used",
        ]
    );
}

#[test]
fn what_is_right_beside_it_is_used() {
    let reading = read("[look]\nwrap = 3\ntext_size = 20\nunknown = 1\n").unwrap();
    assert_eq!(reading.settings, Settings { text_size: 20, ..Settings::default() });
}

#[test]
fn wrong_keys_are_told_and_the_usual_ones_used() {
    let text = "[keys]\n\"edit.undo\" = \"Ctrl+Shft+K\"\n\"edit.undoo\" = \"F5\"\n\"edit.redo\" = 3\n";
    assert_eq!(
        said(text),
        [
            "2: keys of edit.undo: Ctrl+Shft+K: Shft is no modifier; there are Ctrl, Alt and Shift; \
             the usual keys are used",
            "3: there is no command called edit.undoo, so its keys are left alone",
            "4: keys of edit.redo: 3 must be keys such as \"Ctrl+Z\", or a list of them; the usual keys are used",
        ]
    );
    assert!(read(text).unwrap().settings.keys.is_empty());
}

#[test]
fn conflicts_of_keys_are_told() {
    let text = "[keys]\n\"edit.redo\" = \"A\"\n\"program.quit\" = \"Ctrl+N\"\n";
    assert_eq!(
        said(text),
        [
            "2: A is needed for typing, so \"Redo\" hasn't got it",
            "3: Ctrl+N is \"New file\" already, so \"Quit\" hasn't got it",
        ]
    );
}

#[test]
fn fault_40_settings_what_is_no_toml_is_told_with_its_line() {
    let problem = read("[look]\nwrap = true\ntheme = \n").unwrap_err();
    assert_eq!(problem.line, 3);
    assert!(!problem.said.is_empty() && !problem.said.contains('\n'), "{problem:?}");
}

#[test]
fn many_problems_make_one_sentence() {
    assert_eq!(told("s.toml", &[]), None);
    let problems: Vec<Problem> = (1..=5).map(|line| Problem { line, said: format!("no {line}") }).collect();
    assert_eq!(
        told("s.toml", &problems).unwrap(),
        "s.toml, line 1: no 1; line 2: no 2; line 3: no 3; and 2 more."
    );
    assert_eq!(told("s.toml", &problems[4..]).unwrap(), "s.toml, line 5: no 5.");
}

#[test]
fn comments_order_and_what_is_not_understood_survive_a_change() {
    let text = "\
# mine
[light] # the light
calm = true # calm, please

[look]
unknown   =   1
theme  =  'harbour'  # the soft one
";
    let changed = rewritten(text, &[set("look.theme", Value::Choice("beacon"))]).unwrap();
    assert_eq!(changed, text.replace("'harbour'", "\"beacon\""));
    let changed = rewritten(&changed, &[set("light.calm", Value::Switch(false))]).unwrap();
    assert_eq!(changed, text.replace("'harbour'", "\"beacon\"").replace("calm = true", "calm = false"));
}

#[test]
fn a_new_file_says_what_it_is_and_holds_only_what_was_changed() {
    let text = rewritten("", &[set("look.wrap", Value::Switch(true))]).unwrap();
    assert_eq!(text, "# Settings of Namelight. What isn't here has its default.\n\n[look]\nwrap = true\n");
    let made = rewritten("", &[]).unwrap();
    assert!(made.starts_with('#') && read(&made).unwrap() == Reading::default());
}

#[test]
fn keys_are_written_and_taken_back_where_they_stand() {
    let text = "[keys]\nedit.undo = \"F5\" # here\n\"edit.redo\" = \"F6\"\n";
    let keys = |command, chords| Change::Keys { command, chords };
    let chords = vec![Chord::ctrl(Key::K), Chord::key(Key::F7)];
    let changed = rewritten(text, &[keys("edit.undo", Some(chords)), keys("edit.redo", None)]).unwrap();
    assert_eq!(changed, "[keys]\nedit.undo = [\"Ctrl+K\", \"F7\"] # here\n");
    let changed = rewritten("", &[keys("program.quit", Some(vec![]))]).unwrap();
    assert!(changed.ends_with("[keys]\n\"program.quit\" = []\n"), "{changed}");
    assert_eq!(rewritten("", &[keys("program.quit", None)]), rewritten("", &[]));
}

#[test]
fn fault_40_settings_what_is_no_toml_is_not_written_over() {
    assert_eq!(rewritten("theme = ", &[set("look.wrap", Value::Switch(true))]), Err(Unwritable));
}

#[test]
fn every_setting_has_a_table_words_and_a_default_that_it_may_have() {
    for setting in all() {
        assert_eq!(setting.key.split('.').count(), 2, "{}", setting.key);
        assert!(setting.title.starts_with(char::is_uppercase), "{}", setting.title);
        assert!(setting.kind.allows(&setting.default()), "{}", setting.key);
        assert_eq!(all().iter().filter(|other| other.key == setting.key).count(), 1, "{}", setting.key);
        assert_ne!(read::table_of(setting.key), read::KEYS);
    }
    assert_eq!(all().iter().filter(|one| one.page == Page::Light).count(), Part::ALL.len());
}

/// Another value than the default one.
fn other_value(setting: &Setting) -> Value {
    match (setting.kind, setting.default()) {
        (_, Value::Switch(is_on)) => Value::Switch(!is_on),
        (Kind::Choice(choices), now) => {
            let other = choices.iter().find(|choice| Value::Choice(choice.word) != now).unwrap();
            Value::Choice(other.word)
        }
        (Kind::Number { least, .. }, _) => Value::Number(least),
        (Kind::Numbers { least, .. }, _) => Value::Numbers(vec![least, least + 1]),
        _ => Value::Text("Other \"Mono\"".to_owned()),
    }
}

#[test]
fn every_setting_is_read_as_it_was_written() {
    for setting in all() {
        let value = other_value(setting);
        let text = rewritten("", &[set(setting.key, value.clone())]).unwrap();
        let reading = read(&text).unwrap();
        assert_eq!(reading.problems, [], "{}", setting.key);
        assert_eq!(setting.get(&reading.settings), value, "{}", setting.key);
        let mut changed = Settings::default();
        set(setting.key, value).apply(&mut changed);
        assert_eq!(reading.settings, changed, "{}: and nothing else", setting.key);
    }
}

#[test]
fn every_word_of_the_dialog_is_that_of_the_menu() {
    let Some(Kind::Choice(themes)) = setting("look.theme").map(|one| one.kind) else { panic!() };
    assert!(themes.iter().map(|one| one.words).eq(ThemeChoice::ALL.map(ThemeChoice::words)));
    let Some(Kind::Choice(heights)) = setting("look.row_height").map(|one| one.kind) else { panic!() };
    assert!(heights.iter().map(|one| one.words).eq(RowHeight::ALL.map(RowHeight::words)));
    let parts = all().iter().filter(|one| one.page == Page::Light).map(|one| one.title);
    assert!(parts.eq(Part::ALL.map(Part::words)));
}

/// Something like a settings file, mostly.
fn toml_like() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("look".to_owned()),
        Just("keys".to_owned()),
        Just("light.calm".to_owned()),
        Just("theme".to_owned()),
        Just("\"edit.undo\"".to_owned()),
        Just("edit.undo".to_owned()),
        Just("[look]".to_owned()),
        Just("[keys]".to_owned()),
        Just("[[keys]]".to_owned()),
        Just(" = ".to_owned()),
        Just("\n".to_owned()),
        Just("\"Ctrl+K\"".to_owned()),
        Just("{ a = 1 }".to_owned()),
        Just("[1, 2]".to_owned()),
        Just("true".to_owned()),
        Just("70000".to_owned()),
        "\\PC{0,8}",
    ];
    proptest::collection::vec(word, 0..24).prop_map(|words| words.concat())
}

proptest! {
    #[test]
    fn fault_40_settings_no_text_is_too_wild(text in toml_like()) {
        let change = [
            set("look.theme", Value::Choice("beacon")),
            Change::Keys { command: "edit.undo", chords: Some(vec![Chord::key(Key::F5)]) },
        ];
        match (read(&text), rewritten(&text, &change)) {
            (Ok(_), Ok(changed)) => {
                let reading = read(&changed);
                prop_assert!(reading.is_ok(), "{changed}");
                let settings = reading.unwrap().settings;
                prop_assert_eq!(settings.theme, ThemeChoice::Beacon);
                prop_assert_eq!(&settings.keys["edit.undo"], &[Chord::key(Key::F5)]);
            }
            (Err(problem), changed) => {
                prop_assert!(problem.line >= 1);
                prop_assert_eq!(changed, Err(Unwritable));
            }
            (Ok(_), Err(_)) => prop_assert!(false, "it can be read and not be written: {text}"),
        }
    }

    #[test]
    fn no_keys_are_too_wild(text in "\\PC{0,20}") {
        let _ = text.parse::<Chord>();
    }
}

#[test]
fn every_command_can_have_other_keys() {
    for (index, entry) in commands::all().iter().enumerate() {
        let text = format!("[keys]\n{:?} = \"Ctrl+Alt+Shift+F{}\"\n", entry.id, index % 35 + 1);
        let reading = read(&text).unwrap();
        assert_eq!(reading.problems, [], "{}", entry.id);
        assert_eq!(reading.settings.keys.len(), 1);
    }
}
