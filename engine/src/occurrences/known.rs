//! Names that mean something to Python itself.

use crate::scopes::{NameId, Names};

/// Their numbers in one [`Names`].
#[derive(Clone, Copy)]
pub(super) struct KnownNames {
    pub(super) class_cell: NameId,
    pub(super) super_name: NameId,
    pub(super) type_name: NameId,
    pub(super) init: NameId,
    pub(super) new: NameId,
    pub(super) call: NameId,
    pub(super) init_subclass: NameId,
    pub(super) partial: NameId,
    pub(super) partial_method: NameId,
    pub(super) replace: NameId,
    pub(super) replace_fields: NameId,
}

impl KnownNames {
    pub(super) fn in_names(names: &mut Names) -> Self {
        Self {
            class_cell: names.intern("__class__"),
            super_name: names.intern("super"),
            type_name: names.intern("type"),
            init: names.intern("__init__"),
            new: names.intern("__new__"),
            call: names.intern("__call__"),
            init_subclass: names.intern("__init_subclass__"),
            partial: names.intern("partial"),
            partial_method: names.intern("partialmethod"),
            replace: names.intern("replace"),
            replace_fields: names.intern("_replace"),
        }
    }
}
