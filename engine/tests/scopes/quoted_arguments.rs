//! Strings that are read as code because of what they are given to: `cast`, `TypeVar`, bases, aliases.

use super::check;

#[test]
fn bounds_may_be_quoted() {
    check(
        r#"
class Foo$0: pass
      ^^^ definition

def f[T: "Foo", U: ("Foo", int)](x: T): pass
          ^^^ read likely
                     ^^^ read likely
class C[T: "list[Foo]"]: pass
                 ^^^ read likely
"#,
    );
}

#[test]
fn aliases_may_be_quoted() {
    check(
        r#"
class Foo$0: pass
      ^^^ definition

type A = "Foo | None"
          ^^^ read likely
B: TypeAlias = "Foo | None"
                ^^^ read likely
C: typing.TypeAlias = Foo | list["Foo"]
                      ^^^ read
                                  ^^^ read likely
"#,
    );
}

#[test]
fn generics_of_typing_hold_types_wherever_they_stand() {
    check(
        r#"
class Foo$0: pass
      ^^^ definition

Foos = List["Foo"]
             ^^^ read likely
Maybe = typing.Optional[Union["Foo", int]]
                               ^^^ read likely
marked = Annotated["Foo", "Foo"]
                    ^^^ read likely
table["Foo"], table.Dict(x)["Foo"]
"#,
    );
}

#[test]
fn bases_may_have_quoted_arguments() {
    check(
        r#"
class Node$0(Base["Node"], dict[str, "Node"], metaclass=Meta["Node"]): pass
      ^^^^ definition
                   ^^^^ read likely
                                      ^^^^ read likely
"#,
    );
}

#[test]
fn a_base_that_is_a_string_or_a_call_is_none() {
    check(
        r#"
Node$0 = 1
^^^^ write

class A("Node"): pass
class B(make("Node")): pass
class C(namedtuple("Node", "Node Node")): pass
"#,
    );
}

#[test]
fn the_first_argument_of_cast_is_a_type() {
    check(
        r#"
class Foo$0: pass
      ^^^ definition

x = cast("Foo", "Foo")
          ^^^ read likely
y = typing.cast("list[Foo]", x)
                      ^^^ read likely
z = t.cast(Optional["Foo"], x)
                     ^^^ read likely
w = cast(val="Foo", typ="Foo")
                         ^^^ read likely
v = cast(Foo, x)
         ^^^ read
"#,
    );
}

#[test]
fn other_casts_take_no_types() {
    check(
        r#"
Foo$0 = 1
^^^ write

view.cast("Foo")
a.b.cast("Foo", x)
typing.cast.cast("Foo", x)
cast()("Foo")
podcast("Foo")
"#,
    );
}

#[test]
fn a_cast_in_a_function_sees_its_locals() {
    check(
        r#"
def f():
    class Foo$0: pass
          ^^^ definition
    return [cast("Foo", x) for x in y]
                  ^^^ read likely
cast("Foo", x)
"#,
    );
}

#[test]
fn a_cast_over_several_lines() {
    check(
        r#"
class Foo$0: pass
      ^^^ definition

x = cast(  # "Foo"
    # why
    "Foo",
     ^^^ read likely
    "Foo",
)
"#,
    );
}

#[test]
fn what_a_type_variable_may_be() {
    check(
        r#"
class Foo$0: pass
      ^^^ definition

T = TypeVar("Foo", bound="Foo")
                          ^^^ read likely
U = TypeVar("U", "Foo", int, "list[Foo]", name="Foo")
                  ^^^ read likely
                                   ^^^ read likely
V = typing.TypeVar("V", default="Foo", covariant=True)
                                 ^^^ read likely
W = TypeVar("W", bound=Optional["Foo"])
                                 ^^^ read likely
"#,
    );
}

#[test]
fn other_calls_of_typing_that_take_types() {
    check(
        r#"
class Foo$0: pass
      ^^^ definition

A = NewType("Foo", "Foo")
                    ^^^ read likely
P = ParamSpec("Foo", default=["Foo", int])
                               ^^^ read likely
Ts = TypeVarTuple("Foo", default="Unpack[tuple[Foo]]")
                                               ^^^ read likely
B = TypeAliasType("Foo", "list[Foo]", type_params=())
                               ^^^ read likely
assert_type("Foo", "Foo")
                    ^^^ read likely
"#,
    );
}

#[test]
fn strings_of_other_calls_in_an_annotation_are_values() {
    check(
        r#"
Foo$0 = 1
^^^ write

a: Field("Foo")
b: Annotated[int, Field("Foo")]
c: "Field('Foo')"
d: x if "Foo" else y
"#,
    );
}

#[test]
fn defaults_and_values_are_no_annotations() {
    check(
        r#"
class Foo$0: pass
      ^^^ definition

def f(a="Foo", b: "Foo" = "Foo"): return "Foo"
                   ^^^ read likely
x: str = "Foo"
y = "Foo"
z["Foo"] = "Foo"
"#,
    );
}
