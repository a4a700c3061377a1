//! How a search takes in what its thread has found.
//!
//! Invariants: an answer to an earlier question says nothing any more; what was known before an edit stays marked until it is
//! known better.

use namelight_engine::text::{Generation, Revision};

use super::super::{Answer, Found, Matches, Outcome, Renewed};
use super::{Known, Replacement, Session};

impl Session {
    /// Takes an answer in; one to an earlier question says nothing any more.
    pub fn accept(&mut self, answer: Answer) {
        if answer.document != self.document || answer.generation != Generation(self.generation) {
            return;
        }
        match answer.outcome {
            Outcome::Found(found) => self.accept_found(found, answer.revision),
            Outcome::Renewed(renewed) => self.accept_renewed(renewed, answer.revision),
            Outcome::Replaced(replaced) => {
                self.is_waiting = false;
                let asked = self.replacing.take();
                // What was computed for another text isn't done.
                let is_same = self.log.patch_since(answer.revision).is_some_and(|patch| patch.is_empty());
                self.replacement =
                    asked.filter(|_| is_same).map(|(is_one, _)| Replacement { replaced, is_one });
                self.search_again_if_cut_off();
            }
            Outcome::Failed(problem) => {
                self.is_waiting = false;
                if self.replacing.take().is_none() {
                    self.serial += 1;
                    self.known = Known::default();
                    (self.current, self.wish) = (None, None);
                } else {
                    self.search_again_if_cut_off();
                }
                self.problem = Some(problem);
            }
        }
    }

    /// The question about a replacement has ended a search that was under way: it is asked again.
    fn search_again_if_cut_off(&mut self) {
        if !self.known.is_complete || self.known.is_stale {
            self.asked = None;
        }
    }

    fn accept_found(&mut self, found: Found, revision: Revision) {
        self.problem = None;
        let Found { matches, known: parts, is_complete, is_cut } = found;
        self.is_waiting = !is_complete;
        // Edits that came after the question have another question on its way.
        let Some(patch) = self.log.patch_since(revision) else { return };
        let is_now = patch.is_empty();
        let parts = if is_now { parts } else { Vec::new() };
        if !is_complete && self.known.were_all && !self.known.is_stale {
            // What was found before the edits stays where nothing is known yet.
            if let ([part], true) = (parts.as_slice(), is_now) {
                self.serial += usize::from(self.known.matches.renew(part.clone(), matches));
                self.known.parts = parts;
            }
            return;
        }
        self.serial += 1;
        let matches = Matches::carried(matches, patch);
        let is_complete_now = is_complete && is_now;
        let were_all = is_complete && !is_cut;
        self.known =
            Known { matches, parts, is_complete: is_complete_now, is_cut, were_all, is_stale: false };
        if is_complete {
            self.log.acknowledge(revision);
        }
        self.check_current();
    }

    fn accept_renewed(&mut self, renewed: Renewed, revision: Revision) {
        self.problem = None;
        self.is_waiting = false;
        // Edits that came after the question have another question on its way.
        if !self.log.patch_since(revision).is_some_and(|patch| patch.is_empty()) {
            return;
        }
        let Renewed { bytes, matches } = renewed;
        self.serial += usize::from(self.known.matches.renew(bytes, matches));
        (self.known.is_complete, self.known.is_stale) = (true, false);
        self.log.acknowledge(revision);
        self.check_current();
    }

    /// The current match may be none any more.
    fn check_current(&mut self) {
        if self.known.is_complete && self.current.as_ref().is_some_and(|now| self.index_of(now).is_none()) {
            self.current = None;
        }
    }
}
