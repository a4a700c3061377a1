//! Lambdas: functions in an expression, with parameters and a scope of their own.

use super::check;

#[test]
fn a_lambda_owns_its_parameters() {
    check(
        r"
key = 1
order = lambda key$0, *rest: key + rest[0]
               ^^^ definition
                             ^^^ read
print(key)
",
    );
}

#[test]
fn a_default_of_a_lambda_belongs_to_the_scope_outside() {
    check(
        r"
key = 1
^^^ write
order = lambda key=key$0, *, other=key: key
                   ^^^ read
                                   ^^^ read
",
    );
}

#[test]
fn a_lambda_reads_the_names_round_it() {
    check(
        r"
def outer(base):
          ^^^^ definition
    return lambda x: (lambda y: x + y + base$0)
                                        ^^^^ read
",
    );
}

#[test]
fn star_parameters_of_a_lambda_bind() {
    check(
        r"
call = lambda *args, **options: (args, options$0)
                       ^^^^^^^ definition
                                       ^^^^^^^ read
",
    );
}

#[test]
fn lambdas_on_one_line_are_separate_scopes() {
    check(
        r"
pair = (lambda x: x + x), (lambda x$0: x - x), x
                                  ^ definition
                                       ^ read
                                           ^ read
",
    );
}

#[test]
fn a_lambda_as_a_default_has_its_own_scope() {
    check(
        r"
def run(hook=lambda value$0: value, value=1):
                    ^^^^^ definition
                             ^^^^^ read
    return hook(value)
",
    );
}
