#![allow(clippy::unwrap_used, clippy::expect_used)]

use crop::Rope;

use super::*;

fn declared(source: &str) -> Option<String> {
    let found = declaration::in_bytes(source.as_bytes())?;
    assert_eq!(in_text(&Rope::from(source)).as_ref(), Some(&found));
    assert_eq!(source[found.range], found.name);
    Some(found.name)
}

/// As CPython's `tokenize.detect_encoding` and its tokenizer find them.
#[test]
fn fault_13_declarations_are_found_where_python_finds_them() {
    for (source, name) in [
        ("# -*- coding: latin-1 -*-\n", "latin-1"),
        ("# vim: set fileencoding=cp1252 :", "cp1252"),
        ("#coding=utf_8", "utf_8"),
        (" \t\x0c# coding:\t iso8859-15", "iso8859-15"),
        ("#!/usr/bin/python\r\n# coding: euc-jp\r\n", "euc-jp"),
        ("#!/usr/bin/python\r# coding: euc-jp\r", "euc-jp"),
        ("\n# coding: gbk", "gbk"),
        ("# coding coding: , coding= koi8-r", "koi8-r"),
        ("# coding: coding= koi8-r", "coding"),
    ] {
        assert_eq!(declared(source).as_deref(), Some(name), "{source:?}");
    }
    for source in [
        "",
        "#",
        "# coding latin-1",
        "# coding:\nlatin-1",
        "# coding : latin-1",
        "x = 1  # coding: latin-1",
        "x = 1\n# coding: latin-1",
        "\"\"\"\n# coding: latin-1\n\"\"\"",
        "\n\n# coding: latin-1",
        "# Coding: latin-1",
    ] {
        assert_eq!(declared(source), None, "{source:?}");
    }
}

#[test]
fn fault_13_a_line_of_megabytes_is_not_searched_to_its_end() {
    let source = format!("#{}coding: latin-1", " ".repeat(1 << 20));
    assert_eq!(declared(&source), None);
}

#[test]
fn fault_13_names_are_those_that_python_knows() {
    for (name, title) in [
        ("utf-8", "UTF-8"),
        ("UTF8", "UTF-8"),
        ("utf-8-unix", "UTF-8"),
        ("utf_8_sig", "UTF-8"),
        ("latin-1", "Latin-1"),
        ("Latin-1-dos", "Latin-1"),
        ("iso-8859-1", "Latin-1"),
        ("iso_8859_1", "Latin-1"),
        ("L1", "Latin-1"),
        ("iso8859-9", "Latin-5"),
        ("us-ascii", "ASCII"),
        ("cp1252", "windows-1252"),
        ("windows-1251", "windows-1251"),
        ("latin2", "ISO-8859-2"),
        ("latin-2", "ISO-8859-2"),
        ("iso-8859-15", "ISO-8859-15"),
        ("latin9", "ISO-8859-15"),
        ("koi8-r", "KOI8-R"),
        ("sjis", "Shift_JIS"),
        ("cp932", "Shift_JIS"),
        ("euc_jp", "EUC-JP"),
        ("gb2312", "GBK"),
        ("gb18030", "gb18030"),
        ("big5", "Big5"),
        ("cp949", "EUC-KR"),
        ("mac-roman", "macintosh"),
    ] {
        assert_eq!(Encoding::named(name).map(Encoding::title), Some(title), "{name}");
    }
    for name in
        ["", "klingon", "utf-16", "utf-7", "utf-32", "iso-2022-jp", "hz", "replacement", "ucs-2", "unicode"]
    {
        assert_eq!(Encoding::named(name), None, "{name}");
    }
}

#[test]
fn fault_13_every_name_that_is_written_is_read_as_the_same_encoding() {
    for (encoding, _) in Encoding::all() {
        if let Some(name) = encoding.python_name() {
            assert_eq!(Encoding::named(&name), Some(encoding), "{name}");
        }
    }
}

#[test]
fn fault_13_bytes_are_the_characters_that_python_gives_them() {
    for (name, bytes, text) in [
        ("latin-1", b"\x80\x9f\xa0\xe9\xff".as_slice(), "\u{80}\u{9f}\u{a0}éÿ"),
        ("cp1252", b"\x80\x9f\xe9", "€Ÿé"),
        ("iso-8859-15", b"\xa4\xe9", "€é"),
        ("iso-8859-9", b"\x80\xd0\xdd\xde\xf0\xfd\xfe", "\u{80}ĞİŞğış"),
        ("koi8-r", b"\xd0\xd2\xc9", "при"),
        ("cp1251", b"\xef\xf0\xe8", "при"),
        ("euc-jp", b"\xc6\xfc\xcb\xdc", "日本"),
        ("sjis", b"\x93\xfa\x96\x7b", "日本"),
        ("gbk", b"\xd6\xd0\xce\xc4", "中文"),
        ("big5", b"\xa4\xa4\xa4\xe5", "中文"),
        ("euc-kr", b"\xc7\xd1\xb1\xdb", "한글"),
        ("mac-roman", b"\x8e", "é"),
    ] {
        let encoding = Encoding::named(name).unwrap();
        assert_eq!(decode(bytes, encoding).as_deref(), Ok(text), "{name}");
        assert_eq!(encode(&Rope::from(text), encoding, false).as_deref(), Ok(bytes), "{name}");
    }
    for (encoding, bytes) in [
        (Encoding::Utf16Le, b"\xff\xfea\0=\xd8I\xdc".as_slice()),
        (Encoding::Utf16Be, b"\xfe\xff\0a\xd8=\xdcI"),
        (Encoding::Utf32Le, b"\xff\xfe\0\0a\0\0\0I\xf4\x01\0"),
        (Encoding::Utf32Be, b"\0\0\xfe\xff\0\0\0a\0\x01\xf4I"),
    ] {
        assert_eq!(Encoding::of_mark(bytes), Some((encoding, encoding.mark())));
        assert_eq!(decode(&bytes[encoding.mark().len()..], encoding).as_deref(), Ok("a👉"));
        assert_eq!(encode(&Rope::from("a👉"), encoding, true).as_deref(), Ok(bytes));
    }
}

#[test]
fn fault_13_what_has_no_bytes_is_refused_with_its_place() {
    for name in ["ascii", "latin-1", "iso-8859-9", "cp1251", "euc-jp", "gbk", "big5"] {
        let encoding = Encoding::named(name).unwrap();
        let before = "x".repeat(5000);
        let refused = encode(&Rope::from(format!("{before}👉é")), encoding, false);
        assert_eq!(refused, Err(Unencodable { at: 5000, character: '👉' }), "{name}");
    }
    let refused = encode(&Rope::from("Ğð"), Encoding::Latin5, false);
    assert_eq!(refused, Err(Unencodable { at: 2, character: 'ð' }));
}

#[test]
fn fault_13_where_python_and_the_web_disagree_nothing_is_guessed() {
    let encoding = Encoding::named("koi8-u").unwrap();
    assert_eq!(decode(b"\xd0\xae", encoding), Err(1));
    assert_eq!(encode(&Rope::from("пЎ"), encoding, false), Err(Unencodable { at: 2, character: 'Ў' }));
    assert_eq!(encode(&Rope::from("пї"), encoding, false).as_deref(), Ok(b"\xd0\xa7".as_slice()));
}

#[test]
fn fault_13_bytes_that_are_no_characters_are_told_with_their_place() {
    for (encoding, bytes, at) in [
        (Encoding::Utf8, b"ab\xff".as_slice(), 2),
        (Encoding::Ascii, b"ab\xe9", 2),
        (Encoding::Utf16Le, b"a\0\0\xd8b\0", 2),
        (Encoding::Utf16Le, b"a\0b", 2),
        (Encoding::Utf16Be, b"\0a\xdc\0", 2),
        (Encoding::Utf32Le, b"a\0\0\0\0\xd8\0\0", 4),
        (Encoding::Utf32Le, b"a\0\0\0b\0", 4),
        (Encoding::named("euc-jp").unwrap(), b"a\xc6\xfc\xff", 3),
        (Encoding::named("sjis").unwrap(), b"a\x93", 1),
    ] {
        assert_eq!(decode(bytes, encoding), Err(at), "{encoding:?} {bytes:?}");
        assert!(decode_lossy(bytes, encoding).contains('\u{fffd}'), "{encoding:?}");
    }
}
