//! `__all__`: what it lists are names of the module.

use super::{check, check_words};

#[test]
fn an_entry_means_the_name_of_the_module() {
    check(
        r#"
__all__ = ["run$0", "other"]
            ^^^ read likely

def run(): pass
    ^^^ definition
run()
^^^ read
"#,
    );
}

#[test]
fn tuples_and_bare_tuples() {
    check(
        r#"
__all__ = ("run$0", 'other')
            ^^^ read likely
__all__ = "other", "run"
                    ^^^ read likely
run = 1
^^^ write
"#,
    );
}

#[test]
fn an_import_may_be_listed() {
    check(
        r#"
from m import x$0, y
              ^ definition
__all__ = ["x", "y"]
            ^ read likely
"#,
    );
}

#[test]
fn an_import_under_another_name_is_listed_by_that() {
    check(
        r#"
from m import x as z$0
                   ^ definition
__all__ = ["x", "z"]
                 ^ read likely
"#,
    );
}

#[test]
fn a_name_from_elsewhere_is_its_own_group() {
    check(
        r#"
from m import *
__all__ = ["x$0"]
            ^ read likely
x
^ read
"#,
    );
    check_words("__all__ = ['x$0']", "not defined in this file");
}

#[test]
fn more_entries_may_be_added() {
    check(
        r#"
x$0 = 1
^ write
__all__ = []
__all__ += ["x"]
             ^ read likely
__all__ += ("y", "x")
                  ^ read likely
__all__.extend(["x"])
                 ^ read likely
__all__.append("x")
                ^ read likely
__all__.insert(0, "x")
                   ^ read likely
__all__.remove("x")
                ^ read likely
"#,
    );
}

#[test]
fn sums_of_lists() {
    check(
        r#"
x$0 = 1
^ write
__all__ = ["x"] + other.__all__
            ^ read likely
__all__ = other.__all__ + ["y"] + ["x"]
                                    ^ read likely
__all__ = [*other.__all__, "x"]
                            ^ read likely
__all__ = (["y"] +
           ["x"])
             ^ read likely
"#,
    );
}

#[test]
fn annotated_or_assigned_with_others() {
    check(
        r#"
x$0 = 1
^ write
__all__: list[str] = ["x"]
                       ^ read likely
names = __all__ = ["x"]
                    ^ read likely
"#,
    );
}

#[test]
fn conditions_are_still_the_module() {
    check(
        r#"
if sys.platform == "win32":
    __all__ += ["x"]
                 ^ read likely
    def x$0(): pass
        ^ definition
"#,
    );
}

#[test]
fn only_the_module_has_one() {
    check(
        r#"
x$0 = 1
^ write
class C:
    __all__ = ["x"]
    __all__ += ["x"]
def f():
    __all__ = ["x"]
    __all__.append("x")
"#,
    );
}

#[test]
fn other_lists_are_none() {
    check(
        r#"
x$0 = 1
^ write
names = ["x"]
names += ["x"]
names.append("x")
other.__all__.append("x")
__all__.index("x")
__all__.sort.append("x")
m.__all__ = ["x"]
__all__[0] = "x"
__all__ == ["x"]
"#,
    );
}

#[test]
fn entries_that_are_no_plain_names() {
    check(
        r#"
x$0 = 1
^ write
__all__ = ["x.y", "x y", " x", "", b"x", f"x", "\x78", "" "x", ["x"][0], name("x"), r"x", u'x']
                                                                                      ^ read likely
                                                                                            ^ read likely
"#,
    );
}

#[test]
fn entries_are_neither_mangled_nor_normalised() {
    check(
        r#"
fish$0 = 1
^^^^ write
ﬁsh
^^^ read
__all__ = ["ﬁsh", "fish"]
                   ^^^^ read likely
"#,
    );
}

#[test]
fn a_local_of_the_same_name_is_another() {
    check(
        r#"
__all__ = ["x"]
def f():
    x$0 = 1
    ^ write
    return x
           ^ read
"#,
    );
}

#[test]
fn being_listed_binds_nothing() {
    check(
        r#"
__all__ = ["len"]
            ^^^ read likely
len$0(x)
^^^ read
"#,
    );
    check_words("__all__ = ['len']\nle$0n(x)\n", "builtin");
}

#[test]
fn entries_on_lines_of_their_own() {
    check(
        r#"
__all__ = [
    # what it gives away
    "run$0",
     ^^^ read likely
    "walk",
]
def run(): pass
    ^^^ definition
"#,
    );
}
