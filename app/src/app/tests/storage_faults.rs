//! A disk that refuses, as a person meets it: the text stays, stays marked, and can be saved once the disk allows it.

use namelight_engine::text::DocumentId;
use rustix::io::Errno;

use super::super::rescue;
use super::*;
use crate::files::Encoding;
use crate::files::tests::disk::FailingDisk;
use crate::panels::{EncodingAction, NoticeLevel, TabAction};

/// Gives the program a disk that fails, as `plan` says by the number of the call.
fn fail(harness: &mut Harness<'_, App>, plan: impl Fn(usize) -> bool + Send + 'static) {
    let waker = harness.ctx.clone();
    let disk = FailingDisk::new(move |number, _| plan(number).then_some(Errno::NOSPC));
    let files = files::Worker::start_with(Box::new(disk), move || waker.request_repaint()).unwrap();
    harness.state_mut().files = files;
}

fn save_with_mark(harness: &mut Harness<'_, App>) {
    let action = EncodingAction::Save(Encoding::Utf8, true);
    harness.state_mut().queue.push(Action::Encoding(action));
    settle(harness);
}

#[test]
fn fault_12_a_byte_order_mark_that_was_not_saved_leaves_the_file_modified() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, TEXT);
    let mut harness = start_with(&path);
    fail(&mut harness, |_| true);
    save_with_mark(&mut harness);
    assert_eq!(fs::read_to_string(&path).unwrap(), TEXT);
    assert!(harness.state().observe().is_modified, "the file isn't what it would be saved as");
    fail(&mut harness, |_| false);
    press(&mut harness, Modifiers::COMMAND, Key::S);
    assert_eq!(fs::read(&path).unwrap(), [b"\xef\xbb\xbf", TEXT.as_bytes()].concat());
    assert!(!harness.state().observe().is_modified);
}

#[test]
fn fault_12_taking_the_mark_back_takes_the_modification_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, TEXT);
    let mut harness = start_with(&path);
    fail(&mut harness, |_| true);
    save_with_mark(&mut harness);
    assert!(harness.state().observe().is_modified);
    let action = EncodingAction::Save(Encoding::Utf8, false);
    harness.state_mut().queue.push(Action::Encoding(action));
    settle(&mut harness);
    assert!(!harness.state().observe().is_modified, "nothing is left to be saved");
}

#[test]
fn fault_12_line_ends_that_were_not_saved_leave_the_file_modified() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, TEXT);
    let mut harness = start_with(&path);
    let ending = crate::document::LineEnding::CrLf;
    harness.state_mut().queue.push(Action::ConvertLineEndings(ending));
    settle(&mut harness);
    fail(&mut harness, |_| true);
    press(&mut harness, Modifiers::COMMAND, Key::S);
    assert_eq!(fs::read_to_string(&path).unwrap(), TEXT);
    assert!(harness.state().observe().is_modified);
}

#[test]
fn fault_01_save_all_on_a_full_disk_keeps_every_text_that_is_not_saved() {
    for number in (0..30).step_by(3) {
        let folder = tempfile::tempdir().unwrap();
        let paths = ["one.py", "two.py"].map(|name| folder.path().join(name));
        paths.iter().for_each(|path| fs::write(path, TEXT).unwrap());
        let mut harness = start(Options { start: Start::File(paths[0].clone()), ..Options::default() });
        type_text(&mut harness, "x");
        harness.state_mut().open(paths[1].clone());
        settle(&mut harness);
        type_text(&mut harness, "x");
        fail(&mut harness, move |call| call >= number);
        harness.state_mut().queue.push(Action::Tab(TabAction::SaveAll));
        settle(&mut harness);
        let new = format!("x{TEXT}");
        for file in harness.state().files() {
            let there = fs::read_to_string(file.document.path().unwrap()).unwrap();
            let expected = if file.document.is_modified() { TEXT } else { &new };
            assert_eq!(there, expected, "{number}: old, or new and not marked any more");
            assert_eq!(file.document.text().to_string(), new, "the text is still here");
        }
        assert_eq!(harness.state().notices.is_empty(), !harness.state().has_unsaved(), "{number}");
    }
}

#[test]
fn fault_30_a_rescue_on_a_failing_disk_says_of_every_text_where_it_is_or_that_it_is_lost() {
    for (number, from_then_on) in (0..24).flat_map(|number| [(number, false), (number, true)]) {
        let folder = tempfile::tempdir().unwrap();
        let path = file(&folder, TEXT);
        let mut harness = start_with(&path);
        type_text(&mut harness, "x");
        let app = harness.state();
        let unsaved: Vec<_> = app.files().map(rescue::Unsaved::of).collect();
        let plan = move |call| if from_then_on { call >= number } else { call == number };
        fail(&mut harness, plan);
        let app = harness.state_mut();
        let rescued = rescue::all(&mut app.files, unsaved, std::time::Duration::from_secs(20));
        assert_eq!(rescued.len(), 1);
        for (title, result) in rescued {
            assert_eq!(title, "summary.py");
            match result {
                Ok(copy) => {
                    assert_eq!(fs::read_to_string(&copy).unwrap(), format!("x{TEXT}"), "{number}");
                    if copy.parent() != Some(folder.path()) {
                        fs::remove_dir_all(copy.parent().unwrap()).unwrap();
                    }
                }
                Err(said) => assert!(from_then_on, "one failure has a way round: {said}"),
            }
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), TEXT, "the file itself is left alone");
    }
}

#[test]
fn fault_30_two_texts_of_one_name_are_both_rescued() {
    let mut harness = start(Options { start: Start::Text(TEXT.to_owned()), ..Options::default() });
    type_text(&mut harness, "x");
    harness.state_mut().show_text("other");
    settle(&mut harness);
    type_text(&mut harness, "y");
    let unsaved: Vec<_> = harness.state().files().map(rescue::Unsaved::of).collect();
    let ids: Vec<DocumentId> = harness.state().files().map(|file| file.document.id()).collect();
    assert_eq!(ids.len(), 2);
    let app = harness.state_mut();
    let rescued = rescue::all(&mut app.files, unsaved, std::time::Duration::from_secs(20));
    let texts: Vec<String> =
        rescued.iter().map(|(_, result)| fs::read_to_string(result.as_ref().unwrap()).unwrap()).collect();
    assert_eq!(texts, [format!("x{TEXT}"), "yother".to_owned()]);
    fs::remove_dir_all(rescued[0].1.as_ref().unwrap().parent().unwrap()).unwrap();
}

#[test]
fn fault_01_once_it_is_saved_nothing_says_that_it_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, TEXT);
    let mut harness = start_with(&path);
    type_text(&mut harness, "x");
    fail(&mut harness, |_| true);
    press(&mut harness, Modifiers::COMMAND, Key::S);
    press(&mut harness, Modifiers::COMMAND, Key::S);
    assert_eq!(harness.state().notices.len(), 1, "it is said once");
    harness.state_mut().say(NoticeLevel::Info, "Something else.");
    fail(&mut harness, |_| false);
    press(&mut harness, Modifiers::COMMAND, Key::S);
    let said: Vec<&str> = harness.state().notices.iter().map(|notice| notice.text.as_str()).collect();
    assert_eq!(said, ["Something else."]);
}

/// The other half of the next test: a window that may write no file of more than 64 KiB.
#[test]
fn child_that_may_write_small_files_only() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let Some(path) = std::env::var_os("NAMELIGHT_TEST_LIMITED").map(PathBuf::from) else { return };
    let _watch = super::super::SignalWatch::start(|| {}).unwrap();
    let most = Some(64 << 10);
    setrlimit(Resource::Fsize, Rlimit { current: most, maximum: most }).unwrap();
    let mut harness = start_with(&path);
    type_text(&mut harness, "x");
    press(&mut harness, Modifiers::COMMAND, Key::S);
    assert!(harness.state().observe().is_modified);
    let said = harness.state().notices.first().map(|notice| notice.text.clone());
    fs::write(path.with_extension("said"), said.unwrap()).unwrap();
}

#[test]
fn fault_01_a_limit_on_the_size_of_files_is_told_and_ends_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let text = TEXT.repeat(2_000);
    let path = file(&folder, &text);
    let status = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "app::tests::storage_faults::child_that_may_write_small_files_only"])
        .env("NAMELIGHT_TEST_LIMITED", &path)
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .status()
        .unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    assert!(status.success(), "{status}");
    assert_eq!(
        fs::read_to_string(path.with_extension("said")).unwrap(),
        "Couldn't save summary.py: it is larger than is allowed there. The file on disk is unchanged, and your text is \
         still open here."
    );
}
