//! Opening and saving files of any bytes.

use namelight::document::Document;
use namelight::files::storage::Disk;
use namelight::files::{open, save};
use namelight_engine::text::DocumentId;

use super::input::Input;
use super::texts;

/// Opens a file and saves it untouched.
pub(super) fn opening(input: &mut Input) -> Result<(), String> {
    let bytes = input.rest(texts::bytes);
    let failed = |error: std::io::Error| error.to_string();
    let folder = tempfile::tempdir().map_err(failed)?;
    let path = folder.path().join("random.py");
    std::fs::write(&path, &bytes).map_err(failed)?;
    match open(&Disk, &path) {
        Err(refusal) => {
            let said = refusal.to_string();
            if !said.contains("random.py") || !said.ends_with('.') {
                return Err(format!("it is refused with {said:?}"));
            }
            if std::str::from_utf8(&bytes).is_ok_and(|text| !text.contains("coding") && !text.contains('\0'))
            {
                return Err(format!("UTF-8 is refused with {said:?}: {bytes:?}"));
            }
        }
        Ok(loaded) => {
            let document = Document::from_loaded(DocumentId(1), loaded);
            // Without one, it may only be read.
            if let Some(wish) = document.save() {
                save(&Disk, &wish, folder.path()).map_err(|error| format!("it can't be saved: {error}"))?;
            }
        }
    }
    let now = std::fs::read(&path).map_err(failed)?;
    if now == bytes { Ok(()) } else { Err(format!("{bytes:?}\n  became {now:?}")) }
}
