//! Every call of a save fails in turn, once and from then on.

use std::process::{Command, Stdio};
use std::time::Duration;

use rustix::io::Errno;

use super::disk::{Call, FailingDisk};
use super::*;

/// Lets each call fail and checks that nothing is lost; gives how many saves failed.
fn fail_each_call(errno: Errno, names_of_file: usize, from_then_on: bool) -> usize {
    let (old, new) = ("old\n".repeat(1000), "a new text\n".repeat(1000));
    let mut failed = 0;
    for number in 0.. {
        let (folder, path) = folder_with(old.as_bytes());
        let spare = tempfile::tempdir().unwrap();
        for name in 1..names_of_file {
            fs::hard_link(&path, folder.path().join(format!("name{name}"))).unwrap();
        }
        let loaded = open(&Disk, &path).unwrap();
        let disk = FailingDisk::new(move |call, _| {
            (if from_then_on { call >= number } else { call == number }).then_some(errno)
        });
        let result = save(&disk, &save_of(&loaded, &new), spare.path());
        let what = format!("{errno:?} at call {number}, {names_of_file} names: {result:?}");
        match result {
            Ok(_) => assert_eq!(read(&path), new, "{what}"),
            Err(SaveError::Damaged { copy, .. }) => {
                assert!(from_then_on && names_of_file > 1, "{what}");
                assert_eq!(read(&copy), new, "{what}");
                fs::remove_file(copy).unwrap();
                failed += 1;
            }
            Err(_) => {
                assert_eq!(read(&path), old, "{what}");
                failed += 1;
            }
        }
        assert_eq!(names(folder.path()).len(), names_of_file, "{what}");
        assert!(names(spare.path()).is_empty(), "{what}");
        if disk.calls() <= number {
            return failed;
        }
    }
    failed
}

#[test]
fn fault_01_a_disk_that_fails_at_any_call_leaves_the_file_whole() {
    for errno in [Errno::NOSPC, Errno::IO, Errno::DQUOT] {
        for names_of_file in [1, 2] {
            for from_then_on in [false, true] {
                assert!(fail_each_call(errno, names_of_file, from_then_on) > 10);
            }
        }
    }
}

#[test]
fn fault_01_a_full_disk_is_told_in_plain_words() {
    let (folder, path) = folder_with(b"old");
    for call in [Call::Write, Call::Sync] {
        let disk = FailingDisk::refusing(call, Errno::NOSPC);
        let error = save(&disk, &save_of(&open(&Disk, &path).unwrap(), "new"), folder.path()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "Couldn't save mean.py: the disk is full. The file on disk is unchanged, and your text is still open here."
        );
    }
}

#[test]
fn fault_03_refused_renames_fall_back_to_writing_in_place() {
    for errno in [Errno::XDEV, Errno::PERM, Errno::BUSY] {
        let (folder, path) = folder_with(b"old and longer");
        let disk = FailingDisk::refusing(Call::Rename, errno);
        save(&disk, &save_of(&open(&Disk, &path).unwrap(), "new"), folder.path()).unwrap();
        assert_eq!((read(&path).as_str(), names(folder.path()).len()), ("new", 1));
    }
}

#[test]
fn fault_03_a_file_system_without_fsync_interrupted_and_short_writes() {
    let (folder, path) = folder_with(b"old");
    let new = "new text\n".repeat(2000);
    let disk = FailingDisk::new(|number, call| match call {
        Call::Sync | Call::SyncFolder => Some(Errno::INVAL),
        Call::Write | Call::Read if number % 2 == 0 => Some(Errno::INTR),
        _ => None,
    });
    save(&disk, &save_of(&open(&Disk, &path).unwrap(), &new), folder.path()).unwrap();
    assert_eq!(read(&path), new);
}

/// The other half of the next test: saves one text and the other until it is killed.
#[test]
fn fault_02_child_that_saves_until_it_is_killed() {
    let Some(path) = std::env::var_os("NAMELIGHT_TEST_SAVE").map(PathBuf::from) else { return };
    for number in 0_usize.. {
        save(&Disk, &save_to(&path, &long_text(number)), path.parent().unwrap()).unwrap();
    }
}

fn long_text(number: usize) -> String {
    format!("{}\n", number % 2).repeat(100_000)
}

#[test]
fn fault_02_killed_at_any_moment_of_a_save_the_file_is_whole() {
    let (folder, path) = folder_with(long_text(0).as_bytes());
    let mut seen = [false; 2];
    for round in 0..40_u64 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "files::tests::failing::fault_02_child_that_saves_until_it_is_killed"])
            .env("NAMELIGHT_TEST_SAVE", &path)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Long enough to be in the middle of some save, and another moment each time.
        std::thread::sleep(Duration::from_micros(20_000 + round * 1_370));
        child.kill().unwrap();
        child.wait().unwrap();
        let text = read(&path);
        let which = (0..2).find(|number| text == long_text(*number));
        seen[which.expect("half a file")] = true;
    }
    assert_eq!(seen, [true, true], "the child was never killed after a save in {}", folder.path().display());
}
