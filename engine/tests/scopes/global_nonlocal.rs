//! `global` and `nonlocal`: statements that hand a name to another scope.

use super::{check, check_words};

#[test]
fn global_makes_a_local_name_the_module_s() {
    check(
        r"
count = 0
^^^^^ write

def hit():
    global count$0
           ^^^^^ declaration
    count += 1
    ^^^^^ update
",
    );
}

#[test]
fn global_counts_where_the_module_never_binds_the_name() {
    check(
        r"
def start():
    global server
           ^^^^^^ declaration
    server$0 = 1
    ^^^^^^ write

def stop():
    return server
           ^^^^^^ read
",
    );
}

#[test]
fn global_counts_for_the_whole_function() {
    check(
        r"
def f():
    if ready:
        global mode
               ^^^^ declaration
    mode$0 = 1
    ^^^^ write
    return mode
           ^^^^ read

print(mode)
      ^^^^ read
",
    );
}

#[test]
fn global_skips_the_functions_between() {
    check(
        r"
level = 0
^^^^^ write

def outer():
    level = 1
    def inner():
        global level
               ^^^^^ declaration
        level$0 = 2
        ^^^^^ write
    return level
",
    );
}

#[test]
fn a_function_inside_sees_the_global_of_the_function_round_it() {
    check(
        r"
mark = 0
^^^^ write

def outer():
    global mark
           ^^^^ declaration
    def inner():
        return mark$0
               ^^^^ read
    return inner
",
    );
}

#[test]
fn a_function_inside_may_bind_what_the_one_round_it_declared_global() {
    check(
        r"
mark = 0

def outer():
    global mark
    def inner():
        mark$0 = 2
        ^^^^ write
        return mark
               ^^^^ read
    return inner
",
    );
}

#[test]
fn one_statement_may_declare_several_names() {
    check(
        r"
def f():
    global one, two, three
                ^^^ declaration
    one = two$0 = three = 0
          ^^^ write

two
^^^ read
",
    );
}

#[test]
fn global_binds_by_every_way_of_binding() {
    check(
        r"
def f():
    global tool
           ^^^^ declaration
    import tool
           ^^^^ definition
    def tool(): pass
        ^^^^ definition
    class tool: pass
          ^^^^ definition
    for tool in (): pass
        ^^^^ write
    with a as tool: pass
              ^^^^ write
    del tool
        ^^^^ delete

print(tool$0)
      ^^^^ read
",
    );
}

#[test]
fn global_in_a_class_body_makes_it_the_module_s() {
    check(
        r"
config = 1
^^^^^^ write

class Settings:
    global config
           ^^^^^^ declaration
    config$0 = 2
    ^^^^^^ write

    def show(self):
        return config
               ^^^^^^ read
",
    );
}

#[test]
fn global_at_module_level_changes_nothing() {
    check(
        r"
global flag
       ^^^^ declaration
flag$0 = 1
^^^^ write

def f():
    return flag
           ^^^^ read
",
    );
}

#[test]
fn nonlocal_takes_the_nearest_function_s_variable() {
    check(
        r"
x = 0

def a():
    x = 1
    def b():
        x = 2
        ^ write
        def c():
            nonlocal x$0
                     ^ declaration
            x = 3
            ^ write
        return x
               ^ read
    return x
",
    );
}

#[test]
fn nonlocal_passes_through_a_function_that_does_not_bind() {
    check(
        r"
def a():
    total = 0
    ^^^^^ write
    def b():
        def c():
            nonlocal total
                     ^^^^^ declaration
            total$0 += 1
            ^^^^^ update
        return c
    return total
           ^^^^^ read
",
    );
}

#[test]
fn nonlocal_chains_through_nonlocal() {
    check(
        r"
def a():
    total = 0
    ^^^^^ write
    def b():
        nonlocal total
                 ^^^^^ declaration
        def c():
            nonlocal total$0
                     ^^^^^ declaration
            total = 1
            ^^^^^ write
        return total
               ^^^^^ read
",
    );
}

#[test]
fn nonlocal_may_name_a_parameter() {
    check(
        r"
def a(seen):
      ^^^^ definition
    def b():
        nonlocal seen
                 ^^^^ declaration
        seen$0 = None
        ^^^^ write
    return seen
           ^^^^ read
",
    );
}

#[test]
fn nonlocal_in_a_class_body_takes_the_function_s_variable() {
    check(
        r"
def make():
    made = 0
    ^^^^ write
    class Product:
        nonlocal made
                 ^^^^ declaration
        made$0 += 1
        ^^^^ update
        def again(self):
            return made
                   ^^^^ read
    return made
           ^^^^ read
",
    );
}

#[test]
fn nonlocal_skips_a_class_body() {
    check(
        r"
def make():
    unit = 0
    ^^^^ write
    class Product:
        unit = 1
        def change(self):
            nonlocal unit
                     ^^^^ declaration
            unit$0 = 2
            ^^^^ write
",
    );
}

#[test]
fn nonlocal_does_not_reach_the_module() {
    check(
        r"
def a():
    depth = 1
    def b():
        nonlocal depth
        depth = 2

depth$0 = 0
^^^^^ write
",
    );
}

#[test]
fn a_default_beside_global_is_read_outside() {
    check(
        r"
rate = 1
^^^^ write

def f(start=rate):
            ^^^^ read
    global rate
           ^^^^ declaration
    rate$0 = start
    ^^^^ write
",
    );
}

#[test]
fn the_words_of_a_declared_name_are_those_of_its_owner() {
    check_words(
        r"
def f():
    global shared$0
    shared = 1
",
        "module variable",
    );
    check_words(
        r"
def f():
    global nothing$0
",
        "not defined in this file",
    );
    check_words(
        r"
def outer():
    total = 0
    def inner():
        nonlocal total$0
",
        "local of outer()",
    );
}
