//! Where a function is left, where it yields, and where it waits.
//!
//! What lies in functions, classes and lambdas inside of it is not its own, except for their decorators,
//! bases and defaults, which are evaluated outside of them.

use std::sync::Arc;

use tree_sitter::Node;

use super::endings::end_of;
use super::{Part, Parts};
use crate::occurrences::answer::Kind;
use crate::syntax::{Field, Met, Step, Syntax, field_of, kind_of, walk_below};
use crate::worker::{CancelToken, Cancelled};

/// What is asked about a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    Exits,
    Yields,
    Awaits,
}

impl Subject {
    fn scope(self, title: &str) -> String {
        match self {
            Self::Exits => format!("exit points of {title}"),
            Self::Yields => format!("yield points of {title}"),
            Self::Awaits => format!("await points of {title}"),
        }
    }
}

/// A function or lambda.
struct Owner<'t> {
    node: Node<'t>,
    title: String,
    /// Its `async` and `def`.
    head: Vec<Node<'t>>,
    body: Option<Node<'t>>,
}

impl<'t> Owner<'t> {
    fn of(node: Node<'t>, text: &str) -> Self {
        let mut owner = Self { node, title: "a lambda".to_owned(), head: Vec::new(), body: None };
        let mut cursor = node.walk();
        let mut has_child = cursor.goto_first_child();
        while has_child {
            let child = cursor.node();
            match field_of(&cursor) {
                Field::Body => owner.body = Some(child),
                Field::Name => {
                    owner.title = format!("{}()", text.get(child.byte_range()).unwrap_or_default());
                }
                _ if matches!(child.kind(), "async" | "def") => owner.head.push(child),
                _ => {}
            }
            has_child = cursor.goto_next_sibling();
        }
        owner
    }
}

/// What is asked about the function that the keyword at the end of a path belongs to.
pub(super) fn of_owner(
    path: &[Step<'_>],
    subject: Subject,
    text: &str,
    cancel: &CancelToken,
) -> Result<Option<Parts>, Cancelled> {
    let mut bodies = path.windows(2).rev().filter_map(|pair| match pair {
        [outer, inner] if inner.field == Field::Body => Some(outer),
        _ => None,
    });
    let owner = bodies.find(|outer| opens_scope(outer.kind));
    match owner.filter(|owner| owner.kind != Syntax::ClassDefinition) {
        Some(owner) => collect(&Owner::of(owner.node, text), subject, text, cancel).map(Some),
        None => Ok(None),
    }
}

/// The exit points of a function.
pub(super) fn of_function(node: Node<'_>, text: &str, cancel: &CancelToken) -> Result<Parts, Cancelled> {
    collect(&Owner::of(node, text), Subject::Exits, text, cancel)
}

fn opens_scope(kind: Syntax) -> bool {
    matches!(kind, Syntax::FunctionDefinition | Syntax::ClassDefinition | Syntax::Lambda)
}

fn collect(
    owner: &Owner<'_>,
    subject: Subject,
    text: &str,
    cancel: &CancelToken,
) -> Result<Parts, Cancelled> {
    let title = &owner.title;
    let words = Words::of(title);
    let mut parts = Vec::new();
    let is_head = |node: &&Node<'_>| match subject {
        Subject::Exits => true,
        Subject::Yields => false,
        Subject::Awaits => node.kind() == "async",
    };
    for node in owner.head.iter().filter(is_head) {
        let why = Arc::clone(&words.head);
        parts.push(Part { range: node.byte_range(), kind: Kind::Definition, why });
    }
    let Some(body) = owner.body else {
        return Ok(Parts { scope: subject.scope(title), reach: owner.node.byte_range(), parts });
    };
    walk_below(body, cancel, |met| {
        if !met.node.is_named() {
            let why = words.why(subject, &met);
            parts.extend(why.map(|why| Part::new(met.node.byte_range(), why)));
        }
        !(met.field == Field::Body && opens_scope(met.parent))
    })?;
    if subject == Subject::Exits
        && kind_of(owner.node) == Syntax::FunctionDefinition
        && let Some(end) = end_of(body, text, cancel)?
    {
        parts.push(Part::new(end, &"the function ends here and returns None".into()));
    }
    Ok(Parts { scope: subject.scope(title), reach: owner.node.byte_range(), parts })
}

/// The reasons that the points of one function share.
struct Words {
    head: Arc<str>,
    leaves: Arc<str>,
    raises: Arc<str>,
    yields: Arc<str>,
    waits: Arc<str>,
}

impl Words {
    fn of(title: &str) -> Self {
        Self {
            head: format!("the head of {title}").into(),
            leaves: format!("leaves {title}").into(),
            raises: format!("leaves {title} if nothing in it catches this").into(),
            yields: format!("yields from {title}").into(),
            waits: format!("{title} may wait here").into(),
        }
    }

    /// Why a keyword is one of the points that are asked for; none if it isn't.
    fn why(&self, subject: Subject, met: &Met<'_>) -> Option<&Arc<str>> {
        match (subject, met.parent, met.node.kind()) {
            (Subject::Exits, Syntax::ReturnStatement, "return") => Some(&self.leaves),
            (Subject::Exits, Syntax::RaiseStatement, "raise") => Some(&self.raises),
            (Subject::Yields, Syntax::Yield, "yield") => Some(&self.yields),
            (Subject::Awaits, Syntax::Await, "await") => Some(&self.waits),
            (
                Subject::Awaits,
                Syntax::ForStatement | Syntax::WithStatement | Syntax::ForInClause,
                "async",
            ) => Some(&self.waits),
            _ => None,
        }
    }
}
