//! Investigations of right and amount.

use domain::{
    id::OnderzoekId,
    onderzoek::{
        Aanleiding, Belang, Gebruik, Gedaan, Handeling, Informatieverzoek, NodigBesluit, Onderzoek, OnderzoekGeweigerd,
        OnderzoekStand, Uitkomst,
    },
    termijn::Termijn,
};
use jiff::civil::Date;

use super::{Maker, NA_PAPIEREN, Rechtzaken};
use crate::demo::toeval::Soort;

const AANLEIDINGEN: [(u32, Aanleiding); 5] = [
    (45, Aanleiding::Periodiek),
    (15, Aanleiding::Gelijktijdig),
    (20, Aanleiding::Signaal),
    (10, Aanleiding::Adres),
    (10, Aanleiding::Inkomen),
];
const VRAGEN: [&str; 4] = [
    "Bankafschriften van de laatste drie maanden.",
    "Het huurcontract en een bewijs van betaling van de huur.",
    "Loonstroken van de laatste drie maanden.",
    "De beschikking van het UWV.",
];
const BEVINDINGEN: [&str; 4] = [
    "Gegevens compleet; recht en hoogte kloppen met wat bekend was.",
    "Woont waar hij of zij staat ingeschreven, alleen.",
    "De bankafschriften laten niets onverwachts zien.",
    "De inkomsten zijn steeds op tijd gemeld.",
];

/// How far one is.
#[derive(Clone, Copy)]
enum Tot {
    Gedrukt,
    Bezig,
    Wacht,
    Klopt,
    Doorgegeven,
    Vervallen,
    Heropend,
}

const VERLOOP: [(u32, Tot); 7] = [
    (8, Tot::Gedrukt),
    (8, Tot::Bezig),
    (8, Tot::Wacht),
    (48, Tot::Klopt),
    (16, Tot::Doorgegeven),
    (8, Tot::Vervallen),
    (4, Tot::Heropend),
];

/// Any investigation of a benefit that runs; what asks a decision comes with the decision.
pub(super) fn een(maker: &mut Maker<'_>, zaken: &mut Rechtzaken) {
    let tot = maker.dobbel.gewogen(&VERLOOP);
    let begonnen = match tot {
        // Some are open for longer than they should be.
        Tot::Gedrukt | Tot::Bezig | Tot::Wacht => maker.onlangs((1, 75)),
        _ => maker.ooit(45),
    };
    let Some(begonnen) = begonnen else { return };
    zaken.onderzoeken.extend(verloop(maker, begonnen, tot));
}

fn begin(maker: &mut Maker<'_>, begonnen: Date, aanleiding: Aanleiding) -> Option<Onderzoek> {
    let nieuw = Onderzoek {
        id: maker.id(Soort::Onderzoek, 0),
        klant: maker.recht.klant,
        aanleiding,
        herkomst: None,
        begonnen,
        behandelaar: None,
        punten: Vec::new(),
        verzoeken: Vec::new(),
        bevindingen: String::new(),
        belang: Belang::default(),
        heropend: Vec::new(),
        stand: OnderzoekStand::Open,
        versie: 1,
    };
    nieuw.begin(maker.vandaag()).ok()
}

fn verloop(maker: &mut Maker<'_>, begonnen: Date, tot: Tot) -> Option<Onderzoek> {
    let (vandaag, door) = (maker.vandaag(), maker.een);
    let aanleiding = maker.dobbel.gewogen(&AANLEIDINGEN);
    let is = begin(maker, begonnen, aanleiding)?;
    let gevraagd = maker.na(begonnen, (0, 6)).unwrap_or(begonnen);
    let wat = (*maker.dobbel.kies(&VRAGEN)).to_owned();
    let verzoek = Informatieverzoek::vraag(maker.id(Soort::Verzoek, 0), wat, gevraagd, Termijn::Weken(2));
    match tot {
        Tot::Gedrukt => Some(is),
        Tot::Bezig => bekeken(is, gevraagd, door, 1).ok(),
        Tot::Wacht => is.vraag(verzoek, vandaag).ok(),
        Tot::Vervallen => {
            let op = maker.na(gevraagd, (0, 30))?;
            let reden = "De klant is inmiddels door een collega gezien.".to_owned();
            is.laat_vervallen(Handeling { op, door, reden }).ok()
        }
        Tot::Klopt | Tot::Doorgegeven | Tot::Heropend => {
            let id = verzoek.id;
            let antwoord = maker.na(gevraagd, (2, 18))?;
            let op = maker.na(antwoord, (0, 12))?;
            let is = is.vraag(verzoek, vandaag).and_then(|is| is.ontvang(id, antwoord, vandaag)).ok()?;
            let uitkomst = match tot {
                Tot::Doorgegeven => {
                    Uitkomst::WijzigingDoorgegeven { wat: "Andere huisgenoot sinds deze maand.".to_owned(), op }
                }
                _ => Uitkomst::GeenWijziging,
            };
            let klaar = afgerond(maker, is, (gevraagd, op), uitkomst)?;
            if !matches!(tot, Tot::Heropend) {
                return Some(klaar);
            }
            let weer = maker.na(op, (5, 30))?;
            let reden = "Er kwam alsnog een loonstrook binnen.".to_owned();
            klaar.heropen(Handeling { op: weer, door, reden }).ok()
        }
    }
}

/// The first points of the checklist were looked at.
fn bekeken(
    mut is: Onderzoek,
    op: Date,
    door: domain::id::GebruikerId,
    aantal: usize,
) -> Result<Onderzoek, OnderzoekGeweigerd> {
    let codes: Vec<String> = is.punten.iter().take(aantal).map(|punt| punt.code.clone()).collect();
    for code in codes {
        is = is.controleer(&code, Gedaan { op, door, bevinding: String::new() })?;
    }
    Ok(is)
}

fn afgerond(
    maker: &mut Maker<'_>,
    is: Onderzoek,
    (bekeken_op, op): (Date, Date),
    uitkomst: Uitkomst,
) -> Option<Onderzoek> {
    let door = maker.een;
    let belang = Belang {
        minimaregelingen: maker.dobbel.gewogen(&[
            (55, Gebruik::Gebruikt),
            (20, Gebruik::NietGebruikt),
            (25, Gebruik::Onbekend),
        ]),
        bijzondere_bijstand: Gebruik::Onbekend,
        vervolg: "Folder over de minimaregelingen meegegeven.".to_owned(),
    };
    let bevindingen = match uitkomst {
        Uitkomst::GeenWijziging => (*maker.dobbel.kies(&BEVINDINGEN)).to_owned(),
        _ => "Er is iets veranderd dat niet bekend was; zie de uitkomst.".to_owned(),
    };
    bekeken(is, bekeken_op, door, usize::MAX).and_then(|is| is.rond_af(bevindingen, belang, uitkomst, (door, op))).ok()
}

/// One that ends on a day with decisions that are needed. Gives which, for the decision to name.
pub(super) fn met_besluit(
    maker: &mut Maker<'_>,
    zaken: &mut Rechtzaken,
    (begonnen, op): (Date, Date),
    besluiten: &[NodigBesluit],
) -> Option<OnderzoekId> {
    let aanleiding = maker.dobbel.gewogen(&AANLEIDINGEN);
    let begonnen = begonnen.max(NA_PAPIEREN);
    let is = begin(maker, begonnen, aanleiding)?;
    let klaar = afgerond(maker, is, (begonnen, op), Uitkomst::BesluitNodig(besluiten.to_vec()))?;
    let id = klaar.id;
    zaken.onderzoeken.push(klaar);
    Some(id)
}
