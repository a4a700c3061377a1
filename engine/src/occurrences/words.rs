//! Says in words what a variable is: `parameter of mean()`, `function`, `builtin`.

use super::builtins::is_builtin;
use crate::scopes::{Deed, Names, ScopeId, ScopeKind, SegmentIndex};

/// The words for a name that neither the file binds nor Python offers.
pub(crate) const UNDEFINED: &str = "not defined in this file";

/// What a keyword argument is when nobody can know what is called.
pub(super) const ARGUMENT_OF_UNKNOWN: &str = "argument of an unknown call";

/// What an attribute is when nobody can know whose.
pub(super) const ATTRIBUTE_OF_UNKNOWN: &str = "attribute of something unknown";

/// Why a name found by spelling alone is shown.
pub(super) const PLAIN: &str = "same spelling; this part of the file is not parsed";

/// Why a name that stands in a string means the variable.
pub(super) fn why(deed: Deed) -> Option<&'static str> {
    match deed {
        Deed::ReadInString => Some("a string that is read as code"),
        Deed::ListInAll => Some("listed in __all__"),
        Deed::Mention => Some("the docstring speaks of it"),
        _ => None,
    }
}

/// A function's or class's name as people write it: `mean()`, `Summary`.
pub(crate) fn title(kind: ScopeKind, name: &str) -> String {
    if kind == ScopeKind::Class { name.to_owned() } else { format!("{name}()") }
}

/// What the variable `name` is. `first_deed` is the least of the deeds that bind it, none if nothing does.
pub(crate) fn describe(
    name: &str,
    index: &SegmentIndex,
    owner: ScopeId,
    first_deed: Option<Deed>,
    names: &Names,
) -> String {
    let Some(deed) = first_deed else {
        return match owner {
            ScopeId::MODULE if is_builtin(name) => "builtin".to_owned(),
            ScopeId::MODULE => UNDEFINED.to_owned(),
            _ => place(index, owner, names),
        };
    };
    if owner == ScopeId::MODULE {
        return match deed {
            Deed::DefineFunction => "function",
            Deed::DefineClass => "class",
            Deed::DefineTypeAlias => "type alias",
            Deed::Import => "import",
            _ => "module variable",
        }
        .to_owned();
    }
    let kind = index.scope(owner).map_or(ScopeKind::Module, |scope| scope.kind);
    let place = place(index, owner, names);
    let word = match (deed, kind) {
        (Deed::DefineFunction, ScopeKind::Class) => "method of",
        (Deed::DefineFunction, _) => "function in",
        (Deed::DefineClass, _) => "class in",
        (Deed::DefineTypeAlias, _) => "type alias in",
        (Deed::DefineTypeParameter, _) => "type parameter of",
        (Deed::DefineParameter, _) => "parameter of",
        (Deed::Import, _) => "import in",
        (_, ScopeKind::Class) => "class variable of",
        _ => "local of",
    };
    format!("{word} {place}")
}

/// The scope's own name, or what it is and where.
fn place(index: &SegmentIndex, owner: ScopeId, names: &Names) -> String {
    let mut anonymous = None;
    let mut id = owner;
    while let Some(scope) = index.scope(id).filter(|_| id != ScopeId::MODULE) {
        if let Some(name) = scope.name {
            let is_function = scope.kind == ScopeKind::Function
                || scope.kind == ScopeKind::TypeParameters && index.has_function_header(id);
            let kind = if is_function { ScopeKind::Function } else { ScopeKind::Class };
            let title = title(kind, names.text(name));
            return match anonymous {
                Some(what) => format!("{what} in {title}"),
                None => title,
            };
        }
        anonymous = anonymous.or(match scope.kind {
            ScopeKind::Lambda => Some("a lambda"),
            ScopeKind::Comprehension => Some("a comprehension"),
            // Only in broken code.
            ScopeKind::Function => Some("a function without a name"),
            ScopeKind::Class => Some("a class without a name"),
            _ => None,
        });
        id = scope.parent;
    }
    anonymous.unwrap_or("this file").to_owned()
}
