//! What a text defines: classes, functions, and the variables of the module and of classes.
//!
//! Read from the indexes of the segments alone, so where the whole file is indexed nothing is parsed.
//! Invariant: symbols come in the order of the text, each one after the one that it stands in.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::answer::Progress;
use super::file_index::FileIndex;
use crate::scopes::{Deed, NameId, ScopeId, ScopeKind, SegmentIndex};
use crate::worker::{CancelToken, Cancelled};

/// Segments read between two returns to the caller.
const SEGMENTS_AT_ONCE: usize = 64;

/// What sort of thing a symbol is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SymbolKind {
    /// `class C`
    Class,
    /// `def f` outside of a class or in a function.
    Function,
    /// `def f` directly in a class.
    Method,
    /// A variable of the module.
    Variable,
    /// A variable of a class.
    Field,
    /// `type X = …`
    TypeAlias,
}

/// One symbol of an outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineSymbol {
    /// As it is written.
    pub name: String,
    /// What it is.
    pub kind: SymbolKind,
    /// All of a definition; of a variable its name. Bytes.
    pub range: Range<usize>,
    /// The name; bytes.
    pub name_range: Range<usize>,
    /// In how many symbols it stands; those are the nearest before it with a smaller depth.
    pub depth: usize,
}

/// An outline in the making. It belongs to one state of a text.
#[derive(Debug, Default)]
pub struct Outline {
    /// What is known so far, in the order of the text.
    pub symbols: Vec<OutlineSymbol>,
    next_segment: usize,
    /// Variables of the module that are among them.
    seen: FxHashSet<NameId>,
}

/// A function or a class of a segment. Offsets count from the segment's start.
struct Definition {
    scope: ScopeId,
    is_class: bool,
    range: Range<usize>,
}

/// The functions and classes of a segment by where they start.
fn definitions(index: &SegmentIndex) -> Vec<Definition> {
    let scopes = (0..).map(ScopeId).map_while(|id| Some((id, index.scope(id)?)));
    let mut found: Vec<Definition> = scopes
        .filter(|(_, scope)| matches!(scope.kind, ScopeKind::Function | ScopeKind::Class))
        .map(|(id, scope)| Definition {
            scope: id,
            is_class: scope.kind == ScopeKind::Class,
            range: scope.byte_range(),
        })
        .collect();
    found.sort_by_key(|definition| definition.range.start);
    found
}

impl FileIndex {
    /// Adds what a few more segments define to an outline; whether it is complete.
    ///
    /// # Errors
    /// [`Cancelled`] if `cancel` says so; the outline goes on where it stopped.
    pub fn outline_on(&mut self, outline: &mut Outline, cancel: &CancelToken) -> Result<bool, Cancelled> {
        self.split(cancel)?;
        for _ in 0..SEGMENTS_AT_ONCE {
            if outline.next_segment >= self.segments.len() {
                return Ok(true);
            }
            let base = self.range(outline.next_segment).start;
            let index = self.index(outline.next_segment, cancel)?;
            self.outline_segment(&index, base, outline);
            outline.next_segment += 1;
        }
        Ok(outline.next_segment >= self.segments.len())
    }

    /// How many segments of the present text an outline has gone through. What was split by no question yet isn't counted.
    #[must_use]
    pub fn outline_progress(&self, outline: &Outline) -> Progress {
        Progress { indexed: outline.next_segment, total: self.segments.len() }
    }

    fn outline_segment(&self, index: &SegmentIndex, base: usize, outline: &mut Outline) {
        let definitions = definitions(index);
        let moved = |range: &Range<usize>| base + range.start..base + range.end;
        // The definitions that the walk stands in.
        let mut round: Vec<&Definition> = Vec::new();
        let mut of_classes: FxHashSet<(ScopeId, NameId)> = FxHashSet::default();
        for reference in index.references() {
            let name_range = reference.range();
            while round.last().is_some_and(|definition| definition.range.end <= name_range.start) {
                round.pop();
            }
            let depth = round.len();
            let class = round.last().filter(|definition| definition.is_class).map(|class| class.scope);
            let mut range = name_range.clone();
            let kind = match (reference.deed(), class) {
                (deed @ (Deed::DefineFunction | Deed::DefineClass), class) => {
                    // Between `def` and its name no other definition begins.
                    let next = definitions.partition_point(|one| one.range.start <= name_range.start);
                    let own = next.checked_sub(1).and_then(|own| definitions.get(own));
                    if let Some(own) = own.filter(|own| own.range.end > name_range.end) {
                        range = own.range.clone();
                        round.push(own);
                    }
                    match (deed, class) {
                        (Deed::DefineClass, _) => SymbolKind::Class,
                        (_, Some(_)) => SymbolKind::Method,
                        (_, None) => SymbolKind::Function,
                    }
                }
                (deed @ (Deed::Write | Deed::Annotate | Deed::DefineTypeAlias), class) => {
                    let is_new = match class {
                        Some(class) => class == reference.owner && of_classes.insert((class, reference.name)),
                        // What a function makes global is not told here.
                        None => {
                            round.is_empty()
                                && reference.owner == ScopeId::MODULE
                                && outline.seen.insert(reference.name)
                        }
                    };
                    match (deed, class) {
                        _ if !is_new => continue,
                        (Deed::DefineTypeAlias, _) => SymbolKind::TypeAlias,
                        (_, Some(_)) => SymbolKind::Field,
                        (_, None) => SymbolKind::Variable,
                    }
                }
                _ => continue,
            };
            outline.symbols.push(OutlineSymbol {
                name: self.text.byte_slice(moved(&name_range)).chunks().collect(),
                kind,
                range: moved(&range),
                name_range: moved(&name_range),
                depth,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crop::Rope;

    use super::*;
    use crate::text::{Edit, Patch, Revision};

    /// The outline of `text`, a symbol a line: indented by its depth, its kind, its name, and how many lines
    /// it has.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut file = FileIndex::of(&Rope::from(text));
        let mut outline = Outline::default();
        while !file.outline_on(&mut outline, &CancelToken::never()).unwrap() {}
        let shown: Vec<String> = outline
            .symbols
            .iter()
            .map(|symbol| {
                assert!(symbol.range.start <= symbol.name_range.start);
                assert_eq!(&text[symbol.name_range.clone()], symbol.name);
                let lines = text[symbol.range.clone()].lines().count();
                format!("{}{:?} {} {lines}", "  ".repeat(symbol.depth), symbol.kind, symbol.name)
            })
            .collect();
        assert_eq!(shown.join("\n"), expected.trim_matches('\n'));
    }

    #[test]
    fn classes_functions_and_variables_nest() {
        check(
            "import os\nLIMIT = 1\n@cache\ndef mean(a, b=2):\n  def inner(): pass\n  c = a\n\nclass Tide(Base):\n  x: int\n  y = z = 1\n  def rise(self):\n    self.w = 1\n  class Low: q = 2\ntype Level = int\n",
            "
Variable LIMIT 1
Function mean 3
  Function inner 1
Class Tide 6
  Field x 1
  Field y 1
  Field z 1
  Method rise 2
  Class Low 1
    Field q 1
TypeAlias Level 1",
        );
    }

    #[test]
    fn a_variable_is_told_once_and_a_definition_each_time() {
        check(
            "x = 1\nx = 2\ndef f(): pass\ndef f(): global y; y = x = 3\nif x:\n  z = 1\nx += 1\nclass C[T]:\n  a = 1\n  a = 2\n",
            "
Variable x 1
Function f 1
Function f 1
Variable z 1
Class C 3
  Field a 1",
        );
    }

    #[test]
    fn broken_code_keeps_its_outline() {
        check(
            "class A:\n  def f(self, x:\n    return x\n  y = (\n  def g(self): pass\ndef h(\nz = 1\n",
            "
Class A 5
  Method f 2
  Field y 1
  Method g 1
Function h 1
Variable z 1",
        );
    }

    #[test]
    fn it_tells_how_far_it_is() {
        let mut file = FileIndex::of(&Rope::from("def f():\n  pass\n\n".repeat(500)));
        let mut outline = Outline::default();
        let mut far = Vec::new();
        while !file.outline_on(&mut outline, &CancelToken::never()).unwrap() {
            let Progress { indexed, total } = file.outline_progress(&outline);
            assert_eq!(total, 500);
            far.push(indexed);
        }
        assert_eq!(far, [64, 128, 192, 256, 320, 384, 448]);
        assert_eq!(file.outline_progress(&outline).indexed, 500);
    }

    /// A text is edited at random; the outline of the index that was kept is that of a fresh one.
    #[test]
    fn after_random_edits_it_is_that_of_a_fresh_index() {
        const PARTS: [&str; 12] = [
            "def f():\n",
            "  pass\n",
            "class C:\n",
            "    def m(self):\n",
            "x = 1\n",
            "  y: int\n",
            "\n",
            "(",
            ")",
            "'''",
            "type T = int\n",
            "# no code\n",
        ];
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
        let seed = since.as_nanos() as u64;
        println!("seed {seed}");
        let mut state = seed | 1;
        let mut random = |below: usize| {
            // Marsaglia's xorshift.
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state % below.max(1) as u64) as usize
        };
        let whole = |file: &mut FileIndex| {
            let mut outline = Outline::default();
            while !file.outline_on(&mut outline, &CancelToken::never()).unwrap() {}
            outline.symbols
        };
        for _ in 0..20 {
            let mut text = Rope::from((0..40).map(|_| PARTS[random(PARTS.len())]).collect::<String>());
            let mut kept = FileIndex::of(&text);
            for step in 0..15 {
                let from = random(text.byte_len() + 1);
                let to = (from + random(12)).min(text.byte_len());
                let new = PARTS[random(PARTS.len())];
                text.replace(from..to, new);
                let edit = Edit { revision: Revision(step + 1), range: from..to, new_len: new.len() };
                kept.edit(&text, &Patch::from(&edit));
                // A newer question comes in between.
                let cancel = CancelToken::after(random(6) as u64);
                let _ = kept.outline_on(&mut Outline::default(), &cancel);
                assert_eq!(whole(&mut kept), whole(&mut FileIndex::of(&text)), "seed {seed}: {text}");
            }
        }
    }

    #[test]
    fn it_goes_on_where_it_was_cancelled() {
        let text = "def f():\n  pass\n\n".repeat(500);
        let mut file = FileIndex::of(&Rope::from(text));
        let mut outline = Outline::default();
        while !file.outline_on(&mut outline, &CancelToken::after(20)).unwrap_or(false) {}
        assert_eq!(outline.symbols.len(), 500);
    }
}
