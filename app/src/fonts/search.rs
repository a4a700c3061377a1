//! Which of the system's fonts draw some characters, and best.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::epaint::text::Blob;

use super::face::{self, Face, Style};

/// How deep folders are gone into. Links may lead round in circles.
const DEEPEST: usize = 8;
/// Files that are looked at, at most.
const MOST_FILES: usize = 20_000;
/// The largest font that is kept, in bytes; the largest of a usual system has 80 MB.
const LARGEST: u64 = 100 << 20;

/// Fonts that have a glyph for everything, which says nothing.
const WITHOUT_MEANING: [&str; 4] = ["Blank", "LastResort", "Last Resort", "Fallback Font"];

/// How Han is written. The same characters have other shapes elsewhere, and fonts for all say it in their name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Variant {
    /// As in Japan. It is what fonts for all regions have first, too.
    #[default]
    Japan,
    /// As in Korea.
    Korea,
    /// As in the People's Republic of China and in Singapore.
    China,
    /// As in Taiwan.
    Taiwan,
    /// As in Hong Kong and Macau.
    HongKong,
}

impl Variant {
    const ALL: [Self; 5] = [Self::Japan, Self::Korea, Self::China, Self::Taiwan, Self::HongKong];

    /// What people read who have set their system to a locale like `zh_TW.UTF-8`.
    pub(super) fn of_locale(locale: &str) -> Self {
        let locale = locale.split(['.', '@']).next().unwrap_or_default();
        let mut parts = locale.split(['_', '-']);
        match (parts.next().unwrap_or_default(), parts.next().unwrap_or_default()) {
            ("ko", _) => Self::Korea,
            ("zh", "HK" | "MO") => Self::HongKong,
            ("zh", "TW" | "Hant") => Self::Taiwan,
            ("zh", _) => Self::China,
            _ => Self::default(),
        }
    }

    /// That of the environment's locale.
    pub(super) fn of_the_environment() -> Self {
        let names = ["LC_ALL", "LC_CTYPE", "LANG"];
        let set =
            names.into_iter().filter_map(|name| std::env::var(name).ok()).find(|value| !value.is_empty());
        Self::of_locale(&set.unwrap_or_default())
    }

    /// The word for it in fonts' names.
    fn word(self) -> &'static str {
        match self {
            Self::Japan => "JP",
            Self::Korea => "KR",
            Self::China => "SC",
            Self::Taiwan => "TC",
            Self::HongKong => "HK",
        }
    }

    /// That of a font, by its family's name.
    fn of_family(family: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|variant| family.split(' ').any(|word| word == variant.word()))
    }
}

/// A font that was found.
#[derive(Clone)]
pub(super) struct Found {
    /// The file's bytes.
    pub data: Blob,
    path: PathBuf,
    face: Face,
}

impl Found {
    /// The face's number in the file.
    pub(super) fn index(&self) -> u32 {
        self.face.index
    }

    /// A name that no other font has.
    pub(super) fn name(&self) -> String {
        format!("{}#{}", self.path.display(), self.face.index)
    }

    /// Whether it draws a character.
    pub(super) fn has(&self, c: char) -> bool {
        self.face.has(c)
    }
}

/// How far a face is from what is looked for: upright, of the reader's variant, regular, of one width as the code's
/// own font, without serifs. Compared from left to right.
fn distance(style: &Style, variant: Variant) -> (bool, u8, u16, u16, bool, bool) {
    let of_variant = match Variant::of_family(&style.family) {
        Some(other) if other != variant => 2,
        None => 1,
        Some(_) => 0,
    };
    let (width, weight) = (style.width.abs_diff(5), style.weight.abs_diff(400));
    (style.is_slanted, of_variant, width, weight, !style.is_monospaced, style.has_serifs)
}

/// As few fonts as draw all of the wanted characters that can be drawn; for the first of them the best font, for
/// the first that it hasn't the best one again. At most `room` of them.
pub(super) fn fonts_for(
    folders: &[PathBuf],
    wanted: &BTreeSet<char>,
    variant: Variant,
    room: usize,
) -> Vec<Found> {
    let mut candidates = Vec::new();
    for path in files(folders) {
        let is_small = fs::metadata(&path).is_ok_and(|file| file.len() <= LARGEST);
        // What can't be read, or isn't a font, draws nothing.
        let faces = if is_small { face::read_all(&path).unwrap_or_default() } else { Vec::new() };
        let useful = faces.into_iter().filter(|face| {
            let family = &face.style.family;
            wanted.iter().any(|c| face.has(*c)) && !WITHOUT_MEANING.iter().any(|word| family.contains(word))
        });
        candidates.extend(useful.map(|face| (path.clone(), face)));
    }
    // Stable, so that among equals the first folder's first file is taken.
    candidates.sort_by_key(|(_, face)| distance(&face.style, variant));
    let mut found: Vec<Found> = Vec::new();
    for c in wanted {
        if found.len() >= room {
            break;
        }
        if found.iter().any(|font| font.has(*c)) {
            continue;
        }
        let best = candidates.iter().filter(|(_, face)| face.has(*c));
        found.extend(best.filter_map(|(path, face)| load(path, face)).next());
    }
    found
}

/// The most regular face of a family; none if no folder has one. Families are told apart without regard to case.
pub(super) fn face_of_family(folders: &[PathBuf], family: &str) -> Option<Found> {
    let mut candidates = Vec::new();
    for path in files(folders) {
        let is_small = fs::metadata(&path).is_ok_and(|file| file.len() <= LARGEST);
        let faces = if is_small { face::read_all(&path).unwrap_or_default() } else { Vec::new() };
        let of_family = faces.into_iter().filter(|face| face.style.family.eq_ignore_ascii_case(family));
        candidates.extend(of_family.map(|face| (path.clone(), face)));
    }
    candidates.sort_by_key(|(_, face)| distance(&face.style, Variant::default()));
    candidates.iter().find_map(|(path, face)| load(path, face))
}

fn load(path: &Path, face: &Face) -> Option<Found> {
    let data = Arc::new(fs::read(path).ok()?);
    Some(Found { data, path: path.to_owned(), face: face.clone() })
}

/// The font files in some folders and all folders in them, folder by folder, by name in each.
fn files(folders: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for folder in folders {
        add_files(folder, DEEPEST, &mut files);
    }
    files
}

fn add_files(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.take(MOST_FILES).map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            if depth > 0 {
                add_files(&path, depth - 1, files);
            }
        } else if is_font(&path) && files.len() < MOST_FILES {
            files.push(path);
        }
    }
}

fn is_font(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
    ["ttf", "otf", "ttc", "otc"].into_iter().any(|known| extension == known)
}

#[cfg(test)]
mod tests {
    use super::{Style, Variant, distance};

    fn style(family: &str) -> Style {
        Style { family: family.to_owned(), weight: 400, width: 5, is_monospaced: true, ..Style::default() }
    }

    #[test]
    fn the_locale_says_how_han_is_written() {
        for (locale, variant) in [
            ("ja_JP.UTF-8", Variant::Japan),
            ("ko_KR.UTF-8", Variant::Korea),
            ("zh_CN.UTF-8", Variant::China),
            ("zh-Hant-TW", Variant::Taiwan),
            ("zh_TW", Variant::Taiwan),
            ("zh_HK.UTF-8", Variant::HongKong),
            ("zh_SG", Variant::China),
            ("de_DE.UTF-8@euro", Variant::Japan),
            ("", Variant::Japan),
        ] {
            assert_eq!(Variant::of_locale(locale), variant, "{locale}");
        }
    }

    #[test]
    fn the_best_face_is_upright_regular_without_serifs_and_of_the_readers_variant() {
        let best = style("Noto Sans CJK SC");
        let others = [
            style("DejaVu Sans"),
            style("Noto Sans CJK JP"),
            Style { has_serifs: true, ..best.clone() },
            Style { is_monospaced: false, ..best.clone() },
            Style { weight: 700, ..best.clone() },
            Style { width: 3, ..best.clone() },
            Style { is_slanted: true, ..best.clone() },
        ];
        for other in &others {
            assert!(distance(&best, Variant::China) < distance(other, Variant::China), "{other:?}");
        }
        // An upright face in other shapes is easier to read than a slanted one in the right ones.
        let slanted = &others[others.len() - 1];
        assert!(distance(&others[1], Variant::China) < distance(slanted, Variant::China));
    }
}
