//! How characters are written as bytes: what a source declares (PEP 263), what its first bytes tell, and the way there
//! and back.
//!
//! Invariant: what is decoded and encoded again gives the same bytes, or it is said where it doesn't; no character is
//! ever replaced by another one in a file.

mod codec;
mod declaration;
#[cfg(test)]
mod tests;

pub(super) use codec::{Unencodable, decode, decode_lossy, encode};
pub(crate) use declaration::in_text;

/// A way to write characters as bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, what Python reads where nothing else is declared.
    #[default]
    Utf8,
    /// UTF-16, the low byte first.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
    /// UTF-32, the lowest byte first.
    Utf32Le,
    /// UTF-32, the highest byte first.
    Utf32Be,
    /// Bytes below 128 only.
    Ascii,
    /// ISO 8859-1: each byte is the character of that number. The web's standard takes it for Windows-1252, Python
    /// doesn't.
    Latin1,
    /// ISO 8859-9, which is Latin-1 with six Turkish letters; of this, too, the web has a view of its own.
    Latin5,
    /// One of the web's encodings.
    Web(&'static encoding_rs::Encoding),
}

/// A byte order mark and the encoding that it tells. UTF-32 comes first: its mark begins like one of UTF-16.
const MARKS: [(Encoding, &[u8]); 5] = [
    (Encoding::Utf8, b"\xef\xbb\xbf"),
    (Encoding::Utf32Le, b"\xff\xfe\0\0"),
    (Encoding::Utf32Be, b"\0\0\xfe\xff"),
    (Encoding::Utf16Le, b"\xff\xfe"),
    (Encoding::Utf16Be, b"\xfe\xff"),
];

/// Names that Python gives to encodings and the web doesn't (`encodings.aliases`), without `-`, `_` and capitals.
const ALIASES: &[(&str, &str)] = &[
    ("cp932", "shift_jis"),
    ("ms932", "shift_jis"),
    ("mskanji", "shift_jis"),
    ("shiftjis", "shift_jis"),
    ("sjis", "shift_jis"),
    ("eucjp", "euc-jp"),
    ("ujis", "euc-jp"),
    ("euckr", "euc-kr"),
    ("cp949", "euc-kr"),
    ("ms949", "euc-kr"),
    ("uhc", "euc-kr"),
    ("cp936", "gbk"),
    ("ms936", "gbk"),
    ("cp950", "big5"),
    ("macroman", "macintosh"),
    ("maccyrillic", "x-mac-cyrillic"),
    ("cp874", "windows-874"),
    ("latin9", "iso-8859-15"),
    ("l9", "iso-8859-15"),
    ("latin10", "iso-8859-16"),
    ("latin8", "iso-8859-14"),
    ("latin7", "iso-8859-13"),
];

impl Encoding {
    /// The encoding that Python means by a name; none if it isn't known here.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let lower = name.to_ascii_lowercase().replace('_', "-");
        // What the tokenizer of CPython takes for the same, endings as in `utf-8-unix` included.
        let is = |known: &str| {
            lower.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        if is("utf-8") {
            return Some(Self::Utf8);
        }
        if is("latin-1") || is("iso-8859-1") || is("iso-latin-1") {
            return Some(Self::Latin1);
        }
        let plain: String = lower.chars().filter(|letter| *letter != '-').collect();
        match plain.as_str() {
            "utf8" | "u8" | "utf" | "utf8sig" | "cp65001" => return Some(Self::Utf8),
            "latin1" | "latin" | "l1" | "8859" | "cp819" | "ibm819" | "iso88591" | "iso8859" => {
                return Some(Self::Latin1);
            }
            "latin5" | "l5" | "iso88599" => return Some(Self::Latin5),
            "ascii" | "usascii" | "646" | "us" | "cp367" | "ansix3.41968" | "iso646us" => {
                return Some(Self::Ascii);
            }
            // No source can declare these: it would have to be read before it is known how.
            name if name.starts_with("utf") || name.starts_with("iso2022") => return None,
            _ => {}
        }
        let web = ALIASES.iter().find(|(alias, _)| *alias == plain).map_or(plain.as_str(), |(_, web)| web);
        let found = [web, &lower]
            .into_iter()
            .find_map(|label| encoding_rs::Encoding::for_label_no_replacement(label.as_bytes()))?;
        match found {
            found if found == encoding_rs::UTF_8 => Some(Self::Utf8),
            // The same bytes mean other characters behind other ones, so a line couldn't be written for itself.
            found if found == encoding_rs::ISO_2022_JP => None,
            found if found.is_ascii_compatible() && found != encoding_rs::X_USER_DEFINED => {
                Some(Self::Web(found))
            }
            _ => None,
        }
    }

    /// The encoding that a byte order mark tells, and the mark.
    pub(super) fn of_mark(head: &[u8]) -> Option<(Self, &'static [u8])> {
        MARKS.into_iter().find(|(_, mark)| head.starts_with(mark))
    }

    /// Its byte order mark; empty where there is none.
    #[must_use]
    pub fn mark(self) -> &'static [u8] {
        MARKS.into_iter().find(|(encoding, _)| *encoding == self).map_or(&[], |(_, mark)| mark)
    }

    /// What it is called on the screen.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16 LE",
            Self::Utf16Be => "UTF-16 BE",
            Self::Utf32Le => "UTF-32 LE",
            Self::Utf32Be => "UTF-32 BE",
            Self::Ascii => "ASCII",
            Self::Latin1 => "Latin-1",
            Self::Latin5 => "Latin-5",
            Self::Web(web) => web.name(),
        }
    }

    /// What a source calls it in its declaration; none if Python reads no source that is written so.
    #[must_use]
    pub fn python_name(self) -> Option<String> {
        match self {
            Self::Utf8 => Some("utf-8".to_owned()),
            Self::Utf16Le | Self::Utf16Be | Self::Utf32Le | Self::Utf32Be => None,
            Self::Ascii => Some("ascii".to_owned()),
            Self::Latin1 => Some("latin-1".to_owned()),
            Self::Latin5 => Some("iso-8859-9".to_owned()),
            Self::Web(web) => Some(match web.name() {
                "macintosh" => "mac-roman".to_owned(),
                "x-mac-cyrillic" => "mac-cyrillic".to_owned(),
                // The web's tables are those of Microsoft's code pages, which have more than the standards.
                "Shift_JIS" => "cp932".to_owned(),
                "EUC-KR" => "cp949".to_owned(),
                "Big5" => "cp950".to_owned(),
                name => name.to_ascii_lowercase().replace("windows-", "cp"),
            }),
        }
    }

    /// Whether every byte below 128 is the ASCII character of that number, so that a declaration can be read before
    /// the encoding is known.
    #[must_use]
    pub fn has_ascii(self) -> bool {
        !matches!(self, Self::Utf16Le | Self::Utf16Be | Self::Utf32Le | Self::Utf32Be)
    }

    /// Those that are offered, the usual ones first, and for which languages they are used.
    #[must_use]
    pub fn all() -> Vec<(Self, &'static str)> {
        use encoding_rs as web;
        let webs = [
            (web::WINDOWS_1252, "Western Europe"),
            (web::ISO_8859_15, "Western Europe"),
            (web::WINDOWS_1250, "Central Europe"),
            (web::ISO_8859_2, "Central Europe"),
            (web::WINDOWS_1251, "Cyrillic"),
            (web::KOI8_R, "Russian"),
            (web::KOI8_U, "Ukrainian"),
            (web::ISO_8859_5, "Cyrillic"),
            (web::WINDOWS_1253, "Greek"),
            (web::ISO_8859_7, "Greek"),
            (web::WINDOWS_1254, "Turkish"),
            (web::WINDOWS_1255, "Hebrew"),
            (web::WINDOWS_1256, "Arabic"),
            (web::WINDOWS_1257, "Baltic"),
            (web::WINDOWS_1258, "Vietnamese"),
            (web::WINDOWS_874, "Thai"),
            (web::SHIFT_JIS, "Japanese"),
            (web::EUC_JP, "Japanese"),
            (web::GB18030, "Chinese"),
            (web::GBK, "Chinese"),
            (web::BIG5, "Chinese"),
            (web::EUC_KR, "Korean"),
            (web::MACINTOSH, "Western Europe, old Macs"),
        ];
        let first = [(Self::Utf8, "all languages"), (Self::Latin1, "Western Europe")];
        let last = [
            (Self::Latin5, "Turkish"),
            (Self::Ascii, "English"),
            (Self::Utf16Le, "all languages"),
            (Self::Utf16Be, "all languages"),
            (Self::Utf32Le, "all languages"),
            (Self::Utf32Be, "all languages"),
        ];
        let webs = webs.map(|(web, languages)| (Self::Web(web), languages));
        first.into_iter().chain(webs).chain(last).collect()
    }
}

/// How a file is to be read, as far as its first bytes tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Detected {
    pub(super) encoding: Encoding,
    /// Whether it begins with a byte order mark.
    pub(super) has_mark: bool,
    /// The encoding that is declared, as it is written there.
    pub(super) declared: Option<String>,
    /// Whether nothing is known of what is declared.
    pub(super) is_unknown: bool,
}

impl Detected {
    /// By the first bytes of a file: its byte order mark, else what it declares, else UTF-8.
    pub(super) fn in_bytes(head: &[u8]) -> Self {
        if let Some((encoding, mark)) = Encoding::of_mark(head) {
            let declared = match encoding {
                Encoding::Utf8 => head.get(mark.len()..).and_then(declaration::in_bytes),
                _ => None,
            };
            let declared = declared.map(|declaration| declaration.name);
            return Self { encoding, has_mark: true, declared, is_unknown: false };
        }
        let declared = declaration::in_bytes(head).map(|declaration| declaration.name);
        let known = declared.as_deref().map_or(Some(Encoding::Utf8), Encoding::named);
        // What nobody knows here is at least not changed: only ASCII is read and written.
        let encoding = known.unwrap_or(Encoding::Ascii);
        Self { encoding, has_mark: false, declared, is_unknown: known.is_none() }
    }

    /// By what a person says.
    pub(super) fn chosen(encoding: Encoding, head: &[u8]) -> Self {
        let mark = encoding.mark();
        let has_mark = !mark.is_empty() && head.starts_with(mark);
        Self { encoding, has_mark, declared: None, is_unknown: false }
    }

    /// The byte order mark that the file begins with.
    pub(super) fn mark(&self) -> &'static [u8] {
        if self.has_mark { self.encoding.mark() } else { &[] }
    }
}
