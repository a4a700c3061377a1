//! How long the engine has had nothing to say.
//!
//! Invariant: whoever waits is told since when, and waits for nothing that can't come.

use std::time::Duration;

use super::Highlights;

impl Highlights {
    /// Since when, on the clock of the scenes, the engine has been asked without a word from it; none if nothing is
    /// waited for. One question after another, as while somebody types, is one wait.
    #[must_use]
    pub fn waits_since(&self) -> Option<Duration> {
        let is_open = self.asked.as_ref().is_some_and(|asked| !asked.is_answered);
        self.waits_since.filter(|_| is_open)
    }

    /// An answer came; an older one shows at least that the engine gets on.
    pub(super) fn heard(&mut self, is_newest: bool, now: Duration) {
        self.waits_since = (!is_newest).then_some(now);
    }

    /// The last question will not be answered: the analysis is off for this text, or gone.
    pub fn give_up(&mut self) {
        self.waits_since = None;
        if let Some(asked) = &mut self.asked {
            asked.is_answered = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::desk::Desk;
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn fault_20_a_wait_counts_from_its_first_question() {
        let mut desk = Desk::new("ab = a\nab a(ab)\n");
        let began = desk.light.waits_since();
        assert_eq!(began, Some(desk.now));
        desk.now += SECOND;
        desk.replace(6..6, "b");
        assert_eq!(desk.light.waits_since(), began, "another question, the same wait");
        desk.hear();
        assert_eq!(desk.light.waits_since(), None);
    }

    #[test]
    fn fault_20_an_answer_to_an_older_question_is_a_sign_of_life() {
        let mut desk = Desk::new("ab = a\nab a(ab)\n");
        let late = super::super::desk::answer(&desk.hand.posted.borrow()[0]);
        desk.now += SECOND;
        desk.replace(6..6, "b");
        desk.hand.answers.borrow_mut().push_back(late);
        desk.frame();
        assert_eq!(desk.light.waits_since(), Some(desk.now));
    }

    #[test]
    fn fault_28_nobody_waits_for_what_cannot_come() {
        let mut desk = Desk::new("ab = a\n");
        desk.light.give_up();
        assert_eq!(desk.light.waits_since(), None);
        assert!(desk.light.is_settled(&desk.scene()));
    }
}
