//! What is offered at `$0`, by topic; at last, edited texts against fresh ones.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fmt::Write as _;

use crop::Rope;

use super::*;

/// What is offered at the `$0` in `marked`, in order; every segment is indexed.
fn offered(marked: &str) -> Vec<Candidate> {
    let at = marked.find("$0").unwrap();
    let text = marked.replace("$0", "");
    let mut file = FileIndex::of(&Rope::from(text.as_str()));
    let never = CancelToken::never();
    assert_eq!(file.index_some(usize::MAX, &never), Ok(true));
    let found = file.completion(CompletionWish { at }, &never).unwrap();
    assert!(found.is_whole);
    // Asking has left no trace.
    assert_eq!(file.text, Rope::from(text.as_str()));
    assert_eq!(file.completion(CompletionWish { at }, &never).unwrap().candidates, found.candidates);
    found.candidates.to_vec()
}

fn names(marked: &str) -> Vec<String> {
    offered(marked).iter().map(|one| one.text.to_string()).collect()
}

/// Just these come, in this order.
#[track_caller]
fn check(marked: &str, expected: &[&str]) {
    assert_eq!(names(marked), expected, "{marked}");
}

/// These come first, in this order.
#[track_caller]
fn check_first(marked: &str, expected: &[&str]) {
    let found = names(marked);
    assert_eq!(
        found.get(..expected.len()),
        Some(&expected.iter().map(|&n| n.to_owned()).collect::<Vec<_>>()[..]),
        "{found:?}"
    );
}

#[test]
fn the_nearest_scope_comes_first() {
    check_first(
        "level_module = 1\ndef outer(level_outer):\n  def inner(level_inner):\n    level_local = 1\n    lev$0\n",
        &["level_local", "level_inner", "level_outer", "level_module"],
    );
}

#[test]
fn what_was_used_last_comes_before_what_was_used_earlier() {
    check_first("def f(tone, tide):\n  t$0\n", &["tide", "tone"]);
    check_first("def f(tide, tone):\n  print(tide)\n  t$0\n", &["tide", "tone"]);
    check_first("def f(tide, tone):\n  print(tone)\n  t$0\n", &["tone", "tide"]);
}

#[test]
fn a_start_comes_before_letters_in_between() {
    check_first("def f(total_of_rain, tor):\n  to$0\n", &["tor", "total_of_rain"]);
    check_first("def f(t_o_a, total):\n  to$0\n", &["total", "t_o_a"]);
}

#[test]
fn the_class_is_not_seen_from_its_methods() {
    let text = "class A:\n  shade = 1\n  def f(self):\n    sha$0\n";
    assert!(!names(text).contains(&"shade".to_owned()));
    check("class A:\n  shade = 1\n  x = sha$0\n", &["shade"]);
}

#[test]
fn a_name_is_offered_once_and_the_nearest_counts() {
    let found = offered("print_it = 1\ndef f(print_it):\n  print_$0\n");
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].kind, &*found[0].words), (CandidateKind::Parameter, "parameter of f()"));
}

#[test]
fn what_is_being_typed_is_not_offered() {
    check("def f():\n  zebra$0 = 1\n", &[]);
    check("zebra$0 = 1\n", &[]);
    check("zeb$0 = 1\nzebra = 2\n", &["zebra"]);
}

#[test]
fn words_for_what_a_name_is() {
    let found = offered("import quarry\nclass quartz: pass\ndef quart(): pass\ndef f():\n  qua$0\n");
    let said: Vec<_> = found.iter().map(|one| (&*one.text, one.kind, &*one.words)).collect();
    let expected = [
        ("quarry", CandidateKind::Import, "import"),
        ("quart", CandidateKind::Function, "function"),
        ("quartz", CandidateKind::Class, "class"),
    ];
    assert_eq!(said, expected);
}

#[test]
fn builtins_and_keywords_come_last() {
    check("def f(whisper):\n  whi$0\n", &["whisper", "while"]);
    check("x = isin$0\n", &["isinstance"]);
    check_first("x = Non$0\n", &["None"]);
}

#[test]
fn members_through_self_cls_and_instances() {
    let class =
        "class Gauge:\n  level = 0\n  def __init__(self):\n    self.limit = 1\n  def lift(self):\n    pass\n";
    check(&format!("{class}  def f(self):\n    self.l$0\n"), &["level", "lift", "limit"]);
    check(&format!("{class}  @classmethod\n  def f(cls):\n    cls.li$0\n"), &["lift", "limit"]);
    check(&format!("{class}gauge = Gauge()\ngauge.li$0\n"), &["lift", "limit"]);
    check(&format!("{class}Gauge.lev$0\n"), &["level"]);
    check(&format!("{class}def f(g: Gauge):\n  return g.lev$0\n"), &["level"]);
}

#[test]
fn members_right_after_the_dot() {
    let class = "class Gauge:\n  level = 0\n  def lift(self):\n    self.$0\n  def other(self): pass\n";
    check(class, &["level", "lift", "other"]);
    check("class Gauge:\n  level = 0\ngauge = Gauge()\ngauge.$0", &["level"]);
}

#[test]
fn members_of_bases_come_after_the_own() {
    let text = "class A:\n  base_a = 1\nclass B(A):\n  base_b = 1\n  def f(self):\n    self.base$0\n";
    check(text, &["base_b", "base_a"]);
    check(&text.replace("self.base", "super().base"), &["base_a"]);
}

#[test]
fn a_member_that_is_only_typed_is_no_member() {
    check("class A:\n  def f(self):\n    self.lev$0\n", &[]);
    check("class A:\n  def f(self):\n    self.lev$0\n    self.level\n", &["level"]);
}

#[test]
fn nothing_after_an_unknown_object() {
    check("import os\nos.pa$0\n", &[]);
    check("def f(x):\n  x.$0\n", &[]);
}

#[test]
fn arguments_of_a_known_call() {
    let function = "def mean(levels, /, total, *rest, scale=1, **more): pass\n";
    check_first(&format!("{function}mean(1, s$0)\n"), &["scale="]);
    check_first(&format!("{function}mean(1, t$0)\n"), &["total="]);
    assert!(!names(&format!("{function}mean(1, scale=2, sc$0)\n")).contains(&"scale=".to_owned()));
    assert!(!names(&format!("{function}x = [1, sca$0]\n")).contains(&"scale=".to_owned()));
    assert!(!names(&format!("{function}mean(1, scale=sca$0)\n")).contains(&"scale=".to_owned()));
}

#[test]
fn arguments_of_methods_and_classes() {
    let class = "class Gauge:\n  def __init__(self, limit_low, limit_high): pass\n  def read(self, limit_now): pass\n";
    check(&format!("{class}Gauge(limit$0)\n"), &["limit_low=", "limit_high="]);
    check(&format!("{class}Gauge(1, limit$0)\n"), &["limit_high="]);
    check(&format!("{class}gauge = Gauge(1, 2)\ngauge.read(limit$0\n"), &["limit_now="]);
    let record =
        "from dataclasses import dataclass\n@dataclass\nclass Point:\n  point_x: int\n  point_y: int = 0\n";
    check_first(&format!("{record}Point(point$0)\n"), &["point_x=", "point_y="]);
}

#[test]
fn a_call_that_is_not_closed_yet() {
    check_first("def mean(levels, scale): pass\nx = mean(sc$0\ny = 1\n", &["scale="]);
}

#[test]
fn nothing_in_strings_comments_numbers_and_new_names() {
    for text in [
        "level = 1\nx = 'lev$0'\n",
        "level = 1\n# lev$0\n",
        "level = 1\nx = '''\nlev$0\n'''\n",
        "level = 1\ndef lev$0(): pass\n",
        "level = 1\nclass lev$0: pass\n",
        "level = 1\ndef f(lev$0): pass\n",
        "level = 1\nimport lev$0\n",
        "level = 1\nfrom os import lev$0\n",
        "level = 1\nx = 1le$0\n",
        "level = 1\nx = 'lev$0\n",
    ] {
        check(text, &[]);
    }
}

#[test]
fn in_the_braces_of_a_format_string() {
    check("level = 1\nx = f'{lev$0}'\n", &["level"]);
}

#[test]
fn defaults_and_bases_see_the_scope_outside() {
    check("shade_out = 1\ndef f(shade_in, x=shade$0): pass\n", &["shade_out"]);
    check("shade_out = 1\nclass A(shade$0):\n  shade_in = 1\n", &["shade_out"]);
    check("shade_out = 1\nx = lambda shade_in: shade$0\n", &["shade_in", "shade_out"]);
}

#[test]
fn names_of_comprehensions() {
    check("x = [shade$0 for shade_in in y]\n", &["shade_in"]);
}

#[test]
fn private_names_are_written_as_in_the_class() {
    check("class A:\n  __shade = 1\n  def f(self):\n    self.__sh$0\n", &["__shade"]);
}

#[test]
fn broken_code_around_costs_nothing() {
    check_first("def f(shade:\n  x = (\n  if shade\n    y = 'a\n  sha$0\n", &["shade"]);
}

#[test]
fn a_word_that_is_a_keyword_may_become_a_name() {
    check_first("def f(is_open):\n  if is$0\n", &["is_open"]);
    check_first("def f(format_it):\n  x = for$0\n", &["format_it"]);
}

#[test]
fn nothing_typed_offers_all_that_is_near() {
    let found = names("def f(a, b):\n  c = 1\n  $0\n");
    assert_eq!(found[..3], ["c", "b", "a"]);
    let found = names("x = $0");
    assert!(found.contains(&"print".to_owned()));
}

#[test]
fn never_more_than_two_hundred_and_it_says_so() {
    let mut text = String::new();
    for n in 0..1_000 {
        writeln!(text, "name_{n} = {n}").unwrap();
    }
    let at = text.len() + 3;
    let mut file = FileIndex::of(&Rope::from(format!("{text}nam")));
    let never = CancelToken::never();
    file.index_some(usize::MAX, &never).unwrap();
    let found = file.completion(CompletionWish { at }, &never).unwrap();
    assert_eq!((found.candidates.len(), found.is_cut), (MOST, true));
    assert_eq!(&*found.candidates[0].text, "name_0");
}

#[test]
fn what_is_not_indexed_is_not_read_for_it_and_said_to_be_missing() {
    let mut text = String::new();
    for n in 0..500 {
        writeln!(text, "name_{n} = {n}").unwrap();
    }
    let at = text.len() + 5;
    let mut file = FileIndex::of(&Rope::from(format!("{text}name_")));
    let never = CancelToken::never();
    let found = file.completion(CompletionWish { at }, &never).unwrap();
    assert!(!found.is_whole && found.candidates.is_empty());
    assert_eq!(file.progress().indexed, 1);
}

#[test]
fn it_can_be_cancelled_and_asked_again() {
    let text = "class A:\n  level = 1\n  def f(self):\n    self.\n";
    let mut file = FileIndex::of(&Rope::from(text));
    let at = text.len() - 1;
    let never = CancelToken::never();
    let expected = file.completion(CompletionWish { at }, &never).unwrap();
    for checks in 0..8 {
        let _ = file.completion(CompletionWish { at }, &CancelToken::after(checks));
        assert_eq!(file.text, Rope::from(text));
    }
    assert_eq!(file.completion(CompletionWish { at }, &never).unwrap(), expected);
}

/// A small generator of numbers; the same seed gives the same ones.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }
}

const PIECES: [&str; 24] = [
    "level",
    "le",
    "self.",
    "\n",
    "    ",
    "def f(level, total):\n    ",
    "class Gauge:\n    level = 1\n",
    "(",
    ")",
    ", ",
    " = ",
    "total",
    "'",
    "# ",
    ":",
    "Gauge()",
    ".",
    "import os\n",
    "if le",
    "return to",
    "lambda x: ",
    "[",
    "]",
    "to",
];

#[test]
fn edited_text_is_completed_like_fresh_text() {
    for seed in 0..40 {
        let mut numbers = Numbers(seed);
        let never = CancelToken::never();
        let mut text = "class Gauge:\n    limit = 1\n\n    def lift(self, total):\n        self.level = total\n\n\ngauge = Gauge()\n".to_owned();
        let mut rope = Rope::from(text.as_str());
        let mut file = FileIndex::of(&rope);
        file.index_some(usize::MAX, &never).unwrap();
        for step in 0..30 {
            let start = numbers.below(text.len() + 1);
            let end = (start + if numbers.below(3) == 0 { numbers.below(6) } else { 0 }).min(text.len());
            let new = PIECES[numbers.below(PIECES.len())];
            text.replace_range(start..end, new);
            rope.replace(start..end, new);
            let edit = Edit { revision: Revision::default(), range: start..end, new_len: new.len() };
            file.edit(&rope, &Patch::of(&[edit]));
            let at = if numbers.below(2) == 0 { start + new.len() } else { numbers.below(text.len() + 1) };
            let wish = CompletionWish { at };
            file.index_some(usize::MAX, &never).unwrap();
            let found = file.completion(wish, &never).unwrap();
            let mut fresh = FileIndex::of(&rope);
            fresh.index_some(usize::MAX, &never).unwrap();
            let expected = fresh.completion(wish, &never).unwrap();
            assert_eq!(found, expected, "seed {seed}, step {step}, at {at} of {text:?}");
        }
    }
}

#[test]
fn members_in_replacement_fields() {
    let class = "class Entry:\n  day: int\n  what: str\n  def f(self):\n";
    check(&format!("{class}    return self.d$0\n"), &["day"]);
    check(&format!("{class}    return f\"{{self.d$0}}\"\n"), &["day"]);
    check(&format!("{class}    return f\"{{self.$0}}\"\n"), &["day", "f", "what"]);
    check(&format!("{class}    return f\"self.$0\"\n"), &[]);
    check(&format!("{class}    return \"{{self.$0}}\"\n"), &[]);
}

#[test]
fn behind_an_unknown_object_come_the_names_that_the_file_knows_of_any() {
    let class = "class Entry:\n  def __init__(self):\n    self.month = 1\n  def move(self): pass\n\n";
    check(
        &format!("{class}def f(entries):\n  for entry in entries:\n    print(entry.mo$0)\n"),
        &["month", "move"],
    );
    check(&format!("{class}def f(rows):\n  rows.append(1)\n  rows[0].app$0\n"), &["append"]);
    // What is being typed is no name yet.
    check(&format!("{class}def f(rows):\n  rows.appx$0\n"), &[]);
}
