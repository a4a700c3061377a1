//! The symbols that are known, carried to the present text.

use std::ops::Range;
use std::sync::Arc;

use namelight_engine::text::{Bias, DocumentId, Edit, Revision};

use super::{Since, Symbols};

/// The symbols that are known, carried to the present text.
#[derive(Clone, Debug)]
pub struct Carried {
    /// As they were found.
    pub symbols: Arc<Symbols>,
    since: Since,
}

impl Carried {
    /// Symbols of a text, and how it has changed since.
    #[must_use]
    pub fn new(symbols: Arc<Symbols>, since: Since) -> Self {
        Self { symbols, since }
    }

    /// Goes on to the present state of the text; see [`Since::follow`].
    #[must_use]
    pub fn follow(&mut self, document: DocumentId, revision: Revision, edits: &[Edit]) -> bool {
        self.since.follow(document, revision, edits)
    }

    /// Where the name of a symbol stands in the present text, in bytes.
    #[must_use]
    pub fn name(&self, at: usize) -> Option<Range<usize>> {
        let name = &self.symbols.all.get(at)?.name;
        let patch = self.since.patch();
        let start = patch.map_offset(name.start, Bias::Left);
        Some(start..patch.map_offset(name.end, Bias::Right).max(start))
    }

    /// The innermost class or function round a byte of the present text.
    #[must_use]
    pub fn round(&self, offset: usize) -> Option<usize> {
        self.symbols.round(self.since.patch().offset_before(offset))
    }
}
