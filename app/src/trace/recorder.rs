//! Writes a trace while it happens.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use egui::RawInput;

use super::format::{Expectation, Header, Line, Look, Step, VERSION, What};
use super::sane;
use super::source::as_seen_from;

/// What is lit goes into the trace as an expectation once nothing has come in for so long: longer than
/// any light takes to appear or to go out (DESIGN.md, section 4).
pub(super) const SETTLED: Duration = Duration::from_millis(400);

/// A trace can't be written.
#[derive(Debug, thiserror::Error)]
#[error("the trace {} can't be written: {error}", path.display())]
pub struct RecorderError {
    path: PathBuf,
    error: io::Error,
}

/// Records what comes into a window. Every frame's input is on disk before the frame is drawn; dropping
/// the recorder writes the line that says that the trace is whole.
#[derive(Debug)]
pub struct Recorder {
    path: PathBuf,
    /// None when the trace is finished, or after a failure.
    out: Option<BufWriter<File>>,
    file: Option<String>,
    hash: String,
    /// What the window was like when its last input came; none before the first.
    window: Option<Window>,
    /// When the first input came, in the clock of the input.
    start: f64,
    /// When anything last came in, since the start.
    last_input: Duration,
    /// The last time that was written, or is about to be.
    now: Duration,
    /// What is lit and not yet in the trace.
    seen: Option<Expectation>,
}

/// What a window is like.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Window {
    pub(super) size: [f32; 2],
    pub(super) scale: f32,
    pub(super) look: Look,
    pub(super) focused: bool,
}

impl Recorder {
    /// Starts a trace at `path`, replacing one that is there. `file` is what is open, none for the tour,
    /// and `hash` what [`content_hash`](super::content_hash) makes of its bytes.
    ///
    /// # Errors
    /// [`RecorderError`] if the file can't be made.
    pub fn create(path: &Path, file: Option<&Path>, hash: String) -> Result<Self, RecorderError> {
        let out = File::create(path).map_err(|error| RecorderError { path: path.to_owned(), error })?;
        Ok(Self {
            path: path.to_owned(),
            out: Some(BufWriter::new(out)),
            file: file.map(|file| as_seen_from(path, file)),
            hash,
            window: None,
            start: 0.0,
            last_input: Duration::ZERO,
            now: Duration::ZERO,
            seen: None,
        })
    }

    /// A frame's input, as eframe's `raw_input_hook` gets it. Does nothing after a failure.
    ///
    /// # Errors
    /// [`RecorderError`] if it can't be written; recording is over then.
    pub fn input(&mut self, input: &RawInput) -> Result<(), RecorderError> {
        let clock = input.time.unwrap_or(self.start + self.now.as_secs_f64());
        let window = Window::of(input, self.window);
        let mut lines = Vec::new();
        match self.window {
            None => {
                self.start = clock;
                lines.push(serde_json::to_string(&Header {
                    version: VERSION,
                    file: self.file.clone(),
                    hash: self.hash.clone(),
                    size: window.size,
                    scale: window.scale,
                    theme: window.look,
                    start: None,
                }));
            }
            Some(_) => {
                let since_start = Duration::try_from_secs_f64(clock - self.start).unwrap_or_default();
                self.now = self.now.max(since_start);
            }
        }
        let steps = changes(self.window, window, input, |file| as_seen_from(&self.path, file));
        if !steps.is_empty() {
            lines.extend(self.expectation().map(|expectation| self.line(expectation)));
            lines.extend(steps.into_iter().map(|what| self.line(what)));
            self.last_input = self.now;
        }
        self.window = Some(window);
        self.write(lines)
    }

    /// What is lit in the frame that was drawn last, in the words of the status bar; none while that isn't
    /// the program's last word.
    pub fn saw(&mut self, lit: Option<Expectation>) {
        self.seen = lit;
    }

    /// Writes the trace's end, after which it is whole.
    ///
    /// # Errors
    /// [`RecorderError`] if it can't be written.
    pub fn finish(&mut self) -> Result<(), RecorderError> {
        if self.out.is_none() || self.window.is_none() {
            return Ok(());
        }
        // What is lit at the end is lit until the end: nothing came in any more.
        self.now = self.now.max(self.last_input + SETTLED);
        let mut lines: Vec<_> =
            self.expectation().map(|expectation| self.line(expectation)).into_iter().collect();
        lines.push(serde_json::to_string(&Line::end(self.now)));
        let result = self.write(lines);
        self.out = None;
        result
    }

    /// What has been lit for long enough to be worth a line.
    fn expectation(&mut self) -> Option<What> {
        let is_settled = self.now >= self.last_input + SETTLED;
        self.seen.take().filter(|_| is_settled).map(What::Expect)
    }

    fn line(&self, what: What) -> serde_json::Result<String> {
        serde_json::to_string(&Line::from(Step { at: self.now, what }))
    }

    fn write(&mut self, lines: Vec<serde_json::Result<String>>) -> Result<(), RecorderError> {
        let Some(out) = self.out.as_mut().filter(|_| !lines.is_empty()) else { return Ok(()) };
        let write = || -> io::Result<()> {
            for line in lines {
                writeln!(out, "{}", line?)?;
            }
            out.flush()
        };
        write().map_err(|error| {
            self.out = None;
            RecorderError { path: self.path.clone(), error }
        })
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        if let Err(error) = self.finish() {
            tracing::warn!("{error}");
        }
    }
}

/// What came in with this input, in the order in which egui takes note of it; `name` says how a dropped file is
/// written.
pub(super) fn changes(
    before: Option<Window>,
    window: Window,
    input: &RawInput,
    name: impl Fn(&Path) -> String,
) -> Vec<What> {
    let mut steps = Vec::new();
    // The first line tells of the window; only whether it has the keyboard does it leave out.
    let before = before.unwrap_or(Window { focused: true, ..window });
    if window.size != before.size {
        steps.push(What::Resize(window.size));
    }
    if window.scale != before.scale {
        steps.push(What::Scale(window.scale));
    }
    if window.look != before.look {
        steps.push(What::Theme(window.look));
    }
    if window.focused != before.focused {
        steps.push(What::Focus(window.focused));
    }
    if !input.dropped_files.is_empty() {
        steps.push(What::Dropped(input.dropped_files.iter().map(|file| name(file.path())).collect()));
    }
    let events = input.events.iter().filter(|event| sane::is_recorded(event)).cloned();
    steps.extend(events.map(What::Event).filter(|what| sane::what(what).is_ok()));
    steps
}

impl Window {
    /// What the window is like, by an input that may leave out what it was before.
    pub(super) fn of(input: &RawInput, before: Option<Self>) -> Self {
        let size = input.screen_rect.map(|rect| [rect.width(), rect.height()]);
        let native = input.viewports.get(&input.viewport_id).and_then(|info| info.native_pixels_per_point);
        Self {
            size: size.or(before.map(|before| before.size)).unwrap_or([1280.0, 800.0]),
            scale: native.or(before.map(|before| before.scale)).unwrap_or(1.0),
            look: input
                .system_theme
                .map(Look::from)
                .or(before.map(|before| before.look))
                .unwrap_or(Look::Dark),
            focused: input.focused,
        }
    }
}
