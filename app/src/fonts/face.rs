//! What a font file holds, read without reading the glyphs, which are most of it.
//!
//! Invariant: whatever a file holds, reading it ends, takes little memory and fails with an error.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use skrifa::raw::tables::cmap::Cmap;
use skrifa::raw::tables::name::Name;
use skrifa::raw::tables::os2::{Os2, SelectionFlags};
use skrifa::raw::types::NameId;
use skrifa::raw::{FontData, FontRead};

/// Faces of one file at most. Collections have up to some forty.
const MOST_FACES: u32 = 64;
/// Tables of a face at most.
const MOST_TABLES: u16 = 128;
/// The longest table that is read, in bytes. The longest list of characters there is has about half a megabyte.
const LONGEST_TABLE: u32 = 4 << 20;

/// Tables that hold outlines, which is what egui can draw.
const OUTLINES: [&[u8; 4]; 3] = [b"glyf", b"CFF ", b"CFF2"];
/// Tables of pictures in colour. Fonts that have one draw nothing, or next to nothing, with their outlines.
const COLOURED: [&[u8; 4]; 4] = [b"COLR", b"CBDT", b"sbix", b"SVG "];

/// How a face looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// The family's name, in which variants of Han are told apart; empty if it has none.
    pub family: String,
    /// From 1 to 1000; 400 is regular.
    pub weight: u16,
    /// From 1 to 9; 5 is normal.
    pub width: u16,
    /// Whether it is italic or oblique.
    pub is_slanted: bool,
    /// Whether all its letters are of one width, as in code.
    pub is_monospaced: bool,
    /// Whether its letters have serifs.
    pub has_serifs: bool,
}

/// A face of a font file.
#[derive(Clone, Debug)]
pub(super) struct Face {
    /// Its number in the file.
    pub index: u32,
    /// How it looks.
    pub style: Style,
    /// Its table of characters.
    characters: Vec<u8>,
}

impl Face {
    /// Whether it has a glyph for a character.
    pub(super) fn has(&self, c: char) -> bool {
        let table = Cmap::read(FontData::new(&self.characters)).ok();
        table.and_then(|table| table.map_codepoint(c)).is_some_and(|glyph| glyph.to_u32() != 0)
    }
}

/// The faces of a file that have outlines in one colour.
///
/// # Errors
/// If the file can't be read or isn't a font.
pub(super) fn read_all(path: &Path) -> io::Result<Vec<Face>> {
    let mut file = File::open(path)?;
    let mut head = [0; 12];
    file.read_exact(&mut head)?;
    let starts = if head.starts_with(b"ttcf") {
        let count = number(&head, 8).min(MOST_FACES);
        let mut starts = vec![0; 4 * count as usize];
        file.read_exact(&mut starts)?;
        starts.chunks_exact(4).map(|start| number(start, 0)).collect()
    } else {
        vec![0]
    };
    let mut faces = Vec::new();
    for (index, start) in (0..).zip(starts) {
        faces.extend(read(&mut file, start, index)?);
    }
    Ok(faces)
}

/// The face whose tables are listed at a place; none if it has no outlines in one colour.
fn read(file: &mut File, start: u32, index: u32) -> io::Result<Option<Face>> {
    let head = part(file, start, 12)?;
    if !matches!(head.get(..4), Some([0, 1, 0, 0] | b"OTTO" | b"true")) {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let count = u16::try_from(number(&head, 4) >> 16).unwrap_or(u16::MAX).min(MOST_TABLES);
    let list = part(file, start.saturating_add(12), 16 * u32::from(count))?;
    let find = |tag: &[u8; 4]| {
        let record = list.chunks_exact(16).find(|record| record.starts_with(tag))?;
        Some((number(record, 8), number(record, 12)))
    };
    if !OUTLINES.into_iter().any(|tag| find(tag).is_some())
        || COLOURED.into_iter().any(|tag| find(tag).is_some())
    {
        return Ok(None);
    }
    let Some((at, length)) = find(b"cmap") else { return Ok(None) };
    let characters = part(file, at, length)?;
    let mut table = |tag| find(tag).map(|(at, length)| part(file, at, length)).transpose();
    let (os2, name) = (table(b"OS/2")?, table(b"name")?);
    Ok(Some(Face { index, style: style(os2.as_deref(), name.as_deref()), characters }))
}

fn style(os2: Option<&[u8]>, name: Option<&[u8]>) -> Style {
    let family = name.and_then(family).unwrap_or_default();
    let Some(os2) = os2.and_then(|os2| Os2::read(FontData::new(os2)).ok()) else {
        return Style { family, weight: 400, width: 5, ..Style::default() };
    };
    let slanted = SelectionFlags::ITALIC | SelectionFlags::OBLIQUE;
    Style {
        family,
        weight: os2.us_weight_class(),
        width: os2.us_width_class(),
        is_slanted: os2.fs_selection().intersects(slanted),
        // PANOSE: a text face (2) of one width (9), with serifs of some form (2 to 10; from 11 on there are none).
        is_monospaced: matches!(os2.panose_10(), [2, _, _, 9, ..]),
        has_serifs: matches!(os2.panose_10(), [2, 2..=10, ..]),
    }
}

/// The family's name, the whole one where there is a shorter one, too.
fn family(table: &[u8]) -> Option<String> {
    let table = Name::read(FontData::new(table)).ok()?;
    let named = |id: NameId| {
        let records = table.name_record().iter().filter(move |record| record.name_id() == id);
        let mut texts = records.filter_map(|record| record.string(table.string_data()).ok());
        texts.find_map(|text| Some(text.to_string()).filter(|text| !text.is_empty() && text.is_ascii()))
    };
    named(NameId::TYPOGRAPHIC_FAMILY_NAME).or_else(|| named(NameId::FAMILY_NAME))
}

/// A part of a file, in bytes.
fn part(file: &mut File, at: u32, length: u32) -> io::Result<Vec<u8>> {
    if length > LONGEST_TABLE {
        return Err(io::ErrorKind::InvalidData.into());
    }
    file.seek(SeekFrom::Start(u64::from(at)))?;
    let mut bytes = Vec::new();
    file.take(u64::from(length)).read_to_end(&mut bytes)?;
    if bytes.len() < length as usize {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(bytes)
}

/// The four bytes at a place as a number; missing ones are zero.
fn number(bytes: &[u8], at: usize) -> u32 {
    let found = bytes.get(at..at + 4).and_then(|four| <[u8; 4]>::try_from(four).ok());
    found.map_or(0, u32::from_be_bytes)
}
