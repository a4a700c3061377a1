//! A disk that fails as told.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rustix::io::Errno;

use crate::files::storage::{Disk, Facts, Handle, Readers, Storage, Temporary};

/// A call to the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Call {
    Resolve,
    ReadLink,
    Facts,
    MayWrite,
    Open,
    OpenToOverwrite,
    CreateTemporary,
    CreateNew,
    CopyAttributes,
    Rename,
    SyncFolder,
    Read,
    Write,
    SetLen,
    Rewind,
    Sync,
    MakeFolder,
    List,
    Remove,
    Lock,
}

/// Decides whether a call fails; it gets the call's number (from 0) and what it is.
type Plan = Box<dyn FnMut(usize, Call) -> Option<Errno> + Send>;

/// The real disk, with a plan that may let any call fail, and writes of at most `longest_write` bytes.
#[derive(Clone)]
pub(crate) struct FailingDisk {
    state: Arc<Mutex<State>>,
    longest_write: usize,
}

struct State {
    calls: usize,
    plan: Plan,
}

impl FailingDisk {
    pub(crate) fn new(plan: impl FnMut(usize, Call) -> Option<Errno> + Send + 'static) -> Self {
        Self { state: Arc::new(Mutex::new(State { calls: 0, plan: Box::new(plan) })), longest_write: 700 }
    }

    /// Fails every call of one kind.
    pub(crate) fn refusing(refused: Call, errno: Errno) -> Self {
        Self::new(move |_, call| (call == refused).then_some(errno))
    }

    /// How many calls were made.
    pub(crate) fn calls(&self) -> usize {
        self.state.lock().unwrap().calls
    }

    fn step(&self, call: Call) -> io::Result<()> {
        // A plan may panic, which is then the test.
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let number = state.calls;
        state.calls += 1;
        (state.plan)(number, call).map_or(Ok(()), |errno| Err(errno.into()))
    }

    fn wrap(&self, inner: Box<dyn Handle>) -> Box<dyn Handle> {
        Box::new(FailingHandle { disk: self.clone(), inner })
    }
}

impl Storage for FailingDisk {
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        self.step(Call::Resolve)?;
        Disk.resolve(path)
    }

    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        self.step(Call::ReadLink)?;
        Disk.read_link(path)
    }

    fn facts(&self, path: &Path) -> io::Result<Facts> {
        self.step(Call::Facts)?;
        Disk.facts(path)
    }

    fn may_write(&self, path: &Path) -> io::Result<()> {
        self.step(Call::MayWrite)?;
        Disk.may_write(path)
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Handle>> {
        self.step(Call::Open)?;
        Ok(self.wrap(Disk.open(path)?))
    }

    fn open_to_overwrite(&self, path: &Path) -> io::Result<Box<dyn Handle>> {
        self.step(Call::OpenToOverwrite)?;
        Ok(self.wrap(Disk.open_to_overwrite(path)?))
    }

    fn create_temporary(&self, folder: &Path, prefix: &str, readers: Readers) -> io::Result<Temporary> {
        self.step(Call::CreateTemporary)?;
        let Temporary { path, handle } = Disk.create_temporary(folder, prefix, readers)?;
        Ok(Temporary { path, handle: self.wrap(handle) })
    }

    fn create_new(&self, path: &Path) -> io::Result<Box<dyn Handle>> {
        self.step(Call::CreateNew)?;
        Ok(self.wrap(Disk.create_new(path)?))
    }

    fn copy_attributes(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(Call::CopyAttributes)?;
        Disk.copy_attributes(from, to)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(Call::Rename)?;
        Disk.rename(from, to)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.step(Call::SyncFolder)?;
        Disk.sync_folder(folder)
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        self.step(Call::MakeFolder)?;
        Disk.make_folder(folder)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.step(Call::List)?;
        Disk.list(folder)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.step(Call::Remove)?;
        Disk.remove(path)
    }
}

struct FailingHandle {
    disk: FailingDisk,
    inner: Box<dyn Handle>,
}

impl Read for FailingHandle {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.disk.step(Call::Read)?;
        self.inner.read(buffer)
    }
}

impl Write for FailingHandle {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.disk.step(Call::Write)?;
        self.inner.write(&bytes[..bytes.len().min(self.disk.longest_write)])
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl Handle for FailingHandle {
    fn facts(&self) -> io::Result<Facts> {
        self.disk.step(Call::Facts)?;
        self.inner.facts()
    }

    fn set_len(&mut self, len: u64) -> io::Result<()> {
        self.disk.step(Call::SetLen)?;
        self.inner.set_len(len)
    }

    fn rewind(&mut self) -> io::Result<()> {
        self.disk.step(Call::Rewind)?;
        self.inner.rewind()
    }

    fn sync(&mut self) -> io::Result<()> {
        self.disk.step(Call::Sync)?;
        self.inner.sync()
    }

    fn try_lock(&self) -> io::Result<bool> {
        self.disk.step(Call::Lock)?;
        self.inner.try_lock()
    }
}
