//! What is found at the next start.

use super::*;

fn source(folder: &TempDir, text: &str) -> PathBuf {
    let path = folder.path().join("mean.py");
    fs::write(&path, text).unwrap();
    path
}

fn only(folder: &Path) -> Kept {
    let mut found = find(&Disk, folder);
    assert_eq!((found.kept.len(), found.skipped.len()), (1, 0), "{found:?}");
    found.kept.remove(0)
}

#[test]
fn nothing_is_found_where_nothing_was_left() {
    let folder = tempfile::tempdir().unwrap();
    let found = find(&Disk, &folder.path().join("nothing"));
    assert!(found.kept.is_empty() && found.skipped.is_empty());
}

#[test]
fn a_text_comes_back_with_what_it_was() {
    let files = tempfile::tempdir().unwrap();
    let path = source(&files, "old\n");
    let (folder, _) = left(Unsaved { has_bom: true, ..unsaved_of(&path, 1, "new\n") });
    let kept = only(folder.path());
    assert_eq!((kept.about.title.as_str(), kept.about.path.as_deref()), ("mean.py", Some(path.as_path())));
    assert!(kept.about.has_bom && !kept.is_cut && kept.at.is_some());
    assert!(matches!(kept.on_disk, OnDisk::Same(text) if text == "old\n"));
}

#[test]
fn fault_32_a_copy_that_is_older_than_the_file_is_told_from_one_that_is_not() {
    let files = tempfile::tempdir().unwrap();
    let path = source(&files, "old\n");
    let (folder, copy) = left(unsaved_of(&path, 1, "new\n"));
    fs::write(&path, "theirs\n").unwrap();
    let kept = only(folder.path());
    assert!(matches!(&kept.on_disk, OnDisk::Other(text) if *text == "theirs\n"), "{:?}", kept.on_disk);
    assert!(copy.exists());
    drop(kept);
    // Only the time has moved.
    fs::write(&path, "old\n").unwrap();
    assert!(matches!(only(folder.path()).on_disk, OnDisk::Same(_)));
}

#[test]
fn a_file_that_is_gone_or_unreadable_is_told() {
    let files = tempfile::tempdir().unwrap();
    let path = source(&files, "old\n");
    let (folder, _) = left(unsaved_of(&path, 1, "new\n"));
    fs::write(&path, b"\xff\xfe\x00").unwrap();
    assert!(matches!(only(folder.path()).on_disk, OnDisk::Unreadable(_)));
    fs::remove_file(&path).unwrap();
    assert!(matches!(only(folder.path()).on_disk, OnDisk::Gone));
}

#[test]
fn a_text_that_its_file_holds_by_now_is_not_offered() {
    let files = tempfile::tempdir().unwrap();
    let path = source(&files, "old\n");
    let (folder, _) = left(unsaved_of(&path, 1, "new\n"));
    fs::write(&path, "new\n").unwrap();
    assert!(find(&Disk, folder.path()).kept.is_empty());
    assert!(copies(folder.path()).is_empty(), "nothing is lost with it");
}

#[test]
fn fault_32_a_truncated_copy_gives_what_is_before_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let keeper = keeper(folder.path());
    let one = unsaved(1, "one\n");
    let two = typed(&one, 4, "two\n");
    keeper.keep(one);
    keeper.writer().flush(LONG);
    keeper.keep(two);
    drop(keeper);
    let path = copies(folder.path()).pop().unwrap();
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes[..bytes.len() - 3]).unwrap();
    let kept = only(folder.path());
    assert_eq!((kept.text.to_string().as_str(), kept.is_cut), ("one\n", true));
}

#[test]
fn fault_32_a_corrupt_copy_is_put_aside_and_told() {
    let (folder, path) = left(unsaved(1, "the text\n"));
    let mut bytes = fs::read(&path).unwrap();
    let at = bytes.windows(8).position(|part| part == b"the text").unwrap();
    bytes[at] ^= 1;
    fs::write(&path, &bytes).unwrap();
    let found = find(&Disk, folder.path());
    assert!(found.kept.is_empty());
    let [Skipped { path: aside, why: Why::Damaged }] = found.skipped.as_slice() else {
        panic!("{found:?}");
    };
    assert_eq!(fs::read(aside).unwrap(), bytes, "it is kept");
    assert!(find(&Disk, folder.path()).skipped.is_empty(), "it is told once");
}

#[test]
fn fault_32_a_copy_of_a_later_version_stays_for_that() {
    let (folder, path) = left(unsaved(1, "the text\n"));
    let later = fs::read_to_string(&path).unwrap_or_default();
    assert!(later.is_empty() || later.starts_with("namelight recovery 1\n"));
    fs::write(&path, "namelight recovery 2\nwhatever it has\n").unwrap();
    let found = find(&Disk, folder.path());
    assert!(found.kept.is_empty());
    assert!(matches!(found.skipped.as_slice(), [Skipped { why: Why::Later, .. }]), "{found:?}");
    assert_eq!(copies(folder.path()), [path]);
}

#[test]
fn fault_32_what_no_copy_is_stays() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("notes.txt"), "mine").unwrap();
    fs::write(folder.path().join("1-a.copy"), "").unwrap();
    fs::create_dir(folder.path().join("2-b.copy")).unwrap();
    let found = find(&Disk, folder.path());
    assert!(found.kept.is_empty());
    assert_eq!(found.skipped.len(), 1, "{found:?}");
    assert_eq!(copies(folder.path()).len(), 3);
}

#[test]
fn the_newest_text_comes_first() {
    let folder = tempfile::tempdir().unwrap();
    for text in ["one", "two", "three"] {
        let keeper = keeper(folder.path());
        keeper.keep(unsaved(1, text));
        drop(keeper);
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(texts(&find(&Disk, folder.path())), ["three", "two", "one"]);
}

#[test]
fn a_copy_goes_when_another_stands_for_it() {
    let (folder, path) = left(unsaved(1, "the text\n"));
    let kept = only(folder.path());
    let keeper = keeper(folder.path());
    keeper.keep(Unsaved { instead_of: Some(kept.held), ..unsaved(1, "the text\n") });
    assert!(path.exists(), "until then it is all there is");
    keeper.writer().flush(LONG);
    assert!(!path.exists());
    assert_eq!(copies(folder.path()).len(), 1);
    drop(keeper);
    let other = super::keeper(folder.path());
    other.throw_away(only(folder.path()).held);
    other.writer().flush(LONG);
    assert!(copies(folder.path()).is_empty());
}
