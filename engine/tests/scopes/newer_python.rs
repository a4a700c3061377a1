//! What newer versions of Python brought and the grammar doesn't know.

use super::{check, check_dark, check_words};

#[test]
fn a_default_of_a_type_parameter_is_read() {
    check(
        r"
Item$0 = int
^^^^ write

def first[T = Item](items: list[T]) -> T:
              ^^^^ read
    return items[0]
",
    );
}

#[test]
fn a_type_parameter_with_a_default_is_one() {
    check(
        r"
T = 1

def first[T$0 = int](items: list[T]) -> T:
          ^ definition
                                 ^ read
                                        ^ read
    return T(items)
           ^ read
",
    );
}

#[test]
fn a_default_sees_the_parameters_before_it() {
    check(
        r"
class Pair[K$0, V: object = list[K]](Base[K, V]):
           ^ definition
                                 ^ read
                                          ^ read
    key: K
         ^ read
",
    );
}

#[test]
fn a_type_variable_tuple_with_a_default() {
    check(
        r"
class Row[*Cells$0 = *tuple[int, ...]]:
           ^^^^^ definition
    def __init__(self, *cells: *Cells):
                                ^^^^^ read
        self.cells = cells
",
    );
}

#[test]
fn a_parameter_specification_with_a_default() {
    check(
        r"
type Callback[**P$0 = [int, str]] = Callable[P, None]
                ^ definition
                                             ^ read
",
    );
}

#[test]
fn a_default_of_an_alias_sees_the_class_round_it() {
    check(
        r"
Item = 1

class Box:
    Item$0 = int
    ^^^^ write
    type Pair[T = Item] = tuple[T, Item]
                  ^^^^ read
                                   ^^^^ read
    def put[T = Item](self, item: T = Item):
                ^^^^ read
                                      ^^^^ read
        return Item
",
    );
}

#[test]
fn a_function_in_a_default_keeps_its_own_parameters() {
    check(
        r"
def f[T$0 = lambda T=1: T, U = T](x=2):
      ^ definition
                               ^ read
    y = T
        ^ read
",
    );
}

#[test]
fn defaults_over_several_lines() {
    check(
        r"
def f[
    K$0 = int,  # a = b
    ^ definition
    V = list[
        K],
        ^ read
](k: K): ...
     ^ read
",
    );
}

#[test]
fn a_default_in_a_class_is_mangled_like_a_bound() {
    check(
        r"
class Box:
    __item$0 = int
    ^^^^^^ write
    def put[T = __item](self): ...
                ^^^^^^ read
",
    );
}

#[test]
fn a_lazy_import_binds() {
    check(
        r"
lazy import json$0
            ^^^^ definition

def load(text):
    return json.loads(text)
           ^^^^ read
",
    );
}

#[test]
fn a_lazy_import_from_a_module() {
    check(
        r"
lazy from json import loads as parse$0, dumps
                               ^^^^^ definition
parse(dumps)
^^^^^ read
",
    );
}

#[test]
fn the_soft_keyword_lazy_is_no_name() {
    check_dark("la$0zy import json\n");
    check_dark("x = 1; la$0zy from json import loads\n");
}

#[test]
fn lazy_alone_is_a_name() {
    check(
        r"
lazy$0 = 1
^^^^ write
lazy
^^^^ read
print(lazy)
      ^^^^ read
lazy.import_(lazy)
^^^^ read
             ^^^^ read
",
    );
}

#[test]
fn unpacking_in_a_list_comprehension() {
    check(
        r"
row = 0
def flat(rows):
    return [*row$0 for row in rows], row
             ^^^ read
                       ^^^ write
",
    );
}

#[test]
fn unpacking_in_a_dictionary_comprehension() {
    check(
        r"
merged = {**part$0 for part in parts if part}
            ^^^^ read
                       ^^^^ write
                                        ^^^^ read
",
    );
}

#[test]
fn unpacking_in_a_generator() {
    check(
        r"
total = sum(*row$0 for row in rows)
             ^^^ read
                       ^^^ write
total = sum((*row for row in rows))
",
    );
}

#[test]
fn stars_that_are_no_unpacking_in_comprehensions() {
    check(
        r"
def f(*rows$0):
       ^^^^ definition
    return [*rows, *[rows for rows in rows]]
             ^^^^ read
                                      ^^^^ read
",
    );
}

#[test]
fn match_on_a_list() {
    check(
        r"
def f(a, b):
    match [a, b]:
        case [x$0, 1]:
              ^ write
            return x
                   ^ read
        case [1, x] if x:
                 ^ write
                       ^ read
            pass
",
    );
}

#[test]
fn match_on_an_item() {
    check(
        r"
match (key$0)[0]:
       ^^^ read
    case 1:
        key
        ^^^ read
",
    );
}

#[test]
fn a_name_called_match_with_an_annotated_item() {
    check(
        r"
match$0 = {}
^^^^^ write
match [0]: int = 1
^^^^^ read
match [1]: int
^^^^^ read
",
    );
}

#[test]
fn alternatives_in_a_keyword_of_a_class_pattern_are_captured() {
    check(
        r"
match point:
    case Point(x=(0 | left$0) as x, y=[1, *rest] as y):
                      ^^^^ write
        print(left)
              ^^^^ read
",
    );
}

#[test]
fn exceptions_without_parentheses() {
    check(
        r"
import errors$0
       ^^^^^^ definition
try:
    pass
except errors.First, errors.Second:
       ^^^^^^ read
                     ^^^^^^ read
    pass
except* errors.First, errors.Second:
        ^^^^^^ read
                      ^^^^^^ read
    pass
",
    );
}

#[test]
fn template_strings_with_the_same_quotes_inside() {
    check(
        r#"
name$0 = 1
^^^^ write
t"{t"{name}"} {name!r:>{t"{name}"}} {{name}}"
      ^^^^ read
               ^^^^ read
                           ^^^^ read
"#,
    );
}

#[test]
fn unpacking_in_a_subscript() {
    check(
        r"
def f(*keys$0):
       ^^^^ definition
    return table[*keys, 0], table[*keys]
                  ^^^^ read
                                   ^^^^ read
",
    );
}

#[test]
fn context_managers_in_parentheses() {
    check(
        r"
with (open(a) as source$0, open(b) as target,):
                 ^^^^^^ write
    target.write(source.read())
                 ^^^^^^ read
",
    );
}

#[test]
fn words_of_a_type_parameter_with_a_default() {
    check_words("def f[T$0 = int](x: T): ...\n", "type parameter of f()");
}
