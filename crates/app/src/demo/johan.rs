//! Johan van der Meer, 54, of Schalkwijk: the client with whom every demonstration opens. He was a gardener, has a bad
//! back, settled his debts and is on his way to work outdoors again.

use domain::{
    datum::{leeftijd, plus_maanden},
    dossier::Dossier,
    gesprek::{Gesprek, GesprekStand, Verslag},
    klant::Klant,
    naam::Persoonsnaam,
    ontheffing::{Grondslag, Verplichtingen},
};
use jiff::civil::Date;

use super::{
    dagen::{Dag, dag, van_datum, werkdag_tot},
    gegevens::wijken,
    gesprekken::{Afspraak, Uitkomst},
    loopbaan::Maker,
};

/// Born in April, 54 years old today.
pub(super) fn geboren(vandaag: Date) -> Dag {
    let dit_jaar = i32::from(vandaag.year());
    let jaar = (dit_jaar - 55..=dit_jaar - 54).find(|jaar| {
        let geboren = super::dagen::datum(dag(*jaar, 4, 17));
        leeftijd(geboren, vandaag) == 54
    });
    dag(jaar.unwrap_or(dit_jaar - 54), 4, 17)
}

/// Whether a file is his.
pub(super) fn is_johan(dossier: &Dossier) -> bool {
    dossier.klant.contact.telefoon == TELEFOON
}

const TELEFOON: &str = "06-01042217";

/// What was said, by days before today.
const GESPREKKEN: [(i32, &str, i64, &str, &str); 5] = [
    (
        1_480,
        "klantbeeldgesprek",
        180,
        "Johan was twaalf jaar hovenier. Hij is gestopt door zijn rug en kreeg daarna schulden. Hij woont alleen en komt weinig buiten.",
        "Johan meldt zich bij schulddienstverlening.",
    ),
    (
        790,
        "participatiegesprek",
        60,
        "De schulden zijn in kaart gebracht. Johan slaapt slecht en maakt zich zorgen. Een traject is nu te vroeg.",
        "Klantmanager overlegt met schulddienstverlening.",
    ),
    (
        500,
        "participatiegesprek",
        45,
        "Er is een schuldregeling aangevraagd. Johan helpt een dag per week in de buurttuin en vindt dat fijn.",
        "Johan gaat door in de buurttuin.",
    ),
    (
        264,
        "klantbeeldgesprek",
        180,
        "Het gaat duidelijk beter. Johan wil graag weer buiten werken. Rijbewijs B, mbo 2 groen. De rug blijft een aandachtspunt.",
        "Klantmanager vraagt een keuring aan. Johan zoekt zijn diploma op.",
    ),
    (
        74,
        "participatiegesprek",
        50,
        "Schulden geregeld in schuldregeling. Ladder van 2 naar 3. Johan wil naar Pasmatch en later een proefplaats bij de groenvoorziening.",
        "Johan meldt zich aan bij het taalcafé, binnen drie weken.",
    ),
];

/// Replaces what chance made by Johan's own story.
pub(super) fn vul(maker: &mut Maker<'_>, dossier: &mut Dossier) {
    let naam = Persoonsnaam {
        voornamen: "Johan".to_owned(),
        voorvoegsel: "van der".to_owned(),
        geslachtsnaam: "Meer".to_owned(),
    };
    let mut contact = wijken::schalkwijk(&mut maker.dobbel);
    TELEFOON.clone_into(&mut contact.telefoon);
    "j.vandermeer@mail.example".clone_into(&mut contact.email);
    dossier.klant = Klant { naam, contact, ..dossier.klant.clone() };
    let vandaag = maker.vandaag();
    let (ingang, _) = maker.laatste_recht();
    let overgang = (vandaag - 264).max(ingang + 1);
    let klantmanager = maker.gebruiker(0);
    dossier.segmenteringen = vec![
        maker.segmentering(0, 2, (ingang, Some(overgang - 1)), Some(klantmanager), "na intake"),
        maker.segmentering(1, 1, (overgang, None), Some(klantmanager), "na klantbeeldgesprek"),
    ];
    maker.segment = 1;
    dossier.gesprekken.splice(..0, gesprekken(maker));
    renumber(maker, &mut dossier.gesprekken);
    voorzieningen(maker, dossier);
}

fn gesprekken(maker: &mut Maker<'_>) -> Vec<Gesprek> {
    let vandaag = maker.vandaag();
    let afspraken = GESPREKKEN.map(|(geleden, soort, duur, _, _)| Afspraak {
        dag: werkdag_tot(vandaag - geleden),
        minuut: 630,
        soort,
        duur,
        uitkomst: Uitkomst::Gevoerd,
    });
    let mut gesprekken = maker.uitschrijven(afspraken.to_vec());
    // What lies before the first day of right has been left away, and that is the oldest.
    for (gesprek, (_, _, _, tekst, afspraken)) in gesprekken.iter_mut().rev().zip(GESPREKKEN.into_iter().rev()) {
        gesprek.stand = GesprekStand::Gevoerd(Verslag {
            tekst: tekst.to_owned(),
            afspraken: afspraken.to_owned(),
            punten: Vec::new(),
        });
    }
    gesprekken
}

fn renumber(maker: &Maker<'_>, gesprekken: &mut [Gesprek]) {
    for (volg, gesprek) in gesprekken.iter_mut().enumerate() {
        gesprek.id = maker.id(super::toeval::Soort::Gesprek, volg);
    }
}

/// An exemption that ends in three weeks, after an examination of twelve days, and the steps of his plan.
fn voorzieningen(maker: &mut Maker<'_>, dossier: &mut Dossier) {
    let vandaag = maker.vandaag();
    let begin = van_datum(plus_maanden(super::dagen::datum(vandaag + 22), -6));
    dossier.ontheffingen.clear();
    dossier.keuringen.clear();
    dossier.verwijzingen.clear();
    maker.keuring(dossier, false, begin - 14, Some(begin - 2));
    let wat = (Grondslag::Pw9Lid2, Verplichtingen::ArbeidEnTegenprestatie, "medisch");
    maker.ontheffing(dossier, wat, begin, Some(vandaag + 22));
    maker.verwijzing(
        dossier,
        "schulddienstverlening",
        "Schulddienstverlening",
        vandaag - 600,
        (Some(vandaag - 560), Some(vandaag - 86)),
    );
    maker.verwijzing(dossier, "taalcafe", "Bibliotheek", werkdag_tot(vandaag - 74), (None, None));
    maker.verwijzing(
        dossier,
        "traject_pasmatch",
        "Pasmatch",
        werkdag_tot(vandaag - 60),
        (Some(werkdag_tot(vandaag - 41)), None),
    );
}
