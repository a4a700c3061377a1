//! Members through names whose annotation says what they hold.

use super::check;

#[test]
fn an_annotated_parameter() {
    check(
        r"
class App:
    def run$0(self):
        ^^^ definition
        pass

def main(app: App, *apps: App, other: App = None):
    app.run()
        ^^^ read likely
    other.run()
          ^^^ read likely
    apps.run()
         ^^^ read possible
",
    );
}

#[test]
fn a_quoted_annotation() {
    check(
        r#"
class App:
    def run$0(self):
        ^^^ definition
        pass

def main(app: "App", other: 'App | None'):
    app.run()
        ^^^ read likely
    other.run()
          ^^^ read likely
"#,
    );
}

#[test]
fn an_annotation_with_none() {
    check(
        r"
class App:
    def run$0(self):
        ^^^ definition
        pass

def main(a: App | None, b: None | App, c: Optional[App], d: typing.Optional[App], e: Union[App, None]):
    a.run()
      ^^^ read likely
    b.run()
      ^^^ read likely
    c.run()
      ^^^ read likely
    d.run()
      ^^^ read likely
    e.run()
      ^^^ read likely
",
    );
}

#[test]
fn an_annotation_that_says_two_things() {
    check(
        r"
class App:
    def run$0(self):
        ^^^ definition
        pass

def main(a: App | str, b: list[App]):
    a.run()
      ^^^ read possible
    b.run()
      ^^^ read possible
",
    );
}

#[test]
fn wrappers_of_annotations() {
    check(
        r#"
class App:
    def run$0(self):
        ^^^ definition
        pass

class Holder:
    a: ClassVar[App]
    b: Final[App]
    c: Annotated[App, "x"]
    d: typing.ClassVar[App | None] = None

    def f(self):
        self.a.run()
               ^^^ read likely
        self.b.run()
               ^^^ read likely
        self.c.run()
               ^^^ read likely
        self.d.run()
               ^^^ read likely
"#,
    );
}

#[test]
fn the_class_itself_by_annotation() {
    check(
        r"
class App:
    def run$0(self):
        ^^^ definition
        pass

def main(kind: type[App], other: Type[App]):
    kind.run()
         ^^^ read likely
    kind().run()
           ^^^ read likely
    other.run
          ^^^ read likely
",
    );
}

#[test]
fn an_annotated_variable() {
    check(
        r"
class App:
    def run$0(self):
        ^^^ definition
        pass

app: App
app.run()
    ^^^ read likely
other: App = make()
other.run()
      ^^^ read likely
other = remake()
other.run()
      ^^^ read likely
",
    );
}

#[test]
fn an_annotated_parameter_that_is_rebound() {
    check(
        r"
class App:
    def run$0(self):
        ^^^ definition
        pass

def main(app: App | None = None):
    app = app or App()
    app.run()
        ^^^ read likely
",
    );
}

#[test]
fn self_as_an_annotation() {
    check(
        r"
class App:
    def run$0(self, other: Self, third: typing.Self):
        ^^^ definition
        other.run()
              ^^^ read likely
        third.run()
              ^^^ read likely
",
    );
}
