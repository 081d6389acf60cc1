//! Words of the rules as sentences of a page: the domain refuses with `de einddatum ligt voor de ingangsdatum`.

/// The text with a capital.
#[must_use]
pub fn hoofdletter(tekst: &str) -> String {
    let mut letters = tekst.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The text as a sentence: with a capital, and a full stop unless it ends as a sentence does.
#[must_use]
pub fn zin(tekst: &str) -> String {
    let stop = if tekst.ends_with(['.', '?', '!']) { "" } else { "." };
    format!("{}{stop}", hoofdletter(tekst))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_becomes_a_sentence() {
        assert_eq!(zin("écht niet; kies"), "Écht niet; kies.");
        assert_eq!(zin("Klaar."), "Klaar.");
    }
}
