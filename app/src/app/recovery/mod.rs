//! Unsaved texts and what keeps them: copies while they are unsaved, and what dead windows have left.
//!
//! Invariants: every state of a text that is in no file is handed over in the frame that made it; a copy goes only when
//! its text is saved or given up on purpose; what was found changes nothing before a person says so.

mod restoring;
mod words;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, SystemTime};

use crop::Rope;
use egui::{Context, Rect};
use namelight_engine::text::{DocumentId, Edit, Revision};

use super::bars::Bar;
use super::{App, OpenFile};
use crate::compare::Comparison;
use crate::document::Document;
use crate::files::Identity;
use crate::files::storage::Disk;
use crate::panels::{Action, NoticeLevel, RecoveryAction, RecoveryBar};
use crate::recovery::{self, Found, Held, Keeper, Kept, News, OnDisk, Skipped, Unsaved, Why, Writer};
use crate::theme::Theme;

use restoring::Restoring;
use words::row;

/// The longest wait for the copies when the program ends; all of it takes less than a second.
const AT_THE_END: Duration = Duration::from_millis(300);

/// The longest wait for the copy before a file is written. A disk that is slower keeps nobody from saving.
const BEFORE_SAVE: Duration = Duration::from_secs(1);

/// The copies of this window, and those that were found.
#[derive(Default)]
pub(super) struct Recovery {
    /// None if nothing is kept, as in replays.
    keeper: Option<Keeper>,
    folder: Option<PathBuf>,
    /// What was handed over last of each text.
    handed: HashMap<DocumentId, Handed>,
    /// Copies of dead windows whose texts are in a tab again, until that tab has a copy of its own.
    replaced: HashMap<DocumentId, Held>,
    finding: Option<Receiver<Found>>,
    /// Whether a person has asked for what is being found.
    was_asked: bool,
    offers: Vec<Offer>,
    restoring: Vec<Restoring>,
    last_number: u64,
    /// The notice that says that nothing can be kept.
    complaint: Option<String>,
}

/// A state of a text, and of the file that it is based on.
#[derive(Clone, Copy, PartialEq)]
struct Handed {
    revision: Revision,
    file: Option<Identity>,
}

/// A kept text that can be had back.
struct Offer {
    number: u64,
    kept: Kept,
}

impl Recovery {
    /// Whether there are texts that were kept.
    pub(super) fn has_offers(&self) -> bool {
        !self.offers.is_empty()
    }

    /// Whether something is read or brought into a tab.
    pub(super) fn is_busy(&self) -> bool {
        self.finding.is_some() || !self.restoring.is_empty()
    }

    /// Whether this state of a text is on the disk.
    fn is_safe(&self, document: &Document) -> bool {
        self.keeper.as_ref().is_some_and(|keeper| keeper.is_written(document.id(), document.revision()))
    }
}

impl App {
    /// Keeps unsaved texts in a state directory from now on, and looks for what is there.
    pub(super) fn keep_unsaved(&mut self, ctx: &Context, state: &Path) {
        let folder = recovery::folder_in(state);
        let waker = ctx.clone();
        match Keeper::start(Box::new(Disk), folder.clone(), move || waker.request_repaint()) {
            Ok(keeper) => {
                let writer = keeper.writer();
                self.files.before_saves(move |document, revision| {
                    writer.flush_for(document, revision, BEFORE_SAVE);
                });
                self.recovery.keeper = Some(keeper);
            }
            Err(error) => self.complain_of_copies(&error.to_string()),
        }
        self.recovery.folder = Some(folder);
        self.find_kept(ctx);
    }

    /// What has everything written when the window's thread can't any more.
    pub(super) fn recovery_writer(&self) -> Option<Writer> {
        self.recovery.keeper.as_ref().map(Keeper::writer)
    }

    fn find_kept(&mut self, ctx: &Context) {
        let Some(folder) = self.recovery.folder.clone() else { return };
        let was_asked = self.recovery.was_asked;
        let (tell, found) = channel();
        let waker = ctx.clone();
        let look = move || {
            let found = recovery::find(&Disk, &folder);
            let is_worth_a_frame = was_asked || !found.kept.is_empty() || !found.skipped.is_empty();
            // What was found is let go if nobody listens any more.
            if tell.send(found).is_ok() && is_worth_a_frame {
                waker.request_repaint();
            }
        };
        match std::thread::Builder::new().name("recovery finder".to_owned()).spawn(look) {
            Ok(_) => self.recovery.finding = Some(found),
            Err(error) => tracing::warn!(%error, "no thread looks for unsaved texts that were kept"),
        }
    }

    /// Hands over what is in no file, and has copies removed of what is. `edits` are those of the active file in this
    /// frame.
    pub(super) fn keep_copies(&mut self, edits: &[Edit]) {
        if self.recovery.keeper.is_none() {
            return;
        }
        let active = self.file.document.id();
        let unsaved: Vec<DocumentId> =
            self.files().filter(|file| file.document.is_modified()).map(|file| file.document.id()).collect();
        for &document in &unsaved {
            self.keep_copy(document, if document == active { edits } else { &[] });
        }
        let Recovery { keeper, handed, replaced, .. } = &mut self.recovery;
        handed.retain(|document, _| {
            let is_unsaved = unsaved.contains(document);
            if let Some(keeper) = keeper.as_ref().filter(|_| !is_unsaved) {
                keeper.forget(*document);
            }
            is_unsaved
        });
        replaced.retain(|document, _| unsaved.contains(document));
    }

    /// Hands over one text, with the edits since it was handed over before, as far as they are known.
    fn keep_copy(&mut self, document: DocumentId, edits: &[Edit]) {
        let Some(file) = self.file_of(document) else { return };
        let on_disk = file.document.on_disk();
        let now =
            Handed { revision: file.document.revision(), file: on_disk.map(|(_, identity, _)| identity) };
        let before = self.recovery.handed.get(&document);
        if before == Some(&now) {
            return;
        }
        let is_next = before.is_some_and(|before| {
            edits.first().is_some_and(|edit| edit.revision == before.revision.next())
                && edits.last().is_some_and(|edit| edit.revision == now.revision)
        });
        let unsaved = Unsaved {
            document,
            revision: now.revision,
            text: file.document.text().clone(),
            edits: is_next.then(|| edits.to_vec()),
            title: file.title(),
            file: on_disk.map(|(path, identity, text)| (path.to_owned(), identity, text.clone())),
            has_bom: file.document.has_bom(),
            instead_of: None,
        };
        let Recovery { keeper, handed, replaced, .. } = &mut self.recovery;
        if let Some(keeper) = keeper {
            handed.insert(document, now);
            keeper.keep(Unsaved { instead_of: replaced.remove(&document), ..unsaved });
        }
    }

    /// The text is about to be written to its file: the copy comes first.
    pub(super) fn keep_before_save(&mut self, document: DocumentId) {
        if let Some(file) = self.file_of(document).filter(|file| file.document.is_modified()) {
            let edits = file.document.pending_edits().to_vec();
            self.keep_copy(document, &edits);
        }
    }

    /// Takes what the other threads have to say.
    pub(super) fn hear_recovery(&mut self) {
        match self.recovery.keeper.as_ref().and_then(Keeper::take_news) {
            Some(News::Failing(why)) => self.complain_of_copies(&why),
            Some(News::Working) => {
                if let Some(complaint) = self.recovery.complaint.take() {
                    self.notices.retain(|notice| notice.text != complaint);
                }
            }
            None => {}
        }
        match self.recovery.finding.as_ref().map(Receiver::try_recv) {
            Some(Ok(found)) => self.hear_found(found),
            Some(Err(TryRecvError::Disconnected)) => self.recovery.finding = None,
            Some(Err(TryRecvError::Empty)) | None => {}
        }
    }

    fn complain_of_copies(&mut self, why: &str) {
        let said = format!(
            "Unsaved text isn't kept for the case of a crash: {why}. You can go on, and it is tried again; what you save is safe."
        );
        if let Some(before) = self.recovery.complaint.replace(said.clone()) {
            self.notices.retain(|notice| notice.text != before);
        }
        self.say(NoticeLevel::Warning, said);
    }

    fn hear_found(&mut self, found: Found) {
        self.recovery.finding = None;
        for Skipped { path, why } in found.skipped {
            let stays = match why {
                Why::Damaged => "It was put aside as",
                Why::Later | Why::Disk(_) => "It stays in",
            };
            let said =
                format!("Unsaved text that was kept can't be read: {why}. {stays} {}.", path.display());
            self.say(NoticeLevel::Warning, said);
        }
        for kept in found.kept {
            self.recovery.last_number += 1;
            self.recovery.offers.push(Offer { number: self.recovery.last_number, kept });
        }
        if std::mem::take(&mut self.recovery.was_asked) {
            self.go_to_offers();
        }
    }

    fn go_to_offers(&mut self) {
        if self.recovery.has_offers() {
            self.bars.go_to(Bar::Recovery);
        } else {
            self.say(NoticeLevel::Info, "There is no unsaved text that was kept.");
        }
    }

    /// Does one thing about kept texts.
    pub(super) fn perform_recovery(&mut self, ctx: &Context, action: &RecoveryAction) {
        match *action {
            RecoveryAction::Look if self.recovery.offers.is_empty() && self.recovery.folder.is_some() => {
                self.recovery.was_asked = true;
                self.find_kept(ctx);
            }
            RecoveryAction::Look => self.go_to_offers(),
            RecoveryAction::Restore(number) => {
                if let Some(kept) = self.take_offer(number) {
                    self.restore_kept(kept);
                }
            }
            RecoveryAction::Compare(number) => self.compare_kept(ctx, number),
            RecoveryAction::Discard(number) => {
                if let (Some(kept), Some(keeper)) = (self.take_offer(number), &self.recovery.keeper) {
                    keeper.throw_away(kept.held);
                }
            }
            RecoveryAction::Later(number) => drop(self.take_offer(number)),
        }
    }

    fn take_offer(&mut self, number: u64) -> Option<Kept> {
        let at = self.recovery.offers.iter().position(|offer| offer.number == number)?;
        Some(self.recovery.offers.remove(at).kept)
    }

    fn compare_kept(&mut self, ctx: &Context, number: u64) {
        let Some(Offer { kept, .. }) = self.recovery.offers.iter().find(|offer| offer.number == number)
        else {
            return;
        };
        let title = &kept.about.title;
        let (left, right) = match &kept.on_disk {
            OnDisk::Same(text) | OnDisk::Other(text) => ("The file on disk", text.clone()),
            OnDisk::Gone | OnDisk::Unreadable(_) | OnDisk::Nowhere => ("No file", Rope::new()),
        };
        let comparison = Comparison::new(
            format!("{title}: its file and the unsaved text that was kept"),
            (left.to_owned(), right),
            ("The unsaved text".to_owned(), kept.text.clone()),
        )
        .with_way("Restore the unsaved text", Action::Recovery(RecoveryAction::Restore(number)))
        .with_way("Discard the unsaved text", Action::Recovery(RecoveryAction::Discard(number)));
        self.show_comparison(ctx, comparison);
    }

    /// The part of the window with what was found, and what is left below it.
    pub(super) fn split_for_recovery(&self, below: Rect) -> (Rect, Rect) {
        let split = below.top() + self.recovery_bar().height(below.width()).min(below.height());
        (below.with_max_y(split), below.with_min_y(split))
    }

    fn recovery_bar(&self) -> RecoveryBar {
        RecoveryBar::new(self.recovery.offers.iter().map(|offer| row(offer, SystemTime::now())).collect())
    }

    pub(super) fn draw_recovery(&mut self, ui: &mut egui::Ui, theme: &Theme) {
        let takes_keyboard = self.bars.take_wanted(Bar::Recovery);
        let has_keyboard = self.recovery_bar().show(ui, theme, takes_keyboard, &mut self.queue);
        self.bars.note(Bar::Recovery, has_keyboard);
    }

    /// The window is closed. What was given up on purpose goes; else everything is written, and those are told whose
    /// text is safe.
    pub(super) fn finish_copies(&mut self, is_on_purpose: bool) {
        let Some(keeper) = &self.recovery.keeper else { return };
        if is_on_purpose {
            keeper.forget_all();
            return;
        }
        keeper.writer().flush(AT_THE_END);
        for file in self.files().filter(|file| self.is_kept(file)) {
            eprintln!(
                "namelight: unsaved text of {} is kept and will be offered at the next start",
                file.title()
            );
        }
    }

    /// Whether a text is unsaved and its copy is on the disk.
    pub(super) fn is_kept(&self, file: &OpenFile) -> bool {
        file.document.is_modified() && self.recovery.is_safe(&file.document)
    }
}

/// If the thread that calls this ever panics, everything is written and the process ends within a second: what a panic
/// leaves of a window's state can't be trusted.
pub(super) fn end_after_panic(writer: Writer) {
    let window = std::thread::current().id();
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        before(panic);
        if std::thread::current().id() != window {
            return;
        }
        let (done, ended) = channel();
        let writer = writer.clone();
        // On a thread of its own: this one may have panicked with something in hand that writing needs.
        let flush = std::thread::Builder::new().spawn(move || {
            writer.flush(AT_THE_END);
            let _ = done.send(());
        });
        if flush.is_ok() {
            let _ = ended.recv_timeout(AT_THE_END);
        }
        crate::run::kill_all();
        std::process::exit(PANICKED);
    }));
}

/// What Rust programs end with after a panic.
const PANICKED: i32 = 101;
