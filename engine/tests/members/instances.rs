//! Members through names that are known to hold an instance.

use super::check;

#[test]
fn bound_once_to_a_call_of_the_class() {
    check(
        r"
class App:
    def run$0(self):
        ^^^ definition
        pass

app = App()
app.run()
    ^^^ read likely
",
    );
}

#[test]
fn without_a_name() {
    check(
        r"
class App:
    def run$0(self):
        ^^^ definition
        pass

App().run()
      ^^^ read likely
(App()).run()
        ^^^ read likely
",
    );
}

#[test]
fn a_local_instance() {
    check(
        r"
class App:
    def run$0(self):
        ^^^ definition
        pass

def main():
    app = App()
    app.run()
        ^^^ read likely
",
    );
}

#[test]
fn an_instance_of_the_module_in_functions_before_and_after() {
    check(
        r"
def first():
    app.run$0()
        ^^^ read likely

class App:
    def run(self):
        ^^^ definition
        pass

app = App()

def last():
    app.run()
        ^^^ read likely
",
    );
}

#[test]
fn in_an_attribute() {
    check(
        r"
class App:
    def run$0(self):
        ^^^ definition
        pass

class Main:
    def __init__(self):
        self.app = App()

    def go(self):
        self.app.run()
                 ^^^ read likely

Main().app.run()
           ^^^ read likely
",
    );
}

#[test]
fn in_an_inherited_attribute() {
    check(
        r"
class App:
    def run$0(self):
        ^^^ definition
        pass

class Main:
    app = App()

class Other(Main):
    def go(self):
        self.app.run()
                 ^^^ read likely
        super().app.run()
                    ^^^ read likely
",
    );
}

#[test]
fn a_chain_of_attributes() {
    check(
        r"
class Engine:
    def stop$0(self):
        ^^^^ definition
        pass

class Car:
    def __init__(self):
        self.engine = Engine()

class Garage:
    def __init__(self):
        self.car = Car()

    def close(self):
        self.car.engine.stop()
                        ^^^^ read likely
",
    );
}

#[test]
fn first_none_then_an_instance() {
    check(
        r"
class App:
    def run$0(self):
        ^^^ definition
        pass

app = None

def start():
    global app
    app = App()
    app.run()
        ^^^ read likely

class Holder:
    app = None

    def start(self):
        self.app = App()
        self.app.run()
                 ^^^ read likely
",
    );
}

#[test]
fn two_names_of_one_instance() {
    check(
        r"
class App:
    def run$0(self):
        ^^^ definition
        pass

app = other = App()
third = other
app.run()
    ^^^ read likely
third.run()
      ^^^ read likely
",
    );
}

#[test]
fn two_targets_of_which_each_is_an_attribute() {
    check(
        r"
class App:
    def run$0(self):
        ^^^ definition
        pass

class A:
    def __init__(self, other):
        self.a = self.b = App()
        self.a.run()
               ^^^ read likely
        self.b.run()
               ^^^ read likely
",
    );
}

#[test]
fn deleting_is_no_binding() {
    check(
        r"
class App:
    def run$0(self):
        ^^^ definition
        pass

app = App()
app.run()
    ^^^ read likely
del app
",
    );
}

#[test]
fn the_type_of_an_instance() {
    check(
        r"
class App:
    level$0 = 1
    ^^^^^ write

app = App()
type(app).level
          ^^^^^ read likely
app.__class__.level
              ^^^^^ read likely
",
    );
}

#[test]
fn an_instance_of_a_subclass() {
    check(
        r"
class Base:
    def run$0(self):
        ^^^ definition
        pass

class App(Base):
    pass

app = App()
app.run()
    ^^^ read likely
",
    );
}

#[test]
fn an_instance_of_a_class_in_a_class() {
    check(
        r"
class Outer:
    class App:
        def run$0(self):
            ^^^ definition
            pass

app = Outer.App()
app.run()
    ^^^ read likely
",
    );
}

#[test]
fn a_closure_over_an_instance() {
    check(
        r"
class App:
    def run$0(self):
        ^^^ definition
        pass

def outer():
    app = App()

    def inner():
        nonlocal app
        app.run()
            ^^^ read likely

    return lambda: app.run()
                       ^^^ read likely
",
    );
}

#[test]
fn attributes_that_only_instances_have() {
    check(
        r"
class App:
    pass

app = App()
app.level$0 = 1
    ^^^^^ write likely
print(app.level)
          ^^^^^ read likely
App().level
      ^^^^^ read likely
",
    );
}
