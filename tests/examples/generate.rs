//! Writes generated Python to the standard output: `generate program SEED LINES`, `generate classes SEED
//! LINES`, `generate table ROWS`.
//!
//! `fixtures/generated.py` is `generate program 7 3200`; `fixtures/table.py` is `generate table 50000`.

use namelight_tests::{classes, python, table};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let what = arguments.next();
    let mut number = || arguments.next().ok_or("a number is missing");
    match what.as_deref() {
        Some("program") => {
            let (seed, lines) = (number()?.parse()?, number()?.parse()?);
            print!("{}", python::python(seed, lines));
        }
        Some("classes") => {
            let (seed, lines) = (number()?.parse()?, number()?.parse()?);
            print!("{}", classes::classes(seed, lines));
        }
        Some("table") => print!("{}", table::table(number()?.parse()?)),
        _ => return Err("say `program SEED LINES`, `classes SEED LINES` or `table ROWS`".into()),
    }
    Ok(())
}
