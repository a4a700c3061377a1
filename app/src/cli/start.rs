//! Starts what was asked for.

use std::io::{BufWriter, IsTerminal as _};
use std::path::{Path, PathBuf};

use clap::Parser;
use tracing_subscriber::Layer as _;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use super::wanted::wanted;
use super::{Arguments, Display, Exit, MissingDisplay, Order, generate};
use crate::app::{self, Start, Wanted};
use crate::drawing::png;
use crate::lsp;
use crate::oneshot;
use crate::run::Runner;
use crate::session;
use crate::settings;
use crate::trace::{Recorder, Stage, Trace, content_hash, options_for, play};

/// A walk through the tour as it was recorded in a window.
const TOUR_TRACE: &str = include_str!("../../../fixtures/traces/tour.jsonl");

/// Where the tour's picture goes when there is no display.
const TOUR_PICTURE: &str = "namelight-tour.png";

/// Reads the program's arguments, does what they ask for, and says how it ended.
#[must_use]
pub fn run() -> std::process::ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // To the output if it is help, else to the error output; nothing can be done if that fails.
            let _ = error.print();
            let exit = if error.use_stderr() { Exit::Misunderstood } else { Exit::Well };
            return exit.into();
        }
    };
    tell_warnings();
    match arguments.order {
        Some(Order::Occurrences(args)) => {
            let mut out = BufWriter::new(std::io::stdout().lock());
            oneshot::run(&args, &mut out, &mut std::io::stderr()).into()
        }
        Some(Order::Replay(args)) => crate::trace::replay(&args),
        Some(Order::Lsp(_)) => lsp::run_on_standard_streams().into(),
        Some(Order::Completions(args)) => print(|out| generate::completions(args.shell, out)),
        Some(Order::Man) => print(generate::manual),
        None => window(arguments),
    }
}

/// Writes to standard output. A reader that has seen enough, as `head` has, is no failure.
fn print(
    write: impl FnOnce(&mut BufWriter<std::io::StdoutLock<'static>>) -> std::io::Result<()>,
) -> std::process::ExitCode {
    let result = write(&mut BufWriter::new(std::io::stdout().lock()));
    match result {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            fail(&format!("the output can't be written: {error}"))
        }
        _ => Exit::Well.into(),
    }
}

/// The program's own warnings go to the error output; those of the libraries mean nothing to people.
fn tell_warnings() {
    let ours = Targets::new()
        .with_target("namelight", LevelFilter::WARN)
        .with_target("namelight_engine", LevelFilter::WARN);
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .without_time();
    // Fails if somebody else already takes the warnings, which is as good.
    let _ = tracing_subscriber::registry().with(lines.with_filter(ours)).try_init();
}

fn window(arguments: Arguments) -> std::process::ExitCode {
    let Arguments { files, record, config, renderer, .. } = arguments;
    let wanted = wanted(files, |path| path.symlink_metadata().is_ok());
    let first = wanted.iter().find_map(|wanted| match wanted {
        Wanted::File { path, .. } => Some(path.clone()),
        Wanted::Input => None,
    });
    if let Err(missing) = Display::find() {
        return without_display(&missing, first.as_ref());
    }
    let recorder = match record.map(|trace| recorder(trace, first.as_ref())).transpose() {
        Ok(recorder) => recorder,
        Err(said) => return fail(&said),
    };
    let start = match () {
        () if !wanted.is_empty() => Start::Files(wanted),
        () if recorder.is_some() => Start::Tour,
        () => Start::LastSession,
    };
    let state = if recorder.is_some() { None } else { session::usual_folder() };
    // A recording is played back with the usual settings, so it is made with them.
    let settings = config.or_else(|| if recorder.is_some() { None } else { settings::usual_file() });
    let runner = Some(Runner::default());
    // What other programs do isn't in a recording.
    let watches_files = recorder.is_none();
    let options = app::Options { start, settings, state, runner, watches_files, ..app::Options::default() };
    match app::open_window(options, renderer, recorder) {
        Ok(None) => Exit::Well.into(),
        Ok(Some(signal)) => app::exit_code(signal).into(),
        Err(error) => fail(&error.to_string()),
    }
}

/// Says what is missing; then shows the tour in a picture, or, if there was a file to be opened, says what
/// can be done with it.
fn without_display(missing: &MissingDisplay, file: Option<&PathBuf>) -> std::process::ExitCode {
    eprintln!("namelight: {missing}.");
    if let Some(file) = file {
        let file = file.display();
        eprintln!("Without a display, this lists every name of the file and its places:");
        eprintln!("  namelight occurrences --all {file}");
        eprintln!("On a virtual display (Debian and Ubuntu: apt install xvfb) there can be a window:");
        eprintln!("  xvfb-run namelight {file}");
        return Exit::NoDisplay.into();
    }
    eprintln!("So the tour is played without a window.");
    match picture_of_tour() {
        Ok(report) => {
            println!("{report}");
            println!("Its last frame is in {TOUR_PICTURE}.");
            Exit::Well.into()
        }
        Err(said) => fail(&format!("the tour can't be played: {said}")),
    }
}

/// Plays the recorded tour and writes its last frame; returns what there is to report.
fn picture_of_tour() -> Result<String, String> {
    let trace = Trace::read(TOUR_TRACE).map_err(|error| error.to_string())?;
    let stage = Stage::new(&trace, Path::new(""), app::TOUR).map_err(|error| error.to_string())?;
    let played =
        play(trace, &stage, options_for(&stage), "the tour".to_owned()).map_err(|error| error.to_string())?;
    let bytes = png(&played.picture()).map_err(|error| error.to_string())?;
    std::fs::write(TOUR_PICTURE, bytes)
        .map_err(|error| format!("{TOUR_PICTURE} can't be written: {error}"))?;
    Ok(played.report.to_string())
}

fn recorder(trace: PathBuf, file: Option<&PathBuf>) -> Result<Recorder, String> {
    let bytes = match file {
        None => app::TOUR.as_bytes().to_vec(),
        Some(file) => {
            std::fs::read(file).map_err(|error| format!("{} can't be read: {error}", file.display()))?
        }
    };
    Recorder::create(&trace, file.map(PathBuf::as_path), content_hash(&bytes))
        .map_err(|error| error.to_string())
}

fn fail(said: &str) -> std::process::ExitCode {
    eprintln!("namelight: {said}");
    Exit::Failed.into()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::time::Duration;

    use super::*;
    use crate::trace::patient_options_for;

    #[test]
    fn the_recorded_tour_plays_on_the_tour_as_it_is() {
        let trace = Trace::read(TOUR_TRACE).unwrap();
        let stage = Stage::new(&trace, Path::new(""), app::TOUR).unwrap();
        let options = patient_options_for(&stage, Duration::from_millis(50));
        let played = play(trace, &stage, options, "the tour".to_owned()).unwrap();
        assert!(played.report.is_good(), "{}", played.report);
    }
}
