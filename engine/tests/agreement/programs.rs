//! Random programs full of classes: few names, so that they meet; bases, receivers, instances, calls.

use proptest::prelude::*;
use proptest::sample::select;

const CLASSES: &[&str] = &["A", "B", "C", "A.B", "B.C"];
const MEMBERS: &[&str] = &["x", "y", "run", "__x", "_A__x", "ﬁ", "fi"];
const VARIABLES: &[&str] = &["a", "b", "x", "A"];
const HEADERS: &[&str] = &["", "", "", "@dataclass\n", "@wrap(x=1)\n"];
const METHODS: &[&str] = &["", "", "", "@property\n", "@classmethod\n", "@staticmethod\n", "@x.setter\n"];
const BASES: &[&str] =
    &["", "(A)", "(B)", "(C)", "(A, B)", "(B, C)", "(A.B)", "(Enum)", "(NamedTuple)", "(A, x=1)", "(b)"];

/// An expression; parts of it nest a few levels.
fn expression() -> impl Strategy<Value = String> {
    let name = prop_oneof![
        select(VARIABLES).prop_map(str::to_owned),
        select(CLASSES).prop_map(str::to_owned),
        select(&["self", "cls", "super()", "super(A, self)", "type(self)", "__class__", "None"][..])
            .prop_map(str::to_owned),
    ];
    name.prop_recursive(3, 12, 3, |inner| {
        let member = select(MEMBERS);
        prop_oneof![
            4 => (inner.clone(), member.clone()).prop_map(|(object, name)| format!("{object}.{name}")),
            2 => inner.clone().prop_map(|callee| format!("{callee}()")),
            2 => (inner.clone(), member.clone(), inner.clone())
                .prop_map(|(callee, name, value)| format!("{callee}({name}={value})")),
            1 => (inner.clone(), member, inner.clone())
                .prop_map(|(of, name, value)| format!("partial({of}, {name}={value})")),
            1 => inner.clone().prop_map(|of| format!("[{of} for x in {of}]")),
            1 => inner.prop_map(|of| format!("(lambda self, x=1: {of})")),
        ]
    })
}

/// One line, without indentation.
fn line() -> impl Strategy<Value = String> {
    let target = prop_oneof![
        select(VARIABLES).prop_map(str::to_owned),
        select(MEMBERS).prop_map(|name| format!("self.{name}")),
        expression().prop_map(|object| format!("{object}.x")),
    ];
    let class = select(CLASSES);
    prop_oneof![
        4 => (target.clone(), expression()).prop_map(|(target, value)| format!("{target} = {value}")),
        2 => (target.clone(), class).prop_map(|(target, class)| format!("{target}: {class}")),
        1 => (target.clone(), expression()).prop_map(|(target, value)| format!("with {value} as {target}: pass")),
        1 => (target.clone(), expression()).prop_map(|(target, value)| format!("for {target} in {value}: pass")),
        1 => target.clone().prop_map(|target| format!("del {target}")),
        1 => target.prop_map(|target| format!("{target} += 1")),
        1 => select(&["global a", "import a.x", "from m import A", "x", "y: int = 1", "__slots__ = ('x',)"][..])
            .prop_map(str::to_owned),
        3 => expression(),
    ]
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}\n")).collect()
}

fn body(lines: &[String]) -> String {
    if lines.is_empty() { "    pass\n".to_owned() } else { indented(&lines.join("\n")) }
}

fn function() -> impl Strategy<Value = String> {
    let parameters =
        &["self", "cls, x", "self, x, y: A = None", "x, /, y", "*x, y", "self, *, run: 'B', **x"];
    let names = &["x", "y", "run", "__init__", "__new__", "__init_subclass__", "__call__", "__x", "a"];
    let lines = prop::collection::vec(line(), 0..4);
    (select(METHODS), select(&names[..]), select(&parameters[..]), lines).prop_map(
        |(decorator, name, parameters, lines)| {
            format!("{decorator}def {name}({parameters}):\n{}", body(&lines))
        },
    )
}

fn class() -> impl Strategy<Value = String> {
    let item = prop_oneof![2 => line(), 3 => function()];
    let class = |items| {
        (select(HEADERS), select(&["A", "B", "C"][..]), select(BASES), prop::collection::vec(items, 0..4))
            .prop_map(|(decorator, name, bases, items)| {
                format!("{decorator}class {name}{bases}:\n{}", body(&items))
            })
    };
    let inner = class(item.clone().boxed());
    class(prop_oneof![5 => item, 1 => inner].boxed())
}

/// A statement of the module.
pub(crate) fn statement() -> impl Strategy<Value = String> {
    prop_oneof![4 => class(), 2 => function(), 4 => line().prop_map(|line| format!("{line}\n"))]
}

/// The statements of a program.
pub(crate) fn program() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(statement(), 1..8)
}
