//! The text itself: scripts, normal forms, line ends, blanks, continuation lines, and words that
//! are keywords only in some places.

use super::check;

#[test]
fn names_may_be_of_any_script() {
    check(
        r"
größe$0 = 変数 = 1
^^^^^ write
print(größe, 変数)
      ^^^^^ read
",
    );
    check(
        r#"
größe = 変数 = "日本語"; print("😀", 変数$0, größe)
        ^^ write
                               ^^ read
"#,
    );
}

#[test]
fn names_compare_after_nfkc() {
    check(
        r"
ﬁle$0 = 1
^^^ write
print(file, ﬁle)
      ^^^^ read
            ^^^ read
",
    );
    check(
        r"
def f(ª):
      ^ definition
    return a$0
           ^ read
",
    );
}

#[test]
fn letters_of_mathematics_are_plain_letters() {
    check(
        r"
𝐱 = 1
^ write
print(x$0 + 𝔵)
      ^ read
            ^ read
",
    );
}

#[test]
fn combining_marks_compare_composed() {
    check(
        r"
éte = 1
^^^^ write
print(éte$0)
      ^^^ read
",
    );
}

#[test]
fn a_normalised_spelling_is_found_in_another_statement() {
    check(
        r"
def f():
    return ﬁn$0
           ^^ read

fin = 1
^^^ write
",
    );
}

#[test]
fn a_private_name_is_mangled_after_normalisation() {
    check(
        r"
class A:
    def f(self):
        return __ﬁ$0
               ^^^ read

_A__fi = 1
^^^^^^ write
",
    );
}

#[test]
fn a_class_name_is_normalised_before_it_mangles() {
    check(
        r"
class Ａ:
    def f(self):
        return __x$0
               ^^^ read

_A__x = 1
^^^^^ write
",
    );
}

#[test]
fn similar_letters_of_other_scripts_are_other_names() {
    check(
        r"
a$0 = 1
^ write
а = 2
print(a, а)
      ^ read
",
    );
}

#[test]
fn tabs_indent() {
    check(
        "
if ready:
\tstep = 1
 ^^^^ write
\tif step$0:
    ^^^^ read
\t\tprint(\tstep\t)
         ^^^^ read
print(step)
      ^^^^ read
",
    );
}

#[test]
fn form_feeds_are_blanks() {
    check(
        "
step = 1
^^^^ write

\u{c}
\u{c}def f():
    return \u{c}step$0
            ^^^^ read

print(\u{c} step )
        ^^^^ read
",
    );
}

#[test]
fn a_semicolon_separates_statements() {
    check(
        r"
a = 1; b = a$0; del a;
^ write
           ^ read
                    ^ delete
",
    );
}

#[test]
fn a_conditional_expression_and_comparisons_read() {
    check(
        r"
a = b = 1
^ write
a$0 if a else a
^ read
       ^ read
              ^ read
a < b < a is not a not in a
^ read
        ^ read
                 ^ read
                          ^ read
not a, -a, ~a, a and b or a, a @ a, a ** -a
    ^ read
        ^ read
            ^ read
               ^ read
                          ^ read
                             ^ read
                                 ^ read
                                    ^ read
                                          ^ read
a[a:a, ..., a::a]
^ read
  ^ read
    ^ read
            ^ read
               ^ read
",
    );
}
