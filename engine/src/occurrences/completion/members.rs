//! The names of the object before a dot; where the file doesn't tell its class, those that it has behind any dot.

use super::candidates::{Distance, Found};
use super::{CandidateKind, Here};
use crate::occurrences::file_index::FileIndex;
use crate::occurrences::resolver::{Bound, Resolver, STEPS, Type};
use crate::occurrences::symbols::ScopeKey;
use crate::scopes::{Expression, ExpressionId, Label, NameId, ScopeId, Value};
use crate::segments::SegmentId;
use crate::worker::{CancelToken, Cancelled, Pacer};

impl FileIndex {
    /// Adds the names of the class of `object`, and of its bases. `typed` is the name that is being typed.
    pub(super) fn add_members(
        &mut self,
        here: &Here,
        object: ExpressionId,
        typed: Label,
        found: &mut Found,
        cancel: &CancelToken,
    ) -> Result<(), Cancelled> {
        let Some(segment) = self.key_of(here.segment) else { return Ok(()) };
        let index = self.index(here.segment, cancel)?;
        self.resolve(cancel, |resolver| {
            resolver.meet(segment, &index);
            let Some(inferred) = resolver.type_of(segment, object, STEPS)? else {
                return resolver.add_names_of_any(segment, typed, found);
            };
            let (class, skip) = match inferred.what {
                Type::Instance(class) | Type::Class(class) => (class, 0),
                Type::Super(class) => (class, 1),
                Type::Function(_) => return Ok(()),
            };
            let line = resolver.line_of(class)?;
            for (step, &class) in line.iter().enumerate().skip(skip) {
                cancel.check()?;
                resolver.add_names_of(class, step, typed, found);
            }
            Ok(())
        })
    }
}

/// So many segments that mention a name are asked what it is.
const MOST_SEGMENTS: usize = 64;

impl Resolver<'_> {
    /// Adds the names that stand behind a dot anywhere in what is indexed: the file doesn't tell what is before this one.
    /// Without a letter that would be all of them, so nothing is added.
    fn add_names_of_any(
        &mut self,
        here: SegmentId,
        typed: Label,
        found: &mut Found,
    ) -> Result<(), Cancelled> {
        if found.has_no_letter() {
            return Ok(());
        }
        let mut pacer = Pacer::new(self.cancel);
        let mut fitting = Vec::new();
        for name in self.file.mentions.beyond.names() {
            pacer.step()?;
            let text = self.file.names.text(name);
            // Private ones are written so only in their class.
            let is_private = text.starts_with('_') && text.trim_start_matches('_').contains("__");
            if !is_private && found.fits(text).is_some() {
                fitting.push(name);
            }
        }
        for name in fitting {
            pacer.step()?;
            let mut segments: Vec<_> = self.file.mentions.beyond.of(name).to_vec();
            segments.truncate(MOST_SEGMENTS);
            let mut known: Vec<_> =
                segments.into_iter().filter_map(|id| Some((self.file.position(id)?, id))).collect();
            known.sort_unstable();
            known.dedup();
            let mut said = None;
            for (at, segment) in known {
                let Some(Some(index)) = self.file.segments.payload(at).cloned() else { continue };
                self.meet(segment, &index);
                let is_typed = |label: &Label| segment == here && label.start() == typed.start();
                let Some(facts) = index.facts() else { continue };
                let places = facts.labels_of(name).filter(|label| !is_typed(label));
                let is_attribute =
                    |label: Label| matches!(facts.expression(label.expression), Expression::Attribute { .. });
                if let Some(scope) = facts.classes_that_mention(name).next() {
                    let class = ScopeKey { segment, scope };
                    if name != typed.name || !self.is_only_typed(class, name) {
                        said = Some(self.described(class, name));
                        break;
                    }
                }
                if said.is_none() && places.into_iter().any(is_attribute) {
                    said = Some((CandidateKind::Attribute, "attribute in this file".to_owned()));
                }
            }
            if let Some((kind, words)) = said {
                let text = self.file.names.text(name).to_owned();
                found.add(&text, kind, words, Distance::Module, None);
            }
        }
        Ok(())
    }

    /// What a name of a class is, in words.
    fn described(&self, class: ScopeKey, name: NameId) -> (CandidateKind, String) {
        let index = self.index(class.segment);
        let title = index.as_ref().and_then(|index| index.scope(class.scope)).and_then(|scope| scope.name);
        let title = title.map_or("a class without a name", |name| self.file.names.text(name));
        let (kind, word) = match self.own_bound(class, name) {
            Some(Bound { value: Value::Function(_), .. }) => (CandidateKind::Method, "method of"),
            Some(Bound { value: Value::Class(_), .. }) => (CandidateKind::Class, "class in"),
            _ => (CandidateKind::Attribute, "attribute of"),
        };
        (kind, format!("{word} {title}"))
    }

    fn add_names_of(&self, class: ScopeKey, step: usize, typed: Label, found: &mut Found) {
        let Some(index) = self.index(class.segment) else { return };
        let Some(facts) = index.facts() else { return };
        for name in facts.mentioned_by(class.scope) {
            if name == typed.name && self.is_only_typed(class, name) {
                continue;
            }
            let text = self.file.as_written(&index, class.scope, name);
            let (kind, words) = self.described(class, name);
            found.add(&text, kind, words, Distance::Own(step), None);
        }
    }

    /// Whether a class mentions a name only where it is being typed.
    fn is_only_typed(&self, class: ScopeKey, name: NameId) -> bool {
        let Some(index) = self.index(class.segment) else { return false };
        let labels = index.facts().map_or(0, |facts| facts.labels_of(name).count());
        self.own_bindings(class, name).is_empty()
            && index.class_references_of(name).all(|place| place.owner != class.scope)
            && labels <= 1
            && class.scope != ScopeId::MODULE
    }
}
