//! Where a variable of the module stands, for the names that were asked about last.
//!
//! A common builtin stands a hundred thousand times in a million lines, and to collect that takes longer than a frame.
//! Invariant: what is kept is what collecting it again would give.

use std::sync::Arc;

use super::answer::{Certainty, Occurrence};
use super::file_index::FileIndex;
use super::lexical::{Collected, Variable};
use super::query::Found;
use super::spelled::keep_last;
use crate::scopes::{Deed, NameId};

/// Names that are kept: a person goes back and forth between few.
const MOST_NAMES: usize = 8;

/// Places of all names that are kept together. One takes 40 bytes, which whoever asked has, too, as long as it is lit.
const MOST_PLACES: usize = 256 * 1024;

/// All places of one name in what was indexed then.
pub(super) struct OfModule {
    name: NameId,
    /// How many indexes had been made before.
    indexed: usize,
    /// The least of the deeds that bind it.
    first_deed: Option<Deed>,
    occurrences: Arc<[Occurrence]>,
}

impl FileIndex {
    /// Everything that means the same variable of the module, as far as it is indexed.
    pub(super) fn found_of_module(&mut self, variable: &Variable) -> Found {
        let (name, indexed) = (variable.name(), self.indexes_made());
        let kept = &mut self.memory.of_module;
        let known = match kept.iter().position(|known| known.name == name && known.indexed == indexed) {
            Some(at) => kept.remove(at),
            None => self.collect_of_module(variable, indexed),
        };
        let target = self.describe(variable, known.first_deed);
        let mut occurrences = Arc::clone(&known.occurrences);
        keep_last(
            &mut self.memory.of_module,
            known,
            |known| known.name,
            MOST_NAMES,
            (MOST_PLACES, OfModule::len),
        );
        // In a part that is not parsed all others are only possible, but the cursor is where it is.
        let here = occurrences.binary_search_by_key(&target.range.start, |one| one.range.start);
        if let Some(here) = here.ok().filter(|&at| occurrences.get(at).is_some_and(is_possible)) {
            let mut own = occurrences.to_vec();
            own.iter_mut().skip(here).take(1).for_each(|one| one.certainty = Certainty::Exact);
            occurrences = own.into();
        }
        Found { target, occurrences }
    }

    fn collect_of_module(&self, variable: &Variable, indexed: usize) -> OfModule {
        let name = variable.name();
        let mut collected = Collected::default();
        for (_, base, index) in self.indexed(self.mentions.in_module.of(name)) {
            collected.add_of_module(&index, base, name);
        }
        let first_deed = collected.first_deed;
        let scope = self.describe(variable, first_deed).scope;
        OfModule { name, indexed, first_deed, occurrences: collected.occurrences(&scope).into() }
    }
}

impl OfModule {
    fn len(&self) -> usize {
        self.occurrences.len()
    }
}

fn is_possible(occurrence: &Occurrence) -> bool {
    occurrence.certainty == Certainty::Possible
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crop::Rope;

    use super::*;
    use crate::text::Patch;
    use crate::worker::CancelToken;

    fn lit(file: &mut FileIndex, at: usize) -> Found {
        file.find_at(at, &CancelToken::never()).unwrap().unwrap()
    }

    #[test]
    fn what_is_kept_of_a_name_is_given_again_for_each_of_its_places() {
        let text = "total = 1\nprint(total)\ndef f():\n    print(total)\n";
        let mut file = FileIndex::of(&Rope::from(text));
        let first = lit(&mut file, 0);
        let second = lit(&mut file, text.rfind("total").unwrap());
        assert!(Arc::ptr_eq(&first.occurrences, &second.occurrences));
        assert_eq!((second.target.range, &*second.target.scope), (42..47, "module variable"));
        lit(&mut file, text.find("print").unwrap());
        assert!(
            Arc::ptr_eq(&first.occurrences, &lit(&mut file, 0).occurrences),
            "another name takes nothing away"
        );
    }

    #[test]
    fn an_edit_makes_it_out_of_date() {
        let text = "total = 1\n\n\ndef f():\n    return total\n";
        let mut file = FileIndex::of(&Rope::from(text));
        assert_eq!(lit(&mut file, 0).occurrences.len(), 2);
        let longer = format!("{text}total\n");
        let patch = Patch::of(&[crate::text::Edit {
            revision: crate::text::Revision(1),
            range: text.len()..text.len(),
            new_len: longer.len() - text.len(),
        }]);
        file.edit(&Rope::from(longer.as_str()), &patch);
        assert_eq!(lit(&mut file, 0).occurrences.len(), 3);
    }

    #[test]
    fn what_is_indexed_later_makes_it_out_of_date() {
        let never = CancelToken::never();
        let text = "total = 1\n\n\ndef f():\n    return total\n";
        let mut file = FileIndex::of(&Rope::from(text));
        file.split(&never).unwrap();
        // The part that is sent first where much is still to be indexed.
        let subject = file.subject_at(0, &never).unwrap().unwrap();
        assert_eq!(file.found(&subject, &never).unwrap().occurrences.len(), 1);
        while !file.index_some(usize::MAX, &never).unwrap() {}
        assert_eq!(file.found(&subject, &never).unwrap().occurrences.len(), 2);
    }
}
