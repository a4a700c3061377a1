//! What becomes of files that other programs have changed.
//!
//! A text without changes of its own takes over what its file holds now; of any other one a bar says what has happened,
//! and a person decides. Invariants: what isn't saved is never replaced unasked; a file that is gone takes no text with
//! it; what is heard of a file that has been saved or reloaded since is dropped.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use egui::{Context, Rect, Ui};
use namelight_engine::text::DocumentId;

use super::bars::Bar;
use super::rewriting::Write;
use super::{App, OpenFile};
use crate::compare::Comparison;
use crate::document::Reloaded;
use crate::files::storage::Disk;
use crate::files::{Identity, Job, Loaded, OpenError};
use crate::panels::{Action, NoticeLevel, OUTSIDE_BAR, OutsideAction, OutsideBar, outside_bar};
use crate::theme::Theme;
use crate::watch::{Known, News, Sight, Watcher};

/// What is known of an open file's place on disk, besides what is in the document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Outside {
    state: State,
    /// Whether a person wants to hear no more of it.
    is_dismissed: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum State {
    /// It is what was read or written last, or nobody knows better.
    #[default]
    Same,
    /// There is another text.
    Changed,
    /// There is nothing.
    Gone,
    /// There is something that can't be opened, and why, in a sentence.
    Unfit(String),
}

impl Outside {
    fn is(state: State) -> Self {
        Self { state, is_dismissed: false }
    }

    /// Whether the file is gone, so that its text is nowhere but here. A person who wants to hear no more of it has let
    /// it go.
    pub(super) fn is_only_copy(&self) -> bool {
        !self.is_dismissed && matches!(self.state, State::Gone | State::Unfit(_))
    }

    /// The word that stands in the file's tab; none if all is well.
    pub(super) fn word(&self) -> Option<&'static str> {
        match self.state {
            State::Same => None,
            State::Changed => Some("changed on disk"),
            State::Gone => Some("deleted"),
            State::Unfit(_) => Some("replaced"),
        }
    }
}

/// What a file is read again for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    Compare,
    Reload,
}

/// A text that takes over what its file holds.
struct Reloading {
    document: DocumentId,
    /// Whether a person has asked for it, and not only the change.
    is_asked_for: bool,
    result: Receiver<Reloaded>,
    is_unwanted: Arc<AtomicBool>,
}

impl Drop for Reloading {
    fn drop(&mut self) {
        self.is_unwanted.store(true, Ordering::Relaxed);
    }
}

/// What is under way.
#[derive(Default)]
pub(super) struct OutsideChanges {
    watcher: Option<Watcher>,
    /// What the watcher was told last.
    told: Vec<Known>,
    had_focus: bool,
    reloading: Vec<Reloading>,
    /// Files that are being read again.
    asked: Vec<(DocumentId, Wish)>,
    /// What was read.
    looked: Vec<(DocumentId, Result<Loaded, OpenError>)>,
}

impl OutsideChanges {
    /// Whether something that a person has asked for is still to come.
    pub(super) fn is_busy(&self) -> bool {
        !self.reloading.is_empty() || !self.asked.is_empty()
    }
}

/// A file that is kept somewhere: its document, where, and what it held when it was read or written last.
type Kept<'a> = (DocumentId, &'a Path, Identity);

fn kept(file: &OpenFile) -> Option<Kept<'_>> {
    Some((file.document.id(), file.document.path()?, file.document.identity()?))
}

impl App {
    /// Begins to watch the open files. Without it, what happened is found when a file is saved.
    pub(super) fn watch_files(&mut self, ctx: &Context) {
        let windows = self.remembering.folder.as_ref().map(|folder| folder.join("windows"));
        let wake = ctx.clone();
        match Watcher::start(Box::new(Disk), windows, move || wake.request_repaint()) {
            Ok(watcher) => self.outside.watcher = Some(watcher),
            Err(error) => tracing::warn!(%error, "open files aren't watched"),
        }
    }

    /// Hears what has happened to files, and does what can be done at once.
    pub(super) fn update_outside(&mut self, ctx: &Context) {
        while let Some(news) = self.outside.watcher.as_mut().and_then(Watcher::take_news) {
            match news {
                News::Seen { known, sight } => self.hear_sight(ctx, &known, sight),
                News::AlsoOpen(path) => {
                    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
                    let said = format!(
                        "{name} is open in another Namelight window, too. What one of them saves changes the file \
                         for the other one, which will say so."
                    );
                    self.say(NoticeLevel::Warning, said);
                }
            }
        }
        for (document, result) in std::mem::take(&mut self.outside.looked) {
            self.take_looked(ctx, document, result);
        }
        self.hear_reloads(ctx);
        self.tell_watcher(ctx);
    }

    /// Tells the watcher what is open, and when the window is used again, since the system can't watch everything.
    fn tell_watcher(&mut self, ctx: &Context) {
        if self.outside.watcher.is_none() {
            return;
        }
        let told = self.outside.told.iter();
        let told = told.map(|known| (known.document, known.path.as_path(), known.identity));
        let news: Option<Vec<Known>> = (!self.files().filter_map(kept).eq(told)).then(|| {
            let known =
                |(document, path, identity): Kept<'_>| Known { document, path: path.to_owned(), identity };
            self.files().filter_map(kept).map(known).collect()
        });
        let has_focus = ctx.input(|input| input.focused);
        let changes = &mut self.outside;
        let Some(watcher) = &changes.watcher else { return };
        if let Some(known) = news {
            watcher.set_known(known.clone());
            changes.told = known;
        }
        if has_focus && !changes.had_focus {
            watcher.look();
        }
        changes.had_focus = has_focus;
    }

    fn hear_sight(&mut self, ctx: &Context, known: &Known, sight: Sight) {
        let Some(file) = self.file_of_mut(known.document) else { return };
        let identity = file.document.identity();
        let is_stale = file.document.path() != Some(&known.path)
            || !identity.is_some_and(|identity| identity.has_same_content(&known.identity));
        // What a save has written is known when it is done; if it fails, the watcher is asked again.
        if is_stale || file.saving.is_some() {
            return;
        }
        match sight {
            Sight::Same => file.outside = Outside::default(),
            Sight::Changed(loaded) if !file.document.is_modified() => {
                self.reload(ctx, known.document, *loaded, false)
            }
            Sight::Changed(_) => file.outside = Outside::is(State::Changed),
            Sight::Gone => file.outside = Outside::is(State::Gone),
            Sight::Unfit(said) => file.outside = Outside::is(State::Unfit(said)),
        }
        ctx.request_repaint();
    }

    /// Has the watcher say again what there is to say of a file: it was not heard, or a save has failed.
    pub(super) fn look_again(&self, document: DocumentId) {
        if let Some(watcher) = &self.outside.watcher {
            watcher.look_again(document);
        }
    }

    /// Takes over what a file holds, on another thread.
    fn reload(&mut self, ctx: &Context, document: DocumentId, loaded: Loaded, is_asked_for: bool) {
        let Some(file) = self.file_of(document) else { return };
        let reload = file.document.prepare_reload(loaded);
        let (done, result) = channel();
        let is_unwanted = Arc::new(AtomicBool::new(false));
        let (wake, unwanted) = (ctx.clone(), Arc::clone(&is_unwanted));
        let thread = std::thread::Builder::new().name("reload".to_owned()).spawn(move || {
            if let Some(reloaded) = reload.run(&|| !unwanted.load(Ordering::Relaxed))
                && done.send(reloaded).is_ok()
            {
                wake.request_repaint();
            }
        });
        self.outside.reloading.retain(|one| one.document != document);
        match thread {
            Ok(_) => self.outside.reloading.push(Reloading { document, is_asked_for, result, is_unwanted }),
            Err(error) => self.say(NoticeLevel::Error, format!("The text stays as it is: {error}.")),
        }
    }

    fn hear_reloads(&mut self, ctx: &Context) {
        let mut at = 0;
        while let Some(reloading) = self.outside.reloading.get(at) {
            // What a rename would do is shown for the text as it is.
            if self.rename.is_some() && reloading.document == self.file.document.id() {
                at += 1;
                continue;
            }
            match reloading.result.try_recv() {
                Err(TryRecvError::Empty) => at += 1,
                Err(TryRecvError::Disconnected) => {
                    self.outside.reloading.remove(at);
                    let text = "Something went wrong in the editor itself. The text stays as it is.";
                    self.say(NoticeLevel::Error, text);
                }
                Ok(reloaded) => {
                    let Reloading { document, is_asked_for, .. } = self.outside.reloading.remove(at);
                    self.take_reload(ctx, document, is_asked_for, reloaded);
                }
            }
        }
    }

    fn take_reload(&mut self, ctx: &Context, document: DocumentId, is_asked_for: bool, reloaded: Reloaded) {
        let now = self.now;
        let Some(file) = self.file_of_mut(document) else { return };
        match file.document.adopt_reload(reloaded, now) {
            Ok(()) => {
                file.outside = Outside::default();
                let said = format!("Reloaded {}: changed outside", file.title());
                // No input has led to this text.
                self.minute.forget();
                if !is_asked_for {
                    self.say(NoticeLevel::Info, said);
                }
            }
            // Somebody has typed meanwhile.
            Err(loaded) if is_asked_for || !file.document.is_modified() => {
                self.reload(ctx, document, *loaded, is_asked_for);
            }
            Err(_) => file.outside = Outside::is(State::Changed),
        }
    }

    pub(super) fn perform_outside(&mut self, ctx: &Context, action: OutsideAction) {
        let document = self.file.document.id();
        let path = self.file.document.path().map(Path::to_owned);
        match (action, path) {
            (OutsideAction::Dismiss, _) => self.file.outside.is_dismissed = true,
            (_, None) => {
                let text = "This text is kept in no file yet, so there is nothing to compare it with.";
                self.say(NoticeLevel::Info, text);
            }
            (OutsideAction::Compare, Some(path)) => self.ask_disk(document, path, Wish::Compare),
            (OutsideAction::Reload, Some(path)) => {
                // If a question about saving led here, nothing is saved.
                (self.asking, self.after_save) = (None, None);
                self.ask_disk(document, path, Wish::Reload);
            }
            (OutsideAction::Overwrite, Some(path)) => self.tidy_and_write(ctx, document, Write::Over(path)),
        }
    }

    fn ask_disk(&mut self, document: DocumentId, path: PathBuf, wish: Wish) {
        self.outside.asked.push((document, wish));
        self.files.post(Job::Look(document, path));
    }

    /// Keeps what a file was found to hold until the next frame.
    pub(super) fn hear_looked(&mut self, document: DocumentId, result: Result<Loaded, OpenError>) {
        self.outside.looked.push((document, result));
    }

    fn take_looked(&mut self, ctx: &Context, document: DocumentId, result: Result<Loaded, OpenError>) {
        let Some(at) = self.outside.asked.iter().position(|(asked, _)| *asked == document) else { return };
        let (_, wish) = self.outside.asked.remove(at);
        match (result, wish) {
            (Err(error), _) => self.say(NoticeLevel::Error, error.to_string()),
            (Ok(loaded), Wish::Reload) => self.reload(ctx, document, loaded, true),
            (Ok(loaded), Wish::Compare) => self.compare_with(ctx, document, &loaded),
        }
    }

    fn compare_with(&mut self, ctx: &Context, document: DocumentId, loaded: &Loaded) {
        let Some(file) = self.file_of(document) else { return };
        let title = file.title();
        let overwrite = match &self.asking {
            Some(_) => Action::Overwrite,
            None => Action::Outside(OutsideAction::Overwrite),
        };
        let theirs = ("the file on disk".to_owned(), loaded.text.clone());
        let mine = ("your text".to_owned(), file.document.text().clone());
        let mut comparison = Comparison::new(title.clone(), theirs, mine);
        if file.document.identity().is_some_and(|identity| !identity.has_same_content(&loaded.identity)) {
            comparison = comparison
                .with_way(format!("Reload {title}"), Action::Outside(OutsideAction::Reload))
                .with_way(format!("Overwrite {title}"), overwrite);
        }
        self.show_comparison(ctx, comparison);
    }

    /// What the bar says of the active file, if there is something to say.
    fn outside_bar(&self) -> Option<OutsideBar> {
        let Outside { state, is_dismissed: false } = &self.file.outside else { return None };
        let title = self.file.title();
        let way = |words: &str, action| (words.to_owned(), Action::Outside(action));
        let (said, ways) = match state {
            State::Same => return None,
            State::Changed => (
                match self.file.document.is_modified() {
                    true => format!("{title} changed on disk. Your changes are still here and aren't saved."),
                    // They were undone since: taking it over now would cost what can be done again.
                    false => format!("{title} changed on disk."),
                },
                vec![
                    way("Compare", OutsideAction::Compare),
                    way("Reload", OutsideAction::Reload),
                    way("Overwrite", OutsideAction::Overwrite),
                ],
            ),
            State::Gone => (
                format!(
                    "{title} was deleted or moved. Its text is still here, and saving writes the file again."
                ),
                vec![("Save".to_owned(), Action::Save)],
            ),
            State::Unfit(why) => (
                format!("{why} Your text is still here."),
                vec![("Save under another name".to_owned(), Action::SaveAs)],
            ),
        };
        Some(OutsideBar { said, ways })
    }

    /// Whether the bar is there.
    pub(super) fn has_outside_bar(&self) -> bool {
        self.outside_bar().is_some()
    }

    /// Where the bar is, if there is one, and what is left below it.
    pub(super) fn split_for_outside(&self, area: Rect) -> (Option<(Rect, OutsideBar)>, Rect) {
        match self.outside_bar() {
            Some(bar) => {
                let (place, below) = area.split_top_bottom_at_y(area.top() + OUTSIDE_BAR.min(area.height()));
                (Some((place, bar)), below)
            }
            None => (None, area),
        }
    }

    pub(super) fn draw_outside_bar(&mut self, ui: &mut Ui, theme: &Theme, bar: &OutsideBar) {
        let takes_keyboard = self.bars.take_wanted(Bar::Outside);
        let has_keyboard = outside_bar(ui, theme, bar, takes_keyboard, &mut self.queue);
        self.bars.note(Bar::Outside, has_keyboard);
    }
}
