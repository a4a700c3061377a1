//! What leads to itself.

use super::check;

#[test]
fn a_cycle() {
    check(
        r"
class A(B):
    x$0 = 1
    ^ write

class B(A):
    def f(self):
        return self.x
                    ^ read
",
    );
}

#[test]
fn a_longer_cycle() {
    check(
        r"
class A(C):
    x$0 = 1
    ^ write

class B(A):
    pass

class C(B):
    def f(self):
        return self.x
                    ^ read
",
    );
}

#[test]
fn a_class_that_is_its_own_base() {
    check(
        r"
class A(A):
    x$0 = 1
    ^ write

    def f(self):
        return self.x
                    ^ read
",
    );
}

#[test]
fn a_class_that_derives_from_its_own_member() {
    check(
        r"
class A(A.B):
    class B:
        x$0 = 1
        ^ write

    def f(self):
        return self.x
                    ^ read
",
    );
}

#[test]
fn the_class_that_names_itself_as_base_of_an_earlier_one() {
    check(
        r"
class Tide:
    x = 1
    ^ write

class Tide(Tide):
    def f(self):
        return self.x$0
                    ^ read
",
    );
}

#[test]
fn a_class_whose_base_is_the_class_in_itself() {
    check(
        r"
class A:
    class B(A):
        x$0 = 1
        ^ write

        def f(self):
            return self.x
                        ^ read
",
    );
}

#[test]
fn bases_that_need_each_other() {
    check(
        r"
class A(B.C):
    x$0 = 1
    ^ write

class B(A):
    class C:
        pass

    def f(self):
        return self.x
                    ^ read
",
    );
}

#[test]
fn variables_that_are_each_other() {
    check(
        r"
a = b
b = a
a.x$0
  ^ read likely
b.x
  ^ read possible
a.x
  ^ read likely
",
    );
}

#[test]
fn an_attribute_that_is_itself() {
    check(
        r"
class A:
    def __init__(self):
        self.a = self.a
        self.a.x$0 = 1
               ^ write likely
        return self.a.x
                      ^ read likely
",
    );
}

#[test]
fn an_attribute_that_is_an_instance_of_its_own_class() {
    check(
        r"
class Node:
    def __init__(self):
        self.next = Node()
             ^^^^ write

    def go(self):
        self.next.next.next$0 = 1
             ^^^^ read
                  ^^^^ read likely
                       ^^^^ write likely
",
    );
}

#[test]
fn a_function_that_is_itself() {
    check(
        r"
f = f
f(x$0=1)
  ^ read likely
f(x=2)
  ^ read likely
",
    );
}
