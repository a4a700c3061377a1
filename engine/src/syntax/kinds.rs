//! The grammar's node kinds and fields as Rust enums, looked up by id.
//!
//! Comparing `Node::kind()` strings costs a `strlen` and a UTF-8 check for every node; a table
//! indexed by the kind's id costs one load. Source: node-types of tree-sitter-python 0.25.

use std::sync::LazyLock;

use tree_sitter::{Language, Node, TreeCursor};

macro_rules! named_ids {
    ($(#[$doc:meta])* $enum:ident { $($variant:ident = $name:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum $enum { Other, $($variant,)* }

        impl $enum {
            fn named(name: &str) -> Self {
                match name { $($name => Self::$variant,)* _ => Self::Other }
            }
        }
    };
}

named_ids! {
    /// A node's kind, as far as the engine tells kinds apart.
    Syntax {
        AliasedImport = "aliased_import",
        ArgumentList = "argument_list",
        AsPattern = "as_pattern",
        AsPatternTarget = "as_pattern_target",
        AssertStatement = "assert_statement",
        Assignment = "assignment",
        BinaryOperator = "binary_operator",
        Attribute = "attribute",
        AugmentedAssignment = "augmented_assignment",
        Await = "await",
        Block = "block",
        BreakStatement = "break_statement",
        Call = "call",
        CaseClause = "case_clause",
        CasePattern = "case_pattern",
        ClassDefinition = "class_definition",
        ClassPattern = "class_pattern",
        Comment = "comment",
        ConditionalExpression = "conditional_expression",
        ConstrainedType = "constrained_type",
        ContinueStatement = "continue_statement",
        DecoratedDefinition = "decorated_definition",
        Decorator = "decorator",
        DefaultParameter = "default_parameter",
        DeleteStatement = "delete_statement",
        DictPattern = "dict_pattern",
        Dictionary = "dictionary",
        DictionaryComprehension = "dictionary_comprehension",
        DictionarySplatPattern = "dictionary_splat_pattern",
        DottedName = "dotted_name",
        ElifClause = "elif_clause",
        ElseClause = "else_clause",
        Error = "ERROR",
        EscapeInterpolation = "escape_interpolation",
        EscapeSequence = "escape_sequence",
        ExceptClause = "except_clause",
        ExecStatement = "exec_statement",
        ExpressionList = "expression_list",
        ExpressionStatement = "expression_statement",
        False = "false",
        FinallyClause = "finally_clause",
        Float = "float",
        ForInClause = "for_in_clause",
        ForStatement = "for_statement",
        FormatSpecifier = "format_specifier",
        FunctionDefinition = "function_definition",
        FutureImportStatement = "future_import_statement",
        GeneratorExpression = "generator_expression",
        GenericType = "generic_type",
        GlobalStatement = "global_statement",
        Identifier = "identifier",
        IfClause = "if_clause",
        IfStatement = "if_statement",
        ImportFromStatement = "import_from_statement",
        ImportStatement = "import_statement",
        Integer = "integer",
        Interpolation = "interpolation",
        KeywordArgument = "keyword_argument",
        KeywordPattern = "keyword_pattern",
        Lambda = "lambda",
        List = "list",
        ListComprehension = "list_comprehension",
        ListPattern = "list_pattern",
        ListSplat = "list_splat",
        ListSplatPattern = "list_splat_pattern",
        MatchStatement = "match_statement",
        MemberType = "member_type",
        Module = "module",
        NamedExpression = "named_expression",
        None = "none",
        NonlocalStatement = "nonlocal_statement",
        Pair = "pair",
        ParenthesizedExpression = "parenthesized_expression",
        PatternList = "pattern_list",
        PositionalSeparator = "positional_separator",
        PrintStatement = "print_statement",
        RaiseStatement = "raise_statement",
        ReturnStatement = "return_statement",
        Set = "set",
        SetComprehension = "set_comprehension",
        SplatPattern = "splat_pattern",
        SplatType = "splat_type",
        String = "string",
        StringContent = "string_content",
        StringEnd = "string_end",
        StringStart = "string_start",
        Subscript = "subscript",
        True = "true",
        TryStatement = "try_statement",
        Tuple = "tuple",
        TuplePattern = "tuple_pattern",
        Type = "type",
        TypeAliasStatement = "type_alias_statement",
        TypeConversion = "type_conversion",
        TypeParameter = "type_parameter",
        TypedDefaultParameter = "typed_default_parameter",
        TypedParameter = "typed_parameter",
        WhileStatement = "while_statement",
        WithClause = "with_clause",
        WithStatement = "with_statement",
        Yield = "yield",
        UnionType = "union_type",
        WithItem = "with_item",
        UnionPattern = "union_pattern",
    }
}

named_ids! {
    /// The field under which a child stands in its parent.
    Field {
        Alias = "alias",
        Alternative = "alternative",
        Arguments = "arguments",
        Body = "body",
        Condition = "condition",
        Consequence = "consequence",
        Definition = "definition",
        Function = "function",
        Guard = "guard",
        Key = "key",
        Left = "left",
        Name = "name",
        Object = "object",
        Parameters = "parameters",
        Attribute = "attribute",
        ReturnType = "return_type",
        Right = "right",
        Subscript = "subscript",
        Superclasses = "superclasses",
        Type = "type",
        TypeParameters = "type_parameters",
        Value = "value",
    }
}

/// The Python grammar.
pub(crate) static LANGUAGE: LazyLock<Language> = LazyLock::new(|| tree_sitter_python::LANGUAGE.into());

struct Tables {
    kinds: Vec<Syntax>,
    fields: Vec<Field>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let kind_count = u16::try_from(LANGUAGE.node_kind_count()).unwrap_or(u16::MAX);
    let kinds = (0..kind_count)
        .map(|id| match LANGUAGE.node_kind_for_id(id) {
            Some(name) if LANGUAGE.node_kind_is_named(id) => Syntax::named(name),
            _ => Syntax::Other,
        })
        .collect();
    let field_count = u16::try_from(LANGUAGE.field_count()).unwrap_or(u16::MAX);
    let fields = (0..=field_count)
        .map(|id| LANGUAGE.field_name_for_id(id).map_or(Field::Other, Field::named))
        .collect();
    Tables { kinds, fields }
});

/// The kind of a node.
pub(crate) fn kind_of(node: Node<'_>) -> Syntax {
    if node.is_error() {
        return Syntax::Error;
    }
    TABLES.kinds.get(usize::from(node.kind_id())).copied().unwrap_or(Syntax::Other)
}

/// The field of the node that a cursor stands on.
pub(crate) fn field_of(cursor: &TreeCursor<'_>) -> Field {
    cursor.field_id().and_then(|id| TABLES.fields.get(usize::from(id.get())).copied()).unwrap_or(Field::Other)
}
