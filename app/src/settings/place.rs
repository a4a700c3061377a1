//! Where the settings are kept.

use std::env;
use std::path::{Path, PathBuf};

/// The file's name in the folder of configuration.
const NAME: &str = "namelight/settings.toml";

/// The usual file: in `$XDG_CONFIG_HOME`, or `~/.config` where that isn't set, as the XDG base directory specification
/// has it. None if there is no home, either.
#[must_use]
pub fn usual_file() -> Option<PathBuf> {
    file_in(env::var_os("XDG_CONFIG_HOME").map(PathBuf::from), env::var_os("HOME").map(PathBuf::from))
}

/// The specification wants paths that aren't absolute to be ignored.
fn file_in(config: Option<PathBuf>, home: Option<PathBuf>) -> Option<PathBuf> {
    let is_whole = |path: &PathBuf| path.is_absolute();
    let config = config.filter(is_whole).or_else(|| home.filter(is_whole).map(|home| home.join(".config")));
    config.map(|config| config.join(Path::new(NAME)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_file_is_where_the_specification_wants_it() {
        let path = |text: &str| Some(PathBuf::from(text));
        let config = path("/c/namelight/settings.toml");
        assert_eq!(file_in(path("/c"), path("/h")), config);
        let home = path("/h/.config/namelight/settings.toml");
        for unset in [None, path(""), path("relative")] {
            assert_eq!(file_in(unset, path("/h")), home);
        }
        assert_eq!(file_in(None, None), None);
    }
}
