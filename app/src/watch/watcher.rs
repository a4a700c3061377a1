//! The thread that looks at files when something may have happened to them.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use namelight_engine::text::DocumentId;

use super::folders::Folders;
use super::registry::Registry;
use super::{Known, Sight};
use crate::files::storage::Storage;

/// Quiet for that long means that who wrote is done.
const QUIET: Duration = Duration::from_millis(100);

/// Where somebody never stops writing, a file is looked at after that.
const PATIENCE: Duration = Duration::from_secs(1);

/// A file that is gone for that long is gone: some programs take one away before they write it anew.
const GONE: Duration = Duration::from_millis(300);

/// What the thread tells.
#[derive(Debug)]
pub enum News {
    /// There is something else at a file's path than there was, or what is known is there again.
    Seen {
        /// Against what it was held.
        known: Known,
        /// What is there.
        sight: Sight,
    },
    /// A file that was opened is open in another window, too.
    AlsoOpen(PathBuf),
}

enum Message {
    /// These are open.
    Known(Vec<Known>),
    /// Something happened to these paths; to any, if there are none.
    Stirred(Vec<PathBuf>),
    /// Look at what the system doesn't tell of.
    Look,
    /// Tell again what there is to tell of this one.
    Again(DocumentId),
    End,
}

/// The thread's handle. It ends with it.
#[derive(Debug)]
pub struct Watcher {
    messages: Sender<Message>,
    news: Receiver<News>,
}

impl Watcher {
    /// Starts the thread. `windows` is the folder in which windows tell each other what they have open, if they do;
    /// `wake` is called on the thread when there is news.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub fn start(
        storage: Box<dyn Storage>,
        windows: Option<PathBuf>,
        wake: impl Fn() + Send + 'static,
    ) -> io::Result<Self> {
        let (messages, inbox) = channel();
        let (tell, news) = channel();
        let stirred = messages.clone();
        thread::Builder::new().name("watch".to_owned()).spawn(move || {
            let folders = Folders::new(move |paths| {
                // The thread may have ended.
                let _ = stirred.send(Message::Stirred(paths));
            });
            let tell = move |news| {
                if tell.send(news).is_ok() {
                    wake();
                }
            };
            let registry = windows.map(Registry::new);
            Desk { storage, folders, registry, entries: Vec::new(), tell: Box::new(tell) }.work(&inbox);
        })?;
        Ok(Self { messages, news })
    }

    /// Says which files are open and what they held when they were read or written last. Never waits, as all of these.
    pub fn set_known(&self, known: Vec<Known>) {
        self.send(Message::Known(known));
    }

    /// Has files looked at of which the system tells nothing, and others whose time has changed.
    pub fn look(&self) {
        self.send(Message::Look);
    }

    /// Has one looked at and told, even if that was told before.
    pub fn look_again(&self, document: DocumentId) {
        self.send(Message::Again(document));
    }

    fn send(&self, message: Message) {
        // If the thread is gone nothing is watched any more, which the person notices when saving at the latest.
        let _ = self.messages.send(message);
    }

    /// The oldest news that wasn't taken yet.
    pub fn take_news(&mut self) -> Option<News> {
        self.news.try_recv().ok()
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        self.send(Message::End);
    }
}

/// What was told last of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Told {
    Same,
    /// Length and hash.
    Changed(u64, u64),
    Gone,
    Unfit(String),
}

impl Told {
    fn of(sight: &Sight) -> Self {
        match sight {
            Sight::Same => Self::Same,
            Sight::Changed(loaded) => Self::Changed(loaded.identity.len, loaded.identity.hash),
            Sight::Gone => Self::Gone,
            Sight::Unfit(said) => Self::Unfit(said.clone()),
        }
    }
}

/// A file that is open.
struct Entry {
    known: Known,
    told: Told,
    is_due: bool,
    /// When it was found missing.
    missed: Option<Instant>,
}

/// What the thread works with.
struct Desk {
    storage: Box<dyn Storage>,
    folders: Folders,
    registry: Option<Registry>,
    entries: Vec<Entry>,
    tell: Box<dyn Fn(News)>,
}

impl Desk {
    fn work(&mut self, inbox: &Receiver<Message>) {
        // When the first of what is due was stirred, and when all of it is looked at.
        let (mut since, mut look_at): (Option<Instant>, Option<Instant>) = (None, None);
        loop {
            let message = match look_at {
                None => inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(at) => inbox.recv_timeout(at.saturating_duration_since(Instant::now())),
            };
            match message {
                Ok(Message::End) | Err(RecvTimeoutError::Disconnected) => return,
                Ok(Message::Known(known)) => self.take_known(known),
                Ok(Message::Stirred(paths)) => self.stir(&paths),
                Ok(Message::Look) => self.stir_unwatched(),
                Ok(Message::Again(document)) => {
                    for entry in self.entries.iter_mut().filter(|entry| entry.known.document == document) {
                        (entry.told, entry.is_due) = (Told::Same, true);
                    }
                }
                Err(RecvTimeoutError::Timeout) => {
                    self.look();
                    since = None;
                }
            }
            let now = Instant::now();
            let missed = self.entries.iter().filter_map(|entry| entry.missed).min().map(|at| at + GONE);
            look_at = if self.entries.iter().any(|entry| entry.is_due && entry.missed.is_none()) {
                let latest = *since.get_or_insert(now) + PATIENCE;
                Some((now + QUIET).min(latest))
            } else {
                missed
            };
        }
    }

    /// Notes what is open now. What is new there, or has become another text by a save, is looked at if it seems to have
    /// changed since.
    fn take_known(&mut self, known: Vec<Known>) {
        let mut before = std::mem::take(&mut self.entries);
        let opened: Vec<PathBuf> = known
            .iter()
            .filter(|known| !before.iter().any(|entry| entry.known.path == known.path))
            .map(|known| known.path.clone())
            .collect();
        for known in known {
            let entry = match before.iter().position(|entry| entry.known == known) {
                Some(at) => before.swap_remove(at),
                None => {
                    let is_due = !known.seems_same(&*self.storage);
                    Entry { known, told: Told::Same, is_due, missed: None }
                }
            };
            self.entries.push(entry);
        }
        self.watch_folders();
        let Some(registry) = &mut self.registry else { return };
        if let Err(error) = registry.write(self.entries.iter().map(|entry| entry.known.path.as_path())) {
            tracing::warn!(%error, "other windows can't be told what is open here");
        }
        if !opened.is_empty() {
            let elsewhere = registry.elsewhere();
            let also = opened.into_iter().filter(|path| elsewhere.contains(path));
            also.for_each(|path| (self.tell)(News::AlsoOpen(path)));
        }
    }

    fn watch_folders(&mut self) {
        let parents = self.entries.iter().filter_map(|entry| entry.known.path.parent());
        let wanted: HashSet<PathBuf> = parents.map(Path::to_owned).collect();
        self.folders.watch(&wanted);
    }

    fn stir(&mut self, paths: &[PathBuf]) {
        for entry in &mut self.entries {
            let path = &entry.known.path;
            entry.is_due |= paths.is_empty() || paths.iter().any(|stirred| path.starts_with(stirred));
        }
        // If it is one of the folders, the system may go on watching it under another name.
        paths.iter().for_each(|path| self.folders.forget(path));
    }

    fn stir_unwatched(&mut self) {
        self.watch_folders();
        for entry in &mut self.entries {
            let folder = entry.known.path.parent();
            let is_watched = folder.is_some_and(|folder| self.folders.is_watched(folder));
            let is_as_told = entry.told == Told::Same && entry.known.seems_same(&*self.storage);
            entry.is_due |= !is_watched || !is_as_told;
        }
    }

    /// Looks at what is due and tells what is new.
    fn look(&mut self) {
        self.watch_folders();
        let now = Instant::now();
        for entry in self.entries.iter_mut().filter(|entry| entry.is_due) {
            let sight = entry.known.look(&*self.storage);
            if matches!(sight, Sight::Gone)
                && now.saturating_duration_since(*entry.missed.get_or_insert(now)) < GONE
            {
                continue;
            }
            (entry.is_due, entry.missed) = (false, None);
            let told = Told::of(&sight);
            if entry.told != told {
                entry.told = told;
                (self.tell)(News::Seen { known: entry.known.clone(), sight });
            }
        }
    }
}
