//! The expected table: a text file with a line for each row, its fields separated by tabs.

/// The first line.
pub(crate) const HEAD: &str = "fault\tcall\tway\toutcome\trequests";

/// The fault that a line is about.
fn fault(line: &str) -> &str {
    line.split('\t').next().unwrap_or_default()
}

/// How these lines, of the faults that were played, differ from the expected table.
pub(crate) fn differences(expected: &str, played: &[&str], lines: &[String]) -> Vec<String> {
    let wanted: Vec<&str> = expected.lines().skip(1).collect();
    let missing = wanted
        .iter()
        .filter(|line| played.contains(&fault(line)))
        .filter(|line| !lines.iter().any(|found| found == *line))
        .map(|line| (fault(line), format!("expected  {line}")));
    let surprising = lines
        .iter()
        .filter(|line| !wanted.contains(&&***line))
        .map(|line| (fault(line), format!("found     {line}")));
    let mut differences: Vec<_> = missing.chain(surprising).collect();
    differences.sort_by_key(|(fault, _)| *fault);
    differences.into_iter().map(|(_, text)| text).collect()
}

/// The expected table with these lines in the place of those of the faults that were played, in the order of all faults.
/// What is not a fault any more goes.
pub(crate) fn blessed(
    expected: &str,
    names: &[String],
    played: &[&str],
    lines: &[String],
) -> String {
    let kept = |name: &str| !played.contains(&name);
    let mut text = format!("{HEAD}\n");
    for name in names {
        let old = expected.lines().filter(|_| kept(name));
        for line in old.chain(lines.iter().map(String::as_str)) {
            if fault(line) == name {
                text.extend([line, "\n"]);
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "fault\tcall\na\t1\nb\t2\nb\t3\n";

    #[test]
    fn a_row_that_differs_is_told_both_ways() {
        let lines = ["a\t1".to_owned(), "b\t2".to_owned(), "b\t4".to_owned()];
        let differences = differences(TABLE, &["a", "b"], &lines);
        assert_eq!(differences, ["expected  b\t3", "found     b\t4"]);
    }

    #[test]
    fn what_was_not_played_is_not_missed() {
        assert!(differences(TABLE, &["a"], &["a\t1".to_owned()]).is_empty());
        assert_eq!(differences(TABLE, &["a"], &[]), ["expected  a\t1"]);
    }

    #[test]
    fn blessing_keeps_what_was_not_played() {
        let names = ["new", "b", "a"].map(str::to_owned);
        let lines = ["new\t5".to_owned(), "a\t6".to_owned()];
        let text = blessed(TABLE, &names, &["new", "a"], &lines);
        assert_eq!(text, format!("{HEAD}\nnew\t5\nb\t2\nb\t3\na\t6\n"));
    }
}
