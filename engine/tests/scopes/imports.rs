//! Imports: which of their words is a variable.

use super::{check, check_dark, check_words};

#[test]
fn import_binds_the_module_name() {
    check(
        r"
import json$0
       ^^^^ definition

def f(text):
    return json.loads(text)
           ^^^^ read
",
    );
}

#[test]
fn import_of_a_dotted_path_binds_its_first_word() {
    check(
        r"
import os.path
       ^^ definition
print(os$0.path.sep)
      ^^ read
",
    );
}

#[test]
fn the_rest_of_a_dotted_path_is_no_variable() {
    check(
        r"
import os.path$0
          ^^^^ definition likely
",
    );
    check(
        r"
import os.path
path$0 = 1
^^^^ write
",
    );
}

#[test]
fn import_as_binds_the_last_word_only() {
    check(
        r"
import numpy as np$0
                ^^ definition
np.zeros(3)
^^ read
",
    );
    check(
        r"
import os.path as path
                  ^^^^ definition
print(path$0.sep)
      ^^^^ read
",
    );
    check_dark("import o$0s.path as path");
}

#[test]
fn imports_of_one_package_are_one_variable() {
    check(
        r"
import xml.dom
       ^^^ definition
import xml.sax
       ^^^ definition
print(xml$0.dom)
      ^^^ read
",
    );
}

#[test]
fn one_statement_may_import_several() {
    check(
        r"
import re, sys$0, os.path as path
           ^^^ definition
sys.exit()
^^^ read
",
    );
}

#[test]
fn from_import_binds_the_name() {
    check(
        r"
from math import sqrt$0, pi
                 ^^^^ definition
print(sqrt(pi))
      ^^^^ read
",
    );
}

#[test]
fn from_import_as_binds_the_alias_only() {
    check(
        r"
from math import sqrt as root$0
                         ^^^^ definition
print(root(2))
      ^^^^ read
",
    );
    check_dark("from math import sq$0rt as root");
    check(
        r"
from math import sqrt as root
sqrt$0(2)
^^^^ read
",
    );
}

#[test]
fn an_alias_may_repeat_the_name() {
    check(
        r"
from math import sqrt as sqrt
                         ^^^^ definition
sqrt$0(2)
^^^^ read
",
    );
    check_dark("from math import sq$0rt as sqrt");
}

#[test]
fn the_module_of_a_from_import_is_no_variable() {
    check_dark("from ma$0th import pi");
    check(
        r"
from . import helper$0
              ^^^^^^ definition
helper()
^^^^^^ read
",
    );
    check(
        r"
from ..package.helper import helper$0
                             ^^^^^^ definition
helper()
^^^^^^ read
",
    );
}

#[test]
fn from_import_in_brackets() {
    check(
        r"
from math import (
    sqrt as root,  # pi
    pi$0,
    ^^ definition
)
print(pi)
      ^^ read
",
    );
}

#[test]
fn a_star_import_binds_nothing_that_can_be_listed() {
    check(
        r"
from math import *
print(pi$0)
      ^^ read

def f():
    return pi
           ^^ read
",
    );
}

#[test]
fn a_name_bound_here_is_the_module_s_in_spite_of_a_star_import() {
    check(
        r"
from math import *
pi$0 = 3
^^ write
print(pi)
      ^^ read
",
    );
}

#[test]
fn an_import_in_a_function_is_local() {
    check(
        r"
import os

def f():
    import os$0.path
           ^^ definition
    return os.sep
           ^^ read

print(os)
",
    );
}

#[test]
fn an_import_in_a_class_body_is_the_class_s() {
    check(
        r"
class Tool:
    import os$0
           ^^ definition
    sep = os.sep
          ^^ read

    def f(self):
        return os
",
    );
}

#[test]
fn an_import_under_try_and_its_fallback_are_one_variable() {
    check(
        r"
try:
    import json$0
           ^^^^ definition
except ImportError:
    json = None
    ^^^^ write
if json: pass
   ^^^^ read
",
    );
}

#[test]
fn future_imports_bind_their_names() {
    check(
        r"
from __future__ import annotations$0
                       ^^^^^^^^^^^ definition
print(annotations)
      ^^^^^^^^^^^ read
",
    );
    check(
        r"
from __future__ import division as exact$0
                                   ^^^^^ definition
print(exact)
      ^^^^^ read
",
    );
}

#[test]
fn a_continued_import() {
    check(
        r"
from math \
    import sqrt \
    as root$0
       ^^^^ definition
root(2)
^^^^ read
",
    );
}

#[test]
fn an_imported_name_may_be_bound_again() {
    check(
        r"
import cache
       ^^^^^ definition
cache$0 = cache.open()
^^^^^ write
          ^^^^^ read
del cache
    ^^^^^ delete
",
    );
}

#[test]
fn soft_keywords_may_be_imported() {
    check(
        r#"
from re import match$0
               ^^^^^ definition
match("a", "b")
^^^^^ read
"#,
    );
    check(
        r"
import type
       ^^^^ definition
type$0.x
^^^^ read
",
    );
}

#[test]
fn the_words_for_imports() {
    check_words(
        r"
import os.path
os$0.path
",
        "import",
    );
    check_words(
        r"
def f():
    from math import pi$0
",
        "import in f()",
    );
    check_words(
        r"
from math import *
pi$0
",
        "not defined in this file",
    );
}
