//! Whatever bytes a file has: opened and saved untouched it has the same, or it can only be read; and a line that is
//! edited changes no other.

use std::time::Duration;

use proptest::prelude::*;

use super::*;
use crate::document::{Command, Document, Selection};

/// Opens a file as the program does; none if it is refused.
fn document_of(path: &Path) -> Option<Document> {
    let loaded = open_as(&Disk, path, Reading::default(), &ReadingDesk::default()).ok()?;
    Some(Document::from_loaded(DocumentId(1), loaded))
}

/// Saves untouched, then with a letter at the beginning of a line, then with that taken back.
fn keeps_its_bytes(bytes: &[u8], line: usize) {
    let (folder, path) = folder_with(bytes);
    let Some(mut document) = document_of(&path) else {
        return assert_eq!(fs::read(&path).unwrap(), bytes);
    };
    if document.fault().is_some() {
        document.apply(&Command::SelectAll, Duration::ZERO);
        document.apply(&Command::Type("x".to_owned()), Duration::ZERO);
        assert!(!document.is_modified() && document.take_refusal());
        return;
    }
    let encoding = document.encoding();
    let write = |document: &mut Document| {
        let saved = save(&Disk, &document.save().unwrap(), folder.path()).unwrap();
        document.mark_saved(&saved);
        fs::read(&path).unwrap()
    };
    assert_eq!(write(&mut document), bytes, "{encoding:?}");
    // The first two lines may say how the others are read.
    let count = document.text().line_len();
    let line = 2 + line % count.max(1);
    if line >= count {
        return;
    }
    let at = document.text().byte_of_line(line);
    document.apply(&Command::Select(Selection::cursor(at)), Duration::ZERO);
    let at = document.cursor();
    document.apply(&Command::Type("x".to_owned()), Duration::ZERO);
    let text = document.text();
    let before = encoding_of(&text.byte_slice(..at).to_string(), &document);
    let letter = encoding_of("x", &document);
    let mark = if document.has_bom() { encoding.mark().len() } else { 0 };
    let split = mark + before.len();
    let expected = [&bytes[..split], &letter, &bytes[split..]].concat();
    assert_eq!(write(&mut document), expected, "{encoding:?}");
    document.apply(&Command::Undo, Duration::ZERO);
    assert_eq!(write(&mut document), bytes, "{encoding:?}");
}

/// The bytes of a part of a text.
fn encoding_of(part: &str, document: &Document) -> Vec<u8> {
    encoding::encode(&Rope::from(part), document.encoding(), false).unwrap()
}

/// Files that have broken editors.
fn corpus() -> Vec<Vec<u8>> {
    let mut corpus: Vec<Vec<u8>> = [
        b"".as_slice(),
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xfe\xff",
        b"\xff\xfe\0\0",
        b"\0\0\xfe\xff",
        b"\xff\xfe\0\xd8",
        b"\xff\xfea",
        b"\r\r\n\n\r",
        b"a\r\nb\nc\rd",
        b"no final newline",
        b"\x0c\tx\n\n\n",
        b"\xef\xbb\xbf\xef\xbb\xbfx\n",
        b"x\n\xef\xbb\xbfy\nz\n",
        b"# coding: utf-8\n\xc0\x80\n\xed\xa0\x80\n",
        b"# coding: latin-1\n\n\x80\x9f\xa0\xff\n",
        b"# coding: cp1252\n\n\x81\x8d\x8f\x90\x9d\n",
        b"# coding: iso-8859-9\n\n\xd0\xdd\n",
        b"# coding: utf-16\n\nx\n",
        b"# coding: utf-7\n\n+AGE-\n",
        b"# coding: iso-2022-jp\n\n\x1b$B\x46\x7c\x1b(B\n",
        b"# coding: hz\n\n~{VPND~}\n",
        b"# coding: klingon\n\n\xff\n",
        b"# coding: ascii\n\n\xe9\n",
        b"# coding: sjis\n\n\x5c\x7e\x81\x5f\n",
        b"# coding: gb18030\n\n\x81\x30\x81\x30\xa8\xbc\x84\x31\xa4\x37\n",
        b"# coding: big5\n\n\x88\x62\x87\x40\n",
        b"# coding: latin-1\r\r\xe9\r\nx\n",
        b"\0\0\0\0\0\0\0\0\0\0\0\0",
        b"a\n\0\n\x1b[31m\n\x7f\n",
    ]
    .map(<[u8]>::to_vec)
    .to_vec();
    let every: Vec<u8> = (0..=255).collect();
    for name in [
        "utf-8",
        "latin-1",
        "cp1252",
        "cp1251",
        "koi8-r",
        "iso-8859-15",
        "iso-8859-9",
        "gbk",
        "euc-jp",
        "mac-roman",
    ] {
        corpus.push([format!("# coding: {name}\n\n").as_bytes(), &every].concat());
    }
    // Read in blocks of 64 KiB.
    for piece in ["é", "日", "👩", "\r\n", "\r"] {
        corpus.push(format!("\n\n{}{piece}{piece}end\n", "x".repeat(64 * 1024 - 4)).into_bytes());
    }
    corpus
}

#[test]
fn fault_12_every_file_of_a_hostile_corpus_keeps_its_bytes() {
    for bytes in corpus() {
        for line in [0, 1, 3] {
            keeps_its_bytes(&bytes, line);
        }
    }
}

/// Bytes that come often where text is, in lines.
fn some_bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        4 => proptest::collection::vec(any::<u8>(), 0..6),
        4 => "[a-zé日👩 \t]{0,6}".prop_map(String::into_bytes),
        2 => Just(b"\n".to_vec()),
        1 => Just(b"\r\n".to_vec()),
        1 => Just(b"\r".to_vec()),
        1 => Just(b"\0".to_vec()),
    ];
    let pieces = proptest::collection::vec(piece, 0..24);
    let names = [
        "", "utf-8", "latin-1", "cp1252", "sjis", "euc-jp", "gbk", "gb18030", "big5", "euc-kr", "ascii",
        "nothing",
    ];
    let head = proptest::sample::select(names.to_vec()).prop_map(|name| match name {
        "" => Vec::new(),
        name => format!("# coding: {name}\n").into_bytes(),
    });
    let mark = prop_oneof![
        6 => Just(b"".to_vec()),
        1 => Just(b"\xef\xbb\xbf".to_vec()),
        1 => Just(b"\xff\xfe".to_vec()),
        1 => Just(b"\xfe\xff".to_vec()),
    ];
    (mark, head, pieces).prop_map(|(mark, head, pieces)| [mark, head, pieces.concat()].concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn fault_12_any_bytes_come_back_or_can_only_be_read(bytes in some_bytes(), line in 0_usize..8) {
        keeps_its_bytes(&bytes, line);
    }

    #[test]
    fn fault_12_line_ends_are_counted_through_any_edit(
        text in "[a\r\n]{0,12}",
        edits in proptest::collection::vec((0_usize..14, 0_usize..14, "[a\r\n]{0,4}"), 0..8),
    ) {
        let mut document = Document::new(DocumentId(1), &text);
        for (from, to, new) in edits {
            let end = document.text().byte_len();
            let (from, to) = (from.min(end), to.min(end));
            let replaces = vec![(from.min(to)..from.max(to), new)];
            let command = Command::ReplaceMany { replaces, selection: Selection::cursor(0) };
            document.apply(&command, Duration::ZERO);
            prop_assert_eq!(document.line_breaks(), LineBreaks::of(document.text().chunks()));
        }
        while document.can_undo() {
            document.apply(&Command::Undo, Duration::ZERO);
            prop_assert_eq!(document.line_breaks(), LineBreaks::of(document.text().chunks()));
        }
        prop_assert_eq!(document.text().to_string(), text);
    }
}
