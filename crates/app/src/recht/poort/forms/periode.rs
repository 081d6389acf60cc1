//! The days that the figures of the gate are about.

use domain::datum::lang;
use jiff::civil::{Date, date};
use serde::Deserialize;

use super::BESTAANDE_DATUM;
use crate::web::{Veld, veld::fouten};

/// What the address asks.
#[derive(Debug, Default, Deserialize)]
pub(in crate::recht::poort) struct PeriodeVraag {
    #[serde(default)]
    van: String,
    #[serde(default)]
    tot: String,
    /// The last case of the page before: its day and its id.
    #[serde(default)]
    pub(in crate::recht::poort) na: String,
}

pub(in crate::recht::poort) struct PeriodeForm {
    pub(in crate::recht::poort) van: Veld,
    pub(in crate::recht::poort) tot: Veld,
    /// This year so far, when nothing else was asked or what was asked cannot be read.
    pub(in crate::recht::poort) periode: (Date, Date),
}

impl PeriodeForm {
    pub(in crate::recht::poort) fn lees(vraag: &PeriodeVraag, vandaag: Date) -> Self {
        let begin = date(vandaag.year(), 1, 1);
        let gevuld = |text: &str, dag: Date| if text.is_empty() { dag.to_string() } else { text.to_owned() };
        let mut van = Veld::new("van", "Gemeld vanaf").met(gevuld(&vraag.van, begin));
        let mut tot = Veld::new("tot", "Gemeld tot en met").met(gevuld(&vraag.tot, vandaag));
        let periode = match (van.datum(BESTAANDE_DATUM), tot.datum(BESTAANDE_DATUM)) {
            (Some(eerste), Some(laatste)) if eerste > laatste => {
                tot.afkeuren("De laatste dag ligt vóór de eerste. Kies een latere dag.");
                None
            }
            (Some(eerste), Some(laatste)) => Some((eerste, laatste)),
            _ => None,
        };
        Self { van, tot, periode: periode.unwrap_or((begin, vandaag)) }
    }

    pub(in crate::recht::poort) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.van, &self.tot])
    }

    pub(in crate::recht::poort) fn in_woorden(&self) -> String {
        format!("gemeld van {} tot en met {}", lang(self.periode.0), lang(self.periode.1))
    }
}
