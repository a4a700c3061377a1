//! What every request answers.

use serde_json::{Value, json};

use crate::client::{Client, at, each, of, plain, range};

const URI: &str = "file:///tides.py";

const PROGRAM: &str = "\
import os
LIMIT = 2
class Tide:
    low = 0
    def rise(self, by):
        self.level = by
        for step in range(by):
            other.level += step
        return self.level
tide = Tide()
tide.level
";

fn client_of(text: &str) -> Client {
    let mut client = Client::start(plain());
    client.open(URI, text);
    client
}

#[track_caller]
fn check_highlights(text: &str, line: usize, character: usize, expected: &[&str]) {
    let found = client_of(text).ask("textDocument/documentHighlight", at(URI, line, character));
    let shown = each(&found, |one| {
        let kind = ["?", "text", "read", "write"][one["kind"].as_u64().unwrap() as usize];
        format!("{} {kind}", range(&one["range"]))
    });
    assert_eq!(shown, expected);
}

#[test]
fn the_server_says_what_it_can_do() {
    let mut client = Client::connect();
    let capabilities = json!({ "textDocument": { "rename": { "prepareSupport": true } } });
    let said = client.ask("initialize", json!({ "capabilities": capabilities }));
    assert_eq!(said["serverInfo"]["name"], "namelight");
    let can = &said["capabilities"];
    assert_eq!(can["positionEncoding"], "utf-16");
    assert_eq!(can["textDocumentSync"], json!({ "openClose": true, "change": 2 }));
    assert_eq!(can["renameProvider"], json!({ "prepareProvider": true }));
    for provider in [
        "documentHighlightProvider",
        "referencesProvider",
        "definitionProvider",
        "documentSymbolProvider",
        "foldingRangeProvider",
        "selectionRangeProvider",
    ] {
        assert_eq!(can[provider], true, "{provider}");
    }
    assert_eq!(can["semanticTokensProvider"]["range"], true);
}

#[test]
fn highlights_say_what_reads_and_what_writes() {
    check_highlights(PROGRAM, 4, 20, &["4:19-21 write", "5:21-23 read", "6:26-28 read"]);
}

#[test]
fn what_is_likely_is_lit_and_what_is_only_possible_is_not() {
    check_highlights(PROGRAM, 5, 15, &["5:13-18 write", "8:20-25 read", "10:5-10 read"]);
    check_highlights("def f(x):\n    ':param x: no'\n    x\n", 0, 6, &["0:6-7 write", "2:4-5 read"]);
}

#[test]
fn keywords_and_brackets_are_text() {
    check_highlights("f(1)\n", 0, 1, &["0:0-1 read"]);
    check_highlights("x = [1]\n", 0, 5, &["0:4-5 text", "0:6-7 text"]);
    check_highlights("def f():\n  return 1\n", 1, 3, &["0:0-3 text", "1:2-8 text"]);
}

#[test]
fn where_there_is_nothing_nothing_is_lit() {
    let mut client = client_of("x = 1\n\n# x\n");
    for (line, character) in [(1, 0), (2, 2), (99, 0)] {
        let found = client.ask("textDocument/documentHighlight", at(URI, line, character));
        assert_eq!(found, Value::Null);
    }
}

#[test]
fn references_with_and_without_the_declaration() {
    let mut client = client_of("x = 1\nx = x\ndef f(): f()\nprint(x)\n");
    let mut references = |line: usize, character: usize, declaration: bool| {
        let mut params = at(URI, line, character);
        params["context"] = json!({ "includeDeclaration": declaration });
        let found = client.ask("textDocument/references", params);
        each(&found, |one| {
            assert_eq!(one["uri"], URI);
            range(&one["range"])
        })
    };
    assert_eq!(references(0, 0, true), ["0:0-1", "1:0-1", "1:4-5", "3:6-7"]);
    assert_eq!(references(0, 0, false), ["1:0-1", "1:4-5", "3:6-7"]);
    assert_eq!(references(2, 9, false), ["2:9-10"]);
    assert_eq!(references(3, 0, false), ["3:0-5"], "a builtin is declared elsewhere");
    assert_eq!(references(2, 0, true), [""; 0], "a keyword refers to nothing");
}

#[test]
fn definitions() {
    let text = "import a.b\nfrom c import d as e\nx: int\nx = 1\ndef f(p): global g; g = p; del p\nf(e, x, a, g)\n@f\ndef f(): pass\nlen\n";
    let mut client = client_of(text);
    let mut definition = |line: usize, character: usize| {
        let found = client.ask("textDocument/definition", at(URI, line, character));
        each(&found, |one| range(&one["range"]))
    };
    assert_eq!(definition(5, 2), ["1:19-20"], "an import");
    assert_eq!(definition(5, 5), ["3:0-1"], "the first write");
    assert_eq!(definition(5, 8), ["0:7-8"]);
    assert_eq!(definition(5, 11), ["4:20-21"], "a write, not the declaration");
    assert_eq!(definition(4, 31), ["4:6-7"], "a parameter");
    assert_eq!(definition(5, 0), ["4:4-5", "7:4-5"], "all definitions");
    assert_eq!(definition(8, 0), [""; 0], "a builtin");
    assert_eq!(definition(4, 0), [""; 0], "a keyword");
}

#[test]
fn names_to_be_renamed() {
    let mut client = client_of("x = len([])\nif x: pass\n");
    let prepared = client.ask("textDocument/prepareRename", at(URI, 1, 4));
    assert_eq!((range(&prepared["range"]), &prepared["placeholder"]), ("1:3-4".to_owned(), &json!("x")));
    let mut refused = |line, character| {
        client.try_ask("textDocument/prepareRename", at(URI, line, character)).map_err(|(_, said)| said)
    };
    assert_eq!(refused(0, 5).unwrap_err(), "len is not defined in this file");
    assert_eq!(refused(1, 1).unwrap_err(), "only names can be renamed");
    assert_eq!(refused(9, 1), Ok(Value::Null));
}

fn rename(client: &mut Client, line: usize, character: usize, new: &str) -> Result<Value, (i64, String)> {
    let mut params = at(URI, line, character);
    params["newName"] = json!(new);
    client.try_ask("textDocument/rename", params)
}

fn edits(edits: &Value) -> Vec<String> {
    each(edits, |edit| {
        let note =
            edit.get("annotationId").map(|id| format!(" {}", id.as_str().unwrap())).unwrap_or_default();
        format!("{} {}{note}", range(&edit["range"]), edit["newText"].as_str().unwrap())
    })
}

const LIKELY: &str = "from m import x\nclass A:\n  def x(self): pass\na = A()\na.x()\nx\n";

#[test]
fn a_rename_for_a_client_that_can_do_little() {
    let mut client = client_of(LIKELY);
    let done = rename(&mut client, 5, 0, "y").unwrap();
    assert_eq!(edits(&done["changes"][URI]), ["0:14-15 x as y", "5:0-1 y"]);
    assert!(done.get("documentChanges").is_none());
    let done = rename(&mut client, 2, 6, "z").unwrap();
    assert_eq!(edits(&done["changes"][URI]), ["2:6-7 z"], "what is only likely stays");
    let refused = |outcome: Result<Value, (i64, String)>| outcome.unwrap_err();
    assert_eq!(refused(rename(&mut client, 5, 0, "if")), (-32803, "if is a keyword".to_owned()));
    assert_eq!(refused(rename(&mut client, 5, 0, "1")).1, "\"1\" can't be a name in Python");
    assert_eq!(refused(rename(&mut client, 5, 0, "a")).1, "a is already a module variable, line 4");
}

#[test]
fn a_rename_with_changes_to_confirm() {
    let edit = json!({ "documentChanges": true, "changeAnnotationSupport": {} });
    let mut client = Client::start(json!({ "workspace": { "workspaceEdit": edit } }));
    client.open(URI, LIKELY);
    client.change(URI, json!([]));
    let done = rename(&mut client, 2, 6, "z").unwrap();
    let change = &done["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({ "uri": URI, "version": 2 }));
    assert_eq!(edits(&change["edits"]), ["2:6-7 z", "4:2-3 z likely"]);
    assert_eq!(done["changeAnnotations"]["likely"]["needsConfirmation"], true);
    assert!(done.get("changes").is_none());
    let done = rename(&mut client, 0, 14, "y").unwrap();
    assert!(done.get("changeAnnotations").is_none(), "nothing to confirm");
}

#[test]
fn symbols_as_a_tree_and_as_a_list() {
    fn show(symbol: &Value, depth: usize, shown: &mut Vec<String>) {
        shown.push(format!(
            "{}{} {} {} {}",
            "  ".repeat(depth),
            symbol["kind"],
            symbol["name"].as_str().unwrap(),
            range(&symbol["range"]),
            range(&symbol["selectionRange"])
        ));
        for child in symbol.get("children").and_then(Value::as_array).into_iter().flatten() {
            show(child, depth + 1, shown);
        }
    }
    let tree = json!({ "textDocument": { "documentSymbol": { "hierarchicalDocumentSymbolSupport": true } } });
    let mut client = Client::start(tree);
    client.open(URI, PROGRAM);
    let found = client.ask("textDocument/documentSymbol", of(URI));
    let mut shown = Vec::new();
    for symbol in found.as_array().unwrap() {
        show(symbol, 0, &mut shown);
    }
    let expected = [
        "14 LIMIT 1:0-5 1:0-5",
        "5 Tide 2:0-8:25 2:6-10",
        "  8 low 3:4-7 3:4-7",
        "  6 rise 4:4-8:25 4:8-12",
        "13 tide 9:0-4 9:0-4",
    ];
    assert_eq!(shown, expected);

    let mut client = client_of(PROGRAM);
    let found = client.ask("textDocument/documentSymbol", of(URI));
    let shown = each(&found, |one| format!("{} in {}", one["name"], one["containerName"]));
    assert_eq!(shown[2..4], ["\"low\" in \"Tide\"", "\"rise\" in \"Tide\""]);
    assert_eq!(found[0]["location"]["uri"], URI);
    assert_eq!(shown.len(), 5);
}

#[test]
fn folds() {
    let text = "import a\nimport b\n# c\n# d\n\nclass A:\n  def f(self,\n        x):\n    y = [\n      1,\n    ]\n# region R\nz = 1\n# endregion\n";
    let mut client = client_of(text);
    let found = client.ask("textDocument/foldingRange", of(URI));
    let show = |one: &Value| format!("{}-{} {}", one["startLine"], one["endLine"], one["kind"]);
    let expected =
        ["0-1 \"imports\"", "2-3 \"comment\"", "5-10 null", "6-10 null", "8-9 null", "11-13 \"region\""];
    assert_eq!(each(&found, show), expected);
    let mut client = Client::start(json!({ "textDocument": { "foldingRange": { "rangeLimit": 2 } } }));
    client.open(URI, text);
    assert_eq!(each(&client.ask("textDocument/foldingRange", of(URI)), show), expected[..2]);
}

#[test]
fn selections_grow() {
    let mut client = client_of("def f(a):\n  return a.b\nx\n");
    let positions = json!([{ "line": 1, "character": 11 }, { "line": 2, "character": 0 }]);
    let params = json!({ "textDocument": { "uri": URI }, "positions": positions });
    let found = client.ask("textDocument/selectionRange", params);
    let mut shown = Vec::new();
    let mut part = &found[0];
    while !part.is_null() {
        shown.push(range(&part["range"]));
        part = &part["parent"];
    }
    assert_eq!(shown, ["1:11-12", "1:9-12", "1:2-12", "0:0-1:12", "0:0-3:0"]);
    assert_eq!(found.as_array().unwrap().len(), 2);
    assert_eq!(range(&found[1]["range"]), "2:0-1");
}

/// Tokens as `text type modifiers`.
fn tokens(text: &str, data: &Value, legend: &Value) -> Vec<String> {
    let numbers: Vec<usize> = data.as_array().unwrap().iter().map(|n| n.as_u64().unwrap() as usize).collect();
    let lines: Vec<&str> = text.lines().collect();
    let (mut line, mut start) = (0, 0);
    let show = |token: &[usize]| {
        start = if token[0] == 0 { start + token[1] } else { token[1] };
        line += token[0];
        let word = &lines[line][start..start + token[2]];
        let kind = legend["tokenTypes"][token[3]].as_str().unwrap();
        let modifiers = ["", " declaration", " defaultLibrary"][token[4]];
        format!("{word} {kind}{modifiers}")
    };
    numbers.chunks_exact(5).map(show).collect()
}

#[test]
fn tokens_of_all_kinds() {
    let mut client = Client::connect();
    let said = client.ask("initialize", json!({ "capabilities": plain() }));
    let legend = &said["capabilities"]["semanticTokensProvider"]["legend"];
    let text = "@d\nclass A:\n  def f(self, x=1): # c\n    return len('a\\n') + x\n'''b\n\nc'''\n";
    client.open(URI, text);
    let all = client.ask("textDocument/semanticTokens/full", of(URI));
    let expected = [
        "@ decorator",
        "d decorator",
        "class keyword",
        "A class declaration",
        ": operator",
        "def keyword",
        "f function declaration",
        "( operator",
        "self selfParameter",
        ", operator",
        "x parameter",
        "= operator",
        "1 number",
        ") operator",
        ": operator",
        "# c comment",
        "return keyword",
        "len function defaultLibrary",
        "( operator",
        "' string",
        "a string",
        "\\n escapeSequence",
        "' string",
        ") operator",
        "+ operator",
        "''' string",
        "b string",
        "c string",
        "''' string",
    ];
    assert_eq!(tokens(text, &all["data"], legend), expected);
    let mut params = of(URI);
    params["range"] =
        json!({ "start": { "line": 2, "character": 24 }, "end": { "line": 3, "character": 13 } });
    let some = client.ask("textDocument/semanticTokens/range", params);
    assert_eq!(tokens(text, &some["data"], legend), expected[16..18]);
}

#[test]
fn a_sweep_over_many_slices_misses_nothing() {
    let text = "def f(x):\n  return [\n    x]\n\n".repeat(1_000);
    let mut client = client_of(&text);
    let all = client.ask("textDocument/semanticTokens/full", of(URI));
    assert_eq!(all["data"].as_array().unwrap().len(), 9_000 * 5);
    assert_eq!(client.ask("textDocument/documentSymbol", of(URI)).as_array().unwrap().len(), 1_000);
    assert_eq!(client.ask("textDocument/foldingRange", of(URI)).as_array().unwrap().len(), 2_000);
}

#[test]
fn depths_that_nobody_writes() {
    let deep = (0..300).map(|depth| format!("{}class C{depth}:\n", " ".repeat(depth))).collect::<String>();
    let text = format!("{deep}{}pass\nx = {}1{}\n", " ".repeat(300), "(".repeat(900), ")".repeat(900));
    let tree = json!({ "textDocument": { "documentSymbol": { "hierarchicalDocumentSymbolSupport": true } } });
    let mut client = Client::start(tree);
    client.open(URI, &text);
    client.ask("textDocument/documentSymbol", of(URI));
    client.ask("textDocument/foldingRange", of(URI));
    client.ask("textDocument/semanticTokens/full", of(URI));
    let positions = json!([{ "line": 301, "character": 904 }]);
    client.ask(
        "textDocument/selectionRange",
        json!({ "textDocument": { "uri": URI }, "positions": positions }),
    );
    assert_eq!(client.ask("textDocument/documentHighlight", at(URI, 301, 0)).as_array().unwrap().len(), 1);
    client.end();
}

#[test]
fn every_hostile_file_has_answers() {
    let tree = json!({ "textDocument": { "documentSymbol": { "hierarchicalDocumentSymbolSupport": true } } });
    let mut client = Client::start(tree);
    for (name, text) in namelight_tests::hostile::files() {
        println!("{name}");
        client.open(name, &text);
        let last = text.lines().count();
        for (line, character) in [(0, 0), (1, 5), (last / 2, 700), (last, 0)] {
            let position = json!({ "line": line, "character": character });
            let selection = json!({ "textDocument": { "uri": name }, "positions": [position] });
            client.ask("textDocument/selectionRange", selection);
            client.ask("textDocument/documentHighlight", at(name, line, character));
            // Refused or not, it is answered.
            let _ = rename(&mut client, line, character, "renamed");
        }
        client.ask("textDocument/documentSymbol", of(name));
        client.ask("textDocument/foldingRange", of(name));
        client.ask("textDocument/semanticTokens/full", of(name));
        client.close(name);
    }
    client.end();
}
