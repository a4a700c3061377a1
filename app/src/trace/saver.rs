//! Writes a minute as a trace, with its text beside it, on a thread of its own.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use egui::Event;

use super::content_hash;
use super::disguise::Disguise;
use super::format::{Header, Step, Trace, VERSION, What};
use super::minute::Piece;
use super::source::as_seen_from;
use crate::files::storage::{Disk, Handle, Storage};

/// So many names are tried before it is given up.
const MOST_NAMES: usize = 100;

/// A trace that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The trace.
    pub trace: PathBuf,
    /// The text that it begins with.
    pub text: PathBuf,
    /// Whether the text was left out: names and words stand for others.
    pub is_disguised: bool,
}

/// A trace that is being written.
#[derive(Debug)]
pub struct Saver {
    outcome: Receiver<io::Result<Saved>>,
}

impl Saver {
    /// Writes `piece`, which ends at `end`, into `folder`; with the text left out if there is a `disguise`. `wake` is
    /// called when that is done.
    pub fn start(
        piece: Piece,
        end: Duration,
        folder: PathBuf,
        disguise: Option<Disguise>,
        wake: impl FnOnce() + Send + 'static,
    ) -> Self {
        let (sender, outcome) = channel();
        let write = move || {
            let saved = save(&Disk, piece, end, &folder, disguise);
            // Nobody listens any more when the program has ended in the meantime.
            if sender.send(saved).is_ok() {
                wake();
            }
        };
        if let Err(error) = std::thread::Builder::new().name("trace".to_owned()).spawn(write) {
            // The sender went with the closure, so the trace counts as not written.
            tracing::warn!("no thread to write the trace: {error}");
        }
        Self { outcome }
    }

    /// What came of it; none while it is being written. Never blocks.
    ///
    /// # Errors
    /// Inside, what the system says when it can't be written.
    #[must_use]
    pub fn take(&self) -> Option<io::Result<Saved>> {
        match self.outcome.try_recv() {
            Ok(outcome) => Some(outcome),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err(io::Error::other("there is no thread to write it"))),
        }
    }
}

/// Where traces are saved unless somebody says otherwise: with what a program keeps of its own (XDG Base Directory
/// Specification, `XDG_STATE_HOME`), or with what is thrown away where there is no such place.
#[must_use]
pub fn trace_folder() -> PathBuf {
    let set = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    set("XDG_STATE_HOME")
        .or_else(|| set("LOCALAPPDATA"))
        .or_else(|| set("HOME").map(|home| home.join(".local").join("state")))
        .unwrap_or_else(std::env::temp_dir)
        .join("namelight")
        .join("traces")
}

pub(super) fn save(
    storage: &dyn Storage,
    piece: Piece,
    end: Duration,
    folder: &Path,
    disguise: Option<Disguise>,
) -> io::Result<Saved> {
    storage.make_folder(folder)?;
    let is_disguised = disguise.is_some();
    let mut text = piece.moment.text.to_string();
    let mut steps = steps(&piece, |file| as_seen_from(&folder.join("trace.jsonl"), Path::new(file)));
    if let Some(mut disguise) = disguise {
        text = disguise.text(&text);
        steps = disguise.steps(steps);
    }
    let (stem, mut out) = new_file(storage, folder)?;
    let file = format!("{stem}.py");
    let trace = Trace {
        header: Header {
            version: VERSION,
            file: Some(file.clone()),
            hash: content_hash(text.as_bytes()),
            size: piece.window.size,
            scale: piece.window.scale,
            theme: piece.window.look,
            start: Some(piece.moment.place),
        },
        end: end.saturating_sub(piece.at).max(steps.last().map_or(Duration::ZERO, |step| step.at)),
        steps,
    };
    let saved = Saved { trace: folder.join(format!("{stem}.jsonl")), text: folder.join(file), is_disguised };
    let mut made = vec![&saved.trace];
    let mut fill = || {
        write(&mut *out, trace.to_text()?.as_bytes())?;
        let mut beside = storage.create_new(&saved.text)?;
        made.push(&saved.text);
        write(&mut *beside, text.as_bytes())
    };
    if let Err(error) = fill() {
        // Half a trace is of no use to anybody; one that can't be taken away is told by its missing end.
        made.into_iter().for_each(|path| _ = storage.remove(path));
        return Err(error);
    }
    Ok(saved)
}

fn write(handle: &mut dyn Handle, bytes: &[u8]) -> io::Result<()> {
    handle.write_all(bytes)?;
    handle.flush()
}

/// A trace file that wasn't there before, and its name without its ending.
fn new_file(storage: &dyn Storage, folder: &Path) -> io::Result<(String, Box<dyn Handle>)> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let mut taken = io::Error::other("too many traces");
    for number in 0..MOST_NAMES {
        let stem = if number == 0 { format!("minute-{now}") } else { format!("minute-{now}-{number}") };
        if storage.facts(&folder.join(format!("{stem}.py"))).is_ok() {
            continue;
        }
        match storage.create_new(&folder.join(format!("{stem}.jsonl"))) {
            Ok(file) => return Ok((stem, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => taken = error,
            Err(error) => return Err(error),
        }
    }
    Err(taken)
}

/// The piece's steps in the trace's time, behind those that make the window what it was; `name` says how a file that
/// was dropped is written.
fn steps(piece: &Piece, name: impl Fn(&str) -> String) -> Vec<Step> {
    let start = |what| Step { at: Duration::ZERO, what };
    let mut steps = Vec::new();
    if !piece.window.focused {
        steps.push(start(What::Focus(false)));
    }
    if piece.moment.modifiers != egui::Modifiers::NONE {
        steps.push(start(What::Event(Event::ModifiersChanged(piece.moment.modifiers))));
    }
    steps.extend(piece.moment.pointer.map(|at| start(What::Event(Event::PointerMoved(at)))));
    steps.extend(piece.steps.iter().map(|step| {
        let what = match &step.what {
            What::Dropped(files) => What::Dropped(files.iter().map(|file| name(file)).collect()),
            what => what.clone(),
        };
        Step { at: step.at.saturating_sub(piece.at), what }
    }));
    steps
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::fs;

    use crop::Rope;
    use egui::{Modifiers, RawInput};
    use namelight_engine::text::DocumentId;
    use rustix::io::Errno;

    use super::super::format::{Place, Trace};
    use super::super::minute::{Minute, Moment};
    use super::*;
    use crate::document::Selection;
    use crate::files::tests::disk::FailingDisk;

    const TEXT: &str = "name = 1\n";

    fn piece() -> Piece {
        let mut minute = Minute::default();
        let events = vec![Event::Text("x".to_owned())];
        let news = minute.news(&RawInput { events, ..RawInput::default() });
        let place = Place { selection: Selection::cursor(0), top: 0.0, font: 14.0, has_engine_panel: false };
        let (document, modifiers) = (DocumentId(1), Modifiers::NONE);
        let moment = Moment { document, text: Rope::from(TEXT), place, pointer: None, modifiers };
        minute.keep(Duration::ZERO, document, Some(moment), None, news);
        minute.piece().unwrap()
    }

    #[test]
    fn fault_01_a_disk_that_fails_at_any_call_leaves_a_whole_trace_or_none() {
        for from_then_on in [false, true] {
            let mut refused = 0;
            for number in 0..12 {
                let folder = tempfile::tempdir().unwrap();
                fs::write(folder.path().join("mine.py"), "mine").unwrap();
                let disk = FailingDisk::new(move |call, _| {
                    (if from_then_on { call >= number } else { call == number }).then_some(Errno::NOSPC)
                });
                let result = save(&disk, piece(), Duration::from_secs(1), folder.path(), None);
                let what = format!("call {number}, from then on: {from_then_on}: {result:?}");
                assert_eq!(fs::read_to_string(folder.path().join("mine.py")).unwrap(), "mine");
                let count = fs::read_dir(folder.path()).unwrap().count();
                match result {
                    Ok(saved) => {
                        assert_eq!(fs::read_to_string(&saved.text).unwrap(), TEXT, "{what}");
                        let trace = Trace::read(&fs::read_to_string(&saved.trace).unwrap());
                        assert!(trace.is_ok(), "{what}: {trace:?}");
                        assert_eq!(count, 3, "{what}");
                    }
                    // Then nothing can be taken away either.
                    Err(_) if from_then_on => refused += 1,
                    Err(_) => {
                        refused += 1;
                        assert_eq!(count, 1, "{what}");
                    }
                }
            }
            assert!(refused >= 4, "{refused}");
        }
    }
}
