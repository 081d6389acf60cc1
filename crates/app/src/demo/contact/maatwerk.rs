//! What was agreed with a few clients instead of the norm.

use domain::{
    contactnorm::{Frequentie, Maatwerk},
    datum::{Periode, plus_maanden},
    dossier::Dossier,
    id::MaatwerkId,
};

use super::super::{
    bevolking::Bevolking,
    dagen::{datum, werkdag_tot},
    johan,
    toeval::{Dobbel, Soort, meng},
};

/// At most about so many in a town; in a small one, one client in fifty.
const HOOGSTENS: u32 = 80;
/// How often a year, how many minutes a year, and why.
const AFSPRAKEN: [(i64, i64, &str); 5] = [
    (6, 360, "Zit in een traject en wil vaak kort overleggen."),
    (12, 360, "Elke maand kort bellen, zolang het thuis onrustig is."),
    (4, 240, "Is net begonnen met een opleiding. Vinger aan de pols."),
    (1, 60, "Wordt al elke week gezien door het wijkteam. Dat is met de klant afgesproken."),
    (3, 180, "Heeft meer tijd nodig: gesprekken gaan met een tolk."),
];

/// What was agreed with a client, when something was.
pub(in crate::demo) fn maatwerk(
    bevolking: &Bevolking,
    dossier: &Dossier,
    nummer: u64,
) -> Option<(MaatwerkId, Maatwerk)> {
    let vandaag = bevolking.datum;
    let klantmanager = dossier.toewijzingen.last().filter(|t| t.periode.bevat(vandaag))?.klantmanager;
    let mut dobbel = Dobbel::nieuw(meng(bevolking.zaad, 550), nummer);
    let lopend = u32::try_from(bevolking.omvang.lopend).unwrap_or(u32::MAX);
    let gekozen = dobbel.onder(lopend) < HOOGSTENS.min(lopend / 50);
    if !gekozen && !johan::is_johan(dossier) {
        return None;
    }
    let (per_jaar, minuten_per_jaar, reden) =
        if johan::is_johan(dossier) { AFSPRAKEN[0] } else { *dobbel.kies(&AFSPRAKEN) };
    let ingang = dossier.uitkeringen.last()?.datum_ingang;
    let van = datum(werkdag_tot(bevolking.vandaag - dobbel.tussen(20, 150))).max(ingang);
    let maatwerk = Maatwerk {
        gesprekken_per_jaar: Frequentie::try_from(per_jaar).ok()?,
        minuten_per_jaar,
        reden: reden.to_owned(),
        door: klantmanager,
        periode: Periode { van, tot_en_met: dobbel.kans(40).then(|| plus_maanden(vandaag, 6)) },
    };
    Some((bevolking.kenmerken.maak(Soort::Maatwerk, nummer, 0), maatwerk))
}
