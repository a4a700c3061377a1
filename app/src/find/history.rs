//! What was looked for before.

/// Searches that are kept.
const MOST: usize = 50;

/// What was looked for before, and where in it the arrow keys are.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// The oldest first; each once.
    searches: Vec<String>,
    /// Which one is shown, and what stood there before it.
    shown: Option<(usize, String)>,
}

impl History {
    /// Keeps what was looked for.
    pub fn keep(&mut self, text: &str) {
        self.shown = None;
        if text.is_empty() || self.last() == Some(text) {
            return;
        }
        self.searches.retain(|kept| kept != text);
        self.searches.push(text.to_owned());
        if self.searches.len() > MOST {
            self.searches.remove(0);
        }
    }

    /// What was looked for last.
    #[must_use]
    pub fn last(&self) -> Option<&str> {
        self.searches.last().map(String::as_str)
    }

    /// The search before the one that is shown, if there is one; `text` is what stands there now.
    pub fn older(&mut self, text: &str) -> Option<String> {
        let (mut before, mut typed) = (self.searches.len(), text.to_owned());
        if let Some((index, first)) = &self.shown
            && self.searches.get(*index).is_some_and(|shown| shown == text)
        {
            (before, typed) = (*index, first.clone());
        }
        let index = self.searches.get(..before)?.iter().rposition(|kept| kept != text)?;
        self.shown = Some((index, typed));
        self.searches.get(index).cloned()
    }

    /// The search after the one that is shown; after the last one, what was typed.
    pub fn newer(&mut self, text: &str) -> Option<String> {
        let (index, typed) = self.shown.take()?;
        if self.searches.get(index).is_none_or(|shown| shown != text) {
            return None;
        }
        match self.searches.get(index + 1) {
            Some(next) => {
                self.shown = Some((index + 1, typed));
                Some(next.clone())
            }
            None => Some(typed),
        }
    }
}
