//! How large an API may be: what is larger would take more memory and time than most machines have to spare.

use crate::report::{Code, Report};

use super::Tree;
use super::grammar::{Kind, walk};
use super::path::Path;

/// Each with some five times what the largest descriptions of known services have; within both, generating ends in about
/// ten seconds and 1 GB.
const BUDGETS: [(Kind, &str, usize); 2] = [
    (Kind::Operation, "operations", 20_000),
    (Kind::Schema, "schemas", 300_000),
];

/// Tells of the first operation or schema that is one too many.
pub(super) fn check(tree: &mut Tree, report: &mut Report) {
    if report.allows(Code::Limit) {
        return;
    }
    let mut counts = [0; BUDGETS.len()];
    walk(tree, Kind::Document, &Path::Root, &mut |_, kind, path| {
        let budgets = BUDGETS.iter().zip(&mut counts);
        for ((_, name, most), count) in budgets.filter(|((counted, ..), _)| *counted == kind) {
            *count += 1;
            if *count == most + 1 {
                let message = format!("the description has more than {most} {name}");
                let help = "leave some out with an overlay; or `--allow limit`: what it takes in memory and time is taken";
                report.error(Code::Limit, &path.pointer(), message, help);
            }
        }
    });
}
