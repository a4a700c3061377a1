//! Strings that are read as code: quoted annotations, and what `cast` and `TypeVar` are told (typing
//! specification, "String annotations").

use super::{check, check_dark, check_with_line_ends};

#[test]
fn a_quoted_annotation_is_read() {
    check(
        r#"
class Foo$0: pass
      ^^^ definition

x: "Foo"
    ^^^ read likely
y: 'Foo' = Foo()
    ^^^ read likely
           ^^^ read
"#,
    );
}

#[test]
fn names_in_a_quoted_annotation_are_told_apart() {
    check(
        r#"
class Foo: pass
class Bar$0: pass
      ^^^ definition

def f(a: "list[Foo]", b: "dict[Foo, Bar]") -> "Foo | Bar | None": pass
                                    ^^^ read likely
                                                     ^^^ read likely
"#,
    );
}

#[test]
fn every_parameter_may_be_quoted() {
    check(
        r#"
class T$0: pass
      ^ definition

def f(a: "T", /, b: "T" = 1, *c: "T", d: "T", **e: "T") -> "T": pass
          ^ read likely
                     ^ read likely
                                  ^ read likely
                                          ^ read likely
                                                    ^ read likely
                                                            ^ read likely
"#,
    );
}

#[test]
fn a_name_may_be_bound_only_later() {
    check(
        r#"
def f(node: "Node$0") -> "list[Node]": pass
             ^^^^ read likely
                               ^^^^ read likely

class Node: pass
      ^^^^ definition
"#,
    );
}

#[test]
fn a_name_that_is_bound_nowhere_is_one_group_with_the_code() {
    check(
        r#"
x: "Missing$0"
    ^^^^^^^ read likely
Missing
^^^^^^^ read
"#,
    );
}

#[test]
fn quotes_inside_subscripts() {
    check(
        r#"
class Foo$0: pass
      ^^^ definition

def f(a: Optional["Foo"], b: typing.Optional["Foo"], c: dict[str, list["Foo"]]): pass
                   ^^^ read likely
                                              ^^^ read likely
                                                                        ^^^ read likely
"#,
    );
}

#[test]
fn quotes_inside_lists_of_parameters() {
    check(
        r#"
class A$0: pass
      ^ definition

x: Callable[["A", int], "A"]
              ^ read likely
                         ^ read likely
y: Callable[["list[A]"], "B"]
                   ^ read likely
"#,
    );
}

#[test]
fn quotes_beside_a_bar_or_in_brackets() {
    check(
        r#"
class Foo$0: pass
      ^^^ definition

x: Foo | "Foo"
   ^^^ read
          ^^^ read likely
y: ("Foo")
     ^^^ read likely
z: ("int" | None | "Foo") = None
                    ^^^ read likely
"#,
    );
}

#[test]
fn quotes_of_a_starred_annotation() {
    check(
        r#"
class Foo$0: pass
      ^^^ definition

def f(*args: *tuple["Foo", ...], **more: Unpack["Foo"]): pass
                     ^^^ read likely
                                                 ^^^ read likely
def g(*args: "*tuple[Foo, ...]"): pass
                     ^^^ read likely
"#,
    );
}

#[test]
fn quotes_in_a_quoted_annotation() {
    check(
        r#"
class Foo$0: pass
      ^^^ definition

x: "list['Foo']"
          ^^^ read likely
y: 'dict["Foo", Foo]'
          ^^^ read likely
                ^^^ read likely
"#,
    );
}

#[test]
fn quotes_in_quotes_in_quotes() {
    check(
        r#"
class Foo$0: pass
      ^^^ definition

x: """list["dict['Foo', Foo]"]"""
                  ^^^ read likely
                        ^^^ read likely
"#,
    );
}

#[test]
fn literals_are_values() {
    check(
        r#"
Foo$0 = 1
^^^ write

a: Literal["Foo"]
b: typing.Literal["Foo", "Bar"] = "Foo"
c: "Literal['Foo']"
d: Optional[Literal["Foo"]]
e: Literal["Foo"] | "Foo"
                     ^^^ read likely
"#,
    );
}

#[test]
fn a_literal_still_reads_its_names() {
    check(
        r#"
class Color$0: RED = 1
      ^^^^^ definition

a: Literal[Color.RED]
           ^^^^^ read
b: "Literal[Color.RED]"
            ^^^^^ read likely
"#,
    );
}

#[test]
fn only_the_first_argument_of_annotated_is_a_type() {
    check(
        r#"
Foo$0 = 1
^^^ write

a: Annotated["Foo", "Foo"]
              ^^^ read likely
b: typing.Annotated["Foo", "Foo", Foo]
                     ^^^ read likely
                                  ^^^ read
c: "Annotated['Foo', 'Foo', Foo]"
               ^^^ read likely
                            ^^^ read likely
"#,
    );
}

#[test]
fn strings_that_are_no_plain_text_are_left_alone() {
    check(
        r#"
Foo$0 = 1
^^^ write

a: b"Foo"
b: f"Foo"
c: "\x46oo"
d: "Foo" "Foo"
e: ("Fo"
    "o")
f: "Foo\
"
"#,
    );
}

#[test]
fn names_in_fields_of_a_quoted_annotation_are_code() {
    check(
        r#"
Foo$0 = 1
^^^ write

a: f"{Foo}"
      ^^^ read
"#,
    );
}

#[test]
fn prefixes_that_change_nothing() {
    check(
        r#"
Foo$0 = 1
^^^ write

a: r"Foo"
     ^^^ read likely
b: U"Foo"
     ^^^ read likely
c: R'''Foo'''
       ^^^ read likely
"#,
    );
}

#[test]
fn prose_is_no_annotation() {
    check(
        r#"
number$0 = 1
^^^^^^ write

def f(x: "the number of things", y: "number, maybe.") -> "number!": return number
                                                                           ^^^^^^ read
"#,
    );
}

#[test]
fn what_is_not_closed_is_no_annotation() {
    check(
        r#"
Foo$0 = 1
^^^ write

a: "list[Foo"
b: "Foo]"
c: "Foo) | (Foo"
d: "Foo)(Foo"
e: "Foo |"
f: ""
g: "Foo"
    ^^^ read likely
"#,
    );
}

#[test]
fn blanks_and_line_breaks_do_not_hurt() {
    check(
        r#"
Foo$0 = 1
^^^ write

a: "  Foo "
      ^^^ read likely
b: """
    Foo
    ^^^ read likely
  | list[
Foo]
^^^ read likely
"""
"#,
    );
}

#[test]
fn line_breaks_of_every_kind() {
    for line_end in ["\r\n", "\r"] {
        check_with_line_ends(
            line_end,
            r#"
Foo$0 = 1
^^^ write

b: """
    Foo |
    ^^^ read likely
Foo
^^^ read likely
"""
"#,
        );
    }
}

#[test]
fn in_a_function_the_local_is_meant() {
    check(
        r#"
class Foo: pass

def f():
    class Foo$0: pass
          ^^^ definition
    x: "Foo" = Foo()
        ^^^ read likely
               ^^^ read
    def g(y: "Foo"): pass
              ^^^ read likely

z: "Foo"
"#,
    );
}

#[test]
fn in_a_class_its_names_are_seen() {
    check(
        r#"
class Foo: pass

class C:
    class Foo$0: pass
          ^^^ definition
    x: "Foo"
        ^^^ read likely
    def f(self, y: "Foo") -> "list['Foo']":
                    ^^^ read likely
                                    ^^^ read likely
        z: "Foo" = Foo()
"#,
    );
}

#[test]
fn a_method_may_name_its_class() {
    check(
        r#"
class Node$0:
      ^^^^ definition
    next: "Node | None"
           ^^^^ read likely
    def add(self, other: "Node") -> "Node": pass
                          ^^^^ read likely
                                     ^^^^ read likely
"#,
    );
}

#[test]
fn type_parameters_are_seen() {
    check(
        r#"
T = 1

def f[T$0](x: "T", y: list["T"]) -> "T":
      ^ definition
               ^ read likely
                            ^ read likely
                                     ^ read likely
    z: "T" = x
        ^ read likely
"#,
    );
}

#[test]
fn type_parameters_of_a_class_are_seen() {
    check(
        r#"
class C[T$0](Base["T"]):
        ^ definition
                   ^ read likely
    x: "T"
        ^ read likely
    def f(self, y: "T") -> "C[T]": pass
                    ^ read likely
                              ^ read likely
"#,
    );
}

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

#[test]
fn comments_that_name_types_are_comments() {
    check(
        r#"
Foo$0 = 1
^^^ write

x = []  # type: Foo
def f(a):
    # type: (Foo) -> Foo
    pass
"#,
    );
}

#[test]
fn a_future_import_changes_nothing() {
    check(
        r#"
from __future__ import annotations

class C:
    Foo$0 = int
    ^^^ write
    def f(self, x: "Foo", y: Foo): pass
                    ^^^ read likely
                             ^^^ read
"#,
    );
}

#[test]
fn the_root_of_a_path_is_read() {
    check(
        r#"
import models$0.user
       ^^^^^^ definition

x: "models.user.User"
    ^^^^^^ read likely
y: "list[models.user.User]"
         ^^^^^^ read likely
"#,
    );
}

#[test]
fn private_names_are_those_of_the_class() {
    check(
        r#"
class A:
    class __Foo$0: pass
          ^^^^^ definition
    x: "__Foo"
        ^^^^^ read likely
x: "__Foo"
y: "_A__Foo"
"#,
    );
}

#[test]
fn names_of_any_script_are_normalised() {
    check(
        r#"
class fish$0: pass
      ^^^^ definition

x: "ﬁsh"
    ^^^ read likely
y: "größe | ﬁsh"
            ^^^ read likely
"#,
    );
}

#[test]
fn names_that_strings_cannot_bind() {
    check(
        r#"
x$0 = 1
^ write

def f():
    a: "(x := 1)"
    b: "[x for x in y]"
    c: "lambda x: x"
    return x
           ^ read
"#,
    );
}

#[test]
fn a_string_makes_no_difference_for_the_code_round_it() {
    check(
        r#"
Foo$0 = 1
^^^ write

def f():
    x: "Foo"
        ^^^ read likely
    def g():
        nonlocal x
        return Foo
               ^^^ read
"#,
    );
}

#[test]
fn a_string_in_a_broken_function() {
    check(
        r#"
class Foo$0: pass
      ^^^ definition

def f(x: "Foo", y:
          ^^^ read likely
    return Foo
           ^^^ read
"#,
    );
}

#[test]
fn quotes_say_nothing_outside() {
    check_dark(
        r#"
Foo = 1
print("F$0oo")
"#,
    );
}

#[test]
fn keywords_and_numbers_in_quotes_are_no_names() {
    check_dark("x: \"No$0ne\"\n");
    check_dark("x: \"1$00\"\n");
}

#[test]
fn brackets_too_deep_for_the_parser() {
    let deep = format!("Foo$0 = 1\n^^^ write\nx: \"{}Foo{}\"\n", "[".repeat(500), "]".repeat(500));
    check(&deep);
}
