//! What a package of the program is made with: completions for shells, and the page of the manual.

use std::io::{self, Write};

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::Arguments;

/// Writes what a shell completes the program's arguments with.
pub(super) fn completions(shell: Shell, to: &mut impl Write) -> io::Result<()> {
    // clap gives up the process if it can't write, so it writes into memory.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "namelight", &mut script);
    to.write_all(&script)?;
    to.flush()
}

/// Writes the page of the manual, as `man` reads it.
pub(super) fn manual(to: &mut impl Write) -> io::Result<()> {
    clap_mangen::Man::new(Arguments::command()).render(to)?;
    to.flush()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use clap::ValueEnum as _;

    use super::*;

    #[test]
    fn every_shell_gets_its_own_script() {
        let mut scripts = Vec::new();
        for shell in Shell::value_variants() {
            let mut script = Vec::new();
            completions(*shell, &mut script).unwrap();
            let script = String::from_utf8(script).unwrap();
            assert!(script.contains("occurrences") && script.contains("wait"), "{shell}");
            assert!(!scripts.contains(&script), "{shell}");
            scripts.push(script);
        }
    }

    #[test]
    fn the_manual_says_what_the_help_says() {
        let mut page = Vec::new();
        manual(&mut page).unwrap();
        let page = String::from_utf8(page).unwrap();
        assert!(page.starts_with(".ie") && page.contains(".TH namelight 1"), "{page}");
        assert!(page.contains("Exit codes"));
    }

    #[test]
    fn a_closed_output_is_an_error_and_no_panic() {
        struct Closed;
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        assert!(completions(Shell::Bash, &mut Closed).is_err());
        assert!(manual(&mut Closed).is_err());
    }
}
