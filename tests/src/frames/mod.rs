//! Measures what a frame costs while somebody works, in files of any size: the program's own part with the triangles
//! made of it, and what a window without a graphics card draws of it. The program is the real one, without a window.
//!
//! Everything is on: colours, the lit name, gutter and ruler. Each frame has the input that a person's would have; the
//! engine gets the rest of the frame's time. A move counts as lit at once if its own frame shows the light, or that
//! there is none, and the colours of all that can be seen.

mod features;
mod measure;
mod saving;
mod works;

use std::time::{Duration, Instant};

use egui::{Key, Modifiers};
use fastrand::Rng;
use namelight::app::App;

use crate::process::resident_bytes;
use crate::python::python;
use crate::script::Failure;

use features::Features;
use measure::{measure, print_head};
use works::{Hand, WORKS, key};

/// How the program is called.
const USAGE: &str = "\
usage: frames [--lines N]… [--line] [--lit] [--frames N] [--with FEATURE,…] [--panels] [--work NAME]… [--pause MS]
       frames --save MB [--frames N]

Prints what frames cost in generated files of N lines, on a line of ten megabytes, and with a name lit 250,000 times;
all of it if nothing is said, with 1,000, 100,000 and 1,000,000 lines: the middle, the slowest but one in a hundred and
the slowest, in milliseconds, with what is waited for; then what frames keep the processor busy for, those with input
and those that come later, while nothing is done.
--with puts to use, first: find (a common name is looked for and marked), fold (everything is folded), wrap, split (two
panes on the file), outline, tree (of 2,000 files), output (of a program that writes 10,000 lines a second), completion,
or panels, which are the last four; each brings works of its own. --save opens a file of MB megabytes, types, saves it and
types on, and prints the frames before, during and after the save. --panels opens the list of places and the engine
panel, and pins a name. --work does only what is called so. --pause lets so many milliseconds pass before each input, as a
person's hand does: other programs and the program's other threads have the processor's caches meanwhile.";

const SEED: u64 = 4;

/// The longest that anything is waited for.
const PATIENCE: Duration = Duration::from_secs(120);

/// What is to be measured.
struct Wish {
    /// Frames of each work.
    count: usize,
    /// What is in use meanwhile.
    features: Features,
    /// What to do; everything if this is empty.
    works: Vec<String>,
    /// What passes before each input.
    pause: Duration,
}

/// Opens a text and does all kinds of work in it; `word` is common in it.
fn work_in(name: &str, text: &str, word: &'static str, wish: &Wish) -> Result<(), Failure> {
    let &Wish { count, ref features, ref works, pause } = wish;
    let started = Instant::now();
    let (mut frames, project) = features::start(features, text)?;
    frames.frame(Vec::new());
    let opened = started.elapsed();
    features::settle(&mut frames, name)?;
    let view = frames.program().observe().view;
    let mut hand = Hand { rng: Rng::with_seed(SEED), view, word };
    frames.frame(hand.click());
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
        // Words, since one column of twenty lines may hold no name; and slower than a held key, which asks for no light.
        let pause = frames.now() + Duration::from_millis(40);
        while frames.next_frame(pause).is_some() {}
        let arrow = if at % 40 < 20 { Key::ArrowRight } else { Key::ArrowLeft };
        frames.frame(vec![key(Modifiers::COMMAND, arrow)]);
    }
    features::settle(&mut frames, name)?;
    let memory = resident_bytes().map_or(String::new(), |bytes| format!(", {} MB in use", bytes / 1_000_000));
    println!(
        "{name}, {:.1} MB: first frame after {:.1} ms{memory}",
        text.len() as f64 / 1e6,
        opened.as_secs_f64() * 1e3
    );
    features.open(&mut frames, &mut hand)?;
    print_head();
    let is_wished = |name: &str| works.is_empty() || works.iter().any(|work| work == name);
    for work in WORKS.iter().filter(|work| is_wished(work.name) && work.is_possible(features)) {
        // Where the work before has left the keyboard elsewhere, the text gets it back.
        frames.frame(hand.click());
        measure(&mut frames, work, count, pause, &mut hand);
    }
    // What runs in the project ends before that is taken away.
    drop(frames);
    drop(project);
    Ok(())
}

/// A work that there is.
fn known_work(name: &str) -> Result<String, Failure> {
    if WORKS.iter().any(|work| work.name == name) {
        return Ok(name.to_owned());
    }
    let known: Vec<&str> = WORKS.iter().map(|work| work.name).collect();
    Err(format!("no work is called {name}; there are {}", known.join(", ")).into())
}

/// Reads the arguments and prints the tables.
///
/// # Errors
/// A word that isn't known, or a program that doesn't start.
pub fn run(words: &[String]) -> Result<(), Failure> {
    let (mut lines, mut has_line, mut has_lit, mut save) = (Vec::new(), false, false, None);
    let mut wish =
        Wish { count: 400, features: Features::default(), works: Vec::new(), pause: Duration::ZERO };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} needs a value\n\n{USAGE}"));
        match word.as_str() {
            "--lines" => lines.push(value()?.parse::<usize>()?),
            "--frames" => wish.count = value()?.parse::<usize>()?.max(1),
            "--pause" => wish.pause = Duration::from_millis(value()?.parse()?),
            "--line" => has_line = true,
            "--lit" => has_lit = true,
            "--save" => save = Some(value()?.parse::<usize>()?),
            "--with" => wish.features.add(value()?).map_err(|error| format!("{error}\n\n{USAGE}"))?,
            "--panels" => wish.features.add("places")?,
            "--work" => wish.works.push(known_work(value()?)?),
            other => return Err(format!("what is {other}?\n\n{USAGE}").into()),
        }
    }
    if let Some(megabytes) = save {
        return saving::measure(&python(SEED, 20_000), megabytes, wish.count);
    }
    if lines.is_empty() && !has_line && !has_lit {
        (lines, has_line, has_lit) = (vec![1_000, 100_000, 1_000_000], true, true);
    }
    for lines in lines {
        work_in(&format!("{lines} lines"), &python(SEED, lines), "value", &wish)?;
    }
    if has_line {
        let numbers = "12345, ".repeat(10_000_000 / 7);
        work_in("one line", &format!("numbers = [{numbers}]\nprint(numbers)\n"), "123", &wish)?;
    }
    if has_lit {
        work_in("250,000 lit", &"x = x + 1\n".repeat(125_000), "x", &wish)?;
    }
    Ok(())
}
