//! Paths that start at an import.

use super::check;

#[test]
fn a_dotted_import_and_its_use() {
    check(
        r"
import a.b
         ^ definition likely

a.b$0.c()
  ^ read likely
",
    );
}

#[test]
fn the_root_of_a_dotted_import() {
    check(
        r"
import a$0.b
       ^ definition

a.b.c()
^ read
",
    );
}

#[test]
fn a_dotted_import_twice() {
    check(
        r"
import a.b
import a.b.c
           ^ definition likely

a.b.c$0
    ^ read likely
",
    );
}

#[test]
fn an_alias_hides_the_path() {
    check(
        r"
import a.b as c

c.d$0
  ^ read likely
c.d
  ^ read likely
a.b
",
    );
}

#[test]
fn from_import() {
    check(
        r"
from m import x

x.y$0
  ^ read likely
x.y
  ^ read likely
",
    );
}

#[test]
fn a_local_import() {
    check(
        r"
def f():
    import os.path
              ^^^^ definition likely
    return os.path$0
              ^^^^ read likely

def g():
    return os.path
",
    );
}

#[test]
fn a_conditional_import() {
    check(
        r#"
try:
    import json
except ImportError:
    import simplejson as json

json.loads$0("x")
     ^^^^^ read likely
json.loads("y")
     ^^^^^ read likely
"#,
    );
}

#[test]
fn the_module_of_a_from_import_is_no_variable() {
    check(
        r"
from a.b import c

a.b$0
  ^ read likely
",
    );
}

#[test]
fn an_import_of_a_class_in_a_class_statement() {
    check(
        r"
import a

class Tide(a.Base):
             ^^^^ read likely
    def f(self):
        return a.Base$0
                 ^^^^ read likely
",
    );
}

#[test]
fn an_imported_name_is_not_possible_for_a_member() {
    check(
        r"
import os

class Tide:
    path$0 = 1
    ^^^^ write

def f(x):
    return os.path, x.path
                      ^^^^ read possible
",
    );
}
