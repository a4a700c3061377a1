//! Which servers are there, and how to get those that aren't.

use std::path::PathBuf;

use crate::script::Failure;

/// A server that can be started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Server {
    pub(super) name: String,
    /// The program and its arguments.
    pub(super) command: Vec<String>,
}

/// Servers for Python that answer `textDocument/documentHighlight`: name, command, how to install it.
const KNOWN: [(&str, &str, &str); 6] = [
    ("ty", "ty server", "pip install ty"),
    ("pyrefly", "pyrefly lsp", "pip install pyrefly"),
    ("zuban", "zuban server", "pip install zuban"),
    ("basedpyright", "basedpyright-langserver --stdio", "pip install basedpyright"),
    ("pyright", "pyright-langserver --stdio", "npm install --global pyright"),
    ("pylsp", "pylsp", "pip install python-lsp-server"),
];

/// Namelight, built beside this program, then what is told, or all known ones that are on the PATH.
pub(super) fn found(told: &[String]) -> Result<Vec<Server>, Failure> {
    let mut servers =
        vec![Server { name: "namelight".to_owned(), command: vec![namelight()?, "lsp".to_owned()] }];
    if told.is_empty() {
        let known = KNOWN.iter().filter(|(_, command, _)| is_on_path(command));
        servers.extend(
            known.map(|(name, command, _)| Server { name: (*name).to_owned(), command: words(command) }),
        );
    } else {
        servers.extend(told.iter().map(|command| Server {
            name: command.split_whitespace().next().unwrap_or("?").to_owned(),
            command: words(command),
        }));
    }
    Ok(servers)
}

/// How to install the known servers that were not measured.
pub(super) fn missing(measured: &[Server]) -> String {
    let is_measured = |name: &str| measured.iter().any(|server| server.name == name);
    let missing = KNOWN.iter().filter(|(name, ..)| !is_measured(name));
    let lines = missing.map(|(name, _, install)| format!("not here: {name} ({install})\n"));
    lines.collect()
}

fn words(command: &str) -> Vec<String> {
    command.split_whitespace().map(str::to_owned).collect()
}

fn namelight() -> Result<String, Failure> {
    let here = std::env::current_exe()?;
    let name = format!("namelight{}", std::env::consts::EXE_SUFFIX);
    let path = here.with_file_name(name);
    if path.is_file() {
        return Ok(path.to_string_lossy().into_owned());
    }
    Err(format!("{} is not there; first: cargo build --release", path.display()).into())
}

fn is_on_path(command: &str) -> bool {
    let program = command.split_whitespace().next().unwrap_or_default();
    let folders: Vec<PathBuf> =
        std::env::var_os("PATH").map(|path| std::env::split_paths(&path).collect()).unwrap_or_default();
    folders.iter().any(|folder| folder.join(program).is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_measured_is_said_how_to_install() {
        let ty = Server { name: "ty".to_owned(), command: words("ty server") };
        let missing = missing(&[ty]);
        assert!(
            !missing.contains("ty server") && missing.contains("pyrefly (pip install pyrefly)"),
            "{missing}"
        );
        assert_eq!(missing.lines().count(), KNOWN.len() - 1);
    }
}
