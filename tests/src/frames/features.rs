//! What is in use beside the text while it is worked in, and what it takes to open it.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use egui::{Event, Key, Modifiers};
use namelight::app::{App, Options, Start};
use namelight::headless::{FrameLoop, Screen};
use namelight::run::Runner;
use tempfile::TempDir;

use super::PATIENCE;
use super::measure::watch;
use super::works::{Hand, key};
use crate::script::Failure;

/// The middle of the field above the outline, in points below the upper edge of the panel.
pub(super) const OUTLINE_FILTER: f32 = 82.0;

/// What the program runs where its output is looked at: some ten thousand lines a second.
const FLOOD: &str = "\
#!/bin/sh
line=0
while :; do
    burst=0
    while [ $burst -lt 100 ]; do
        burst=$((burst + 1)) line=$((line + 1))
        echo \"line $line of what the program writes, as long as lines of a log are\"
    done
    sleep 0.01
done
";

/// Folders of the project, and files in each.
const PROJECT: (usize, usize) = (40, 50);

/// Something that can be in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Feature {
    Find,
    Fold,
    Wrap,
    Split,
    Outline,
    Tree,
    Output,
    Completion,
    Places,
}

/// What features are called; `panels` are several at once.
const NAMES: [(&str, &[Feature]); 10] = [
    ("find", &[Feature::Find]),
    ("fold", &[Feature::Fold]),
    ("wrap", &[Feature::Wrap]),
    ("split", &[Feature::Split]),
    ("outline", &[Feature::Outline]),
    ("tree", &[Feature::Tree]),
    ("output", &[Feature::Output]),
    ("completion", &[Feature::Completion]),
    ("panels", &[Feature::Outline, Feature::Tree, Feature::Output, Feature::Completion]),
    ("places", &[Feature::Places]),
];

/// What is in use.
#[derive(Clone, Debug, Default)]
pub(super) struct Features(Vec<Feature>);

impl Features {
    /// Whether a feature is among them.
    pub(super) fn has(&self, feature: Feature) -> bool {
        self.0.contains(&feature)
    }

    /// Adds features by their names, with commas between.
    pub(super) fn add(&mut self, names: &str) -> Result<(), Failure> {
        for name in names.split(',') {
            let known = NAMES.iter().find(|known| known.0 == name);
            let known = known.ok_or_else(|| format!("there is nothing called {name}"))?;
            self.0.extend(known.1.iter().filter(|feature| !self.has(**feature)).collect::<Vec<_>>());
        }
        Ok(())
    }

    /// A project on the disk, if one is needed, and how the program starts with a text.
    pub(super) fn options(&self, text: &str) -> Result<(Option<TempDir>, Options), Failure> {
        let options = Options { has_dialogs: false, ..Options::default() };
        if !self.has(Feature::Tree) && !self.has(Feature::Output) {
            return Ok((None, Options { start: Start::Text(text.to_owned()), ..options }));
        }
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("main.py");
        fs::write(&file, text)?;
        fs::create_dir(folder.path().join(".git"))?;
        for package in 0..PROJECT.0 {
            let package = folder.path().join(format!("package_{package}"));
            fs::create_dir(&package)?;
            for module in 0..PROJECT.1 {
                fs::write(package.join(format!("module_{module}.py")), "")?;
            }
        }
        let runner = self.has(Feature::Output).then(|| flood(folder.path())).transpose()?;
        Ok((Some(folder), Options { start: Start::File(file), runner, ..options }))
    }

    /// Puts all of them to use, and prints how long each took and the longest frame meanwhile.
    pub(super) fn open(&self, frames: &mut FrameLoop<App>, hand: &mut Hand) -> Result<(), Failure> {
        let (control, shift, alt) = (Modifiers::COMMAND, Modifiers::SHIFT, Modifiers::ALT);
        let mut step = |name: &str, events: Vec<Event>| watch(frames, name, events);
        if self.has(Feature::Places) {
            step("pin", vec![key(alt, Key::P)])?;
            step("places", vec![key(shift, Key::F12)])?;
            step("engine", vec![key(control | shift, Key::E)])?;
        }
        if self.has(Feature::Wrap) {
            step("wrap", vec![key(alt, Key::Z)])?;
        }
        if self.has(Feature::Fold) {
            for _ in 0..2 {
                step("fold all", vec![key(control | alt, Key::OpenBracket)])?;
                step("unfold all", vec![key(control | alt, Key::CloseBracket)])?;
            }
            step("fold all", vec![key(control | alt, Key::OpenBracket)])?;
        }
        if self.has(Feature::Split) {
            step("split", vec![key(control, Key::Backslash)])?;
        }
        if self.has(Feature::Tree) {
            step("tree", vec![key(control, Key::B)])?;
        }
        if self.has(Feature::Output) {
            step("run", vec![key(Modifiers::NONE, Key::F5)])?;
            // Some thousand lines.
            std::thread::sleep(Duration::from_secs(1));
        }
        if self.has(Feature::Outline) {
            step("outline", vec![key(control | shift, Key::B)])?;
        }
        if self.has(Feature::Find) {
            step("find", vec![key(control, Key::F)])?;
            for letter in hand.word.chars() {
                step("search", vec![Event::Text(letter.into())])?;
            }
        }
        hand.view = frames.program().observe().view;
        Ok(())
    }
}

/// What writes without end, in place of Python.
fn flood(folder: &Path) -> Result<Runner, Failure> {
    let program: PathBuf = folder.join("flood.sh");
    fs::write(&program, FLOOD)?;
    make_executable(&program)?;
    Ok(Runner { interpreter: Some(program.into_os_string()), search_path: None })
}

#[cfg(unix)]
fn make_executable(program: &Path) -> Result<(), Failure> {
    use std::os::unix::fs::PermissionsExt as _;
    Ok(fs::set_permissions(program, fs::Permissions::from_mode(0o755))?)
}

#[cfg(not(unix))]
fn make_executable(_: &Path) -> Result<(), Failure> {
    Err("output is only measured where there is a shell".into())
}

/// Starts the program with a text; its project has to live as long as it.
pub(super) fn start(features: &Features, text: &str) -> Result<(FrameLoop<App>, Option<TempDir>), Failure> {
    let (project, options) = features.options(text)?;
    let frames = FrameLoop::try_new(Screen::default(), |ctx| App::new(ctx, options))?;
    Ok((frames, project))
}

/// Runs frames until nothing is under way.
pub(super) fn settle(frames: &mut FrameLoop<App>, what: &str) -> Result<(), Failure> {
    match frames.settle(PATIENCE) {
        true => Ok(()),
        false => Err(format!("{what}: it doesn't come to rest").into()),
    }
}
