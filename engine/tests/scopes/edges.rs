//! Where a name begins and ends for a cursor, and what is no name at all.

use super::{check, check_dark, check_words};

#[test]
fn the_left_edge_of_a_name_is_on_it() {
    check_words(
        r"
first = second = 0
print(first, $0second)
",
        "module variable",
    );
    check(
        r"
price = 3
^^^^^ write
print($0price)
        ^^^^^ read
",
    );
}

#[test]
fn the_right_edge_of_a_name_is_on_it() {
    check(
        r"
price = 3
^^^^^ write
print(price$0)
      ^^^^^ read
",
    );
}

#[test]
fn the_middle_of_a_name_is_on_it() {
    check(
        r"
price = 3
^^^^^ write
print(pr$0ice)
      ^^^^^^^ read
",
    );
}

#[test]
fn between_two_names_the_one_that_touches_is_meant() {
    check(
        r"
a=b=1
^ write
print(a$0-b)
      ^ read
",
    );
}

#[test]
fn a_longer_name_is_another_name() {
    check(
        r"
item = 1
^^^^ write
items = [item$0]
         ^^^^ read
item_count = len(items)
",
    );
}

#[test]
fn upper_and_lower_case_are_different_names() {
    check(
        r"
node = Node()
^^^^ write
NODE = node$0
       ^^^^ read
",
    );
}

#[test]
fn keywords_and_constants_are_no_names() {
    check_words("retu$0rn_value = 1", "module variable");
    check_dark("value = None$0");
    check_dark("value = Tr$0ue");
    check_dark("value = $0False");
    check_dark("whi$0le value: pass");
    check_dark("value = x i$0f x else y");
}

#[test]
fn comments_numbers_and_operators_are_no_names() {
    check_dark("total = 1  # to$0tal");
    check_dark("total = 0x$0ff");
    check_dark("total = 1 $0 + 2");
}

#[test]
fn attributes_are_not_lit_for_a_variable_of_that_name() {
    check(
        r#"
path$0 = "."
^^^^ write
os.path.join(path)
             ^^^^ read
"#,
    );
    check(
        r#"
path = "."
os.path.path$0
        ^^^^ read likely
"#,
    );
}

#[test]
fn keyword_arguments_are_not_lit_for_a_variable_of_that_name() {
    check(
        r"
size$0 = 3
^^^^ write
resize(size=size)
            ^^^^ read
",
    );
}
