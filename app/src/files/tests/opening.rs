use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;

use rustix::fs::{CWD, FileType, Mode, mknodat};
use rustix::io::Errno;

use super::disk::{Call, FailingDisk};
use super::*;
use crate::files::storage::Kind;

fn opened(bytes: &[u8]) -> Result<Loaded, OpenError> {
    let (_folder, path) = folder_with(bytes);
    open(&Disk, &path)
}

#[test]
fn fault_12_untouched_files_keep_their_bytes() {
    for bytes in [
        "".as_bytes(),
        b"\xef\xbb\xbf",
        b"\xef\xbb\xbfx = 1\r\n",
        b"a\r\nb\nc\rd",
        b"no final newline",
        b"\x0c\tform feed\n\n\n",
        b"\r\r\n\n\r",
        b"nul \0 and \x1b[0m\n",
        "größe = '日本 👩\u{200d}👩'\n".as_bytes(),
    ] {
        let (folder, path) = folder_with(bytes);
        let loaded = open(&Disk, &path).unwrap();
        let text = loaded.text.to_string();
        save(&Disk, &save_of(&loaded, &text), folder.path()).unwrap();
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }
}

/// Files are read in blocks of 64 KiB.
#[test]
fn fault_12_characters_and_line_ends_between_two_blocks_stay_whole() {
    let block = 64 * 1024;
    for piece in ["é", "日", "👩", "\r\n", "\r", "\n"] {
        for before in block - 5..block + 2 {
            let bytes = format!("{}{piece}{}{piece}end", "x".repeat(before), "y".repeat(block - 4));
            let (folder, path) = folder_with(bytes.as_bytes());
            let loaded = open(&Disk, &path).unwrap();
            assert!(loaded.text == bytes.as_str(), "{piece:?} at {before}");
            assert_eq!(loaded.text, crop::Rope::from(bytes.as_str()));
            save(&Disk, &save_of(&loaded, &bytes), folder.path()).unwrap();
            assert!(fs::read(&path).unwrap() == bytes.as_bytes());
        }
    }
}

#[test]
fn fault_13_bytes_beyond_the_first_block_are_refused_with_their_place() {
    for (bad, byte) in [(b"\xff".as_slice(), 0xff), (b"\xe6\x97", 0xe6), (b"\xe6\x97x", 0xe6)] {
        for before in 64 * 1024 - 4..64 * 1024 + 2 {
            let bytes = [b"\n".repeat(before).as_slice(), bad].concat();
            match opened(&bytes) {
                Err(OpenError::NotText { fault, .. }) => {
                    let kind = FaultKind::Byte(byte);
                    assert_eq!((fault.line, fault.kind), (before + 1, kind), "{bad:?} at {before}");
                }
                other => panic!("{other:?}"),
            }
        }
    }
}

#[test]
fn fault_12_a_byte_order_mark_is_no_part_of_the_text() {
    let loaded = opened(b"\xef\xbb\xbfx").unwrap();
    assert!(loaded.has_bom);
    assert_eq!(loaded.text.to_string(), "x");
}

#[test]
fn fault_13_bytes_that_are_not_utf8_are_refused_with_their_place() {
    let error = opened(b"a = 1\nname = '\xe9'\n").unwrap_err().to_string();
    assert_eq!(
        error,
        "Couldn't open mean.py: line 2 has the byte 0xE9, which isn't UTF-8 text. The file was left as it is."
    );
    let error = opened(b"# coding: utf-8\nx = '\xe9'\n").unwrap_err().to_string();
    assert!(error.contains("line 2"), "{error}");
    let error = opened(b"# coding: klingon\n\xe9\n").unwrap_err().to_string();
    assert!(error.contains("written in klingon, which isn't known here"), "{error}");
}

#[test]
fn fault_14_nul_characters_are_told() {
    assert!(opened(b"a\0b").unwrap().note.unwrap().contains("NUL"));
}

#[test]
fn fault_15_a_file_over_the_limit_is_refused_with_the_limit() {
    let (_folder, path) = folder_with(b"");
    fs::File::options().write(true).open(&path).unwrap().set_len(LARGEST_FILE + 1).unwrap();
    let error = open(&Disk, &path).unwrap_err().to_string();
    assert!(error.contains("256 MB"), "{error}");
}

#[test]
fn fault_07_what_is_not_a_file_is_refused_without_waiting() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    mknodat(CWD, &pipe, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
    let socket = folder.path().join("socket");
    let _listener = UnixListener::bind(&socket).unwrap();
    for (path, expected) in [
        (folder.path().to_owned(), Kind::Folder),
        (pipe, Kind::Pipe),
        (socket, Kind::Socket),
        (PathBuf::from("/dev/null"), Kind::Device),
    ] {
        assert!(matches!(open(&Disk, &path), Err(OpenError::NotAFile { kind, .. }) if kind == expected));
        let refused = save(&Disk, &save_to(&path, "x"), folder.path());
        assert!(matches!(refused, Err(SaveError::NotAFile { kind, .. }) if kind == expected));
    }
}

#[test]
fn fault_04_a_link_opens_its_target_and_a_loop_is_an_error() {
    let (folder, path) = folder_with(b"x");
    symlink("mean.py", folder.path().join("link")).unwrap();
    let loaded = open(&Disk, &folder.path().join("link")).unwrap();
    assert_eq!(loaded.path, path.canonicalize().unwrap());
    symlink("loop", folder.path().join("loop")).unwrap();
    let error = open(&Disk, &folder.path().join("loop")).unwrap_err().to_string();
    assert!(error.contains("leads back to itself"), "{error}");
}

#[test]
fn a_file_that_cannot_be_read_says_why() {
    let (_folder, path) = folder_with(b"x");
    let disk = FailingDisk::refusing(Call::Open, Errno::ACCESS);
    let error = open(&disk, &path).unwrap_err().to_string();
    assert_eq!(error, "Couldn't open mean.py: you don't have permission.");
    let disk = FailingDisk::refusing(Call::Read, Errno::IO);
    assert!(matches!(open(&disk, &path), Err(OpenError::Disk { .. })));
    let error = open(&Disk, Path::new("/nowhere/mean.py")).unwrap_err().to_string();
    assert_eq!(error, "Couldn't open mean.py: it isn't there.");
}
