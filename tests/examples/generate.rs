//! Writes generated Python to the standard output: `generate SEED LINES`.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut number = || arguments.next().ok_or("say a seed and a number of lines");
    let (seed, lines) = (number()?.parse()?, number()?.parse()?);
    print!("{}", namelight_tests::python::python(seed, lines));
    Ok(())
}
