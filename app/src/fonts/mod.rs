//! Fonts of the system, for what the built-in ones can't draw: Han, kana, Hangul, other scripts, symbols.
//!
//! Nothing is looked for until a text shows a character that no font so far has. Then a thread of its own goes
//! through the system's fonts, reads of each only what it has and how it looks, keeps the few that are needed, and
//! ends; the next frame draws with them. Until then, and where no font has the character, a box stands in its
//! place. 650 font files take some 15 ms. Invariant: a frame never reads the disk, and a character is looked for once.
//!
//! Memory: nothing at the start but an empty list. A font that was found is in memory as a whole, since mapping a
//! file is `unsafe`: 4 to 30 MB where Han is shown, mostly less than one for anything else.
//!
//! Emoji are built in, as drawings in one colour (egui's `monochrome_emoji_fonts`): most systems have them only as
//! coloured pictures, which egui draws with much more code. They add 0.7 MB to the program and, measured, 15 KB and
//! 0.1 ms to its start.
//!
//! Which cells a character takes doesn't depend on this: [`cells`](crate::editor::cells) says so from the text alone.

mod face;
mod family;
mod folders;
mod search;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use egui::{Context, FallbackRequest, FontData, FontInsert, FontProvider};

use search::{Found, Variant};

pub(crate) use family::FamilySearch;

/// Fonts that are kept at most; a text of every script there is doesn't fill the memory.
const MOST_FONTS: usize = 32;

/// Lets egui ask the system's fonts. For windows; without one, what is drawn must not depend on the machine.
pub(crate) fn install(ctx: &Context) {
    let fonts = SystemFonts::new(folders::of_the_system(), Variant::of_the_environment(), |fonts| {
        let ctx = ctx.clone();
        move || {
            // egui remembers which characters nothing could draw; told of fonts anew, it asks again.
            if let Some(fonts) = fonts.upgrade() {
                ctx.set_font_providers(vec![fonts]);
            }
        }
    });
    ctx.set_font_providers(vec![fonts]);
}

/// Finds fonts among the system's.
struct SystemFonts {
    shared: Arc<Shared>,
}

/// What the searching thread has in common with the one that draws.
struct Shared {
    folders: Vec<PathBuf>,
    variant: Variant,
    /// Called, on the searching thread, when there are more fonts than before.
    wake: Box<dyn Fn() + Send + Sync>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    found: Vec<Found>,
    /// What is to be looked for.
    wanted: BTreeSet<char>,
    /// What no font has.
    missing: BTreeSet<char>,
    is_searching: bool,
}

impl SystemFonts {
    /// Fonts in some folders. `wake` makes what is called when some were found; it is given the fonts themselves.
    fn new<W: Fn() + Send + Sync + 'static>(
        folders: Vec<PathBuf>,
        variant: Variant,
        wake: impl FnOnce(Weak<Self>) -> W,
    ) -> Arc<Self> {
        Arc::new_cyclic(|this| {
            let wake = Box::new(wake(this.clone()));
            Self { shared: Arc::new(Shared { folders, variant, wake, state: Mutex::default() }) }
        })
    }
}

impl FontProvider for SystemFonts {
    fn font_for(&self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        let c = request.cluster.chars().next()?;
        let mut state = self.shared.state();
        if let Some(found) = state.found.iter().find(|found| found.has(c)) {
            let data = FontData::from_blob(Arc::clone(&found.data), found.index());
            return Some(FontInsert::new(&found.name(), data, Vec::new()));
        }
        if !state.missing.contains(&c) && state.wanted.insert(c) && !state.is_searching {
            let shared = Arc::clone(&self.shared);
            let thread = std::thread::Builder::new().name("fonts".to_owned()).spawn(move || shared.search());
            // Without a thread a box stays in the character's place; the next one tries again.
            state.is_searching = thread.is_ok();
        }
        None
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Looks for all that is wanted until nothing is.
    fn search(&self) {
        while let Some((wanted, room)) = self.take_wanted() {
            let found = search::fonts_for(&self.folders, &wanted, self.variant, room);
            let is_news = !found.is_empty();
            let mut state = self.state();
            state.found.extend(found);
            let State { found, missing, .. } = &mut *state;
            missing.extend(wanted.into_iter().filter(|c| !found.iter().any(|font| font.has(*c))));
            drop(state);
            if is_news {
                (self.wake)();
            }
        }
    }

    /// What to look for, and how many more fonts may be kept. None if nothing is wanted: then the thread ends.
    fn take_wanted(&self) -> Option<(BTreeSet<char>, usize)> {
        let mut state = self.state();
        let mut wanted = std::mem::take(&mut state.wanted);
        wanted.retain(|c| !state.found.iter().any(|found| found.has(*c)));
        state.is_searching = !wanted.is_empty();
        let room = MOST_FONTS.saturating_sub(state.found.len());
        (!wanted.is_empty()).then_some((wanted, room))
    }
}
