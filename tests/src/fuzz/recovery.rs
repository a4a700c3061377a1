//! Copies of unsaved texts that were damaged, or that nobody has ever written.

use namelight::files::storage::Disk;
use namelight::recovery::{Found, Why, find, sealed};
use serde_json::json;

use super::input::Input;
use super::texts;

/// A copy, and the texts that it has held, the newest last.
struct Written {
    bytes: Vec<u8>,
    texts: Vec<String>,
    /// Whether something in it is no change of the text before it.
    is_wrong: bool,
}

/// What a change is as bytes: the length of the text after it; where, how many bytes go, how many come, and those.
fn change(len: usize, start: usize, removed: usize, inserted: &str) -> Vec<u8> {
    let numbers = [len, start, removed, inserted.len()].map(|number| (number as u64).to_le_bytes()).concat();
    [&numbers, inserted.as_bytes()].concat()
}

/// A record that can't stand behind a text of so many bytes.
fn wrong(input: &mut Input, len: usize) -> (u8, Vec<u8>) {
    let (start, removed) = (input.number(..), input.number(..));
    match input.number(..4) {
        0 => (input.one_of(b"THxc", b'T'), input.piece(random_bytes)),
        1 => (b'C', change(len + 1, start % (len + 1), 0, "")),
        2 => (b'C', change(len, 0, 0, "").into_iter().chain([b'x']).collect()),
        _ => (b'C', change(len, start.max(len + 1), removed, "x")),
    }
}

fn random_bytes(input: &mut Input) -> Vec<u8> {
    (0..input.number(..200)).map(|_| input.byte()).collect()
}

/// A copy whose checksums are right: what a text was, and changes of it. Some of them aren't.
fn written(input: &mut Input) -> Written {
    let mut text = texts::text(input);
    let head = json!({ "title": "random.py", "text_len": text.len() }).to_string();
    let mut records = vec![(b'H', head.into_bytes())];
    // The text's pieces may part a character.
    let (first, second) = text.as_bytes().split_at(input.number(..=text.len()));
    let pieces = [first, second].into_iter().filter(|piece| !piece.is_empty());
    records.extend(pieces.map(|piece| (b'T', piece.to_vec())));
    let mut texts = vec![text.clone()];
    let mut is_wrong = false;
    for _ in 0..input.number(..6) {
        if input.one_in(8) {
            is_wrong = true;
            records.push(wrong(input, text.len()));
            break;
        }
        let (range, new_len) = texts::edit(input, &mut text);
        let inserted = text.get(range.start..range.start + new_len).unwrap_or_default();
        records.push((b'C', change(text.len(), range.start, range.len(), inserted)));
        texts.push(text.clone());
    }
    let records: Vec<_> = records.iter().map(|(kind, payload)| (*kind, payload.as_slice())).collect();
    Written { bytes: sealed(&records), texts, is_wrong }
}

/// What is found in a folder that holds a copy alone.
fn found(bytes: &[u8]) -> Result<(Found, tempfile::TempDir), String> {
    let failed = |error: std::io::Error| error.to_string();
    let folder = tempfile::tempdir().map_err(failed)?;
    std::fs::write(folder.path().join("1-random.copy"), bytes).map_err(failed)?;
    Ok((find(&Disk, folder.path()), folder))
}

/// Finds a copy that is whole, cut, damaged, or anything else.
pub(super) fn finding(input: &mut Input) -> Result<(), String> {
    if input.one_in(4) {
        return anything(input);
    }
    let Written { mut bytes, texts, is_wrong } = written(input);
    let whole = bytes.clone();
    texts::damage(input, &mut bytes);
    let is_whole = bytes == whole;
    let (found, folder) = found(&bytes)?;
    let newest = texts.last().map(String::as_str).unwrap_or_default();
    match (found.kept.as_slice(), found.skipped.as_slice()) {
        ([kept], []) => {
            let text = kept.text.to_string();
            if !texts.contains(&text) {
                return Err(format!("{text:?} was never in {texts:?}"));
            }
            if is_whole && (text != newest || kept.is_cut != is_wrong) {
                return Err(format!("of {texts:?} {text:?} is left, cut: {}", kept.is_cut));
            }
            // Nothing tells that a record is missing at the end; everything else is seen.
            if !kept.is_cut && text != newest && !records_of(&whole).starts_with(records_of(&bytes)) {
                return Err(format!("{text:?} is called whole, but {texts:?} were written"));
            }
        }
        ([], [skipped]) => {
            let is_there = std::fs::read(&skipped.path).is_ok_and(|there| there == bytes);
            if !is_there {
                return Err(format!("what can't be read is gone: {skipped:?}"));
            }
            // Where all is sound, only an empty text that was cut is of no use.
            if is_whole && !(is_wrong && newest.is_empty()) {
                return Err(format!("{texts:?} are skipped: {:?}", skipped.why));
            }
        }
        ([], []) => {
            let copies = std::fs::read_dir(folder.path()).map_or(0, Iterator::count);
            if copies > 0 || !texts.iter().any(String::is_empty) {
                return Err(format!("of {texts:?} nothing is found, and {copies} files are left"));
            }
        }
        other => return Err(format!("one copy became {other:?}")),
    }
    Ok(())
}

/// What is behind the first line.
fn records_of(bytes: &[u8]) -> &[u8] {
    bytes
        .split_inclusive(|byte| *byte == b'\n')
        .next()
        .and_then(|line| bytes.get(line.len()..))
        .unwrap_or(bytes)
}

/// Finds a file of any bytes, or one whose records are any bytes under checksums that are right.
fn anything(input: &mut Input) -> Result<(), String> {
    let what = input.number(..4);
    let bytes = input.rest(random_bytes);
    let head = |text_len| json!({ "title": "random.py", "text_len": text_len }).to_string().into_bytes();
    let copy = match what {
        0 => bytes.clone(),
        1 => sealed(&[(b'H', &bytes)]),
        2 => sealed(&[(b'H', &head(0)), (b'C', &bytes)]),
        _ => sealed(&[(b'H', &head(bytes.len())), (b'T', &bytes)]),
    };
    let (found, _folder) = found(&copy)?;
    let is_text = what == 3 && !bytes.is_empty() && std::str::from_utf8(&bytes).is_ok();
    match (found.kept.as_slice(), found.skipped.as_slice()) {
        ([kept], []) if !is_text || kept.text.bytes().eq(bytes.iter().copied()) => Ok(()),
        ([], [skipped]) if !is_text && !matches!(skipped.why, Why::Disk(_)) => Ok(()),
        ([], []) if !is_text => Ok(()),
        other => Err(format!("{bytes:?} became {other:?}")),
    }
}
