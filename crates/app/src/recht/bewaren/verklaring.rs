//! The declaration of destruction (*verklaring van vernietiging*): kinds, numbers, terms, who and when; no names of clients. And the
//! words for terms.

use documents::pdf::{Deel, Rapport, Regel, Tabel, TabelKolom, Tekst};
use domain::{
    bewaartermijn::{BEWAARTERMIJNEN, BRON, Bewaren, Stuksoort},
    datum::lang,
    termijn::Termijn,
    vernietigingslijst::{Vernietigingslijst, Vernietigingsverslag},
};
use storage::vernietigingslijst::{Opgesomd, Telling};

use crate::web::Lijsten;

/// `10 jaar na het einde van de uitkering`.
pub(super) fn termijn(bewaren: Bewaren) -> String {
    let lengte = |termijn: Termijn| match termijn {
        Termijn::Dagen(dagen) => format!("{dagen} dagen"),
        Termijn::Weken(weken) => format!("{weken} weken"),
        Termijn::Maanden(maanden) if maanden % 12 == 0 => format!("{} jaar", maanden / 12),
        Termijn::Maanden(maanden) => format!("{maanden} maanden"),
    };
    match bewaren {
        Bewaren::Blijvend => "blijvend bewaren".to_owned(),
        Bewaren::Tot(termijn, begin) => format!("{} {}", lengte(termijn), begin.omschrijving()),
        Bewaren::Toetsen(termijn, begin, _) => {
            format!("{} {}, als de archivaris dat bevestigt", lengte(termijn), begin.omschrijving())
        }
    }
}

/// A line of the table: what, category, term, how many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rij {
    pub(super) soort: &'static str,
    pub(super) categorie: &'static str,
    pub(super) termijn: String,
    pub(super) aantal: String,
}

/// What was destroyed with a list.
pub(super) struct Verklaring {
    pub(super) feiten: Vec<(&'static str, String)>,
    pub(super) rijen: Vec<Rij>,
    pub(super) totaal: String,
    pub(super) weggelaten: Vec<(String, String)>,
    pub(super) toelichting: Vec<String>,
}

fn rij(soort: Stuksoort, aantal: usize) -> Rij {
    let regel = soort.regel();
    Rij {
        soort: regel.omschrijving,
        categorie: regel.selectielijst,
        termijn: termijn(regel.bewaren),
        aantal: aantal.to_string(),
    }
}

/// What was left off, by reason.
pub(super) fn weggelaten(tellingen: &[Telling]) -> Vec<(String, String)> {
    let mut redenen = std::collections::BTreeMap::new();
    for telling in tellingen {
        if let Opgesomd::Weggelaten(reden) = telling.stand {
            *redenen.entry(reden).or_insert(0) += telling.aantal;
        }
    }
    let in_woorden = |(reden, aantal): (domain::vernietigingslijst::Weglating, i64)| {
        (crate::web::woorden::hoofdletter(reden.omschrijving()), aantal.to_string())
    };
    redenen.into_iter().map(in_woorden).collect()
}

/// The declaration of a list that was carried out.
pub(super) fn verklaring(
    lijst: &Vernietigingslijst,
    verslag: &Vernietigingsverslag,
    tellingen: &[Telling],
    lijsten: &Lijsten,
) -> Verklaring {
    let rijen = verslag.aantallen.iter().map(|(soort, aantal)| rij(*soort, *aantal)).collect();
    let door =
        |wie: domain::vernietigingslijst::Handtekening| format!("{}, {}", lijsten.gebruiker(wie.door), lang(wie.op));
    Verklaring {
        feiten: vec![
            ("Kenmerk van de lijst", lijst.id.to_string()),
            ("Opgesteld door", door(verslag.voorgesteld)),
            ("Bevestigd door", door(verslag.bevestigd)),
            ("Uitgevoerd op", lang(verslag.op)),
        ],
        rijen,
        totaal: verslag.aantallen.values().sum::<usize>().to_string(),
        weggelaten: weggelaten(tellingen),
        toelichting: vec![
            "Een vernietigd dossier is alles van één klant: persoonsgegevens, uitkeringen, gesprekken en verslagen, brieven, plannen, \
             signalen, onderzoeken, besluiten, verwijzingen en concepten."
                .to_owned(),
            "In het logboek blijft staan dat er iets is gedaan, door wie en wanneer. Wat er over de vernietigde dossiers in stond, is \
             gewist. De keten van het logboek blijft te controleren."
                .to_owned(),
            "Reservekopieën vallen hier niet onder. Zij verlopen volgens de afspraken van de gemeente over back-ups; zet een oude kopie \
             niet terug zonder deze lijst opnieuw uit te voeren."
                .to_owned(),
        ],
    }
}

/// The declaration on paper.
pub(super) fn op_papier(is: &Verklaring, gemeente: &str, datum: jiff::civil::Date) -> Rapport {
    let kolom = |naam: &str, rechts| TabelKolom { naam: naam.to_owned(), rechts };
    let mut delen = vec![Deel::Tabel(Tabel {
        titel: "Wat is vernietigd".to_owned(),
        kolommen: vec![
            kolom("Soort", false),
            kolom("Selectielijst", false),
            kolom("Bewaartermijn", false),
            kolom("Aantal", true),
        ],
        rijen: is
            .rijen
            .iter()
            .map(|rij| vec![rij.soort.to_owned(), rij.categorie.to_owned(), rij.termijn.clone(), rij.aantal.clone()])
            .collect(),
        totaal: vec!["Samen".to_owned(), String::new(), String::new(), is.totaal.clone()],
        voetnoot: String::new(),
    })];
    if !is.weggelaten.is_empty() {
        delen.push(Deel::Tabel(Tabel {
            titel: "Wat van de lijst is gehaald en blijft".to_owned(),
            kolommen: vec![kolom("Waarom", false), kolom("Aantal", true)],
            rijen: is.weggelaten.iter().map(|(reden, aantal)| vec![reden.clone(), aantal.clone()]).collect(),
            ..Tabel::default()
        }));
    }
    delen.push(Deel::Tekst(Tekst { titel: "Toelichting".to_owned(), alineas: is.toelichting.clone() }));
    Rapport {
        titel: "Verklaring van vernietiging".to_owned(),
        ondertitel: "Dossiers waarvan de bewaartermijn voorbij was".to_owned(),
        gemeente: format!("Gemeente {gemeente}"),
        datum,
        kenmerken: is
            .feiten
            .iter()
            .map(|(label, waarde)| Regel { label: (*label).to_owned(), waarde: waarde.clone() })
            .collect(),
        kerncijfers: Vec::new(),
        waarschuwingen: Vec::new(),
        delen,
        bronnen: vec![BRON.to_owned()],
    }
}

/// All terms, as the page shows them.
pub(super) fn termijnen() -> Vec<Rij> {
    let rij = |regel: &domain::bewaartermijn::Bewaartermijn| Rij {
        soort: regel.omschrijving,
        categorie: regel.selectielijst,
        termijn: termijn(regel.bewaren),
        aantal: String::new(),
    };
    BEWAARTERMIJNEN.iter().map(rij).collect()
}
