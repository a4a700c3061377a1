//! The figures as a table that can stand in a README.

use std::fmt::Write as _;
use std::path::Path;

use super::Row;
use super::measure::Figures;
use crate::script::Failure;

/// A column: its title, its figure, and what the figure is in.
type Column = (&'static str, fn(&Figures) -> Option<f64>);

const COLUMNS: [Column; 7] = [
    ("open + ask", |figures| Some(figures.cold)),
    ("ask p50", |figures| Some(figures.warm_p50)),
    ("ask p99", |figures| Some(figures.warm_p99)),
    ("type + ask p50", |figures| Some(figures.edit_p50)),
    ("type + ask p95", |figures| Some(figures.edit_p95)),
    ("last of 200", |figures| Some(figures.flood)),
    ("peak MB", |figures| figures.peak),
];

/// The table of a file; the first row is what the others are held against.
pub(super) fn of(path: &Path, rows: &[Row], runs: usize) -> Result<String, Failure> {
    let text = std::fs::read(path)?;
    let lines = text.iter().filter(|&&byte| byte == b'\n').count();
    let mut out = format!("{lines} lines, {} bytes; ms, the middle of {runs} runs\n\n|", text.len());
    write!(out, " |")?;
    for (title, _) in COLUMNS {
        write!(out, " {title} |")?;
    }
    writeln!(out, "\n|---|{}", "---|".repeat(COLUMNS.len()))?;
    let ours = rows.first().and_then(|(_, figures)| figures.as_ref().ok());
    for (name, figures) in rows {
        write!(out, "| {name} |")?;
        match figures {
            Err(failure) => write!(out, " {failure} |{}", " |".repeat(COLUMNS.len() - 1))?,
            Ok(figures) => {
                for (_, of) in COLUMNS {
                    write!(
                        out,
                        " {} |",
                        cell(of(figures), ours.filter(|&ours| ours != figures).and_then(of))
                    )?;
                }
            }
        }
        writeln!(out)?;
    }
    Ok(out)
}

/// A figure, and how many times ours it is.
fn cell(figure: Option<f64>, ours: Option<f64>) -> String {
    let Some(figure) = figure else { return "–".to_owned() };
    match ours.filter(|ours| *ours > 0.0) {
        Some(ours) => format!("{} ({}×)", short(figure), short(figure / ours)),
        None => short(figure),
    }
}

/// Two digits that count, or all before the point.
fn short(figure: f64) -> String {
    match figure {
        _ if figure >= 10.0 => format!("{figure:.0}"),
        _ if figure >= 1.0 => format!("{figure:.1}"),
        _ => format!("{figure:.2}"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn rows_are_held_against_the_first() {
        let figures = |cold| Figures {
            cold,
            warm_p50: 0.05,
            warm_p99: 1.5,
            edit_p50: 1.0,
            edit_p95: 2.0,
            flood: 3.0,
            peak: None,
        };
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "x = 1\n").unwrap();
        let rows = [
            ("namelight".to_owned(), Ok(figures(2.0))),
            ("other".to_owned(), Ok(figures(500.0))),
            ("third".to_owned(), Err("no answer in 5 s".to_owned())),
        ];
        let table = of(file.path(), &rows, 3).unwrap();
        assert!(table.starts_with("1 lines, 6 bytes; ms, the middle of 3 runs"), "{table}");
        assert!(table.contains("| namelight | 2.0 | 0.05 | 1.5 | 1.0 | 2.0 | 3.0 | – |"), "{table}");
        assert!(table.contains("| other | 500 (250×) | 0.05 (1.0×) |"), "{table}");
        assert!(table.contains("| third | no answer in 5 s | |"), "{table}");
    }
}
