//! The letters of a suspension, worded from what was recorded: that the right is suspended and what to do about it (PW
//! 54(2)), and later that it was withdrawn.

use documents::pdf::{Blok, Brief, Ondertekening, Taal};
use domain::{
    besluit::Opdracht,
    brief::{Afzender, aanhef},
    datum::lang,
    klant::Klant,
    opschorting::{Opschorting, OpschortingStand},
    regel::{Welke, termijn},
    termijn::einde,
};
use jiff::civil::Date;

use crate::{brief, web::woorden::hoofdletter};

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
pub(super) fn maak(is: &Opschorting, klant: &Klant, van: &Afzender, (ik, adres): (&str, Vec<String>)) -> Option<Brief> {
    let (datum, onderwerp) = soort(is)?;
    let alineas = match is.stand {
        OpschortingStand::Ingetrokken { op, .. } => intrekking(is, klant, van, op),
        _ => opschorting(is, klant, van),
    };
    Some(Brief {
        afzender: brief::als_afzender(van),
        geadresseerde: adres,
        plaats_datum: if van.plaats.is_empty() { lang(datum) } else { format!("{}, {}", van.plaats, lang(datum)) },
        datum,
        kenmerk: kenmerk(is),
        onderwerp: onderwerp.to_owned(),
        alineas,
        groet: "Met vriendelijke groet,".to_owned(),
        ondertekening: Ondertekening { naam: ik.to_owned(), functie: "Medewerker rechtmatigheid".to_owned() },
        taal: Taal::Nl,
    })
}

/// `O26-1F3C-99A0`: of the same shape as that of other letters; it says nothing about a person.
fn kenmerk(is: &Opschorting) -> String {
    let [.., a, b, c, d] = is.id.uuid().into_bytes();
    format!("O{:02}-{a:02X}{b:02X}-{c:02X}{d:02X}", is.mededeling.year() % 100)
}

fn aanhef_van(klant: &Klant) -> Blok {
    Blok::Alinea(aanhef(domain::brief::Taal::Nl, &klant.naam))
}

fn alinea(tekst: impl Into<String>) -> Blok {
    Blok::Alinea(tekst.into())
}

fn opschorting(is: &Opschorting, klant: &Klant, van: &Afzender) -> Vec<Blok> {
    vec![
        aanhef_van(klant),
        alinea(format!(
            "Vanaf {} krijgt u tijdelijk geen bijstand. Dat heet opschorten. In deze brief leest u waarom, en wat u nu kunt doen.",
            lang(is.eerste_dag)
        )),
        alinea(format!("Wat er mis ging: {}", is.toelichting.trim())),
        alinea(format!("Waarom wij vinden dat u er iets aan kunt doen: {}", is.verwijtbaarheid.waarom.trim())),
        alinea(format!(
            "Herstel dit uiterlijk op {}. Doet u dat, dan krijgt u uw bijstand weer, ook over de tijd dat u niets kreeg.",
            lang(is.hersteltermijn_einde)
        )),
        alinea(format!(
            "Doet u dat niet, dan kunnen wij uw recht op bijstand intrekken vanaf {}. Lukt het niet op tijd, of is er een goede reden waarom het niet ging? Bel ons dan meteen: {}.",
            lang(is.eerste_dag),
            van.telefoon
        )),
        alinea("Dit besluit rust op artikel 54, eerste en tweede lid, van de Participatiewet."),
        bezwaar(is.mededeling, van),
    ]
}

fn intrekking(is: &Opschorting, klant: &Klant, van: &Afzender, op: Date) -> Vec<Blok> {
    vec![
        aanhef_van(klant),
        alinea(format!(
            "Wij trekken uw recht op bijstand in vanaf {}. U krijgt vanaf die dag geen bijstand meer.",
            lang(is.eerste_dag)
        )),
        alinea(format!(
            "Op {} schreven wij u dat uw bijstand tijdelijk was stopgezet, en dat u tot en met {} de tijd had om dit te herstellen: {}",
            lang(is.mededeling),
            lang(is.hersteltermijn_einde),
            is.toelichting.trim()
        )),
        alinea("Dat is niet gebeurd. Daarom kunnen wij niet vaststellen of u recht op bijstand heeft."),
        alinea("Heeft u opnieuw bijstand nodig? Dan kunt u die aanvragen. Wij gebruiken dan wat wij al van u weten."),
        alinea("Dit besluit rust op artikel 54, vierde lid, van de Participatiewet."),
        bezwaar(op, van),
    ]
}

/// Until when, and where, one can object (Awb 6:7).
fn bezwaar(besluit: Date, van: &Afzender) -> Blok {
    let tot = termijn(Welke::Bezwaartermijn, besluit).map(|termijn| einde(besluit, termijn));
    let tot = tot.map_or_else(|_| "binnen zes weken".to_owned(), |dag| format!("tot en met {}", lang(dag)));
    alinea(format!(
        "Bent u het hier niet mee eens? Dan kunt u {tot} bezwaar maken bij het college van burgemeester en wethouders van de {}. Zet in uw brief uw naam, adres, de datum, het kenmerk van deze brief en waarom u het er niet mee eens bent.",
        kleine_letter(&van.gemeente)
    ))
}

/// `gemeente Haarlem`, in the middle of a sentence.
fn kleine_letter(naam: &str) -> String {
    let mut letters = naam.chars();
    letters.next().map_or_else(String::new, |eerste| eerste.to_lowercase().chain(letters).collect())
}

/// What the benefit administration is asked, as lines for the page.
pub(super) fn opdracht(opdracht: &Opdracht) -> Vec<(String, String)> {
    opdracht.regels().into_iter().map(|(naam, waarde)| (hoofdletter(naam), waarde)).collect()
}
