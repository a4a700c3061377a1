//! Type aliases (PEP 695): the name belongs outside, the value is evaluated late in a scope of its own.

use super::check;

#[test]
fn a_type_alias_binds_its_name() {
    check(
        r"
type Pair$0 = tuple[Pair, int]
     ^^^^ definition
                    ^^^^ read
print(Pair)
      ^^^^ read
",
    );
}

#[test]
fn the_value_of_a_type_alias_is_read_where_it_stands() {
    check(
        r"
Item = int
^^^^ write
type Items = list[Item$0]
                  ^^^^ read
",
    );
    check(
        r"
def f(Item):
      ^^^^ definition
    type Items = list[Item$0]
                      ^^^^ read
",
    );
}

#[test]
fn a_type_alias_is_local_to_its_function() {
    check(
        r"
def f():
    type Pair$0 = tuple[Pair, int]
         ^^^^ definition
                        ^^^^ read
    return Pair
           ^^^^ read

type Pair = int
",
    );
}

#[test]
fn a_type_alias_may_have_type_parameters() {
    check(
        r"
T = 1
type Pair[T$0, *Ts, **P] = tuple[T, *Ts, P]
          ^ definition
                                 ^ read
",
    );
    check(
        r"
type Pair[T: Item$0] = tuple[T, Item]
             ^^^^ read
                                ^^^^ read
Item = int
^^^^ write
",
    );
}

#[test]
fn a_generic_type_alias_may_name_itself() {
    check(
        r"
type Tree$0[T] = T | list[Tree[T]]
     ^^^^ definition
                          ^^^^ read
",
    );
}

#[test]
fn the_value_of_a_type_alias_sees_the_class_body() {
    check(
        r"
Item = int

class Box:
    Item = str
    ^^^^ write
    type Items = list[Item$0]
                      ^^^^ read
    type More[T: Item] = dict[T, Item]
                 ^^^^ read
                                 ^^^^ read
",
    );
}

#[test]
fn a_comprehension_in_a_type_alias_does_not_see_the_class_body() {
    check(
        r#"
Item = int
^^^^ write

class Box:
    Item = str
    type Items = [Item$0 for _ in "ab"]
                  ^^^^ read
"#,
    );
}
