#![allow(clippy::unwrap_used)]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use rustix::io::Errno;

use super::*;
use crate::files::storage::Disk;
use crate::files::tests::disk::FailingDisk;

fn paths(names: &[&str]) -> Vec<PathBuf> {
    names.iter().map(PathBuf::from).collect()
}

fn file(path: &str, top: f64) -> LastFile {
    LastFile { path: path.into(), selections: vec![[3, 7]], top, ..LastFile::default() }
}

fn session(names: &[&str]) -> LastSession {
    LastSession { files: names.iter().map(|name| file(name, 2.5)).collect(), ..LastSession::default() }
}

#[test]
fn recent_files_of_two_windows_come_together() {
    let known = merged(&paths(&["/b", "/a"]), paths(&["/c", "/a", "/d"]), &[], 10);
    assert_eq!(known, paths(&["/b", "/a", "/c", "/d"]));
    assert_eq!(merged(&paths(&["/b"]), paths(&["/c", "/a"]), &paths(&["/c"]), 10), paths(&["/b", "/a"]));
    assert_eq!(merged(&paths(&["/b", "/a"]), paths(&["/c"]), &[], 2), paths(&["/b", "/a"]));
    assert!(merged(&paths(&["/b"]), Vec::new(), &[], 0).is_empty());
}

#[test]
fn what_is_kept_is_recalled_and_only_its_owner_reads_it() {
    let state = tempfile::tempdir().unwrap();
    let folder = state.path().join("deep/namelight");
    let there = state.path().join("a.py");
    fs::write(&there, "").unwrap();
    let files = vec![there.clone(), "/gone/b.py".into()];
    keep(&Disk, &folder, &Kept::Recent { files: files.clone(), gone: Vec::new(), most: 9 }).unwrap();
    let session = session(&["/gone/b.py", there.to_str().unwrap()]);
    keep(&Disk, &folder, &Kept::Session(LastSession { active: 1, ..session.clone() })).unwrap();
    let recalled = recall(&Disk, &folder);
    assert_eq!(recalled.recent, files, "whether they are there is seen when one is chosen");
    assert_eq!(recalled.session.files, session.files[1..], "what is gone isn't opened again");
    assert_eq!((recalled.session.active, recalled.gone), (0, paths(&["/gone/b.py"])));
    assert!(recalled.aside.is_empty());
    for entry in fs::read_dir(&folder).unwrap() {
        assert_eq!(entry.unwrap().metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
    assert_eq!(fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
}

#[test]
fn nothing_is_recalled_where_nothing_was_kept() {
    let state = tempfile::tempdir().unwrap();
    assert_eq!(recall(&Disk, &state.path().join("nothing")), Recalled::default());
}

#[test]
fn what_cannot_be_understood_is_put_aside() {
    let state = tempfile::tempdir().unwrap();
    fs::write(state.path().join("session.json"), "{\"files\": [").unwrap();
    fs::write(state.path().join("recent.json"), b"\xff\xfe").unwrap();
    let recalled = recall(&Disk, state.path());
    assert_eq!(recalled.aside.len(), 2);
    assert_eq!((recalled.recent.len(), recalled.session.files.len()), (0, 0));
    let kept = fs::read_to_string(state.path().join("session.broken.json")).unwrap();
    assert_eq!(kept, "{\"files\": [");
    assert_eq!(recall(&Disk, state.path()), Recalled::default(), "said once");
}

#[test]
fn a_folder_in_place_of_a_file_is_no_session() {
    let state = tempfile::tempdir().unwrap();
    fs::create_dir(state.path().join("session.json")).unwrap();
    assert_eq!(recall(&Disk, state.path()).aside.len(), 1);
}

#[test]
fn numbers_go_on_meaning_the_same_files() {
    let half = Some(Half { file: 2, ..Half::default() });
    let mut session = LastSession { active: 3, beside: half, ..session(&["/a", "/b", "/c", "/d"]) };
    let out = session.keep_files(|path| path != Path::new("/b"));
    assert_eq!(out, paths(&["/b"]));
    assert_eq!((session.active, session.beside.as_ref().map(|half| half.file)), (2, Some(1)));
    session.keep_files(|path| path != Path::new("/c"));
    assert_eq!((session.active, session.beside), (1, None));
    session.files.clear();
}

#[test]
fn what_no_session_has_is_brought_within_bounds() {
    let text = r#"{"files": [{"path": "relative"}, {"path": "/a", "top": -3, "selections": [[9, 1]]}],
        "active": 99, "beside": {"file": 7}, "window": [1, 1e30], "sidebar": {"width": -4}, "later": true}"#;
    let read = LastSession::read(text.as_bytes()).unwrap();
    assert_eq!(read.files, [LastFile { selections: vec![[9, 1]], ..file("/a", 0.0) }]);
    assert_eq!((read.active, read.beside, read.window, read.sidebar.width), (0, None, None, None));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = LastSession::read(&bytes);
        let _ = recent::read(&bytes);
    }

    #[test]
    fn any_json_like_text_is_read_or_refused(
        text in r#"(\{|\}|\[|\]|"files"|"active"|"beside"|"top"|"path"|"/a"|:|,|-1|1e999|0\.5|true|null| ){0,40}"#
    ) {
        if let Some(session) = LastSession::read(text.as_bytes()) {
            prop_assert!(session.files.is_empty() || session.active < session.files.len());
        }
    }

    #[test]
    fn a_session_comes_back_as_it_was(
        names in proptest::collection::vec("/[a-z\u{e9} ./\"\\\\]{1,12}", 1..8),
        active in 0usize..8,
        beside in proptest::option::of((0usize..8, any::<bool>(), 0.1f32..0.9)),
        top in (0u32..8_000_000).prop_map(|eighths| f64::from(eighths) / 8.0),
        selections in proptest::collection::vec(any::<[usize; 2]>(), 0..5),
        marks in proptest::collection::vec((any::<usize>(), ".{0,9}"), 0..4),
        window in proptest::option::of([200.0f32..20_000.0, 200.0f32..20_000.0]),
        arguments in ".{0,9}",
    ) {
        let count = names.len();
        let mark = |(line, text)| LastBookmark { line, text };
        let bookmarks: Vec<LastBookmark> = marks.into_iter().map(mark).collect();
        let last = |name: String| {
            let (selections, bookmarks) = (selections.clone(), bookmarks.clone());
            LastFile { path: name.into(), selections, top, bookmarks, arguments: arguments.clone() }
        };
        let half = |(file, is_left, share): (usize, bool, f32)| {
            Half { file: file % count, selections: selections.clone(), top, is_left, share }
        };
        let session = LastSession {
            files: names.into_iter().map(last).collect(),
            active: active % count,
            beside: beside.map(half),
            window,
            sidebar: Sidebar { is_open: true, width: Some(240.0) },
        };
        prop_assert_eq!(LastSession::read(session.written().as_bytes()), Some(session));
    }
}

#[test]
fn fault_33_a_disk_that_fails_at_any_call_leaves_what_was_remembered() {
    for from_then_on in [false, true] {
        for errno in [Errno::NOSPC, Errno::IO] {
            let mut refused = 0;
            for number in 0..20 {
                let state = tempfile::tempdir().unwrap();
                let folder = state.path();
                let recent = |name: &str| Kept::Recent { files: paths(&[name]), gone: Vec::new(), most: 9 };
                let there = folder.join("a.py");
                fs::write(&there, "").unwrap();
                let one = session(&[there.to_str().unwrap()]);
                let other = LastSession { window: Some([640.0, 480.0]), ..one.clone() };
                keep(&Disk, folder, &recent("/a")).unwrap();
                keep(&Disk, folder, &Kept::Session(one.clone())).unwrap();
                let disk = FailingDisk::new(move |call, _| {
                    (if from_then_on { call >= number } else { call == number }).then_some(errno)
                });
                let results =
                    [recent("/b"), Kept::Session(other.clone())].map(|kept| keep(&disk, folder, &kept));
                let what = format!("{errno:?} at {number}, from then on: {from_then_on}: {results:?}");
                let Recalled { recent, session, aside, .. } = recall(&Disk, folder);
                let is_new = results.each_ref().map(Result::is_ok);
                assert_eq!(recent, if is_new[0] { paths(&["/b", "/a"]) } else { paths(&["/a"]) }, "{what}");
                assert_eq!(session, if is_new[1] { other } else { one }, "{what}");
                assert!(aside.is_empty(), "{what}");
                assert_eq!(fs::read_dir(folder).unwrap().count(), 3, "nothing unfinished stays: {what}");
                refused += usize::from(is_new != [true; 2]);
            }
            assert!(refused > 6, "{refused}");
        }
    }
}
