//! Ctrl+C in the terminal, a hang-up, or being asked to end: the window closes at once, without a question.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::time::Duration;

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
use signal_hook::iterator::{Handle, Signals};

/// How long the frame loop has to end after a signal before the process is ended without it.
const PATIENCE: Duration = Duration::from_millis(800);

/// Whether a signal came that asks the program to end.
#[derive(Clone, Debug, Default)]
pub struct SignalFlag(Arc<AtomicI32>);

impl SignalFlag {
    /// The signal that came, if one did.
    #[must_use]
    pub fn received(&self) -> Option<i32> {
        Some(self.0.load(Ordering::Acquire)).filter(|&signal| signal != 0)
    }

    /// Acts as if a signal had come.
    pub fn raise(&self, signal: i32) {
        self.0.store(signal, Ordering::Release);
    }
}

/// Listens for signals that ask the program to end, until it is dropped.
#[derive(Debug)]
pub struct SignalWatch {
    flag: SignalFlag,
    handle: Handle,
}

impl SignalWatch {
    /// Starts to listen on a thread of its own; `wake` makes the frame loop look at the flag.
    ///
    /// If the process is still there 800 ms later (its display may hang), it is ended from that thread,
    /// so that it always ends in under a second.
    ///
    /// # Errors
    /// If the system refuses the handler or the thread.
    pub fn start(wake: impl Fn() + Send + 'static) -> std::io::Result<Self> {
        // Who has a limit on the size of files gets an error of the write, as on a full disk. Unheard, the signal that
        // comes with it would end the program in the middle of a save.
        signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)))?;
        let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP])?;
        let handle = signals.handle();
        let flag = SignalFlag::default();
        let raised = flag.clone();
        std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
            if let Some(signal) = signals.forever().next() {
                raised.raise(signal);
                wake();
                std::thread::sleep(PATIENCE);
                crate::run::kill_all();
                std::process::exit(i32::from(exit_code(signal)));
            }
        })?;
        Ok(Self { flag, handle })
    }

    /// What the frame loop looks at.
    #[must_use]
    pub fn flag(&self) -> SignalFlag {
        self.flag.clone()
    }
}

impl Drop for SignalWatch {
    fn drop(&mut self) {
        self.handle.close();
    }
}

/// What shells report for a process that a signal has ended.
#[must_use]
pub fn exit_code(signal: i32) -> u8 {
    u8::try_from(signal).unwrap_or(0).saturating_add(128)
}
