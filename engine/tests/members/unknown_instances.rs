//! Names of which nobody can say what they hold, or which hold something else.

use super::check;

#[test]
fn two_bindings_say_nothing() {
    check(
        r"
class App:
    def run$0(self):
        ^^^ definition
        pass

class Other:
    def run(self):
        pass

app = App()
app = Other()
app.run()
    ^^^ read possible
",
    );
}

#[test]
fn a_binding_of_another_function_counts() {
    check(
        r"
class App:
    def run$0(self):
        ^^^ definition
        pass

app = App()

def change():
    global app
    app = 3

app.run()
    ^^^ read possible
",
    );
}

#[test]
fn a_loop_variable_says_nothing() {
    check(
        r"
class App:
    def run$0(self):
        ^^^ definition
        pass

for app in App():
    app.run()
        ^^^ read possible
",
    );
}

#[test]
fn four_steps_are_too_many() {
    check(
        r"
class App:
    def run$0(self):
        ^^^ definition
        pass

a = App()
b = a
c = b
d = c
c.run()
  ^^^ read likely
d.run()
  ^^^ read possible
",
    );
}

#[test]
fn an_unpacked_instance_is_unknown() {
    check(
        r"
class App:
    def run$0(self):
        ^^^ definition
        pass

a, b = App(), App()
a.run()
  ^^^ read possible
",
    );
}

#[test]
fn an_instance_that_is_shadowed() {
    check(
        r"
class App:
    def run$0(self):
        ^^^ definition
        pass

app = App()

def f(app):
    app.run()
        ^^^ read possible

[app.run() for app in []]
     ^^^ read possible
",
    );
}

#[test]
fn another_classes_instance_is_not_meant() {
    check(
        r"
class App:
    def run$0(self):
        ^^^ definition
        pass

class Other:
    def run(self):
        pass

other = Other()
other.run()
",
    );
}

#[test]
fn a_conditional_value_is_unknown() {
    check(
        r"
class App:
    def run$0(self):
        ^^^ definition
        pass

app = App() if True else None
app.run()
    ^^^ read possible
",
    );
}
