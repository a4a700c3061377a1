//! `super()` reaches the members of the bases.

use super::check;

#[test]
fn super_without_arguments() {
    check(
        r"
class Base:
    def rise$0(self):
        ^^^^ definition
        pass

class Tide(Base):
    def rise(self):
        ^^^^ definition
        super().rise()
                ^^^^ read
",
    );
}

#[test]
fn super_with_arguments() {
    check(
        r"
class Base:
    def rise$0(self):
        ^^^^ definition
        pass

class Tide(Base):
    def rise(self):
        ^^^^ definition
        super(Tide, self).rise()
                          ^^^^ read
",
    );
}

#[test]
fn super_reads_a_class_variable() {
    check(
        r"
class Base:
    level$0 = 1
    ^^^^^ write

class Tide(Base):
    level = 2
    ^^^^^ write

    def f(self):
        return super().level
                       ^^^^^ read
",
    );
}

#[test]
fn super_in_a_class_method() {
    check(
        r"
class Base:
    level$0 = 1
    ^^^^^ write

class Tide(Base):
    @classmethod
    def f(cls):
        return super().level + super(Tide, cls).level
                       ^^^^^ read
                                                ^^^^^ read
",
    );
}

#[test]
fn super_in_a_nested_function() {
    check(
        r"
class Base:
    level$0 = 1
    ^^^^^ write

class Tide(Base):
    def f(self):
        def g():
            return super().level
                           ^^^^^ read
        return [super().level for _ in g()]
                        ^^^^^ read
",
    );
}

#[test]
fn super_where_the_base_is_not_in_the_file() {
    check(
        r"
class Tide(Base):
    level$0 = 1
    ^^^^^ write

    def f(self):
        return super().level
                       ^^^^^ read likely
",
    );
}

#[test]
fn a_super_that_the_file_binds_is_another_thing() {
    check(
        r"
def super(*arguments):
    return arguments

class Tide:
    level$0 = 1
    ^^^^^ write

    def f(self):
        return super(Tide, self).level
                                 ^^^^^ read possible
",
    );
}

#[test]
fn super_of_an_inner_class() {
    check(
        r"
class Outer:
    class Base:
        level$0 = 1
        ^^^^^ write

    class Tide(Base):
        def f(self):
            return super(Outer.Tide, self).level
                                           ^^^^^ read
",
    );
}

#[test]
fn super_with_dunder_class() {
    check(
        r"
class Base:
    level$0 = 1
    ^^^^^ write

class Tide(Base):
    def f(self):
        return super(__class__, self).level
                                      ^^^^^ read
",
    );
}

#[test]
fn super_outside_of_a_class() {
    check(
        r"
class Base:
    level$0 = 1
    ^^^^^ write

def f(self):
    return super().level
                   ^^^^^ read possible
",
    );
}

#[test]
fn keyword_arguments_through_super() {
    check(
        r"
class Base:
    def __init__(self, level$0):
                       ^^^^^ definition
        self.x = level
                 ^^^^^ read

class Tide(Base):
    def __init__(self, level):
        super().__init__(level=level)
                         ^^^^^ read
",
    );
}

#[test]
fn super_passes_a_grandparent() {
    check(
        r"
class A:
    def f(self, by$0):
                ^^ definition
        return by
               ^^ read

class B(A):
    pass

class C(B):
    def f(self, by):
        return super().f(by=by)
                         ^^ read
",
    );
}

#[test]
fn super_in_a_bound_name() {
    check(
        r"
class Base:
    level$0 = 1
    ^^^^^ write

class Tide(Base):
    def f(self):
        above = super()
        return above.level
                     ^^^^^ read likely
",
    );
}
