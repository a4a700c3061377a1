//! Copies as bytes: what is sound comes back, whatever becomes of the rest.

use std::io::Cursor;

use proptest::prelude::*;

use super::super::copy::Copy;
use super::super::read::{Copied, read};
use super::*;
use namelight_engine::text::Patch;

/// A copy as the first version wrote it, with a change behind it.
const FIRST_VERSION: &[u8] = include_bytes!("first_version.copy");

fn read_bytes(bytes: &[u8]) -> Result<Copied, Unreadable> {
    read(&mut Cursor::new(bytes))
}

fn about() -> About {
    About {
        title: "mean.py".to_owned(),
        path: Some("/home/someone/mean.py".into()),
        has_bom: false,
        base: Some(Base { len: 4, sum: 99 }),
    }
}

/// The bytes of a copy and the texts that it has held; each edit is a place, a length and what is put there.
fn written(text: &str, edits: &[(usize, usize, String)]) -> (Vec<u8>, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let mut text = Rope::from(text);
    let mut copy = Copy::write(&Disk, folder.path(), None, about(), &text).unwrap();
    let mut texts = vec![text.to_string()];
    for (number, (start, length, new)) in edits.iter().enumerate() {
        let boundary = |at: usize| {
            let at = at.min(text.byte_len());
            (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap()
        };
        let start = boundary(start % (text.byte_len() + 1));
        let range = start..boundary(start + length);
        let range = range.start..range.end.max(range.start);
        let edit = Edit { revision: Revision(number as u64 + 1), range: range.clone(), new_len: new.len() };
        text.replace(range, new);
        copy.append(&Patch::from(&edit), &text).unwrap();
        texts.push(text.to_string());
    }
    (fs::read(&copy.path).unwrap(), texts)
}

#[test]
fn fault_32_copies_of_the_first_version_open() {
    let copied = read_bytes(FIRST_VERSION).unwrap();
    assert_eq!(copied.text.to_string(), "def mean(levels):\n    return 0  # \u{e9}\n");
    assert_eq!((copied.about.title.as_str(), copied.is_cut), ("mean.py", false));
    assert_eq!(copied.about.path.as_deref(), Some(Path::new("/home/someone/mean.py")));
    assert_eq!(copied.about.base, Some(Base { len: 4, sum: 99 }));
}

#[test]
fn fault_32_a_later_program_may_add_to_the_head() {
    let head = br#"{"title": "a.py", "text_len": 2, "colour": "blue", "base": null}"#;
    assert_eq!(About::of_head(head).unwrap().0.title, "a.py");
    assert!(About::of_head(b"{}").is_none());
}

#[test]
fn a_path_may_have_any_bytes() {
    use std::os::unix::ffi::OsStringExt as _;
    let path = PathBuf::from(std::ffi::OsString::from_vec(b"/a/\xff\xfe.py".to_vec()));
    let about = About { path: Some(path), ..about() };
    assert_eq!(About::of_head(&about.head(7)), Some((about, 7)));
}

#[test]
fn a_text_in_several_pieces_comes_back() {
    let text = "\u{e9}x\r\n".repeat(700_000);
    let (bytes, _) = written(&text, &[]);
    assert_eq!(read_bytes(&bytes).unwrap().text.to_string(), text);
}

#[test]
fn fault_32_a_length_beyond_all_memory_is_no_record() {
    let (mut bytes, _) = written("text", &[]);
    bytes.extend(b"C\xff\xff\xff\xff\xff\xff\xff\xffrest");
    let copied = read_bytes(&bytes).unwrap();
    assert!(copied.is_cut && copied.text == "text");
}

fn any_edits() -> impl Strategy<Value = Vec<(usize, usize, String)>> {
    proptest::collection::vec((0usize..200, 0usize..9, "[a\u{e9}\u{1f600}\r\n]{0,6}"), 0..7)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn fault_32_any_truncation_gives_an_earlier_text_or_nothing(
        text in "[a-z\u{e9}\r\n]{0,80}", edits in any_edits(),
    ) {
        let (bytes, texts) = written(&text, &edits);
        let whole = read_bytes(&bytes).unwrap();
        prop_assert!(!whole.is_cut);
        prop_assert_eq!(Some(&whole.text.to_string()), texts.last());
        let mut last = 0;
        for end in 0..bytes.len() {
            match read_bytes(&bytes[..end]) {
                Ok(copied) => {
                    let text = copied.text.to_string();
                    let at = texts.iter().skip(last).position(|one| *one == text);
                    prop_assert!(at.is_some(), "cut at {end}: {text:?}");
                    last += at.unwrap_or_default();
                }
                Err(why) => {
                    prop_assert!(matches!(why, Unreadable::Damaged), "cut at {end}: {why:?}");
                    prop_assert_eq!(last, 0);
                }
            }
        }
    }

    #[test]
    fn fault_32_a_changed_byte_gives_an_earlier_text_or_nothing(
        text in "[a-z\u{e9}\r\n]{0,80}", edits in any_edits(), at in any::<prop::sample::Index>(), bit in 0u8..8,
    ) {
        let (mut bytes, texts) = written(&text, &edits);
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        if let Ok(copied) = read_bytes(&bytes) {
            prop_assert!(copied.is_cut, "byte {at} is unsound and nobody says so");
            prop_assert!(texts.contains(&copied.text.to_string()));
        }
    }

    #[test]
    fn fault_32_records_in_another_order_are_none(edits in proptest::collection::vec((0usize..9, 0usize..3, "[ab]{1,3}"), 2..5)) {
        let (bytes, texts) = written("some text", &edits);
        let (start, _) = written("some text", &[]);
        let (first, _) = written("some text", &edits[..1]);
        // The first change is lost.
        let mut lost = start.clone();
        lost.extend(&bytes[first.len()..]);
        let copied = read_bytes(&lost).unwrap();
        prop_assert_eq!(copied.text.to_string(), texts[0].clone());
        prop_assert!(copied.is_cut);
    }

    #[test]
    fn fault_32_any_bytes_are_read_or_refused(
        bytes in proptest::collection::vec(any::<u8>(), 0..200), has_name in any::<bool>(),
    ) {
        let name: &[u8] = if has_name { b"namelight recovery 1\n" } else { b"" };
        prop_assert!(read_bytes(&[name, &bytes].concat()).is_err());
    }
}
