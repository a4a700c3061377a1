//! What is long, deep or many.

use std::fmt::Write as _;

use super::find;

#[test]
fn a_path_of_thousands_of_names() {
    let tail = ".a".repeat(5_000);
    let text = format!("import os\nos{tail}.end\nprint(os{tail}.end, os{tail}.a.end)\n");
    let places: Vec<usize> = text.match_indices("end").map(|(at, _)| at).collect();
    for at in &places[..2] {
        let found = find(&text, *at).unwrap();
        let lit: Vec<usize> = found.occurrences.iter().map(|one| one.range.start).collect();
        assert_eq!(lit, places[..2]);
    }
}

#[test]
fn a_chain_of_thousands_of_calls() {
    let text = format!("class A:\n    def a(self): pass\nA(){}\n", ".a()".repeat(5_000));
    let found = find(&text, text.find("a(self)").unwrap()).unwrap();
    let counted = found.occurrences.iter().filter(|one| one.certainty.is_counted());
    // The definition, and the call on the instance; what that gives is unknown.
    assert_eq!(counted.count(), 2);
    assert_eq!(found.occurrences.len(), 5_001);
}

#[test]
fn a_hierarchy_of_hundreds_of_classes() {
    const CLASSES: usize = 200;
    let mut text = "class C0:\n    x = 0\n".to_owned();
    for number in 1..CLASSES {
        write!(text, "class C{number}(C{}):\n    def f(self): return self.x\n", number - 1).unwrap();
    }
    for at in [text.find("x = 0").unwrap(), text.rfind('x').unwrap()] {
        assert_eq!(find(&text, at).unwrap().occurrences.len(), CLASSES);
    }
}

#[test]
fn hundreds_of_classes_that_say_nothing_between() {
    let mut text = "class C0:\n    x = 0\n".to_owned();
    for number in 1..200 {
        writeln!(text, "class C{number}(C{}): pass", number - 1).unwrap();
    }
    text.push_str("C199.x\n");
    assert_eq!(find(&text, text.rfind('x').unwrap()).unwrap().occurrences.len(), 2);
}

#[test]
fn hundreds_of_bases() {
    let mut text = String::new();
    let mut bases = Vec::new();
    for number in 0..200 {
        writeln!(text, "class C{number}: x = {number}").unwrap();
        bases.push(format!("C{number}"));
    }
    write!(text, "class All({}):\n    def f(self): return self.x\n", bases.join(", ")).unwrap();
    assert_eq!(find(&text, text.rfind('x').unwrap()).unwrap().occurrences.len(), 201);
}
