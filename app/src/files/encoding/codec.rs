//! From bytes to characters and back, without a loss or not at all.

use crop::Rope;
use encoding_rs::{DecoderResult, EncoderResult};

use super::Encoding;

/// A character that an encoding doesn't have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::files) struct Unencodable {
    /// Where it stands in the text, in bytes.
    pub(in crate::files) at: usize,
    /// What it is.
    pub(in crate::files) character: char,
}

/// The six letters in which ISO 8859-9 differs from ISO 8859-1.
const TURKISH: [(u8, char); 6] =
    [(0xd0, 'Ğ'), (0xdd, 'İ'), (0xde, 'Ş'), (0xf0, 'ğ'), (0xfd, 'ı'), (0xfe, 'ş')];

/// The characters of bytes that begin behind the byte order mark, if there is one.
///
/// # Errors
/// The place of the first byte that stands for no character.
pub(in crate::files) fn decode(bytes: &[u8], encoding: Encoding) -> Result<String, usize> {
    match encoding {
        Encoding::Utf8 => std::str::from_utf8(bytes).map(str::to_owned).map_err(|error| error.valid_up_to()),
        Encoding::Ascii => match bytes.iter().position(|byte| !byte.is_ascii()) {
            Some(at) => Err(at),
            None => Ok(bytes.iter().map(|byte| char::from(*byte)).collect()),
        },
        Encoding::Latin1 | Encoding::Latin5 => Ok(bytes.iter().map(|byte| one(*byte, encoding)).collect()),
        Encoding::Utf16Le | Encoding::Utf16Be => {
            let units = bytes.chunks_exact(2).map(|pair| unit(pair, encoding));
            let mut text = String::with_capacity(bytes.len());
            let mut at = 0;
            for decoded in char::decode_utf16(units) {
                let character = decoded.map_err(|_| at)?;
                text.push(character);
                at += 2 * character.len_utf16();
            }
            if at == bytes.len() { Ok(text) } else { Err(at) }
        }
        Encoding::Utf32Le | Encoding::Utf32Be => {
            let mut text = String::with_capacity(bytes.len());
            for (index, four) in bytes.chunks(4).enumerate() {
                text.push(wide(four, encoding).ok_or(4 * index)?);
            }
            Ok(text)
        }
        Encoding::Web(web) => decode_web(bytes, web),
    }
}

/// The characters of bytes with a mark (U+FFFD) where bytes stand for none: to be looked at, never to be saved.
pub(in crate::files) fn decode_lossy(bytes: &[u8], encoding: Encoding) -> String {
    match encoding {
        Encoding::Utf8 | Encoding::Ascii => String::from_utf8_lossy(bytes).into_owned(),
        Encoding::Latin1 | Encoding::Latin5 => bytes.iter().map(|byte| one(*byte, encoding)).collect(),
        Encoding::Utf16Le | Encoding::Utf16Be => {
            let units = bytes.chunks_exact(2).map(|pair| unit(pair, encoding));
            let rest = (!bytes.len().is_multiple_of(2)).then_some(char::REPLACEMENT_CHARACTER);
            let decoded = char::decode_utf16(units);
            decoded.map(|one| one.unwrap_or(char::REPLACEMENT_CHARACTER)).chain(rest).collect()
        }
        Encoding::Utf32Le | Encoding::Utf32Be => {
            let decoded = bytes.chunks(4).map(|four| wide(four, encoding));
            decoded.map(|one| one.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        }
        Encoding::Web(web) => web.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

fn unit(pair: &[u8], encoding: Encoding) -> u16 {
    let pair = [pair.first().copied().unwrap_or_default(), pair.get(1).copied().unwrap_or_default()];
    if encoding == Encoding::Utf16Be { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }
}

fn wide(four: &[u8], encoding: Encoding) -> Option<char> {
    let four: [u8; 4] = four.try_into().ok()?;
    let is_big = encoding == Encoding::Utf32Be;
    char::from_u32(if is_big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) })
}

/// The character of one byte in Latin-1 or Latin-5.
fn one(byte: u8, encoding: Encoding) -> char {
    let turkish = TURKISH.iter().find(|(turkish, _)| encoding == Encoding::Latin5 && *turkish == byte);
    turkish.map_or(char::from(byte), |(_, letter)| *letter)
}

/// The byte of one character in Latin-1 or Latin-5.
fn byte_of(character: char, encoding: Encoding) -> Option<u8> {
    if encoding == Encoding::Latin5 {
        if let Some((byte, _)) = TURKISH.iter().find(|(_, letter)| *letter == character) {
            return Some(*byte);
        }
        if TURKISH.iter().any(|(byte, _)| char::from(*byte) == character) {
            return None;
        }
    }
    u8::try_from(u32::from(character)).ok()
}

/// Two bytes that are letters in the web's KOI8-U, and lines in Python's and in RFC 2319: nobody can know which is
/// meant.
const DOUBTFUL: [(u8, char); 2] = [(0xae, 'ў'), (0xbe, 'Ў')];

fn decode_web(bytes: &[u8], web: &'static encoding_rs::Encoding) -> Result<String, usize> {
    /// Room that a decoder needs at least to come further, in bytes.
    const ROOM: usize = 64;
    let is_doubtful = |byte: &u8| DOUBTFUL.iter().any(|(doubtful, _)| doubtful == byte);
    if web == encoding_rs::KOI8_U
        && let Some(at) = bytes.iter().position(is_doubtful)
    {
        return Err(at);
    }
    let mut decoder = web.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() + ROOM);
    let mut read = 0;
    loop {
        let rest = bytes.get(read..).unwrap_or_default();
        let (result, consumed) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        read += consumed;
        match result {
            DecoderResult::InputEmpty => return Ok(text),
            DecoderResult::OutputFull => text.reserve(rest.len() / 2 + ROOM),
            DecoderResult::Malformed(length, behind) => {
                return Err(read.saturating_sub(usize::from(length) + usize::from(behind)));
            }
        }
    }
}

/// The bytes of a text, behind a byte order mark if there is to be one.
///
/// # Errors
/// The first character that the encoding doesn't have.
pub(in crate::files) fn encode(
    text: &Rope,
    encoding: Encoding,
    has_bom: bool,
) -> Result<Vec<u8>, Unencodable> {
    let mark = if has_bom { encoding.mark() } else { &[] };
    let mut bytes = Vec::with_capacity(mark.len() + text.byte_len());
    bytes.extend_from_slice(mark);
    match encoding {
        Encoding::Utf8 => text.chunks().for_each(|chunk| bytes.extend_from_slice(chunk.as_bytes())),
        Encoding::Ascii | Encoding::Latin1 | Encoding::Latin5 => {
            let mut at = 0;
            for character in text.chunks().flat_map(str::chars) {
                let byte = match encoding {
                    Encoding::Ascii => u8::try_from(character).ok().filter(u8::is_ascii),
                    _ => byte_of(character, encoding),
                };
                bytes.push(byte.ok_or(Unencodable { at, character })?);
                at += character.len_utf8();
            }
        }
        Encoding::Utf16Le | Encoding::Utf16Be => {
            let units = text.chunks().flat_map(str::encode_utf16);
            let is_big = encoding == Encoding::Utf16Be;
            units.for_each(|unit| bytes.extend(if is_big { unit.to_be_bytes() } else { unit.to_le_bytes() }));
        }
        Encoding::Utf32Le | Encoding::Utf32Be => {
            let is_big = encoding == Encoding::Utf32Be;
            text.chunks().flat_map(str::chars).map(u32::from).for_each(|number| {
                bytes.extend(if is_big { number.to_be_bytes() } else { number.to_le_bytes() });
            });
        }
        Encoding::Web(web) => encode_web(text, web, &mut bytes)?,
    }
    Ok(bytes)
}

fn encode_web(
    text: &Rope,
    web: &'static encoding_rs::Encoding,
    bytes: &mut Vec<u8>,
) -> Result<(), Unencodable> {
    /// Room that an encoder needs at least to come further, in bytes.
    const ROOM: usize = 64;
    let mut encoder = web.new_encoder();
    let mut before = 0;
    if web == encoding_rs::KOI8_U {
        let mut at = 0;
        for character in text.chunks().flat_map(str::chars) {
            if DOUBTFUL.iter().any(|(_, doubtful)| *doubtful == character) {
                return Err(Unencodable { at, character });
            }
            at += character.len_utf8();
        }
    }
    // The empty one at the end tells the encoder that nothing follows.
    for chunk in text.chunks().filter(|chunk| !chunk.is_empty()).chain([""]) {
        let is_last = chunk.is_empty();
        let mut read = 0;
        loop {
            let rest = chunk.get(read..).unwrap_or_default();
            let (result, consumed) =
                encoder.encode_from_utf8_to_vec_without_replacement(rest, bytes, is_last);
            read += consumed;
            match result {
                EncoderResult::InputEmpty => break,
                EncoderResult::OutputFull => bytes.reserve(rest.len() + ROOM),
                EncoderResult::Unmappable(character) => {
                    let at = (before + read).saturating_sub(character.len_utf8());
                    return Err(Unencodable { at, character });
                }
            }
        }
        before += chunk.len();
    }
    Ok(())
}
