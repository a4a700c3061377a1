//! Where the system keeps fonts.

use std::env;
use std::path::{Path, PathBuf};

/// The folders in which fonts are looked for, the user's own first. Not all need be there.
pub(super) fn of_the_system() -> Vec<PathBuf> {
    if cfg!(windows) {
        let local = env::var_os("LOCALAPPDATA").map(|data| Path::new(&data).join("Microsoft/Windows/Fonts"));
        let windows = env::var_os("WINDIR").unwrap_or_else(|| "C:\\Windows".into());
        return local.into_iter().chain([Path::new(&windows).join("Fonts")]).collect();
    }
    let home = env::var_os("HOME").map(PathBuf::from);
    let of_home = |folder: &str| home.as_ref().map(|home| home.join(folder));
    if cfg!(target_os = "macos") {
        let shared = ["/Library/Fonts", "/System/Library/Fonts"].map(PathBuf::from);
        return of_home("Library/Fonts").into_iter().chain(shared).collect();
    }
    // As the XDG base directory specification has it, and where fonts were before that.
    let data_home = env::var_os("XDG_DATA_HOME").filter(|folder| !folder.is_empty()).map(PathBuf::from);
    let own = data_home.or_else(|| of_home(".local/share")).map(|data| data.join("fonts"));
    let shared = env::var_os("XDG_DATA_DIRS").filter(|folders| !folders.is_empty());
    let shared = shared.unwrap_or_else(|| "/usr/local/share:/usr/share".into());
    let mut folders: Vec<PathBuf> = own.into_iter().chain(of_home(".fonts")).collect();
    folders.extend(env::split_paths(&shared).map(|data| data.join("fonts")));
    folders
}
