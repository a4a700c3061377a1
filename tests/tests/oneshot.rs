//! `namelight occurrences`, as people and scripts see it.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::PathBuf;

use namelight::cli::{Exit, OccurrencesArgs, Place};
use namelight::oneshot;

const PROGRAM: &str = "total = 0\ndef mean(levels, total=total):\n    total += 1\n    return total\n";

struct Answer {
    exit: Exit,
    out: String,
    problems: String,
}

fn ask(bytes: &[u8], at: Option<(usize, usize)>, json: bool) -> Answer {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tides.py");
    std::fs::write(&path, bytes).unwrap();
    let at = at.map(|(line, column)| Place { line, column });
    let answer = run(&OccurrencesArgs { files: vec![path], at, all: at.is_none(), others: false, json });
    let folder = format!("{}/", folder.path().display());
    Answer { out: answer.out.replace(&folder, ""), problems: answer.problems.replace(&folder, ""), ..answer }
}

fn run(args: &OccurrencesArgs) -> Answer {
    let (mut out, mut problems) = (Vec::new(), Vec::new());
    let exit = oneshot::run(args, &mut out, &mut problems);
    Answer { exit, out: String::from_utf8(out).unwrap(), problems: String::from_utf8(problems).unwrap() }
}

#[test]
fn people_see_the_lines_with_carets() {
    let answer = ask(PROGRAM.as_bytes(), Some((3, 7)), false);
    assert_eq!(
        answer.out,
        "tides.py

total · parameter of mean() · 3 uses, 1 write
     2  def mean(levels, total=total):
                         ^^^^^ definition
     3      total += 1
            ^^^^^ update
     4      return total
                   ^^^^^ read
"
    );
    assert_eq!((answer.exit, answer.problems.as_str()), (Exit::Well, ""));
}

#[test]
fn people_see_why_the_others_are_dark() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tides.py");
    std::fs::write(&path, "class Tide:\n    def total(self): return self.total\n\ntotal = Tide().total\n")
        .unwrap();
    let at = Some(Place { line: 4, column: 1 });
    let answer = run(&OccurrencesArgs { files: vec![path], at, all: false, others: true, json: false });
    let others = answer.out.split_once("Not this one\n").unwrap().1;
    assert_eq!(
        others,
        "     2      def total(self): return self.total
                ^^^^^ method of Tide
                                         ^^^^^ method of Tide
     4  total = Tide().total
                       ^^^^^ method of Tide
"
    );
}

#[test]
fn scripts_get_offsets_in_bytes() {
    let answer = ask(PROGRAM.as_bytes(), Some((1, 1)), true);
    assert_eq!(
        answer.out,
        r#"{"file":"tides.py","groups":[{"name":"total","scope":"module variable","class":"variable","occurrences":[[0,5,"write","exact"],[33,38,"read","exact"]]}]}
"#
    );
}

#[test]
fn columns_are_characters_and_offsets_count_the_byte_order_mark() {
    let answer = ask("\u{feff}x = 'é😀'; y = x\n".as_bytes(), Some((1, 15)), true);
    assert!(answer.out.contains(r#"[[3,4,"write","exact"],[21,22,"read","exact"]]"#), "{}", answer.out);
}

#[test]
fn all_names_of_a_file_are_one_object_on_a_line() {
    let answer = ask(PROGRAM.as_bytes(), None, true);
    let object: serde_json::Value = serde_json::from_str(&answer.out).unwrap();
    let names: Vec<&str> =
        object["groups"].as_array().unwrap().iter().map(|group| group["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["total", "mean", "levels", "total"]);
    assert_eq!(answer.out.lines().count(), 1);
}

#[test]
fn bytes_that_are_no_utf8_move_nothing() {
    let answer = ask(b"# caf\xe9\nx = 1\n", Some((2, 1)), true);
    assert!(answer.out.contains(r#"[[7,8,"write","exact"]]"#), "{}", answer.out);
    assert_eq!(answer.problems, "namelight: tides.py is not UTF-8; bytes read as question marks: 1\n");
    assert_eq!(answer.exit, Exit::Well);
}

#[test]
fn what_is_not_there_is_said() {
    let nowhere = ask(PROGRAM.as_bytes(), Some((9, 1)), false);
    assert_eq!(nowhere.problems, "namelight: tides.py has no line 9; its last one is 4\n");
    let nothing = ask(PROGRAM.as_bytes(), Some((1, 7)), false);
    assert_eq!(nothing.problems, "namelight: there is no name at tides.py:1:7\n");
    let missing = OccurrencesArgs {
        files: vec![PathBuf::from("gone.py")],
        at: None,
        all: true,
        others: false,
        json: false,
    };
    let missing = run(&missing);
    assert!(missing.problems.starts_with("namelight: gone.py can't be read: "), "{}", missing.problems);
    for answer in [nowhere, nothing, missing] {
        assert_eq!((answer.exit, answer.out.as_str()), (Exit::Failed, ""));
    }
}

#[test]
fn an_output_that_is_full_is_a_failure() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Err(std::io::ErrorKind::StorageFull.into())
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tides.py");
    std::fs::write(&path, PROGRAM).unwrap();
    let mut problems = Vec::new();
    let args = OccurrencesArgs { files: vec![path], at: None, all: true, others: false, json: true };
    assert_eq!(oneshot::run(&args, &mut Full, &mut problems), Exit::Failed);
    let problems = String::from_utf8(problems).unwrap();
    assert!(problems.starts_with("namelight: the answer can't be written: "), "{problems}");
}
