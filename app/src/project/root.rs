//! Where a project begins.

use std::path::{Path, PathBuf};

/// What only stands in a project's first folder.
const SIGNS: [&str; 3] = [".git", "pyproject.toml", "setup.py"];

/// Folders that hold what programs have made, besides hidden ones.
const MADE_BY_PROGRAMS: [&str; 2] = ["__pycache__", "node_modules"];

/// The folder of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    /// Where it is.
    pub folder: PathBuf,
    /// Whether the folders in it belong to it, too.
    pub is_deep: bool,
}

/// The project that the files of a folder belong to: the nearest folder above them with a sign of one, else that folder
/// itself. The home folder and `/` hold all that a person has, so they are never a project.
#[must_use]
pub fn root_of(folder: &Path, home: Option<&Path>) -> Root {
    let is_everything = |folder: &Path| folder.parent().is_none() || Some(folder) == home;
    let has_sign = |folder: &&Path| SIGNS.iter().any(|sign| folder.join(sign).exists());
    match folder.ancestors().find(has_sign) {
        Some(found) if !is_everything(found) => Root { folder: found.to_owned(), is_deep: true },
        Some(_) => Root { folder: folder.to_owned(), is_deep: false },
        None => Root { folder: folder.to_owned(), is_deep: !is_everything(folder) },
    }
}

/// Whether a file or folder of this name isn't listed: hidden ones, and what programs have made.
#[must_use]
pub fn is_left_out(name: &str) -> bool {
    name.starts_with('.') || MADE_BY_PROGRAMS.contains(&name)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn made(paths: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for path in paths {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        folder
    }

    #[test]
    fn the_nearest_sign_decides() {
        for sign in [".git/HEAD", "pyproject.toml", "setup.py"] {
            let folder = made(&[&format!("a/{sign}"), &format!("a/b/{sign}"), "a/b/c/d/x.py"]);
            let root = root_of(&folder.path().join("a/b/c/d"), None);
            assert_eq!(root, Root { folder: folder.path().join("a/b"), is_deep: true }, "{sign}");
        }
    }

    #[test]
    fn without_a_sign_it_is_the_folder_itself() {
        let folder = made(&["a/b/x.py"]);
        let here = folder.path().join("a/b");
        assert_eq!(root_of(&here, None), Root { folder: here.clone(), is_deep: true });
    }

    #[test]
    fn the_home_folder_is_no_project_even_with_a_sign() {
        let folder = made(&[".git/HEAD", "notes/x.py", "work/setup.py"]);
        let home = Some(folder.path());
        let notes = folder.path().join("notes");
        assert_eq!(root_of(&notes, home), Root { folder: notes.clone(), is_deep: false });
        let home_itself = Root { folder: folder.path().to_owned(), is_deep: false };
        assert_eq!(root_of(folder.path(), home), home_itself);
        assert!(root_of(&folder.path().join("work"), home).is_deep);
    }

    #[test]
    fn the_whole_disk_is_no_project() {
        assert!(!root_of(Path::new("/"), None).is_deep);
    }

    #[test]
    fn hidden_and_made_names_are_left_out() {
        for (name, is_out) in [
            (".venv", true),
            (".git", true),
            ("__pycache__", true),
            ("node_modules", true),
            ("__init__.py", false),
            ("venv", false),
        ] {
            assert_eq!(is_left_out(name), is_out, "{name}");
        }
    }
}
