//! `C(x=1)` names a parameter of the constructor.

use super::check;

#[test]
fn init() {
    check(
        r"
class Tide:
    def __init__(self, level$0):
                       ^^^^^ definition
        self.level = level
                     ^^^^^ read

Tide(level=1)
     ^^^^^ read
",
    );
}

#[test]
fn new() {
    check(
        r"
class Tide:
    def __new__(cls, level$0):
                     ^^^^^ definition
        return level
               ^^^^^ read

Tide(level=1)
     ^^^^^ read
",
    );
}

#[test]
fn init_and_new() {
    check(
        r"
class Tide:
    def __new__(cls, level):
        return super().__new__(cls)

    def __init__(self, level$0):
                       ^^^^^ definition
        self.x = level
                 ^^^^^ read

Tide(level=1)
     ^^^^^ read
",
    );
}

#[test]
fn an_inherited_constructor() {
    check(
        r"
class Base:
    def __init__(self, level$0):
                       ^^^^^ definition
        self.x = level
                 ^^^^^ read

class Tide(Base):
    pass

Tide(level=1)
     ^^^^^ read
",
    );
}

#[test]
fn a_constructor_of_an_imported_base_is_unknown() {
    check(
        r"
class Tide(Base):
    pass

Tide(level$0=1)
     ^^^^^ read likely
Tide(level=2)
     ^^^^^ read likely
",
    );
}

#[test]
fn the_class_in_its_own_methods() {
    check(
        r"
class Tide:
    def __init__(self, level$0=0):
                       ^^^^^ definition
        self.x = level
                 ^^^^^ read

    @classmethod
    def of(cls, value):
        return cls(level=value)
                   ^^^^^ read

    def copy(self):
        return type(self)(level=1), self.__class__(level=2), Tide(level=3)
                          ^^^^^ read
                                                   ^^^^^ read
                                                                  ^^^^^ read
",
    );
}

#[test]
fn a_constructor_by_path() {
    check(
        r"
class Outer:
    class Tide:
        def __init__(self, level$0):
                           ^^^^^ definition
            self.x = level
                     ^^^^^ read

Outer.Tide(level=1)
           ^^^^^ read
",
    );
}

#[test]
fn a_generic_class() {
    check(
        r"
class Box[T]:
    def __init__(self, item$0: T):
                       ^^^^ definition
        self.x = item
                 ^^^^ read

Box[int](item=1)
         ^^^^ read
",
    );
}

#[test]
fn what_goes_into_the_keywords() {
    check(
        r#"
class Tide:
    def __init__(self, **rest):
        self.level = rest["level"]

Tide(level$0=1)
     ^^^^^ read likely
"#,
    );
}

#[test]
fn calling_init_by_name() {
    check(
        r"
class Base:
    def __init__(self, level$0):
                       ^^^^^ definition
        self.x = level
                 ^^^^^ read

class Tide(Base):
    def __init__(self):
        Base.__init__(self, level=1)
                            ^^^^^ read
",
    );
}

#[test]
fn a_member_of_the_same_name_is_another_thing() {
    check(
        r"
class Tide:
    def __init__(self, level):
        self.level$0 = level
             ^^^^^ write

Tide(level=1).level
              ^^^^^ read likely
",
    );
}

#[test]
fn a_class_by_another_name() {
    check(
        r"
class Tide:
    def __init__(self, level$0):
                       ^^^^^ definition
        self.x = level
                 ^^^^^ read

Make = Tide
Make(level=1)
     ^^^^^ read likely
",
    );
}

#[test]
fn the_nearest_constructor_counts() {
    check(
        r"
class Base:
    def __init__(self, level):
        self.x = level

class Tide(Base):
    def __init__(self, level$0):
                       ^^^^^ definition
        super().__init__(level=level)
                               ^^^^^ read

Tide(level=1)
     ^^^^^ read
Base(level=2)
",
    );
}

#[test]
fn a_constructor_that_takes_no_other_names_hands_on_none() {
    check(
        r"
class Base:
    def __init__(self, level$0, name):
                       ^^^^^ definition
        self.x = level
                 ^^^^^ read

class Open(Base):
    def __init__(self, *args, **others):
        super().__init__(*args, **others)

class Tide(Base):
    def __init__(self, name):
        super().__init__(0, name)

Open(level=1)
     ^^^^^ read
Tide(level=1)
",
    );
}

#[test]
fn overloaded_constructors() {
    check(
        r"
class Tide:
    @overload
    def __init__(self, level: int): ...
    @overload
    def __init__(self, level: str): ...
    def __init__(self, level$0):
                       ^^^^^ definition
        self.x = level
                 ^^^^^ read

Tide(level=1)
     ^^^^^ read
",
    );
}

#[test]
fn a_named_tuple_with_new() {
    check(
        r"
class Base(NamedTuple):
    level: int

class Tide(Base):
    def __new__(cls, level$0):
                     ^^^^^ definition
        return super().__new__(cls, level)
                                    ^^^^^ read

Tide(level=1)
     ^^^^^ read
",
    );
}
