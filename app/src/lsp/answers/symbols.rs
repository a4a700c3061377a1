//! The outline, as a tree or as a list.

use lsp_types::{DocumentSymbol, SymbolKind};
use namelight_engine::occurrences::{OutlineSymbol, SymbolKind as Sort};
use serde::Serialize;

use super::places::Location;
use crate::lsp::ruler::Ruler;

/// Deeper symbols stand beside those of this depth. Python itself takes no more than a hundred levels of
/// indentation, and a tree is written by going down into it.
const DEEPEST: usize = 100;

/// `SymbolInformation` in a document that is named as the client names it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::lsp) struct ListedSymbol<'a> {
    name: &'a str,
    kind: SymbolKind,
    location: Location<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    container_name: Option<&'a str>,
}

/// Symbols in symbols.
pub(in crate::lsp) fn symbol_tree(symbols: &[OutlineSymbol], mut ruler: Ruler<'_>) -> Vec<DocumentSymbol> {
    let mut roots = Vec::new();
    // The symbol that was read last and those round it.
    let mut open: Vec<DocumentSymbol> = Vec::new();
    for symbol in symbols {
        close(&mut open, symbol.depth.min(DEEPEST), &mut roots);
        #[allow(deprecated, reason = "the field has to be named")]
        open.push(DocumentSymbol {
            name: symbol.name.clone(),
            detail: None,
            kind: kind_of(symbol),
            tags: None,
            deprecated: None,
            range: ruler.range(symbol.range.clone()),
            selection_range: ruler.range(symbol.name_range.clone()),
            children: None,
        });
    }
    close(&mut open, 0, &mut roots);
    roots
}

/// Gives symbols to those round them until so many are left.
fn close(open: &mut Vec<DocumentSymbol>, depth: usize, roots: &mut Vec<DocumentSymbol>) {
    while open.len() > depth
        && let Some(closed) = open.pop()
    {
        match open.last_mut() {
            Some(round) => round.children.get_or_insert_default().push(closed),
            None => roots.push(closed),
        }
    }
}

/// One symbol after the other, each with the name of the one that it stands in.
pub(in crate::lsp) fn symbol_list<'a>(
    symbols: &'a [OutlineSymbol],
    uri: &'a str,
    mut ruler: Ruler<'_>,
) -> Vec<ListedSymbol<'a>> {
    let mut round: Vec<&str> = Vec::new();
    let mut list = Vec::with_capacity(symbols.len());
    for symbol in symbols {
        round.truncate(symbol.depth);
        list.push(ListedSymbol {
            name: &symbol.name,
            kind: kind_of(symbol),
            location: Location { uri, range: ruler.range(symbol.range.clone()) },
            container_name: round.last().copied(),
        });
        round.push(&symbol.name);
    }
    list
}

fn kind_of(symbol: &OutlineSymbol) -> SymbolKind {
    let is_constant =
        || symbol.name.chars().any(char::is_uppercase) && !symbol.name.chars().any(char::is_lowercase);
    match symbol.kind {
        Sort::Class => SymbolKind::CLASS,
        Sort::Function => SymbolKind::FUNCTION,
        Sort::Method if symbol.name == "__init__" => SymbolKind::CONSTRUCTOR,
        Sort::Method => SymbolKind::METHOD,
        Sort::Variable if is_constant() => SymbolKind::CONSTANT,
        Sort::Variable | Sort::TypeAlias => SymbolKind::VARIABLE,
        Sort::Field => SymbolKind::FIELD,
    }
}
