use namelight_engine::occurrences::Class;

use crate::{check, check_dark, check_round, check_words};

#[test]
fn every_return_of_the_function() {
    check_round(
        "
def mean(levels):
^^^ definition
    if not levels:
        return 0
        ^^^^^^ read
    $0return sum(levels) / len(levels)
      ^^^^^^ read
",
    );
}

#[test]
fn raises_count_as_exits() {
    check_round(
        "
def mean(levels):
^^^ definition
    if not levels:
        raise ValueError
        ^^^^^ read
    ret$0urn 1
    ^^^^^^^^ read
",
    );
}

#[test]
fn each_exit_says_how_it_leaves() {
    check(
        "
$0def mean(levels):
  ^^^ definition: the head of mean()
    if not levels:
        raise ValueError
        ^^^^^ read: leaves mean() if nothing in it catches this
    return 1
    ^^^^^^ read: leaves mean()
",
    );
}

#[test]
fn functions_inside_have_exits_of_their_own() {
    check_round(
        "
def outer():
^^^ definition
    def inner():
        return 1
    class Inner:
        def method(self):
            return 2
    both = lambda: 3
    return$0 inner
    ^^^^^^ read
",
    );
}

#[test]
fn a_function_inside_leaves_only_itself() {
    check_round(
        "
def outer():
    def inner(x):
    ^^^ definition
        if x:
            $0return 1
              ^^^^^^ read
        return 2
        ^^^^^^ read
    return inner
",
    );
}

#[test]
fn a_function_after_the_one_inside_goes_on() {
    check_round(
        "
def outer(x):
^^^ definition
    if x:
        return 0
        ^^^^^^ read
    def inner():
        return 1
    return$0 inner
    ^^^^^^ read
",
    );
}

#[test]
fn async_def_is_two_words_of_the_head() {
    check_round(
        "
async de$0f fetch(url):
^^^^^ definition
      ^^^^^ definition
    return url
    ^^^^^^ read
",
    );
}

#[test]
fn a_method() {
    check_round(
        "
class Gauge:
    def level(self):
    ^^^ definition
        return$0 self._level
        ^^^^^^ read

    def other(self):
        return 0
",
    );
}

#[test]
fn exits_in_all_sorts_of_statements() {
    check_round(
        "
def f(x):
^^^ definition
    for y in x:
        return 1
        ^^^^^^ read
    else:
        raise A from b
        ^^^^^ read
    with x:
        try:
            retu$0rn 2
            ^^^^^^^^ read
        except E:
            raise
            ^^^^^ read
        finally:
            match x:
                case 1:
                    return 3
                    ^^^^^^ read
    while x: return 4
             ^^^^^^ read
    return 5
    ^^^^^^ read
",
    );
}

#[test]
fn a_decorated_function() {
    check_round(
        "
@cache
def f():
^^^ definition
    r$0eturn 1
    ^^^^^^^^ read
",
    );
}

#[test]
fn a_function_in_one_line() {
    check_round(
        "
def f(): $0return 1
^^^ definition
           ^^^^^^ read
",
    );
}

#[test]
fn return_outside_of_a_function_belongs_to_nothing() {
    check_dark("$0return 1\n");
    check_dark("class A:\n    retur$0n 1\n");
    check_dark("def f():\n    class A:\n        retur$0n 1\n");
}

#[test]
fn raise_at_module_level_leaves_no_function() {
    check_dark("rai$0se SystemExit\n");
}

#[test]
fn what_the_status_bar_says() {
    let words = "return · exit points of mean()";
    check_words("def mean():\n    $0return 1\n", Class::Keyword, words);
    check_words("class A:\n    d$0ef f(self): pass\n", Class::Keyword, "def · exit points of f()");
}

#[test]
fn words_that_look_like_keywords_are_names() {
    check(
        "
def f(returned):
      ^^^^^^^^ definition
    return return$0ed
           ^^^^^^^^^^ read
",
    );
}
