//! Renames and refusals, as a person would see them.
#![allow(clippy::unwrap_used)]

use crop::Rope;

use super::*;

fn rename(marked: &str, new: &str) -> Result<String, Refusal> {
    let at = marked.find("$0").unwrap();
    let text = marked.replace("$0", "");
    let mut file = FileIndex::of(&Rope::from(text.as_str()));
    let replaces = file.rename_at(at, new, &CancelToken::never()).unwrap()?;
    let mut renamed = text;
    for replace in replaces.iter().rev() {
        let mark = if replace.certainty == Certainty::Likely { "?" } else { "" };
        renamed.replace_range(replace.range.clone(), &format!("{}{mark}", replace.text));
    }
    Ok(renamed)
}

#[track_caller]
fn check(marked: &str, new: &str, expected: &str) {
    assert_eq!(rename(marked, new), Ok(expected.to_owned()));
}

#[track_caller]
fn check_refused(marked: &str, new: &str, said: &str) {
    assert_eq!(rename(marked, new).unwrap_err().to_string(), said);
}

#[test]
fn a_variable_and_only_that() {
    check("x = 1\ndef f(x): return x$0\nx\n", "total", "x = 1\ndef f(total): return total\nx\n");
}

#[test]
fn keyword_arguments_and_fields_of_strings_follow() {
    check("def f(a$0): return f'{a=}'\nf(a=1)\n", "b", "def f(b): return f'{b=}'\nf(b=1)\n");
}

#[test]
fn what_is_imported_keeps_its_name() {
    check("from m import (a, x) # as\nx$0\n", "y", "from m import (a, x as y) # as\ny\n");
    check("import x\nx$0.x\n", "y", "import x as y\ny.x\n");
    check("from m import x as z\nz$0\n", "y", "from m import x as y\ny\n");
    check("from . import \\\n  x$0\n", "y", "from . import \\\n  x as y\n");
    check_refused(
        "import os.path\nos$0\n",
        "y",
        "os is the first part of a dotted import and belongs to another file",
    );
}

#[test]
fn members_and_what_is_only_likely() {
    check(
        "class A:\n  def f$0(self): self.f()\na = A()\na.f()\nb.f()\n",
        "g",
        "class A:\n  def g(self): self.g()\na = A()\na.g?()\nb.f()\n",
    );
    check("__all__ = ['f']\ndef f$0(): ':param f: no'\n", "g", "__all__ = ['g?']\ndef g(): ':param f: no'\n");
}

#[test]
fn private_names_keep_their_prefix() {
    let text = "class A:\n  def f(self): self.__x$0\n  def g(self): self.__x = 1\nA()._A__x\n";
    check(text, "__y", "class A:\n  def f(self): self.__y\n  def g(self): self.__y = 1\nA()._A__y?\n");
    check(text, "y", "class A:\n  def f(self): self.y\n  def g(self): self.y = 1\nA().y?\n");
}

#[test]
fn names_that_this_file_does_not_define() {
    check_refused("print$0(1)", "show", "print is not defined in this file");
    check_refused("a = b\na.real$0", "y", "real is not defined in this file");
    check_refused("class A(B):\n  def f(self): self.setup$0()\n", "y", "setup is not defined in this file");
    check_refused(
        "class A:\n  def __init__$0(self): pass\n",
        "y",
        "__init__ is a name that Python itself looks for",
    );
    check_refused("if$0 x: pass", "y", "only names can be renamed");
    check_refused("x = 1\n\n$0\n", "y", "there is no name here");
}

#[test]
fn names_that_python_does_not_allow() {
    for wrong in ["", "1a", "a b", "a-b", "a.b", "ä!"] {
        check_refused("x$0 = 1\n", wrong, &format!("{wrong:?} can't be a name in Python"));
    }
    check_refused("x$0 = 1\n", "lambda", "lambda is a keyword");
    check_refused("x$0 = 1\n", "None", "None is a keyword");
    check("x$0 = 1\n", "match", "match = 1\n");
    check("x$0 = 1\n", "größe", "größe = 1\n");
}

#[test]
fn names_that_are_taken() {
    check_refused("x$0 = y = 1\n", "y", "y is already a module variable, line 1");
    check_refused("def f():\n  x$0 = 1\n  g(x)\n  y = 2\n", "y", "y is already a local of f(), line 4");
    check_refused("import y\ndef f(x$0):\n  return y(x)\n", "y", "y is already an import, line 1");
    check("x$0 = 1\ndef f(y): return y\n", "y", "y = 1\ndef f(y): return y\n");
    check("x$0 = 1\n", "x", "x = 1\n");
}

#[test]
fn places_that_would_mean_something_else() {
    check_refused("x$0 = 1\ndef f(y): return x + y\n", "y", "y would mean a parameter of f() in line 2");
    check_refused(
        "def f(x$0):\n  return y(x)\n",
        "y",
        "y is already a name that this file doesn't define, line 2",
    );
    check_refused("def f(x$0):\n  return len(x)\n", "len", "len is already a builtin, line 2");
}

#[test]
fn what_is_in_the_way_is_told() {
    let text = "x = 1\nprint(x)\ny = 2\ny += x\n";
    let mut file = FileIndex::of(&Rope::from(text));
    let refusal = file.rename_at(0, "y", &CancelToken::never()).unwrap().unwrap_err();
    assert_eq!(refusal.places(), [15..16, 21..22]);
    assert_eq!(refusal.to_string(), "y is already a module variable, line 3");
    // Asking has left no trace.
    assert_eq!(file.rename_at(0, "z", &CancelToken::never()).unwrap().unwrap().len(), 3);
}

#[test]
fn places_of_unknown_objects_stay_unless_they_are_asked_for() {
    let text = "class A:\n  def f(self):\n    self.f()\n\ndef g(a):\n  a.f()\n";
    let mut file = FileIndex::of(&Rope::from(text));
    let never = CancelToken::never();
    let plan = file.plan_rename(15, &never).unwrap().unwrap();
    assert_eq!((plan.count(Certainty::Exact), plan.count(Certainty::Possible)), (2, 1));
    let mut changed = |possible| {
        let extent = RenameExtent { possible, ..RenameExtent::default() };
        file.check_rename(&plan, "run", extent, &never).unwrap().unwrap().len()
    };
    assert_eq!([changed(false), changed(true)], [2, 3]);
}

#[test]
fn docstrings_and_likely_places_are_offered() {
    let text = "def f(a):\n  \"\"\"F.\n\n  :param a: it\n  \"\"\"\n  return a\n";
    let mut file = FileIndex::of(&Rope::from(text));
    let never = CancelToken::never();
    let plan = file.plan_rename(6, &never).unwrap().unwrap();
    assert_eq!((plan.count(Certainty::Exact), plan.count(Certainty::Mention)), (2, 1));
    let extent = RenameExtent { mentions: true, ..RenameExtent::default() };
    let replaces = file.check_rename(&plan, "total", extent, &never).unwrap().unwrap();
    let mut renamed = text.to_owned();
    for replace in replaces.iter().rev() {
        renamed.replace_range(replace.range.clone(), &replace.text);
    }
    assert_eq!(
        renamed,
        text.replace("f(a)", "f(total)")
            .replace("param a", "param total")
            .replace("return a", "return total")
    );
}
