//! The settings' file, on a thread of its own.
//!
//! The thread looks once a second whether the file has changed, and reads it then; it writes what is changed in the
//! program. Before it writes it reads, so that what a person has written meanwhile stays. Invariants: a file that isn't
//! TOML is never written over; nothing is written before something was changed; the file is always whole
//! ([`files::save`](crate::files::save)).

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant, SystemTime};

use crop::Rope;
use namelight_engine::text::{DocumentId, Revision};

use super::{Change, Problem, Reading, read, rewritten};
use crate::files::storage::{Disk, Storage};
use crate::files::{
    Encoding, Expected, Identity, Loaded, OpenError, Reading as How, ReadingDesk, Save, SaveError, open_as,
    reason, save,
};

/// How often the file is looked at: seldom enough that a window at rest takes nothing of the machine.
const LOOK: Duration = Duration::from_secs(1);

/// A change counts when it has stayed for so long: then who made it is done.
const LOOK_AGAIN: Duration = Duration::from_millis(300);

/// The largest file that is read, in bytes: all settings with all keys take a hundredth of it.
const LARGEST: u64 = 1 << 20;

/// How often a write begins anew when somebody else writes at the same time.
const TRIES: usize = 5;

/// What no file is: a save that expects this goes on only where there is none.
const NO_FILE: Identity = Identity { modified: None, len: u64::MAX, hash: 0 };

/// What the file says; or why it can't be understood or read, in a sentence without its stop.
pub type ReadResult = Result<Reading, String>;

/// What the thread has to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// What the file says.
    pub reading: ReadResult,
    /// Why what was changed isn't in the file, in a sentence.
    pub unwritten: Option<String>,
    /// Of how many of [`Keeper::write`]'s calls this is the outcome.
    written: usize,
}

/// What the thread has to do.
enum Job {
    /// Write a change.
    Write(Change),
    /// Make the file, if it isn't there.
    Make,
}

/// Keeps the settings in a file.
#[derive(Debug)]
pub struct Keeper {
    path: PathBuf,
    jobs: Option<Sender<Job>>,
    news: Receiver<News>,
    thread: Option<JoinHandle<()>>,
    /// Changes whose outcome wasn't taken yet.
    waiting: usize,
}

impl Keeper {
    /// Reads a file, which needn't be there, and goes on watching it. `wake` is called when there is news; the first is
    /// what the file says now.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub fn start(path: PathBuf, wake: impl Fn() + Send + 'static) -> io::Result<Self> {
        Self::start_with(Box::new(Disk), path, wake)
    }

    /// Like [`Self::start`], with a storage of one's own.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub fn start_with(
        storage: Box<dyn Storage>,
        path: PathBuf,
        wake: impl Fn() + Send + 'static,
    ) -> io::Result<Self> {
        let (jobs, todo) = channel();
        let (tell, news) = channel();
        let mut file = SettingsFile { storage, path: path.clone(), seen: None, said: String::new() };
        let thread = thread::Builder::new().name("settings".to_owned()).spawn(move || {
            let tell = |news| {
                if tell.send(news).is_ok() {
                    wake();
                }
            };
            file.work(&todo, &tell);
        })?;
        Ok(Self { path, jobs: Some(jobs), news, thread: Some(thread), waiting: 0 })
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Has a change written; never waits.
    pub fn write(&mut self, change: Change) {
        self.post(Job::Write(change));
    }

    /// Has the file made, if it isn't there; never waits.
    pub fn make(&mut self) {
        self.post(Job::Make);
    }

    fn post(&mut self, job: Job) {
        // The thread ends only after `jobs` is gone.
        if self.jobs.as_ref().is_some_and(|jobs| jobs.send(job).is_ok()) {
            self.waiting += 1;
        }
    }

    /// What there is to tell: what the file says, and why what was changed isn't there. What it says is left out while
    /// changes are on their way to it, and where they didn't get there: it is older than they are. Never waits.
    pub fn take_news(&mut self) -> Option<(Option<ReadResult>, Option<String>)> {
        let news = self.news.try_recv().ok()?;
        self.waiting -= news.written;
        let is_newest = self.waiting == 0 && news.unwritten.is_none();
        let reading = is_newest.then_some(news.reading);
        Some((reading, news.unwritten))
    }

    /// Waits for the first news, but not for long.
    pub fn wait(&mut self, longest: Duration) -> Option<Result<Reading, String>> {
        self.news.recv_timeout(longest).ok().map(|news| news.reading)
    }

    /// Whether changes are on their way to the file.
    #[must_use]
    pub fn is_writing(&self) -> bool {
        self.waiting > 0
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        // What was changed last is still written.
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// What tells two states of a file apart without reading it: when it was written, its length, which file it is.
type Stamp = (Option<SystemTime>, u64, (u64, u64));

/// The file, as its thread knows it.
struct SettingsFile {
    storage: Box<dyn Storage>,
    path: PathBuf,
    /// The state that was read last.
    seen: Option<Stamp>,
    /// What stood in it.
    said: String,
}

impl SettingsFile {
    fn work(&mut self, todo: &Receiver<Job>, tell: &dyn Fn(News)) {
        self.seen = self.stamp();
        let reading = self.read_again().map(|_| ());
        tell(News { reading: self.reading(reading), unwritten: None, written: 0 });
        // A state that was seen, but not for long enough.
        let mut fresh = None;
        let mut look_at = Instant::now() + LOOK;
        loop {
            match todo.recv_timeout(look_at.saturating_duration_since(Instant::now())) {
                Ok(first) => {
                    let (mut changes, mut written) = (Vec::new(), 0);
                    for job in std::iter::once(first).chain(todo.try_iter()) {
                        written += 1;
                        if let Job::Write(change) = job {
                            changes.retain(|earlier| !change.is_about_the_same(earlier));
                            changes.push(change);
                        }
                    }
                    let outcome = self.write(&changes);
                    self.seen = self.stamp();
                    let unwritten = outcome.err();
                    tell(News { reading: self.reading(Ok(())), unwritten, written });
                }
                Err(RecvTimeoutError::Timeout) => {
                    let now = self.stamp();
                    if now == self.seen {
                        fresh = None;
                    } else if now.is_none() || fresh != Some(now) {
                        // Some programs take a file away before they write it anew, so that it's gone means nothing.
                        fresh = Some(now);
                    } else {
                        self.seen = now;
                        let result = self.read_again();
                        if !matches!(result, Ok(false)) {
                            let reading = self.reading(result.map(|_| ()));
                            tell(News { reading, unwritten: None, written: 0 });
                        }
                        fresh = None;
                    }
                    look_at = Instant::now() + if matches!(fresh, Some(Some(_))) { LOOK_AGAIN } else { LOOK };
                }
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn stamp(&self) -> Option<Stamp> {
        let facts = self.storage.facts(&self.path).ok()?;
        Some((facts.modified, facts.len, facts.file))
    }

    /// Reads the file; whether it says something else than before.
    fn read_again(&mut self) -> Result<bool, String> {
        let text = self.load()?.map(|(text, ..)| text).unwrap_or_default();
        let is_news = text != self.said;
        self.said = text;
        Ok(is_news)
    }

    /// What stands in the file, whether it has a byte order mark, and what it is; none if it isn't there.
    fn load(&self) -> Result<Option<(String, bool, Identity)>, String> {
        match self.storage.facts(&self.path) {
            Ok(facts) if facts.len > LARGEST => {
                return Err(format!("it is larger than {} MiB", LARGEST >> 20));
            }
            _ => {}
        }
        // Whatever a comment in it says, settings are UTF-8.
        let how = How { encoding: Some(Encoding::Utf8), accepts_binary: false };
        match open_as(&*self.storage, &self.path, how, &ReadingDesk::default()) {
            Ok(Loaded { fault: Some(fault), .. }) => Err(fault.to_string()),
            Ok(loaded) => Ok(Some((loaded.text.to_string(), loaded.has_bom, loaded.identity))),
            Err(OpenError::Disk { source, .. }) if source.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.to_string().trim_end_matches('.').to_owned()),
        }
    }

    /// What the text says that was read last, if it could be read.
    fn reading(&self, read_result: Result<(), String>) -> Result<Reading, String> {
        read_result?;
        read(&self.said).map_err(|Problem { line, said }| format!("line {line}: {said}"))
    }

    /// Writes changes into what the file holds now.
    fn write(&mut self, changes: &[Change]) -> Result<(), String> {
        let name = self.path.display();
        let lost = |why: &str| {
            format!("{name} wasn't written: {why}. What you changed holds until the window is closed.")
        };
        for _ in 0..TRIES {
            let (old, has_bom, identity) =
                self.load().map_err(|why| lost(&why))?.unwrap_or((String::new(), false, NO_FILE));
            self.said.clone_from(&old);
            let new = rewritten(&old, changes).map_err(|error| lost(&error.to_string()))?;
            if new == old {
                return Ok(());
            }
            if let Some(folder) = self.path.parent() {
                self.storage.make_folder(folder).map_err(|error| lost(&reason(&error)))?;
            }
            let job = Save {
                document: DocumentId(0),
                revision: Revision::default(),
                path: self.path.clone(),
                text: Rope::from(new.as_str()),
                has_bom,
                encoding: Encoding::Utf8,
                expected: Expected::Same(identity),
            };
            match save(&*self.storage, &job, &std::env::temp_dir()) {
                Ok(_) => {
                    self.said = new;
                    return Ok(());
                }
                Err(SaveError::Changed { .. }) => {}
                Err(error) => return Err(lost(error.to_string().trim_end_matches('.'))),
            }
        }
        Err(lost("another program keeps writing to it"))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use rustix::io::Errno;

    use super::super::Value;
    use super::*;
    use crate::files::tests::disk::FailingDisk;

    #[test]
    fn fault_33_a_disk_that_fails_at_any_call_leaves_the_settings_old_or_new() {
        let old = "# Mine.\n[files]\nrecent_limit = 7\n";
        for (errno, from_then_on) in [(Errno::NOSPC, false), (Errno::NOSPC, true), (Errno::IO, true)] {
            let mut refused = 0;
            for number in 0..40 {
                let folder = tempfile::tempdir().unwrap();
                let path = folder.path().join("settings.toml");
                std::fs::write(&path, old).unwrap();
                let disk = FailingDisk::new(move |call, _| {
                    (if from_then_on { call >= number } else { call == number }).then_some(errno)
                });
                let storage = Box::new(disk);
                let mut file = SettingsFile { storage, path: path.clone(), seen: None, said: String::new() };
                let change = Change::Set { key: "files.recent_limit", value: Value::Number(9) };
                let result = file.write(&[change]);
                let now = std::fs::read_to_string(&path).unwrap();
                let what = format!("{errno:?} at {number}, from then on: {from_then_on}: {result:?}");
                let new = old.replace('7', "9");
                assert_eq!(now, if result.is_ok() { new.as_str() } else { old }, "{what}");
                assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "{what}");
                if let Err(said) = result {
                    refused += 1;
                    assert!(said.contains("wasn't written") && said.contains("until the window is closed"));
                }
            }
            assert!(refused > 10, "{refused}");
        }
    }
}
