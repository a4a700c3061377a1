#![allow(clippy::unwrap_used)]

use std::time::Duration;

use egui::Modifiers;
use proptest::prelude::*;

use super::*;

const TEXT: &str = "\
class TideGauge(Exception):
    '''Reads levels.

    :param levels: what the harbour said
    '''
    def __init__(self, levels=None, *, __offset=0x2f):
        self.levels = levels  # levels, again
        print(f\"{levels!r:>10} isn\\'t {self.levels:.3f}\\n\", r'\\d', 1_250.5e3)


größe = TideGauge([17]).levels; 水位 = größe
";

fn step(what: What) -> Step {
    Step { at: Duration::ZERO, what }
}

fn text(letters: &str) -> Step {
    step(What::Event(Event::Text(letters.to_owned())))
}

fn key(key: Key, modifiers: Modifiers) -> Step {
    step(What::Event(Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }))
}

/// What steps type.
fn typed(steps: &[Step]) -> Vec<&str> {
    let texts = steps.iter().filter_map(|step| match &step.what {
        What::Event(Event::Text(text) | Event::Paste(text)) => Some(text.as_str()),
        _ => None,
    });
    texts.collect()
}

#[test]
fn the_structure_stays_and_the_words_go() {
    let other = Disguise::new(7).text(TEXT);
    for word in ["TideGauge", "levels", "Reads", "harbour", "said", "offset", "again", "isn", "größe", "水位"]
    {
        assert!(!other.contains(word), "{word} is still in\n{other}");
    }
    for word in
        ["class ", "(Exception):", ":param ", "def __init__(self, ", "print(f\"{", "!r:>10} ", ":.1f}\\n\""]
    {
        assert!(other.contains(word), "{word} isn't in\n{other}");
    }
    for number in ["=0x11)", " 1_110.1e1)", "([11])"] {
        assert!(other.contains(number), "{number} isn't in\n{other}");
    }
    let lengths =
        |text: &str| text.lines().map(|line| (line.len(), line.chars().count())).collect::<Vec<_>>();
    assert_eq!(lengths(&other), lengths(TEXT));
    // Equal words stay equal: seven times `levels`.
    let at = TEXT.find("levels").unwrap();
    let levels = &other[at..at + 6];
    assert_eq!(other.matches(levels).count(), TEXT.matches("levels").count());
    let places = |text: &str, word: &str| text.match_indices(word).map(|(at, _)| at).collect::<Vec<_>>();
    assert_eq!(places(&other, levels), places(TEXT, "levels"));
}

#[test]
fn a_word_typed_letter_by_letter_is_the_same_word() {
    let mut disguise = Disguise::new(3);
    let other = disguise.text("total = 1\n");
    let name = other.split(' ').next().unwrap().to_owned();
    let mut steps: Vec<Step> = "re".chars().map(|letter| text(&letter.to_string())).collect();
    steps.extend("turn total\u{301}".chars().take(10).map(|letter| text(&letter.to_string())));
    let steps = disguise.steps(steps);
    assert_eq!(typed(&steps).concat(), format!("return {name}"), "Python's words stay");

    let mut steps = vec![text("t"), text("o"), text("x"), key(Key::Backspace, Modifiers::NONE)];
    steps.extend([text("t"), text("al"), key(Key::ArrowLeft, Modifiers::NONE), text("total ")]);
    let steps = disguise.steps(steps);
    let all = typed(&steps);
    assert_eq!([all[0], all[1], all[3], all[4]].concat(), name);
    assert_eq!(all[5], format!("{name} "));
}

#[test]
fn keys_and_clipboard_tell_nothing_either() {
    let mut disguise = Disguise::new(3);
    let steps = vec![
        key(Key::P, Modifiers::NONE),
        key(Key::Z, Modifiers::COMMAND),
        key(Key::ArrowDown, Modifiers::NONE),
        step(What::Event(Event::Paste("password = 'hunter'\n".to_owned()))),
        step(What::Event(Event::Ime(ImeEvent::Commit("geheim".to_owned())))),
        step(What::Dropped(vec!["../wages/2026.py".to_owned()])),
    ];
    let steps = disguise.steps(steps);
    let told = format!("{steps:?}");
    for word in ["password", "hunter", "geheim", "wages", "Key: P,"] {
        assert!(!told.contains(word), "{word} is still in {told}");
    }
    assert_eq!(steps.len(), 5, "{told}");
}

#[test]
fn what_was_lit_is_told_until_words_change() {
    let mut disguise = Disguise::new(3);
    let other = disguise.text("total = 1\n");
    let lit = |name: &str| Expectation::Lit { name: name.to_owned(), count: 1, writes: 1 };
    let steps = vec![
        step(What::Expect(lit("total"))),
        step(What::Expect(lit("return"))),
        step(What::Expect(lit("( )"))),
        step(What::Expect(lit("never met"))),
        text("x"),
        step(What::Expect(lit("total"))),
    ];
    let steps = disguise.steps(steps);
    let lit_in: Vec<&What> =
        steps.iter().map(|step| &step.what).filter(|what| matches!(what, What::Expect(_))).collect();
    let name = other.split(' ').next().unwrap();
    assert_eq!(
        lit_in,
        [name, "return", "( )"].map(|name| What::Expect(lit(name))).iter().collect::<Vec<_>>()
    );
}

proptest! {
    #[test]
    fn any_text_keeps_its_form(text in "(?s)([a-z]{1,3}|[\\PC]|[ \n(\"'\\\\_0-9éß漢ก]){0,60}", seed in any::<u64>()) {
        let other = Disguise::new(seed).text(&text);
        prop_assert_eq!(other.len(), text.len());
        prop_assert_eq!(other.chars().count(), text.chars().count());
        let breaks = |text: &str| text.match_indices('\n').map(|(at, _)| at).collect::<Vec<_>>();
        prop_assert_eq!(breaks(&other), breaks(&text));
    }
}
