//! Is there anything to show a window on? Asked before a window is tried, since some of the parts that a
//! window needs end the program when they are missing instead of saying so.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// What a window can be shown on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Display {
    /// A Wayland compositor.
    Wayland,
    /// An X11 server.
    X11,
}

/// Why there can be no window.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MissingDisplay {
    /// No compositor and no server is named in the environment.
    #[error("there is no display: neither WAYLAND_DISPLAY nor DISPLAY is set")]
    NoServer,
    /// A library that is loaded when a window opens is not installed.
    #[error("the library {library} is not installed (Debian and Ubuntu: apt install {package})")]
    NoLibrary {
        /// The library's file name.
        library: &'static str,
        /// The package that holds it, as Debian and Ubuntu call it.
        package: &'static str,
    },
}

/// A library that is loaded when a window opens.
struct Library {
    name: &'static str,
    package: &'static str,
}

/// For the keyboard, on both kinds of display.
const KEYBOARD: Library = Library { name: "libxkbcommon.so.0", package: "libxkbcommon0" };
/// For the keyboard on X11.
const KEYBOARD_X11: Library = Library { name: "libxkbcommon-x11.so.0", package: "libxkbcommon-x11-0" };

/// Where the dynamic loader of common Linux systems looks, besides LD_LIBRARY_PATH. On a system that keeps
/// its libraries elsewhere, nothing is concluded from their absence here.
const FOLDERS: &[&str] = &[
    "/lib",
    "/lib64",
    "/usr/lib",
    "/usr/lib64",
    "/usr/local/lib",
    "/lib/x86_64-linux-gnu",
    "/usr/lib/x86_64-linux-gnu",
    "/lib/aarch64-linux-gnu",
    "/usr/lib/aarch64-linux-gnu",
];

impl Display {
    /// Looks for a display in this process's environment.
    ///
    /// # Errors
    /// Says what is missing.
    pub fn find() -> Result<Self, MissingDisplay> {
        let display = Self::named(|variable| std::env::var_os(variable))?;
        if cfg!(target_os = "linux") {
            let extra = std::env::var_os("LD_LIBRARY_PATH").unwrap_or_default();
            let folders: Vec<PathBuf> =
                std::env::split_paths(&extra).chain(FOLDERS.iter().map(PathBuf::from)).collect();
            display.has_libraries(&folders, Path::is_file)?;
        }
        Ok(display)
    }

    /// The display that the environment names; empty variables count as unset, as winit has it.
    fn named(variable: impl Fn(&str) -> Option<OsString>) -> Result<Self, MissingDisplay> {
        let is_set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
        if is_set("WAYLAND_DISPLAY") || is_set("WAYLAND_SOCKET") {
            Ok(Self::Wayland)
        } else if is_set("DISPLAY") {
            Ok(Self::X11)
        } else {
            Err(MissingDisplay::NoServer)
        }
    }

    fn has_libraries(
        self,
        folders: &[PathBuf],
        is_file: impl Fn(&Path) -> bool,
    ) -> Result<(), MissingDisplay> {
        // Somewhere the C library itself must be; if it is in none of the folders, this system keeps its
        // libraries where we don't look.
        let is_there = |name: &str| folders.iter().any(|folder| is_file(&folder.join(name)));
        if !is_there("libc.so.6") {
            return Ok(());
        }
        let needed: &[Library] = match self {
            Self::Wayland => &[KEYBOARD],
            Self::X11 => &[KEYBOARD, KEYBOARD_X11],
        };
        match needed.iter().find(|library| !is_there(library.name)) {
            None => Ok(()),
            Some(missing) => {
                Err(MissingDisplay::NoLibrary { library: missing.name, package: missing.package })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(set: &[(&str, &str)]) -> Result<Display, MissingDisplay> {
        Display::named(|name| set.iter().find(|(key, _)| *key == name).map(|(_, value)| value.into()))
    }

    #[test]
    fn fault_37_the_environment_names_the_display() {
        assert_eq!(named(&[("DISPLAY", ":0")]), Ok(Display::X11));
        assert_eq!(named(&[("DISPLAY", ":0"), ("WAYLAND_DISPLAY", "wayland-0")]), Ok(Display::Wayland));
        assert_eq!(named(&[("WAYLAND_SOCKET", "5")]), Ok(Display::Wayland));
        assert_eq!(named(&[]), Err(MissingDisplay::NoServer));
        assert_eq!(named(&[("DISPLAY", "")]), Err(MissingDisplay::NoServer));
    }

    #[test]
    fn fault_37_a_missing_library_is_named_with_its_package() {
        let folders = [PathBuf::from("/lib")];
        let looks = |display: Display, there: &[&str]| {
            display
                .has_libraries(&folders, |path| there.iter().any(|name| path == Path::new("/lib").join(name)))
        };
        let all = ["libc.so.6", "libxkbcommon.so.0", "libxkbcommon-x11.so.0"];
        assert_eq!(looks(Display::X11, &all), Ok(()));
        assert_eq!(looks(Display::Wayland, &all[..2]), Ok(()));
        let said = looks(Display::X11, &all[..2]).err().map(|error| error.to_string());
        assert!(said.is_some_and(|said| said.contains("apt install libxkbcommon-x11-0")));
        assert_eq!(looks(Display::X11, &[]), Ok(()), "an unknown place for libraries proves nothing");
    }
}
