//! In which target groups clients are. Drawn from a stream of its own, so that nothing else in the town changes by it.

use domain::{
    datum::{Periode, leeftijd},
    doelgroep::InDoelgroep,
    dossier::Dossier,
    uitkering::{Regeling, UitkeringStand},
};
use storage::doelgroep::Vastgelegd;

use super::{
    bevolking::Bevolking,
    gegevens::codelijsten::code,
    toeval::{Dobbel, Soort, meng},
};

/// The target group of a client, when there is one: those who need an interpreter are often refugees with a status, some of
/// the young come from practical education, who has a Bbz is self-employed, and one in a hundred was in prison.
pub(super) fn doelgroep(bevolking: &Bevolking, dossier: &Dossier, nummer: u64) -> Option<Vastgelegd> {
    let uitkering = dossier.uitkeringen.last()?;
    let toewijzing = dossier.toewijzingen.last()?;
    if uitkering.stand != UitkeringStand::Lopend {
        return None;
    }
    let mut dobbel = Dobbel::nieuw(meng(bevolking.zaad, 1_107), nummer);
    let jaren = leeftijd(dossier.klant.geboortedatum, bevolking.datum);
    let (groep, waarom) = if uitkering.regeling == Regeling::Bbz {
        ("zelfstandige", "Heeft een eigen bedrijf.")
    } else if !dossier.klant.contact.tolk.is_empty() && dobbel.kans(60) {
        ("statushouder", "Heeft een verblijfsvergunning en volgt of volgde de inburgering.")
    } else if jaren < 27 && dobbel.kans(40) {
        ("jongere_pro_vso_mbo1", "Kwam van het praktijkonderwijs.")
    } else if dobbel.kans(1) {
        ("ex_gedetineerde", "Vertelde dit zelf in het eerste gesprek.")
    } else {
        return None;
    };
    let groep_in = InDoelgroep {
        id: bevolking.kenmerken.maak(Soort::Doelgroep, nummer, 0),
        klant: dossier.klant.id,
        doelgroep: code(groep),
        periode: Periode::vanaf(toewijzing.periode.van.min(bevolking.datum)),
        door: toewijzing.klantmanager,
        toelichting: waarom.to_owned(),
        ingetrokken: false,
        versie: 1,
    };
    Some(Vastgelegd { beschermd: groep == "ex_gedetineerde", groep: groep_in })
}
