//! Classes of the file share their members with the classes that derive from them.

use super::check;

#[test]
fn a_subclass_reads_what_its_base_sets() {
    check(
        r"
class Base:
    def __init__(self):
        self.level$0 = 0
             ^^^^^ write

class Tide(Base):
    def rise(self):
        self.level += 1
             ^^^^^ update
",
    );
}

#[test]
fn an_overridden_method_is_one_member() {
    check(
        r"
class Base:
    def rise$0(self):
        ^^^^ definition
        pass

class Tide(Base):
    def rise(self):
        ^^^^ definition
        pass

Tide().rise()
       ^^^^ read likely
Base.rise
     ^^^^ read
",
    );
}

#[test]
fn siblings_share_only_what_their_base_mentions() {
    check(
        r"
class Base:
    shared = 0

class A(Base):
    def f(self):
        self.own$0 = self.shared
             ^^^ write

class B(Base):
    def f(self):
        self.own = self.shared
",
    );
}

#[test]
fn siblings_share_what_their_base_mentions() {
    check(
        r"
class Base:
    shared = 0
    ^^^^^^ write

class A(Base):
    def f(self):
        self.own = self.shared$0
                        ^^^^^^ read

class B(Base):
    def f(self):
        self.own = self.shared
                        ^^^^^^ read
",
    );
}

#[test]
fn a_grandchild_past_a_class_that_says_nothing() {
    check(
        r"
class A:
    x$0 = 1
    ^ write

class B(A):
    pass

class C(B):
    def f(self):
        return self.x
                    ^ read

print(B.x, C().x)
        ^ read
               ^ read likely
",
    );
}

#[test]
fn a_base_that_comes_later_in_the_file() {
    check(
        r"
def make():
    class Tide(Base):
        def f(self):
            return self.x$0
                        ^ read

class Base:
    x = 1
    ^ write
",
    );
}

#[test]
fn a_diamond() {
    check(
        r"
class Top:
    x$0 = 0
    ^ write

class Left(Top):
    x = 1
    ^ write

class Right(Top):
    x = 2
    ^ write

class Bottom(Left, Right):
    def f(self):
        return self.x
                    ^ read
",
    );
}

#[test]
fn a_mixin_and_a_base_are_joined_by_who_mentions_both() {
    check(
        r#"
class Mixin:
    def show(self):
        return self.name$0
                    ^^^^ read

class Base:
    name = "x"
    ^^^^ write

class Thing(Mixin, Base):
    def f(self):
        return self.name
                    ^^^^ read
"#,
    );
}

#[test]
fn a_base_by_another_name() {
    check(
        r"
class Base:
    x$0 = 1
    ^ write

Alias = Base

class Tide(Alias):
    def f(self):
        return self.x
                    ^ read
",
    );
}

#[test]
fn a_generic_base() {
    check(
        r#"
from typing import Generic, TypeVar
T = TypeVar("T")

class Base(Generic[T]):
    x$0 = 1
    ^ write

class Tide(Base[int]):
    def f(self):
        return self.x
                    ^ read
"#,
    );
}

#[test]
fn a_generic_base_of_pep_695() {
    check(
        r"
class Base[T]:
    x$0 = 1
    ^ write

class Tide[T](Base[T]):
    def f(self):
        return self.x
                    ^ read
",
    );
}

#[test]
fn an_imported_base_says_nothing() {
    check(
        r"
from sea import Base

class Tide(Base):
    def f(self):
        return self.x$0
                    ^ read

class Ebb(Base):
    def f(self):
        return self.x
",
    );
}

#[test]
fn a_base_that_is_a_call_says_nothing() {
    check(
        r"
class Tide(make()):
    x$0 = 1
    ^ write

    def f(self):
        return self.x
                    ^ read
",
    );
}

#[test]
fn a_base_in_brackets_is_one() {
    check(
        r"
class Base:
    x$0 = 1
    ^ write

class Tide((Base)):
    def f(self):
        return self.x
                    ^ read
",
    );
}

#[test]
fn a_local_base_comes_before_one_of_the_module() {
    check(
        r"
class Base:
    x = 1

def make():
    class Base:
        x$0 = 2
        ^ write

    class Tide(Base):
        def f(self):
            return self.x
                        ^ read
",
    );
}

#[test]
fn a_class_that_is_defined_twice() {
    check(
        r"
if True:
    class Tide:
        x = 1
else:
    class Tide:
        x$0 = 2
        ^ write

class Ebb(Tide):
    def f(self):
        return self.x
                    ^ read
",
    );
}

#[test]
fn a_variable_in_a_base_and_an_attribute_of_the_same_name_elsewhere() {
    check(
        r"
class Base:
    x$0 = 1
    ^ write

class Tide(Base):
    def f(self, other):
        self.x = other.x
             ^ write
                       ^ read possible
",
    );
}

#[test]
fn a_metaclass_is_no_base() {
    check(
        r"
class Meta(type):
    x = 1

class Tide(metaclass=Meta):
    def f(self):
        return self.x$0
                    ^ read
",
    );
}

#[test]
fn a_base_among_stars_and_keywords() {
    check(
        r"
class Base:
    x$0 = 1
    ^ write

class Tide(*others, Base, key=1):
    def f(self):
        return self.x
                    ^ read
",
    );
}

#[test]
fn a_base_that_is_rebound_is_unknown() {
    check(
        r"
Base = object

def choose():
    global Base
    Base = list

class Tide(Base):
    def f(self):
        return self.x$0
                    ^ read
",
    );
}

#[test]
fn an_inherited_class_method() {
    check(
        r"
class Base:
    @classmethod
    def make$0(cls):
        ^^^^ definition
        return cls()

class Tide(Base):
    @classmethod
    def again(cls):
        return cls.make(), Tide.make(), super().make()
                   ^^^^ read
                                ^^^^ read
                                                ^^^^ read
",
    );
}
