//! Processes: shell scripts in place of Python, so that the machine needs none.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use rustix::process::{Pid, test_kill_process};

use super::super::{Ending, Launch, Limits, Run, Runner, Source, State};

/// The longest time that anything here takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

fn shell(script: &str) -> Run {
    shell_in(Path::new("/"), script)
}

fn shell_in(folder: &Path, script: &str) -> Run {
    let runner = Runner { interpreter: Some("/bin/sh".into()), search_path: None };
    let arguments = vec!["-c".into(), script.into()];
    let launch = Launch { runner, arguments, folder: folder.to_owned() };
    Run::start(launch, Limits::default(), |_| {}).unwrap()
}

#[track_caller]
fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < PATIENCE, "{what} doesn't come");
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn ended(run: &Run) -> (Ending, Duration) {
    until("the end", || !run.is_live());
    match run.state() {
        State::Ended { how, took, .. } => (how, took),
        other => panic!("{other:?}"),
    }
}

fn text(run: &Run) -> String {
    run.output().look(|lines| lines.text(lines.numbers()))
}

fn pids(run: &Run, count: usize) -> Vec<Pid> {
    until("the processes' numbers", || text(run).lines().count() >= count);
    text(run).lines().filter_map(|line| Pid::from_raw(line.trim().parse().ok()?)).collect()
}

/// Whether a process is there; a zombie is.
fn is_there(pid: Pid) -> bool {
    test_kill_process(pid).is_ok()
}

/// Whether a process does something: it is there and no zombie that its parent, whoever that is, hasn't reaped.
fn runs(pid: Pid) -> bool {
    let status = std::fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero())).unwrap_or_default();
    let state = status.rsplit(')').next().and_then(|rest| rest.trim().chars().next());
    is_there(pid) && state != Some('Z')
}

#[test]
fn output_error_output_and_exit_code_are_told() {
    let run = shell("echo out; echo err >&2; exit 3");
    assert_eq!(ended(&run).0, Ending::Code(3));
    let mut lines: Vec<(String, Source)> = run.output().look(|lines| {
        let line = |number| lines.line(number).map(|line| (line.text.clone(), line.source));
        lines.numbers().filter_map(line).collect()
    });
    lines.sort_by_key(|(text, _)| text.clone());
    assert_eq!(lines, [("err".to_owned(), Source::Error), ("out".to_owned(), Source::Output)]);
}

#[test]
fn it_runs_in_its_folder() {
    let folder = tempfile::tempdir().unwrap();
    let run = shell_in(folder.path(), "pwd -P");
    ended(&run);
    assert_eq!(Path::new(&text(&run)), folder.path().canonicalize().unwrap());
}

#[test]
fn a_signal_that_nobody_here_sent_is_told() {
    assert_eq!(ended(&shell("kill -9 $$")).0, Ending::Signal(9));
}

#[test]
fn a_program_that_is_not_there_is_told_with_what_to_do() {
    let runner = Runner { interpreter: None, search_path: Some("/nowhere".into()) };
    let launch = Launch { runner, arguments: Vec::new(), folder: "/".into() };
    let run = Run::start(launch, Limits::default(), |_| {}).unwrap();
    until("the failure", || !run.is_live());
    let State::Failed(said) = run.state() else { panic!("{:?}", run.state()) };
    assert!(said.contains("Install Python"), "{said}");
}

#[test]
fn a_folder_that_is_gone_is_told() {
    let run = shell_in(Path::new("/nowhere/at/all"), "true");
    until("the failure", || !run.is_live());
    assert!(matches!(run.state(), State::Failed(_)), "{:?}", run.state());
}

#[test]
fn stopping_ends_its_children_and_leaves_no_zombie() {
    let run = shell("echo $$; sleep 1000 & echo $!; sh -c 'echo $$; sleep 1000' & wait");
    let pids = pids(&run, 3);
    assert!(pids.iter().all(|pid| runs(*pid)));
    run.stop();
    let (how, _) = ended(&run);
    assert_eq!(how, Ending::Stopped);
    assert!(!is_there(pids[0]), "the program itself is reaped");
    until("the children's end", || !pids.iter().any(|pid| runs(*pid)));
}

#[test]
fn what_ignores_the_request_is_killed_after_two_seconds() {
    let run = shell("trap '' TERM; echo $$; while :; do sleep 0.05; done");
    let pids = pids(&run, 1);
    let began = Instant::now();
    run.stop();
    until("the news", || matches!(run.state(), State::Running { is_stopping: true, .. }));
    assert_eq!(ended(&run).0, Ending::Stopped);
    let took = began.elapsed();
    assert!(took >= Duration::from_millis(1_900), "it had its time: {took:?}");
    assert!(!is_there(pids[0]));
}

#[test]
fn a_program_that_ends_well_when_asked_has_time_to() {
    let run = shell("trap 'echo bye; exit 0' TERM; echo ready; while :; do sleep 0.05; done");
    until("the start", || text(&run).contains("ready"));
    run.stop();
    ended(&run);
    // The shell may say besides that its child was ended, too.
    assert!(text(&run).contains("bye"), "{}", text(&run));
}

#[test]
fn a_child_that_holds_the_output_does_not_hold_the_end() {
    let run = shell("echo $$; sleep 1000 & echo $!; exit 0");
    let pids = pids(&run, 2);
    until("the end", || matches!(run.state(), State::Ended { has_offspring: true, .. }));
    assert!(run.is_live() && runs(pids[1]));
    run.stop();
    assert_eq!(ended(&run).0, Ending::Code(0), "the program had ended by itself");
    until("the child's end", || !runs(pids[1]));
    assert!(!is_there(pids[0]));
}

#[test]
fn a_run_that_is_dropped_ends() {
    let run = shell("echo $$; sleep 1000 & echo $!; wait");
    let pids = pids(&run, 2);
    drop(run);
    until("the end", || !is_there(pids[0]) && !runs(pids[1]));
}

#[test]
fn at_the_end_of_the_program_nothing_is_waited_for_long() {
    let run = shell("trap '' TERM; echo $$; while :; do sleep 0.05; done");
    let pids = pids(&run, 1);
    run.end_within(PATIENCE);
    assert!(!is_there(pids[0]));
}

#[test]
fn what_is_sent_reaches_it_and_is_noted() {
    let mut run = shell("read name; echo hello $name; cat; echo over");
    until("the start", || run.takes_input());
    run.send("Ada");
    until("the answer", || text(&run).contains("hello Ada"));
    run.send("more");
    run.close_input();
    assert!(!run.takes_input());
    assert_eq!(ended(&run).0, Ending::Code(0));
    assert_eq!(text(&run).lines().filter(|line| *line == "more").count(), 2, "sent, and given back");
    assert!(text(&run).ends_with("over"));
}

#[test]
fn endless_output_is_bounded_and_can_be_stopped_and_looked_at() {
    let limits = Limits { lines: 1_000, bytes: 50_000 };
    let runner = Runner { interpreter: Some("/bin/sh".into()), search_path: None };
    let launch = Launch {
        runner,
        arguments: vec!["-c".into(), "while :; do echo 'some words that go on and on'; done".into()],
        folder: "/".into(),
    };
    let run = Run::start(launch, limits, |_| {}).unwrap();
    until("old lines to be dropped", || run.output().look(|lines| lines.dropped() > 1_000));
    let (count, bytes) =
        run.output().look(|lines| (lines.numbers().count(), lines.text(lines.numbers()).len()));
    assert!(count <= limits.lines && bytes <= limits.bytes + limits.lines);
    run.stop();
    assert_eq!(ended(&run).0, Ending::Stopped);
}

#[test]
fn a_huge_line_arrives_whole_in_pieces() {
    let run = shell("head -c 3000000 /dev/zero | tr '\\0' x; echo; echo end");
    ended(&run);
    let text = text(&run);
    assert_eq!(text.len(), 3_000_000 + "\nend".len());
    assert!(text.ends_with("x\nend"));
}

#[test]
fn frames_are_asked_for_only_while_somebody_watches_and_once_for_each_look() {
    let asked = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&asked);
    let runner = Runner { interpreter: Some("/bin/sh".into()), search_path: None };
    let launch = Launch {
        runner,
        arguments: vec!["-c".into(), "for i in 1 2 3 4 5 6 7 8; do echo $i; done; read x".into()],
        folder: "/".into(),
    };
    let count = move |within: Duration| {
        // What has changed with the program's state is shown at once.
        if !within.is_zero() {
            counted.fetch_add(1, Ordering::Relaxed);
        }
    };
    let run = Run::start(launch, Limits::default(), count).unwrap();
    let lines = |run: &Run| run.output().look(|lines| lines.numbers().count());
    until("all lines", || lines(&run) == 8);
    assert_eq!(asked.load(Ordering::Relaxed), 0, "nobody watches");
    run.output().watch(true);
    run.send("x");
    ended(&run);
    assert!(asked.load(Ordering::Relaxed) <= 3, "{asked:?}");
}
