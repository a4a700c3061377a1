//! After any edits of a class or of brackets, what is spliced is what is made afresh, in all but the numbers of
//! expressions.

#![allow(clippy::unwrap_used, clippy::panic)]

mod texts;

use std::ops::Range;

use rustc_hash::FxHashMap;
use tree_sitter::Tree;

use self::texts::{BRACKETS, DATA, ELEMENTS, HEADS, MEMBERS, PAIRS, RARE, Random};
use super::{Outside, splice};
use crate::repair::{has_endless_name, has_hanging_line, is_misread};
use crate::scopes::expression::{Expression, ExpressionId, Label};
use crate::scopes::names::Names;
use crate::scopes::segment_index::{Part, SegmentIndex};
use crate::scopes::value::{Binding, Value};
use crate::scopes::{PiecewiseIndex, build, build_part};
use crate::segments::{hazard, without_dedents};
use crate::syntax::{
    Change, Cutting, FragmentParser, ParseKey, PartTrees, Parts, PartsParser, Piece, SegmentParser, Whole,
    listed,
};
use crate::worker::CancelToken;

struct Known {
    text: String,
    index: SegmentIndex,
    parts: Parts,
}

#[derive(Default)]
struct Bench {
    names: Names,
    spliced: usize,
    refused: usize,
    broken: usize,
    piecewise: usize,
    plain: usize,
}

fn change(old: &str, new: &str) -> Change {
    let mut before = old.bytes().zip(new.bytes()).take_while(|(one, other)| one == other).count();
    while !old.is_char_boundary(before) || !new.is_char_boundary(before) {
        before -= 1;
    }
    let most = old.len().min(new.len()) - before;
    let rests = old.bytes().rev().zip(new.bytes().rev());
    let mut after = rests.take(most).take_while(|(one, other)| one == other).count();
    while !old.is_char_boundary(old.len() - after) || !new.is_char_boundary(new.len() - after) {
        after -= 1;
    }
    let before = before.saturating_sub(1);
    let before = (0..=before).rev().find(|&at| old.is_char_boundary(at)).unwrap();
    Change { old: before..old.len() - after, new: before..new.len() - after }
}

/// The tree of a text that is whole.
fn whole_tree(text: &str) -> Option<Tree> {
    let never = CancelToken::never();
    if hazard(text, &never).unwrap().is_some()
        || without_dedents(text, &never).unwrap() != text
        || is_misread(text, &never).unwrap()
        || has_hanging_line(text, &never).unwrap()
    {
        return None;
    }
    let tree = SegmentParser::new().parse(ParseKey(1), text, None, &never).unwrap();
    (!tree.root_node().has_error()).then_some(tree)
}

impl Bench {
    /// A fresh index of a text that is whole, with parts if it has some.
    fn fresh(&mut self, text: &str, least: usize) -> Option<(SegmentIndex, Option<Parts>)> {
        let never = CancelToken::never();
        let tree = whole_tree(text)?;
        let index = build(text, &tree, None, &mut self.names, &mut FragmentParser::new(), &never).unwrap();
        let parts = Parts::of_at_least(least, text, &tree, &never).unwrap();
        let is_endless = |bytes: Range<usize>| has_endless_name(&text[bytes]);
        let divides = |parts: &Parts| !is_endless(parts.head()) && !parts.ranges(text.len()).any(is_endless);
        Some((index, parts.filter(divides)))
    }

    /// The index that is read piece by piece, of pieces and parts of at least so many bytes.
    fn piecewise(&mut self, text: &str, piece: usize, least: usize) -> Option<SegmentIndex> {
        let never = CancelToken::never();
        let cutting = Cutting::with_pieces_of(piece, least, text, &never).unwrap()?;
        let is_apt = hazard(text, &never).unwrap().is_none()
            && without_dedents(text, &never).unwrap() == text
            && !is_misread(text, &never).unwrap()
            && !has_hanging_line(text, &never).unwrap();
        let mut index = Some(PiecewiseIndex::new(text.len())).filter(|_| is_apt)?;
        let mut parser = PartsParser::new();
        for piece in cutting.pieces().iter().rev() {
            let tree = match cutting.piece(piece, &mut parser, text, &never).unwrap()? {
                Piece::Tree(tree) => tree,
                Piece::Plain(read) => {
                    self.plain += 1;
                    index.add_plain(text, read, &mut self.names);
                    continue;
                }
            };
            // Cut short anywhere, it adds nothing.
            for checks in 0..2 {
                let soon = CancelToken::after(checks);
                let _ = index.add(text, &tree, cutting.open(), &(0..0), &mut self.names, &soon);
            }
            index.add(text, &tree, cutting.open(), piece, &mut self.names, &never).unwrap();
        }
        let mut fragments = FragmentParser::new();
        index.finish(text, cutting.head_tree(), &mut self.names, &mut fragments, &never).ok()
    }

    /// The text's index, made of that of an earlier text.
    fn spliced(&mut self, known: &Known, text: &str, least: usize) -> Option<(SegmentIndex, Parts)> {
        let never = CancelToken::never();
        let touched = known.parts.touched(&change(&known.text, text), text)?;
        if has_endless_name(&touched.told_in(text)) {
            return None;
        }
        let tree = PartTrees::new().parse(&touched, text, &never).unwrap()?;
        let parts = known.parts.after_with(least, &touched, text, &tree, &never).unwrap()?;
        let is_class = matches!(touched.whole, Whole::Class { .. });
        let outside = is_class.then(|| Outside::of(&known.index, &touched.old));
        let part = build_part(text, &tree, outside, &mut self.names, &mut FragmentParser::new(), &never);
        let index = splice(&known.index, &part.unwrap(), &touched, text, &self.names, &never).unwrap()?;
        if let Some(whole) = whole_tree(text) {
            let nodes = |tree| listed(tree, &touched.new);
            assert_eq!(nodes(&tree), nodes(&whole), "\n{}\n---\n{text}", known.text);
        }
        Some((index, parts))
    }

    /// Takes a text over from an earlier one, and holds what is spliced against what is fresh.
    fn go_on(&mut self, known: Option<Known>, text: String, least: usize) -> Option<Known> {
        let spliced = known.as_ref().and_then(|known| self.spliced(known, &text, least));
        let piecewise = self.piecewise(&text, 3 * least, least);
        self.piecewise += usize::from(piecewise.is_some());
        let Some((fresh, parts)) = self.fresh(&text, least) else {
            assert!(piecewise.is_none(), "it is read without an error: {text}");
            self.broken += 1;
            // What is spliced is used only of text that is whole.
            return known;
        };
        if let Some(index) = piecewise {
            assert_same(&index, &fresh, None, &text, &self.names);
        }
        let Some((index, parts)) = spliced else {
            self.refused += usize::from(known.is_some());
            return parts.map(|parts| Known { text, index: fresh, parts }).or(known);
        };
        self.spliced += 1;
        assert_same(&index, &fresh, known.as_ref().map(|known| &*known.text), &text, &self.names);
        // Its parts hold for the next one.
        Some(Known { text, index, parts })
    }
}

#[derive(Debug, PartialEq)]
struct Canonical {
    labels: Vec<Label>,
    bindings: Vec<Binding>,
    bases: Vec<Vec<ExpressionId>>,
}

/// With numbers for expressions that both indexes share.
fn canonical(index: &SegmentIndex, numbers: &mut FxHashMap<Expression, ExpressionId>) -> Canonical {
    let facts = index.facts().unwrap();
    let mut ids: Vec<ExpressionId> = Vec::new();
    for expression in facts.expressions {
        let of = |id: ExpressionId| ids[id.0 as usize];
        let expression = match expression {
            Expression::Attribute { object, name } => Expression::Attribute { object: of(object), name },
            Expression::Call { callee, first } => Expression::Call { callee: of(callee), first: of(first) },
            Expression::Subscript { object } => Expression::Subscript { object: of(object) },
            Expression::InstanceOf { class } => Expression::InstanceOf { class: of(class) },
            Expression::Argument { call, name } => Expression::Argument { call: of(call), name },
            other => other,
        };
        let next = ExpressionId(u32::try_from(numbers.len()).unwrap());
        ids.push(*numbers.entry(expression).or_insert(next));
    }
    let of = |id: ExpressionId| ids[id.0 as usize];
    let value = |value: Value| match value {
        Value::Is(id) => Value::Is(of(id)),
        Value::Entered(id) => Value::Entered(of(id)),
        Value::Annotated(id) => Value::Annotated(of(id)),
        Value::ClassVariable(id) => Value::ClassVariable(of(id)),
        Value::Parameter(id) => Value::Parameter(of(id)),
        Value::UnnamedParameter(id) => Value::UnnamedParameter(of(id)),
        other => other,
    };
    Canonical {
        labels: facts.labels.iter().map(|label| label.saying(of(label.expression))).collect(),
        bindings: facts
            .bindings()
            .iter()
            .map(|binding| Binding { value: value(binding.value), ..binding })
            .collect(),
        bases: facts.classes().map(|class| class.bases.iter().map(of).collect()).collect(),
    }
}

#[track_caller]
fn assert_same(
    spliced: &SegmentIndex,
    fresh: &SegmentIndex,
    before: Option<&str>,
    text: &str,
    names: &Names,
) {
    let mut numbers = FxHashMap::default();
    let (one, other) = (canonical(spliced, &mut numbers), canonical(fresh, &mut numbers));
    let (facts, fresh_facts) = (spliced.facts().unwrap(), fresh.facts().unwrap());
    let classes = |facts: crate::scopes::facts::Facts<'_>| -> Vec<_> {
        facts.classes().map(|class| (class.scope, class.is_record, class.is_enumeration)).collect()
    };
    let told = |index: &SegmentIndex| -> Vec<String> {
        let told = index.references().iter();
        told.map(|found| {
            format!("{:?} {} {:?} {:?}", found.range(), names.text(found.name), found.deed(), found.owner)
        })
        .collect()
    };
    let context = || format!("\n--- before\n{}\n--- after\n{text}\n---", before.unwrap_or_default());
    assert_eq!(told(spliced), told(fresh), "{}", context());
    let positions = |index: &SegmentIndex, part: Part| index.list::<u32>(part).to_vec();
    for part in [Part::ModuleReferences, Part::ClassReferences, Part::EarlyMentions, Part::LabelsByName] {
        assert_eq!(positions(spliced, part), positions(fresh, part), "{part:?}{}", context());
    }
    assert_eq!(spliced.scope_list().to_vec(), fresh.scope_list().to_vec(), "{}", context());
    assert_eq!(spliced.module_names().to_vec(), fresh.module_names().to_vec(), "{}", context());
    assert_eq!(one, other, "{}", context());
    assert_eq!(classes(facts), classes(fresh_facts), "{}", context());
    assert_eq!(facts.all_mentioned().to_vec(), fresh_facts.all_mentioned().to_vec(), "{}", context());
}

/// Edits what `make` makes of a number of members at random, from one seed on.
fn run(make: fn(&mut Random, usize) -> String, seeds: Range<u64>, edits: usize) -> Bench {
    let mut bench = Bench::default();
    for seed in seeds {
        println!("seed {seed}");
        let mut rng = fastrand::Rng::with_seed(seed);
        let indent = ["    ", "\t", "  "][rng.usize(..3)];
        let members = rng.usize(2..14);
        let least = [1, 60, 300][rng.usize(..3)];
        let mut random = Random(rng, indent, MEMBERS);
        bench.names = Names::default();
        let mut text = make(&mut random, members);
        let mut known = bench.go_on(None, text.clone(), least);
        for _ in 0..edits {
            let new = random.edited(&text);
            known = bench.go_on(known, new.clone(), least);
            let is_broken = bench.fresh(&new, least).is_none();
            text = match &known {
                // What is broken is mended now and then, by taking all back.
                Some(known) if is_broken && random.0.usize(..3) > 0 => known.text.clone(),
                _ => new,
            };
            if text.len() > 6_000 {
                break;
            }
        }
    }
    bench
}

#[test]
fn all_members_and_heads_are_whole() {
    let mut bench = Bench::default();
    for indent in ["    ", "\t", "  "] {
        for part in MEMBERS.iter().chain(RARE).map(|member| format!("class A:\n~a = 1\n{member}~b = 1\n")) {
            assert!(bench.fresh(&part.replace('~', indent), 1).is_some(), "{part}");
        }
        for head in HEADS {
            assert!(bench.fresh(&head.replace('~', indent), 1).is_some(), "{head}");
        }
        let brackets = |head: &str, element: &str, rest: &str| format!("{head}{element}{rest}");
        let of = |elements: &[&str], at: usize| {
            let (head, rest) = BRACKETS[at];
            elements.iter().map(|element| brackets(head, element, rest)).collect::<Vec<_>>()
        };
        for text in [of(ELEMENTS, 0), of(DATA, 0), of(PAIRS, 7)].concat() {
            assert!(bench.fresh(&text.replace('~', indent), 1).is_some(), "{text}");
        }
        for (head, rest) in BRACKETS {
            let text = brackets(head, "", rest).replace('~', indent);
            assert!(bench.fresh(&text, 1).is_some(), "{text}");
        }
    }
}

/// Whether the index of a class in which one text is replaced by another is made of the one before.
fn is_spliced(class: &str, old: &str, new: &str) -> bool {
    let mut bench = Bench::default();
    let known = bench.go_on(None, class.to_owned(), 1);
    let at = class.rfind(old).unwrap();
    let mut text = class.to_owned();
    text.replace_range(at..at + old.len(), new);
    assert!(bench.go_on(known, text, 1).is_some());
    bench.spliced == 1
}

const EXPLAINED: &str = "\
class Tide(Level):
    '''A tide.

    Attributes:
        depth: of the sea
        _hidden: nothing
    '''
    unit = 'lev tot'
    other: Level
    def rise(self, level):
        self.level = level
        self.total = self.level
    def fall(self, level):
        self.level -= level
        self.__own = 1
    def last(self):
        return self.total
";

#[test]
fn what_is_typed_in_a_method_costs_its_part() {
    assert!(is_spliced(EXPLAINED, "self.level", "self.lev"));
    assert!(is_spliced(EXPLAINED, "self.level -=", "level = other; self.level -="));
    assert!(is_spliced(EXPLAINED, "def fall(self, level)", "def falls(self, *, level: Level)"));
    assert!(is_spliced(EXPLAINED, "self.__own", "self.__tot"));
    let plain = EXPLAINED
        .replace("Attributes:", "Its attributes")
        .replace("\n        depth: of", "\n        depth of");
    let plain = plain.replace("_hidden: nothing", "_hidden");
    let constructor = "pass\n    def __init__(self, depth): self.depth = depth";
    assert!(is_spliced(&plain, "self.level -= level", constructor), "the docstring explains nothing");
    let inner = "    class Inner:\n        def __init__(self, depth): pass\n    def last";
    assert!(is_spliced(EXPLAINED, "    def last", inner), "it isn't this class's constructor");
    assert!(is_spliced(EXPLAINED, "    def fall", "    @property\n    def height(self): ...\n    def fall"));
}

#[test]
fn what_matters_elsewhere_makes_all_afresh() {
    assert!(!is_spliced(EXPLAINED, "self.level -=", "self.depth -="), "the docstring explains it");
    assert!(!is_spliced(EXPLAINED, "def fall", "Level = 1\n    def fall"), "an annotation means it");
    assert!(!is_spliced(EXPLAINED, "def fall", "global fall\n    def fall"));
    assert!(!is_spliced(EXPLAINED, "self.level -= level", "pass\n    def __init__(self, depth): pass"));
    assert!(!is_spliced(EXPLAINED, "self.level -= level", "pass\n    def __init__[T](self, depth): pass"));
    assert!(!is_spliced(EXPLAINED, "unit =", "units ="), "it is in the head");
    let generic = format!("{EXPLAINED}    x = 1\n    def of[T](self, item: T): pass\n    y = 1\n    z = 1\n");
    assert!(!is_spliced(&generic, "z = 1", "T = 1"), "the annotation of a type parameter means it");
}

#[track_caller]
fn check_random_edits(make: fn(&mut Random, usize) -> String) -> Bench {
    let bench = run(make, 0..90, 30);
    println!(
        "spliced {}, refused {}, broken {}, read piecewise {}",
        bench.spliced, bench.refused, bench.broken, bench.piecewise
    );
    assert!(bench.spliced > 300 && bench.refused > 30, "{} {}", bench.spliced, bench.refused);
    bench
}

#[test]
fn random_edits_of_a_class_give_what_a_fresh_index_gives() {
    check_random_edits(Random::class);
}

#[test]
fn random_edits_of_brackets_give_what_a_fresh_index_gives() {
    let bench = check_random_edits(Random::brackets);
    assert!(bench.piecewise > 200 && bench.plain > 300, "{} {}", bench.piecewise, bench.plain);
}

#[test]
#[ignore = "minutes"]
fn very_many_random_edits() {
    let first = std::env::var("SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1_000);
    let count = std::env::var("COUNT").ok().and_then(|count| count.parse().ok()).unwrap_or(2_000);
    for make in [Random::class, Random::brackets] {
        let bench = run(make, first..first + count, 40);
        println!(
            "spliced {}, refused {}, broken {}, read piecewise {}, plain pieces {}",
            bench.spliced, bench.refused, bench.broken, bench.piecewise, bench.plain
        );
    }
}

const TABLE: &str = "\
# before
table = total = [
    (level, 'rise'),
    (total, 'fall'), lambda: level,
    [level for level in total],
]  # end
";

#[test]
fn what_is_typed_in_brackets_costs_its_part() {
    assert!(is_spliced(TABLE, "(total,", "(total.level,"));
    assert!(is_spliced(TABLE, "lambda: level", "(level := total)"));
    assert!(is_spliced(TABLE, "]  # end", "    level,\n]  # end"), "one more at the end");
    assert!(is_spliced(TABLE, "table", "level"), "the name of the table");
    assert!(is_spliced(TABLE, "table = total", "table: list[int]"));
    assert!(is_spliced(TABLE, "(level, ", "(lambda: total, "), "in the first element");
    assert!(is_spliced(TABLE, "# before", "# before it\n"));
}

#[test]
fn what_matters_to_all_elements_makes_them_afresh() {
    assert!(!is_spliced(TABLE, "table", "__all__"), "strings become names");
    assert!(!is_spliced(&TABLE.replace("table", "__all__"), "__all__", "table"), "and texts again");
    assert!(!is_spliced(TABLE, "table = total", "table: TypeAlias"), "strings become types");
    assert!(!is_spliced(TABLE, "# end", ""), "it is behind the brackets");
}
