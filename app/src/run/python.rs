//! Which Python runs files.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

/// What Python is called on the command line, the likelier names first.
const NAMES: &[&str] = if cfg!(windows) { &["py", "python"] } else { &["python3"] };

/// Where Python is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Runner {
    /// The interpreter: a path, or a name that is looked for; none for the usual ones.
    pub interpreter: Option<OsString>,
    /// The folders in which names are looked for, as in `PATH`; none for those of the environment.
    pub search_path: Option<OsString>,
}

/// There is no Python.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MissingPython {
    /// Neither name is in the folders that programs are in.
    #[error(
        "No {0} was found in the folders of PATH. Install Python, or say in the settings, under Editing, where it is."
    )]
    NotOnPath(String),
    /// What the settings name isn't there.
    #[error("{0}, which the settings name, is no program that can be run. Change it there, under Editing.")]
    NotThere(String),
}

impl Runner {
    /// The same with the interpreter that the settings name, if they name one.
    #[must_use]
    pub fn with_chosen(&self, chosen: &str) -> Self {
        match chosen.trim() {
            "" => self.clone(),
            chosen => Self { interpreter: Some(chosen.into()), ..self.clone() },
        }
    }

    /// What it is called before it is looked for.
    #[must_use]
    pub fn name(&self) -> &OsStr {
        self.interpreter.as_deref().or_else(|| NAMES.first().map(OsStr::new)).unwrap_or_default()
    }

    /// Looks for it on the disk.
    ///
    /// # Errors
    /// [`MissingPython`] if there is none.
    pub fn find(&self) -> Result<PathBuf, MissingPython> {
        let Some(chosen) = &self.interpreter else {
            let found = NAMES.iter().find_map(|name| self.on_path(OsStr::new(name)));
            return found.ok_or_else(|| MissingPython::NotOnPath(NAMES.join(" or ")));
        };
        let path = Path::new(chosen);
        let is_name = path.components().count() == 1 && !path.is_absolute();
        let found = if is_name { self.on_path(chosen) } else { is_program(path).then(|| path.to_owned()) };
        found.ok_or_else(|| MissingPython::NotThere(chosen.to_string_lossy().into_owned()))
    }

    fn on_path(&self, name: &OsStr) -> Option<PathBuf> {
        let folders = self.search_path.clone().or_else(|| std::env::var_os("PATH"))?;
        // An empty entry is the present folder, where nobody expects a program.
        let mut folders = std::env::split_paths(&folders).filter(|folder| folder.is_absolute());
        folders.find_map(|folder| {
            let program = folder.join(name);
            let program = if cfg!(windows) { program.with_extension("exe") } else { program };
            is_program(&program).then_some(program)
        })
    }
}

fn is_program(path: &Path) -> bool {
    let Ok(metadata) = path.metadata() else { return false };
    metadata.is_file() && may_run(&metadata)
}

#[cfg(unix)]
fn may_run(metadata: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    metadata.permissions().mode() & 0o111 != 0
}

#[cfg(not(unix))]
fn may_run(_: &std::fs::Metadata) -> bool {
    true
}
