//! Every way in which a file is written, with every call of it failing in turn.

use rustix::io::Errno;

use super::disk::{Call, FailingDisk};
use super::*;

const OLD: &str = "old = 1\n";
const NEW: &str = "a = new_text\n";

/// A file that is to be written, as it lies there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layout {
    Plain,
    /// Through a link to a link.
    Link,
    /// Through a link to a file that isn't there.
    DeadLink,
    /// With a second name.
    HardLink,
    /// In a folder in which nothing can be renamed.
    InPlace,
    /// Under a name that no file has yet.
    NewName,
    /// Over another file.
    OverAnother,
    /// In an encoding of its own.
    Latin1,
}

impl Layout {
    const ALL: [Self; 8] = [
        Self::Plain,
        Self::Link,
        Self::DeadLink,
        Self::HardLink,
        Self::InPlace,
        Self::NewName,
        Self::OverAnother,
        Self::Latin1,
    ];

    fn is_new(self) -> bool {
        matches!(self, Self::NewName | Self::DeadLink)
    }

    /// Whether the file is overwritten in place.
    fn is_in_place(self) -> bool {
        matches!(self, Self::HardLink | Self::InPlace)
    }

    /// Makes the file and what lies beside it; the path to save to.
    fn make(self, folder: &Path) -> PathBuf {
        let (path, link) = (folder.join("mean.py"), folder.join("link.py"));
        if !self.is_new() {
            fs::write(&path, OLD).unwrap();
        }
        match self {
            Self::Link | Self::DeadLink => {
                std::os::unix::fs::symlink("mean.py", folder.join("middle.py")).unwrap();
                std::os::unix::fs::symlink("middle.py", &link).unwrap();
                link
            }
            Self::HardLink => {
                fs::hard_link(&path, link).unwrap();
                path
            }
            _ => path,
        }
    }

    fn save(self, path: &Path) -> Save {
        let save = save_to(path, NEW);
        match self {
            Self::Plain | Self::HardLink | Self::InPlace | Self::Link => {
                let identity = open(&Disk, path).unwrap().identity;
                Save { expected: Expected::Same(identity), ..save }
            }
            Self::Latin1 => Save { encoding: Encoding::Latin1, ..save },
            Self::DeadLink | Self::NewName | Self::OverAnother => save,
        }
    }

    /// What is refused there at all times.
    fn refuses(self, call: Call) -> bool {
        self == Self::InPlace && call == Call::Rename
    }
}

/// Saves while one call fails, or all from that one on; whether the save has made so many calls.
fn save_with(layout: Layout, number: usize, errno: Errno, from_then_on: bool) -> bool {
    let (folder, spare) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = layout.make(folder.path());
    let before = names(folder.path());
    let save_this = layout.save(&path);
    let disk = FailingDisk::new(move |call, what| {
        let is_due = if from_then_on { call >= number } else { call == number };
        if layout.refuses(what) { Some(Errno::XDEV) } else { is_due.then_some(errno) }
    });
    let result = save(&disk, &save_this, spare.path());
    let what = format!("{layout:?}, {errno:?} at call {number}, from then on: {from_then_on}: {result:?}");
    let (now, after) = (fs::read_to_string(&path).ok(), names(folder.path()));
    match &result {
        Ok(saved) => {
            assert_eq!(now.as_deref(), Some(NEW), "{what}");
            let identity = open(&Disk, &path).unwrap().identity;
            assert!(saved.identity.has_same_content(&identity), "{what}");
        }
        Err(SaveError::Damaged { copy, .. }) => {
            assert!(from_then_on && layout.is_in_place(), "{what}");
            assert_eq!(fs::read_to_string(copy).unwrap(), NEW, "the text is told where it is: {what}");
            return disk.calls() > number;
        }
        Err(_) if layout.is_new() => assert_eq!(now, None, "{what}"),
        Err(_) => assert_eq!(now.as_deref(), Some(OLD), "{what}"),
    }
    let mut expected = before;
    if result.is_ok() && layout.is_new() {
        expected.push("mean.py".to_owned());
        expected.sort();
    }
    assert_eq!(after, expected, "nothing else stays there: {what}");
    assert!(names(spare.path()).is_empty(), "{what}");
    disk.calls() > number
}

#[test]
fn fault_01_every_way_to_write_a_file_leaves_it_old_or_new() {
    for layout in Layout::ALL {
        for errno in [Errno::NOSPC, Errno::IO, Errno::ROFS, Errno::XDEV] {
            for from_then_on in [false, true] {
                let calls =
                    (0..).take_while(|&number| save_with(layout, number, errno, from_then_on)).count();
                assert!(calls > 6, "{layout:?} made {calls} calls");
            }
        }
    }
}

#[test]
fn fault_01_several_saves_on_one_failing_disk_each_are_old_or_new() {
    let texts: Vec<String> = (0..3).map(|number| format!("number = {number}\n")).collect();
    for number in 0..60 {
        let folder = tempfile::tempdir().unwrap();
        let paths: Vec<PathBuf> = (0..3).map(|at| folder.path().join(format!("file{at}.py"))).collect();
        paths.iter().for_each(|path| fs::write(path, OLD).unwrap());
        let disk = FailingDisk::new(move |call, _| (call == number).then_some(Errno::NOSPC));
        let mut worker = Worker::start_with(Box::new(disk), || {}).unwrap();
        for (at, (path, text)) in paths.iter().zip(&texts).enumerate() {
            let document = DocumentId(at as u64);
            worker.post(Job::Save(Save { document, ..save_to(path, text) }));
        }
        let mut failed = 0;
        while worker.waiting() > 0 {
            match worker.take_outcome() {
                Some(Outcome::Saved { document, result, .. }) => {
                    let at = usize::try_from(document.0).unwrap();
                    let expected = if result.is_ok() { texts[at].as_str() } else { OLD };
                    assert_eq!(read(&paths[at]), expected, "{number}: {result:?}");
                    failed += usize::from(result.is_err());
                }
                _ => std::thread::sleep(std::time::Duration::from_millis(1)),
            }
        }
        assert!(failed <= 1, "one failure costs one save: {failed} at {number}");
        assert_eq!(names(folder.path()).len(), 3);
    }
}
