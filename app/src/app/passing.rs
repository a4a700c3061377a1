//! Sentences that answer a key, such as that there is nothing to fold here.
//!
//! They are about where the cursor is, so they go when it moves or the text changes: nobody has to close them.

use egui::Context;
use namelight_engine::text::{DocumentId, Revision};

use super::App;
use crate::document::Selection;
use crate::panels::{Notice, NoticeLevel};

/// What such a sentence is about: the file, its text, and the newest cursor.
type About = (DocumentId, Revision, Selection);

/// The sentences on screen that go by themselves.
#[derive(Debug, Default)]
pub(super) struct Passing {
    said: Vec<(String, About)>,
}

impl App {
    /// Tells something that is only true, or of use, as long as the cursor stays.
    pub(super) fn say_in_passing(&mut self, text: impl Into<String>) {
        let text = text.into();
        let about = self.about();
        self.passing.said.retain(|(known, _)| *known != text);
        self.passing.said.push((text.clone(), about));
        self.say(NoticeLevel::Info, text);
    }

    /// Takes away what is no longer about where the cursor is.
    pub(super) fn forget_passing(&mut self, ctx: &Context) {
        if self.passing.said.is_empty() {
            return;
        }
        let about = self.about();
        let gone: Vec<String> =
            self.passing.said.extract_if(.., |(_, then)| *then != about).map(|(text, _)| text).collect();
        if gone.is_empty() {
            return;
        }
        let is_gone = |notice: &Notice| notice.level == NoticeLevel::Info && gone.contains(&notice.text);
        self.notices.retain(|notice| !is_gone(notice));
        ctx.request_repaint();
    }

    fn about(&self) -> About {
        let document = &self.file.document;
        (document.id(), document.revision(), document.selection())
    }
}
