//! The letters of a suspension, worded from what was recorded: that the right is suspended and what to do about it (PW
//! 54(2)), and later that it was withdrawn.

use domain::{
    besluit::Opdracht,
    brief::Afzender,
    datum::lang,
    opschorting::{Opschorting, OpschortingStand},
};
use jiff::civil::Date;

use crate::{
    recht::beschikking::{Beschikking, kenmerk},
    web::woorden::hoofdletter,
};

/// Which letter fits where a suspension stands: none once the right resumed.
fn soort(is: &Opschorting) -> Option<(Date, &'static str)> {
    match is.stand {
        OpschortingStand::Opgeschort(_) | OpschortingStand::IntrekkingVoorgesteld(_) => {
            Some((is.mededeling, "Uw bijstand is tijdelijk stopgezet"))
        }
        OpschortingStand::Ingetrokken { op, .. } => Some((op, "Uw bijstand is ingetrokken")),
        _ => None,
    }
}

/// Whether there is a letter to print now.
pub(super) fn is_er(is: &Opschorting) -> bool {
    soort(is).is_some()
}

/// The letter; nothing when there is none where it stands.
pub(super) fn maak<'a>(is: &Opschorting, van: &Afzender, door: &'a str) -> Option<Beschikking<'a>> {
    let (datum, onderwerp) = soort(is)?;
    Some(Beschikking {
        datum,
        // One case, one reference: the second letter is found with the first.
        kenmerk: kenmerk('O', is.id.uuid(), is.mededeling),
        onderwerp: onderwerp.to_owned(),
        alineas: match is.stand {
            OpschortingStand::Ingetrokken { .. } => intrekking(is),
            _ => opschorting(is, van),
        },
        door,
        functie: "Medewerker rechtmatigheid",
    })
}

fn opschorting(is: &Opschorting, van: &Afzender) -> Vec<String> {
    vec![
        format!(
            "Vanaf {} krijgt u tijdelijk geen bijstand. Dat heet opschorten. In deze brief leest u waarom, en wat u nu kunt doen.",
            lang(is.eerste_dag)
        ),
        format!("Wat er mis ging: {}", is.toelichting.trim()),
        format!("Waarom wij vinden dat u er iets aan kunt doen: {}", is.verwijtbaarheid.waarom.trim()),
        format!(
            "Herstel dit uiterlijk op {}. Doet u dat, dan krijgt u uw bijstand weer, ook over de tijd dat u niets kreeg.",
            lang(is.hersteltermijn_einde)
        ),
        format!(
            "Doet u dat niet, dan kunnen wij uw recht op bijstand intrekken vanaf {}. Lukt het niet op tijd, of is er een goede reden waarom het niet ging? Bel ons dan meteen: {}.",
            lang(is.eerste_dag),
            van.telefoon
        ),
        "Dit besluit rust op artikel 54, eerste en tweede lid, van de Participatiewet.".to_owned(),
    ]
}

fn intrekking(is: &Opschorting) -> Vec<String> {
    vec![
        format!(
            "Wij trekken uw recht op bijstand in vanaf {}. U krijgt vanaf die dag geen bijstand meer.",
            lang(is.eerste_dag)
        ),
        format!(
            "Op {} schreven wij u dat uw bijstand tijdelijk was stopgezet, en dat u tot en met {} de tijd had om dit te herstellen: {}",
            lang(is.mededeling),
            lang(is.hersteltermijn_einde),
            is.toelichting.trim()
        ),
        "Dat is niet gebeurd. Daarom kunnen wij niet vaststellen of u recht op bijstand heeft.".to_owned(),
        "Heeft u opnieuw bijstand nodig? Dan kunt u die aanvragen. Wij gebruiken dan wat wij al van u weten."
            .to_owned(),
        "Dit besluit rust op artikel 54, vierde lid, van de Participatiewet.".to_owned(),
    ]
}

/// What the benefit administration is asked, as lines for the page.
pub(super) fn opdracht(opdracht: &Opdracht) -> Vec<(String, String)> {
    opdracht.regels().into_iter().map(|(naam, waarde)| (hoofdletter(naam), waarde)).collect()
}
