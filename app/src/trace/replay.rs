//! `namelight replay`: plays traces and says what was found.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use image::RgbaImage;

use super::format::Trace;
use super::report::Report;
use super::stage::Stage;
use super::{unseen, window};
use crate::app::TOUR;
use crate::cli::{Display, Exit, ReplayArgs};
use crate::drawing::png;

/// Plays the traces one after the other and reports on the standard output, as text or as one JSON object
/// a line. Fails if one can't be played, a frame was wrong, or an expectation didn't hold.
#[must_use]
pub fn replay(args: &ReplayArgs) -> ExitCode {
    if !args.headless
        && let Err(missing) = Display::find()
    {
        eprintln!("namelight: {missing}. With --headless the traces are played without a window.");
        return Exit::NoDisplay.into();
    }
    let mut all_good = true;
    let mut last = None;
    for path in &args.traces {
        match play(path, args) {
            Ok((report, picture)) => {
                all_good &= report.is_good();
                last = picture.or(last);
                all_good &= tell(&report, args.json);
            }
            Err(said) => {
                eprintln!("namelight: {}: {said}", path.display());
                all_good = false;
            }
        }
    }
    if let Some(path) = &args.picture {
        all_good &= write(path, last.as_ref());
    }
    if all_good { Exit::Well.into() } else { Exit::Failed.into() }
}

fn play(path: &Path, args: &ReplayArgs) -> Result<(Report, Option<RgbaImage>), String> {
    let trace = Trace::open(path).map_err(|error| error.to_string())?;
    let stage = Stage::new(&trace, path, TOUR).map_err(|error| error.to_string())?;
    let wants_picture = args.picture.is_some();
    if args.headless {
        let name = path.display().to_string();
        let played = unseen::play(trace, &stage, unseen::options_for(&stage), name)
            .map_err(|error| error.to_string())?;
        let picture = wants_picture.then(|| played.picture());
        return Ok((played.report, picture));
    }
    let shot =
        window::play(trace, &stage, path, args.renderer, wants_picture).map_err(|error| error.to_string())?;
    let report = shot.report.ok_or("the window was closed before the trace's end")?;
    Ok((report, shot.picture))
}

/// Says what was found; whether that could be said.
fn tell(report: &Report, as_json: bool) -> bool {
    if !as_json {
        println!("{report}");
        return true;
    }
    match serde_json::to_string(report) {
        Ok(line) => println!("{line}"),
        Err(error) => eprintln!("namelight: the report can't be written as JSON: {error}"),
    }
    true
}

/// Writes the picture; whether that worked.
fn write(path: &PathBuf, picture: Option<&RgbaImage>) -> bool {
    let Some(picture) = picture else {
        eprintln!("namelight: there is no picture to write to {}", path.display());
        return false;
    };
    let written = png(picture)
        .map_err(|error| error.to_string())
        .and_then(|bytes| std::fs::write(path, bytes).map_err(|error| error.to_string()));
    match written {
        Ok(()) => true,
        Err(error) => {
            eprintln!("namelight: {} can't be written: {error}", path.display());
            false
        }
    }
}
