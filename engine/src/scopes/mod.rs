//! The semantic index of one segment: scopes, bindings, references.
//!
//! The judge is CPython's own `symtable`: the set of references of a variable equals what CPython
//! binds to it. Invariant: a [`SegmentIndex`] depends on the segment's text alone, so it stays valid
//! however the rest of the file changes; only the module scope is shared between segments.

mod builder;
mod docstring;
mod draft;
mod expression;
mod facts;
mod names;
mod packed;
mod plain;
mod reference;
mod resolve;
mod scope;
mod segment_index;
mod sorting;
mod splice;
mod value;

pub(crate) use builder::{PiecewiseIndex, build, build_part};
pub(crate) use expression::{Expression, ExpressionId, Label};
pub use names::normalise;
pub(crate) use names::{NameId, Names, may_hold_other_spellings};
pub(crate) use packed::List;
pub(crate) use plain::build_plain;
pub(crate) use reference::{Deed, Reference};
pub(crate) use scope::{Scope, ScopeId, ScopeKind};
pub(crate) use segment_index::SegmentIndex;
pub(crate) use splice::{Outside, splice};
pub(crate) use value::{Binding, ClassFacts, Value};
