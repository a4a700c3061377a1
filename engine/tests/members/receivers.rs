//! What the first parameter of a method holds: by its position, whatever it is called.

use super::check;

#[test]
fn what_init_sets_is_what_methods_read() {
    check(
        r"
class Tide:
    def __init__(self, level):
        self.level$0 = level
             ^^^^^ write

    def rise(self):
        self.level += 1
             ^^^^^ update
        return self.level
                    ^^^^^ read
",
    );
}

#[test]
fn the_first_parameter_may_have_any_name() {
    check(
        r"
class Tide:
    def __init__(this, level):
        this.level$0 = level
             ^^^^^ write

    def rise(me):
        return me.level
                  ^^^^^ read
",
    );
}

#[test]
fn a_second_parameter_called_self_is_none() {
    check(
        r"
class Tide:
    def __init__(this, self):
        this.level$0 = self.level
             ^^^^^ write
                            ^^^^^ read possible
",
    );
}

#[test]
fn self_outside_of_a_class_is_an_ordinary_name() {
    check(
        r"
def rise(self):
    self.level$0 = 1
         ^^^^^ write likely

class Tide:
    level = 2
    ^^^^^ write possible
",
    );
}

#[test]
fn a_static_method_has_no_receiver() {
    check(
        r"
class Tide:
    level = 2
    ^^^^^ write possible

    @staticmethod
    def rise(self):
        return self.level$0
                    ^^^^^ read likely
",
    );
}

#[test]
fn a_static_methods_first_parameter_may_be_anything() {
    check(
        r"
class Tide:
    level$0 = 2
    ^^^^^ write

    @staticmethod
    def rise(self):
        return self.level
                    ^^^^^ read possible
",
    );
}

#[test]
fn nested_functions_see_the_receiver() {
    check(
        r"
class Tide:
    def rise(self):
        self.level$0 = 1
             ^^^^^ write

        def later():
            def much_later():
                return self.level
                            ^^^^^ read
            return self.level
                        ^^^^^ read

        return later
",
    );
}

#[test]
fn lambdas_and_comprehensions_see_the_receiver() {
    check(
        r"
class Tide:
    def rise(self, others):
        self.level$0 = 1
             ^^^^^ write
        key = lambda other: other + self.level
                                         ^^^^^ read
        return [self.level for other in others if self.level > other], key
                     ^^^^^ read
                                                       ^^^^^ read
",
    );
}

#[test]
fn a_nested_functions_own_self_is_another() {
    check(
        r"
class Tide:
    def rise(self):
        self.level$0 = 1
             ^^^^^ write

        def later(self):
            return self.level
                        ^^^^^ read possible
",
    );
}

#[test]
fn a_method_in_a_branch_is_a_method() {
    check(
        r"
class Tide:
    level$0 = 1
    ^^^^^ write
    if level:
       ^^^^^ read
        def rise(self):
            return self.level
                        ^^^^^ read
    else:
        for _ in range(2):
            async def rise(self):
                return self.level
                            ^^^^^ read
",
    );
}

#[test]
fn a_lambda_bound_in_the_body_is_a_method() {
    check(
        r"
class Tide:
    level$0 = 1
    ^^^^^ write
    rise = lambda self: self.level + 1
                             ^^^^^ read likely
",
    );
}

#[test]
fn a_lambda_given_to_property_is_a_method() {
    check(
        r#"
class Tide:
    level$0 = 1
    ^^^^^ write
    height = property(lambda self: self.level, lambda self, value: setattr(self.level, "x", value))
                                        ^^^^^ read likely
                                                                                ^^^^^ read likely
"#,
    );
}

#[test]
fn any_other_lambda_in_the_body_is_none() {
    check(
        r"
class Tide:
    level$0 = 1
    ^^^^^ write
    names = sorted([], key=lambda self: self.level)
                                             ^^^^^ read possible
",
    );
}

#[test]
fn a_positional_only_receiver() {
    check(
        r"
class Tide:
    def rise(self, /, by):
        self.level$0 = by
             ^^^^^ write

    def fall(self, *by):
        self.level = by
             ^^^^^ write
",
    );
}

#[test]
fn a_starred_first_parameter_is_no_receiver() {
    check(
        r"
class Tide:
    level$0 = 1
    ^^^^^ write

    def rise(*self):
        return self.level
                    ^^^^^ read possible

    def fall(*, self):
        return self.level
                    ^^^^^ read possible
",
    );
}

#[test]
fn every_kind_of_use() {
    check(
        r#"
class Tide:
    level$0: int
    ^^^^^ declaration

    def rise(self, levels):
        self.level: int = 1
             ^^^^^ write
        self.level += 1
             ^^^^^ update
        for self.level in levels:
                 ^^^^^ write
            pass
        with open("x") as self.level:
                               ^^^^^ write
            pass
        self.level, (other, *self.level) = levels
             ^^^^^ write
                                  ^^^^^ write
        [self.level for other in levels]
              ^^^^^ read
        del self.level
                 ^^^^^ delete
        self.level[0] = self.level()
             ^^^^^ read
                             ^^^^^ read
"#,
    );
}

#[test]
fn an_annotation_without_value_through_self() {
    check(
        r"
class Tide:
    def rise(self):
        self.level$0: int
             ^^^^^ declaration
        (self.level): int = 3
              ^^^^^ write
",
    );
}

#[test]
fn a_chained_assignment() {
    check(
        r"
class Tide:
    def rise(self):
        self.level$0 = self.high = before = 1
             ^^^^^ write
        return self.level, self.high
                    ^^^^^ read
",
    );
}

#[test]
fn other_members_stay_dark() {
    check(
        r"
class Tide:
    def rise(self):
        self.level = self.levels = 1
                          ^^^^^^ write
        return self.levels$0
                    ^^^^^^ read
",
    );
}

#[test]
fn the_same_name_in_another_class_is_another_member() {
    check(
        r"
class Tide:
    def rise(self):
        self.level$0 = 1
             ^^^^^ write

class Moon:
    def rise(self):
        self.level = 1
",
    );
}

#[test]
fn a_local_of_the_same_name_is_another_thing() {
    check(
        r"
class Tide:
    level$0 = 0
    ^^^^^ write

    def rise(self, level):
        self.level = level
             ^^^^^ write
        return level
",
    );
}

#[test]
fn methods_that_call_each_other() {
    check(
        r"
class Tide:
    def rise(self):
        self.fall$0()
             ^^^^ read
        map(self.fall, [])
                 ^^^^ read

    def fall(self):
        ^^^^ definition
        self.rise()
",
    );
}

#[test]
fn a_receiver_that_is_rebound_still_is_one() {
    check(
        r"
class Tide:
    level$0 = 0
    ^^^^^ write

    def merge(self, other):
        self = self or other
        return self.level
                    ^^^^^ read
",
    );
}
