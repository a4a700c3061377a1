//! Quoted annotations: which strings are read as code (typing specification, "String annotations").

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
