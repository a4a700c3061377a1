//! Where it is remembered.

use std::env;
use std::path::PathBuf;

/// The usual folder: in `$XDG_STATE_HOME`, or `~/.local/state` where that isn't set, as the XDG base directory
/// specification has it. None if there is no home, either.
#[must_use]
pub fn usual_folder() -> Option<PathBuf> {
    folder_in(env::var_os("XDG_STATE_HOME").map(PathBuf::from), env::var_os("HOME").map(PathBuf::from))
}

/// The specification wants paths that aren't absolute to be ignored.
fn folder_in(state: Option<PathBuf>, home: Option<PathBuf>) -> Option<PathBuf> {
    let is_whole = |path: &PathBuf| path.is_absolute();
    let state =
        state.filter(is_whole).or_else(|| home.filter(is_whole).map(|home| home.join(".local/state")));
    state.map(|state| state.join("namelight"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_folder_is_where_the_specification_wants_it() {
        let path = |text: &str| Some(PathBuf::from(text));
        assert_eq!(folder_in(path("/s"), path("/h")), path("/s/namelight"));
        for unset in [None, path(""), path("relative")] {
            assert_eq!(folder_in(unset, path("/h")), path("/h/.local/state/namelight"));
        }
        assert_eq!(folder_in(None, None), None);
    }
}
