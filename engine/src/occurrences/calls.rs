//! What a call gives: an instance where a class is called; `super(…)`, `type(…)`, `….__new__(…)`.

use super::answer::Certainty;
use super::reasons::Reason;
use super::resolver::{Inferred, Resolver, Type};
use crate::scopes::{Expression, ExpressionId, ScopeId};
use crate::segments::SegmentId;
use crate::worker::Cancelled;

impl Resolver<'_> {
    pub(super) fn type_of_call(
        &mut self,
        segment: SegmentId,
        callee: ExpressionId,
        first: ExpressionId,
        called: Option<Inferred>,
        steps: u8,
    ) -> Result<Option<Inferred>, Cancelled> {
        if let Some(Inferred { what: Type::Class(class), .. }) = called {
            let reason = Reason::Instance { class };
            return Ok(Some(Inferred { what: Type::Instance(class), certainty: Certainty::Likely, reason }));
        }
        let known = self.file.known;
        let name = match self.expression(segment, callee) {
            Expression::Variable { owner: ScopeId::MODULE, name } => name,
            Expression::Attribute { name, .. } if name == known.new => {
                return self.type_of_new(segment, first, steps);
            }
            _ => return Ok(None),
        };
        let is_builtin = (name == known.super_name || name == known.type_name) && self.is_unbound(name)?;
        let Some(steps) = steps.checked_sub(1).filter(|_| is_builtin) else { return Ok(None) };
        let argument = self.type_of(segment, first, steps)?;
        Ok(argument.and_then(|argument| match argument.what {
            Type::Class(class) if name == known.super_name => {
                Some(Inferred { what: Type::Super(class), reason: Reason::Super { class }, ..argument })
            }
            Type::Instance(class) if name == known.type_name => {
                Some(Inferred { what: Type::Class(class), ..argument })
            }
            _ => None,
        }))
    }

    /// `super().__new__(cls)`, `object.__new__(Class)`: an instance of the argument.
    fn type_of_new(
        &mut self,
        segment: SegmentId,
        first: ExpressionId,
        steps: u8,
    ) -> Result<Option<Inferred>, Cancelled> {
        let Some(steps) = steps.checked_sub(1) else { return Ok(None) };
        let argument = self.type_of(segment, first, steps)?;
        Ok(argument.and_then(|argument| match argument.what {
            Type::Class(class) => Some(Inferred {
                what: Type::Instance(class),
                certainty: Certainty::Likely,
                reason: Reason::Instance { class },
            }),
            _ => None,
        }))
    }
}
