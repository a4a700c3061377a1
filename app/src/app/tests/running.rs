//! Running files, driven by keys and pointer. Shell scripts stand for Python, so that the machine needs none: the shell
//! knows the option `-u`, too.
#![cfg(unix)]

use std::cell::RefCell;
use std::rc::Rc;
use std::time::{Duration, Instant};

use egui::accesskit::{Live, Role};
use egui::vec2;
use egui_kittest::kittest::NodeT as _;

use super::look::{Drawing, picture};
use super::*;
use crate::drawing::Raster;
use crate::panels::Action;
use crate::run::State;
use crate::theme::{self, ThemeChoice};

const SHELL: &str = "/bin/sh";

pub(super) fn options(start: Start) -> Options {
    let runner = Runner { interpreter: Some(SHELL.into()), search_path: None };
    Options { start, runner: Some(runner), ..Options::default() }
}

/// The program with a script open that would run with F5.
pub(super) fn open(folder: &tempfile::TempDir, script: &str) -> Harness<'static, App> {
    start(options(Start::File(file(folder, script))))
}

/// Frames until something is so; processes get real time to work in.
#[track_caller]
pub(super) fn until(harness: &mut Harness<'_, App>, what: &str, is_so: impl Fn(&Harness<'_, App>) -> bool) {
    let began = Instant::now();
    while !is_so(harness) {
        assert!(began.elapsed() < Duration::from_secs(30), "{what} doesn't come: {}", output(harness));
        std::thread::sleep(Duration::from_millis(5));
        harness.step();
    }
    settle(harness);
}

fn state(harness: &Harness<'_, App>) -> Option<State> {
    harness.state().running.run.as_ref().map(crate::run::Run::state)
}

/// All that the program wrote.
pub(super) fn output(harness: &Harness<'_, App>) -> String {
    let run = harness.state().running.run.as_ref();
    run.map(|run| run.output().look(|lines| lines.text(lines.numbers()))).unwrap_or_default()
}

pub(super) fn run(harness: &mut Harness<'_, App>) {
    press(harness, Modifiers::NONE, Key::F5);
}

pub(super) fn run_to_end(harness: &mut Harness<'_, App>) {
    run(harness);
    await_end(harness);
}

pub(super) fn await_end(harness: &mut Harness<'_, App>) {
    until(harness, "the end", |harness| {
        harness.state().after_save.is_none()
            && harness.state().running.next.is_none()
            && state(harness).is_some()
            && !harness.state().running.is_live()
    });
    harness.run_steps(3);
}

pub(super) fn await_output(harness: &mut Harness<'_, App>, words: &str) {
    until(harness, words, |harness| output(harness).contains(words));
    harness.run_steps(3);
}

pub(super) fn is_open(harness: &Harness<'_, App>) -> bool {
    harness.query_by_label("Output of the program").is_some() || harness.state().running.panel.is_open()
}

/// The keyboard goes from the code to the panel.
pub(super) fn go_to_panel(harness: &mut Harness<'_, App>) {
    press(harness, Modifiers::NONE, Key::F6);
}

pub(super) fn line(harness: &Harness<'_, App>) -> usize {
    harness.state().file.document.position().0
}

#[test]
fn nothing_runs_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let harness = open(&folder, "echo hello\n");
    assert!(!is_open(&harness));
    assert_eq!(state(&harness), None);
}

#[test]
fn f5_runs_the_file_and_shows_what_it_writes() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = open(&folder, "echo hello\n");
    run_to_end(&mut harness);
    harness.get_by_label("hello");
    harness.get_by_label("Output of /bin/sh -u summary.py");
    harness.get_by_label_contains("Ended with exit code 0 after ");
}

#[test]
fn it_runs_in_the_folder_of_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = open(&folder, "pwd -P\n");
    run_to_end(&mut harness);
    assert_eq!(Path::new(&output(&harness)), folder.path().canonicalize().unwrap());
}

#[test]
fn an_exit_code_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = open(&folder, "exit 7\n");
    run_to_end(&mut harness);
    harness.get_by_label_contains("Ended with exit code 7 after ");
}

#[test]
fn the_code_keeps_the_keyboard() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = open(&folder, "echo hello\n");
    run_to_end(&mut harness);
    let before = harness.state().observe().revision;
    type_text(&mut harness, "x");
    assert_ne!(harness.state().observe().revision, before);
}

#[test]
fn a_changed_file_is_saved_before() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = open(&folder, " hello\n");
    type_text(&mut harness, "echo");
    run_to_end(&mut harness);
    assert_eq!(output(&harness), "hello");
    assert!(!harness.state().observe().is_modified);
    assert_eq!(fs::read_to_string(folder.path().join("summary.py")).unwrap(), "echo hello\n");
}

#[test]
fn a_text_without_a_file_asks_for_a_name_and_then_runs() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = start(options(Start::Text("echo hello\n".to_owned())));
    run(&mut harness);
    assert!(harness.state().observe().is_asking);
    assert_eq!(state(&harness), None, "nothing runs before it is saved");
    press(&mut harness, Modifiers::COMMAND, Key::A);
    type_text(&mut harness, folder.path().join("new.py").to_str().unwrap());
    harness.get_by_label("Save under this name").click();
    await_end(&mut harness);
    assert_eq!(output(&harness), "hello");
    assert_eq!(harness.state().title(), "new.py");
}

#[test]
fn who_gives_no_name_runs_nothing() {
    let mut harness = start(options(Start::Text("echo hello\n".to_owned())));
    run(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    harness.run_steps(10);
    assert!(!harness.state().observe().is_asking);
    assert_eq!((state(&harness), is_open(&harness)), (None, false));
    assert!(harness.state().after_save.is_none());
}

#[test]
fn a_file_that_changed_on_disk_is_asked_about_and_runs_only_then() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = open(&folder, " mine\n");
    type_text(&mut harness, "echo");
    fs::write(folder.path().join("summary.py"), "echo theirs\n").unwrap();
    run(&mut harness);
    assert!(harness.state().observe().is_asking);
    assert_eq!(state(&harness), None);
    harness.get_by_label("Overwrite summary.py").click();
    await_end(&mut harness);
    assert_eq!(output(&harness), "mine");
}

#[test]
fn without_a_python_the_panel_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let runner = Runner { interpreter: None, search_path: Some(folder.path().into()) };
    let start_with = Start::File(file(&folder, "print(1)\n"));
    let mut harness = start(Options { runner: Some(runner), ..options(start_with) });
    run_to_end(&mut harness);
    harness.get_by_label_contains("No python3 was found in the folders of PATH. Install Python");
    harness.get_by_label("Not run");
}

#[test]
fn the_settings_say_which_python() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = open(&folder, "echo hello\n");
    harness.state_mut().preferences.settings.python = "/nowhere/python".to_owned();
    run_to_end(&mut harness);
    harness.get_by_label_contains("/nowhere/python, which the settings name");
    harness.state_mut().preferences.settings.python = SHELL.to_owned();
    run_to_end(&mut harness);
    harness.get_by_label("hello");
}

#[test]
fn the_error_output_is_told_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = open(&folder, "echo fine\necho broken >&2\n");
    run_to_end(&mut harness);
    harness.get_by_label("fine");
    harness.get_by_label("Error output: broken");
}

#[test]
fn shift_f5_stops_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = open(&folder, "echo ready\nsleep 1000\n");
    run(&mut harness);
    await_output(&mut harness, "ready");
    assert_eq!(harness.get_by_label("Running").accesskit_node().role(), Role::Status);
    press(&mut harness, Modifiers::SHIFT, Key::F5);
    await_end(&mut harness);
    harness.get_by_label_contains("Stopped after ");
    assert!(harness.query_by_label("Stop").is_none(), "nothing is left to be stopped");
}

#[test]
fn the_button_stops_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = open(&folder, "echo ready\nsleep 1000\n");
    run(&mut harness);
    await_output(&mut harness, "ready");
    harness.get_by_label("Stop").click();
    await_end(&mut harness);
    harness.get_by_label_contains("Stopped after ");
}

#[test]
fn running_once_more_ends_the_run_before() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = open(
        &folder,
        "echo run >> runs\ntrap 'echo end >> runs; exit' TERM\necho ready\nwhile :; do sleep 0.02; done\n",
    );
    run(&mut harness);
    await_output(&mut harness, "ready");
    run(&mut harness);
    let runs = folder.path().join("runs");
    until(&mut harness, "the second run", |_| fs::read_to_string(&runs).unwrap().lines().count() == 3);
    assert_eq!(fs::read_to_string(&runs).unwrap(), "run\nend\nrun\n", "one after the other");
    await_output(&mut harness, "ready");
    press(&mut harness, Modifiers::SHIFT, Key::F5);
    await_end(&mut harness);
}

#[test]
fn run_again_runs_the_same_file_whichever_is_looked_at() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = open(&folder, "echo hello\n");
    run_to_end(&mut harness);
    press(&mut harness, Modifiers::COMMAND, Key::N);
    harness.state().running.run.as_ref().unwrap().output().look(crate::run::Lines::clear);
    harness.get_by_label("Run again").click();
    harness.run_steps(3);
    await_end(&mut harness);
    assert_eq!(output(&harness), "hello");
    assert_eq!(harness.state().title(), "Untitled");
}

#[test]
fn clear_forgets_the_output() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = open(&folder, "echo hello\n");
    run_to_end(&mut harness);
    harness.get_by_label("Clear").click();
    settle(&mut harness);
    assert!(harness.query_by_label("hello").is_none());
    harness.get_by_label_contains("Ended with exit code 0");
}

#[test]
fn what_is_typed_is_sent_with_enter() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = open(&folder, "echo name?\nread name\necho hello $name\n");
    run(&mut harness);
    await_output(&mut harness, "name?");
    go_to_panel(&mut harness);
    assert!(harness.get_by_label("Input for the program").is_focused());
    type_text(&mut harness, "Ada");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    await_end(&mut harness);
    assert_eq!(output(&harness), "name?\nAda\nhello Ada");
    harness.get_by_label("Sent: Ada");
    assert!(harness.query_by_label("Input for the program").is_none(), "nobody reads any more");
}

#[test]
fn control_d_ends_the_input() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = open(&folder, "echo ready\ncat\necho over\n");
    run(&mut harness);
    await_output(&mut harness, "ready");
    go_to_panel(&mut harness);
    type_text(&mut harness, "one");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    await_output(&mut harness, "one\none");
    assert!(harness.get_by_label("Input for the program").is_focused(), "to type the next line");
    press(&mut harness, Modifiers::COMMAND, Key::D);
    await_end(&mut harness);
    assert!(output(&harness).ends_with("over"));
}

#[test]
fn the_panel_opens_and_closes_by_key_and_menu() {
    let mut harness = start(options(Start::Text(TEXT.to_owned())));
    let shift = Modifiers::COMMAND | Modifiers::SHIFT;
    press(&mut harness, shift, Key::U);
    harness.get_by_label("Nothing has run yet. F5 runs this file.");
    press(&mut harness, shift, Key::U);
    assert!(!is_open(&harness));
    press(&mut harness, Modifiers::NONE, Key::F10);
    harness.get_by_label("Run").click();
    settle(&mut harness);
    harness.get_by_label("Output panel Ctrl+Shift+U").click();
    settle(&mut harness);
    assert!(is_open(&harness));
    harness.get_by_label("Close").click();
    settle(&mut harness);
    assert!(!is_open(&harness));
}

#[test]
fn it_and_the_engine_panel_take_turns() {
    let mut harness = start(options(Start::Text(TEXT.to_owned())));
    let shift = Modifiers::COMMAND | Modifiers::SHIFT;
    press(&mut harness, shift, Key::E);
    press(&mut harness, shift, Key::U);
    assert_eq!((harness.state().engine_panel.is_open(), is_open(&harness)), (false, true));
    press(&mut harness, shift, Key::E);
    assert_eq!((harness.state().engine_panel.is_open(), is_open(&harness)), (true, false));
}

#[test]
fn screen_readers_hear_output_and_state_politely() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = open(&folder, "echo hello\n");
    run_to_end(&mut harness);
    let log = harness.get_by_label("Output of the program");
    assert_eq!((log.accesskit_node().role(), log.accesskit_node().live()), (Role::Log, Live::Polite));
    let state = harness.get_by_label_contains("Ended with exit code 0");
    assert_eq!(state.accesskit_node().live(), Live::Polite);
}

#[test]
fn the_program_ends_with_the_window() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = open(&folder, "echo ready\nsleep 1000\n");
    run(&mut harness);
    await_output(&mut harness, "ready");
    harness.state_mut().finish();
    assert!(harness.state().running.run.is_none());
}

#[test]
fn a_replay_runs_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = start_with(&file(&folder, "echo hello > ran\n"));
    run(&mut harness);
    harness.run_steps(5);
    harness.get_by_label("Nothing is run while a trace is replayed.");
    assert!(!folder.path().join("ran").exists());
}

#[test]
fn an_idle_panel_asks_for_no_frames() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = open(&folder, "echo hello\n");
    run_to_end(&mut harness);
    harness.run_steps(20);
    let delay = harness.output().viewport_output.values().map(|window| window.repaint_delay).min().unwrap();
    assert!(delay > Duration::from_secs(10), "{delay:?}");
}

#[test]
fn a_running_program_costs_a_frame_a_second() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = open(&folder, "echo ready\nsleep 1000\n");
    run(&mut harness);
    await_output(&mut harness, "ready");
    harness.run_steps(20);
    let delay = harness.output().viewport_output.values().map(|window| window.repaint_delay).min().unwrap();
    assert!(delay > Duration::ZERO && delay <= Duration::from_secs(1), "{delay:?}");
}

#[test]
fn it_is_drawn_in_every_theme() {
    let script = "echo 'Reading 12 files'\necho 'Warning: rain.csv has no header' >&2\necho 'Station? '\nread x\n\
        echo 'mean of 12 values: 4.25'\necho 'Traceback (most recent call last):' >&2\n\
        echo '  File \"/home/ada/rain/summary.py\", line 12, in <module>' >&2\n\
        echo '    print(mean(levels) / days)' >&2\necho 'ZeroDivisionError: division by zero' >&2\n";
    for choice in [ThemeChoice::Lantern, ThemeChoice::Daylight, ThemeChoice::Beacon] {
        let folder = tempfile::tempdir().unwrap();
        let raster = Rc::new(RefCell::new(Raster::default()));
        let end = "read y\nexit 1\n";
        let options =
            Options { has_dialogs: false, ..options(Start::File(file(&folder, &format!("{script}{end}")))) };
        let mut harness = Harness::builder()
            .with_size(vec2(1280.0, 800.0))
            .renderer(Drawing(Rc::clone(&raster)))
            .build_eframe(|creation| App::new(&creation.egui_ctx, options).unwrap());
        settle(&mut harness);
        harness.state_mut().queue.push(Action::SetTheme(choice));
        harness.run_steps(3);
        run(&mut harness);
        await_output(&mut harness, "Station?");
        harness.state().running.run.as_ref().unwrap().send("Ulm");
        await_output(&mut harness, "division by zero");
        harness.run_steps(3);
        let theme = theme::current(&harness.ctx);
        let count = |picture: &image::RgbaImage, colour: egui::Color32| {
            picture.pixels().filter(|pixel| pixel.0 == colour.to_array()).count()
        };
        let running = picture(&raster, &harness, &format!("run-{}-running", theme.name));
        assert!(count(&running, theme.status.error) > 5 * 3 * 18, "the bars of the error output");
        harness.state().running.run.as_ref().unwrap().send("");
        await_end(&mut harness);
        go_to_panel(&mut harness);
        press(&mut harness, Modifiers::NONE, Key::ArrowUp);
        press(&mut harness, Modifiers::NONE, Key::ArrowUp);
        let done = picture(&raster, &harness, &format!("run-{}-ended", theme.name));
        assert!(count(&done, theme.selection.fill) > 2_000, "{}", theme.name);
    }
}
