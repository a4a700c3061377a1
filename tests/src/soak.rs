//! A soak: somebody who does anything for as long as one likes, in the real program without a window, over real files.
//!
//! Keys, commands, moves, edits, drags, opens, saves, resizes and changes from outside come at random from a seed. Now
//! and then the program comes to rest and what it shows is held against an analysis made from nothing. Memory, threads
//! and open files are counted before and after.

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use egui::{
    Event, ImeEvent, Key, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, TouchPhase, pos2,
    vec2,
};
use fastrand::Rng;
use namelight::app::{App, Options, Start};
use namelight::headless::{FrameLoop, Screen};
use namelight::trace::{Judge, Seen};

use crate::process::{open_files, resident_bytes, threads};
use crate::python::python;
use crate::script::Failure;

/// How the program is called.
const USAGE: &str = "\
usage: soak [--seconds N] [--seed S] [--lines N]

Does anything at random in the program without a window for N seconds (60 if nothing is said), over files of up to
N lines (3,000), and prints what became of memory, threads, open files and the light.";

/// Frames between two looks at what is shown.
const FRAMES: usize = 60;

/// The longest wait for the program to come to rest, in the frames' own time: hundreds of times as long as any of these
/// files takes.
const REST: Duration = Duration::from_secs(30);

/// Threads of a process in which the program doesn't run: the first one, and in a test the test's own.
pub const OWN_THREADS: usize = 2;

/// How long what is let go may take to be gone: the program's last threads, and the copies of texts that were given up.
const LONGEST_END: Duration = Duration::from_secs(5);

/// How long memory that no longer falls is looked at.
const MEMORY_RESTS: Duration = Duration::from_millis(300);

/// The most times that the key that closes a file is pressed; nobody opens as many in an hour.
const MOST_CLOSES: usize = 10_000;

/// How many files there are.
const FILES: usize = 6;

/// What a soak is to be.
#[derive(Clone, Copy, Debug)]
pub struct Wish {
    /// How long, in real time; it ends with the look that is due then.
    pub time: Duration,
    /// Where everything random comes from.
    pub seed: u64,
    /// The most lines of a file.
    pub lines: usize,
}

/// What the process takes of the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Takes {
    /// Memory in bytes.
    pub memory: u64,
    /// Threads.
    pub threads: usize,
    /// Open files.
    pub files: usize,
}

impl Takes {
    /// As of now; zeros where the system doesn't tell.
    #[must_use]
    pub fn now() -> Self {
        Self {
            memory: resident_bytes().unwrap_or(0),
            threads: threads().unwrap_or(0),
            files: open_files().len(),
        }
    }
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Report {
    /// Frames that were drawn.
    pub frames: usize,
    /// How often what was shown was looked at.
    pub looks: usize,
    /// Of those, when something was lit.
    pub lit: usize,
    /// What was shown wrong, with the look's number.
    pub wrong: Vec<String>,
    /// Panics that the engine survived.
    pub panics: u64,
    /// Saves that reached the disk.
    pub saves: usize,
    /// With nothing open but the first file.
    pub before: Takes,
    /// At the end, with all files closed again.
    pub after: Takes,
    /// What it had open at the end.
    pub open: Vec<String>,
    /// When the program was gone.
    pub gone: Takes,
    /// The slowest frame, as the program took for it.
    pub slowest: Duration,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<26} {:>10}", "frames", self.frames)?;
        writeln!(f, "{:<26} {:>10.1} ms", "the slowest", self.slowest.as_secs_f64() * 1e3)?;
        writeln!(f, "{:<26} {:>10}", "looked at", self.looks)?;
        writeln!(f, "{:<26} {:>10}", "with something lit", self.lit)?;
        writeln!(f, "{:<26} {:>10}", "wrong", self.wrong.len())?;
        writeln!(f, "{:<26} {:>10}", "files changed by saves", self.saves)?;
        writeln!(f, "{:<26} {:>10}", "panics in the analysis", self.panics)?;
        writeln!(f, "{:<26} {:>10} {:>10} {:>10}", "", "at first", "at last", "ended")?;
        let mut row = |what: &str, of: fn(&Takes) -> u64| {
            let [before, after, gone] = [self.before, self.after, self.gone].map(|takes| of(&takes));
            writeln!(f, "{what:<26} {before:>10} {after:>10} {gone:>10}")
        };
        row("memory in MB", |takes| takes.memory / 1_000_000)?;
        row("threads", |takes| takes.threads as u64)?;
        row("open files", |takes| takes.files as u64)?;
        self.open.iter().try_for_each(|open| writeln!(f, "open at last: {open}"))?;
        self.wrong.iter().try_for_each(|wrong| writeln!(f, "wrong: {wrong}"))
    }
}

fn key(modifiers: Modifiers, key: Key) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
}

/// Keys with a meaning of their own; none of them ends the program.
const CHORDS: [(Modifiers, Key); 36] = [
    (Modifiers::COMMAND, Key::Z),
    (Modifiers::COMMAND, Key::Z),
    (Modifiers::COMMAND, Key::Y),
    (Modifiers::COMMAND, Key::S),
    (Modifiers::COMMAND, Key::N),
    (Modifiers::COMMAND, Key::W),
    (Modifiers::COMMAND, Key::A),
    (Modifiers::COMMAND, Key::D),
    (Modifiers::COMMAND, Key::L),
    (Modifiers::COMMAND, Key::F),
    (Modifiers::COMMAND, Key::H),
    (Modifiers::COMMAND, Key::G),
    (Modifiers::COMMAND, Key::P),
    (Modifiers::COMMAND, Key::R),
    (Modifiers::COMMAND, Key::B),
    (Modifiers::COMMAND, Key::U),
    (Modifiers::COMMAND, Key::Slash),
    (Modifiers::COMMAND, Key::Home),
    (Modifiers::COMMAND, Key::End),
    (Modifiers::COMMAND, Key::Tab),
    (Modifiers::COMMAND, Key::Backslash),
    (Modifiers::COMMAND, Key::Num1),
    (Modifiers::COMMAND, Key::Num2),
    (Modifiers::COMMAND, Key::Delete),
    (Modifiers::COMMAND, Key::Backspace),
    (Modifiers::COMMAND, Key::ArrowLeft),
    (Modifiers::COMMAND, Key::ArrowRight),
    (Modifiers::ALT, Key::ArrowUp),
    (Modifiers::ALT, Key::ArrowDown),
    (Modifiers::ALT, Key::P),
    (Modifiers::SHIFT, Key::F12),
    (Modifiers::SHIFT, Key::ArrowDown),
    (Modifiers::SHIFT, Key::End),
    (Modifiers::NONE, Key::F2),
    (Modifiers::NONE, Key::F8),
    (Modifiers::NONE, Key::F12),
];

const PLAIN: [Key; 14] = [
    Key::ArrowLeft,
    Key::ArrowRight,
    Key::ArrowUp,
    Key::ArrowDown,
    Key::ArrowDown,
    Key::Home,
    Key::End,
    Key::PageUp,
    Key::PageDown,
    Key::Enter,
    Key::Backspace,
    Key::Delete,
    Key::Tab,
    Key::Escape,
];

const TYPED: [&str; 16] =
    ["x", "total", " ", " = ", "(", ")", "'", "\"\"\"", ":", "#", ".", "self.", "é", "👩‍👩‍👧", "def f(x):", "["];

/// Somebody with both hands on the program.
struct Hand<'a> {
    rng: Rng,
    folder: &'a Path,
}

impl Hand<'_> {
    fn pick<T: Copy>(&mut self, from: &[T], or: T) -> T {
        self.rng.choice(from).copied().unwrap_or(or)
    }

    fn place(&mut self) -> Pos2 {
        pos2(self.rng.f32() * 1300.0, self.rng.f32() * 820.0)
    }

    /// What comes in with a frame.
    fn events(&mut self) -> Vec<Event> {
        let none = Modifiers::NONE;
        match self.rng.u8(..24) {
            0..=7 => {
                let which = self.pick(&PLAIN, Key::Escape);
                (0..self.rng.usize(1..4)).map(|_| key(none, which)).collect()
            }
            8..=12 => vec![Event::Text(self.pick(&TYPED, "x").to_owned())],
            13..=16 => {
                let (modifiers, which) = self.pick(&CHORDS, (none, Key::Escape));
                vec![key(modifiers, which)]
            }
            17 | 18 => self.click(),
            19 => self.drag(),
            20 => {
                let delta = vec2(0.0, self.rng.f32() * 40.0 - 20.0);
                let (unit, phase) = (MouseWheelUnit::Line, TouchPhase::Move);
                let wheel = Event::MouseWheel {
                    unit,
                    delta,
                    phase,
                    source: MouseWheelSource::Wheel,
                    modifiers: none,
                };
                vec![Event::PointerMoved(self.place()), wheel]
            }
            21 => {
                let lines = self.rng.usize(1..30);
                vec![Event::Paste(python(self.rng.u64(..), lines))]
            }
            22 => vec![Event::Ime(ImeEvent::Commit("名前".to_owned()))],
            _ => vec![if self.rng.bool() { Event::Copy } else { Event::Cut }],
        }
    }

    fn click(&mut self) -> Vec<Event> {
        let pos = self.place();
        let modifiers = self
            .pick(&[Modifiers::NONE, Modifiers::SHIFT, Modifiers::ALT, Modifiers::COMMAND], Modifiers::NONE);
        let button =
            |pressed| Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers };
        vec![Event::PointerMoved(pos), button(true), button(false)]
    }

    fn drag(&mut self) -> Vec<Event> {
        let (from, to) = (self.place(), self.place());
        let button = |pos, pressed| Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        vec![Event::PointerMoved(from), button(from, true), Event::PointerMoved(to), button(to, false)]
    }

    fn file(&mut self) -> PathBuf {
        self.folder.join(format!("file{}.py", self.rng.usize(..FILES)))
    }
}

/// The program with somebody at it.
struct Soak<'a> {
    frames: FrameLoop<App>,
    hand: Hand<'a>,
    judge: Judge,
    report: Report,
}

impl Soak<'_> {
    /// A frame with whatever comes in.
    fn step(&mut self) {
        let rng = &mut self.hand.rng;
        match rng.u16(..200) {
            0 => {
                let size = [(1280.0, 800.0), (300.0, 200.0), (2000.0, 1100.0), (0.0, 0.0), (700.0, 90.0)];
                let (width, height) = rng.choice(size).unwrap_or((1280.0, 800.0));
                self.frames.screen_mut().size = vec2(width, height);
            }
            1 => self.frames.screen_mut().scale = rng.choice([1.0, 1.25, 2.0]).unwrap_or(1.0),
            2 => {
                let is_focused = rng.u8(..4) > 0;
                self.frames.screen_mut().is_focused = is_focused;
            }
            3 => {
                // Somebody else writes the file.
                let (path, text) = (self.hand.file(), python(self.hand.rng.u64(..), 60));
                let _ = std::fs::write(path, text);
            }
            _ => {}
        }
        let opens = if self.hand.rng.u16(..80) == 0 { vec![self.hand.file()] } else { Vec::new() };
        let events = self.hand.events();
        let frame = self.frames.frame_at(Duration::ZERO, events, opens);
        self.report.slowest = self.report.slowest.max(frame.took);
        self.report.frames += 1;
    }

    /// Waits until nothing is under way.
    fn rest(&mut self) -> Result<(), Failure> {
        if self.frames.settle(REST) {
            return Ok(());
        }
        let awaited = match self.frames.program().awaited() {
            Some(awaited) => awaited.to_owned(),
            None => {
                let causes = self.frames.ctx().repaint_causes();
                let causes: Vec<_> = causes.iter().map(ToString::to_string).collect();
                format!("a frame that it asks for again and again: {}", causes.join(", "))
            }
        };
        Err(format!("look {}: the program waits for {awaited}", self.report.looks + 1).into())
    }

    /// Comes to rest and looks at what is shown.
    fn look(&mut self) -> Result<(), Failure> {
        self.frames.screen_mut().size = vec2(1280.0, 800.0);
        self.frames.screen_mut().is_focused = true;
        // Out of whatever is open over the text.
        for _ in 0..3 {
            self.frames.frame(vec![key(Modifiers::NONE, Key::Escape)]);
        }
        self.frames.frame(Vec::new());
        self.rest()?;
        let observation = self.frames.program().observe();
        self.report.looks += 1;
        self.report.lit += usize::from(observation.target.is_some());
        self.report.panics = observation.statistics.panics;
        if let Some(fault) = self.judge.fault(&Seen::from(&observation)) {
            self.report.wrong.push(format!("look {}: {fault}", self.report.looks));
        }
        Ok(())
    }

    /// Closes everything, whatever was written.
    fn close_all(&mut self) -> Result<(), Failure> {
        for _ in 0..MOST_CLOSES {
            self.frames.frame(vec![key(Modifiers::COMMAND, Key::W)]);
            self.rest()?;
            let observation = self.frames.program().observe();
            if observation.is_asking {
                // The button that gives the text up is reached by its key: the questions list their ways in order.
                self.frames.frame(vec![key(Modifiers::NONE, Key::Tab)]);
                self.frames.frame(vec![key(Modifiers::NONE, Key::Enter)]);
                self.rest()?;
            } else if observation.tabs == 1 && observation.text.byte_len() == 0 && !observation.is_modified {
                return Ok(());
            }
        }
        Err("the files can't all be closed".into())
    }
}

/// Waits for what is let go, but not for ever: what isn't gone by then is counted.
fn wait_until(mut is_gone: impl FnMut() -> bool) {
    let began = Instant::now();
    while !is_gone() && began.elapsed() < LONGEST_END {
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Soaks the program. The process works in a folder of its own from then on: whoever does anything at random also saves
/// under any name.
///
/// # Errors
/// When it can't be started, or doesn't come to rest.
pub fn soak(wish: Wish) -> Result<Report, Failure> {
    let folder = tempfile::tempdir()?;
    std::env::set_current_dir(folder.path())?;
    let mut rng = Rng::with_seed(wish.seed);
    let mut texts = Vec::new();
    for number in 0..FILES {
        let text = python(rng.u64(..), rng.usize(..=wish.lines));
        std::fs::write(folder.path().join(format!("file{number}.py")), &text)?;
        texts.push(text);
    }
    let options = Options {
        start: Start::File(folder.path().join("file0.py")),
        has_dialogs: false,
        trace_folder: Some(folder.path().join("traces")),
        settings: Some(folder.path().join("settings/settings.toml")),
        state: Some(folder.path().join("state")),
        ..Options::default()
    };
    let frames = FrameLoop::try_new(Screen::default(), |ctx| App::new(ctx, options))?;
    let none = Takes { memory: 0, threads: 0, files: 0 };
    let report = Report {
        frames: 0,
        looks: 0,
        lit: 0,
        wrong: Vec::new(),
        panics: 0,
        saves: 0,
        before: none,
        after: none,
        open: Vec::new(),
        gone: none,
        slowest: Duration::ZERO,
    };
    let hand = Hand { rng, folder: folder.path() };
    let mut soak = Soak { frames, hand, judge: Judge::new(), report };
    soak.look()?;
    soak.report.before = Takes::now();
    let began = Instant::now();
    loop {
        (0..FRAMES).for_each(|_| soak.step());
        soak.look()?;
        if began.elapsed() >= wish.time {
            break;
        }
    }
    soak.close_all()?;
    soak.judge = Judge::new();
    let is_changed = |(number, text): (usize, &String)| {
        std::fs::read_to_string(folder.path().join(format!("file{number}.py"))).is_ok_and(|now| now != *text)
    };
    soak.report.saves = texts.iter().enumerate().filter(|&file| is_changed(file)).count();
    // Copies of texts that were given up are removed by a thread of their own.
    let before = soak.report.before.files;
    wait_until(|| open_files().len() <= before);
    // Freed memory goes back to the system a while later.
    let mut last = u64::MAX;
    wait_until(|| {
        std::thread::sleep(MEMORY_RESTS);
        let now = resident_bytes().unwrap_or(0);
        std::mem::replace(&mut last, now) <= now
    });
    soak.report.after = Takes::now();
    soak.report.open = open_files();
    let Soak { frames, mut report, .. } = soak;
    drop(frames);
    // Linux lists a thread for a moment after it was joined, and the one for long statements frees its trees first.
    wait_until(|| threads().unwrap_or(0) <= OWN_THREADS);
    report.gone = Takes::now();
    Ok(report)
}

/// Reads the arguments, soaks the program and prints what came of it.
///
/// # Errors
/// A word that isn't known, a program that doesn't start or come to rest, or something wrong on the screen.
pub fn run(words: &[String]) -> Result<(), Failure> {
    let mut wish = Wish { time: Duration::from_secs(60), seed: fastrand::u64(..1 << 32), lines: 3_000 };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} needs a value\n\n{USAGE}"));
        match word.as_str() {
            "--seconds" => wish.time = Duration::from_secs(value()?.parse()?),
            "--seed" => wish.seed = value()?.parse()?,
            "--lines" => wish.lines = value()?.parse()?,
            other => return Err(format!("what is {other}?\n\n{USAGE}").into()),
        }
    }
    println!("--seed {} for {} s", wish.seed, wish.time.as_secs());
    let report = soak(wish)?;
    print!("{report}");
    match report.wrong.len() {
        0 => Ok(()),
        wrong => Err(format!("{wrong} of {} looks found something wrong", report.looks).into()),
    }
}
