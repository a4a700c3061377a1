//! What stands round the name that is being typed: the bodies it is in, and the call.

use std::ops::Range;

use super::Here;
use crate::occurrences::file_index::FileIndex;
use crate::syntax::{Field, Step, Syntax, path_to};
use crate::worker::{CancelToken, Cancelled};

/// What calls something with the name as an argument. Offsets count from the segment's start.
pub(super) struct Call {
    /// Where the last name of what is called begins.
    pub(super) callee: usize,
    /// The parameters that are named already.
    pub(super) named: Vec<String>,
    /// How many arguments before it have no name; none if nobody can count them.
    pub(super) positional: Option<usize>,
}

/// What stands round a name. Offsets count from the segment's start.
#[derive(Default)]
pub(super) struct Surroundings {
    /// Where the functions, classes and lambdas begin whose header the name stands in: their names aren't seen there.
    pub(super) headers: Vec<usize>,
    pub(super) call: Option<Call>,
}

impl FileIndex {
    /// What stands round the name at `range`, which counts from the segment's start.
    pub(super) fn surroundings(
        &mut self,
        here: &Here,
        range: Range<usize>,
        cancel: &CancelToken,
    ) -> Result<Surroundings, Cancelled> {
        let mut found = Surroundings::default();
        self.with_tree_at(here.segment, range.clone(), cancel, |_, _, reading, text| {
            let offsets = reading.repaired.as_ref().map(|repaired| &repaired.offsets);
            let text = reading.repaired.as_ref().map_or(text, |repaired| &repaired.text);
            // The name itself was kept, whatever was put before it.
            let now = |at: usize| offsets.map_or(at, |offsets| offsets.after(at + 1).saturating_sub(1));
            let before = |at: usize| offsets.map_or(at, |offsets| offsets.before(at));
            let at = now(range.start);
            let path = path_to(&reading.tree, at, cancel)?;
            found.headers = headers(&path).map(before).collect();
            found.call = call(&path, text, at, cancel)?;
            if let Some(call) = &mut found.call {
                call.callee = before(call.callee);
            }
            Ok(())
        })?;
        Ok(found)
    }
}

/// The functions, classes and lambdas in whose header the path ends.
fn headers<'a>(path: &'a [Step<'_>]) -> impl Iterator<Item = usize> + 'a {
    let pairs = path.iter().zip(path.iter().skip(1));
    let in_header = pairs.filter(|(step, next)| {
        let has_body =
            matches!(step.kind, Syntax::FunctionDefinition | Syntax::ClassDefinition | Syntax::Lambda);
        has_body && next.field != Field::Body
    });
    in_header.map(|(step, _)| step.node.start_byte())
}

/// The call whose argument, or argument's name, begins at `at`.
fn call(path: &[Step<'_>], text: &str, at: usize, cancel: &CancelToken) -> Result<Option<Call>, Cancelled> {
    let Some(list) = path.iter().rposition(|step| step.kind == Syntax::ArgumentList) else { return Ok(None) };
    let inside = path.get(list + 1..).unwrap_or_default();
    let is_alone = match inside {
        [only] => only.kind == Syntax::Identifier,
        [argument, name] => {
            argument.kind == Syntax::KeywordArgument
                && name.kind == Syntax::Identifier
                && name.field == Field::Name
        }
        _ => false,
    };
    let (Some(list), Some(call)) = (path.get(list), list.checked_sub(1).and_then(|at| path.get(at))) else {
        return Ok(None);
    };
    if !is_alone || call.kind != Syntax::Call {
        return Ok(None);
    }
    let Some(callee) = call.node.child_by_field_name("function") else { return Ok(None) };
    let callee = match callee.kind() {
        "identifier" => callee.start_byte(),
        "attribute" => match callee.child_by_field_name("attribute") {
            Some(name) => name.start_byte(),
            None => return Ok(None),
        },
        _ => return Ok(None),
    };
    let (mut named, mut positional) = (Vec::new(), Some(0_usize));
    let mut cursor = list.node.walk();
    for argument in list.node.named_children(&mut cursor) {
        cancel.check()?;
        if argument.byte_range().contains(&at) {
            continue;
        }
        match argument.kind() {
            "keyword_argument" => {
                let name = argument.child_by_field_name("name");
                named.extend(name.and_then(|name| text.get(name.byte_range())).map(str::to_owned));
            }
            "list_splat" | "dictionary_splat" if argument.start_byte() < at => positional = None,
            "comment" => {}
            _ if argument.start_byte() < at => positional = positional.map(|count| count + 1),
            _ => {}
        }
    }
    Ok(Some(Call { callee, named, positional }))
}
