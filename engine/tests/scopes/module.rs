//! Variables of the module: one variable for the whole file, wherever it is touched, and the names
//! that the file binds nowhere. Edges of a name and what is no name at all are here too.

use super::{check, check_words};

#[test]
fn every_use_of_a_module_variable_is_lit() {
    check(
        r"
total$0 = 1
^^^^^ write
double = total + total
         ^^^^^ read
                 ^^^^^ read
print(total)
      ^^^^^ read
",
    );
}

#[test]
fn the_kinds_of_a_variable_are_told_apart() {
    check(
        r"
count = 0
^^^^^ write
count += 1
^^^^^ update
show(count$0)
     ^^^^^ read
del count
    ^^^^^ delete
",
    );
}

#[test]
fn a_function_sees_the_module_variable_it_does_not_bind() {
    check(
        r"
limit = 10
^^^^^ write

def inside(value):
    return value < limit$0
                   ^^^^^ read

print(limit)
      ^^^^^ read
",
    );
}

#[test]
fn a_function_may_use_a_name_that_is_bound_further_down() {
    check(
        r"
def area(radius):
    return pi$0 * radius ** 2
           ^^ read

pi = 3.14
^^ write
",
    );
}

#[test]
fn a_module_variable_bound_in_branches_is_one_variable() {
    check(
        r"
try:
    level = read()
    ^^^^^ write
except OSError:
    level = 1
    ^^^^^ write
if level > 3:
   ^^^^^ read
    level -= 1
    ^^^^^ update
else:
    for level$0 in range(3):
        ^^^^^ write
        pass
print(level)
      ^^^^^ read
",
    );
}

#[test]
fn chained_assignment_writes_every_target() {
    check(
        r"
left$0 = right = left = left[0] = 0
^^^^ write
                 ^^^^ write
                        ^^^^ read
",
    );
}

#[test]
fn tuple_targets_write_each_name() {
    check(
        r"
(head, [second, *rest]) = values
 ^^^^ write
print(head$0)
      ^^^^ read
",
    );
    check(
        r"
(head, [second, *rest]) = values
                 ^^^^ write
print(rest$0)
      ^^^^ read
",
    );
}

#[test]
fn a_subscript_or_attribute_as_target_only_reads_its_root() {
    check(
        r"
grid[0] = 1
^^^^ read
grid.width = 2
^^^^ read
grid$0[grid.height] += 1
^^^^ read
       ^^^^ read
del grid[0], grid.depth
    ^^^^ read
             ^^^^ read
",
    );
}

#[test]
fn code_after_return_still_counts() {
    check(
        r"
def stop():
    return found
           ^^^^^ read
    found$0 = 1
    ^^^^^ write
    print(found)
          ^^^^^ read

found = 2
",
    );
}

#[test]
fn a_branch_never_taken_still_counts() {
    check(
        r"
if False:
    debug = True
    ^^^^^ write
while 0:
    debug$0 |= 1
    ^^^^^ update
print(debug)
      ^^^^^ read
",
    );
}

#[test]
fn a_function_defined_twice_is_one_variable() {
    check(
        r"
if fast:
    def run(): pass
        ^^^ definition
else:
    def run$0(): pass
        ^^^ definition
run()
^^^ read
",
    );
}

#[test]
fn one_line_compound_statements() {
    check(
        r"
if ready: ready = 0
   ^^^^^ read
          ^^^^^ write
while ready$0: ready -= 1; print(ready)
      ^^^^^ read
               ^^^^^ update
                                 ^^^^^ read
for each in ready: pass
            ^^^^^ read
",
    );
}

#[test]
fn several_statements_on_one_line() {
    check(
        r"
step$0 = 1; other = step; del step
^^^^ write
                    ^^^^ read
                              ^^^^ delete
",
    );
}

#[test]
fn a_builtin_is_one_group_for_the_whole_file() {
    check(
        r"
print$0(len(x))
^^^^^ read

def f():
    print(1)
    ^^^^^ read

class C:
    print(2)
    ^^^^^ read
",
    );
}

#[test]
fn an_undefined_name_is_one_group_per_spelling() {
    check(
        r"
use(missing$0)
    ^^^^^^^ read
use(Missing)
value = [missing for _ in missing]
         ^^^^^^^ read
                          ^^^^^^^ read
",
    );
}

#[test]
fn a_builtin_that_the_module_binds_is_a_module_variable() {
    check(
        r"
def f():
    return list(1)
           ^^^^ read

list$0 = tuple
^^^^ write
",
    );
}

#[test]
fn a_name_only_deleted_is_bound_by_that() {
    check(
        r"
del ghost$0
    ^^^^^ delete
print(ghost)
      ^^^^^ read
",
    );
}

#[test]
fn the_words_for_variables_of_the_module() {
    check_words("value$0 = 1", "module variable");
    check_words("def run$0(): pass", "function");
    check_words("class Run$0: pass", "class");
    check_words("import run$0", "import");
    check_words("type Run$0 = int", "type alias");
    check_words("print$0(1)", "builtin");
}

#[test]
fn a_name_defined_and_assigned_is_called_what_defines_it() {
    check_words(
        r"
handler = None
def handler(): pass
handler$0()
",
        "function",
    );
}
