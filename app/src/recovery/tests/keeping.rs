//! What is handed over is on the disk a moment later.

use std::os::unix::fs::PermissionsExt as _;

use super::*;

#[test]
fn a_text_is_on_the_disk_within_a_second_of_its_last_key() {
    let folder = tempfile::tempdir().unwrap();
    let keeper = keeper(folder.path());
    let began = Instant::now();
    keeper.keep(unsaved(1, "x = 1\n"));
    await_that("it isn't written", || keeper.is_written(DocumentId(1), Revision(1)));
    assert!(began.elapsed() < Duration::from_secs(1), "{:?}", began.elapsed());
    drop(keeper);
    assert_eq!(texts(&find(&Disk, folder.path())), ["x = 1\n"]);
}

#[test]
fn it_is_written_while_somebody_goes_on_typing() {
    let folder = tempfile::tempdir().unwrap();
    let keeper = keeper(folder.path());
    let mut state = unsaved(1, "");
    let began = Instant::now();
    let mut written = 0;
    while written < 3 {
        let next = typed(&state, 0, "x");
        let again = typed(&state, 0, "x");
        keeper.keep(next);
        state = again;
        std::thread::sleep(Duration::from_millis(20));
        written = (1..=state.revision.0)
            .rev()
            .find(|revision| keeper.is_written(DocumentId(1), Revision(*revision)))
            .unwrap_or_default();
        assert!(began.elapsed() < Duration::from_secs(3), "typing goes on and nothing is written");
    }
}

#[test]
fn only_its_owner_can_read_a_copy() {
    let state = tempfile::tempdir().unwrap();
    let folder = folder_in(&state.path().join("namelight"));
    let keeper = keeper(&folder);
    keeper.keep(unsaved(1, "secret"));
    keeper.writer().flush(LONG);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    assert_eq!(copies(&folder).iter().map(|path| mode(path)).collect::<Vec<_>>(), [0o600]);
}

#[test]
fn a_key_in_a_large_text_writes_a_few_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let keeper = keeper(folder.path());
    let first = unsaved(1, &"level = 0.5\n".repeat(300_000));
    let second = typed(&first, 1_200, "# more\n");
    let text = second.text.to_string();
    keeper.keep(first);
    keeper.writer().flush(LONG);
    let path = copies(folder.path()).pop().unwrap();
    let before = fs::metadata(&path).unwrap().len();
    keeper.keep(second);
    keeper.writer().flush(LONG);
    let after = fs::metadata(&path).unwrap().len();
    assert!((1..200).contains(&(after - before)), "{before} {after}");
    drop(keeper);
    assert_eq!(texts(&find(&Disk, folder.path())), [text]);
}

#[test]
fn a_copy_does_not_grow_without_bounds() {
    let folder = tempfile::tempdir().unwrap();
    let keeper = keeper(folder.path());
    let mut state = unsaved(1, "start\n");
    let piece = "x".repeat(200_000);
    for _ in 0..20 {
        let mut next = typed(&state, 0, &piece);
        keeper.keep(typed(&state, 0, &piece));
        keeper.writer().flush(LONG);
        // What was typed goes again.
        next.text.delete(0..piece.len());
        next.revision = next.revision.next();
        next.edits = Some(vec![Edit { revision: next.revision, range: 0..piece.len(), new_len: 0 }]);
        state = typed(&next, 0, "");
        state.revision = next.revision;
        state.edits = None;
        keeper.keep(next);
        keeper.writer().flush(LONG);
        let size: u64 = copies(folder.path()).iter().map(|path| fs::metadata(path).unwrap().len()).sum();
        assert!(size < 3 << 20, "{size}");
    }
    drop(keeper);
    assert_eq!(texts(&find(&Disk, folder.path())), ["start\n"]);
}

#[test]
fn a_text_that_is_safe_leaves_no_copy() {
    let folder = tempfile::tempdir().unwrap();
    let keeper = keeper(folder.path());
    keeper.keep(unsaved(1, "x"));
    keeper.writer().flush(LONG);
    assert_eq!(copies(folder.path()).len(), 1);
    keeper.forget(DocumentId(1));
    keeper.writer().flush(LONG);
    assert!(copies(folder.path()).is_empty());
    assert!(!keeper.is_written(DocumentId(1), Revision(1)));
}

#[test]
fn what_is_given_up_before_it_is_written_is_never_written() {
    let folder = tempfile::tempdir().unwrap();
    let keeper = keeper(folder.path());
    keeper.keep(unsaved(1, "x"));
    keeper.forget_all();
    drop(keeper);
    assert!(copies(folder.path()).is_empty());
}

#[test]
fn edits_that_nobody_knows_are_written_as_a_whole_text() {
    let folder = tempfile::tempdir().unwrap();
    let keeper = keeper(folder.path());
    keeper.keep(unsaved(1, "one\n"));
    keeper.writer().flush(LONG);
    keeper.keep(unsaved(7, "seven\n"));
    keeper.writer().flush(LONG);
    drop(keeper);
    assert_eq!(texts(&find(&Disk, folder.path())), ["seven\n"]);
}

#[test]
fn fault_11_two_windows_keep_two_copies() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("mean.py");
    fs::write(&source, "old\n").unwrap();
    let shelf = folder.path().join("recovery");
    let (one, other) = (keeper(&shelf), keeper(&shelf));
    one.keep(unsaved_of(&source, 1, "one\n"));
    other.keep(unsaved_of(&source, 1, "other\n"));
    one.writer().flush(LONG);
    other.writer().flush(LONG);
    assert_eq!(copies(&shelf).len(), 2);
    assert!(find(&Disk, &shelf).kept.is_empty(), "both windows are alive");
    drop(one);
    let found = find(&Disk, &shelf);
    assert_eq!(texts(&found), ["one\n"], "the other one is still at work");
    assert!(find(&Disk, &shelf).kept.is_empty(), "a third window doesn't ask about it, too");
    drop(other);
    assert_eq!(texts(&find(&Disk, &shelf)), ["other\n"]);
    drop(found);
    assert_eq!(find(&Disk, &shelf).kept.len(), 2, "nobody has decided on them");
}
