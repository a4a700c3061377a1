"""Prints which names of Python files CPython takes for one and the same variable.

    python3 truth.py < LIST        # paths, one to a line; 3.11 or later, standard library only

For every file a line of JSON: {"file", "skipped": why}, {"file", "problem": what}, or {"file", "groups", "others",
"unknown"}. Bytes count from the start of the text, behind a byte order mark.

* groups: one [name, kind of scope, places] for every variable; places is a flat list of start, end and kind for each
  name. Kinds: 0 read, 1 write or definition, 2 update, 3 delete, 4 declaration. The name is mangled where it is private.
* others: flat starts and ends of words that are no variables: attributes, keywords of calls, parts of imports.
* unknown: flat starts and ends of strings in which this Python does not say where names stand.

The symbol table decides what a name is in a scope: bound there, global, or free. The syntax tree says where the name
stands; a word that has no node of its own is looked up in the text between nodes. The names seen in a scope are held
against those of its table; a difference is a problem. Three things are in neither table nor tree:

* A comprehension may have no table because it was inlined (PEP 709). Its targets are bound in it, all other names are
  looked up from the scope round it.
* Annotations may have no table: those of local variables since 3.14, and all after `from __future__ import annotations`.
  They are looked up from where they stand, in the class round them first (PEP 649).
* Before 3.14 there are no annotation scopes. It tells where a class and the type parameters of its method both bind a
  name that an annotation of the method reads: since 3.14 that is the class's, and so it is said here.
"""

import ast
import bisect
import io
import itertools
import json
import re
import symtable
import sys
import tokenize
import unicodedata
import warnings
from collections import defaultdict, deque

READ, WRITE, UPDATE, DELETE, DECLARATION = range(5)
KINDS = {ast.Load: READ, ast.Store: WRITE, ast.Del: DELETE}
HAS_GENERICS, HAS_LAZY_ANNOTATIONS = sys.version_info >= (3, 12), sys.version_info >= (3, 14)
# Before 3.12 the places of names in f-strings are wrong.
HAS_PLACES_IN_STRINGS = HAS_GENERICS

WORD = re.compile(rb"[A-Za-z_\x80-\xff][A-Za-z0-9_\x80-\xff]*")
LAST_WORD = re.compile(WORD.pattern + rb"\Z")
COMMENT = re.compile(rb"#[^\r\n]*")
LINE_END = re.compile(rb"\r\n|\r|\n")
BYTE_ORDER_MARK = b"\xef\xbb\xbf"

# Names that are in tables because the compiler needs them, not because the text has them.
IMPLIED = {"__class__", "__classdict__", "__conditional_annotations__", "__type_params__"}


class Problem(Exception):
    """The tree, the table and the text do not fit together."""


class Scope:
    """A block of the program, with its symbol table if it has one."""

    def __init__(self, kind, parent, table, private):
        self.kind = kind
        self.parent = parent
        self.table = table
        self.private = private
        self.names = set()
        self.bound = set()
        self.inlined = set()
        self.annotations = {}
        self.symbols = {symbol.get_name(): symbol for symbol in table.get_symbols()} if table else {}
        self.children = defaultdict(deque)
        for child in table.get_children() if table else ():
            self.children[child.get_name(), child.get_lineno()].append(child)

    @property
    def is_hidden(self):
        """Whether no table can hold what is inside."""
        return self.table is None and (self.kind != "comprehension" or self.parent.is_hidden)

    def holder(self):
        """The scope whose table holds the names and blocks of this one."""
        scope = self
        while scope.table is None and not scope.is_hidden:
            scope = scope.parent
        return scope

    def take(self, name, line):
        """The table of the next block of this name that begins in this line."""
        tables = self.holder().children.get((name, line))
        return tables.popleft() if tables else None

    def class_in_view(self):
        """The class whose names come before those of functions, for type parameters and annotations."""
        scope = self
        while scope.kind in ("types", "annotation"):
            scope = scope.parent
        return scope if scope is not self and scope.kind == "class" else None

    def binds(self, name):
        """Whether it owns a name that it mentions itself."""
        if self.table is None:
            return name in self.bound
        return name in self.names and name in self.symbols and self.symbols[name].is_local()

    def declares_global(self, name):
        return name in self.names and name in self.symbols and self.symbols[name].is_declared_global()

    def check(self):
        """Holds what was seen in the scope against its table."""
        if self.table is None:
            return
        extra = {name for name, symbol in self.symbols.items() if name[0] != "." and not symbol.is_free()}
        extra -= self.names | self.inlined | IMPLIED
        missing = self.names - self.symbols.keys()
        unseen = {name for (name, _), tables in self.children.items() if name != "__annotate__" and tables}
        if extra or missing or unseen:
            where = f"{self.kind} {self.table.get_name()} in line {self.table.get_lineno()}"
            raise Problem(f"{where}: unseen {sorted(extra | unseen)}, not in the table {sorted(missing)}")

    def owner(self, name, is_in_annotation):
        """The scope that owns the name as it is used in this one."""
        if self.parent is None:
            return self
        view = self.class_in_view()
        if view is not None and (is_in_annotation or not self.binds(name)):
            if view.declares_global(name):
                return view.module()
            if view.binds(name):
                return view
        if self.binds(name):
            return self
        if self.table is not None and name in self.symbols and self.symbols[name].is_global():
            return self.module()
        scope = self.parent
        while scope.parent is not None:
            if scope.kind == "class":
                if name == "__class__":
                    return scope
            elif scope.binds(name):
                return scope
            elif scope.declares_global(name):
                break
            scope = scope.parent
        if self.table is not None and name in self.symbols and self.symbols[name].is_free():
            raise Problem(f"{name} is free in {self.table.get_name()} and bound nowhere round it")
        return scope.module()

    def module(self):
        scope = self
        while scope.parent is not None:
            scope = scope.parent
        return scope


def mangle(private, name):
    if private is None or not name.startswith("__") or name.endswith("__"):
        return name
    private = private.lstrip("_")
    return f"_{private}{name}" if private else name


class Truth:
    """Walks over a file's tree in the order in which CPython's symtable.c makes the blocks."""

    def __init__(self, path, data):
        self.data = data
        self.lines = [0, *(end.end() for end in LINE_END.finditer(data))]
        text = data.decode()
        self.tree = ast.parse(text)
        self.scope = Scope("module", None, symtable.symtable(text, path, "exec"), None)
        self.scopes = [self.scope]
        self.uses = []
        self.others = []
        self.unknown = set()
        self.string = None
        self.is_in_annotation = False
        self.has_strings_for_annotations = any(
            isinstance(statement, ast.ImportFrom)
            and statement.module == "__future__"
            and any(alias.name == "annotations" for alias in statement.names)
            for statement in self.tree.body
        )
        self.visit(self.tree)
        for scope in self.scopes:
            scope.check()

    def groups(self):
        unknown = sorted(self.unknown)
        groups = defaultdict(list)
        for scope, name, start, end, kind, is_in_annotation in self.uses:
            at = bisect.bisect(unknown, (start, len(self.data)))
            if at == 0 or unknown[at - 1][1] <= start:
                groups[scope.owner(name, is_in_annotation), name] += start, end, kind
        return [(name, owner.kind, places) for (owner, name), places in groups.items()]

    # ---- places

    def start(self, node):
        return self.lines[node.lineno - 1] + node.col_offset

    def end(self, node):
        return self.lines[node.end_lineno - 1] + node.end_col_offset

    def words(self, start, end):
        """The places of words between nodes, where there are no strings."""
        code = COMMENT.sub(lambda comment: b" " * len(comment[0]), self.data[start:end])
        return [(start + word.start(), start + word.end()) for word in WORD.finditer(code)]

    def word_from(self, start, count=0):
        """The place of a word at or behind a byte, with only blanks and words between."""
        return next(itertools.islice(WORD.finditer(self.data, start), count, None)).span()

    def last_word(self, node, name):
        """The place of the word that ends a node and means the name."""
        end = self.end(node)
        written = name.encode()
        if self.data.endswith(written, 0, end):
            return end - len(written), end
        word = LAST_WORD.search(self.data, self.start(node), end)
        return word.span() if word else (end, end)

    # ---- names

    def use(self, name, place, kind, scope=None):
        """A name stands at a place and does something in a scope, usually the present one."""
        scope = scope or self.scope
        stands = unicodedata.normalize("NFKC", self.data[slice(*place)].decode(errors="replace")) == name
        name = self.known(name, scope)
        scope.names.add(name)
        if kind not in (READ, DECLARATION):
            scope.bound.add(name)
        if self.string is not None and not (HAS_PLACES_IN_STRINGS and stands):
            self.unknown.add(self.string)
        elif not stands:
            raise Problem(f"{name} is not at byte {place[0]}")
        else:
            self.uses.append((scope, name, *place, kind, self.is_in_annotation))

    def known(self, name, scope):
        """The name as the scope knows it. In the header of a generic class not all names are private since 3.13."""
        mangled = mangle(scope.private, name)
        symbols = scope.holder().symbols
        return name if mangled not in symbols and name in symbols else mangled

    def other(self, place):
        if self.string is None or HAS_PLACES_IN_STRINGS:
            self.others += place

    # ---- scopes

    def enter(self, kind, name, line, private=None):
        outside = self.scope
        table = outside.take(name, line)
        scope = Scope(kind, outside, table, private or outside.private)
        if table is None and not scope.is_hidden and not (kind == "comprehension" and HAS_GENERICS):
            raise Problem(f"no table for {kind} {name} in line {line}")
        self.scopes.append(scope)
        self.scope = scope

    def leave(self):
        if self.scope.table is None and not self.scope.is_hidden:
            self.scope.holder().inlined |= self.scope.names
        self.scope = self.scope.parent

    def annotation(self, node, line, function=None, is_local=False):
        """Visits an annotation; those of one function share a scope, and so do those in a class's or the module's body."""
        if node is None:
            return
        outside, self.is_in_annotation = self.scope, True
        if self.has_strings_for_annotations or (is_local and HAS_LAZY_ANNOTATIONS):
            self.scope = Scope("annotation", outside, None, outside.private)
        elif HAS_LAZY_ANNOTATIONS:
            if function not in outside.annotations:
                self.enter("annotation", "__annotate__", line)
                outside.annotations[function] = self.scope
            self.scope = outside.annotations[function]
        self.visit(node)
        self.scope, self.is_in_annotation = outside, False

    # ---- the walk

    def visit(self, *nodes):
        for node in nodes:
            if isinstance(node, list):
                self.visit(*node)
            elif isinstance(node, ast.AST):
                visitor = getattr(self, type(node).__name__, None)
                if visitor is not None:
                    visitor(node)
                else:
                    self.visit(*(getattr(node, field, None) for field in node._fields))

    def Name(self, node, kind=None):
        self.use(node.id, (self.start(node), self.end(node)), KINDS[type(node.ctx)] if kind is None else kind)

    def Attribute(self, node):
        self.visit(node.value)
        self.other(self.last_word(node, node.attr))

    def keyword(self, node):
        if node.arg is not None:
            self.other(self.word_from(self.start(node)))
        self.visit(node.value)

    def JoinedStr(self, node):
        outside = self.string
        self.string = outside or (self.start(node), self.end(node))
        if not HAS_PLACES_IN_STRINGS:
            self.unknown.add(self.string)
        self.visit(node.values)
        self.string = outside

    TemplateStr = JoinedStr

    def AugAssign(self, node):
        if isinstance(node.target, ast.Name):
            self.Name(node.target, UPDATE)
        else:
            self.visit(node.target)
        self.visit(node.value)

    def AnnAssign(self, node):
        scope = self.scope
        if not isinstance(node.target, ast.Name) or node.value:
            self.visit(node.target)
        elif node.simple:
            self.Name(node.target, DECLARATION)
        else:
            # `(x): int` is in no table.
            self.scope = Scope("annotation", scope, None, scope.private)
            self.Name(node.target, DECLARATION)
            self.scope = scope
        self.annotation(node.annotation, node.lineno, is_local=scope.kind not in ("module", "class"))
        self.visit(node.value)

    def NamedExpr(self, node):
        self.visit(node.value)
        scope = self.scope
        scope.names.add(self.known(node.target.id, scope))
        while scope.kind == "comprehension":
            scope = scope.parent
        self.use(node.target.id, (self.start(node.target), self.end(node.target)), WRITE, scope)

    def Import(self, node):
        bound = []
        for alias in node.names:
            if alias.asname is not None:
                bound.append((alias.asname, self.last_word(alias, alias.asname)))
            elif alias.name != "*":
                name = alias.name.partition(".")[0] if isinstance(node, ast.Import) else alias.name
                bound.append((name, self.word_from(self.start(alias))))
        for name, place in bound:
            self.use(name, place, WRITE)
        places = {place for _, place in bound}
        for place in self.words(self.start(node), self.end(node)):
            if place not in places:
                self.other(place)

    ImportFrom = Import

    def Global(self, node):
        words = self.words(self.start(node), self.end(node))
        for name, place in zip(node.names, words[1:], strict=True):
            self.use(name, place, DECLARATION)
            if isinstance(node, ast.Global):
                # The table of the module has it too.
                self.scopes[0].names.add(self.known(name, self.scope))

    Nonlocal = Global

    def Try(self, node):
        self.visit(node.body, node.orelse, node.handlers, node.finalbody)

    TryStar = Try

    def ExceptHandler(self, node):
        self.visit(node.type)
        if node.name is not None:
            self.use(node.name, self.words(self.end(node.type), self.start(node.body[0]))[1], WRITE)
        self.visit(node.body)

    def MatchAs(self, node):
        self.visit(node.pattern)
        if node.name is not None:
            self.use(node.name, self.last_word(node, node.name), WRITE)

    def MatchStar(self, node):
        if node.name is not None:
            self.use(node.name, self.last_word(node, node.name), WRITE)

    def MatchMapping(self, node):
        self.visit(node.keys, node.patterns)
        if node.rest is not None:
            start = self.end(node.patterns[-1]) if node.patterns else self.start(node)
            self.use(node.rest, self.words(start, self.end(node))[-1], WRITE)

    def MatchClass(self, node):
        self.visit(node.cls, node.patterns)
        end = self.end(node.patterns[-1] if node.patterns else node.cls)
        for pattern in node.kwd_patterns:
            self.other(self.words(end, self.start(pattern))[-1])
            self.visit(pattern)
            end = self.end(pattern)

    def FunctionDef(self, node, words=1):
        self.use(node.name, self.word_from(self.start(node), words), WRITE)
        arguments = node.args
        self.visit(arguments.defaults, arguments.kw_defaults)
        if not HAS_GENERICS:
            self.annotations(node)
        self.visit(node.decorator_list)
        parameters = getattr(node, "type_params", None)
        if parameters:
            self.enter("types", node.name, node.lineno)
            self.visit(parameters)
        if HAS_GENERICS:
            self.annotations(node)
        self.enter("function", node.name, node.lineno)
        self.parameters(arguments)
        self.visit(node.body)
        self.leave()
        if parameters:
            self.leave()

    def AsyncFunctionDef(self, node):
        self.FunctionDef(node, 2)

    def annotations(self, node):
        arguments = node.args
        for argument in (*arguments.posonlyargs, *arguments.args, arguments.vararg, arguments.kwarg, *arguments.kwonlyargs):
            self.annotation(argument and argument.annotation, node.lineno, node)
        self.annotation(node.returns, node.lineno, node)

    def parameters(self, arguments):
        for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg):
            if argument is not None:
                self.use(argument.arg, self.word_from(self.start(argument)), WRITE)

    def Lambda(self, node):
        self.visit(node.args.defaults, node.args.kw_defaults)
        self.enter("function", "lambda", node.lineno)
        self.parameters(node.args)
        self.visit(node.body)
        self.leave()

    def ClassDef(self, node):
        self.use(node.name, self.word_from(self.start(node), 1), WRITE)
        if HAS_GENERICS:
            self.visit(node.decorator_list)
        parameters = getattr(node, "type_params", None)
        if parameters:
            self.enter("types", node.name, node.lineno, node.name)
            self.visit(parameters)
        self.visit(node.bases, node.keywords)
        if not HAS_GENERICS:
            self.visit(node.decorator_list)
        self.enter("class", node.name, node.lineno, node.name)
        self.visit(node.body)
        self.leave()
        if parameters:
            self.leave()

    def TypeAlias(self, node):
        self.visit(node.name)
        if node.type_params:
            self.enter("types", node.name.id, node.lineno)
            self.visit(node.type_params)
        self.enter("types", node.name.id, node.lineno)
        self.visit(node.value)
        self.leave()
        if node.type_params:
            self.leave()

    def TypeVar(self, node):
        self.use(node.name, self.word_from(self.start(node)), WRITE)
        for expression in (getattr(node, "bound", None), getattr(node, "default_value", None)):
            if expression is not None:
                self.enter("types", node.name, expression.lineno)
                self.visit(expression)
                self.leave()

    TypeVarTuple = ParamSpec = TypeVar

    def comprehension(self, node, name, *results):
        first, *others = node.generators
        self.visit(first.iter)
        self.enter("comprehension", name, node.lineno)
        self.visit(first.target, first.ifs)
        for generator in others:
            self.visit(generator.target, generator.iter, generator.ifs)
        self.visit(*results)
        self.leave()

    def ListComp(self, node):
        self.comprehension(node, "listcomp", node.elt)

    def SetComp(self, node):
        self.comprehension(node, "setcomp", node.elt)

    def GeneratorExp(self, node):
        self.comprehension(node, "genexpr", node.elt)

    def DictComp(self, node):
        self.comprehension(node, "dictcomp", node.value, node.key)


def describe(path):
    """What is to be printed of a file."""
    with open(path, "rb") as file:
        data = file.read()
    try:
        encoding = tokenize.detect_encoding(io.BytesIO(data).readline)[0]
        if encoding not in ("utf-8", "utf-8-sig"):
            return {"skipped": "not UTF-8"}
        truth = Truth(path, data.removeprefix(BYTE_ORDER_MARK))
    except (SyntaxError, UnicodeDecodeError, ValueError):
        return {"skipped": "not Python to this version"}
    except (RecursionError, MemoryError):
        return {"skipped": "nested too deep"}
    unknown = [place for string in sorted(truth.unknown) for place in string]
    return {"groups": truth.groups(), "others": truth.others, "unknown": unknown}


def main():
    sys.setrecursionlimit(20_000)
    warnings.simplefilter("ignore")
    for line in sys.stdin:
        path = line.removesuffix("\n")
        try:
            told = describe(path)
        except Problem as problem:
            told = {"problem": str(problem)}
        except Exception as error:
            told = {"problem": f"the script failed: {error!r}"}
        print(json.dumps({"file": path, **told}, ensure_ascii=False, separators=(",", ":")), flush=True)


if __name__ == "__main__":
    main()
