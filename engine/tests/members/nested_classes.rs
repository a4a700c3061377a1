//! Classes in classes and in functions.

use super::check;

#[test]
fn through_the_outer_class() {
    check(
        r"
class Outer:
    class Inner:
        x$0 = 1
        ^ write

print(Outer.Inner.x, Outer.Inner().x)
                  ^ read
                                   ^ read likely
",
    );
}

#[test]
fn the_inner_class_is_a_member() {
    check(
        r"
class Outer:
    class Inner$0:
          ^^^^^ definition
        x = 1

    kind = Inner
           ^^^^^ read

    def make(self):
        return self.Inner()
                    ^^^^^ read

print(Outer.Inner)
            ^^^^^ read
",
    );
}

#[test]
fn through_self() {
    check(
        r"
class Outer:
    class Inner:
        x$0 = 1
        ^ write

    def make(self):
        return self.Inner.x + self.Inner().x
                          ^ read
                                           ^ read likely
",
    );
}

#[test]
fn in_the_outer_body() {
    check(
        r"
class Outer:
    class Inner:
        x$0 = 1
        ^ write

    y = Inner.x
              ^ read
",
    );
}

#[test]
fn self_in_the_inner_class_is_of_the_inner_class() {
    check(
        r"
class Outer:
    x = 1

    class Inner:
        def get(self):
            return self.x$0
                        ^ read

    def get(self):
        return self.x
",
    );
}

#[test]
fn a_class_in_a_method_does_not_see_members_of_the_outer_one() {
    check(
        r"
class Outer:
    def make(self):
        class Inner:
            def get(this):
                this.x$0 = self.x
                     ^ write
                return this.x
                            ^ read
        return Inner
",
    );
}

#[test]
fn a_class_in_a_function() {
    check(
        r"
def make():
    class Local:
        x$0 = 1
        ^ write

        def get(self):
            return self.x
                        ^ read

    local = Local()
    return local.x, Local.x
                 ^ read likely
                          ^ read
",
    );
}

#[test]
fn a_base_inside_the_outer_class() {
    check(
        r"
class Outer:
    class Base:
        x$0 = 1
        ^ write

    class Derived(Base):
        def get(self):
            return self.x
                        ^ read
",
    );
}

#[test]
fn a_base_through_the_outer_class() {
    check(
        r"
class Outer:
    class Base:
        x$0 = 1
        ^ write

class Derived(Outer.Base):
    def get(self):
        return self.x
                    ^ read
",
    );
}

#[test]
fn an_inherited_inner_class() {
    check(
        r"
class Outer:
    class Inner:
        x$0 = 1
        ^ write

class Sub(Outer):
    def make(self):
        return self.Inner.x
                          ^ read

print(Sub.Inner.x)
                ^ read
",
    );
}

#[test]
fn an_inner_class_of_the_same_name() {
    check(
        r"
class Meta:
    order = 1

class Outer:
    class Meta:
        order$0 = 2
        ^^^^^ write

    y = Meta.order
             ^^^^^ read

print(Meta.order, Outer.Meta.order)
                             ^^^^^ read
",
    );
}
