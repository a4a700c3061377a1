//! What the engine says: plain data in editor terms.

use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use super::extras::Extras;
use crate::text::{DocumentId, Generation, Revision};

/// What an occurrence does to the name. The source of the list is Python's language reference,
/// "Naming and binding".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// `def f`, `class C`, `type X`, a type parameter, an import that binds, a parameter.
    Definition,
    /// Assignment, `for` and `with` target, `except … as`, walrus, `match` capture.
    Write,
    /// Augmented assignment: read and write at once.
    Update,
    /// A load.
    Read,
    /// `del x`.
    Delete,
    /// The name in `global x`, `nonlocal x`, and `x: T` without a value.
    Declaration,
}

impl Kind {
    /// The kind as one lower-case word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Definition => "definition",
            Self::Write => "write",
            Self::Update => "update",
            Self::Read => "read",
            Self::Delete => "delete",
            Self::Declaration => "declaration",
        }
    }

    /// Whether the status bar counts it among the writes: write, update and delete.
    #[must_use]
    pub fn counts_as_write(self) -> bool {
        matches!(self, Self::Write | Self::Update | Self::Delete)
    }
}

/// How sure the engine is that an occurrence means the target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// Python's own scoping rules prove it.
    Exact,
    /// It follows from a short, stated inference.
    Likely,
    /// Same attribute name on a receiver nobody can know; never counted.
    Possible,
    /// A docstring speaks of it; never counted.
    Mention,
}

impl Certainty {
    /// The certainty as one lower-case word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Likely => "likely",
            Self::Possible => "possible",
            Self::Mention => "mention",
        }
    }

    /// Whether the status bar counts an occurrence of this certainty.
    #[must_use]
    pub fn is_counted(self) -> bool {
        matches!(self, Self::Exact | Self::Likely)
    }
}

/// One range that means the name under the cursor.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Occurrence {
    /// Bytes in the text of the answer's revision.
    pub range: Range<usize>,
    /// What it does to the name.
    pub kind: Kind,
    /// How sure that is.
    pub certainty: Certainty,
    /// Why it is taken to mean the target, in a few words: `parameter of run()`,
    /// `gauge is bound once, to Gauge()`. Occurrences with the same reason share it.
    pub why: Arc<str>,
}

/// What sort of thing a target is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Class {
    /// A variable that this file binds.
    Variable,
    /// A name that this file binds nowhere: a builtin, from a star-import, or a typo.
    Undefined,
    /// A name of a class of this file: a method, a class variable, what `self` holds.
    Member,
    /// An attribute of something whose class this file does not tell.
    Attribute,
    /// A keyword argument of a call whose parameters this file does not tell.
    Argument,
    /// A keyword with its partners: exit points, a loop's parts, a chain of branches.
    Keyword,
    /// A bracket and its partner.
    Bracket,
}

impl Class {
    /// Whether it is a name, and neither a keyword nor a bracket.
    #[must_use]
    pub fn is_name(self) -> bool {
        !matches!(self, Self::Keyword | Self::Bracket)
    }

    /// The class as one lower-case word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Variable => "variable",
            Self::Undefined => "undefined",
            Self::Member => "member",
            Self::Attribute => "attribute",
            Self::Argument => "argument",
            Self::Keyword => "keyword",
            Self::Bracket => "bracket",
        }
    }
}

/// What the cursor is on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The name after NFKC normalisation, as Python compares it; a keyword; a pair of brackets: `( )`.
    pub name: String,
    /// The occurrence at the cursor, in bytes.
    pub range: Range<usize>,
    /// What sort of thing it is.
    pub class: Class,
    /// Where it lives, in words: `local of mean()`, `parameter of run()`, `builtin`; what
    /// belongs to it: `exit points of mean()`, `parts of this loop`, `bracket pair`.
    pub scope: String,
    /// The span of the scope that owns it, or of the statement that a keyword belongs to, in bytes; none at
    /// module level and for brackets.
    pub reach: Option<Range<usize>>,
}

/// Classes of tokens for colouring.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenClass {
    /// `def`, `if`, `None`, …, and soft keywords where they are keywords.
    Keyword,
    /// The name in `def name` or `class Name`.
    Definition,
    /// String text and quotes.
    String,
    /// Escape sequences, doubled braces.
    Escape,
    /// Numbers.
    Number,
    /// Comments.
    Comment,
    /// `@` and the dotted name behind it.
    Decorator,
    /// A builtin that nothing in the file binds.
    Builtin,
    /// Operators, brackets, punctuation.
    Operator,
    /// A parameter where it is declared, and a call's keyword.
    Parameter,
    /// The first parameter of a method.
    SelfName,
}

/// One coloured range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenSpan {
    /// Bytes in the text of the answer's revision.
    pub range: Range<usize>,
    /// Its class; text in no span is plain.
    pub class: TokenClass,
}

/// The colours of a stretch of text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tokens {
    /// The stretch that the spans speak for, in bytes, whole lines.
    pub range: Range<usize>,
    /// Sorted, without overlap. In an answer also those of lines above, in which the functions and classes that reach
    /// into the stretch have their names.
    pub spans: Vec<TokenSpan>,
}

/// A function or a class.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Scope {
    /// As people write it: `Summary`, `rises()`.
    pub title: String,
    /// Its name in its header, in bytes of the answer's revision.
    pub name: Range<usize>,
    /// All of it from `def`, `async` or `class` on, in bytes of the answer's revision.
    pub range: Range<usize>,
}

/// How far the index of the whole file is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Segments whose index is ready.
    pub indexed: usize,
    /// Segments of the file.
    pub total: usize,
}

/// Where the time of an answer went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Timings {
    /// From posting to the engine taking it up.
    pub queued: Duration,
    /// Splitting the edited text into segments again.
    pub split: Duration,
    /// Parsing and indexing the segments that the question needed.
    pub index: Duration,
    /// Collecting occurrences and token spans.
    pub collect: Duration,
    /// Finding what was asked for beside the light.
    pub beside: Duration,
}

/// The engine's reply to one request.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Which text it is about.
    pub document: DocumentId,
    /// The request it replies to.
    pub generation: Generation,
    /// The text state that all its offsets belong to.
    pub revision: Revision,
    /// The name, keyword or bracket under the cursor; none where there is nothing to light.
    pub target: Option<Target>,
    /// Every occurrence found so far, sorted by position.
    pub occurrences: Arc<[Occurrence]>,
    /// Whether more occurrences may come in a later answer of the same generation.
    pub is_partial: bool,
    /// The functions and classes round the cursor, outermost first.
    pub scopes: Vec<Scope>,
    /// The functions and classes of which a part is in the requested lines, in the order of the text, each one after
    /// the one that it stands in.
    pub definitions: Arc<[Scope]>,
    /// Colours for the requested lines.
    pub tokens: Arc<Tokens>,
    /// How far the whole file's index is.
    pub progress: Progress,
    /// Where the time went.
    pub timings: Timings,
    /// What else was asked for; none unless something was, and before it is found.
    pub extras: Option<Arc<Extras>>,
}
