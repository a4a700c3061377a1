//! Traces written by hand, for what no person does on purpose.

use std::process::ExitCode;
use std::time::Duration;

use egui::{Event, Key, Modifiers};
use namelight::trace::{
    Expectation, Header, Look, Played, Stage, Step, Trace, VERSION, What, content_hash, patient_options_for,
    play,
};

/// What goes wrong in a test is said in words.
pub type Failure = Box<dyn std::error::Error>;

/// How a program for measuring or trying ends; what went wrong is printed as it is said.
#[must_use]
pub fn exit_code(ended: Result<(), Failure>) -> ExitCode {
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

/// How long tests wait for the light of a frame: twenty-five times as long as the window does, since other
/// tests run beside them.
pub const PATIENCE: Duration = Duration::from_millis(50);

/// The file that scripts are played on.
const FILE: &str = "script.py";

/// A trace being written.
#[derive(Clone, Debug)]
pub struct Script {
    text: String,
    trace: Trace,
}

impl Script {
    /// An empty script, to be played on a file that holds `text`.
    #[must_use]
    pub fn on(text: &str) -> Self {
        let header = Header {
            version: VERSION,
            file: Some(FILE.to_owned()),
            hash: content_hash(text.as_bytes()),
            size: [900.0, 600.0],
            scale: 1.0,
            theme: Look::Dark,
            start: None,
        };
        let trace = Trace { header, steps: Vec::new(), end: Duration::from_millis(500) };
        Self { text: text.to_owned(), trace }
    }

    /// Lets time pass.
    #[must_use]
    pub fn wait(mut self, ms: u64) -> Self {
        self.trace.end += Duration::from_millis(ms);
        self
    }

    /// Something comes in, and a tenth of a second passes.
    #[must_use]
    pub fn event(mut self, event: Event) -> Self {
        self.trace.steps.push(Step { at: self.trace.end, what: What::Event(event) });
        self.wait(100)
    }

    /// A key is pressed, with others held.
    #[must_use]
    pub fn chord(self, modifiers: Modifiers, key: Key) -> Self {
        let mut script = self;
        for pressed in [true, false] {
            let event = Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
            script.trace.steps.push(Step { at: script.trace.end, what: What::Event(event) });
            script.trace.end += Duration::from_millis(30);
        }
        script.wait(60)
    }

    /// A key is pressed so many times.
    #[must_use]
    pub fn key(self, key: Key, times: usize) -> Self {
        (0..times).fold(self, |script, _| script.chord(Modifiers::NONE, key))
    }

    /// A key is held and repeats every 30 ms.
    #[must_use]
    pub fn hold(mut self, key: Key, times: usize) -> Self {
        for n in 0..times {
            let event = Event::Key {
                key,
                physical_key: None,
                pressed: true,
                repeat: n > 0,
                modifiers: Modifiers::NONE,
            };
            self.trace.steps.push(Step { at: self.trace.end, what: What::Event(event) });
            self.trace.end += Duration::from_millis(30);
        }
        self
    }

    /// Text is typed, a character every 60 ms.
    #[must_use]
    pub fn typed(mut self, text: &str) -> Self {
        for character in text.chars() {
            if character == '\n' {
                self = self.key(Key::Enter, 1);
                continue;
            }
            let event = Event::Text(character.to_string());
            self.trace.steps.push(Step { at: self.trace.end, what: What::Event(event) });
            self.trace.end += Duration::from_millis(60);
        }
        self
    }

    /// A name must be lit half a second later.
    #[must_use]
    pub fn expect(self, name: &str, count: usize, writes: usize) -> Self {
        self.expectation(Expectation::Lit { name: name.to_owned(), count, writes })
    }

    /// Nothing must be lit half a second later.
    #[must_use]
    pub fn expect_nothing(self) -> Self {
        self.expectation(Expectation::Nothing)
    }

    fn expectation(self, expectation: Expectation) -> Self {
        let mut script = self.wait(500);
        script.trace.steps.push(Step { at: script.trace.end, what: What::Expect(expectation) });
        script.wait(20)
    }

    /// The script as the text of a trace file.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn to_text(&self) -> Result<String, Failure> {
        Ok(self.trace.to_text()?)
    }

    /// Plays the script as if it had been recorded; the file that it is played on is checked to be as it
    /// was afterwards.
    ///
    /// # Errors
    /// When it can't be played, or its file has changed.
    pub fn play(&self) -> Result<Played, Failure> {
        self.play_with(PATIENCE)
    }

    /// The same, with the light waited for up to `patience` in each frame.
    ///
    /// # Errors
    /// As [`Self::play`].
    pub fn play_with(&self, patience: Duration) -> Result<Played, Failure> {
        let folder = tempfile::tempdir()?;
        let (path, file) = (folder.path().join("script.jsonl"), folder.path().join(FILE));
        std::fs::write(&path, self.to_text()?)?;
        std::fs::write(&file, &self.text)?;
        let trace = Trace::open(&path)?;
        let stage = Stage::new(&trace, &path, "")?;
        let played = play(trace, &stage, patient_options_for(&stage, patience), "script".to_owned())?;
        if std::fs::read_to_string(&file)? != self.text {
            return Err("the file that the trace was recorded on has changed".into());
        }
        Ok(played)
    }
}
