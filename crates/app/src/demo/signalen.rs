//! Signals about clients, and a colleague who is on leave. Drawn from streams of their own, so that nothing else in the town
//! changes by them.

use domain::{
    datum::plus_dagen,
    dossier::Dossier,
    gebruiker::{Gebruiker, Rol},
    gesprek::Kanaal,
    id::GebruikerId,
    signaal::{Antwoord, Behandeling, Bron, Melder, NietGevolgd, Signaal, SignaalStand},
    toewijzing::{Overname, OvernameStand},
    uitkering::UitkeringStand,
};

use super::{
    bevolking::Bevolking,
    gegevens::codelijsten::code,
    johan,
    toeval::{Dobbel, Soort, meng},
};

/// Of a hundred clients with a running benefit, about so many have had a signal lately.
const PROCENT: u32 = 3;

/// Kind, what was said, and what the sender was told.
const TEKSTEN: [(&str, &str, &str); 6] = [
    (
        "volgende_stap",
        "Komt elke week naar het buurthuis en helpt nu ook in de keuken. Wil meer doen.",
        "Bedankt. Ik bespreek het in het volgende gesprek en we kijken samen naar een plek met meer uren.",
    ),
    (
        "volgende_stap",
        "Heeft de taaltoets B1 gehaald en vroeg naar een opleiding in de zorg.",
        "Mooi nieuws. Ik heb een gesprek gepland om de mogelijkheden door te nemen.",
    ),
    (
        "volgende_stap",
        "De proefplaats loopt goed. De werkgever wil verder praten over een contract.",
        "Ik neem contact op met de werkgever. Bedankt voor het doorgeven.",
    ),
    (
        "zorgen",
        "Is de laatste weken niet meer op de dagbesteding geweest en neemt de telefoon niet op.",
        "Ik ga langs en laat het weten als er meer hulp nodig is.",
    ),
    (
        "veranderde_situatie",
        "De kinderopvang is rond vanaf volgende maand. Er is dus weer tijd voor een cursus.",
        "Dat passen we in het plan in. Bedankt.",
    ),
    (
        "overig",
        "Zoekt een fiets om naar het werkervaringsproject te komen.",
        "Er staat een fiets klaar bij de kringloop.",
    ),
];
const WIJKTEAM: [&str; 3] = ["Fatma Yılmaz", "Joost Bakker", "Chantal de Wit"];
const PARTNER: [&str; 3] = ["Kees Bos, Pasmatch", "Ilse Vonk, Bibliotheek", "Murat Kaya, Agros"];
const COLLEGA: [&str; 3] = ["Ellen Prins, schulddienstverlening", "Ramon Sitaram, poort", "Yvonne Kok, leerplicht"];

/// A signal about a client, when there was one.
pub(super) fn signaal(bevolking: &Bevolking, dossier: &Dossier, nummer: u64) -> Option<Signaal> {
    if dossier.uitkeringen.last()?.stand != UitkeringStand::Lopend {
        return None;
    }
    let mut dobbel = Dobbel::nieuw(meng(bevolking.zaad, 611), nummer);
    let van_johan = johan::is_johan(dossier);
    if !dobbel.kans(PROCENT) && !van_johan {
        return None;
    }
    let klantmanager = dossier.toewijzingen.last()?.klantmanager;
    let (soort, tekst, antwoord) = if van_johan {
        (TEKSTEN[0].0, "Johan werkt nu drie dagen per week in de buurttuin en wil graag meer.", TEKSTEN[0].2)
    } else {
        *dobbel.kies(&TEKSTEN)
    };
    let (bron, namen) = match dobbel.onder(3) {
        0 => (Bron::Wijkteam, WIJKTEAM),
        1 => (Bron::Partner, PARTNER),
        _ => (Bron::Collega, COLLEGA),
    };
    let geleden = i64::from(dobbel.tussen(1, 40));
    let ontvangen = plus_dagen(bevolking.datum, -geleden);
    let stand =
        if van_johan { SignaalStand::Nieuw } else { stand(&mut dobbel, klantmanager, antwoord, (ontvangen, geleden)) };
    Some(Signaal {
        id: bevolking.kenmerken.maak(Soort::Signaal, nummer, 0),
        klant: dossier.klant.id,
        soort: code(soort),
        melder: Melder {
            bron: if van_johan { Bron::Wijkteam } else { bron },
            naam: if van_johan { WIJKTEAM[0] } else { *dobbel.kies(&namen) }.to_owned(),
            contact: format!("06-0103{:04}", dobbel.onder(10_000)),
        },
        tekst: tekst.to_owned(),
        ontvangen,
        stand,
        versie: 1,
    })
}

fn stand(
    dobbel: &mut Dobbel,
    door: GebruikerId,
    antwoord: &str,
    (ontvangen, geleden): (jiff::civil::Date, i64),
) -> SignaalStand {
    let sinds = plus_dagen(ontvangen, geleden.min(2));
    let op = plus_dagen(ontvangen, geleden.min(6));
    let behandeling = Behandeling { door, sinds };
    match dobbel.onder(10) {
        0..4 => SignaalStand::Nieuw,
        4..6 => SignaalStand::InBehandeling(behandeling),
        6..9 => {
            let antwoord = Antwoord { tekst: antwoord.to_owned(), kanaal: Kanaal::Telefoon, op };
            SignaalStand::Afgehandeld(behandeling, antwoord)
        }
        _ => {
            let tekst = "Wij bespraken het met de klant en doen er nu niets mee. Bedankt voor uw bericht.".to_owned();
            let antwoord = Some(Antwoord { tekst, kanaal: Kanaal::Telefoon, op });
            let waarom = "De klant wil dit nu zelf niet.".to_owned();
            SignaalStand::NietGevolgd(behandeling, NietGevolgd { waarom, antwoord, op })
        }
    }
}

/// Nadia stands in for a colleague of her team who is on leave. A teamleider decided so.
pub(super) fn waarneming(bevolking: &Bevolking, gebruikers: &[Gebruiker]) -> Option<(Overname, GebruikerId)> {
    let nadia = gebruikers.iter().find(|g| g.gebruikersnaam.as_str() == "n.elamrani")?;
    let able = || gebruikers.iter().filter(|g| g.actief && g.rol == Rol::Klantmanager && g.id != nadia.id);
    let van = able().find(|g| g.team == nadia.team).or_else(|| able().next())?;
    let door = gebruikers.iter().find(|g| g.rol == Rol::Teamleider && g.team == nadia.team)?;
    let overname = Overname {
        id: bevolking.kenmerken.maak(Soort::Overname, 0, 0),
        van: van.id,
        aan: nadia.id,
        vanaf: plus_dagen(bevolking.datum, -3),
        tot_en_met: Some(plus_dagen(bevolking.datum, 11)),
        reden: "vakantie".to_owned(),
        alles: true,
        stand: OvernameStand::Geldt,
    };
    Some((overname, door.id))
}
