//! Docstrings that speak of parameters: shown more faintly, and never counted.

use super::{check, check_dark, check_words};

#[test]
fn google_style() {
    check(
        r#"
def f(x$0, y):
      ^ definition
    """Do it with x.

    Args:
        x: the x, not x: itself
        ^ read mention
        y (int): the y

    Returns:
        x: something
    """
    return x
           ^ read
"#,
    );
}

#[test]
fn google_style_with_types_and_stars() {
    check(
        r#"
def f(a, *args$0, **kwargs):
          ^^^^ definition
    """Do it.

    Arguments:
        a (Dict[str, int], optional): the a
        *args (int): more
         ^^^^ read mention
        **kwargs: most
    """
"#,
    );
}

#[test]
fn keyword_arguments_have_a_section() {
    check(
        r#"
def f(*, key$0=None):
         ^^^ definition
    """Do it.

    Keyword Args:
        key: what opens it
        ^^^ read mention
    """
    return key
           ^^^ read
"#,
    );
}

#[test]
fn numpy_style() {
    check(
        r#"
def f(x, y$0):
         ^ definition
    """
    Do it.

    Parameters
    ----------
    x, y : float
       ^ read mention
        y : is explained here

    Returns
    -------
    y : float
    """
"#,
    );
}

#[test]
fn fields_of_sphinx() {
    check(
        r#"
def f(x$0, y):
      ^ definition
    """Do it.

    :param x: the x
           ^ read mention
    :param int x: the x
               ^ read mention
    :type x: int
          ^ read mention
    :arg x: the x
         ^ read mention
    :keyword x: the x
             ^ read mention
    :returns: x
    :raises x: never
    """
"#,
    );
}

#[test]
fn fields_of_epydoc() {
    check(
        r#"
def f(x$0):
      ^ definition
    """@param x: the x
              ^ read mention
    @return: x"""
"#,
    );
}

#[test]
fn only_parameters_are_mentioned() {
    check(
        r#"
y$0 = 1
^ write
def f(x):
    """Do it.

    Args:
        y: no parameter
        z: neither
    """
    z = x
    return y
           ^ read
"#,
    );
    check_dark("def f(x):\n  '''\n  :param z$0: not there\n  '''\n  z = 1\n");
}

#[test]
fn the_function_inside_has_its_own() {
    check(
        r#"
def f(x):
    """:param x: that of f"""
    def g(x$0):
          ^ definition
        """:param x: that of g"""
                  ^ read mention
    return x
"#,
    );
}

#[test]
fn only_the_first_statement_is_a_docstring() {
    check(
        r#"
def f(x$0):
      ^ definition
    # a comment may stand before it
    """:param x: yes"""
              ^ read mention
    """:param x: no"""

def g(x):
    """:param x: another"""
"#,
    );
    check_dark("def f(x):\n  pass\n  ''':param x$0: no'''\n");
    check_dark("def f(x):\n  y = ''':param x$0: no'''\n");
    check_dark("def f(x):\n  ''':param x$0: no''', 1\n");
}

#[test]
fn strings_that_are_no_docstrings() {
    check_dark("def f(x):\n  b''':param x$0: no'''\n");
    check_dark("def f(x):\n  f''':param x$0: no'''\n");
    check_dark("''':param x$0: no'''\n");
}

#[test]
fn a_docstring_on_the_line_of_its_function() {
    check(
        r#"
def f(x$0): r":param x: \alpha"
      ^ definition
                     ^ read mention
"#,
    );
}

#[test]
fn escapes_change_nothing() {
    check(
        r#"
def f(x$0, y):
      ^ definition
    """Say \"hello\".

    :param \\*y: stars
    :param x: the x\n
           ^ read mention
    """
"#,
    );
}

#[test]
fn a_class_speaks_of_its_constructor() {
    check(
        r#"
class C:
    """Holds it.

    Args:
        x: the x
        ^ read mention
        self: itself
    """
    def other(self, x): pass
    def __init__(self, x$0):
                       ^ definition
        """:param x: again"""
                  ^ read mention
        self.x = x
                 ^ read
"#,
    );
}

#[test]
fn of_several_constructors_the_last_counts() {
    check(
        r#"
class C:
    """:param x: the x"""
              ^ read mention
    @overload
    def __init__(self, x): pass
    def __init__(self, x$0=None): pass
                       ^ definition
"#,
    );
}

#[test]
fn a_generic_constructor() {
    check(
        r#"
class C[T]:
    """:param x: the x"""
              ^ read mention
    def __init__[U](self, x$0: U): pass
                          ^ definition
"#,
    );
}

#[test]
fn a_class_speaks_of_its_fields() {
    check(
        r#"
class C:
    """Holds it.

    Attributes:
        size: how many
        ^^^^ read mention
    """
    size$0: int = 0
    ^^^^ write
"#,
    );
}

#[test]
fn the_fields_of_a_record_are_what_it_is_made_with() {
    check(
        r#"
@dataclass
class C:
    """Holds it.

    Parameters
    ----------
    size : int
    ^^^^ read mention
    """
    size$0: int
    ^^^^ declaration
"#,
    );
}

#[test]
fn an_attribute_is_no_parameter() {
    check(
        r#"
class C:
    """Holds it.

    Attributes:
        x: what self.x holds
    """
    def __init__(self, x$0): self.x = x
                       ^ definition
                                      ^ read
"#,
    );
}

#[test]
fn a_mention_binds_nothing() {
    check(
        r#"
class C:
    """
    :param len: how long
    """
    def f(self): return len$0
                        ^^^ read
"#,
    );
    check_words("def f(x):\n  ''':param x$0: y'''\n", "parameter of f()");
}

#[test]
fn private_parameters_are_mangled() {
    check(
        r#"
class A:
    def f(self, __x$0):
                ^^^ definition
        """:param __x: the x"""
                  ^^^ read mention
"#,
    );
}

#[test]
fn names_of_any_script() {
    check(
        r#"
def f(größe$0, fish):
      ^^^^^ definition
    """Tu es.

    Args:
        größe: wie groß
        ^^^^^ read mention
        ﬁsh: wie frisch
    """
"#,
    );
}

#[test]
fn quotes_and_docstrings_go_together() {
    check(
        r#"
class Foo: pass

def f(foo$0: "Foo") -> "Foo":
      ^^^ definition
    """
    Args:
        foo (Foo): the foo
        ^^^ read mention
    """
"#,
    );
}

#[test]
fn a_class_speaks_of_what_its_instances_hold() {
    check(
        r#"
class C:
    """Holds it.

    Attributes:
        x: what self.x holds
        ^ read mention
    """
    def __init__(self, x): self.x$0 = x
                                ^ write
    def get(self): return self.x
                               ^ read
"#,
    );
    check(
        r#"
class C:
    """
    :ivar size: how many
          ^^^^ read mention
    :param size: how many
    """
    def __init__(self, size=0):
        self.size$0 = size
             ^^^^ write
"#,
    );
}

#[test]
fn what_a_class_does_not_have_is_not_mentioned() {
    check_dark("class C:\n  ''':ivar x$0: no'''\n");
    check_dark("class C:\n  ''':ivar x$0: no'''\n  def f(self): return [y.x]\n");
}

#[test]
fn a_mention_does_not_join_classes() {
    check(
        r#"
class A:
    def __init__(self): self.x$0 = 1
                             ^ write
class B:
    """:ivar x: no member of B"""
class C(A, B):
    def __init__(self): self.x = 2
                             ^ write
class D(B):
    def __init__(self): self.x = 3
"#,
    );
}
