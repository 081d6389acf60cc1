//! Plays the scenarios that stand beside a rule: Gherkin in Dutch, read with the `gherkin` crate, so that who knows the law
//! can read and extend them without knowing Rust.
//!
//! A sentence a rule does not know fails the test and is named; so does a scenario without an article in its name or tags, and
//! a file without scenarios.

use std::collections::BTreeMap;

use gherkin::{Feature, GherkinEnv, Scenario, Step};
use jiff::civil::Date;

/// What a scenario sets up and looks at: one per scenario.
pub(crate) trait Wereld: Default {
    /// Plays one sentence, given without *Gegeven*, *Als* or *Dan*. `false` when the sentence is not known; what a *Dan* says
    /// is asserted.
    fn stap(&mut self, zin: &str) -> bool;
}

/// Plays every scenario of a file; gives how many.
pub(crate) fn speel<W: Wereld>(tekst: &str) -> usize {
    let taal = GherkinEnv::new("nl").expect("Dutch is a language of Gherkin");
    let feature = Feature::parse(tekst, taal).expect("the file is Gherkin");
    let mut played = 0;
    for scenario in &feature.scenarios {
        let artikel = feature.name.contains("artikel") || scenario.name.contains("artikel");
        assert!(artikel, "\u{201c}{}\u{201d} names no article", scenario.name);
        for row in rows(scenario) {
            let mut wereld = W::default();
            let background = feature.background.iter().flat_map(|background| &background.steps);
            for step in background.chain(&scenario.steps) {
                let zin = fill(step, &row);
                assert!(wereld.stap(&zin), "onbekende zin in \u{201c}{}\u{201d}: {zin}", scenario.name);
            }
            played += 1;
        }
    }
    assert!(played > 0, "{} has no scenarios", feature.name);
    played
}

/// The rows of the examples of an outline; one empty row for a scenario that is not an outline.
fn rows(scenario: &Scenario) -> Vec<BTreeMap<String, String>> {
    let tables = scenario.examples.iter().filter_map(|examples| examples.table.as_ref());
    let rows: Vec<_> = tables
        .flat_map(|table| {
            let (head, body) = table.rows.split_first().expect("a table has a head");
            body.iter().map(|row| head.iter().cloned().zip(row.iter().cloned()).collect())
        })
        .collect();
    if rows.is_empty() { vec![BTreeMap::new()] } else { rows }
}

fn fill(step: &Step, row: &BTreeMap<String, String>) -> String {
    row.iter().fold(step.value.clone(), |zin, (name, value)| zin.replace(&format!("<{name}>"), value))
}

/// What stands in the places `{}` of a pattern, when the sentence fits it: `{}` takes as little as it can.
pub(crate) fn past<'a>(patroon: &str, zin: &'a str) -> Option<Vec<&'a str>> {
    let mut pieces = patroon.split("{}");
    let mut rest = zin.strip_prefix(pieces.next()?)?;
    let mut found = Vec::new();
    let mut pieces = pieces.peekable();
    while let Some(piece) = pieces.next() {
        let at = if pieces.peek().is_none() && piece.is_empty() { rest.len() } else { rest.find(piece)? };
        found.push(&rest[..at]);
        rest = &rest[at + piece.len()..];
    }
    rest.is_empty().then_some(found)
}

/// A day as a scenario writes it: `1-1-2027`.
pub(crate) fn dag(tekst: &str) -> Date {
    crate::datum::lees(tekst).unwrap_or_else(|| panic!("{tekst} is no day; write 31-12-2026"))
}

#[test]
fn a_pattern_takes_what_stands_in_its_places() {
    assert_eq!(past("de brief is van {}", "de brief is van 1-1-2027"), Some(vec!["1-1-2027"]));
    assert_eq!(past("van {} tot en met {}", "van 1-1-2027 tot en met 3-1-2027"), Some(vec!["1-1-2027", "3-1-2027"]));
    assert_eq!(past("{} meldt zich", "Daan meldt zich"), Some(vec!["Daan"]));
    assert_eq!(past("de brief is van {}", "de brief was van gisteren"), None);
    assert_eq!(past("klaar", "klaar"), Some(vec![]));
    assert_eq!(past("klaar", "klaar of niet"), None);
}
