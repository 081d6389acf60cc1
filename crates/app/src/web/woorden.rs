//! Words of the rules as sentences of a page: the domain refuses with `de einddatum ligt voor de ingangsdatum`.

use domain::{belasting::Zwaarte, contactstand::Contactstatus, uitkering::Duurzaamheid};

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

/// Whether an end has lasted, in words and in a colour.
#[must_use]
pub const fn duurzaam_woord(is: Duurzaamheid) -> (&'static str, &'static str) {
    match is {
        Duurzaamheid::Duurzaam => ("duurzaam", "groen"),
        Duurzaamheid::NietDuurzaam => ("niet duurzaam", "amber"),
        Duurzaamheid::NogNietBeoordeelbaar => ("nog niet te beoordelen", ""),
    }
}

/// Where a telephone dials a number as somebody wrote it down: `tel:0612345678`.
#[must_use]
pub fn bel(nummer: &str) -> String {
    format!("tel:{}", nummer.chars().filter(|teken| teken.is_ascii_digit() || *teken == '+').collect::<String>())
}

/// The colour of a badge for the state of a conversation, by its code. The word on it always says the same.
#[must_use]
pub fn gesprek_kleur(stand: &str) -> &'static str {
    match stand {
        "gevoerd" | "hersteld" => "groen",
        "niet_verschenen" | "in_hersteltermijn" | "naar_rechtmatigheid" => "rood",
        "afgezegd" | "verzet" => "amber",
        "te_plannen" | "gepland" => "",
        _ => "blauw",
    }
}

/// The colour of a badge for how somebody stands by the contact norm. The word on it always says the same.
#[must_use]
pub const fn contact_kleur(status: Contactstatus) -> &'static str {
    match status {
        Contactstatus::ErnstigTeLaat | Contactstatus::TeLaat => "rood",
        Contactstatus::AanDeBeurt => "amber",
        Contactstatus::Binnenkort => "blauw",
        Contactstatus::OpSchema => "groen",
        Contactstatus::GeenNorm => "",
    }
}

/// The same for the state of a signal.
#[must_use]
pub fn signaal_kleur(stand: &str) -> &'static str {
    match stand {
        "afgehandeld" => "groen",
        "nieuw" => "amber",
        "in_behandeling" => "blauw",
        _ => "",
    }
}

/// How wide the bar of a load is: what is beyond 150 is cut off.
#[must_use]
pub fn balk(procent: Option<i64>) -> i64 {
    procent.unwrap_or(0).clamp(0, 150)
}

/// The word beside a load that does not fit; empty when it does, or when nothing is known.
#[must_use]
pub const fn zwaarte_woord(zwaarte: Option<Zwaarte>) -> &'static str {
    match zwaarte {
        None | Some(Zwaarte::Past) => "",
        Some(zwaarte) => zwaarte.omschrijving(),
    }
}

/// The colour of that word.
#[must_use]
pub const fn zwaarte_kleur(zwaarte: Option<Zwaarte>) -> &'static str {
    match zwaarte {
        None | Some(Zwaarte::Past) => "",
        Some(Zwaarte::Vol) => "amber",
        Some(Zwaarte::TeZwaar) => "rood",
    }
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
