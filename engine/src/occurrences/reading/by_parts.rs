//! What is read of long classes and brackets by their parts, without the tree of all.
//!
//! Invariant: it is what the tree of all would tell, but for the numbers of expressions; wherever that isn't sure, nothing
//! is told.

use std::ops::Range;

use super::{Reader, Reading};
use crate::occurrences::divisions::{Division, EditedClass};
use crate::occurrences::piecewise::Pieces;
use crate::repair::{has_endless_name, has_hanging_line, is_misread, respelled};
use crate::scopes::{Names, Outside, SegmentIndex, build_part, splice};
use crate::segments::{hazard, indents, stands_alone};
use crate::syntax::{Change, Cutting, ParseKey, Parts, Whole};
use crate::worker::{CancelToken, Cancelled};

/// Of so many expressions of an index one may be there that nothing speaks of.
const MOST_UNUSED: usize = 4;

impl Reader {
    /// How a class or brackets are divided, if they are long and each part of them stands for itself.
    pub(super) fn division(
        &mut self,
        key: ParseKey,
        text: &str,
        reading: &Reading,
        index: &SegmentIndex,
        cancel: &CancelToken,
    ) -> Result<Option<Division>, Cancelled> {
        if !reading.is_in_its_words {
            return Ok(None);
        }
        let Some(parts) = Parts::of(text, &reading.tree, cancel)? else { return Ok(None) };
        if !self.is_given_as_is(key, text, cancel)? {
            return Ok(None);
        }
        let is_class = matches!(parts.whole(), Whole::Class { .. });
        let head = parts.head();
        for part in parts.ranges(text.len()).chain([head.clone()]) {
            let told = text.get(part.clone()).unwrap_or_default();
            if has_endless_name(told) || is_class && part != head && !stands_alone(told, cancel)? {
                return Ok(None);
            }
        }
        let indents = indents(Vec::new(), text, cancel)?;
        let expressions = index.expression_count();
        Ok(indents.ok().map(|indents| Division { parts, expressions, indents }))
    }

    /// The index of a class or of brackets of which some parts were edited, as [`Self::index`] would make it, but for the numbers of
    /// expressions; none if only that can say it. Looks at those parts alone.
    pub(in crate::occurrences) fn spliced(
        &mut self,
        text: &str,
        names: &mut Names,
        class: &EditedClass,
        change: &Change,
        cancel: &CancelToken,
    ) -> Result<Option<(SegmentIndex, Division)>, Cancelled> {
        let EditedClass { index: before, division, .. } = class;
        let Some(touched) = division.parts.touched(change, text) else { return Ok(None) };
        let Some(tree) = self.parts.parse(&touched, text, cancel)? else { return Ok(None) };
        let Some(parts) = division.parts.after(&touched, text, &tree, cancel)? else { return Ok(None) };
        let told = touched.told_in(text);
        let indents = indents(division.indents.clone(), &told, cancel)?;
        let Ok(indents) = indents else { return Ok(None) };
        let is_class = matches!(touched.whole, Whole::Class { .. });
        if is_class && !stands_alone(&told, cancel)?
            || hazard(&told, cancel)?.is_some()
            || respelled(&told).is_some()
            || has_endless_name(&told)
            || has_hanging_line(&told, cancel)?
        {
            return Ok(None);
        }
        let outside = is_class.then(|| Outside::of(before, &touched.old));
        let part = build_part(text, &tree, outside, names, &mut self.fragments, cancel)?;
        let Some(index) = splice(before, &part, &touched, text, names, cancel)? else { return Ok(None) };
        let expressions = division.expressions;
        let is_full = index.expression_count() > expressions + expressions / MOST_UNUSED + 1_024;
        Ok((!is_full).then_some((index, Division { parts, expressions, indents })))
    }

    /// The index of long brackets as [`Self::index`] would make it, read piece by piece, without a tree of all; none if it
    /// takes that.
    pub(in crate::occurrences) fn piecewise(
        &mut self,
        key: ParseKey,
        text: &str,
        names: &mut Names,
        cancel: &CancelToken,
    ) -> Result<Option<(SegmentIndex, Division)>, Cancelled> {
        if !self.has_pieces(key, text, cancel)? {
            return Ok(None);
        }
        let Some((_, Some(pieces))) = &mut self.pieces else { return Ok(None) };
        let are_whole = pieces.read(text, names, cancel)?;
        let indents = indents(Vec::new(), text, cancel)?;
        let Some(pieces) = self.pieces.replace((key, None)).and_then(|(_, pieces)| pieces) else {
            return Ok(None);
        };
        let (true, Ok(indents)) = (are_whole, indents) else { return Ok(None) };
        let parts = pieces.cutting().parts();
        let index = pieces.finish(text, names, &mut self.fragments, cancel);
        if index.is_err() {
            self.pieces = None;
        }
        let index = index?;
        let expressions = index.expression_count();
        Ok(Some((index, Division { parts, expressions, indents })))
    }

    /// Whether a text is long brackets that may be read piece by piece.
    pub(super) fn has_pieces(
        &mut self,
        key: ParseKey,
        text: &str,
        cancel: &CancelToken,
    ) -> Result<bool, Cancelled> {
        if let Some((_, pieces)) = self.pieces.as_ref().filter(|(known, _)| *known == key) {
            return Ok(pieces.is_some());
        }
        let cutting = Cutting::of(text, cancel)?;
        let is_apt = cutting.is_some()
            && self.hazard(key, text, cancel)?.is_none()
            && self.is_given_as_is(key, text, cancel)?
            && !is_misread(text, cancel)?
            && !self.has_hanging_line(key, text, cancel)?;
        let pieces = cutting.filter(|_| is_apt).map(|cutting| Pieces::new(cutting, text));
        let has_pieces = pieces.is_some();
        self.pieces = Some((key, pieces));
        Ok(has_pieces)
    }

    /// The tree of those parts of a class or of brackets that hold some bytes, and of the head; none if the whole tree is here, or what
    /// is asked for is too much.
    pub(in crate::occurrences) fn read_parts(
        &mut self,
        key: ParseKey,
        text: &str,
        division: &Division,
        bytes: &Range<usize>,
        cancel: &CancelToken,
    ) -> Result<Option<Reading>, Cancelled> {
        if self.trees.get(key).is_some() {
            return Ok(None);
        }
        let tree = self.parts.holding(key, text, &division.parts, bytes, cancel)?;
        Ok(tree.map(|tree| Reading { tree, repaired: None, is_in_its_words: true }))
    }
}
