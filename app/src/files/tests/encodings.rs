//! Files in other encodings than UTF-8, from the disk and back to it.

use super::*;

fn opened(bytes: &[u8]) -> Loaded {
    let (_folder, path) = folder_with(bytes);
    read_as(&path, None)
}

fn read_as(path: &Path, encoding: Option<Encoding>) -> Loaded {
    let reading = Reading { encoding, accepts_binary: false };
    open_as(&Disk, path, reading, &ReadingDesk::default()).unwrap()
}

/// Opens a file, puts a line before its last one, and saves it.
fn with_another_line(bytes: &[u8], line: &str) -> Result<Vec<u8>, SaveError> {
    let (folder, path) = folder_with(bytes);
    let loaded = read_as(&path, None);
    assert_eq!(loaded.fault, None);
    let mut text = loaded.text.to_string();
    let at = text.trim_end().rfind('\n').map_or(0, |at| at + 1);
    text.insert_str(at, line);
    save(&Disk, &save_of(&loaded, &text), folder.path())?;
    Ok(fs::read(&path).unwrap())
}

#[test]
fn fault_13_latin_1_is_read_as_declared() {
    let loaded = opened(b"#!/usr/bin/python\n# -*- coding: latin-1 -*-\nx = '\xe9'\n");
    assert_eq!((loaded.encoding, loaded.fault), (Encoding::Latin1, None));
    assert!(loaded.text.to_string().ends_with("x = 'é'\n"));
    assert_eq!(loaded.note, None);
}

#[test]
fn fault_13_what_is_added_is_written_in_the_files_encoding() {
    let bytes = b"# coding: latin-1\r\nx = '\xe9'\r\n";
    let saved = with_another_line(bytes, "y = 'ü'\r\n").unwrap();
    assert_eq!(saved, b"# coding: latin-1\r\ny = '\xfc'\r\nx = '\xe9'\r\n");
    let saved = with_another_line(b"\xff\xfea\0\n\0b\0\n\0", "ü\n").unwrap();
    assert_eq!(saved, b"\xff\xfea\0\n\0\xfc\0\n\0b\0\n\0");
    let saved = with_another_line(b"# coding: sjis\n# \x93\xfa\x96\x7b\n", "# 本\n").unwrap();
    assert_eq!(saved, b"# coding: sjis\n# \x96\x7b\n# \x93\xfa\x96\x7b\n");
}

#[test]
fn fault_13_a_character_without_bytes_is_never_replaced() {
    let (folder, path) = folder_with(b"# coding: latin-1\nx = '\xe9'\n");
    let loaded = read_as(&path, None);
    let new = "# coding: latin-1\nx = 'é'\ny = '€'\n";
    let error = save(&Disk, &save_of(&loaded, new), folder.path()).unwrap_err();
    assert!(matches!(error, SaveError::Unencodable { line: 3, character: '€', .. }), "{error:?}");
    assert_eq!(
        error.to_string(),
        "mean.py wasn't saved: Latin-1 has no € (U+20AC), which stands in line 3. The file on disk is unchanged."
    );
    assert_eq!(fs::read(&path).unwrap(), b"# coding: latin-1\nx = '\xe9'\n");
    assert_eq!(names(folder.path()), ["mean.py"]);
}

#[test]
fn fault_13_utf_16_and_utf_32_are_known_by_their_mark() {
    for (bytes, encoding) in [
        (b"\xff\xfex\0".as_slice(), Encoding::Utf16Le),
        (b"\xfe\xff\0x", Encoding::Utf16Be),
        (b"\xff\xfe\0\0x\0\0\0", Encoding::Utf32Le),
        (b"\0\0\xfe\xff\0\0\0x", Encoding::Utf32Be),
        (b"\xef\xbb\xbfx", Encoding::Utf8),
    ] {
        let loaded = opened(bytes);
        assert_eq!(
            (loaded.encoding, loaded.has_bom, loaded.fault, loaded.note),
            (encoding, true, None, None)
        );
        assert_eq!(loaded.text.to_string(), "x");
    }
}

#[test]
fn fault_13_a_mark_says_more_than_a_declaration() {
    let loaded = opened("\u{feff}# coding: latin-1\né\n".as_bytes());
    assert_eq!(loaded.encoding, Encoding::Utf8);
    let note = loaded.note.unwrap();
    assert!(note.contains("latin-1") && note.contains("Python refuses it"), "{note}");
    assert_eq!(opened("\u{feff}# coding: utf8\né\n".as_bytes()).note, None);
}

#[test]
fn fault_13_a_declaration_that_disagrees_is_told() {
    let loaded = opened("# coding=cp1252\nx = 'é'\n".as_bytes());
    assert!(loaded.text.to_string().contains("Ã©"));
    let note = loaded.note.unwrap();
    assert!(note.contains("cp1252") && note.contains("looks like UTF-8"), "{note}");
    for same in ["# coding: cp1252\nx = 1\n", "# coding: utf8\né\n", "x = 1\n# coding: cp1252\né"] {
        assert_eq!(opened(same.as_bytes()).note, None, "{same}");
    }
}

#[test]
fn fault_13_an_unknown_declaration_is_told_and_only_ascii_is_written() {
    let bytes = b"# coding: klingon\nx = 1\n";
    let loaded = opened(bytes);
    assert_eq!((loaded.encoding, &loaded.fault), (Encoding::Ascii, &None));
    assert!(loaded.note.unwrap().contains("klingon"));
    assert!(with_another_line(bytes, "y = 2\n").is_ok());
    assert!(matches!(with_another_line(bytes, "é\n"), Err(SaveError::Unencodable { .. })));
}

#[test]
fn fault_13_invalid_bytes_are_shown_with_marks_and_told_with_their_place() {
    let loaded = opened(b"a = 1\nname = '\xe9'\n");
    assert_eq!(loaded.text.to_string(), "a = 1\nname = '\u{fffd}'\n");
    let fault = loaded.fault.unwrap();
    assert_eq!((fault.line, &fault.kind), (2, &FaultKind::Byte(0xe9)));
    assert_eq!(fault.to_string(), "line 2 has the byte 0xE9, which isn't UTF-8 text");
}

#[test]
fn fault_13_bytes_that_would_be_saved_as_other_ones_are_a_fault() {
    // Windows' Shift_JIS has some characters twice; this is the one that isn't written.
    let fault = opened(b"# coding: cp932\n# \xed\x40\n").fault.unwrap();
    assert_eq!((fault.line, fault.kind), (2, FaultKind::Ambiguous));
}

#[test]
fn fault_13_another_encoding_can_be_chosen() {
    let (folder, path) = folder_with(b"name = '\xe9'\n");
    let loaded = read_as(&path, Some(Encoding::Latin1));
    assert_eq!((loaded.text.to_string().as_str(), loaded.fault.clone()), ("name = 'é'\n", None));
    save(&Disk, &save_of(&loaded, "name = 'ü'\n"), folder.path()).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"name = '\xfc'\n");
    let fault = read_as(&path, Some(Encoding::Utf16Le)).fault.unwrap();
    assert!(fault.to_string().contains("UTF-16 LE"), "{fault}");
}

#[test]
fn fault_14_control_characters_are_told_with_their_place() {
    let note = opened(b"a\nb\x1b[0m\x1b[1m\0").note.unwrap();
    assert_eq!(note, "mean.py has 3 characters that no text has, the first, 0x1B, in line 2.");
    let note = opened(&[b"\n".repeat(70_000).as_slice(), b"\0"].concat()).note.unwrap();
    assert_eq!(note, "mean.py has a character that no text has, NUL in line 70001.");
    assert_eq!(opened(b"\tform feed\x0c\r\n").note, None);
}

#[test]
fn fault_14_a_binary_file_is_only_opened_if_it_is_wanted() {
    let bytes = [b"\x7fELF".as_slice(), &[0; 64], b"text"].concat();
    let (folder, path) = folder_with(&bytes);
    assert!(matches!(open(&Disk, &path), Err(OpenError::Binary { .. })));
    let reading = Reading { accepts_binary: true, ..Reading::default() };
    let loaded = open_as(&Disk, &path, reading, &ReadingDesk::default()).unwrap();
    assert!(loaded.note.is_some());
    save(&Disk, &save_of(&loaded, &loaded.text.to_string()), folder.path()).unwrap();
    assert_eq!(fs::read(&path).unwrap(), bytes);
}

#[test]
fn fault_12_line_ends_are_counted_by_kind() {
    let breaks = |bytes: &[u8]| opened(bytes).breaks;
    assert_eq!(breaks(b"a\r\nb\nc\rd\n"), LineBreaks { lf: 2, crlf: 1, cr: 1 });
    // Files are read in blocks of 64 KiB.
    for before in 64 * 1024 - 3..64 * 1024 + 2 {
        let bytes = [b"x".repeat(before).as_slice(), b"\r\n\r\n\r\r\n"].concat();
        assert_eq!(breaks(&bytes), LineBreaks { lf: 0, crlf: 3, cr: 1 }, "{before}");
    }
    assert_eq!(breaks(b"# coding: latin-1\r\n\xe9\n"), LineBreaks { lf: 1, crlf: 1, cr: 0 });
}
