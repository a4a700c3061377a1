//! Unsaved texts when the program is told to end at once: copies beside their files, or in a folder for temporary ones.
//!
//! Invariant: no file that was there before is overwritten with what nobody has saved; all of it together takes no
//! longer than it is given.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use namelight_engine::text::DocumentId;

use super::OpenFile;
use super::disk::LOOK_AGAIN;
use crate::files::{Encoding, Job, Outcome, Save, Worker};

/// A text that is to be rescued.
pub(super) struct Unsaved {
    title: String,
    /// Where its file is.
    folder: Option<PathBuf>,
    save: Save,
}

impl Unsaved {
    pub(super) fn of(file: &OpenFile) -> Self {
        let folder = file.document.path().and_then(Path::parent).map(Path::to_owned);
        // Where to is known only in a moment.
        let save = file.document.save_as(PathBuf::new());
        // A copy is made of any text, whatever its encoding has no bytes for; the mark says how to read it.
        let has_bom = save.has_bom || save.encoding != Encoding::Utf8;
        Self { title: file.title(), folder, save: Save { encoding: Encoding::Utf8, has_bom, ..save } }
    }
}

/// Each text's title, and where its copy is or why there is none.
type Rescued = Vec<(String, Result<PathBuf, String>)>;

/// Writes copies of all these texts within `at_most`.
pub(super) fn all(files: &mut Worker, unsaved: Vec<Unsaved>, at_most: Duration) -> Rescued {
    let began = Instant::now();
    let mut homeless = Vec::new();
    let mut posted = Vec::new();
    for text in unsaved {
        match &text.folder {
            Some(folder) => {
                let copy = folder.join(format!(".{}.namelight-recovery", text.title));
                post(files, &text, copy.clone());
                posted.push((text, copy));
            }
            None => homeless.push((text, None)),
        }
    }
    let mut rescued = Rescued::new();
    for (text, result) in await_all(files, posted, began, at_most) {
        match result {
            Ok(path) => rescued.push((text.title, Ok(path))),
            Err(said) => homeless.push((text, Some(said))),
        }
    }
    rescued.extend(elsewhere(files, homeless, began, at_most));
    rescued
}

/// Writes copies into a folder that others can't look into; several may have the same name.
fn elsewhere(
    files: &mut Worker,
    homeless: Vec<(Unsaved, Option<String>)>,
    began: Instant,
    at_most: Duration,
) -> Rescued {
    if homeless.is_empty() {
        return Rescued::new();
    }
    let folder = match tempfile::Builder::new().prefix("namelight-").tempdir() {
        Ok(folder) => folder.keep(),
        Err(error) => {
            let said = |(text, said): (Unsaved, Option<String>)| {
                (text.title, Err(said.unwrap_or_else(|| error.to_string())))
            };
            return homeless.into_iter().map(said).collect();
        }
    };
    let mut posted: Vec<(Unsaved, PathBuf)> = Vec::new();
    for (text, _) in homeless {
        let same = posted.iter().filter(|(other, _)| other.title == text.title).count();
        let number = if same == 0 { String::new() } else { format!("-{}", same + 1) };
        let copy = folder.join(format!(".{}{number}.namelight-recovery", text.title));
        post(files, &text, copy.clone());
        posted.push((text, copy));
    }
    let results = await_all(files, posted, began, at_most);
    results.into_iter().map(|(text, result)| (text.title, result)).collect()
}

fn post(files: &mut Worker, text: &Unsaved, path: PathBuf) {
    files.post(Job::Save(Save { path, ..text.save.clone() }));
}

/// Waits for the copies; saves that were under way before come first and are nobody's here.
fn await_all(
    files: &mut Worker,
    posted: Vec<(Unsaved, PathBuf)>,
    began: Instant,
    at_most: Duration,
) -> Vec<(Unsaved, Result<PathBuf, String>)> {
    // Jobs are done in order, so the last outcome of a document is that of its copy.
    let mut last: Vec<(DocumentId, Result<PathBuf, String>)> = Vec::new();
    while files.waiting() > 0 && began.elapsed() <= at_most {
        match files.take_outcome() {
            Some(Outcome::Saved { document, result, .. }) => {
                let result = result.map(|saved| saved.path).map_err(|error| error.to_string());
                last.retain(|(other, _)| *other != document);
                last.push((document, result));
            }
            Some(
                Outcome::Opened { .. } | Outcome::Looked { .. } | Outcome::Recalled(_) | Outcome::Kept(_),
            ) => {}
            None => std::thread::sleep(LOOK_AGAIN),
        }
    }
    let is_over = files.waiting() == 0;
    let of = |(text, copy): (Unsaved, PathBuf)| {
        let known = last.iter().find(|(document, _)| *document == text.save.document);
        let result = match known {
            // An earlier save of the same text may be all that was written in time.
            Some((_, Ok(path))) if !is_over && *path != copy => None,
            Some((_, result)) => Some(result.clone()),
            None => None,
        };
        let late = || Err(format!("{} was not written in time.", copy.display()));
        (text, result.unwrap_or_else(late))
    };
    posted.into_iter().map(of).collect()
}
