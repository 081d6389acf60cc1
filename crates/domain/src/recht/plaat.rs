//! The picture of a state machine as it stands in the head of its file, for the test that compares it with the steps.

/// The Mermaid picture in the documentation of a source file.
pub(crate) fn in_de_kop(bron: &str) -> String {
    bron.lines()
        .skip_while(|line| *line != "//! ```mermaid")
        .skip(1)
        .take_while(|line| *line != "//! ```")
        .map(|line| format!("{}\n", line.trim_start_matches("//!").strip_prefix(' ').unwrap_or_default()))
        .collect()
}
