"""Says how a Python file is built, and whether a text is Python.

Reads requests from the standard input, one JSON object a line, and answers each with one:
  {"file": path}  ->  {"skipped": why}, or
      statements  top-level statements, starts and ends in bytes, decorators and line ends included
      lines       where logical lines start (the first byte of the line), in bytes
      brackets    brackets that are code, in bytes
      colons      colons that end the header of a compound statement, in bytes
      words       where words of code start, in bytes
  {"text": text}  ->  {"parses": bool}
Strings and comments are no code; nor is what stands in the replacement fields of f-strings.
"""
import ast
import io
import json
import sys
import tokenize
import warnings

HEADERS = {"if", "elif", "else", "for", "while", "with", "try", "except", "finally", "def", "class", "async"}
BLANK = {tokenize.COMMENT, tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING, tokenize.ENDMARKER}
STRING_STARTS = {getattr(tokenize, name, None) for name in ("FSTRING_START", "TSTRING_START")}
STRING_ENDS = {getattr(tokenize, name, None) for name in ("FSTRING_END", "TSTRING_END")}


def statements(tree, starts):
    found = []
    for node in tree.body:
        first = min([node.lineno] + [one.lineno for one in getattr(node, "decorator_list", [])])
        start, end = starts[first - 1], starts[node.end_lineno]
        if found and start < found[-1][1]:
            found[-1][1] = max(end, found[-1][1])
        else:
            found.append([start, end])
    return found


def outline(path):
    with open(path, "rb") as file:
        data = file.read()
    text = data.decode("utf-8")
    if data.startswith(b"\xef\xbb\xbf") or b"\r" in data or b"\f" in data:
        return {"skipped": "line ends"}
    tree = ast.parse(text)
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.encode()) + 1)
    starts[-1] = len(data)
    told = {"statements": statements(tree, starts), "lines": [], "brackets": [], "colons": [], "words": []}
    depth = lambdas = strings = 0
    is_first, is_header = True, False
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        row, column = token.start
        if token.type in STRING_STARTS:
            strings += 1
        if token.type in STRING_ENDS:
            strings -= 1
        if token.type in BLANK or strings:
            continue
        if token.type == tokenize.NEWLINE:
            is_first, is_header, lambdas = True, False, 0
            continue
        at = starts[row - 1] + len(lines[row - 1][:column].encode())
        if is_first:
            told["lines"].append(starts[row - 1])
            is_first, is_header = False, token.string in HEADERS
        if token.type == tokenize.NAME:
            told["words"].append(at)
            lambdas += token.string == "lambda"
        elif token.type == tokenize.OP and token.string in "([{":
            depth += 1
            told["brackets"].append(at)
        elif token.type == tokenize.OP and token.string in ")]}":
            depth -= 1
            told["brackets"].append(at)
        elif token.type == tokenize.OP and token.string == ":" and depth == 0:
            if lambdas:
                lambdas -= 1
            elif is_header:
                told["colons"].append(at)
                is_header = False
    return told


def parses(text):
    try:
        ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def answer(request):
    if "text" in request:
        return {"parses": parses(request["text"])}
    try:
        return outline(request["file"])
    except (SyntaxError, ValueError, RecursionError, MemoryError, tokenize.TokenError) as error:
        return {"skipped": type(error).__name__}


warnings.simplefilter("ignore")
for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
