//! Which symbols the rows of the outline show, without a list of all rows where that is long.
//!
//! Where nothing is looked for, all classes and functions are shown but for those in closed ones, so the rows are few runs
//! of them. Invariant: making the runs costs what is closed, and finding a row a binary search.

use std::sync::Arc;

use super::Symbols;

/// A class or a function among its like, in the order of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Definition {
    /// Its number among all symbols.
    pub symbol: usize,
    /// The number, among definitions, of the first one behind those that stand in it.
    pub end: usize,
}

/// Definitions one behind the other, each in a row of its own.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    /// The number of the first one among definitions.
    first: usize,
    /// Its row.
    row: usize,
}

/// The symbols in the rows.
#[derive(Debug)]
pub(super) enum Rows {
    /// All definitions but for those in closed ones.
    All {
        definitions: Arc<[Definition]>,
        /// Sorted in both numbers; the next one begins where one ends.
        runs: Vec<Run>,
        len: usize,
    },
    /// These, by their numbers, sorted.
    Found(Vec<usize>),
}

impl Default for Rows {
    fn default() -> Self {
        Self::Found(Vec::new())
    }
}

impl Rows {
    /// All definitions but for those that stand in closed ones; these are given by their numbers among definitions.
    pub(super) fn all(definitions: &Arc<[Definition]>, mut closed: Vec<usize>) -> Self {
        closed.sort_unstable();
        let (mut at, mut len) = (0, 0);
        let mut runs = vec![Run { first: 0, row: 0 }];
        for number in closed {
            // One in a closed one has no row.
            if let Some(one) = definitions.get(number).filter(|_| number >= at) {
                len += number + 1 - at;
                at = one.end;
                runs.push(Run { first: at, row: len });
            }
        }
        len += definitions.len() - at;
        Self::All { definitions: Arc::clone(definitions), runs, len }
    }

    /// The definitions among these symbols, each with those that it stands in.
    pub(super) fn found(symbols: &Symbols, found: impl Iterator<Item = usize>) -> Self {
        let mut is_shown = vec![false; symbols.all.len()];
        for at in found {
            let mut next = Some(at);
            while let Some(at) = next
                && let Some(shown) = is_shown.get_mut(at).filter(|shown| !**shown)
            {
                *shown = true;
                next = symbols.all.get(at).and_then(|symbol| symbol.parent);
            }
        }
        let is_found = |at: &usize| is_shown.get(*at).copied().unwrap_or_default();
        Self::Found(symbols.definitions.iter().map(|one| one.symbol).filter(is_found).collect())
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::All { len, .. } => *len,
            Self::Found(rows) => rows.len(),
        }
    }

    /// The number of the symbol in a row.
    pub(super) fn symbol(&self, row: usize) -> Option<usize> {
        match self {
            Self::Found(rows) => rows.get(row).copied(),
            Self::All { definitions, runs, len } => {
                let run = runs.get(runs.partition_point(|run| run.row <= row).checked_sub(1)?)?;
                let one = (row < *len).then_some(run.first + row - run.row)?;
                definitions.get(one).map(|one| one.symbol)
            }
        }
    }

    /// The row of a symbol.
    pub(super) fn row_of(&self, symbol: usize) -> Option<usize> {
        match self {
            Self::Found(rows) => rows.binary_search(&symbol).ok(),
            Self::All { definitions, runs, len } => {
                let one = definitions.binary_search_by_key(&symbol, |one| one.symbol).ok()?;
                let behind = runs.partition_point(|run| run.first <= one);
                let run = runs.get(behind.checked_sub(1)?)?;
                let row = run.row + one - run.first;
                (row < runs.get(behind).map_or(*len, |next| next.row)).then_some(row)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;

    /// Definitions of which each has a depth of at most one more than that before it, with variables between.
    fn definitions(depths: &[usize]) -> Arc<[Definition]> {
        let end = |at: usize| {
            let behind = depths[at + 1..].iter().position(|depth| *depth <= depths[at]);
            behind.map_or(depths.len(), |behind| at + 1 + behind)
        };
        (0..depths.len()).map(|at| Definition { symbol: 2 * at + 1, end: end(at) }).collect()
    }

    #[test]
    fn however_many_there_are_runs_are_no_more_than_what_is_closed() {
        let depths: Vec<usize> = (0..100_000).map(|at| at % 5).collect();
        let rows = Rows::all(&definitions(&depths), vec![0, 5_000, 7, 99_995]);
        let Rows::All { runs, len, .. } = &rows else { panic!("{rows:?}") };
        assert_eq!((runs.len(), *len), (5, 100_000 - 4 - 4 - 2 - 4));
        assert_eq!(rows.symbol(1), Some(2 * 5 + 1));
    }

    proptest! {
        #[test]
        fn rows_are_those_of_a_list_of_all(
            steps in prop::collection::vec(0usize..4, 0..40),
            closed in prop::collection::vec(0usize..44, 0..8),
        ) {
            let mut depths: Vec<usize> = Vec::new();
            for step in steps {
                depths.push(depths.last().map_or(0, |last| (last + 1).saturating_sub(step)));
            }
            let definitions = definitions(&depths);
            let mut expected = Vec::new();
            let mut closed_at = usize::MAX;
            for (at, depth) in depths.iter().enumerate() {
                if *depth > closed_at {
                    continue;
                }
                closed_at = if closed.contains(&at) { *depth } else { usize::MAX };
                expected.push(definitions[at].symbol);
            }
            let rows = Rows::all(&definitions, closed);
            prop_assert_eq!(rows.len(), expected.len());
            let listed: Vec<usize> = (0..=rows.len()).filter_map(|row| rows.symbol(row)).collect();
            prop_assert_eq!(&listed, &expected);
            for symbol in 0..2 * depths.len() + 1 {
                prop_assert_eq!(rows.row_of(symbol), expected.iter().position(|one| *one == symbol));
            }
        }
    }
}
