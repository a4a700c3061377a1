//! Measures what a frame costs while somebody works, in files of any size: the program's own part with the triangles
//! made of it, and what a window without a graphics card draws of it. The program is the real one, without a window.
//!
//! Everything is on: colours, the lit name, gutter and ruler. Each frame has the input that a person's would have; the
//! engine gets the rest of the frame's time. A move counts as lit at once if its own frame shows the light, or that
//! there is none.

use std::time::{Duration, Instant};

use egui::{
    Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, TouchPhase, pos2, vec2,
};
use fastrand::Rng;
use namelight::app::{App, Options, Start};
use namelight::headless::{FrameLoop, Screen};

use crate::process::resident_bytes;
use crate::python::python;
use crate::script::Failure;

/// How the program is called.
const USAGE: &str = "\
usage: frames [--lines N]… [--line] [--lit] [--frames N] [--panels] [--work NAME]…

Prints what frames cost in generated files of N lines, on a line of ten megabytes, and with a name lit 250,000 times;
all of it if nothing is said, with 1,000, 100,000 and 1,000,000 lines: the middle and the slowest but one in a hundred, in milliseconds. --panels opens
the list of places and the engine panel first, and pins a name. --work does only what is called so.";

const SEED: u64 = 4;

/// A point within the text, whatever is open.
const IN_TEXT: Pos2 = pos2(300.0, 300.0);

/// The longest that the index of a file is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// What somebody does, once for each frame.
struct Work {
    name: &'static str,
    /// The input of the frame of a number.
    input: fn(usize, &mut Hand) -> Vec<Event>,
}

/// Who does it.
struct Hand {
    rng: Rng,
    /// A place on the ruler, from the left.
    ruler: f32,
}

const WORK: [Work; 9] = [
    Work { name: "idle", input: |_, _| Vec::new() },
    Work { name: "type", input: |_, _| vec![Event::Text("a".into())] },
    Work {
        name: "move",
        input: |at, _| {
            vec![key(Modifiers::COMMAND, if at % 40 < 20 { Key::ArrowRight } else { Key::ArrowLeft })]
        },
    },
    Work { name: "hold ↓", input: |_, _| vec![key(Modifiers::NONE, Key::ArrowDown)] },
    Work {
        name: "wheel",
        input: |at, _| vec![Event::PointerMoved(IN_TEXT), wheel(if at % 200 < 150 { -1.0 } else { 1.0 })],
    },
    Work {
        name: "page",
        input: |at, _| vec![key(Modifiers::NONE, if at % 60 < 40 { Key::PageDown } else { Key::PageUp })],
    },
    Work { name: "jump", input: jump },
    Work { name: "drag", input: drag },
    Work {
        name: "rename",
        input: |at, _| match at % 10 {
            0 => vec![key(Modifiers::NONE, Key::F2)],
            9 => vec![key(Modifiers::NONE, Key::Escape)],
            _ => vec![Event::Text("a".into())],
        },
    },
];

fn key(modifiers: Modifiers, key: Key) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
}

fn wheel(lines: f32) -> Event {
    Event::MouseWheel {
        unit: MouseWheelUnit::Line,
        delta: vec2(0.0, lines),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    }
}

fn button(pos: Pos2, pressed: bool) -> Event {
    Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
}

/// To an end of the file, or to any place of it by a click on the ruler.
fn jump(at: usize, hand: &mut Hand) -> Vec<Event> {
    match at % 4 {
        0 => vec![key(Modifiers::COMMAND, Key::End)],
        1 => vec![key(Modifiers::COMMAND, Key::Home)],
        _ => {
            let on_ruler = pos2(hand.ruler, 100.0 + hand.rng.f32() * 300.0);
            vec![Event::PointerMoved(on_ruler), button(on_ruler, true), button(on_ruler, false)]
        }
    }
}

/// A selection drawn with the mouse, for forty frames each.
fn drag(at: usize, hand: &mut Hand) -> Vec<Event> {
    let to = pos2(100.0 + hand.rng.f32() * 800.0, 120.0 + hand.rng.f32() * 300.0);
    match at % 40 {
        0 => vec![Event::PointerMoved(to), button(to, true)],
        39 => vec![button(to, false)],
        _ => vec![Event::PointerMoved(to)],
    }
}

/// Milliseconds, sorted.
struct Times(Vec<f64>);

impl Times {
    fn new(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self(times.iter().map(|time| time.as_secs_f64() * 1e3).collect())
    }

    fn part(&self, part: f64) -> f64 {
        let at = (self.0.len().saturating_sub(1) as f64 * part).round() as usize;
        self.0.get(at).copied().unwrap_or_default()
    }
}

/// Does a work and prints its line.
fn measure(frames: &mut FrameLoop<App>, work: &Work, count: usize, hand: &mut Hand) {
    let (mut own, mut drawn, mut at_once, mut next) = (Vec::new(), Vec::new(), 0, 0);
    for at in 0..count {
        let frame = frames.frame((work.input)(at, hand));
        let started = Instant::now();
        frames.tessellate();
        own.push(frame.took + started.elapsed());
        at_once += usize::from(frames.program().is_settled());
        let started = Instant::now();
        frames.draw_changes();
        drawn.push(started.elapsed());
        let until = frames.now() + Duration::from_millis(20);
        frames.next_frame(until);
        next += usize::from(frames.program().is_settled());
        frames.draw_changes();
    }
    let (own, drawn) = (Times::new(own), Times::new(drawn));
    println!(
        "  {:<8} {:>8.3} {:>8.3} {:>12.3} {:>8.3} {:>12.1} % {:>8.1} %",
        work.name,
        own.part(0.5),
        own.part(0.99),
        drawn.part(0.5),
        drawn.part(0.99),
        at_once as f64 * 100.0 / count as f64,
        next as f64 * 100.0 / count as f64,
    );
}

/// What is to be measured.
struct Wish {
    /// Frames of each work.
    count: usize,
    has_panels: bool,
    /// What to do; everything if this is empty.
    works: Vec<String>,
}

/// Opens a text and does all kinds of work in it.
fn work_in(name: &str, text: String, wish: &Wish) -> Result<(), Failure> {
    let &Wish { count, has_panels, ref works } = wish;
    let bytes = text.len();
    let options = Options { start: Start::Text(text), has_dialogs: false, ..Options::default() };
    let started = Instant::now();
    let mut frames = FrameLoop::try_new(Screen::default(), |ctx| App::new(ctx, options))?;
    frames.frame(Vec::new());
    let opened = started.elapsed();
    if !frames.settle(PATIENCE) {
        return Err(format!("{name}: the engine didn't come to rest").into());
    }
    let click = || vec![Event::PointerMoved(IN_TEXT), button(IN_TEXT, true), button(IN_TEXT, false)];
    frames.frame(click());
    if has_panels {
        frames.settle(PATIENCE);
        frames.frame(vec![key(Modifiers::ALT, Key::P)]);
        frames.frame(vec![key(Modifiers::SHIFT, Key::F12)]);
        frames.frame(vec![key(Modifiers::COMMAND | Modifiers::SHIFT, Key::E)]);
        frames.settle(PATIENCE);
        frames.frame(click());
    }
    let is_indexed = |program: &App| {
        let progress = program.observe().progress;
        progress.indexed == progress.total
    };
    // An answer tells how far the index is, and only a question has one.
    for at in 0.. {
        if is_indexed(frames.program()) || started.elapsed() > PATIENCE {
            break;
        }
        std::thread::sleep(Duration::from_millis(20));
        frames.frame(vec![key(Modifiers::NONE, if at % 2 == 0 { Key::ArrowDown } else { Key::ArrowUp })]);
    }
    let memory = resident_bytes().map_or(String::new(), |bytes| format!(", {} MB in use", bytes / 1_000_000));
    println!(
        "{name}, {:.1} MB: first frame after {:.1} ms{memory}",
        bytes as f64 / 1e6,
        opened.as_secs_f64() * 1e3
    );
    println!(
        "  {:<8} {:>8} {:>8} {:>12} {:>8} {:>14} {:>10}",
        "", "frame", "p99", "drawing", "p99", "lit at once", "in the next"
    );
    let ruler = if has_panels { 936.0 } else { 1272.0 };
    let mut hand = Hand { rng: Rng::with_seed(SEED), ruler };
    for work in WORK.iter().filter(|work| works.is_empty() || works.iter().any(|name| name == work.name)) {
        measure(&mut frames, work, count, &mut hand);
    }
    Ok(())
}

/// Reads the arguments and prints the tables.
///
/// # Errors
/// A word that isn't known, or a program that doesn't start.
pub fn run(words: &[String]) -> Result<(), Failure> {
    let (mut lines, mut has_line, mut has_lit) = (Vec::new(), false, false);
    let mut wish = Wish { count: 400, has_panels: false, works: Vec::new() };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} needs a value\n\n{USAGE}"));
        match word.as_str() {
            "--lines" => lines.push(value()?.parse::<usize>()?),
            "--frames" => wish.count = value()?.parse::<usize>()?.max(1),
            "--line" => has_line = true,
            "--lit" => has_lit = true,
            "--panels" => wish.has_panels = true,
            "--work" => wish.works.push(value()?.clone()),
            other => return Err(format!("what is {other}?\n\n{USAGE}").into()),
        }
    }
    if lines.is_empty() && !has_line && !has_lit {
        (lines, has_line, has_lit) = (vec![1_000, 100_000, 1_000_000], true, true);
    }
    for lines in lines {
        work_in(&format!("{lines} lines"), python(SEED, lines), &wish)?;
    }
    if has_line {
        let numbers = "12345, ".repeat(10_000_000 / 7);
        work_in("one line", format!("numbers = [{numbers}]\nprint(numbers)\n"), &wish)?;
    }
    if has_lit {
        work_in("250,000 lit", "x = x + 1\n".repeat(125_000), &wish)?;
    }
    Ok(())
}
