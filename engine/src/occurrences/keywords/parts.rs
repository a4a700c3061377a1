//! Statements and expressions whose keywords belong together: branches, clauses, imports, comprehensions.

use std::sync::Arc;

use tree_sitter::Node;

use super::{Part, Parts};
use crate::syntax::{Step, Syntax, walk_below};
use crate::worker::{CancelToken, Cancelled};

/// Which keywords of a construct belong together.
pub(super) struct Rule {
    /// What the construct is called.
    what: &'static str,
    words: &'static [&'static str],
    /// Nodes of the construct in which more of them stand.
    within: &'static [Syntax],
}

static IF: Rule = Rule {
    what: "if statement",
    words: &["if", "elif", "else"],
    within: &[Syntax::ElifClause, Syntax::ElseClause],
};
static TRY: Rule = Rule {
    what: "try statement",
    words: &["try", "except", "else", "finally"],
    within: &[Syntax::ExceptClause, Syntax::ElseClause, Syntax::FinallyClause],
};
static MATCH: Rule = Rule {
    what: "match statement",
    words: &["match", "case"],
    // A block inside of a `case` holds statements only, and those aren't gone into.
    within: &[Syntax::Block, Syntax::CaseClause],
};
static WITH: Rule = Rule {
    what: "with statement",
    words: &["async", "with", "as"],
    within: &[
        Syntax::WithClause,
        Syntax::WithItem,
        Syntax::AsPattern,
        // Where the grammar takes the items in parentheses for a value.
        Syntax::Tuple,
        Syntax::ParenthesizedExpression,
    ],
};
static EXCEPT: Rule = Rule { what: "except clause", words: &["except", "as"], within: &[Syntax::AsPattern] };
static CASE: Rule = Rule {
    what: "case",
    words: &["case", "as", "if"],
    within: &[
        Syntax::IfClause,
        Syntax::CasePattern,
        Syntax::AsPattern,
        Syntax::TuplePattern,
        Syntax::ListPattern,
        Syntax::DictPattern,
        Syntax::ClassPattern,
        Syntax::KeywordPattern,
        Syntax::UnionPattern,
    ],
};
static CONDITIONAL: Rule = Rule { what: "conditional expression", words: &["if", "else"], within: &[] };
static COMPREHENSION: Rule = Rule {
    what: "comprehension",
    words: &["async", "for", "in", "if"],
    within: &[Syntax::ForInClause, Syntax::IfClause],
};
static IMPORT: Rule =
    Rule { what: "import", words: &["from", "import", "as"], within: &[Syntax::AliasedImport] };
/// `raise … from …`, asked about at the `from`.
pub(super) static RAISE: Rule = Rule { what: "raise statement", words: &["raise", "from"], within: &[] };
/// `yield from …`, asked about at the `from`.
pub(super) static YIELD: Rule = Rule { what: "yield expression", words: &["yield", "from"], within: &[] };

/// The rule for a keyword that stands in a construct directly.
pub(super) fn rule_of(construct: Syntax) -> Option<&'static Rule> {
    Some(match construct {
        Syntax::IfStatement => &IF,
        Syntax::TryStatement => &TRY,
        Syntax::MatchStatement => &MATCH,
        Syntax::WithStatement => &WITH,
        Syntax::ConditionalExpression => &CONDITIONAL,
        Syntax::ImportStatement | Syntax::ImportFromStatement | Syntax::FutureImportStatement => &IMPORT,
        _ => return None,
    })
}

/// The rule for a keyword that stands in a clause of a construct.
pub(super) fn rule_of_clause(clause: Syntax, construct: Syntax) -> Option<&'static Rule> {
    Some(match (clause, construct) {
        (Syntax::ElifClause | Syntax::ElseClause, Syntax::IfStatement) => &IF,
        (Syntax::ExceptClause | Syntax::ElseClause | Syntax::FinallyClause, Syntax::TryStatement) => &TRY,
        (Syntax::IfClause, Syntax::CaseClause) => &CASE,
        (
            Syntax::ForInClause | Syntax::IfClause,
            Syntax::ListComprehension
            | Syntax::SetComprehension
            | Syntax::DictionaryComprehension
            | Syntax::GeneratorExpression,
        ) => &COMPREHENSION,
        (Syntax::AliasedImport, _) => rule_of(construct)?,
        _ => return None,
    })
}

/// What the `case` or `as` at the end of a path, which may stand deeper in its construct, is a part of.
pub(super) fn rule_round<'p, 't>(path: &'p [Step<'t>], word: &str) -> Option<(&'static Rule, &'p Step<'t>)> {
    path.iter().rev().skip(1).find_map(|step| {
        let rule = match (word, step.kind) {
            ("case", Syntax::MatchStatement) => &MATCH,
            ("as", Syntax::WithStatement) => &WITH,
            ("as", Syntax::ExceptClause) => &EXCEPT,
            ("as", Syntax::CaseClause) => &CASE,
            _ => return None,
        };
        Some((rule, step))
    })
}

/// The keywords of a construct that belong together.
pub(super) fn collect(rule: &Rule, construct: Node<'_>, cancel: &CancelToken) -> Result<Parts, Cancelled> {
    let why: Arc<str> = format!("part of this {}", rule.what).into();
    let mut parts = Vec::new();
    walk_below(construct, cancel, |met| {
        if !met.node.is_named() && rule.words.contains(&met.node.kind()) {
            parts.push(Part::new(met.node.byte_range(), &why));
        }
        rule.within.contains(&met.kind)
    })?;
    Ok(Parts { scope: format!("parts of this {}", rule.what), reach: construct.byte_range(), parts })
}
