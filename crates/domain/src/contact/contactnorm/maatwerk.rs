//! Other contact than the norm asks, agreed with one client.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Frequentie;
use crate::{
    datum::{Periode, kort},
    id::GebruikerId,
};

/// What was agreed with one client instead of the norm, for a while, with a reason (*maatwerk*: "de frequentie per individu
/// is afhankelijk van de inzet die benodigd is", Moties, 2017). It also counts while the client is exempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Maatwerk {
    /// How often; never less than once a year.
    pub gesprekken_per_jaar: Frequentie,
    /// For how long, all conversations of a year together.
    pub minuten_per_jaar: i64,
    /// Why; may hold health or debts, so it is encrypted at rest.
    pub reden: String,
    /// Who decided so.
    pub door: GebruikerId,
    /// From and up to which day. Where two overlap, the one that began last counts.
    pub periode: Periode,
}

/// Why maatwerk is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MaatwerkGeweigerd {
    /// No reason was given.
    #[error("schrijf op waarom voor deze klant een andere norm geldt")]
    RedenNodig,
    /// The last day lies before the first.
    #[error("de einddatum ligt vóór de ingangsdatum ({})", kort(*.0))]
    EindeVoorIngang(Date),
    /// A conversation takes time.
    #[error("vul in hoeveel tijd de gesprekken in een jaar samen duren")]
    Minuten,
}

impl Maatwerk {
    /// Checks what was agreed.
    pub fn leg_vast(self) -> Result<Self, MaatwerkGeweigerd> {
        if self.reden.trim().is_empty() {
            return Err(MaatwerkGeweigerd::RedenNodig);
        }
        if self.periode.tot_en_met.is_some_and(|einde| einde < self.periode.van) {
            return Err(MaatwerkGeweigerd::EindeVoorIngang(self.periode.van));
        }
        if self.minuten_per_jaar <= 0 {
            return Err(MaatwerkGeweigerd::Minuten);
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;

    const VANAF: Date = date(2019, 1, 1);

    #[test]
    fn maatwerk_has_a_reason() {
        let periode = Periode { van: VANAF, tot_en_met: Some(date(2019, 6, 30)) };
        let maatwerk = Maatwerk {
            gesprekken_per_jaar: Frequentie::JAARLIJKS,
            minuten_per_jaar: 60,
            reden: "volgt tot de zomer een opleiding in Zwolle".into(),
            door: Uuid::from_u128(3).into(),
            periode,
        };
        assert!(maatwerk.clone().leg_vast().is_ok());
        let omgekeerd = Periode { tot_en_met: Some(date(2018, 1, 1)), ..periode };
        for (fout, waarom) in [
            (Maatwerk { reden: "  ".into(), ..maatwerk.clone() }, MaatwerkGeweigerd::RedenNodig),
            (Maatwerk { periode: omgekeerd, ..maatwerk.clone() }, MaatwerkGeweigerd::EindeVoorIngang(VANAF)),
            (Maatwerk { minuten_per_jaar: 0, ..maatwerk }, MaatwerkGeweigerd::Minuten),
        ] {
            assert_eq!(fout.leg_vast(), Err(waarom));
        }
    }
}
