//! A file that takes long to be read: how far it is can be seen, and it can be given up.

use std::io::{self, Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tempfile::TempPath;

use super::*;
use crate::files::Worker;
use crate::files::storage::{Disk, Facts, Handle, Readers, Storage, Temporary};

/// Bytes that are given before the disk stands still.
const FIRST: usize = 128 << 10;

/// A disk that stands still after the first bytes of a large file until it is let go.
#[derive(Clone)]
struct SlowDisk(Arc<AtomicBool>);

struct SlowHandle {
    disk: SlowDisk,
    inner: Box<dyn Handle>,
    given: usize,
}

impl Storage for SlowDisk {
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        Disk.resolve(path)
    }
    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        Disk.read_link(path)
    }
    fn facts(&self, path: &Path) -> io::Result<Facts> {
        Disk.facts(path)
    }
    fn may_write(&self, path: &Path) -> io::Result<()> {
        Disk.may_write(path)
    }
    fn open(&self, path: &Path) -> io::Result<Box<dyn Handle>> {
        Ok(Box::new(SlowHandle { disk: self.clone(), inner: Disk.open(path)?, given: 0 }))
    }
    fn open_to_overwrite(&self, path: &Path) -> io::Result<Box<dyn Handle>> {
        Disk.open_to_overwrite(path)
    }
    fn create_temporary(&self, folder: &Path, prefix: &str, readers: Readers) -> io::Result<Temporary> {
        let Temporary { path, handle } = Disk.create_temporary(folder, prefix, readers)?;
        let path: TempPath = path;
        Ok(Temporary { path, handle })
    }
    fn create_new(&self, path: &Path) -> io::Result<Box<dyn Handle>> {
        Disk.create_new(path)
    }
    fn copy_attributes(&self, from: &Path, to: &Path) -> io::Result<()> {
        Disk.copy_attributes(from, to)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        Disk.rename(from, to)
    }
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        Disk.sync_folder(folder)
    }
    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        Disk.make_folder(folder)
    }
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        Disk.list(folder)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        Disk.remove(path)
    }
}

impl Read for SlowHandle {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given >= FIRST && !self.disk.0.load(Ordering::SeqCst) {
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
        let read = self.inner.read(buffer)?;
        self.given += read;
        Ok(read)
    }
}

impl Write for SlowHandle {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.inner.write(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl Handle for SlowHandle {
    fn facts(&self) -> io::Result<Facts> {
        self.inner.facts()
    }
    fn set_len(&mut self, len: u64) -> io::Result<()> {
        self.inner.set_len(len)
    }
    fn rewind(&mut self) -> io::Result<()> {
        self.inner.rewind()
    }
    fn sync(&mut self) -> io::Result<()> {
        self.inner.sync()
    }
    fn try_lock(&self) -> io::Result<bool> {
        self.inner.try_lock()
    }
}

/// Lets the disk go on in the end, whatever comes in between: the files thread waits for it.
struct LetGo(Arc<AtomicBool>);

impl Drop for LetGo {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// The program with a text, while a file of 255 KB is being read; and what lets the disk go on.
fn reading() -> (tempfile::TempDir, Harness<'static, App>, LetGo) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.py");
    fs::write(&path, format!("# {}\n", "x".repeat(97)).repeat(2621)).unwrap();
    let mut harness = start(Options { start: Start::Text("tide = 1\n".to_owned()), ..Options::default() });
    type_text(&mut harness, "x");
    let waker = harness.ctx.clone();
    let goes_on = LetGo(Arc::new(AtomicBool::new(false)));
    let disk = SlowDisk(Arc::clone(&goes_on.0));
    let worker = Worker::start_with(Box::new(disk), move || waker.request_repaint()).unwrap();
    harness.state_mut().files = worker;
    harness.state_mut().queue.push(Action::OpenPath(path));
    for _ in 0..300 {
        harness.step();
        let read = harness.state().files.desk().progress().map_or(0, |progress| progress.read);
        if read as usize >= FIRST && harness.query_by_label("Opening large.py").is_some() {
            return (folder, harness, goes_on);
        }
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    panic!("nothing is said of the file that is being read");
}

fn let_go(harness: &mut Harness<'_, App>, goes_on: &LetGo) {
    goes_on.0.store(true, Ordering::SeqCst);
    settle(harness);
}

#[test]
fn how_far_a_large_file_is_can_be_seen() {
    let (_folder, mut harness, goes_on) = reading();
    // The frame before may be older than the last block.
    harness.step();
    harness.get_by_label("128 of 255 KB");
    harness.get_by_label_contains("Opening large.py: 5");
    let_go(&mut harness, &goes_on);
    assert_eq!(harness.state().title(), "large.py");
    assert!(harness.query_by_label("Opening large.py").is_none());
}

#[test]
fn meanwhile_one_can_type() {
    let (_folder, mut harness, goes_on) = reading();
    harness.event(Event::Text("y".to_owned()));
    harness.step();
    assert_eq!(harness.state().file.document.text().to_string(), "xytide = 1\n");
    let_go(&mut harness, &goes_on);
}

#[test]
fn escape_gives_a_file_up_and_the_tab_stays_as_it_was() {
    let (_folder, mut harness, goes_on) = reading();
    harness.key_press(Key::Escape);
    harness.step();
    harness.step();
    assert!(harness.query_by_label("Opening large.py").is_none());
    let_go(&mut harness, &goes_on);
    assert_eq!(harness.state().file.document.text().to_string(), "xtide = 1\n");
    assert_eq!(harness.state().tab_count(), 1);
    assert!(harness.state().notices.is_empty());
}

#[test]
fn a_file_that_was_given_up_can_be_opened_again() {
    let (folder, mut harness, goes_on) = reading();
    harness.get_by_label("Stop opening").click();
    harness.step();
    harness.step();
    let path = folder.path().join("large.py");
    harness.state_mut().queue.push(Action::OpenPath(path));
    harness.step();
    let_go(&mut harness, &goes_on);
    assert_eq!(harness.state().title(), "large.py");
    assert_eq!(harness.state().tab_count(), 2);
}
