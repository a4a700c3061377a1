//! Python files that break careless editors; the numbers are those of FAULTS.md.

/// Hostile files with what they are called.
#[must_use]
pub fn files() -> Vec<(&'static str, String)> {
    vec![
        ("empty", String::new()),
        ("only_line_ends", "\r\n\r\n\n\n\r\r\n".to_owned()),
        ("no_last_line_end", "total = 1\nprint(total)".to_owned()),
        ("fault_12_mixed_line_ends", "total = 1\r\ntotal += 1\rtotal\n\x0ctotal\n\ttotal = 2\n".to_owned()),
        ("fault_14_control_characters", "total = '\0\x01\x1b'\0\ntotal\0 = 1\nprint(total)\n".to_owned()),
        ("fault_16_one_long_line", format!("total = [{}]\n", "total, ".repeat(150_000))),
        ("fault_17_nested_brackets", format!("total = 1\nx = {}\nprint(total)\n", "[".repeat(100_000))),
        ("fault_17_closing_brackets", format!("total = 1\n{}\nprint(total)\n", ")".repeat(100_000))),
        ("fault_18_nested_indents", nested_indents(600)),
        ("fault_18_nested_f_strings", format!("total = 1\nx = {}total\n", "f'{".repeat(400))),
        (
            "fault_19_wide_indent",
            format!("if True:\n{}total = 1\n    total = 2\nprint(total)\n", " ".repeat(65_537)),
        ),
        (
            "fault_36_other_scripts",
            "größe = 1\n变量 = größe\nνᾶμε = 'é👩‍👩‍👧 שלום'\nﬁne = fine = 변수 = 变量\n".to_owned(),
        ),
        ("deep_operators", format!("total = 1\nx = {}1\n", "total + ".repeat(20_000))),
        ("deep_attributes", format!("total = 1\nx = total{}\n", ".total".repeat(20_000))),
        ("deep_elif", format!("total = 1\nif total: pass\n{}", "elif total: pass\n".repeat(5_000))),
        ("open_triple_quote", "total = 1\nx = \"\"\"\ntotal = 2\nprint(total)\n".to_owned()),
        ("open_everything", "total = f'''{total[({\"\"\"\ndef total(:\n class (total\n".to_owned()),
        ("continuations", format!("total = 1 + \\\n{}1\nprint(total)\n", "\\\n".repeat(10_000))),
    ]
}

/// Blocks in blocks, and an open string within: tree-sitter-python's scanner ends the process for it.
fn nested_indents(depth: usize) -> String {
    let mut text = "total = 1\n".to_owned();
    for indent in 0..depth {
        text.push_str(&" ".repeat(indent));
        text.push_str("if total:\n");
    }
    text.push_str(&" ".repeat(depth));
    text.push_str("x = \"\"\"total\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_has_a_name_of_its_own() {
        let mut names: Vec<_> = files().into_iter().map(|(name, _)| name).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
