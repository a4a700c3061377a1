//! Which scope owns a name: `analyze_name` of CPython's `symtable.c`, asked for one name at a time.

use rustc_hash::FxHashMap;

use super::names::NameId;
use super::scope::{ScopeId, ScopeKind};

/// What the statements of a scope say about one of its names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct SymbolFlags(u8);

impl SymbolFlags {
    pub(super) const BOUND: Self = Self(1);
    pub(super) const GLOBAL: Self = Self(2);
    pub(super) const NONLOCAL: Self = Self(4);

    fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    fn is_bound(self) -> bool {
        self.has(Self::BOUND)
    }

    fn is_global(self) -> bool {
        self.has(Self::GLOBAL)
    }

    fn is_nonlocal(self) -> bool {
        self.has(Self::NONLOCAL)
    }
}

/// What resolution needs to know of a scope.
#[derive(Clone, Copy, Debug)]
pub(super) struct ScopeShape {
    pub(super) kind: ScopeKind,
    pub(super) parent: ScopeId,
    /// Whether names of the class round it come before those of the functions round it (PEP 649, PEP 695).
    pub(super) sees_class: bool,
}

/// All symbols of a segment's scopes.
#[derive(Default)]
pub(super) struct Symbols {
    flags: FxHashMap<(ScopeId, NameId), SymbolFlags>,
    owners: FxHashMap<(ScopeId, NameId), ScopeId>,
}

impl Symbols {
    /// Notes what a statement says of a name.
    pub(super) fn note(&mut self, scope: ScopeId, name: NameId, flag: SymbolFlags) {
        self.flags.entry((scope, name)).or_default().0 |= flag.0;
    }

    fn of(&self, scope: ScopeId, name: NameId) -> SymbolFlags {
        self.flags.get(&(scope, name)).copied().unwrap_or_default()
    }

    /// The scope that owns `name` as used in `scope`. `class_cell` is the name `__class__`, which every
    /// class offers to the functions in it without binding it.
    pub(super) fn owner(
        &mut self,
        scope: ScopeId,
        name: NameId,
        class_cell: NameId,
        shape: impl Fn(ScopeId) -> ScopeShape,
    ) -> ScopeId {
        if let Some(&owner) = self.owners.get(&(scope, name)) {
            return owner;
        }
        let owner = self.find_owner(scope, name, class_cell, shape);
        self.owners.insert((scope, name), owner);
        owner
    }

    fn find_owner(
        &self,
        scope: ScopeId,
        name: NameId,
        class_cell: NameId,
        shape: impl Fn(ScopeId) -> ScopeShape,
    ) -> ScopeId {
        let flags = self.of(scope, name);
        if scope == ScopeId::MODULE || flags.is_global() {
            return ScopeId::MODULE;
        }
        if flags.is_bound() && !flags.is_nonlocal() {
            return scope;
        }
        if shape(scope).sees_class && !flags.is_nonlocal() {
            let mut class = shape(scope).parent;
            while class != ScopeId::MODULE && shape(class).kind != ScopeKind::Class {
                class = shape(class).parent;
            }
            let in_class = self.of(class, name);
            if class != ScopeId::MODULE && in_class.is_global() {
                return ScopeId::MODULE;
            }
            if class != ScopeId::MODULE && in_class.is_bound() && !in_class.is_nonlocal() {
                return class;
            }
        }
        let mut outer = shape(scope).parent;
        while outer != ScopeId::MODULE {
            let flags = self.of(outer, name);
            if shape(outer).kind == ScopeKind::Class {
                if name == class_cell {
                    return outer;
                }
            } else if flags.is_global() {
                return ScopeId::MODULE;
            } else if flags.is_bound() && !flags.is_nonlocal() {
                return outer;
            }
            outer = shape(outer).parent;
        }
        ScopeId::MODULE
    }
}
