//! Which Python is taken.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::ffi::OsStr;

use super::super::{MissingPython, Runner, command_line};

#[cfg(unix)]
fn program(folder: &std::path::Path, name: &str, mode: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    let path = folder.join(name);
    std::fs::write(&path, "#!/bin/sh\n").unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
}

#[cfg(unix)]
#[test]
fn the_first_one_on_the_path_that_can_be_run_is_taken() {
    let (first, second) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    program(first.path(), "python3", 0o644);
    program(second.path(), "python3", 0o755);
    let path = std::env::join_paths([first.path(), second.path()]).unwrap();
    let runner = Runner { interpreter: None, search_path: Some(path) };
    assert_eq!(runner.find(), Ok(second.path().join("python3")));
    assert_eq!(runner.name(), OsStr::new("python3"));
}

#[cfg(unix)]
#[test]
fn the_settings_name_another_one_by_path_or_by_name() {
    let folder = tempfile::tempdir().unwrap();
    program(folder.path(), "pypy3", 0o755);
    let path = Some(folder.path().as_os_str().to_owned());
    let runner = Runner { interpreter: None, search_path: path };
    assert_eq!(runner.with_chosen(" pypy3 ").find(), Ok(folder.path().join("pypy3")));
    let whole = folder.path().join("pypy3");
    assert_eq!(runner.with_chosen(whole.to_str().unwrap()).find(), Ok(whole));
    assert_eq!(runner.with_chosen(""), runner);
}

#[test]
fn without_one_it_says_what_to_do() {
    let runner = Runner { interpreter: None, search_path: Some("/nowhere/at/all:relative:".into()) };
    let missing = runner.find().unwrap_err();
    assert!(matches!(missing, MissingPython::NotOnPath(_)));
    assert!(missing.to_string().contains("Install Python"), "{missing}");
    let missing = runner.with_chosen("/nowhere/python").find().unwrap_err();
    assert!(missing.to_string().contains("/nowhere/python, which the settings name"), "{missing}");
}

#[test]
fn a_command_line_shows_where_words_end() {
    let words = ["python3", "-u", "a b.py"].map(OsStr::new);
    assert_eq!(command_line(words), "python3 -u 'a b.py'");
}
