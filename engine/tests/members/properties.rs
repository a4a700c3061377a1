//! A property is one member with its setter and deleter.

use super::check;

#[test]
fn getter_setter_and_deleter() {
    check(
        r"
class Tide:
    @property
    def level$0(self):
        ^^^^^ definition
        return self._level

    @level.setter
     ^^^^^ read
    def level(self, value):
        ^^^^^ definition
        self._level = value

    @level.deleter
     ^^^^^ read
    def level(self):
        ^^^^^ definition
        del self._level

tide = Tide()
tide.level = 3
     ^^^^^ write likely
",
    );
}

#[test]
fn behind_the_property() {
    check(
        r"
class Tide:
    @property
    def level(self):
        return self._level$0
                    ^^^^^^ read

    @level.setter
    def level(self, value):
        self._level = value
             ^^^^^^ write
",
    );
}

#[test]
fn a_property_made_by_a_call() {
    check(
        r"
class Tide:
    def get_level$0(self):
        ^^^^^^^^^ definition
        return 1

    level = property(get_level)
                     ^^^^^^^^^ read
",
    );
}

#[test]
fn what_a_property_returns_is_not_called_with_the_setters_parameters() {
    check(
        r"
class Tide:
    @property
    def level(self):
        return make

    @level.setter
    def level(self, value$0):
                    ^^^^^ definition
        self.x = value
                 ^^^^^ read

    def f(self):
        return self.level(value=3)
",
    );
}

#[test]
fn a_cached_property_that_says_what_it_is() {
    check(
        r#"
class App:
    def run$0(self):
        ^^^ definition
        pass

class Main:
    @cached_property
    def app(self) -> App:
        return make()

    @property
    def other(self) -> "App":
        return make()

    def go(self):
        self.app.run()
                 ^^^ read likely
        self.other.run()
                   ^^^ read likely
"#,
    );
}

#[test]
fn a_property_that_says_nothing() {
    check(
        r"
class App:
    def run$0(self):
        ^^^ definition
        pass

class Main:
    @property
    def app(self):
        return make()

    def go(self):
        self.app.run()
                 ^^^ read possible
",
    );
}

#[test]
fn a_property_of_a_base_that_is_overridden() {
    check(
        r"
class Base:
    @property
    def level$0(self):
        ^^^^^ definition
        return 1

class Tide(Base):
    @Base.level.setter
          ^^^^^ read
    def level(self, value):
        ^^^^^ definition
        pass

    @property
    def other(self):
        return super().level
                       ^^^^^ read
",
    );
}
