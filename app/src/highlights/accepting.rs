//! What of the engine's answers is shown.
//!
//! Invariant: what is taken over is carried to the text on the screen, and only where it is about the cursor's name now.

use std::sync::Arc;

use crop::Rope;
use namelight_engine::occurrences::{Answer, Class, Extras, Occurrence, Target};
use namelight_engine::text::Patch;

use super::carry::{carry_all, carry_target};
use super::ranges::{touched, touches};
use super::scopes::carry_scopes;
use super::{Ask, Counts, Highlights, Part, Scene, colours};

impl Highlights {
    pub(super) fn take(&mut self, engine: &impl Ask, scene: &Scene<'_>) {
        while let Some(answer) = engine.take_answer() {
            self.accept(&answer, scene);
        }
    }

    /// Uses of an answer what is true of the text and the cursor now.
    pub(super) fn accept(&mut self, answer: &Answer, scene: &Scene<'_>) {
        if answer.document != self.document || answer.revision > self.revision {
            return;
        }
        let Some(patch) = self.edits.patch_since(answer.revision) else { return };
        let tokens = colours::carry_tokens(&answer.tokens, &patch, scene.text);
        let (lit, target) = self.shown_of(answer);
        let mut lit = lit;
        carry_all(&mut lit, &patch, scene.text);
        let target = target.map(|target| carry_target(target, &patch));
        self.tokens = tokens;
        self.definitions = match patch.is_empty() {
            true => Arc::clone(&answer.definitions),
            false => carry_scopes(&answer.definitions, &patch),
        };
        self.progress = answer.progress;
        self.timings = answer.timings;
        // The edits up to here never need to be told again.
        self.edits.acknowledge(answer.revision);

        let is_newest = self.asked.as_ref().is_some_and(|asked| asked.generation == answer.generation);
        // About another place than the one that was asked about: nothing is lit then, and it isn't asked again and again.
        let is_of_here = is_newest && patch.is_empty();
        let is_astray = |target: &Target| {
            let is_asked = self.asked.as_ref().is_some_and(|asked| asked.cursor == Some(scene.cursor));
            let touches_here = touched(&lit, scene.cursor).is_some() || touches(&target.range, scene.cursor);
            is_of_here && is_asked && !touches_here
        };
        let is_lost = target.as_ref().is_some_and(is_astray);
        let (lit, target) = if is_lost { (Arc::default(), None) } else { (lit, target) };
        let fits = match &target {
            Some(target) if !target.class.is_name() && !patch.is_empty() => false,
            Some(target) => touched(&lit, scene.cursor).is_some() || touches(&target.range, scene.cursor),
            None => is_newest && self.asked.as_ref().is_some_and(|asked| asked.cursor == Some(scene.cursor)),
        };
        self.heard(is_newest, scene.now);
        let asked_at = self.asked.as_ref().filter(|_| is_newest).and_then(|asked| asked.cursor);
        if let Some(asked) = self.asked.as_mut().filter(|_| is_newest) {
            let has_all = !asked.awaits_extras || answer.extras.is_some();
            asked.is_answered |= !answer.is_partial && has_all;
            if asked.is_after_edit && !answer.is_partial {
                self.after_edit.took(&answer.timings, has_all);
            }
            if !fits {
                // The cursor has gone elsewhere: if it comes back, this has to be asked again.
                asked.cursor = None;
            }
        }
        if fits {
            let holds_for = match &answer.target {
                // At its other edge a name or another bracket may stand, and those win.
                Some(target) if target.class == Class::Bracket => asked_at.map(|at| at..at),
                Some(target) => Some(target.range.clone()),
                None => Some(scene.cursor..scene.cursor),
            };
            self.shown = Some(answer.generation);
            self.answered = holds_for.map(|range| (answer.revision, range));
            self.is_partial = answer.is_partial && target.is_some();
            if target.as_ref().map(|target| (&target.name, &target.scope))
                != self.target.as_ref().map(|target| (&target.name, &target.scope))
            {
                self.others = Arc::default();
                self.has_others = false;
            }
            self.target = target;
            self.lit = lit;
            self.counts = Counts::of(&self.lit);
            self.scopes = carry_scopes(&answer.scopes, &patch);
            self.left_at = None;
        }
        if let Some(extras) = answer.extras.as_ref().filter(|_| is_newest) {
            self.accept_extras(extras, fits, &patch, scene.text);
        }
        self.aim(scene.cursor);
    }

    /// What of an answer is shown.
    pub(super) fn shown_of(&self, answer: &Answer) -> (Arc<[Occurrence]>, Option<Target>) {
        let switches = self.switches();
        let is_shown = |target: &Target| {
            switches.is_on(Part::Light) && (target.class.is_name() || switches.is_on(Part::Keywords))
        };
        match answer.target.clone().filter(is_shown) {
            None => (Arc::default(), None),
            target if switches.shows_all() => (Arc::clone(&answer.occurrences), target),
            target => {
                (answer.occurrences.iter().filter(|one| switches.shows(one)).cloned().collect(), target)
            }
        }
    }

    /// Takes over what was asked for besides the light; `patch` leads to `text`.
    pub(super) fn accept_extras(&mut self, extras: &Extras, fits: bool, patch: &Patch, text: &Rope) {
        let Some(asked) = &self.asked else { return };
        if let Some(others) = extras.others.as_ref().filter(|_| fits) {
            self.others = Arc::clone(others);
            carry_all(&mut self.others, patch, text);
            self.has_others = patch.is_empty();
        }
        if patch.is_empty() {
            self.renaming.clone_from(&extras.renaming);
        }
        if let Some(completion) = &extras.completion {
            let of = asked.revision;
            self.completion = Some((of, completion.clone()));
        }
        if let Some(problems) = &extras.problems {
            self.problems.take(asked.revision, problems, patch, text);
        }
        if !extras.pins.is_empty() {
            self.pins.take(&asked.pins, &extras.pins, patch, text);
            self.beside_of = patch.is_empty().then(|| (self.revision, asked.pins.clone()));
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::time::Duration;

    use super::super::desk::{Desk, answer};

    #[test]
    fn an_answer_about_another_place_lights_nothing_and_is_not_asked_for_again() {
        let mut desk = Desk::new("ab = a\n");
        let mut astray = answer(desk.hand.posted.borrow().last().unwrap());
        astray.target.as_mut().unwrap().range = 5..6;
        let mut elsewhere = astray.occurrences.to_vec();
        elsewhere.iter_mut().for_each(|one| one.range = 5..6);
        astray.occurrences = elsewhere.into();
        desk.hand.answers.borrow_mut().push_back(astray);
        desk.frame();
        let asked = desk.hand.posted.borrow().len();
        for _ in 0..4 {
            desk.now += Duration::from_secs(1);
            desk.frame();
        }
        assert_eq!(desk.hand.posted.borrow().len(), asked);
        assert!(desk.light.target().is_none() && desk.light.lit().is_empty());
        assert!(desk.light.is_settled(&desk.scene()));
    }
}
