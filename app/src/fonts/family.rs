//! A font that a person has chosen for code, by its family's name.
//!
//! It is looked for on a thread of its own; until it is found, and where it isn't, code stays in the font that it has.
//! Invariant: only a font whose letters are all of one width is taken, since code stands in cells.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;

use egui::{Context, FontData, FontDefinitions, FontFamily};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider as _};

use super::folders;
use super::search::{Found, face_of_family};

/// The font of code, chosen by a person.
pub(crate) struct CodeFont(Found);

impl CodeFont {
    /// Draws code with it from the next frame on.
    pub(crate) fn install(self, ctx: &Context) {
        let mut fonts = FontDefinitions::default();
        let name = self.0.name();
        let data = FontData::from_blob(Arc::clone(&self.0.data), self.0.index());
        fonts.font_data.insert(name.clone(), Arc::new(data));
        // What it lacks is drawn with the built-in ones.
        fonts.families.entry(FontFamily::Monospace).or_default().insert(0, name);
        ctx.set_fonts(fonts);
    }
}

/// A search for a family.
pub(crate) struct FamilySearch {
    family: String,
    answer: Receiver<Result<CodeFont, String>>,
}

impl FamilySearch {
    /// Begins to look for a family among the system's. None if there is nothing to look for, and code is drawn with the
    /// built-in font from the next frame on.
    pub(crate) fn start(ctx: &Context, family: &str) -> Option<Self> {
        if family.is_empty() {
            ctx.set_fonts(FontDefinitions::default());
            return None;
        }
        let (tell, answer) = channel();
        let (wanted, waker) = (family.to_owned(), ctx.clone());
        let work = move || {
            // Nobody listens any more when another one was chosen.
            if tell.send(find(&wanted)).is_ok() {
                waker.request_repaint();
            }
        };
        if let Err(error) = thread::Builder::new().name("fonts".to_owned()).spawn(work) {
            // The sender went with the closure, so the search counts as failed.
            tracing::warn!("no thread to look for a font: {error}");
        }
        Some(Self { family: family.to_owned(), answer })
    }

    /// What came of it: the font, or why there is none; none while it goes on. Never waits.
    pub(crate) fn take(&self) -> Option<Result<CodeFont, String>> {
        match self.answer.try_recv() {
            Ok(answer) => Some(answer),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => {
                Some(Err(format!("{} couldn't be looked for, so code keeps its font.", self.family)))
            }
        }
    }
}

fn find(family: &str) -> Result<CodeFont, String> {
    let found = face_of_family(&folders::of_the_system(), family)
        .ok_or_else(|| format!("This system has no font called {family}, so code keeps its font."))?;
    if !has_one_width(&found) {
        return Err(format!("The letters of {family} aren't all of one width, so code keeps its font."));
    }
    Ok(CodeFont(found))
}

/// Whether a narrow letter takes as much room as a wide one.
fn has_one_width(found: &Found) -> bool {
    let bytes: &[u8] = (*found.data).as_ref();
    let Ok(font) = FontRef::from_index(bytes, found.index()) else { return false };
    let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
    let width = |c: char| font.charmap().map(c).and_then(|glyph| metrics.advance_width(glyph));
    match (width('i'), width('M')) {
        (Some(narrow), Some(wide)) => (narrow - wide).abs() < 1.0,
        _ => false,
    }
}
