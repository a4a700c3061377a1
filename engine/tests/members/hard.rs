//! What is rare, broken or large.

use super::check;

#[test]
fn an_undefined_base() {
    check(
        r"
class Tide(Nowhere):
    x$0 = 1
    ^ write

    def f(self):
        return self.x
                    ^ read
",
    );
}

#[test]
fn the_name_of_the_class_is_a_member_too() {
    check(
        r"
class Tide:
    Tide$0 = 1
    ^^^^ write

    def f(self):
        return self.Tide, Tide
                    ^^^^ read
",
    );
}

#[test]
fn a_member_called_like_the_receiver() {
    check(
        r"
class Tide:
    self$0 = 1
    ^^^^ write

    def f(self):
        return self.self
                    ^^^^ read
",
    );
}

#[test]
fn a_conditional_method() {
    check(
        r"
class Tide:
    if fast:
        def rise$0(self): pass
            ^^^^ definition
    else:
        def rise(self): pass
            ^^^^ definition
    try:
        from sea import rise
                        ^^^^ definition
    except ImportError:
        rise = None
        ^^^^ write

Tide().rise()
       ^^^^ read likely
",
    );
}

#[test]
fn decorators_with_arguments() {
    check(
        r#"
class Tide:
    @route(path="x")
    @other.route(path="x")
    def rise$0(self, path):
        ^^^^ definition
        return path

    @rise.extend(path="y")
     ^^^^ read
    def more(self):
        self.rise(path=1)
             ^^^^ read
"#,
    );
}

#[test]
fn a_decorated_method_keeps_its_parameters() {
    check(
        r#"
class Tide:
    @route(path="x")
    def rise(self, path$0):
                   ^^^^ definition
        return path
               ^^^^ read

    def more(self):
        self.rise(path=1)
                  ^^^^ read
"#,
    );
}

#[test]
fn half_an_attribute() {
    check(
        r"
class Tide:
    def rise(self):
        self.level$0 = 1
             ^^^^^ write
        self.

    def fall(self):
        return self.level
                    ^^^^^ read
",
    );
}

#[test]
fn a_method_after_a_nested_class() {
    check(
        r"
class Tide:
    class Wave:
        def f(self):
            self.x = 1

    def f(self):
        self.x$0 = 2
             ^ write
        return self.x
                    ^ read
",
    );
}

#[test]
fn a_class_that_is_deleted() {
    check(
        r"
class Tide:
    x$0 = 1
    ^ write

print(Tide.x)
           ^ read
del Tide
",
    );
}

#[test]
fn a_type_parameter_is_no_class() {
    check(
        r"
class Tide:
    x$0 = 1
    ^ write

def f[Tide](tide: Tide):
    return tide.x, Tide.x
                ^ read possible
                        ^ read possible
",
    );
}

#[test]
fn a_lambda_default_sees_the_body() {
    check(
        r"
class Tide:
    level$0 = 1
    ^^^^^ write
    rise = lambda self, by=level: by
                           ^^^^^ read
",
    );
}

#[test]
fn the_class_of_a_parameter_default() {
    check(
        r"
class App:
    def run$0(self): pass
        ^^^ definition

def f(app=App()):
    app.run()
        ^^^ read possible
",
    );
}

#[test]
fn exceptions_in_functions_and_methods() {
    check(
        r"
class Trouble(Exception):
    def __init__(self, code$0):
                       ^^^^ definition
        self.code = code
                    ^^^^ read

class Sub(Trouble):
    pass

raise Sub(code=1) from Trouble(code=2)
          ^^^^ read
                               ^^^^ read
",
    );
}

#[test]
fn two_subclasses_call_a_method_of_the_base_with_keywords() {
    check(
        r"
class Base:
    def log(self, text$0, **rest):
                  ^^^^ definition
        return text
               ^^^^ read

class A(Base):
    def f(self):
        self.log(text=1, level=2)
                 ^^^^ read

class B(Base):
    def f(self):
        self.log(text=1)
                 ^^^^ read
        Base.log(self, text=2)
                       ^^^^ read
",
    );
}

#[test]
fn a_metaclass_call() {
    check(
        r"
class Meta(type):
    def make$0(cls):
        ^^^^ definition
        return cls.make()
                   ^^^^ read

class Tide(metaclass=Meta):
    pass
",
    );
}

#[test]
fn an_instance_through_a_class_method_is_unknown() {
    check(
        r"
class App:
    @classmethod
    def make(cls):
        return cls()

    def run$0(self):
        ^^^ definition
        pass

App.make().run()
           ^^^ read possible
",
    );
}

#[test]
fn an_alias_in_a_class() {
    check(
        r"
class Tide:
    class Wave:
        x$0 = 1
        ^ write

    Alias = Wave

    def f(self):
        return self.Alias.x, Tide.Alias().x
                          ^ read likely
                                          ^ read likely
",
    );
}

#[test]
fn an_import_that_a_class_of_the_file_replaces() {
    check(
        r"
from sea import Tide

class Tide:
    x$0 = 1
    ^ write

Tide.x
     ^ read likely
",
    );
}

#[test]
fn a_dotted_import_that_is_a_member() {
    check(
        r"
class Tide:
    import os.path
              ^^^^ definition likely

    def f(self):
        return self.os.path$0
                       ^^^^ read likely
",
    );
}
