//! Replacement fields of f-strings and t-strings hold names; other text in quotes never does.

use super::{check, check_dark};

#[test]
fn a_replacement_field_reads() {
    check(
        r#"
name = "you"
^^^^ write
print(f"hello {name$0}, {name.title()}")
               ^^^^ read
                         ^^^^ read
"#,
    );
}

#[test]
fn text_of_a_string_is_no_name() {
    check(
        r#"
name$0 = "name"
^^^^ write
'''name {name}'''
b"name"
f"name {{name}}"
name
^^^^ read
"#,
    );
    check_dark("name = f\"na$0me\"");
}

#[test]
fn a_conversion_is_no_name() {
    check(
        r#"
r = 1
name = f"{name$0!r} {name!s:>3}"
^^^^ write
          ^^^^ read
                     ^^^^ read
"#,
    );
    check_dark(
        r#"
r = 1
name = f"{name!$0r}"
"#,
    );
}

#[test]
fn a_self_documenting_field_reads() {
    check(
        r#"
print(f"{total$0=} {total = } {total + 1=!r:>3}")
         ^^^^^ read
                    ^^^^^ read
                               ^^^^^ read
"#,
    );
}

#[test]
fn a_format_specifier_is_no_name() {
    check(
        r#"
x = 1
d$0 = 2
^ write
print(f"{x:d} {x:>{d}d}")
                   ^ read
"#,
    );
}

#[test]
fn a_nested_field_in_a_format_specifier_reads() {
    check(
        r#"
width = 3
^^^^^ write
print(f"{value:{width$0}.{width}} {value:>{width + 1}}")
                ^^^^^ read
                          ^^^^^ read
                                           ^^^^^ read
"#,
    );
}

#[test]
fn a_nested_field_may_hold_another_specifier() {
    check(
        r#"
width = 3
^^^^^ write
print(f"{value:{width$0:{width}}}")
                ^^^^^ read
                         ^^^^^ read
"#,
    );
}

#[test]
fn strings_nest_in_fields() {
    check(
        r#"
name = 1
^^^^ write
print(f"{f'{name$0}' + "name" + f"{name:{name}}"}")
            ^^^^ read
                                   ^^^^ read
                                         ^^^^ read
"#,
    );
}

#[test]
fn a_field_may_hold_the_same_quotes() {
    check(
        r#"
names = {}
^^^^^ write
print(f"{names$0["key"]} {", ".join(names)}")
         ^^^^^ read
                                    ^^^^^ read
"#,
    );
}

#[test]
fn every_prefix_of_an_f_string_counts() {
    check(
        r#"
x$0 = 1
^ write
F"{x}"; rf"\d{x}"; fR"{x}\{x}"
   ^ read
              ^ read
                       ^ read
                           ^ read
r"{x}"; b"{x}"; u"{x}"; Rb"{x}"
"#,
    );
}

#[test]
fn triple_quoted_fields_span_lines() {
    check(
        r#"
name = 1
^^^^ write
text = f"""
name {name}
      ^^^^ read
  {
    name$0  # name
    ^^^^ read
  }
{name:
 ^^^^ read
}"""
"#,
    );
}

#[test]
fn neighbouring_strings_are_read_one_by_one() {
    check(
        r#"
x$0 = 1
^ write
text = "x" f"{x}" 'x' fr'{x}' "{x}"
              ^ read
                          ^ read
"#,
    );
}

#[test]
fn doubled_braces_are_text() {
    check(
        r#"
x$0 = 1
^ write
text = f"{{x}} {{{x}}} {x}}}"
                  ^ read
                        ^ read
"#,
    );
}

#[test]
fn a_lambda_in_a_field_has_its_scope() {
    check(
        r#"
x = 1
text = f"{(lambda x$0: x)(x)}"
                  ^ definition
                       ^ read
"#,
    );
}

#[test]
fn a_comprehension_in_a_field_has_its_scope() {
    check(
        r#"
x = [1]
^ write
text = f"{[x for x in x$0]} {x}"
                      ^ read
                             ^ read
"#,
    );
}

#[test]
fn a_field_sees_the_function_it_stands_in() {
    check(
        r#"
name = 0

def greet(name):
          ^^^^ definition
    return f"hello {name$0}"
                    ^^^^ read
"#,
    );
}

#[test]
fn a_field_in_a_class_body_sees_the_class() {
    check(
        r#"
class Page:
    title = "a"
    ^^^^^ write
    head = f"{title$0}"
              ^^^^^ read
"#,
    );
}

#[test]
fn escapes_do_not_move_names() {
    check(
        r#"
name = 1
^^^^ write
text = f"\n\t\x41\N{BULLET}{name$0}\\{name}\""
                            ^^^^ read
                                      ^^^^ read
"#,
    );
}

#[test]
fn text_before_a_field_may_be_of_any_script() {
    check(
        r#"
größe = 1
^^^^^ write
text = f"日本 😀 {größe$0} é {größe:{größe}}"
               ^^^^^ read
                           ^^^^^ read
                                  ^^^^^ read
"#,
    );
}

#[test]
fn a_template_string_reads_like_an_f_string() {
    check(
        r#"
x$0 = 1
^ write
text = t"{x!r:>{x}} {{x}} {x=}" rt'\d{x}' T"{x}"
          ^ read
                ^ read
                           ^ read
                                      ^ read
                                             ^ read
"#,
    );
}

#[test]
fn template_strings_nest() {
    check(
        r#"
x$0 = 1
^ write
text = t"{t'{x}'} {f"{x}"}"
             ^ read
                      ^ read
"#,
    );
}

#[test]
fn a_docstring_is_no_place_for_names() {
    check(
        r#"
def f(size$0):
      ^^^^ definition
    """size: size of {size}"""
    return size
           ^^^^ read
"#,
    );
}

#[test]
fn a_dictionary_display_in_a_field() {
    check(
        r#"
k = 1
text = f"{ {k: v for k$0, v in pairs} }"
            ^ read
                     ^ write
"#,
    );
}

#[test]
fn yield_and_await_in_a_field() {
    check(
        r#"
async def f(x):
            ^ definition
    return f"{await x$0} {(yield x)}"
                    ^ read
                                 ^ read
"#,
    );
}

#[test]
fn a_continued_string() {
    check(
        r#"
x = 1
^ write
text = f"{x} \
          ^ read
{x$0}"
 ^ read
"#,
    );
}

#[test]
fn a_specifier_that_begins_with_an_equals_sign_is_no_walrus() {
    check(
        r#"
n = 3
^ write
x = width = 4
text = f"{n$0:=10} {n:=x} {n:=} {x, n:=10} {n if x else n:=10} {-n:=10}"
          ^ read
                    ^ read
                           ^ read
                                    ^ read
                                            ^ read
                                                        ^ read
                                                                 ^ read
"#,
    );
    check(
        r#"
n = 3
width = 4
^^^^^ write
text = f"{n:={width$0}} {n:=^{width}} {n!r:={width}}"
              ^^^^^ read
                              ^^^^^ read
                                             ^^^^^ read
"#,
    );
    check(
        r#"
n = 3
^ write
text = f"{(n$0 := 4)} {[n := 5]} {f(n := 6)} {a[n:=7]}"
           ^ write
                        ^ write
                                    ^ write
                                                ^ write
"#,
    );
}
