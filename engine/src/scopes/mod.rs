//! The semantic index of one segment: scopes, bindings, references.
